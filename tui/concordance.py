"""The concordance: every mention of a name in its context, aligned on the name (keyword in context)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..dossier.article import Article, line_of
from ..dossier.text import EMPTY, Clean
from .strips import Line, fit, pad
from .widgets import RowList
from .wrap import cells, offset_at, printable

_NUMBER = 6
"""Cells of the paragraph's number."""
_LEFT = 0.42
"""The share of the room that stands before the name."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A passage of an article (code points) that is aligned."""

    article: Article
    start: int
    end: int

    @property
    def paragraph(self) -> tuple[Article, int, int]:
        """The article, and the code points of the paragraph."""
        paragraph = self.article.text.paragraph_at(self.start)
        return (self.article, paragraph.start, paragraph.end) if paragraph else (self.article, self.start, self.end)

    @property
    def context(self) -> tuple[Clean, Clean, Clean]:
        """What stands before it in its paragraph, its words, what stands behind."""
        value = self.article.text.value
        _, first, last = self.paragraph
        return value[first : self.start], value[self.start : self.end], value[self.end : max(last, self.end)]


class ConcordancePane(RowList):
    """A heading an article, then a row a mention."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.about = EMPTY
        self.rows: list[Article | Keyword] = []

    @property
    def count(self) -> int:
        """How many rows there are, headings included."""
        return len(self.rows)

    def choosable(self, index: int) -> bool:
        """Mentions are, headings are not."""
        return index < len(self.rows) and isinstance(self.rows[index], Keyword)

    def lines(self, index: int, width: int) -> Sequence[Line]:
        """A heading, or a mention between what stands before and behind it."""
        row = self.rows[index]
        if isinstance(row, Article):
            return ([(line_of(row), "heading")],)
        return (aligned(row, width),)

    def said(self, index: int) -> str:
        """A mention in its whole paragraph."""
        row = self.rows[index]
        return "".join(row.context) if isinstance(row, Keyword) else super().said(index)

    def empty(self) -> Sequence[Line]:
        """Nothing to show."""
        return ([(" It is named nowhere.", "faint")],)

    def show(self, about: Clean, keywords: Sequence[Keyword], cursor: int = 0) -> None:
        """Show the mentions of a name, in the order given, with the cursor on a row."""
        self.about = about
        self.rows = []
        last: Article | None = None
        for each in keywords:
            if each.article is not last:
                last = each.article
                self.rows.append(last)
            self.rows.append(each)
        self.scroll_to_row(0)
        self.rebuild(cursor=cursor)

    @property
    def keywords(self) -> list[Keyword]:
        """The mentions shown."""
        return [row for row in self.rows if isinstance(row, Keyword)]

    @property
    def keyword(self) -> Keyword | None:
        """The mention under the cursor."""
        row = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        return row if isinstance(row, Keyword) else None


def aligned(keyword: Keyword, width: int) -> Line:
    """A mention in ``width`` cells less two, its words beginning where those of every other do."""
    before, words, after = keyword.context
    paragraph = keyword.article.text.paragraph_at(keyword.start)
    number = f"¶{paragraph.number}" if paragraph else ""
    room = max(1, width - _NUMBER - 2)
    left = int(room * _LEFT)
    shown = fit(printable(words), room - left)
    return [
        (pad(number, _NUMBER - 1, "right"), "faint"),
        (" ", ""),
        (_tail(before, left), "faint"),
        (shown, "match"),
        (pad(printable(after), room - left - cells(shown)), "faint"),
    ]


def _tail(words: Clean, width: int) -> str:
    """The end of ``words`` in exactly ``width`` cells, cut at a word where it is cut."""
    words = Clean(printable(words))
    if cells(words) <= width:
        return pad(words, width, "right")
    cut = words[offset_at(words, cells(words) - width + 1) :]
    _, space, rest = cut.partition(" ")
    return pad("…" + (rest if space else cut), width, "right")
