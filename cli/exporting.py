"""``export``: the file a user hands in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from ..dossier.anchor import Anchor
from ..dossier.article import Article
from ..dossier.export import (
    ExportError,
    Kept,
    Selection,
    Written,
    comparison_passages,
    comparison_sections,
    elsewhere,
    file_for,
    gather,
    to_markdown,
    told,
    with_bookmarks,
    write_export,
)
from ..dossier.export.profiles import PORTABLE
from ..dossier.notebook import Bookmark
from .keeping import cell_marks, kept, tagged
from .outcome import DONE, NOTHING, CommandError, UsageError
from .running import Run, counted


def export(run: Run) -> int:
    """Write passages to a Markdown file, or to standard output."""
    target = run.arguments.output
    if not target:
        raise UsageError("export: -o names no file; name a file, a folder, or - for standard output")
    if target == "-" and run.json:
        raise UsageError("export: --json tells of a file, and -o - prints the file itself; name one of them")
    article = None if run.arguments.article is None else run.article(run.arguments.article)
    passages = _distinct(run, article)
    # Of one article, the comparison gives its passages; as a whole, one section for each aspect.
    whole = run.arguments.comparison and article is None
    marks = cell_marks(run)
    footnotes = run.arguments.footnotes == "on"
    sections = comparison_sections(run.tables(), marks, footnotes=footnotes) if whole else ()
    if not passages and not sections:
        raise CommandError(_nothing(run), code=NOTHING)
    document = gather(
        run.tables(),
        passages,
        created=datetime.datetime.now().astimezone().date(),
        sections=sections,
        context=run.arguments.context,
        footnotes=footnotes,
        marks=marks,
    )
    try:
        if target == "-":
            run.out.verbatim(to_markdown(document, run.arguments.profile or PORTABLE))
        else:
            path = file_for(target, document.title)
            profile, prune, overwrite = run.arguments.profile, run.arguments.prune, run.arguments.overwrite
            _report(run, write_export(document, path, profile=profile, prune=prune, overwrite=overwrite))
    except ExportError as error:
        raise CommandError(error.sentence) from None
    return DONE


def _distinct(run: Run, article: Article | None) -> list[Kept]:
    """The passages asked for, each once: a bookmark rather than the same words found otherwise."""
    bookmarks = kept(run)
    passages = (each for each in _passages(run, bookmarks) if article is None or each.anchor.article == article.id)
    return with_bookmarks(passages, bookmarks)


def _passages(run: Run, bookmarks: Iterable[Bookmark]) -> Iterator[Kept]:
    """Bookmarks, unless only something else was asked for; then the comparison’s passages in an article, then hits."""
    arguments = run.arguments
    if arguments.tag or not (arguments.comparison or arguments.query):
        yield from tagged(run, bookmarks)
    if arguments.comparison and arguments.article is not None:
        yield from comparison_passages(run.tables())
    if arguments.query:
        yield from _hits(run, arguments.query)


def _hits(run: Run, query: str) -> Iterator[Selection]:
    from .finding import find  # imported late: an export of bookmarks does not load the search engine

    for hit in find(run, query, limit=None).hits:
        text = hit.article.text
        yield Selection(Anchor.of(hit.article.id, text, hit.paragraph.start, hit.paragraph.end))


def _nothing(run: Run) -> str:
    arguments = run.arguments
    if arguments.query or arguments.comparison or arguments.tag or arguments.article:
        return "Nothing to export was found."
    return "There are no bookmarks to export; natoreader bookmark keeps a passage."


def _report(run: Run, written: Written) -> None:
    if warned := elsewhere(written.path):
        run.out.say(warned)
    if run.json:
        run.out.document(
            {
                "file": str(written.path),
                "beside": [str(path) for path in written.beside],
                "added": written.added,
                "replaced": written.replaced,
                "removed": written.removed,
                "kept": written.kept,
                "moved": written.moved,
            }
        )
        return
    beside = " and ".join(path.name for path in written.beside)
    total = counted(written.added + written.replaced, "excerpt")
    run.out.line(f"Wrote {total} to {written.path} ({told(written)}), and {beside} beside it.")
