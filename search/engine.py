"""The only module that knows Whoosh: writes a segment of posting lists, and reads it.

Whoosh keeps the posting lists with their positions on disk; its stemmer and its BM25F formula are used too. Which
paragraphs match is decided from the lists by :mod:`natoreader.search.evaluate`; Whoosh's query parser, stored fields
and table of contents are not used. A segment is described by a :class:`Segment`, so that nothing has to be unpickled to
open it, and what Whoosh pickles inside its files is read by an unpickler that knows no class.
"""

from __future__ import annotations

import io
import math
import pickle
import threading
from array import array
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from whoosh import __version__ as _whoosh_version
from whoosh import fields, formats, scoring
from whoosh.codec import whoosh3
from whoosh.filedb import structfile
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import FileIndex
from whoosh.lang.porter2 import stem as _porter2
from whoosh.reading import SegmentReader, TermNotFound

from .analysis import Token

VERSION = ".".join(str(part) for part in _whoosh_version)
"""The version of Whoosh; an index made by another is not opened."""

_NAME = "MAIN"
_FIELD = "word"
_MEMORY_MB = 256
_UNLIMITED_MB = 1 << 20
# Measured on judged queries: paragraphs are short, so that their length says little about what they are worth.
_B, _K1 = 0.3, 0.8


class BrokenIndexError(Exception):
    """The files of an index cannot be read as what they should be."""


class _PlainUnpickler(pickle.Unpickler):
    """Reads numbers, text, bytes, tuples, lists and dictionaries; a class or function is refused before it is found."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"an index holds no {module}.{name}")


def _load(file: IO[bytes]) -> Any:
    return _PlainUnpickler(file).load()


def _loads(data: bytes) -> Any:
    return _PlainUnpickler(io.BytesIO(data)).load()


def _dumps(value: object, _protocol: int) -> bytes:
    return pickle.dumps(value, 3)


# Whoosh binds its pickling functions by name in these modules, and has no other way to replace them. The term table and
# the posting lists are all that is read here; the table of contents, which alone needs classes, is not. Protocol 2,
# which Whoosh asks for, writes bytes as the call of a function; protocol 3 has no need to.
structfile.load_pickle = _load
whoosh3.loads = _loads
whoosh3.dumps = _dumps


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The Porter2 (Snowball English) stem of a folded word; words that are not plain letters stay as they are."""
    return str(_porter2(word)) if word.isascii() and word.isalpha() else word


def rarity(documents: int, holding: int) -> float:
    """The inverse document frequency of a term that ``holding`` of all ``documents`` have, by Whoosh's formula."""
    return math.log(documents / (holding + 1)) + 1


def bm25f(rare: float, frequency: float, length: float, average: float) -> float:
    """The BM25F weight of a term in a document, by Whoosh's formula.

    ``rare`` is the term's :func:`rarity`, ``frequency`` its own in the document, boosts included; ``length`` is the
    document's number of words, ``average`` the mean one.
    """
    return float(scoring.bm25(rare, frequency, length, average, _B, _K1))


@dataclass(frozen=True, slots=True)
class Segment:
    """What is needed to open a segment: its name, and how many documents it has."""

    id: str
    documents: int


class _Places(formats.Positions):  # type: ignore[misc]  # Whoosh is not typed
    """Positions as plain numbers of four bytes, without the pickle that Whoosh would put around them."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        return array("I", valuestring).tolist()


class _Words(fields.FieldType):  # type: ignore[misc]  # Whoosh is not typed
    """A field that takes tokens, so that Whoosh analyses nothing."""

    def __init__(self) -> None:
        super().__init__(format=_Places(), analyzer=None)

    def index(self, value: Sequence[Token], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        places: dict[str, list[int]] = {}
        for token in value:
            places.setdefault(token.word, []).append(token.position)
        for word, positions in places.items():
            yield word.encode(), len(positions), float(len(positions)), self.format.encode(positions)


class _Postings(whoosh3.W3LeafMatcher):  # type: ignore[misc]  # Whoosh is not typed
    """One word's posting list, read block by block instead of document by document."""

    def frequencies(self) -> Iterator[tuple[int, float]]:
        """Each document that holds the word, and how often."""
        while self.is_active():
            self._read_ids()
            self._read_weights()
            yield from zip(self._ids, self._weights, strict=True)
            self._next_block()

    def positions(self, documents: Set[int]) -> Iterator[tuple[int, list[int]]]:
        """Those of the ``documents`` that hold the word, and where."""
        while self.is_active():
            self._read_ids()
            if not documents.isdisjoint(self._ids):
                self._read_values()
                for document, value in zip(self._ids, self._values, strict=True):
                    if document in documents:
                        yield document, self.format.decode_positions(value)
            self._next_block()


class _Codec(whoosh3.W3Codec):  # type: ignore[misc]  # Whoosh is not typed
    """Whoosh's format of files, read with :class:`_Postings`; ranking here needs no lengths in every block."""

    length_stats = False

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> _Postings:
        offset, length = terminfo.extent()
        return _Postings(dbfile, offset, length, format_, term=term, scorer=scorer)


