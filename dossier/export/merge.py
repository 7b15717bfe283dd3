"""Writing an export anew over an earlier one, without touching a word that the user wrote between the excerpts.

An excerpt stands between two marker lines and is ours. Everything else in the file is the user's from the moment it
was written: their words, the heading, the front matter. There, only excerpts and sources that are missing are added.

The user may have written inside an excerpt all the same; :mod:`~.authorship` tells what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..files import FileError
from .authorship import theirs
from .front import read_key
from .markers import MARKER
from .profiles import SOURCES, Rendered

_SOURCES = re.compile(rf"^{SOURCES}(?=[ \t]*\r?$)", re.MULTILINE)
_BEHIND = re.compile(r"^(?:#{1,6}[ \t]|:::)", re.MULTILINE)
"""What ends the list of sources: a heading, or the division of pandoc's references."""
_FENCED = re.compile(
    r"^ {0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*\n(?:(?!<!-- nr:).*\n)*? {0,3}(?P=fence)[`~]*[ \t]*\r?$", re.MULTILINE
)
"""A block of code between its fences. One that would hold a marker was never closed, and is none."""
_BLANK = re.compile(r"\A(?:\r?\n){1,2}")


class ExportError(FileError):
    """An export could not be written."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A file's new text, and how many of its excerpts are new, were written anew, left it, or stayed as they were.

    ``moved`` counts the paragraphs that the user had written inside an excerpt, and that stand behind it now.
    """

    text: str
    added: int
    replaced: int
    removed: int = 0
    kept: int = 0
    moved: int = 0


@dataclass(slots=True)
class _Piece:
    """A stretch of the file: an excerpt with its markers where ``id`` is set, else the user's."""

    text: str
    id: str | None = None


def is_ours(text: str) -> bool:
    """Whether a file is an export of natoreader's: by its front matter, and by at least one marker."""
    generator = read_key(text, "generator")
    return generator is not None and generator.startswith("natoreader") and MARKER.search(text) is not None


def merge(existing: str, rendered: Rendered, *, prune: bool = False) -> Merged:
    """The text ``existing`` with these excerpts written into it.

    Excerpts that it has are written anew where they stand; those it lacks come after the one that precedes them, or
    last where it has none of them. Its other excerpts stay, unless ``prune``: then they are taken out, and from the
    sources those that nothing cites any more. Words of the user's inside an excerpt that is written anew or taken out
    come to stand behind it.

    Raises:
        ExportError: a marker lacks its partner, so that nobody can tell whose words stand there.
    """
    newline = "\r\n" if 2 * existing.count("\r\n") > existing.count("\n") else "\n"
    new = {id: text.replace("\n", newline) for id, text in rendered.blocks}
    found = list(_pieces(existing))
    held = {piece.id for piece in found}
    pieces: list[_Piece] = []
    present: list[str] = []
    moved = 0
    for piece in found:
        pieces.append(piece)
        if piece.id is None:
            continue
        if (other := rendered.aliases.get(piece.id)) is not None and other not in held:
            piece.id = other
        present.append(piece.id)
        if piece.id not in new and not prune:
            continue
        own = [words.replace("\n", newline) for words in theirs(piece.text, new.get(piece.id, ""))]
        moved += len(own)
        if piece.id in new:
            piece.text = new[piece.id]
            pieces += [_Piece(newline * 2 + words) for words in own]
        elif own:
            pieces[-1] = _Piece((newline * 2).join(own))

    shared = set(present) & set(new)
    before = present[-1] if present and not shared else None
    for id, text in new.items():
        if id not in present:
            _insert(pieces, before, _Piece(text, id), newline)
        before = id
    removed = set(present) - set(new) if prune else set()
    merged = "".join(_without(pieces, removed))
    if prune:
        merged = _without_uncited(merged, rendered, newline)
    for source in rendered.sources:
        if source.opening not in merged:
            merged = _add_source(merged, source.text, newline)
    kept = len(set(present)) - len(shared) - len(removed)
    return Merged(merged, len(new) - len(shared), len(shared), len(removed), kept, moved)


