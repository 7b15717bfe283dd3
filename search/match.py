"""Where the words of a query stand in a paragraph: the ranges that are lit.

The paragraph is analysed again, as it was for the index, so that ranges are exact on the text as it is. What the terms
stand for was decided when the index was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from ..dossier.article import Article
from ..dossier.text import Paragraph
from .analysis import STEP, capitals, tokens
from .corpus import EVERYWHERE, bits_of_words
from .events import DatedRange
from .meaning import Meaning
from .pattern import Counts, Limits, Span, Words, spans, windows
from .results import Range
from .scope import scope_of
from .syntax import And, Event, Field, In, Near, Node, Not, Or, Worded

Holds = Callable[[Field], bool]
"""Whether a field is true of the article."""


def matches(
    node: Node,
    article: Article,
    paragraph: Paragraph,
    meaning: Meaning,
    holds: Holds,
    dates: Sequence[DatedRange] = (),
    *,
    apart: bool = False,
) -> tuple[Range, ...]:
    """The ranges of a query's words in a paragraph that matches it, in code points of the article.

    In order and not overlapping; a phrase is one range. Of alternatives, those are lit that hold here. What stands
    under NOT is not looked at: whether a paragraph matches at all is the index's to say. ``dates`` are those that the
    paragraph names. ``apart``: the paragraph need not hold everything; what it holds is lit.
    """
    words = _analysed(str(article.text.words(paragraph)))
    bits = bits_of_words(article.blocks_in(paragraph.start, paragraph.end), words.tokens, paragraph.start)
    dates = [date._replace(start=date.start - paragraph.start, end=date.end - paragraph.start) for date in dates]
    counts = lambda limits, span: within_limits(limits, span, article, paragraph)  # noqa: E731
    found = _Finder(words, bits, meaning, holds, counts, dates, apart).find(node, EVERYWHERE) or []
    return merged((paragraph.start + start, paragraph.start + end) for start, end in found)


def within_limits(limits: Limits, span: Span, article: Article, paragraph: Paragraph) -> bool:
    """Whether a way with limits counts where it stands in a paragraph of an article."""
    if limits.articles and article.id not in limits.articles:
        return False
    words = str(article.text.words(paragraph))
    return not limits.capital or words[_analysed(words).tokens[span[0] // STEP].start].isupper()


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """``ranges`` in order, those that overlap as one."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


class _Analysed:
    """A paragraph's tokens, and the positions of each word."""

    def __init__(self, text: str) -> None:
        self.tokens = list(tokens(text))
        self.places: dict[str, list[int]] = {}
        for token in (*self.tokens, *capitals(text, self.tokens)):
            self.places.setdefault(token.word, []).append(token.position)

    def of(self, words: Words) -> set[int]:
        """Where any of some words stands."""
        return {place for word in words for place in self.places.get(word, ())}


@lru_cache(maxsize=1024)  # twice as many as the app lists: with fewer, the last would displace the first
def _analysed(text: str) -> _Analysed:
    """A paragraph's words, kept while a query is being typed."""
    return _Analysed(text)


class _Finder:
    """One paragraph's words, with the bit of the block type in which each stands, and its dates."""

    def __init__(
        self,
        words: _Analysed,
        bits: Sequence[int],
        meaning: Meaning,
        holds: Holds,
        counts: Counts,
        dates: Sequence[DatedRange],
        apart: bool,
    ) -> None:
        self._words = words
        self._bits = bits
        self._meaning = meaning
        self._holds = holds
        self._counts = counts
        self._dates = dates
        self._apart = apart

    def find(self, node: Node, scope: int) -> list[Range] | None:
        """The ranges of what holds here within some block types; ``None`` where the node does not."""
        match node:
            case And():
                return self._all(node, scope & scope_of(node))
            case Or():
                held = [found for part in node.parts if (found := self.find(part, scope)) is not None]
                return [each for found in held for each in found] if held else None
            case Not():
                return []
            case In():
                return [] if any(bit & scope & scope_of(node) for bit in self._bits) else None
            case Event():
                here = [date for date in self._dates if date.falls_in(node) and date.bit & scope]
                return [(date.start, date.end) for date in here] or None
            case _ if isinstance(node, Worded):
                return self._sought(node, scope) or None
            case _:
                return [] if self._holds(node) else None

    def _all(self, node: And, scope: int) -> list[Range] | None:
        ranges: list[Range] = []
        for part in node.parts:
            found = self.find(part, scope)
            if found is None and not self._apart:
                return None
            ranges += found or []
        return ranges

    def _sought(self, leaf: Worded, scope: int) -> list[Range]:
        groups = [
            {span for span in spans(pattern, self._words.of, self._counts) if self._inside(span, scope)}
            for pattern in self._meaning.patterns(leaf)
        ]
        if isinstance(leaf, Near):
            return [self._range(span) for window in windows(groups, leaf.within) for span in window]
        return [self._range(span) for span in groups[0]]

    def _inside(self, span: Span, scope: int) -> bool:
        first, last = span
        return all(self._bits[number] & scope for number in range(first // STEP, last // STEP + 1))

    def _range(self, span: Span) -> Range:
        """The code points from the first word to the last: a word's number is half its position."""
        first, last = span
        return self._words.tokens[first // STEP].start, self._words.tokens[last // STEP].end
