"""What changed between two offers, item by item, as their articles report them.

Computed from claims of kind offer, limit and request. The articles' verbs are shown and never ranked, and an item that
an article does not mention is just that: nothing says that it was withdrawn. Of an aspect without such claims it is
told whether one article speaks of it and the other does not; how what both say differs is for readers to judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .comparison import Aspect, Cell, Comparison, Item, ItemClaim
from .text import Clean

Status = Literal["new", "kept", "reworded", "unmentioned"]
STATUS_NAMES: dict[Status, str] = {
    "new": "new",
    "kept": "kept",
    "reworded": "worded otherwise",
    "unmentioned": "not mentioned",
}
"""What people call the changes, in the order in which they are listed."""

COMPARED = ("offer", "limit", "request")
"""The kinds of claims that a change is computed from, in the order in which they are listed."""

Standing = tuple[Cell, ItemClaim]
"""A claim with the cell it stands in."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one actor's offer, limit or request of an item between a base and another offer.

    ``before`` and ``after`` are the claims of the two, one of them perhaps empty; ``besides`` are the claims of other
    actors and kinds that the empty side makes on the same item, so that “not mentioned” does not hide them.
    """

    item: Item
    actor: Clean
    kind: str
    status: Status
    before: tuple[Standing, ...]
    after: tuple[Standing, ...]
    besides: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class AspectChange:
    """That only one of a base and another offer says anything on an aspect: ``cell`` is what it says.

    ``status`` is *new* where the base says nothing, *unmentioned* where the other offer does.
    """

    aspect: Aspect
    status: Status
    cell: Cell


def verbs(claims: Sequence[Standing]) -> tuple[Clean, ...]:
    """The articles' own verbs of these claims, each once."""
    return tuple(dict.fromkeys(claim.verb for _, claim in claims))


def changes(comparison: Comparison, base: str, other: str) -> tuple[Change, ...]:
    """The changes from the offer ``base`` to the offer ``other`` (ids), by item, kind and actor.

    An item that neither speaks of is left out. *Kept* has the same verbs on both sides, *reworded* other ones.
    """
    return tuple(
        change
        for item in comparison.items
        for change in _of_item(item, comparison.claims(base, item.id), comparison.claims(other, item.id))
    )


def aspect_changes(comparison: Comparison, base: str, other: str) -> tuple[AspectChange, ...]:
    """The aspects on which one of the offers ``base`` and ``other`` (ids) says something, and the other one nothing.

    Those whose claims :func:`changes` compares are left out: there it is told item by item.
    """
    found: list[AspectChange] = []
    for aspect in comparison.aspects:
        before, after = comparison.cell(base, aspect.id), comparison.cell(other, aspect.id)
        said = [cell for cell in (before, after) if cell.says]
        silent = "silent" in (before.state, after.state)
        if silent and said and not _compared(said[0]):
            found.append(AspectChange(aspect, "new" if said[0] is after else "unmentioned", said[0]))
    return tuple(found)


def told_by_both(comparison: Comparison, base: str, other: str) -> tuple[Aspect, ...]:
    """The aspects on which both offers (ids) say something, without a claim that :func:`changes` compares."""
    found: list[Aspect] = []
    for aspect in comparison.aspects:
        cells = [comparison.cell(offer, aspect.id) for offer in (base, other)]
        if all(cell.says and not _compared(cell) for cell in cells):
            found.append(aspect)
    return tuple(found)


def _compared(cell: Cell) -> bool:
    """Whether a claim of the cell is of a kind that changes are computed from."""
    return any(claim.kind in COMPARED for claim in cell.items)


def unchecked(comparison: Comparison, offer: str) -> int:
    """How many aspects of an offer nobody has checked yet: with any left, “not mentioned” may be premature."""
    return sum(comparison.cell(offer, aspect.id).state == "unchecked" for aspect in comparison.aspects)


def _of_item(item: Item, before: Sequence[Standing], after: Sequence[Standing]) -> Iterator[Change]:
    keys = dict.fromkeys((claim.kind, claim.actor) for _, claim in (*before, *after) if claim.kind in COMPARED)
    for kind, actor in sorted(keys, key=lambda key: COMPARED.index(key[0])):
        old, new = _by(before, kind, actor), _by(after, kind, actor)
        besides: Sequence[Standing] = ()
        if old and new:
            status: Status = "kept" if set(verbs(old)) == set(verbs(new)) else "reworded"
        elif new:
            status, besides = "new", before
        else:
            status, besides = "unmentioned", after
        yield Change(item, actor, kind, status, old, new, tuple(besides))


def _by(claims: Sequence[Standing], kind: str, actor: Clean) -> tuple[Standing, ...]:
    return tuple(each for each in claims if (each[1].kind, each[1].actor) == (kind, actor))
