"""Which panes stand where, for the size of the terminal, and what their title bars say."""

from __future__ import annotations

from dataclasses import dataclass

from textual.containers import Vertical
from textual.strip import Strip
from textual.widget import Widget

from ..dossier.article import Article, date_of, outlet_of
from ..dossier.text import Clean
from .commands import ARTICLE, BOOKMARKS, PANE_TITLES, SEARCH
from .keymap import Keymap
from .session import Session
from .settings import Settings
from .strips import Line
from .widgets import Bar, Drawn
from .wrap import wrap

LAYOUTS = ("none", "one", "two", "three")
TOO_SMALL = Clean("natoreader needs a terminal of at least 40 by 10 cells.")
LEAST_ARTICLE = 36
"""The fewest cells the columns beside it leave the article."""


@dataclass(frozen=True, slots=True)
class Geometry:
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
    if view == "compare-view":
        from .compare import ComparePane, ProofPanel  # imported late: not needed to read

        return Vertical(
            Bar(id="compare-title", classes="title focused"),
            ComparePane(id="compare"),
            ProofPanel(id="proof"),
            id=view,
            classes="view",
        )
    from .bookmarks import BookmarksPane  # imported late: not needed to read

    return Vertical(
        Bar(id="bookmarks-title", classes="title focused"),
        BookmarksPane(session, id="bookmarks"),
        id=view,
        classes="view",
    )


def plain_title(pane: str, keymap: Keymap) -> tuple[Line, Line]:
    """A title bar that names its pane, and the key that leads there."""
    return [(f" {keymap.bound(_COMMANDS.get(pane, pane))} ", "key"), (PANE_TITLES[pane], "strong")], ()


_COMMANDS = {SEARCH: "search_pane"}
"""The commands that lead to a pane where they do not have its name."""


def article_title(article: Article | None, keymap: Keymap) -> tuple[Line, Line]:
    """The open article's id, outlet and date."""
    left, right = plain_title(ARTICLE, keymap)
    if article is None:
        return left, right
    words = Clean(f"{outlet_of(article)} · {date_of(article)}")
    return [left[0], (article.id, "strong"), (f"  {words}", "faint")], right


def bookmarks_title(count: int, keymap: Keymap) -> tuple[Line, Line]:
    """How many passages are kept."""
    words = Clean(f"{count} passage{'s' * (count != 1)} kept " if count else "")
    return plain_title(BOOKMARKS, keymap)[0], [(words, "faint")]
