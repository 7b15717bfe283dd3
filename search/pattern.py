"""Where words stand as a term asks for them: side by side, or near each other.

Positions are those of :class:`natoreader.search.analysis.Token`, of one paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from .analysis import STEP

Words = tuple[str, ...]
"""Index words any of which may stand at one place."""
Way = tuple[Words, ...]
"""What may fill a place of a term: one word, or several side by side."""
Span = tuple[int, int]
"""The positions of the first and the last word of what was found."""
Places = Callable[[Words], Collection[int]]
"""The positions at which any of some words stands."""


class Limits(NamedTuple):
    """Where a way counts: in the articles with these ids, where any are named, and perhaps with a capital only."""

    articles: frozenset[str] = frozenset()
    capital: bool = False

    def __bool__(self) -> bool:
        return bool(self.articles) or self.capital


class Slot(NamedTuple):
    """One place of a term: each of ``ways`` may fill it; ``optional`` may be left out.

    ``limited`` are ways that do not count everywhere. ``begins``: in the term a sentence begins here, so that one may
    in the text.
    """

    ways: tuple[Way, ...]
    optional: bool = False
    begins: bool = False
    limited: tuple[tuple[Way, Limits], ...] = ()

    def all_ways(self) -> Iterator[tuple[Way, Limits]]:
        """All ways, each with its limits."""
        yield from ((way, _EVERYWHERE) for way in self.ways)
        yield from self.limited


_EVERYWHERE = Limits()
Counts = Callable[[Limits, Span], bool]
"""Whether a way with these limits counts where it was found."""


Pattern = tuple[Slot, ...]


def single(pattern: Pattern) -> Words | None:
    """The words that a pattern of one word stands for; ``None`` where it may take more than one."""
    if len(pattern) > 1 or pattern[0].limited or any(len(way) > 1 for way in pattern[0].ways):
        return None
    return tuple(dict.fromkeys(word for way in pattern[0].ways for word in way[0]))


def spans(pattern: Pattern, places: Places, counts: Counts = lambda *_: True) -> set[Span]:
    """Where a pattern stands, its slots side by side, with no sentence's end between them that it does not have."""
    found: set[Span] = set()
    begun = False  # whether a slot that cannot be left out has been passed
    for slot in pattern:
        here = {
            span
            for way, limits in slot.all_ways()
            for span in _runs([places(words) for words in way])
            if not limits or counts(limits, span)
        }
        by_start: dict[int, list[int]] = {}
        for start, end in here:
            by_start.setdefault(start, []).append(end)
        steps = (STEP - 1, STEP, STEP + 1) if slot.begins else (STEP,)
        longer = {(start, later) for start, end in found for step in steps for later in by_start.get(end + step, ())}
        if not begun:
            longer |= here
        found = longer | found if slot.optional else longer
        begun = begun or not slot.optional
        if begun and not found:
            break
    return found


def _runs(places: Sequence[Collection[int]]) -> Iterator[Span]:
    """Where words stand next to each other in order, given the positions of each."""
    last = (len(places) - 1) * STEP
    for at in places[0]:
        if all(at + step * STEP in later for step, later in enumerate(places)):
            yield at, at + last


def words_between(first: int, second: int) -> int:
    """How many words stand between two positions, the earlier first; a sentence's end counts for none."""
    return second // STEP - first // STEP - 1


def windows(groups: Sequence[Collection[Span]], within: int) -> list[tuple[Span, ...]]:
    """Choices of one span of each group, in any order, with at most ``within`` other words between them all.

    From each place where one can begin, the nearest is taken.
    """
    line = sorted((start, end, number) for number, group in enumerate(groups) for start, end in group)
    found: list[tuple[Span, ...]] = []
    for at, (start, end, number) in enumerate(line):
        taken, seen, last, left = [(start, end)], {number}, end, within
        for later, later_end, other in line[at + 1 :]:
            if later <= last:
                continue
            if words_between(last, later) > left:
                break
            if other in seen:
                continue
            left -= words_between(last, later)
            taken.append((later, later_end))
            seen.add(other)
            last = later_end
            if len(seen) == len(groups):
                found.append(tuple(taken))
                break
    return found
