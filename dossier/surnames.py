"""Surnames: the word that stands for a person whom the dossier names in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from .anchor import fold
from .calendar import WEEKDAYS
from .dates import MONTHS
from .entities import Entity, Form
from .sentences import is_headline
from .tables import listed
from .text import Clean, unaccented
from .transliteration import alike

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
a about according addressing after again against all alongside also although among an and any are around as asked
asking at because before behind beside besides between beyond both but by can could despite did do does during each
earlier either even ever every except few following for former from had has have he her here his how however i if in
inside instead into is it its last later let like likewise many meanwhile might more moreover most much must
neither never nevertheless no nonetheless nor not now of off often on once one only or other otherwise our out
outside over perhaps quoting recently regarding she should since so some soon still such than that the their then there
therefore these they this those though through throughout thus to today together tomorrow tonight toward towards two
three four five six seven eight nine ten under unless unlike until upon was we were what whatever when whenever where
whereas wherever whether which while who whoever whom whose why with within without would yesterday yet you your
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
_HYPHENS = "-‐‑"
_BEFORE = re.compile(r"(?:^|[^\w.])([^\W_][\w.'’-]*)[\ \xa0]$")
_AFTER = re.compile(r"(?:[\ \xa0](?=[^\W\d_])|[-‐‑])(\w[\w'’-]*)")
_PREFIX = re.compile(r"(?:^|[^\w-])([^\W\d_]+)[-‐‑]$")
_PREFIXES = frozenset(("Anti", "Pro", "Ex", "Non", "Post", "Pre"))
"""What is no name before a hyphen though it may begin a sentence with a capital."""
_FIRM_BEHIND = re.compile(r"[\ \xa0](?:&|and[\ \xa0](?:Sons?|Daughters?|Brothers|Co|Company|Partners|Associates)\b)")
_FIRM_BEFORE = ("& ", "&\xa0")
_MINISTRY = re.compile(r"\b(?:[Ss]ecretary|[Mm]inister)\ (?:of|for)\ [A-Z]\w+\ $")
_CALENDAR = frozenset((*WEEKDAYS, *MONTHS))
_WINDOW = 40
"""Code points before a surname in which the word before it is looked for."""
_SHORTEST = 3
"""Code points of a surname; what is shorter is too often a word of its own."""


def bare_surnames(entities: Iterable[Entity], contested: Set[str]) -> Iterator[tuple[Form, Entity]]:
    """The surnames of persons whose forms name them in full, as forms; none that is a form of anything else.

    Where several persons have one surname, each is there. ``contested`` are the :func:`contested_surnames`.
    """
    entities = tuple(entities)
    claimed = {fold(form.words) for entity in entities for form in entity.forms} - contested
    for entity in entities:
        if entity.type == "person":
            for form in entity.forms:
                for surname in spoken_surnames(form.words):
                    if fold(surname) not in claimed:
                        yield Form(surname, form.articles), entity


def contested_surnames(entities: Iterable[Entity]) -> frozenset[str]:
    """The surnames, folded, that several persons have among their forms beside their full names, and nothing else has.

    As forms they would all be the first person's; so they are none.
    """
    owners: dict[str, list[Entity]] = {}
    for entity in entities:
        for words in {fold(form.words) for form in entity.forms}:
            owners.setdefault(words, []).append(entity)
    several = ((words, found) for words, found in owners.items() if len(found) > 1)
    return frozenset(words for words, found in several if all(_bears(each, words) for each in found))


def _bears(entity: Entity, surname: str) -> bool:
    """Whether a person has a surname, folded, by a full name too, and in no article of its own."""
    if entity.type != "person" or any(form.articles for form in entity.forms if fold(form.words) == surname):
        return False
    return any(fold(each) == surname for form in entity.forms for each in spoken_surnames(form.words))


def undecided(persons: Sequence[Entity]) -> Entity:
    """Several persons of one surname, as whom it means where nothing before it tells: it counts for none of them."""
    id = Clean("-or-".join(person.id for person in persons))
    label = Clean(listed([person.label for person in persons]))
    note = Clean("None of them is named in full before it in the article, so that the surname counts for none.")
    return Entity(id, label, "person", (), note=note)


def without_surnames(names: Sequence[Clean]) -> tuple[Clean, ...]:
    """The names of a person but those that are bare surnames of the others."""
    bare = {fold(surname) for name in names for surname in spoken_surnames(name)}
    return tuple(name for name in names if fold(name) not in bare)


def spoken_surnames(name: Clean) -> Iterator[Clean]:
    """The surnames of a full name as articles print them: with a capital, “Van der Meer”, and without accents."""
    for surname in surnames(name):
        for each in dict.fromkeys((surname, Clean(unaccented(surname)))):
            yield each
            if each[0].islower():
                yield Clean(each[0].upper() + each[1:])


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


def stands_alone(words: str, start: int, end: int, *, title_case: bool = False) -> bool:
    """Whether the surname at ``start``–``end`` is not part of a longer name: “Mark Stevens”, “Stevens Institute”.

    Nor is it part of a firm's: “Stevens & Sons”. What a hyphen joins to it is no part of a name where it is a word in
    small letters: “pro-Stevens”, “Stevens-led”. In ``title_case`` the capital of what follows says nothing.
    """
    after = _AFTER.match(words, end)
    if after is not None and after[1][0].isupper() and after[1] not in _CALENDAR and not title_case:
        return False
    if _FIRM_BEHIND.match(words, end) or words.startswith(_FIRM_BEFORE, max(0, start - 2)):
        return False
    window = max(0, start - _WINDOW)
    if start and words[start - 1] in _HYPHENS:
        prefix = _PREFIX.search(words, window, start)
        return prefix is not None and (prefix[1] in _PREFIXES or prefix[1].islower()) and prefix[1] not in PARTICLES
    return not _name_before(words, start)


def own_surnames(person: Entity) -> frozenset[Clean]:
    """The forms of a person that are one word and the surname of a full name among the others, in every article."""
    single = {form.words for form in person.forms if " " not in form.words and not form.articles}
    if person.type != "person" or not single or len(person.forms) == len(single):
        return frozenset()
    return frozenset(single.intersection(each for form in person.forms for each in spoken_surnames(form.words)))


def names_another(words: str, start: int, person: Entity) -> bool:
    """Whether before a person's surname at ``start`` stands the given name of another: “Saif Gadhafi”.

    In a headline any word may have a capital, and the given name may be spelt as no form spells it.
    """
    before = _name_before(words, start)
    if not before or is_headline(words):
        return False
    given = before.casefold()
    own = {each.casefold() for form in person.forms for each in _NAME.findall(form.words)}
    return given not in own and not any(alike(given, each) for each in own)


def _name_before(words: str, start: int) -> str:
    """The word directly before a surname at ``start`` that may be a given name; empty where none is."""
    window = max(0, start - _WINDOW)
    before = _BEFORE.search(words, window, start)
    if before is None:
        return ""
    word = before[1]
    if not word[0].isupper() or word.endswith(("’s", "'s")) or word in _CALENDAR:
        return ""
    plain = word.rstrip(".").casefold()
    ends_sentence = word.endswith(".") and len(plain) > 1 and "." not in plain
    title = plain.rpartition("-")[2]
    titled = title in TITLES or title.removesuffix("s") in TITLES or _MINISTRY.search(words, window, start) is not None
    return "" if ends_sentence or plain in OPENERS or titled else word
