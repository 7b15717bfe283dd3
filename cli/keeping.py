"""``bookmark``, ``bookmarks``, ``note`` and ``tag``: what the user keeps."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from ..dossier.anchor import FATES, Anchor, Resolution
from ..dossier.notebook import Bookmark, CellMark, Notebook, resolve_bookmarks, typed_tags
from ..dossier.permalink import Permalink
from ..dossier.problems import shortened
from ..dossier.text import Clean
from . import notebooks
from .describing import about, paragraphs
from .outcome import DONE, FAILED, NOTHING, CommandError, UsageError
from .output import Piece
from .running import Run

_SHOWN = 200
"""Code points of a passage that are shown in a list."""


def kept(run: Run) -> tuple[Bookmark, ...]:
    """The bookmarks by the articles' dates and by place in their texts.

    Raises:
        CommandError: they cannot be read.
    """
    if not notebooks.begun():
        return ()
    with notebooks.kept(run) as notebook:
        found = notebook.bookmarks([str(article.id) for article in run.everything()])
        for sentence in (notebook.notice, *notebook.unreadable):
            if sentence is not None:
                run.out.say(sentence)
        return found


def tagged(run: Run, bookmarks: Iterable[Bookmark]) -> tuple[Bookmark, ...]:
    """Of these bookmarks those with one of the tags asked for, all where none was.

    Raises:
        UsageError: what was asked for is no tag.
    """
    wanted = _tags(run)
    return tuple(each for each in bookmarks if not wanted or any(_under(tag, wanted) for tag in each.tags))


def cell_marks(run: Run) -> Mapping[tuple[str, str], CellMark]:
    """What the user says of the cells of the comparison, by offer and row.

    Raises:
        CommandError: it cannot be read.
    """
    if not notebooks.begun():
        return {}
    with notebooks.reading(run) as notebook:
        return notebook.cell_marks()


def _tags(run: Run) -> set[str]:
    try:
        return set(map(str, typed_tags(run.arguments.tag)))
    except ValueError as error:
        raise UsageError(f"{error}.") from None


def _under(tag: str, wanted: set[str]) -> bool:
    """Whether a tag is one of those, or below one: “offer” takes in “offer/training”."""
    levels = tag.split("/")
    return any("/".join(levels[:depth]) in wanted for depth in range(1, len(levels) + 1))


@contextmanager
def _writing(run: Run) -> Iterator[Notebook]:
    """The dossier's notebook for a command that writes: what it writes is kept, or it does not begin."""
    with notebooks.reading(run) as notebook:
        if notebook.notice is not None:
            if not (notebook.kept and notebook.writable):
                raise CommandError(notebook.notice)
            run.out.say(notebook.notice)
        try:
            yield notebook
        except ValueError as error:
            raise UsageError(f"{error}.") from None


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
    with _writing(run) as notebook:
        made = notebook.add_bookmark(anchor, run.arguments.note, typed_tags(run.arguments.tag))
    if run.json:
        run.out.document(_fields(run, made, Resolution("same", start, end)) | {"already": made.already})
    else:
        how = "Kept already" if made.already else "Kept"
        words = shortened(made.anchor.quote.exact, _SHOWN)
        run.out.line(f"{how} as {made.id}: {article.id} {paragraphs(article, start, end)} ", (words, "bold"))
    return DONE


def bookmarks(run: Run) -> int:
    """List the bookmarks."""
    found = tagged(run, kept(run))
    placed = list(zip(found, resolve_bookmarks(run.dossier, found), strict=True))
    if run.json:
        run.out.document({"dossier": run.dossier.id, "bookmarks": [_fields(run, *each) for each in placed]})
    else:
        _print(run, placed)
    if not found and run.arguments.tag:
        run.out.say(f"No bookmark has the tag {' or '.join(sorted(_tags(run)))}.")
    elif not found:
        run.out.say("No bookmarks yet; natoreader bookmark keeps a passage.")
    return DONE if found else NOTHING


def note(run: Run) -> int:
    """Write a bookmark's note, or take it away."""
    words = " ".join(run.arguments.text)
    if words == "-":
        words = sys.stdin.read()
    return _edit(run, lambda notebook, bookmark: notebook.set_note(bookmark.id, words))


def tag(run: Run) -> int:
    """Add tags to a bookmark, or take them away."""

    def change(notebook: Notebook, bookmark: Bookmark) -> Bookmark:
        named = typed_tags(run.arguments.tags)
        stay = [each for each in bookmark.tags if each not in named]
        wanted = stay if run.arguments.remove else [*bookmark.tags, *named]
        return notebook.set_tags(bookmark.id, wanted)

    return _edit(run, change)


def _edit(run: Run, change: Callable[[Notebook, Bookmark], Bookmark]) -> int:
    if not notebooks.begun():
        raise CommandError("No bookmarks yet; natoreader bookmark keeps a passage.", code=NOTHING)
    with _writing(run) as notebook:
        changed = change(notebook, _chosen(notebook, run.arguments.id))
    (resolution,) = resolve_bookmarks(run.dossier, [changed])
    if run.json:
        run.out.document(_fields(run, changed, resolution))
    else:
        run.out.rows([_row(run, changed, resolution)])
    return DONE


def _chosen(notebook: Notebook, words: str) -> Bookmark:
    """The bookmark with this id, or the only one whose id begins so."""
    wanted = Clean.line(words).casefold()
    fitting = [each for each in notebook.bookmarks() if wanted and each.id.startswith(wanted)]
    exact = [each for each in fitting if each.id == wanted]
    if len(exact or fitting) == 1:
        return (exact or fitting)[0]
    if fitting:
        ids = ", ".join(str(each.id) for each in fitting[:12])
        raise CommandError(f"“{wanted}” is the beginning of several bookmarks’ ids: {ids}.")
    raise CommandError(f"There is no bookmark “{wanted}”; natoreader bookmarks lists them.")


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
        FATES.get(resolution.status, ""),
        " ".join(f"#{tag}" for tag in bookmark.tags),
        bookmark.note or "",
    ]
    if run.out.terminal:
        return [(bookmark.id, "dim"), (where, "bold"), "  ".join(part for part in rest if part)]
    return [bookmark.id, bookmark.anchor.article, where, "{}-{}".format(*_address(bookmark, resolution)), *rest]


def _address(bookmark: Bookmark, resolution: Resolution) -> tuple[int, int]:
    """Where the words stand now; of words that stand nowhere, where they stood when they were kept."""
    if resolution.start is None or resolution.end is None:
        return bookmark.anchor.start, bookmark.anchor.end
    return resolution.start, resolution.end


def _fields(run: Run, bookmark: Bookmark, resolution: Resolution) -> dict[str, object]:
    anchor = bookmark.anchor
    article = run.dossier.article(anchor.article)
    found = None if article is None or resolution.start is None else article.text.paragraph_at(resolution.start)
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
        "permalink": str(Permalink(run.dossier.id, anchor.article, *_address(bookmark, resolution))),
    }
