"""The words of a dossier: which of them share a stem, and which begin alike.

A term of a query stands for words; the index knows words only as they were folded. That leaves exact words, stems,
beginnings and similar spellings to be chosen when a query is asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from .abbreviations import COLLIDING, MARK
from .analysis import JOINED, NAME_ARTICLES
from .spelling import beginnings, distance, one_spelling, root

_SHORTEST_OPEN = 3
"""Letters of a word from which on it may be part of one that others write without a space; *the* never is."""

_SHORTEST_CLOSED = 8
"""Letters of a word from which on it is looked for as two words too; shorter ones, as *notable*, may hide others."""


class Lexicon:
    """All folded words, sorted, each with its stem and the number of paragraphs that hold it."""

    def __init__(self, words: Sequence[str], stems: Sequence[str], counts: Sequence[int]) -> None:
        """The three lists belong together, and ``words`` is sorted.

        Two words joined by a hyphen are one of them too, with the stem of the word that they are when closed up.
        """
        self._words = words
        self._stems = stems
        self._counts = counts
        self._families: dict[str, list[str]] = {}
        for word, stem in zip(words, stems, strict=True):
            self._families.setdefault(stem, []).append(word)

    @classmethod
    def of(cls, counts: Mapping[str, int], stems: Mapping[str, str]) -> Lexicon:
        """The lexicon of words with their counts and stems."""
        words = sorted(counts)
        return cls(words, [stems[word] for word in words], [counts[word] for word in words])

    def __contains__(self, word: str) -> bool:
        return self.count(word) > 0

    def __len__(self) -> int:
        return len(self._words)

    def count(self, word: str) -> int:
        """How many paragraphs hold the word."""
        at = bisect_left(self._words, word)
        return self._counts[at] if at < len(self._words) and self._words[at] == word else 0

    def family(self, stem: str) -> tuple[str, ...]:
        """The words with this stem."""
        return tuple(word for word in self._families.get(stem, ()) if JOINED not in word[:-1])

    def divided(self, stem: str) -> Iterator[tuple[str, str]]:
        """The words that stand joined by a hyphen, and closed up have this stem: *co* and *operation*."""
        for word in self._families.get(stem, ()):
            first, hyphen, second = word.partition(JOINED)
            if hyphen and second:
                yield first, second

    def opened(self, word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The two words that a long word may be written as, *air* and *strike*: the first, and forms of the other."""
        if not word.isalpha():
            return
        for at in range(_SHORTEST_OPEN, len(word) - _SHORTEST_OPEN + 1):
            if may_be_one((word[:at], word[at:])) and word[:at] in self and (forms := self.family(root(word[at:]))):
                yield word[:at], forms

    def grouped(self, number: str) -> tuple[str, ...]:
        """The groups of three digits in which a number is written with spaces, where the dossier has each of them."""
        first = (len(number) - 1) % 3 + 1
        groups = (number[:first], *(number[at : at + 3] for at in range(first, len(number), 3)))
        fits = number.isdecimal() and len(groups) > 1 and all(group in self for group in groups)
        return groups if fits else ()

    def closed(self, words: Sequence[str]) -> tuple[str, ...]:
        """The forms that two words have here when they are written as one: *ceasefire* of *cease* and *fire*."""
        if not all(word.isalpha() for word in words) or NAME_ARTICLES.intersection(words):
            return ()
        return self.family(root("".join(words)))

    def knows(self, words: Sequence[str]) -> bool:
        """Whether words side by side are one word elsewhere, as *air strike* is."""
        return may_be_one(words) and bool(self.closed(words))

    @property
    def longest(self) -> int:
        """Words that are looked for as one word."""
        return 2

    def beginning(self, prefix: str, limit: int) -> tuple[tuple[str, ...], int]:
        """The ``limit`` most frequent words that begin with ``prefix``, most frequent first, and how many there are.

        A word that begins so in its British or American spelling is one of them. The article of a hyphenated name is no
        word of its own.
        """
        begun = set(self._begun(prefix))
        for one, other in beginnings(prefix):
            begun.update(at for at in self._begun(other) if _begins(self._words[at], prefix, other, one))
        best = sorted(begun, key=lambda at: (-self._counts[at], at))[:limit]
        return tuple(self._words[at] for at in best), len(begun)

    def _begun(self, prefix: str) -> Iterator[int]:
        """The places of the words that begin with ``prefix``."""
        first = bisect_left(self._words, prefix)
        last = bisect_left(self._words, prefix + "\U0010ffff", first)
        return (at for at in range(first, last) if JOINED not in self._words[at] and not _doubled(self._words[at]))

    def similar(self, word: str, most: int) -> list[tuple[int, str]]:
        """The words that differ from ``word`` by 1 to ``most`` letters, with by how many; the most alike first.

        Of equally like ones, those come first that more paragraphs hold.
        """
        letters = Counter(word)
        # An edit touches at most two pieces that lie side by side, so that one piece of so many is left whole.
        parts = 2 * most + 1
        cuts = [len(word) * number // parts for number in range(parts + 1)]
        pieces = [word[start:end] for start, end in pairwise(cuts)]
        found: list[tuple[int, int, str]] = []
        for other, count in zip(self._words, self._counts, strict=True):
            if abs(len(other) - len(word)) > most or not any(piece in other for piece in pieces):
                continue
            if other == word or not other.isalpha():
                continue
            shared = sum(min(often, other.count(letter)) for letter, often in letters.items())
            if max(len(word), len(other)) - shared <= most and (far := distance(word, other, most)) is not None:
                found.append((far, -count, other))
        return [(far, other) for far, _, other in sorted(found)]

    def to_bytes(self) -> bytes:
        """The lexicon as UTF-8, a line per word: word, stem and count with spaces between."""
        lines = zip(self._words, self._stems, self._counts, strict=True)
        return "".join(f"{word} {stem} {count}\n" for word, stem, count in lines).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Lexicon:
        """A lexicon as :meth:`to_bytes` wrote it.

        Raises:
            ValueError: the bytes are no lexicon.
        """
        lines = [line.split(" ") for line in data.decode().split("\n")[:-1]]
        return cls([line[0] for line in lines], [stem for _, stem, _ in lines], [int(line[2]) for line in lines])


def may_be_one(words: Sequence[str]) -> bool:
    """Whether two words without a hyphen are looked for as one too; short ones, as in *may be*, are not."""
    lengths = [len(word) for word in words]
    return len(words) == 2 and min(lengths) >= _SHORTEST_OPEN and sum(lengths) >= _SHORTEST_CLOSED and words[0] != "the"


def _doubled(word: str) -> bool:
    """Whether a word in capitals is in the lexicon without their mark too."""
    return word[-1] == MARK and word[:-1] not in COLLIDING


def _begins(word: str, prefix: str, begun: str, other: str) -> bool:
    """Whether a word begins with ``prefix`` in its one spelling, or is the same word when ``other`` begins it."""
    spelled = one_spelling(word)
    return spelled.startswith(prefix) or one_spelling(other + word[len(begun) :]) == spelled
