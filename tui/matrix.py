"""The comparison as tables of words: the items grid, and the matrix of aspects."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..dossier.changes import unchecked
from ..dossier.comparison import Cell, Item, ItemClaim, Offer
from ..dossier.evidence import STALE, Passage, heading, references
from ..dossier.notebook import ITEM
from ..dossier.text import EMPTY, Clean
from .session import Session

SILENT, UNCHECKED = Clean("·"), Clean("?")
SIGNS = {"new": "+", "kept": "=", "reworded": "≈", "unmentioned": "−"}
"""What stands before a cell that is seen against a base, a sign for each status of a change."""
REVIEWED, NOTED = "✓", "*"


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a table: what it says, where (``reference``), and the passages that prove it.

    ``about`` is shown with the passages; ``state`` is the cell's. Where the table has a base, ``base`` is the base's
    field of the row, ``changes`` are what became of the claims, as keys of :data:`SIGNS`, ``changed`` says the same in
    words, and ``same`` whether it certainly says what the base says, of which changes alone do not tell. ``note`` and
    ``reviewed`` are the user's. ``akin`` are the rows of the other table, by id, in which the same is claimed.
    """

    words: Clean
    state: str
    reference: Clean = EMPTY
    passages: tuple[Passage, ...] = ()
    about: Clean = EMPTY
    stale: bool = False
    changes: tuple[str, ...] = ()
    changed: Clean = EMPTY
    base: Field | None = None
    same: bool = True
    note: Clean | None = None
    reviewed: bool = False
    akin: tuple[Clean, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is stated here."""
        return self.state in ("silent", "unchecked")

    @property
    def differs(self) -> bool:
        """Whether a claim is other than at the base."""
        return any(each != "kept" for each in self.changes)

    @property
    def shown(self) -> str:
        """What the cell of a table shows: sign, words, paragraphs, the user's marks."""
        marks = (REVIEWED if self.reviewed else "") + (NOTED if self.note else "")
        if self.stale and STALE not in self.reference:
            marks = STALE + marks
        signs = "".join(SIGNS[each] for each in self.changes)
        words = "" if self.empty and signs else self.words
        return " ".join(part for part in (signs, words, self.reference, marks) if part)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the item or aspect (``id`` as the notebook marks it), and a field a column."""

    id: Clean
    label: Clean
    fields: tuple[Field, ...]

    @property
    def same(self) -> bool:
        """Whether every cell certainly says what the base says."""
        return all(each.same for each in self.fields)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a name, an offer and a heading a column, rows; ``base`` is the column the others are seen against."""

    name: str
    offers: tuple[Offer, ...]
    headings: tuple[Clean, ...]
    rows: tuple[Row, ...]
    base: int | None = None

    def differing(self, offer: Clean) -> Table:
        """The base and the offer with this id, in the rows that may differ; for the base's own id, all offers."""
        base = self.offers[self.base or 0].id
        shown = [column for column, each in enumerate(self.offers) if base == offer or each.id in (base, offer)]
        rows = (replace(row, fields=tuple(row.fields[column] for column in shown)) for row in self.rows)
        return replace(
            self,
            offers=tuple(self.offers[column] for column in shown),
            headings=tuple(self.headings[column] for column in shown),
            rows=tuple(row for row in rows if not row.same),
            base=[self.offers[column].id for column in shown].index(base),
        )


def headings(session: Session) -> tuple[Clean, ...]:
    """The offers' labels, with ``~`` where the article's date is not certain."""
    return tuple(heading(session.dossier, offer) for offer in session.dossier.comparison.offers)


def items_table(session: Session) -> Table:
    """Items by offers: the article's verb, paragraph and voice of the claim that weighs most."""
    comparison = session.dossier.comparison
    rows = tuple(
        Row(
            Clean(ITEM + item.id),
            item.label,
            tuple(_item_field(session, offer, item) for offer in comparison.offers),
        )
        for item in comparison.items
    )
    return Table("items", comparison.offers, headings(session), rows)


MORE = "…"
"""Stands behind the paragraphs where there are more of them, or more claims, than a cell of the table shows."""
_SHOWN = 3
"""The most paragraphs named in a cell of the matrix; the proof below the table has them all."""
_WEIGHT = ("offer", "limit", "request", "expertise", "importance")


def _item_field(session: Session, offer: Offer, item: Item) -> Field:
    claims = sorted(session.dossier.comparison.claims(offer.id, item.id), key=lambda pair: _WEIGHT.index(pair[1].kind))
    if not claims:
        return _marked(session, offer, ITEM + item.id, _unclaimed(session, offer))
    passages: list[Passage] = []
    for cell, claim in claims:
        passages += [each for each in claim_passages(session, cell, claim) if each not in passages]
    _, first = claims[0]
    leading = claim_passages(session, *claims[0])
    where = Clean("".join(references(leading[:1])))
    stale = any(each.stale for each in passages)
    described = list(dict.fromkeys(f"{claim.actor}: {claim.kind} ({claim.verb})" for _, claim in claims))
    provisos = dict.fromkeys(words for cell, _ in claims for words in cell.provisos)
    about = " ".join((f"{'; '.join(described)}.", *provisos))
    if len(described) > 1:
        where += MORE
    aspects = tuple(dict.fromkeys(cell.aspect for cell, _ in claims))
    field = Field(first.verb, "stated", where, tuple(passages), Clean(about), stale, akin=aspects)
    return _marked(session, offer, ITEM + item.id, field)


def _unclaimed(session: Session, offer: Offer) -> Field:
    """A cell without a claim: only of an article that was checked throughout it is known that it says nothing."""
    left = unchecked(session.dossier.comparison, offer.id)
    if not left:
        return Field(SILENT, "silent", about=Clean("not mentioned in this article"))
    aspects = "one aspect" if left == 1 else f"{left} aspects"
    return Field(
        UNCHECKED, "unchecked", about=Clean(f"not mentioned so far; {aspects} of this article not checked yet")
    )


def claim_passages(session: Session, cell: Cell, claim: ItemClaim) -> tuple[Passage, ...]:
    """The passages an item's claim rests on."""
    found = session.passages(cell)
    return tuple(found[number] for number in claim.evidence if number < len(found))


def matrix_table(session: Session) -> Table:
    """Aspects by offers: each cell's summary with its paragraphs."""
    comparison = session.dossier.comparison
    rows = tuple(
        Row(
            aspect.id,
            aspect.label,
            tuple(
                _marked(session, offer, aspect.id, _cell_field(session, comparison.cell(offer.id, aspect.id)))
                for offer in comparison.offers
            ),
        )
        for aspect in comparison.aspects
    )
    return Table("matrix", comparison.offers, headings(session), rows)


def _cell_field(session: Session, cell: Cell) -> Field:
    summary = cell.summary and f"{cell.summary.rstrip('.')}."
    about = Clean(" ".join(part for part in (summary, *cell.provisos) if part))
    if cell.state == "silent":
        return Field(SILENT, cell.state, about=about or Clean("looked for, not mentioned in this article"))
    if cell.state == "unchecked":
        return Field(UNCHECKED, cell.state, about=Clean("not checked yet"))
    passages = session.passages(cell)
    found = references(passages)
    where = Clean(" ".join(found[:_SHOWN]) + (f" {MORE}" if len(found) > _SHOWN else ""))
    if cell.unstated is not None:
        where += f" {cell.unstated}"
    mark = "≠ " if cell.state == "contradicted" else ""
    stale = any(each.stale for each in passages)
    items = tuple(Clean(ITEM + claim.item) for claim in cell.items)
    return Field(Clean(f"{mark}{cell.summary}"), cell.state, where, passages, about, stale, akin=items)


def _marked(session: Session, offer: Offer, row: str, field: Field) -> Field:
    mark = session.cell_marks.get((str(offer.id), row))
    return field if mark is None else replace(field, note=mark.note, reviewed=mark.reviewed)
