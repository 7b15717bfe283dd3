"""Commanding: the line behind ``:``, its completion, its history, and what it sets going."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual.suggester import Suggester

from ..dossier.permalink import Permalink, parse_permalink
from ..dossier.problems import shortened
from ..dossier.tables import nearest
from ..dossier.text import Clean
from .commandline import PARAGRAPH, CommandLineError, completions, explained, understand
from .commands import ARTICLE, BY_ID, EVERYWHERE, PANE_TITLES, PANES
from .finding import Finding
from .past import Past
from .prompt import PromptInput
from .settings import BY_KEY, SETTINGS, THEMES, values
from .stage import Stage
from .travel import Travel
from .tuning import Tuning
from .writing import Writing

_HISTORY = "commands"
"""Where the notebook keeps what was typed."""


class _Completer(Suggester):
    """Suggests the first line that what is typed may become."""

    def __init__(self, complete: Callable[[str], Sequence[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """The first completion that goes on where the line ends."""
        return next((each for each in self._complete(value) if value and each.startswith(value)), None)


class CommandInput(PromptInput):
    """The command line: Tab and Shift-Tab go through the completions of the whole line."""

    def __init__(
        self,
        complete: Callable[[str], Sequence[str]],
        past: Past,
        tell: Callable[[str, Sequence[str]], None],
        left: Callable[[], None],
    ) -> None:
        super().__init__(past=past, suggester=_Completer(complete))
        self._complete = complete
        self._tell = tell
        self._left = left
        self._cycle: Sequence[str] = ()
        self._turn = 0

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys the footer shows while it is typed in."""
        return (("Enter", "run"), ("Tab", "complete"), ("↑↓", "before"), ("Esc", "never mind"))

    def on_mount(self) -> None:
        """Tell what there is to type."""
        self._tell("", self._complete(""))

    def watch_value(self, value: str) -> None:
        """Tell what the line may become; typing ends a turn through the completions."""
        if value not in self._cycle:
            self._cycle = ()
        self._tell(value, self._cycle or self._complete(value))

    async def action_give_up(self) -> None:
        """Close the line, and take away what was told."""
        await super().action_give_up()
        self._left()

    def action_complete(self, by: int) -> None:
        """To the next completion of what was typed, or the one before."""
        if not self._cycle:
            self._cycle = self._complete(self.value)
            self._turn = -1 if by > 0 else 0
        if self._cycle:
            self._turn = (self._turn + by) % len(self._cycle)
            self.value = self._cycle[self._turn]
            self.cursor_position = len(self.value)


