"""The table of entities: who and what the articles name, and by which words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

from .anchor import fold
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
    claims: dict[str, list[tuple[Form, Clean]]] = {}
    for table in top.tables("entities"):
        entity = _read_entity(table, articles)
        if entity is None:
            continue
        if entity.id in ids:
            table.fault("id", f"“{entity.id}” is already the id of another entity")
            continue
        ids.add(entity.id)
        for form in entity.forms:
            rivals = claims.setdefault(fold(form.words), [])  # forms are matched without regard to typography
            for other, owner in rivals:
                if owner == entity.id:
                    continue
                if not form.articles or not other.articles or form.articles & other.articles:
                    table.fault("forms", f"“{form.words}” is claimed by “{owner}” too; limit one to named articles")
            rivals.append((form, entity.id))
        entities.append(entity)
    top.close()
    return tuple(entities)


def _read_entity(table: Table, articles: Collection[str]) -> Entity | None:
    id = table.id()
    label = table.line("label", required=True)
    kind = table.choice("type", TABLE_TYPES, required=True)
    forms = [Form(words) for words in table.lines("forms")]
    for limited in table.tables("limited"):
        named = limited.lines("articles", required=True)
        for article in named:
            if article not in articles:
                limited.fault("articles", f"there is no article “{article}”")
        found = limited.lines("forms", required=True)
        if named:  # without a name the forms would be limited to nothing, which reads as not limited
            forms += [Form(words, frozenset(named)) for words in found]
    variants = table.lines("variants")
    note = table.text("note")
    wikidata = table.line("wikidata")
    if not forms:
        table.fault("forms", "is missing; expected the words by which the articles name the entity")
    if id is None or label is None or kind is None or not forms:
        return None
    return Entity(id, label, kind, tuple(forms), variants, note, wikidata)