class _Files(FileStorage):  # type: ignore[misc]  # Whoosh is not typed
    """A folder that remembers its open files; Whoosh forgets them when something goes wrong half-way."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self._opened: list[Any] = []

    def create_file(self, name: str, **more: Any) -> Any:
        self._opened.append(super().create_file(name, **more))
        return self._opened[-1]

    def open_file(self, name: str, **more: Any) -> Any:
        self._opened.append(super().open_file(name, **more))
        return self._opened[-1]

    def temp_storage(self, name: str | None = None) -> _Files:
        inner = _Files(str(Path(self.folder) / (name or "tmp")))
        self._opened.append(inner.create())
        return inner

    def lock(self, name: str) -> Any:  # noqa: ARG002  (the base class's signature)
        return threading.Lock()  # a folder that is being written has one writer; not every file system has locks

    def close(self) -> None:
        for each in self._opened:
            if not getattr(each, "is_closed", False):
                with suppress(OSError):
                    each.close()
        self._opened.clear()


class _Memory(RamStorage):  # type: ignore[misc]  # Whoosh is not typed
    """Memory for temporary files too; Whoosh's own puts them under a fixed name in the folder all users share."""

    def temp_storage(self, name: str | None = None) -> RamStorage:  # noqa: ARG002  (the base class's signature)
        return RamStorage()


def _schema() -> Any:
    return fields.Schema(**{_FIELD: _Words()})


@contextmanager
def _reading() -> Iterator[None]:
    """Whoosh reads damaged files with whatever exception comes up first; here they all mean the same."""
    try:
        yield
    except Exception as error:
        raise BrokenIndexError(f"{type(error).__name__}: {error}") from error


class Writer:
    """Writes one segment, a document per paragraph, numbered from 0 in the order they are added.

    Without a ``folder`` the segment is kept in memory. Every method may raise :class:`OSError`.
    """

    def __init__(self, folder: Path | None) -> None:
        self._storage = _Memory() if folder is None else _Files(str(folder))
        index = FileIndex.create(self._storage, _schema(), _NAME)
        # Spilled runs are lost by Whoosh's memory storage, so that there nothing may be spilled.
        limit = _UNLIMITED_MB if folder is None else _MEMORY_MB
        self._writer = index.writer(codec=_Codec(), compound=False, limitmb=limit)

    def add(self, tokens: Sequence[Token]) -> None:
        """Add a paragraph."""
        self._writer.add_document(**{_FIELD: tokens})

    def finish(self) -> Segment:
        """Write what is left, and remove what only Whoosh's own way of opening needs."""
        segment = self._writer.newsegment
        self._writer.commit(merge=False)
        for name in self._storage.list():
            if not name.startswith(f"{_NAME}_{segment.segid}."):
                self._storage.delete_file(name)
        return Segment(str(segment.segid), int(segment.doc_count_all()))

    def abandon(self) -> None:
        """Close all files without finishing, as far as a disk that may be full or gone allows."""
        with suppress(Exception):
            self._writer.cancel()
        self._storage.close()

    def reader(self, segment: Segment) -> Reader:
        """A reader of the finished segment, wherever it was written."""
        return Reader(self._storage, segment)


class Reader:
    """Reads one segment. Not for two threads at once: Whoosh's files have one position each."""

    def __init__(self, storage: Path | FileStorage | RamStorage, segment: Segment) -> None:
        """Open a segment's files.

        Raises:
            BrokenIndexError: they are not there, or not readable as a segment.
        """
        self._storage = _Files(str(storage)) if isinstance(storage, Path) else storage
        self._reader: SegmentReader | None = None
        if not segment.documents:  # Whoosh writes no term table then, and nothing can be found
            return
        described = whoosh3.W3Segment(_Codec(), _NAME, segment.documents, segment.id)
        try:
            with _reading():
                self._reader = SegmentReader(self._storage, _schema(), described)
        except BrokenIndexError:
            self._storage.close()
            raise

    def frequencies(self, words: Iterable[str]) -> dict[int, float]:
        """The documents that hold any of the words, and how often they do.

        Raises:
            BrokenIndexError: the files turn out to be damaged.
        """
        found: dict[int, float] = {}
        with _reading():
            for postings in self._each(words):
                if not found:
                    found = dict(postings.frequencies())
                    continue
                for document, frequency in postings.frequencies():
                    found[document] = found.get(document, 0.0) + frequency
        return found

    def positions(self, words: Iterable[str], documents: Set[int]) -> dict[int, set[int]]:
        """Where any of the words stands in those of the ``documents`` that hold one: positions, from 0.

        Raises:
            BrokenIndexError: the files turn out to be damaged.
        """
        found: dict[int, set[int]] = {}
        with _reading():
            for postings in self._each(words):
                for document, positions in postings.positions(documents):
                    found.setdefault(document, set()).update(positions)
        return found

    def _each(self, words: Iterable[str]) -> Iterator[_Postings]:
        if self._reader is None:
            return
        for word in words:
            try:
                yield self._reader.postings(_FIELD, word)
            except TermNotFound:
                continue

    def close(self) -> None:
        """Close the segment's files."""
        self._storage.close()
