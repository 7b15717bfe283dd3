"""What a calendar expression means: its first and last day, reckoned from the day of publication where it must be.

Every function here takes an expression's parts and perhaps a day on which it was printed; over a publication *range*
they are asked for its first and its last day, since all of them grow with the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial

from .calendar import NUMBERS, VAGUE, WEEKDAYS
from .dates import MONTHS
from .days import SEASONS, Days, from_to, month, moved, one, part, plus, season, unit, week, year

Parts = Mapping[str, str]
_EDGES = {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}
_YEARS = ("year", "first_year", "carried")
_SOON = 31
"""A day or month named without its year is the coming one where it begins within so many days, else the last."""
_MONTHS_AWAY = 3
"""Months before and after that of publication in which a day named “Friday the 16th” is looked for."""
_HOLIDAYS = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26)}
_HOLIDAYS |= {"fourth of july": (7, 4)}
_HOLIDAYS |= {"new year's day": (1, 1), "new year's eve": (12, 31)}
_RECENT = {"day": 6, "week": 8 * 7, "month": 183, "year": 5 * 365}
"""As many days back or ahead “recent” and “coming” days, weeks, months and years are taken to reach."""
_STEPS = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
_NTH = {"first": 0, "second": 7, "third": 14, "fourth": 21}


class Unresolvable(Exception):  # noqa: N818  (nothing went wrong: the words do not say)
    """The words name no days; the message is the clause that says why."""


def month_number(words: str) -> int:
    """1 for “January”, “jan.” or “Jan”."""
    return next(number for number, name in enumerate(MONTHS, 1) if name.casefold().startswith(words[:3]))


def weekday_number(words: str) -> int:
    """0 for “monday” or “mon.”."""
    return next(number for number, name in enumerate(WEEKDAYS) if name.casefold().startswith(words[:3]))


def _number(words: str) -> int:
    return int("".join(char for char in words if char.isdigit()))


def _narrowed(days: Days, parts: Parts, today: date | None = None) -> Days:
    edge = " ".join(parts.get("edge", "").split())
    name = _EDGES.get(edge, edge) or parts.get("part", "")
    return part(days, name, today) if name else days


def _second_year(first: int, words: str) -> int:
    """2011 for “2010-11”."""
    if len(words) == 4:
        return int(words)
    last = first // 100 * 100 + int(words)
    return last + 100 if last < first and first % 100 >= 90 else last  # “1999-00”, but “2012-10” is no range


# Expressions that say their year


def stated(kind: str, parts: Parts) -> Days | None:
    """The days of an expression that prints its year; ``None`` where it does not.

    Raises:
        Unresolvable: there are no such days.
        ValueError: likewise.
    """
    reckon = _STATED.get(kind)
    return reckon(parts) if reckon and (kind == "decade" or not parts.keys().isdisjoint(_YEARS)) else None


def in_year(kind: str, parts: Parts, number: int) -> Days:
    """The days of such an expression, were that year printed with it.

    Raises:
        Unresolvable: there are no such days.
        ValueError: likewise.
    """
    return _STATED[kind]({**parts, "year": str(number)})


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
    return one(date(number, month_number(parts["month"]), _number(parts["day"])))


def _days(parts: Parts) -> Days:
    begin, end = _ends(parts)
    over = begin > end and "month" in parts and "month_2" in parts  # a year's end lies between
    last = int(parts["year"]) if "year" in parts else int(parts["first_year"]) + over
    first = int(parts.get("first_year", last - over))
    return _range(date(first, *begin), date(last, *end))


def _ends(parts: Parts) -> tuple[tuple[int, int], tuple[int, int]]:
    """Month and day of both ends of a range; a month printed once is that of both."""
    return (
        (month_number(parts.get("month") or parts["month_2"]), _number(parts["day"])),
        (month_number(parts.get("month_2") or parts["month"]), _number(parts["day_2"])),
    )


def _range(first: date, last: date) -> Days:
    if first > last:
        raise Unresolvable("its last day lies before its first")
    return from_to(first, last)


def _month(parts: Parts) -> Days:
    return _narrowed(month(int(parts.get("year") or parts["carried"]), month_number(parts["month"])), parts)


def _months(parts: Parts) -> Days:
    number, first, last = int(parts["year"]), month_number(parts["month"]), month_number(parts["month_2"])
    return Days(month(number - (first > last), first).first, month(number, last).last, "range")


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
    return _narrowed(season(name, number), parts)


def _decade(parts: Parts) -> Days:
    number = int(parts["decade"]) if "decade" in parts else 1900 + int(parts["short"])
    if number % 100 == 0 and number < 2000:  # “the 1800s” are a century, and “the 2000s” ten years so far
        return _narrowed(Days(date(number, 1, 1), date(number + 99, 12, 31), "range"), parts)
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(parts.get("part", ""), (0, 9))
    return Days(date(number + first, 1, 1), date(number + last, 12, 31), "range")


def _years(parts: Parts) -> Days:
    first = int(parts["year"])
    last = _second_year(first, parts.get("year_2") or parts["short"])
    if last < first:
        raise Unresolvable("its last year lies before its first")
    return Days(date(first, 1, 1), date(last, 12, 31), "range")


def _year(parts: Parts) -> Days:
    return _narrowed(year(int(parts["year"])), parts)


def _nth_of(parts: Parts, within: Days) -> Days:
    nth, what = parts["nth"], parts["unit"]
    if nth in ("last", "final"):
        first, last = plus(within.last, -6), within.last
    else:
        first, last = plus(within.first, _NTH[nth]), plus(within.first, _NTH[nth] + 6)
    if what == "weekend":
        first = plus(first, (5 - first.weekday()) % 7)
        last = plus(first, 1)
    return Days(first, last, "range")


def _week_of(parts: Parts) -> Days:
    return _nth_of(parts, month(int(parts["year"]), month_number(parts["month"])))


def _holiday(parts: Parts) -> Days:
    return one(date(int(parts["year"]), *_HOLIDAYS[_holiday_name(parts)]))


def _holiday_name(parts: Parts) -> str:
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
    "week_of": _week_of,
    "season": _season,
    "decade": _decade,
    "years": _years,
    "year": _year,
    "holiday": _holiday,
}


# Expressions that need the day on which they were printed


def relative(kind: str, parts: Parts, today: date, *, coming: bool | None) -> Days:
    """The days of an expression printed on ``today``; ``coming`` says whether the sentence speaks of what is to come.

    Raises:
        Unresolvable: the words name no days.
        OverflowError: they lie outside the calendar.
        ValueError: likewise, or there is no such day.
    """
    if "year_near" in parts:
        return in_year(kind, parts, today.year + _STEPS[parts["year_near"]])
    return _RELATIVE[kind](parts, today, coming)


def _chosen(today: date, dates: Callable[[int], Days], coming: bool | None) -> Days:
    """Of the yearly ``dates`` the last one up to today, or the coming one where that is meant or soon."""
    past = _nearest(dates, range(today.year, today.year - 9, -1), lambda each: each.first <= today)
    ahead = _nearest(dates, range(today.year - 1, today.year + 9), lambda each: each.last >= today)
    if past == ahead or coming is False:
        return past
    soon = (ahead.first - today).days <= _SOON < (today - past.last).days
    return ahead if coming or soon else past


def _nearest(dates: Callable[[int], Days], numbers: Iterable[int], fits: Callable[[Days], bool]) -> Days:
    for number in numbers:
        try:
            found = dates(number)
        except ValueError:  # 29 February, the 31st
            continue
        if fits(found):
            return found
    raise Unresolvable("no such day lies near the day of publication")


def _near_day(parts: Parts, today: date, coming: bool | None) -> Days:
    number, day = month_number(parts["month"]), _number(parts["day"])
    found = _chosen(today, lambda year: one(date(year, number, day)), coming)
    if "weekday" in parts and found.first.weekday() != weekday_number(parts["weekday"]):
        other = _chosen(today, lambda year: one(date(year, number, day)), found.first < today)
        if other.first.weekday() == weekday_number(parts["weekday"]):
            return other
    return found


def _day_of_month(parts: Parts, today: date, coming: bool | None) -> Days:
    def there(away: int) -> Days:
        return one(month(today.year, today.month + away).first.replace(day=_number(parts["day"])))

    if "near" in parts:
        return there(_step(parts))
    weekday = weekday_number(parts["weekday"])
    months = sorted(range(-_MONTHS_AWAY, _MONTHS_AWAY + 1), key=lambda away: (abs(away), (away < 0) is bool(coming)))
    return _nearest(there, months, lambda days: days.first.weekday() == weekday)


def _near_days(parts: Parts, today: date, coming: bool | None) -> Days:
    begin, end = _ends(parts)
    over = begin > end and "month" in parts and "month_2" in parts
    return _chosen(today, lambda year: _range(date(year, *begin), date(year + over, *end)), coming)


def _near_month(parts: Parts, today: date, coming: bool | None) -> Days:
    number = month_number(parts["month"])
    return _narrowed(_chosen(today, partial(_month_of, number), coming), parts, today)


def _month_of(number: int, year: int) -> Days:
    return month(year, number)


def _near_months(parts: Parts, today: date, coming: bool | None) -> Days:
    first, last = month_number(parts["month"]), month_number(parts["month_2"])
    return _chosen(
        today, lambda year: Days(month(year, first).first, month(year + (first > last), last).last, "range"), coming
    )


def _near_week_of(parts: Parts, today: date, coming: bool | None) -> Days:
    return _nth_of(parts, _near_month({"month": parts["month"]}, today, coming))


def _step(parts: Parts) -> int:
    """-1 for “last” and “this past”, 1 for “next” and “this coming”, 0 for “this”."""
    return _STEPS[parts["near"].split()[-1]]


def _named_month(parts: Parts, today: date, _coming: bool | None) -> Days:
    number, step = month_number(parts["month"]), _step(parts)
    away = {-1: -(number >= today.month), 1: number <= today.month}.get(step, 0)
    return _narrowed(month(today.year + int(away), number), parts, today)


def _near_season(parts: Parts, today: date, coming: bool | None) -> Days:
    name, step = parts["season"], _step(parts) if "near" in parts else 0
    known = [season(name, number) for number in range(today.year - 2, today.year + 3)]
    if "near" not in parts:
        return _chosen(today, partial(season, name), coming)
    if step < 0:
        found = [each for each in known if each.last < today][-1]
    elif step > 0:
        found = next(each for each in known if each.first > today)
    else:
        found = season(name, today.year + (SEASONS[name] < 0 and today.month >= 9))
    return _narrowed(found, parts, today)


def _near_unit(parts: Parts, today: date, coming: bool | None) -> Days:
    name, step, words = parts["unit"], _step(parts), parts.get("near", "").split()
    if words[-1] == "past" and name != "weekend":  # the last seven days, month or year, up to today
        back = {"week": 7, "month": 30, "year": 365}.get(name, 3652)
        return from_to(plus(today, -back), today)
    if name != "weekend":
        return _narrowed(unit(today, name, step), parts, today)
    if step > 0:  # said before a weekend it may be that one
        return Days(unit(today, name, int(today.weekday() >= 5)).first, unit(today, name, 1).last, "range")
    if words[-1] == "this" and today.weekday() < 2 and not coming:
        step = -1
    return unit(today, name, step)


def _edge_of_unit(parts: Parts, today: date, _coming: bool | None) -> Days:
    near = _STEPS.get(parts.get("near", ""), 0)
    return _narrowed(unit(today, parts["unit"], near), parts, today)


def _weekday(parts: Parts, today: date, coming: bool | None) -> Days:
    away = weekday_number(parts["weekday"]) - today.weekday()
    return one(plus(today, away % 7 if coming else -(-away % 7)))


def _weekdays(parts: Parts, today: date, coming: bool | None) -> Days:
    begin, end = weekday_number(parts["weekday"]), weekday_number(parts["weekday_2"])
    first = plus(today, (begin - today.weekday()) % 7 - (0 if coming else 7))
    return from_to(first, plus(first, (end - begin) % 7))


def _beside(day: date, number: int, step: int) -> date:
    """The nearest weekday after a day where ``step`` is 1, before it where it is -1; never that day itself."""
    away = number - day.weekday()
    return plus(day, (away - 1) % 7 + 1 if step > 0 else -((-away - 1) % 7 + 1))


def _named_weekday(parts: Parts, today: date, coming: bool | None) -> Days:
    number, step = weekday_number(parts["weekday"]), _step(parts)
    if "week" in parts:
        return one(plus(week(today).first, 7 * step + number))
    if parts["near"].split()[-1] in ("past", "coming"):
        return one(_beside(today, number, step))
    if step == 0:  # the one of this week; from then on where the sentence speaks of what is to come
        away = number - today.weekday()
        return one(plus(today, away % 7 if coming else away))
    # The nearest one, or the one of the week before or after: usage has both, and often they are the same.
    nearest = _beside(today, number, step)
    other = plus(week(today).first, 7 * step + number)
    return from_to(min(nearest, other), max(nearest, other))


def _weekend(parts: Parts, today: date, coming: bool | None) -> Days:
    if parts.get("near") == "coming" or (coming and "near" not in parts):
        return unit(today, "weekend")
    return unit(today, "weekend", 0 if today.weekday() >= 5 else -1)


def _around(parts: Parts, today: date, _coming: bool | None) -> Days:
    return one(plus(today, -2 if "before" in parts else 2))


def _near(parts: Parts, today: date, _coming: bool | None) -> Days:
    words = parts["word"].split()[0]
    return one(plus(today, {"yesterday": -1, "last": -1, "tomorrow": 1}.get(words, 0)))


def bounds(words: str) -> tuple[int, int]:
    """The least and the most that a count stands for: (3, 3) for “three”, (2, 6) for “a few”.

    Raises:
        Unresolvable: it stands for no number.
    """
    words = " ".join(words.split())
    if words in VAGUE:
        return VAGUE[words]
    if words == "many":
        raise Unresolvable("“many” says no number")
    number = int(words) if words.isdecimal() else NUMBERS[words]
    return number, number


def _ago(parts: Parts, today: date, coming: bool | None) -> Days:
    sign = 1 if parts["way"] != "ago" else -1
    if "at" not in parts:
        return counted_from(today, parts, sign)
    least, most = bounds(parts.get("count", ""))
    if least != most:
        raise Unresolvable("it says no number")
    *_, what = parts["at"].split()
    then = _weekday({"weekday": what}, today, coming).first if what.endswith("day") and what != "today" else today
    there = moved(then, parts["unit"], sign * least)
    return unit(there, what) if what in ("week", "month") else one(there)


def step_beside(words: str) -> int:
    """1 for “the following”, -1 for “the previous”, 0 for “that same”."""
    return {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1}.get(words.split()[-1], 0)


def reckoned_from(day: date, parts: Parts) -> Days:
    """“That month”, “the next day”, “the previous Monday”, from a day that is named before it."""
    step = step_beside(parts["way"])
    if "weekday" in parts:
        return one(_beside(day, weekday_number(parts["weekday"]), step))
    return unit(day, parts["unit"], step)


def counted_from(today: date, parts: Parts, sign: int) -> Days:
    """The units that lie a count before or after a day: “two weeks ago” is the week before the last."""
    least, most = bounds(parts.get("count", ""))
    near, far = unit(today, parts["unit"], sign * least), unit(today, parts["unit"], sign * most)
    precision = near.precision if near == far else "range"
    return Days(min(near.first, far.first), max(near.last, far.last), precision)


def _vague(parts: Parts, today: date, _coming: bool | None) -> Days:
    reach = _RECENT[parts["unit"]]
    return from_to(today, plus(today, reach)) if "coming" in parts["way"] else from_to(plus(today, -reach), today)


def _near_holiday(parts: Parts, today: date, coming: bool | None) -> Days:
    begin = _HOLIDAYS[_holiday_name(parts)]
    return _chosen(today, lambda year: one(date(year, *begin)), coming)


_RELATIVE: dict[str, Callable[[Parts, date, bool | None], Days]] = {
    "day": _near_day,
    "day_of_month": _day_of_month,
    "days_month_first": _near_days,
    "days_in_month": _near_days,
    "days_day_first": _near_days,
    "months": _near_months,
    "week_of": _near_week_of,
    "month_alone": _near_month,
    "season_near": _near_season,
    "unit_edge": _edge_of_unit,
    "unit_near": _near_unit,
    "weekday_near": _named_weekday,
    "month_near": _named_month,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "weekend": _weekend,
    "around": _around,
    "near": _near,
    "ago": _ago,
    "vague": _vague,
    "holiday": _near_holiday,
}
