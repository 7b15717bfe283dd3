"""The sources pane: the articles, sorted and filtered, and below them the saved searches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..dossier.article import Article, date_of, outlet_of
from ..dossier.notebook import SavedSearch
from ..dossier.text import EMPTY, Clean
from .order import DATE, HITS, ORDERS, arranged
from .strips import Line, fit, pad
from .widgets import RowList
from .wrap import cells

if TYPE_CHECKING:
    from .order import Filter


class SavedRow(NamedTuple):
    """A saved search with how many hits it has: “…” until that is known, “!” where it is no query (any more)."""

    search: SavedSearch
    hits: str = "…"


_Key = tuple[bool, str]
"""Whether a row is an article, and its id."""


def _key(row: Article | SavedRow | None) -> _Key:
    if isinstance(row, Article):
        return True, str(row.id)
    return False, str(row.search.id) if row is not None else ""


def _first_row(article: Article, room: int) -> tuple[str, str]:
    """Date and outlet; the file's name where neither is known."""
    if article.published is None and article.outlet is None:
        return article.file.rpartition("/")[2], ""
    date = date_of(article)
    left = room - cells(date) - 1
    return date, outlet_of(article, short=left < cells(outlet_of(article)))


class SourcesPane(RowList):
    """Two rows an article: date, outlet and hits, then headline or first words. Unread ones are marked with ``•``."""

    def __init__(self, articles: Sequence[Article], read: frozenset[str], order: str, *, id: str) -> None:
        super().__init__(id=id)
        self.all = articles
        """All articles by date."""
        self.read = read
        self.open_id: Clean | None = None
        self.order = order if order in ORDERS else DATE
        self.words = EMPTY
        """The filter in force."""
        self.saved: Sequence[SavedRow] = ()
        self._hits: Mapping[str, int] = {}
        self._more = False
        self._filter: Filter | None = None
        self._sorted = arranged(articles, self.order, self._hits, read)
        self.articles: Sequence[Article] = self._sorted
        """The articles shown, in the order shown."""

    @property
    def count(self) -> int:
        """How many rows: articles, and the saved searches with their heading."""
        return len(self.articles) + (len(self.saved) + 1 if self.saved else 0)

    def row(self, index: int) -> Article | SavedRow | None:
        """What stands at an index; ``None`` for the heading, and where nothing does."""
        at = index - len(self.articles)
        if at < 0:
            return self.articles[index]
        return self.saved[at - 1] if 0 < at <= len(self.saved) else None

    @property
    def at_cursor(self) -> Article | SavedRow | None:
        """What the cursor stands on."""
        return self.row(self.cursor)

    def height_of(self, index: int) -> int:
        """Two rows an article, one for all else."""
        return 2 if index < len(self.articles) else 1

    def choosable(self, index: int) -> bool:
        """Articles and saved searches are."""
        return self.row(index) is not None

    # Drawing

    def lines(self, index: int, width: int) -> Sequence[Line]:
        """Date, outlet and hits, headline; or a saved search and its hits."""
        row = self.row(index)
        if row is None:
            return ([("Saved searches", "heading")],)
        if isinstance(row, SavedRow):
            room = max(0, width - 3 - cells(row.hits))
            style = "alert" if row.hits == "!" else "faint"
            return ([(" ", ""), (pad(row.search.query, room), ""), (f" {row.hits}", style)],)
        return self._article(row, width)

    def _article(self, article: Article, width: int) -> Sequence[Line]:
        strong = "strong" if article.id == self.open_id else ""
        hits = self._hits.get(article.id, 0)
        count = f" {hits}{'+' * self._more}" if hits else ""
        date, outlet = _first_row(article, width - 2 - len(count))
        date = fit(date, width - 2 - len(count))
        room = max(0, width - 3 - cells(date) - len(count))
        return (
            [
                (" " if article.id in self.read else "•", "accent"),
                (date, strong),
                (" ", ""),
                (pad(outlet, room) if count else fit(outlet, room), "faint"),
                (count, "accent"),
            ],
            [("  ", ""), (pad(article.title, width - 3), strong or "faint")],
        )

    def empty(self) -> Sequence[Line]:
        """What to do about an empty dossier, or an empty choice."""
        if self.all:
            return ([(" No article fits.", "")], [(" Esc shows all.", "faint")])
        return ([(" No articles here.", "")], [(" natoreader check", "faint")], [(" says why.", "faint")])

    # What is shown

    def show_open(self, id: Clean) -> None:
        """Mark the open article and put the cursor on it."""
        self.open_id = id
        self.put_cursor_on(id)
        self.refresh()

    def show_read(self, read: frozenset[str]) -> None:
        """Mark these articles as read. None moves: they are sorted and filtered anew when the user asks for it."""
        self.read = read
        self.refresh()

    def show_hits(self, hits: Mapping[str, int], *, more: bool = False) -> None:
        """Show how many hits the current search has in each article; ``more`` where these are not all."""
        self._hits, self._more = hits, more
        if self.order == HITS:
            self._arrange()
        self.refresh()

    def show_saved(self, saved: Sequence[SavedRow]) -> None:
        """Show these saved searches."""
        if self.saved != saved:
            at = self._key
            self.saved = saved
            self._rebuild_at(at)

    def sort(self, order: str) -> None:
        """Sort by another of :data:`~.order.ORDERS`."""
        self.order = order
        self._arrange()

    def filter(self, words: Clean) -> None:
        """Show those articles only that fit all of these words; without words, all."""
        if words and self._filter is None:
            from .order import Filter  # imported late: the first screen does without

            self._filter = Filter(self.all)
        self.words = Clean(words.strip())
        self._arrange()

    def _arrange(self) -> None:
        at = self._key
        self._sorted = arranged(self.all, self.order, self._hits, self.read)
        self.articles = self._sorted
        if self._filter is not None and self.words:
            self.articles = self._filter.fitting(self._sorted, self.words, self.read)
        self._rebuild_at(at)

    @property
    def _key(self) -> _Key:
        return _key(self.at_cursor)

    def _rebuild_at(self, key: _Key) -> None:
        """Take changed rows over, with the cursor on what it stood on; else on the first row."""
        self.rebuild(self._index(key) or 0)

    def _index(self, key: _Key) -> int | None:
        rows = (self.row(index) for index in range(self.count))
        return next((index for index, row in enumerate(rows) if row is not None and _key(row) == key), None)

    def put_cursor_on(self, id: str) -> None:
        """Put the cursor on an article, where it is shown."""
        index = self._index((True, id))
        if index is not None:
            self.move(index)

    def neighbour(self, id: Clean, by: int) -> Article | None:
        """The next (``by`` 1) or previous (-1) article in the order shown, also of one that is filtered away."""
        shown = {article.id for article in self.articles}
        ids = [article.id for article in self._sorted]
        ahead = self._sorted[ids.index(id) + 1 :] if by > 0 else self._sorted[: ids.index(id)][::-1]
        return next((article for article in ahead if article.id in shown), None)
