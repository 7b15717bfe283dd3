"""The compare pane: items or aspects by offers, first column and header frozen, the proving words below."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from textual import events
from textual.message import Message
from textual.strip import Strip

from ..dossier.comparison import VOICE_NAMES
from ..dossier.evidence import Passage
from ..dossier.text import Clean
from .matrix import Field, Table
from .strips import Line, Piece, fit, pad
from .widgets import Drawn, Scroller
from .wrap import cells, wrap

_NARROWEST = 11
"""The fewest cells a column may have before columns are scrolled instead."""
_WIDEST, _WIDEST_MATRIX = 24, 40
"""The most cells a column of items or of the matrix is given."""
_PROOF = 100
"""The most cells of a row of the proof: more is hard to read."""


class ComparePane(Scroller):
    """A table with a cursor on one cell. Row 0 of the widget is the header; the rows below scroll."""

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
        self.table = Table("items", (), ())
        self.row = 0
        self.column = 0
        self.first_column = 0
        """The leftmost offer in view."""
        self._tops: list[int] = [0]
        self._lines: list[tuple[list[str], list[list[str]]]] = []

    # Data

    def show(self, table: Table) -> None:
        """Show a table; the cursor keeps its column, and its row where the table has it."""
        if table.name != self.table.name:
            self.row = 0
            self.scroll_to_row(0)
        self.table = table
        self.row = max(0, min(self.row, len(table.rows) - 1))
        self.column = max(0, min(self.column, len(table.headings) - 1))
        self._lay_out()

    @property
    def field(self) -> Field | None:
        """The cell under the cursor."""
        if not self.table.rows or not self.table.headings:
            return None
        return self.table.rows[self.row][1][self.column]

    @property
    def place(self) -> Clean:
        """The cell under the cursor in words: “Training × May 2014~”."""
        if self.field is None:
            return Clean("")
        return Clean(f"{self.table.rows[self.row][0]} × {self.table.headings[self.column]}")

    # Geometry

    @property
    def label_width(self) -> int:
        """Cells of the frozen first column: what the columns leave, as far as its words need it."""
        left = self.size.width - self.column_width * self._fitting
        longest = max((cells(label) for label, _ in self.table.rows), default=0)
        return max(1, self._least_label, min(left, longest + 3))

    @property
    def _least_label(self) -> int:
        if self.table.name == "matrix":
            return max(10, min(16, self.size.width // 8))
        longest = max((cells(label) for label, _ in self.table.rows), default=8)
        return max(10, min(longest + 2, self.size.width // 4))

    @property
    def _fitting(self) -> int:
        """How many columns fit beside the first one."""
        room = self.size.width - self._least_label
        return max(1, min(len(self.table.headings), room // _NARROWEST))

    @property
    def column_width(self) -> int:
        """Cells of a column, its separator included."""
        widest = _WIDEST_MATRIX if self.table.name == "matrix" else _WIDEST
        return max(1, min(widest, (self.size.width - self._least_label) // self._fitting))

    @property
    def columns_in_view(self) -> range:
        """The offers that fit beside the first column."""
        return range(self.first_column, min(len(self.table.headings), self.first_column + self._fitting))

    def _lay_out(self) -> None:
        if not self.size.width:
            return
        fitting = self._fitting
        self.first_column = max(self.column - fitting + 1, min(self.first_column, self.column))
        self.first_column = max(0, min(self.first_column, len(self.table.headings) - fitting))
        self._lines = []
        for label, fields in self.table.rows:
            columns = [self._cell_lines(field) for field in fields]
            self._lines.append((_wrapped(label, self.label_width - 2), columns))
        gap = 1 if self.table.name == "matrix" else 0
        heights = [max([len(label), *map(len, columns)]) + gap for label, columns in self._lines]
        self._tops = [0, *accumulate(heights)]
        self.set_rows(self._tops[-1] + 1)
        self._show_cursor()
        self.refresh()

    def _cell_lines(self, field: Field) -> list[str]:
        return _wrapped(f"{field.words} {field.reference}".strip(), self.column_width - 1)

    def _show_cursor(self) -> None:
        if self.row + 1 >= len(self._tops):  # no rows, or not laid out yet
            return
        top, bottom = self._tops[self.row], self._tops[self.row + 1]
        y, height = self.scroll_offset.y, self.size.height - 1
        if top < y:
            self.scroll_to_row(top)
        elif bottom > y + height:
            self.scroll_to_row(min(top, bottom - height))

    # Commands

    def _move(self, rows: int, columns: int) -> None:
        row = max(0, min(self.row + rows, len(self.table.rows) - 1))
        column = max(0, min(self.column + columns, len(self.table.headings) - 1))
        if (row, column) == (self.row, self.column):
            return
        self.row, self.column = row, column
        if column not in self.columns_in_view:
            self._lay_out()
        self._show_cursor()
        self.refresh()
        self.post_message(self.Moved(self))

    def do_down(self) -> None:
        """To the row below."""
        self._move(1, 0)

    def do_up(self) -> None:
        """To the row above."""
        self._move(-1, 0)

    def do_into(self) -> None:
        """To the column on the right."""
        self._move(0, 1)

    def do_out(self) -> None:
        """To the column on the left."""
        self._move(0, -1)

    def do_top(self) -> None:
        """To the first row."""
        self._move(-len(self.table.rows), 0)

    def do_bottom(self) -> None:
        """To the last row."""
        self._move(len(self.table.rows), 0)

    def _page(self, share: int) -> int:
        if self.row >= len(self._tops):
            return 1
        row = bisect_right(self._tops, self._tops[self.row] + (self.size.height - 1) // share) - 1
        return max(1, row - self.row)

    def do_page_down(self) -> None:
        """One page down."""
        self._move(self._page(1), 0)

    def do_page_up(self) -> None:
        """One page up."""
        self._move(-self._page(1), 0)

    def do_half_down(self) -> None:
        """Half a page down."""
        self._move(self._page(2), 0)

    def do_half_up(self) -> None:
        """Half a page up."""
        self._move(-self._page(2), 0)

    def choose(self) -> None:
        """Say that the words that prove the cell are to be opened."""
        if self.field is not None:
            self.post_message(self.Chosen(self, self.field))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """The header, or a row of the viewport, as a strip."""
        width = self.size.width
        if y == 0:
            return self.draw(self._header(), width)
        row = y - 1 + self.scroll_offset.y
        if row >= self._tops[-1]:
            return self.draw((), width)
        index = bisect_right(self._tops, row) - 1
        return self.draw(self._row(index, row - self._tops[index]), width)

    def _header(self) -> list[Piece]:
        line: list[Piece] = [(" " * self.label_width, "header")]
        for column in self.columns_in_view:
            style = "header-current" if column == self.column else "header"
            line.append((pad(self.table.headings[column], self.column_width - 1, "centre"), style))
            line.append((" ", "header"))
        return line

    def _row(self, index: int, line: int) -> list[Piece]:
        label, columns = self._lines[index]
        here = index == self.row
        words = label[line] if line < len(label) else ""
        marker = "▌" if here and line < self._tops[index + 1] - self._tops[index] - self._gap else " "
        pieces: list[Piece] = [
            (marker, "marker"),
            (pad(words, self.label_width - 2), "marker" if here else "faint"),
            (" ", ""),
        ]
        for column in self.columns_in_view:
            pieces += self._cell(index, column, columns[column], line)
        return pieces

    @property
    def _gap(self) -> int:
        return 1 if self.table.name == "matrix" else 0

    def _cell(self, row: int, column: int, words: list[str], line: int) -> Iterator[Piece]:
        field = self.table.rows[row][1][column]
        width = self.column_width - 1
        gap = line >= self._tops[row + 1] - self._tops[row] - self._gap
        shown = "" if gap or line >= len(words) else words[line]
        style = here = ""
        if field.state in ("silent", "unchecked"):
            style = "fainter"
        elif field.stale:
            style = "stale"
        if (row, column) == (self.row, self.column) and not gap:
            here = "cursor strong" if self.has_focus else "cursor-blurred strong"
        free = width - cells(shown)
        centred = field.state in ("silent", "unchecked") or self.table.name == "items"
        before = free // 2 if centred else 0
        # What is said of the words, such as that they are struck out, does not run on into the space around them.
        yield " " * before, here
        yield shown, f"{style} {here}".strip()
        yield " " * (free - before), here
        yield " ", ""

    # Mouse and size

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a cell; a click on it opens."""
        row = event.y - 1 + self.scroll_offset.y
        if event.y == 0 or row >= self._tops[-1] or event.x < self.label_width:
            return
        index = bisect_right(self._tops, row) - 1
        column = self.first_column + (event.x - self.label_width) // self.column_width
        if column not in self.columns_in_view:
            return
        if (index, column) == (self.row, self.column):
            self.choose()
        else:
            self._move(index - self.row, column - self.column)

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


