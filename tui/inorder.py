"""Keys answered in the order in which they were typed, however fast they come.

Textual gives a key to the widget that has the focus when the key arrives, and runs what the key is bound to at the end
of the application's queue. Of “s”, Ctrl-U and a word in one burst, the word would reach the pane that “s” leaves, and
Ctrl-U delete what was typed behind it. Here the application gives every key to the screen, which waits for what one key
does before it answers the next, and hands it to whatever has the focus by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from ..dossier.text import Clean
from .wrap import printable

if TYPE_CHECKING:
    _Typed = Widget
else:  # Textual takes styles and key bindings over from the first of the bases that is a widget
    _Typed = object

Result = TypeVar("Result")
"""What a screen hands over to whoever opened it."""


LEAVE = "ctrl+q"
"""The key that leaves the program wherever one is."""


class Typed(_Typed):
    """What is typed in, and pasted into. An :class:`OrderlyScreen` hands it the keys."""

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys that matter while one types, each with a word for what it does."""
        return ()

    def pasted(self, words: Clean) -> str:
        """What is pasted as it is taken: on one line, of which Textual would take the first alone."""
        return printable(words)

    async def take(self, key: events.Key) -> bool:
        """Answer a key; false where it means nothing here."""
        if key.is_printable:
            await self.on_event(key)
            return True
        # What a class binds itself stands behind what it inherits, and goes first.
        for binding in reversed(self._bindings.key_to_bindings.get(key.key, ())):
            if await self.app.run_action(binding.action, self):
                return True
        return False


class OrderlyScreen(Screen[Result]):
    """A screen that is given every key and all that is pasted, and answers one after the other."""

    # Textual would paint all of the screen whenever the focus moves: what shows the focus is painted by itself.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    async def on_key(self, event: events.Key) -> None:
        """Let what is typed in answer a key, else this screen."""
        event.stop()
        if not self.is_attached:  # typed ahead of the end
            return
        if not self.is_active:  # typed ahead of another screen
            self.app.post_message(events.Key(event.key, event.character))
            return
        line = self.focused
        if event.key == LEAVE:
            await self.app.run_action("quit")
        elif not isinstance(line, Typed) or not await line.take(event):
            await self.answer(event)

    @property
    def typing(self) -> bool:
        """Whether the focus is where one types."""
        return isinstance(self.focused, Typed)

    async def answer(self, key: events.Key) -> None:
        """Do what the screen binds a key to."""
        for binding in reversed(self._bindings.key_to_bindings.get(key.key, ())):
            if await self.app.run_action(binding.action, self):
                return

    async def on_paste(self, event: events.Paste) -> None:
        """Give what is pasted to what is typed in."""
        event.stop()
        if not self.is_attached:
            return
        if not self.is_active:
            self.app.post_message(events.Paste(event.text))
        elif isinstance(self.focused, Typed):
            event.text = self.focused.pasted(Clean(event.text))
            await self.focused.on_event(event)
