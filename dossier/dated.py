"""The dates an article names: where they stand, which days they mean, and how that is known."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .article import UNCOUNTED, Article
from .calendar import VAGUE, Expression, find_expressions
from .dates import Basis, Dating
from .days import Days, unit
from .mentions import Mention
from .printed import Unresolvable, in_year, month_number, stated
from .reckoning import contradicted, how_printed, how_reckoned, in_words
from .resolving import beside, counted, relative
from .tense import is_coming, opens_sentence
from .text import Clean, Paragraph

_PREPOSITION = re.compile(r"\b(?:on|in|over|at|since|by|until|during|from|before|after|between)\s$", re.IGNORECASE)
_FROM_ANOTHER = frozenset({"that", "weekday_beside", "day_of_that_month", "later"})
"""Kinds that are reckoned from the date named before them."""
_YEARLY = frozenset({"day", "days_month_first", "days_in_month", "days_day_first", "week_of", "week_of_day"})
_YEARLY |= {"month_alone", "months", "holiday", "weekday_of"}
"""Kinds that may lie in the year right before them: “that year, in April”, “in 1939, on 3 September”."""
_INSIDE = re.compile(r",?\s(?:early\s|late\s)?(?:in|on|from|between)\s")
_ALONGSIDE = re.compile(r",?\s(?:and|or|(?P<to>to|until|through))\s(?:(?:in|on)\s)?")
_JOINED = re.compile(r"(?:,|,?\s(?:and|or|to|until|through))\s(?:(?:in|on)\s)?")
_IN_OTHER_WORDS = re.compile(r",\s|\s\(")
"""Between “tomorrow” and “Tuesday” it is the same day."""
_WEEKDAYS = frozenset({"weekday", "weekdays"})
_DAYS_OF_YEAR = frozenset(
    {"day", "days_month_first", "days_in_month", "days_day_first", "week_of_day", "holiday", "weekday_of"}
)
_BRIEF = 31
"""Of a publication range of so many days the one day of that name in it is meant, not that of another year."""
_SPOKEN = frozenset({"weekday", "weekday_near", "weekdays", "weekdays_ago", "weekend", "near", "around"})
"""Kinds that tell when the news was made: behind “in 1986, he said on Monday”, “that year” is 1986."""
_PRECISIONS: dict[str, str] = {
    **dict.fromkeys(("day", "iso", "day_of_month", "near", "around", "holiday", "weekday_of"), "day"),
    **dict.fromkeys(
        ("weekday", "weekday_near", "weekday_week", "weekday_beside", "weekdays_ago", "day_of_that_month"), "day"
    ),
    **dict.fromkeys(("month", "month_alone", "month_near"), "month"),
    **dict.fromkeys(("season", "season_near"), "season"),
    "year": "year",
}
"""What the words of a kind are; where they name a unit, it is that."""


@dataclass(frozen=True, slots=True)
class DatedPassage:
    """A calendar expression of an article, and what it means.

    Attributes:
        start: Where it begins, in code points.
        end: Where it ends, not included.
        text: Its words.
        earliest: The first day it can mean; ``None`` where it cannot be resolved.
        latest: The last day it can mean, included; ``None`` likewise.
        precision: *day*, *range*, *month*, *season* or *year*; of an unresolved one what its words are.
        basis: *stated* where the words print the year, *inferred* where it was reckoned; ``None`` where unresolved.
        reason: How it was reckoned, or why it could not be, in a sentence.
        block: The type of the block it stands in.
        paragraph: The number of its paragraph.
    """

    start: int
    end: int
    text: Clean
    earliest: datetime.date | None
    latest: datetime.date | None
    precision: str
    basis: Basis | None
    reason: Clean
    block: str
    paragraph: int

    @property
    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day; ``None`` where it cannot be resolved."""
        return None if self.earliest is None or self.latest is None else (self.earliest, self.latest)

    @property
    def counted(self) -> bool:
        """Whether it counts: a date in a notice or a related headline is not one of the article's news."""
        return self.block not in UNCOUNTED


def dated_passages(article: Article, mentions: Sequence[Mention] | None = None) -> tuple[DatedPassage, ...]:
    """The calendar expressions of an article in the order of the text, resolved as far as can be.

    Where the article's ``mentions`` are given, only the dates among them: a date that crosses a longer name is none.
    """
    kept = None if mentions is None else {(each.start, each.end) for each in mentions if each.type == "date"}
    reader = _Reader(article)
    return tuple(
        reader.read(each, line, paragraph)
        for paragraph in article.text.paragraphs
        for line in (str(article.text.words(paragraph)),)
        for each in find_expressions(line)
        if kept is None or (paragraph.start + each.start, paragraph.start + each.end) in kept
    )


