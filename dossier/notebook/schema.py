"""The notebook's tables, and the steps that bring an older file up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_HEADER = 100
"""Bytes of the header: a file that has fewer and is not empty is no database."""
APPLICATION_ID = 0x6E72_6E62
"""Written into the file's header: “nrnb”, a natoreader notebook."""

_BOOKMARK = """
CREATE TABLE bookmark (
    dossier TEXT NOT NULL,
    id TEXT NOT NULL,
    article TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    note TEXT,
    tags TEXT NOT NULL,
    position INTEGER NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (dossier, id),
    UNIQUE (dossier, article, start, stop, sha256)
)
"""
_ACT = """
CREATE TABLE act (
    number INTEGER PRIMARY KEY,
    dossier TEXT NOT NULL,
    turn INTEGER NOT NULL,
    session TEXT NOT NULL,
    state TEXT NOT NULL,
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (dossier, turn)
)
"""
_CHANGE = """
CREATE TABLE change (
    act INTEGER NOT NULL REFERENCES act (number) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    record TEXT NOT NULL,
    id TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (act, step)
)
"""
_POSITION = """
CREATE TABLE position (
    dossier TEXT NOT NULL,
    article TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (dossier, article)
)
"""
_READ_MARK = """
CREATE TABLE read_mark (
    dossier TEXT NOT NULL,
    article TEXT NOT NULL,
    at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (dossier, article)
)
"""
_STATE = """
CREATE TABLE state (
    dossier TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (dossier, key)
)
"""
_SAVED_SEARCH = """
CREATE TABLE saved_search (
    dossier TEXT NOT NULL,
    id TEXT NOT NULL,
    query TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (dossier, id),
    UNIQUE (dossier, query)
)
"""
_CELL_MARK = """
CREATE TABLE cell_mark (
    dossier TEXT NOT NULL,
    id TEXT NOT NULL,
    note TEXT,
    reviewed INTEGER NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (dossier, id)
)
"""
_DECISION = """
CREATE TABLE decision (
    dossier TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    content TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (dossier, id)
)
"""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        _BOOKMARK,
        _ACT,
        _CHANGE,
        _POSITION,
        _READ_MARK,
        _STATE,
    ),
    (_SAVED_SEARCH, _CELL_MARK, _DECISION),
)
"""Step *n* (from 0) turns a file of version *n* into one of version *n* + 1. A step is never altered once released."""

KEPT = ("bookmark", "saved_search", "cell_mark", "decision", "position", "read_mark", "state")
"""The tables of what a user keeps, without the journal of how it came about."""


def has_header(path: Path) -> bool:
    """Whether a file is there and large enough for a database."""
    return path.exists() and path.stat().st_size >= _HEADER


def newest() -> int:
    """The version this code writes."""
    return len(MIGRATIONS)


def version(db: sqlite3.Connection) -> int:
    """The file's version; 0 for an empty one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _tables(db: sqlite3.Connection) -> set[tuple[str, ...]]:
    return set(db.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'table'"))


def _made(found: int) -> set[tuple[str, ...]]:
    """The tables of a file of a version, as :func:`_tables` tells them."""
    with closing(sqlite3.connect(":memory:")) as db:
        for step in MIGRATIONS[:found]:
            for statement in step:
                db.execute(statement)
        return _tables(db)


def whole_tables(db: sqlite3.Connection) -> set[str]:
    """The names of the tables that stand in the file as some version makes them."""
    made = set().union(*(_made(each) for each in range(1, newest() + 1)))
    return {str(name) for name, *_ in _tables(db) & made}


def kept_tables(found: int) -> set[str]:
    """Those of :data:`KEPT` that a file of a version has; all where there is no such version."""
    return set(KEPT) & {name for name, *_ in _made(found)} if 0 < found < newest() else set(KEPT)


def fits(db: sqlite3.Connection) -> bool:
    """Whether the file's tables are those of its version; of a newer version they are not known."""
    db.execute("BEGIN")  # one snapshot: another process may be making or migrating the file at this moment
    try:
        found = version(db)
        return found > newest() or (found >= 0 and _tables(db) == _made(found))
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def is_foreign(db: sqlite3.Connection) -> bool:
    """Whether the file is some other program's database."""
    db.execute("BEGIN")  # one snapshot: another process may be making the file at this moment
    try:
        if int(db.execute("PRAGMA application_id").fetchone()[0]) == APPLICATION_ID or whole_tables(db):
            return False
        return version(db) > 0 or int(db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]) > 0
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def migrate(db: sqlite3.Connection, path: Path | None = None, copy: Path | None = None) -> None:
    """Bring an older or empty file to the newest version, in one transaction.

    Where the file ``path`` already held something, it is first copied to ``copy``.

    Raises:
        sqlite3.Error: nothing was changed.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        found = version(db)  # again: another process may have migrated while this one waited for the lock
        if 0 < found < newest() and path is not None and copy is not None:
            _copy(path, copy)
        for step in MIGRATIONS[found:]:
            for statement in step:
                db.execute(statement)
        if found < newest():
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {newest()}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _copy(path: Path, copy: Path) -> None:
    # By a connection of its own: SQLite does not back up from one that is in a write transaction.
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
