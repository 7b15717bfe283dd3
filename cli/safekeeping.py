"""``backup`` and ``restore``: the whole notebook in one file, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..dossier.backup import make_backup, restore_backup, write_backup
from ..dossier.files import FileError
from ..dossier.notebook import NotebookError
from ..dossier.notebook.store import SHARED
from ..dossier.paths import notebook_file
from ..dossier.text import Clean
from .outcome import DONE, NOTHING, CommandError, UsageError
from .running import Run, counted

_TOLD = 20
"""As many faults are told one by one; a program gets all."""


def backup(run: Run) -> int:
    """Write the notebook, of every dossier or of the one named by ``--dossier``: to a file or standard output."""
    target = run.arguments.file
    if target == "-" and run.json:
        raise UsageError("backup: --json tells of a file, and - prints the file itself; name one of them")
    with _explained():
        if target == "-":
            page, written = make_backup(notebook_file(), dossier=_dossier(run))
            if written.number:
                run.out.document(page)
        else:
            overwrite = run.arguments.overwrite
            written = write_backup(notebook_file(), Path(target), dossier=_dossier(run), overwrite=overwrite)
    _tell(run, written.faults)
    if run.json:
        fields = {"file": target, "records": written.number, "dossiers": list(written.dossiers)}
        run.out.document(fields | {"faults": list(written.faults)})
    elif written.number and target != "-":
        dossiers = counted(len(written.dossiers), "dossier")
        run.out.line(f"Wrote {counted(written.number, 'record')} of {dossiers} to {target}.")
    if not written.number:
        run.out.say("There is nothing in the notebook yet; nothing was written.")
    return DONE if written.number and not written.faults else NOTHING


def restore(run: Run) -> int:
    """Merge a backup into the notebook."""
    path = Path(run.arguments.file)
    with _explained():
        restored = restore_backup(notebook_file(), path, dossier=_dossier(run))
    _tell(run, restored.faults)
    if run.json:
        dossiers = [
            {"dossier": id, "added": each.added, "replaced": each.replaced, "unchanged": each.unchanged}
            for id, each in restored.taken.items()
        ]
        run.out.document({"file": str(path), "dossiers": dossiers, "faults": list(restored.faults)})
    else:
        for id, each in restored.taken.items():
            counts = {"new": each.added, "newer than here": each.replaced, "as old as here or older": each.unchanged}
            named = "for all dossiers" if id == SHARED else id
            run.out.line(f"{named}: {', '.join(f'{number} {how}' for how, number in counts.items() if number)}.")
    if not restored.taken:
        run.out.say(f"Nothing of {path} could be restored.")
    return DONE if restored.taken and not restored.faults else NOTHING


def _dossier(run: Run) -> str | None:
    return None if run.bundled else run.dossier.id


def _tell(run: Run, faults: Iterable[Clean]) -> None:
    told = list(faults)
    for sentence in told[:_TOLD]:
        run.out.say(sentence)
    if len(told) > _TOLD:
        run.out.say(f"{len(told) - _TOLD} more could not be read; --json lists all.")


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (FileError, NotebookError) as error:
        raise CommandError(error.sentence) from None
