"""The lexical half of the query language: from characters to operators, parentheses, terms and fields."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..dossier.article import BLOCK_TYPES
from ..dossier.text import Clean
from .analysis import tokens
from .syntax import FIELDS, In, Leaf, Outlet, QueryError, Term, Years

SHORTEST_PREFIX = 2
"""Letters that must stand before ``*``."""

Kind = Literal["(", ")", "AND", "OR", "NOT", "leaf"]

_QUOTES = '"“”„‟«»″＂'
_WORD = re.compile(rf"[^\s(){_QUOTES}]+")
_FIELD = re.compile(r"([^\W\d_]+):(.*)", re.DOTALL)
_OPERATORS = ("AND", "OR", "NOT")
_TAIL = ",.;:!?…'’ \t\n"
_BLANK = re.compile(r"[ \t\n]+")
_YEAR = r"([12]\d{3})"
_YEARS = re.compile(rf"{_YEAR}|{_YEAR}?(\.\.){_YEAR}?")
# Forms other search languages know. Taken for punctuation they would ask something else than was meant.
_FOREIGN = re.compile(r"=.+|.+~\d*|~.*|NEAR/\d+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One unit of a query: its kind, its offset in code points, and for a *leaf* the term or field."""

    kind: Kind
    position: int
    leaf: Leaf | None = None


def lex(text: Clean, *, prefix_last: bool = False) -> Iterator[Lexeme]:
    """The lexemes of a query, left to right. Words without a letter or digit, such as a lone dash, are passed over.

    With ``prefix_last`` a last word that touches the end of the text is *growing*.

    Raises:
        QueryError: a quotation mark is not closed, a field is unknown or has no proper value, ``*`` is misplaced.
    """
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in "()":
            yield Lexeme("(" if char == "(" else ")", at)
            at += 1
        elif char in _QUOTES:
            inner, end = _quoted(text, at)
            yield Lexeme("leaf", at, _phrase(inner, at))
            at = end
        elif char == "-" and _negates(text, at):
            yield Lexeme("NOT", at)
            at += 1
        else:
            lexeme, at = _bare(text, at, prefix_last=prefix_last)
            if lexeme is not None:
                yield lexeme


def place(position: int) -> str:
    """How a message names a place in the query: characters are counted from 1."""
    return f"character {position + 1}"


def _negates(text: str, at: int) -> bool:
    """Whether the hyphen at ``at`` means NOT, not a dash: directly before something, or as the last thing typed."""
    following = text[at + 1 : at + 2]
    return not following or not (following.isspace() or following == "-")


def _quoted(text: Clean, at: int) -> tuple[Clean, int]:
    """What stands between the quotation mark at ``at`` and the next one, and the offset behind that."""
    for end in range(at + 1, len(text)):
        if text[end] in _QUOTES:
            return text[at + 1 : end], end + 1
    raise QueryError(f"the quotation mark at {place(at)} is not closed", at, unfinished=True)


def _bare(text: Clean, at: int, *, prefix_last: bool) -> tuple[Lexeme | None, int]:
    """The operator, field or word that begins at ``at``, and the offset behind it."""
    match = _WORD.match(text, at)
    end = match.end() if match else at + 1
    raw = text[at:end]
    if raw in _OPERATORS:
        kind: Kind = "AND" if raw == "AND" else "OR" if raw == "OR" else "NOT"
        return Lexeme(kind, at), end
    if _FOREIGN.fullmatch(raw):
        message = f"“{raw}” at {place(at)}: ~, = and NEAR have no meaning here; words, phrases, AND, OR, NOT and * have"
        raise QueryError(message, at)
    field = _FIELD.fullmatch(raw)
    if field and (field[2] or field[1].casefold() in FIELDS):
        value, quoted = raw[len(field[1]) + 1 :], False
        if not value and end < len(text) and text[end] in _QUOTES:
            value, end = _quoted(text, end)
            quoted = True
        growing = prefix_last and end == len(text) and not quoted
        return Lexeme("leaf", at, _field(field[1].casefold(), value, at, growing, end == len(text))), end
    leaf = _word(raw, at, growing=prefix_last and end == len(text))
    return (Lexeme("leaf", at, leaf) if leaf else None), end


