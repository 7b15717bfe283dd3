"""The names of a dossier's texts: words that occur with a capital only, found again by how they sound.

They are gathered while the index is built. A name of several words is kept only where a part of it is no name alone, as
in Abdul Jalil, which others write as one word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from ..dossier.transliteration import alike, keys, likeness, units
from .analysis import JOINED, NAME_ARTICLES, STEP, Token

SHORTEST = 4
"""Letters from which on a name is looked for by its sound."""
LONGEST = 3
"""Words in the longest name that others write as one, as Abd al-Jalil."""


class Vocabulary:
    """Names by their folded words, joined by blanks, each as it is printed first."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = dict(names)

    def __contains__(self, words: str) -> bool:
        return words in self._names

    def __len__(self) -> int:
        return len(self._names)

    def shown(self, words: str) -> str:
        """A name as it is printed, by its folded words; these where they are no name."""
        return self._names.get(words, words)

    @cached_property
    def _by_key(self) -> dict[str, list[tuple[str, str]]]:
        """Under each key the sound-bearing words of the names, with the names."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name in self._names:
            sounding = units(name)
            if len(sounding) == 1 and len(sounding[0]) >= SHORTEST:
                for each in keys(sounding[0]):
                    found.setdefault(each, []).append((sounding[0], name))
        return found

    def alike(self, word: str) -> list[str]:
        """The folded words of the names that can be spellings of a word, the most alike first; itself among them."""
        if len(word) < SHORTEST:
            return []
        found: dict[str, float] = {}
        for each in keys(word):
            for sounding, name in self._by_key.get(each, ()):
                if alike(word, sounding):
                    found[name] = likeness(word, sounding)
        return sorted(found, key=lambda name: (-found[name], name))

    def to_bytes(self) -> bytes:
        """The names as UTF-8, a line each: the folded words, a tab, how they are printed."""
        return "".join(f"{words}\t{printed}\n" for words, printed in sorted(self._names.items())).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Vocabulary:
        """Names as :meth:`to_bytes` wrote them.

        Raises:
            ValueError: the bytes are nothing of the kind.
        """
        lines = [line.split("\t") for line in data.decode().split("\n")[:-1]]
        return cls(dict(lines))


class Gathering:
    """Gathers the names of texts, paragraph by paragraph."""

    def __init__(self) -> None:
        self._capital: dict[str, str] = {}
        self._small: set[str] = set()

    def add(self, text: str, tokens: Sequence[Token]) -> None:
        """Look at a paragraph and its tokens."""
        for number, token in enumerate(tokens):
            first = text[token.start]
            if not first.isupper():
                if first.islower():
                    self._small.add(token.word)
            elif token.word.isalpha() and token.word.isascii():
                self._capital.setdefault(token.word, text[token.start : token.end])
                for length in range(1, min(LONGEST, number + 1)):
                    self._join(text, tokens[number - length : number + 1])

    def _join(self, text: str, tokens: Sequence[Token]) -> None:
        """Keep some words side by side as one name where others would write them as one."""
        if tokens[-1].position - tokens[0].position != STEP * (len(tokens) - 1):
            return
        words = [token.word.removesuffix(JOINED) for token in tokens]
        if len(units(" ".join(words))) == 1 and words[0] not in NAME_ARTICLES:
            self._capital.setdefault(" ".join(words), text[tokens[0].start : tokens[-1].end])

    def names(self) -> Vocabulary:
        """What was gathered: what never begins with a small letter."""
        return Vocabulary({words: shown for words, shown in self._capital.items() if words not in self._small})


def sounding(words: Iterable[str]) -> tuple[str, ...]:
    """Index words as the words of a name that are compared; empty where one has other than plain letters."""
    name = "-".join(word.strip("-.") for word in words)
    return units(name) if name.replace("-", "").isalpha() and name.isascii() else ()
