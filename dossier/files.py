"""Writing files for the user: whole or not at all, and never through a link."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from .text import Clean

_STALE = 3600.0
"""Seconds after which a temporary file is one that a crash has left: to write one takes moments."""


class FileError(Exception):
    """A file could not be written or read. The message is one sentence for the user, clean and on one line."""

    def __init__(self, sentence: str) -> None:
        self.sentence = Clean.line(sentence)
        super().__init__(self.sentence)


def check_place(path: Path) -> None:
    """Make sure that a file can stand at ``path``: in a folder that is there, and neither a link nor anything else.

    Raises:
        FileError: it cannot.
    """
    try:
        if not path.parent.is_dir():
            raise FileError(f"{path} could not be written: there is no folder {path.parent}.")
        if path.is_symlink():
            raise FileError(f"{path} is a link; name the file that it leads to, and it will be written there.")
        if path.exists() and not path.is_file():
            raise FileError(f"{path} is not a file.")
    except (OSError, ValueError) as error:
        raise FileError(f"{path} could not be written: {why(error)}.") from None


def folder_fault(path: Path) -> str | None:
    """Why a folder of ours must not be used: not ours alone, or no folder; ``None`` if it may be, or is not there."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        return error.strerror or "it cannot be looked at"
    if stat.S_ISLNK(status.st_mode):
        return "it is a link"
    if not stat.S_ISDIR(status.st_mode):
        return "it is not a folder"
    if status.st_uid != os.geteuid():
        return "it belongs to another user"
    if status.st_mode & 0o077:
        return "others may enter it"
    return None


def write_atomic(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Write a file so that whoever reads it, at any time and after any crash, finds the old or the new one whole.

    A new file gets the permissions ``mode``, less what the user's mask takes away; an old one keeps its own. What
    earlier crashes have left in the folder is swept.

    Raises:
        FileError: it could not be written; the old one, if any, is untouched.
    """
    write_all({path: data}, mode=mode)


def write_all(files: Mapping[Path, bytes], *, mode: int = 0o666) -> None:
    """Write several files, each as :func:`write_atomic` does, none before there was room for all.

    Raises:
        FileError: one could not be written; unless the system fails in giving them their names, all are untouched.
    """
    written: dict[Path, Path] = {}
    path, name = Path(), int.from_bytes(os.urandom(6))
    try:
        for number, (path, data) in enumerate(files.items()):
            written[path] = path.with_name(f".natoreader-{(name + number) % (1 << 48):012x}.tmp")
            _write(written[path], data, mode, like=path)
        for path, temporary in written.items():
            temporary.replace(path)
    except (OSError, ValueError) as error:
        raise FileError(f"{path} could not be written: {why(error)}.") from None
    finally:
        for temporary in written.values():
            with suppress(OSError, ValueError):
                temporary.unlink()
    for folder in {path.parent for path in files}:
        _sync_folder(folder)
        _sweep(folder)


def _write(temporary: Path, data: bytes, mode: int, *, like: Path) -> None:
    """Write a new file to the disk, with the permissions of the old one that it will take the place of."""
    kept = like.stat().st_mode & 0o7777 if like.exists() else None
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if kept is not None:
        temporary.chmod(kept)


def why(error: Exception) -> str:
    """What went wrong, as the system says it."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _sync_folder(folder: Path) -> None:
    # The new name is durable once its folder is on disk; systems that cannot sync a folder need not.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Delete the temporary files that nobody is writing any more."""
    with suppress(OSError):
        for each in folder.glob(".natoreader-????????????.tmp"):
            if time.time() - each.lstat().st_mtime > _STALE:
                each.unlink()
