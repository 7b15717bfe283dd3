"""Clues: what in a paragraph speaks for a name, by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from ..calendar import WEEKDAYS
from ..dates import MONTHS
from ..text import Clean
from .gazetteer import Gazetteer
from .runs import LONGEST, Run, find_runs, text_of
from .vocabulary import (
    BEFORE_GROUND,
    BODIES,
    ENUMERATING,
    GENERICS,
    GROUND,
    HONORIFICS,
    INSTALLATIONS,
    JOBS,
    MEDIA,
    NATIONAL,
    NO_BODIES,
    NO_PLACES,
    OFFICE_MODIFIERS,
    OFFICES,
    OWNERS,
    SHIPS,
    SPEECH,
    SPOTS,
    STAFF,
    STAFFS,
    STATE_BODIES,
    STATE_OFFICES,
    STATES,
)

Rule = Literal[
    "gazetteer",
    "acronym",
    "title",
    "office",
    "state",
    "operation",
    "head word",
    "description",
    "setting",
    "speech",
    "surname",
    "model",
    "transliteration",
]
RULES: tuple[str, ...] = get_args(Rule)
"""The rules, the surest first: where two find one name of different types, the surer one has its way."""

_DAYS = frozenset((*WEEKDAYS, *MONTHS))
_ACRONYM = re.compile(r"\ \(([A-Z][A-Za-z&]{1,9})\)")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "a", "an", "de", "la"))
_JOINS = frozenset((" of ", " for ", " on ", " of the ", " for the "))
_AFTER_DESCRIPTION = re.compile(
    r",\ (?!according\b|including\b)"
    rf"(?:who\b|whose\b|\d\d,|(?:(?:an?|the|its|his|her|former)\ )?(?:[\w’'-]+\ ){{0,4}}?(?:{JOBS})\b)"
)
_DESCRIBED = re.compile(
    rf"\b(?:{JOBS})(?:,|\ of\ [\w ]{{1,30}},)?\ $|\b(?:{JOBS})\ for\ [^,.;]{{1,40}},\ $|\b(?:{MEDIA})[’']s\ $"
)
_AFTER_SPEECH = re.compile(rf"(?:\ and\ [A-Z][\w’'-]*)?,?\ (?:{SPEECH})\b")
_BEFORE_SPEECH = re.compile(r"[,”\"’]\ (?:said|says|added|wrote|asked)\ $")
_STATE = re.compile(rf"\ (?:(?P<office>{STATE_OFFICES})|{STATE_BODIES})\b")
_GENERIC = re.compile(rf"\ (?:{GENERICS})\b")
_CALLED = re.compile(
    rf",\ (?:the|an?)\ (?:[\w’'-]+\ ){{0,3}}?(?:{GENERICS})(?:[,.;]|\ (?:that|which|of|in|based|backed|owned|run)\b)"
)
_REPORTED = re.compile(r"\ (?:reported|wrote)\b(?!\ to\b)")
_IN = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]ff|[Oo]utside|[Tt]hroughout)\ $")
_AT_WORK = re.compile(rf"\b(?:{STAFF})s?\ at\ (?:the\ )?$", re.IGNORECASE)
_SPOT_OF = re.compile(rf"\b(?:{SPOTS})\ of\ $")
_SPOT = re.compile(rf"\ (?:{SPOTS})\b")
_BEHIND = re.compile(r",\ ([A-Z][\w.]*(?:\ [A-Z]\w*)*)(?![\w’'])")
_THE = ("the ", "The ")
_BEFORE_GENERIC = (*_THE, "’s ", "'s ", "-based ")
_AND = re.compile(r"(?:\b[Tt]he|[’']s)\ (?P<word>[A-Z][a-z]+)\ and\ $")
_BYLINE = re.compile(r"(?:By|BY)\ [A-Z](?:[^.!?]|\b[A-Z][a-z]{0,3}\.)*\Z")
_WORD_START = re.compile(r"(?<![\w’'])\w")
_STOP = re.compile(r"[.,;:!?()“”\"]\ ")
_WINDOW = 80
"""Code points around a run in which a rule looks."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A name, the type that a rule gives it, why in a sentence, and another name of the same (its acronym)."""

    words: Clean
    type: str
    rule: Rule
    reason: str
    also: Clean | None = None


