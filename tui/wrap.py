"""The one map of the reading pane: between code points of an article and rows and columns of cells.

Wrapping counts cells, not characters: wide characters take two, combining marks none, and a grapheme (a letter with
its marks, a joined emoji) is never divided. Every code point of a shown paragraph belongs to exactly one row.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from ..dossier.text import Text

# A row may end before a word, and after a hyphen or dash between letters or digits; never at a no-break space.
_SPACES = r" \t\u2002-\u2006\u2008-\u200a\u3000"
_BREAK = re.compile(rf"(?<=[{_SPACES}])(?=[^{_SPACES}])|(?<=\w[-–—])(?=\w)")
_PLAIN = re.compile(r"[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
_HANGING = " \t\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u3000"


def printable(words: str) -> str:
    """``words`` as drawn in one row, code point by code point: tabs and line breaks become spaces."""
    return words.replace("\t", " ").replace("\n", " ")


def cells(words: str) -> int:
    """The width of ``words`` in cells."""
    return len(words) if _PLAIN.fullmatch(words) else cell_len(printable(words))


def wrap(words: str, width: int) -> list[tuple[int, int]]:
    """Divide a paragraph into rows of at most ``width`` cells.

    Returns ranges of code points that join without a gap. White space at which a row ends stays with it and may hang
    past the width. A single grapheme wider than ``width`` has a row of its own.
    """
    width = max(1, width)
    rows: list[tuple[int, int]] = []
    start = column = 0
    for begin, end in _pieces(words):
        piece = words[begin:end]
        visible = cells(piece.rstrip(_HANGING))
        if begin > start and column + visible > width:  # what stands there may have no width of its own
            rows.append((start, begin))
            start, column = begin, 0
        if visible > width:
            *full, rest = _chop(piece, width)
            rows += [(begin + first, begin + last) for first, last in full]
            start = begin + rest[0]
            piece = piece[rest[0] :]
        column += cells(piece)
    if start < len(words) or not rows:
        rows.append((start, len(words)))
    return rows


def longest_word(words: str) -> int:
    """The cells that :func:`wrap` needs so as to divide no word."""
    return max(cells(words[begin:end].rstrip(_HANGING)) for begin, end in _pieces(words))


def _pieces(words: str) -> Iterable[tuple[int, int]]:
    """The ranges that are divided only where a row is too narrow for one."""
    return pairwise([0, *(match.start() for match in _BREAK.finditer(words)), len(words)])


def _chop(words: str, width: int) -> list[tuple[int, int]]:
    """Ranges of at most ``width`` cells, divided between graphemes; white space at the very end hangs.

    Signs at the end take two letters with them where there is room, so that no row begins with a comma.
    """
    rows: list[tuple[int, int]] = []
    start = column = 0
    solid = len(words.rstrip(_HANGING))
    graphemes = _graphemes(words)
    for first, _, size in graphemes:
        if column and column + size > width and first < solid:
            rows.append((start, first))
            start, column = first, 0
        column += size
    if rows and not any(map(str.isalnum, words[start:solid])):
        before, _ = rows.pop()
        letters = [first for first, _, _ in graphemes if before < first < start and words[first].isalnum()]
        fitting = [first for first in letters[-2:] if cells(words[first:solid]) <= width]
        start = min(fitting, default=start)
        rows.append((before, start))
    rows.append((start, len(words)))
    return rows


def _graphemes(words: str) -> Sequence[tuple[int, int, int]]:
    """The graphemes as (start, end, cells)."""
    if _PLAIN.fullmatch(words):
        return [(at, at + 1, 1) for at in range(len(words))]
    spans, _ = split_graphemes(printable(words))
    return spans


def column_of(words: str, offset: int) -> int:
    """The cell at which the grapheme that holds the code point ``offset`` of a row's words begins."""
    if _PLAIN.fullmatch(words):
        return min(offset, len(words))
    # Not the width of what stands before: a part of a grapheme may be as wide as the whole.
    return sum(size for _, end, size in _graphemes(words) if end <= offset)


def offset_at(words: str, column: int) -> int:
    """The first code point of the grapheme drawn at a cell; the row's length past its end."""
    at = 0
    for start, _, size in _graphemes(words):
        if at + size > column:
            return start
        at += size
    return len(words)


OPENING, CLOSING = "‹", "›"
"""The brackets around ranges that stand between brackets. Not those a text has: nobody shall take them for its own."""


