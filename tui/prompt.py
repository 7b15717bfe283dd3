"""A question with a line for the answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from inspect import isawaitable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widget import Widget

from ..dossier.text import Clean
from .frames import Frame
from .past import Past
from .recall import RecallInput
from .widgets import Bar
from .wrap import cells


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
        """Words that Tab completes the last one to, with a ``#`` where that has one; again, to the next of them."""
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
            sign = "#" * word.startswith("#")
            begun = word.removeprefix(sign).casefold()
            self._fitting = [f"{sign}{each}" for each in self._known if each.startswith(begun)]
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


class Prompt(Frame):
    """A question with a line for the answer, in place of the status line."""

    DEFAULT_CSS = """
    Prompt { layout: horizontal; height: 1; background: $nr-title; }
    Prompt #prompt-label { background: $nr-title; }
    Prompt #prompt-said { width: 0; background: $nr-title; }
    """

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
