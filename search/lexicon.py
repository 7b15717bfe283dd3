"""The words of a dossier: which of them share a stem, and which begin alike.

A term of a query stands for words; the index knows words only as they were folded. That leaves exact words, stems,
beginnings and, one day, spellings to be chosen when a query is asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence


class Lexicon:
    """All folded words, sorted, each with its stem and the number of paragraphs that hold it."""

    def __init__(self, words: Sequence[str], stems: Sequence[str], counts: Sequence[int]) -> None:
        """The three lists belong together, and ``words`` is sorted."""
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

    def __len__(self) -> int:
        return len(self._words)

    def family(self, stem: str) -> tuple[str, ...]:
        """The words with this stem."""
        return tuple(self._families.get(stem, ()))

    def beginning(self, prefix: str, limit: int) -> tuple[tuple[str, ...], int]:
        """The ``limit`` most frequent words that begin with ``prefix``, most frequent first, and how many there are."""
        first = bisect_left(self._words, prefix)
        last = bisect_left(self._words, prefix + "\U0010ffff", first)
        best = sorted(range(first, last), key=lambda at: -self._counts[at])[:limit]
        return tuple(self._words[at] for at in best), last - first

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
