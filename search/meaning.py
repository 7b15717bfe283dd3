"""What the terms of a query stand for: the words of the dossier that each of their places takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from ..dossier.text import Clean
from .abbreviations import COLLIDING, FULL, LONGEST_NAME, MARK, SHORT, printed
from .analysis import JOINED, NAME_ARTICLES, hyphenated, tokens
from .lexer import ARTICLES
from .lexicon import Lexicon, may_be_one
from .pattern import Limits, Pattern, Slot, Way, Words
from .results import Also
from .spelling import one_spelling, root
from .syntax import Near, Term, Worded, render
from .variants import MOST, Variant, Variants

MOST_COMPLETIONS = 256
"""Words that ``word*`` may stand for; the most frequent are taken."""
MOST_WHILE_TYPING = 32
"""Words that a word still being typed may stand for."""
MOST_SIMILAR = 32
"""Words that ``word~`` may stand for; the most alike are taken."""
MOST_SPELLINGS = 3
"""Spellings that are looked for in place of a word that occurs nowhere."""
SHORTEST_CORRECTED = 5
"""Letters of a word from which on its nearest spellings are looked for where it occurs nowhere."""
_LONG = 8
"""Letters from which on two of them may be wrong."""

_MOST_WAYS = 64
"""Ways in which the words of a name may be written before its variants are added."""


@dataclass(frozen=True, slots=True)
class Added:
    """Something that was looked for beside a term, and the pattern by which it was.

    ``holds`` is the key in :attr:`Meaning.also` of words that stand in it, perhaps only there.
    """

    also: Also
    pattern: Pattern
    holds: tuple[str, str] | None = None


class _Beside(NamedTuple):
    """Index words that may stand in place of a term's own, why, and how they are shown where not as usual."""

    form: str
    why: str
    shown: Clean | None