def cites(text: str, key: str) -> bool:
    """Whether a citation key stands in the text."""
    return f"@{key}" in text and re.search(rf"@{re.escape(key)}\b", text) is not None


def _pieces(text: str) -> Iterator[_Piece]:
    at = 0
    opened: re.Match[str] | None = None
    for marker in MARKER.finditer(text):
        if marker[1] == "begin" and opened is None:
            yield _Piece(text[at : marker.start()])
            opened, at = marker, marker.start()
        elif marker[1] == "end" and opened is not None and opened["id"] == marker["id"]:
            yield _Piece(text[at : marker.end()], marker["id"])
            opened, at = None, marker.end()
        else:
            raise _unpaired(text, opened or marker)
    if opened is not None:
        raise _unpaired(text, opened)
    yield _Piece(text[at:])


def _unpaired(text: str, marker: re.Match[str]) -> ExportError:
    name = f"nr:{marker[1]} {marker['id']}"
    partner = f"nr:{'end' if marker[1] == 'begin' else 'begin'} {marker['id']}"
    for found in re.finditer(f"<!-- {partner} -->", text):
        if not MARKER.match(text, found.start()):
            return ExportError(
                f"line {_line(text, found)} has something else beside the marker “{partner}”, which must stand alone"
            )
    return ExportError(f"line {_line(text, marker)} has the marker “{name}” without its “{partner}”")


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1


def _insert(pieces: list[_Piece], before: str | None, new: _Piece, newline: str) -> None:
    """Put an excerpt behind the one called ``before`` and the user's words that follow it, or first of all."""
    blocks = [number for number, piece in enumerate(pieces) if piece.id is not None]
    behind = [number for number in blocks if pieces[number].id == before]
    following = [number for number in blocks if not behind or number > behind[-1]]
    if following:
        pieces[following[0] : following[0]] = [new, _Piece(newline * 2)]
        return
    tail = pieces[-1]
    sources = _outside_code(_SOURCES, tail.text)
    at = sources[-1].start() if sources else len(tail.text)
    head, rest = tail.text[:at], tail.text[at:]
    gap = newline * (0 if not head or head.endswith(newline * 2) else 1 if head.endswith(newline) else 2)
    pieces[-1:] = [_Piece(head + gap), new, _Piece(newline * (2 if rest else 1) + rest)]


def _without(pieces: list[_Piece], removed: set[str]) -> Iterator[str]:
    """The pieces' texts without the removed excerpts and the blank line behind each."""
    dropped = False
    for piece in pieces:
        if piece.id in removed:
            dropped = True
            continue
        yield _BLANK.sub("", piece.text) if dropped and piece.id is None else piece.text
        dropped = False


def _without_uncited(text: str, rendered: Rendered, newline: str) -> str:
    """``text`` without the sources, as natoreader writes them, that no excerpt cites and the user does not either."""
    for key, source in rendered.uncited:
        if not cites(text, key):
            text = text.replace(f"{newline * 2}{source.text}{newline}", newline, 1)
    return text


def _outside_code(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Where the pattern is found in the text, blocks of code apart."""
    code = [found.span() for found in _FENCED.finditer(text)]
    return [found for found in pattern.finditer(text) if not any(start <= found.start() < end for start, end in code)]


def _add_source(text: str, source: str, newline: str) -> str:
    """``text`` with one more paragraph at the end of its sources, which are begun where there are none."""
    headings = _outside_code(_SOURCES, text)
    if not headings:
        end = len(text.rstrip())
        return f"{text[:end]}{newline * 2}{SOURCES}{newline * 2}{source}{text[end:] or newline}"
    begins = [found.start() for found in (*_outside_code(_BEHIND, text), *MARKER.finditer(text))]
    stop = min((each for each in begins if each > headings[-1].start()), default=len(text))
    end = len(text[:stop].rstrip())
    return f"{text[:end]}{newline * 2}{source}{text[end:] or newline}"
