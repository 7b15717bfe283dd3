"""Whether a sentence speaks of a day to come or of one that is past.

Read off a few words around the date: “will meet on Thursday”, “On Friday, envoys will sign”, “said on Monday it would”,
“The blast on Jan. 6 killed 12”.
"""

from __future__ import annotations

import re

_WINDOW = 120
"""Code points on either side that are looked at."""
_NEAR = 4
"""As many words may stand between a date with the subject and its verb."""
_SENTENCE = re.compile(r"[.!?][”’\"')\]]*\s+(?=[A-Z“‘\"'(])|—\s")
_CLAUSE = re.compile(r"[;:]\s|,?\s(?:and|but|while)\s(?=(?:(?:on|in|by|since|early|late)\s)+$)")
"""What opens another clause right before a date: “came in July, and in mid-October another is to follow”."""
_PRESENT = (
    r"(?<!\bto\ )(?:meets?|begins?|convenes?|resumes?|takes?\ (?:place|effect|office)|comes?\ into\ (?:force|effect))"
    r"|(?:starts|opens|votes|expires|arrives|dissolves)"
    r"|(?:ends|(?<=\w[^aiu\W]s\ )(?<!\bits\ )(?:start|open|vote|expire|arrive|end))"
    r"(?=\ (?:on|in|at|early|late)\ |[.,;]|\ ?$)"
)
"""Verbs whose present tells of what is to come: “talks open Tuesday”, not “he is to open” or “the start”."""
_COMING = re.compile(
    r"\b(?:will|shall|would|be|(?<!had\ been\ )(?:due|scheduled|expected|slated|set\ (?:to|for)|planned)|plans?"
    rf"|planning|going\ to|hopes?\ to|wants?\ to|intends?|{_PRESENT}|(?:is|are)\ to|upcoming)\b|[’']ll\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:said|told|says|added|announced|warned|reported|tweeted|wrote|was|were|had|been|after|following|when|since"
    r"|took|began|went|came|gave|saw|fell|became|fled|broke|rose|spoke|opened|grew|withdrew)\b|[;:—“”]",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\b(?:until|till|by|ahead\ of|no\ later\ than|due(?:\ on)?)\s(?:the\s)?$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s(?:early\s|late\s)?$", re.IGNORECASE)
_AHEAD = re.compile(r"[’']s\s(?:upcoming|planned|scheduled)\b", re.IGNORECASE)
_SCHEDULED = (
    r"(?:votes?|voting|elections?|referendums?|polls?|ballots?|run-?offs?|talks|summits?|meetings?|sessions?|hearings?"
    r"|trials?|conferences?|deadlines?|ceremony|visits?|parades?|match|matches|inaugurations?|rally|strikes?|launch)"
)
"""What is known before it happens."""
_SAID_ON = re.compile(
    r"\b(?:said|told|says|announced|warned|reported|tweeted|wrote|killed|died|agreed|approved|decided|proposed|urged|vowed)"
    rf"(?:\ (?!{_SCHEDULED}\b)\w+)?(?:\ on)?\s$"
)
_IRREGULAR = (
    r"(?:took|began|met|went|came|held|made|gave|saw|left|won|lost|fell|sent|became|fled|broke|shot|hit|struck|rose"
    r"|flew|drove|found|spoke|wrote|chose|stood|sank|led|paid|sold|built|bought|brought|caught|fought|got|grew|withdrew"
    r"|overthrew|bore|shook|stole|blew|drew|kept|quit|sat|swept|died|born|taken|attended|hosted|ended|started|opened"
    r"|(?:was|were)\ shut)"
)
"""Of what has happened, whatever stands behind them; where they are regular, it is begun, ended or gone to."""
_NO_VERB = "".join(rf"(?<!\b{word}\ )" for word in ("the", "a", "an", "its", "his", "her", "their", "newly"))
_NO_VERB += r"(?<!-)"
"""Not “the planned talks” or “UN-backed talks”."""
_REGULAR = r"(?!hundred|need|indeed|speed|seed|breed|embed|exceed|proceed|succeed|naked)[a-z]\w+ed"
_TO_COME = (
    r"(?:allowed|announced|approved|agreed|called|delayed|demanded|expected|invited|moved|needed|planned|postponed"
    r"|prepared|promised|proposed|rescheduled|scheduled|slated|supposed|threatened|urged|vowed|wanted|warned)\b"
)
"""What may be said today of a day to come: “the vote was postponed on” tells nothing of a vote."""
_ELSEWHERE = (
    r"(?:to|for|until|till|before|ahead|that|which|who|whose|but|if|about|over|when"
    r"|is|are|has|have|takes?|comes?|goes|returns?|enters?|faces?)"
)
"""Words behind which a date belongs to another verb."""
_GAP, _WORD = r"[\s,“”\"()]+", r"[^\s,“”\"();:]+"
_PAST_BEFORE = re.compile(
    rf"\b(?={_IRREGULAR}\b|[a-z]\w+ed\b)(?<!\bbe\ )(?<!\bis\ )(?<!\bare\ )(?<!\bto\ )(?<!\bbeing\ ){_NO_VERB}"
    rf"(?:{_IRREGULAR}|(?!{_TO_COME}){_REGULAR}(?!(?:\W+\w+)*?\W+{_SCHEDULED}\b))"
    rf"(?:{_GAP}(?!{_ELSEWHERE}\b){_WORD}){{0,9}}{_GAP}$"
)
"""“Came into force on”, though not “approved the vote on”."""
_WHEN = re.compile(r"(?:\b(?:on|in|at|over|during|from|between|around|of|early|late)\s|mid-)$")
"""What stands before a month or holiday that says when: not “bought fireworks for” or “opened the” Christmas gifts."""
_OPENING = re.compile(
    r"\W*(?:(?:and|but|then|so)\W+)?(?:(?:starting|beginning|as\ of)\s)?"
    r"(?:(?:on|in|by|over|at|early|late|from|between|since|during|after|before)\s(?:the\s(?:(?!"
    rf"{_SCHEDULED}\b)\w+\s){{1,3}}(?:of|in)\s)?)?",
    re.IGNORECASE,
)
_FRONTED = re.compile(r"\W*(?:after|amid|at|before|despite|during|following|in|since|with)\s", re.IGNORECASE)
_OF_SCHEDULED = re.compile(rf"\b{_SCHEDULED}\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\W*(?:[\w’'‘,-]+\s){1,8}")
_VERB = re.compile(
    rf"\b(?:(?P<coming>will|shall|may(?!\ have\b)|(?:is|are)\ (?:to|due|set|expected|scheduled)|{_PRESENT})"
    rf"|said|told|was|were|had|(?={_IRREGULAR}\b|[a-z]\w+ed\b){_NO_VERB}(?:{_IRREGULAR}|{_REGULAR}))\b"
    r"|[’']ll\b(?P<contracted>)"
)
_CLAUSE_END = re.compile(r"[,;:.!?—“”]")
_FINITE = re.compile(rf"{_VERB.pattern}|\b(?:is|are|has|have|says|would|could|can|do|does)\b")


def is_coming(words: str, start: int, end: int) -> bool | None:
    """Whether the date at ``start``–``end`` is to come; ``None`` where the words do not tell."""
    sentence = _before(words, start)
    behind = _SENTENCE.split(words[end : end + _WINDOW], maxsplit=1)[0]
    if _AHEAD.match(behind):
        return True
    if _SINCE.search(sentence):
        return False
    opened = _of_opening(sentence, behind)
    if opened is not None:
        return opened
    if _UP_TO.search(sentence):
        return True
    if _SAID_ON.search(sentence):
        return False
    cues = list(_COMING.finditer(sentence))
    if cues and not _DONE.search(sentence, cues[-1].end()):
        return True
    when = _WHEN.search(sentence) or any(map(str.isdecimal, words[start:end]))
    if not when:
        return None
    return False if _PAST_BEFORE.search(sentence) else _of_subject(sentence, behind)


def opens_sentence(words: str, start: int) -> bool:
    """Whether the date that begins at ``start`` opens a sentence: “On Friday, …”."""
    return _OPENING.fullmatch(_before(words, start)) is not None


def _before(words: str, start: int) -> str:
    """What stands of its sentence before a date, as far as it is looked at."""
    before = words[max(0, start - _WINDOW) : start]
    return before[max((match.end() for match in _SENTENCE.finditer(before)), default=0) :]


def _of_opening(sentence: str, behind: str) -> bool | None:
    """By the verb behind a date that opens its sentence, or a clause of it."""
    if not _OPENING.fullmatch(sentence):
        begins = max((match.end() for match in _CLAUSE.finditer(sentence)), default=0)
        if not begins or not _OPENING.fullmatch(sentence, begins):
            return None
        behind = _CLAUSE_END.split(behind, maxsplit=1)[0]
    return _said_to_come(_VERB.search(behind))


def _of_subject(sentence: str, behind: str) -> bool | None:
    """By the verb right behind a date that stands with a noun: “the blast on Jan. 6 killed 12”.

    What is scheduled is spoken of beforehand, “the plan for a vote on Jan. 6 drew protests”; what is not is past, even
    though it “will be remembered”.
    """
    if _FINITE.search(sentence) or not _SUBJECT.fullmatch(sentence):
        return None
    if _FRONTED.match(sentence):
        behind = behind.removeprefix(",")
    verb = _VERB.search(_CLAUSE_END.split(behind, maxsplit=1)[0])
    if verb is None or len(behind[: verb.start()].split()) > _NEAR:
        return None
    coming = _said_to_come(verb)
    return coming if coming is (_OF_SCHEDULED.search(sentence) is not None) else None


def _said_to_come(verb: re.Match[str] | None) -> bool | None:
    return None if verb is None else verb["coming"] is not None or verb["contracted"] is not None
