"""Anchors: the address of a passage, and what became of it when the text was edited.

The model is the W3C Web Annotation's: a TextPositionSelector (``start``, ``end``) and a TextQuoteSelector (``exact``,
``prefix``, ``suffix``), with the SHA-256 of the text both were made on. Resolving never guesses by likeness: after
folding typography and white space the words must be equal, because deleting one “not” leaves a passage 95 % alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .text import EMPTY, Clean, Text

CONTEXT = 32
"""Code points of prefix and suffix kept with a quote."""

Status = Literal["same", "moved", "ambiguous", "changed", "gone"]

_FOLDS = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Quote:
    """A TextQuoteSelector: words to find, with the words before and after where they are known.

    ``paragraph`` (from 1) narrows the search to one paragraph of the text the quote was taken from.
    """

    exact: Clean
    prefix: Clean = EMPTY
    suffix: Clean = EMPTY
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage's full address in one article: position, quote and the SHA-256 of the text they were taken from."""

    article: Clean
    start: int
    end: int
    quote: Quote
    sha256: str

    @classmethod
    def of(cls, article: Clean, text: Text, start: int, end: int) -> Anchor:
        """The anchor of ``start``–``end`` (code points, end not included).

        Raises:
            ValueError: the range is empty or leaves the text.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{start}-{end} is no passage of a text of {len(text)} code points")
        value = text.value
        quote = Quote(value[start:end], value[max(0, start - CONTEXT) : start], value[end : end + CONTEXT])
        return cls(article, start, end, quote, text.sha256)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a passage stands now.

    ``start`` and ``end`` are set for *same* and *moved*; for *changed* they are the range of the words found
    between the old prefix and suffix. ``candidates`` counts the places an *ambiguous* quote fits.
    """

    status: Status
    start: int | None = None
    end: int | None = None
    candidates: int = 0

    @property
    def attached(self) -> bool:
        """Whether the words stand in the text, unchanged but for typography."""
        return self.status in ("same", "moved")


