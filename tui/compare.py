"""The compare pane: a table of the comparison with a cursor on one cell."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip

from ..dossier.text import EMPTY, Clean
from .arrangement import NARROWEST, WIDEST, Arrangement, Cards, Grid, arrange
from .matrix import Field, Row, Table
from .widgets import Scroller

_NO_TABLE = Table("items", (), (), ())
_STEP = 4
"""Cells by which columns grow wider or narrower."""


class ComparePane(Scroller):
    """A table with a cursor on one cell. Row 0 of the widget is the header; the lines below scroll."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another cell."""

        pane: ComparePane

    @dataclass
    class Chosen(Message):
        """The user opened a cell."""

        pane: ComparePane
        field: Field

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.table = _NO_TABLE
        self.row = 0
        self.column = 0
        self.chosen_width: int | None = None
        """Cells of a column as the user chose them, the separator included."""
        self._arrangement: Arrangement = Cards(_NO_TABLE, 1)
        self._left = (EMPTY, EMPTY)
        """The row that another table was opened at, and that it was opened from, by id."""

    # Data

    def show(self, table: Table) -> None:
        """Show a table; the cursor keeps its offer, and its row, or goes to one that claims the same.

        Back in a table that was left, it stands where it stood, unless it was moved to another row meanwhile.
        """
        offer = self.table.offers[self.column] if self.table.offers else None
        before, other = self.current, table.name != self.table.name
        ids = [row.id for row in table.rows]
        found = [each for each in self._akin if each in ids]
        if found:
            self.row = ids.index(found[0])
        elif other:
            self.row = 0
            self.scroll_to_row(0)
        self.table = table
        self.row = max(0, min(self.row, len(table.rows) - 1))
        if other and before is not None and self.current is not None:
            self._left = (self.current.id, before.id)
        self.column = table.offers.index(offer) if offer in table.offers else 0
        self._lay_out()

    @property
    def _akin(self) -> list[Clean]:
        """By id, the row of the cursor, the one it was reached from, and those that claim the same, its own first."""
        if self.current is None:
            return []
        fields, (landed, left) = self.current.fields, self._left
        here = [self.current.id, *([left] if landed == self.current.id else [])]
        return [*here, *fields[self.column].akin, *(each for field in fields for each in field.akin)]

    @property
    def current(self) -> Row | None:
        """The row of the cursor."""
        return self.table.rows[self.row] if self.row < len(self.table.rows) else None

    @property
    def field(self) -> Field | None:
        """The cell under the cursor."""
        if self.current is None or not self.table.headings:
            return None
        return self.current.fields[self.column]

    @property
    def place(self) -> Clean:
        """The cell under the cursor in words: “Training × May 2014~”."""
        if self.current is None or self.field is None:
            return EMPTY
        return Clean(f"{self.current.label} × {self.table.headings[self.column]}")

    @property
    def columns_in_view(self) -> range:
        """The offers that are in view."""
        return self._arrangement.columns

    @property
    def fields_in_view(self) -> list[Field]:
        """The cells that are in view, whole or in part."""
        top, tops = self.scroll_offset.y, self._arrangement.tops
        bottom = top + self.size.height - 1
        return [
            row.fields[column]
            for row, first, end in zip(self.table.rows, tops, tops[1:], strict=False)
            if first < bottom and end > top
            for column in self.columns_in_view
        ]

    # Layout

    def _lay_out(self) -> None:
        if not self.size.width:
            return
        first = self._arrangement.columns.start
        self._arrangement = arrange(self.table, self.size.width, self.chosen_width, first, self.column)
        self.set_rows(self._arrangement.tops[-1] + 1)
        self._show_cursor()
        self.refresh()

    def _lay_out_around_cursor(self) -> None:
        """Bring the cursor's column into view; with other columns the rows have other heights, but its own stays."""
        tops, row = self._arrangement.tops, self.row
        line = tops[row] - self.scroll_offset.y if row < len(tops) else 0
        self._lay_out()
        if row < len(self._arrangement.tops):
            self.scroll_to_row(self._arrangement.tops[row] - line)

    def _show_cursor(self) -> None:
        if not 0 <= self.row < len(self._arrangement.tops) - 1:  # no rows, or not laid out yet
            return
        top, bottom = self._arrangement.span(self.row, self.column)
        y, height = self.scroll_offset.y, self.size.height - 1
        if top < y:
            self.scroll_to_row(top)
        elif bottom > y + height:
            self.scroll_to_row(min(top, bottom - height))

    def widen(self, by: int) -> bool:
        """Make the columns wider or narrower by so many steps; false where they cannot be."""
        if not isinstance(self._arrangement, Grid):
            return False
        before = self._arrangement.widest
        self.chosen_width = max(NARROWEST, min(WIDEST, self.size.width, before + by * _STEP))
        self._lay_out()
        return self.chosen_width != before

    # Moving

    def move_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell, the nearest there is."""
        row = max(0, min(row, len(self.table.rows) - 1))
        column = max(0, min(column, len(self.table.headings) - 1))
        if (row, column) == (self.row, self.column):
            return
        self.row, self.column = row, column
        if column not in self.columns_in_view:
            self._lay_out_around_cursor()
        self._show_cursor()
        self.refresh()
        self.post_message(self.Moved(self))

    def _step(self, by: int) -> None:
        row, column = self._arrangement.after(self.row, self.column, by)
        if 0 <= row < len(self.table.rows):
            self.move_to(row, column)

    def do_down(self) -> None:
        """To the cell below."""
        self._step(1)

    def do_up(self) -> None:
        """To the cell above."""
        self._step(-1)

    def do_into(self) -> None:
        """To the column on the right; on cards, to the next card."""
        cards = isinstance(self._arrangement, Cards)
        self.move_to(self.row + cards, self.column + (not cards))

    def do_out(self) -> None:
        """To the column on the left; on cards, to the card before."""
        cards = isinstance(self._arrangement, Cards)
        self.move_to(self.row - cards, self.column - (not cards))

    def do_top(self) -> None:
        """To the first row."""
        self.move_to(0, self.column)

    def do_bottom(self) -> None:
        """To the last row."""
        self.move_to(len(self.table.rows), self.column)

    def _page(self, share: int) -> int:
        tops = self._arrangement.tops
        if self.row >= len(tops):
            return 1
        row = bisect_right(tops, tops[self.row] + (self.size.height - 1) // share) - 1
        return max(1, row - self.row)

    def do_page_down(self) -> None:
        """One page down."""
        self.move_to(self.row + self._page(1), self.column)

    def do_page_up(self) -> None:
        """One page up."""
        self.move_to(self.row - self._page(1), self.column)

    def do_half_down(self) -> None:
        """Half a page down."""
        self.move_to(self.row + self._page(2), self.column)

    def do_half_up(self) -> None:
        """Half a page up."""
        self.move_to(self.row - self._page(2), self.column)

    def next_difference(self, by: int) -> bool:
        """Put the cursor on the next (``by`` > 0) or previous cell that is other than at the base."""
        count = len(self.table.headings)
        differing = [
            row * count + column
            for row, each in enumerate(self.table.rows)
            for column, field in enumerate(each.fields)
            if field.differs
        ]
        here = self.row * count + self.column
        ahead = [each for each in differing if (each > here if by > 0 else each < here)]
        if not ahead:
            return False
        self.move_to(*divmod(ahead[0] if by > 0 else ahead[-1], count))
        return True

    # Drawing

    def render_line(self, y: int) -> Strip:
        """The header, or a line of the viewport, as a strip."""
        width = self.size.width
        if y == 0:
            return self.draw(self._arrangement.header(self.column), width)
        line = y - 1 + self.scroll_offset.y
        tops = self._arrangement.tops
        if line >= tops[-1]:
            return self.draw([(self._empty if y == 1 else "", "faint")], width)
        row = bisect_right(tops, line) - 1
        over = "cursor strong" if self.has_focus else "cursor-blurred strong"
        return self.draw([*self._arrangement.line(row, line - tops[row], (self.row, self.column), over)], width)

    @property
    def _empty(self) -> str:
        return "" if self.table.rows else " Nothing differs from the base; = shows all rows and offers"

    # Mouse and size

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a cell; a click on it opens."""
        line = event.y - 1 + self.scroll_offset.y
        tops = self._arrangement.tops
        if event.y == 0 or line >= tops[-1]:
            return
        row = bisect_right(tops, line) - 1
        column = self._arrangement.column_at(row, line - tops[row], event.x)
        if column is None:
            return
        if (row, column) != (self.row, self.column):
            self.move_to(row, column)
        elif self.field is not None:
            self.post_message(self.Chosen(self, self.field))

    def on_resize(self) -> None:
        """Share out the new width."""
        self._lay_out()
        self.post_message(self.Moved(self))

    def on_focus(self) -> None:
        """Draw the cursor as active."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor as resting."""
        self.refresh()
