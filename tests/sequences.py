"""What a program's raw output does to a terminal: its escape sequences, and the text between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SEQUENCE = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    rb"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC, DCS, SOS, PM, APC
    rb"|\x1b[ -/]*[0-Z\\^-~]"  # all others, of two bytes or more
)
_SGR = re.compile(rb"\x1b\[([0-9;:]*)m")
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_PLACE = re.compile(rb"\x1b\[[0-9;]*([mH])")

ACTIVE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What must never stand between the sequences: all that could act on a terminal but tabs and line ends."""


def sequences(raw: bytes) -> Iterator[bytes]:
    """The escape sequences of an output."""
    return (match[0] for match in _SEQUENCE.finditer(raw))


def forms(raw: bytes) -> set[bytes]:
    """The sequences of an output, each once; of colours and places only that they are such."""
    return {_PLACE.sub(b"\x1b[\\1", each) for each in sequences(raw)}


def words(raw: bytes) -> str:
    """What an output prints, without its sequences.

    Raises:
        UnicodeDecodeError: it is not UTF-8.
    """
    return _SEQUENCE.sub(b"", raw).decode("utf-8")


def colours(raw: bytes) -> set[str]:
    """The codes of colours in an output, foreground and background."""
    found: set[str] = set()
    for match in _SGR.finditer(raw):
        for code in re.split("[;:]", match[1].decode()):
            if code and (30 <= int(code) <= 49 or 90 <= int(code) <= 107):
                found.add(match[1].decode())
    return found


def modes(raw: bytes) -> dict[int, bool]:
    """The private modes that an output has set (true) or reset, as they are at its end."""
    state: dict[int, bool] = {}
    for match in _MODE.finditer(raw):
        for number in match[1].split(b";"):
            state[int(number)] = match[2] == b"h"
    return state
