"""The notebook's file in use: one open connection, short transactions, failures told as sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from .journal import Row
from .opening import cause, open_database
from .records import NotebookError

SHARED = "*"
"""What records of all dossiers are kept under; no dossier has it as its id."""


class Store:
    """An open notebook file, and the records of one dossier in it.

    Each writing method is one transaction, on disk when it returns. A write that fails raises
    :class:`NotebookError` and leaves nothing half-written. To be used from the thread that opened it.

    Attributes:
        notice: A sentence to show once, where the file could not be used as it should; else ``None``.
        writable: Whether writing is possible at all.
        kept: Whether what is written outlives the process.
    """

    def __init__(self, path: Path, dossier_id: str) -> None:
        opened = open_database(path)
        self.path = path
        self.notice = opened.notice
        self.writable = opened.writable
        self.kept = opened.kept
        self._db = opened.db
        self._dossier = str(dossier_id)

    @classmethod
    def open(cls, path: Path, dossier_id: str) -> Self:
        """Open the notebook file, made where there is none, for one dossier.

        Raises:
            NotebookError: the file was opened but cannot be read.
        """
        return cls(path, dossier_id)

    def close(self) -> None:
        """Close the file; the notebook cannot be used any more."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _keep(self, table: str, row: Row, *, shared: bool = False) -> None:
        names = ["dossier", *row]
        statement = f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
        with self._writing():
            self._db.execute(statement, (SHARED if shared else self._dossier, *row.values()))

    def _rows(self, query: str, *values: str | int, shared: bool = False) -> list[tuple[str, ...]]:
        with self._failing("cannot be read"):
            return self._db.execute(query, (SHARED if shared else self._dossier, *values)).fetchall()

    @contextmanager
    def _failing(self, what: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            raise NotebookError(f"{self.path} {what}: {cause(error)}.") from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if not self.writable:
            raise NotebookError(f"Nothing was kept: {self.notice}")
        with self._failing("could not be written"):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
