"""Which paragraphs a query matches, decided on posting lists; the texts are not read.

Every part of a query is a set of documents. A term is looked up in its posting lists, a phrase also by positions, and
``in:`` by the block type of each position; AND, OR and NOT are the operations on sets.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass

from ..dossier.article import Article
from ..dossier.text import Clean
from .analysis import STEP
from .articles import Grounds
from .corpus import BIT, COUNTED, EVERYWHERE, RELATED, Corpus
from .engine import Reader, bm25f, rarity
from .events import Dates
from .fields import Fields
from .lexicon import Lexicon
from .match import within_limits
from .meaning import Meaning
from .names import Names
from .pattern import Limits, Pattern, Slot, Span, Words, single, spans, windows
from .scope import asks_for, names_blocks, scope_of
from .syntax import (
    And,
    Event,
    Field,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Worded,
    about_articles,
    only_blocks,
)
from .variants import Variants, as_way

BOOSTS = {BIT["headline"]: 3.0, BIT["subheading"]: 1.5}
"""How many words a word in a block of this type counts for; a headline says first what an article is about."""
LEAD = 1.0
"""What an article's first paragraph is worth more than one far down: news says first what it is about."""
LONGEST = 2.0
"""Seconds of its thread's own work after which no further part of a query is looked for.

What else the machine does is not counted: it must not decide what is found.
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a query with the documents that hold it, and below it those of its parts that may hold.

    For a term, ``frequencies`` says how often each document holds it; ``removals`` are those of a conjunction's NOTs.
    """

    node: Node
    documents: Set[int]
    parts: tuple[Found, ...] = ()
    frequencies: dict[int, float] | None = None
    removals: tuple[Removal, ...] = ()


@dataclass(slots=True, eq=False)
class Removal:
    """What a NOT took away: ``articles`` by their places in the corpus, or of them the paragraphs ``documents``.

    ``having`` are the documents that hold what is excluded. What is taken of articles that hold the words apart is
    added when these are looked for.
    """

    node: Node
    articles: frozenset[int]
    documents: frozenset[int] | None
    having: Set[int] = frozenset()