def _word(raw: Clean, at: int, *, growing: bool) -> Term | None:
    base, prefix = _starred(raw, at)
    shown, found = base, list(tokens(base))
    if not found:
        return None
    touching = found[-1].end == len(base) and len(found[-1].word) >= SHORTEST_PREFIX
    while (found[0].start, found[-1].end) != (0, len(shown)):  # as it is read again without what is around it
        shown = shown[found[0].start : found[-1].end]
        found = list(tokens(shown))
    words = tuple(token.word for token in found)
    # Bare, the word may be one that the language knows; then only quotation marks can hold it.
    known = shown in _OPERATORS or bool(_FIELD.fullmatch(shown) or _FOREIGN.fullmatch(shown))
    return Term(shown, words, known, prefix, growing and touching and not prefix and not known)


def _phrase(inner: Clean, at: int) -> Term:
    base, prefix = _starred(inner, at + 1)
    shown = _spaced(base)
    words = tuple(token.word for token in tokens(shown))
    if not words:
        raise QueryError(f"the quotation marks at {place(at)} hold no word", at)
    return Term(shown, words, quoted=True, prefix=prefix)


def _spaced(words: str) -> Clean:
    return Clean(_BLANK.sub(" ", words).strip(" "))


def _starred(raw: Clean, at: int) -> tuple[Clean, bool]:
    """``raw`` without the ``*`` that ends it, and whether there was one.

    Raises:
        QueryError: a ``*`` stands anywhere else, or behind fewer than two letters.
    """
    star = raw.find("*")
    if star < 0:
        return raw, False
    place_of = place(at + star)
    if raw[star + 1 :].strip(_TAIL):
        raise QueryError(f"the * at {place_of} must stand at the end of a word", at + star)
    base = raw[:star]
    found = list(tokens(base))
    if not found or found[-1].end != len(base):
        raise QueryError(f"the * at {place_of} must follow the beginning of a word, as in equip*", at + star)
    if len(found[-1].word) < SHORTEST_PREFIX:
        raise QueryError(f"the * at {place_of} needs at least {SHORTEST_PREFIX} letters before it", at + star)
    return base, True


def _field(name: str, value: Clean, at: int, growing: bool, last: bool) -> Leaf:
    if name not in FIELDS:
        near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}:?" if near else ", and words with a colon can be put in quotation marks"
        known = ", ".join(f"{each}:" for each in FIELDS[:-1]) + f" and {FIELDS[-1]}:"
        raise QueryError(f"“{name}:” at {place(at)} is no field; the fields are {known}{hint}", at)
    behind = at + len(name) + 1
    if not value.strip():
        examples = {"outlet": "outlet:reuters", "year": "year:2013", "in": "in:headline"}
        message = f"“{name}:” at {place(at)} needs a value right behind the colon, as in {examples[name]}"
        raise QueryError(message, at, unfinished=last)
    if name == "year":
        return _years(value.strip(), behind, last)
    if name == "in":
        return _in(value.strip(), behind, last)
    base, prefix = _starred(value, behind)
    found = list(tokens(base))
    if not found:
        raise QueryError(f"“{value}” at {place(behind)} holds no letter or digit of an outlet's name", behind)
    shown = _spaced(base)
    touching = found[-1].end == len(base) and len(found[-1].word) >= SHORTEST_PREFIX
    return Outlet(shown, tuple(token.word for token in found), prefix, growing and touching and not prefix)


def _years(value: str, at: int, last: bool) -> Years:
    match = _YEARS.fullmatch(value)
    if match is None or value == "..":
        message = f"“{value}” at {place(at)} is no year; expected four digits, or a range such as 2012..2014"
        raise QueryError(message, at, unfinished=last and bool(re.fullmatch(r"\d{1,3}|\d{4}\.{1,2}\d{0,3}", value)))
    single, first, _, end = match.groups()
    if single:
        return Years(int(single), int(single))
    years = Years(int(first) if first else None, int(end) if end else None)
    if years.first is not None and years.last is not None and years.first > years.last:
        raise QueryError(f"“{value}” at {place(at)}: the range must begin with its earlier year", at)
    return years


def _in(value: str, at: int, last: bool) -> In:
    block = value.casefold()
    if block in BLOCK_TYPES:
        return In(block)
    near = difflib.get_close_matches(block, BLOCK_TYPES, n=1, cutoff=0.6)
    hint = f"; did you mean {near[0]}?" if near else ""
    message = f"“{value}” at {place(at)} is no type of block; the types are {', '.join(BLOCK_TYPES)}{hint}"
    raise QueryError(message, at, unfinished=last and any(each.startswith(block) for each in BLOCK_TYPES))
