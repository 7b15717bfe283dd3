"""Where sentences and quotations begin and end in news English, and what is a headline."""

from __future__ import annotations

import re

from .text import Paragraph, Text

# Titles, whose full stop ends no sentence: a name follows. Small, “gen” and “col” are no titles.
_TITLES = {
    *("mr", "mrs", "ms", "messrs", "dr", "prof", "st", "mt", "ft", "rev", "fr", "msgr", "rt", "hon"),
    *("gen", "lt", "col", "maj", "capt", "sgt", "cpl", "pvt", "pfc", "spc", "cmdr", "cdr", "adm", "ens", "brig"),
    *("sen", "rep", "gov", "pres", "amb", "sec", "supt", "insp", "det", "atty", "asst"),
}
# Words behind a name, whose full stop ends a sentence only where a word that begins one follows, as with “U.S.”.
_BEHIND_NAMES = {"jr", "sr", "inc", "corp", "ltd", "co", "bros"}
# Words that stand between two others.
_BETWEEN = {"vs", "cf", "viz"}
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
    *("Then", "Now", "Later", "Meanwhile", "Yet", "Still", "Also", "By", "During", "Until", "Although", "Though"),
    *("Because", "Both", "Each", "Most", "Several", "All", "Others", "Nobody", "Nothing", "What", "Who", "Why", "How"),
}
# Verbs that tell who has spoken, behind what they said.
_SAYING = "|".join(
    (
        *("said", "says", "asked", "asks", "added", "adds", "told", "tells", "replied", "answered", "responded"),
        *("wrote", "tweeted", "wondered", "inquired", "demanded", "insisted", "warned", "declared", "exclaimed"),
        *("shouted", "yelled", "cried", "joked", "quipped", "recalled", "remarked", "continued", "concluded"),
    )
)
# A name, with who that is, and such a verb.
_SPEAKER = re.compile(
    rf"""
    \s+ (?!(?:{"|".join(sorted(_STARTERS))})\b)
    (?: [^\W\d_a-z][\w.’'-]* \s+ | (?:of|the|for|and|de|van|von|der|bin|al|el)\s+
      | [a-z][\w-]* \s+ (?=(?:[a-z][\w-]*\s+)?[^\W\d_a-z]) ){{0,8}}
    (?:[a-z]+-)? [^\W\d_a-z][\w’'-]* (?:(?<=[’']s)\s+[a-z][\w-]*(?:\s+[a-z][\w-]*)?)? (?:,\ [^,.!?“”"]*,)? \s+
    (?:(?:then|later|also|once|\w+ly)\s+)? (?:{_SAYING})\b
    """,
    re.VERBOSE,
)
# Marks that end a sentence, any closing quotation marks and brackets behind them, then white space. Looked for from the
# first of several marks only, so that a line of nothing else is read once.
_END = re.compile(r"(?<![.!?…])(?:\.(?:\s\.)+|[.!?…]+)[”’\"')\]]*(?=\s)")
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
    # Behind a closing quotation mark the stop was the quotation's own; of a question in it the speaker may follow.
    if _QUOTES & set(marks):
        return marks[0] not in "?!" or _SPEAKER.match(words, match.end()) is None
    if marks[0] != "." or marks.count(".") > 1:
        return True
    word = _word_before(words, match.start())
    if word.isdigit() and match.start() == len(word):  # the number of a paragraph
        return False
    return not _is_abbreviation(word, before_number=first[:1].isdigit()) or (
        _ends_some(word) and first in _STARTERS and not stop
    )


def _is_abbreviation(word: str, *, before_number: bool) -> bool:
    """Whether the full stop behind a word may be its own."""
    folded = word.casefold()
    if word[:1].isupper() and (folded in _TITLES or folded in _BEHIND_NAMES):
        return True
    return folded in _BETWEEN or (before_number and folded in _BEFORE_NUMBERS) or _INITIALS.fullmatch(word) is not None


def _ends_some(word: str) -> bool:
    """Whether an abbreviation may be a sentence's last word."""
    return word.casefold() in _BEHIND_NAMES or _INITIALS.fullmatch(word) is not None


def _word_before(words: str, end: int) -> str:
    """The letters, digits and full stops that stand before ``end`` without a gap."""
    start = end
    while start and (words[start - 1].isalnum() or words[start - 1] == "."):
        start -= 1
    return words[start:end]
