"""The card of an entity: where and how often a dossier names it, in which spellings, and beside whom."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .anchor import fold
from .article import UNCOUNTED, Article
from .entities import ENTITY_TYPES, Entity
from .mentions import Mention, surface
from .surnames import bare_surnames, contested_surnames, undecided
from .tables import LONGEST_NAME
from .text import Clean, unaccented

Found = tuple[Article, Sequence[Mention]]
"""An article with all its mentions."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A form as printed, with how often each article prints it; the articles by date."""

    words: Clean
    articles: tuple[tuple[Article, int], ...]

    @property
    def count(self) -> int:
        """How often it is printed in all."""
        return sum(count for _, count in self.articles)


@dataclass(frozen=True, slots=True)
class Companion:
    """Another entity, and the paragraphs that name both: an article and the paragraph's number, in their order."""

    entity: Entity
    passages: tuple[tuple[Article, int], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What a dossier knows of an entity.

    Attributes:
        entity: The entity.
        mentions: Its counted mentions with their articles, by date and place.
        spellings: The forms as printed, the most frequent first.
        articles: The articles that name it, by date, with their counts.
        companions: Who else is named in its paragraphs, the most frequent first.
        uncounted: How many mentions in notices and related headlines stand apart from all that.
    """

    entity: Entity
    mentions: tuple[tuple[Article, Mention], ...]
    spellings: tuple[Spelling, ...]
    articles: tuple[tuple[Article, int], ...]
    companions: tuple[Companion, ...]
    uncounted: int

    @property
    def first(self) -> Article | None:
        """The earliest article of known date that names it."""
        return next(self._dated(), None)

    @property
    def last(self) -> Article | None:
        """The latest article of known date that names it."""
        return next(iter(reversed(list(self._dated()))), None)

    def _dated(self) -> Iterator[Article]:
        return (article for article, _ in self.articles if article.published is not None)


def make_card(entity: Entity, found: Iterable[Found]) -> Card:
    """The card of an entity from the mentions of all articles, which are in the order of their dates."""
    own: list[tuple[Article, Mention]] = []
    uncounted = 0
    spellings: dict[Clean, Counter[Article]] = {}
    companions: dict[Clean, tuple[Entity, dict[tuple[Article, int], None]]] = {}
    for article, mentions in found:
        here = [each for each in mentions if each.entity is not None and each.entity.id == entity.id]
        if not here:
            continue
        counted = [each for each in here if article.block_at(each.start) not in UNCOUNTED]
        uncounted += len(here) - len(counted)
        for mention in counted:
            own.append((article, mention))
            spellings.setdefault(Clean.line(surface(article, mention)), Counter())[article] += 1
        paragraphs = {_paragraph(article, each) for each in counted}
        for mention in mentions:
            other = mention.entity
            if other is None or other.id == entity.id or article.block_at(mention.start) in UNCOUNTED:
                continue
            number = _paragraph(article, mention)
            if number in paragraphs:
                companions.setdefault(other.id, (other, {}))[1][article, number] = None
    return Card(
        entity,
        tuple(own),
        tuple(_spellings(spellings)),
        tuple(Counter(article for article, _ in own).items()),
        tuple(_companions(companions.values())),
        uncounted,
    )


def _spellings(found: dict[Clean, Counter[Article]]) -> list[Spelling]:
    each = [Spelling(words, tuple(articles.items())) for words, articles in found.items()]
    return sorted(each, key=lambda spelling: -spelling.count)


def _companions(found: Iterable[tuple[Entity, dict[tuple[Article, int], None]]]) -> list[Companion]:
    each = [Companion(entity, tuple(passages)) for entity, passages in found]
    kinds = ENTITY_TYPES.index
    return sorted(each, key=lambda other: (-len(other.passages), kinds(other.entity.type), other.entity.label))


def _paragraph(article: Article, mention: Mention) -> int:
    paragraph = article.text.paragraph_at(mention.start)
    return paragraph.number if paragraph else 0


class Directory:
    """The entities of a table by everything they are called, whatever the case and the typography."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        entities = tuple(entities)
        self._ids = {str(entity.id): entity for entity in entities}
        self._names: dict[str, dict[Clean, Entity]] = {}
        self._shown: dict[str, Clean] = {}
        for entity in entities:
            for words in (entity.label, *(form.words for form in entity.forms), *entity.variants):
                self._add(words, entity)
        sharing: dict[Clean, dict[Clean, Entity]] = {}
        for form, entity in bare_surnames(entities, contested_surnames(entities)):
            sharing.setdefault(form.words, {})[entity.id] = entity
        for surname, persons in sharing.items():
            for entity in persons.values():
                self._add(surname, entity)
            if len(persons) > 1:
                nobody = undecided(tuple(persons.values()))
                self._ids[nobody.id] = nobody
                self._add(surname, nobody)

    def _add(self, words: Clean, entity: Entity) -> None:
        key = _key(words)
        self._names.setdefault(key, {})[entity.id] = entity
        self._shown.setdefault(key, words)

    def find(self, name: str) -> tuple[Entity, ...]:
        """The entities that are called so: by id, label, form, variant or bare surname; several may share a form."""
        named = self._ids.get(name.strip())
        if named is not None:
            return (named,)
        found = self._names.get(_key(name)) or self._names.get(unaccented(_key(name)), {})
        return tuple(found.values())

    def nearest(self, name: str) -> tuple[Clean, ...]:
        """At most three names of the table that are spelt most like ``name``."""
        if len(name) > LONGEST_NAME:
            return ()
        known = [key for key in self._names if len(key) <= LONGEST_NAME]
        return tuple(self._shown[key] for key in difflib.get_close_matches(_key(name), known, n=3))


def _key(words: str) -> str:
    return " ".join(fold(words).casefold().split())
