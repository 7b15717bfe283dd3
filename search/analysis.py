"""From text to tokens, the same way for articles and for queries.

A token is a word folded so that spellings that differ in typography alone are equal: compatibility forms (NFKC),
case, accents, ligatures, ``ß``, curly apostrophes, possessive ``’s``, thousands separators, the full stops of
abbreviations. A hyphenated compound is as many tokens as it has parts, next to each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

VERSION = f"1/{unicodedata.unidata_version}"
"""Names the rules: an index made by others is not asked. Unicode's tables take part in folding."""
LONGEST = 64
"""Code points of a word that count; what is longer (a line of encoded bytes) is cut there."""

# Combining marks of the scripts in which words are written with them; Python's \w leaves marks out.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u093c\u093e-\u094f"
    "\u0981-\u0983\u09bc\u09be-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u200c\u200d\ufe00-\ufe0f\ufe20-\ufe2f"
)
_RUN = rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*"
_APOSTROPHE = "['’ʼ＇]"
_POSSESSIVE = rf"(?:{_APOSTROPHE}[sSｓＳ](?![^\W_]))?"
_TOKEN = re.compile(
    rf"""
      (?P<abbreviation>(?<![\w.])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?){_POSSESSIVE}   # U.S., U.N, a.m.
    | (?P<number>(?<![\w.,])
        (?:\d{{1,3}}(?:[,\u00a0\u2009\u202f]\d{{3}})+(?:\.\d+)?|\d+\.\d+)(?![.,]?\d)[^\W_]*){_POSSESSIVE}  # 10,000; 3.5
    | (?P<word>{_RUN}(?:{_APOSTROPHE}{_RUN})*)
    """,
    re.VERBOSE,
)
_OWNER = re.compile(rf"{_APOSTROPHE}[sSｓＳ]\Z")
# Scripts written without spaces: each character is a token, and a phrase finds them side by side.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
_PIECES = re.compile(_UNSPACED.pattern + "|[^" + _UNSPACED.pattern[1:] + "+")
# Letters that are their own in Unicode and an accented or joined pair on an English keyboard.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th", "ŧ": "t", "ŋ": "n"}
)


class Token(NamedTuple):
    """A word of a text: its folded form, its range in code points, and its place among the paragraph's words."""

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


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a paragraph or of part of a query, in order, with ranges in code points of ``text``.

    A range leaves a possessive out, so that what is lit is the word that was looked for.
    """
    position = 0
    for match in _TOKEN.finditer(text):
        surface = match.group()
        if surface.isascii() and surface.isalpha():  # most words, without the work the others need
            start = match.start()
            yield Token(surface.lower()[:LONGEST], start, start + len(surface), position)
            position += 1
            continue
        for word, start, end in _words(text, match):
            yield Token(word, start, end, position)
            position += 1


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
    surface = text[start:end]
    pieces = [(start, surface)]
    if _UNSPACED.search(surface):
        pieces = [(start + piece.start(), piece.group()) for piece in _PIECES.finditer(surface)]
    for at, piece in pieces:
        if word := fold(piece):
            yield word, at, at + len(piece)


def runs(places: Sequence[Collection[int]]) -> list[int]:
    """Where words stand next to each other in order: the first one's positions, given the positions of each."""
    return [at for at in sorted(places[0]) if all(at + step in later for step, later in enumerate(places))]
