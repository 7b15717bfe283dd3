"""Which paragraphs a query matches, decided on posting lists; the texts are not read.

Every part of a query is a set of documents. A term is looked up in its posting lists, a phrase also by positions, and
``in:`` by the block type of each position; AND, OR and NOT are the operations on sets.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass

from ..dossier.article import Article
from ..dossier.text import Clean
from .analysis import runs
from .articles import describes
from .corpus import BIT, COUNTED, EVERYWHERE, RELATED, Corpus
from .engine import Reader, bm25f, stem
from .lexicon import Lexicon
from .scope import asks_for, names_blocks, scope_of
from .syntax import And, Leaf, Node, Not, Or, Outlet, Term, Years, about_articles, only_blocks, render

MOST_COMPLETIONS = 256
"""Words that ``word*`` may stand for; the most frequent are taken."""
MOST_WHILE_TYPING = 32
"""Words that a word still being typed may stand for."""
BOOSTS = {BIT["headline"]: 3.0, BIT["subheading"]: 1.5}
"""How many words a word in a block of this type counts for; a headline says first what an article is about."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a query with the documents that hold it, and below it those of its parts that may hold.

    For a term, ``frequencies`` says how often each document holds it.
    """

    node: Node
    documents: Set[int]
    parts: tuple[Found, ...] = ()
    frequencies: dict[int, float] | None = None


class Evaluation:
    """The evaluation of one query. ``articles`` are in the order of the corpus's entries."""

    def __init__(self, corpus: Corpus, lexicon: Lexicon, reader: Reader, articles: Sequence[Article]) -> None:
        self._corpus = corpus
        self._lexicon = lexicon
        self._reader = reader
        self._articles = articles
        self._known: dict[tuple[Leaf, int], Found] = {}
        self._by_paragraph = False
        self.cut: list[Clean] = []
        """Sentences about beginnings of words that stand for more words than were looked for."""

    def run(self, query: Node) -> Found:
        """The documents that match. Where a field describes articles, related headlines are no part of them."""
        self._by_paragraph = names_blocks(query)
        found = self.find(query, self.scope(query))
        return Found(query, self._visible(found.documents, self.scope(query)), found.parts, found.frequencies)

    @staticmethod
    def scope(query: Node) -> int:
        """The block types that a whole query looks at."""
        about = about_articles(query) and not asks_for(query, "related")
        return EVERYWHERE & ~RELATED if about else EVERYWHERE

    def find(self, node: Node, scope: int) -> Found:
        """The documents that hold a part of a query within some block types, given as bits."""
        match node:
            case And():
                return self._all(node, scope & scope_of(node))
            case Or():
                parts = tuple(self.find(part, scope) for part in node.parts)
                return Found(node, set().union(*(part.documents for part in parts)), parts)
            case Not():  # a Not stands in an And, which asks for what it takes away
                return self.find(node.part, scope)
            case _:
                key = (node, scope)
                if key not in self._known:
                    self._known[key] = self._leaf(node, scope)
                return self._known[key]

    def scores(self, found: Found) -> dict[int, float]:
        """The documents' scores: the sum over the terms that each holds, rare ones and headlines counting more."""
        total = dict.fromkeys(found.documents, 0.0)
        self._weigh(found, found.documents, total)
        return total

    def _weigh(self, found: Found, documents: Set[int], total: dict[int, float]) -> None:
        corpus = self._corpus
        if found.frequencies is not None:
            for document in documents:
                frequency = found.frequencies[document] * BOOSTS.get(corpus.types[document], 1.0)
                length = corpus.lengths[document]
                total[document] += bm25f(frequency, length, corpus.average, len(corpus), len(found.frequencies))
        for part in found.parts:
            self._weigh(part, documents & part.documents, total)

    def _all(self, node: And, scope: int) -> Found:
        """A conjunction; ``scope`` is narrowed by its parts already."""
        parts = tuple(self.find(part, scope) for part in node.parts if not (isinstance(part, Not) or only_blocks(part)))
        if parts:
            first, *others = sorted((part.documents for part in parts), key=len)
            documents = {each for each in first if all(each in other for other in others)}
        else:
            documents = set(range(len(self._corpus)))
        documents = self._visible(documents, scope)
        for part in node.parts:
            if isinstance(part, Not) and not only_blocks(part):
                documents = self._without(documents, part.part, scope)
        return Found(node, documents, parts)

    def _without(self, documents: set[int], node: Node, scope: int) -> set[int]:
        """What NOT leaves: of whole articles, whatever blocks they have it in; of paragraphs where ``in:`` is used."""
        if self._by_paragraph:
            return documents - self.find(node, scope).documents
        owner = self._corpus.owner
        articles = {owner[document] for document in self.find(node, COUNTED).documents}
        return {document for document in documents if owner[document] not in articles}

    def _visible(self, documents: Collection[int], scope: int) -> set[int]:
        if scope == EVERYWHERE:
            return set(documents)
        types = self._corpus.types
        return {document for document in documents if types[document] & scope}

    def _leaf(self, leaf: Leaf, scope: int) -> Found:
        match leaf:
            case Term():
                frequencies = self._term(leaf, scope)
                return Found(leaf, frequencies.keys(), frequencies=frequencies)
            case Outlet() | Years():
                described = (number for number, article in enumerate(self._articles) if describes(leaf, article))
                return Found(leaf, self._corpus.documents(described))
            case _:
                return Found(leaf, self._visible(range(len(self._corpus)), scope & scope_of(leaf)))

    def _term(self, term: Term, scope: int) -> dict[int, float]:
        """How often each document holds a term within some block types."""
        words = self._words(term)
        types = self._corpus.types
        first, *others = sorted((self._reader.frequencies(each) for each in words), key=len)
        if not others and scope == EVERYWHERE:
            return first
        certain: dict[int, float] = {}
        if not others:
            certain = {document: often for document, often in first.items() if not types[document] & ~scope}
        unclear = {
            document
            for document in first.keys() - certain.keys()
            if types[document] & scope and all(document in other for other in others)
        }
        places = [self._reader.positions(each, unclear) for each in words] if unclear else []
        for document in unclear:
            often = self._count(document, [each.get(document, set()) for each in places], scope)
            if often:
                certain[document] = float(often)
        return certain

    def _count(self, document: int, places: Sequence[Set[int]], scope: int) -> int:
        """How often words stand next to each other in a document, all of them within some block types."""
        bit_at = self._corpus.bit_at
        return sum(all(bit_at(document, start + step) & scope for step in range(len(places))) for start in runs(places))

    def _words(self, term: Term) -> list[Words]:
        """What each word of a term stands for: the words with its stem, or those that begin with it."""
        *first, last = term.words
        words = [self._lexicon.family(stem(word)) for word in first]
        ending = () if term.prefix else self._lexicon.family(stem(last))
        if term.prefix or term.growing:
            most = MOST_COMPLETIONS if term.prefix else MOST_WHILE_TYPING
            completions, total = self._lexicon.beginning(last, most)
            if total > most:
                self._note_cut(f"“{render(term)}” begins {total} words; the {most} most frequent were looked for")
            ending = tuple(dict.fromkeys(ending + completions))
        return [*words, ending]

    def _note_cut(self, sentence: str) -> None:
        if sentence not in self.cut:
            self.cut.append(Clean(sentence))
