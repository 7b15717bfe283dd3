"""Arithmetic on days: weeks, months, seasons, and the parts that “early” and “late” name.

Weeks run from Monday to Sunday; seasons are those of the northern hemisphere by whole months, a winter belonging to the
year in which it ends.
"""

from __future__ import annotations

import datetime
from datetime import date
from typing import NamedTuple

SEASONS = {"winter": -1, "spring": 2, "summer": 5, "autumn": 8, "fall": 8}
"""Months from January of its year to a season's beginning."""
SHARES = {f"{nth} half": (number, 2) for number, nth in enumerate(("first", "second"))}
SHARES |= {f"{nth} quarter": (number, 4) for number, nth in enumerate(("first", "second", "third", "fourth"))}
SHARES |= {f"{nth} quarter": (3, 4) for nth in ("last", "final")}
"""Shares of a year or month by their names: the number of the share, counted from 0, and of how many."""


class Days(NamedTuple):
    """A first and a last day, both included, and what they are: a precision of :mod:`.dates`."""

    first: date
    last: date
    precision: str


def one(day: date) -> Days:
    """A day by itself."""
    return Days(day, day, "day")


def from_to(first: date, last: date) -> Days:
    """A range; one day where both are the same."""
    return Days(first, last, "day" if first == last else "range")


def month(year: int, number: int) -> Days:
    """A month; ``number`` counts from 1 and may lead into another year."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    following = date(year + number // 12, number % 12 + 1, 1)
    return Days(date(year, number, 1), following - datetime.timedelta(1), "month")


def year(number: int) -> Days:
    """A year."""
    return Days(date(number, 1, 1), date(number, 12, 31), "year")


def season(name: str, number: int) -> Days:
    """A season of a year."""
    begins = SEASONS[name] + 1
    return Days(month(number, begins).first, month(number, begins + 2).last, "season")


def week(day: date) -> Days:
    """The week of a day."""
    monday = plus(day, -day.weekday())
    return Days(monday, plus(monday, 6), "range")


def week_with(day: date) -> Days:
    """The week named after a day in it: after a Sunday, the one that ends and the one that begins with it."""
    return Days(week(day).first, week(plus(day, 1)).last, "range")


def unit(day: date, name: str, away: int = 0) -> Days:
    """The day, week, weekend, month, year or decade that lies ``away`` units from the one of ``day``.

    Raises:
        OverflowError: it lies outside the calendar.
        ValueError: likewise.
    """
    if name == "day":
        return one(plus(day, away))
    if name == "week":
        return week(plus(day, 7 * away))
    if name == "weekend":
        sunday = week(plus(day, 7 * away)).last
        return Days(plus(sunday, -1), sunday, "range")
    if name == "month":
        return month(day.year, day.month + away)
    if name == "year":
        return year(day.year + away)
    first = day.year // 10 * 10 + 10 * away
    return Days(date(first, 1, 1), date(first + 9, 12, 31), "range")


def moved(day: date, name: str, away: int) -> date:
    """The same day ``away`` days, weeks, weekends, months or years later.

    Raises:
        OverflowError: it lies outside the calendar.
        ValueError: likewise, or that month has no such day.
    """
    months = {"month": 1, "year": 12}.get(name)
    if months is None:
        return plus(day, away * (1 if name == "day" else 7))
    return month(day.year, day.month + months * away).first.replace(day=day.day)


def plus(day: date, days: int) -> date:
    """The day that many days later."""
    return day + datetime.timedelta(days)


def part(days: Days, name: str, today: date | None = None) -> Days:
    """What “early”, “mid” or “late” leaves of ``days``: about a third; “earlier” and “later” begin or end today.

    “first half”, “last quarter” and the like are taken exactly.
    """
    if days.precision == "day":
        return days
    if name in SHARES:
        return _share(days, *SHARES[name])
    if name == "earlier" and today is not None:
        return from_to(days.first, max(days.first, min(days.last, today)))
    if name == "later" and today is not None:
        return from_to(max(days.first, min(days.last, today)), days.last)
    third = {"early": 0, "earlier": 0, "mid": 1}.get(name, 2)
    long = (days.last - days.first).days + 1
    if long <= 10:  # Monday to Wednesday, Tuesday to Thursday, Thursday to Sunday
        begin, end = ((0, 2), (1, 3), (3, long - 1))[third]
        return from_to(plus(days.first, begin), plus(days.first, min(end, long - 1)))
    if days.precision == "month":
        last = days.first.replace(day=10 * third + 10) if third < 2 else days.last
        return Days(days.first.replace(day=10 * third + 1), last, "range")
    return _share(days, third, 3)


def _share(days: Days, number: int, of: int) -> Days:
    """The share with that number, from 0, of so many equal ones: whole months where there are enough of them."""
    start = days.first
    months = (days.last.year - start.year) * 12 + days.last.month - start.month + 1
    long = months if months >= of else (days.last - start).days + 1
    begin, end = long * number // of, long * (number + 1) // of - 1
    if months < of:
        return from_to(plus(start, begin), plus(start, end))
    return Days(month(start.year, start.month + begin).first, month(start.year, start.month + end).last, "range")
