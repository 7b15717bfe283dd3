"""The dossier's entities as a search sees them: under which words each is known, and by which words it is found.

They are read from the dossier when a query is asked, so that what is decided about them never touches the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..dossier.article import Article
from ..dossier.folder import ENTITIES, Dossier
from ..dossier.text import Clean
from ..dossier.transliteration import JOINING, alike, likeness, same_name, skeleton
from .abbreviations import MARK
from .analysis import JOINED, folded, letters
from .vocabulary import sounding

if TYPE_CHECKING:
    from ..dossier.entities import Entity
    from ..dossier.mentions import Matcher

NAMED_TYPES = {"person": "person", "org": "organisation", "place": "place"}
"""The fields that select articles by whom or what they name, with the type of entity each takes."""
_SHORTEST = 4
"""Letters from which on a word is looked for by its sound."""

_MOST_WORDS = 5
"""Words of the longest name that is looked for by its sound."""
_ADDED = 3
"""Letters of the longest word that may stand behind a surname, as Jr. does."""

_NEAR = 0.75
"""How much of two names is the same, from 0 to 1, where one is suggested for the other: Spain is not near Sudan."""

Words = tuple[str, ...]


class Claim(NamedTuple):
    """Words by which an entity is known, in the named articles only where any are named.

    ``words`` are index words without the mark of a name's article; ``printed``: articles are known to print them, so
    that they are more than a spelling to search by.
    """

    entity: Entity
    text: Clean
    words: Words
    articles: frozenset[str]
    printed: bool


def bare(words: Iterable[str]) -> Words:
    """Index words as they are compared with a table: “al-” of a hyphenated name is “al”."""
    return tuple(word.removesuffix(JOINED) for word in words)


class Names:
    """The entities of a dossier by their words. Nothing is read before it is asked for.

    ``entities`` are those in force, where they are not just the table's.
    """

    def __init__(self, dossier: Dossier, entities: Sequence[Entity] | None = None) -> None:
        self._dossier = dossier
        self._given = entities
        self._named: dict[str, frozenset[str]] = {}
        self._kinds: dict[str, list[Claim]] = {}
        self._known_surnames: dict[Words, Claim | None] = {}

    def may_know(self, word: str) -> bool:
        """Whether a folded word can stand in the table, as far as that is seen without reading it as a table."""
        if self._given is not None or "_printed" in self.__dict__:
            return True
        return word.strip(f"{MARK}{JOINED}") in self._letters if self._letters is not None else True

    @cached_property
    def _letters(self) -> str | None:
        """The letters of the table's file; ``None`` where it spells letters by their numbers or cannot be read."""
        file = self._dossier.path / ENTITIES
        try:
            if not file.exists():
                return ""
            text = file.read_text(encoding="utf-8") if file.is_file() else None  # reading a pipe would wait for ever
        except (OSError, ValueError):
            text = None
        if text is None:
            return None
        return None if "\\u" in text.casefold() else letters(text)

    @property
    def _entities(self) -> Sequence[Entity]:
        return self._dossier.entities if self._given is None else self._given

    @cached_property
    def _printed(self) -> tuple[Claim, ...]:
        """The words of the table itself."""
        return tuple(claim for entity in self._entities for claim in _claims(entity))

    def prepare(self) -> None:
        """Read the table, so that later questions are answered from what is known."""
        self._persons, self._of, self._by_ending  # noqa: B018  # each is worked out when it is first read

    @cached_property
    def _by_words(self) -> dict[Words, list[Claim]]:
        found: dict[Words, list[Claim]] = {}
        for claim in self._printed:
            found.setdefault(claim.words, []).append(claim)
        return found

    @cached_property
    def _persons(self) -> dict[str, list[Claim]]:
        """The full names of persons by the words in which the surname may end."""
        found: dict[str, list[Claim]] = {}
        for claim in self._printed:
            if claim.entity.type == "person" and claim.printed and len(claim.words) > 1:
                for word in _ends(claim.words):
                    found.setdefault(word, []).append(claim)
        return found

    def _with_surname(self, words: Words) -> list[Claim]:
        """The persons whose surname some words are, under which nothing else goes."""
        if not words or words in self._by_words:
            return []
        persons = self._persons.get(words[-1], ())
        return [surname for claim in persons for surname in _surnames(claim) if surname.words == words]

    def _alone(self, words: Words) -> Claim | None:
        """The only person whose surname some words are."""
        if words not in self._known_surnames:
            found = self._with_surname(words)
            self._known_surnames[words] = found[0] if len({claim.entity.id for claim in found}) == 1 else None
        return self._known_surnames[words]

    def _going_by(self, words: Words) -> Sequence[Claim]:
        """The claims on some words, or the surname that nobody else goes by."""
        alone = self._alone(words)
        return self._by_words.get(words, ()) if alone is None else (alone,)

    def _with_surnames(self, claim: Claim) -> Iterator[Claim]:
        """A claim, and the surnames in it that nobody else goes by."""
        yield claim
        if claim.entity.type == "person" and claim.printed:
            for surname in _surnames(claim):
                alone = self._alone(surname.words)
                if alone is not None:
                    yield alone

    @cached_property
    def longest(self) -> int:
        """Words in the longest of all names."""
        return max((len(words) for words in self._by_words), default=0)

    @cached_property
    def _of(self) -> dict[Clean, list[Claim]]:
        found: dict[Clean, list[Claim]] = {}
        for claim in self._printed:
            found.setdefault(claim.entity.id, []).append(claim)
        return found

    def of(self, entity: Entity) -> tuple[Claim, ...]:
        """All words by which an entity is known, the surname that nobody else goes by among them."""
        own = self._of[entity.id]
        surnames = {each.words: each for claim in own for each in self._with_surnames(claim) if each is not claim}
        return (*own, *surnames.values())

    def claimed(self, words: Sequence[str]) -> list[Claim]:
        """Who goes by these index words: one entity, or several where each is limited to articles of its own.

        Words that articles print go before spellings that only a search uses. Where several entities claim them without
        limits, they are nobody's.
        """
        found = self._going_by(bare(words))
        found = [claim for claim in found if claim.printed] or list(found)
        free = {claim.entity.id for claim in found if not claim.articles}
        return [] if len(free) > 1 else found

    # By sound

    @cached_property
    def _by_ending(self) -> dict[str, dict[str, list[Claim]]]:
        """The names by the last word in which they, or their surname, end; these by their skeletons."""
        found: dict[str, dict[str, list[Claim]]] = {}
        for claim in self._printed:
            if claim.entity.type not in NAMED_TYPES.values():
                continue
            ends = list(_ends(claim.words) if claim.entity.type == "person" else claim.words[-1:])
            if not JOINING.isdisjoint(claim.words):
                ends += sounding(claim.words)[-1:]
            for word in ends:
                found.setdefault(skeleton(word), {}).setdefault(word, []).append(claim)
        return found

    def _ending_like(self, word: str) -> Iterator[Claim]:
        """The names that end, or whose surname ends, in a spelling of a word; surnames too."""
        for other, claims in self._by_ending.get(skeleton(word), {}).items():
            if alike(word, other):
                for claim in claims:
                    yield from self._with_surnames(claim)

    def sounding_like(self, words: Sequence[str]) -> list[Claim]:
        """The words of the one person, organisation or place whose name can be spelt so; none where two could be."""
        heard = sounding(words)
        if not heard or len(heard) > _MOST_WORDS or (len(heard) == 1 and len(heard[0]) < _SHORTEST):
            return []
        found: dict[Clean, tuple[float, Claim]] = {}
        for claim in self._ending_like(heard[-1]):
            other = sounding(claim.words)
            if not other or (len(other) == 1) != (len(heard) == 1) or claim.articles or not _one_name(heard, other):
                continue
            near = min(likeness(heard[0], other[0]), likeness(heard[-1], other[-1]))
            if claim.entity.id not in found or near > found[claim.entity.id][0]:
                found[claim.entity.id] = near, claim
        ordered = sorted(found.values(), key=lambda each: -each[0])
        if not ordered or (len(ordered) > 1 and ordered[0][0] == ordered[1][0]):
            return []
        return [ordered[0][1]]

    def known(self, words: Sequence[str]) -> bool:
        """Whether anybody goes by these index words."""
        return bool(self._going_by(bare(words)))

    # In articles

    @cached_property
    def _matcher(self) -> Matcher:
        from ..dossier.mentions import Matcher  # imported late: only fields that ask for names need it

        return Matcher(self._entities)

    def has_read(self, article: Article) -> bool:
        """Whether it is known already whom an article names."""
        return article.id in self._named

    def named_in(self, article: Article) -> frozenset[str]:
        """The ids of the entities that an article names; notices and related headlines do not count."""
        from ..dossier.mentions import counted

        if article.id not in self._named:
            self._named[article.id] = frozenset(
                str(mention.entity.id)
                for mention in self._matcher.mentions(article)
                if mention.entity is not None and counted(article, mention)
            )
        return self._named[article.id]

    def meant(self, field: str, words: Sequence[str], *, growing: bool = False) -> list[Claim]:
        """The entities of a field's type that go by its words, or, where these are ``growing``, by words begun so."""
        kind = NAMED_TYPES[field]
        known = self._going_by(bare(words)) or self._with_surname(bare(words))
        found = [claim for claim in known if claim.entity.type == kind]
        if not found:
            found = [claim for claim in self.sounding_like(words) if claim.entity.type == kind]
        if not found and growing:
            begun = " ".join(bare(words))
            found = [claim for claim in self._all(kind) if " ".join(claim.words).startswith(begun)]
        return found

    def _all(self, kind: str) -> list[Claim]:
        """All words by which the entities of a type are known."""
        if kind not in self._kinds:
            own = [claim for claim in self._printed if claim.entity.type == kind]
            surnames = {each.words: each for claim in own for each in self._with_surnames(claim) if each is not claim}
            self._kinds[kind] = [*own, *surnames.values()]
        return self._kinds[kind]

    def nearest(self, field: str, words: Sequence[str]) -> Clean | None:
        """The label of the entity of a field's type whose name is most like some words."""
        labels = {" ".join(each.words): each.entity.label for each in self._all(NAMED_TYPES[field])}
        import difflib  # imported late: most commands need none

        near = difflib.get_close_matches(" ".join(bare(words)), labels, n=1, cutoff=_NEAR)
        return labels[near[0]] if near else None


def _one_name(heard: Words, other: Words) -> bool:
    if len(heard) == 1:
        return alike(heard[0], other[0])
    return same_name(" ".join(heard), " ".join(other))


def _ends(words: Words) -> Iterator[str]:
    """The words of a name in which the surname may end: the last, and one before it where that may be an addition."""
    for word in reversed(words):
        yield word
        if len(word) > _ADDED and word.isalpha():
            return


def _surnames(claim: Claim) -> Iterator[Claim]:
    """The surname of a full name, with its particles and without, as the articles' mentions know it."""
    from ..dossier.surnames import surnames  # imported late: queries without a name need none

    for surname in surnames(claim.text):
        words = bare(folded(surname))
        yield Claim(claim.entity, surname, words, claim.articles, printed=False)


def _claims(entity: Entity) -> Iterator[Claim]:
    known: list[tuple[Clean, frozenset[str], bool]] = [(form.words, form.articles, True) for form in entity.forms]
    known += [(text, frozenset(), False) for text in (*entity.variants, entity.label)]
    seen: set[Words] = set()
    for text, articles, printed in known:
        words = bare(folded(text))
        if words and (words not in seen or articles):
            seen.add(words)
            yield Claim(entity, text, words, articles, printed)
