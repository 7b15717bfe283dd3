"""``check``, ``index`` and ``paths``: the dossier's and natoreader's own files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..dossier import paths as folders
from ..dossier.check import check as find_problems
from ..dossier.folder import open_dossier
from ..dossier.problems import DossierError, Problem
from ..search.index import build_index, ensure_index
from ..search.index import status as index_status
from .outcome import DONE, NOTHING, CommandError, UsageError
from .running import Run, counted

if TYPE_CHECKING:
    from ..dossier.fixing import Filled


def check(run: Run) -> int:
    """List every problem of the dossier, perhaps after filling in the anchors of its quotes."""
    if not run.folder.is_dir():
        raise CommandError(f"{run.folder} is no folder.")
    filled = _fill(run) if run.arguments.fix else ()
    found: Sequence[Problem]
    try:
        found = find_problems(open_dossier(run.folder))  # as it is now, after the filling
    except DossierError as error:
        found = error.problems
    if run.json:
        problems = [each._asdict() for each in found]
        written = [{"file": file.file, "anchors": file.anchors} for file in filled]
        run.out.document({"folder": str(run.folder), "problems": problems, "filled": written})
    else:
        for file in filled:
            run.out.line(f"{file.file}: filled in {counted(file.anchors, 'anchor')}.")
        for each in found:
            run.out.line(str(each))
        if not found:
            run.out.line(f"No problems in {run.folder}.")
    return NOTHING if found else DONE


def _fill(run: Run) -> Sequence[Filled]:
    if run.bundled:
        raise UsageError("check: --fix writes into a dossier’s files; name the folder that it may write to")
    from ..dossier.fixing import fill_anchors  # imported late: only --fix writes

    return fill_anchors(run.dossier)


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
