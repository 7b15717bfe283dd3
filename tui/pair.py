"""Two articles side by side: the passages of one row of the comparison lit in both."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult

from ..dossier.article import Article, date_of, outlet_of
from ..dossier.text import EMPTY, Clean
from .article import ArticlePane
from .frames import Box, Frame
from .layers import EVIDENCE, Mark
from .widgets import Bar
from .wrap import cells

LEAST_WIDTH = 80
"""Cells two articles side by side need."""
SIDES = ("pair-left", "pair-right")


class PairPane(ArticlePane):
    """One of the two articles."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.label = EMPTY
        """The label of the offer whose article is shown."""
        self._alone = False

    def scroll_to_row(self, row: int) -> None:
        """Scroll, and the other article with it, where it is the user who scrolls this one."""
        before = self.scroll_offset.y
        super().scroll_to_row(row)
        rows = self.scroll_offset.y - before
        if rows and self.screen.focused is self and not self._alone:
            self._view.follow(self, rows)

    @property
    def _view(self) -> PairView:
        """Both articles. It is told at once and not by messages, which keys typed behind could overtake."""
        return self.query_ancestor(PairView)

    def do_out(self) -> None:
        """To the article on the left."""
        self._view.to_side(0)

    def do_into(self) -> None:
        """To the article on the right."""
        self._view.to_side(1)

    def light(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Light passages, and bring the first of them into view at about the same height in every article."""
        found = sorted(ranges)
        self.set_layer(EVIDENCE, [Mark(*each, "evidence") for each in found])
        if found:
            if self.map.rows and self.map.rows[self.map.row_of(found[0][0])].fold:
                self.toggle_fold()
            row = self.map.row_of(found[0][0])
            self._alone = True
            self.scroll_to_row(row - self.size.height // 4)
            self._alone = False
            self.set_current(self.map.rows[row].paragraph)


class PairView(Frame):
    """The two articles with a title bar each. With the scrolling locked, one follows the other."""

    DEFAULT_CSS = """
    PairView { layout: horizontal; }
    PairView #pair-left-box { border-right: solid $nr-rule; }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.locked = True
        self._side = 1

    def compose(self) -> ComposeResult:
        """Left and right."""
        for side in SIDES:
            with Box(id=f"{side}-box"):
                yield Bar(id=f"{side}-title", classes="title")
                yield PairPane(id=side)

    @property
    def panes(self) -> tuple[PairPane, PairPane]:
        """Left and right."""
        left, right = (self.query_one(f"#{side}", PairPane) for side in SIDES)
        return left, right

    @property
    def side(self) -> int:
        """The side that has the focus, or had it last: 0 for the left, 1 for the right."""
        focused = [self.screen.focused is pane for pane in self.panes]  # at once, where the panes are told of it later
        return focused.index(True) if any(focused) else self._side

    def show(self, side: int, article: Article | None, label: Clean) -> None:
        """Show an article on a side, under its offer's label."""
        pane = self.panes[side]
        pane.label = label
        if article is not None and pane.article is not article:
            pane.show(article, pane.size.width or self.app.size.width // 2)
        self._show_title(side)

    def _show_title(self, side: int) -> None:
        """Offer, id, outlet and date; what has no room is left out, of the date nothing."""
        pane, title = self.panes[side], self.query_one(f"#{SIDES[side]}-title", Bar)
        left, date, forms = f" {pane.label}", "", [""]
        if pane.article is not None:
            id, date = pane.article.id, f"{date_of(pane.article)} "
            outlets = (outlet_of(pane.article, short=short) for short in (False, True))
            forms = [*(f" {id} {outlet}" for outlet in outlets), f" {id}", ""]
        room = title.size.width - cells(left) - cells(date) - 1
        about = next((each for each in forms if cells(each) <= room), "")
        title.show([(left, "strong"), (about, "faint")], [(date, "faint")])

    def on_resize(self) -> None:
        """Share out the new width."""
        for side in (0, 1):
            self._show_title(side)

    def mark_focus(self) -> None:
        """Draw the title of the side in use as such."""
        for side, pane in zip(SIDES, self.panes, strict=True):
            self.query_one(f"#{side}-title", Bar).set_class(pane.has_focus, "focused")

    def follow(self, pane: PairPane, rows: int) -> None:
        """Scroll the other article as far as this one was, where they are locked."""
        if self.locked:
            other = self.panes[1 - self.panes.index(pane)]
            other.scroll_to_row(other.scroll_offset.y + rows)

    def to_side(self, side: int) -> None:
        """Give the article on a side the focus."""
        self.screen.set_focus(self.panes[side], scroll_visible=False)

    def on_descendant_focus(self) -> None:
        """Draw the titles anew."""
        self._side = self.side
        self.mark_focus()
