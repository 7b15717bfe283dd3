"""The list of sources: its filter and its order, and the saved searches below the articles."""

from __future__ import annotations

from textual.worker import get_current_worker

from ..dossier.notebook import NotebookError
from ..dossier.text import EMPTY, Clean
from .finding import Finding
from .order import HITS, ORDERS, UNREAD
from .past import Past
from .sources import SavedRow, SourcesPane
from .stage import ORDER, Stage
from .strips import Line


class Listing:
    """What is listed in the sources pane."""

    def __init__(self, stage: Stage, finding: Finding) -> None:
        self.stage = stage
        self.finding = finding
        self._past = Past(stage.session.notebook, "filter.history")
        self._counts: dict[str, str] = {}

    # Filter and order

    async def do_filter(self) -> None:
        """Ask for words, and show those articles that fit them, as they are typed."""
        pane = self.stage.sources_pane
        if not pane.all:
            self.stage.say(Clean("There are no articles to choose from"))
            return
        await self.stage.ask_live("Filter:", pane.words, _Filtering(self.stage, self._past), self._past)

    def do_sort(self) -> None:
        """Sort by the next of the orders."""
        pane = self.stage.sources_pane
        order = ORDERS[(ORDERS.index(pane.order) + 1) % len(ORDERS)]
        pane.sort(order)
        said = {UNREAD: "Unread articles first", HITS: "Sorted by hits of the current search"}
        self.stage.say(Clean(f"{said.get(order, f'Sorted by {order}')} · {self.stage.key_of('sort')} goes on"))
        try:
            self.stage.session.notebook.set_state(ORDER, order)
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)

    # Saved searches

    def do_save_search(self) -> None:
        """Save the current search."""
        from ..search.query import QueryError, parse  # imported late: after the first paint

        query = self.finding.query
        if not query:
            self.stage.say(Clean(f"Nothing to save yet: {self.stage.key_of('search')} asks"))
            return
        try:
            parse(query, prefix_last=True)
            saved = self.stage.session.notebook.save_search(query)
        except QueryError as error:
            self.stage.say(Clean(f"Not saved: {error.message}"), alert=True)
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
        else:
            self.finding.remember()
            self.show_saved()
            said = "is saved already; it stands" if saved.already else "saved; it stands"
            self.stage.say(Clean(f"“{saved.query}” {said} below the sources ({self.stage.key_of('sources')})"))

    def do_forget_search(self) -> None:
        """Delete the saved search under the cursor."""
        chosen = self.stage.sources_pane.at_cursor
        if not isinstance(chosen, SavedRow):
            self.stage.say(Clean("Only saved searches can be deleted here; articles stay"))
            return
        try:
            self.stage.session.notebook.forget_search(chosen.search.id)
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
        else:
            self.stage.say(Clean(f"Deleted “{chosen.search.query}” · {self.stage.key_of('undo')} brings it back"))
        self.show_saved()

    def show_saved(self) -> None:
        """Show the saved searches as they are kept now, and count the hits of those not counted yet."""
        try:
            kept = self.stage.session.notebook.saved_searches()
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
            return
        self.stage.sources_pane.show_saved([SavedRow(each, self._counts.get(each.query, "…")) for each in kept])
        unknown = [each.query for each in kept if each.query not in self._counts]
        if unknown and self.finding.index is not None:
            self.stage.run_worker(
                lambda: self._count(unknown),
                thread=True,
                exclusive=True,
                group="saved",
                description="count the hits of the saved searches",
                exit_on_error=False,
            )

    def count_anew(self) -> None:
        """Count the hits of all saved searches: the index is another."""
        self._counts.clear()
        self.show_saved()

    def _count(self, queries: list[Clean]) -> None:
        from ..search.index import ClosedError  # imported late: after the first paint
        from ..search.query import QueryError  # likewise

        worker, index = get_current_worker(), self.finding.index
        for query in queries:
            if index is None or worker.is_cancelled:
                return
            try:
                # As the search pane asks it: the number is the one its counter will show.
                count = str(index.search(query, limit=1, prefix_last=True).total)
            except QueryError:
                count = "!"
            except ClosedError:
                return
            if not worker.is_cancelled:
                self.stage.call_later(self._counted, query, count)

    def _counted(self, query: Clean, count: str) -> None:
        self._counts[query] = count
        pane = self.stage.sources_pane
        pane.show_saved(
            [SavedRow(row.search, count) if row.search.query == query else row for row in pane.saved],
        )


class _Filtering:
    """The filter while it is typed; the cursor returns to where it stood as soon as that is shown again."""

    def __init__(self, stage: Stage, past: Past) -> None:
        self._stage, self._past = stage, past
        chosen = self._pane.at_cursor
        self._home = chosen.id if chosen is not None and not isinstance(chosen, SavedRow) else EMPTY

    @property
    def _pane(self) -> SourcesPane:
        return self._stage.sources_pane

    @property
    def _count(self) -> str:
        return f"{len(self._pane.articles)} of {len(self._pane.all)}"

    def typed(self, words: Clean) -> Line:
        self._pane.filter(words)
        self._pane.put_cursor_on(self._home)
        self._stage.refresh_chrome()
        return [(f" {self._count} ", "accent" if self._pane.articles else "alert")]

    def entered(self, words: Clean) -> None:
        """Keep the filter; one that nothing fits is none."""
        if not self._pane.articles:
            self.left()
            self._stage.say(Clean(f"No article fits “{words}”; all are shown"))
            return
        if words:
            self._past.keep(words)
            self._stage.say(Clean(f"{self._count} articles fit “{words}” · {self._stage.key_of('cancel')} shows all"))
        self._stage.refresh_chrome()

    def left(self) -> None:
        """Show all articles."""
        self._pane.filter(EMPTY)
        self._pane.put_cursor_on(self._home)
        self._stage.refresh_chrome()
