"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass

from ..dossier.article import Article
from ..dossier.text import Clean, Paragraph

Range = tuple[int, int]
"""Start and end in code points, end not included."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One paragraph that holds everything the query asks for.

    ``block`` is the type in which the matched words stand, or which covers most of the paragraph where they stand in
    several; ``matches`` are their ranges in code points of the article, in order, not overlapping; ``score`` is
    comparable within one result only. ``apart`` marks an article that holds all words, but not in one paragraph.
    """

    article: Article
    paragraph: Paragraph
    block: str
    matches: tuple[Range, ...]
    score: float
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Also:
    """A spelling that was looked for too: the term it stands in for, how often it occurs, and why it was added."""

    term: Clean
    form: Clean
    count: int
    why: Clean


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query.

    ``understood`` is the query's canonical spelling. ``total`` counts all hits, ``hits`` are the best of them, best
    first. ``message`` is a sentence where there is something to say: why nothing was found, or what was cut short.
    """

    query: Clean
    understood: Clean
    also: tuple[Also, ...]
    total: int
    hits: tuple[Hit, ...]
    message: Clean | None
