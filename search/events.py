"""The dates inside the texts, as ``event:`` asks for them.

They are reckoned from the articles' publication dates, which may change without the texts; so they are no part of the
index, but resolved when a query first asks for them, article by article, and kept as long as the index is open.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from ..dossier.article import Article
from .articles import SURE, Grounds
from .corpus import BIT, Corpus
from .engine import Reader
from .syntax import Event

_MOST_YEARS = 100
"""The years of a period that are looked up as words."""
_DOUBTFUL = 0.5
"""What a date counts for that is not certain to fall in the period."""
_UNDATED = 10_000
"""Years by which an article without a date comes after the others."""


class DatedRange(NamedTuple):
    """A date in a paragraph: its range in code points of the article, its days, its basis, its block type's bit."""

    start: int
    end: int
    first: datetime.date
    last: datetime.date
    basis: str
    bit: int

    def falls_in(self, event: Event) -> bool:
        """Whether any day it can be lies in the period."""
        return self.first <= (event.last or datetime.date.max) and (event.first or datetime.date.min) <= self.last

    def grounds(self, event: Event) -> Grounds:
        """How it is known that a date that falls in the period does."""
        if self.basis not in SURE:
            return "external" if self.basis == "external" else "inferred"
        within = (event.first or self.first) <= self.first and self.last <= (event.last or self.last)
        return "certain" if within else "uncertain"


class Dates:
    """The dates that the articles name. ``articles`` are in the order of the corpus."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._known: dict[int, Mapping[int, Sequence[DatedRange]]] = {}

    def of(self, article: int) -> Mapping[int, Sequence[DatedRange]]:
        """The resolved dates of an article, which is named by its place, by the numbers of their paragraphs."""
        known = self._known.get(article)
        if known is None:
            known = self._known[article] = _dates(self._articles[article])
        return known

    def at(self, article: int, paragraph: int) -> Sequence[DatedRange]:
        """The dates of a paragraph; none where its article's are not resolved yet, which may take its time."""
        return self._known.get(article, {}).get(paragraph, ())

    def find(
        self, event: Event, scope: int, corpus: Corpus, order: Iterable[int], is_late: Callable[[], bool]
    ) -> dict[int, float]:
        """The documents with dates that fall in a period and stand in some block types, and how many each has.

        Those that are possible only count for less. ``order`` are the articles to look at; it ends before its time
        once ``is_late`` says so.
        """
        found: dict[int, float] = {}
        for article in order:
            if article not in self._known and is_late():
                break
            for paragraph, dates in self.of(article).items():
                here = [date for date in dates if date.falls_in(event) and date.bit & scope]
                if here:
                    often = sum(1.0 if date.grounds(event) == "certain" else _DOUBTFUL for date in here)
                    found[corpus.first[article] + paragraph - 1] = often
        return found

    def likely_first(self, event: Event, corpus: Corpus, reader: Reader, among: Set[int] | None) -> list[int]:
        """The articles (of some, if they are given), those first that probably name a day of the period.

        These were published in or near it, or print one of its years: what a short time is best spent on.
        """
        first = (event.first or datetime.date.min).year
        last = (event.last or datetime.date.max).year
        upto = last if event.last is not None else first + _MOST_YEARS
        years = tuple(str(year) for year in range(max(first, upto - _MOST_YEARS), upto + 1))
        printing = {corpus.owner[document] for document in reader.frequencies(years)}

        def years_away(number: int) -> int:
            published = self._articles[number].published
            away = _UNDATED
            if published is not None:
                away = max(first - published.latest.year, published.earliest.year - last, 0)
            return min(away, 1) if number in printing else away

        return sorted(range(len(self._articles)) if among is None else among, key=years_away)


def _dates(article: Article) -> Mapping[int, Sequence[DatedRange]]:
    """The resolved dates of an article by the numbers of their paragraphs."""
    from ..dossier.dated import dated_passages  # imported late: most queries do without

    found: dict[int, list[DatedRange]] = {}
    for each in dated_passages(article):
        if each.days is not None and each.basis is not None:
            date = DatedRange(each.start, each.end, *each.days, each.basis, BIT[each.block])
            found.setdefault(each.paragraph, []).append(date)
    return found
