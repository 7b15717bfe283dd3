"""Articles that hold all words of a query, but never in one paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from .corpus import COUNTED, Corpus
from .evaluate import Evaluation, Found, Removal
from .scope import asks_for
from .syntax import And, Node, Sought

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

    What NOT takes away of these is added to the removals of ``found``. Where it excludes paragraphs, beside ``in:``,
    an article must hold everything in the paragraphs that are left.
    """
    if asks_for(query, "related") or asks_for(query, "notice"):
        return []
    corpus = evaluation.corpus
    together = {corpus.owner[document] for document in found.documents if corpus.types[document] & COUNTED}
    articles = sorted(_Holding(corpus, together).articles(found, frozenset()) - together)[:_MOST]
    return [entry for number in articles if (entry := _entry(found, number, evaluation)) is not None]


class _Holding:
    """Finds the articles that hold a query in whatever paragraphs; ``together`` are those that need not be looked for.

    ``gone`` are always the documents that do not count, because NOT took them away.
    """

    def __init__(self, corpus: Corpus, together: Set[int]) -> None:
        self._corpus = corpus
        self._together = together

    def articles(self, found: Found, gone: Set[int]) -> set[int]:
        """The articles that hold a part of the query."""
        if not found.parts:
            return self._owners(found.documents - gone)
        if not isinstance(found.node, And):
            return set().union(*(self.articles(part, gone) for part in found.parts))
        held = self._all(found, gone)
        for removal in found.removals:
            before = held
            if removal.documents is None:
                held = before - self._owners(removal.having)
            else:
                gone = gone | removal.having
                held = self._all(found, gone)
            self._add(removal, found, before - held - self._together)
        return held

    def _all(self, found: Found, gone: Set[int]) -> set[int]:
        first, *others = (self.articles(part, gone) for part in found.parts)
        return first.intersection(*others)

    def _add(self, removal: Removal, found: Found, lost: Set[int]) -> None:
        """Say of a removal that these articles were lost by it, and by which of their paragraphs."""
        removal.articles |= lost
        if removal.documents is not None:
            held = set().union(*(leaf.documents for leaf, _ in _leaves(found, frozenset())))
            removal.documents |= {each for each in held & removal.having if self._corpus.owner[each] in lost}

    def _owners(self, documents: Set[int]) -> set[int]:
        return {self._corpus.owner[document] for document in documents if self._corpus.types[document] & COUNTED}


def _entry(found: Found, article: int, evaluation: Evaluation) -> Apart | None:
    """What is shown of an article; ``None`` where the query asks for no words."""
    corpus = evaluation.corpus
    first = corpus.first[article]
    own = range(first, first + corpus.entries[article].paragraphs)
    held: dict[int, dict[int, float]] = {}
    for number, (leaf, gone) in enumerate(_leaves(found, frozenset())):
        weight = evaluation.weights(leaf)
        for document in own:
            if document in leaf.documents and document not in gone and corpus.types[document] & COUNTED:
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


def _leaves(found: Found, gone: Set[int]) -> Iterator[tuple[Found, Set[int]]]:
    """What was looked for in paragraphs, below a part of the query, each with the documents in which it does not count.

    These are ``gone``, and those that NOT took away as paragraphs.
    """
    gone = frozenset(gone).union(*(removal.having for removal in found.removals if removal.documents is not None))
    if isinstance(found.node, Sought):
        yield found, gone
    for part in found.parts:
        yield from _leaves(part, gone)
