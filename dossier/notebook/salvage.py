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
from . import leaves, schema

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

    A table is read by the way from its first page, and where that is broken off, leaf by leaf. The damaged file itself
    is only read. Undo is not brought over: its steps would not fit what is lost.

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
            found, broken = _found(copy), set[str]()
            number = _bring_over(copy, db, found, broken)
            free = leaves.free(copy.read_bytes()) if copy.exists() else frozenset()
            missing = _expected(copy) - found
            if missing:
                _graft(copy)
                found = _found(copy) & missing
                number += _bring_over(copy, db, found, broken)
            for table in schema.KEPT:
                if table in broken | (missing - found):
                    number += _glean(copy, db, table, free)
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


def _bring_over(file: Path, new: sqlite3.Connection, tables: Set[str], broken: set[str]) -> int:
    """Copy what can be read of these tables, the number of records; those that were read in part go to ``broken``."""
    if not tables:  # perhaps of a file that must not be opened yet
        return 0
    with closing(_connect(file)) as old:
        return sum(_copy(old, new, table, broken) for table in schema.KEPT if table in tables)


def _glean(file: Path, new: sqlite3.Connection, table: str, free: Set[int]) -> int:
    """Copy what a table's leaves hold to which no way leads any more; the number of records.

    Each page that looks like one of them takes the place of the table's first page, and is read through it. A page that
    is ``free`` holds what was deleted.
    """
    pages = file.read_bytes()
    with closing(_connect(file)) as old:
        try:
            columns = old.execute(f"PRAGMA table_info({table})").fetchall()
            root, size = _root(old, table), _page_size(old)
        except _UNREADABLE:
            return 0
    wanted = _columns(new, table)
    if [str(column[1]) for column in columns] != wanted or not 1 < root <= len(pages) // size:
        return 0
    rows: list[tuple[Any, ...]] = []
    for leaf in leaves.found(pages, size, len(wanted), root, free):
        with file.open("r+b") as changed:
            changed.seek((root - 1) * size)
            changed.write(leaf)
        with closing(_connect(file)) as old, suppress(*_UNREADABLE):
            read = old.execute(f"SELECT rowid, * FROM {table} NOT INDEXED")  # noqa: S608
            rows.extend(row for row in read if leaves.fits(row[1:], columns))  # also those before a damaged one
    file.write_bytes(pages)
    rows.sort(key=lambda row: int(row[0]), reverse=True)  # of two with one id the one written last comes first
    insert = f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(wanted))})"  # noqa: S608
    return sum(new.execute(insert, row[1:]).rowcount for row in rows)


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
    root = _root(db, table)
    if root < 1:
        return False
    with file.open("rb") as pages:
        pages.seek((root - 1) * _page_size(db))
        return pages.read(1) in _TABLE_PAGES


def _root(db: sqlite3.Connection, table: str) -> int:
    """The number of a table's first page, from 1; 0 where none is told."""
    found = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return found[0] if found and isinstance(found[0], int) else 0


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, table: str, broken: set[str]) -> int:
    wanted = _columns(new, table)
    try:
        columns = [name for name in _columns(old, table) if name in wanted]
    except _UNREADABLE:
        return 0
    if not columns:
        return 0
    names = ", ".join(columns)
    insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    return sum(new.execute(insert, row).rowcount for row in _readable(old, table, names, broken))


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [str(row[1]) for row in db.execute(f"PRAGMA table_info({table})")]


def _readable(db: sqlite3.Connection, table: str, names: str, broken: set[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table that can be read: from its start and from its end up to a damaged page, then those between.

    By their numbers, never by an index, which may be damaged where the rows are not. Where there is a damaged page, the
    table is added to ``broken``.
    """
    select = f"SELECT rowid, {names} FROM {table} NOT INDEXED"  # noqa: S608
    first = last = None
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
            broken.add(table)
        if table not in broken:
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
