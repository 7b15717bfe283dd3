"""How a date was reckoned, in words for people."""

from __future__ import annotations

from collections.abc import Mapping

from .calendar import WEEKDAYS, Expression
from .dates import MONTHS, Dating, days_in_words
from .days import Days, one, plus
from .printed import day_number, weekday_number
from .resolving import counted

_REACH = {"day": "a week", "week": "eight weeks", "month": "half a year", "year": "five years"}
_MOST_LISTED = 4
"""As many weekdays as a range of publication leaves open are listed one by one."""


def in_words(days: Days) -> str:
    """“October 2011”, “2013”, “the summer of 2014”, “18 May 2014” or “12–18 May 2014”."""
    first = days.first
    if days.precision == "year":
        return str(first.year)
    if days.precision == "month":
        return f"{MONTHS[first.month - 1]} {first.year}"
    return str(days_in_words(days.first, days.last))


def contradicted(found: Expression, days: Days) -> str:
    """“, though that day was a Tuesday” where the weekday printed with a day of the month is another; else nothing."""
    weekday = found.parts.get("weekday")
    named = [days.first, days.last] if found.kind == "day" else [days.first]
    if found.kind == "week_of_day":
        week = (plus(days.first, number) for number in range(7))
        named = [each for each in week if each.day == day_number(found.parts["day"])]
    contrary = [each for each in named if weekday is not None and each.weekday() != weekday_number(weekday)]
    if not contrary:
        return ""
    which = "that day" if days.first == days.last else in_words(one(contrary[0]))
    return f", though {which} was a {WEEKDAYS[contrary[0].weekday()]}"


def how_printed(words: str, found: Expression, days: Days) -> str:
    """Of an expression that prints its year."""
    contradiction = contradicted(found, days)
    if contradiction:
        return f"“{words}” is printed{contradiction}."
    if found.kind == "numeric" and days.first != days.last:
        return f"“{words}” is printed, which is {in_words(one(days.first))} or {in_words(one(days.last))}."
    if "carried" in found.parts:
        return f"“{words}”, with the year of the date printed behind it: {in_words(days)}."
    if days.precision == "day":
        return f"“{words}” is printed in full."
    return (
        f"“{words}” is printed with its year: {in_words(days)}."
        if words != in_words(days)
        else f"“{words}” is printed."
    )


def how_reckoned(found: Expression, days: Days, published: Dating, *, alike: bool) -> str:
    """Of an expression reckoned from the days of publication; ``alike`` where it is the same for all of them."""
    return f"{_clause(found, days, published)}, {_outcome(found, days, alike=alike)}{contradicted(found, days)}"


def _outcome(found: Expression, days: Days, *, alike: bool) -> str:
    weeks, odd = divmod((days.last - days.first).days, 7)
    if found.kind != "weekday" or alike or odd or weeks >= _MOST_LISTED:
        return in_words(days)
    each = [plus(days.first, 7 * number) for number in range(weeks + 1)]
    near = (days.first.year, days.first.month) == (days.last.year, days.last.month)
    shown = [*(str(day.day) if near else in_words(one(day)) for day in each[:-1]), in_words(one(each[-1]))]
    return f"{', '.join(shown[:-1])} or {shown[-1]}"


def _clause(found: Expression, days: Days, published: Dating) -> str:
    parts, what = found.parts, found.parts.get("unit", "")
    if "year_near" in parts:
        return _beside({"near": parts["year_near"]}, "year")
    if found.kind in ("day_of_month", "weekday_of") and "near" in parts:
        return _beside(parts, "month")
    if "week" in parts:
        return f"in {_beside(parts, 'week')}"
    if found.kind == "weekday_week":
        return f"a week after the {WEEKDAYS[weekday_number(parts['weekday'])]} to come"
    if found.kind == "weekdays_ago":
        return f"the {WEEKDAYS[weekday_number(parts['weekday'])]}s counted from then"
    if found.kind == "weekday":
        name = WEEKDAYS[weekday_number(parts["weekday"])]
        return f"that {name}" if days.first <= published.latest else f"the {name} to come"
    if found.kind == "weekday_near" and days.first != days.last:
        ahead = days.last > published.latest
        return f"the {'coming' if ahead else 'last'} one, or the one of the week {'after' if ahead else 'before'}"
    if found.kind in ("unit_near", "unit_beyond", "unit_edge", "month_near", "season_near"):
        return _beside(parts, what or "one")
    if found.kind == "ago":
        least, most, name = counted(parts)
        return (
            f"{least} {name}{'s' * (least > 1)} from then" if least == most else f"taken as {least} to {most} {name}s"
        )
    if found.kind == "vague":
        return f"taken as about {_REACH[what]} {'to come' if 'coming' in parts['way'] else 'up to then'}"
    if found.kind in ("near", "around", "weekend", "weekday_near"):
        return f"that {'weekend' if found.kind == 'weekend' else 'day'}"
    return _yearly(found, days, published)


def _yearly(found: Expression, days: Days, published: Dating) -> str:
    """Of one that comes every year."""
    parts, clause = found.parts, "the one to come" if days.first > published.latest else "the last one up to then"
    if published.earliest < published.latest and published.earliest <= days.first <= days.last <= published.latest:
        clause = "the one in that time"
    if "weekday" not in parts or contradicted(found, days):
        return clause
    return f"{clause} that {'begins on' if 'day_2' in parts else 'is'} a {WEEKDAYS[weekday_number(parts['weekday'])]}"


def _beside(parts: Mapping[str, str], what: str) -> str:
    *beyond, near = parts.get("near", "this").split()
    if beyond and beyond[0] in ("before", "after"):
        return f"two {what}s {beyond[0]}"
    if near == "past":
        return f"the {what} up to then"
    where = {"last": f"the {what} before", "next": f"the {what} after", "coming": f"the {what} after"}
    weeks = ", from Monday to Sunday" if what == "week" else ""
    third = parts.get("part") or parts.get("edge")
    share = "reckoned from then" if third in ("earlier", "later") else "taken as about a third"
    exact = not third or third.endswith(("half", "quarter"))
    return f"{where.get(near, f'that {what}')}{weeks}{'' if exact else f' (“{third}” {share})'}"
