"""Where sentences begin and end in news English."""

from __future__ import annotations

import re

from .text import Paragraph, Text

# Words whose full stop does not end a sentence when a name, number or title follows.
_ABBREVIATIONS = frozenset({
    *("mr", "mrs", "ms", "dr", "prof", "st", "gen", "lt", "col", "maj", "capt", "sgt", "cmdr", "adm", "brig"),
    *("sen", "rep", "gov", "pres", "rev", "hon", "amb", "sec"),
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    *("mon", "tue", "wed", "thu", "fri", "sat", "sun", "no", "vs", "etc", "fig", "approx", "art", "para"),
})
# Marks that end a sentence, any closing quotation marks and brackets behind them, then white space.
_END = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s)")
_OPENING = "“‘\"'(["


def sentences(text: Text, paragraph: Paragraph) -> list[tuple[int, int]]:
    """The sentences of a paragraph as ranges of code points, without the white space between them."""
    words = str(text.words(paragraph))
    cuts = [match.end() for match in _END.finditer(words) if _ends(words, match)]
    found: list[tuple[int, int]] = []
    start = 0
    for end in [*cuts, len(words)]:
        piece = words[start:end]
        if piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            found.append((paragraph.start + first, paragraph.start + start + len(piece.rstrip())))
        start = end
    return found


def _ends(words: str, match: re.Match[str]) -> bool:
    following = words[match.end() :].lstrip()
    if not following:
        return True
    opener = following.lstrip(_OPENING)[:1]
    if opener.islower():
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = re.search(r"[\w.]*$", words[: match.start()])
    word = before.group() if before else ""
    closed = len(match.group()) > 1  # a closing quotation mark: the stop was the quotation's own
    if closed:
        return True
    if word.casefold() in _ABBREVIATIONS:
        return False
    # Initials and dotted abbreviations ("U.S.", "J.") end a sentence only before a word that usually begins one.
    if re.fullmatch(r"(?:\w\.)*\w", word) and (len(word) == 1 or "." in word):
        return len(word) > 1 and _begins(following)
    return True


def _begins(following: str) -> bool:
    first = re.match(r"[“‘\"'(\[]*(\w+)", following)
    starters = {"The", "A", "An", "It", "He", "She", "They", "We", "But", "And", "In", "On", "At", "This", "That"}
    return first is not None and first.group(1) in starters
