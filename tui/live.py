"""A prompt that answers while one types."""

from __future__ import annotations

from collections.abc import Awaitable
from inspect import isawaitable
from typing import Protocol

from textual.app import ComposeResult
from textual.widget import Widget

from ..dossier.text import Clean
from .past import Past
from .prompt import Prompt, PromptInput
from .strips import Line
from .widgets import Bar
from .wrap import cells


class Live(Protocol):
    """What is done with the words of a live prompt."""

    def typed(self, words: Clean) -> Line:
        """Act on the words as they stand; what is said at the end of the line, such as “4/14”."""

    def entered(self, words: Clean) -> Awaitable[None] | None:
        """The user is done."""

    def left(self) -> Awaitable[None] | None:
        """The user gave up: put everything back."""


class LivePrompt(Prompt):
    """A question with a line that is answered with every character, in place of the status line."""

    def __init__(self, question: str, value: str, live: Live, past: Past, focused: Widget | None) -> None:
        line = PromptInput(value, past=past, select_on_focus=bool(value))
        line.heard = self._answer_to
        super().__init__(question, line, live.entered, focused)
        self._live = live
        self._value = value
        self._answered = False

    def compose(self) -> ComposeResult:
        """The question, the line, and what is said of it."""
        yield from super().compose()
        yield Bar(id="prompt-said")

    def begin(self) -> None:
        """Take the status line's place and the focus."""
        self.screen.add_class("live")
        super().begin()
        if self._value:
            self._answer_to(self._value)

    async def close(self) -> None:
        """Give focus and status line back."""
        self._answered = True
        self.screen.remove_class("live")
        await super().close()

    async def give_up(self) -> None:
        """Close without an answer."""
        await super().give_up()
        result = self._live.left()
        if isawaitable(result):
            await result

    def focus_moved(self, focused: Widget) -> None:
        """Where the mouse chose another pane, close as Enter or Esc would; that pane keeps the focus."""
        if not self._answered and self not in focused.ancestors:
            self._answered = True
            self.call_later(self._yield_to, focused)

    async def _yield_to(self, focused: Widget) -> None:
        self._focused = focused
        words = Clean.line(self.query_one(PromptInput).value)
        await self.close()
        result = self._live.entered(words) if words else self._live.left()
        if isawaitable(result):
            await result
        self.screen.set_focus(focused, scroll_visible=False)

    def _answer_to(self, words: str) -> None:
        said = self._live.typed(Clean(words))
        bar = self.query_one("#prompt-said", Bar)
        bar.styles.width = sum(cells(each) for each, _ in said)
        bar.show(said)
