"""One generation of an index on disk: a folder that is written once, sealed, and checked whenever it is opened.

A manifest names every file with its size and checksum, and the folder is named after the manifest's own checksum: a
folder under its right name is as it was sealed, or is not opened.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from array import array
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from .analysis import VERSION as ANALYSIS
from .build import Built
from .corpus import Corpus, Entry
from .engine import VERSION as WHOOSH
from .engine import BrokenIndexError, Reader, Segment
from .lexicon import Lexicon
from .vocabulary import Vocabulary

SCHEMA = 2
"""The version of the folder's contents."""
NAME = re.compile(r"gen-[0-9a-f]{32}")
"""What a generation is called."""

_MANIFEST = "manifest.json"
_LEXICON = "words.txt"
_NAMES = "names.txt"
_TYPES = "blocks.bin"
_LENGTHS = "lengths.bin"
_PARTS = "parts.json"
_FILE = re.compile(r"[A-Za-z0-9_.]{1,100}")
_SEGMENT = re.compile(r"[a-z0-9]{1,40}")
_MADE_BY = {"schema": SCHEMA, "analysis": ANALYSIS, "whoosh": WHOOSH, "order of bytes": sys.byteorder}


class Generation(NamedTuple):
    """An opened generation: its tables, its posting lists, and the size of its files in bytes."""

    corpus: Corpus
    lexicon: Lexicon
    vocabulary: Vocabulary
    reader: Reader
    size: int


def seal(folder: Path, built: Built) -> str:
    """Complete a folder that holds a segment with its tables and manifest; returns the name it must be given.

    Raises:
        OSError: a file cannot be written.
    """
    (folder / _LEXICON).write_bytes(built.lexicon.to_bytes())
    (folder / _NAMES).write_bytes(built.vocabulary.to_bytes())
    (folder / _TYPES).write_bytes(built.corpus.types)
    (folder / _LENGTHS).write_bytes(built.corpus.lengths.tobytes())
    (folder / _PARTS).write_bytes(built.corpus.parts_to_bytes())
    files = {file.name: [file.stat().st_size, _checksum(file)] for file in sorted(folder.iterdir())}
    manifest = {
        **_MADE_BY,
        "segment": asdict(built.segment),
        "articles": [asdict(entry) for entry in built.corpus.entries],
        "files": files,
    }
    data = json.dumps(manifest, indent=1).encode()
    (folder / _MANIFEST).write_bytes(data)
    return _name(data)


def load(folder: Path) -> Generation:
    """Check and open a sealed folder.

    Raises:
        BrokenIndexError: a file is missing, changed or damaged, or the index was made by another version.
    """
    try:
        data = (folder / _MANIFEST).read_bytes()
        if _name(data) != folder.name:
            raise BrokenIndexError("the manifest is not the one that was sealed")
        manifest = json.loads(data)
        if {key: manifest[key] for key in _MADE_BY} != _MADE_BY:
            raise BrokenIndexError("the index was made by another version")
        size = _check_files(folder, manifest["files"])
        corpus = Corpus(
            [Entry(**entry) for entry in manifest["articles"]],
            (folder / _TYPES).read_bytes(),
            array("I", (folder / _LENGTHS).read_bytes()),
            Corpus.parts_from_bytes((folder / _PARTS).read_bytes()),
        )
        lexicon = Lexicon.from_bytes((folder / _LEXICON).read_bytes())
        vocabulary = Vocabulary.from_bytes((folder / _NAMES).read_bytes())
        segment = _segment(manifest["segment"], len(corpus))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BrokenIndexError(f"{type(error).__name__}: {error}") from error
    return Generation(corpus, lexicon, vocabulary, Reader(folder, segment), size + len(data))


def _check_files(folder: Path, files: dict[str, Any]) -> int:
    """The files' size in bytes, once each is found to be as the manifest says."""
    total = 0
    for name, (size, checksum) in files.items():
        if not _FILE.fullmatch(name):
            raise BrokenIndexError("the manifest names a file that an index does not have")
        file = folder / name
        if file.is_symlink() or file.stat().st_size != size or _checksum(file) != checksum:
            raise BrokenIndexError(f"{name} is not as it was written")
        total += size
    return total


def _segment(table: dict[str, Any], documents: int) -> Segment:
    segment = Segment(str(table["id"]), int(table["documents"]))
    if not _SEGMENT.fullmatch(segment.id) or segment.documents != documents:
        raise BrokenIndexError("the segment does not fit the articles")
    return segment


def _checksum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=32)).hexdigest()


def _name(manifest: bytes) -> str:
    return f"gen-{hashlib.blake2b(manifest, digest_size=16).hexdigest()}"