class Brackets:
    """Ranges of a text, which do not overlap, that are drawn between brackets."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self.ranges = tuple(sorted(ranges))
        self.starts = frozenset(start for start, _ in self.ranges)
        self.ends = frozenset(end for _, end in self.ranges)

    def around(self, words: str, start: int, end: int) -> str:
        """The ``words`` at ``start``–``end``, within one range or none, with the brackets that stand there."""
        return (OPENING if start in self.starts else "") + words + (CLOSING if end in self.ends else "")

    def drawn(self, words: str, start: int) -> tuple[str, list[int]]:
        """The ``words`` at ``start`` as they are drawn, and where in that each of their code points stands."""
        shown: list[str] = []
        places: list[int] = []
        size = 0
        for at, char in enumerate(words, start):
            piece = self.around(char, at, at + 1)
            places.append(size + piece.index(char))
            shown.append(piece)
            size += len(piece)
        return "".join(shown), places


class Row(NamedTuple):
    """One row of the map: a range of code points of paragraph ``paragraph`` (from 1).

    ``first`` marks a paragraph's first row. A row with a ``fold`` stands for that many folded paragraphs; ``paragraph``
    is the first of them. A row with neither words nor fold is blank.
    """

    start: int
    end: int
    paragraph: int
    first: bool = False
    fold: int = 0

    @property
    def blank(self) -> bool:
        """Whether nothing is drawn."""
        return self.start == self.end and not self.fold

    @property
    def words(self) -> bool:
        """Whether words of the paragraph are drawn."""
        return self.start < self.end and not self.fold


class TextMap:
    """An article laid out in rows of ``width`` cells, paragraphs apart by a blank row, folded runs as one row each.

    ``folded`` says of a paragraph's number whether it is folded away; ``brackets`` are drawn, and belong to the code
    points within them.
    """

    def __init__(
        self,
        text: Text,
        width: int,
        folded: Callable[[int], bool] = lambda _: False,
        brackets: Brackets | None = None,
    ) -> None:
        self.text = text
        self.width = max(1, width)
        self.brackets = brackets or Brackets()
        self.rows: list[Row] = []
        self._lay_out(folded)
        self._starts = [row.start for row in self.rows]

    def _lay_out(self, folded: Callable[[int], bool]) -> None:
        run: tuple[int, int, int, int] | None = None  # start, end, first paragraph, how many
        for paragraph in self.text.paragraphs:
            if folded(paragraph.number):
                run = (
                    (run[0], paragraph.end, run[2], run[3] + 1)
                    if run
                    else (paragraph.start, paragraph.end, paragraph.number, 1)
                )
                continue
            self._close(run)
            run = None
            self._gap(paragraph.start, paragraph.number)
            words, at = str(self.text.words(paragraph)), paragraph.start
            for position, (start, end) in enumerate(self._wrap(words, at)):
                self.rows.append(Row(at + start, at + end, paragraph.number, first=position == 0))
        self._close(run)

    def _wrap(self, words: str, at: int) -> Sequence[tuple[int, int]]:
        if not self.brackets.ranges:
            return wrap(words, self.width)
        shown, places = self.brackets.drawn(words, at)
        # A row begins with the first code point drawn in it, and with the bracket before that.
        firsts = [bisect_left(places, first) for first, _ in wrap(shown, self.width)]
        starts = [*dict.fromkeys(each for each in firsts if each < len(words)), len(words)]
        return [(0, 0)] if not words else list(pairwise(starts))

    def _shown(self, row: Row) -> tuple[str, Sequence[int]]:
        """The words of a row as they are drawn, and where in that each code point stands."""
        words = str(self.text.value[row.start : row.end])
        return self.brackets.drawn(words, row.start) if self.brackets.ranges else (words, range(len(words)))

    def _close(self, run: tuple[int, int, int, int] | None) -> None:
        if run is not None:
            self._gap(run[0], run[2])
            self.rows.append(Row(run[0], run[1], run[2], first=True, fold=run[3]))

    def _gap(self, at: int, paragraph: int) -> None:
        if self.rows:
            self.rows.append(Row(at, at, paragraph))

    def __len__(self) -> int:
        return len(self.rows)

    def row_of(self, offset: int) -> int:
        """The row that holds a code point, or the fold that hides it; 0 for an empty text."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def column_of(self, offset: int) -> int:
        """The cell of its row at which a code point is drawn."""
        row = self.rows[self.row_of(offset)]
        if row.fold:
            return 0
        words, places = self._shown(row)
        at = offset - row.start
        return column_of(words, places[at] if at < len(places) else len(words))

    def offset_at(self, row: int, column: int) -> int:
        """The code point drawn at a row and cell; the nearest one where nothing is drawn."""
        if not self.rows:
            return 0
        at = self.rows[max(0, min(row, len(self.rows) - 1))]
        if at.fold or at.blank:
            return at.start
        words, places = self._shown(at)
        place = offset_at(words, column)
        if words[place : place + 1] == OPENING and place not in places:  # the bracket belongs to what it opens
            place += 1
        return at.start + max(0, min(bisect_right(places, place), len(places)) - 1)

    def first_row(self, paragraph: int) -> int | None:
        """The first row of a paragraph; ``None`` where it is folded or not there."""
        if not 1 <= paragraph <= len(self.text.paragraphs):
            return None
        row = self.row_of(self.text.paragraphs[paragraph - 1].start)
        return None if self.rows[row].fold else row
