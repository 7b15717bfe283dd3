"""What a search gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from ..dossier.article import Article
from ..dossier.text import Clean, Paragraph
from .analysis import tokens

Range = tuple[int, int]
"""Start and end in code points, end not included."""


class Lit(NamedTuple):
    """What of a paragraph matched: its block type, and the ranges of the words."""

    block: str
    ranges: tuple[Range, ...]


@dataclass(frozen=True)
class Hit:
    """One paragraph that holds everything the query asks for.

    ``score`` is comparable within one result only. ``light`` tells what matched; it is asked once, when that is first
    to be seen, since far more hits are found than fit on a screen. ``apart`` marks an article that holds all words, but
    not in one paragraph: the hit is the best of its paragraphs, ``others`` are those with the words it lacks.
    ``related`` marks a paragraph of related headlines, which comes behind all others.
    ``possible`` names the fields that are not certain of the article, with the grounds, such as
    ``year:2013 (inferred)``.
    """

    article: Article
    paragraph: Paragraph
    score: float
    light: Callable[[], Lit] = field(repr=False, compare=False)
    apart: bool = False
    others: tuple[Paragraph, ...] = ()
    possible: tuple[Clean, ...] = ()
    related: bool = False

    @cached_property
    def _lit(self) -> Lit:
        return self.light()

    @property
    def block(self) -> str:
        """The type in which the matched words stand, or which covers most of the paragraph where that is several."""
        return self._lit.block

    @property
    def matches(self) -> tuple[Range, ...]:
        """The ranges of the matched words in code points of the article, in order, not overlapping."""
        return self._lit.ranges


@dataclass(frozen=True, slots=True)
class Also:
    """A spelling that was looked for too: the term it stands in for, how many hits hold it, and why it was added.

    ``why`` is *table* (another form of an entity of the dossier), *transliteration* (a name that sounds alike),
    *abbreviation* (or the full name of one), *spelling* (British or American, with a hyphen or closed up), *similar*
    (asked for with ``~``) or *typo* (the term itself occurs nowhere). ``excluded``: the term stands under NOT, and so
    does this; then all paragraphs that hold it are counted.
    """

    term: Clean
    form: Clean
    count: int
    why: Clean
    excluded: bool = False


def listed(also: Sequence[Also]) -> Clean:
    """What was looked for too in a line, “also: Gadhafi (3), Gaddafi (1)”; empty where that was nothing.

    What was taken away too comes behind it, as such.
    """
    said: list[str] = []
    for excluded, heading in ((False, "also"), (True, "taken away too")):
        these = sorted((each for each in also if each.excluded is excluded), key=lambda each: -each.count)
        if these:
            said.append(f"{heading}: {', '.join(dict.fromkeys(f'{each.form} ({each.count})' for each in these))}")
    return Clean("; ".join(said))


class Results(NamedTuple):
    """The answer to a query.

    ``understood`` is the query's canonical spelling. ``total`` counts all hits, ``hits`` are the best of them, best
    first. ``message`` is a sentence where there is something to say: why nothing was found, what was cut short, put in
    place of something else or taken away by NOT, and which matches are possible only.
    """

    query: Clean
    understood: Clean
    also: tuple[Also, ...]
    total: int
    hits: tuple[Hit, ...]
    message: Clean | None


class Group(NamedTuple):
    """A hit, and the later ones whose paragraphs have the same words."""

    hit: Hit
    identical: tuple[Hit, ...]


def grouped(hits: Iterable[Hit]) -> list[Group]:
    """Hits with those of equal paragraphs, after folding, put together; in the order of the first of each."""
    groups: dict[tuple[object, ...], list[Hit]] = {}
    for hit in hits:
        words = _folded(hit.article.text.words(hit.paragraph))
        key = (words, hit.apart) if words else (hit.article.id, hit.paragraph)
        groups.setdefault(key, []).append(hit)
    return [Group(first, tuple(others)) for first, *others in groups.values()]


def by_article(hits: Iterable[Hit]) -> list[list[Hit]]:
    """Hits put together under their articles, in the order of the first of each.

    What is apart or related stays behind all that is not, so that an article may come twice.
    """
    found: dict[tuple[str, bool, bool], list[Hit]] = {}
    for hit in hits:
        found.setdefault((hit.article.id, hit.apart, hit.related), []).append(hit)
    return list(found.values())


@lru_cache(maxsize=1024)
def _folded(text: str) -> tuple[str, ...]:
    """A paragraph's words as the index has them, kept while a query is being typed."""
    return tuple(token.word for token in tokens(text))
