"""Mentions: where an article names its entities.

The table's forms are looked up token by token in dictionaries, so that the cost does not grow with their number.
Spans nest but never cross; :func:`flat` is the layer that is displayed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from .anchor import fold
from .article import UNCOUNTED, Article
from .calendar import find_dates
from .entities import ENTITY_TYPES, Entity, Form
from .rules import find_quantities
from .sentences import is_headline
from .surnames import bare_surnames, contested_surnames, names_another, own_surnames, stands_alone, undecided
from .text import Clean, Paragraph, unaccented

_TOKEN = re.compile(r"[^\W_]+|[^\s]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that names an entity: its range in code points, and the entity (``None`` for a date or quantity)."""

    start: int
    end: int
    type: str
    entity: Entity | None

    @property
    def length(self) -> int:
        """The mention's length in code points."""
        return self.end - self.start


class _Node:
    """A place in the tree of forms: the tokens that may follow, and the forms that end here."""

    __slots__ = ("ends", "following")

    def __init__(self) -> None:
        self.following: dict[tuple[str, bool], _Node] = {}
        self.ends: list[tuple[Form, Entity, _Kind]] = []

    def after(self, token: str, spaced: bool) -> _Node | None:
        """The place behind a token, or behind the same without its accents: a form without them is one name with it."""
        node = self.following.get((token, spaced))
        if node is None and not token.isascii():
            node = self.following.get((unaccented(token), spaced))
        return node


class _Kind(Enum):
    """What a form is: words of the table, among them the surname of a person, or a surname that is not in it."""

    WORDS = auto()
    SURNAME = auto()
    BARE = auto()


class Matcher:
    """Finds the forms of a table, the bare surnames of its persons, and dates and quantities by rule.

    The forms are a tree of tokens, so that a text is read once whatever their number. What the text prints with accents
    is found by a form without them too, where no form has them.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._root = _Node()
        entities = tuple(entities)
        contested = contested_surnames(entities)
        for entity in entities:
            own = own_surnames(entity)
            for form in entity.forms:
                if not contested or fold(form.words) not in contested:
                    self._add(form, entity, _Kind.SURNAME if form.words in own else _Kind.WORDS)
        for form, entity in bare_surnames(entities, contested):
            self._add(form, entity, _Kind.BARE)

    def _add(self, form: Form, entity: Entity, kind: _Kind) -> None:
        node = self._root
        for position, (token, spaced, _, _) in enumerate(_tokens(form.words)):
            node = node.following.setdefault((token, spaced and position > 0), _Node())
        if node is not self._root:
            node.ends.append((form, entity, kind))

    def mentions(self, article: Article) -> tuple[Mention, ...]:
        """All mentions of an article in the order of the text, outer before inner; none crosses another."""
        found = list(self._table_mentions(article))
        for paragraph in article.text.paragraphs:
            words, at = article.text.words(paragraph), paragraph.start
            found += [Mention(at + start, at + end, "date", None) for start, end in find_dates(words)]
            found += [Mention(at + start, at + end, "quantity", None) for start, end in find_quantities(words)]
        return tuple(_nested(found))

    def names(self, article: Article) -> tuple[Mention, ...]:
        """The mentions of the table's entities alone, without dates and quantities."""
        return tuple(_nested(list(self._table_mentions(article))))

    def _table_mentions(self, article: Article) -> Iterator[Mention]:
        named: dict[Clean, int] = {}
        for paragraph in article.text.paragraphs:
            yield from self._in_paragraph(article, paragraph, named)

    def _in_paragraph(self, article: Article, paragraph: Paragraph, named: dict[Clean, int]) -> Iterator[Mention]:
        """The mentions of one paragraph; ``named`` tells where each entity was last named before, and is kept up."""
        words, at = article.text.words(paragraph), paragraph.start
        tokens, beginnings, place_end = list(_tokens(words)), self._root.following, 0
        for first, (token, _, start, _) in enumerate(tokens):
            node, last = beginnings.get((token, False)), first
            if node is None and not token.isascii():  # few tokens begin a form: those in ASCII are not asked again
                node = self._root.after(token, False)
            while node is not None:
                end = tokens[last][3]
                bare: dict[Clean, Entity] = {}
                for form, entity, kind in node.ends:
                    if form.articles and article.id not in form.articles:
                        continue
                    if kind is _Kind.BARE:
                        bare[entity.id] = entity
                        continue
                    if kind is _Kind.SURNAME and names_another(words, start, entity):
                        continue
                    yield Mention(at + start, at + end, entity.type, entity)
                    named[entity.id] = at + start
                    if entity.type == "place":  # in whose name no surname stands: “The Hague”
                        place_end = max(place_end, end)
                title_case = bool(bare) and is_headline(words) and _named_in_full(bare.values(), article)
                if bare and start >= place_end and stands_alone(words, start, end, title_case=title_case):
                    person = _last_named(bare, named) or undecided(tuple(bare.values()))
                    yield Mention(at + start, at + end, person.type, person)
                last += 1
                node = node.after(*tokens[last][:2]) if last < len(tokens) else None


