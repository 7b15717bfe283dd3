"""``check``, ``index`` and ``paths``: the dossier's and natoreader's own files."""

from __future__ import annotations

from collections.abc import Sequence

from ..dossier import paths as folders
from ..dossier.check import check as find_problems
from ..dossier.problems import DossierError, Problem
from ..search.index import build_index, ensure_index
from ..search.index import status as index_status
from .outcome import DONE, NOTHING, CommandError, UsageError
from .running import Run, counted


def check(run: Run) -> int:
    """List every problem of the dossier."""
    if not run.folder.is_dir():
        raise CommandError(f"{run.folder} is no folder.")
    found: Sequence[Problem]
    try:
        found = find_problems(run.dossier)
    except DossierError as error:
        found = error.problems
    if run.json:
        problems = [{"file": each.file, "key": each.key, "message": each.message} for each in found]
        run.out.document({"folder": str(run.folder), "problems": problems})
    else:
        for each in found:
            run.out.line(str(each))
        if not found:
            run.out.line(f"No problems in {run.folder}.")
    return NOTHING if found else DONE


def index(run: Run) -> int:
    """Make the search index ready, or say how it is."""
    rebuild, status = run.arguments.rebuild, run.arguments.status
    if rebuild and status:
        raise UsageError("--status changes nothing, and --rebuild builds; name one of them.")
    run.everything()
    if not status:
        _make_ready(run, rebuild=rebuild)
    now = index_status(run.dossier)
    if run.json:
        run.out.document(
            {
                "folder": None if now.folder is None else str(now.folder),
                "state": now.state,
                "reason": now.reason,
                "articles": now.articles,
                "paragraphs": now.paragraphs,
                "size": now.size,
                "generation": now.generation,
            }
        )
    else:
        reason = "" if now.reason is None else f" ({now.reason})"
        size = f"{counted(now.articles, 'article')}, {counted(now.paragraphs, 'paragraph')}, {now.size} bytes"
        run.out.rows([[f"{now.state}{reason}", size, str(now.folder or "")]])
    return DONE if now.state == "current" else NOTHING


def _make_ready(run: Run, *, rebuild: bool) -> None:
    try:
        make = build_index(run.dossier, run.out.progress, force=True) if rebuild else None
    except OSError as error:
        raise CommandError(f"The index cannot be written: {error.strerror or error}.") from None
    ready = make or ensure_index(run.dossier, run.out.progress)
    run.out.end_progress()
    ready.close()
    if ready.notice is not None:
        raise CommandError(ready.notice)


def paths(run: Run) -> int:
    """Say where natoreader keeps its files."""
    found = {
        "settings": folders.config_dir(),
        "notebook": folders.notebook_file(),
        "state": folders.state_dir(),
        "cache": folders.cache_dir(),
        "dossier": run.folder,
    }
    if run.json:
        run.out.document({name: str(path) for name, path in found.items()})
    else:
        run.out.rows([[(name, "bold"), str(path)] for name, path in found.items()])
    return DONE
