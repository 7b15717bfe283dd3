"""Containers: they draw nothing of their own but perhaps a rule, and so cost next to nothing to draw.

Textual would draw every row of each by itself before the widgets in it cover it: two thirds of the first screen's rows.
"""

from __future__ import annotations

from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from .widgets import Drawn


class Frame(Widget):
    """Widgets arranged as the stylesheet says, one below the other where it says nothing."""

    DEFAULT_CSS = "Frame { layout: vertical; width: 1fr; height: 1fr; overflow: hidden; }"
    BLANK = True
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)


class Box(Drawn):
    """Widgets one below the other, and a rule at the side where the stylesheet has a border."""

    BORDERED = True
    DEFAULT_CSS = "Box { layout: vertical; width: 1fr; height: 1fr; overflow: hidden; }"

    def render_lines(self, crop: Region) -> list[Strip]:
        """One row, again and again."""
        sides = self.styles.border_left[0], self.styles.border_right[0]
        left, right = ("│" if side else "" for side in sides)
        width = self.outer_size.width
        strip = self.draw([(left, "rule"), (" " * (width - len(left) - len(right)), ""), (right, "rule")], width)
        return self.as_shown([strip] * crop.height, crop)
