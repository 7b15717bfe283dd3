"""British and American spellings of one word, and how far two words are from each other."""

from __future__ import annotations

from functools import lru_cache

from .engine import stem

_OUR = (
    *("arm", "behavi", "cand", "clam", "col", "demean", "endeav", "fav", "ferv", "flav", "harb", "hon", "hum", "lab"),
    *("neighb", "od", "parl", "ranc", "rig", "rum", "sav", "splend", "tum", "val", "vap", "vig", "disfav", "dishon"),
    *("misbehavi", "discol", "multicol"),
)
_OUR_STARTS = tuple(f"{each}our" for each in _OUR)
# Endings of verbs in -ise and -yse and of what is made from them. Where the word is no such verb (expertise), nothing
# is lost: no other word is spelled like it with a z. Towards s, since the stemmer takes -ize off: organize, organ.
_IZE = ("", "d", "s", "r", "rs")
_IZ = ("ing", "ings", "ation", "ations", "able")
_ENDINGS = tuple(f"{vowel}z{rest}" for vowel in "iy" for rest in (*(f"e{each}" for each in _IZE), *_IZ))
_DOUBLED = (
    *("cancel", "channel", "counsel", "dial", "duel", "equal", "fuel", "funnel", "initial", "label", "level", "libel"),
    *("marshal", "marvel", "model", "panel", "quarrel", "rival", "shovel", "signal", "spiral", "total", "travel"),
    *("trial", "tunnel", "unravel"),
)
_AFTER_DOUBLED = frozenset(("ed", "er", "ers", "ing", "ings", "or", "ors"))
_BEGINNINGS = {
    "defence": "defense",
    "offence": "offense",
    "licence": "license",
    "pretence": "pretense",
    "practise": "practice",
    "centre": "center",
    "theatre": "theater",
    "metre": "meter",
    "kilometre": "kilometer",
    "centimetre": "centimeter",
    "millimetre": "millimeter",
    "litre": "liter",
    "fibre": "fiber",
    "calibre": "caliber",
    "sabre": "saber",
    "sombre": "somber",
    "spectre": "specter",
    "manoeuvre": "maneuver",
    "manoeuvring": "maneuvering",
    "manoeuvrab": "maneuverab",
    "programme": "program",
    "catalogue": "catalog",
    "dialogue": "dialog",
    "analogue": "analog",
    "aluminium": "aluminum",
    "aeroplane": "airplane",
    "anaesth": "anesth",
    "haemo": "hemo",
    "paediatr": "pediatr",
    "orthopaed": "orthoped",
    "encyclopaed": "encycloped",
    "foetus": "fetus",
    "foetal": "fetal",
    "sceptic": "skeptic",
    "sulph": "sulf",
    "artefact": "artifact",
    "jewellery": "jewelry",
    "moustache": "mustache",
    "pyjama": "pajama",
    "skilful": "skillful",
    "wilful": "willful",
    "fulfilment": "fulfillment",
    "enrolment": "enrollment",
    "instalment": "installment",
    "judgement": "judgment",
    "acknowledgement": "acknowledgment",
    "ageing": "aging",
    "grey": "gray",
    "tyre": "tire",
    "kerb": "curb",
    "cheque": "check",
    "chequered": "checkered",
    "tsar": "czar",
    "mould": "mold",
    "draught": "draft",
    "smoulder": "smolder",
    "enquir": "inquir",
    "councillor": "councilor",
    "jeweller": "jeweler",
    "woollen": "woolen",
    "marvellous": "marvelous",
    "tranquillity": "tranquility",
    "mediaeval": "medieval",
    "leukaemia": "leukemia",
    "diarrhoea": "diarrhea",
    "gynaecolog": "gynecolog",
    "oestrogen": "estrogen",
    "cosy": "cozy",
    "plough": "plow",
    "gaol": "jail",
    "fulfil": "fulfill",
    "enrol": "enroll",
    "distil": "distill",
    "instil": "instill",
    "appal": "appall",
}
_WHOLE = frozenset(("fulfil", "enrol", "distil", "instil", "appal", "tyre", "cheque"))
# No words in -our with an ending behind it, though they would be by their letters.
_NOT_OUR = ("colourado", "labourator")
_SHORTEST_BEGINNING = 4
_INITIALS = frozenset(each[:3] for each in _BEGINNINGS)


@lru_cache(maxsize=1 << 16)
def root(word: str) -> str:
    """What the forms and spellings of a folded word have in common: the stem of its one spelling."""
    return stem(one_spelling(word))


def one_spelling(word: str) -> str:
    """A folded word in the spelling that stands for both the British and the American one."""
    if len(word) < 4 or not word.isascii():
        return word
    if word[:3] in _INITIALS:
        word = _begun(word)
    if word.startswith(_OUR_STARTS) and not word.startswith(_NOT_OUR):
        return word.replace("our", "or", 1)
    if word.endswith(_ENDINGS):
        at = word.rindex("z")
        return f"{word[:at]}s{word[at + 1 :]}" if at > 3 else word
    at = word.find("ll")
    if at > 0 and word[at + 2 :] in _AFTER_DOUBLED and word[: at + 1] in _DOUBLED:
        return word[: at + 1] + word[at + 2 :]
    return word


def _begun(word: str) -> str:
    for british, american in _BEGINNINGS.items():
        if word.startswith(british) and (british not in _WHOLE or word in (british, f"{british}s")):
            rest = word[len(british) :]
            if rest == "d" and british.endswith("re"):
                rest = "ed"
            return american + rest
    return word


def beginnings(prefix: str) -> list[tuple[str, str]]:
    """Other beginnings with which words may begin that, spelled in another way, begin with ``prefix``.

    Each stands behind what it takes the place of, which is ``prefix`` or longer: ``defence``, ``defense`` for
    ``defenc``. Whether a word found so is spelled in both ways, :func:`one_spelling` tells.
    """
    if len(prefix) < _SHORTEST_BEGINNING or not prefix.isascii():
        return []
    pairs = [*_BEGINNINGS.items(), *((f"{each}our", f"{each}or") for each in _OUR)]
    pairs += [(each + each[-1], each) for each in _DOUBLED]
    found = [(prefix, one_spelling(prefix))]
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            if prefix.startswith(one):
                rest = prefix[len(one) :]
                found.append((prefix, other + (rest.removeprefix("e") if other.endswith("re") else rest)))
            elif one.startswith(prefix):
                found.append((one, other))
    for at in range(2, len(prefix) - 1):
        if prefix[at] in "iy" and prefix[at + 1] in "sz":
            letter = "z" if prefix[at + 1] == "s" else "s"
            found.append((prefix, f"{prefix[: at + 1]}{letter}{prefix[at + 2 :]}"))
    return found


def distance(first: str, second: str, most: int) -> int | None:
    """How many letters must be changed, added, left out or exchanged with their neighbour; ``None`` if over ``most``.

    The optimal string alignment distance.
    """
    if abs(len(first) - len(second)) > most:
        return None
    before: list[int] = []
    row = list(range(len(second) + 1))
    for number, letter in enumerate(first):
        two_before, before, row = before, row, [number + 1]
        for at, other in enumerate(second):
            cost = min(before[at + 1] + 1, row[at] + 1, before[at] + (letter != other))
            if number and at and letter == second[at - 1] and first[number - 1] == other:
                cost = min(cost, two_before[at - 1] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
