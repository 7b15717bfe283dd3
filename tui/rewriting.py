"""Notes that are written anew, of which another process may write others meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from ..dossier.notebook import ChangedError, NotebookError, joined_notes
from ..dossier.text import EMPTY, Clean


class Refused(NamedTuple):
    """That a note was not kept: the one that stands, and the words to go on with."""

    there: Clean
    words: Clean


class Telling(Protocol):
    """Where something is said, and keys are named: the stage."""

    @property
    def kept(self) -> str:
        """How what is kept is told of."""

    def say(self, message: Clean, *, alert: bool = False) -> None:
        """Show a message."""

    def key_of(self, id: str) -> str:
        """The first key of a command."""


class Rewriting:
    """A note as the user saw it last, and the way to write another in its place.

    ``write`` is given the new note (``None``: none) and the one that was seen; ``shown`` shows what stands now.
    """

    def __init__(
        self, stage: Telling, seen: Clean, write: Callable[[Clean | None, Clean], object], shown: Callable[[], object]
    ) -> None:
        self.stage = stage
        self._seen = seen
        self._write = write
        self._shown = shown
        self._failed = False

    def keep(self, words: Clean) -> Refused | None:
        """Write the note and say so; where another stands by now, both are given back as one."""
        if words == self._seen and not self._failed:
            self.stage.say(Clean("The note is as it was"))
            return None
        try:
            self._write(words or None, self._seen)
        except ChangedError as error:
            self._seen = error.note or EMPTY
            self._shown()
            self.stage.say(_told(error, words), alert=True)
            return Refused(self._seen, joined_notes(error.note, words or None) or EMPTY)
        except NotebookError as error:
            self._failed = True  # what was seen may be there no longer
            self.stage.say(error.sentence, alert=True)
            return Refused(self._seen, words)
        self._shown()
        said = f"Note {self.stage.kept if words else 'removed'}"
        self.stage.say(Clean(f"{said} · {self.stage.key_of('undo')} takes it back"))
        return None


def _told(error: ChangedError, words: Clean) -> Clean:
    """What stands in the editor by now, and what Enter does with it."""
    if not error.note:
        return Clean(f"{error.sentence} Enter keeps yours")
    return Clean(f"{error.sentence} It stands here{' above yours; Enter keeps both' if words else ' now'}")
