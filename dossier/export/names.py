"""File names that Linux, macOS and Windows all accept."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from pathlib import Path

from ..text import Clean

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|#^\[\]]+')
"""What some system forbids in a name, and what Obsidian cannot link to."""
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


def file_for(path: Path, words: str) -> Path:
    """``path`` itself; where that is a folder, the file in it that is named for ``words``."""
    with suppress(OSError):  # a place that cannot be looked at is told of when the file is written
        if path.is_dir():
            return place_in(path, words)
    return path


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