class Folded:
    """A text with typography and white space folded, and the way back to the code points it came from."""

    def __init__(self, value: str) -> None:
        chars: list[str] = []
        origin: list[int] = []
        for offset, char in enumerate(value):
            folded = _FOLDS.get(char) or (" " if _SPACE.match(char) else char)
            if folded == " " and chars and chars[-1] == " ":
                continue
            chars.append(folded)
            origin.append(offset)
        origin.append(len(value))
        self.value = "".join(chars)
        self._origin = origin
        self._source = value

    def at(self, offset: int) -> int:
        """The folded offset of a source code point."""
        return min(bisect_left(self._origin, offset), len(self.value))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The source range of a folded range, without the rest of a folded run of white space."""
        first = self._origin[start]
        last = self._origin[end - 1] + 1 if end > start else first
        return first, last

    def find(self, words: str, start: int = 0, end: int | None = None) -> list[int]:
        """Where ``words`` (folded already) begin in ``start``–``end``, overlaps included."""
        limit = len(self.value) if end is None else end
        found: list[int] = []
        at = self.value.find(words, start, limit)
        while at >= 0:
            found.append(at)
            at = self.value.find(words, at + 1, limit)
        return found


def fold(value: str) -> str:
    """``value`` with quotation marks, dashes and white space folded to their plain forms."""
    return Folded(value).value


def find_quote(quote: Quote, text: Text, folded: Folded | None = None) -> Resolution:
    """Find a quote in a text: equal after folding, in its paragraph where one is named, told apart by its context.

    Returns *same* for one place, *ambiguous* for several, else *changed* or *gone*.
    """
    start, end = 0, len(text)
    if quote.paragraph is not None:
        if not 1 <= quote.paragraph <= len(text.paragraphs):
            return Resolution("gone")
        paragraph = text.paragraphs[quote.paragraph - 1]
        # A quote may run on into the next paragraphs; it must begin in this one.
        start, end = paragraph.start, min(len(text), paragraph.end + len(quote.exact) - 1)
    at = text.value.find(quote.exact, start, end)
    if at >= 0 and text.value.find(quote.exact, at + 1, end) < 0:
        return Resolution("same", at, at + len(quote.exact))
    folded = folded or Folded(text.value)
    exact = fold(quote.exact).strip(" ")
    if not exact:
        return Resolution("gone")
    places = folded.find(exact, folded.at(start), folded.at(end))
    if len(places) > 1 and (quote.prefix or quote.suffix):
        places = [at for at in places if _in_context(folded, at, at + len(exact), quote)] or places
    if len(places) == 1:
        return Resolution("same", *folded.source(places[0], places[0] + len(exact)))
    if places:
        return Resolution("ambiguous", candidates=len(places))
    return _between_context(folded, quote, len(exact))


def _in_context(folded: Folded, start: int, end: int, quote: Quote) -> bool:
    before = folded.value[:start].rstrip(" ")
    after = folded.value[end:].lstrip(" ")
    return before.endswith(fold(quote.prefix).strip(" ")) and after.startswith(fold(quote.suffix).strip(" "))


def _between_context(folded: Folded, quote: Quote, length: int) -> Resolution:
    """The words that now stand between the quote's prefix and suffix, where both are found, once, near each other."""
    prefix, suffix = fold(quote.prefix).strip(" "), fold(quote.suffix).strip(" ")
    if not prefix or not suffix:
        return Resolution("gone")
    ranges: list[tuple[int, int]] = []
    for at in folded.find(prefix):
        begin = at + len(prefix)
        close = folded.value.find(suffix, begin, begin + 2 * length + 200)
        if close >= 0:
            ranges.append((begin, close))
    if len(ranges) != 1:
        return Resolution("gone")
    begin, close = ranges[0]
    while begin < close and folded.value[begin] == " ":
        begin += 1
    while close > begin and folded.value[close - 1] == " ":
        close -= 1
    if begin == close:
        return Resolution("gone")
    return Resolution("changed", *folded.source(begin, close))


def resolve(anchors: Sequence[Anchor], text: Text) -> list[Resolution]:
    """Where each anchor of one article stands in ``text`` now, in the order given.

    On the text the anchors were made on, an anchor is *same* where it was. On an edited text the quotes are looked for;
    those found keep the status *same* as long as their order among the article's anchors is the old one, and are
    *moved* where it is not.
    """
    folded: Folded | None = None
    results: list[Resolution] = []
    for anchor in anchors:
        untouched = anchor.sha256 == text.sha256 and text.value[anchor.start : anchor.end] == anchor.quote.exact
        if untouched:
            results.append(Resolution("same", anchor.start, anchor.end))
            continue
        folded = folded or Folded(text.value)
        results.append(find_quote(anchor.quote, text, folded))
    return _mark_moved(anchors, results)


def _mark_moved(anchors: Sequence[Anchor], results: list[Resolution]) -> list[Resolution]:
    found = [i for i, result in enumerate(results) if result.status == "same"]
    found.sort(key=lambda i: (anchors[i].start, anchors[i].end))
    kept = _longest_rising([results[i].start or 0 for i in found])
    for rank, i in enumerate(found):
        if rank not in kept:
            results[i] = Resolution("moved", results[i].start, results[i].end)
    return results


def _longest_rising(values: Sequence[int]) -> set[int]:
    """The positions of a longest subsequence that never falls: the passages that kept their order."""
    best: list[tuple[int, int]] = []  # (length, predecessor) per position; quadratic, and anchors are few
    for i, value in enumerate(values):
        length, before = 1, -1
        for j in range(i):
            if values[j] <= value and best[j][0] + 1 > length:
                length, before = best[j][0] + 1, j
        best.append((length, before))
    at = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    kept: set[int] = set()
    while at >= 0:
        kept.add(at)
        at = best[at][1]
    return kept
