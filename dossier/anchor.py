"""Anchors: the address of a passage, and what became of it when the text was edited.

The model is the W3C Web Annotation's: a TextPositionSelector (``start``, ``end``) and a TextQuoteSelector (``exact``,
``prefix``, ``suffix``), with the SHA-256 of the text both were made on. Resolving never guesses by likeness: after
folding typography and white space the words must be equal, because deleting one “not” leaves a passage 95 % alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from .text import EMPTY, Clean, Text

CONTEXT = 32
"""Code points of prefix and suffix kept with a quote."""

Status = Literal["same", "moved", "ambiguous", "changed", "gone"]

_WHITE = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_FOLDS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys(f"{_WHITE}\u2028\u2029\u202f\u205f\u3000", " "),
    }
)
_SPACES = re.compile("  +")
_IN_NUMBERS = (".", ",")
_NEAR = 200
"""Code points by which words that were changed may be longer than twice those they stand for."""


class Quote(NamedTuple):
    """A TextQuoteSelector: words to find, with the words before and after where they are known.

    ``paragraph`` (from 1) narrows the search to one paragraph of the text the quote was taken from.
    """

    exact: Clean
    prefix: Clean = EMPTY
    suffix: Clean = EMPTY
    paragraph: int | None = None


class Anchor(NamedTuple):
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


FATES = {
    "moved": "stands elsewhere in the article now",
    "ambiguous": "stands several times in the article now",
    "changed": "the words in the article have changed",
    "gone": "no longer in the article",
}
"""What people are told of words that do not stand where they stood."""


class Resolution(NamedTuple):
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
        plain = value.translate(_FOLDS)
        self.value = _SPACES.sub(" ", plain)
        # Only runs of white space change the count: where each begins, here and there, and what was cut by its end.
        self._runs: list[int] = []
        self._source_runs: list[int] = []
        self._cut = [0]
        for run in _SPACES.finditer(plain):
            self._runs.append(run.start() - self._cut[-1])
            self._source_runs.append(run.start())
            self._cut.append(self._cut[-1] + len(run.group()) - 1)

    def at(self, offset: int) -> int:
        """The folded offset of a source code point; inside a run of white space, of what follows the run."""
        before = bisect_left(self._source_runs, offset)
        folded = offset - self._cut[before]
        if before:
            folded = max(folded, self._runs[before - 1] + 1)
        return min(folded, len(self.value))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The source range of a folded range, without the rest of a folded run of white space."""
        first = self._origin(start)
        return first, self._origin(end - 1) + 1 if end > start else first

    def _origin(self, offset: int) -> int:
        return offset + self._cut[bisect_left(self._runs, offset)]

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
    return _SPACES.sub(" ", value.translate(_FOLDS))


def find_quote(quote: Quote, text: Text, folded: Folded | None = None, *, whole: bool = False) -> Resolution:
    """Find a quote in a text: equal after folding, in its paragraph where one is named, told apart by its context.

    ``whole`` says that its context is all there was: where it has no prefix the text began, and without suffix ended.

    Returns *same* for one place, *ambiguous* for several, else *changed* or *gone*. A known context that now stands
    around other words makes it *changed* even where the quote's words stand elsewhere: “We are ready” in a headline
    does not make up for a “not” put into the same words further down.
    """
    start, stop = 0, len(text)
    if quote.paragraph is not None:
        if not 1 <= quote.paragraph <= len(text.paragraphs):
            return Resolution("gone")
        # A quote may run on into the next paragraphs; it must begin in this one.
        start, stop = text.paragraphs[quote.paragraph - 1].start, text.paragraphs[quote.paragraph - 1].end
    exact = fold(quote.exact).strip(" ")
    if not exact:
        return Resolution("gone")
    as_printed = _find_printed(quote, text.value, start, stop)
    if as_printed is not None:
        return as_printed
    folded = folded or Folded(text.value)
    places = folded.find(exact, folded.at(start), folded.at(stop) + len(exact) - 1)
    places = [at for at in places if _whole(folded.value, at, at + len(exact), quote)]
    fitting = _in_context(folded, places, len(exact), quote)
    around = Resolution("gone") if fitting else _between_context(folded, quote, len(exact), whole=whole)
    if around.status == "changed" and not _overlaps(folded, around, places, len(exact)):
        return around  # the words may stand elsewhere too, but here is where they stood
    places = fitting or places
    if len(places) == 1:
        return Resolution("same", *folded.source(places[0], places[0] + len(exact)))
    return Resolution("ambiguous", candidates=len(places)) if places else around


