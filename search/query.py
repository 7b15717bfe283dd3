"""The query language: text to tree, or a sentence that says what is wrong.

    query   = both { "OR" both }
    both    = operand { [ "AND" ] operand }
    operand = { "NOT" | "-" } ( "(" query ")" | term | field )

Terms are words, ``"phrases"`` and ``beginnings*``; fields are ``outlet:``, ``year:`` and ``in:``. AND binds tighter
than OR. Operators are written in capitals, so that a headline can be pasted as it is.
"""

from __future__ import annotations

from ..dossier.text import Clean
from .lexer import Lexeme, lex, place
from .syntax import And, Node, Not, Or, Query, QueryError, Term, leaves, only_blocks, parts, render

__all__ = ["Query", "QueryError", "parse"]

LONGEST = 1000
"""Code points a query may have."""
MOST_WORDS = 64
"""Words and fields a query may have."""
DEEPEST = 20
"""Parentheses that may stand inside each other."""


def parse(text: str, *, prefix_last: bool = False) -> Query:
    """Read a query.

    ``prefix_last`` is for searching while typing: a last word with no space behind it is looked for as a beginning too.

    Raises:
        QueryError: the text is no query, or longer, deeper or wider than the bounds allow.
    """
    clean = Clean(text)
    if len(clean) > LONGEST:
        raise QueryError(f"the query has {len(clean)} characters; at most {LONGEST} are read", LONGEST)
    lexemes = tuple(lex(clean, prefix_last=prefix_last))
    if not lexemes:
        if clean.strip():
            raise QueryError(f"“{clean.strip()}” holds no letter or digit to look for", 0)
        raise QueryError("the query is empty; type a word to look for", 0, unfinished=True)
    node = _Parser(lexemes).parse()
    _check_size(node)
    _check_negation(node)
    return Query(clean, node, render(node))


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
        lexeme = self._next
        if lexeme is None or lexeme.kind not in ("leaf", "("):
            raise self._missing(before, lexeme)
        self._at += 1
        node = lexeme.leaf if lexeme.leaf is not None else self._group(lexeme)
        if isinstance(node, Not) and negated:
            return node.part
        return Not(node) if negated else node

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


def _flat(kind: type[And | Or], nodes: list[Node]) -> list[Node]:
    """``nodes`` with the parts of nested groups of the same kind, except groups that ``in:`` holds together."""
    found: list[Node] = []
    for node in nodes:
        binds = kind is And and any(only_blocks(part.part if isinstance(part, Not) else part) for part in parts(node))
        found += parts(node) if isinstance(node, kind) and not binds else [node]
    return found


def _check_size(node: Node) -> None:
    count = sum(len(leaf.words) if isinstance(leaf, Term) else 1 for leaf in leaves(node))
    if count > MOST_WORDS:
        raise QueryError(f"the query has {count} words; at most {MOST_WORDS} are looked for", 0)
    if _depth(node) > DEEPEST:
        raise QueryError(f"the query is nested more than {DEEPEST} deep", 0)


def _depth(node: Node) -> int:
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
