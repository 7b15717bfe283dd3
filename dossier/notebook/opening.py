"""Opening the notebook's file, whatever state it and its disk are in.

No state of the file keeps the reader from reading: a newer or write-protected file is read and not written, a damaged
one is set aside whole and what can be read of it is brought over, and where nothing can be kept the notebook lives in
memory and says so.
"""

from __future__ import annotations

import datetime
import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..text import Clean
from . import schema
from .salvage import salvage

BUSY = 5.0
"""How long a write waits for another process's, in seconds."""

_CAUSES = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_BUSY: "another program keeps it locked",
    sqlite3.SQLITE_LOCKED: "another program keeps it locked",
    sqlite3.SQLITE_READONLY: "it is write-protected",
    sqlite3.SQLITE_PERM: "access is denied",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_CORRUPT: "it is damaged",
    sqlite3.SQLITE_NOTADB: "it is not a notebook",
    sqlite3.SQLITE_TOOBIG: "the text is too long",
}
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Opened(NamedTuple):
    """An open notebook file.

    ``notice`` is a sentence for the user where something is out of the ordinary. ``writable`` is false where it can
    only be read; ``kept`` is false where it lives in memory and ends with the process.
    """

    db: sqlite3.Connection
    notice: Clean | None = None
    writable: bool = True
    kept: bool = True


def cause(error: Exception) -> str:
    """Why a call failed, as a clause whose subject is the file."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        # The low byte is the primary code; the rest only refines it.
        return _CAUSES.get(code & 0xFF, Clean.line(str(error)))
    if isinstance(error, OSError):
        return Clean.line(error.strerror or "it cannot be opened")
    return Clean.line(str(error))


def open_database(path: Path) -> Opened:
    """Open or make the notebook file; never fails, see :class:`Opened`."""
    try:
        path = path.absolute()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        return _in_memory(path, cause(error))
    aside: Path | None = None
    for _ in range(2):
        identity = _identity(path)
        try:
            opened = _open_file(path)
        except (sqlite3.Error, OSError, ValueError) as error:
            if not _is_damage(error):
                return _read_only(path, cause(error)) or _in_memory(path, cause(error))
            try:
                aside = _move_aside(path, identity) or aside
            except OSError as failure:
                return _in_memory(path, f"it is damaged and cannot be moved aside: {cause(failure)}")
        else:
            if aside is None:
                return opened
            return opened._replace(notice=opened.notice or _begun_anew(path, aside, opened))
    return _in_memory(path, "it is damaged")


def _connect(database: Path | str, *, uri: bool = False) -> sqlite3.Connection:
    db = sqlite3.connect(database, timeout=BUSY, isolation_level=None, uri=uri)
    db.text_factory = lambda raw: Clean(raw.decode("utf-8", errors="replace"))
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _open_file(path: Path) -> Opened:
    _check_size(path)
    emptied = _is_emptied(path)
    if not path.exists():
        path.touch(mode=0o600)  # its journals get the same permissions
    db = _connect(path)
    try:
        if schema.is_foreign(db):
            db.close()
            return _in_memory(path, "it is another program's database")
        _check_tables(db)
        found = schema.version(db)
        if found > schema.newest():
            db.close()
            return _newer(path)
        if found < schema.newest():
            copy = _unused(path.with_name(f"{path.name}.v{found}-{_stamp()}"))
            schema.migrate(db, path, copy)
        _use_wal(db)
        db.execute("PRAGMA synchronous = FULL")
        _sound(db)
        _probe(db)
    except BaseException:
        db.close()
        raise
    return Opened(db, Clean.line(f"{path} was empty; a new notebook was begun in it.") if emptied else None)


def _check_size(path: Path) -> None:
    """Look at the file before SQLite does, which takes one that was cut off for a new one, and deletes its journal.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    remains = (path, path.with_name(f"{path.name}-wal"))
    if not schema.has_header(path) and any(each.exists() and each.stat().st_size for each in remains):
        raise _damage("the file was cut off")


def _is_emptied(path: Path) -> bool:
    """Whether the file is empty, and not because another process is just making it."""
    status = path.stat() if path.exists() else None
    return status is not None and status.st_size == 0 and time.time() - status.st_mtime > BUSY


