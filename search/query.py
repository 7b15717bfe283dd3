"""The query language: text to tree, or a sentence that says what is wrong.

    query   = both { "OR" both }
    both    = operand { [ "AND" ] operand }
    operand = { "NOT" | "-" } near
    near    = single { "NEAR/5" single }
    single  = "(" query ")" | term | field

Terms are words, ``"phrases"``, ``"phrases"~5``, ``beginnings*``, ``similar~`` and ``=forms``; fields are those of
:data:`natoreader.search.syntax.FIELDS`. AND binds tighter than OR. Operators are written in capitals, so that a
headline can be pasted as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from ..dossier.text import Clean
from .abbreviations import LONGEST_NAME, SHORT
from .lexer import Lexeme, lex, place
from .syntax import And, Leaf, Name, Near, Node, Not, Or, Query, QueryError, Term, leaves, only_blocks, parts, render

__all__ = ["Query", "QueryError", "parse"]

LONGEST = 1000
"""Code points a query may have."""
MOST_WORDS = 64
"""Words and fields a query may have."""
DEEPEST = 20
"""Parentheses that may stand inside each other."""


class Known(Protocol):
    """Tells which words are one name."""

    @property
    def longest(self) -> int:
        """Words in the longest name."""

    def knows(self, words: Sequence[str], /) -> bool:
        """Whether several words are one name."""


def parse(text: str, *, prefix_last: bool = False, names: Known | None = None) -> Query:
    """Read a query.

    ``prefix_last`` is for searching while typing: a last word with no space behind it is looked for as a beginning too.
    ``names`` tells which words next to each other are a name of the dossier.

    Raises:
        QueryError: the text is no query, or longer, deeper or wider than the bounds allow.
    """
    clean = Clean(text)
    if len(clean) > LONGEST:
        raise QueryError(f"the query has {len(clean)} characters; at most {LONGEST} are read", LONGEST)
    lexemes = _with_names(tuple(lex(clean, prefix_last=prefix_last)), names)
    if not lexemes:
        if clean.strip():
            raise QueryError(f"“{clean.strip()}” holds no letter or digit to look for", 0)
        raise QueryError("the query is empty; type a word to look for", 0, unfinished=True)
    node = _Parser(lexemes).parse()
    _check_size(node)
    _check_negation(node)
    return Query(clean, node, render(node))


def _with_names(lexemes: tuple[Lexeme, ...], known: Known | None) -> tuple[Lexeme, ...]:
    """The lexemes, with bare words that together are a name as one: of an abbreviation, or one that is ``known``."""
    found: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        words = []
        for lexeme in lexemes[at : at + max(LONGEST_NAME, known.longest if known else 0)]:
            leaf = lexeme.leaf
            if not isinstance(leaf, Term) or leaf.quoted or leaf.prefix or leaf.exact or leaf.fuzzy:
                break
            words.append(leaf)
        name = next((name for n in range(len(words), 1, -1) if (name := _name(words[:n], known)) is not None), None)
        if name is not None:
            found.append(Lexeme("leaf", lexemes[at].position, name[0]))
        else:
            found.append(lexemes[at])
        at += name[1] if name is not None else 1
    return tuple(found)


def _name(terms: Sequence[Term], known: Known | None) -> tuple[Term | Name, int] | None:
    """The name that some words are together, with how many they are; ``None`` where they are none."""
    words = tuple(word for term in terms for word in term.words)
    text = Clean(" ".join(term.text for term in terms))
    if words in SHORT:
        return Term(text, words), len(terms)
    if known is None or not known.knows(words):
        return None
    each = And(tuple(replace(term, inner=True) for term in terms))
    return Name((Term(text, words), each), text), len(terms)


class _Parser:
    """Recursive descent over the lexemes; ``at`` is the next one."""

    def __init__(self, lexemes: tuple[Lexeme, ...]) -> None:
        self._lexemes = lexemes
        self._at = 0
        self._open: list[Lexeme] = []

    def parse(self) -> Node:
        node = self._either()
        if self._next is not None:  # only a closing parenthesis ends a query early
            position = self._next.position
            raise QueryError(f"the closing parenthesis at {place(position)} has no opening one before it", position)
        return node

    @property
    def _next(self) -> Lexeme | None:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else None

    def _take(self, kind: str) -> Lexeme | None:
        lexeme = self._next
        if lexeme is None or lexeme.kind != kind:
            return None
        self._at += 1
        return lexeme

    def _either(self) -> Node:
        found = [self._both(None)]
        while operator := self._take("OR"):
            found.append(self._both(operator))
        return found[0] if len(found) == 1 else Or(tuple(_flat(Or, found)))

    def _both(self, before: Lexeme | None) -> Node:
        found = [self._operand(before)]
        while self._next is not None and self._next.kind not in ("OR", ")"):
            found.append(self._operand(self._take("AND")))
        return found[0] if len(found) == 1 else And(tuple(_flat(And, found)))

    def _operand(self, before: Lexeme | None) -> Node:
        """An operand; ``before`` is the operator that asks for it."""
        negated = False
        while negation := self._take("NOT"):
            negated, before = not negated, negation
        node = self._near(before)
        if isinstance(node, Not) and negated:
            return node.part
        return Not(node) if negated else node

    def _near(self, before: Lexeme | None) -> Node:
        """An operand that is not negated; what NEAR joins, each with the next."""
        last = self._single(before)
        found: list[Node] = []
        while operator := self._take("NEAR"):
            before_it, last = last, self._single(operator)
            found.append(_joined(before_it, last, operator))
        if not found:
            return last
        return found[0] if len(found) == 1 else And(tuple(_flat(And, found)))

    def _single(self, before: Lexeme | None) -> Node:
        lexeme = self._next
        if lexeme is None or lexeme.kind not in ("leaf", "("):
            raise self._missing(before, lexeme)
        self._at += 1
        return lexeme.leaf if lexeme.leaf is not None else self._group(lexeme)

    def _group(self, opening: Lexeme) -> Node:
        position = opening.position
        if len(self._open) == DEEPEST:
            raise QueryError(f"the parenthesis at {place(position)} is more than {DEEPEST} deep", position)
        if self._next is not None and self._next.kind == ")":
            raise QueryError(f"the parentheses at {place(position)} hold nothing", position)
        self._open.append(opening)
        node = self._either()
        if self._take(")") is None:
            message = f"the parenthesis at {place(position)} is not closed"
            raise QueryError(message, position, unfinished=True)
        self._open.pop()
        return node

    def _missing(self, before: Lexeme | None, found: Lexeme | None) -> QueryError:
        """The error for an operand that is not there, between the operator ``before`` and ``found``."""
        if before is not None:
            sign = before.kind
            message = f"{sign} at {place(before.position)} needs a word behind it"
            return QueryError(message, before.position, unfinished=found is None)
        if found is None:
            position = self._open[-1].position
            return QueryError(f"the parenthesis at {place(position)} is not closed", position, unfinished=True)
        if found.kind == ")":
            message = f"the closing parenthesis at {place(found.position)} has no opening one before it"
            return QueryError(message, found.position)
        return QueryError(f"{found.kind} at {place(found.position)} needs a word before it", found.position)


def _joined(left: Node, right: Node, operator: Lexeme) -> Node:
    """What NEAR makes of its two sides: of alternatives, each with each."""
    sides: list[tuple[Term, ...]] = []
    for side in (left, right):
        each = [part.whole if isinstance(part, Name) else part for part in _alternatives(side)]
        terms = tuple(part for part in each if isinstance(part, Term))
        if len(terms) != len(each):
            message = (
                f"NEAR at {place(operator.position)} joins words, phrases and alternatives, as in (a OR b) NEAR/5 c"
            )
            raise QueryError(message, operator.position)
        sides.append(terms)
    if len(sides[0]) * len(sides[1]) > MOST_WORDS:
        message = f"NEAR at {place(operator.position)} joins more than {MOST_WORDS} pairs of words"
        raise QueryError(message, operator.position)
    pairs = tuple(Near((one, other), operator.within) for one in sides[0] for other in sides[1])
    return pairs[0] if len(pairs) == 1 else Or(pairs)


def _alternatives(node: Node) -> tuple[Node, ...]:
    return node.parts if isinstance(node, Or) and not isinstance(node, Name) else (node,)


def _flat(kind: type[And | Or], nodes: list[Node]) -> list[Node]:
    """``nodes`` with the parts of nested groups of the same kind, except groups that ``in:`` holds together."""
    found: list[Node] = []
    for node in nodes:
        binds = kind is And and any(only_blocks(part.part if isinstance(part, Not) else part) for part in parts(node))
        found += parts(node) if type(node) is kind and not binds else [node]
    return found


def _check_size(node: Node) -> None:
    count = sum(_words(leaf) for leaf in leaves(node) if not (isinstance(leaf, Term) and leaf.inner))
    if count > MOST_WORDS:
        raise QueryError(f"the query has {count} words; at most {MOST_WORDS} are looked for", 0)
    if _depth(node) > DEEPEST:
        raise QueryError(f"the query is nested more than {DEEPEST} deep", 0)


def _words(leaf: Leaf) -> int:
    if isinstance(leaf, Near):
        return sum(len(term.words) for term in leaf.terms)
    return len(leaf.words) if isinstance(leaf, Term) else 1


def _depth(node: Node) -> int:
    if isinstance(node, Name):
        return 0
    return (not isinstance(node, Not)) + max((_depth(part) for part in parts(node)), default=-1)


def _check_negation(node: Node) -> None:
    """NOT takes away from what stands beside it; alone it would ask for nearly everything."""
    if isinstance(node, Not):
        raise _only_excludes(node)
    if isinstance(node, And) and all(isinstance(part, Not) for part in node.parts):
        raise _only_excludes(node)
    for part in parts(node):
        _check_negation(part.part if isinstance(part, Not) and isinstance(node, And) else part)


def _only_excludes(node: Node) -> QueryError:
    return QueryError(f"“{render(node)}” only excludes; add what should be there", 0)
