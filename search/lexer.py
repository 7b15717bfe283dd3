"""The lexical half of the query language: from characters to operators, parentheses, terms and fields."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from ..dossier.article import BLOCK_TYPES
from ..dossier.text import Clean
from .analysis import STEP, Token, tokens
from .period import Period, read_period
from .syntax import DATED, FIELDS, Event, In, Leaf, Name, Named, Near, Published, QueryError, Term

SHORTEST_PREFIX = 2
"""Letters that must stand before ``*``."""
FARTHEST = 100
"""Words that ``~5`` and ``NEAR/5`` may allow between words."""
MOST_EDITS = 2
"""Letters by which a word that ``word~`` finds may differ."""

Kind = Literal["(", ")", "AND", "OR", "NOT", "NEAR", "leaf"]

_QUOTES = '"“”„‟«»″＂'
_WORD = re.compile(rf"[^\s(){_QUOTES}]+")
_FIELD = re.compile(r"([^\W\d_]+):(.*)", re.DOTALL)
ARTICLES = frozenset(("a", "an", "the"))
"""English articles: optional in a phrase."""
_OPERATORS = ("AND", "OR", "NOT")
_TAIL = ",.;:!?…'’ \t\n"
_DAY = datetime.timedelta(days=1)
_BLANK = re.compile(r"[ \t\n]+")
_NEAR = re.compile(r"NEAR/(\d{1,6})")
_CLOSE = re.compile(r"~(\d{0,6})")
_FUZZY = re.compile(r"(.+)~(\d*)", re.DOTALL)
# What is no plain word although a word may look so; and forms that, taken for punctuation, would ask something else.
_OPERATING = re.compile(r"=.+|.+~\d*|~.*|NEAR(?:/\S*)?", re.DOTALL)
_LONG_WORD = 8
"""Letters from which on ``word~`` lets two differ."""


class Lexeme(NamedTuple):
    """One unit of a query: its kind, its offset in code points; for a *leaf* the term or field, for NEAR how near."""

    kind: Kind
    position: int
    leaf: Leaf | Name | None = None
    within: int = 0


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
            leaf, end = _phrase(text, at)
            yield Lexeme("leaf", at, leaf)
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
    if near := _NEAR.fullmatch(raw):
        return Lexeme("NEAR", at, within=_within(near[1], at)), end
    if raw == "NEAR" or raw.startswith("NEAR/"):
        message = f"“{raw}” at {place(at)}: NEAR needs the most words that may stand between, as in NEAR/5"
        raise QueryError(message, at, unfinished=end == len(text) and raw in ("NEAR", "NEAR/"))
    if raw == "=" and end < len(text) and text[end] in _QUOTES:
        leaf, end = _phrase(text, end, exact=True)
        return Lexeme("leaf", at, leaf), end
    if _OPERATING.fullmatch(raw):
        return Lexeme("leaf", at, _exact(raw, at) if raw[0] == "=" else _fuzzy(raw, at)), end
    field = _FIELD.fullmatch(raw)
    if field and (field[2] or field[1].casefold() in FIELDS):
        value, quoted = raw[len(field[1]) + 1 :], False
        if not value and end < len(text) and text[end] in _QUOTES:
            value, end = _quoted(text, end)
            quoted = True
        growing = prefix_last and end == len(text) and not quoted
        return Lexeme("leaf", at, _field(field[1].casefold(), value, at, growing, end == len(text))), end
    word = _word(raw, at, growing=prefix_last and end == len(text))
    return (Lexeme("leaf", at, word) if word else None), end


def _word(raw: Clean, at: int, *, growing: bool) -> Term | None:
    base, prefix = _starred(raw, at)
    shown, found = _trimmed(base)
    if not found:
        return None
    touching = base.endswith(shown) and len(found[-1].word) >= SHORTEST_PREFIX
    # Bare, the word may be one that the language knows; then only quotation marks can hold it.
    known = shown in _OPERATORS or bool(_FIELD.fullmatch(shown) or _OPERATING.fullmatch(shown))
    return Term(shown, _words(found), known, prefix, growing and touching and not prefix and not known)


def _trimmed(raw: Clean) -> tuple[Clean, list[Token]]:
    """``raw`` without what is around its words, and its tokens, as they are when it is read again."""
    shown, found = raw, list(tokens(raw))
    while found and (found[0].start, found[-1].end) != (0, len(shown)):
        shown = shown[found[0].start : found[-1].end]
        found = list(tokens(shown))
    return shown, found


def _words(found: list[Token]) -> tuple[str, ...]:
    return tuple(token.word for token in found)


def _exact(raw: Clean, at: int) -> Term:
    """``=word``."""
    shown, found = _trimmed(raw[1:])
    if not found or "*" in raw or "~" in raw:
        raise QueryError(f"the = at {place(at)} needs a whole word right behind it, as in =offer", at)
    return Term(shown, _words(found), exact=True)


def _fuzzy(raw: Clean, at: int) -> Term:
    """``word~``, perhaps with the number of letters."""
    match = _FUZZY.fullmatch(raw)
    shown, found = _trimmed(Clean(match[1])) if match else (raw, [])
    if match is None or len(found) != 1 or not raw.startswith(shown) or "*" in raw:
        raise QueryError(
            f"“{raw}” at {place(at)}: ~ must follow one word, as in Gadafi~, or a phrase, as in “a b”~5", at
        )
    edits = int(match[2] or 1 + (len(found[0].word) >= _LONG_WORD)) if len(match[2]) < 3 else MOST_EDITS + 1
    if not 1 <= edits <= MOST_EDITS:
        raise QueryError(f"“{raw}” at {place(at)}: a word may differ by 1 or {MOST_EDITS} letters", at)
    return Term(shown, _words(found), fuzzy=edits)


def _within(digits: str, at: int) -> int:
    if int(digits) > FARTHEST:
        raise QueryError(f"the words at {place(at)} may be at most {FARTHEST} words apart", at)
    return int(digits)


def _phrase(text: Clean, at: int, *, exact: bool = False) -> tuple[Term | Near, int]:
    """The phrase whose quotation mark stands at ``at``, and the offset behind it."""
    inner, end = _quoted(text, at)
    base, prefix = _starred(inner, at + 1)
    shown = _spaced(base)
    found = list(tokens(shown))
    words = _words(found)
    if not words:
        raise QueryError(f"the quotation marks at {place(at)} hold no word", at)
    if close := _CLOSE.match(text, end):
        if not close[1]:
            message = f"the ~ at {place(end)} needs the number of words that may stand between, as in “a b”~5"
            raise QueryError(message, end, unfinished=close.end() == len(text))
        return _close(shown, prefix, _within(close[1], end), at), close.end()
    if exact and prefix:
        raise QueryError(f"the = before {place(at)} asks for whole words; leave the * out", at)
    begins = tuple(at for at in range(1, len(found)) if found[at].position - found[at - 1].position != STEP)
    return Term(shown, words, quoted=True, prefix=prefix, exact=exact, begins=begins), end


def _close(shown: Clean, prefix: bool, within: int, at: int) -> Near:
    """A phrase's words, near each other; articles need not be."""
    found = [_trimmed(Clean(each)) for each in shown.split(" ")]
    terms = [Term(each, _words(words), quoted=True) for each, words in found if words]
    terms = [term for term in terms if not ARTICLES.issuperset(term.words)] or terms
    if len(terms) < 2:
        raise QueryError(f"the phrase at {place(at)} needs two words for ~ to say how near they are", at)
    if prefix:
        terms[-1] = replace(terms[-1], prefix=True)
    return Near(tuple(terms), within, quoted=True)


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
        import difflib  # imported late: a right query needs none

        near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}:?" if near else ", and words with a colon can be put in quotation marks"
        known = ", ".join(f"{each}:" for each in FIELDS[:-1]) + f" and {FIELDS[-1]}:"
        raise QueryError(f"“{name}:” at {place(at)} is no field; the fields are {known}{hint}", at)
    behind = at + len(name) + 1
    if not value.strip():
        message = f"“{name}:” at {place(at)} needs a value right behind the colon, as in {name}:{_EXAMPLES[name]}"
        raise QueryError(message, at, unfinished=last)
    if name in DATED:
        return _published(name, value.strip(), behind, last)
    if name == "event":
        period = _period(value.strip(), behind, last)
        return Event(Clean(value.strip()), period.first, period.last)
    if name == "in":
        return _in(value.strip(), behind, last)
    base, prefix = _starred(value, behind)
    found = list(tokens(base))
    if not found:
        raise QueryError(f"“{value}” at {place(behind)} holds no letter or digit of {_OF[name]}", behind)
    shown = _spaced(base)
    touching = found[-1].end == len(base) and len(found[-1].word) >= SHORTEST_PREFIX
    return Named(name, shown, _words(found), prefix, growing and touching and not prefix)


