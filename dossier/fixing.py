"""Filling in full anchors: position, context and fingerprint of passages that a dossier names by quote alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli

from .anchor import Anchor, Resolution
from .evidence import place, place_remarks
from .files import FileError, write_atomic
from .folder import COMPARISON, REMARKS, Dossier
from .pins import Pin
from .problems import DossierError, problem

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Steps = tuple[str | int, ...]
"""Where a table stands in a TOML document: keys and positions, from the top."""
_STEP = re.compile(r"[^.\[\]]+")


@dataclass(frozen=True, slots=True)
class Filled:
    """A file that was written anew, and how many anchors were filled in there."""

    file: str
    anchors: int


def fill_anchors(dossier: Dossier) -> tuple[Filled, ...]:
    """Write the full anchor beside every quote that has none and stands in its article once, letter for letter.

    Comments, order and spelling of the files stay. Quotes that are not found are left as they are, and so are those
    with a ``speaker_from`` counted before the text was edited, and anchors that are there already, though they be of an
    older text.

    Raises:
        DossierError: a file cannot be read or written; what was written before it stays.
    """
    filled: list[Filled] = []
    for file in (COMPARISON, REMARKS):
        found = ((pin, _anchor(dossier, pin, resolution)) for pin, resolution in _placed(dossier, file))
        anchors = {_path(pin.key): anchor for pin, anchor in found if anchor is not None}
        if anchors:
            _fill(_target(dossier, file), file, anchors)
            filled.append(Filled(file, len(anchors)))
    return tuple(filled)


def _placed(dossier: Dossier, file: str) -> Iterator[tuple[Pin, Resolution]]:
    if file == COMPARISON:
        for cell in dossier.comparison.cells:
            for passage in place(dossier, cell):
                # This text's fingerprint would vouch for a number that was counted in another.
                if not passage.counted_elsewhere:
                    yield passage.evidence.pin, passage.resolution
    else:
        for article in dossier.articles:
            for each in place_remarks(dossier, article):
                yield each.remark.pin, each.resolution


def _path(key: str) -> Steps:
    """``cells[3].evidence[0]`` as a path."""
    return tuple(int(step) if step.isdecimal() else step for step in _STEP.findall(key))


def _anchor(dossier: Dossier, pin: Pin, found: Resolution) -> Anchor | None:
    """The full anchor of a pin that has none, where its words stand as it quotes them."""
    article = dossier.article(pin.article)
    if pin.anchor is not None or article is None or not found.attached or found.start is None or found.end is None:
        return None
    anchor = Anchor.of(pin.article, article.text, found.start, found.end)
    return anchor if anchor.quote.exact == pin.quote.exact else None


def _target(dossier: Dossier, file: str) -> Path:
    """The file to write: what a link in the dossier leads to, as long as it stays there."""
    path = (dossier.path / file).resolve()
    if not path.is_relative_to(dossier.path.resolve()):
        raise _refusal(file, "leads out of the dossier by a link; nothing is written there")
    return path


def _fill(path: Path, file: str, anchors: dict[Steps, Anchor]) -> None:
    from tomlkit import dumps, parse  # imported late: nothing else writes a dossier's files
    from tomlkit.exceptions import TOMLKitError

    try:
        data = path.read_bytes()
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        before = data[len(mark) :].decode()
        document = parse(before)
        for where, anchor in anchors.items():
            _write_into(_table(document, where), anchor)
        after = dumps(document)
    except OSError as error:
        raise _refusal(file, f"cannot be read: {error.strerror or error}") from None
    except (TOMLKitError, UnicodeDecodeError, KeyError, IndexError) as error:
        raise _refusal(file, f"cannot be edited: {error}") from None
    if "\r\n" in before and "\n" not in before.replace("\r\n", ""):
        after = after.replace("\r\n", "\n").replace("\n", "\r\n")
    _check_same(file, before, after, anchors)
    try:
        write_atomic(path, mark + after.encode())
    except FileError as error:
        raise _refusal(file, error.sentence) from None


def _table(document: TOMLDocument, where: Steps) -> MutableMapping[str, Any]:
    table: Any = document
    for step in where:
        table = table[step]
    found: MutableMapping[str, Any] = table
    return found


def _write_into(table: MutableMapping[str, Any], anchor: Anchor) -> None:
    for name, value in _fields(anchor):
        if name not in table:
            table[name] = value


def _fields(anchor: Anchor) -> Iterable[tuple[str, str | int]]:
    context = (("prefix", str(anchor.quote.prefix)), ("suffix", str(anchor.quote.suffix)))
    yield from ((name, words) for name, words in context if words.strip())  # none at the ends of the text
    yield from (("start", anchor.start), ("end", anchor.end), ("sha256", anchor.sha256))


def _check_same(file: str, before: str, after: str, anchors: dict[Steps, Anchor]) -> None:
    """That the new text says what the old one said and the anchors besides, and nothing else.

    Raises:
        DossierError: it does not; nothing has been written.
    """
    expected: Any = tomli.loads(before)
    for where, anchor in anchors.items():
        _write_into(_table(expected, where), anchor)
    try:
        same = tomli.loads(after) == expected
    except tomli.TOMLDecodeError:
        same = False
    if not same:
        raise _refusal(file, "cannot be edited without changing more than its anchors; nothing was written")


def _refusal(file: str, message: str) -> DossierError:
    return DossierError([problem(file, "", message)])
