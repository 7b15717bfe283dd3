"""Which panes stand where, for the size of the terminal, and what their title bars say."""

from __future__ import annotations

from typing import NamedTuple

from textual.strip import Strip
from textual.widget import Widget

from ..dossier.article import Article, date_of, outlet_of
from ..dossier.text import Clean
from .commands import ARTICLE, PANE_TITLES, SOURCES
from .frames import Frame
from .keymap import Keymap
from .order import DATE
from .session import Session
from .settings import Settings
from .sources import SourcesPane
from .strips import Line
from .widgets import Bar, Drawn
from .wrap import cells, wrap

LAYOUTS = ("none", "one", "two", "three")
TOO_SMALL = Clean("natoreader needs a terminal of at least 40 by 10 cells.")
LEAST_ARTICLE = 36
"""The fewest cells the columns beside it leave the article."""


class Geometry(NamedTuple):
    """The layout for a size: ``one`` pane, ``two`` or ``three`` columns, or ``none``.

    ``left`` and ``right`` are the side columns in cells, their border included, 0 where there is none;
    ``article_width`` is what they leave. ``sources_height`` is the sources box's in rows, title included;
    ``hits_width`` the hits' in cells where their context stands beside them, else 0.
    """

    layout: str
    article_width: int
    sources_height: int
    left: int = 0
    right: int = 0
    hits_width: int = 0


def geometry(width: int, height: int, articles: int, settings: Settings, *, alone: bool = False) -> Geometry:
    """The layout for a terminal of ``width`` by ``height`` cells; ``alone`` is one pane, whatever room there is."""
    if width < 40 or height < 10:
        return Geometry("none", max(1, width), height)
    if width < 60 or alone:
        return Geometry("one", width, height - 2)
    room = height - 2
    sources = max(3, min(1 + 2 * max(1, articles), room // 2))
    if width < 110:
        left = min(settings.sources_width or max(20, min(28, width - 57)), width - LEAST_ARTICLE)
        return Geometry("two", width - left, sources, left)
    # What the text does not need is shared by the columns beside it.
    spare = (width - settings.measure - 10) // 2
    left = min(settings.sources_width or max(29, min(48, spare)), (width - LEAST_ARTICLE) // 2)
    right = min(settings.entities_width or max(29, min(36, spare)), (width - LEAST_ARTICLE) // 2)
    hits = min(settings.hits_width or max(58, min(96, width * 9 // 20)), width - LEAST_ARTICLE)
    return Geometry("three", width - left - right, sources, left, right, hits)


class TooSmall(Drawn):
    """The one sentence of a terminal with room for nothing else."""

    def render_line(self, y: int) -> Strip:
        """A row of the sentence as a strip."""
        width = self.size.width
        rows = wrap(TOO_SMALL, width)
        return self.draw([(TOO_SMALL[slice(*rows[y])], "strong")] if y < len(rows) else (), width)


def make(view: str, session: Session, hits_width: int) -> Widget:
    """A view that was not needed until now; ``hits_width`` as the geometry has it."""
    if view == "search-view":
        from .search import SearchView  # imported late: not needed to read

        return SearchView(hits_width, id=view, classes="view")
    if view == "concordance-view":
        from .concordance import ConcordancePane  # imported late: not needed to read

        return Frame(
            Bar(id="concordance-title", classes="title focused"),
            ConcordancePane(id="concordance"),
            id=view,
            classes="view",
        )
    if view == "compare-view":
        from .compare import ComparePane  # imported late: not needed to read
        from .proof import ProofPanel  # likewise

        return Frame(
            Bar(id="compare-title", classes="title focused"),
            ComparePane(id="compare"),
            ProofPanel(session.dossier, id="proof"),
            id=view,
            classes="view",
        )
    if view == "timeline-view":
        from .timeline import AxisBar, DatePanel, TimelinePane  # imported late: not needed to read

        return Frame(
            Bar(id="timeline-title", classes="title focused"),
            AxisBar(id="axis"),
            TimelinePane(id="timeline"),
            DatePanel(id="meaning"),
            id=view,
            classes="view",
        )
    from .bookmarks import BookmarksPane  # imported late: not needed to read

    return Frame(
        Bar(id="bookmarks-title", classes="title focused"),
        BookmarksPane(session, id="bookmarks"),
        id=view,
        classes="view",
    )


def plain_title(pane: str, keymap: Keymap) -> tuple[Line, Line]:
    """A title bar that names its pane, and the key that leads there."""
    return [(f" {keymap.bound(pane)} ", "key"), (PANE_TITLES[pane], "strong")], ()


_LEAST = 22
"""Cells of the narrowest sources pane: taken for its width before it is laid out."""


def sources_title(pane: SourcesPane, keymap: Keymap) -> tuple[Line, Line]:
    """The title of the sources: filter and order in force, else how many searches are saved; as much as fits."""
    left = plain_title(SOURCES, keymap)[0]
    order = "" if pane.order == DATE else f"by {pane.order}"
    if pane.words:
        shown, of = len(pane.articles), len(pane.all)
        forms = [f"“{pane.words}” {shown} of {of} {order}", f"{shown} of {of} {order}"]
        forms += [f"{shown}/{of} {order[3:]}", f"{shown}/{of}"]
    else:
        forms = [order or (f"{len(pane.saved)} saved" if pane.saved else "")]
    room = (pane.size.width or _LEAST) - sum(cells(words) for words, _ in left) - 2
    said = next((words for words in map(str.rstrip, forms) if cells(words) <= room), forms[-1])
    return left, [(f"{said} ", "accent" if pane.words else "faint")] if said else ()


def article_title(article: Article | None, keymap: Keymap, place: Line) -> tuple[Line, Line]:
    """The open article's id, outlet and date, and the place in it."""
    left, right = plain_title(ARTICLE, keymap)
    if article is None:
        return left, right
    words = Clean(f"{outlet_of(article)} · {date_of(article)}")
    return [left[0], (article.id, "strong"), (f"  {words}", "faint")], place
