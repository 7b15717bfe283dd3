"""Dates that say how they are known."""

from __future__ import annotations

import datetime
from typing import Literal, NamedTuple, get_args

from .tables import Table
from .text import Clean

Precision = Literal["day", "range", "month", "season", "year"]
Basis = Literal["stated", "inferred", "external", "entered"]
PRECISIONS: tuple[str, ...] = get_args(Precision)
BASES: tuple[str, ...] = get_args(Basis)

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Narrowing(NamedTuple):
    """What is known from elsewhere of a date: a first and a last day, both included, on what grounds, and why.

    It is recorded beside the date and changes nothing that is reckoned from it.
    """

    earliest: datetime.date
    latest: datetime.date
    basis: str
    reason: Clean

    def words(self) -> Clean:
        """“narrowed to 21–22 October 2013, external: …”; the reason's full stop ends it."""
        return Clean(f"narrowed to {days_in_words(self.earliest, self.latest)}, {self.basis}: {self.reason}")


class Dating(NamedTuple):
    """A date, with how exactly and on what grounds it is known.

    ``earliest`` and ``latest`` are the first and last day it can be, both included; ``best`` lies between them.
    ``basis`` is *stated* (the article prints it), *inferred* (from the article), *external* (from another record) or
    *entered* (by the user); ``reason`` says it in a sentence. ``narrowed`` is what other knowledge makes of it.
    """

    best: datetime.date
    earliest: datetime.date
    latest: datetime.date
    precision: str
    basis: str
    reason: Clean
    narrowed: Narrowing | None = None

    @property
    def certain(self) -> bool:
        """Whether one day is meant, and the article or the user says which."""
        return self.earliest == self.latest and self.basis in ("stated", "entered")

    def overlaps(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether any day it can be lies in ``first``–``last``, both included."""
        return self.earliest <= last and first <= self.latest

    def within(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether every day it can be lies in ``first``–``last``, both included."""
        return first <= self.earliest and self.latest <= last

    def grounds(self) -> Clean:
        """On what grounds it is known, and how it is narrowed: “inferred: … Narrowed to …, external: …”."""
        more = self.narrowed.words() if self.narrowed is not None else ""
        return Clean(f"{self.basis}: {self.reason}{f' {more[:1].upper()}{more[1:]}' if more else ''}")

    def short(self) -> Clean:
        """“28 Sep 2012”, with ``~`` behind it where it is not certain; month or year alone where no more is known."""
        month = MONTHS[self.best.month - 1][:3]
        if self.precision == "year":
            words = f"{self.best.year}"
        elif self.precision in ("month", "season"):
            words = f"{month} {self.best.year}"
        else:
            words = f"{self.best.day} {month} {self.best.year}"
        return Clean(words + ("" if self.certain else "~"))

    def long(self) -> Clean:
        """“28 September 2012”, or “c. 28 September 2012” where it is not certain."""
        if self.precision == "year":
            words = f"{self.best.year}"
        elif self.precision in ("month", "season"):
            words = f"{MONTHS[self.best.month - 1]} {self.best.year}"
        else:
            words = f"{self.best.day} {MONTHS[self.best.month - 1]} {self.best.year}"
        return Clean(words if self.certain else f"c. {words}")

    def span(self) -> Clean:
        """The days it can be: “27–30 September 2012”; one day where there is only one."""
        return days_in_words(self.earliest, self.latest)


def days_in_words(first: datetime.date, last: datetime.date) -> Clean:
    """The days ``first``–``last``, both included: “27–30 September 2012”; one day where there is only one."""
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return Clean(end)
    if (first.year, first.month) == (last.year, last.month):
        return Clean(f"{first.day}–{end}")
    if first.year == last.year:
        return Clean(f"{first.day} {MONTHS[first.month - 1]} – {end}")
    return Clean(f"{first.day} {MONTHS[first.month - 1]} {first.year} – {end}")


def read_dating(table: Table) -> Dating | None:
    """A :class:`Dating` from its TOML table, whose keys are named as its attributes are.

    ``earliest`` and ``latest`` default to ``best``, ``precision`` to ``day`` or ``range``. Faults are recorded on the
    table; a date that contradicts itself is not returned.
    """
    best = table.day("best", required=True)
    earliest = table.day("earliest") or best
    latest = table.day("latest") or best
    precision = table.choice("precision", PRECISIONS)
    basis = table.choice("basis", BASES, required=True)
    reason = table.line("reason", required=True)
    inner = table.table("narrowed")
    table.close()
    narrowed = _read_narrowing(inner, best) if inner is not None else None
    if best is None or earliest is None or latest is None or basis is None or reason is None:
        return None
    if not earliest <= best <= latest:
        table.fault("best", f"{best} must not lie outside {earliest} – {latest}")
        return None
    if precision not in (None, "day") and earliest == latest:
        table.fault("precision", f"{precision} needs earliest and latest, the first and the last day it can be")
        return None
    if narrowed is not None and not earliest <= narrowed.earliest <= best <= narrowed.latest <= latest:
        table.fault(
            "narrowed", f"{narrowed.earliest} – {narrowed.latest} must hold {best} and lie in {earliest} – {latest}"
        )
        narrowed = None
    exactly = precision or ("day" if earliest == latest else "range")
    return Dating(best, earliest, latest, exactly, basis, reason, narrowed)


def _read_narrowing(table: Table, best: datetime.date | None) -> Narrowing | None:
    earliest = table.day("earliest") or best
    latest = table.day("latest") or best
    basis = table.choice("basis", BASES, required=True)
    reason = table.line("reason", required=True)
    table.close()
    if earliest is None or latest is None or basis is None or reason is None:
        return None
    return Narrowing(earliest, latest, basis, reason)
