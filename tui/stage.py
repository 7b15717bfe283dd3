"""The stage: the panes of the reading view, the layout for the size at hand, and the way from pane to pane.

Controllers are given a stage, not the screen that knows them all.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from . import views
from .article import ArticlePane
from .chrome import StatusBar
from .commands import ARTICLE, BOOKMARKS, COMPARE, CONCORDANCE, ENTITIES, SEARCH, SOURCES, TIMELINE
from .dispatch import CommandScreen
from .entities import EntitiesPane
from .frames import Box, Frame
from .session import Session
from .sources import SourcesPane
from .views import geometry
from .widgets import Bar, Sharing, filtered

_PANE_OF_ID = {
    "sources": SOURCES,
    "article": ARTICLE,
    "entities": ENTITIES,
    "entity-card": ENTITIES,
    "concordance": CONCORDANCE,
    "hits": SEARCH,
    "compare": COMPARE,
    "proof": COMPARE,
    "pair-left": COMPARE,
    "pair-right": COMPARE,
    "bookmarks": BOOKMARKS,
    "timeline": TIMELINE,
}
ORDER = "sources.sort"
"""The key of the notebook's state under which the order of the sources is kept."""
_VIEW_OF_PANE = {
    CONCORDANCE: "concordance-view",
    TIMELINE: "timeline-view",
    SEARCH: "search-view",
    COMPARE: "compare-view",
    BOOKMARKS: "bookmarks-view",
}


