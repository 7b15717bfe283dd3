"""The journal of acts: everything the user wrote can be taken back, many steps deep and after a restart.

An act is a sentence and the records it changed, each as it was before and after. Undoing puts the *before* back, but
only where the record still is what the act made it: what another process wrote since is never overwritten.

Each open notebook has its own line of acts: those made before it was opened, and its own. What another process does
meanwhile joins that line at the next start, so that ``u`` takes back what this user just did here, not what happened
elsewhere. The line's order is the acts' *turn*, a number that also an undo and a redo draw anew.

An act that cannot be taken back stays in the line: it is told of once, and tried again whenever its turn comes, until
what stands in its way is gone; meanwhile the acts before it can be taken back.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from ..text import Clean
from .records import now

Row: TypeAlias = "dict[str, str | int | None]"
State = Literal["done", "undone"]

DEPTH = 1000
"""How many acts of a dossier are remembered."""


class Shape(NamedTuple):
    """A table whose records can be undone: rows keyed by ``dossier`` and ``id``, with these columns of content.

    ``stamp`` is the column that says when a record was last written; it is put back but not compared.
    """

    table: str
    columns: tuple[str, ...]
    stamp: str = "updated"


BOOKMARK = Shape(
    "bookmark",
    (
        *("article", "start", "stop", "exact", "prefix", "suffix", "sha256"),
        *("note", "tags", "position", "created", "updated"),
    ),
)
SAVED_SEARCH = Shape("saved_search", ("query", "created", "updated"))
CELL_MARK = Shape("cell_mark", ("note", "reviewed", "created", "updated"))
DECISION = Shape("decision", ("kind", "subject", "content", "created", "updated"))
SHAPES = {shape.table: shape for shape in (BOOKMARK, SAVED_SEARCH, CELL_MARK, DECISION)}


class Change(NamedTuple):
    """One record as an act leaves it; ``after`` is ``None`` where the act deletes it."""

    shape: Shape
    id: str
    after: Row | None


class Outcome(NamedTuple):
    """What an undo or redo did, as a sentence; ``refused`` where it left everything as it was."""

    sentence: Clean
    refused: bool = False


class Journal:
    """The acts of one dossier, as one open notebook sees them. Writing methods need an open transaction."""

    def __init__(self, db: sqlite3.Connection, dossier: str) -> None:
        self._db = db
        self._dossier = dossier
        self._session = os.urandom(8).hex()
        self._horizon = self._last_turn()
        self._told: set[tuple[int, State]] = set()
        """Acts that could not be turned into that state, and were told of."""

    def read(self, shape: Shape, id: str) -> Row | None:
        """The record as it is, ``None`` where there is none."""
        query = f"SELECT {', '.join(shape.columns)} FROM {shape.table} WHERE dossier = ? AND id = ?"  # noqa: S608
        found = self._db.execute(query, (self._dossier, id)).fetchone()
        return None if found is None else dict(zip(shape.columns, found, strict=True))

    def act(self, what: str, changes: Sequence[Change]) -> None:
        """Make the changes and remember them. ``what`` names the act: “adding the bookmark …”."""
        turn = self._last_turn() + 1
        insert = "INSERT INTO act (dossier, turn, session, state, what, at) VALUES (?, ?, ?, 'done', ?, ?)"
        number = self._db.execute(insert, (self._dossier, turn, self._session, what, now())).lastrowid
        for step, change in enumerate(changes):
            before = self.read(change.shape, change.id)
            self._write(change.shape, change.id, change.after)
            self._db.execute(
                "INSERT INTO change (act, step, record, id, before, after) VALUES (?, ?, ?, ?, ?, ?)",
                (number, step, change.shape.table, change.id, _stored(before), _stored(change.after)),
            )
        self._told.clear()
        # A new act closes the way forward; the oldest acts make room.
        mine = (self._dossier, self._horizon, self._session)
        self._db.execute(
            "DELETE FROM act WHERE dossier = ? AND state = 'undone' AND (turn <= ? OR session = ?)",
            mine,
        )
        self._db.execute("DELETE FROM act WHERE dossier = ? AND turn <= ?", (self._dossier, turn - DEPTH))

    def undo(self) -> Outcome | None:
        """Take back the latest act of this notebook's line that can be; ``None`` where there is none left."""
        return self._turn_over("done", "undone", "undone")

    def redo(self) -> Outcome | None:
        """Do again what was last undone; ``None`` where nothing was."""
        return self._turn_over("undone", "done", "done again")

    def uses(self, shape: Shape, id: str) -> bool:
        """Whether a record has this id, or had it and may come back."""
        if self.read(shape, id) is not None:
            return True
        query = (
            "SELECT 1 FROM change JOIN act ON act.number = change.act "
            "WHERE act.dossier = ? AND change.record = ? AND change.id = ?"
        )
        return self._db.execute(query, (self._dossier, shape.table, id)).fetchone() is not None

    def _last_turn(self) -> int:
        query = "SELECT coalesce(max(turn), 0) FROM act WHERE dossier = ?"
        return int(self._db.execute(query, (self._dossier,)).fetchone()[0])

    def _turn_over(self, state: State, into: State, done: str) -> Outcome | None:
        query = (
            "SELECT number, what FROM act WHERE dossier = ? AND state = ? AND (turn <= ? OR session = ?) "
            "ORDER BY turn DESC"
        )
        line = self._db.execute(query, (self._dossier, state, self._horizon, self._session)).fetchall()
        for number, what in line:
            obstacle = self._put_back(number, backwards=into == "undone")
            if obstacle is None:
                self._db.execute(
                    "UPDATE act SET state = ?, turn = ?, session = ? WHERE number = ?",
                    (into, self._last_turn() + 1, self._session, number),
                )
                return Outcome(Clean.line(f"{done.capitalize()}: {what}."))
            if (number, into) not in self._told:
                self._told.add((number, into))
                return Outcome(Clean.line(f"Not {done}, {obstacle}: {what}."), refused=True)
        return None

    def _put_back(self, number: int, *, backwards: bool) -> str | None:
        """Put an act's records into their state before it (``backwards``) or after it, all or none.

        ``None`` where that was done, else a clause saying why not.
        """
        steps = self._db.execute(
            "SELECT record, id, before, after FROM change WHERE act = ? ORDER BY step", (number,)
        ).fetchall()
        if backwards:
            steps.reverse()
        self._db.execute("SAVEPOINT steps")
        tried = (
            self._step(record, id, *((after, before) if backwards else (before, after)))
            for record, id, before, after in steps
        )
        obstacle = next((each for each in tried if each is not None), None)
        if obstacle is not None:
            self._db.execute("ROLLBACK TO steps")
        self._db.execute("RELEASE steps")
        return obstacle

    def _step(self, record: str, id: str, expected: str | None, wanted: str | None) -> str | None:
        """Turn one record from its ``expected`` into its ``wanted`` content, if that is what it has and can have.

        ``None`` where that was done, else a clause saying why not.
        """
        try:
            shape, before, after = SHAPES[record], _loaded(expected), _loaded(wanted)
        except (KeyError, ValueError):
            return "its record of what was there cannot be read"
        if not self._is(shape, id, before):
            return "what it wrote was changed elsewhere since"
        try:
            self._write(shape, id, after)
        except sqlite3.IntegrityError:
            return "the same was kept again since"
        return None

    def _is(self, shape: Shape, id: str, expected: Row | None) -> bool:
        current = self.read(shape, id)
        if current is None or expected is None:
            return current is expected
        # Compared by the columns that were written then: a later version may have added others.
        return all(current.get(name) == value for name, value in expected.items() if name != shape.stamp)

    def _write(self, shape: Shape, id: str, row: Row | None) -> None:
        self._db.execute(f"DELETE FROM {shape.table} WHERE dossier = ? AND id = ?", (self._dossier, id))  # noqa: S608
        if row is None:
            return
        names = [name for name in shape.columns if name in row]
        values = ", ".join("?" * (len(names) + 2))
        insert = f"INSERT INTO {shape.table} (dossier, id, {', '.join(names)}) VALUES ({values})"  # noqa: S608
        self._db.execute(insert, (self._dossier, id, *(row[name] for name in names)))


def _stored(row: Mapping[str, str | int | None] | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False)


def _loaded(stored: str | None) -> Row | None:
    if stored is None:
        return None
    row: Row = json.loads(stored)
    return row
