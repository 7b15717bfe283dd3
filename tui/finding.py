"""Finding: the index beside the app, and the search pane's questions and answers."""

from __future__ import annotations

from collections import Counter
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from ..dossier.text import EMPTY, Clean
from .commands import ARTICLE, SEARCH
from .past import Past
from .stage import Stage
from .travel import Travel
from .visit import Stop, Visit

if TYPE_CHECKING:
    from ..search.index import Index
    from ..search.query import QueryError
    from ..search.results import Results
    from .indexing import Indexing
    from .search import QueryBox, SearchView

PATIENCE = 0.3
"""Seconds a build may take before its progress is shown."""
HITS_SHOWN = 500
"""The most hits listed; the counter tells of all."""


class IndexReady(Message):
    """The index can be asked, or is another than before."""


class Finding:
    """The index of the open dossier, and what is asked of it."""

    def __init__(self, stage: Stage, travel: Travel) -> None:
        self.stage = stage
        self.travel = travel
        self.index: Index | None = None
        self.query = EMPTY
        self.results: Results | None = None
        self._began = 0.0
        self._indexing: Indexing | None = None
        self._left = False
        self.answered = EMPTY
        self.variants = True
        self._growing = True
        self._open_when_answered = False
        self._past = Past(stage.session.notebook, "search.history")

    # The index

    def prepare_index(self) -> None:
        """Open the index, or build it, beside the running app."""
        self._began = monotonic()
        self.stage.run_worker(
            self._prepare, thread=True, group="index", description="open or build the index", exit_on_error=False
        )

    def _prepare(self) -> None:
        from .indexing import Indexing  # imported late: after the first paint

        worker = get_current_worker()
        self._indexing = Indexing(self.stage.session.dossier, self._progress)
        if self._left:  # before this thread came to it
            self._indexing.stop()
        index, said = self._indexing.ready()
        if index is not None and not worker.is_cancelled:
            self.stage.call_later(self._ready, index, said)

    def _ready(self, index: Index, said: Clean) -> None:
        self.index = index
        if self.stage.session.decisions:
            self.use_names()
        self.stage.post_message(IndexReady())
        self.stage.status.progress(None)
        if index.notice:
            before = self.stage.status.message  # what the notebook had to say stays
            self.stage.say(Clean(" · ".join(each for each in (before, index.notice) if each)), alert=True)
        elif said and not self.stage.status.message:
            self.stage.say(said)
        self._ask_again()

    def _progress(self, done: int, total: int) -> None:
        if monotonic() - self._began > PATIENCE and not get_current_worker().is_cancelled:
            self.stage.call_later(self.stage.status.progress, (done, total))

    def use_names(self) -> None:
        """Search by the names in force from now on: the table's, and those that the user accepted."""
        if self.index is not None:
            self.index.use_names(self.stage.session.entities)

    def close(self) -> None:
        """Close the index, or give up making it."""
        self.index, self._left = None, True
        if self._indexing is not None:
            self._indexing.stop()

    # Asking

    async def _open(self) -> QueryBox:
        """Show the search pane, and hear what is typed into its box."""
        await self.stage.go_to(SEARCH)
        box = self.view.box
        box.past, box.heard = self._past, self._hear
        return box

    def _hear(self, typed: str) -> None:
        self.ask(Clean.line(typed) if typed.strip() else EMPTY, growing=not typed[-1:].isspace())

    async def do_search(self) -> None:
        """To the query box, what was typed selected."""
        self._to_box(await self._open())

    do_query = do_search

    async def search_for(self, query: Clean) -> None:
        """Ask the search pane something, and go to the hits."""
        (await self._open()).value = query

    async def do_search_pane(self) -> None:
        """To the hits, or to the query box where nothing was asked yet."""
        box = await self._open()
        if not self.query:
            self._to_box(box)

    def _to_box(self, box: QueryBox) -> None:
        self.stage.set_focus(box, scroll_visible=False)
        box.begin()

    async def run(self, query: Clean) -> None:
        """Ask a query that was not typed, and go to its hits; a wrong one stands in the box to be mended."""
        from ..search.query import QueryError, parse  # imported late: after the first paint

        box = await self._open()
        box.value = query
        try:
            parse(query, prefix_last=True)
        except QueryError as error:
            self._to_box(box)
            self.stage.say(error.message, alert=True)
        else:
            self._past.keep(query)

    def remember(self) -> None:
        """Keep the query in the history, where it has an answer."""
        if self.results is not None and self.answered == self.query:
            self._past.keep(self.query)

    def do_variants(self) -> None:
        """Find names in their other spellings too, or as they are typed only, and ask again."""
        self.variants = not self.variants
        said = "Names are found in their other spellings too" if self.variants else "Names are found as typed only"
        self._ask_again()
        self.stage.say(Clean(f"{said}; {self.stage.key_of('variants')} changes that"))

    @property
    def view(self) -> SearchView:
        """The search view, once it was shown."""
        from .search import SearchView  # imported late: not needed to read

        return self.stage.query_one("#search-view", SearchView)

    def ask(self, query: Clean, *, growing: bool = True) -> None:
        """Search in a thread; a newer question displaces this one.

        With ``growing`` the last word is still being typed, and is looked for as a beginning too.
        """
        self.query, self._growing = query, growing
        self.answered = EMPTY
        self._open_when_answered = False
        self.stage.status.clear()
        if not query:
            self._show(None)
        elif self.index is None:
            self.view.show(None, Clean("The index is being made; the search runs as soon as it is there."))
        else:
            self.stage.run_worker(
                self._search, thread=True, exclusive=True, group="search", description="search", exit_on_error=False
            )

    def _ask_again(self) -> None:
        if self.query:
            self.ask(self.query, growing=self._growing)

    @property
    def _question(self) -> tuple[Clean, bool, bool]:
        return self.query, self._growing, self.variants

    def _search(self) -> None:
        from ..search.index import ClosedError  # imported late: after the first paint
        from ..search.query import QueryError  # likewise

        worker, question, index = get_current_worker(), self._question, self.index
        if index is None:
            return
        query, growing, variants = question
        try:
            results = index.search(query, limit=HITS_SHOWN, prefix_last=growing, variants=variants)
        except QueryError as error:
            if not worker.is_cancelled:
                self.stage.call_later(self._complain, question, error)
            return
        except ClosedError:  # the program is being left
            return
        if not worker.is_cancelled:
            self.stage.call_later(self._answer, question, results)

    def _complain(self, question: tuple[Clean, bool, bool], error: QueryError) -> None:
        if question != self._question:
            return
        self.answered = self.query
        self._open_when_answered = False
        if not error.unfinished:
            self._show(None)
        self.stage.say(error.message, alert=True)

    def _answer(self, question: tuple[Clean, bool, bool], results: Results) -> None:
        if question != self._question:
            return
        self.answered = self.query
        self._show(results)
        if results.hits and results.message:
            self.stage.say(results.message)
        if self._open_when_answered:
            self._open_when_answered = False
            self.stage.call_later(self.open_hit)

    def _show(self, results: Results | None) -> None:
        """Show an answer in the search pane, and in the sources how many hits are in which article."""
        self.results = results
        off = f"names as typed only; {self.stage.key_of('variants')} finds their variants"
        hint = results.message or EMPTY if results else EMPTY
        self.view.show(results, hint, EMPTY if self.variants else Clean(off))
        hits = results.hits if results else ()
        more = results is not None and results.total > len(hits)
        self.stage.sources_pane.show_hits(Counter(str(hit.article.id) for hit in hits), more=more)

    # Opening

    async def leave_box(self) -> None:
        """From the box to the hits, or to what stands in their place; back to the article where nothing was asked."""
        self.remember()
        if self.query:
            self.stage.set_focus(self.view.list, scroll_visible=False)
        else:
            await self.stage.go_to(ARTICLE)

    async def submit(self) -> None:
        """Open the hit under the cursor, or, where the answer is still on its way, the first of it."""
        if self.answered == self.query and self.index is not None:
            await self.open_hit()
        else:
            self._open_when_answered = bool(self.query)

    async def open_hit(self) -> None:
        """Make the hits the current visit, beginning with the one under the cursor."""
        view = self.view
        hits, hit = view.list.hits, view.list.hit
        if hit is None or self.results is None:
            return
        self.remember()
        stops = [
            Stop(each.article.id, each.paragraph.start, each.paragraph.end, light=partial(getattr, each, "matches"))
            for each in hits
        ]
        visit = Visit("hit", stops, SEARCH, Clean(f"“{self.results.query}”"))
        visit.index = hits.index(hit)
        await self.travel.start(visit)
