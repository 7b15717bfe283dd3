"""The lines around the panes: status, footer, prompt."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from ..dossier.text import EMPTY, Clean
from .commands import BY_ID, for_pane
from .keys import shown
from .strips import Line, Piece, fit
from .widgets import Bar
from .wrap import cells, wrap

FOOTER_KEYS = 8
"""The most keys the footer shows."""
MOST_ROWS = 4
"""The most rows a message is given."""


class StatusBar(Bar):
    """Left a message, or what the marks in view mean; right the place in the article."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.message = EMPTY
        self._alert = False
        self._rows: list[Clean] = []
        self._height = 1  # as the stylesheet has it
        self._legend: Line = ()
        self._place: Line = ()
        self._progress: tuple[int, int] | None = None

    def say(self, message: Clean, *, alert: bool = False) -> None:
        """Show a message until :meth:`clear`."""
        self.message, self._alert = Clean.line(message), alert
        self._show()

    def clear(self) -> None:
        """Take the message away."""
        self.message = EMPTY
        self._show()

    def place(self, legend: Line, place: Line) -> None:
        """What is said where there is no message, and the place."""
        self._legend, self._place = legend, place
        self._show()

    def progress(self, progress: tuple[int, int] | None) -> None:
        """Show how many of how many articles are indexed, or no longer."""
        self._progress = progress
        self._show()

    def _show(self) -> None:
        left: Line = self._legend
        if self._progress is not None and not self.message:
            done, total = self._progress
            filled = 20 * done // max(1, total)
            left = [(" Indexing ", ""), ("█" * filled, "accent"), ("░" * (20 - filled), "faint")]
            left = [*left, (f" {done}/{total}", "faint")]
        if self.message:
            left = [(f" {self.message}", "alert" if self._alert else "strong")]
        self.show(left, self._place)
        self._share_out()

    def _share_out(self) -> None:
        """Give a message that does not fit beside the place rows of its own, up to ``MOST_ROWS``."""
        room = self.app.size.width - 2
        fits = cells(self.message) <= room - sum(cells(words) for words, _ in self._place)
        self._rows = [] if fits else [self.message[start:end] for start, end in wrap(self.message, max(1, room))]
        if len(self._rows) > MOST_ROWS:
            rest = "".join(self._rows[MOST_ROWS - 1 :])
            self._rows[MOST_ROWS - 1 :] = [Clean(fit(rest, max(1, room)))]
        if self._height != max(1, len(self._rows)):  # to set it lays the screen out anew, even where it is the same
            self._height = max(1, len(self._rows))
            self.styles.height = self._height

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._share_out()

    def render_line(self, y: int) -> Strip:
        """A row of a long message, else the one row of a bar."""
        if not self._rows:
            return super().render_line(y)
        words = self._rows[y] if y < len(self._rows) else ""
        return self.draw([(f" {words}", "alert" if self._alert else "strong")], self.size.width)


_QUERY_KEYS = (("Enter", "open"), ("↑↓", "move in the hits"), ("Esc", "to the hits"))
_PROMPT_KEYS = (("Enter", "done"), ("Esc", "never mind"), ("Ctrl-U", "clear"))
_VISIT = (
    ("next_stop", "next"),
    ("back", "back"),
    ("bookmark", "bookmark"),
    ("write", "write"),
    ("search", "search"),
    ("compare", "compare"),
)
_SELECTION = (
    ("bookmark", "keep"),
    ("next_sentence", "sentence more"),
    ("previous_sentence", "less"),
    ("next_paragraph", "paragraph"),
    ("into", "word"),
    ("cancel", "cancel"),
)


def footer_line(
    pane: str, width: int, *, typing_in: Widget | None = None, visiting: bool = False, selecting: bool = False
) -> tuple[Line, Line]:
    """The few keys that matter, as many as fit: in an input line, while selecting, during a visit, else in a pane."""
    if typing_in is not None:
        known = _PROMPT_KEYS if isinstance(typing_in, PromptInput) else _QUERY_KEYS
        return [piece for key, word in known for piece in _entry(key, word)], ()
    commands = sorted((each for each in for_pane(pane) if each.footer), key=lambda each: each.rank)
    chosen = [(shown(each.keys[0]), each.footer) for each in commands if each.id != "help"]
    if visiting:
        chosen = [(shown(BY_ID[id].keys[0]), word) for id, word in _VISIT]
    if selecting:
        chosen = [(shown(BY_ID[id].keys[0]), word) for id, word in _SELECTION]
    last = _entry("?", "keys")
    line: list[Piece] = []
    used = sum(cells(words) for words, _ in last)
    for key, word in chosen[: FOOTER_KEYS - 1]:
        entry = _entry(key, word)
        size = sum(cells(words) for words, _ in entry)
        if used + size > width:
            break
        line += entry
        used += size
    return [*line, *last], ()


def _entry(key: str, word: str) -> list[Piece]:
    return [(f" {key} ", "key"), (f"{word} ", "faint")]


class PromptInput(Input):
    """The prompt's input line; Esc gives up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False)]

    async def action_give_up(self) -> None:
        """Close the prompt without an answer."""
        prompt = self.query_ancestor(Prompt)
        await prompt.close()


class Prompt(Horizontal):
    """A question with a line for the answer, in place of the status line."""

    def __init__(
        self,
        question: str,
        value: str,
        answer: Callable[[Clean], Awaitable[None] | None],
        focused: Widget | None,
    ) -> None:
        super().__init__(id="prompt")
        self._question = Clean.line(question)
        self._value = value
        self._answer = answer
        self._focused = focused

    def compose(self) -> ComposeResult:
        """The question and the line."""
        yield Bar(id="prompt-label")
        yield PromptInput(value=self._value, id="prompt-input", compact=True, select_on_focus=False)

    def begin(self) -> None:
        """Show the question and take the focus."""
        label = self.query_one("#prompt-label", Bar)
        label.styles.width = cells(self._question) + 2
        label.show([(f" {self._question} ", "accent")])
        self.screen.set_focus(self.query_one(PromptInput), scroll_visible=False)

    async def close(self) -> None:
        """Give the focus back and disappear."""
        if self._focused is not None:
            self.screen.set_focus(self._focused, scroll_visible=False)
        await self.remove()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand over the answer."""
        event.stop()
        words = Clean.line(event.value)
        await self.close()
        result = self._answer(words)
        if isawaitable(result):
            await result
