"""The lines around the panes: status, footer, prompt."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from inspect import isawaitable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widget import Widget

from ..dossier.text import EMPTY, Clean
from .keymap import Keymap
from .keys import shown
from .recall import Past, RecallInput
from .strips import Line, Piece, fit
from .widgets import Bar
from .wrap import cells, wrap

FOOTER_KEYS = 8
"""The most keys the footer shows."""
MOST_ROWS = 4
"""The most rows a message is given."""


class StatusBar(Bar):
    """A message, or what the marks in view mean."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.message = EMPTY
        self._alert = False
        self._rows: list[Clean] = []
        self._height = 1  # as the stylesheet has it
        self._legend: Line = ()
        self._progress: tuple[int, int] | None = None

    def say(self, message: Clean, *, alert: bool = False) -> None:
        """Show a message until :meth:`clear`."""
        self.message, self._alert = Clean.line(message), alert
        self._show()

    def hint(self, words: Clean) -> None:
        """Show as much of some words as one row holds, until :meth:`clear`."""
        self.say(Clean(fit(words, max(1, self.app.size.width - 2))))

    def clear(self) -> None:
        """Take the message away."""
        self.message = EMPTY
        self._show()

    def tell(self, legend: Line) -> None:
        """What is said where there is no message."""
        self._legend = legend
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
        self.show(left)
        self._share_out()

    def _share_out(self) -> None:
        """Give a message that does not fit in one row several, up to ``MOST_ROWS``."""
        room = self.app.size.width - 2
        fits = cells(self.message) <= room
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


_VISIT = (
    ("next_stop", "next"),
    ("back", "back"),
    ("bookmark", "bookmark"),
    ("write", "write"),
    ("search", "search"),
    ("compare", "compare"),
)
PEEKING = (
    ("peek", "row, then back"),
    ("down", "scroll"),
    ("open", "read"),
    ("cancel", "back"),
    ("bookmark", "bookmark"),
)
"""What matters while one peeks at the words of a cell."""
PAIRED = (
    ("next_difference", "next row"),
    ("next_offer", "other offer"),
    ("equal", "lock"),
    ("out", "left"),
    ("into", "right"),
    ("open", "read"),
    ("layout", "items"),
)
"""What matters beside two articles."""
PROPOSALS = (
    ("accept", "accept"),
    ("reject", "reject"),
    ("flag", "flag"),
    ("merge", "merge"),
    ("rename", "rename"),
    ("split", "split"),
    ("scope", "this/all"),
)
"""What matters among the names that rules propose."""
_SELECTION = (
    ("bookmark", "keep"),
    ("next_sentence", "sentence more"),
    ("previous_sentence", "less"),
    ("next_paragraph", "paragraph"),
    ("into", "word"),
    ("other_end", "other end"),
    ("cancel", "cancel"),
)


def footer_line(
    keymap: Keymap,
    pane: str,
    width: int,
    *,
    typing: Sequence[tuple[str, str]] = (),
    visiting: bool = False,
    selecting: bool = False,
    mode: Sequence[tuple[str, str]] = (),
) -> tuple[Line, Line]:
    """The few keys that matter, as many as fit: in an input line, while selecting, during a visit, else in a pane.

    ``typing`` are the keys of the line that is being typed in. A ``mode`` of a pane has keys of its own: commands by
    id, each with a word.
    """
    if typing:
        return _fitting(typing, width), ()
    keys = {each.id: shown(each.keys[0]) for each in keymap.for_pane(pane) if each.keys}
    commands = sorted((each for each in keymap.for_pane(pane) if each.footer), key=lambda each: each.rank)
    usual = mode or [(each.id, each.footer) for each in commands]
    wanted = _SELECTION if selecting else _VISIT if visiting else usual
    chosen = [(keys[id], word) for id, word in wanted if id in keys and id not in ("help", pane)]
    last = _entry(keymap.key("help", pane), "keys")
    return [*_fitting(chosen[: FOOTER_KEYS - 1], width - sum(cells(words) for words, _ in last)), *last], ()


