"""The way of a key to its command, and of a message or a question to the user."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from inspect import isawaitable
from typing import TYPE_CHECKING

from textual import events, getters
from textual.timer import Timer

from ..dossier.text import Clean
from .chrome import StatusBar
from .commands import BY_ID, Command
from .inorder import OrderlyScreen
from .keymap import Keymap
from .keys import Dispatcher, Pending, pressed, shown
from .widgets import Painted

if TYPE_CHECKING:
    from textual.widget import Widget

    from .live import Live
    from .past import Past
    from .prompt import Prompt, PromptInput
    from .rewriting import Refused


_INTERRUPT = "ctrl+c"
"""The key that ends most programs of a terminal: not this one, in which it copies what is selected in a line."""


class CommandScreen(OrderlyScreen[None]):
    """A screen on which commands of the table are carried out, with a status line to answer in."""

    app = getters.app(Painted)

    def __init__(self, keymap: Keymap, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self.keymap = keymap
        self._dispatcher = Dispatcher(keymap.commands)
        self._hint: Timer | None = None

    # What a screen gives

    @property
    def pane(self) -> str:
        """The pane that has the focus, by its name in the table."""
        raise NotImplementedError

    @property
    def owners(self) -> Iterator[object]:
        """Who is asked for the method of a command, in this order."""
        raise NotImplementedError

    @property
    def hint_delay(self) -> int:
        """Milliseconds after which an unfinished key sequence shows what may follow."""
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

    def use_keymap(self, keymap: Keymap) -> None:
        """Answer to other keys from now on."""
        self.keymap = keymap
        self._dispatcher = Dispatcher(keymap.commands)

    def key_of(self, id: str) -> str:
        """The first key of a command here, as people write it; how to type it where it has none."""
        return self.keymap.key(id, self.pane)

    async def answer(self, key: events.Key) -> None:
        """Put key presses together into commands and carry them out."""
        if self.typing or not self.usable:
            await super().answer(key)
            return
        result = self._dispatcher.feed(pressed(key.key, key.character), self.pane)
        self._stop_hint()
        self.status.clear()
        if isinstance(result, Command):
            await self.perform(result)
        elif isinstance(result, Pending):
            self._hint = self.set_timer(self.hint_delay / 1000, lambda: self._show_hint(result))
        elif key.key == _INTERRUPT:
            self.say(Clean(f"{self.key_of('quit_now')} leaves natoreader; everything is saved already"))
        else:
            self.say(Clean(f"“{result.typed}” does nothing here; {self.key_of('help')} shows the keys of this pane"))

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

    def say(self, message: Clean, *, alert: bool = False) -> None:
        """Show a message in the status line until the next key."""
        self.status.say(message, alert=alert)

    async def ask(
        self,
        question: str,
        value: str,
        answer: Callable[[Clean], Awaitable[None] | None],
        line: PromptInput | None = None,
    ) -> None:
        """Ask for a line of text below the status line, perhaps with an input line of its own; Esc asks for nothing."""
        from .prompt import Prompt, PromptInput  # imported late: not needed to read

        await self._open_prompt(Prompt(question, line or PromptInput(value), answer, self.focused))

    async def ask_live(self, question: str, value: str, live: Live, past: Past) -> None:
        """Ask for words that are answered with every character; ``past`` are those typed before."""
        from .live import LivePrompt  # imported late: not needed to read

        await self._open_prompt(LivePrompt(question, value, live, past, self.focused))

    def tell_prompt(self, focused: Widget) -> None:
        """Tell an open prompt that a widget has the focus now."""
        if self.query("#prompt"):
            from .prompt import Prompt  # imported late: not needed to read

            self.query_one("#prompt", Prompt).focus_moved(focused)

    async def _open_prompt(self, prompt: Prompt) -> None:
        if self.query("#prompt"):
            return
        await self.mount(prompt, before="#footer")
        prompt.begin()

    async def ask_note(self, title: str, value: str, keep: Callable[[Clean], Refused | None]) -> None:
        """Ask for a note of several lines; where ``keep`` does not keep it, the editor stays open with it."""
        from .noting import NoteEditor  # imported late: not needed to read

        if self.query(NoteEditor):
            return
        editor = NoteEditor(Clean.line(title), Clean(value), keep, self.focused)
        await self.mount(editor, before="#status")
        editor.begin()

    def save_note(self) -> bool:
        """Keep the note that is being written, where there is one; false where it could not be kept."""
        if not self.query("#note-editor"):
            return True
        from .noting import NoteEditor  # imported late: not needed to read

        return self.query_one("#note-editor", NoteEditor).save()
