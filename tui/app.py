"""The application: opens the dossier and the notebook, and shows the main screen."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.color import ColorSystem
from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.color import Color
from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter
from textual.screen import Screen

from ..dossier import paths
from ..dossier.folder import Dossier, open_dossier
from ..dossier.notebook import Notebook, NotebookError
from ..dossier.problems import DossierError
from ..dossier.text import Clean
from .driver import PatientDriver
from .inorder import OrderlyScreen
from .palette import LEAST, Palette
from .screen import MainScreen
from .session import Session
from .themes import STRICTER, TERMINAL, THEMES, shades
from .widgets import Painted

if TYPE_CHECKING:
    from ..dossier.permalink import Permalink

FEW_COLOURS = ("standard", "windows")
"""Rich's names for terminals of sixteen colours at most."""


class Colourless(LineFilter):
    """Takes every colour away, and leaves bold, italic, underline and reverse. Textual's own would leave greys."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments without colour."""
        return [Segment(words, style and style.without_color, control) for words, style, control in segments]


class NatoReader(Painted):
    """natoreader in a terminal."""

    TITLE = "natoreader"
    CSS_PATH = "tui.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False  # menu.py is natoreader’s own
    ALLOW_SELECT = False

    def __init__(self, dossier: Dossier, notebook: Notebook, at: Permalink | None = None) -> None:
        super().__init__()
        self.session = Session(dossier, notebook)
        self._at = at
        self._palette: tuple[str, Palette] | None = None
        self._colourless = (Colourless(),)  # one for all rows: a strip keeps what its last filter made of it
        # Textual has no other way to say so: two widgets less to make and to lay out at every launch.
        self._disable_notifications = self._disable_tooltips = True
        for theme in THEMES:
            self.register_theme(theme)
        # Colours blended for millions would fall together in a terminal that has sixteen, and highlights vanish.
        self._few_colours = self.console.color_system in FEW_COLOURS
        # Not by assignment: the stylesheet would be read once for Textual's theme, and once more for this one.
        self.set_reactive(NatoReader.theme, self._shown(self.session.settings.theme))
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """The main screen."""
        return MainScreen(self.session, self.size, self._at)

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice, but on Linux and macOS one that outlives undecodable keys."""
        chosen = super().get_driver_class()
        return PatientDriver if issubclass(PatientDriver, chosen) else chosen

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes on its way to the terminal: no colour at all where the user wants none.

        Textual's filter for named colours is left out, which would look at every segment of every row: the colours of
        the palette are of 24 bits, or the terminal's own where the theme means those.
        """
        if self.no_color:
            return self._colourless
        return [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]

    @property
    def palette(self) -> Palette:
        """The styles for the theme in use."""
        if self._palette is None or self._palette[0] != self.theme:
            palette = Palette(
                self.theme_variables,
                colour=not self.no_color,
                plain=self.current_theme.ansi,
                least=STRICTER.get(self.theme, LEAST),
                system=ColorSystem.EIGHT_BIT if self.console.color_system == "256" else ColorSystem.TRUECOLOR,
            )
            self._palette = (self.theme, palette)
        return self._palette[1]

    def send(self, sequence: str) -> None:
        """Write an escape sequence to the terminal, beside what is drawn."""
        if self._driver is not None:
            self._driver.write(sequence)
            self._driver.flush()

    @property
    def wheel(self) -> int:
        """Rows a notch of the mouse wheel scrolls."""
        return self.session.settings.wheel

    def paint(self, theme: str) -> None:
        """Draw in the colours of a theme; in the terminal's own where it has few."""
        self.theme = self._shown(theme)

    def _shown(self, theme: str) -> str:
        return TERMINAL.name if self._few_colours else theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours natoreader adds to every theme."""
        return shades(self.current_theme.to_color_system().generate())

    async def on_event(self, event: events.Event) -> None:
        """Give keys to the screen, which answers them in their order; clean what is pasted: Textual draws anything."""
        if isinstance(event, events.Paste):
            event.text = Clean(event.text)
        if isinstance(event, events.Key | events.Paste) and isinstance(self.screen, OrderlyScreen):
            self.app_focus = True  # where there are keys, there is the focus
            self.screen.post_message(event)
        else:
            await super().on_event(event)

    def on_ready(self) -> None:
        """The first screen was painted."""
        if isinstance(self._driver, PatientDriver):
            self._driver.ready()

    def save(self) -> None:
        """Keep the note that is being written and where the article is read; nothing before there is anything."""
        for main in self.screen_stack[:1]:
            if isinstance(main, MainScreen) and main.is_mounted:
                main.save()

    async def action_quit(self) -> None:
        """Leave by Textual's own key; the same as the command."""
        main = self.screen_stack[0]
        if isinstance(main, MainScreen):
            main.do_quit_now()


def run(path: Path, at: Permalink | None = None) -> int:
    """Open a dossier in the terminal until the user leaves; the exit code for the shell."""
    try:
        dossier = open_dossier(path)
    except DossierError as error:
        for each in error.problems:
            sys.stderr.write(f"natoreader: {each}\n")
        return 3
    try:
        with Notebook.open(paths.notebook_file(), dossier.id) as notebook:
            app = NatoReader(dossier, notebook, at)
            app.run()
            return app.return_code or 0
    except NotebookError as error:
        sys.stderr.write(f"natoreader: {error.sentence}\n")
        return 3
