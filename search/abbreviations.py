"""Abbreviations: those that are words too when they are not in capitals, and the full names of common ones."""

from __future__ import annotations

from collections.abc import Iterable

MARK = "."
"""Ends an abbreviation's index word where without it the word would be another: ``us.`` is US or U.S., ``us`` is us."""

COLLIDING = frozenset(
    (
        "us",
        "who",
        "it",
        "is",
        "pm",
        "am",
        "aid",
        "aids",
        "swift",
        "care",
        "start",
        "salt",
        "car",
        "ice",
        "nice",
        "cap",
        "act",
        "step",
        "led",
    )
)
"""Words that are abbreviations in capitals, whatever the texts print.

Any other word in capitals is one where the texts have it in capitals, and as a word in small letters.
"""

_NAMES = {
    "usa": ("united states", "united states of america", "us."),
    "us.": ("united states", "united states of america", "usa"),
    "uk": ("united kingdom",),
    "eu": ("european union",),
    "un": ("united nations",),
    "au": ("african union",),
    "nato": ("north atlantic treaty organization", "north atlantic treaty organisation"),
    "who.": ("world health organization", "world health organisation"),
    "is.": ("islamic state",),
    "isis": ("islamic state of iraq and syria",),
    "isil": ("islamic state of iraq and the levant",),
    "gna": ("government of national accord",),
    "gnc": ("general national congress",),
    "lna": ("libyan national army",),
    "pm.": ("prime minister",),
    "ap": ("associated press",),
    "icc": ("international criminal court",),
    "imf": ("international monetary fund",),
    "iaea": ("international atomic energy agency",),
    "osce": ("organization for security and co operation in europe",),
    "opec": ("organization of the petroleum exporting countries",),
    "cia": ("central intelligence agency",),
    "fbi": ("federal bureau of investigation",),
    "ngo": ("non governmental organization", "non governmental organisation"),
}
FULL = {short: tuple(tuple(name.split()) for name in names) for short, names in _NAMES.items()}
"""The full names of an abbreviation's index word, each as its words."""
SHORT = {name: short for short, names in FULL.items() for name in names if len(name) > 1}
"""The abbreviation of a full name."""
LONGEST_NAME = max(len(name) for name in SHORT)
"""Words in the longest full name."""
_SMALL = frozenset(("and", "for", "in", "of", "the"))
"""Words of a name that are not written with a capital."""


def printed(name: Iterable[str]) -> str:
    """A full name as papers print it: “Government of National Accord”."""
    return " ".join(word if word in _SMALL else word.capitalize() for word in name)
