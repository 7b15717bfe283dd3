"""From text to tokens, the same way for articles and for queries.

A token is a word folded so that spellings that differ in typography alone are equal: compatibility forms (NFKC),
case, accents, ligatures, ``ß``, curly apostrophes, possessive ``’s``, thousands separators, the full stops of
abbreviations. A hyphenated compound is as many tokens as it has parts, next to each other. What would be mistaken for
another word is marked: ``us.`` is US or U.S. in capitals, and ``al-`` the article of a hyphenated name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from .abbreviations import COLLIDING, MARK

VERSION = f"4/{unicodedata.unidata_version}"
"""Names the rules: an index made by others is not asked. Unicode's tables take part in folding."""
LONGEST = 64
"""Code points of a word that count; what is longer (a line of encoded bytes) is cut there."""
STEP = 2
"""The difference in position of two words next to each other in one sentence."""
NAME_ARTICLES = frozenset(("al", "el"))
"""Articles that are joined to a name by a hyphen."""
JOINED = "-"
"""Ends the index word of such an article; stands between two words that a hyphen joins."""

_HYPHENS = "-‐‑–"
_BREAK = re.compile(r"[.!?…][\"'”’»)\]]*\s|[。！？]")
# What ends in a full stop inside a sentence, and words that begin one nevertheless when they follow.
_STOPPED = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "col",
        "lt",
        "sgt",
        "maj",
        "capt",
        "cmdr",
        "adm",
        "sen",
        "rep",
        "gov",
        "st",
        "rev",
        "hon",
        "pres",
        "jr",
        "sr",
        "no",
        "vs",
        "inc",
        "ltd",
        "co",
        "corp",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "approx",
        "dept",
        "est",
        "fig",
    ]
)
_STARTERS = frozenset(
    [
        "the",
        "a",
        "an",
        "it",
        "its",
        "he",
        "she",
        "we",
        "they",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "there",
        "but",
        "and",
        "so",
        "in",
        "on",
        "at",
        "as",
        "after",
        "before",
        "when",
        "while",
        "for",
        "from",
        "if",
        "since",
        "then",
        "however",
        "his",
        "her",
        "their",
        "our",
        "many",
        "some",
        "most",
        "last",
        "what",
        "who",
        "why",
        "how",
    ]
)

# Combining marks of scripts whose words are written with them, the soft hyphen and the word joiner, neither of which is
# seen; Python's \w leaves them all out.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u093c\u093e-\u094f"
    "\u0981-\u0983\u09bc\u09be-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u00ad\u200c\u200d\u2060\ufe00-\ufe0f\ufe20-\ufe2f"
)
_APOSTROPHE = "['’ʼ＇]"
_POSSESSIVE = rf"(?:{_APOSTROPHE}[sSｓＳ](?![^\W_]))?"
_TOKEN = re.compile(
    rf"""
      (?P<abbreviation>(?<![\w.])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?){_POSSESSIVE}   # U.S., U.N, a.m.
    | (?P<number>(?<![\w.,])
        (?:\d{{1,3}}(?:[,\u00a0\u2009\u202f]\d{{3}})+(?:\.\d+)?|\d+\.\d+)(?![.,]?\d)[^\W_]*){_POSSESSIVE}  # 10,000; 3.5
    | (?P<word>[^\W_]+(?:[{_MARKS}]+[^\W_]*|{_APOSTROPHE}[^\W_]+)*)
    """,
    re.VERBOSE,
)
_OWNER = re.compile(rf"{_APOSTROPHE}[sSｓＳ]\Z")
# Scripts written without spaces: each character is a token, and a phrase finds them side by side. No pattern: that
# would cost ten milliseconds of every start.
_UNSPACED = (
    ("\u3040", "\u30ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003fffd"),
)
# Letters that are their own in Unicode and an accented or joined pair on an English keyboard.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th", "ŧ": "t", "ŋ": "n"}
)


class Token(NamedTuple):
    """A word of a text: its folded form, its range in code points, and its position among the paragraph's words.

    The position is twice the word's number, from 0, and one more in every second sentence: words next to each other
    differ by :data:`STEP`, unless a sentence ends between them.
    """

    word: str
    start: int
    end: int
    position: int


@lru_cache(maxsize=1 << 16)
def fold(surface: str) -> str:
    """One word without case, accents and typography; empty where no letter or digit is left. Idempotent."""
    if surface.isascii():
        word = surface.lower()
        return (word if word.isalnum() else "".join(filter(str.isalnum, word)))[:LONGEST]
    word, before = surface[: 4 * LONGEST], ""
    while word != before:  # folding case can bring forth marks, and stripping marks letters that fold again
        before = word
        word = unicodedata.normalize("NFKD", word)
        word = "".join(char for char in word if unicodedata.category(char) != "Mn")
        word = word.casefold().translate(_LETTERS)
    return "".join(filter(str.isalnum, word))[:LONGEST]


