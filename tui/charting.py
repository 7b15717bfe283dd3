"""The timeline: its dates read beside the app, and the way from a date to its words."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual.worker import Worker, get_current_worker

from ..dossier.text import Clean
from .commands import TIMELINE
from .stage import Stage
from .strips import Line
from .travel import Travel
from .visit import Stop, Visit

if TYPE_CHECKING:
    from .timeline import Entry, TimelinePane

_PROGRESS = 0.1
"""Seconds between two words on how far the reading is."""


class Charting:
    """The dates of the open dossier on one axis, of all articles or of the open one."""

    def __init__(self, stage: Stage, travel: Travel) -> None:
        self.stage = stage
        self.travel = travel
        self.open_only = False
        self.entries: list[Entry] | None = None
        """The dates of all articles; ``None`` until they are read."""
        self._worker: Worker[None] | None = None

    @property
    def pane(self) -> TimelinePane:
        """The timeline pane, once it was shown."""
        from .timeline import TimelinePane  # imported late: not needed to read

        return self.stage.query_one("#timeline", TimelinePane)

    async def do_timeline(self) -> None:
        """To the timeline, at the row where it was left."""
        await self.stage.go_to(TIMELINE)
        if self.open_only:
            self._show()
        if self.entries is None and (self._worker is None or self._worker.is_finished):
            self.pane.say(Clean("The dates are being read."))
            self._worker = self.stage.run_worker(
                self._read, thread=True, group="dates", description="read the dates", exit_on_error=False
            )

    def _read(self) -> None:
        from .timeline import entries

        worker, session = get_current_worker(), self.stage.session
        articles = session.dossier.chronological
        said = monotonic()
        for number, article in enumerate(articles):
            if worker.is_cancelled:
                return
            session.dates(article)
            if monotonic() - said > _PROGRESS:
                said = monotonic()
                words = Clean(f"The dates are being read: {number + 1} of {len(articles)} articles.")
                self.stage.call_later(self._say, words)
        dates = {str(article.id): session.dates(article) for article in articles}
        found = entries(articles, dates, session.dossier.comparison.offers)
        if not worker.is_cancelled:
            self.stage.call_later(self._take, found)

    def _say(self, words: Clean) -> None:
        self.pane.say(words)

    def _take(self, found: list[Entry]) -> None:
        self.entries = found
        self._show()

    def _show(self) -> None:
        """Show the dates asked for, the cursor on the same one if it is among them."""
        from .timeline import AxisBar

        if self.entries is None:
            return
        article = self.stage.article_pane.article
        shown = [each for each in self.entries if not self.open_only or each.article is article]
        pane = self.pane
        pane.say(Clean("No date is named here." if self.open_only else "No article names a date."))
        if shown != pane.entries:
            pane.show(shown, pane.entry)
        offers = [entry.point[0] for entry in shown if entry.offers and entry.point is not None]
        self.stage.query_one("#axis", AxisBar).show(pane.spans, offers)
        self.show_meaning()

    def do_narrow(self) -> None:
        """All articles, or the open one."""
        self.open_only = not self.open_only
        self._show()

    def show_meaning(self) -> None:
        """Show what the date under the cursor means."""
        from .timeline import DatePanel

        self.stage.query_one("#meaning", DatePanel).show(self.pane.entry)
        self.stage.refresh_chrome()

    async def open_entry(self) -> None:
        """Make the dates shown the current visit, beginning with the one under the cursor."""
        pane = self.pane
        entry = pane.entry
        if entry is None:
            return
        stops = [Stop(each.article.id, *each.range, each.meaning) for each in pane.entries]
        visit = Visit("date", stops, TIMELINE)
        visit.index = next(number for number, each in enumerate(pane.entries) if each is entry)
        await self.travel.start(visit)

    @property
    def title(self) -> tuple[Line, Line]:
        """The title bar: whose dates are shown, and how many."""
        article = self.stage.article_pane.article
        whose = f"{article.id} only" if self.open_only and article is not None else "all articles"
        left: Line = [
            (f" {self.stage.keymap.bound(TIMELINE)} ", "key"),
            ("Timeline", "strong"),
            (f" ▸ {whose}", "faint"),
        ]
        if self.entries is None:
            return left, ()
        entries = self.pane.entries
        named = [entry for entry in entries if entry.passage is not None]
        lost = sum(entry.span is None for entry in named)
        words = f"{len(named)} date{'s' * (len(named) != 1)}" + (f", {lost} not resolved" if lost else "")
        offers = sum(len(entry.offers) for entry in entries)
        words += f" · {offers} offer{'s' * (offers != 1)}" if offers else ""
        others = sum(entry.passage is None and not entry.offers for entry in entries)
        words += f" · {others} publication{'s' * (others != 1)}" if others else ""
        return left, [(f"{words}{self._outside} ", "faint")]

    @property
    def _outside(self) -> str:
        """How many dates lie before and behind the axis, with the signs that lead there."""
        from .axis import AFTER, BEFORE, outside

        before, behind = outside(self.pane.spans)
        earlier = f" · {BEFORE} {before} earlier" if before else ""
        return earlier + (f" · {AFTER} {behind} later" if behind else "")
