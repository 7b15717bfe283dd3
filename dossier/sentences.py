"""Where sentences and quotations begin and end in news English, and what is a headline."""

from __future__ import annotations

import re

from .text import Paragraph, Text

# Titles, whose full stop ends no sentence: a name follows. Small, “gen” and “col” are no titles.
_TITLES = {
    *("mr", "mrs", "ms", "messrs", "dr", "prof", "st", "mt", "rev", "hon"),
    *("gen", "lt", "col", "maj", "capt", "sgt", "cpl", "pvt", "cmdr", "adm", "brig"),
    *("sen", "rep", "gov", "pres", "amb", "sec"),
}
# Words whose full stop ends no sentence where a number follows.
_BEFORE_NUMBERS = {
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    *("mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun"),
    *("no", "nos", "fig", "art", "para", "sec", "vol", "p", "pp", "c", "ca", "approx"),
}
# Words that usually begin a sentence where a dotted abbreviation ("U.S.", "J.") stands before them.
_STARTERS = {
    *("The", "A", "An", "It", "He", "She", "They", "We", "You", "This", "That", "These", "Those", "There"),
    *("Its", "His", "Her", "Their", "Our", "No", "Not", "Some", "Many", "But", "And", "Or", "So", "However"),
    *("In", "On", "At", "For", "From", "With", "After", "Before", "Since", "As", "If", "When", "While", "Last"),
}
# Marks that end a sentence, any closing quotation marks and brackets behind them, then white space. Looked for from the
# first of several marks only, so that a line of nothing else is read once.
_END = re.compile(r"(?<![.!?…])[.!?…]+[”’\"')\]]*(?=\s)")
_NEXT = re.compile(r"\s*[“‘\"'(\[]*(\w*)(\.?)")
_QUOTES = set("”’\"'")
_QUOTATION = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


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


def quotations(text: Text, paragraph: Paragraph) -> list[tuple[int, int]]:
    """What stands in double quotation marks in a paragraph, marks included, as ranges of code points.

    One that is not closed runs to the paragraph's end, as one does that goes on in the next.
    """
    return [
        (paragraph.start + match.start(), paragraph.start + match.end())
        for match in _QUOTATION.finditer(text.words(paragraph))
    ]


def is_headline(words: str) -> bool:
    """Whether most words are capitalised, so that a capital says nothing."""
    if words.rstrip().endswith((".", ".”", '."')) and not words.isupper():
        return False
    long = _LONG_WORD.findall(words)
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.6 * len(long)


def _ends(words: str, match: re.Match[str]) -> bool:
    following = _NEXT.match(words, match.end())
    first, stop = following.groups() if following else ("", "")
    if first[:1].islower():
        return False
    marks = match.group()
    # Behind a closing quotation mark the stop was the quotation's own.
    if not marks.startswith(".") or marks.startswith("..") or _QUOTES & set(marks):
        return True
    word = _word_before(words, match.start())
    if word[:1].isupper() and word.casefold() in _TITLES:
        return False
    if first[:1].isdigit() and word.casefold() in _BEFORE_NUMBERS:
        return False
    if word.isdigit() and match.start() == len(word):  # the number of a paragraph
        return False
    if "." in word or len(word) == 1:
        return _INITIALS.fullmatch(word) is None or (first in _STARTERS and not stop)
    return True


def _word_before(words: str, end: int) -> str:
    """The letters, digits and full stops that stand before ``end`` without a gap."""
    start = end
    while start and (words[start - 1].isalnum() or words[start - 1] == "."):
        start -= 1
    return words[start:end]
