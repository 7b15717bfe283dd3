"""How a table of the comparison stands on the screen: as a grid, or on a narrow screen as cards one below the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Protocol

from .matrix import Field, Table
from .strips import Piece, pad
from .wrap import cells, longest_word, wrap

CARDS_BELOW = 60
"""Cells of width below which a table is shown as cards."""
NARROWEST = 10
"""The fewest cells a column may have before columns are scrolled instead."""
WIDEST = 60
"""The most cells a column may be given."""
_SPARING = 14
"""The most cells a column is given for its longest word while others are out of view."""


def wrapped(words: str, width: int) -> list[str]:
    """``words`` as rows of at most ``width`` cells."""
    return [words[start:end].strip() for start, end in wrap(words, max(1, width))]


class Arrangement(Protocol):
    """Lines of cells: the lines of row *n* are ``tops[n]`` to ``tops[n + 1]``."""

    tops: list[int]
    columns: range
    """The columns in view."""

    def header(self, column: int) -> list[Piece]:
        """The line above all others, for the cursor's column."""

    def line(self, row: int, line: int, cursor: tuple[int, int], over: str) -> Iterator[Piece]:
        """A line of a row; the cell under the ``cursor`` (row, column) has the styles ``over`` on top."""

    def span(self, row: int, column: int) -> tuple[int, int]:
        """The first line of a cell, and the one after its last."""

    def column_at(self, row: int, line: int, x: int) -> int | None:
        """The column whose cell is drawn at a line of a row and a place on it, in cells."""

    def after(self, row: int, column: int, by: int) -> tuple[int, int]:
        """Where ``by`` steps up or down lead from a cell; perhaps beyond the table."""


