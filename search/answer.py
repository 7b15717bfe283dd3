"""From a query to results: evaluated, ranked, lit, and explained where nothing was found."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from ..dossier.article import Article
from ..dossier.text import Clean, Paragraph
from .articles import describes
from .corpus import BIT, RELATED, Corpus
from .engine import Reader
from .evaluate import Evaluation
from .explain import explain
from .lexicon import Lexicon
from .match import matches
from .results import Hit, Range, Results
from .scope import scope_of
from .syntax import Node, Query

_DECIMALS = 6
"""Scores that differ less than this are equal, and chronological order decides."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a query is asked of. ``articles`` stand in the corpus's order, ``ranks`` are their chronological places."""

    corpus: Corpus
    lexicon: Lexicon
    reader: Reader
    articles: Sequence[Article]
    ranks: Sequence[int]


def answer(query: Query, source: Source, limit: int | None) -> Results:
    """The results of a query, at most ``limit`` hits.

    Raises:
        BrokenIndexError: the index turns out to be damaged.
    """
    evaluation = Evaluation(source.corpus, source.lexicon, source.reader, source.articles)
    found = evaluation.run(query.node)
    scores = evaluation.scores(found)
    best = _best(source, scores, limit)
    message = evaluation.cut[:]
    if not found.documents:
        message.append(Clean(explain(query.node, evaluation, source.articles)))
    return Results(
        query=query.text,
        understood=query.understood,
        also=(),
        total=len(found.documents),
        hits=tuple(_hit(query, source, document, score) for document, score in best),
        message=Clean("; ".join(message)) if message else None,
    )


def _best(source: Source, scores: dict[int, float], limit: int | None) -> list[tuple[int, float]]:
    """The documents to show, best first: related headlines last, then by score, then as the articles came out."""
    corpus = source.corpus
    related = {document: score for document, score in scores.items() if corpus.types[document] == RELATED}
    others = scores if not related else {each: score for each, score in scores.items() if each not in related}

    def key(item: tuple[int, float]) -> tuple[float, int, int]:
        document, score = item
        return -round(score, _DECIMALS), source.ranks[corpus.owner[document]], document

    best: list[tuple[int, float]] = []
    for group in (others, related):
        left = len(group) if limit is None else max(0, limit - len(best))
        if left < len(group):  # order the candidates only, not everything that was found
            least = heapq.nlargest(left, group.values())[-1:] or [0.0]
            group = {each: score for each, score in group.items() if score >= least[0] - 10**-_DECIMALS}  # noqa: PLW2901
        best += sorted(group.items(), key=key)[:left]
    return best


def _hit(query: Query, source: Source, document: int, score: float) -> Hit:
    article = source.articles[source.corpus.owner[document]]
    paragraph = article.text.paragraphs[source.corpus.paragraph(document) - 1]
    ranges = matches(query.node, article, paragraph, lambda field: describes(field, article))
    return Hit(article, paragraph, _block(query.node, article, paragraph, ranges), ranges, round(score, _DECIMALS))


def _block(node: Node, article: Article, paragraph: Paragraph, ranges: Sequence[Range]) -> str:
    """The type of the one block in which all ranges lie; else, of those ``in:`` allows, the paragraph's largest."""
    types = {block.type for start, end in ranges for block in article.blocks_in(start, end)}
    if len(types) == 1:
        return types.pop()
    scope = scope_of(node)
    blocks = [block for block in article.blocks_in(paragraph.start, paragraph.end) if BIT[block.type] & scope]
    if not blocks:
        return article.main_block(paragraph.start, paragraph.end)
    return max(blocks, key=lambda block: block.end - block.start).type
