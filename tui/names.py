"""The names of one article or of all: entities, dates and quantities with their mentions, as they are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..dossier.article import Article
from ..dossier.entities import TYPE_TITLES
from ..dossier.mentions import counted
from ..dossier.surnames import spoken_surnames
from ..dossier.text import EMPTY, Clean
from .strips import fit
from .wrap import cells, offset_at

if TYPE_CHECKING:
    from ..dossier.entities import Entity
    from ..dossier.mentions import Mention
    from ..dossier.proposals import Choice

BY_COUNT, BY_NAME, BY_PLACE = "by count", "by name", "by first place"
SORTS = (BY_COUNT, BY_NAME, BY_PLACE)

Place = tuple[Article, "Mention"]
"""A mention with its article."""


@dataclass(frozen=True, slots=True)
class Name:
    """A row: an entity, or a date or quantity by its words, with its mentions; a heading where it has none.

    ``counts`` are those of the articles in the order they were given in. ``choice`` is the proposal, where it is one.
    ``shown`` is what it is called where it is listed: the label, or less where that has no room.
    """

    key: Clean
    label: Clean
    type: str
    places: tuple[Place, ...] = ()
    counts: tuple[int, ...] = ()
    forms: tuple[Clean, ...] = ()
    entity: Entity | None = None
    choice: Choice | None = None
    shown: str = ""

    @property
    def heading(self) -> bool:
        """Whether the row only names a type."""
        return not self.places and self.choice is None

    def fits(self, words: Sequence[str]) -> bool:
        """Whether all words, in lower case, stand in the label or the forms."""
        text = " ".join((self.label, *self.forms)).casefold()
        return all(word in text for word in words)


def names(found: Iterable[tuple[Article, Sequence[Mention]]]) -> list[Name]:
    """The counted mentions of some articles, by entity; of dates and quantities, by their words."""
    articles: list[Article] = []
    by_key: dict[tuple[str, str], list[Place]] = {}
    for article, mentions in found:
        articles.append(article)
        for mention in mentions:
            if counted(article, mention):
                key = str(mention.entity.id) if mention.entity else _words(article, mention).casefold()
                by_key.setdefault((mention.type, key), []).append((article, mention))
    return [_name(kind, key, places, articles) for (kind, key), places in by_key.items()]


def _name(kind: str, key: str, places: list[Place], articles: Sequence[Article]) -> Name:
    forms = tuple(dict.fromkeys(_words(*place) for place in places))
    entity = places[0][1].entity
    label = entity.label if entity else forms[0]
    return Name(Clean(key), label, kind, tuple(places), _counts(places, articles), forms, entity)


def proposed(choices: Iterable[Choice], articles: Sequence[Article]) -> list[Name]:
    """The proposals as the user's decisions leave them."""
    found: list[Name] = []
    for choice in choices:
        counts = _counts(choice.mentions, articles)
        found.append(Name(choice.id, choice.label, choice.type, choice.mentions, counts, choice.forms, choice=choice))
    return found


def _counts(places: Sequence[Place], articles: Sequence[Article]) -> tuple[int, ...]:
    tally: dict[Clean, int] = {}
    for article, _ in places:
        tally[article.id] = tally.get(article.id, 0) + 1
    return tuple(tally.get(article.id, 0) for article in articles)


def _words(article: Article, mention: Mention) -> Clean:
    return Clean.line(article.text.value[mention.start : mention.end])


def called(found: Sequence[Name], room: int) -> list[Name]:
    """The names with what each is called in ``room`` cells, unlike the others.

    Where the label has no room that is the longest form that can mean no other name, or its only one; else the
    beginning of the label, or the end where another begins alike.
    """
    owners = Counter(words for each in found for words in _meaning(each))
    short: list[str] = []
    for each in found:
        own = (form for form in each.forms if owners[form] == 1 or len(each.forms) == 1)
        fitting = [words for words in own if cells(words) <= room]
        fits = cells(each.label) <= room
        short.append(each.label if fits else max(fitting, key=cells, default=fit(each.label, room)))
    alike = Counter(short)
    return [
        replace(each, shown=words if alike[words] == 1 else _end(each.label, room))
        for each, words in zip(found, short, strict=True)
    ]


def _meaning(name: Name) -> set[Clean]:
    """All that may mean it: label and forms, and of a person the surnames."""
    words = {name.label, *name.forms}
    return words.union(*map(spoken_surnames, words)) if name.type == "person" else words


def _end(words: Clean, room: int) -> str:
    """The end of ``words`` in at most ``room`` cells, all where that fits."""
    size = cells(words)
    return words if size <= room else "…" + words[offset_at(words, size - max(1, room) + 1) :]


def listed(found: Iterable[Name], sort: str, wanted: Clean) -> list[Name]:
    """The names with the words wanted, sorted under a heading for each type."""
    words = wanted.casefold().split()
    kept = [each for each in found if each.fits(words)]
    if sort == BY_NAME:
        kept.sort(key=lambda each: each.shown.casefold())
    elif sort == BY_COUNT:  # what is equal stays in the order of first places
        kept.sort(key=lambda each: -len(each.places))
    rows: list[Name] = []
    for kind, title in TYPE_TITLES.items():
        of_kind = [each for each in kept if each.type == kind]
        if of_kind:
            rows += [Name(EMPTY, Clean(title), kind), *of_kind]
    return rows
