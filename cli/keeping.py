"""``bookmark``, ``bookmarks`` and ``export``: what the user keeps, and the file they hand in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..dossier.anchor import Anchor, Resolution
from ..dossier.export import ExportError, Written, gather, to_markdown, write_export
from ..dossier.notebook import Bookmark, Notebook, NotebookError, resolve_bookmarks
from ..dossier.paths import notebook_file
from ..dossier.permalink import Permalink
from ..dossier.problems import shortened
from .describing import about, paragraphs
from .outcome import DONE, FAILED, NOTHING, CommandError, UsageError
from .output import Piece
from .running import Run, counted

_SHOWN = 200
"""Code points of a passage that are shown in a list."""
_STATUSES = {
    "moved": "moved in the text",
    "ambiguous": "stands several times now",
    "changed": "the words have changed",
    "gone": "no longer in the article",
}


@contextmanager
def _notebook(run: Run) -> Iterator[Notebook]:
    """The dossier's notebook, open; what it cannot do ends the command with its sentence."""
    try:
        with Notebook.open(notebook_file(), run.dossier.id) as notebook:
            yield notebook
    except NotebookError as error:
        raise CommandError(error.sentence) from None


def _kept(run: Run) -> tuple[Bookmark, ...]:
    """The bookmarks, by the articles' dates and by place in their texts."""
    if not notebook_file().exists():  # nothing is made where something is only read
        return ()
    with _notebook(run) as notebook:
        if not notebook.kept:
            raise CommandError(str(notebook.notice))
        found = notebook.bookmarks([str(article.id) for article in run.everything()])
        for sentence in (notebook.notice, *notebook.unreadable):
            if sentence is not None:
                run.out.say(sentence)
        return found


def bookmark(run: Run) -> int:
    """Keep a passage."""
    article = run.article(run.arguments.id, code=FAILED)
    start, end = run.arguments.range
    try:
        anchor = Anchor.of(article.id, article.text, start, end)
    except ValueError:
        raise CommandError(
            f"There is no passage {start}-{end} in article {article.id}; it has {len(article.text)} code points."
        ) from None
    with _notebook(run) as notebook:
        if notebook.notice is not None:
            if not (notebook.kept and notebook.writable):
                raise CommandError(notebook.notice)
            run.out.say(notebook.notice)
        try:
            kept = notebook.add_bookmark(anchor, run.arguments.note, run.arguments.tag)
        except ValueError as error:
            raise UsageError(f"{error}.") from None
    if run.json:
        run.out.document(_fields(run, kept, Resolution("same", start, end)) | {"already": kept.already})
    else:
        how = "Kept already" if kept.already else "Kept"
        words = shortened(kept.anchor.quote.exact, _SHOWN)
        run.out.line(f"{how} as {kept.id}: {article.id} {paragraphs(article, start, end)} ", (words, "bold"))
    return DONE


def bookmarks(run: Run) -> int:
    """List the bookmarks."""
    kept = _kept(run)
    placed = list(zip(kept, resolve_bookmarks(run.dossier, kept), strict=True))
    if run.json:
        run.out.document({"dossier": run.dossier.id, "bookmarks": [_fields(run, *each) for each in placed]})
    else:
        _print(run, placed)
    if not kept:
        run.out.say("No bookmarks yet; natoreader bookmark keeps a passage.")
    return DONE if kept else NOTHING


def _print(run: Run, placed: Sequence[tuple[Bookmark, Resolution]]) -> None:
    groups: dict[str, list[list[Piece]]] = {}
    for each, resolution in placed:
        groups.setdefault(each.anchor.article, []).append(_row(run, each, resolution))
    for id, rows in groups.items():
        article = run.dossier.article(id)
        run.out.heading((id, "bold"), f" {about(article) if article else 'no longer in the dossier'}")
        run.out.rows(rows)


def _row(run: Run, bookmark: Bookmark, resolution: Resolution) -> list[Piece]:
    article = run.dossier.article(bookmark.anchor.article)
    start, end = resolution.start, resolution.end
    where = "¶?" if article is None or start is None or end is None else paragraphs(article, start, end)
    rest = [
        shortened(bookmark.anchor.quote.exact, _SHOWN),
        _STATUSES.get(resolution.status, ""),
        " ".join(f"#{tag}" for tag in bookmark.tags),
        bookmark.note or "",
    ]
    if run.out.terminal:
        return [(bookmark.id, "dim"), (where, "bold"), "  ".join(part for part in rest if part)]
    return [bookmark.id, bookmark.anchor.article, where, f"{bookmark.anchor.start}-{bookmark.anchor.end}", *rest]


def _fields(run: Run, bookmark: Bookmark, resolution: Resolution) -> dict[str, object]:
    anchor = bookmark.anchor
    article = run.dossier.article(anchor.article)
    found = None if article is None or resolution.start is None else article.text.paragraph_at(resolution.start)
    # Of words that stand nowhere now, the address under which they were kept.
    start, end = (anchor.start, anchor.end) if resolution.start is None else (resolution.start, resolution.end)
    return {
        "id": bookmark.id,
        "article": anchor.article,
        "file": None if article is None else article.file,
        "paragraph": None if found is None else found.number,
        "start": resolution.start,
        "end": resolution.end,
        "status": resolution.status,
        "exact": anchor.quote.exact,
        "note": bookmark.note,
        "tags": list(bookmark.tags),
        "created": bookmark.created.isoformat(),
        "updated": bookmark.updated.isoformat(),
        "permalink": str(Permalink(run.dossier.id, anchor.article, start, end)),
    }


def export(run: Run) -> int:
    """Write the bookmarks to a Markdown file, or to standard output."""
    target = run.arguments.output
    if target == "-" and run.json:
        raise UsageError("export: --json tells of a file, and -o - prints the file itself; name one of them")
    kept = _kept(run)
    if not kept:
        raise CommandError("There are no bookmarks to export; natoreader bookmark keeps a passage.", code=NOTHING)
    document = gather(run.tables(), kept, created=datetime.datetime.now().astimezone().date())
    try:
        if target == "-":
            run.out.verbatim(to_markdown(document))
        else:
            _report(run, write_export(document, Path(target)))
    except ExportError as error:
        raise CommandError(error.sentence) from None
    return DONE


def _report(run: Run, written: Written) -> None:
    if run.json:
        run.out.document(
            {
                "file": str(written.path),
                "beside": [str(path) for path in written.beside],
                "added": written.added,
                "replaced": written.replaced,
                "removed": written.removed,
            }
        )
        return
    counts = {"new": written.added, "written anew": written.replaced, "taken out": written.removed}
    parts = ", ".join(f"{number} {how}" for how, number in counts.items() if number)
    beside = " and ".join(path.name for path in written.beside)
    total = counted(written.added + written.replaced, "excerpt")
    run.out.line(f"Wrote {total} to {written.path} ({parts}), and {beside} beside it.")
