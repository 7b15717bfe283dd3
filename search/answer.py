"""From a query to results: evaluated, ranked, lit, and explained where nothing was found."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from ..dossier.article import Article
from ..dossier.text import Clean, Paragraph
from .apart import Apart, apart
from .articles import Grounds, doubt
from .corpus import BIT, RELATED, Corpus
from .engine import Reader
from .evaluate import Evaluation
from .events import Dates
from .explain import explain
from .lexicon import Lexicon
from .match import matches
from .names import Names
from .proximity import nearness
from .results import Hit, Lit, Range, Results
from .saying import also, cut_short, notes
from .scope import scope_of
from .syntax import NAMING, Event, Field, Named, Node, Not, Query, Worded, leaves, parts, render
from .variants import Variants

_DECIMALS = 6
"""Scores that differ less than this are equal, and chronological order decides."""
_MOST_NAMES = 12


class Source(NamedTuple):
    """What a query is asked of. ``articles`` stand in the corpus's order, ``ranks`` are their chronological places.

    ``dates`` are those the articles name.
    """

    corpus: Corpus
    lexicon: Lexicon
    names: Names
    variants: Variants
    reader: Reader
    articles: Sequence[Article]
    ranks: Sequence[int]
    dates: Dates


def answer(query: Query, source: Source, limit: int | None, *, variants: bool = True, guess: bool = True) -> Results:
    """The results of a query, at most ``limit`` hits; names find their ``variants`` too.

    With ``guess`` the nearest spellings of a word that occurs nowhere are looked for in its place.

    First the paragraphs, then articles that hold the words apart, at the end related headlines.

    Raises:
        BrokenIndexError: the index turns out to be damaged.
    """
    if variants or any(isinstance(leaf, Named) and leaf.field in NAMING for leaf in leaves(query.node)):
        source.names.prepare()  # a large table must not take the time of what is looked for
    evaluation = Evaluation(
        source.corpus,
        source.lexicon,
        source.reader,
        source.articles,
        source.dates,
        names=source.names,
        variants=source.variants if variants else None,
        guess=guess,
        ordinary=source.variants.ordinary,
    )
    found = evaluation.run(query.node)
    scattered = apart(query.node, found, evaluation)  # before the notes: it adds to what each NOT took away
    message = notes(evaluation)
    added = tuple(also(evaluation, found.documents, scattered))
    scores = evaluation.scores(found)
    for document, bonus in nearness(found, scores, evaluation).items():
        scores[document] += bonus
    related = {document: score for document, score in scores.items() if source.corpus.types[document] == RELATED}
    main = scores if not related else {each: score for each, score in scores.items() if each not in related}
    order = [
        *_best(source, main, limit),
        *_scattered(source, scattered),
        *_best(source, related, limit),
    ]
    view = _View(query.node, source, evaluation)
    hits = tuple(view.hit(document, score, entry) for document, score, entry in order[:limit])
    total = len(scores) + len(scattered)
    if not total:
        message += _explained(query.node, evaluation, source.articles)
    elif scattered:
        message.append(_says_apart(len(scattered), alone=not main))
    message += view.doubts(document for document, _, _ in order)
    return Results(
        query=query.text,
        understood=query.understood,
        also=added,
        total=total,
        hits=hits,
        message=Clean("; ".join(message)) if message else None,
    )


def _explained(query: Node, evaluation: Evaluation, articles: Sequence[Article]) -> list[Clean]:
    """Why nothing was found; nothing is said of what there was no time to look for."""
    late = evaluation.cut_short
    reason = [] if late else [Clean(explain(query, evaluation, articles))]
    return reason if evaluation.cut_short == late else [cut_short(evaluation)]


_Ranked = tuple[int, float, Apart | None]


def _best(source: Source, scores: dict[int, float], limit: int | None) -> list[_Ranked]:
    """The documents to show, best first: by score, then as the articles came out."""
    corpus = source.corpus

    def key(item: tuple[int, float]) -> tuple[float, int, int]:
        document, score = item
        return -round(score, _DECIMALS), source.ranks[corpus.owner[document]], document

    if limit is not None and limit < len(scores):  # order the candidates only, not everything that was found
        least = heapq.nlargest(limit, scores.values())[-1:] or [0.0]
        scores = {each: score for each, score in scores.items() if score >= least[0] - 10**-_DECIMALS}
    return [(document, score, None) for document, score in sorted(scores.items(), key=key)[:limit]]


def _scattered(source: Source, found: Sequence[Apart]) -> list[_Ranked]:
    ranks, owner = source.ranks, source.corpus.owner
    ordered = sorted(found, key=lambda each: (-round(each.score, _DECIMALS), ranks[owner[each.document]]))
    return [(each.document, each.score, each) for each in ordered]


def _says_apart(count: int, *, alone: bool) -> Clean:
    holds = "1 article holds" if count == 1 else f"{count} articles hold"
    return Clean(f"{'' if alone else 'besides, '}{holds} all the words, but never together in one paragraph")


class _View:
    """How hits are shown: what is lit in them, and what is not certain about them."""

    def __init__(self, node: Node, source: Source, evaluation: Evaluation) -> None:
        self._node = node
        self._source = source
        self._evaluation = evaluation
        self._fields = tuple(part for part in _positive(node) if isinstance(part, Field | Event))
        self._of_articles: dict[int, tuple[tuple[Field | Event, Grounds], ...]] = {}
        for part in _positive(node):
            if isinstance(part, Worded):
                evaluation.meaning.patterns(part)  # what a hit lights up later is not looked up in the index any more

    def hit(self, document: int, score: float, entry: Apart | None) -> Hit:
        corpus = self._source.corpus
        number = corpus.owner[document]
        article = self._source.articles[number]
        paragraphs = article.text.paragraphs
        paragraph = paragraphs[corpus.paragraph(document) - 1]
        others = entry.others if entry is not None else ()
        return Hit(
            article,
            paragraph,
            round(score, _DECIMALS),
            partial(self._lit, number, paragraph, apart=entry is not None),
            apart=entry is not None,
            others=tuple(paragraphs[corpus.paragraph(each) - 1] for each in others),
            possible=_words(dict(self._grounds(document))),
            related=corpus.types[document] == RELATED,
        )

    def _lit(self, number: int, paragraph: Paragraph, *, apart: bool) -> Lit:
        article = self._source.articles[number]
        ranges = matches(
            self._node,
            article,
            paragraph,
            self._evaluation.meaning,
            {field for field, _ in self._of_articles[number]}.__contains__,
            self._source.dates.at(number, paragraph.number),
            apart=apart,
        )
        return Lit(_block(self._node, article, paragraph, ranges), ranges)

    def _grounds(self, document: int) -> Iterator[tuple[Field | Event, Grounds]]:
        """The fields that are true of a document and its article, with the grounds."""
        corpus = self._source.corpus
        number = corpus.owner[document]
        if number not in self._of_articles:
            article = self._source.articles[number]
            describes = self._evaluation.fields.describes
            each = [(field, describes(field, article)) for field in self._fields if isinstance(field, Field)]
            self._of_articles[number] = tuple((field, grounds) for field, grounds in each if grounds is not None)
        yield from self._of_articles[number]
        named = self._source.dates.at(number, corpus.paragraph(document))
        for event in self._fields:
            if isinstance(event, Event):
                found = [date.grounds(event) for date in named if date.falls_in(event)]
                if found:
                    yield event, min(found, key=doubt)

    def doubts(self, documents: Iterator[int]) -> list[Clean]:
        """A sentence on the articles of which something is possible only, in whichever of their documents."""
        if not self._fields:
            return []
        best: dict[int, dict[Field | Event, Grounds]] = {}
        for document in documents:
            known = best.setdefault(self._source.corpus.owner[document], {})
            for field, grounds in self._grounds(document):
                known[field] = min(known.get(field, grounds), grounds, key=doubt)
        possible = [
            f"{self._source.articles[number].id}: {', '.join(words)}"
            for number, known in sorted(best.items())
            if (words := _words(known))
        ]
        if not possible:
            return []
        more = ", …" if len(possible) > _MOST_NAMES else ""
        return [Clean(f"possible, not certain, in {'; '.join(possible[:_MOST_NAMES])}{more}")]


def _words(known: Mapping[Field | Event, Grounds]) -> tuple[Clean, ...]:
    """The fields that are not certain."""
    return tuple(Clean(f"{render(field)} ({grounds})") for field, grounds in known.items() if grounds != "certain")


def _positive(node: Node) -> Iterator[Node]:
    """The parts of a query that are not under NOT."""
    if not isinstance(node, Not):
        yield node
        for part in parts(node):
            yield from _positive(part)


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
