"""In which order the sources stand, and which of them fit a filter."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from ..dossier.article import Article, Known, date_of

DATE, OUTLET, TITLE, HITS, UNREAD = "date", "outlet", "title", "hits", "unread"
ORDERS = (DATE, OUTLET, TITLE, HITS, UNREAD)
"""What the sources can be sorted by; within it, by date."""


def arranged(articles: Sequence[Article], by: str, hits: Mapping[str, int], read: frozenset[str]) -> list[Article]:
    """Articles that stand by date, in another order: most hits first, unread ones first, else by the alphabet.

    Outlets that are not known, and articles without a headline, come last.
    """
    if by == OUTLET:
        return sorted(articles, key=lambda each: _rank(each.outlet))
    if by == TITLE:  # not by the first words in a headline's place: for those every file would be read
        return sorted(articles, key=lambda each: _rank(_headline(each)))
    if by == HITS:
        return sorted(articles, key=lambda each: -hits.get(each.id, 0))
    if by == UNREAD:
        return sorted(articles, key=lambda each: each.id in read)
    return list(articles)


def _headline(article: Article) -> Known | None:
    """The headline, where it is one that the article shows."""
    return article.headline if article.headline is not None and article.headline.basis == "stated" else None


def _rank(known: Known | None) -> tuple[bool, str]:
    """Where a name stands in the alphabet, whatever its case and accents and the marks before it; unknown ones last."""
    name = known.value if known is not None else ""
    return not name, unicodedata.normalize("NFKD", name).casefold().lstrip("[“”\"'‘’« ")


class Filter:
    """Words that must all stand in what is known of an article: outlet, agency, headline, date, id, file.

    Folded as the search folds. The word “unread” fits articles that were not read.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        from ..search.within import fold  # imported late: not needed to read

        self._fold = fold
        self._known = {article.id: fold(_known(article)) for article in articles}

    def fitting(self, articles: Sequence[Article], words: str, read: frozenset[str]) -> list[Article]:
        """Those of ``articles`` that fit all of the words."""
        wanted = self._fold(words).split()
        return [article for article in articles if all(self._fits(article, word, read) for word in wanted)]

    def _fits(self, article: Article, word: str, read: frozenset[str]) -> bool:
        return word in self._known[article.id] or (word == UNREAD and article.id not in read)


def _known(article: Article) -> str:
    """What a filter looks at, each on a line of its own."""
    parts: list[str] = [article.id, article.file, article.title, date_of(article)]
    for known in (article.outlet, article.agency):
        if known is not None:
            parts += [known.value, known.short or ""]
    if article.published is not None:
        published = article.published
        days = (published.earliest, published.best, published.latest)
        parts += [published.long(), *(day.isoformat() for day in days)]
    return "\n".join(parts)
