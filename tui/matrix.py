"""The comparison as tables of words: the items grid, and the matrix of aspects."""

from __future__ import annotations

from dataclasses import dataclass

from ..dossier.comparison import Cell, ItemClaim, Offer
from ..dossier.evidence import Passage, heading, references
from ..dossier.text import EMPTY, Clean
from .session import Session

SILENT, UNCHECKED = Clean("·"), Clean("?")


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a table: what it says, where (``reference``), and the passages that prove it.

    ``about`` is shown with the passages; ``state`` is the cell's.
    """

    words: Clean
    state: str
    reference: Clean = EMPTY
    passages: tuple[Passage, ...] = ()
    about: Clean = EMPTY
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a name, a heading a column, and rows of a label with a field a column."""

    name: str
    headings: tuple[Clean, ...]
    rows: tuple[tuple[Clean, tuple[Field, ...]], ...]


def headings(session: Session) -> tuple[Clean, ...]:
    """The offers' labels, with ``~`` where the article's date is not certain."""
    return tuple(heading(session.dossier, offer) for offer in session.dossier.comparison.offers)


def items_table(session: Session) -> Table:
    """Items by offers: the article's verb, paragraph and voice of the claim that weighs most."""
    comparison = session.dossier.comparison
    rows = tuple(
        (item.label, tuple(_item_field(session, offer, item.id) for offer in comparison.offers))
        for item in comparison.items
    )
    return Table("items", headings(session), rows)


_SHOWN = 3
"""The most paragraphs named in a cell of the matrix; the proof below the table has them all."""
_WEIGHT = ("offer", "limit", "request", "expertise", "importance")


def _item_field(session: Session, offer: Offer, item: str) -> Field:
    claims = sorted(session.dossier.comparison.claims(offer.id, item), key=lambda pair: _WEIGHT.index(pair[1].kind))
    if not claims:
        return Field(SILENT, "silent", about=Clean("not mentioned in this article"))
    passages: list[Passage] = []
    for cell, claim in claims:
        passages += [each for each in claim_passages(session, cell, claim) if each not in passages]
    _, first = claims[0]
    leading = claim_passages(session, *claims[0])
    where = Clean("".join(references(leading[:1])))
    stale = any(each.stale for each in passages)
    about = "; ".join(dict.fromkeys(f"{claim.actor}: {claim.kind} ({claim.verb})" for _, claim in claims))
    return Field(first.verb, "stated", where, tuple(passages), Clean(about), stale)


def claim_passages(session: Session, cell: Cell, claim: ItemClaim) -> tuple[Passage, ...]:
    """The passages an item's claim rests on."""
    found = session.passages(cell)
    return tuple(found[number] for number in claim.evidence if number < len(found))


def matrix_table(session: Session) -> Table:
    """Aspects by offers: each cell's summary with its paragraphs."""
    comparison = session.dossier.comparison
    rows = tuple(
        (aspect.label, tuple(_cell_field(session, comparison.cell(offer.id, aspect.id)) for offer in comparison.offers))
        for aspect in comparison.aspects
    )
    return Table("matrix", headings(session), rows)


def _cell_field(session: Session, cell: Cell) -> Field:
    about = Clean(" ".join(part for part in (cell.summary and f"{cell.summary}.", cell.note, cell.reason) if part))
    if cell.state == "silent":
        return Field(SILENT, cell.state, about=about or Clean("looked for, not stated in this article"))
    if cell.state == "unchecked":
        return Field(UNCHECKED, cell.state, about=Clean("not checked yet"))
    passages = session.passages(cell)
    found = references(passages)
    where = Clean(" ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else ""))
    mark = "≠ " if cell.state == "contradicted" else ""
    stale = any(each.stale for each in passages)
    return Field(Clean(f"{mark}{cell.summary}"), cell.state, where, passages, about, stale)
