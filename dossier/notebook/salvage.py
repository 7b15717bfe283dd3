"""What can still be read of a damaged notebook, record by record."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from ..text import Clean
from . import schema

_PAGES = slice(28, 32)
"""Where the first page keeps the number of pages (https://www.sqlite.org/fileformat.html, 1.3)."""
_PROBES = 100_000
"""How many rows between the first and the last damaged one are looked for one by one."""


def salvage(damaged: Path, db: sqlite3.Connection) -> int:
    """Copy what can be read of the file ``damaged`` into the open notebook ``db``; returns the number of records.

    The damaged file itself is only read. Undo is not brought over: its steps would not fit what is lost.

    Raises:
        sqlite3.Error: ``db`` cannot be written; nothing was copied.
        OSError: there is no room for a copy to read from.
    """
    with tempfile.TemporaryDirectory(prefix="natoreader-") as folder:
        copy = Path(folder) / "notebook"  # SQLite may write to what it opens: it folds the journal in
        for suffix in ("", "-wal"):
            source = damaged.with_name(damaged.name + suffix)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + suffix))
        if not _has_tables(copy):
            _graft(copy)
        with closing(_connect(copy)) as old:
            db.execute("BEGIN IMMEDIATE")
            try:
                number = sum(_copy(old, db, table) for table in schema.KEPT)
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
    return number


def _has_tables(file: Path) -> bool:
    with closing(_connect(file)) as db:
        try:
            return bool(db.execute("SELECT 1 FROM sqlite_master").fetchone())
        except sqlite3.DatabaseError:
            return False


def _graft(file: Path) -> None:
    """Give a file whose first page is destroyed that of a new notebook: the first page says where each table begins.

    In a file that this version made they begin where they do in a new one. Where they do not, what is read there does
    not fit the tables, and is left out.
    """
    fresh = file.with_name("fresh")
    with closing(sqlite3.connect(fresh, isolation_level=None)) as db:
        schema.migrate(db)
        size = int(db.execute("PRAGMA page_size").fetchone()[0])
    pages = bytearray(fresh.read_bytes()[:size] + file.read_bytes()[size:])
    pages[_PAGES] = (len(pages) // size).to_bytes(4, "big")
    file.write_bytes(pages)
    file.with_name(f"{file.name}-wal").unlink(missing_ok=True)  # it belongs to another first page


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.text_factory = lambda raw: Clean(raw.decode("utf-8", errors="replace"))
    db.execute("PRAGMA writable_schema = ON")  # else SQLite reads nothing of a file that was cut short
    return db


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> int:
    wanted = _columns(new, table)
    try:
        columns = [name for name in _columns(old, table) if name in wanted]
    except sqlite3.DatabaseError:
        return 0
    if not columns:
        return 0
    names = ", ".join(columns)
    insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    return sum(new.execute(insert, row).rowcount for row in _readable(old, table, names))


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [str(row[1]) for row in db.execute(f"PRAGMA table_info({table})")]


def _readable(db: sqlite3.Connection, table: str, names: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a table that can be read: from its start and from its end up to a damaged page, then those between.

    By their numbers, never by an index, which may be damaged where the rows are not.
    """
    select = f"SELECT rowid, {names} FROM {table} NOT INDEXED"  # noqa: S608
    first = last = None
    broken = False
    rows = db.execute("SELECT 1 WHERE 0")
    for order in ("ASC", "DESC"):
        try:
            rows = db.execute(f"{select} ORDER BY rowid {order}")
            for number, *row in rows:
                if order == "ASC":
                    first = number
                else:
                    last = number
                yield tuple(row)
        except sqlite3.DatabaseError:
            broken = True
        if not broken:
            return
    begin = 1 if first is None else first + 1
    end = begin + _PROBES if last is None else min(last, begin + _PROBES)
    for number in range(begin, end):
        try:
            rows = db.execute(f"{select} WHERE rowid = ?", (number,))
            for _, *row in rows:
                yield tuple(row)
        except sqlite3.DatabaseError:
            continue
