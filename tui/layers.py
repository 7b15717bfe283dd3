"""Layers of highlights over a text, and their painting order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

ENTITY, BOOKMARK, EVIDENCE, HIT, SELECTION = "entity", "bookmark", "evidence", "hit", "selection"
ORDER = ("block", ENTITY, BOOKMARK, EVIDENCE, HIT, SELECTION)
"""From the bottom to the top."""


class Mark(NamedTuple):
    """A highlighted range of code points; ``style`` names how it is drawn."""

    start: int
    end: int
    style: str


class Layer:
    """Marks of one kind that do not overlap, sorted."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self.marks: list[Mark] = []
        for mark in sorted(marks):
            # Of two marks that overlap the first is kept whole and the other cut: a flat layer paints each cell once.
            start = max(mark.start, self.marks[-1].end) if self.marks else mark.start
            if start < mark.end:
                self.marks.append(Mark(start, mark.end, mark.style))
        self._ends = [mark.end for mark in self.marks]
        self._starts = [mark.start for mark in self.marks]

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with ``start``–``end``."""
        return self.marks[bisect_right(self._ends, start) : bisect_left(self._starts, end)]


def runs(start: int, end: int, layers: Mapping[str, Layer]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Divide ``start``–``end`` at the edges of all marks: ranges with the styles to paint, bottom first."""
    present = [layers[name].between(start, end) for name in ORDER if name in layers]
    cuts = {start, end}
    for marks in present:
        for mark in marks:
            cuts.add(max(start, mark.start))
            cuts.add(min(end, mark.end))
    edges = sorted(cuts)
    for first, last in pairwise(edges):
        styles = tuple(mark.style for marks in present for mark in marks if mark.start <= first < mark.end)
        yield first, last, styles
