"""The input line that all others are made of."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Input

from .inorder import Typed


class InputLine(Typed, Input):
    """An input line. ``heard`` is told at once what stands there, whenever that changes.

    Enter is not the line's own but of whoever asks.
    """

    DEFAULT_CSS = """
    InputLine { width: 1fr; background: $nr-title; border: none; height: 1; padding: 0; }
    InputLine > .input--suggestion, InputLine > .input--placeholder { color: $nr-faint; }
    """
    heard: Callable[[str], None] | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """All that Textual's line does but submitting, which is a message that the keys behind Enter would overtake."""
        return action != "submit" and super().check_action(action, parameters)

    def watch_value(self, value: str) -> None:
        """Tell who listens."""
        if self.heard is not None:
            self.heard(value)
