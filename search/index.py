"""The index of a dossier: opened, built when that is needed, and asked.

It is derived from the articles and may be thrown away at any time. What is missing, older than an article, made by
another version, damaged or foreign is built again; where nothing can be written it is kept in memory. The modules that
do the work import Whoosh, and are imported when the first index is opened.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Self

from ..dossier.folder import Dossier
from ..dossier.text import Clean
from .progress import Cancelling, Progress, stop_if
from .query import Query, parse
from .results import Results

if TYPE_CHECKING:
    from ..dossier.entities import Entity
    from .answer import Source
    from .generation import Generation

State = Literal["current", "stale", "missing", "broken"]


class _Opened(NamedTuple):
    """An index and how it came about."""

    source: Source
    built: bool = False
    notice: Clean | None = None


class ClosedError(Exception):
    """An index was asked after it had been closed: by whoever was to be answered no more."""


class Index:
    """An opened index. May be asked from any thread; one query is answered at a time.

    It holds files open until it is closed, and closes itself as a context manager.
    """

    def __init__(self, dossier: Dossier, opened: _Opened) -> None:
        self._dossier = dossier
        self._opened = opened
        self._lock = threading.Lock()
        self._entities: Sequence[Entity] | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def built(self) -> bool:
        """Whether the index was made for this opening."""
        return self._opened.built

    @property
    def notice(self) -> Clean | None:
        """A sentence for the user where the index could not be kept on disk."""
        return self._opened.notice

    @property
    def articles(self) -> int:
        """How many articles are indexed."""
        return len(self._opened.source.articles)

    @property
    def paragraphs(self) -> int:
        """How many paragraphs are indexed."""
        return len(self._opened.source.corpus)

    def search(
        self, query: str | Query, limit: int | None = None, *, prefix_last: bool = False, variants: bool = True
    ) -> Results:
        """The paragraphs that match, best first, at most ``limit`` of them.

        ``prefix_last`` is for searching while typing: a last word with no space behind it is a beginning too. Unless
        ``variants`` is false names find their other spellings too, and words that occur nowhere their nearest; that
        words together are one name is known of a query given as text only. An index that turns out to be damaged is
        built again first.

        Raises:
            QueryError: the text is no query.
            ClosedError: the index is closed.
        """
        from .answer import answer
        from .engine import BrokenIndexError

        with self._lock:
            if self._closed:  # else it would be taken for damaged, and opened again
                raise ClosedError
            known = self._opened.source.variants
            concerned = variants and known.concern(query.text if isinstance(query, Query) else query)
            names = known if concerned else self._opened.source.lexicon
            asked = query if isinstance(query, Query) else parse(query, prefix_last=prefix_last, names=names)
            try:
                return answer(asked, self._opened.source, limit, variants=concerned, guess=variants)
            except BrokenIndexError:
                self._opened.source.reader.close()
                self._opened = _replaced(self._dossier)
                if self._entities is not None:
                    self._opened = _under(self._opened, self._dossier, self._entities)
                return answer(asked, self._opened.source, limit, variants=concerned, guess=variants)

    def use_names(self, entities: Sequence[Entity]) -> None:
        """Widen names by these entities from now on, in place of the dossier's table."""
        with self._lock:
            self._entities = entities
            self._opened = _under(self._opened, self._dossier, entities)

    def close(self) -> None:
        """Close the index's files; whoever asks afterwards is told so."""
        with self._lock:
            self._closed = True
            self._opened.source.reader.close()


class Status(NamedTuple):
    """What is on disk of a dossier's index.

    ``state`` is *current*, *stale* (an article or its blocks changed since), *missing* or *broken*; ``reason`` says
    why it is not current. ``size`` is in bytes; counts are those of the index, 0 where it cannot be read.
    """

    folder: Path | None
    state: State
    reason: Clean | None = None
    articles: int = 0
    paragraphs: int = 0
    size: int = 0
    generation: str | None = None


def open_index(dossier: Dossier, cancelled: Cancelling | None = None) -> Index | None:
    """The index on disk; ``None`` where it is missing, stale or broken and must be built. Reads every article.

    Raises:
        Cancelled: ``cancelled`` returned true.
    """
    opened = _open(dossier, cancelled)
    return Index(dossier, opened) if opened is not None else None


def build_index(
    dossier: Dossier,
    progress: Progress | None = None,
    cancelled: Cancelling | None = None,
    *,
    force: bool = False,
) -> Index:
    """Build the index on disk and open it; one that another process has just built is taken unless ``force``.

    Raises:
        Cancelled: ``cancelled`` returned true; what was on disk before is untouched.
        OSError: the index cannot be written.
    """
    return Index(dossier, _build(dossier, progress, cancelled, force=force))


def ensure_index(dossier: Dossier, progress: Progress | None = None, cancelled: Cancelling | None = None) -> Index:
    """An index, whatever it takes: opened, else built, else held in memory with a notice.

    Raises:
        Cancelled: ``cancelled`` returned true.
    """
    return Index(dossier, _ensure(dossier, progress, cancelled))


