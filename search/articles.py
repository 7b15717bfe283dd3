"""Which articles a field describes. Fields are asked of the dossier, not of the index, so that metadata may change."""

from __future__ import annotations

import datetime

from ..dossier.article import Article
from ..dossier.text import Clean
from .analysis import runs, tokens
from .syntax import Outlet, Years


def describes(field: Outlet | Years, article: Article) -> bool:
    """Whether the field is true of the article; for a date, whether it may be: any of its possible days counts."""
    if isinstance(field, Outlet):
        outlet = article.outlet
        return outlet is not None and any(_named(field, name) for name in (outlet.value, outlet.short) if name)
    first = datetime.date(field.first, 1, 1) if field.first else datetime.date.min
    last = datetime.date(field.last, 12, 31) if field.last else datetime.date.max
    return article.published is not None and article.published.overlaps(first, last)


def _named(field: Outlet, name: Clean) -> bool:
    """Whether the field's words stand in the name, next to each other."""
    words = [token.word for token in tokens(name)]
    places = [{at for at, word in enumerate(words) if word == wanted} for wanted in field.words]
    if field.prefix or field.growing:
        places[-1] = {at for at, word in enumerate(words) if word.startswith(field.words[-1])}
    return bool(runs(places))


def known_outlets(articles: tuple[Article, ...]) -> list[str]:
    """The outlets of the articles, each once, in alphabetical order."""
    return sorted({str(article.outlet.value) for article in articles if article.outlet is not None}, key=str.casefold)


def known_years(articles: tuple[Article, ...]) -> tuple[int, int] | None:
    """The first and the last year in which an article may have been published; ``None`` where no date is known."""
    dates = [article.published for article in articles if article.published is not None]
    if not dates:
        return None
    return min(date.earliest.year for date in dates), max(date.latest.year for date in dates)
