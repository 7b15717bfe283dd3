"""The table of entities: who and what the articles name, and by which words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from .anchor import fold
from .problems import shortened
from .tables import Table
from .text import Clean

EntityType = Literal["person", "organisation", "place", "event", "role", "date", "quantity"]
ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)
TABLE_TYPES: tuple[str, ...] = ENTITY_TYPES[:5]
"""The types a table may hold; dates and quantities are found by rule."""
TYPE_TITLES = {
    "person": "Persons",
    "organisation": "Organisations",
    "place": "Places",
    "event": "Events",
    "role": "Roles",
    "date": "Dates",
    "quantity": "Quantities",
}
"""What people call many of a type."""


_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_JOINERS = "\u200c\u200d"
_LETTER = re.compile(r"[^\W_]")
_MARKUP = re.compile(r"<[/!]?[A-Za-z][^<>]*>|\[(?:/[^\[\]]*|[a-z][a-z0-9 #_=,.-]*)\]")
_COMMON_WORDS = """
a about after all also an and any are as at be been before but by for from had has have he her his i if in into is it
its more new no not of on one or other our out over said say says she so some than that the their them then there
these they this to up was we were what when where which who will with would you
"""
_EVERYWHERE = frozenset(_COMMON_WORDS.split())
"""Words that stand in every text: as a form one of them would be found everywhere."""


@dataclass(frozen=True, slots=True)
class Form:
    """A surface form: the words as an article prints them, in the named articles only where any are named."""

    words: Clean
    articles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place, event or role under one label.

    ``forms`` are found in the articles; ``variants`` are spellings only a search may use.
    """

    id: Clean
    label: Clean
    type: str
    forms: tuple[Form, ...]
    variants: tuple[Clean, ...] = ()
    note: Clean | None = None
    wikidata: Clean | None = None


def read_entities(top: Table, articles: Collection[str]) -> tuple[Entity, ...]:
    """The entities of ``entities.toml``; faults are recorded on ``top``. ``articles`` are the ids that exist."""
    entities: list[Entity] = []
    ids: set[str] = set()
    claims: dict[str, _Claims] = {}
    for table in top.tables("entities"):
        entity = _read_entity(table, articles)
        if entity is None:
            continue
        if entity.id in ids:
            table.fault("id", f"“{entity.id}” is already the id of another entity")
            continue
        ids.add(entity.id)
        _claim(table, entity, claims)
        entities.append(entity)
    top.close()
    return tuple(entities)


def _claim(table: Table, entity: Entity, claims: dict[str, _Claims]) -> None:
    """Note by which words an entity is known; words that another claims too, or it twice, are a fault.

    That a variant is a form besides says nothing wrong.
    """
    words = [("forms", form) for form in entity.forms] + [("variants", Form(each)) for each in entity.variants]
    for key, form in words:
        # Forms are matched without regard to typography.
        rival = claims.setdefault(fold(form.words), _Claims()).add(form, entity.id)
        if rival == entity.id and key == "forms":
            table.fault(key, f"“{shortened(form.words)}” stands there twice")
        elif rival not in (None, entity.id):
            way = "a variant means one entity" if key == "variants" else "limit each to articles of its own"
            table.fault(key, f"“{shortened(form.words)}” is claimed by “{rival}” too; {way}")


@dataclass(slots=True)
class _Claims:
    """Who claims one spelling: in all articles, and in some."""

    everywhere: Clean | None = None
    limited: dict[str, Clean] = field(default_factory=dict)

    def add(self, form: Form, owner: Clean) -> Clean | None:
        """Note a claim; returns an entity that it contradicts, or the owner, who has made it before."""
        claims = [self.limited.get(each) for each in sorted(form.articles)] if form.articles else self.limited.values()
        earlier = [each for each in (self.everywhere, *claims) if each is not None]
        for article in form.articles:
            self.limited.setdefault(article, owner)
        if not form.articles and self.everywhere is None:
            self.everywhere = owner
        return next((each for each in earlier if each != owner), earlier[0] if earlier else None)


def _read_entity(table: Table, articles: Collection[str]) -> Entity | None:
    id = table.id()
    label = table.line("label", required=True)
    if label is not None:
        _tell(table, "label", table.data["label"], label)
    kind = table.choice("type", TABLE_TYPES, required=True)
    forms = [Form(words) for words in _forms(table, "forms")]
    for limited in table.tables("limited"):
        named = limited.lines("articles", required=True)
        for article in named:
            if article not in articles:
                limited.fault("articles", f"there is no article “{article}”")
        found = list(_forms(limited, "forms", required=True))
        if named:  # without a name the forms would be limited to nothing, which reads as not limited
            forms += [Form(words, frozenset(named)) for words in found]
    variants = tuple(_forms(table, "variants"))
    note = table.text("note")
    if note is not None and (fault := _hidden(table.data["note"])):
        table.fault("note", f"it {fault}")
    wikidata = table.line("wikidata")
    if wikidata is not None and not _WIKIDATA.fullmatch(wikidata):
        table.fault("wikidata", f"“{shortened(wikidata)}” is no id of Wikidata; expected one such as Q7184")
        wikidata = None
    if not forms:
        given = table.data.get("forms") or table.has("limited")
        trouble = "holds none that can be used" if given else "is missing"
        table.fault("forms", f"{trouble}; expected the words by which the articles name the entity")
    if id is None or label is None or kind is None or not forms:
        return None
    return Entity(id, label, kind, tuple(forms), variants, note, wikidata)


def _forms(table: Table, name: str, *, required: bool = False) -> Iterator[Clean]:
    """The usable words of a list of forms; what cannot be one is named, and left out."""
    for position, words in table.placed_lines(name, required=required).items():
        key = f"{name}[{position}]"
        if not _LETTER.search(words):
            table.fault(key, f"“{shortened(words)}” has neither a letter nor a digit; expected a name")
        elif words.casefold() in _EVERYWHERE and (len(words) == 1 or not words.isupper()):  # “US” and “IT” are names
            table.fault(key, f"“{words}” stands in every text and would be found everywhere; expected a name")
        elif len(words) == 1 and (words.islower() or words.isdigit()):
            table.fault(key, f"“{words}” is a single character and would be found everywhere; expected a name")
        else:
            _tell(table, key, table.data[name][position], words)
            yield words


def _tell(table: Table, key: str, given: str, words: Clean) -> None:
    """Name what a name should not hold. It stays usable: controls are gone, and markup is drawn as it is."""
    for fault in (_hidden(given), _marked_up(words)):
        if fault:
            table.fault(key, f"“{shortened(words)}” {fault}")


def fault_of_label(words: Clean) -> str:
    """What keeps ``words`` from being the label of an entity, in a sentence; empty where nothing does."""
    if not words.strip():
        return "A label is not empty."
    fault = _hidden(words) or _marked_up(words)
    return f"“{shortened(words)}” {fault}." if fault else ""


def _marked_up(words: str) -> str:
    return "looks like markup; names are plain words" if _MARKUP.search(words) else ""


def _hidden(given: str) -> str:
    """What a text holds that nobody sees, in words behind its subject; empty where it holds nothing of the kind."""
    if Clean(given) != given:
        return "holds control characters, which are left out"
    unseen = "" if given.isprintable() else next((each for each in given if _is_unseen(each)), "")
    return f"holds a character that nobody sees (U+{ord(unseen):04X})" if unseen else ""


def _is_unseen(char: str) -> bool:
    """Whether a character is drawn as nothing; the joiners that shape words are not meant."""
    return unicodedata.category(char) == "Cf" and char not in _JOINERS
