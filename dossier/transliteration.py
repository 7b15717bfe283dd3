"""Names that were written in another script: which spellings can be one name.

The press spells one Arabic name in a dozen ways, for sounds that English does not tell apart and vowels that Arabic
does not write. A spelling is read as a row of sounds. Two spellings may be one name where their consonants fall into
the same rough classes (:func:`key`, for looking up) and the sounds differ by little (:func:`likeness`). Nothing here
knows a name: the tables hold letters and what stands in for them in the romanisations in use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

THRESHOLD = 0.86
"""The likeness from which on two spellings count as one name."""
_SHORT_THRESHOLDS = {1: 1.0, 2: 1.0, 3: 0.93, 4: 0.92, 5: 0.915}
"""The same for names of so few sounds: there, little is left to tell two names apart."""
_JOINED = 4
"""Letters that must be left of a word for its beginning to be taken for an article."""

# Letters that stand for one sound, and the sound where it is written otherwise.
_WRITTEN = (
    "schtsch=ch chtch=ch shch=ch tsch=ch dsch=j sch=sh tch=ch dj=j ph=f ck=k tz=ts cz=ch ou=u oo=u ee=i aw=au ow=ou "
    "ay=ai ey=ei kh=kh gh=gh sh=sh ch=ch dh=dh th=th zh=zh ts=ts"
)
_SOUNDS = dict(each.split("=") for each in _WRITTEN.split())
_LETTERS = {"c": "k", "w": "u", "y": "i", "x": "ks"}
_SEVERAL = frozenset(("ks", "au", "ai", "ei", "ou"))
_SOFTENING = frozenset("eiy")
_SPLIT = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)) + "|[a-z]")
_VOWELS = frozenset("aeiou")
_CLASSED = "k=k,q,g,gh,kh,j,h t=t,d,th,dh,s,z,sh,ch,zh,ts p=p,b,f,v"
_CLASSES = {sound: each[0] for each in _CLASSED.split() for sound in each[2:].split(",")}
# What it costs to take one sound for another; 1 where nothing is said.
_COSTLY = (
    "g/q/.15 k/q/.1 g/k/.45 g/gh/.1 gh/q/.3 gh/k/.4 k/kh/.2 kh/q/.3 g/kh/.4 gh/kh/.4 h/kh/.35 g/j/.1 ch/kh/.3 j/zh/.2 "
    "h/k/.9 g/h/.8 d/dh/.1 d/t/.6 dh/z/.1 dh/th/.25 d/th/.35 t/th/.1 s/th/.3 th/z/.4 ch/sh/.15 s/z/.5 d/z/.6 s/ts/.4 "
    "ts/z/.3 ch/ts/.5 z/zh/.4 s/sh/.6 b/p/.6 f/v/.3 b/v/.5 "
    "a/e/.25 e/i/.2 a/i/.5 o/u/.15 a/o/.7 a/u/.8 e/u/.4 e/o/.5 i/u/.7 i/o/.8"
)
_COSTS = {
    pair: float(cost)
    for one, other, cost in (each.split("/") for each in _COSTLY.split())
    for pair in ((one, other), (other, one))
}
# What differs by the place. In the first syllable e and u make two names, as in Tunis and Tennis; behind it e is
# a vowel that is not written. There a and i make two names of one root, as in Jamal and Jamil; in the first, dialects
# differ. At the end an i or o is heard, and an e is silent or an a.
_FIRST = {("e", "u"): 0.8, ("u", "e"): 0.8}
_LATER = {("a", "i"): 1.0, ("i", "a"): 1.0}
_LAST = {**_LATER, **dict.fromkeys((("e", "i"), ("i", "e"), ("e", "o"), ("o", "e")), 1.0)}
_BY_PLACE = _FIRST, _LATER, _LAST
_VOWEL_LEFT_OUT = 0.3
_DIPHTHONG = 0.2
_VOWEL_BESIDE_VOWEL = 0.6
_OUTER_VOWEL = 1.0
_LAST_VOWEL_LEFT_OUT = 0.5
_LAST_E = 0.1
_ARTICLE = 0.2
"""What it costs that one of two words may begin with an article that is not set off."""

_ARTICLES = frozenset(("al", "el", "ul"))
_ASSIMILATED = frozenset(
    f"{vowel}{rest}" for vowel in "ae" for rest in ("s", "sh", "d", "r", "t", "n", "z", "dh", "th")
)
_SERVANTS = frozenset(("abd", "abdu", "abdul", "abdel", "abdal", "abdoul", "abdol", "abdoel", "abdil"))
_FAITHS = frozenset(("din", "deen", "dine"))
JOINING = _SERVANTS | _FAITHS
"""Words that are one with the name behind or before them, as Abd in Abd al-Jalil and Din in Nour al-Din."""
_KINSHIP = (("bin", "ben", "ibn", "ibin"), ("abu", "abou", "abo", "aboo", "bu", "bou"), ("umm", "um", "oum", "om"))
KINSHIP = {each: spellings for spellings in _KINSHIP for each in spellings}
"""The spellings of each word for a father, mother or son before a name, as of ben in Ben Ali; in small letters."""
_SERVANT = re.compile(r"abd(?:ou|oe|[aeiou])(?:l|(?=([dnrstz])\1))")
_FAITH = re.compile(r"[aeiou]l?d{1,2}[ie]{1,2}ne?\Z")
_SILENT = re.compile(r"(?<=[gq])ue\Z|(?<=g)u(?=[ei])")
_DOUBLED = re.compile(r"([cdgkstz])(?=\1h)")
_JOINED_ARTICLE = re.compile(r"[ae]([dnrstz])\1")
_BONES = dict.fromkeys(range(ord("a"), ord("z") + 1)) | str.maketrans("mnrbfpv", "mnrpppp")
_RUN = re.compile(r"(.)\1+")
_WORD = re.compile(r"[a-z]+|[^a-z]+")


@lru_cache(maxsize=1 << 14)
def units(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: folded, without articles, “Abd al-” and “al-Din” with their names."""
    found: list[str] = []
    words, gaps = _folded(name)
    servant = False
    for number, word in enumerate(words):
        if number < len(words) - 1 and (word in _ARTICLES or (word in _ASSIMILATED and gaps[number] == "-")):
            continue
        if word in _SERVANTS and number < len(words) - 1:
            servant = True
            continue
        if word in _FAITHS and number and found and len(words[number - 1]) == 2:
            found[-1] += "uddin"
            continue
        found.append(f"abdul{word}" if servant else KINSHIP.get(word, (word,))[0])
        servant = False
    return tuple(found)