def status(dossier: Dossier) -> Status:
    """What is on disk of the dossier's index; changes nothing."""
    from .engine import BrokenIndexError
    from .store import Store

    try:
        store = Store.of(dossier)
    except OSError as error:
        return Status(None, "missing", Clean.line(str(error)))
    fault = store.fault()
    if fault:
        return Status(store.folder, "broken", Clean(f"the folder cannot be trusted: {fault}"))
    name = store.current()
    try:
        generation = store.open()
    except BrokenIndexError as error:
        return Status(store.folder, "broken", Clean.line(str(error)), generation=name)
    if generation is None:
        if store.pointed:
            return Status(store.folder, "broken", Clean("the pointer names no index"))
        return Status(store.folder, "missing", Clean("it has not been built yet"))
    generation.reader.close()
    changed = _changed(dossier, generation, None)
    return Status(
        store.folder,
        "stale" if changed else "current",
        Clean.line(changed) if changed else None,
        len(generation.corpus.entries),
        len(generation.corpus),
        generation.size,
        name,
    )


def _open(dossier: Dossier, cancelled: Cancelling | None) -> _Opened | None:
    from .engine import BrokenIndexError
    from .store import Store

    try:
        generation = Store.of(dossier).open()
    except (BrokenIndexError, OSError):
        return None
    if generation is None:
        return None
    with contextlib.ExitStack() as stack:
        stack.callback(generation.reader.close)
        if _changed(dossier, generation, cancelled):
            return None
        stack.pop_all()
    return _Opened(_source(dossier, generation))


def _build(
    dossier: Dossier, progress: Progress | None, cancelled: Cancelling | None, *, force: bool = False
) -> _Opened:
    from .build import build
    from .engine import Writer
    from .generation import seal
    from .store import Store

    store = Store.of(dossier)
    store.prepare()
    with store.locked(cancelled) as alone:
        ready = None if force else _open(dossier, cancelled)
        if ready is not None:
            return ready
        with store.unfinished() as folder:
            built = build(dossier, Writer(folder), progress, cancelled)
            store.publish(folder, seal(folder, built))
        store.sweep(alone=alone)
        opened = _open(dossier, cancelled)
    if opened is None:
        raise OSError("what was written cannot be read back")
    return opened._replace(built=True)


def _ensure(dossier: Dossier, progress: Progress | None, cancelled: Cancelling | None) -> _Opened:
    from .build import build
    from .engine import Writer
    from .generation import Generation

    opened = _open(dossier, cancelled)
    if opened is not None:
        return opened
    try:
        return _build(dossier, progress, cancelled)
    except OSError as error:
        reason = error.strerror or str(error)
    writer = Writer(None)
    built = build(dossier, writer, progress, cancelled)
    notice = f"The index cannot be kept on disk ({reason}); it is in memory, for this session only."
    source = _source(
        dossier, Generation(built.corpus, built.lexicon, built.vocabulary, writer.reader(built.segment), 0)
    )
    return _Opened(source, built=True, notice=Clean.line(notice))


def _under(opened: _Opened, dossier: Dossier, entities: Sequence[Entity]) -> _Opened:
    """An opened index with other entities in force."""
    from .names import Names

    names, source = Names(dossier, entities), opened.source
    return opened._replace(source=source._replace(names=names, variants=source.variants.under(names)))


def _replaced(dossier: Dossier) -> _Opened:
    """An index in place of one that is damaged although its checksums were right."""
    from .store import Store

    with contextlib.suppress(OSError):
        Store.of(dossier).forget()
    return _ensure(dossier, None, None)


def _changed(dossier: Dossier, generation: Generation, cancelled: Cancelling | None) -> str | None:
    """What the index does not know yet of the articles; their order, and what is known of them, may have changed."""
    from .corpus import Entry

    known = {entry.id: entry for entry in generation.corpus.entries}
    gone = known.keys() - {str(article.id) for article in dossier.articles}
    if gone:
        return f"article {min(gone)} is no longer in the dossier"
    for article in dossier.articles:
        stop_if(cancelled)
        entry = known.get(str(article.id))
        if entry is None:
            return f"article {article.id} is new"
        if entry != Entry.of(article):
            return f"article {article.id} has changed"
    return None


def _source(dossier: Dossier, opened: Generation) -> Source:
    from .answer import Source
    from .events import Dates
    from .names import Names
    from .variants import Variants

    names = Names(dossier)
    variants = Variants(names, opened.vocabulary, opened.lexicon)
    articles = [article for entry in opened.corpus.entries if (article := dossier.article(entry.id)) is not None]
    rank = {article.id: number for number, article in enumerate(dossier.chronological)}
    ranks = [rank[article.id] for article in articles]
    dates = Dates(articles)
    return Source(opened.corpus, opened.lexicon, names, variants, opened.reader, articles, ranks, dates)
