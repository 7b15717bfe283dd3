"""Input lines that act on keys in the order they were typed, however fast they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.widget import Widget as _Typed
else:  # Textual takes styles and key bindings over from the first of the bases that is a widget
    _Typed = object


class InOrder(_Typed):
    """What is typed in. Keys that move, recall or delete are acted on where they arrive.

    Textual leaves them to the application, at the end of its queue: of “Ctrl-U, new words” in one burst it would take
    in the words first and delete them then.
    """

    closing: ClassVar[frozenset[str]] = frozenset({"keep", "give_up", "edit_elsewhere"})
    """Actions that close the widget or suspend it, which must not be done while it answers a key: they stay with the
    application. What was typed before them is taken in by then."""

    async def _on_key(self, event: events.Key) -> None:
        if event.is_printable:
            return
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if binding.action in self.closing:
                event.prevent_default()
            elif await self.app.run_action(binding.action, self):  # false for what does not apply, such as scrolling
                event.prevent_default()
                event.stop()
                return


class InputLine(InOrder, Input):
    """An input line."""
