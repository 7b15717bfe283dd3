"""What a calendar expression means that does not print its year: reckoned from publication, or from a date before it.

The functions take an expression's parts and the day on which it was printed; over a publication *range* they are asked
for its first and its last day, since all of them grow with the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from .calendar import NUMBERS, VAGUE
from .days import SEASONS, Days, from_to, month, moved, one, plus, season, unit, week, week_with
from .printed import (
    HOLIDAYS,
    Parts,
    Unresolvable,
    day_number,
    ends,
    holiday_name,
    in_order,
    in_year,
    month_number,
    narrowed,
    nth_of,
    nth_weekday,
    weekday_number,
)

_SOON = 31
"""A day or month named without its year is the coming one where it begins within so many days, else the last."""
_MONTHS_AWAY = 3
"""Months before and after that of publication in which a day named “Friday the 16th” is looked for."""
_RECENT = {"day": 6, "week": 8 * 7, "month": 183, "year": 5 * 365}
"""As many days back or ahead “recent” and “coming” days, weeks, months and years are taken to reach."""
_MANIFOLD = {"fortnight": (2, "week"), "decade": (10, "year")}
"""Units that are counted in others, so that “a decade ago” is what “ten years ago” is."""
_HALVES = {"year": (6, "month"), "decade": (5, "year")}
_STEPS = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
_STEPS_BESIDE = dict.fromkeys(("next", "following", "after", "later"), 1)
_STEPS_BESIDE |= dict.fromkeys(("previous", "before", "earlier"), -1)


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


def _on_weekday(parts: Parts, today: date, dates: Callable[[int], Days], coming: bool | None) -> Days:
    """The one that is chosen, or of the years close to it the one in which it begins on the weekday that is printed."""
    found = _chosen(today, dates, coming)
    if "weekday" not in parts:
        return found
    weekday = weekday_number(parts["weekday"])
    years = range(found.first.year - (1 if coming else 2), found.first.year + 2)  # one of them at most fits
    try:
        return _nearest(dates, years, lambda each: each.first.weekday() == weekday)
    except Unresolvable:
        return found


def _near_day(parts: Parts, today: date, coming: bool | None) -> Days:
    number, day = month_number(parts["month"]), day_number(parts["day"])
    return _on_weekday(parts, today, lambda year: one(date(year, number, day)), coming)


def _day_of_month(parts: Parts, today: date, coming: bool | None) -> Days:
    def there(away: int) -> Days:
        return one(month(today.year, today.month + away).first.replace(day=day_number(parts["day"])))

    if "near" in parts:
        return there(_step(parts))
    weekday = weekday_number(parts["weekday"])
    months = sorted(range(-_MONTHS_AWAY, _MONTHS_AWAY + 1), key=lambda away: (abs(away), (away < 0) is bool(coming)))
    return _nearest(there, months, lambda days: days.first.weekday() == weekday)


def _near_days(parts: Parts, today: date, coming: bool | None) -> Days:
    begin, end = ends(parts)
    over = begin > end and "month" in parts and "month_2" in parts
    return _on_weekday(parts, today, lambda year: in_order(date(year, *begin), date(year + over, *end)), coming)


def _near_month(parts: Parts, today: date, coming: bool | None) -> Days:
    number = month_number(parts["month"])
    return narrowed(_chosen(today, partial(_month_of, number), coming), parts, today)


def _month_of(number: int, year: int) -> Days:
    return month(year, number)


def _near_months(parts: Parts, today: date, coming: bool | None) -> Days:
    first, last = month_number(parts["month"]), month_number(parts["month_2"])

    def there(year: int) -> Days:
        return Days(month(year, first).first, month(year + (first > last), last).last, "range")

    found = _chosen(today, there, coming)
    over = coming is not False or month(found.last.year, last).first <= today  # its last month has begun
    return found if over else there(found.first.year - 1)


def _near_weekday_of(parts: Parts, today: date, coming: bool | None) -> Days:
    if "near" in parts:
        return nth_weekday(parts, unit(today, "month", _STEPS.get(parts["near"], 0)))
    number = month_number(parts["month"])
    return _chosen(today, lambda year: nth_weekday(parts, month(year, number)), coming)


def _near_week_of(parts: Parts, today: date, coming: bool | None) -> Days:
    return nth_of(parts, _near_month({"month": parts["month"]}, today, coming))


def _near_week_of_day(parts: Parts, today: date, coming: bool | None) -> Days:
    return week_with(_near_day(parts, today, coming).first)


def _step(parts: Parts) -> int:
    """-1 for “last” and “this past”, 1 for “next” and “this coming”, 0 for “this”."""
    return _STEPS[parts["near"].split()[-1]]


def _named_month(parts: Parts, today: date, _coming: bool | None) -> Days:
    number, step = month_number(parts["month"]), _step(parts)
    away = {-1: -(number >= today.month), 1: number <= today.month}.get(step, 0)
    return narrowed(month(today.year + int(away), number), parts, today)


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
    return narrowed(found, parts, today)


def _near_unit(parts: Parts, today: date, coming: bool | None) -> Days:
    name, step, words = parts["unit"], _step(parts), parts.get("near", "").split()
    if words[-1] == "past" and name != "weekend":  # the last seven days, month or year, up to today
        back = {"week": 7, "month": 30, "year": 365}.get(name, 3652)
        return from_to(plus(today, -back), today)
    if name != "weekend":
        return narrowed(unit(today, name, step), parts, today)
    if step > 0:  # said before a weekend it may be that one
        return Days(unit(today, name, int(today.weekday() >= 5)).first, unit(today, name, 1).last, "range")
    if words[-1] == "this" and today.weekday() < 2 and not coming:
        step = -1
    return unit(today, name, step)


def _unit_beyond(parts: Parts, today: date, _coming: bool | None) -> Days:
    return unit(today, parts["unit"], 2 * _step(parts))


def _edge_of_unit(parts: Parts, today: date, _coming: bool | None) -> Days:
    near = _STEPS.get(parts.get("near", ""), 0)
    return narrowed(unit(today, parts["unit"], near), parts, today)


def _weekday(parts: Parts, today: date, coming: bool | None) -> Days:
    if "behind" in parts:
        today = _weekday({"weekday": parts["behind"]}, today, coming).first
    away = weekday_number(parts["weekday"]) - today.weekday()
    return one(plus(today, away % 7 if coming else -(-away % 7)))


def _weekday_week(parts: Parts, today: date, _coming: bool | None) -> Days:
    """“Saturday week”: a week after the Saturday to come, which, on a Saturday, may be that day."""
    number = weekday_number(parts["weekday"])
    return from_to(plus(today, (number - today.weekday()) % 7 + 7), plus(_nearest_weekday(today, number, 1), 7))


def _weekdays(parts: Parts, today: date, coming: bool | None) -> Days:
    begin, end = weekday_number(parts["weekday"]), weekday_number(parts["weekday_2"])
    first, long = plus(today, (begin - today.weekday()) % 7 - (0 if coming else 7)), (end - begin) % 7
    if coming is False and plus(first, long) > today:  # it is over
        first = plus(first, -7)
    return from_to(first, plus(first, long))


def _weekdays_ago(parts: Parts, today: date, _coming: bool | None) -> Days:
    """“Two Sundays ago” is the one before the last."""
    step = 1 if parts["way"] != "ago" else -1
    nearest = _nearest_weekday(today, weekday_number(parts["weekday"]), step)
    return one(plus(nearest, 7 * step * (NUMBERS[parts["count"]] - 1)))


def _nearest_weekday(day: date, number: int, step: int) -> date:
    """The nearest weekday after a day where ``step`` is 1, before it where it is -1; never that day itself."""
    away = number - day.weekday()
    return plus(day, (away - 1) % 7 + 1 if step > 0 else -((-away - 1) % 7 + 1))


def _named_weekday(parts: Parts, today: date, coming: bool | None) -> Days:
    number, step = weekday_number(parts["weekday"]), _step(parts)
    if "week" in parts:
        return one(plus(week(today).first, 7 * step + number))
    if parts["near"].split()[-1] in ("past", "coming"):
        return one(_nearest_weekday(today, number, step))
    if step == 0:  # the one of this week; from then on where the sentence speaks of what is to come
        away = number - today.weekday()
        return one(plus(today, away % 7 if coming else away))
    # The nearest one, or the one of the week before or after: usage has both, and often they are the same.
    nearest = _nearest_weekday(today, number, step)
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


def counted(parts: Parts) -> tuple[int, int, str]:
    """The least and the most, and of which unit: (2, 6, “day”) for “a few days”, (10, 10, “year”) for “a decade”.

    Raises:
        Unresolvable: the words say no number.
    """
    name = parts["unit"]
    if "half" in parts:
        number, name = _HALVES[name]
        return number, number, name
    least, most = _bounds(parts.get("count", ""))
    if "most" in parts:
        _, most = _bounds(parts["most"])
    times, name = _MANIFOLD.get(name, (1, name))
    return times * least, times * most, name


def _bounds(words: str) -> tuple[int, int]:
    """The least and the most that a count stands for: (3, 3) for “three”, (2, 6) for “a few”."""
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
        return _counted_from(today, parts, sign)
    least, most, name = counted(parts)
    if least != most:
        raise Unresolvable("it says no single number")
    *_, what = parts["at"].split()
    then = _weekday({"weekday": what}, today, coming).first if what.endswith("day") and what != "today" else today
    there = moved(then, name, sign * least)
    return unit(there, what) if what in ("week", "month") else one(there)


def beside(kind: str, parts: Parts, day: date) -> Days:
    """“That month”, “two days later”, “the previous Monday”, “October that year”, from a day that is named before it.

    Raises:
        Unresolvable: the words name no days.
        OverflowError: they lie outside the calendar.
        ValueError: likewise, or there is no such day.
    """
    if kind == "later":
        return _counted_from(day, parts, _STEPS_BESIDE[parts["way"]])
    *_, way = parts.get("year_beside", parts.get("way", "")).split()
    step = _STEPS_BESIDE.get(way, 0)
    if "year_beside" in parts:
        return in_year(kind, parts, day.year + step, begun=way == "within")
    if "weekday" in parts:
        number = weekday_number(parts["weekday"])
        if step:
            return one(_nearest_weekday(day, number, step))
        if number < day.weekday():
            raise Unresolvable("it may be the one before that day or the one after")
        return one(plus(week(day).first, number))
    there = unit(day, parts["unit"], step)
    return one(there.first.replace(day=day_number(parts["day"]))) if "day" in parts else there


def _counted_from(today: date, parts: Parts, sign: int) -> Days:
    """The units that lie a count before or after a day: “two weeks ago” is the week before the last."""
    least, most, name = counted(parts)
    near, far = unit(today, name, sign * least), unit(today, name, sign * most)
    precision = near.precision if near == far else "range"
    return Days(min(near.first, far.first), max(near.last, far.last), precision)


def _vague(parts: Parts, today: date, _coming: bool | None) -> Days:
    reach = _RECENT[parts["unit"]]
    return from_to(today, plus(today, reach)) if "coming" in parts["way"] else from_to(plus(today, -reach), today)


def _near_holiday(parts: Parts, today: date, coming: bool | None) -> Days:
    begin = HOLIDAYS[holiday_name(parts)]
    return _chosen(today, lambda year: one(date(year, *begin)), coming)


_RELATIVE: dict[str, Callable[[Parts, date, bool | None], Days]] = {
    "day": _near_day,
    "day_of_month": _day_of_month,
    "days_month_first": _near_days,
    "days_in_month": _near_days,
    "days_day_first": _near_days,
    "months": _near_months,
    "weekday_of": _near_weekday_of,
    "week_of": _near_week_of,
    "week_of_day": _near_week_of_day,
    "month_alone": _near_month,
    "season_near": _near_season,
    "unit_edge": _edge_of_unit,
    "unit_near": _near_unit,
    "unit_beyond": _unit_beyond,
    "weekday_near": _named_weekday,
    "month_near": _named_month,
    "weekday": _weekday,
    "weekday_week": _weekday_week,
    "weekdays": _weekdays,
    "weekdays_ago": _weekdays_ago,
    "weekend": _weekend,
    "around": _around,
    "near": _near,
    "ago": _ago,
    "vague": _vague,
    "holiday": _near_holiday,
}
