"""The marker lines around an excerpt, and the record of the paragraphs written between them."""

from __future__ import annotations

import re

from ..text import short_digest

MARKER = re.compile(r"^<!-- nr:(begin|end) (?P<id>[0-9a-z-]+) -->(?=[ \t]*\r?$)", re.MULTILINE)
_RECORD = re.compile(r"^<!-- nr:written((?: [0-9a-f]{8})*) -->[ \t]*\r?$", re.MULTILINE)
_PARTED = re.compile(r"\n(?:[ \t]*\n)+")


def marked(id: str, text: str) -> str:
    """An excerpt between its markers, with the digest of each paragraph, by which ours are known again."""
    written = "".join(f" {digest(each)}" for each in dict.fromkeys(paragraphs(text)))
    return f"<!-- nr:begin {id} -->\n\n{text}\n\n<!-- nr:written{written} -->\n<!-- nr:end {id} -->"


def inside(excerpt: str) -> list[str]:
    """The paragraphs between the markers of an excerpt, with Unix line ends."""
    return paragraphs("\n".join(re.split(r"\r?\n", _RECORD.sub("", excerpt))[1:-1]))


def recorded(excerpt: str) -> list[str]:
    """The digests beside an excerpt's second marker, in order; none in files from before there were any."""
    return [digest for record in _RECORD.findall(excerpt) for digest in record.split()]


def paragraphs(text: str) -> list[str]:
    """The stretches between blank lines."""
    return [each for each in _PARTED.split(text.strip("\n")) if each.strip()]


def digest(paragraph: str) -> str:
    """Eight hexadecimal digits, the same whatever an editor makes of the white space."""
    return short_digest(" ".join(paragraph.split()).encode())
