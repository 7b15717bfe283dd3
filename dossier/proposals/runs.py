"""Capitalised runs: the stretches of a paragraph that can be names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..calendar import WEEKDAYS
from ..dates import MONTHS
from ..sentences import is_headline
from ..surnames import OPENERS, PARTICLES
from ..text import Clean
from .vocabulary import OWNERS, UNITS

_ARTICLE = r"(?:[Aa]l|[Ee]l|[Aa][sdrtnz]|[Aa]sh)[-‐‑]"
_CAPITAL = f"[{''.join(char for char in map(chr, range(0x41, 0x530)) if char.isupper())}]"
_WORD = (
    rf"Secretary\ of\ (?:State|Defen[cs]e)|\d{{1,4}}(?:st|nd|rd|th)(?=[\ \xa0]{_CAPITAL})"
    rf"|{_ARTICLE}{_CAPITAL}\w*|(?:{_CAPITAL}\.){{2,}}"
    rf"|{_CAPITAL}[’'‘]?\w*(?:[’'‘]{_CAPITAL}\w*)*(?:[-‐‑](?:i[-‐‑])?(?:{_CAPITAL}|\d)\w*)*"
)
_CAPITALISED = re.compile(rf"(?<![\w’'])(?P<word>{_WORD})(?P<stop>\.(?=[\ \xa0]\w))?")
_ABBREVIATIONS = "mr mrs ms dr prof gen lt col maj capt sgt cpl adm cmdr gov sen rep st jr sr"
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())
"""Abbreviations whose full stop ends no sentence; so is an initial's."""
_INSIDE = PARTICLES - {"ad", "an", "as", "at"} | {"&", "y", "e", "d"}
"""Words without a capital that a name goes on behind; what is a word of English too belongs to one by a hyphen only."""
_BLANKS = frozenset((" ", "\xa0", "-designate ", "-elect "))
"""What may stand between two words of a name, or of a title and a name."""
_GENITIVE = frozenset(f"{mark}{s}{blank}" for mark in "’'‘" for s in ("s", "") for blank in " \xa0")
"""What stands behind the word that says whose a body is."""
_LONGEST_GAP = 16
_DAYS = frozenset((*WEEKDAYS, *MONTHS))
LONGEST = 16
"""Words of the longest name; what is longer is a list, or no prose."""
_ENDS = frozenset('.!?:;—–\n“‘"(-')


@dataclass(frozen=True, slots=True)
class Token:
    """A capitalised word: its words and its range in the paragraph, in code points."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words with nothing between them but blanks and the particles of names.

    ``opens`` tells that it begins a sentence, so that the first capital says nothing.
    """

    tokens: tuple[Token, ...]
    opens: bool

    @property
    def start(self) -> int:
        """Where it begins in its paragraph, in code points."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends, not included."""
        return self.tokens[-1].end

    def part(self, first: int, last: int | None = None) -> Run:
        """Some of its tokens."""
        return Run(self.tokens[first:last], self.opens and first == 0)


def find_runs(words: str) -> Iterator[Run]:
    """The capitalised runs of a paragraph; none where most of its words are capitalised, as in a headline."""
    if is_headline(words):
        return
    run: list[re.Match[str]] = []
    for match in _CAPITALISED.finditer(words):
        if run and (match["word"] == "The" or not _goes_on(words, run[-1], match.start())):
            yield from _made(words, run)
            run = []
        if match["word"] not in _DAYS:
            run.append(match)
        elif run:
            yield from _made(words, run)
            run = []
    if run:
        yield from _made(words, run)


def _goes_on(words: str, last: re.Match[str], at: int) -> bool:
    """Whether a name can go on at ``at`` behind the word ``last``: a blank between them, or particles."""
    gap = words[last.end() : min(at, last.end() + _LONGEST_GAP)]
    if last["stop"] and not _abbreviates(last["word"]):
        return False
    if gap in _BLANKS or (gap in _GENITIVE and last["word"].casefold() in OWNERS):
        return True
    between = gap.split(" ")
    return len(between) > 2 and between[0] == between[-1] == "" and _INSIDE.issuperset(between[1:-1])


def _abbreviates(word: str) -> bool:
    return len(word) == 1 or word.casefold() in _ABBREVIATED or "." in word


def _made(words: str, run: Sequence[re.Match[str]]) -> Iterator[Run]:
    """The run of these words, without those that only begin a sentence."""
    tokens = [Token(each["word"], each.start(), _end(each)) for each in run]
    opens = begins_sentence(words, tokens[0].start)
    if opens and tokens[0].words.casefold() in OPENERS:
        opens = False
        tokens.pop(0)
    if tokens and tokens[0].words[0].isdigit() and not _is_unit(tokens):
        tokens.pop(0)
    if 0 < len(tokens) <= LONGEST:
        yield Run(tuple(tokens), opens)


def _is_unit(tokens: Sequence[Token]) -> bool:
    """Whether a number belongs to the name behind it: “173rd Airborne Brigade”."""
    return any(token.words.casefold() in UNITS for token in tokens)


def _end(match: re.Match[str]) -> int:
    """Where a word ends: the full stop of an initial belongs to it."""
    return match.end() if len(match["word"]) == 1 else match.end("word")


def begins_sentence(words: str, at: int) -> bool:
    """Whether a sentence begins at ``at``, as far as marks can tell."""
    before = words[max(0, at - 8) : at].rstrip(" \xa0")
    return not before or before[-1] in _ENDS or (before[-1] in "”’)" and before[-2:-1] in {".", "!", "?"})


def text_of(words: str, run: Run) -> Clean:
    """The run's own words."""
    return Clean(words[run.start : run.end])