def _fitting(keys: Sequence[tuple[str, str]], width: int) -> list[Piece]:
    """As many of these keys with their words as fit."""
    line: list[Piece] = []
    used = 0
    for key, word in keys:
        entry = _entry(key, word)
        used += sum(cells(words) for words, _ in entry)
        if used > width:
            break
        line += entry
    return line


def _entry(key: str, word: str) -> list[Piece]:
    return [(f" {key} ", "key"), (f"{word} ", "faint")]


class PromptInput(RecallInput):
    """The prompt's input line; Esc gives up, Up and Down recall too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", show=False),
        Binding("escape", "give_up", show=False),
        Binding("up", "recall(-1)", show=False),
        Binding("down", "recall(1)", show=False),
        Binding("tab", "complete(1)", show=False),
        Binding("shift+tab", "complete(-1)", show=False),
    ]

    def __init__(
        self,
        value: str = "",
        *,
        past: Past | None = None,
        known: Sequence[str] = (),
        suggester: Suggester | None = None,
        select_on_focus: bool = False,
    ) -> None:
        super().__init__(value, suggester=suggester, id="prompt-input", compact=True, select_on_focus=select_on_focus)
        self.past = past
        self._known = known
        """Words that Tab completes the last one to; again, to the next of them."""
        self._fitting: Sequence[str] = ()

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys the footer shows while it is typed in."""
        keys = [("Enter", "done")]
        keys += [("Tab", "complete")] * bool(self._known)
        keys += [("↑↓", "before")] * (self.past is not None)
        return [*keys, ("Esc", "never mind"), ("Ctrl-U", "clear")]

    def action_complete(self, by: int) -> None:
        """Complete the word before the cursor."""
        before, after = self.value[: self.cursor_position], self.value[self.cursor_position :]
        rest, _, word = before.rpartition(" ")
        if word not in self._fitting:
            self._fitting = [each for each in self._known if each.startswith(word.casefold())]
        if self._fitting:
            at = (self._fitting.index(word) + by) % len(self._fitting) if word in self._fitting else 0
            done = f"{rest} {self._fitting[at]}" if rest else self._fitting[at]
            self.value, self.cursor_position = done + after, len(done)

    async def action_answer(self) -> None:
        """Answer the question with what stands here."""
        await self.query_ancestor(Prompt).answer()

    async def action_give_up(self) -> None:
        """Close the prompt without an answer."""
        await self.query_ancestor(Prompt).give_up()


class Prompt(Horizontal):
    """A question with a line for the answer, in place of the status line."""

    def __init__(
        self,
        question: str,
        line: PromptInput,
        answer: Callable[[Clean], Awaitable[None] | None],
        focused: Widget | None,
    ) -> None:
        super().__init__(id="prompt")
        self._question = Clean.line(question)
        self._line = line
        self._answer = answer
        self._focused = focused

    def compose(self) -> ComposeResult:
        """The question and the line."""
        yield Bar(id="prompt-label")
        yield self._line

    def begin(self) -> None:
        """Show the question and take the focus."""
        label = self.query_one("#prompt-label", Bar)
        label.styles.width = cells(self._question) + 2
        label.show([(f" {self._question} ", "accent")])
        self.screen.set_focus(self._line, scroll_visible=False)

    def focus_moved(self, focused: Widget) -> None:
        """The focus went to this widget."""

    async def give_up(self) -> None:
        """Close without an answer."""
        await self.close()

    async def close(self) -> None:
        """Give the focus back and disappear."""
        if self._focused is not None:
            self.screen.set_focus(self._focused, scroll_visible=False)
        await self.remove()

    async def answer(self) -> None:
        """Hand over the answer."""
        words = Clean.line(self._line.value)
        await self.close()
        result = self._answer(words)
        if isawaitable(result):
            await result
