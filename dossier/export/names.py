"""File names that Linux, macOS and Windows all accept."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from pathlib import Path

from ..text import EMPTY, Clean
from .merge import ExportError

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|#^\[\]]+')
"""What some system forbids in a name, and what Obsidian cannot link to."""
_FORBIDDEN_ON_WINDOWS = re.compile(r'[\x00-\x1f/\\:*?"<>|]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|\Z)", re.IGNORECASE)
_LONGEST = 120
"""Bytes of a name in UTF-8, its suffix apart: enough for any title, and below every file system's limit."""


def safe_name(words: str, suffix: str = ".md") -> str:
    """A file name that says ``words``, on every system; “excerpts” where nothing of them can stand in one."""
    name = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", Clean.line(words)))
    name = " ".join(name.split()).encode()[:_LONGEST].decode(errors="ignore")
    # A leading dot hides a file, a leading hyphen makes it an option; Windows drops dots and blanks at the end.
    name = name.lstrip(".- ").rstrip(".- ")
    if _RESERVED.match(name):
        name = f"_{name}"
    return f"{name or 'excerpts'}{suffix}"


def place_in(folder: Path, words: str, suffix: str = ".md") -> Path:
    """The file in ``folder``, never elsewhere, that is named for ``words``.

    One that is there already under a name that differs by case or by the way its accents are written is that file:
    other systems would not hold both.
    """
    name = safe_name(words, suffix)
    with suppress(OSError):  # a folder that cannot be read is told of when the file is written
        taken = {_folded(each.name): each for each in folder.iterdir()}
        return taken.get(_folded(name), folder / name)
    return folder / name


def file_for(typed: str, words: str, *, path: Path | None = None) -> Path:
    """The file that was ``typed``; where that is a folder, the file in it that is named for ``words``.

    ``path`` is the place that is meant, where it is not the typed words alone.

    Raises:
        ExportError: it ends in a slash, as a folder does, and no folder is there.
    """
    place = Path(typed) if path is None else path
    with suppress(OSError):  # a place that cannot be looked at is told of when the file is written
        if place.is_dir():
            return place_in(place, words)
        if typed.endswith("/"):
            raise ExportError(f"There is no folder {place}; nothing was written.")
    return place


def elsewhere(path: Path) -> Clean:
    """A sentence that says of a name that Windows cannot hold it; empty where it can."""
    name = path.name
    if _FORBIDDEN_ON_WINDOWS.search(name) is None and _RESERVED.match(name) is None and not name.endswith((".", " ")):
        return EMPTY
    return Clean.line(f"The name “{name}” cannot be used on Windows.")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