class Meaning:
    """Finds the words for terms, and remembers what must be said about it."""

    def __init__(
        self,
        lexicon: Lexicon,
        variants: Variants | None = None,
        *,
        guess: bool = True,
        ordinary: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """Without ``variants`` names stand for themselves only; without ``guess`` words that occur nowhere do too.

        ``ordinary`` tells whether the dossier has a word in small letters.
        """
        self._lexicon = lexicon
        self._variants = variants
        self._guess = guess
        self._ordinary = ordinary
        self._excluded = False
        self._known: dict[tuple[Term, bool], Pattern] = {}
        self._beside: list[_Beside] = []
        """What may fill the place being made beside its own word."""
        self.notes: list[Clean] = []
        """Sentences on words that were cut off or put in place of others."""
        self.also: dict[tuple[str, str], Added] = {}
        """What was looked for beside the terms themselves, by term and index words."""

    def patterns(self, leaf: Worded, *, strict: bool = False) -> tuple[Pattern, ...]:
        """The patterns of the terms of a leaf.

        ``strict``: what stands under NOT, for which no spelling is guessed.
        """
        terms = leaf.terms if isinstance(leaf, Near) else (leaf,)
        return tuple(self._pattern(term, strict) for term in terms)

    def _pattern(self, term: Term, strict: bool) -> Pattern:
        key = (term, strict)
        if key not in self._known:
            plain = not (term.quoted or term.exact or term.fuzzy or term.prefix or term.inner)
            variants = self._variants.of(term, strict=strict) if plain and self._variants is not None else []
            self._excluded = strict
            slots = tuple(self._slots(term, strict or term.inner or bool(variants) or not self._guess))
            self._known[key] = self._widened(term, slots, variants) if variants else slots
        return self._known[key]

    def _widened(self, term: Term, slots: Pattern, variants: Sequence[Variant]) -> Pattern:
        """The pattern of a name as one place, which its variants may fill too."""
        own: list[Way] = [()]
        for slot in slots:
            own = [(*way, *more) for way in own for more in slot.ways][:_MOST_WAYS]
        if len(variants) > MOST:
            self._note(f"“{render(term)}” has more than {MOST} other forms; the shortest {MOST} were looked for")
        free, limited = list(own), list[tuple[Way, Limits]]()
        for variant in variants[:MOST]:
            if variant.limits:
                limited.append((variant.way, variant.limits))
                slot = Slot((), limited=(limited[-1],))
            else:
                free.append(variant.way)
                slot = Slot((variant.way,))
            holds = (str(term.text), variant.holds) if variant.holds else None
            self._add(term, variant.words, variant.text, variant.why, (slot,), holds)
        return (Slot(tuple(free), limited=tuple(limited)),)

    def _slots(self, term: Term, strict: bool) -> list[Slot]:
        slots: list[Slot] = []
        beside: list[tuple[int, _Beside]] = []
        words, at = term.words, 0
        dropped = term.quoted and not term.exact and not ARTICLES.issuperset(words)
        while at < len(words):
            name = None if term.exact or term.inner else _name_at(words, at)
            begins = at in term.begins or (bool(slots) and slots[-1].optional and slots[-1].begins)
            taken = 1 if name is None else len(name)
            if name is not None:
                ways = [tuple(self._forms(word) for word in name), ((SHORT[name],),)]
                ways += [_way(other) for other in FULL[SHORT[name]] if other != name]
                self._say_also(SHORT[name], "abbreviation")
                slots.append(Slot(tuple(ways), begins=begins))
            elif closed := self._closed(term, at):
                slots.append(Slot((*self._both(term, at), (closed,)), begins=begins))
                taken = 2
            elif dropped and words[at] in ARTICLES:
                slots.append(Slot(((tuple(sorted(ARTICLES)),),), optional=True, begins=begins))
            else:
                slots.append(Slot(self._ways(term, at, strict), begins=begins))
            beside += [(len(slots) - 1, each) for each in self._beside]
            self._beside.clear()
            at += taken
        for number, (form, why, shown) in beside:
            filled = Slot((_way(tuple(form.split(" "))),), begins=slots[number].begins)
            self._add(term, form, shown or _shown(form, why), why, (*slots[:number], filled, *slots[number + 1 :]))
        return slots

    def _ways(self, term: Term, at: int, strict: bool) -> tuple[Way, ...]:
        word, last = self._meant(term, at), at == len(term.words) - 1
        if term.exact:
            return ((self._joined(term, word, (word,)),),)
        if last and term.prefix:
            return ((self._completions(term, word, MOST_COMPLETIONS),),)
        stands_for = self._joined(term, word, self._forms(word))
        if last and term.growing:
            stands_for += self._completions(term, word, MOST_WHILE_TYPING)
        if term.fuzzy:
            stands_for += self._similar(term, word)
        divided = self._divided(word)
        found = bool(divided) or any(each in self._lexicon for each in stands_for)
        if not found and not (strict or term.quoted or term.fuzzy):
            stands_for += self._spellings(term, word)
        self._say_forms(word, stands_for)
        names = () if term.inner else FULL.get(word) or FULL.get(word.removesuffix(MARK), ())
        for name in names:
            if all(part in self._lexicon for part in name):
                self._say_also(" ".join(name), "abbreviation")
        return ((tuple(dict.fromkeys(stands_for)),), *(_way(name) for name in names), *divided)

    def _meant(self, term: Term, at: int) -> str:
        """The index word of a term's word; in capitals the abbreviation, where the texts have that and the word."""
        word, found = term.words[at], list(tokens(term.text))
        if len(found) != len(term.words) or (term.prefix and at == len(term.words) - 1):
            return word
        capital = term.text[found[at].start : found[at].end].isupper() and word + MARK in self._lexicon
        return word + MARK if capital and any(map(self._ordinary, self._lexicon.family(root(word)))) else word

    def _divided(self, word: str) -> tuple[Way, ...]:
        """The ways in which the dossier may write a word with a hyphen or spaces: co-operation, air strike, 12 500."""
        ways: list[Way] = []
        for first, second in self._lexicon.divided(root(word)):
            ways.append(((first,), (second,)))
            self._say_also(f"{first} {second}", "spelling", Clean(f"{first}-{second}"))
        if groups := self._lexicon.grouped(word):
            ways.append(_way(groups))
            self._say_also(" ".join(groups), "spelling")
        for first, forms in self._lexicon.opened(word):
            ways.append(((first,), forms))
            for form in forms:
                self._say_also(f"{first} {form}", "spelling")
        return tuple(ways)

    def _closed(self, term: Term, at: int) -> Words:
        """The words that a term's words at ``at`` and behind it are when they are written as one."""
        if term.exact or at + 1 >= len(term.words) or at + 1 in term.begins:
            return ()
        pair, last = term.words[at : at + 2], at + 2 == len(term.words)
        found = list(tokens(term.text))
        joined = len(found) == len(term.words) and hyphenated(term.text, found[at], found[at + 1])
        if not (joined or may_be_one(pair)):
            return ()
        forms = self._lexicon.closed(pair)
        if last and (term.prefix or term.growing):
            most = MOST_COMPLETIONS if term.prefix else MOST_WHILE_TYPING
            forms = tuple(dict.fromkeys((*forms, *self._completions(term, "".join(pair), most))))
        for form in forms:
            self._say_also(form, "spelling")
        return forms

    def _both(self, term: Term, at: int) -> tuple[Way, ...]:
        """The ways of a term's words at ``at`` and behind it, one after the other."""
        told = list(self._beside)
        both = product(self._ways(term, at, strict=True), self._ways(term, at + 1, strict=True))
        self._beside[:] = told  # another spelling of one of the two does not fill the place of both
        return tuple((*one, *other) for one, other in both)

    def _forms(self, word: str) -> Words:
        """The words with the same root; of an abbreviation that is a word in small letters, both."""
        forms = self._lexicon.family(root(word))
        return (*forms, word + MARK) if word in COLLIDING else forms

    @staticmethod
    def _joined(term: Term, word: str, forms: Words) -> Words:
        """``forms``, for a name's article with and without its hyphen; alone it never stands for one."""
        bare = word.removesuffix(JOINED)
        if len(term.words) == 1 or bare not in NAME_ARTICLES:
            return forms
        return (bare, bare + JOINED)

    def _completions(self, term: Term, word: str, most: int) -> Words:
        found, total = self._lexicon.beginning(word, most)
        if total > most:
            self._note(f"“{render(term)}” begins {total} words; the {most} most frequent were looked for")
        return found

    def _similar(self, term: Term, word: str) -> Words:
        found = [other for _, other in self._lexicon.similar(word, term.fuzzy)]
        if len(found) > MOST_SIMILAR:
            self._note(f"“{render(term)}” is like {len(found)} words; the {MOST_SIMILAR} most alike were looked for")
        for other in found[:MOST_SIMILAR]:
            self._say_also(other, "similar")
        return tuple(found[:MOST_SIMILAR])

    def _spellings(self, term: Term, word: str) -> Words:
        """The nearest spellings of a word that occurs nowhere, with the other forms of each."""
        if len(word) < SHORTEST_CORRECTED or not word.isalpha():
            return ()
        near = self._lexicon.similar(word, 1 + (len(word) >= _LONG))
        best = [other for far, other in near if far == near[0][0]][:MOST_SPELLINGS]
        if not best:
            return ()
        for other in best:
            self._say_also(other, "typo")
        listed = " or ".join(f"“{other}”" for other in best)
        shown = term.text if len(term.words) == 1 else word
        self._note(f"“{shown}” occurs nowhere; {listed} was looked for instead, the nearest spelling")
        return tuple(form for other in best for form in self._lexicon.family(root(other)))

    def _say_forms(self, word: str, stands_for: Words) -> None:
        """Say which words differ from the term by American or British spelling."""
        for other in stands_for:
            if other != word and one_spelling(other) == one_spelling(word):
                self._say_also(other, "spelling")

    def _say_also(self, form: str, why: str, shown: Clean | None = None) -> None:
        if all(word in self._lexicon for word in form.split(" ")):
            self._beside.append(_Beside(form, why, shown))

    def _add(
        self, term: Term, words: str, shown: Clean, why: str, pattern: Pattern, holds: tuple[str, str] | None = None
    ) -> None:
        """Remember what was looked for beside a term; of words that were added twice the first reason stays."""
        also = Also(term.text, shown, 0, Clean(why), self._excluded)
        self.also.setdefault((str(term.text), words), Added(also, pattern, holds))

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(Clean(sentence))


def _shown(form: str, why: str) -> Clean:
    """Index words beside a term as they are shown."""
    words = form.split(" ")
    if why == "abbreviation" and len(words) > 1:
        return Clean(printed(words))
    return Clean(form.removesuffix(MARK).upper() if form.endswith(MARK) or form in FULL else form)


def _way(name: tuple[str, ...]) -> Way:
    return tuple((word,) for word in name)


def _name_at(words: tuple[str, ...], at: int) -> tuple[str, ...] | None:
    """The longest full name of an abbreviation that begins at a word."""
    for length in range(min(LONGEST_NAME, len(words) - at), 1, -1):
        if words[at : at + length] in SHORT:
            return words[at : at + length]
    return None
