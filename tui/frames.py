"""Containers: they draw nothing of their own but perhaps a rule, and so cost next to nothing to draw.

Textual would draw every row of each by itself before the widgets in it cover it: two thirds of the first screen's rows.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from .widgets import Drawn, filtered


class Frame(Widget):
    """Widgets arranged as the stylesheet says, one below the other where it says nothing."""

    DEFAULT_CSS = "Frame { layout: vertical; width: 1fr; height: 1fr; overflow: hidden; }"
    BLANK = True
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Blank rows. Seen for a moment, when a view is new, they have no more colour than others."""
        return filtered(self, super().render_lines(crop))


class Box(Drawn):
    """Widgets one below the other, and a rule at the side where the stylesheet has a border."""

    BORDERED = True
    DEFAULT_CSS = "Box { layout: vertical; width: 1fr; height: 1fr; overflow: hidden; }"

    def render_lines(self, crop: Region) -> list[Strip]:
        """One row, again and again."""
        base = self.rich_style
        rule = Segment("│", base + self.app.palette.style("rule"))  # no word: it need not stand out as words must
        left, right = self.styles.border_left[0], self.styles.border_right[0]
        blank = Segment(" " * (self.outer_size.width - bool(left) - bool(right)), base)
        strip = Strip([*[rule] * bool(left), blank, *[rule] * bool(right)])
        return self.as_shown([strip] * crop.height, crop)
