"""Which panes stand where, for the size of the terminal, and what their title bars say."""

from __future__ import annotations

from dataclasses import dataclass

from textual.containers import Vertical
from textual.strip import Strip
from textual.widget import Widget

from ..dossier.article import Article, date_of, outlet_of
from ..dossier.text import Clean
from .commands import ARTICLE, PANE_TITLES, SOURCES
from .order import DATE
from .session import Session
from .sources import SourcesPane
from .strips import Line
from .widgets import Bar, Drawn
from .wrap import cells, wrap

LAYOUTS = ("none", "one", "two", "three")
TOO_SMALL = Clean("natoreader needs a terminal of at least 40 by 10 cells.")
LEFT, LEFT_WIDE, RIGHT_WIDE = 23, 29, 29
"""Cells of the side columns, their border included; tui.tcss says the same."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """The layout for a size: ``one`` pane, ``two`` or ``three`` columns, or ``none``.

    ``article_width`` is the article pane's in cells; ``sources_height`` the sources box's in rows, title included.
    """

    layout: str
    article_width: int
    sources_height: int


def geometry(width: int, height: int, articles: int) -> Geometry:
    """The layout of the reading view for a terminal of ``width`` by ``height`` cells."""
    if width < 40 or height < 10:
        return Geometry("none", max(1, width), height)
    if width < 60:
        return Geometry("one", width, height - 2)
    room = height - 2
    sources = max(3, min(1 + 2 * max(1, articles), room // 2))
    if width < 110:
        return Geometry("two", width - LEFT, sources)
    return Geometry("three", width - LEFT_WIDE - RIGHT_WIDE, sources)


class TooSmall(Drawn):
    """The one sentence of a terminal with room for nothing else."""

    def render_line(self, y: int) -> Strip:
        """A row of the sentence as a strip."""
        width = self.size.width
        rows = wrap(TOO_SMALL, width)
        return self.draw([(TOO_SMALL[slice(*rows[y])], "strong")] if y < len(rows) else (), width)


def make(view: str, session: Session) -> Widget:
    """A view that was not needed until now."""
    if view == "search-view":
        from .search import SearchView  # imported late: not needed to read

        return SearchView(id=view, classes="view")
    if view == "concordance-view":
        from .concordance import ConcordancePane  # imported late: not needed to read

        return Vertical(
            Bar(id="concordance-title", classes="title focused"),
            ConcordancePane(id="concordance"),
            id=view,
            classes="view",
        )
    if view == "compare-view":
        from .compare import ComparePane  # imported late: not needed to read
        from .proof import ProofPanel  # likewise

        return Vertical(
            Bar(id="compare-title", classes="title focused"),
            ComparePane(id="compare"),
            ProofPanel(id="proof"),
            id=view,
            classes="view",
        )
    if view == "timeline-view":
        from .timeline import AxisBar, DatePanel, TimelinePane  # imported late: not needed to read

        return Vertical(
            Bar(id="timeline-title", classes="title focused"),
            AxisBar(id="axis"),
            TimelinePane(id="timeline"),
            DatePanel(id="meaning"),
            id=view,
            classes="view",
        )
    from .bookmarks import BookmarksPane  # imported late: not needed to read

    return Vertical(
        Bar(id="bookmarks-title", classes="title focused"),
        BookmarksPane(session.dossier, id="bookmarks"),
        id=view,
        classes="view",
    )


def plain_title(pane: str, number: int) -> tuple[Line, Line]:
    """A title bar that names its pane."""
    return [(f" {number} ", "key"), (PANE_TITLES[pane], "strong")], ()


def sources_title(pane: SourcesPane) -> tuple[Line, Line]:
    """The title of the sources: filter and order in force, else how many searches are saved; as much as fits."""
    left = plain_title(SOURCES, 1)[0]
    order = "" if pane.order == DATE else f"by {pane.order}"
    if pane.words:
        shown, of = len(pane.articles), len(pane.all)
        forms = [f"“{pane.words}” {shown} of {of} {order}", f"{shown} of {of} {order}"]
        forms += [f"{shown}/{of} {order[3:]}", f"{shown}/{of}"]
    else:
        forms = [order or (f"{len(pane.saved)} saved" if pane.saved else "")]
    room = (pane.size.width or LEFT - 1) - sum(cells(words) for words, _ in left) - 2
    said = next((words for words in map(str.rstrip, forms) if cells(words) <= room), forms[-1])
    return left, [(f"{said} ", "accent" if pane.words else "faint")] if said else ()


def article_title(article: Article | None) -> tuple[Line, Line]:
    """The open article's id, outlet and date."""
    if article is None:
        return plain_title(ARTICLE, 2)
    words = Clean(f"{outlet_of(article)} · {date_of(article)}")
    return [(" 2 ", "key"), (article.id, "strong"), (f"  {words}", "faint")], ()
