"""Visits: the one idea for stepping through hits, mentions, evidence and bookmarks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..dossier.text import EMPTY, Clean

if TYPE_CHECKING:
    from textual.widget import Widget


class Stop(NamedTuple):
    """A passage a visit leads to: code points of an article; ``note`` is shown while one stands there.

    ``light`` tells the parts to light up, where that is not the whole passage; ``id`` is the bookmark's, if it is one.
    """

    article: Clean
    start: int
    end: int
    note: Clean = EMPTY
    light: Callable[[], tuple[tuple[int, int], ...]] = tuple
    id: str = ""

    @property
    def lit(self) -> tuple[tuple[int, int], ...]:
        """The ranges to light up."""
        return self.light() or ((self.start, self.end),)


class Visit:
    """A round of stops, the one at ``index`` current.

    ``kind`` is the word before the counter (“hit”, “mention”, “evidence”, “bookmark”); ``origin`` is the pane it began
    in, to which Backspace returns; ``about`` says what is visited.
    """

    def __init__(self, kind: str, stops: Sequence[Stop], origin: str, about: Clean = EMPTY) -> None:
        self.kind = kind
        self.stops = stops
        self.origin = origin
        self.about = about
        self.index = 0

    @property
    def stop(self) -> Stop:
        """The current stop."""
        return self.stops[self.index]

    @property
    def counter(self) -> Clean:
        """“hit 4/14”."""
        return Clean(f"{self.kind} {self.index + 1}/{len(self.stops)}")

    @property
    def said(self) -> Clean:
        """“match 4/14  “help” in May 2016”: the counter, what is visited, and the current stop's note."""
        return Clean(f"{self.counter}  {self.about} {self.stop.note}".rstrip())

    def step(self, by: int) -> bool:
        """Move by that many stops; false at the end, where nothing changes."""
        target = self.index + by
        if not 0 <= target < len(self.stops):
            return False
        self.index = target
        return True


class FoundRows(Protocol):
    """Rows of a list in which words were found; where the list has the focus, they are stepped through."""

    @property
    def widget(self) -> Widget:
        """The list."""

    def step(self, by: int) -> None:
        """To the next (``by`` > 0) or previous of them, and say where that is."""


class Place(NamedTuple):
    """Where someone was reading: an article and a code point in it."""

    article: Clean
    offset: int


class History:
    """The places one jumped from, latest last."""

    def __init__(self, limit: int = 100) -> None:
        self.places: list[Place] = []
        self.limit = limit

    def remember(self, place: Place) -> None:
        """Keep a place, once where it is the latest already."""
        if not self.places or self.places[-1] != place:
            self.places.append(place)
            del self.places[: -self.limit]

    def back(self) -> Place | None:
        """Take the latest place."""
        return self.places.pop() if self.places else None
