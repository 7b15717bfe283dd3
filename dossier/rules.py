"""Quantities of military weight, found by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .dates import MONTHS

_YEAR = "|".join(rf"(?<={before}\ )(?:19|20)\d\d\b" for before in ("[Ii]n", "[Bb]y", "ince", "ntil"))
"""What is a year, and no number of what stands behind it: “In 2011 members of NATO”."""
_IN_WORDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety several
"""
_WORDS = "|".join(f"[{each[0].upper()}{each[0]}]{each[1:]}" for each in _IN_WORDS.split())
_FIGURES = r"\d{1,3}(?:,\d{3}){1,5}|\d+(?:\.\d+)?"
_COUNT = rf"(?:{_FIGURES}|(?:{_WORDS})(?:-(?:{_WORDS}))?)"
_NUMBER = (
    rf"(?:(?:{_COUNT}|[Aa])\ (?:dozen|hundred|thousand|million)"
    r"|(?:[Tt]ens|[Dd]ozens|[Hh]undreds|[Tt]housands|[Mm]illions)\ of(?:\ (?:thousands|millions)\ of)?"
    rf"|(?!{_YEAR}){_COUNT})"
)
_WHOSE = (
    r"(?:(?:other|more|foreign|armed|unarmed|government|dead|wounded|injured)\ )?"
    rf"(?:(?!(?:{'|'.join(MONTHS)})\b)(?:U\.S\.|U\.N\.|[A-Z][A-Za-z]+)\ )?"
)
"""What stands between number and noun: “three US soldiers”."""
_NOUNS = """
troops soldiers people civilians fighters militants militiamen rebels insurgents guards sailors marines peacekeepers
policemen men women children hostages prisoners detainees migrants refugees rescuers firefighters protesters
demonstrators members residents victims survivors wounded injured dead bodies deaths casualties Americans Libyans
nations states countries missions sorties airstrikes targets aircraft jets planes helicopters drones ships warships
boats tanks vehicles weapons rifles rockets missiles bombs
"""
_NOUN = rf"(?:{'|'.join(_NOUNS.split())}|Nations|strike missions|attack sorties|air strikes|military targets)"
_QUANTITIES = re.compile(
    r"(?<![\w.,:-])(?:(?:[Nn]early|[Aa]bout|[Aa]round|[Oo]ver|[Mm]ore than|[Aa]t least|[Aa]lmost|[Ss]ome|[Uu]p to"
    r"|[Ff]ewer than)\ )?"
    rf"{_NUMBER}\ {_WHOSE}{_NOUN}\b"
)


def find_quantities(value: str) -> Iterator[tuple[int, int]]:
    """The ranges of counts of people, states, weapons and missions with their noun, in code points."""
    for match in _QUANTITIES.finditer(value):
        yield match.span()
