"""What can still be read of a damaged notebook, record by record."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Set
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from ..text import Clean
from . import schema

_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading damaged pages raises; the latter where a message of SQLite's quotes what it found."""
_PAGES = slice(28, 32)
"""Where the first page keeps the number of pages (https://www.sqlite.org/fileformat.html, 1.3)."""
_TABLE_PAGES = (b"\x05", b"\x0d")
"""How pages of a table begin: inner ones and leaves (ibid., 1.6)."""
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
        db.execute("BEGIN IMMEDIATE")
        try:
            found = _found(copy)
            number = _bring_over(copy, db, found)
            missing = _expected(copy) - found
            if missing:
                _graft(copy)
                number += _bring_over(copy, db, _found(copy) & missing)
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    return number


def _found(file: Path) -> set[str]:
    """The tables of which the file's first page says where they begin, where that is so; the journal is folded in."""
    if not schema.has_header(file):  # SQLite would begin a new file, and delete the journal
        return set()
    with closing(_connect(file)) as db, suppress(*_UNREADABLE):
        db.execute("PRAGMA wal_checkpoint")
        return {table for table in schema.whole_tables(db) & set(schema.KEPT) if _has_root(db, file, table)}
    return set()


def _expected(file: Path) -> set[str]:
    """The tables of the file's version; of the newest where it cannot be told."""
    if schema.has_header(file):
        with closing(_connect(file)) as db, suppress(*_UNREADABLE):
            return schema.kept_tables(schema.version(db))
    return set(schema.KEPT)


def _bring_over(file: Path, new: sqlite3.Connection, tables: Set[str]) -> int:
    """Copy what can be read of these tables; the number of records."""
    if not tables:  # perhaps of a file that must not be opened yet
        return 0
    with closing(_connect(file)) as old:
        return sum(_copy(old, new, table) for table in schema.KEPT if table in tables)


def _graft(file: Path) -> None:
    """Give a file whose first page is destroyed that of a new notebook: the first page says where each table begins.

    In a file that this version made they begin where they do in a new one. Where they do not, what is read there does
    not fit the tables, and is left out. The journal's pages, if there is one, go before those of the file.
    """
    fresh = file.with_name("fresh")
    with closing(sqlite3.connect(fresh, isolation_level=None)) as db:
        schema.migrate(db)
        size = _page_size(db)
    pages = bytearray(fresh.read_bytes()[:size] + (file.read_bytes()[size:] if file.exists() else b""))
    pages[_PAGES] = (len(pages) // size).to_bytes(4, "big")
    file.write_bytes(pages)


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.text_factory = lambda raw: Clean(raw.decode("utf-8", errors="replace"))
    db.execute("PRAGMA writable_schema = ON")  # else SQLite reads nothing of a file that was cut short
    return db


def _page_size(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA page_size").fetchone()[0])


def _has_root(db: sqlite3.Connection, file: Path, table: str) -> bool:
    """Whether a table's first page, through which all its rows are found, is one: else each is looked for in vain."""
    (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    if not isinstance(root, int) or root < 1:
        return False
    with file.open("rb") as pages:
        pages.seek((root - 1) * _page_size(db))
        return pages.read(1) in _TABLE_PAGES


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> int:
    wanted = _columns(new, table)
    try:
        columns = [name for name in _columns(old, table) if name in wanted]
    except _UNREADABLE:
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
        except _UNREADABLE:
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
        except _UNREADABLE:
            continue
