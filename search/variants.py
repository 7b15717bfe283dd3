"""Other words that find a name: those of the dossier's table first, then names of its texts that sound alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from ..dossier.text import Clean
from ..dossier.transliteration import KINSHIP
from .analysis import JOINED, NAME_ARTICLES, tokens
from .lexicon import Lexicon
from .names import Claim, Names, bare
from .pattern import Limits, Way
from .syntax import Term
from .vocabulary import LONGEST, SHORTEST, Vocabulary, sounding

MOST = 64
"""Other words that one term may stand for; one more says that there are too many."""


class Variant(NamedTuple):
    """Other words for a term: as they are shown, as they are looked for, and why (*table* or *transliteration*).

    ``printed``: articles are known to print them. ``holds`` are the words of a variant that is not, and stands in this
    one: of the two, the one is shown that tells what was found.
    """

    text: Clean
    way: Way
    limits: Limits
    why: str
    printed: bool = True
    holds: str = ""

    @property
    def words(self) -> str:
        """Its index words, by which variants of one term are told apart."""
        return " ".join(bare(words[0] for words in self.way))


class Variants:
    """The variants of terms in one dossier."""

    def __init__(self, names: Names, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self._names = names
        self._vocabulary = vocabulary
        self._lexicon = lexicon

    def under(self, names: Names) -> Variants:
        """The variants of terms under other names of the same dossier."""
        return Variants(names, self._vocabulary, self._lexicon)

    def concern(self, query: str) -> bool:
        """Whether a query can hold a name, so that the table must be read: a word of it, or one that may sound so."""
        return any(self._names.may_know(word) or not self.ordinary(word) for word, *_ in tokens(query))

    def of(self, term: Term, *, strict: bool = False) -> list[Variant]:
        """The variants of a term that stand in the dossier; where ``strict``, those of the table only."""
        words = bare(term.words)
        if len(words) == 1 and self.ordinary(words[0]) and not term.text[:1].isupper():
            return []  # a word of the language, which in a name would have a capital
        heard = sounding(words)
        if strict or not heard or (len(words) == 1 and self.ordinary(words[0])):
            heard = ()
        alike = chain(self._heard(term, words, heard), self._kin(words) if heard else ())
        if claims := self._names.claimed(words):
            return self._minimal(words, chain(self._others(claims, "table"), alike))
        if heard and (claims := self._names.sounding_like(words)):
            return self._minimal(words, chain(self._others(claims, "transliteration"), alike))
        return self._minimal(words, alike)

    def knows(self, words: Sequence[str]) -> bool:
        """Whether several words are one: in the table, closed up in the texts, or by sound.

        By sound only where none is a word of the language.
        """
        if self._names.claimed(words) or self._lexicon.knows(words):
            return True
        if any(self._stands(each.way) for each in self._kin(bare(words))):
            return True
        if any(self.ordinary(word) for word in bare(words) if word not in NAME_ARTICLES):
            return False
        if self._names.sounding_like(words):
            return True
        heard = sounding(words)
        return len(heard) == 1 < len(words) <= LONGEST and bool(self._vocabulary.alike(heard[0]))

    @property
    def longest(self) -> int:
        """Words in the longest name."""
        return max(self._names.longest, LONGEST)

    def ordinary(self, word: str) -> bool:
        """Whether the dossier has a word in small letters too."""
        return word in self._lexicon and word not in self._vocabulary

    def _others(self, claims: Sequence[Claim], why: str) -> Iterator[Variant]:
        for claim in claims:
            person = claim.entity.type == "person"  # whose surname alone is what one expects to read
            for other in self._names.of(claim.entity):
                if not other.articles and all(each.entity != other.entity for each in self._names.claimed(other.words)):
                    continue  # someone else goes by these words too
                articles = claim.articles | other.articles
                if claim.articles and other.articles:
                    articles = claim.articles & other.articles
                    if not articles:
                        continue
                capital = len(other.words) == 1 and other.text[:1].isupper() and self.ordinary(other.words[0])
                yield Variant(other.text, as_way(other.words), Limits(articles, capital), why, other.printed or person)

    def _heard(self, term: Term, words: Sequence[str], heard: Sequence[str]) -> Iterator[Variant]:
        """Names of the texts that sound like a term of one name, and are in no table."""
        if len(heard) != 1 or len(heard[0]) < SHORTEST or (term.growing and self._grows(words[-1])):
            return
        for name in self._vocabulary.alike(heard[0]):
            found = tuple(name.split(" "))
            if found != tuple(words) and not self._names.known(found):
                yield Variant(Clean(self._vocabulary.shown(name)), as_way(found), Limits(), "transliteration")

    def _kin(self, words: Sequence[str]) -> Iterator[Variant]:
        """Other spellings of a father, mother or son before a name, and of the name: bin Laden for Ben Laden."""
        if len(words) != 2 or words[0] not in KINSHIP:
            return
        names = dict.fromkeys((words[1], *self._vocabulary.alike(words[1])))
        for before in KINSHIP[words[0]]:
            for name in names:
                found = (before, *name.split(" "))
                if found != tuple(words) and not self._names.known(found):
                    shown = f"{self._vocabulary.shown(before)} {self._vocabulary.shown(name)}"
                    yield Variant(Clean(shown), as_way(found), Limits(), "transliteration")

    def _grows(self, word: str) -> bool:
        """Whether what is being typed can still become a word of the dossier."""
        return self._lexicon.beginning(word, 1)[1] > 0

    def _minimal(self, own: Sequence[str], found: Iterable[Variant]) -> list[Variant]:
        """Those that stand in the dossier and hold none of the others: where Gadhafi is found, Moammar Gadhafi is."""
        kept: dict[tuple[str, Limits], Variant] = {}
        free: list[tuple[tuple[str, ...], bool]] = [(tuple(own), True)]
        standing = (variant for variant in found if self._stands(variant.way))
        for variant in sorted(standing, key=lambda each: (len(each.way), bool(each.limits), not each.printed)):
            words = tuple(variant.words.split(" "))
            inside = [(shorter, printed) for shorter, printed in free if _within(shorter, words)]
            if any(printed or not variant.printed or variant.limits for _, printed in inside):
                continue
            if (variant.words, variant.limits) in kept:
                continue
            holds = " ".join(inside[0][0]) if inside else ""
            kept[variant.words, variant.limits] = variant._replace(holds=holds)
            if not variant.limits:
                free.append((words, variant.printed))
            if len(kept) > MOST:
                break
        return list(kept.values())

    def _stands(self, way: Way) -> bool:
        """Whether the dossier has all words of a way."""
        return all(any(word in self._lexicon for word in words) for words in way)


def as_way(words: Sequence[str]) -> Way:
    """Words side by side; a name's article with and without its hyphen."""
    return tuple((word, word + JOINED) if word in NAME_ARTICLES else (word,) for word in words)


def _within(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    length = len(shorter)
    return any(tuple(longer[at : at + length]) == tuple(shorter) for at in range(len(longer) - length + 1))
