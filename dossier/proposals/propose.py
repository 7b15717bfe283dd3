"""Proposals: names found by rule in texts that no table tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..anchor import fold
from ..article import Article
from ..entities import ENTITY_TYPES, Entity, Form
from ..folder import slug
from ..mentions import Matcher, Mention, surface
from ..sentences import is_headline
from ..surnames import spoken_surnames
from ..text import Clean
from ..transliteration import keys, same_name, units
from .clues import RULES, Clue, find_clues, initials
from .gazetteer import Gazetteer, gazetteer
from .models import Told
from .vocabulary import BODIES, COMPANIES, LEADERS, LED

_LED_BY = re.compile(rf"\b(?i:{LED})\ of\ (?:the\ )?$")
_LEADER = re.compile(rf"\ (?:{LEADERS})\b")
_AROUND = re.compile(r"(?:[Tt]he |[Aa]n? )?(?P<name>.+?)(?:[’']s?)?")
_NAME = re.compile(r"[^\W\d_a-z][^\n()\[\]“”\"\u00ad\u200b\u2060]*\w\.?")
"""What a model takes for a name must begin with a capital, and hold no bracket, quotation mark or unseen character."""
_WINDOW = 40
_CLOSED = frozenset(("person", "place", "role"))
"""Types of which no name lies in another."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that is proposed as an entity.

    Attributes:
        id: Its id; none of the table has it.
        label: Its fullest name.
        type: *person*, *organisation*, *place*, *event* or *role*.
        forms: The words by which the articles name it, as printed.
        rule: The surest rule that found it.
        reason: How, in a sentence.
        mentions: Where, with the articles.
        into: The person of the table whose name this is too, as it seems.
    """

    id: Clean
    label: Clean
    type: str
    forms: tuple[Clean, ...]
    rule: str
    reason: Clean
    mentions: tuple[tuple[Article, Mention], ...]
    into: Clean | None = None


@dataclass(slots=True, eq=False)
class _Draft:
    """A name while clues are gathered."""

    type: str
    rule: str
    reason: str
    known: Clean | None = None
    into: Clean | None = None
    names: dict[Clean, None] = field(default_factory=dict)

    @property
    def label(self) -> Clean:
        """The name in the gazetteer, else the fullest that is not all in capitals."""
        return self.known or max(self.names, key=lambda each: (not each.isupper(), len(each.split()), len(each)))


def propose(
    articles: Iterable[Article], table: Iterable[Entity] = (), told: Told | None = None
) -> tuple[Proposal, ...]:
    """The names that the rules find in the articles and ``table`` does not know, by type, the most frequent first.

    What a model told adds names where no rule finds any, and bears out those that only look like a person's.
    """
    articles, table, known = tuple(articles), tuple(table), gazetteer()
    drafts = _Drafts(table)
    matcher = Matcher(known.entities)
    for article in articles:
        for mention in matcher.names(article):
            if mention.entity is not None:
                drafts.add_known(mention.entity, Clean.line(surface(article, mention)))
        for paragraph in article.text.paragraphs:
            if article.block_at(paragraph.start) != "byline":
                for clue in find_clues(str(article.text.words(paragraph)), known):
                    drafts.add(clue)
    if told is not None:
        for clue in _by_model(articles, table, drafts, told, known):
            drafts.add(clue)
    drafts.settle(known)
    for clue in _roles(articles, drafts.entities()):
        drafts.add(clue)
    return tuple(_placed(articles, table, drafts))


class _Drafts:
    """The names found so far, each under all it is called."""

    def __init__(self, table: Sequence[Entity]) -> None:
        self._by_name: dict[str, _Draft] = {}
        self._taken = {
            fold(words).casefold()
            for entity in table
            for words in (entity.label, *(form.words for form in entity.forms), *entity.variants)
        }
        self._known_surnames = {
            fold(surname)
            for entity in table
            if entity.type == "person"
            for form in entity.forms
            for surname in spoken_surnames(form.words)
        }
        self._ids = {str(entity.id) for entity in table}
        self._persons: dict[str, dict[Clean, tuple[Entity, set[Clean]]]] = {}
        for entity in table:
            if entity.type == "person":
                self._know(entity)

    def _know(self, entity: Entity) -> None:
        """Note under which keys the surnames of a person of the table are."""
        for name in (entity.label, *(form.words for form in entity.forms), *entity.variants):
            parts = units(name)
            for key in keys(parts[-1]) if len(parts) > 1 else ():
                self._persons.setdefault(key, {}).setdefault(entity.id, (entity, set()))[1].add(name)

    def __iter__(self) -> Iterator[_Draft]:
        return iter(dict.fromkeys(self._by_name.values()))

    def add_known(self, entity: Entity, words: Clean) -> None:
        """Note a name of the gazetteer; its other names are names of the same."""
        if any(fold(form.words).casefold() in self._taken for form in entity.forms):
            return
        reason = "it stands in the gazetteer of countries, cities and organisations that comes with natoreader"
        draft = self._by_name.get(fold(entity.label)) or _Draft(entity.type, "gazetteer", reason, entity.label)
        for form in entity.forms:
            self._by_name.setdefault(fold(form.words), draft)
        draft.names[words] = None

    def add(self, clue: Clue) -> None:
        """Note a clue; of two for one name the surer gives it its type."""
        names = [each for each in (clue.words, clue.also) if each is not None]
        if any(fold(each).casefold() in self._taken for each in names):
            return
        if clue.type == "person" and fold(clue.words) in self._known_surnames:
            return
        known = [fold(each) for each in names]
        if clue.type == "role":  # “Secretary-General” and “Secretary General” are spellings of one title
            known.append(f"role {known[0].casefold().replace('-', ' ')}")
        draft = next((self._by_name[each] for each in known if each in self._by_name), None)
        if draft is None:
            draft = _Draft(clue.type, clue.rule, clue.reason)
        elif RULES.index(clue.rule) < RULES.index(draft.rule):
            draft.type, draft.rule, draft.reason = clue.type, clue.rule, clue.reason
        draft.names.update(dict.fromkeys(names))
        self._by_name.update(dict.fromkeys(known, draft))

    def settle(self, known: Gazetteer) -> None:
        """What can be told only when all names are there: who is who, and short names."""
        persons = [each for each in self if each.type == "person"]
        full = self._full(persons)
        named = {surname: each for each in full for name in each.names for surname in spoken_surnames(name)}
        for draft in persons:
            if len(draft.label.split()) > 1:
                continue
            someone = named.get(draft.label)
            if someone is not None and someone.rule == "transliteration":
                someone.rule, someone.reason = "surname", f"of “{draft.label}” alone: {draft.reason}"
            if someone is not None or draft.rule in {"speech", "model"}:  # a surname, perhaps of nobody named
                self._drop(draft)
        for draft in [each for each in self if each.rule == "model" and each.type != "person"]:
            if draft.label in named:  # a model takes many a bare surname for a place
                self._drop(draft)
        self._merge_persons(sorted(full, key=lambda each: each.rule == "transliteration"))
        for draft in full:
            self._recognise(draft)
            if draft.rule == "transliteration" and draft.into is None:
                self._drop(draft)
        organisations = [each for each in self if each.type == "organisation"]
        self._shorten(organisations, known, set(named))
        self._merge_organisations(organisations, known)

    def _full(self, persons: Sequence[_Draft]) -> list[_Draft]:
        """Those of several words; “Abdul Jalil” alone is the surname of the one person who has it."""
        several = [each for each in persons if len(each.label.split()) > 1]
        full = [each for each in several if len(units(each.label)) > 1]
        for draft in several:
            same = [each for each in full if same_name(each.label, draft.label)] if draft not in full else []
            if len(same) == 1:
                self._join(same[0], draft)
            elif draft not in full:
                full.append(draft)
        return full

    def _merge_persons(self, persons: Sequence[_Draft]) -> None:
        """One person where given name and surname of two spellings agree, both by key and by sound."""
        by_key: dict[str, list[_Draft]] = {}
        for draft in persons:
            parts = units(draft.label)
            if len(parts) < 2:
                continue
            for key in keys(parts[-1]):
                for other in by_key.get(key, ()):
                    if other is not draft and same_name(other.label, draft.label):
                        other.reason += (
                            f"; “{draft.label}” is the same given name and surname in another transliteration"
                        )
                        self._join(other, draft)
                        break
                else:
                    by_key.setdefault(key, []).append(draft)
                    continue
                break

    def _recognise(self, draft: _Draft) -> None:
        """Whether it is one person of the table, by given name and surname, in another transliteration."""
        same: dict[Clean, tuple[Entity, Clean]] = {}
        for name in draft.names:
            parts = units(name)
            for key in keys(parts[-1]) if len(name.split()) > 1 and parts else ():
                for entity, known in self._persons.get(key, {}).values():
                    if any(same_name(each, name) for each in known):
                        same.setdefault(entity.id, (entity, name))
        if len(same) == 1:
            ((entity, name),) = same.values()
            draft.into = entity.id
            draft.reason += f"; “{name}” can be “{entity.label}”, who is in the table, in another transliteration"

    def _merge_organisations(self, organisations: Sequence[_Draft], known: Gazetteer) -> None:
        """One organisation where a name only has the adjective of a state before another, or is its initials."""
        of_states: dict[str, list[_Draft]] = {}
        for draft in organisations:
            first, _, rest = draft.label.partition(" ")
            if first in known.demonyms:
                of_states.setdefault(rest, []).append(draft)
        for draft in organisations:
            same = of_states.get(draft.label, [])
            if draft.rule == "setting" and draft.label.isupper():
                same = [each for each in organisations if draft.label in initials(each.label)]
            if len(same) == 1:
                self._join(same[0], draft)

    def _shorten(self, organisations: Sequence[_Draft], known: Gazetteer, persons: set[Clean]) -> None:
        """“Nordholm” for Nordholm Bank, where nothing else is called so."""
        owners: dict[Clean, list[_Draft]] = {}
        for draft in organisations:
            words = draft.label.split()
            if len(words) > 1 and words[-1].casefold() in COMPANIES and len(words[0]) > 3:
                owners.setdefault(Clean(words[0]), []).append(draft)
        for word, drafts in owners.items():
            taken = word in known.names or word in known.demonyms or word in persons or fold(word) in self._by_name
            if len(drafts) == 1 and not taken and word.casefold() not in self._taken:
                drafts[0].names[word] = None
                self._by_name[fold(word)] = drafts[0]

    def _join(self, draft: _Draft, other: _Draft) -> None:
        for name in other.names:
            draft.names[name] = None
            self._by_name[fold(name)] = draft

    def _drop(self, draft: _Draft) -> None:
        for name in draft.names:
            if self._by_name.get(fold(name)) is draft:
                del self._by_name[fold(name)]

    def sure(self) -> list[Entity]:
        """The drafts that do not rest on their spelling alone."""
        return [entity for entity, draft in self.entities().values() if draft.rule != "transliteration"]

    def entities(self) -> dict[Clean, tuple[Entity, _Draft]]:
        """The drafts as entities by their ids."""
        found: dict[Clean, tuple[Entity, _Draft]] = {}
        for draft in self:
            if not draft.names:
                continue
            base, number = slug(draft.label), 1
            id = base
            while id in found or str(id) in self._ids:
                number += 1
                id = Clean(f"{base}-{number}")
            forms = tuple(Form(name) for name in draft.names)
            found[id] = Entity(id, draft.label, draft.type, forms), draft
        return found


def _by_model(
    articles: Iterable[Article], table: Sequence[Entity], drafts: _Drafts, told: Told, known: Gazetteer
) -> list[Clue]:
    """What the model takes for names, but where it overlaps one that the table or a rule has there.

    Nor is a single word taken that is part of a fuller name: models take surnames, and half a company, for places.
    """
    entities = [*table, *drafts.sure()]
    matcher = Matcher(entities)
    parts = {word for entity in entities for form in entity.forms for word in form.words.split()}
    reason = f"the spaCy model {told.model} says so"
    clues: list[Clue] = []
    for article in articles:
        taken = [(each.start, each.end) for each in matcher.names(article)]
        for said in (told.said or {}).get(article.text.sha256, ()):
            name = _NAME.fullmatch(article.text.value, *_trimmed(article.text.value, said.start, said.end))
            if name is None or any(start < name.end() and name.start() < end for start, end in taken):
                continue
            words = Clean(name.group())
            paragraph = article.text.paragraph_at(said.start)
            headline = paragraph is not None and is_headline(article.text.words(paragraph))
            if words not in known.demonyms | parts and not headline:
                clues.append(Clue(words, said.type, "model", reason))
    return clues


def _trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    """The range without the article before a name and the genitive behind it."""
    found = _AROUND.fullmatch(words, start, end)
    return (start, end) if found is None else found.span("name")


def _roles(articles: Iterable[Article], found: dict[Clean, tuple[Entity, _Draft]]) -> Iterator[Clue]:
    """“head of NATO” and “NATO chief”: an office of an organisation that is known by now."""
    matcher = Matcher(entity for entity, _ in found.values() if entity.type == "organisation")
    for article in articles:
        value = article.text.value
        for mention in matcher.names(article):
            if mention.entity is None:
                continue
            before = _LED_BY.search(value, max(0, mention.start - _WINDOW), mention.start)
            after = _LEADER.match(value, mention.end)
            start = before.start() if before else mention.start
            end = mention.end if before or after is None else after.end()
            if before or after:
                yield Clue(Clean.line(value[start:end]), "role", "office", "it is an office of an organisation")


def _as_read(
    article: Article, mentions: Iterable[Mention], found: dict[Clean, tuple[Entity, _Draft]]
) -> Iterator[Mention]:
    """The mentions without the inner ones that nobody would read as names.

    These are Africa in South Africa, Sydney in a person's name, Congress in General National Congress, and a body in
    what it is called in full.
    """
    outer: Mention | None = None
    end, closed = 0, ""
    for mention in mentions:
        if mention.entity is None or (mention.end <= end and closed in {mention.type, "person"}):
            continue
        if outer is not None and mention.end <= outer.end:
            begins = mention.start == outer.start and mention.type == outer.type
            _, draft = found.get(mention.entity.id, (None, None))
            by_head = draft is not None and draft.rule == "head word"
            behind_and = mention.end == outer.end and article.text.value.endswith("and ", outer.start, mention.start)
            if surface(article, mention).casefold() in BODIES or (by_head and (begins or behind_and)):
                continue
        else:
            outer = mention
        if mention.type in _CLOSED:
            end, closed = mention.end, mention.type
        yield mention


def _placed(articles: Sequence[Article], table: Sequence[Entity], drafts: _Drafts) -> list[Proposal]:
    """The proposals with their mentions, where the table's own names leave them room.

    What stands in names of the table only was left out of it: Sahara, where it holds Sahara Bank.
    """
    found = drafts.entities()
    matcher = Matcher([*table, *(entity for entity, _ in found.values())])
    places: dict[Clean, list[tuple[Article, Mention]]] = {}
    apart: set[Clean] = set()
    for article in articles:
        known_end = 0
        for mention in _as_read(article, matcher.names(article), found):
            if mention.entity is None or mention.entity.id not in found:
                known_end = max(known_end, mention.end)
                continue
            places.setdefault(mention.entity.id, []).append((article, mention))
            if mention.end > known_end:
                apart.add(mention.entity.id)
    proposals = []
    for id, mentions in places.items():
        if id not in apart:
            continue
        entity, draft = found[id]
        forms = tuple(dict.fromkeys(Clean.line(surface(article, mention)) for article, mention in mentions))
        reason = Clean.line(draft.reason)
        proposals.append(Proposal(id, draft.label, entity.type, forms, draft.rule, reason, tuple(mentions), draft.into))
    return sorted(proposals, key=lambda each: (ENTITY_TYPES.index(each.type), -len(each.mentions), each.label))