def _folded(name: str) -> tuple[list[str], list[str]]:
    """The words of a name in plain small letters, and for each what stands behind it: a hyphen, a blank or nothing."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", name.casefold()) if char.isalnum() or char in " -‐‑–"
    )
    words: list[str] = []
    gaps: list[str] = []
    for part in _WORD.findall(plain):
        if part[0].isascii() and part[0].isalpha():
            words.append(part)
            gaps.append("")
        elif gaps:
            gaps[-1] = " " if " " in part else "-"
    return words, gaps


@lru_cache(maxsize=1 << 16)
def sounds(word: str) -> tuple[str, ...]:
    """A word in small letters as its sounds; double ones count once, and an h behind a last vowel is silent.

    So is the u that keeps a g hard, as in Aguila; of ddh and the like the first letter is the double of the sound.
    """
    found: list[str] = []
    word = _SERVANT.sub("abdul", word, count=1) if word.startswith("abd") else word
    word = _DOUBLED.sub("", _SILENT.sub("", word))
    word = _FAITH.sub("udin", word) if len(word) > 6 else word
    for match in _SPLIT.finditer(word):
        piece = match.group()
        if piece == "c" and word[match.end() : match.end() + 1] in _SOFTENING:
            piece = "s"
        piece = _SOUNDS.get(piece) or _LETTERS.get(piece, piece)
        several = piece in _SEVERAL
        for sound in piece if several else (piece,):
            if not found or found[-1] != sound:
                found.append(sound)
    if len(found) > 2 and found[-1] == "h" and found[-2] in _VOWELS:
        found.pop()
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def key(word: str) -> str:
    """The classes of a word's consonants. Spellings of one name have one key; names with one key may be several.

    Two words can be alike only where one of :func:`keys` of each is the same.
    """
    return _key(sounds(word))


def _key(row: Iterable[str]) -> str:
    return "".join(_CLASSES.get(sound, sound) for sound in row if sound not in _VOWELS)


def skeleton(word: str) -> str:
    """What is left of a word's letters that no spelling changes, found without its sounds: m, n, r, and b, f, p or v.

    Words with one of their :func:`keys` in common have one skeleton.
    """
    return _RUN.sub(r"\1", word.translate(_BONES))


def keys(word: str) -> tuple[str, ...]:
    """The key of a word, and the one it has where its beginning is an article that is not set off, as in Elkeib."""
    return tuple(found for each in _readings(word) for found in _heard(each))


def _heard(word: str) -> tuple[str, ...]:
    """The key of a reading, and the one it has where zh is written j, as in French."""
    found = sounds(word)
    return (key(word), _key("j" if sound == "zh" else sound for sound in found)) if "zh" in found else (key(word),)


def _readings(word: str) -> tuple[str, ...]:
    """A word, and what is left of it where its beginning may be an article that is not set off."""
    rest = word[2:]
    if len(rest) < _JOINED:
        return (word,)
    if word[:2] in ("al", "el") and rest[0] not in "aeioul":
        return (word, rest)
    return (word, rest) if _JOINED_ARTICLE.match(word) else (word,)


@lru_cache(maxsize=1 << 16)
def likeness(first: str, second: str) -> float:
    """How alike two words sound, from 0 to 1 for spellings that differ in nothing that is heard."""
    best = 0.0
    for one in _readings(first):
        for other in _readings(second):
            apart = (one != first) != (other != second)
            left, right = sounds(one), sounds(other)
            longest = max(len(left), len(right), 1)
            best = max(best, 1 - (_difference(left, right) + _ARTICLE * apart) / longest)
    return max(0.0, best)


def alike(first: str, second: str) -> bool:
    """Whether two words of names, in small letters, can be spellings of one."""
    if first == second:
        return True
    if set(keys(first)).isdisjoint(keys(second)):
        return False
    servant, other = _SERVANT.match(first), _SERVANT.match(second)
    if servant and other and servant.end() < len(first) and other.end() < len(second):
        return alike(first[servant.end() :], second[other.end() :])  # “Abdul” says nothing of whose servant
    shorter = min(len(sounds(first)), len(sounds(second)))
    return likeness(first, second) >= _SHORT_THRESHOLDS.get(shorter, THRESHOLD)


def same_name(first: str, second: str) -> bool:
    """Whether two names can be spellings of one: given name and surname where both have them, else the surname."""
    one, other = units(first), units(second)
    if not one or not other:
        return False
    if len(one) == len(other):
        return all(alike(left, right) for left, right in zip(one, other, strict=True))
    if len(one) == 1 or len(other) == 1:
        return alike(one[-1], other[-1])
    return alike(one[0], other[0]) and alike(one[-1], other[-1])


def _difference(first: Sequence[str], second: Sequence[str]) -> float:
    """What it costs to make one row of sounds of the other."""
    above = [0.0]
    for at in range(len(second)):
        above.append(above[-1] + _missing(second, at))
    places, other_places = _places(first), _places(second)
    for number, sound in enumerate(first):
        row = [above[0] + _missing(first, number)]
        for at, other in enumerate(second):
            special = _BY_PLACE[min(places[number], other_places[at])]
            row.append(
                min(
                    above[at] + _exchanged(sound, other, special),
                    above[at + 1] + _missing(first, number),
                    row[at] + _missing(second, at),
                )
            )
        above = row
    return above[-1]


def _places(row: Sequence[str]) -> list[int]:
    """For each sound the number of the table for its place: in the first syllable, behind it, or last."""
    vowel = next((at for at, sound in enumerate(row) if sound in _VOWELS), len(row))
    return [2 if at == len(row) - 1 else int(at > vowel) for at in range(len(row))]


def _exchanged(sound: str, other: str, special: Mapping[tuple[str, str], float]) -> float:
    """What it costs to take one sound for another, where ``special`` holds what differs by the place in the word."""
    if sound == other:
        return 0.0
    pair = sound, other
    return special.get(pair) or _COSTS.get(pair, 1.0 if (sound in _VOWELS) == (other in _VOWELS) else 2.0)


def _missing(row: Sequence[str], at: int) -> float:
    """What it costs to leave a sound out."""
    before, after = row[at - 1] if at else "", row[at + 1] if at + 1 < len(row) else ""
    if row[at] not in _VOWELS:
        return 0.6 if row[at] == "h" else 1.0
    if (row[at] in "ae" and after == "i") or (row[at] in "aeo" and after == "u"):
        return _DIPHTHONG
    if not before or not after:
        return _LAST_E if row[at] == "e" and not after else _OUTER_VOWEL
    if {row[at], before} == {"e", "i"}:
        return _DIPHTHONG
    if before in _VOWELS or after in _VOWELS:
        return _VOWEL_BESIDE_VOWEL
    return _LAST_VOWEL_LEFT_OUT if at == len(row) - 2 else _VOWEL_LEFT_OUT