def _damage(words: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(words)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _check_tables(db: sqlite3.Connection) -> None:
    """Look at what the file says of its tables, which no check of SQLite's compares with anything.

    Raises:
        sqlite3.DatabaseError: the file is damaged, or cannot be read.
    """
    try:
        fits = schema.fits(db)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # it is told of in a form that there is none of
            raise _damage(str(error)) from error
        raise
    if not fits:
        raise _damage("the tables are not as they were made")


def _use_wal(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    # A process that opens the same new file may be making the same change; either way the file ends in WAL mode.
    with suppress(sqlite3.OperationalError):
        db.execute("PRAGMA journal_mode = WAL").fetchone()


def _sound(db: sqlite3.Connection) -> None:
    """Look at every page, row and index once, and at whose file it says it is.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    verdict = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        raise _damage(verdict)
    if int(db.execute("PRAGMA application_id").fetchone()[0]) != schema.APPLICATION_ID:
        raise _damage("the header is not as it was made")


def _probe(db: sqlite3.Connection) -> None:
    """Find out whether the file can be written, without waiting and without leaving a trace.

    Raises:
        sqlite3.OperationalError: it cannot.
    """
    db.execute("PRAGMA busy_timeout = 0")
    try:
        # On a write-protected file BEGIN IMMEDIATE succeeds; only a statement that writes is refused.
        db.execute("BEGIN IMMEDIATE")
        db.execute(f"PRAGMA user_version = {schema.newest()}")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
        db.execute(f"PRAGMA busy_timeout = {int(BUSY * 1000)}")


def _newer(path: Path) -> Opened:
    sentence = f"{path} was written by a newer natoreader; it is read, and nothing is written to it."
    return _read_only(path, "", sentence) or _in_memory(path, "it was written by a newer natoreader")


def _read_only(path: Path, why: str, sentence: str = "") -> Opened | None:
    """The file opened for reading, if there is one that can be read."""
    if not path.is_file() or path.stat().st_size == 0:
        return None
    # In a folder that cannot be written SQLite has no place for the WAL's index; without a WAL none is needed.
    for how in ("mode=ro", "immutable=1"):
        db: sqlite3.Connection | None = None
        try:
            db = _connect(f"{path.as_uri()}?{how}", uri=True)
            if not schema.is_foreign(db) and schema.version(db) > 0:
                notice = sentence or f"{path} is read, and nothing is written to it: {why}."
                return Opened(db, Clean.line(notice), writable=False)
        except sqlite3.Error:
            pass
        if db is not None:
            db.close()
    return None


def _in_memory(path: Path, why: str) -> Opened:
    db = _connect(":memory:")
    schema.migrate(db)
    sentence = f"{path} cannot be used: {why}. What you keep now is lost when natoreader ends."
    return Opened(db, Clean.line(sentence), kept=False)


def _is_damage(error: Exception) -> bool:
    if isinstance(error, UnicodeDecodeError):  # raised for a message of SQLite's that quotes damaged words
        return True
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in _DAMAGE


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def _move_aside(path: Path, identity: tuple[int, int] | None) -> Path | None:
    """Move the damaged file and its journals out of the way; where it is now.

    ``None`` when it is no longer the file that was found damaged: another process was quicker.
    """
    if _identity(path) != identity:
        return None
    aside = _unused(path.with_name(f"{path.name}.damaged-{_stamp()}"))
    for suffix in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            os.replace(f"{path}{suffix}", f"{aside}{suffix}")  # noqa: PTH105  (a journal's name is the path's, extended)
    return aside


def _begun_anew(path: Path, aside: Path, opened: Opened) -> Clean:
    """Bring over what can be read of the damaged file; the sentence that says what was done."""
    try:
        number = salvage(aside, opened.db) if opened.writable else 0
    except (sqlite3.Error, OSError):
        number = 0
    records = "one record" if number == 1 else f"{number} records"
    recovered = f", with the {records} that could still be read" if number else ""
    return Clean.line(
        f"{path} was damaged; it was moved to {aside.name} in the same folder, and a new one was begun{recovered}."
    )


def _stamp() -> str:
    return datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def _unused(path: Path) -> Path:
    number, found = 2, path
    while found.exists():
        found = path.with_name(f"{path.name}-{number}")
        number += 1
    return found
