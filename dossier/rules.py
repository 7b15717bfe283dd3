"""Dates and quantities of military weight, found by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
_UNIT = r"(?:day|week|weekend|month|year|decade)"
_COUNT = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|some|several|a\ few|a\ couple\ of|many|\d+)"

_DATES = re.compile(
    rf"""
    (?:{_WEEKDAY},?\ )?{_MONTH}\ {_DAY}(?:\s?[-–]\s?{_DAY})?(?:,\ {_YEAR}\b)?   # Sunday, May 18, 2014; September 21-22
    | (?:{_WEEKDAY},?\ )?\b{_DAY}(?:\s?[-–]\s?{_DAY})?\ {_MONTH}(?:\ {_YEAR}\b)?  # 18 May 2014
    | \b(?:(?:early|late|mid-?)\ )?{_MONTH}\ (?:of\ )?{_YEAR}\b # October 2011
    | \b(?<=[Ii]n\ )(?:early\ |late\ |mid-)?{_MONTH}                            # in May
    | \b(?:[Tt]hat|[Tt]his)\ (?:same\ )?{_UNIT}\b
    | \b(?:[Ee]arly\ |[Ll]ate\ )?(?:[Ll]ast|[Nn]ext|[Tt]his\ past)\ (?:{_UNIT}|{_WEEKDAY}|{_MONTH})\b
    | \b(?:[Tt]he\ weekend|[Yy]esterday|[Tt]oday(?!['’])|[Tt]omorrow|[Rr]ecent\ (?:days|weeks|months|years))\b
    | \b{_COUNT}\ {_UNIT}s?\ ago\b
    | \b{_WEEKDAY}\b
    | \b(?<=[Ii]n\ ){_YEAR}\b | \b(?<=[Ss]ince\ ){_YEAR}\b | \b(?<=the\ ){_YEAR}\b
    """,
    re.VERBOSE,
)

_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,5}|\d+|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en"
    r"|[Ee]leven|[Tt]welve|[Dd]ozens of|[Hh]undreds of|[Tt]housands of)"
)
_NOUN = (
    r"(?:troops|soldiers|people|civilians|fighters|militants|militiamen|rebels|Americans|Libyans|nations|Nations"
    r"|states|countries|strike missions|missions|sorties|attack sorties|air ?strikes|military targets|targets|deaths"
    r"|casualties|aircraft|jets|ships|warships|tanks|vehicles|weapons)"
)
_QUANTITIES = re.compile(
    r"\b(?:(?:[Nn]early|[Aa]bout|[Aa]round|[Oo]ver|[Mm]ore than|[Aa]t least|[Aa]lmost|[Ss]ome|[Uu]p to"
    r"|[Ff]ewer than)\ )?"
    rf"{_NUMBER}\ (?:other\ )?{_NOUN}\b"
)


def find_dates(value: str) -> Iterator[tuple[int, int]]:
    """The ranges of calendar expressions, absolute, partial and relative, in code points."""
    for match in _DATES.finditer(value):
        yield match.span()


def find_quantities(value: str) -> Iterator[tuple[int, int]]:
    """The ranges of counts of people, states, weapons and missions with their noun, in code points."""
    for match in _QUANTITIES.finditer(value):
        yield match.span()
