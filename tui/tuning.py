"""Tuning: how everything looks, and the files that say so."""

from __future__ import annotations

from ..dossier.notebook import NotebookError
from ..dossier.text import Clean
from .article import ArticlePane
from .commands import ENTITIES, SEARCH
from .preferences import KEYMAP_FILE, SETTINGS_FILE
from .settings import BY_KEY, Value
from .stage import Stage

STEP = 2
"""Cells by which a column grows or shrinks at a key."""


class Tuning:
    """The settings in use: changed one by one, kept, read anew."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    # Any setting

    def change(self, key: str, value: Value) -> None:
        """Use another value for a setting, keep it, and say so."""
        setting, preferences = BY_KEY[key], self.stage.session.preferences
        said, alert = f"{key} is {setting.write(value)}", False
        try:
            preferences.change(key, value)
        except NotebookError as error:
            said, alert = str(error.sentence), True
        self._use()
        if key == "theme" and self.stage.app.theme != value:
            said = f"{key} is {value}; this terminal has too few colours for it, and shows its own"
        self.stage.say(Clean(said), alert=alert)

    def _use(self) -> None:
        stage = self.stage
        stage.app.paint(stage.session.settings.theme)
        for pane in stage.query(ArticlePane):
            stage.adjust(pane)
        stage.share_out(stage.app.size)
        stage.refresh_chrome()

    def do_reload(self) -> None:
        """Read both files anew; what was changed here since is given up."""
        preferences = self.stage.session.preferences
        try:
            preferences.reload()
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
        self.stage.use_keymap(preferences.keymap)
        self._use()
        self.stage.do_redraw()
        self.stage.say(self.complaint or Clean(f"Read {SETTINGS_FILE} and {KEYMAP_FILE}"), alert=bool(self.complaint))

    @property
    def complaint(self) -> Clean:
        """What is wrong with the files, in a sentence; nothing where all is well."""
        problems = self.stage.session.preferences.problems
        more = f" · and {len(problems) - 1} more; :settings lists them" if len(problems) > 1 else ""
        return Clean(f"{problems[0]}{more}" if problems else "")

    # What has a key

    def do_fold(self) -> None:
        """Fold boilerplate away, or show it."""
        pane = self.stage.article_pane
        pane.toggle_fold()
        self._keep_quietly("folded", pane.folded)

    def do_highlights(self) -> None:
        """Show names, dates and quantities in the article, or not."""
        pane = self.stage.article_pane
        pane.toggle_highlights()
        self._keep_quietly("highlights", pane.highlights)

    def _keep_quietly(self, key: str, value: Value) -> None:
        try:
            self.stage.session.preferences.change(key, value)
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)

    def do_wider(self) -> None:
        """A wider column of text."""
        self._measure(STEP)

    def do_narrower(self) -> None:
        """A narrower column of text."""
        self._measure(-STEP)

    def _measure(self, by: int) -> None:
        # From what is seen: where the pane is narrower than the setting, one key would change nothing.
        pane, setting = self.stage.article_pane, BY_KEY["measure"]
        seen = min(self.stage.session.settings.measure, pane.room)
        wanted = max(setting.least, min(setting.most, seen + by))
        if by > 0 and seen == pane.room:
            self.stage.say(Clean(f"The text fills its pane; {self.stage.key_of('zen')} shows it alone"))
        else:
            self.change("measure", wanted)

    def do_wider_pane(self) -> None:
        """A wider column of sources, entities or hits."""
        self._widen(STEP)

    def do_narrower_pane(self) -> None:
        """A narrower column of sources, entities or hits."""
        self._widen(-STEP)

    def _widen(self, by: int) -> None:
        geometry, pane = self.stage.geometry, self.stage.pane
        key, now = "sources_width", geometry.left
        if pane == ENTITIES and geometry.right:
            key, now = "entities_width", geometry.right
        elif pane == SEARCH:
            key, now = "hits_width", geometry.hits_width
        if not now:
            self.stage.say(Clean("There is no column beside this one to share the width with"))
            return
        setting = BY_KEY[key]
        self.change(key, max(setting.least, min(setting.most, now + by)))

    def do_zen(self) -> None:
        """Show this pane and nothing else, or all there is room for."""
        self.stage.set_zen(not self.stage.zen)
        if self.stage.zen:
            self.stage.say(Clean(f"Only this pane; {self.stage.key_of('zen')} brings the others back"))

    # Lists of what there is

    def do_theme(self) -> None:
        """Choose the colours from a list."""
        from .menu import Menu, theme_choices  # imported late: not needed to read

        def paint(theme: str | None) -> None:
            if theme is not None:
                self.change("theme", theme)

        self.stage.app.push_screen(Menu("Theme", theme_choices()), paint)

    def do_settings(self) -> None:
        """Everything that is set, and what is wrong in the files."""
        from .help import HelpScreen, settings_rows  # imported late: not needed to read

        rows = settings_rows(self.stage.session.preferences)
        self.stage.app.push_screen(HelpScreen("Settings", rows, self.stage.keymap, self.stage.pane))
