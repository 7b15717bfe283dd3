"""A selection in an article, grown and shrunk by word, sentence or paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..dossier.sentences import sentences
from ..dossier.text import Text

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Selection:
    """A range of code points that began at ``start`` and ends at ``end``; it never becomes empty."""

    start: int
    end: int

    @property
    def range(self) -> tuple[int, int]:
        """First code point, and the one after the last."""
        return self.start, self.end

    @classmethod
    def begin(cls, text: Text, offset: int, unit: str) -> Selection:
        """The ``unit`` (word, sentence or paragraph) that holds a code point."""
        units = _units(text, unit)
        for start, end in units:
            if end > offset:
                return cls(start, end)
        start, end = units[-1]
        return cls(start, end)

    def grow(self, text: Text, unit: str, by: int) -> Selection:
        """With its end moved to the next (``by`` > 0) or previous end of a unit."""
        ends = [end for _, end in _units(text, unit)]
        if by > 0:
            later = [end for end in ends if end > self.end]
            return Selection(self.start, later[0]) if later else self
        earlier = [end for end in ends if self.start < end < self.end]
        return Selection(self.start, earlier[-1]) if earlier else self


def _units(text: Text, unit: str) -> list[tuple[int, int]]:
    if unit == "paragraph":
        return [(each.start, each.end) for each in text.paragraphs]
    if unit == "sentence":
        return [found for each in text.paragraphs for found in sentences(text, each)]
    return [match.span() for match in _WORD.finditer(text.value)]
