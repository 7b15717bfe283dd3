"""The bookmarks pane: the passages kept, grouped by article."""

from __future__ import annotations

from collections.abc import Sequence

from ..dossier.anchor import Resolution
from ..dossier.article import Article, date_of, outlet_of
from ..dossier.notebook import Bookmark, resolve_bookmarks
from ..dossier.text import Clean
from .commands import ARTICLE
from .session import Session
from .strips import Line, fit
from .widgets import RowList
from .wrap import cells, wrap

_STATUS = {
    "moved": "moved in the text",
    "ambiguous": "stands several times now",
    "changed": "the words have changed",
    "gone": "no longer in the article",
}


class BookmarksPane(RowList):
    """A heading an article, then its bookmarks: paragraph and words, tags, and the note on a row of its own."""

    def __init__(self, session: Session, *, id: str) -> None:
        super().__init__(id=id)
        self.session = session
        self.dossier = session.dossier
        self.rows: list[Article | Clean | Bookmark] = []
        self._resolutions: dict[str, Resolution] = {}

    @property
    def count(self) -> int:
        """How many rows there are, headings included."""
        return len(self.rows)

    def height_of(self, index: int) -> int:
        """One row, and one more for a note."""
        row = self.rows[index]
        return 2 if isinstance(row, Bookmark) and row.note else 1

    def choosable(self, index: int) -> bool:
        """Bookmarks are, headings are not."""
        return index < len(self.rows) and isinstance(self.rows[index], Bookmark)

    def lines(self, index: int, width: int) -> Sequence[Line]:
        """A heading, or a bookmark."""
        row = self.rows[index]
        if isinstance(row, Article):
            return ([(f"{row.id}  {date_of(row)}  {outlet_of(row)}", "heading")],)
        if not isinstance(row, Bookmark):
            return ([(f"{row}  no longer in the dossier", "heading")],)
        words = Clean.line(row.anchor.quote.exact)
        tags = "".join(f" #{tag}" for tag in row.tags)
        status = self._resolutions[row.id].status
        warning = f"  {_STATUS[status]}" if status in _STATUS else ""
        first: Line = [
            (f"{self._number(row):>6}  ", "faint"),
            (fit(words, max(8, width - 10 - cells(tags) - cells(warning))), ""),
            (tags, "accent"),
            (warning, "strong"),
        ]
        return (first, [("        ", ""), (Clean.line(row.note), "faint")]) if row.note else (first,)

    def _number(self, bookmark: Bookmark) -> str:
        article, found = self.dossier.article(bookmark.anchor.article), self._resolutions[bookmark.id]
        if article is None or found.start is None or found.end is None:
            return "¶?"
        return article.text.numbers(found.start, found.end)

    def empty(self) -> Sequence[Line]:
        """How to keep something."""
        keep, select, write = (self.session.keymap.key(id, ARTICLE) for id in ("bookmark", "select", "write"))
        how = Clean(f"{keep} keeps the paragraph you read, {select} and {keep} a selection; {write} writes a file.")
        rows = wrap(how, max(1, self.size.width - 2))
        return ([(" No bookmarks yet.", "")], *([(f" {how[start:end]}", "faint")] for start, end in rows))

    def show(self, bookmarks: Sequence[Bookmark]) -> None:
        """Show these bookmarks, in the order given."""
        self._resolutions = dict(
            zip((each.id for each in bookmarks), resolve_bookmarks(self.dossier, bookmarks), strict=True)
        )
        self.rows = []
        last: Clean | None = None
        for bookmark in bookmarks:
            id = bookmark.anchor.article
            if id != last:
                self.rows.append(self.dossier.article(id) or id)
                last = id
            self.rows.append(bookmark)
        self.rebuild()

    @property
    def bookmark(self) -> Bookmark | None:
        """The bookmark under the cursor."""
        row = self.rows[self.cursor] if self.rows else None
        return row if isinstance(row, Bookmark) else None

    def resolution(self, bookmark: Bookmark) -> Resolution:
        """Where a bookmark's words stand now."""
        return self._resolutions[bookmark.id]