class Commanding:
    """What is typed behind ``:``, carried out."""

    def __init__(self, stage: Stage, travel: Travel, finding: Finding, writing: Writing, tuning: Tuning) -> None:
        self.stage = stage
        self.travel = travel
        self.writing = writing
        self.tuning = tuning
        self._past = Past(stage.session.notebook, _HISTORY, shared=True)
        self._taking: dict[str, Callable[[Clean], Awaitable[None]]] = {
            PARAGRAPH: self._paragraph,
            "open": self._open,
            "search": finding.search_for,
            "set": self._set,
            "theme": self._theme,
            "width": self._width,
            "write": self._write,
        }

    async def do_command_line(self) -> None:
        """Ask for a command."""
        line = CommandInput(self._complete, self._past, self._tell, self.stage.status.clear)
        await self.stage.ask(":", "", self._run, line)

    # The line

    def _complete(self, line: str) -> Sequence[str]:
        arguments: dict[str, Sequence[str]] = {
            "theme": THEMES,
            "set": list(BY_KEY),
            "open": [str(article.id) for article in self.stage.session.dossier.chronological],
            **{f"set {each.key}": each.examples for each in SETTINGS},
        }
        return completions(line, arguments)

    def _tell(self, line: str, candidates: Sequence[str]) -> None:
        about = explained(line)
        last = [each.rpartition(" ")[2] for each in candidates]
        parts = [str(about)] if about else []
        if len(last) > 1 or (last and not about):
            parts.append("  ".join(last))
        self.stage.status.hint(Clean(" · ".join(parts)))

    async def _run(self, line: Clean) -> None:
        self.stage.status.clear()
        try:
            order = understand(line)
        except CommandLineError as error:
            self._past.keep(line)
            self.stage.say(Clean(str(error)), alert=True)
            return
        if order is None:
            return
        self._past.keep(line)
        if order.argument:
            await self._taking[order.command](order.argument)
        elif order.command == "width":
            self._tell_setting("measure")
        else:
            await self._perform(order.command)
        self.stage.refresh_chrome()

    async def _perform(self, id: str) -> None:
        command = BY_ID[id]
        if self.stage.pane in command.panes:
            await self.stage.perform(command)
            return
        where = [PANE_TITLES[pane] for pane in PANES if pane in command.panes and command.panes != EVERYWHERE]
        self.stage.say(Clean(f"“{id}” works in {' and '.join(where)}, not in {PANE_TITLES[self.stage.pane]}"))

    # Commands that take an argument

    async def _paragraph(self, number: Clean) -> None:
        pane = self.stage.article_pane
        count = len(pane.text.paragraphs)
        if pane.article is None or len(number) > len(str(count)) or not 1 <= int(number) <= count:
            has = f"This article has paragraphs 1 to {count}" if count else "There is no article to go to"
            self.stage.say(Clean(f"{has}; there is no {shortened(number)}"), alert=True)
            return
        await self.travel.go_to_paragraph(int(number))

    async def _theme(self, name: Clean) -> None:
        self._change("theme", name)

    async def _width(self, number: Clean) -> None:
        self._change("measure", number)

    async def _set(self, words: Clean) -> None:
        key, _, value = words.replace("=", " ", 1).partition(" ")
        if key not in BY_KEY:
            message = f"“{shortened(key)}” is not a setting{nearest(key, list(BY_KEY))}"
            self.stage.say(Clean(message), alert=True)
        elif value.strip():
            self._change(key, Clean.line(value))
        else:
            self._tell_setting(key)

    def _tell_setting(self, key: str) -> None:
        setting = BY_KEY[key]
        now = setting.write(values(self.stage.session.settings)[key])
        self.stage.say(Clean(f"{key} is {now}: {setting.help.replace('`', '')}; it takes {setting.takes}"))

    def _change(self, key: str, words: Clean) -> None:
        try:
            value = BY_KEY[key].read(words)
        except ValueError as error:
            self.stage.say(Clean(f"{key}: {error}"), alert=True)
        else:
            self.tuning.change(key, value)

    async def _write(self, file: Clean) -> None:
        self.writing.write_to(file)

    async def _open(self, id: Clean) -> None:
        dossier = self.stage.session.dossier
        at = self._permalink(id)
        if at is not None and at.dossier != dossier.id:
            self.stage.say(Clean(f"{shortened(id)} is a passage of another dossier"), alert=True)
            return
        ids = [str(each.id) for each in dossier.articles]
        wanted = str(at.article) if at is not None else id.casefold()
        fitting = [each for each in ids if each == wanted] or [each for each in ids if each.startswith(wanted)]
        article = dossier.article(fitting[0]) if len(fitting) == 1 else None
        if article is None:
            what = "is the beginning of several articles’ ids" if fitting else f"is no article here{nearest(id, ids)}"
            self.stage.say(Clean(f"“{shortened(id)}” {what}"), alert=True)
            return
        if at is not None and at.end is not None and at.end > len(article.text):
            what = f"There is no passage {at.start}-{at.end} in article {article.id}"
            self.stage.say(Clean(f"{what}; it has {len(article.text)} code points"), alert=True)
            return
        await self.stage.go_to(ARTICLE)
        if self.stage.article_pane.article is not article:
            self.travel.open(article)
        if at is not None:
            self.travel.go_to_passage(at)

    @staticmethod
    def _permalink(words: Clean) -> Permalink | None:
        try:
            return parse_permalink(words)
        except ValueError:
            return None
