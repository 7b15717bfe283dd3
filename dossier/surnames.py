"""Surnames: the word that stands for a person whom the dossier names in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .anchor import fold
from .calendar import WEEKDAYS
from .dates import MONTHS
from .entities import Entity, Form
from .text import Clean

_TITLES = """
mr mrs ms miss dr prof professor sir dame lord lady king queen prince princess pope president premier chancellor
minister secretary ambassador envoy senator sen representative rep congressman congresswoman governor gov mayor judge
justice general gen lieutenant lt colonel col major maj captain capt sergeant sgt corporal cpl admiral adm commander
cmdr marshal sheikh sheik emir sultan imam ayatollah rabbi bishop archbishop cardinal father spokesman spokeswoman
spokesperson chairman chairwoman director chief commissioner inspector prosecutor officer official leader mp
"""
TITLES = frozenset(_TITLES.split())
"""The last words of titles and ranks that stand before a name, in lower case and without their full stop."""
_OPENERS = """
a about after again all also although an and any are as asked at because before both but by despite during each
earlier even every few for former from had has have he her here his how however i if in inside into is it its last
later like many meanwhile more most much neither new no nor not now of off on once one only or other our outside over
she since so some soon still such than that the their then there these they this those though through to today
tomorrow tonight two three four five six seven eight nine ten under unless until upon was we were what when where
whether which while who why will with without yesterday yet you
"""
OPENERS = frozenset(_OPENERS.split())
"""Words that a sentence begins with, and no name does."""
_PARTICLES = """
al el as ar ad an ash at az abu bin ibn ben von van der den de la le du di da dos del ter st
"""
PARTICLES = frozenset(_PARTICLES.split())
"""Words before a surname that belong to it."""

_NAME = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_AFTER_NAME = frozenset({"jr", "sr", "ii", "iii", "iv"})
_BEFORE = re.compile(r"(?:^|[^\w.])([^\W_][\w.'’-]*)[\ \xa0]$")
_AFTER = re.compile(r"(?:[\ \xa0](?=[^\W\d_])|[-‐‑])(\w[\w'’-]*)")
_SHORTEST = 3
"""Code points of a surname; what is shorter is too often a word of its own."""


def bare_surnames(entities: Iterable[Entity]) -> Iterator[tuple[Form, Entity]]:
    """The surnames of persons whose forms name them in full, as forms; none that is a form of anything else.

    Where several persons have one surname, each is there.
    """
    entities = tuple(entities)
    claimed = {fold(form.words) for entity in entities for form in entity.forms}
    for entity in entities:
        if entity.type == "person":
            for form in entity.forms:
                for surname in spoken_surnames(form.words):
                    if fold(surname) not in claimed:
                        yield Form(surname, form.articles), entity


def spoken_surnames(name: Clean) -> Iterator[Clean]:
    """The surnames of a full name, and those with a particle as they begin a sentence: “Van der Meer”."""
    for surname in surnames(name):
        yield surname
        if surname[0].islower():
            yield Clean(surname[0].upper() + surname[1:])


def surnames(name: Clean) -> tuple[Clean, ...]:
    """The surname of a full name, with its particles and without: “al-Sarraj” and “Sarraj”; none of a single word."""
    words = list(_NAME.finditer(name))
    while words and words[-1].group().casefold() in _AFTER_NAME:
        words.pop()
    if len(words) < 2 or len(words[-1].group()) < _SHORTEST or not words[-1].group()[0].isupper():
        return ()
    first = len(words) - 1
    while first > 1 and words[first - 1].group().casefold() in PARTICLES:
        first -= 1
    end = words[-1].end()
    return tuple(dict.fromkeys((name[words[first].start() : end], name[words[-1].start() : end])))


def stands_alone(words: str, start: int, end: int) -> bool:
    """Whether the surname at ``start``–``end`` is not part of a longer name: “Mark Stevens”, “Stevens Institute”."""
    after = _AFTER.match(words, end)
    if after is not None and after[1][0].isupper():
        return False
    before = _BEFORE.search(words, max(0, start - 40), start)
    if before is None:
        return words[start - 1 : start] not in {"-", "‐", "‑"}
    word = before[1]
    if not word[0].isupper() or word.endswith(("’s", "'s")) or word in WEEKDAYS or word in MONTHS:
        return True
    plain = word.rstrip(".").casefold()
    ends_sentence = word.endswith(".") and len(plain) > 1 and "." not in plain
    return ends_sentence or plain in TITLES or plain in OPENERS
