"""The bookmarks pane: the passages kept, grouped by article, tag or time, or in the user's own order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..dossier.anchor import FATES, Resolution
from ..dossier.article import line_of
from ..dossier.notebook import Bookmark, resolve_bookmarks
from ..dossier.text import EMPTY, Clean
from . import commands
from .session import Session
from .strips import Line, fit
from .widgets import RowList
from .wrap import cells, wrap

ARTICLE, TAG, TIME, OWN = "by article", "by tag", "by time", "in your order"
GROUPINGS = (ARTICLE, TAG, TIME, OWN)
_NOTE_ROWS = 3
"""The most rows of a note that are shown in the list."""


class BookmarksPane(RowList):
    """Headings and bookmarks: paragraph and words, tags, and the note on rows of its own."""

    def __init__(self, session: Session, *, id: str) -> None:
        super().__init__(id=id)
        self.session = session
        self.dossier = session.dossier
        self.grouping = ARTICLE
        self.wanted = EMPTY
        """Words that a bookmark shown has in its passage, note, tags (with their ``#``) or article's name."""
        self.rows: list[Clean | Bookmark] = []
        self._bookmarks: Sequence[Bookmark] = ()
        self._resolutions: dict[str, Resolution] = {}

    # Rows

    @property
    def count(self) -> int:
        """How many rows there are, headings included."""
        return len(self.rows)

    def height_of(self, index: int) -> int:
        """One row, and more for a note."""
        row = self.rows[index]
        return 1 + len(_note_rows(row)) if isinstance(row, Bookmark) else 1

    def choosable(self, index: int) -> bool:
        """Bookmarks are, headings are not."""
        return index < len(self.rows) and isinstance(self.rows[index], Bookmark)

    def lines(self, index: int, width: int) -> Sequence[Line]:
        """A heading, or a bookmark."""
        row = self.rows[index]
        if not isinstance(row, Bookmark):
            return ([(row, "heading")],)
        words = Clean.line(row.anchor.quote.exact)
        tags = "".join(f" #{tag}" for tag in row.tags)
        status = self._resolutions[row.id].status
        warning = f"  {FATES[status]}" if status in FATES else ""
        place = f"{self._number(row):>6}" if self.grouping == ARTICLE else f"{row.anchor.article} {self._number(row)}"
        first: Line = [
            (f"{place}  ", "faint"),
            (fit(words, max(8, width - 4 - cells(place) - cells(tags) - cells(warning))), ""),
            (tags, "accent"),
            (warning, "strong"),
        ]
        return (first, *([("        ", ""), (words, "faint")] for words in _note_rows(row)))

    def _number(self, bookmark: Bookmark) -> str:
        article, found = self.dossier.article(bookmark.anchor.article), self._resolutions[bookmark.id]
        if article is None or found.start is None or found.end is None:
            return "¶?"
        return article.text.numbers(found.start, found.end)

    def empty(self) -> Sequence[Line]:
        """How to keep something, or to see all that was."""
        key = self.session.keymap.key
        if self._bookmarks:
            cancel = key("cancel", commands.BOOKMARKS)
            return ([(f" No bookmark has “{self.wanted}”.", "")], [(f" {cancel} shows all of them.", "faint")])
        keep, select, write = (key(id, commands.ARTICLE) for id in ("bookmark", "select", "write"))
        how = Clean(f"{keep} keeps the paragraph you read, {select} and {keep} a selection; {write} writes a file.")
        rows = wrap(how, max(1, self.size.width - 2))
        return ([(" No bookmarks yet.", "")], *([(f" {how[start:end]}", "faint")] for start, end in rows))

    # Data

    def show(self, bookmarks: Sequence[Bookmark]) -> None:
        """Show these bookmarks; by article they stand in the order given. The cursor stays with its bookmark."""
        self._bookmarks = bookmarks
        self._resolutions = dict(
            zip((each.id for each in bookmarks), resolve_bookmarks(self.dossier, bookmarks), strict=True)
        )
        self._arrange()

    def group(self, grouping: str) -> None:
        """Group the bookmarks otherwise."""
        self.grouping = grouping
        self._arrange()

    def narrow(self, words: Clean) -> None:
        """Show only bookmarks with these words; without words all."""
        self.wanted = words
        self._arrange()

    def _arrange(self) -> None:
        here = self.bookmark
        self.rows = list(self._grouped([each for each in self._bookmarks if self._fits(each)]))
        ids = [row.id if isinstance(row, Bookmark) else EMPTY for row in self.rows]
        self.rebuild(cursor=ids.index(here.id) if here is not None and here.id in ids else None)

    def _fits(self, bookmark: Bookmark) -> bool:
        tags = (f"#{tag}" for tag in bookmark.tags)
        text = " ".join((bookmark.anchor.quote.exact, bookmark.note or "", *tags, self._named(bookmark)))
        folded = text.casefold()
        return all(word in folded for word in self.wanted.casefold().split())

    def _named(self, bookmark: Bookmark) -> Clean:
        id = bookmark.anchor.article
        article = self.dossier.article(id)
        if article is None:
            return Clean(f"{id}  no longer in the dossier")
        return line_of(article)

    def _grouped(self, bookmarks: Sequence[Bookmark]) -> Iterator[Clean | Bookmark]:
        if self.grouping == OWN:
            yield from sorted(bookmarks, key=lambda each: each.position)
        elif self.grouping == TIME:
            newest = sorted(bookmarks, key=lambda each: each.created, reverse=True)
            yield from _headed(newest, _day)
        elif self.grouping == TAG:
            for tag in sorted({tag for each in bookmarks for tag in each.tags}):
                yield Clean(f"#{tag}")
                yield from (each for each in bookmarks if tag in each.tags)
            untagged = [each for each in bookmarks if not each.tags]
            if untagged:
                yield Clean("without a tag")
                yield from untagged
        else:
            yield from _headed(bookmarks, self._named)

    @property
    def shown(self) -> list[Bookmark]:
        """The bookmarks shown, in their order; by tag one may stand several times."""
        return [row for row in self.rows if isinstance(row, Bookmark)]

    @property
    def bookmark(self) -> Bookmark | None:
        """The bookmark under the cursor."""
        row = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        return row if isinstance(row, Bookmark) else None

    def resolution(self, bookmark: Bookmark) -> Resolution:
        """Where a bookmark's words stand now."""
        return self._resolutions[bookmark.id]


def _headed(bookmarks: Sequence[Bookmark], heading: Callable[[Bookmark], Clean]) -> Iterator[Clean | Bookmark]:
    last: Clean | None = None
    for each in bookmarks:
        words = heading(each)
        if words != last:
            yield words
        last = words
        yield each


def _note_rows(bookmark: Bookmark) -> list[Clean]:
    rows = [Clean.line(row) for row in (bookmark.note or "").splitlines() if row.strip()]
    return rows if len(rows) <= _NOTE_ROWS else [*rows[: _NOTE_ROWS - 1], Clean(f"{rows[_NOTE_ROWS - 1]} …")]


def _day(bookmark: Bookmark) -> Clean:
    day = bookmark.created.astimezone()
    return Clean(f"{day.day} {day:%b %Y}")