def find_clues(words: str, known: Gazetteer) -> Iterator[Clue]:
    """The clues of one paragraph; none of a byline, whose author is not whom the article tells of."""
    if _BYLINE.match(words):
        return
    runs = _joined(words, list(find_runs(words)))
    for run in runs:
        yield from _Reader(words, run, known).clues()


class _Reader:
    """Reads one run with what stands around it."""

    def __init__(self, words: str, run: Run, known: Gazetteer) -> None:
        self.words = words
        self.known = known
        self.run = run
        self.before = words[max(0, run.start - _WINDOW) : run.start]
        self.after = words[run.end : run.end + _WINDOW]

    def clues(self) -> Iterator[Clue]:
        run = self.run
        lower = [token.words.casefold() for token in run.tokens]
        spelt = [*self._acronym()]
        yield from spelt
        if spelt:
            return
        if run.tokens[-1].words in self.known.demonyms | STATES and (noun := _STATE.match(self.after)):
            words = Clean(self.words[run.tokens[-1].start : run.end + noun.end()])
            kind = "role" if noun["office"] else "organisation"
            yield Clue(words, kind, "state", f"“{noun.group().strip()}” stands behind the adjective of a state")
            return
        titled = _last_title(lower)
        if titled is not None and not any(word in BODIES | GROUND | STAFFS for word in lower[titled + 1 :]):
            yield from self._titled(titled, lower)
            return
        yield from self._untitled(lower)

    def _acronym(self) -> Iterator[Clue]:
        """“World Food Programme (WFP)”: an expansion, and its initials in parentheses."""
        match = _ACRONYM.match(self.after)
        if match is None or sum(char.isupper() for char in match[1]) < 2:
            return
        short = match[1]
        if words := _spelling(self.words[: self.run.end], short):
            reason = f"its initials stand behind it in parentheses: “{short}”"
        elif (
            short.isupper()
            and len(self.run.tokens) > 1
            and any(each.words.casefold() in BODIES for each in self.run.tokens)
        ):
            words = Clean(self.words[self._start_of_expansion() : self.run.end])
            reason = f"an abbreviation stands behind it in parentheses: “{short}”"
        else:
            return
        yield Clue(words, "organisation", "acronym", reason, Clean(short))

    def _start_of_expansion(self) -> int:
        """Where the name begins, perhaps before “and”: “the Disaster and Emergency Management Authority (AFAD)”."""
        before = _AND.search(self.before) if self.run.tokens[0].words not in self.known.demonyms else None
        if before is None or before["word"].casefold() in BODIES or before["word"] in self.known.names:
            return self.run.start
        return self.run.start - len(self.before) + before.start("word")

    def _titled(self, at: int, lower: Sequence[str]) -> Iterator[Clue]:
        """“Foreign Minister Yousef al-Harthy”: a title, perhaps an office, and a person."""
        run = self.run
        first = at
        while first and (lower[first - 1] in OFFICE_MODIFIERS or self._belongs_to_office(first - 1)):
            first -= 1
        if first > 1 and lower[first - 1] in BODIES:
            words = text_of(self.words, run.part(0, first))
            yield Clue(words, "organisation", "head word", _says(lower[first - 1]))
        title = text_of(self.words, run.part(first, at + 1))
        if at + 1 < len(lower):
            person = run.part(at + 1)
            if _can_be_person(person):
                yield Clue(text_of(self.words, person), "person", "title", f"the title “{title}” stands before it")
        elif run.opens or not re.search(r"\b(?:the|The|a|an)\ $", self.before):
            return
        if lower[at] in OFFICES or " ".join(lower[max(0, at - 1) : at + 1]) in {
            "secretary general",
            "attorney general",
        }:
            yield Clue(title, "role", "office", "it is an office, with a capital")

    def _belongs_to_office(self, at: int) -> bool:
        word = self.run.tokens[at].words
        return word in self.known.demonyms or word in self.known.names or (word.isupper() and len(word) > 1)

    def _untitled(self, lower: Sequence[str]) -> Iterator[Clue]:
        run = self.run
        words = text_of(self.words, run)
        if words in self.known.names or words in self.known.demonyms or words in _DAYS or lower[0] in SHIPS:
            return
        if lower[0] == "operation" and len(lower) > 1:
            yield Clue(words, "event", "operation", "it is called an operation")
        elif (head := _head(lower)) and not self._only_begins_known(lower):
            kind = "organisation" if head in BODIES | STAFFS else "place"
            yield Clue(words, kind, "head word", _says(head))
        elif self._is_national():
            yield Clue(words, "organisation", "head word", "it is the branch of a movement in a state")
        elif len(lower) > 1 and self.run.tokens[0].words in self.known.demonyms:
            yield from _Reader(self.words, run.part(1), self.known).clues()
        elif len(lower) == 1 and self._acts() and _can_be_person(run):
            yield Clue(words, "person", "speech", "it speaks or acts as a person does")
        elif len(lower) > 1 or not run.opens:
            yield from self._by_setting(words)

    def _is_national(self) -> bool:
        """Whether it is the branch of a known movement in a state: “Turkish Red Crescent”."""
        first, last = self.run.tokens[0], self.run.tokens[-1]
        national = last.words.casefold() in NATIONAL and first.words in self.known.demonyms and first is not last
        return national and text_of(self.words, self.run.part(1)) in self.known.names

    def _only_begins_known(self, lower: Sequence[str]) -> bool:
        """Whether a known organisation is followed by what is no part of its name: “UN Security Council Resolution”."""
        beginnings = (text_of(self.words, self.run.part(0, last)) for last in range(1, len(lower)))
        known = any(each in self.known.names and self.known.names[each].type == "organisation" for each in beginnings)
        return known and lower[-1] not in BODIES | GROUND

    def _acts(self) -> bool:
        """Whether what follows speaks of a person."""
        return bool(_AFTER_SPEECH.match(self.after) or _AFTER_DESCRIPTION.match(self.after))

    def _by_setting(self, words: Clean) -> Iterator[Clue]:
        """What only the words around it tell."""
        several = len(self.run.tokens) > 1 and self.known.demonyms.isdisjoint(each.words for each in self.run.tokens)
        person = several and _can_be_person(self.run) and not self.before.endswith(_THE)
        if person and (_AFTER_DESCRIPTION.match(self.after) or _DESCRIBED.search(self.before)):
            yield Clue(words, "person", "description", "it is followed or preceded by what a person is")
        elif reason := self._place():
            yield Clue(words, "place", "setting", reason)
        elif reason := self._organisation(words):
            yield Clue(words, "organisation", "setting", reason)
        elif person and (_AFTER_SPEECH.match(self.after) or _BEFORE_SPEECH.search(self.before)):
            yield Clue(words, "person", "speech", "it speaks or acts as a person does")
        elif (
            _IN.search(self.before)
            and len(self.run.tokens) < 3
            and words.casefold() not in NO_PLACES
            and not words.isupper()
        ):
            yield Clue(words, "place", "setting", "“in”, “near”, “at” or “off” stands before it")
        elif words.isupper() and 3 <= len(words) <= 6 and words.isalpha() and words.casefold() not in NO_BODIES:
            if self.before.endswith(_THE):
                yield Clue(words, "organisation", "setting", "it is an abbreviation with an article")
        elif person:
            yield Clue(words, "person", "transliteration", "it is spelt like the name of a person")

    def _place(self) -> str:
        """Why it is a place; empty where nothing says so."""
        if _SPOT.match(self.after) or _SPOT_OF.search(self.before):
            return "a word for a kind of place stands beside it"
        return "a country stands behind it" if self._before_country() else ""

    def _organisation(self, words: Clean) -> str:
        """Why it is an organisation; empty where nothing says so."""
        if _GENERIC.match(self.after) and self.before.endswith(_BEFORE_GENERIC):
            return "it is followed by what an organisation is"
        if _CALLED.match(self.after):
            return "it is called what an organisation is"
        if _AT_WORK.search(self.before):
            return "someone is said to work “at” it"
        if self.after.startswith(", which "):
            return "it is something, “which” does what follows"
        if _REPORTED.match(self.after) and (
            len(self.run.tokens) == 1 or words.startswith(("El ", "La ", "Le ", "The "))
        ):
            return "it is cited like a newspaper"
        return ""

    def _before_country(self) -> bool:
        match = _BEHIND.match(self.after)
        entity = self.known.names.get(match[1]) if match else None
        return entity is not None and entity.type == "place"


