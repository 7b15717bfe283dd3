"""Getting the index ready beside a running app: opened in a thread, or built in a child process."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

from ..dossier.folder import Dossier
from ..dossier.text import EMPTY, Clean
from ..search import child
from ..search.index import Index, ensure_index, open_index

Progress = Callable[[int, int], None]
"""Told how many of how many articles are indexed."""


class Indexing:
    """Makes the index of a dossier ready: :meth:`ready` blocks, in a thread; :meth:`stop` ends it from another."""

    def __init__(self, dossier: Dossier, progress: Progress) -> None:
        self._dossier = dossier
        self._progress = progress
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def ready(self) -> tuple[Index | None, Clean]:
        """The index, and a sentence about how it came to be (empty where it was there already).

        The build runs in a child process, which ends with this one; where it fails, the index is made in this
        process, at the worst in memory. ``None`` where it was stopped.
        """
        index = open_index(self._dossier)
        if index is not None:
            return index, EMPTY
        said = self._build()
        return (None if self._stopped else ensure_index(self._dossier)), said

    def stop(self) -> None:
        """Give up: end the child."""
        self._stopped = True
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