class _Reader:
    """Resolves an article's dates one after the other, since some are reckoned from the one before."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.before: dict[bool, DatedPassage] = {}
        """The last date, by whether it is counted."""
        self.dated: dict[bool, DatedPassage] = {}
        """The last one that is not of a kind in :data:`_SPOKEN`, likewise."""
        self.in_year = 0
        """Where the last one ends that lies in the year of one before it."""
        self.told_on = 0
        """Where the last one ends that lies in the year of one before it since the story goes on."""
        self.last: tuple[Expression, bool | None, int] | None = None
        """The last expression that was reckoned from publication, whether it is to come, and its paragraph."""
        self.known: dict[tuple[object, ...], tuple[Days, Days]] = {}

    def read(self, found: Expression, line: str, paragraph: Paragraph) -> DatedPassage:
        """The passage of an expression found in ``line``, the words of ``paragraph``."""
        words = line[found.start : found.end]
        block = self.article.block_at(paragraph.start + found.start)
        days: Days | None = None
        basis: Basis | None = None
        try:
            days, basis, reason = self._meaning(found, line, paragraph, block)
        except Unresolvable as why:
            reason = f"“{words}” cannot be resolved: {why}."
        except (ValueError, OverflowError):
            reason = f"“{words}” cannot be resolved: there is no such day in the calendar."
        passage = DatedPassage(
            paragraph.start + found.start,
            paragraph.start + found.end,
            Clean(words),
            days.first if days else None,
            days.last if days else None,
            days.precision if days else _precision(found),
            basis,
            Clean.line(reason),
            block,
            paragraph.number,
        )
        if days is not None:
            self.before[passage.counted] = passage
            if found.kind not in _SPOKEN:
                self.dated[passage.counted] = passage
        return passage

    def _meaning(self, found: Expression, line: str, paragraph: Paragraph, block: str) -> tuple[Days, Basis, str]:
        """The days, the basis and the reason.

        Raises:
            Unresolvable: the words, or what is known of the article, do not say which days.
            OverflowError: they lie outside the calendar.
            ValueError: likewise, or there is no such day.
        """
        words = line[found.start : found.end]
        days = stated(found.kind, found.parts)
        if days is not None:
            return days, "stated", how_printed(words, found, days)
        way = self._beside_a_year(found, line, paragraph, block)
        if way:
            found = replace(found, parts={**found.parts, "year_beside": way})
        if found.kind in _FROM_ANOTHER or "year_beside" in found.parts:
            days, other = self._from_another(found, paragraph, block)
            return (
                days,
                "inferred",
                f"“{words}”, reckoned from “{other}” before it: {in_words(days)}{contradicted(found, days)}.",
            )
        published = self._published(block)
        found, coming = self._with_tense(found, line, paragraph)
        first, last = self._relative(found, published, coming=coming)
        precision = first.precision if first == last else "range"
        days = Days(min(first.first, last.first), max(first.last, last.last), precision)
        if coming is False and opens_sentence(line, found.start):
            there, other = self._told_on(found, days, published, paragraph)
            if there is not None:
                return (
                    there,
                    "inferred",
                    f"“{words}”, taken to be of the year of “{other}” before it: {in_words(there)}.",
                )
        preposition = _PREPOSITION.search(line, max(0, found.start - 9), found.start)
        quoted = f"{preposition.group() if preposition else ''}{words}"
        how = how_reckoned(found, days, published, alike=first == last)
        return days, "inferred", f"“{quoted}”, published {published.span()}: {how}."

    def _relative(self, found: Expression, published: Dating, *, coming: bool | None) -> tuple[Days, Days]:
        """The days from the first and from the last day of publication; reckoned once for the same words."""
        key = found.kind, *found.parts.items(), coming
        if key not in self.known:
            first = relative(found.kind, found.parts, published.earliest, coming=coming)
            last = relative(found.kind, found.parts, published.latest, coming=coming)
            if found.kind in _DAYS_OF_YEAR and not _near(found):
                first, last = _of_that_time(first, last, published)
            self.known[key] = first, last
        return self.known[key]

    def _with_tense(self, found: Expression, line: str, paragraph: Paragraph) -> tuple[Expression, bool | None]:
        """Whether it is to come: by the words around it, else by the date that it is joined to.

        Of weekdays to come that are joined, “Monday and Tuesday”, the second is told the first, behind which it lies.
        """
        coming = is_coming(line, found.start, found.end)
        other, other_coming, number = self.last or (found, None, 0)
        if number == paragraph.number and found.start > other.end:
            between = other.end, found.start
            if (found.kind, other.kind) == ("weekday", "near") and _IN_OTHER_WORDS.fullmatch(line, *between):
                coming = other.parts["word"] == "tomorrow"
            elif _alike(found.kind, other.kind) and _JOINED.fullmatch(line, *between):
                coming = other_coming if coming is None else coming
                if coming and other_coming and found.kind == other.kind == "weekday":
                    behind = other.parts.get("behind", other.parts["weekday"])
                    found = replace(found, parts={**found.parts, "behind": behind})
        self.last = found, coming, paragraph.number
        return found, coming

    def _told_on(
        self, found: Expression, days: Days, published: Dating, paragraph: Paragraph
    ) -> tuple[Days | None, Clean]:
        """The days in the year of the date before it, where the story goes on; and the words of that date.

        “On Oct. 7, 2023, he fled. On Oct. 27, he died”: later in the calendar and in the same paragraph. A year further
        on it would be ``days``; where these are recent, they are news and stay what they are.
        """
        other, words = self.dated.get(True), Clean("")
        if other is None or other.days is None or other.start < paragraph.start:
            return None, words
        (first, last), year = other.days, other.days[1].year
        printed = (other.basis == "stated" or other.end == self.told_on) and other.precision != "year"
        next_year = first.year == year and days.first.year == days.last.year == year + 1
        recent = (published.earliest - days.last).days <= _BRIEF
        if found.kind not in _YEARLY or _near(found) or not printed or not next_year or recent:
            return None, words
        try:
            there = in_year(found.kind, found.parts, year)
        except ValueError:  # 29 February
            return None, words
        if there.first <= last or contradicted(found, there):
            return None, words
        self.told_on = paragraph.start + found.end
        return there, other.text

    def _published(self, block: str) -> Dating:
        if block in UNCOUNTED:
            where = "a related headline" if block == "related" else "a notice"
            raise Unresolvable(f"it stands in {where}, whose day of publication is not known")
        if self.article.published is None:
            raise Unresolvable("the day of publication is not known")
        return self.article.published

    def _beside_a_year(self, found: Expression, line: str, paragraph: Paragraph, block: str) -> str:
        """“Within” where it tells when in the year named right before it, “that” beside a date before it; else nothing.

        “The following” where it ends a time that begins later in the year: “in 1986, from November to March”.
        """
        other = self.dated.get(block not in UNCOUNTED)
        if found.kind not in _YEARLY or _near(found) or other is None or other.start < paragraph.start:
            return ""
        behind = other.end - paragraph.start
        if other.precision == "year":
            return "within" if _INSIDE.fullmatch(line, behind, found.start) else ""
        joint = _ALONGSIDE.fullmatch(line, behind, found.start) if other.end == self.in_year else None
        if joint is None:
            return ""
        month = found.parts.get("month")
        over = month and other.earliest and month_number(month) < other.earliest.month
        return "the following" if joint["to"] and over else "that"

    def _from_another(self, found: Expression, paragraph: Paragraph, block: str) -> tuple[Days, Clean]:
        """“That same month”, “two days later”: by the date before it, in this paragraph or the last; and its words."""
        name = "year" if "year_beside" in found.parts else found.parts.get("unit", "day")
        if found.kind == "later":
            *_, name = counted(found.parts)
        known = (self.dated, self.before) if name in ("month", "year") else (self.before,)
        last_ones = (each.get(block not in UNCOUNTED) for each in known)
        other = next((each for each in last_ones if each and paragraph.number <= each.paragraph + 1), None)
        if other is None or other.days is None:
            raise Unresolvable("no date that it can be reckoned from is named before it")
        first, last = other.days
        there = unit(first, name)
        if not there.first <= last <= there.last:
            raise Unresolvable(f"“{other.text}” before it is not exact enough to reckon from")
        if "year_beside" in found.parts:
            self.in_year = paragraph.start + found.end
        return beside(found.kind, found.parts, first), other.text


def _near(found: Expression) -> bool:
    """Whether the words themselves say in which year or month: “last year”, “of the month”."""
    return not found.parts.keys().isdisjoint(("year_near", "near"))


def _alike(one: str, other: str) -> bool:
    """Whether two kinds may be members of one list: weekdays, or days and months of the year."""
    return {one, other} <= _WEEKDAYS or {one, other} <= _YEARLY


def _of_that_time(first: Days, last: Days, published: Dating) -> tuple[Days, Days]:
    """The days from the first and from the last day of publication, of a day that comes every year.

    Where publication may lie on either side of it, it is that one: a year earlier or later nobody names it so.
    """
    within = {each for each in (first, last) if each.first <= published.latest and each.last >= published.earliest}
    if len(within) != 1 or (published.latest - published.earliest).days > _BRIEF:
        return first, last
    (only,) = within
    return only, only


def _precision(found: Expression) -> str:
    """What the words themselves are, where the days are not known."""
    parts = found.parts
    inexact = not parts.keys().isdisjoint(("part", "edge", "half", "most"))
    if inexact or parts.get("count") in VAGUE or found.kind == "vague":
        return "range"
    own = parts.get("unit", "")
    return _PRECISIONS.get(found.kind) or (own if own in ("day", "month", "year") else "range")
