"""What was typed before, kept in the notebook."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from ..dossier.notebook import Notebook, NotebookError
from ..dossier.text import Clean

MOST = 100
"""The most lines kept of each kind."""


class Past:
    """Lines of one kind typed before, each once, the latest last; kept in the notebook's state under ``key``.

    With ``shared`` they are those of all dossiers.
    """

    def __init__(self, notebook: Notebook, key: str, *, shared: bool = False) -> None:
        self._notebook = notebook
        self._key = key
        self._shared = shared
        self._lines: list[Clean] | None = None

    @property
    def lines(self) -> Sequence[Clean]:
        """The lines, the latest last."""
        if self._lines is None:
            kept = self._notebook.state(self._key, shared=self._shared)
            found = [Clean.line(each) for each in kept if isinstance(each, str)] if isinstance(kept, list) else []
            self._lines = [each for each in found if each][-MOST:]
        return self._lines

    def keep(self, line: Clean) -> None:
        """Make a line the latest; a blank one is not kept. It lasts for the session where nothing can be written."""
        if not line or self.lines[-1:] == [line]:
            return
        self._lines = [*(each for each in self.lines if each != line), line][-MOST:]
        with suppress(NotebookError):
            self._notebook.set_state(self._key, [str(each) for each in self._lines], shared=self._shared)
