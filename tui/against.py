"""A table of the comparison seen against one of its columns: new there, kept, worded otherwise, not mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..dossier.changes import STATUS_NAMES, AspectChange, Change, Standing, aspect_changes, changes, unchecked, verbs
from ..dossier.comparison import Comparison
from ..dossier.notebook import ITEM
from ..dossier.text import Clean
from .matrix import Field, Row, Table


def against(comparison: Comparison, table: Table, base: int) -> Table:
    """The table with every column but the base's seen against it."""
    offers = comparison.offers
    others = [column for column in range(len(offers)) if column != base]
    found = {column: _Changes.between(comparison, offers[base].id, offers[column].id) for column in others}
    open_questions = [unchecked(comparison, each.id) for each in offers]
    rows = tuple(
        replace(
            row,
            fields=tuple(
                field
                if column == base
                else _seen(row, field, row.fields[base], found[column], open_questions[column] + open_questions[base])
                for column, field in enumerate(row.fields)
            ),
        )
        for row in table.rows
    )
    return replace(table, rows=rows, base=base)


@dataclass(frozen=True, slots=True)
class _Changes:
    """What changed from the base to one other offer, item by item, and where only one of them speaks of an aspect."""

    items: tuple[Change, ...]
    aspects: tuple[AspectChange, ...]

    @classmethod
    def between(cls, comparison: Comparison, base: str, other: str) -> _Changes:
        return cls(changes(comparison, base, other), aspect_changes(comparison, base, other))


def _seen(row: Row, field: Field, base: Field, found: _Changes, open_questions: int) -> Field:
    if "unchecked" in (field.state, base.state):
        return replace(field, base=base, same=False)  # what is not known yet has not changed
    items = row.id.startswith(ITEM)
    mine = [each for each in found.items if (_of_item if items else _of_aspect)(each, row.id)]
    alone = [each for each in found.aspects if each.aspect.id == row.id]
    statuses = {each.status for each in mine} | {each.status for each in alone}
    said = "; ".join((*(_in_words(each, named=not items) for each in mine), *map(_alone, alone)))
    if not (said or items or field.empty or base.empty):
        said = "mentioned in both: compare the words"
    if open_questions and statuses & {"new", "unmentioned"}:
        said += " (not every aspect of both articles was checked)"
    reworded = next((each for each in mine if each.status == "reworded"), None)
    words = field.words
    if items and reworded is not None:
        words = Clean(f"{_joined(reworded.before)} → {_joined(reworded.after)}")
    same = _same(field, base) and not (items and open_questions)
    changed = tuple(each for each in STATUS_NAMES if each in statuses)
    return replace(field, words=words, changes=changed, changed=Clean(said), base=base, same=same)


def _same(field: Field, base: Field) -> bool:
    """Whether two cells certainly say the same: nothing, or the same in the same words that still stand as quoted."""
    if field.state == base.state == "silent":
        return True
    standing = not (field.stale or base.stale)
    return standing and (field.state, field.words, field.about) == (base.state, base.words, base.about)


def _of_item(change: Change, row: str) -> bool:
    return row == ITEM + change.item.id


def _of_aspect(change: Change, row: str) -> bool:
    """Whether the offer speaks of it under this aspect; of what it does not mention, whether the base does."""
    return any(cell.aspect == row for cell, _ in change.after or change.before)


def _alone(change: AspectChange) -> str:
    return "new: the base says nothing of it" if change.status == "new" else "not mentioned, stated at the base"


def _joined(claims: Sequence[Standing]) -> str:
    return " / ".join(verbs(claims))


def _in_words(change: Change, *, named: bool) -> str:
    about = f"{change.item.label}, " if named else ""
    said = {
        "new": _joined(change.after),
        "kept": _joined(change.after),
        "reworded": f"{_joined(change.before)} at the base, {_joined(change.after)} here",
        "unmentioned": f"{_joined(change.before)} at the base",
    }[change.status]
    return f"{about}{change.actor} ({change.kind}): {STATUS_NAMES[change.status]}, {said}"
