"""The main screen: its panes and views, and the layout for the size at hand."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.worker import Worker, WorkerState

from ..dossier.permalink import Permalink
from ..dossier.text import Clean
from . import views
from .chrome import footer_line
from .commands import ARTICLE, BOOKMARKS, COMPARE, ENTITIES, SOURCES
from .comparing import Comparing
from .finding import Finding
from .keeping import Keeping
from .reading import Reading
from .session import Session
from .stage import Stage
from .stepping import Stepping
from .travel import Travel
from .widgets import Bar, RowList

if TYPE_CHECKING:
    from .compare import ComparePane
    from .search import SearchView

REST = 0.05
"""Seconds after the first paint before tables and index are read: a key pressed at once is answered first."""


class MainScreen(Stage):
    """Everything the user sees but the help and the palette.

    What a command does is written in the panes and in six controllers, each over one matter: ``reading`` (the open
    article), ``travel`` (articles and visits), ``stepping`` (from mark to mark), ``finding`` (index and search),
    ``comparing``, and ``keeping`` (bookmarks and export). They know the stage, and those before them in this list.
    """

    def __init__(self, session: Session, size: Size, at: Permalink | None = None) -> None:
        super().__init__(session, size)
        self._start = at
        self.reading = Reading(self)
        self.travel = Travel(self, self.reading)
        self.stepping = Stepping(self, self.travel)
        self.finding = Finding(self, self.travel)
        self.comparing = Comparing(self, self.travel)
        self.keeping = Keeping(self, self.travel)

    def on_mount(self) -> None:
        """Fill the first screen before it is painted."""
        self.show_boxes()
        self.sources_pane.rebuild()
        self.travel.begin(self._start)
        self.refresh_chrome()
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.made_for = None
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

    @property
    def owners(self) -> Sequence[object]:
        """The focused pane, the controllers, this screen."""
        controllers = (self.travel, self.reading, self.stepping, self.finding, self.comparing, self.keeping)
        return (self.focused, *controllers, self)

    def on_descendant_focus(self) -> None:
        """Draw titles and footer for the pane that has the focus now."""
        self.refresh_chrome()

    def refresh_chrome(self) -> None:
        """Draw the title bars, the status line and the footer anew."""
        titles = {
            SOURCES: views.plain_title(SOURCES, 1),
            ARTICLE: views.article_title(self.article_pane.article),
            ENTITIES: views.plain_title(ENTITIES, 4),
        }
        for pane, words in titles.items():
            title = self.query_one(f"#{pane}-title", Bar)
            title.set_class(pane == self.pane and self.view == "read", "focused")
            title.show(*words)
        if self.view == "compare-view":
            self.query_one("#compare-title", Bar).show(*self.comparing.title)
        elif self.view == "bookmarks-view":
            self.query_one("#bookmarks-title", Bar).show(*views.bookmarks_title(len(self.session.bookmarks)))
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
        await self.go_to(order[(order.index(self.shown_pane) + by) % len(order)])

    async def do_next_pane(self) -> None:
        """To the next pane in view."""
        await self._cycle(1)

    async def do_previous_pane(self) -> None:
        """To the previous pane in view."""
        await self._cycle(-1)

    async def do_open(self) -> None:
        """Open what is under the cursor: at once and not by a message, which keys typed behind it could overtake."""
        focused = self.focused
        if isinstance(focused, RowList):
            if focused.count:
                await self._open_row(focused, focused.cursor)
        elif self.pane == COMPARE and self.comparing.pane.field is not None:
            await self.comparing.open_field(self.comparing.pane.field)

    async def do_quit(self) -> None:
        """Back to the article, and from there out of the program."""
        if self.reading.close_card():
            return
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
        """Every command by name, and the choice of theme."""
        from .menu import Menu, command_choices  # imported late: not needed to read

        self.app.push_screen(Menu("Commands", command_choices(self.pane)), self._carry_out)

    async def _carry_out(self, id: str | None) -> None:
        from .menu import THEME, Menu, theme_choices  # imported late: not needed to read

        if id == THEME:
            self.app.push_screen(Menu("Theme", theme_choices(self.app.available_themes)), self._paint)
        elif id is not None:
            await self.perform_id(id)

    def _paint(self, theme: str | None) -> None:
        if theme is not None:
            self.app.theme = theme

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
        await self._open_row(event.list, event.index)

    async def _open_row(self, chosen: RowList, index: int) -> None:
        if chosen.id == "hits":
            await self.finding.open_hit()
        elif chosen.id == "bookmarks":
            await self.keeping.open_bookmark()
        else:
            await self.travel.open_row(chosen, index)

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