def _wrapped(words: str, width: int) -> list[str]:
    return [words[start:end].strip() for start, end in wrap(words, max(1, width))]


class ProofPanel(Drawn):
    """The words that prove a cell, with voice and speaker: what stands below the table."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._field: Field | None = None
        self._place = Clean("")
        self._lines: list[Line] = []

    def show(self, field: Field | None, place: Clean) -> None:
        """Show the passages of a cell."""
        self._field, self._place = field, place
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(1, min(_PROOF, self.size.width - 1))
        self._lines = [[("─" * self.size.width, "rule")]]
        if self._field is not None and self.size.width:
            self._lines += self._about(self._field, width)
            for passage in self._field.passages:
                self._lines += _passage_lines(passage, width)
        self.refresh()

    def _about(self, field: Field, width: int) -> Iterator[Line]:
        stale = " · stale: the words have changed" if field.stale else ""
        yield [(f" {fit(f'{self._place}{stale}', width)}", "strong")]
        for words in _wrapped(field.about, width)[:3] if field.about else ():
            yield [(f" {words}", "faint")]

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """A row as a strip."""
        return self.draw(self._lines[y] if y < len(self._lines) else (), self.size.width)


def _passage_lines(passage: Passage, width: int) -> list[Line]:
    evidence = passage.evidence
    number = f"¶{passage.paragraph}" if passage.paragraph else "no longer in the article"
    speaker = f" · {evidence.speaker}" if evidence.speaker else ""
    if evidence.speaker_from:
        speaker += f" (named in ¶{evidence.speaker_from})"
    rows: Sequence[str] = _wrapped(evidence.quote.exact.replace("\n", " "), width)
    head = f" {number} · {VOICE_NAMES[evidence.voice]}{speaker}"
    return [[(fit(head, width + 1), "faint")], *([(f" {words}", "")] for words in rows)]
