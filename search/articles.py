"""Which articles a field describes. Fields are asked of the dossier, not of the index, so that metadata may change."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal

from ..dossier.article import Article
from .analysis import tokens
from .pattern import Slot, spans
from .spelling import root
from .syntax import Field, Named

Grounds = Literal["certain", "inferred", "external", "uncertain"]
"""How a field is true: by what the article or the user says; by what was inferred or another record says; or, for a
date that may be one of several days, only if it was one of some."""
SURE = ("stated", "entered")
"""Grounds that leave no doubt: the article says so, or the user."""


def describes(field: Field, article: Article) -> Grounds | None:
    """On what grounds the field is true of the article, ``None`` where it is not.

    A date counts where any of its possible days does.
    """
    if isinstance(field, Named):
        return min(
            (grounds for name, grounds in _names(field, article) if _holds(field, name)), default=None, key=doubt
        )
    date = article.published
    first, last = field.first or datetime.date.min, field.last or datetime.date.max
    if date is None or not date.overlaps(first, last):
        return None
    if date.basis not in SURE:
        return "external" if date.basis == "external" else "inferred"
    return "certain" if date.within(first, last) else "uncertain"


def doubt(grounds: Grounds) -> int:
    """The order of grounds, the firmest first."""
    return ("certain", "external", "inferred", "uncertain").index(grounds)


def _names(field: Named, article: Article) -> Iterator[tuple[str, Grounds]]:
    """What the field looks at, with the grounds on which it is known."""
    known = {"outlet": article.outlet, "agency": article.agency, "headline": article.headline}[field.field]
    if known is not None:
        grounds: Grounds = "certain" if known.basis in SURE else "external" if known.basis == "external" else "inferred"
        yield from ((name, grounds) for name in (known.value, known.short) if name)
    if field.field == "headline":
        yield from (
            (article.text.value[each.start : each.end], "certain") for each in article.blocks if each.type == "headline"
        )


def _holds(field: Named, name: str) -> bool:
    """Whether the field's words stand in the name, next to each other; of a headline, in any form."""
    places: dict[str, set[int]] = {}
    for token in tokens(name):
        forms = (token.word, f"={root(token.word)}") if field.field == "headline" else (token.word,)
        for form in forms:
            places.setdefault(form, set()).add(token.position)
    slots = [Slot((((word, f"={root(word)}"),),)) for word in field.words]
    if field.prefix or field.growing:
        slots[-1] = Slot(((tuple(form for form in places if form.startswith(field.words[-1])),),))
    return bool(spans(tuple(slots), lambda words: set(chain(*(places.get(word, ()) for word in words)))))


def known_names(field: str, articles: Sequence[Article]) -> list[str]:
    """The outlets, agencies or headlines of the articles, each once, in alphabetical order."""
    known = (getattr(article, field) for article in articles)
    return sorted({str(each.value) for each in known if each is not None}, key=str.casefold)


def known_years(articles: Sequence[Article]) -> tuple[int, int] | None:
    """The first and the last year in which an article may have been published; ``None`` where no date is known."""
    dates = [article.published for article in articles if article.published is not None]
    if not dates:
        return None
    return min(date.earliest.year for date in dates), max(date.latest.year for date in dates)