def _overlaps(folded: Folded, around: Resolution, places: Sequence[int], length: int) -> bool:
    """Whether the quote's words are still among those found between its prefix and suffix."""
    start, end = around.start or 0, around.end or 0
    sources = [folded.source(at, at + length) for at in places]
    return any(first < end and start < last for first, last in sources)


def _find_printed(quote: Quote, value: str, start: int, stop: int) -> Resolution | None:
    """The one place where the quote stands letter for letter with its context: the common case, with nothing folded."""
    limit = stop + len(quote.exact) - 1
    at = value.find(quote.exact, start, limit)
    if at < 0 or value.find(quote.exact, at + 1, limit) >= 0:
        return None
    end = at + len(quote.exact)
    fits = value.endswith(quote.prefix, 0, at) and value.startswith(quote.suffix, end)
    return Resolution("same", at, end) if fits and _whole(value, at, end, quote) else None


def _whole(value: str, start: int, end: int, quote: Quote) -> bool:
    """Whether the words are not the middle of longer ones, as “1,000” is of “21,000”, or always were."""
    before, after = quote.prefix + quote.exact, quote.exact + quote.suffix
    return (not _splits(value, start) or _splits(before, len(quote.prefix))) and (
        not _splits(value, end) or _splits(after, len(quote.exact))
    )


def _splits(value: str, at: int) -> bool:
    """Whether a cut at ``at`` would go through a word or a number. Scripts without case do not part words by spaces."""
    left, right = value[max(0, at - 2) : at], value[at : at + 2]
    if left[-1:].isdigit():
        return right[:1].isdigit() or (right[:1] in _IN_NUMBERS and right[1:].isdigit())
    if right[:1].isdigit():
        return left[-1:] in _IN_NUMBERS and left[:-1].isdigit()
    return _cased(left[-1:]) and _cased(right[:1])


def _cased(char: str) -> bool:
    return char.lower() != char.upper()


def _in_context(folded: Folded, places: Sequence[int], length: int, quote: Quote) -> list[int]:
    """Those of ``places`` with the quote's prefix before them and its suffix behind."""
    prefix, suffix = fold(quote.prefix).strip(" "), fold(quote.suffix).strip(" ")
    found: list[int] = []
    for at in places:
        before = folded.value[max(0, at - len(prefix) - 1) : at].rstrip(" ")
        after = folded.value[at + length : at + length + len(suffix) + 1].lstrip(" ")
        if before.endswith(prefix) and after.startswith(suffix):
            found.append(at)
    return found


def _between_context(folded: Folded, quote: Quote, length: int, *, whole: bool) -> Resolution:
    """The words that now stand between the quote's prefix and suffix, where both are found, once, near each other.

    For a missing one the end of the text counts, where the context is ``whole``.
    """
    prefix, suffix = fold(quote.prefix).strip(" "), fold(quote.suffix).strip(" ")
    if not whole and not (prefix and suffix):
        return Resolution("gone")
    begins = [at + len(prefix) for at in folded.find(prefix)] if prefix else [0]
    ranges: list[tuple[int, int]] = []
    for begin in begins:
        far = begin + 2 * length + _NEAR
        close = folded.value.find(suffix, begin, far) if suffix else len(folded.value)
        if 0 <= close <= far:
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
        untouched = anchor.sha256 == text.sha256 and 0 <= anchor.start < anchor.end
        if untouched and text.value[anchor.start : anchor.end] == anchor.quote.exact:
            results.append(Resolution("same", anchor.start, anchor.end))
            continue
        folded = folded or Folded(text.value)
        # A file may name a position and leave the context out.
        whole = anchor.start == 0 or bool(anchor.quote.prefix)
        results.append(find_quote(anchor.quote, text, folded, whole=whole))
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
    ends: list[int] = []  # the least last value of a rising run of each length,
    tails: list[int] = []  # the position it stands at,
    before: list[int] = []  # and for each position the one before it in its run
    at = -1
    for position, value in enumerate(values):
        length = bisect_right(ends, value)
        before.append(tails[length - 1] if length else -1)
        if length == len(ends):
            at = position  # of several longest, the one that ends first
        ends[length : length + 1] = [value]
        tails[length : length + 1] = [position]
    kept: set[int] = set()
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
