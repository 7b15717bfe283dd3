"""A selection in an article, grown and shrunk by word, sentence or paragraph at either end."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..dossier.sentences import sentences
from ..dossier.text import Text

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Selection:
    """A range of code points that never becomes empty; ``at_start`` says that its start is the end that moves."""

    start: int
    end: int
    at_start: bool = False

    @property
    def range(self) -> tuple[int, int]:
        """First code point, and the one after the last."""
        return self.start, self.end

    @property
    def moving(self) -> int:
        """The code point at the end that moves."""
        return self.start if self.at_start else self.end - 1

    @classmethod
    def begin(cls, text: Text, offset: int, unit: str) -> Selection:
        """The ``unit`` (word, sentence or paragraph) that holds a code point."""
        units = _units(text, unit)
        for start, end in units:
            if end > offset:
                return cls(start, end)
        start, end = units[-1]
        return cls(start, end)

    @classmethod
    def between(cls, text: Text, first: int, last: int) -> Selection:
        """From one code point to another, both taken in, whichever comes first; the second is the end that moves."""
        start, end = min(first, last), min(len(text), max(first, last) + 1)
        return cls(start, end, at_start=last < first)

    def turned(self) -> Selection:
        """The same range with the other end moving."""
        return replace(self, at_start=not self.at_start)

    def grow(self, text: Text, unit: str, by: int) -> Selection:
        """With the moving end at the next (``by`` > 0) or previous edge of a unit; as it is, where there is none."""
        units = _units(text, unit)
        if self.at_start:
            edges = [start for start, _ in units if start < self.end]
            here = self.start
        else:
            edges = [end for _, end in units if end > self.start]
            here = self.end
        beyond = [edge for edge in edges if (edge > here if by > 0 else edge < here)]
        if not beyond:
            return self
        edge = beyond[0] if by > 0 else beyond[-1]
        return replace(self, start=edge) if self.at_start else replace(self, end=edge)


def _units(text: Text, unit: str) -> list[tuple[int, int]]:
    if unit == "paragraph":
        return [(each.start, each.end) for each in text.paragraphs]
    if unit == "sentence":
        return [found for each in text.paragraphs for found in sentences(text, each)]
    return [match.span() for match in _WORD.finditer(text.value)]