class Stage(CommandScreen):
    """A screen with the panes in place; what commands do is added by :class:`~.screen.MainScreen`."""

    BLANK = True  # all of it is covered
    AUTO_FOCUS: ClassVar[str | None] = ""  # what is opened says where the focus is; ``None`` would be the first pane

    def __init__(self, session: Session, size: Size) -> None:
        # The layout is known before anything is mounted: choosing it later would lay everything out twice.
        self.geometry = geometry(size.width, size.height, len(session.dossier.articles), session.settings)
        super().__init__(session.keymap, id="main", classes=f"layout-{self.geometry.layout}")
        self.session = session
        self.view = "read"
        self.zen = False
        self._focus_lost: Widget | None = None
        self.made_for: Size | None = size
        """Until the first paint, the size everything was made for: told of it again, nothing is drawn twice."""

    # What there is

    @property
    def kept(self) -> str:
        """How what is kept is told of: where the notebook lives in memory, that it ends with this run."""
        return "kept" if self.session.notebook.kept else "kept for this run only"

    def compose(self) -> ComposeResult:
        """The reading view; the others are made when they are first asked for."""
        read = frozenset(self.session.notebook.read_marks())
        with Frame(id="read", classes="view") as container:
            container.display = self.usable
            self._share_room(container)
            with Box(id="sources-box", classes="box"):
                yield Bar(id="sources-title", classes="title")
                order = str(self.session.notebook.state(ORDER))
                yield SourcesPane(self.session.dossier.chronological, read, order, id="sources")
            with Box(id="article-box", classes="box"):
                yield Bar(id="article-title", classes="title")
                article = ArticlePane(id="article")
                self.adjust(article)
                yield article
            with Box(id="entities-box", classes="box"):
                yield Bar(id="entities-title", classes="title")
                yield EntitiesPane(id="entities")
        yield StatusBar(id="status")
        yield Bar(id="footer", classes="footer")
        if not self.usable:
            yield views.TooSmall(id="too-small")

    def render_lines(self, crop: Region) -> list[Strip]:
        """Blank rows, seen before the panes are there."""
        return filtered(self, super().render_lines(crop))

    @property
    def hint_delay(self) -> int:
        """Milliseconds after which an unfinished key sequence shows what may follow."""
        return self.session.settings.hint_delay

    def adjust(self, pane: ArticlePane) -> None:
        """Give the article pane its settings; it is laid out anew where it shows an article already."""
        settings = self.session.settings
        pane.adjust(settings, fold_key=self.keymap.bound("fold", ARTICLE))

    @property
    def article_pane(self) -> ArticlePane:
        """The article pane."""
        return self.query_one("#article", ArticlePane)

    @property
    def sources_pane(self) -> SourcesPane:
        """The sources pane."""
        return self.query_one("#sources", SourcesPane)

    @property
    def entities_pane(self) -> EntitiesPane:
        """The entities pane."""
        return self.query_one("#entities", EntitiesPane)

    # Layout

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout for the new size."""
        if event.size != self.made_for:
            self.do_redraw()  # between two sizes the terminal may have been smaller, and have lost what it showed
        self.share_out(event.size)

    def share_out(self, size: Size) -> None:
        """Lay out for a size of the terminal, the settings at hand, and whether there is to be one pane only."""
        before = self.geometry
        articles = len(self.session.dossier.articles)
        self.geometry = geometry(size.width, size.height, articles, self.session.settings, alone=self.zen)
        if self.geometry == before:
            return
        if self.geometry.layout == "none":
            self._focus_lost = self.focused  # what is hidden cannot keep it
        for layout in views.LAYOUTS:
            self.set_class(self.geometry.layout == layout, f"layout-{layout}")
        if not self.usable and not self.query("#too-small"):
            self.mount(views.TooSmall(id="too-small"))
        for each in self.query("#too-small"):
            each.set_class(self.usable, "hidden")
        self._show_views()
        self._share_room(self.query_one("#read"))
        for view in self.query("#search-view").results(Sharing):
            view.share(self.geometry.hits_width)
        if before.layout == "none" and self._focus_lost is not None and self._focus_lost.is_attached:
            self.set_focus(self._focus_lost, scroll_visible=False)
        self.show_boxes()
        self.refresh_chrome()

    def set_zen(self, zen: bool) -> None:
        """Show one pane and nothing else, or all there is room for."""
        self.zen = zen
        self.set_class(zen, "zen")
        self.share_out(self.app.size)

    def end_zen(self) -> bool:
        """Show all panes there is room for; false where they are shown."""
        was = self.zen
        self.set_zen(False)
        return was

    def _share_room(self, container: Widget) -> None:
        found = self.geometry
        columns = {"two": f"{found.left} 1fr", "three": f"{found.left} 1fr {found.right}"}
        container.styles.grid_columns = columns.get(found.layout, "1fr")
        container.styles.grid_rows = f"{found.sources_height} 1fr" if found.layout == "two" else "1fr"

    def show_boxes(self) -> None:
        """In the one-pane layout, only the pane in use."""
        for pane in (SOURCES, ARTICLE, ENTITIES):
            hidden = self.geometry.layout == "one" and pane != self.shown_pane
            self.query_one(f"#{pane}-box").set_class(hidden, "hidden")

    @property
    def shown_pane(self) -> str:
        """The pane of the reading view that is in use."""
        return self.pane if self.pane in (SOURCES, ARTICLE, ENTITIES) else ARTICLE

    @property
    def pane(self) -> str:
        """The pane that has the focus; the article where none has."""
        focused = self.focused
        return _PANE_OF_ID.get(focused.id or "", ARTICLE) if focused is not None else ARTICLE

    @property
    def usable(self) -> bool:
        """Whether the terminal is large enough."""
        return self.geometry.layout != "none"

    def article_changed(self) -> None:
        """Another article is open, or its names are others."""
        raise NotImplementedError

    async def go_to(self, pane: str) -> None:
        """Show a pane and give it the focus."""
        view = _VIEW_OF_PANE.get(pane, "read")
        await self._show_view(view)
        id = next(id for id, name in _PANE_OF_ID.items() if name == pane)
        target = self.query_one(f"#{id}")
        if self.geometry.layout == "one" and view == "read":
            for each in (SOURCES, ARTICLE, ENTITIES):
                self.query_one(f"#{each}-box").set_class(each != pane, "hidden")
        self.set_focus(target, scroll_visible=False)  # at once: the next key is for it

    async def _show_view(self, view: str) -> None:
        if view != "read" and not self.query(f"#{view}"):
            await self.mount(views.make(view, self.session, self.geometry.hits_width), before="#status")
        self.view = view
        self._show_views()

    def _show_views(self) -> None:
        """Show the view in use, where the terminal is large enough, and no other.

        By their display, not by a class, for which the styles of everything in them would be worked out anew.
        """
        for each in self.query(".view"):
            each.display = self.usable and each.id == self.view

    def do_redraw(self) -> None:
        """Draw everything anew."""
        self.refresh(layout=True)
        for each in self.query(Widget):
            each.refresh()
