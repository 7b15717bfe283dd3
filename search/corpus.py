"""What the numbers of an index mean: documents are paragraphs of articles, made of blocks.

Documents are numbered article by article, paragraph by paragraph. Each has the set of its block types as bits; where a
paragraph has several blocks (a dateline and the body behind it), the words' positions tell them apart.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from ..dossier.article import BLOCK_TYPES, UNCOUNTED, Article, Block
from ..dossier.text import Paragraph
from .analysis import Token

BIT = {block: 1 << number for number, block in enumerate(BLOCK_TYPES)}
"""Each block type's bit in a set of types."""
EVERYWHERE = (1 << len(BLOCK_TYPES)) - 1
RELATED = BIT["related"]
COUNTED = EVERYWHERE & ~sum(BIT[block] for block in UNCOUNTED)

Parts = tuple[tuple[int, int], ...]
"""The blocks of one paragraph by its words: from which position on, which type's bit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as an index knows it: ``sha256`` of its text, a fingerprint of its blocks, how many paragraphs."""

    id: str
    sha256: str
    blocks: str
    paragraphs: int

    @classmethod
    def of(cls, article: Article) -> Entry:
        """The entry of an article as it is now; reads its text."""
        ranges = json.dumps([(block.type, block.start, block.end) for block in article.blocks])
        blocks = blake2b(ranges.encode(), digest_size=16).hexdigest()
        return cls(str(article.id), article.text.sha256, blocks, len(article.text.paragraphs))


def bits_of_words(blocks: Sequence[Block], tokens: Sequence[Token], start: int) -> list[int]:
    """The type's bit for each token of a paragraph that begins at ``start`` and has these blocks."""
    found: list[int] = []
    at = 0
    for token in tokens:
        while at < len(blocks) - 1 and blocks[at].end <= start + token.start:
            at += 1
        found.append(BIT[blocks[at].type] if blocks else BIT["body"])
    return found


def describe(article: Article, paragraph: Paragraph, tokens: Sequence[Token]) -> tuple[int, Parts]:
    """A paragraph's block types as bits, and where each begins among its words; no parts where there is one type."""
    blocks = article.blocks_in(paragraph.start, paragraph.end)
    types = 0
    for block in blocks:
        types |= BIT[block.type]
    if types & (types - 1) == 0:
        return types or BIT["body"], ()
    parts: list[tuple[int, int]] = []
    for token, bit in zip(tokens, bits_of_words(blocks, tokens, paragraph.start), strict=True):
        if not parts or parts[-1][1] != bit:
            parts.append((token.position, bit))
    return types, tuple(parts)


class Corpus:
    """The documents of an index: which paragraph each is, and what blocks it has."""

    def __init__(self, entries: Sequence[Entry], types: bytes, lengths: array[int], parts: Mapping[int, Parts]) -> None:
        """``types`` has a byte of bits per document, ``lengths`` its words; ``parts`` tell of several blocks in one.

        Raises:
            ValueError: the tables do not fit each other.
        """
        self.entries = tuple(entries)
        self.types = types
        self.lengths = lengths
        self.parts = dict(parts)
        self.owner = array("I")
        """The article of each document, by its place among the entries."""
        self.first: list[int] = []
        """The first document of each article."""
        for number, entry in enumerate(self.entries):
            self.first.append(len(self.owner))
            self.owner.extend([number] * entry.paragraphs)
        fits = len(types) == len(lengths) == len(self.owner)
        if not fits or any(not 0 <= document < len(types) for document in self.parts):
            raise ValueError("the table of paragraphs does not fit the articles")

    def __len__(self) -> int:
        return len(self.owner)

    @cached_property
    def average(self) -> float:
        """The mean number of words of a document; 1 where there are none."""
        return sum(self.lengths) / (len(self.lengths) or 1) or 1.0

    def paragraph(self, document: int) -> int:
        """The number of a document's paragraph in its article, from 1."""
        return document - self.first[self.owner[document]] + 1

    def documents(self, articles: Iterable[int]) -> set[int]:
        """The documents of some articles, which are named by their places among the entries."""
        found: set[int] = set()
        for number in articles:
            found.update(range(self.first[number], self.first[number] + self.entries[number].paragraphs))
        return found

    def bit_at(self, document: int, position: int) -> int:
        """The bit of the block type in which a word of a document stands."""
        parts = self.parts.get(document)
        if parts is None:
            return self.types[document]
        at = bisect_right(parts, position, key=lambda part: part[0]) - 1
        return parts[max(0, at)][1]

    def parts_to_bytes(self) -> bytes:
        """The parts as JSON."""
        return json.dumps({str(document): parts for document, parts in self.parts.items()}).encode()

    @staticmethod
    def parts_from_bytes(data: bytes) -> dict[int, Parts]:
        """Parts as :meth:`parts_to_bytes` wrote them.

        Raises:
            ValueError: the bytes are nothing of the kind.
        """
        table = json.loads(data)
        if not isinstance(table, dict):
            raise ValueError("the table of blocks is no table")  # noqa: TRY004  (one error for all that is broken)
        return {
            int(document): tuple((int(position), int(bit)) for position, bit in parts)
            for document, parts in table.items()
        }
