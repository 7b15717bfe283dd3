"""The sources pane: the articles by date."""

from __future__ import annotations

from collections.abc import Sequence

from ..dossier.article import Article, date_of, outlet_of
from ..dossier.text import Clean
from .strips import Line, fit, pad
from .widgets import RowList
from .wrap import cells


def _first_row(article: Article, room: int) -> tuple[str, str]:
    """Date and outlet; the file's name where neither is known."""
    if article.published is None and article.outlet is None:
        return article.file.rpartition("/")[2], ""
    date = date_of(article)
    left = room - cells(date) - 1
    return date, outlet_of(article, short=left < cells(outlet_of(article)))


class SourcesPane(RowList):
    """Two rows an article: date and outlet, then headline or first words. Unread ones are marked with ``•``."""

    def __init__(self, articles: Sequence[Article], read: frozenset[str], *, id: str) -> None:
        super().__init__(id=id)
        self.articles = articles
        self.read = read
        self.open_id: Clean | None = None

    @property
    def count(self) -> int:
        """How many articles there are."""
        return len(self.articles)

    def height_of(self, index: int) -> int:  # noqa: ARG002  (all are alike)
        """Two rows."""
        return 2

    def lines(self, index: int, width: int) -> Sequence[Line]:
        """Date and outlet, headline."""
        article = self.articles[index]
        unread = article.id not in self.read
        date, outlet = _first_row(article, width - 2)
        strong = "strong" if article.id == self.open_id else ""
        mark = ("•" if unread else " ", "accent")
        date = fit(date, width - 2)
        return (
            [mark, (date, strong), (" ", ""), (fit(outlet, max(0, width - 3 - cells(date))), "faint")],
            [("  ", ""), (pad(article.title, width - 3), strong or "faint")],
        )

    def empty(self) -> Sequence[Line]:
        """What to do about an empty dossier."""
        return ([(" No articles here.", "")], [(" natoreader check", "faint")], [(" says why.", "faint")])

    def show_open(self, id: Clean) -> None:
        """Mark the open article and put the cursor on it."""
        self.open_id = id
        index = next((i for i, each in enumerate(self.articles) if each.id == id), self.cursor)
        if not self.move(index):
            self.refresh()
        self.refresh()

    def show_read(self, read: frozenset[str]) -> None:
        """Mark these articles as read."""
        self.read = read
        self.refresh()
