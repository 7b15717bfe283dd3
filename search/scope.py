"""What ``in:`` does: it narrows the words beside it, in the same parentheses, to blocks of a type."""

from __future__ import annotations

from .corpus import BIT, EVERYWHERE
from .syntax import And, In, Node, Not, Or, leaves, only_blocks


def scope_of(node: Node) -> int:
    """The block types, as bits, that a part of a conjunction leaves open to the words beside it.

    Every type, unless the part speaks of nothing but blocks; for a conjunction, what its parts leave together.
    """
    match node:
        case In():
            return BIT[node.block]
        case And():
            scope = EVERYWHERE
            for part in node.parts:
                scope &= scope_of(part)
            return scope
        case Or() if only_blocks(node):
            scope = 0
            for part in node.parts:
                scope |= scope_of(part)
            return scope
        case Not() if only_blocks(node):
            return EVERYWHERE & ~scope_of(node.part)
        case _:
            return EVERYWHERE


def names_blocks(node: Node) -> bool:
    """Whether ``in:`` stands anywhere in the query; NOT then excludes paragraphs instead of whole articles."""
    return any(isinstance(leaf, In) for leaf in leaves(node))


def asks_for(node: Node, block: str) -> bool:
    """Whether a block type is asked for by name, not under NOT."""
    if isinstance(node, In):
        return node.block == block
    return isinstance(node, And | Or) and any(asks_for(part, block) for part in node.parts)
