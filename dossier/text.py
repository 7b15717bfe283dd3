"""Clean text, and the two addresses everything else is built on: code points and paragraphs.

Foreign text enters natoreader once, through :class:`Clean`. What could act on a terminal is removed there, before any
offset is counted, so that every later layer may slice, search, show and export without looking again.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple, SupportsIndex

_NEWLINES = re.compile("\r\n|\r|\u2028|\u2029")
# C0 but tab and newline, DEL, C1, the bidirectional controls, the byte-order mark. ZWJ and ZWNJ stay: they shape words.
_ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_BREAKS = re.compile("[\n\t]+")

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = "cp1252"
# What a guess may choose from: the encodings in which articles were ever published on the web. With every codec to
# choose from, a short text with a few curly quotes is taken for a code page of DOS.
_GUESSES = [
    *("cp1250", "cp1251", _WESTERN, "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp866"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "iso8859_15", "koi8_r", "koi8_u", "mac_roman"),
    *("gb18030", "big5", "cp932", "euc_jp", "euc_kr", "utf_16_le", "utf_16_be"),
]
_SAMPLE = 200_000
"""Bytes of a file that a guess looks at."""


class Clean(str):
    r"""Text that cannot act on a terminal.

    The constructor is the cleaner, so an instance is clean by construction: line ends become ``\n``; control
    characters (C0 except ``\n`` and ``\t``, DEL, C1), bidirectional controls and byte-order marks are removed; lone
    surrogates become U+FFFD. Slices and sums of clean text are clean and keep the type.
    """

    __slots__ = ()

    def __new__(cls, raw: str = "") -> Clean:  # noqa: D102  (the class docstring is its description)
        if type(raw) is cls:
            return raw
        if raw.isprintable():  # nothing printable is ever removed or replaced: most words are done here, and fast
            return str.__new__(cls, raw)
        text = _NEWLINES.sub("\n", raw)
        text = _ACTIVE.sub("", text)
        return str.__new__(cls, _SURROGATES.sub("\ufffd", text))

    @classmethod
    def line(cls, raw: str) -> Clean:
        """``raw`` cleaned and on one line: runs of line breaks and tabs become one space."""
        clean = cls(raw)
        line = (clean if clean.isprintable() else _LINE_BREAKS.sub(" ", clean)).strip()
        return clean if line == clean else str.__new__(cls, line)

    def __getitem__(self, key: SupportsIndex | slice) -> Clean:
        return str.__new__(Clean, str.__getitem__(self, key))

    def __add__(self, other: str) -> Clean:
        return str.__new__(Clean, str.__add__(self, Clean(other)))

    def __reduce__(self) -> tuple[type[Clean], tuple[str]]:
        return (Clean, (str(self),))


EMPTY = Clean("")


class Decoded(NamedTuple):
    """A file's bytes as clean text.

    ``encoding`` is the codec that was used; ``guessed`` is true when neither the bytes nor the caller named it.
    ``misfit`` is the first byte, from 0, that is none of the codec's and became U+FFFD.
    """

    text: Clean
    encoding: str
    guessed: bool
    misfit: int | None = None


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode a file: the encoding asked for, else UTF-8 (a byte-order mark is honoured), else a guess.

    Bytes that do not fit become U+FFFD; nothing is dropped.

    Raises:
        LookupError: ``encoding`` names no known text codec.
    """
    if encoding is not None:
        return _decoded(data, encoding)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decoded(data, codec)
    found = _decoded(data, "utf-8")
    if found.misfit is None:
        return found
    # Mostly sound UTF-8 with a few broken bytes is damage, not another encoding: guessing would spoil every accent.
    sound = sum(1 for char in found.text if char > "\x7f" and char != "\ufffd")
    if sound > found.text.count("\ufffd"):
        return found._replace(guessed=True)
    codec = _guess(data if len(data) <= _SAMPLE else _sample(data))
    return _decoded(data, codec)._replace(guessed=True)


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(Clean(data.decode(encoding)), encoding, guessed=False)
    except UnicodeDecodeError as error:
        return Decoded(Clean(data.decode(encoding, errors="replace")), encoding, guessed=False, misfit=error.start)


