"""The notebook as a whole: all its records out, and records from elsewhere in, as one act."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..text import Clean
from . import schema
from .bookmarks import joined_rows
from .journal import BOOKMARK, CELL_MARK, DECISION, SAVED_SEARCH, SHAPES, Change, Row, Shape
from .records import instant, just_after
from .written import WrittenRecords


class Kind(NamedTuple):
    """A table of records as they go out and come in.

    ``key`` is the column that tells a record from the others of its dossier, ``stamp`` the one that says when it was
    written last. ``same`` are the columns that make two records of different keys the same one.
    """

    table: str
    key: str
    columns: tuple[str, ...]
    stamp: str
    same: tuple[str, ...] = ()


_PLACE = ("start", "stop", "exact", "prefix", "suffix", "sha256")
KINDS = {
    kind.table: kind
    for kind in (
        Kind("bookmark", "id", BOOKMARK.columns, BOOKMARK.stamp, ("article", "start", "stop", "sha256")),
        Kind("saved_search", "id", SAVED_SEARCH.columns, SAVED_SEARCH.stamp, ("query",)),
        Kind("cell_mark", "id", CELL_MARK.columns, CELL_MARK.stamp),
        Kind("decision", "id", DECISION.columns, DECISION.stamp),
        Kind("position", "article", (*_PLACE, "at"), "at"),
        Kind("read_mark", "article", ("at", "sha256"), "at"),
        Kind("state", "key", ("value", "at"), "at"),
    )
}
"""Every table of :data:`~.schema.KEPT`, in the same order."""


class Record(NamedTuple):
    """A record as its table holds it: its key, and its other columns but the dossier."""

    table: str
    key: str
    row: Row


class Taken(NamedTuple):
    """What became of records that came in: new here, newer than what was here, or as old as that or older."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0

    def plus(self, other: Taken) -> Taken:
        """With the numbers of another."""
        return Taken(self.added + other.added, self.replaced + other.replaced, self.unchanged + other.unchanged)


class WholeRecords(WrittenRecords):
    """All records of one dossier at once."""

    def dossiers(self) -> tuple[Clean, ...]:
        """The ids of all dossiers of which the file holds something.

        Raises:
            NotebookError: the file cannot be read.
        """
        found: set[str] = set()
        with self._failing("cannot be read"):
            for table in self._tables():
                rows = self._db.execute(f"SELECT DISTINCT dossier FROM {table}")  # noqa: S608
                found |= {str(id) for (id,) in rows}
        return tuple(Clean(id) for id in sorted(found))

    def records(self) -> tuple[Record, ...]:
        """Every record of the dossier, as it was at one moment. The journal of undo is not among them.

        Raises:
            NotebookError: the file cannot be read.
        """
        found: list[Record] = []
        with self._failing("cannot be read"):
            self._db.execute("BEGIN")
            try:
                for table in self._tables():
                    found += self._all(KINDS[table]).values()
            finally:
                self._db.execute("ROLLBACK")
        return tuple(found)

    def take(self, records: Iterable[Record], what: str) -> Taken:
        """Merge records into those of the dossier: of two with one key, the one that was written last stays.

        The same passage that was kept under two ids stays one bookmark, with the notes and tags of both.

        What can be undone is one act, named ``what``; reading positions, read marks and state are no acts.

        Raises:
            NotebookError: it could not be written; nothing was.
        """
        by_kind: dict[str, list[Record]] = {}
        for record in records:
            by_kind.setdefault(record.table, []).append(record)
        taken = Taken()
        changes: list[Change] = []
        with self._writing():
            for table, incoming in by_kind.items():
                kind = KINDS[table]
                before = self._all(kind)
                after, number = _merged(kind, before, incoming)
                taken = taken.plus(number)
                changed = [each for key, each in after.items() if each != before.get(key)]
                shape = SHAPES.get(table)
                if shape is None:
                    self._put(kind, changed)
                else:
                    changes += _changes(shape, changed)
            if changes:
                self._journal.act(what, changes)
        return taken

    def _tables(self) -> list[str]:
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        there = {str(name) for (name,) in self._db.execute(query)}
        return [table for table in schema.KEPT if table in there]  # an older file can have fewer

    def _all(self, kind: Kind) -> dict[str, Record]:
        names = ", ".join((kind.key, *kind.columns))
        oldest = "created, rowid" if "created" in kind.columns else kind.key
        query = f"SELECT {names} FROM {kind.table} WHERE dossier = ? ORDER BY {oldest}"  # noqa: S608
        return {
            str(key): Record(kind.table, str(key), dict(zip(kind.columns, values, strict=True)))
            for key, *values in self._db.execute(query, (self._dossier,))
        }

    def _put(self, kind: Kind, records: Sequence[Record]) -> None:
        names = ("dossier", kind.key, *kind.columns)
        values = ", ".join("?" * len(names))
        insert = f"INSERT OR REPLACE INTO {kind.table} ({', '.join(names)}) VALUES ({values})"  # noqa: S608
        for each in records:
            self._db.execute(insert, (self._dossier, each.key, *(each.row[name] for name in kind.columns)))


def _changes(shape: Shape, records: Sequence[Record]) -> list[Change]:
    return [Change(shape, each.key, each.row) for each in records]


def _merged(kind: Kind, before: dict[str, Record], incoming: Sequence[Record]) -> tuple[dict[str, Record], Taken]:
    """The records after those that come in, by key, and what became of these."""
    after = dict(before)
    holders = {_sameness(kind, each): key for key, each in before.items()} if kind.same else {}
    added = replaced = 0
    for each in incoming:
        # The same passage may have been kept here too, under another id: it stays one bookmark.
        key = holders.get(_sameness(kind, each), each.key)
        current = after.get(key)
        row = each.row if current is None else _one(kind, current, each)
        if current is None:
            added += 1
        elif row == current.row:
            continue
        else:
            replaced += 1
            holders.pop(_sameness(kind, current), None)
        after[key] = Record(kind.table, key, row)
        holders[_sameness(kind, each)] = key
    return after, Taken(added, replaced, len(incoming) - added - replaced)


def _one(kind: Kind, current: Record, other: Record) -> Row:
    """What stays of two records of which only one can: the newer, and of two bookmarks the words of both."""
    older, newer = sorted((other, current), key=lambda each: _moment(kind, each))
    if current.key == other.key or kind.table != BOOKMARK.table:
        return newer.row
    joined = newer.row | joined_rows(newer.row, older.row)
    # A little newer than both: it replaces either of them elsewhere, and gives way to what was written since.
    return newer.row if joined == newer.row else joined | {kind.stamp: just_after(_moment(kind, newer))}


def _sameness(kind: Kind, record: Record) -> tuple[str | int | None, ...]:
    return tuple(record.row[name] for name in kind.same) or (record.key,)


def _moment(kind: Kind, record: Record) -> datetime.datetime:
    try:
        return instant(str(record.row[kind.stamp]))
    except ValueError:
        return datetime.datetime.min.replace(tzinfo=datetime.UTC)  # a damaged stamp gives way to any other
