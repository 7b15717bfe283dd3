"""Capitalised runs: the stretches of a paragraph that can be names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..calendar import WEEKDAYS
from ..dates import MONTHS
from ..surnames import OPENERS, PARTICLES
from ..text import Clean

_ARTICLE = r"(?:[Aa]l|[Ee]l|[Aa][sdrtnz]|[Aa]sh)[-‐‑]"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = (
    rf"{_ARTICLE}{_CAPITAL}\w*|(?:{_CAPITAL}\.){{2,}}"
    rf"|{_CAPITAL}[’'‘]?\w*(?:[’'‘]{_CAPITAL}\w*)*(?:[-‐‑](?:i[-‐‑])?(?:{_CAPITAL}|\d)\w*)*"
)
_TOKEN = re.compile(rf"(?P<capital>(?<![\w’'])(?:{_WORD}))(?P<stop>\.(?=[\ \xa0]\w))?|(?P<small>[^\W\d_]+|&)")
_TITLE_STOPS = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "cpl",
        "adm",
        "cmdr",
        "gov",
        "sen",
        "rep",
        "st",
    )
)
"""Abbreviations whose full stop ends no sentence; so is an initial's."""
_SMALL = PARTICLES | {"&", "y", "e", "d", "da"}
_DAYS = frozenset((*WEEKDAYS, *MONTHS))
_ENDS = frozenset('.!?:;—–\n“‘"(-')


@dataclass(frozen=True, slots=True)
class Token:
    """A capitalised word, or a particle inside a name: its words and its range in the paragraph, in code points."""

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
    tokens = list(_TOKEN.finditer(words))
    if _headline(words):
        return
    run: list[re.Match[str]] = []
    for match in tokens:
        adjoining = bool(run) and words[run[-1].end() : match.start()] in {" ", "\xa0"}
        if run and not adjoining:
            yield from _made(words, run)
            run = []
        if match["capital"] in _DAYS:
            yield from _made(words, run)
            run = []
            continue
        if match["capital"] or (run and match["small"].casefold() in _SMALL):
            run.append(match)
            stop = match["stop"] and not _abbreviates(match["capital"])
        else:
            stop = True
        if stop:
            yield from _made(words, run)
            run = []
    yield from _made(words, run)


def _headline(words: str) -> bool:
    long = re.findall(r"[^\W\d_]{4,}", words)
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.6 * len(long)


def _abbreviates(word: str) -> bool:
    return len(word) == 1 or word.casefold() in _TITLE_STOPS or "." in word


def _made(words: str, run: Sequence[re.Match[str]]) -> Iterator[Run]:
    """The run of these tokens, without particles at its end and words that only begin a sentence."""
    tokens = [Token(each["capital"] or each["small"], each.start(), _end(each)) for each in run]
    while tokens and not tokens[-1].words[-1:].isalnum() and "." not in tokens[-1].words:
        tokens.pop()
    while tokens and not any(char.isupper() for char in tokens[-1].words):
        tokens.pop()
    if not tokens:
        return
    opens = begins_sentence(words, tokens[0].start)
    while tokens and opens and tokens[0].words.casefold() in OPENERS:
        opens = False
        tokens.pop(0)
        while tokens and not any(char.isupper() for char in tokens[0].words):
            tokens.pop(0)
    if tokens:
        yield Run(tuple(tokens), opens)


def _end(match: re.Match[str]) -> int:
    """Where a token ends: the full stop of an initial belongs to it."""
    return (
        match.end()
        if match["stop"] and len(match["capital"]) == 1
        else match.end("capital")
        if match["capital"]
        else match.end()
    )


def begins_sentence(words: str, at: int) -> bool:
    """Whether a sentence begins at ``at``, as far as marks can tell."""
    before = words[max(0, at - 8) : at].rstrip(" \xa0")
    return not before or before[-1] in _ENDS or (before[-1] in "”’)" and before[-2:-1] in {".", "!", "?"})


def text_of(words: str, run: Run) -> Clean:
    """The run's own words."""
    return Clean(words[run.start : run.end])