def _sample(data: bytes) -> bytes:
    """The beginning of a large file, cut at white space: half a character at the end would rule its encoding out."""
    cut = max(data.rfind(b"\n", 0, _SAMPLE), data.rfind(b" ", 0, _SAMPLE))
    return data[: cut + cut % 2] if cut > 0 else data[:_SAMPLE]  # even, as UTF-16 has two bytes or four


def _guess(sample: bytes) -> str:
    """The likeliest codec of bytes that are not UTF-8; the Western one where another is no likelier."""
    from charset_normalizer import from_bytes  # imported late: needed by damaged or foreign files only

    best = from_bytes(sample, cp_isolation=_GUESSES).best()
    western = from_bytes(sample, cp_isolation=[_WESTERN]).best()
    if western is not None and (best is None or western.chaos <= best.chaos):
        return _WESTERN
    return "utf-8" if best is None else best.encoding


def unaccented(words: str) -> str:
    """``words`` with letters and signs in their plainest forms (NFKD), without the marks upon them."""
    if words.isascii():
        return words
    return "".join(char for char in unicodedata.normalize("NFKD", words) if not unicodedata.combining(char))


def short_digest(data: bytes) -> str:
    """Eight hexadecimal digits of SHA-256: enough to tell apart what one dossier or file holds."""
    import hashlib  # imported late: it takes a hundredth of the launch, which does without

    return hashlib.sha256(data).hexdigest()[:8]


class Paragraph(NamedTuple):
    """A line that is not blank: its number from 1, and its range ``start``–``end`` in code points, end not included."""

    number: int
    start: int
    end: int


class Text:
    """An article's words: clean text with its paragraphs and fingerprint.

    All offsets into it, here and everywhere else, are Unicode code points from 0.
    """

    __slots__ = ("__dict__", "value")

    def __init__(self, value: Clean) -> None:
        self.value = value

    def __len__(self) -> int:
        return len(self.value)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the text's UTF-8, in hexadecimal: the identity that anchors are made on."""
        import hashlib  # imported late: it takes a hundredth of the launch, which does without

        return hashlib.sha256(self.value.encode()).hexdigest()

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs in order; ¶1 is the first. Fixed by the text alone, never by what is shown."""
        found: list[Paragraph] = []
        start = 0
        for line in str(self.value).split("\n"):
            if line and not line.isspace():
                found.append(Paragraph(len(found) + 1, start, start + len(line)))
            start += len(line) + 1
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds the code point ``offset``, else the last one before it, else the first."""
        if not self.paragraphs:
            return None
        return self.paragraphs[max(0, bisect_right(self._starts, offset) - 1)]

    def paragraphs_in(self, start: int, end: int) -> tuple[Paragraph, ...]:
        """The paragraphs that share at least one code point with ``start``–``end``."""
        first = max(0, bisect_right(self._starts, start) - 1)
        found: list[Paragraph] = []
        for paragraph in self.paragraphs[first:]:
            if paragraph.start >= end:
                break
            if max(start, paragraph.start) < min(end, paragraph.end):
                found.append(paragraph)
        return tuple(found)

    def numbers(self, start: int, end: int) -> Clean:
        """The paragraphs of a range as people write them: “¶4”, or “¶4–6”."""
        found = self.paragraphs_in(start, end)
        if not found:
            return EMPTY
        first, last = found[0].number, found[-1].number
        return Clean(f"¶{first}" if first == last else f"¶{first}–{last}")

    def words(self, paragraph: Paragraph) -> Clean:
        """The paragraph's own text."""
        return self.value[paragraph.start : paragraph.end]

    def count_words(self) -> int:
        """How many white-space separated words the whole text has."""
        return len(self.value.split())
