"""Getting the index ready beside a running app: opened in a thread, or built in a child process."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress

from ..dossier.folder import Dossier
from ..dossier.text import EMPTY, Clean
from ..search import child
from ..search.index import Index, ensure_index, open_index
from ..search.progress import Cancelled

Progress = Callable[[int, int], None]
"""Told how many of how many articles are indexed."""


class Indexing:
    """Makes the index of a dossier ready: :meth:`ready` blocks, in a thread; :meth:`stop` ends it from another."""

    def __init__(self, dossier: Dossier, progress: Progress) -> None:
        self._dossier = dossier
        self._progress = progress
        self._process: subprocess.Popen[bytes] | None = None
        self._index: Index | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def ready(self) -> tuple[Index | None, Clean]:
        """The index, and a sentence about how it came to be (empty where it was there already).

        The build runs in a child process, which ends with this one; where it fails, the index is made in this
        process, at the worst in memory. ``None`` where it was stopped.
        """
        index: Index | None = None
        said = EMPTY
        with suppress(Cancelled):
            index = open_index(self._dossier, lambda: self._stopped)
            if index is None:
                said = self._build()
                index = ensure_index(self._dossier, cancelled=lambda: self._stopped)
        with self._lock:
            if not self._stopped:
                self._index = index
                return index, said
        if index is not None:
            index.close()
        return None, said

    def stop(self) -> None:
        """End the child where it runs, and close the index where there is one."""
        with self._lock:
            self._stopped = True
            if self._index is not None:
                self._index.close()
        if self._process is not None:
            self._process.terminate()

    def _build(self) -> Clean:
        command = child.command(self._dossier.path)
        pipe = subprocess.PIPE
        try:
            # The command is this interpreter with our own module and the dossier's folder; no shell reads it.
            with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:  # noqa: S603
                self._process = process
                if self._stopped:
                    process.terminate()
                return self._follow(process)
        except OSError as error:
            return Clean.line(f"The index could not be built beside the app: {error.strerror}")

    def _follow(self, process: subprocess.Popen[bytes]) -> Clean:
        said = EMPTY
        for line in process.stdout or ():
            try:
                report = json.loads(line)
            except ValueError:
                continue
            if "done" in report:
                self._progress(int(report["done"]), int(report["total"]))
            elif report.get("built"):
                count = len(self._dossier.articles)
                said = Clean(f"Indexed {count} article{'s' * (count != 1)} in {float(report['seconds']):.2f} s")
            elif "error" in report:
                said = Clean.line(str(report["error"]))
        return said
