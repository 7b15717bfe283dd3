"""Stepping in the open article from mark to mark: names, passages of the comparison, bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..dossier.article import UNCOUNTED
from ..dossier.text import EMPTY, Clean
from .commands import ARTICLE
from .stage import Stage
from .travel import Travel
from .visit import Stop, Visit

if TYPE_CHECKING:
    from ..dossier.dated import DatedPassage


class Stepping:
    """Makes the marks of one kind the current visit, from the place at hand."""

    def __init__(self, stage: Stage, travel: Travel) -> None:
        self.stage = stage
        self.travel = travel

    def step_marks(self, ranges: Sequence[tuple[int, int]], by: int, what: str, notes: Sequence[Clean] = ()) -> None:
        """To the next (``by`` > 0) or previous of some ranges of the open article, which become the visit.

        ``notes`` are shown at the ranges, where there is one for each.
        """
        pane = self.stage.article_pane
        at = self._step_from(by)
        ahead = [each for each in ranges if (each[0] > at if by > 0 else each[0] < at)]
        if pane.article is None or not ahead:
            self.stage.say(Clean(f"No {'further' if by > 0 else 'earlier'} {what} in this article"))
            return
        start, end = ahead[0] if by > 0 else ahead[-1]
        said = notes or [EMPTY] * len(ranges)
        stops = [Stop(pane.article.id, *each, note) for each, note in zip(ranges, said, strict=True)]
        visit = Visit(what, stops, ARTICLE)
        visit.index = [*ranges].index((start, end))
        self.travel.light(visit)
        pane.reveal(start, end)

    def _step_from(self, by: int) -> int:
        """The code point to step from: the mark at hand, else the current paragraph, whose own marks come first."""
        stop, pane = self.travel.stop_at_hand, self.stage.article_pane
        if stop is not None:
            return stop.start
        start = pane.paragraph.start if pane.paragraph is not None else 0
        return start - 1 if by > 0 else start

    def _shown_mentions(self) -> list[tuple[int, int]]:
        article = self.stage.article_pane.article
        if article is None:
            return []
        layer = self.stage.session.shown_mentions(article)
        return [(each.start, each.end) for each in layer if article.block_at(each.start) not in UNCOUNTED]

    def do_next_entity(self) -> None:
        """To the next highlighted mention."""
        self.step_marks(self._shown_mentions(), 1, "mention")

    def do_previous_entity(self) -> None:
        """To the mention before."""
        self.step_marks(self._shown_mentions(), -1, "mention")

    def _step_date(self, by: int) -> None:
        article = self.stage.article_pane.article
        if article is not None:
            dates = self.stage.session.dates(article)
            notes = [_meaning(each) for each in dates]
            self.step_marks([(each.start, each.end) for each in dates], by, "date", notes)

    def do_next_date(self) -> None:
        """To the next date, and what it means."""
        self._step_date(1)

    def do_previous_date(self) -> None:
        """To the date before."""
        self._step_date(-1)

    def _used(self) -> list[tuple[int, int]]:
        article = self.stage.article_pane.article
        return self.stage.session.used(article) if article else []

    def do_next_used(self) -> None:
        """To the next passage the comparison rests on."""
        self.step_marks(self._used(), 1, "passage")

    def do_previous_used(self) -> None:
        """To the passage before."""
        self.step_marks(self._used(), -1, "passage")

    def _step_remark(self, by: int) -> None:
        article = self.stage.article_pane.article
        if article is not None:
            found = [each for each in self.stage.session.remarks(article) if each.resolution.attached]
            spans = [(each.resolution.start or 0, each.resolution.end or 0) for each in found]
            key = self.stage.key_of("remarks")
            self.step_marks(spans, by, "remark", [Clean(f"{key}: the record. {each.remark.says}") for each in found])

    def do_next_remark(self) -> None:
        """To the next words that other records contradict."""
        self._step_remark(1)

    def do_previous_remark(self) -> None:
        """To the ones before."""
        self._step_remark(-1)

    def _step_kept(self, by: int) -> None:
        article = self.stage.article_pane.article
        if article is not None:
            self.step_marks(self.stage.session.kept(article), by, "bookmark")

    def do_next_kept(self) -> None:
        """To the next bookmark in the article."""
        self._step_kept(1)

    def do_previous_kept(self) -> None:
        """To the bookmark before."""
        self._step_kept(-1)


def _meaning(date: DatedPassage) -> Clean:
    """The days a date means, and how that is known."""
    if date.days is None:
        return date.reason
    from ..dossier.dates import days_in_words  # imported late: the first screen does without

    return Clean(f"{days_in_words(*date.days)} · {date.basis}: {date.reason}")
