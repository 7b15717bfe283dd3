"""Quantities of military weight, found by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def find_quantities(value: str) -> Iterator[tuple[int, int]]:
    """The ranges of counts of people, states, weapons and missions with their noun, in code points."""
    for match in _QUANTITIES.finditer(value):
        yield match.span()