def _joined(words: str, runs: Sequence[Run]) -> list[Run]:
    """Runs with those that “of”, “for” and the like make one name: “Bank of England”, “Strait of Hormuz”."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        gap = words[last.end : run.start] if last else ""
        if (
            last is not None
            and len(last.tokens) < LONGEST
            and ((gap in _JOINS and _opens_name(last)) or (gap == " and " and _enumerates(words, last)))
        ):
            found[-1] = Run((*last.tokens, *run.tokens), last.opens)
        else:
            found.append(run)
    return found


def _opens_name(run: Run) -> bool:
    lower = [token.words.casefold() for token in run.tokens]
    return any(word in BODIES for word in lower) or lower[0] in BEFORE_GROUND


def _enumerates(words: str, run: Run) -> bool:
    own = words[run.start : run.end]
    return run.tokens[0].words.casefold() in ENUMERATING and (" of " in own or " for " in own)


def _last_title(lower: Sequence[str]) -> int | None:
    titles = [place for place, word in enumerate(lower) if _is_title(word)]
    return titles[-1] if titles else None


def _is_title(word: str) -> bool:
    """Whether a word stands before a person: “general”, “lieutenant-general”."""
    return word in HONORIFICS or ("-" in word and (HONORIFICS | OFFICE_MODIFIERS).issuperset(word.split("-")))


def _head(lower: Sequence[str]) -> str | None:
    """The word of a run of several that says what it names."""
    if len(lower) < 2:
        return None
    if lower[-1] in BODIES | GROUND | STAFFS:
        return lower[-1]
    if lower[0] in BEFORE_GROUND:
        return lower[0]
    return next((word for word in lower if word in BODIES | INSTALLATIONS), None)


def _says(head: str) -> str:
    return f"“{head.capitalize()}” says what it is"


def _can_be_person(run: Run) -> bool:
    words = [token.words for token in run.tokens]
    return (
        len(words) <= 5
        and words[-1] not in _DAYS
        and not any(each.casefold() in OWNERS for each in words)
        and not any(len(each) > 1 and each.isupper() and "." not in each for each in words)
    )


def _spelling(words: str, short: str) -> Clean:
    """The last words that ``short`` is the initials of, beginning with a capital; empty where there are none."""
    starts = [match.start() for match in _WORD_START.finditer(words, max(0, len(words) - _WINDOW))]
    fitting = (words[at:] for at in reversed(starts) if words[at].isupper() and short.upper() in initials(words[at:]))
    return Clean(next((each for each in fitting if not _STOP.search(each)), ""))


def initials(words: str) -> set[str]:
    """The initials of a name in capitals, with those of its small words and without."""
    parts = re.split(r"[\s-]+", words)
    large = "".join(part[0] for part in parts if part and part.casefold() not in _SMALL).upper()
    return {large, "".join(part[0] for part in parts if part).upper()}
