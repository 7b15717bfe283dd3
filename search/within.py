"""Finding words in one text as one types them: letter for letter, after folding as the search folds.

Case, accents, ligatures, the shape of quotation marks and dashes, and the length of white space make no difference.
Unlike the search this knows no words: “raqi” stands in “Iraqi”, and a full stop is a full stop.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..dossier.anchor import fold as fold_typography
from .analysis import fold as fold_word
from .results import Range

_UNSEEN = frozenset({"Mn", "Me", "Cf"})
"""Categories of characters that fold to nothing: marks on a letter, and what only shapes or joins letters."""
_PLAIN = re.compile("(?:[!-_a-~]| (?! ))*")
"""A line that only has to be put into lower case, as most are."""


@lru_cache(maxsize=1 << 12)
def _folded(char: str) -> str:
    """What one code point folds to: perhaps nothing, perhaps several. White space is one blank."""
    word = fold_word(char)
    if word:
        return word
    plain = unicodedata.normalize("NFKD", fold_typography(char))
    return fold_typography("".join(each for each in plain if unicodedata.category(each) not in _UNSEEN))


class Folding:
    """A text folded for finding, with the way back to the code points it came from. Lines stay apart.

    ``value`` is the folded text.
    """

    def __init__(self, value: str) -> None:
        self.value = ""
        self._starts: list[int] = []
        self._ends: list[int] = []
        lines: list[str] = []
        at = 0
        for line in value.split("\n"):
            lines.append(self._plain(line, at) if _PLAIN.fullmatch(line) else self._fold(line, at))
            at += len(line) + 1
            self._starts.append(at - 1)
            self._ends.append(at)
        self.value = "\n".join(lines)

    def _plain(self, line: str, at: int) -> str:
        self._starts += range(at, at + len(line))
        self._ends += range(at + 1, at + len(line) + 1)
        return line.lower()

    def _fold(self, line: str, at: int) -> str:
        pieces: list[str] = []
        for number, char in enumerate(line, at):
            piece = _folded(char)
            if pieces and (not piece or (piece == " " and pieces[-1] == " ")):
                self._ends[-len(pieces[-1]) :] = [number + 1] * len(pieces[-1])
            elif piece:
                pieces.append(piece)
                self._starts += [number] * len(piece)
                self._ends += [number + 1] * len(piece)
        return "".join(pieces)

    def find(self, words: str) -> list[Range]:
        """Where ``words`` stand, in code points of the text; in order, without overlaps. Of blanks alone, nowhere.

        What folds to several characters, as “ﬁ” to “fi”, is found whole or not at all.
        """
        wanted = fold(words)
        found: list[Range] = []
        at = self.value.find(wanted) if wanted.strip() else -1
        while at >= 0:
            end = at + len(wanted)
            whole = self._begins(at) and self._begins(end)
            if whole:
                found.append((self._starts[at], self._ends[end - 1]))
            at = self.value.find(wanted, end if whole else at + 1)
        return found

    def _begins(self, at: int) -> bool:
        """Whether something of the text begins at a folded offset, rather than going on."""
        return at == 0 or at == len(self.value) or self._starts[at] != self._starts[at - 1]


def fold(value: str) -> str:
    """``value`` folded as a :class:`Folding` folds its text."""
    return Folding(value).value