def letters(text: str) -> str:
    """The letters and digits of a text as :func:`fold` folds them, side by side: each folded word is a part of it."""
    text = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_LETTERS)
    return "".join(filter(str.isalnum, text))


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a paragraph or of part of a query, in order, with ranges in code points of ``text``.

    A range leaves a possessive out, so that what is lit is the word that was looked for.
    """
    position, before, last = 0, "", 0
    for match in _TOKEN.finditer(text):
        surface = match.group()
        start = match.start()
        if before:
            gap = text[last:start]
            if (gap != " " or before[-1] == ".") and _ends_sentence(before, gap, surface):
                position ^= 1
        before, last = surface, match.end()
        if surface.isascii() and surface.isalpha():  # most words, without the work the others need
            word = surface.lower()[:LONGEST]
            if word in _MARKED:
                word = _marked(word, surface, text[last : last + 2])
            yield Token(word, start, last, position)
            position += STEP
            continue
        for word, first, end in _words(text, match):
            yield Token(word, first, end, position)
            position += STEP


def capitals(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """A further token, marked as an abbreviation, for each word that stands in capitals in a text that does not.

    So a word of a query in capitals can be told from one in small letters, where the texts have both.
    """
    if text.isupper():
        return
    for token in tokens:
        if len(token.word) > 1 and token.word.isalpha() and text[token.start : token.end].isupper():
            yield token._replace(word=token.word + MARK)


def compounds(text: str, tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """The words that a hyphen joins in a text with these tokens, two by two; an article of a name is none."""
    for first, second in pairwise(tokens):
        if hyphenated(text, first, second) and first.word.isalpha() and second.word.isalpha():
            yield first.word, second.word


def hyphenated(text: str, first: Token, second: Token) -> bool:
    """Whether nothing but a hyphen stands between two tokens of a text."""
    return second.start == first.end + 1 and text[first.end] in _HYPHENS


_MARKED = COLLIDING | NAME_ARTICLES


def folded(text: str) -> tuple[str, ...]:
    """The folded words of a short text, such as a name."""
    if len(text) <= LONGEST and text.isascii() and text.replace(" ", "").isalpha():  # most names
        words = tuple(text.lower().split())
        if _MARKED.isdisjoint(words):
            return words
    return tuple(token.word for token in tokens(text))


def _marked(word: str, surface: str, following: str) -> str:
    """The index word of one that may be an abbreviation or a name's article; ``following`` are two code points."""
    if word in COLLIDING and surface.isupper():
        return word + MARK
    if word in NAME_ARTICLES and following[:1] in _HYPHENS and following[1:].isalnum():
        return word + JOINED
    return word


def _ends_sentence(before: str, gap: str, following: str) -> bool:
    """Whether a sentence ends in the ``gap`` between two words."""
    if before[-1] == ".":
        gap = f".{gap}"
    if not _BREAK.search(gap) or following[0].islower():
        return False
    shortened = gap[0] == "." and (len(before) == 1 or "." in before or before.lower() in _STOPPED)
    return not shortened or following.lower() in _STARTERS


def _words(text: str, match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """The words of one match: several where the script puts no spaces between them, none where nothing folds."""
    kind = match.lastgroup or "word"
    start, end = match.span(kind)
    if kind == "number":  # the full stop of a decimal is part of its value, the separators of thousands are not
        yield ".".join(fold(part) for part in text[start:end].split("."))[:LONGEST], start, end
        return
    owner = _OWNER.search(text, start, end)
    if owner:
        end = owner.start()
    for first, piece in _pieces(text[start:end]):
        at = start + first
        if word := fold(piece):
            if word in _MARKED:
                word = _marked(word, piece, text[at + len(piece) : at + len(piece) + 2])
            yield word, at, at + len(piece)


def _pieces(surface: str) -> Iterator[tuple[int, str]]:
    """The parts of a word with the place of each in it: every character of an unspaced script, and what is between."""
    begun = 0
    if surface and max(surface) >= _UNSPACED[0][0]:
        for at, character in enumerate(surface):
            if any(first <= character <= last for first, last in _UNSPACED):
                if begun < at:
                    yield begun, surface[begun:at]
                yield at, character
                begun = at + 1
    if begun < len(surface):
        yield begun, surface[begun:]
