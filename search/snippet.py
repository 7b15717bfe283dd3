"""A line from a paragraph that shows its matches: cut to a width between words, with ``…`` where it is cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..dossier.text import EMPTY, Clean
from .results import Hit, Range

Cells = Callable[[str], int]
"""How many terminal cells a string takes."""

_MOST_MATCHES = 500
_CUT = Clean("…")
_SPACE = re.compile(r"\s")


class Snippet(NamedTuple):
    """A part of a paragraph on one line, and the ranges of the matches in it, in code points of ``text``."""

    text: Clean
    matches: tuple[Range, ...]


def snippet(hit: Hit, width: int, cells: Cells) -> Snippet:
    """The part of a hit's paragraph that shows most of its matches in ``width`` cells, measured by ``cells``."""
    start = hit.paragraph.start
    text = hit.article.text.words(hit.paragraph)
    return cut(text, [(first - start, last - start) for first, last in hit.matches], width, cells)


def cut(text: Clean, matches: Sequence[Range], width: int, cells: Cells) -> Snippet:
    """The part of ``text`` that shows most of the ``matches`` (code points of it, in order) in ``width`` cells."""
    line = _Line(text, width, cells)
    start, end = line.widened(*line.cluster(matches[:_MOST_MATCHES]))
    if start == end:
        return Snippet(EMPTY, ())
    before = _CUT if start > line.start else EMPTY
    after = _CUT if end < line.end else EMPTY
    shift = len(before) - start
    shown = tuple(
        (max(start, first) + shift, min(end, last) + shift) for first, last in matches if first < end and last > start
    )
    return Snippet(before + line.text[start:end] + after, shown)


class _Line:
    """A paragraph as one line, of which the part ``start``–``end`` is not white space."""

    def __init__(self, text: Clean, width: int, cells: Cells) -> None:
        self.text = Clean(_SPACE.sub(" ", text))
        self.start = len(self.text) - len(self.text.lstrip(" "))
        self.end = max(self.start, len(self.text.rstrip(" ")))
        self._width = width
        self._cells = cells
        self._far = 8 * max(0, width)

    def fits(self, start: int, end: int) -> bool:
        """Whether a part, with the marks that it is cut, is no wider than the line may be."""
        if end - start > self._far:  # too long whatever marks may stand on the letters; not worth measuring
            return False
        marks = (start > self.start) + (end < self.end)
        return self._cells(self.text[start:end]) + marks <= self._width

    def cluster(self, matches: Sequence[Range]) -> Range:
        """The range from the first to the last of those matches near each other that show most different words."""
        best, most = (self.start, self.start), (0, 0)
        for number, (start, end) in enumerate(matches):
            words = {self.text[start:end].casefold()}
            last, count = end, 1
            for other, other_end in matches[number + 1 :]:
                if not self.fits(start, other_end):
                    break
                words.add(self.text[other:other_end].casefold())
                last, count = other_end, count + 1
            if (len(words), count) > most:
                best, most = (start, last), (len(words), count)
        return best

    def widened(self, start: int, end: int) -> Range:
        """A range with as many words on both sides as there is room for; cut short where it is too wide itself."""
        end = min(end, start + self._far)
        while end > start and not self.fits(start, end):
            end -= 1
            while end > start and unicodedata.combining(self.text[end]):
                end -= 1
        moved = True
        while moved:
            moved = False
            later = self._word_end(end)
            if later > end and self.fits(start, later):
                end, moved = later, True
            earlier = self._word_start(start)
            if earlier < start and self.fits(earlier, end):
                start, moved = earlier, True
        return start, end

    def _word_end(self, at: int) -> int:
        """The end of the word at or behind ``at``."""
        while at < self.end and self.text[at] == " ":
            at += 1
        found = self.text.find(" ", at, at + self._far)
        return found if found >= 0 else min(self.end, at + self._far)

    def _word_start(self, at: int) -> int:
        """The start of the word that ends at or before ``at``, or in which it lies."""
        while at > self.start and self.text[at - 1] == " ":
            at -= 1
        found = self.text.rfind(" ", max(0, at - self._far), at)
        return found + 1 if found >= 0 else max(self.start, at - self._far)
