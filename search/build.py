"""Reading a dossier's articles into a segment, a corpus and a lexicon."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass

from ..dossier.article import Article
from ..dossier.folder import Dossier
from .analysis import JOINED, capitals, compounds, tokens
from .corpus import Corpus, Entry, Parts, describe
from .engine import Segment, Writer
from .lexicon import Lexicon
from .progress import Cancelling, Progress, stop_if
from .spelling import root
from .vocabulary import Gathering, Vocabulary


@dataclass(frozen=True, slots=True)
class Built:
    """All of an index: the segment's description, what its documents are, its words, and the names among them."""

    segment: Segment
    corpus: Corpus
    lexicon: Lexicon
    vocabulary: Vocabulary


def build(dossier: Dossier, writer: Writer, progress: Progress | None, cancelled: Cancelling | None) -> Built:
    """Write all articles of a dossier with ``writer``, and finish it.

    Raises:
        Cancelled: ``cancelled`` returned true.
        OSError: a file cannot be written.
    """
    try:
        tables = _Tables(writer)
        for number, article in enumerate(dossier.articles):
            stop_if(cancelled)
            tables.add(article)
            if progress is not None:
                progress(number + 1, len(dossier.articles))
        return Built(writer.finish(), tables.corpus(), tables.lexicon(), tables.names.names())
    except BaseException:
        writer.abandon()
        raise


class _Tables:
    """What is gathered while articles are written."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._entries: list[Entry] = []
        self._types = bytearray()
        self._lengths = array("I")
        self._parts: dict[int, Parts] = {}
        self._counts: Counter[str] = Counter()
        self._compounds: Counter[tuple[str, str]] = Counter()
        self.names = Gathering()

    def add(self, article: Article) -> None:
        self._entries.append(Entry.of(article))
        for paragraph in article.text.paragraphs:
            words = str(article.text.words(paragraph))
            found = list(tokens(words))
            types, parts = describe(article, paragraph, found)
            if parts:
                self._parts[len(self._types)] = parts
            self._types.append(types)
            self._lengths.append(len(found))
            indexed = [*found, *capitals(words, found)]
            self._writer.add(indexed)
            self._counts.update({token.word for token in indexed})
            if "-" in words or not words.isascii():
                self._compounds.update(set(compounds(words, found)))
            self.names.add(words, found)

    def corpus(self) -> Corpus:
        return Corpus(self._entries, bytes(self._types), self._lengths, self._parts)

    def lexicon(self) -> Lexicon:
        stems = {word: root(word) for word in self._counts}
        joined = {JOINED.join(each): count for each, count in self._compounds.items()}
        stems |= {JOINED.join(each): root("".join(each)) for each in self._compounds}
        return Lexicon.of({**self._counts, **joined}, stems)
