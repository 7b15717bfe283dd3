"""Pairing: two articles of the comparison side by side, and the row of the table that is lit in both."""

from __future__ import annotations

from ..dossier.article import Article
from ..dossier.evidence import fates
from ..dossier.text import EMPTY, Clean
from .compare import ComparePane
from .dressing import dress
from .layers import HIT
from .matrix import Field, Row
from .pair import PairView
from .stage import Stage
from .travel import Travel


class Pairing:
    """The layout of two articles. Row and right-hand offer are the table's; the left-hand offer is the base, if any."""

    def __init__(self, stage: Stage, travel: Travel, table: ComparePane) -> None:
        self.stage = stage
        self.travel = travel
        self._table = table
        self._columns = [0, 0]
        self._lit = EMPTY
        """The row whose passages are lit, by id."""

    @property
    def _view(self) -> PairView:
        return self.stage.query_one("#pair", PairView)

    @property
    def _row(self) -> Row | None:
        return self._table.current

    @property
    def field(self) -> Field | None:
        """The cell whose passages are lit on the side in use."""
        return self._row.fields[self._columns[self._view.side]] if self._row is not None else None

    @property
    def place(self) -> Clean:
        """That cell in words."""
        heading = self._table.table.headings[self._columns[self._view.side]]
        return Clean(f"{self._row.label} × {heading}") if self._row is not None else EMPTY

    async def open(self, base: int | None) -> None:
        """Show two articles: the base's, or that of the offer before, and that of the offer under the cursor."""
        if not self.stage.query("#pair"):
            await self.stage.query_one("#compare-view").mount(PairView(id="pair"))
            for pane in self._view.panes:
                self.stage.adjust(pane)
        right = self._table.column
        left = base if base is not None and base != right else right - 1
        if left < 0:
            left, right = 0, min(1, len(self._table.table.headings) - 1)
        self._columns = [left, right]
        self._view.remove_class("hidden")
        for side in (0, 1):
            self._show(side)
        self._view.to_side(1)
        self.stage.call_after_refresh(self._light)

    def reopen(self) -> None:
        """Show the two articles as they were; only another row of the table is lit anew."""
        self._view.remove_class("hidden")
        self.focus()
        if self._row is not None and self._row.id != self._lit:
            self.stage.call_after_refresh(self._light)

    @property
    def columns(self) -> tuple[int, int]:
        """The columns of the two offers, left and right."""
        left, right = self._columns
        return left, right

    @property
    def side(self) -> int:
        """The side in use: 0 for the left, 1 for the right."""
        return self._view.side

    def close(self) -> None:
        """Hide the two articles."""
        self._view.add_class("hidden")

    def focus(self) -> None:
        """Give the focus to the article that had it last."""
        self._view.to_side(self._view.side)

    def _article(self, side: int) -> Article | None:
        offer = self._table.table.offers[self._columns[side]]
        return self.stage.session.dossier.article(offer.article)

    def _show(self, side: int) -> None:
        article = self._article(side)
        self._view.show(side, article, self._table.table.headings[self._columns[side]])
        dress(self._view.panes[side], self.stage.session)

    def _light(self) -> None:
        """Light the row's passages in both articles, and the hits of a search."""
        if self._row is None:
            return
        self._lit = self._row.id
        for side, pane in enumerate(self._view.panes):
            pane.set_layer(HIT, self.travel.found_in(pane.article))
            passages = self._row.fields[self._columns[side]].passages
            pane.light(each.standing for each in passages if each.standing is not None)
        self.stage.refresh_chrome()

    # Commands

    def step(self, by: int) -> None:
        """To the next (``by`` > 0) or previous row for which either article has a passage."""
        rows, row = self._table.table.rows, self._table.row + by
        while 0 <= row < len(rows):
            if any(rows[row].fields[column].passages for column in self._columns):
                self._table.move_to(row, self._table.column)
                self._light()
                return
            row += by
        self.stage.say(Clean(f"No {'further' if by > 0 else 'earlier'} row that either article mentions"))

    def change_offer(self, by: int) -> None:
        """Show the next (``by`` > 0) or previous offer's article on the side in use, but not the other side's."""
        side = self._view.side
        column = self._columns[side] + by
        if column == self._columns[1 - side]:
            column += by
        if not 0 <= column < len(self._table.table.headings):
            self.stage.say(Clean(f"This is the {'last' if by > 0 else 'first'} offer"))
            return
        self._columns[side] = column
        self._show(side)
        self._light()

    def toggle_lock(self) -> None:
        """Scroll both articles together, or each by itself."""
        self._view.locked = not self._view.locked
        locked = self._view.locked
        self.stage.say(Clean("Both articles scroll together" if locked else "Each article scrolls by itself"))

    # The title bar

    @property
    def about(self) -> Clean:
        """What is lit."""
        if self._row is None:
            return EMPTY
        silent = [
            self._table.table.headings[column] for column in self._columns if not self._row.fields[column].passages
        ]
        words = f" (nothing in {' and '.join(silent)})" if silent else ""
        lost = fates(each for column in self._columns for each in self._row.fields[column].passages)
        return Clean(f"{self._row.label}{words}{' · not lit: ' if lost else ''}{lost}")

    @property
    def hint(self) -> Clean:
        """How to go on."""
        return Clean("scrolling locked" if self._view.locked else "scrolling free")
