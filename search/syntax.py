"""What a query says: a tree of terms, fields and operators, and its one canonical spelling."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..dossier.text import Clean

NAMED = ("outlet", "agency", "headline")
"""The fields that ask for words in what an article is known by."""
NAMING = ("person", "org", "place")
"""The fields that ask for whom or what an article names."""
DATED = ("year", "before", "after", "on")
"""The fields that ask for the date of publication."""
FIELDS = (*NAMED, *NAMING, *DATED, "event", "in")
"""The fields a query may name, as they are listed to users."""

_PLAIN = re.compile(r"[^\W_](?:[\w.'’&/-]*[\w])?")


class QueryError(Exception):
    """A query that cannot be asked.

    ``message`` says in a sentence what is wrong and, counting from 1, at which character; ``position`` is the same
    place as an offset from 0, in code points. ``unfinished`` is true where more typing would make it a query.
    """

    def __init__(self, message: str, position: int, *, unfinished: bool = False) -> None:
        self.message = Clean.line(message)
        self.position = position
        self.unfinished = unfinished
        super().__init__(self.message)


@dataclass(frozen=True, slots=True)
class Term:
    """Words to find next to each other in one paragraph: one word, a hyphenated compound, a name, or a quoted phrase.

    ``text`` is as it was typed, ``words`` are its tokens, folded. With ``prefix`` the last word is the beginning of
    one; with ``growing`` it may be, because it is still being typed. ``exact`` asks for these forms alone, and
    ``fuzzy`` for words that differ by at most so many letters too. ``begins`` are the numbers of those words that begin
    a sentence. ``inner`` is a word of a :class:`Name`, which stands for nothing beside its own forms.
    """

    text: Clean
    words: tuple[str, ...]
    quoted: bool = False
    prefix: bool = False
    growing: bool = False
    exact: bool = False
    fuzzy: int = 0
    begins: tuple[int, ...] = ()
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Terms to find in any order with at most ``within`` other words between them; ``quoted`` as ``"a b"~5``."""

    terms: tuple[Term, ...]
    within: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Articles whose outlet, agency or headline holds ``words`` in this order; the last is a beginning with ``prefix``.

    ``field`` is one of :data:`NAMED`, or of :data:`NAMING`: then it is articles that name who goes by the words.
    """

    field: str
    text: Clean
    words: tuple[str, ...]
    prefix: bool = False
    growing: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """Articles that may have been published on the days ``first``–``last``, both included; ``None`` leaves it open.

    ``field`` is one of :data:`DATED`, ``text`` its value as it was understood.
    """

    field: str
    text: Clean
    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Event:
    """Dates inside the text that may mean one of the days ``first``–``last``, both included; ``None`` leaves it open.

    ``text`` is the period as it was understood.
    """

    text: Clean
    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class In:
    """Blocks of one type: the terms beside it must stand in such a block."""

    block: str


@dataclass(frozen=True, slots=True)
class And:
    """One paragraph holds all of ``parts``. Those that are :class:`Not` take away; at least one is not."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """A paragraph holds at least one of ``parts``."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Name(Or):
    """Words that together are a name: what goes by it, or a paragraph with each of the words. ``text`` is as typed.

    ``parts`` are the name as one term, and the conjunction of its words.
    """

    text: Clean

    @property
    def whole(self) -> Node:
        """The name as one term."""
        return self.parts[0]

    @property
    def words(self) -> Node:
        """The conjunction of the words."""
        return self.parts[1]


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there. Stands in an :class:`And` only."""

    part: Node


Field = Named | Published
"""What describes an article."""
Worded = Term | Near
"""What is looked for by its words."""
Sought = Worded | Event
"""What is looked for in a paragraph."""
Leaf = Sought | Field | In
Node = Leaf | And | Or | Not


class Query(NamedTuple):
    """A query that was understood: its text, its tree, and the tree's canonical spelling, which parses to the tree."""

    text: Clean
    node: Node
    understood: Clean


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly below ``node``."""
    if isinstance(node, And | Or):
        return node.parts
    return (node.part,) if isinstance(node, Not) else ()


def leaves(node: Node) -> Iterator[Leaf]:
    """The terms and fields of a tree, in the order of the query, those under NOT among them."""
    if isinstance(node, Sought | Field | In):
        yield node
    for part in parts(node):
        yield from leaves(part)


def sought(node: Node) -> Iterator[Sought]:
    """What a paragraph is looked for by: the terms and dates that are not under NOT."""
    if isinstance(node, Sought):
        yield node
    if isinstance(node, Name):
        yield from sought(node.words)
    elif not isinstance(node, Not):
        for part in parts(node):
            yield from sought(part)


def about_articles(node: Node) -> bool:
    """Whether a tree names a field other than ``in:``; related headlines are then none of an article's news."""
    return any(isinstance(leaf, Field | Event) for leaf in leaves(node))


def only_blocks(node: Node) -> bool:
    """Whether a tree speaks of nothing but block types."""
    return all(isinstance(leaf, In) for leaf in leaves(node))


def render(node: Node) -> Clean:
    """The canonical spelling: ``nato AND (training OR equip*) AND NOT "arms embargo"``."""
    if isinstance(node, Name):
        return node.text
    if isinstance(node, And | Or):
        word = " AND " if isinstance(node, And) else " OR "
        return Clean(word.join(_enclosed(part) for part in node.parts))
    if isinstance(node, Not):
        return Clean(f"NOT {_enclosed(node.part)}")
    return _leaf(node)


def _enclosed(node: Node) -> str:
    return f"({render(node)})" if isinstance(node, And | Or) and not isinstance(node, Name) else render(node)


def _leaf(leaf: Leaf) -> Clean:
    match leaf:
        case Term():
            return _term(leaf)
        case Near(terms, within, quoted):
            if quoted:
                return Clean(f'"{" ".join(f"{each.text}{_tail(each)}" for each in terms)}"~{within}')
            return Clean(f" NEAR/{within} ".join(_term(each) for each in terms))
        case Named(field, text):
            value = f"{text}{_tail(leaf)}"
            return Clean(f"{field}:{value}" if _PLAIN.fullmatch(text) else f'{field}:"{value}"')
        case Published(field, text):
            return Clean(f"{field}:{text}")
        case Event(text):
            return Clean(f"event:{text}")
        case In():
            return Clean(f"in:{leaf.block}")


def _term(term: Term) -> Clean:
    words = f"{term.text}{_tail(term)}"
    if term.quoted:
        words = f'"{words}"'
    if term.exact:
        words = f"={words}"
    return Clean(f"{words}~{term.fuzzy}" if term.fuzzy else words)


def _tail(leaf: Term | Named) -> str:
    return "*" if leaf.prefix else "…" if leaf.growing else ""
