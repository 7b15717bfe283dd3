"""The whole notebook in one file of W3C Web Annotations, and such a file merged into a notebook."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .annotations import CONTEXT, MalformedError, from_annotation, to_annotation
from .files import FileError, check_place, why, write_atomic
from .notebook import Notebook, NotebookError
from .notebook.merging import Record, Taken
from .notebook.records import Json
from .notebook.store import SHARED
from .text import Clean

FORMAT = 1
"""The version of the format that is written."""
_GENERATOR = "natoreader"
_FORMAT_KEY = "nr:format"
_MOST_DIGITS = 400
"""More digits than any number has that a float can hold."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """How many records are written, of which dossiers; and sentences about what could not be read.

    What is kept for all dossiers counts among the records.
    """

    number: int
    dossiers: tuple[Clean, ...]
    faults: tuple[Clean, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the records that were read, by dossier; and sentences about what could not be read."""

    taken: dict[Clean, Taken]
    faults: tuple[Clean, ...]


def write_backup(notebook: Path, path: Path, *, dossier: str | None = None, overwrite: bool = False) -> BackedUp:
    """Write all that a notebook file holds, of every dossier or of one, to the file ``path``.

    An earlier backup is written over, any other file only with ``overwrite``. Where there is nothing to write, nothing
    is written.

    Raises:
        FileError: it could not be written; what stood there is untouched.
        NotebookError: the notebook cannot be read.
    """
    check_place(path)
    if not overwrite and path.exists():
        _check_ours(path)
    page, held = make_backup(notebook, dossier=dossier)
    if held.number:
        write_atomic(path, (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode())
    return held


def make_backup(notebook: Path, *, dossier: str | None = None) -> tuple[dict[str, Json], BackedUp]:
    """What the file of a backup says, and how much that is. A record that is damaged is left out and told of.

    Raises:
        NotebookError: the notebook cannot be read.
    """
    items: list[Json] = []
    faults: list[Clean] = []
    found: list[Clean] = []
    for id, records in _records(notebook, dossier, faults):
        before = len(items)
        for record in records:
            try:
                items.append(to_annotation(id, record))
            except (ValueError, RecursionError) as error:
                named = f"the {record.table.replace('_', ' ')} {record.key} of {id}"
                faults.append(Clean.line(f"{notebook}: {named} is left out: {_clause(error)}."))
        if len(items) > before and id != SHARED:
            found.append(id)
    return _page(items), BackedUp(len(items), tuple(found), tuple(faults))


def restore_backup(notebook: Path, path: Path, *, dossier: str | None = None) -> Restored:
    """Merge the records of the file ``path``, of every dossier or of one, into a notebook file.

    Of two records with one id the one that was written last stays. In each dossier it is one act, which undo takes
    back. A record that cannot be read is left out and told of.

    Raises:
        FileError: the file cannot be read, or is no backup.
        NotebookError: the notebook cannot be written. What was merged of dossiers before stays.
    """
    by_dossier: dict[Clean, list[Record]] = {}
    faults: list[Clean] = []
    for number, item in enumerate(_items(_read(path)), start=1):
        try:
            id, record = from_annotation(item)
        except (ValueError, RecursionError) as error:
            faults.append(Clean.line(f"{path}: record {number} is left out: {_clause(error)}."))
        else:
            if dossier is None or id == dossier:
                by_dossier.setdefault(id, []).append(record)
    taken: dict[Clean, Taken] = {}
    for id, records in by_dossier.items():
        with _opened(notebook, id) as opened:
            taken[id] = opened.take(records, f"restoring {len(records)} records from {path.name}")
    return Restored(taken, tuple(faults))


def _records(notebook: Path, dossier: str | None, faults: list[Clean]) -> Iterator[tuple[Clean, tuple[Record, ...]]]:
    """The records of every dossier, or of one. What opening the notebook had to say is added to ``faults``."""
    if not notebook.exists():  # nothing is made where something is only read
        return
    with _opened(notebook, dossier or "") as first:
        if first.notice is not None:
            faults.append(first.notice)
        dossiers = first.dossiers() if dossier is None else (Clean(dossier),)
    for id in dossiers:
        with _opened(notebook, id) as opened:
            yield id, opened.records()


def _opened(notebook: Path, dossier: str) -> Notebook:
    opened = Notebook.open(notebook, dossier)
    if not opened.kept:
        opened.close()
        raise NotebookError(str(opened.notice))
    return opened


def _clause(error: Exception) -> str:
    return str(error) if isinstance(error, MalformedError) else "it is damaged"


def _page(items: list[Json]) -> dict[str, Json]:
    return {
        "@context": CONTEXT,
        "type": "AnnotationPage",
        "generator": {"type": "Software", "name": _GENERATOR},
        "generated": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        _FORMAT_KEY: FORMAT,
        "items": items,
    }


def _read(path: Path) -> dict[str, Json]:
    try:
        read = json.loads(path.read_bytes().decode("utf-8-sig"), parse_int=_whole)
    except OSError as error:
        raise FileError(f"{path} could not be read: {why(error)}.") from None
    except json.JSONDecodeError as error:
        place = f"it is no JSON at line {error.lineno}, column {error.colno}"
        raise FileError(f"{path} is no backup of natoreader’s, or a damaged one: {place}.") from None
    except (ValueError, RecursionError):
        raise FileError(f"{path} is no backup of natoreader’s.") from None
    if not isinstance(read, dict) or not isinstance(read.get("items"), list) or _FORMAT_KEY not in read:
        raise FileError(f"{path} is no backup of natoreader’s.")
    version = read[_FORMAT_KEY]
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise FileError(f"{path} is no backup of natoreader’s: its “{_FORMAT_KEY}” is no number from 1 on.")
    if version != FORMAT:
        raise FileError(f"{path} is in a format that this natoreader does not know; a newer one wrote it.")
    return read


def _whole(digits: str) -> float:
    """A whole number; one that Python would refuse to read is infinite, and told of with the record that holds it."""
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


def _items(page: dict[str, Json]) -> Iterable[Json]:
    items = page["items"]
    return items if isinstance(items, list) else ()


def _check_ours(path: Path) -> None:
    try:
        _read(path)
    except FileError:
        raise FileError(f"{path} is not a backup of natoreader’s; it was left as it is.") from None
