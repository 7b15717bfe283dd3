"""Pins: passages as a dossier's files name them, by a quote alone or with the full anchor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .anchor import Anchor, Quote, Resolution, find_quote, resolve
from .tables import Table
from .text import EMPTY, Clean, Text


@dataclass(frozen=True, slots=True)
class Pin:
    """A passage of one article: its words, and the position they were taken from where the file records it.

    ``start`` and ``end`` are code points of the text whose SHA-256 is ``sha256``; all three are given, or none. ``key``
    is its place in the file.
    """

    article: Clean
    quote: Quote
    start: int | None = None
    end: int | None = None
    sha256: str | None = None
    key: str = field(default="", compare=False)

    @property
    def anchor(self) -> Anchor | None:
        """The full anchor, where the file records it."""
        if self.start is None or self.end is None or self.sha256 is None:
            return None
        # A paragraph's number holds for the text it was counted in; the context tells places apart in any text.
        return Anchor(self.article, self.start, self.end, self.quote._replace(paragraph=None), self.sha256)


def read_pin(table: Table, article: Clean) -> Pin | None:
    """A pin from the keys of a TOML table: ``quote``, and perhaps its context and position."""
    exact = table.text("quote", required=True)
    paragraph = table.integer("paragraph")
    prefix, suffix = table.text("prefix"), table.text("suffix")
    start, end, sha256 = table.integer("start"), table.integer("end"), table.line("sha256")
    given = [value is not None for value in (start, end, sha256)]
    if any(given) and not all(given):
        table.fault("start", "start, end and sha256 belong together; name all three, or the quote alone")
        start = end = sha256 = None
    elif start is not None and end is not None and not 0 <= start < end:
        table.fault("start", f"{start}-{end} is no passage; expected code points from 0, the end behind the start")
        start = end = sha256 = None
    if exact is None:
        return None
    return Pin(article, Quote(exact, prefix or EMPTY, suffix or EMPTY, paragraph), start, end, sha256, table.path)


def resolve_pins(pins: Sequence[Pin], text: Text) -> list[Resolution]:
    """Where each pin of one article stands in ``text`` now, in the order given.

    Those with a position are judged together, since *moved* is a matter of their order; the others by their quotes.
    """
    anchors = [pin.anchor for pin in pins]
    placed = iter(resolve([each for each in anchors if each is not None], text))
    return [
        find_quote(pin.quote, text) if anchor is None else next(placed)
        for pin, anchor in zip(pins, anchors, strict=True)
    ]
