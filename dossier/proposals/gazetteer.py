"""What the rules know beforehand: countries, large cities, seas, and organisations that news name unexplained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from ..entities import Entity, Form
from ..text import Clean

_PREFIX = "known-"


@dataclass(frozen=True)
class Gazetteer:
    """Known places and organisations as entities, and the adjectives and demonyms that are no mentions of them."""

    entities: tuple[Entity, ...]
    demonyms: frozenset[str]

    @cached_property
    def names(self) -> dict[str, Entity]:
        """The entities by each of their names."""
        return {str(form.words): entity for entity in self.entities for form in entity.forms}


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with natoreader, read once."""
    entities: list[Entity] = []
    demonyms: set[str] = set()
    for line in _lines("places.txt"):
        country, adjectives, cities = line.split(";")
        demonyms.update(_names(adjectives))
        entities += [_entity(names, "place") for names in (country, *cities.split(", ")) if names.strip()]
    entities += [_entity(line, "organisation") for line in _lines("organisations.txt")]
    return Gazetteer(tuple(entities), frozenset(demonyms))


def _lines(file: str) -> Iterator[str]:
    """The lines of a data file that hold data."""
    text = files(__package__).joinpath(file).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _names(words: str) -> list[str]:
    return [name for each in words.split("/") if (name := each.strip())]


def _entity(words: str, type: str) -> Entity:
    """An entity of the names in ``words``; datelines print places in capitals."""
    names = _names(words)
    if type == "place":
        names += [name.upper() for name in names if len(name) > 3]
    label = Clean(names[0])
    return Entity(Clean(_PREFIX + label), label, type, tuple(Form(Clean(name)) for name in dict.fromkeys(names)))
