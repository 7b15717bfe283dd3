"""Input lines that recall what was typed into them before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from .line import InputLine
from .past import Past


class RecallInput(InputLine):
    """An input line in which Ctrl-P and Ctrl-N go through the lines typed before; what stood there comes last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "recall(-1)", show=False),
        Binding("ctrl+n", "recall(1)", show=False),
    ]

    past: Past | None = None
    _walk: Sequence[str] = ()
    _at = 0

    @property
    def walking(self) -> bool:
        """Whether a line typed before stands there as it was recalled."""
        return self._at < len(self._walk) - 1 and self.value == self._walk[self._at]

    def action_recall(self, by: int) -> None:
        """To a line typed earlier, or back towards what was being typed."""
        if self.past is None:
            return
        if not self.walking:
            self._walk = [*(each for each in self.past.lines if each != self.value), self.value]
            self._at = len(self._walk) - 1
        self._at = max(0, min(self._at + by, len(self._walk) - 1))
        self.value = self._walk[self._at]
        self.cursor_position = len(self.value)