class Grid:
    """First column and header frozen; where not all columns fit, some are out of view.

    Columns are of one width, but where all fit, one with longer words takes of the others what those do not need.
    ``chosen`` is the columns' width the user asked for in cells, ``None`` where they did not.
    """

    def __init__(self, table: Table, width: int, chosen: int | None, first: int, column: int) -> None:
        self._table = table
        self._width = width
        count = len(table.headings)
        needs = self._needs
        least = self._least_label(width)
        tight = min(least, self._longest_word + 2)
        if chosen is None and sum(needs) <= width + 1 - tight:  # all fit, where the labels are spread over more lines
            least = min(least, width + 1 - sum(needs))
        room = max(1, width + 1 - least)  # nothing need part the last column from the edge
        if chosen is None and sum(needs) <= room:
            fitting, widths = count, _shared(needs, room)
        else:
            in_view = max(1, min(count, room // min(_SPARING, max(needs, default=NARROWEST))))
            each = min(room, max(NARROWEST, min(WIDEST, chosen or room // in_view)))
            fitting = max(1, min(count, room // each))
            widths = [each] * count
        first = max(column - fitting + 1, min(first, column))
        first = max(0, min(first, count - fitting))
        self.columns = range(first, min(count, first + fitting))
        self._widths = widths
        taken = sum(widths[each] for each in self.columns)
        # What the columns leave stands empty at the right, not in the first column.
        self.label_width = min(width + 1 - taken, max(least, self._longest + 2))
        self._gap = 1 if table.name == "matrix" else 0
        self._labels = [wrapped(row.label, self.label_width - 2) for row in table.rows]
        self._cells = [
            [wrapped(field.shown, own - 1) for own, field in zip(widths, row.fields, strict=True)] for row in table.rows
        ]
        heights = [
            max([len(label), *(len(columns[each]) for each in self.columns)]) + self._gap
            for label, columns in zip(self._labels, self._cells, strict=True)
        ]
        self.tops = [0, *accumulate(heights)]

    @property
    def _longest(self) -> int:
        return max((cells(row.label) for row in self._table.rows), default=8)

    @property
    def _longest_word(self) -> int:
        return max((longest_word(row.label) for row in self._table.rows), default=8)

    @property
    def _needs(self) -> list[int]:
        """The cells each column needs so that no word is divided."""
        words = [
            [longest_word(row.fields[each].shown) for row in self._table.rows]
            for each in range(len(self._table.headings))
        ]
        return [max(NARROWEST, max(each, default=0) + 1) for each in words]

    @property
    def widest(self) -> int:
        """The cells of the widest column."""
        return max(self._widths, default=NARROWEST)

    def _least_label(self, width: int) -> int:
        if self._table.name == "matrix":
            return max(10, min(16, max(self._longest_word + 2, width // 8)))
        return max(10, min(self._longest + 2, width // 4))

    def header(self, column: int) -> list[Piece]:
        """The offers' labels; the base in brackets."""
        line: list[Piece] = [(" " * (self.label_width - 1), "header")]
        for each in self.columns:
            words = self._table.headings[each]
            shown = f"[{words}]" if each == self._table.base else words
            line.append((" ", "header"))
            line.append(
                (pad(shown, self._widths[each] - 1, "centre"), "header-current" if each == column else "header")
            )
        free = self._width + 1 - self.label_width - sum(self._widths[each] for each in self.columns)
        return [*line, (" " * free, "header")]

    def line(self, row: int, line: int, cursor: tuple[int, int], over: str) -> Iterator[Piece]:
        """The label's and the cells' line."""
        label = self._labels[row]
        here = row == cursor[0]
        gap = line >= self.tops[row + 1] - self.tops[row] - self._gap
        yield "▌" if here and not gap else " ", "marker"
        yield pad(label[line] if line < len(label) else "", self.label_width - 2), "marker" if here else "faint"
        for column in self.columns:
            yield " ", ""
            words = self._cells[row][column]
            field = self._table.rows[row].fields[column]
            centred = field.empty or self._table.name == "items"
            shown = "" if gap or line >= len(words) else words[line]
            painted = over if (row, column) == cursor and not gap else ""
            yield from _cell(field, shown, self._widths[column] - 1, painted, centred=centred)

    def span(self, row: int, column: int) -> tuple[int, int]:  # noqa: ARG002  (a row's cells stand side by side)
        """The row's lines."""
        return self.tops[row], self.tops[row + 1]

    def column_at(self, row: int, line: int, x: int) -> int | None:  # noqa: ARG002  (likewise)
        """By the place on the line."""
        ends = accumulate((self._widths[each] for each in self.columns), initial=self.label_width)
        column = self.columns.start + bisect_right([*ends], x) - 1
        return column if column in self.columns else None

    def after(self, row: int, column: int, by: int) -> tuple[int, int]:
        """Rows further."""
        return row + by, column


class Cards:
    """A card a row: its label, and below it a line or more an offer. The narrower the screen, the longer the cards."""

    def __init__(self, table: Table, width: int) -> None:
        self._table = table
        self._width = width
        self.columns = range(len(table.headings))
        self._indent = min(max((cells(each) for each in table.headings), default=0) + 5, max(3, width // 2))
        self._cells = [[wrapped(field.shown, width - self._indent - 1) for field in row.fields] for row in table.rows]
        self._labels = [wrapped(row.label, width - 2) for row in table.rows]
        heights = [
            len(label) + sum(map(len, columns)) + 1 for label, columns in zip(self._labels, self._cells, strict=True)
        ]
        self.tops = [0, *accumulate(heights)]

    def header(self, column: int) -> list[Piece]:
        """The offer at the cursor."""
        return [(pad(f" {self._table.headings[column]}" if self.columns else "", self._width), "header-current")]

    def _places(self, row: int) -> Iterator[tuple[int, int, int]]:
        """Each column with the first of its lines in the row and the one after its last."""
        top = len(self._labels[row])
        for column, words in enumerate(self._cells[row]):
            yield column, top, top + len(words)
            top += len(words)

    def line(self, row: int, line: int, cursor: tuple[int, int], over: str) -> Iterator[Piece]:
        """A line of the label, of an offer's cell, or the empty one below."""
        label = self._labels[row]
        if line < len(label):
            yield f" {label[line]}", "heading"
            return
        for column, top, end in self._places(row):
            if top <= line < end:
                here = (row, column) == cursor
                heading = self._table.headings[column]
                named = f"[{heading}]" if column == self._table.base else f" {heading}"
                yield "▌" if here else " ", "marker"
                yield pad(f" {named}" if line == top else "", self._indent - 1), "marker" if here else "faint"
                field = self._table.rows[row].fields[column]
                words = self._cells[row][column][line - top]
                yield from _cell(field, words, self._width - self._indent, over if here else "", centred=False)

    def span(self, row: int, column: int) -> tuple[int, int]:
        """The cell's lines, with the label where it is the first."""
        top = self.tops[row]
        first, end = next((first, end) for each, first, end in self._places(row) if each == column)
        return top if column == 0 else top + first, top + end

    def column_at(self, row: int, line: int, x: int) -> int | None:  # noqa: ARG002  (a cell takes the whole line)
        """By the line."""
        return next((column for column, top, end in self._places(row) if top <= line < end), None)

    def after(self, row: int, column: int, by: int) -> tuple[int, int]:
        """Offers further, and from the last of a card to the first of the next."""
        count = max(1, len(self.columns))
        return divmod(row * count + column + by, count)


def arrange(table: Table, width: int, chosen: int | None, first: int, column: int) -> Arrangement:
    """The arrangement for a pane ``width`` cells wide; ``first`` is the leftmost column in view until now."""
    if width < CARDS_BELOW:
        return Cards(table, width)
    return Grid(table, width, chosen, first, column)


def _shared(needs: Sequence[int], room: int) -> list[int]:
    """The widths of columns that share the room equally, as far as each then has the cells it needs."""
    widths = [0] * len(needs)
    for left, column in zip(
        range(len(needs), 0, -1), sorted(range(len(needs)), key=lambda each: -needs[each]), strict=True
    ):
        widths[column] = max(needs[column], min(WIDEST, room // left))
        room -= widths[column]
    return widths


def _cell(field: Field, words: str, width: int, over: str, *, centred: bool) -> Iterator[Piece]:
    style = "fainter" if field.empty and not field.changes else "stale" if field.stale else ""
    free = width - cells(words)
    before = free // 2 if centred else 0
    # What is said of the words, such as that they are struck out, does not run on into the space around them.
    yield " " * before, over
    yield words, f"{style} {over}".strip()
    yield " " * (free - before), over
