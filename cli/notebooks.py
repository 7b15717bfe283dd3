"""The notebook of a run's dossier, and the names in force by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..dossier.paths import notebook_file
from .outcome import CommandError
from .running import Run

if TYPE_CHECKING:
    from ..dossier.entities import Entity
    from ..dossier.notebook import Decision, Notebook

NO_NAMES = "there is no name in entities.toml, and natoreader entities --proposed lists those that rules find"
"""What is said where no name is in force, as the rest of a sentence."""


def begun() -> bool:
    """Whether there is a notebook: where something is only read, none is made."""
    return notebook_file().exists()


@contextmanager
def reading(run: Run) -> Iterator[Notebook]:
    """The dossier's notebook, open.

    Raises:
        CommandError: it cannot do what is asked of it; the message is its own sentence.
    """
    from ..dossier.notebook import Notebook, NotebookError  # imported late: whoever has none waits for none

    try:
        with Notebook.open(notebook_file(), run.dossier.id) as notebook:
            yield notebook
    except NotebookError as error:
        raise CommandError(error.sentence) from None


@contextmanager
def kept(run: Run) -> Iterator[Notebook]:
    """As :func:`reading`, of a notebook on disk.

    Raises:
        CommandError: it cannot be read; the message says why.
    """
    with reading(run) as notebook:
        if not notebook.kept:
            raise CommandError(str(notebook.notice))
        yield notebook


def decisions(run: Run) -> tuple[Decision, ...]:
    """What the user decided about names.

    Raises:
        CommandError: it cannot be read.
    """
    if not begun():
        return ()
    with kept(run) as notebook:
        return notebook.decisions()


def names_in_force(run: Run) -> tuple[Entity, ...]:
    """The dossier's table, with the names that the user accepted."""
    return table_grown(run) or run.tables().entities


def table_grown(run: Run) -> tuple[Entity, ...] | None:
    """The dossier's table with the names that the user accepted; ``None`` where they decided nothing.

    A notebook that cannot be read is told of, and the table holds.
    """
    try:
        decided = decisions(run)
    except CommandError as error:
        run.out.say(str(error))
        return None
    if not decided:
        return None
    from ..dossier.proposals import in_force  # imported late: most dossiers do without

    return in_force(run.tables().entities, decided)
