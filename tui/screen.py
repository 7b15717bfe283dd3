"""The main screen: its panes and views, and the layout for the size at hand."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.worker import Worker, WorkerState

from ..dossier.text import Clean
from . import views
from .article import ArticlePane
from .chrome import COUNTS, FACTS, PAIRED, PEEKING, PROPOSALS, footer_line
from .commands import ARTICLE, BOOKMARKS, COMPARE, CONCORDANCE, ENTITIES, PANE_TITLES, SOURCES, TIMELINE, Command
from .controlled import Controlled
from .entities import PROPOSED
from .inorder import Typed
from .naming import ON_NAMES
from .session import Session
from .sources import SavedRow, SourcesPane
from .strips import Line
from .widgets import Bar, RowList

if TYPE_CHECKING:
    from ..dossier.permalink import Permalink
    from .compare import ComparePane

REST = 0.2
"""Seconds after the first paint before tables and index are read: a key pressed at once is answered first."""
_CARDS = {"entity-card": COUNTS, "card": FACTS}
"""The keys that matter on each card, by its id."""


class MainScreen(Controlled):
    """Everything the user sees but the help and the menus.

    What commands do is written in the panes and in the controllers; what belongs to none of them is here.
    """

    def __init__(self, session: Session, size: Size, at: Permalink | None = None) -> None:
        super().__init__(session, size)
        self._start = at

    def on_mount(self) -> None:
        """Fill the first screen before it is painted."""
        self.sources_pane.rebuild()
        self.naming.restore()
        self.travel.begin(self._start)
        self.show_boxes()  # where only the pane in use is shown, it is known by now
        self.refresh_chrome()
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.made_for = None
        self.set_timer(REST, self._begin_background)
        notices = [notice for notice in (self.session.notebook.notice, self.tuning.complaint) if notice]
        if self.session.dossier.problems:
            notices.append(Clean("This dossier has problems: natoreader check lists them"))
        article = self.article_pane.article
        if article is not None and article.problems:
            notices.append(Clean(str(article.problems[0])))
        if notices:
            self.say(Clean(" · ".join(notices)), alert=True)

    def _begin_background(self) -> None:
        if not gc.isenabled():  # as the launch left it
            gc.freeze()
            gc.enable()
        self.listing.show_saved()
        self.travel.prepare()
        self.finding.prepare_index()

    def share_out(self, size: Size) -> None:
        """Lay out for a size of the terminal; then two articles of the comparison give way or return."""
        super().share_out(size)
        if self.view == "compare-view":
            self.call_later(self.comparing.fit)

    def on_descendant_focus(self) -> None:
        """Draw titles and footer for the pane that has the focus now, and bring the names up to date."""
        if self.focused is not None:
            self.tell_prompt(self.focused)
        if self.focused is self.entities_pane:
            self.naming.notebook_changed()  # another window may be open on the same notebook
        self.refresh_chrome()

    def refresh_chrome(self) -> None:
        """Draw the title bars, the status line and the footer anew."""
        titles = {
            SOURCES: views.sources_title(self.sources_pane, self.keymap),
            ARTICLE: self._article_title,
            ENTITIES: self.naming.title,
        }
        for pane, words in titles.items():
            title = self.query_one(f"#{pane}-title", Bar)
            title.set_class(pane == self.pane and self.view == "read", "focused")
            title.show(*words)
        if self.view != "read":
            self._show_title_of_view()
        reading = self.pane == ARTICLE and self.view == "read"
        footer = footer_line(
            self.keymap,
            self.pane,
            self.app.size.width,
            typing=self.focused.keys if isinstance(self.focused, Typed) else (),
            visiting=reading and self.travel.visit is not None,
            selecting=reading and self.article_pane.selection is not None,
            mode=self._mode,
        )
        self.query_one("#footer", Bar).show(*footer)
        self.status.tell(self.travel.status_words)

    @property
    def _mode(self) -> Sequence[tuple[str, str]]:
        """The keys of what the pane in use is just about, where it is about something special."""
        if self.focused is not None and self.focused.id in _CARDS:
            return _CARDS[self.focused.id]
        if self.pane == ENTITIES and self.entities_pane.scope == PROPOSED:
            return PROPOSALS
        if self.pane == COMPARE and self.view == "compare-view":
            return PAIRED if self.comparing.paired else PEEKING if self.comparing.peeking else ()
        return ()

    @property
    def _article_title(self) -> tuple[Line, Line]:
        return views.article_title(self.article_pane.article, self.keymap, self.travel.place_words)

    def _show_title_of_view(self) -> None:
        if self.view == "compare-view":
            self.query_one("#compare-title", Bar).show(*self.comparing.title)
        elif self.view == "concordance-view":
            self.query_one("#concordance-title", Bar).show(*self.concording.title)
        elif self.view == "timeline-view":
            self.query_one("#timeline-title", Bar).show(*self.charting.title)
        elif self.view == "bookmarks-view":
            self.query_one("#bookmarks-title", Bar).show(*self.shelving.title)

    async def perform(self, command: Command) -> None:
        """Carry out a command; one that means a listed name not before there are any."""
        if self.focused is not self.entities_pane or command.id not in ON_NAMES or await self.naming.await_list():
            await super().perform(command)
        self._say_unmoved()

    def _say_unmoved(self) -> None:
        """Say why the selection is as it was: at once and not by a message, which keys typed behind could overtake."""
        pane = self.focused
        if not isinstance(pane, ArticlePane) or pane.unmoved is None:
            return
        found, pane.unmoved = pane.unmoved, None
        if found.smaller:
            other, cancel = self.key_of("other_end"), self.key_of("cancel")
            less = f"The selection gets no smaller by a {found.unit}"
            self.say(Clean(f"{less}; {other} moves its other end, {cancel} ends it"))
        else:
            self.say(Clean("The selection is at the edge of the text"))

    # Commands of no controller

    def article_changed(self) -> None:
        """List the names of the article that is open now."""
        self.naming.article_changed()

    async def do_sources(self) -> None:
        """To the sources."""
        await self.go_to(SOURCES)

    async def do_article(self) -> None:
        """To the article."""
        await self.go_to(ARTICLE)

    async def do_entities(self) -> None:
        """To the entities."""
        await self.go_to(ENTITIES)
        self.naming.tell_of_table()

    async def _cycle(self, by: int) -> None:
        order = [SOURCES, ARTICLE, ENTITIES]
        if self.view != "read":
            first, last = self.key_of(SOURCES), self.key_of(TIMELINE)
            self.say(Clean(f"There is one pane here; {first} to {last} go to the others"))
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
        elif self.pane == COMPARE:
            await self.comparing.open_here()

    async def do_into(self) -> None:
        """To the right: from a list into what is chosen; while selecting, a word more."""
        if isinstance(self.focused, RowList):
            await self.do_open()
        elif not self.article_pane.grow_word(1):
            await self.go_to(ENTITIES)

    def do_cancel(self) -> None:
        """Stop peeking, close a card, else take back what narrows or marks what is shown, one thing at a time."""
        if self._close_peek():
            return
        closed = self.reading.close_card() or self._close_entity_card() or self.naming.cancel()
        closed = closed or (self.pane == BOOKMARKS and self.shelving.cancel())
        if not (closed or self.travel.cancel()):
            self.end_zen()

    def _close_peek(self) -> bool:
        return self.pane == COMPARE and self.comparing.close_peek()

    def _close_entity_card(self) -> bool:
        return bool(self.query("#entity-card")) and self.concording.close_card()

    async def do_back(self) -> None:
        """Back: from a card, from a list of mentions, else to where the visit began."""
        if self._close_entity_card():
            return
        if self.pane == CONCORDANCE:
            await self.concording.back()
        else:
            await self.travel.do_back()

    async def do_quit(self) -> None:
        """Back to the article, from there to the sources, and from them out of the program."""
        if self.reading.close_card() or self._close_entity_card():
            return
        if self._close_peek():
            return
        if self.pane == CONCORDANCE:
            await self.concording.back()
            return
        if self.zen:
            self.set_zen(False)
        elif self.view != "read" or self.pane == ENTITIES:
            await self.go_to(ARTICLE)
        elif self.pane != SOURCES:
            await self.go_to(SOURCES)
        else:
            self.do_quit_now()

    def do_quit_now(self) -> None:
        """Leave; everything is saved, a note that is being written too."""
        if not self.save_note():
            return
        self.reading.save_position()
        self.app.exit()

    def save(self) -> None:
        """Keep what is being written, whatever else was written meanwhile, and where the article is read."""
        if not self.save_note():
            self.save_note()  # the first time it was only told what Enter would do
        self.reading.save_position()

    def on_unmount(self) -> None:
        """Close what is open."""
        self.finding.close()

    def do_help(self) -> None:
        """The keys of this pane."""
        from .help import HelpScreen, key_rows  # imported late: not needed to read

        rows = key_rows(self.keymap, self.pane)
        self.app.push_screen(HelpScreen(f"Help · {PANE_TITLES[self.pane]}", rows, self.keymap, self.pane))

    def do_palette(self) -> None:
        """Every command by name."""
        from .menu import Menu, command_choices  # imported late: not needed to read

        self.app.push_screen(Menu("Commands", command_choices(self.keymap, self.pane)), self._carry_out)

    async def _carry_out(self, id: str | None) -> None:
        if id is not None:
            await self.perform_id(id)

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
        # In the title and not in the status line: what changes as one scrolls is then drawn beside the text only.
        self.query_one("#article-title", Bar).show(*self._article_title)
        self.status.tell(self.travel.status_words)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """The cursor of a list stands on another row."""
        if event.list is self.entities_pane and self.entities_pane.scope == PROPOSED:
            self.deciding.explain()
        elif event.list.id == "timeline":
            self.charting.show_meaning()

    async def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A row of a list was opened."""
        await self._open_row(event.list, event.index)

    async def _open_row(self, chosen: RowList, index: int) -> None:
        if chosen.id == "entities":
            await self.concording.open_name()
        elif chosen.id == "concordance":
            await self.concording.open_mention()
        elif chosen.id == "entity-card":
            await self.concording.open_fact()
        elif chosen.id == "hits":
            await self.finding.open_hit()
        elif chosen.id == "timeline":
            await self.charting.open_entry()
        elif chosen.id == "bookmarks":
            await self.shelving.open_bookmark()
        elif isinstance(chosen, SourcesPane) and isinstance(saved := chosen.row(index), SavedRow):
            await self.finding.run(saved.search.query)
        else:
            await self.travel.open_row(chosen, index)

    def on_index_ready(self) -> None:
        """The index can be asked."""
        self.listing.count_anew()

    async def action_open_hit(self) -> None:
        """The hit under the cursor is to be opened."""
        await self.finding.submit()

    async def action_leave_query(self) -> None:
        """The user is done typing."""
        await self.finding.leave_box()

    def on_compare_pane_moved(self) -> None:
        """Another cell is to be looked at."""
        self.comparing.show_proof()

    async def on_compare_pane_chosen(self, event: ComparePane.Chosen) -> None:
        """A cell was opened."""
        await self.comparing.open_field(event.field)