def _named_in_full(persons: Iterable[Entity], article: Article) -> bool:
    """Whether an article prints a name of several words of one of these persons."""
    return any(
        len(form.words.split()) > 1 and form.words in article.text.value for each in persons for form in each.forms
    )


def _last_named(persons: Mapping[Clean, Entity], named: Mapping[Clean, int]) -> Entity | None:
    """Whom a bare surname means: the only person who has it, else the one who was last named in full."""
    if len(persons) == 1:
        return next(iter(persons.values()))
    known = [id for id in persons if id in named]
    return persons[max(known, key=named.__getitem__)] if known else None


def _tokens(words: str) -> Iterator[tuple[str, bool, int, int]]:
    """Words and single marks with typography folded: token, whether white space precedes it, start, end."""
    before = 0
    for match in _TOKEN.finditer(words):
        token = match.group()
        start, end = match.span()
        yield (token if token.isalnum() else _mark(token)), start > before, start, end
        before = end


_mark = lru_cache(maxsize=256)(fold)  # there are few marks, and one of them is every fifth token


def _rank(mention: Mention) -> tuple[int, int, int]:
    """Longest first, then the table over rules, then the order of types."""
    return (-mention.length, 0 if mention.entity else 1, ENTITY_TYPES.index(mention.type))


def _nested(found: Sequence[Mention]) -> list[Mention]:
    """``found`` without the weaker of any two that cross, share one range, or name one entity twice over.

    Taken from the strongest down, so that a mention yields only to one that stays. None is then shorter than those
    after it, and therefore one crosses a kept one exactly where an end of that one lies strictly inside it.
    """
    kept: list[Mention] = []
    ranges: set[tuple[int, int]] = set()
    ends = bytearray(max((each.end for each in found), default=0) + 1)
    own: dict[Clean, list[tuple[int, int]]] = {}
    for mention in sorted(found, key=lambda each: (_rank(each), each.start)):
        start, end = mention.start, mention.end
        if (start, end) in ranges or ends.find(1, start + 1, end) >= 0:
            continue
        if mention.entity is not None:
            # A surname inside the full name is that name, not a second mention. One entity's lie apart.
            others = own.setdefault(mention.entity.id, [])
            place = bisect_right(others, (start, len(ends)))
            if place and others[place - 1][1] >= end:
                continue
            others.insert(place, (start, end))
        kept.append(mention)
        ranges.add((start, end))
        ends[start] = ends[end] = 1
    return sorted(kept, key=lambda each: (each.start, -each.end))


def flat(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The outermost mentions only: one flat layer for display."""
    layer: list[Mention] = []
    for mention in mentions:
        if not layer or mention.start >= layer[-1].end:
            layer.append(mention)
    return tuple(layer)


def counted(article: Article, mention: Mention) -> bool:
    """Whether a mention counts: those in notices and related headlines do not."""
    return article.block_at(mention.start) not in UNCOUNTED


def surface(article: Article, mention: Mention) -> Clean:
    """The mention's own words."""
    return article.text.value[mention.start : mention.end]
