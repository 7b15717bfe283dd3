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

from ..dossier.text import Clean
from .abbreviations import LONGEST_NAME, SHORT
from .lexer import Lexeme, lex, place
from .syntax import And, Leaf, Near, Node, Not, Or, Query, QueryError, Term, leaves, only_blocks, parts, render

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
    lexemes = _with_names(tuple(lex(clean, prefix_last=prefix_last)))
    if not lexemes:
        if clean.strip():
            raise QueryError(f"“{clean.strip()}” holds no letter or digit to look for", 0)
        raise QueryError("the query is empty; type a word to look for", 0, unfinished=True)
    node = _Parser(lexemes).parse()
    _check_size(node)
    _check_negation(node)
    return Query(clean, node, render(node))


def _with_names(lexemes: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """The lexemes, with bare words that together are the full name of an abbreviation as one term."""
    found: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        words = []
        for lexeme in lexemes[at : at + LONGEST_NAME]:
            leaf = lexeme.leaf
            if not isinstance(leaf, Term) or leaf.quoted or leaf.prefix or leaf.exact or leaf.fuzzy:
                break
            words.append(leaf)
        length = max(
            (n for n in range(2, len(words) + 1) if sum((each.words for each in words[:n]), ()) in SHORT), default=0
        )
        if length:
            name = words[:length]
            text = Clean(" ".join(each.text for each in name))
            found.append(Lexeme("leaf", lexemes[at].position, Term(text, sum((each.words for each in name), ()))))
        else:
            found.append(lexemes[at])
        at += length or 1
    return tuple(found)


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
        terms = tuple(part for part in (side.parts if isinstance(side, Or) else (side,)) if isinstance(part, Term))
        if len(terms) != (len(side.parts) if isinstance(side, Or) else 1):
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


def _flat(kind: type[And | Or], nodes: list[Node]) -> list[Node]:
    """``nodes`` with the parts of nested groups of the same kind, except groups that ``in:`` holds together."""
    found: list[Node] = []
    for node in nodes:
        binds = kind is And and any(only_blocks(part.part if isinstance(part, Not) else part) for part in parts(node))
        found += parts(node) if isinstance(node, kind) and not binds else [node]
    return found


def _check_size(node: Node) -> None:
    count = sum(_words(leaf) for leaf in leaves(node))
    if count > MOST_WORDS:
        raise QueryError(f"the query has {count} words; at most {MOST_WORDS} are looked for", 0)
    if _depth(node) > DEEPEST:
        raise QueryError(f"the query is nested more than {DEEPEST} deep", 0)


def _words(leaf: Leaf) -> int:
    if isinstance(leaf, Near):
        return sum(len(term.words) for term in leaf.terms)
    return len(leaf.words) if isinstance(leaf, Term) else 1


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
