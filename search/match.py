"""Where the words of a query stand in a paragraph: the ranges that are lit.

The paragraph is analysed again, as it was for the index, so that ranges are exact on the text as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from ..dossier.article import Article
from ..dossier.text import Paragraph
from .analysis import Token, runs, tokens
from .corpus import EVERYWHERE, bits_of_words
from .engine import stem
from .results import Range
from .scope import scope_of
from .syntax import And, In, Node, Not, Or, Outlet, Term, Years

Holds = Callable[[Outlet | Years], bool]
"""Whether a field is true of the article."""


def matches(node: Node, article: Article, paragraph: Paragraph, holds: Holds) -> tuple[Range, ...]:
    """The ranges of a query's words in a paragraph that matches it, in code points of the article.

    In order and not overlapping; a phrase is one range. Of alternatives, those are lit that hold here. What stands
    under NOT is not looked at: whether a paragraph matches at all is the index's to say.
    """
    words = _analysed(str(article.text.words(paragraph)))
    bits = bits_of_words(article.blocks_in(paragraph.start, paragraph.end), words.tokens, paragraph.start)
    found = _Finder(words, bits, holds).find(node, EVERYWHERE) or []
    return merged((paragraph.start + start, paragraph.start + end) for start, end in found)


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """``ranges`` in order, those that overlap as one."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


class _Words:
    """A paragraph's tokens, and the positions of each word and stem."""

    def __init__(self, text: str) -> None:
        self.tokens = list(tokens(text))
        self.at: dict[int, int] = {}
        self.words: dict[str, set[int]] = {}
        self.stems: dict[str, set[int]] = {}
        for number, token in enumerate(self.tokens):
            self.at[token.position] = number
            self.words.setdefault(token.word, set()).add(token.position)
            self.stems.setdefault(stem(token.word), set()).add(token.position)

    def places(self, word: str, *, prefix: bool, growing: bool) -> set[int]:
        """Where a word of a term stands, or words that begin with it."""
        found = set() if prefix else set(self.stems.get(stem(word), ()))
        if prefix or growing:
            found.update(*(places for each, places in self.words.items() if each.startswith(word)))
        return found


@lru_cache(maxsize=512)
def _analysed(text: str) -> _Words:
    """A paragraph's words, kept while a query is being typed."""
    return _Words(text)


class _Finder:
    """One paragraph's words, with the bit of the block type in which each stands."""

    def __init__(self, words: _Words, bits: Sequence[int], holds: Holds) -> None:
        self._words = words
        self._bits = bits
        self._holds = holds

    def find(self, node: Node, scope: int) -> list[Range] | None:
        """The ranges of what holds here within some block types; ``None`` where the node does not."""
        match node:
            case Term():
                return self._term(node, scope) or None
            case Outlet() | Years():
                return [] if self._holds(node) else None
            case In():
                return [] if any(bit & scope & scope_of(node) for bit in self._bits) else None
            case Or():
                held = [found for part in node.parts if (found := self.find(part, scope)) is not None]
                return [each for found in held for each in found] if held else None
            case And():
                return self._all(node, scope & scope_of(node))
            case Not():
                return []

    def _all(self, node: And, scope: int) -> list[Range] | None:
        ranges: list[Range] = []
        for part in node.parts:
            found = self.find(part, scope)
            if found is None:
                return None
            ranges += found
        return ranges

    def _term(self, term: Term, scope: int) -> list[Range]:
        *first, last = term.words
        places = [self._words.places(word, prefix=False, growing=False) for word in first]
        places.append(self._words.places(last, prefix=term.prefix, growing=term.growing))
        ranges: list[Range] = []
        for position in runs(places):
            numbers = [self._words.at[position + step] for step in range(len(places))]
            if all(self._bits[number] & scope for number in numbers):
                run: list[Token] = [self._words.tokens[number] for number in numbers]
                ranges.append((run[0].start, run[-1].end))
        return ranges
