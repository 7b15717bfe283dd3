"""What a calendar expression means that prints its year, such as “May 3–5, 2011”, “early 2012” or “the 1990s”."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from .calendar import WEEKDAYS
from .dates import MONTHS
from .days import Days, from_to, month, one, part, plus, season, week_with, year

Parts = Mapping[str, str]
"""The parts of an expression by their names in :mod:`.calendar`, in lower case."""
_EDGES = {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}
_YEARS = ("year", "first_year", "carried")
HOLIDAYS = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26)}
HOLIDAYS |= {"new year's day": (1, 1), "new year's eve": (12, 31), "fourth of july": (7, 4)}
"""Month and day of the holidays, by :func:`holiday_name`."""
_SHARES = {f"q{number}": f"{nth} quarter" for number, nth in enumerate(("first", "second", "third", "fourth"), 1)}
_SHARES |= {"h1": "first half", "h2": "second half"}
"""“Q3” and “H1” of a year, as they are named in words."""
_NTH = {"first": 0, "second": 7, "third": 14, "fourth": 21}


class Unresolvable(Exception):  # noqa: N818  (nothing went wrong: the words do not say)
    """The words name no days; the message is the clause that says why."""


def month_number(words: str) -> int:
    """1 for “January”, “jan.” or “Jan”."""
    return next(number for number, name in enumerate(MONTHS, 1) if name.casefold().startswith(words[:3]))


def weekday_number(words: str) -> int:
    """0 for “monday” or “mon.”."""
    return next(number for number, name in enumerate(WEEKDAYS) if name.casefold().startswith(words[:3]))


def day_number(words: str) -> int:
    """3 for “3rd”, 1 for “first”."""
    return 1 if words == "first" else int("".join(char for char in words if char.isdigit()))


def narrowed(days: Days, parts: Parts, today: date | None = None) -> Days:
    """What “early”, “the end of” or “the first half of” leaves of the days, where the expression says so."""
    edge = " ".join(parts.get("edge", "").split())
    name = _EDGES.get(edge, edge) or parts.get("part", "")
    return part(days, name, today) if name else days


def _second_year(first: int, words: str) -> int:
    """2011 for “2010-11”."""
    if len(words) == 4:
        return int(words)
    last = first // 100 * 100 + int(words)
    return last + 100 if last < first and first % 100 >= 90 else last  # “1999-00”, but “2012-10” is no range


def stated(kind: str, parts: Parts) -> Days | None:
    """The days of an expression that prints its year; ``None`` where it does not.

    Raises:
        Unresolvable: there are no such days.
        ValueError: likewise.
    """
    reckon = _STATED.get(kind)
    return reckon(parts) if reckon and (kind == "decade" or not parts.keys().isdisjoint(_YEARS)) else None


def in_year(kind: str, parts: Parts, number: int, *, begun: bool = False) -> Days:
    """The days of such an expression, were that year printed with it; ``begun`` where a range only begins in it."""
    return _STATED[kind]({**parts, "first_year" if begun and "month_2" in parts else "year": str(number)})


def _iso(parts: Parts) -> Days:
    return one(date(int(parts["year"]), int(parts["month"]), int(parts["day"])))


def _numeric(parts: Parts) -> Days:
    first, second, number = int(parts["one"]), int(parts["two"]), int(parts["year"])
    pairs = {(first, second), (second, first)}
    fitting = sorted(date(number, month, day) for month, day in pairs if month <= 12 and day <= 31)
    if not fitting:
        raise Unresolvable("there is no such day in the calendar")
    return from_to(fitting[0], fitting[-1])


def _day(parts: Parts) -> Days:
    number = int(parts.get("year") or parts["carried"])
    return one(date(number, month_number(parts["month"]), day_number(parts["day"])))


def _week_of_day(parts: Parts) -> Days:
    return week_with(_day(parts).first)


def _days(parts: Parts) -> Days:
    begin, end = ends(parts)
    over = begin > end and "month" in parts and "month_2" in parts  # a year's end lies between
    last = int(parts["year"]) if "year" in parts else int(parts["first_year"]) + over
    first = int(parts.get("first_year", last - over))
    return in_order(date(first, *begin), date(last, *end))


def ends(parts: Parts) -> tuple[tuple[int, int], tuple[int, int]]:
    """Month and day of both ends of a range; a month printed once is that of both."""
    return (
        (month_number(parts.get("month") or parts["month_2"]), day_number(parts["day"])),
        (month_number(parts.get("month_2") or parts["month"]), day_number(parts["day_2"])),
    )


def in_order(first: date, last: date) -> Days:
    """A range that must not end before it begins."""
    if first > last:
        raise Unresolvable("its last day lies before its first")
    return from_to(first, last)


def _month(parts: Parts) -> Days:
    return narrowed(month(int(parts.get("year") or parts["carried"]), month_number(parts["month"])), parts)


def _months(parts: Parts) -> Days:
    first, last = month_number(parts["month"]), month_number(parts["month_2"])
    over = first > last  # a year's end lies between
    number = int(parts["year"]) if "year" in parts else int(parts["first_year"]) + over
    return Days(month(number - over, first).first, month(number, last).last, "range")


def _season(parts: Parts) -> Days:
    number, name = int(parts["year"]), parts["season"]
    if "year_2" in parts:
        last = _second_year(number, parts["year_2"])
        if last < number:
            raise Unresolvable("its last year lies before its first")
        if last != number + 1 or name != "winter":
            return Days(season(name, number).first, season(name, last).last, "range")
        return season(name, last)
    if name == "winter":  # the one that begins in that year or the one that ends in it
        whole = Days(season(name, number).first, season(name, number + 1).last, "range")
        return {"early": season(name, number), "late": season(name, number + 1)}.get(parts.get("part", ""), whole)
    return narrowed(season(name, number), parts)


def _decade(parts: Parts) -> Days:
    number = int(parts["decade"]) if "decade" in parts else 1900 + int(parts["short"])
    if number % 100 == 0 and number < 2000:  # “the 1800s” are a century, and “the 2000s” ten years so far
        return narrowed(Days(date(number, 1, 1), date(number + 99, 12, 31), "range"), parts)
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(parts.get("part", ""), (0, 9))
    return Days(date(number + first, 1, 1), date(number + last, 12, 31), "range")


def _years(parts: Parts) -> Days:
    first = int(parts["year"])
    last = _second_year(first, parts.get("year_2") or parts["short"])
    if last < first:
        raise Unresolvable("its last year lies before its first")
    return Days(date(first, 1, 1), date(last, 12, 31), "range")


def _year(parts: Parts) -> Days:
    share = {"edge": _SHARES[parts["share"]]} if "share" in parts else parts
    return narrowed(year(int(parts["year"])), share)


def nth_of(parts: Parts, within: Days) -> Days:
    """“The second week” or “the last weekend” of some days."""
    nth, what = parts["nth"], parts["unit"]
    if nth in ("last", "final"):
        first, last = plus(within.last, -6), within.last
    else:
        first, last = plus(within.first, _NTH[nth]), plus(within.first, _NTH[nth] + 6)
    if what == "weekend":
        first = plus(first, (5 - first.weekday()) % 7)
        last = plus(first, 1)
    return Days(first, last, "range")


def nth_weekday(parts: Parts, within: Days) -> Days:
    """“The first Monday” or “the last Friday” of a month."""
    number, nth = weekday_number(parts["weekday"]), parts["nth"]
    if nth in ("last", "final"):
        return one(plus(within.last, -((within.last.weekday() - number) % 7)))
    return one(plus(within.first, (number - within.first.weekday()) % 7 + _NTH[nth]))


def _weekday_of(parts: Parts) -> Days:
    return nth_weekday(parts, month(int(parts["year"]), month_number(parts["month"])))


def _week_of(parts: Parts) -> Days:
    return nth_of(parts, month(int(parts["year"]), month_number(parts["month"])))


def _holiday(parts: Parts) -> Days:
    return one(date(int(parts["year"]), *HOLIDAYS[holiday_name(parts)]))


def holiday_name(parts: Parts) -> str:
    """“new year's day”, however it is spaced and whichever apostrophe it has."""
    return " ".join(parts["holiday"].replace("’", "'").split())


_STATED: dict[str, Callable[[Parts], Days]] = {
    "iso": _iso,
    "numeric": _numeric,
    "day": _day,
    "days_month_first": _days,
    "days_in_month": _days,
    "days_day_first": _days,
    "month": _month,
    "month_alone": _month,
    "months": _months,
    "weekday_of": _weekday_of,
    "week_of": _week_of,
    "week_of_day": _week_of_day,
    "season": _season,
    "decade": _decade,
    "years": _years,
    "year": _year,
    "holiday": _holiday,
}
