"""Whether a sentence speaks of a day to come or of one that is past.

Read off a few words around the date: “will meet on Thursday”, “On Friday, envoys will sign”, “said on Monday it would”.
"""

from __future__ import annotations

import re

_WINDOW = 120
"""Code points on either side that are looked at."""
_SENTENCE = re.compile(r"[.!?][”’\"')\]]*\s+(?=[A-Z“‘\"'(])|—\s")
_COMING = re.compile(
    r"\b(?:will|shall|would|be|(?<!had\ been\ )(?:due|scheduled|expected|slated|set\ to|planned)|plans?|planning"
    r"|going\ to|hopes?\ to|wants?\ to|intends?|starts|opens|votes|expires|arrives"
    r"|(?<!\bto\ )(?:meets?|begins?|convenes?|resumes?|takes?\ place)|(?:is|are)\ to|upcoming)\b|[’']ll\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:said|told|says|added|announced|warned|reported|tweeted|wrote|was|were|had|been|after|following|when|since)\b"
    r"|[;:—“”]",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\b(?:until|till|by|ahead\ of|no\ later\ than|due(?:\ on)?)\s(?:the\s)?$", re.IGNORECASE)
_AHEAD = re.compile(r"[’']s\s(?:upcoming|planned|scheduled)\b", re.IGNORECASE)
_SAID_ON = re.compile(r"\b(?:said|told|says|announced|warned|reported|tweeted|wrote|killed|died)(?:\ \w+)?(?:\ on)?\s$")
# “Was elected in June”, though not “was delayed until a vote in June”.
_HAPPENED = re.compile(
    r"\b(?:was|were)\ (?!(?:allowed|announced|called|delayed|expected|invited|moved|needed|planned|postponed|promised"
    r"|put|scheduled|slated|supposed|due|set)\b)(?:\w+ed|born|held|hit|killed|made|sent|shot|struck|taken|won)"
    r"(?:\ (?!(?:to|for|until|by|before|after|that)\b)\w+){0,3}\ (?:(?:on|in|early|late)\ ){0,2}$"
)
_OPENING = re.compile(
    r"\W*(?:(?:and|but|then|so)\W+)?(?:(?:starting|beginning|as\ of)\s)?"
    r"(?:(?:on|in|by|over|at|early|late|from|since|during|after|before)\s)?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:(?P<coming>will|shall|(?:is|are)\ (?:to|due|set|expected|scheduled))|said|told|was|were|had|took|began"
    r"|met|went|came|held|made|gave|saw|left|won|lost|fell|sent|became|\w{2,}ed)\b|[’']ll\b(?P<contracted>)"
)


def is_coming(words: str, start: int, end: int) -> bool | None:
    """Whether the date at ``start``–``end`` is to come; ``None`` where the words do not tell."""
    before = words[max(0, start - _WINDOW) : start]
    sentence = before[max((match.end() for match in _SENTENCE.finditer(before)), default=0) :]
    if _AHEAD.match(words, end):
        return True
    if _OPENING.fullmatch(sentence):
        verb = _VERB.search(words[end : end + _WINDOW].partition(". ")[0])
        if verb is not None:
            return verb["coming"] is not None or verb["contracted"] is not None
    if _UP_TO.search(sentence):
        return True
    if _SAID_ON.search(sentence) or _HAPPENED.search(sentence):
        return False
    cues = list(_COMING.finditer(sentence))
    if cues and not _DONE.search(sentence, cues[-1].end()):
        return True
    return None
