"""What a query says: a tree of terms, fields and operators, and its one canonical spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..dossier.text import Clean

FIELDS = ("outlet", "year", "in")
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
    """Words to find next to each other in one paragraph: one word, a hyphenated compound, or a quoted phrase.

    ``text`` is as it was typed, ``words`` are its tokens, folded. With ``prefix`` the last word is the beginning of
    one; with ``growing`` it may be, because it is still being typed.
    """

    text: Clean
    words: tuple[str, ...]
    quoted: bool = False
    prefix: bool = False
    growing: bool = False


@dataclass(frozen=True, slots=True)
class Outlet:
    """Articles whose outlet's name holds ``words`` in this order; the last is a beginning with ``prefix``."""

    text: Clean
    words: tuple[str, ...]
    prefix: bool = False
    growing: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """Articles that may have been published in the years ``first``–``last``, both included; ``None`` leaves it open."""

    first: int | None
    last: int | None


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
class Not:
    """What must not be there. Stands in an :class:`And` only."""

    part: Node


Leaf = Term | Outlet | Years | In
Node = Leaf | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
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
    if isinstance(node, Term | Outlet | Years | In):
        yield node
    for part in parts(node):
        yield from leaves(part)


def terms(node: Node) -> Iterator[Term]:
    """The terms that a paragraph is looked for by: those not under NOT."""
    if isinstance(node, Term):
        yield node
    if not isinstance(node, Not):
        for part in parts(node):
            yield from terms(part)


def about_articles(node: Node) -> bool:
    """Whether a tree names a field that describes articles, not blocks."""
    return any(isinstance(leaf, Outlet | Years) for leaf in leaves(node))


def only_blocks(node: Node) -> bool:
    """Whether a tree speaks of nothing but block types."""
    return all(isinstance(leaf, In) for leaf in leaves(node))


def render(node: Node) -> Clean:
    """The canonical spelling: ``nato AND (training OR equip*) AND NOT "arms embargo"``."""
    if isinstance(node, And | Or):
        word = " AND " if isinstance(node, And) else " OR "
        return Clean(word.join(_enclosed(part) for part in node.parts))
    if isinstance(node, Not):
        return Clean(f"NOT {_enclosed(node.part)}")
    return _leaf(node)


def _enclosed(node: Node) -> str:
    return f"({render(node)})" if isinstance(node, And | Or) else render(node)


def _leaf(leaf: Leaf) -> Clean:
    match leaf:
        case Term():
            words = f"{leaf.text}{'*' if leaf.prefix else '…' if leaf.growing else ''}"
            return Clean(f'"{words}"' if leaf.quoted else words)
        case Outlet():
            star = "*" if leaf.prefix else "…" if leaf.growing else ""
            return Clean(f"outlet:{leaf.text}{star}" if _PLAIN.fullmatch(leaf.text) else f'outlet:"{leaf.text}{star}"')
        case Years(first, last):
            span = f"{first}" if first == last else f"{first or ''}..{last or ''}"
            return Clean(f"year:{span}")
        case In():
            return Clean(f"in:{leaf.block}")
