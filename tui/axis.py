"""The axis of the timeline: which days it spans, where a day stands on it, and how dates are drawn along it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..dossier.dates import MONTHS

DAY, RANGE, UNSURE_DAY, UNSURE_RANGE = "●", "━", "○", "╍"
OFFER, PUBLISHED = "▼", "▽"
GRID = "┊"
LEGEND = (
    f" {DAY} day  {RANGE} range  {UNSURE_DAY}{UNSURE_RANGE}~ not certain"
    f"  {OFFER} article with an offer  {PUBLISHED} without"
)
"""What the signs mean."""
BEFORE, AFTER = "‹", "›"
_RULE, _TICK = "─", "┬"
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 24_000, 60_000)
"""Months from one tick to the next."""
_ROUND = 120
"""Months from which on ticks stand at round years, not where the axis begins."""
_ROOM = 5
"""Cells a tick's label wants: a year, and what sets it apart from the next."""
_YEAR = 12
_DAYS = 31
"""Days of a month, on the axis."""
_FAR = 20
"""One date in so many may lie outside the axis, where that halves it."""

Span = tuple[date, date]
"""A first and a last day, both included."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Days along ``width`` cells, from the month ``first`` to before the month ``end``, with ticks at some months.

    Months are counted from January of the year 0.
    """

    first: int
    end: int
    step: int
    width: int

    def column(self, day: date) -> int:
        """The cell of a day; −1 where it lies before the axis, ``width`` where behind it."""
        month = _month(day)
        if month < self.first:
            return -1
        return self.width if month >= self.end else self._cell(month, day.day - 1)

    def _cell(self, month: int, days: int = 0) -> int:
        """The cell of a month's beginning, or of a day so many later. All months are alike, so that years are."""
        return ((month - self.first) * _DAYS + days) * self.width // ((self.end - self.first) * _DAYS)

    @property
    def ticks(self) -> Sequence[int]:
        """The months at which the axis has a tick."""
        round_years = range(-(-self.first // self.step) * self.step, self.end, self.step)
        return round_years if self.step >= _ROUND and round_years else range(self.first, self.end, self.step)

    def labels(self) -> str:
        """The words over the ticks, each from its tick on, where there is room; the last may stand out."""
        line = ""
        for number, month in enumerate(self.ticks):
            at, label = self._cell(month), self._label(month, first=not number)
            if at > len(line) or not line:
                line += " " * (at - len(line)) + label
        return line

    def _label(self, month: int, *, first: bool) -> str:
        year, name = str(month // _YEAR), MONTHS[month % _YEAR][:3]
        if month % _YEAR == 0:
            return year
        return f"{name} {year}" if first else name

    def rule(self, offers: Iterable[date]) -> str:
        """The line below the words: ticks, and the days of offers."""
        cells = [_RULE] * self.width
        for month in self.ticks:
            cells[self._cell(month)] = _TICK
        for day in offers:
            at = self.column(day)
            if 0 <= at < self.width:
                cells[at] = OFFER
        return "".join(cells)

    def bar(self, first: date, last: date, *, sure: bool, point: tuple[date, str] | None = None) -> str:
        """The days ``first``–``last`` as ``width`` cells: a sign for a day, a bar for several; arrows lead outside.

        ``point`` is a day with the sign it is given. Where nothing else stands the ticks go on.
        """
        cells = [" "] * self.width
        for month in self.ticks:
            cells[self._cell(month)] = GRID
        begin, end = self.column(first), self.column(last)
        one, several = (DAY, RANGE) if sure else (UNSURE_DAY, UNSURE_RANGE)
        filling = one if first == last else several
        for at in range(max(0, begin), min(self.width - 1, end) + 1):
            cells[at] = filling
        if point is not None and 0 <= self.column(point[0]) < self.width:
            cells[self.column(point[0])] = point[1]
        if begin < 0:
            cells[0] = BEFORE
        if end >= self.width:
            cells[-1] = AFTER
        return "".join(cells)


def axis(spans: Sequence[Span], width: int) -> Axis | None:
    """An axis of ``width`` cells (at least 1) for some dates, from whole month to whole month; ``None`` without any.

    A few dates far from all others do not press those into one cell: as long as the axis can be halved by leaving out
    the outermost, and no more than one in twenty is left out, it is.
    """
    if not spans:
        return None
    first, last = _ends(spans)
    months = last - first + 1
    if months > _YEAR:  # whole years
        first, last = first // _YEAR * _YEAR, last // _YEAR * _YEAR + _YEAR - 1
        months = last - first + 1
    most = max(1, width // _ROOM)
    step = next((each for each in _STEPS if -(-months // each) <= most), _STEPS[-1])
    return Axis(first, last + 1, step, width)


def outside(spans: Sequence[Span]) -> tuple[int, int]:
    """How many of some dates begin before their axis, and how many end behind it."""
    along = axis(spans, 1)
    if along is None:
        return 0, 0
    return sum(along.column(first) < 0 for first, _ in spans), sum(along.column(last) > 0 for _, last in spans)


def _ends(spans: Sequence[Span]) -> tuple[int, int]:
    """The first and the last month of the dates, but for a few that lie far away."""
    firsts = sorted(_month(first) for first, _ in spans)
    lasts = sorted(_month(last) for _, last in spans)
    low, high, spare = 0, len(spans) - 1, len(spans) // _FAR
    while spare:
        # Of the gaps that can be cut off at either end with the dates at hand, the widest.
        cuts = [(firsts[low + n] - firsts[low], n, 0) for n in range(1, spare + 1)]
        cuts += [(lasts[high] - lasts[high - n], 0, n) for n in range(1, spare + 1)]
        gain, below, above = max(cuts, key=lambda cut: (cut[0], -cut[1] - cut[2]))
        if 2 * gain <= lasts[high] - firsts[low]:
            break
        low, high, spare = low + below, high - above, spare - below - above
    return firsts[low], max(firsts[low], lasts[high])


def _month(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def when(first: date, last: date, width: int) -> str:
    """The days ``first``–``last`` in at most ``width`` cells if it can be: exactly, else by month, else by year."""
    forms = [_exactly(first, last), _by_month(first, last), _by_year(first, last)]
    return next((form for form in forms if len(form) <= width), forms[-1])


def _exactly(first: date, last: date) -> str:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _by_year(first, last)
    if first.day == 1 and (last == date.max or date.fromordinal(last.toordinal() + 1).day == 1):
        return _by_month(first, last)
    end = f"{last.day} {_by_month(last, last)}"
    if first == last:
        return end
    if first.year != last.year:
        return f"{first.day} {_by_month(first, first)}–{end}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1][:3]}–{end}"
    return f"{first.day}–{end}"


def _by_month(first: date, last: date) -> str:
    end = f"{MONTHS[last.month - 1][:3]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    begin = MONTHS[first.month - 1][:3]
    return f"{begin}–{end}" if first.year == last.year else f"{begin} {first.year}–{end}"


def _by_year(first: date, last: date) -> str:
    return str(last.year) if first.year == last.year else f"{first.year}–{last.year}"
