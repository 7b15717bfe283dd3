"""The way of a key to its command, and of a message or a question to the user."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from inspect import isawaitable
from typing import TYPE_CHECKING

from textual import events, getters
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from ..dossier.text import Clean
from .chrome import Prompt, StatusBar
from .commands import BY_ID, Command
from .keys import Dispatcher, Pending, pressed, shown
from .widgets import Painted

if TYPE_CHECKING:
    from .live import Live
    from .recall import Past

HINT_DELAY = 0.4
"""Seconds after which an unfinished key sequence shows what may follow."""


_OWN_OF_TEXTUAL = frozenset({"ctrl+c"})
"""Keys that Textual itself answers."""


class CommandScreen(Screen[None]):
    """A screen on which commands of the table are carried out, with a status line to answer in."""

    app = getters.app(Painted)

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self._dispatcher = Dispatcher()
        self._hint: Timer | None = None

    # What a screen gives

    @property
    def pane(self) -> str:
        """The pane that has the focus, by its name in the table."""
        raise NotImplementedError

    @property
    def owners(self) -> Sequence[object]:
        """Who is asked for the method of a command, in this order."""
        raise NotImplementedError

    @property
    def usable(self) -> bool:
        """Whether there is room for anything to be done."""
        raise NotImplementedError

    def refresh_chrome(self) -> None:
        """Draw what stands around the panes anew."""
        raise NotImplementedError

    @property
    def status(self) -> StatusBar:
        """The status line."""
        return self.query_one("#status", StatusBar)

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Put key presses together into commands and carry them out."""
        if not self.is_attached or self.app.screen is not self:  # typed ahead of the end, or of another screen
            return
        if self.typing and event.is_printable and self.focused is not None:
            # An input line keeps what it prints: this was typed ahead, before the line had the focus.
            event.stop()
            self.focused.post_message(events.Key(event.key, event.character))
        if self.typing or not self.usable:
            return
        key = pressed(event.key, event.character)
        result = self._dispatcher.feed(key, self.pane)
        self._stop_hint()
        self.status.clear()
        if event.key in _OWN_OF_TEXTUAL:
            return
        event.stop()
        event.prevent_default()
        if isinstance(result, Command):
            await self.perform(result)
        elif isinstance(result, Pending):
            self._hint = self.set_timer(HINT_DELAY, lambda: self._show_hint(result))
        else:
            self.say(Clean(f"“{result.typed}” does nothing here; ? shows the keys of this pane"))

    def _stop_hint(self) -> None:
        if self._hint is not None:
            self._hint.stop()
            self._hint = None

    def _show_hint(self, pending: Pending) -> None:
        parts = [f"{shown(keys)} {command.title.lower()}" for keys, command in pending.continuations]
        self.say(Clean(f"{pending.typed}…  " + " · ".join(parts)))

    async def perform(self, command: Command) -> None:
        """Carry out a command, by the first of :attr:`owners` that can."""
        name = f"do_{command.id}"
        for owner in self.owners:
            method = getattr(owner, name, None)
            if method is not None:
                result = method()
                if isawaitable(result):
                    await result
                break
        self.refresh_chrome()

    async def perform_id(self, id: str) -> None:
        """Carry out a command by its id: what the palette calls."""
        await self.perform(BY_ID[id])

    # Messages and prompts

    @property
    def typing(self) -> bool:
        """Whether the focus is in an input line, or in the note editor."""
        focused = self.focused
        return isinstance(focused, Input) or (focused is not None and focused.has_class("typing"))

    def say(self, message: Clean, *, alert: bool = False) -> None:
        """Show a message in the status line until the next key."""
        self.status.say(message, alert=alert)

    async def ask(
        self, question: str, value: str, answer: Callable[[Clean], Awaitable[None] | None], known: Sequence[str] = ()
    ) -> None:
        """Ask for a line in place of the status line; Tab completes to ``known`` words, Esc asks for nothing."""
        await self._open_prompt(Prompt(question, value, answer, self.focused, known))

    async def ask_live(self, question: str, value: str, live: Live, past: Past) -> None:
        """Ask for words that are answered with every character; ``past`` are those typed before."""
        from .live import LivePrompt  # imported late: not needed to read

        await self._open_prompt(LivePrompt(question, value, live, past, self.focused))

    async def _open_prompt(self, prompt: Prompt) -> None:
        if self.query(Prompt):
            return
        await self.mount(prompt, before="#footer")
        prompt.begin()

    async def ask_note(self, title: str, value: str, keep: Callable[[Clean], bool]) -> None:
        """Ask for a note of several lines; where ``keep`` says that it was not kept, the editor stays open with it."""
        from .noting import NoteEditor  # imported late: not needed to read

        if self.query(NoteEditor):
            return
        editor = NoteEditor(Clean.line(title), Clean(value), keep, self.focused)
        await self.mount(editor, before="#status")
        editor.begin()
