"""Citation keys: short names for articles, the same in every export of a dossier."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..article import Article
from ..folder import Dossier

_FUNCTION_WORDS = frozenset(
    word
    for line in (
        "a about after again all also an and any are as at be been before being but by can could did do does",
        "down for from had has have he her his how i if in into is it its may more most new no nor not of off",
        "on one or our out over says said she should so some than that the their them then there these they",
        "this those to under until up us was we were what when where which while who why will with would you",
        "your",
    )
    for word in line.split()
)
_LONGEST = 40
"""Letters of the longest outlet or word in a key: more than any that is one, fewer than a sentence without blanks."""
_LETTERS = re.compile(r"[^a-z]+")


def citation_keys(dossier: Dossier) -> dict[str, str]:
    """The citation key of every article, by its id: outlet, year and first telling word (``libyanexpress2016ready``).

    A telling word is no function word and not part of the dossier's own name; the words before a headline's colon are
    passed over. Keys are unique in the dossier: of several articles with one key, those later in the dossier get a
    letter more. An article of which neither outlet nor date is known is named by its id (``article.003``), so that a
    folder of thousands is not read for its keys.
    """
    common = set(dossier.name_words)
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for article in dossier.articles:
        key = _key(article, common)
        unique, number = key, 1
        while unique in taken:
            number += 1
            unique = f"{key}{chr(96 + number) if number <= 26 else number}"
        taken.add(unique)
        keys[str(article.id)] = unique
    return keys


def _key(article: Article, common: set[str]) -> str:
    if article.outlet is None and article.published is None:
        return f"article.{article.id}"
    outlet = _ascii(article.outlet.value) if article.outlet is not None else ""
    year = str(article.published.best.year) if article.published is not None else "nd"
    word = next(_telling(article, common), str(article.id))
    return f"{outlet or 'article'}{year}{word}"


def _telling(article: Article, common: set[str]) -> Iterator[str]:
    if article.headline is not None:
        headline = str(article.headline.value)
        sources = [headline.partition(": ")[2], headline]
    else:
        body = next((block for block in article.blocks if block.type == "body"), None)
        sources = [str(article.text.value[body.start : body.start + 300])] if body is not None else []
    for words in sources:
        for word in words.split():
            plain = _ascii(word)
            if len(plain) > 2 and plain not in _FUNCTION_WORDS and plain not in common:
                yield plain


def _ascii(words: str) -> str:
    """The first letters of ``words`` without accents, in lower case; nothing is left of other scripts."""
    return _LETTERS.sub("", unicodedata.normalize("NFKD", words).lower())[:_LONGEST]