_OF = {
    "outlet": "an outlet's name",
    "agency": "an agency's name",
    "headline": "a headline",
    "person": "a person's name",
    "org": "an organisation's name",
    "place": "a place's name",
}
_EXAMPLES = {
    "outlet": "reuters",
    "agency": "reuters",
    "headline": "combat",
    "person": "Gadhafi",
    "org": "NATO",
    "place": "Tripoli",
    "year": "2013",
    "before": "2013-10",
    "after": "2013",
    "on": "2016-04-14",
    "event": "2011-10",
    "in": "headline",
}


def _published(name: str, value: str, at: int, last: bool) -> Published:
    period = _period(value, at, last, years_only=name == "year", ranges=name in ("year", "on"))
    if name == "before" and period.first is not None:
        return Published(name, Clean(value), None, period.first - _DAY)
    if name == "after" and period.last is not None:
        return Published(name, Clean(value), period.last + _DAY, None)
    return Published(name, Clean(value), period.first, period.last)


def _period(value: str, at: int, last: bool, *, years_only: bool = False, ranges: bool = True) -> Period:
    try:
        return read_period(value, years_only=years_only, ranges=ranges)
    except ValueError as error:
        message = f"“{value}” at {place(at)} {error}"
        raise QueryError(message, at, unfinished=last and not value.strip("0123456789-.")) from None


def _in(value: str, at: int, last: bool) -> In:
    block = value.casefold()
    if block in BLOCK_TYPES:
        return In(block)
    import difflib  # imported late: a right query needs none

    near = difflib.get_close_matches(block, BLOCK_TYPES, n=1, cutoff=0.6)
    hint = f"; did you mean {near[0]}?" if near else ""
    message = f"“{value}” at {place(at)} is no type of block; the types are {', '.join(BLOCK_TYPES)}{hint}"
    raise QueryError(message, at, unfinished=last and any(each.startswith(block) for each in BLOCK_TYPES))
