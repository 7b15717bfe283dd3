"""Days as a query names them: ``2013``, ``2013-10``, ``2013-10-21``, and ranges of them, ``2012..2014-06``."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_POINT = re.compile(r"([12]\d{3})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class Period(NamedTuple):
    """The days ``first``–``last``, both included; ``None`` leaves an end open."""

    first: datetime.date | None
    last: datetime.date | None


def read_period(value: str, *, years_only: bool = False, ranges: bool = True) -> Period:
    """The days that a value names; a year or a month is all its days.

    Raises:
        ValueError: it names none; the message says why, as the rest of a sentence that begins with the value.
    """
    start, dots, end = value.partition("..")
    if not dots:
        return _point(start, years_only)
    if not ranges:
        raise ValueError("is a range; expected one day, month or year, such as 2013-10")
    if not start and not end:
        raise ValueError(_expected(years_only))
    first = _point(start, years_only).first if start else None
    last = _point(end, years_only).last if end else None
    if first is not None and last is not None and first > last:
        raise ValueError(f"is no range: it must begin with its earlier {'year' if years_only else 'date'}")
    return Period(first, last)


def _point(value: str, years_only: bool) -> Period:
    match = _POINT.fullmatch(value)
    if match is None or (years_only and match[2]):
        raise ValueError(_expected(years_only))
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        if match[3]:
            first = last = datetime.date(year, month, day)
        elif match[2]:
            first = datetime.date(year, month, 1)
            last = datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
        else:
            first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    except ValueError:
        raise ValueError("is no day of the calendar") from None
    return Period(first, last)


def _expected(years_only: bool) -> str:
    if years_only:
        return "is no year; expected four digits, or a range such as 2012..2014"
    return "is no date; expected a year, a month or a day, such as 2013, 2013-10 or 2013-10-21"
