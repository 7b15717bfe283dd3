"""The folder of a dossier's index in the cache directory: generations that never change, and a pointer to the latest.

A generation is built under another name, renamed when it is whole, and the pointer replaced in one step, so that a
reader, a second builder or a crash at any moment finds either the old index or the new one. An advisory lock keeps two
builders from doing the work twice; nothing depends on it for being right.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ..dossier.files import folder_fault
from ..dossier.folder import Dossier
from ..dossier.paths import cache_dir
from .engine import VERSION as WHOOSH
from .engine import BrokenIndexError
from .generation import NAME, SCHEMA, Generation, load
from .progress import Cancelling, stop_if

_POINTER = "current"
_LOCK = "lock"
_UNFINISHED = "tmp-"
_ABANDONED = 3600.0
"""Seconds after which what a builder left is taken to be nobody's, where no lock could tell."""
_PRIVATE = 0o700


class Store:
    """One dossier's folder. Nothing is read or made before a method is called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, dossier: Dossier) -> Store:
        """The folder for this schema, this Whoosh, and this dossier at this path.

        Raises:
            OSError: there is no cache directory.
        """
        place = hashlib.blake2b(os.fsencode(dossier.path.resolve()), digest_size=8).hexdigest()
        return cls(cache_dir() / "index" / f"s{SCHEMA}-w{WHOOSH}-{dossier.id[:60]}-{place}")

    def fault(self) -> str | None:
        """Why what lies at the folder's path must not be used: not ours alone, or no folder; ``None`` if it may be."""
        return folder_fault(self.folder)

    def current(self) -> str | None:
        """The generation that the pointer names, if it names one."""
        if self.fault():
            return None
        try:
            name = (self.folder / _POINTER).read_bytes()[:100].decode("ascii", errors="replace").strip()
        except OSError:
            return None
        return name if NAME.fullmatch(name) else None

    @property
    def pointed(self) -> bool:
        """Whether there is a pointer, whatever it holds."""
        return os.path.lexists(self.folder / _POINTER)

    def forget(self) -> None:
        """Remove the pointer: the index must be built again.

        Raises:
            OSError: it cannot be removed.
        """
        (self.folder / _POINTER).unlink(missing_ok=True)

    def open(self) -> Generation | None:
        """The current generation, checked; ``None`` if there is none.

        Raises:
            BrokenIndexError: there is one, but it cannot be used.
        """
        name = self.current()
        while name is not None:
            try:
                return load(self.folder / name)
            except BrokenIndexError:
                newer = self.current()  # a builder may have replaced and swept it between the two looks
                if newer in (name, None):
                    raise
                name = newer
        return None

    def prepare(self) -> None:
        """Make the folder, private; what must not be used in its place is removed.

        Raises:
            OSError: it cannot be made.
        """
        if self.fault():
            if self.folder.is_dir() and not self.folder.is_symlink():
                shutil.rmtree(self.folder)
            else:
                self.folder.unlink()
        self.folder.parent.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
        self.folder.mkdir(exist_ok=True, mode=_PRIVATE)
        fault = self.fault()
        if fault:
            raise OSError(f"the folder of the index cannot be used: {fault}")

    @contextlib.contextmanager
    def locked(self, cancelled: Cancelling | None) -> Iterator[bool]:
        """Wait for other builders; yields whether the lock is held, which a file system may not offer.

        Raises:
            Cancelled: ``cancelled`` returned true while waiting.
        """
        try:
            import fcntl  # not on every platform
        except ImportError:
            yield False
            return
        with (self.folder / _LOCK).open("ab") as file:
            held = False
            while not held:
                stop_if(cancelled)
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    held = True
                except BlockingIOError:
                    time.sleep(0.05)
                except OSError:
                    break
            yield held  # closing the file gives the lock back

    @contextlib.contextmanager
    def unfinished(self) -> Iterator[Path]:
        """A folder to build in, removed at the end unless it was published."""
        folder = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self.folder))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def publish(self, folder: Path, name: str) -> None:
        """Give a sealed folder its name and point to it.

        Raises:
            OSError: the folder cannot be renamed, or the pointer not be written.
        """
        target = self.folder / name
        if target.exists():  # the same contents under the same name; but files of that copy may have been damaged
            shutil.rmtree(target)
        folder.rename(target)
        handle, path = tempfile.mkstemp(prefix=_UNFINISHED, dir=self.folder)
        with os.fdopen(handle, "wb") as file:
            file.write(name.encode() + b"\n")
        if (self.folder / _POINTER).is_dir():
            _remove(self.folder / _POINTER)
        Path(path).replace(self.folder / _POINTER)

    def sweep(self, *, alone: bool) -> None:
        """Remove superseded generations and what dead builders left; ``alone``: no other builder can be at work.

        Readers keep the files they have opened.
        """
        keep = self.current()
        for path in self.folder.iterdir():
            superseded = path.name.startswith(_UNFINISHED) or (NAME.fullmatch(path.name) and path.name != keep)
            if superseded and (alone or _age(path) > _ABANDONED):
                _remove(path)


def _age(path: Path) -> float:
    """Seconds since the path was last changed; none where it is gone."""
    try:
        return time.time() - path.lstat().st_mtime
    except OSError:
        return 0.0


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()