class Evaluation:
    """The evaluation of one query. ``articles`` are in the order of the corpus's entries, ``dates`` those they name."""

    def __init__(
        self,
        corpus: Corpus,
        lexicon: Lexicon,
        reader: Reader,
        articles: Sequence[Article],
        dates: Dates,
        clock: Callable[[], float] = time.thread_time,
        *,
        names: Names | None = None,
        variants: Variants | None = None,
        guess: bool = True,
        ordinary: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """``names`` are for fields that ask for them; the others that may be named are those of :class:`Meaning`."""
        self.corpus = corpus
        self.meaning = Meaning(lexicon, variants, guess=guess, ordinary=ordinary)
        self.removed: list[Removal] = []
        """What each NOT took away."""
        self.late = False
        """Whether the time was up before everything had been looked for."""
        self.missed: dict[Worded, None] = {}
        """The terms for which there was no time, in order."""
        self._reader = reader
        self._articles = articles
        self._dates = dates
        self._clock = clock
        self._deadline = clock() + LONGEST
        self.fields = Fields(names, self._articles_with, lambda: clock() <= self._deadline)
        self._known: dict[tuple[Leaf, int, bool], Found] = {}
        self._lists: dict[Words, dict[int, float]] = {}
        self._by_paragraph = False

    @property
    def cut_short(self) -> bool:
        """Whether the time was up before everything had been looked for, or read for the fields."""
        return self.late or self.fields.late

    def run(self, query: Node) -> Found:
        """The documents that match. Where a field describes articles, related headlines are no part of them."""
        self._by_paragraph = names_blocks(query)
        found = self.find(query, self.scope(query))
        visible = self._visible(found.documents, self.scope(query))
        return Found(query, visible, found.parts, found.frequencies, found.removals)

    @staticmethod
    def scope(query: Node) -> int:
        """The block types that a whole query looks at."""
        about = about_articles(query) and not asks_for(query, "related")
        return EVERYWHERE & ~RELATED if about else EVERYWHERE

    def find(self, node: Node, scope: int, *, strict: bool = False) -> Found:
        """The documents that hold a part of a query within some block types, given as bits.

        ``strict``: no spelling is guessed for a word that occurs nowhere.
        """
        match node:
            case And():
                found = self._all(node, scope & scope_of(node), strict)
                for part in node.parts:
                    if isinstance(part, Not) and only_blocks(part):
                        self._say_blocks(node, part, scope, found.documents)
                return found
            case Or():
                parts = tuple(self.find(part, scope, strict=strict) for part in node.parts)
                return Found(node, set().union(*(part.documents for part in parts)), parts)
            case Not():  # a Not stands in an And, which asks for what it takes away
                return self.find(node.part, scope, strict=True)
            case _:
                key = (node, scope, strict)
                if key not in self._known:
                    self._known[key] = self._leaf(node, scope, strict)
                return self._known[key]

    def scores(self, found: Found) -> dict[int, float]:
        """The documents' scores: the sum over the terms they hold, rare ones, headlines and leads counting more."""
        total = dict.fromkeys(found.documents, 0.0)
        self._weigh(found, found.documents, total)
        for document, score in total.items():
            if score:  # what was found by fields alone stays in the order of the texts
                total[document] = score + LEAD / self.corpus.paragraph(document)
        return total

    def weights(self, found: Found) -> Callable[[int], float]:
        """Tells of a document that holds a term what the term counts for in it."""
        frequencies = found.frequencies or {}
        types, lengths, average = self.corpus.types, self.corpus.lengths, self.corpus.average
        rare = rarity(len(self.corpus), len(frequencies))

        def weight(document: int) -> float:
            frequency = frequencies[document] * BOOSTS.get(types[document], 1.0)
            return bm25f(rare, frequency, lengths[document], average)

        return weight

    def places(self, leaf: Worded, documents: Set[int]) -> dict[int, set[Span]]:
        """Where the terms of a leaf stand in those of the documents that hold them."""
        patterns = self.meaning.patterns(leaf)
        found = self._spans(patterns, documents)
        return {each: spans for each, groups in found.items() if (spans := set().union(*groups))}

    def _weigh(self, found: Found, documents: Set[int], total: dict[int, float]) -> None:
        if found.frequencies:
            weight = self.weights(found)
            for document in documents:
                total[document] += weight(document)
        for part in found.parts:
            self._weigh(part, documents & part.documents, total)

    def _all(self, node: And, scope: int, strict: bool) -> Found:
        """A conjunction; ``scope`` is narrowed by its parts already."""
        positive = [part for part in node.parts if not (isinstance(part, Not) or only_blocks(part))]
        parts = [self.find(part, scope, strict=strict) for part in positive if not isinstance(part, Event)]
        if parts and len(parts) < len(positive):  # where the words stand nowhere no date needs to be resolved
            owner = self.corpus.owner
            among = set.intersection(*({owner[document] for document in part.documents} for part in parts))
        else:
            among = None
        parts += [self._event(part, scope, among) for part in positive if isinstance(part, Event)]
        if parts:
            first, *others = sorted((part.documents for part in parts), key=len)
            documents = {each for each in first if all(each in other for other in others)}
        else:
            documents = set(range(len(self.corpus)))
        documents = self._visible(documents, scope)
        removals: list[Removal] = []
        for part in node.parts:
            if isinstance(part, Not) and not only_blocks(part):
                documents, removal = self._without(documents, part, scope)
                removals.append(removal)
        return Found(node, documents, tuple(parts), removals=tuple(removals))

    def _without(self, documents: set[int], node: Not, scope: int) -> tuple[set[int], Removal]:
        """What NOT leaves: of whole articles, whatever blocks they have it in; of paragraphs where ``in:`` is used."""
        owner, said = self.corpus.owner, len(self.removed)
        found = self.find(node, scope if self._by_paragraph else COUNTED).documents
        del self.removed[said:]  # a NOT inside this one takes nothing from the answer
        if self._by_paragraph:
            gone = documents & found
        else:
            articles = {owner[document] for document in found}
            gone = {document for document in documents if owner[document] in articles}
        removed = frozenset(owner[document] for document in gone)
        removal = Removal(node.part, removed, frozenset(gone) if self._by_paragraph else None, found)
        self.removed.append(removal)
        return documents - gone, removal

    def _say_blocks(self, node: And, taken: Not, scope: int, left: Set[int]) -> None:
        """Remember what ``NOT in:`` took from a conjunction that was found to be ``left``."""
        said = len(self.removed)
        others = And(tuple(part for part in node.parts if part is not taken))
        gone = frozenset(self.find(others, scope).documents - left)
        del self.removed[said:]
        self.removed.append(Removal(taken.part, frozenset(self.corpus.owner[document] for document in gone), gone))

    def _visible(self, documents: Collection[int], scope: int) -> set[int]:
        if scope == EVERYWHERE:
            return set(documents)
        types = self.corpus.types
        return {document for document in documents if types[document] & scope}

    def _leaf(self, leaf: Leaf, scope: int, strict: bool) -> Found:
        if isinstance(leaf, Field):
            described = (
                number for number, article in enumerate(self._articles) if self.fields.describes(leaf, article)
            )
            return Found(leaf, self.corpus.documents(described))
        if isinstance(leaf, Event):
            return self._event(leaf, scope)
        if not isinstance(leaf, Worded):
            return Found(leaf, self._visible(range(len(self.corpus)), scope & scope_of(leaf)))
        if self._is_late():
            self.missed.setdefault(leaf)
            return Found(leaf, frozenset(), frequencies={})
        patterns = self.meaning.patterns(leaf, strict=strict)
        words = single(patterns[0]) if len(patterns) == 1 else None
        frequencies = self._word(words, scope) if words is not None else self._placed(leaf, patterns, scope)
        return Found(leaf, frequencies.keys(), frequencies=frequencies)

    def _event(self, event: Event, scope: int, among: Set[int] | None = None) -> Found:
        """The documents that name a day of a period within some block types, of some articles or of all."""
        order = self._dates.likely_first(event, self.corpus, self._reader, among)
        frequencies = self._dates.find(event, scope, self.corpus, order, self._is_late)
        return Found(event, frequencies.keys(), frequencies=frequencies)

    def _is_late(self) -> bool:
        self.late = self.late or self._clock() > self._deadline
        return self.late

    def _word(self, words: Words, scope: int) -> dict[int, float]:
        """How often each document holds any of some words within some block types."""
        found = self._list(words)
        if scope == EVERYWHERE:
            return found
        types, bit_at = self.corpus.types, self.corpus.bit_at
        certain = {document: often for document, often in found.items() if not types[document] & ~scope}
        unclear = {document for document in found.keys() - certain.keys() if types[document] & scope}
        if unclear:
            for document, places in self._reader.positions(words, unclear).items():
                often = sum(bool(bit_at(document, place) & scope) for place in places)
                if often:
                    certain[document] = float(often)
        return certain

    def _placed(self, leaf: Worded | None, patterns: Sequence[Pattern], scope: int) -> dict[int, float]:
        """How often the patterns of a leaf stand in each document as they should, within some block types."""
        holding = sorted((self._holding(pattern) for pattern in patterns), key=len)
        types = self.corpus.types
        documents = {each for each in holding[0] if types[each] & scope and all(each in more for more in holding[1:])}
        found: dict[int, float] = {}
        for document, groups in self._spans(patterns, documents).items():
            within = [self._inside(document, group, scope) for group in groups]
            if isinstance(leaf, Near):
                often = len(windows(within, leaf.within))
            else:
                often = min(len({start for start, _ in within[0]}), len({end for _, end in within[0]}))
            if often:
                found[document] = float(often)
        return found

    def _holding(self, pattern: Pattern) -> set[int]:
        """The documents that hold all words of a pattern, wherever they stand."""
        found: set[int] | None = None
        for slot in pattern:
            if slot.optional:
                continue
            here: set[int] = set()
            for way, limits in slot.all_ways():
                first, *others = sorted((self._list(words).keys() for words in way), key=len)
                both = {each for each in first if all(each in other for other in others)}
                here |= {each for each in both if self._in(each, limits)} if limits.articles else both
            found = here if found is None else found & here
        return found or set()

    def _spans(self, patterns: Sequence[Pattern], documents: Set[int]) -> dict[int, list[set[Span]]]:
        """Where each of some patterns stands in documents."""
        if not documents:
            return {}
        wanted = {words for pattern in patterns for slot in pattern for way, _ in slot.all_ways() for words in way}
        places = {words: self._reader.positions(words, documents) for words in wanted}
        nowhere: set[int] = set()
        return {
            document: [
                spans(
                    pattern,
                    lambda words, at=document: places[words].get(at, nowhere),  # type: ignore[misc]
                    lambda limits, span, at=document: self._counts(at, limits, span),  # type: ignore[misc]
                )
                for pattern in patterns
            ]
            for document in documents
        }

    def _articles_with(self, words: Sequence[str]) -> set[str]:
        """The ids of the articles with a paragraph that holds all of some words."""
        owner, documents = self.corpus.owner, self._holding((Slot((as_way(words),)),))
        return {str(self._articles[number].id) for number in {owner[document] for document in documents}}

    def _in(self, document: int, limits: Limits) -> bool:
        """Whether a document is of one of the articles that a way is limited to."""
        return not limits.articles or self._articles[self.corpus.owner[document]].id in limits.articles

    def _counts(self, document: int, limits: Limits, span: Span) -> bool:
        """Whether a way with limits counts where it stands in a document."""
        article = self._articles[self.corpus.owner[document]]
        paragraph = article.text.paragraphs[self.corpus.paragraph(document) - 1]
        return within_limits(limits, span, article, paragraph)

    def _inside(self, document: int, found: set[Span], scope: int) -> set[Span]:
        """Those that lie within some block types; odd positions, since a sentence may begin inside."""
        if scope == EVERYWHERE:
            return found
        bit_at = self.corpus.bit_at
        return {
            (start, end)
            for start, end in found
            if all(bit_at(document, place) & scope for place in range(start | 1, (end | 1) + 1, STEP))
        }

    def _list(self, words: Words) -> dict[int, float]:
        if words not in self._lists:
            self._lists[words] = self._reader.frequencies(words)
        return self._lists[words]

    def standing(self, pattern: Pattern) -> Collection[int]:
        """The documents in which a pattern stands, in whatever block."""
        words = single(pattern)
        return self._list(words) if words is not None else self._placed(None, (pattern,), EVERYWHERE)

    def name(self, article: int) -> Clean:
        """The id of an article, by its place in the corpus."""
        return self._articles[article].id

    def grounds(self, field: Field, article: int) -> Grounds | None:
        """On what grounds a field is true of an article, by its place in the corpus."""
        return self.fields.describes(field, self._articles[article])
