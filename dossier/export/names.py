"""File names that Linux, macOS and Windows all accept."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|\Z)", re.IGNORECASE)
_LONGEST = 120
"""Bytes of a name in UTF-8, its suffix apart: enough for any title, and below every file system's limit."""


def safe_name(words: str, suffix: str = ".md") -> str:
    """A file name that says ``words``, on every system; “excerpts” where nothing of them can stand in one."""
    name = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", words))
    name = " ".join(name.split()).encode("utf-8", errors="replace")[:_LONGEST].decode("utf-8", errors="ignore")
    # A leading dot hides a file, a leading hyphen makes it an option; Windows drops dots and blanks at the end.
    name = name.lstrip(".- ").rstrip(".- ")
    if _RESERVED.match(name):
        name = f"_{name}"
    return f"{name or 'excerpts'}{suffix}"
