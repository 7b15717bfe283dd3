"""Articles that hold all words of a query, but never in one paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .corpus import COUNTED, Corpus
from .evaluate import Evaluation, Found
from .scope import asks_for, names_blocks
from .syntax import And, Node, Not, Sought, parts

_MOST = 1000
"""Articles that are looked at; a dossier where more hold everything apart needs another query."""


@dataclass(frozen=True, slots=True)
class Apart:
    """The best document of such an article with its score, and those that hold what it lacks."""

    document: int
    score: float
    others: tuple[int, ...]


def apart(query: Node, found: Found, evaluation: Evaluation) -> list[Apart]:
    """One entry for each article that holds everything, but not together; notices and related headlines do not count.

    An exclusion of paragraphs (NOT beside ``in:``) says nothing about articles, so that there nothing is apart.
    """
    if (names_blocks(query) and _excludes(query)) or asks_for(query, "related") or asks_for(query, "notice"):
        return []
    corpus = evaluation.corpus
    together = {corpus.owner[document] for document in found.documents if corpus.types[document] & COUNTED}
    articles = sorted(_articles(found, corpus) - together)[:_MOST]
    return [entry for number in articles if (entry := _entry(found, number, evaluation)) is not None]


def _excludes(node: Node) -> bool:
    return isinstance(node, Not) or any(_excludes(part) for part in parts(node))


def _articles(found: Found, corpus: Corpus) -> set[int]:
    """The articles that hold a part of the query, in whatever paragraphs."""
    if not found.parts:
        return {corpus.owner[document] for document in found.documents if corpus.types[document] & COUNTED}
    each = [_articles(part, corpus) for part in found.parts]
    if isinstance(found.node, And):
        return each[0].intersection(*each[1:]) - found.excluded
    return set().union(*each)


def _entry(found: Found, article: int, evaluation: Evaluation) -> Apart | None:
    """What is shown of an article; ``None`` where the query asks for no words."""
    corpus = evaluation.corpus
    first = corpus.first[article]
    own = range(first, first + corpus.entries[article].paragraphs)
    held: dict[int, dict[int, float]] = {}
    for number, leaf in enumerate(_leaves(found)):
        weight = evaluation.weights(leaf)
        for document in own:
            if document in leaf.documents and corpus.types[document] & COUNTED:
                held.setdefault(document, {})[number] = weight(document)
    order = sorted(held, key=lambda document: (-len(held[document]), -sum(held[document].values()), document))
    if not order:
        return None
    best = order[0]
    others: list[int] = []
    seen = set(held[best])
    for document in order[1:]:
        if not seen.issuperset(held[document]):
            seen |= set(held[document])
            others.append(document)
    return Apart(best, sum(held[best].values()), tuple(sorted(others)))


def _leaves(found: Found) -> Iterator[Found]:
    """What was looked for in paragraphs, below a part of the query."""
    if isinstance(found.node, Sought):
        yield found
    for part in found.parts:
        yield from _leaves(part)
