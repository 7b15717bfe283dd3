"""A table of the comparison seen against one of its columns: new there, kept, worded otherwise, not mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..dossier.changes import STATUS_NAMES, Change, Standing, changes, unchecked, verbs
from ..dossier.comparison import Comparison
from ..dossier.text import Clean
from .matrix import ITEM, Field, Row, Table


def against(comparison: Comparison, table: Table, base: int) -> Table:
    """The table with every column but the base's seen against it."""
    offers = comparison.offers
    found = [changes(comparison, offers[base].id, each.id) if each is not offers[base] else () for each in offers]
    open_questions = [unchecked(comparison, each.id) for each in offers]
    rows = tuple(
        replace(
            row,
            fields=tuple(
                field if column == base else _seen(row, field, row.fields[base], found[column], open_questions[column])
                for column, field in enumerate(row.fields)
            ),
        )
        for row in table.rows
    )
    return replace(table, rows=rows, base=base)


def _seen(row: Row, field: Field, base: Field, found: Sequence[Change], open_questions: int) -> Field:
    items = row.id.startswith(ITEM)
    mine = [each for each in found if (_of_item if items else _of_aspect)(each, row.id)]
    statuses = list(dict.fromkeys(each.status for each in mine))
    if not statuses:
        return _unlisted(field, base)
    # One sign for the cell; where several things changed, that it is otherwise. The words tell each of them.
    differing = [each for each in statuses if each != "kept"]
    change = "kept" if not differing else differing[0] if items or len(statuses) == 1 else "reworded"
    said = "; ".join(_in_words(each, named=not items) for each in mine)
    if change == "unmentioned" and open_questions:
        said += " (not every aspect of this article was checked)"
    reworded = next((each for each in mine if each.status == "reworded"), None)
    words = field.words
    if items and change == "reworded" and reworded is not None:
        words = Clean(f"{_joined(reworded.before)} → {_joined(reworded.after)}")
    return replace(field, words=words, change=change, changed=Clean(said), base=base)


def _unlisted(field: Field, base: Field) -> Field:
    """A cell in which nothing is offered, limited or asked for: whether it is stated is all there is to compare."""
    if field.empty and not base.empty and base.passages:
        return replace(field, change="unmentioned", changed=Clean(STATUS_NAMES["unmentioned"]), base=base)
    if not field.empty and base.empty:
        return replace(field, change="new", changed=Clean("not stated at the base"), base=base)
    return replace(field, base=base) if not field.empty else field


def _of_item(change: Change, row: str) -> bool:
    return row == ITEM + change.item.id


def _of_aspect(change: Change, row: str) -> bool:
    return any(cell.aspect == row for cell, _ in (*change.before, *change.after))


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
