"""The main screen: its panes and views, and the layout for the size at hand."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.geometry import Size
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from ..dossier.permalink import Permalink
from ..dossier.text import Clean
from . import views
from .article import ArticlePane
from .chrome import StatusBar, footer_line
from .commands import ARTICLE, BOOKMARKS, COMPARE, ENTITIES, SEARCH, SOURCES
from .comparing import Comparing
from .dispatch import CommandScreen
from .entities import EntitiesPane
from .finding import Finding
from .keeping import Keeping
from .reading import Reading
from .session import Session
from .sources import SourcesPane
from .travel import Travel
from .views import geometry
from .widgets import Bar, RowList

if TYPE_CHECKING:
    from .compare import ComparePane
    from .search import SearchView

REST = 0.05
"""Seconds after the first paint before tables and index are read: a key pressed at once is answered first."""

_PANE_OF_ID = {
    "sources": SOURCES,
    "article": ARTICLE,
    "entities": ENTITIES,
    "hits": SEARCH,
    "compare": COMPARE,
    "bookmarks": BOOKMARKS,
}
_VIEW_OF_PANE = {SEARCH: "search-view", COMPARE: "compare-view", BOOKMARKS: "bookmarks-view"}


class MainScreen(CommandScreen):
    """Everything the user sees but the help and the palette.

    What a command does is written in the panes and in five controllers, each over one matter: ``travel`` (articles and
    visits), ``reading`` (the open article), ``finding`` (index and search), ``comparing``, and ``keeping`` (bookmarks
    and export).
    """

    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, session: Session, size: Size, at: Permalink | None = None) -> None:
        # The layout is known before anything is mounted: choosing it later would lay everything out twice.
        self.geometry = geometry(size.width, size.height, len(session.dossier.articles))
        super().__init__(id="main", classes=f"layout-{self.geometry.layout}")
        self.session = session
        self.view = "read"
        self._start = at
        self.travel = Travel(self)
        self.reading = Reading(self)
        self.finding = Finding(self)
        self.comparing = Comparing(self)
        self.keeping = Keeping(self)

    # What there is

    def compose(self) -> ComposeResult:
        """The reading view; the others are made when they are first asked for."""
        read = frozenset(self.session.notebook.read_marks())
        with Container(id="read", classes="view") as container:
            self._share_rows(container)
            with Vertical(id="sources-box", classes="box"):
                yield Bar(id="sources-title", classes="title")
                yield SourcesPane(self.session.dossier.chronological, read, id="sources")
            with Vertical(id="article-box", classes="box"):
                yield Bar(id="article-title", classes="title")
                yield ArticlePane(id="article")
            with Vertical(id="entities-box", classes="box"):
                yield Bar(id="entities-title", classes="title")
                yield EntitiesPane(id="entities")
        yield StatusBar(id="status")
        yield Bar(id="footer", classes="footer")
        yield views.TooSmall(id="too-small")

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

    def on_mount(self) -> None:
        """Fill the first screen before it is painted."""
        self._show_boxes()
        self.sources_pane.rebuild()
        self.travel.begin(self._start)
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.set_timer(REST, self._begin_background)
        notices = [notice for notice in (self.session.notebook.notice,) if notice]
        if self.session.dossier.problems:
            count = len(self.session.dossier.problems)
            notices.append(Clean(f"{count} problem{'s' * (count != 1)} in this dossier: natoreader check lists them"))
        article = self.article_pane.article
        if article is not None and article.problems:
            notices.append(Clean(str(article.problems[0])))
        if notices:
            self.say(Clean(" · ".join(notices)), alert=True)

    def _begin_background(self) -> None:
        if not gc.isenabled():  # as the launch left it
            gc.freeze()
            gc.enable()
        self.travel.prepare()
        self.finding.prepare_index()

    # Layout

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout for the new size."""
        self.do_redraw()  # between two sizes the terminal may have been smaller, and have lost what it showed
        before = self.geometry
        self.geometry = geometry(event.size.width, event.size.height, len(self.session.dossier.articles))
        if self.geometry == before:
            return
        for layout in views.LAYOUTS:
            self.set_class(self.geometry.layout == layout, f"layout-{layout}")
        self._share_rows(self.query_one("#read"))
        self._show_boxes()
        self.refresh_chrome()

    def _share_rows(self, container: Widget) -> None:
        two = self.geometry.layout == "two"
        container.styles.grid_rows = f"{self.geometry.sources_height} 1fr" if two else "1fr"

    def _show_boxes(self) -> None:
        """In the one-pane layout, only the pane in use."""
        for pane in (SOURCES, ARTICLE, ENTITIES):
            hidden = self.geometry.layout == "one" and pane != self._shown_pane
            self.query_one(f"#{pane}-box").set_class(hidden, "hidden")

    @property
    def _shown_pane(self) -> str:
        return self.pane if self.pane in (SOURCES, ARTICLE, ENTITIES) else ARTICLE

    @property
    def pane(self) -> str:
        """The pane that has the focus; the article where none has."""
        focused = self.focused
        return _PANE_OF_ID.get(focused.id or "", ARTICLE) if focused is not None else ARTICLE

    @property
    def owners(self) -> Sequence[object]:
        """The focused pane, the controllers, this screen."""
        return (self.focused, self.travel, self.reading, self.finding, self.comparing, self.keeping, self)

    @property
    def usable(self) -> bool:
        """Whether the terminal is large enough."""
        return self.geometry.layout != "none"

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
            await self.mount(views.make(view, self.session), before="#status")
        self.view = view
        for each in self.query(".view"):
            each.set_class(each.id != view, "hidden")

    def on_descendant_focus(self) -> None:
        """Draw titles and footer for the pane that has the focus now."""
        self.refresh_chrome()

    def refresh_chrome(self) -> None:
        """Draw the title bars, the status line and the footer anew."""
        for pane in (SOURCES, ARTICLE, ENTITIES):
            title = self.query_one(f"#{pane}-title", Bar)
            title.set_class(pane == self.pane and self.view == "read", "focused")
            title.show(*views.title(self, pane))
        for view in ("compare", "bookmarks"):
            for title in self.query(f"#{view}-title").results(Bar):
                title.show(*views.title(self, view))
        reading = self.pane == ARTICLE and self.view == "read"
        footer = footer_line(
            self.pane,
            self.app.size.width,
            typing_in=self.focused if self.typing else None,
            visiting=reading and self.travel.visit is not None,
            selecting=reading and self.article_pane.selection is not None,
        )
        self.query_one("#footer", Bar).show(*footer)
        self.status.place(*self.travel.place_words)

    # Commands of no controller

    async def do_sources(self) -> None:
        """To the sources."""
        await self.go_to(SOURCES)

    async def do_article(self) -> None:
        """To the article."""
        await self.go_to(ARTICLE)

    async def do_entities(self) -> None:
        """To the entities."""
        await self.go_to(ENTITIES)

    async def do_bookmarks(self) -> None:
        """To the bookmarks."""
        await self.go_to(BOOKMARKS)
        self.keeping.show_bookmarks()

    async def _cycle(self, by: int) -> None:
        order = [SOURCES, ARTICLE, ENTITIES]
        if self.view != "read":
            self.say(Clean("There is one pane here; 1 to 6 go to the others"))
            return
        await self.go_to(order[(order.index(self._shown_pane) + by) % len(order)])

    async def do_next_pane(self) -> None:
        """To the next pane in view."""
        await self._cycle(1)

    async def do_previous_pane(self) -> None:
        """To the previous pane in view."""
        await self._cycle(-1)

    async def do_quit(self) -> None:
        """Back to the article, and from there out of the program."""
        if self.view != "read":
            await self.go_to(ARTICLE)
        elif self.geometry.layout == "one" and self.pane != SOURCES:
            await self.go_to(SOURCES)
        else:
            self.do_quit_now()

    def do_quit_now(self) -> None:
        """Leave; everything is saved."""
        self.reading.save_position()
        self.app.exit()

    def on_unmount(self) -> None:
        """Close what is open."""
        self.finding.close()

    def do_help(self) -> None:
        """The keys of this pane."""
        from .help import HelpScreen  # imported late: not needed to read

        self.app.push_screen(HelpScreen(self.pane))

    def do_palette(self) -> None:
        """The command palette."""
        self.app.action_command_palette()

    def do_redraw(self) -> None:
        """Draw everything anew."""
        self.refresh(layout=True)
        for each in self.query(Widget):
            each.refresh()

    def do_suspend(self) -> None:
        """To the shell."""
        self.app.action_suspend_process()

    # Intents of the panes, and failures of the work beside them

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what a worker could not do."""
        if event.state is WorkerState.ERROR:
            worker = event.worker
            self.status.progress(None)
            self.say(Clean(f"Could not {worker.description}: {worker.error}"), alert=True)

    def on_text_pane_place_changed(self) -> None:
        """Another part of the article is in view."""
        self.reading.place_changed()
        self.status.place(*self.travel.place_words)

    async def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A row of a list was opened."""
        await self.travel.open_row(event.list, event.index)

    def on_search_view_asked(self, event: SearchView.Asked) -> None:
        """The query is another."""
        self.finding.ask(event.query)

    async def on_search_view_submitted(self) -> None:
        """The hit under the cursor is to be opened."""
        await self.finding.submit()

    def on_query_box_leave(self) -> None:
        """The user is done typing: to the hits, or back to the article where there are none."""
        hits = self.finding.view.list
        if hits.hits:
            self.set_focus(hits, scroll_visible=False)
        else:
            self.call_later(self.go_to, ARTICLE)

    def on_compare_pane_moved(self) -> None:
        """Another cell is to be looked at."""
        self.comparing.show_proof()

    async def on_compare_pane_chosen(self, event: ComparePane.Chosen) -> None:
        """A cell was opened."""
        await self.comparing.open_field(event.field)
