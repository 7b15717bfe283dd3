"""Which paragraphs inside an excerpt the user has written.

The record in the excerpt tells natoreader's own. Of a paragraph that is not in it the form is asked only where as many
are missing in that place, which the user has edited then; and of all in a file older than these records. So what was
put in the place of one of natoreader's own, in the form of such a one, is taken for an edit of it and written anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain

from ..changes import STATUS_NAMES
from .markers import digest, inside, recorded

_NOTE = r"(?:\[\^nr-[\w-]+\]|\\\[\d+\\\])"
_WRITTEN = re.compile(
    rf"""
      —\ .*(?:{_NOTE}|\))\Z | \[\^nr- | \^nr-[\w-]+\Z | :::(?:\ \{{\#nr-|\Z) | .*,\ text\ sha256\ `[0-9a-f]{{8}}`\.\Z
    | \*\*(?:Warning|Note|Remark)\.\*\* | \*\*(?:Tags|Cells):\*\*
    | \*\*.+\*\*.*:\ .*(?:{_NOTE}|not\ mentioned\.|not\ checked\ yet\.)\Z | -\ .*(?:{_NOTE}|‹) | \\\[\d+\\\]\ ‹
    | \#\#\#\ (?:{"|".join(re.escape(name.capitalize()) for name in (*STATUS_NAMES.values(), "notes"))})\Z
    | -\ .+\ ×\ .+:\  | Both\ also\ speak\ of:\ .*\ is\ not\ computed\.\Z
    | .*,\ so\ what\ is\ not\ mentioned\ here\ may\ yet\ be\ found\ there\.\Z
    | \*(?:Stated|Inferred|External|Entered|Reason|Note|Own\ note|Reviewed)\.\*
    | -\ \*\*(?:Headline|Outlet|Agency|Byline|Address|Published|File):\*\*
    """,
    re.VERBOSE,
)
"""The paragraphs of excerpts and sections by their beginnings or ends, quotations and headings apart."""
_MOST_LINES = 100
"""Lines of the longest paragraph that is searched for lines put into it; the work grows with their square."""


def theirs(old: str, new: str) -> Iterator[str]:
    """The paragraphs, and the lines of others, that the user wrote inside an excerpt ``old``; ``new`` replaces it."""
    record = recorded(old)
    known = {*record, *map(digest, inside(new))}
    found = inside(old)
    if record:
        missing = set(record).difference(map(digest, found))
        parts = ((each,) if digest(each) in known else _parted(each, missing) for each in found)
        found = list(chain.from_iterable(parts))
        edited = _edited(found, record, known)
    else:
        edited = dict(_by_form(found, known, range(len(found)), several=False))
    for number, paragraph in enumerate(found):
        if digest(paragraph) not in known:
            left = paragraph.split("\n")[edited.get(number, 0) :]
            if left:
                yield "\n".join(left)


def _parted(paragraph: str, missing: Collection[str]) -> tuple[str, ...]:
    """The paragraph; where it is a missing one that lines were put into, that one and these lines."""
    lines = paragraph.split("\n")
    if not missing or len(lines) > _MOST_LINES:
        return (paragraph,)
    for size in range(1, len(lines)):
        for start in range(len(lines) - size + 1):
            rest = "\n".join([*lines[:start], *lines[start + size :]])
            if digest(rest) in missing:
                return rest, "\n".join(lines[start : start + size])
    return (paragraph,)


def _edited(found: Sequence[str], record: Sequence[str], known: Collection[str]) -> dict[int, int]:
    """As :func:`_by_form`, of paragraphs in whose place at least as many recorded ones are missing."""
    digests = [digest(each) for each in found]
    edited: dict[int, int] = {}
    for _, first, last, start, stop in SequenceMatcher(None, record, digests, autojunk=False).get_opcodes():
        missing = sum(each not in digests for each in record[first:last])
        guessed = dict(_by_form(found, known, range(start, stop), several=True)) if missing else {}
        # Of more than that nobody can tell which the user has edited and which they have written.
        if len(guessed) <= missing:
            edited |= guessed
    return edited


def _by_form(
    found: Sequence[str], known: Collection[str], places: Collection[int], *, several: bool
) -> Iterator[tuple[int, int]]:
    """Each paragraph at these places that looks like natoreader's, and how many of its lines, from the first, do.

    The quotation that opens an excerpt and the heading that opens a section look like any other: where neither is
    known, the first of each is taken for it, or with ``several`` all are.
    """
    openings = set(">#")
    if any(each[0] in openings for each in found if digest(each) in known):
        openings.clear()
    below_heading = False
    for number, paragraph in enumerate(found):
        first, is_known = paragraph[0], digest(paragraph) in known
        opens = first in openings or (below_heading and first == "*" == paragraph[-1])
        below_heading = first == "#" and (opens or is_known)
        if is_known or number not in places:
            continue
        if not several:
            openings.discard(first)
        if lines := _lines(paragraph, opens=opens):
            yield number, lines


def _lines(paragraph: str, *, opens: bool) -> int:
    """How many of the lines, from the first, look like natoreader's."""
    lines = paragraph.split("\n")
    ours = int(opens or _WRITTEN.match(lines[0]) is not None)
    while 0 < ours < len(lines) and (lines[ours - 1].endswith("\\") or _alike(lines[0], lines[ours])):
        ours += 1
    return ours


def _alike(first: str, line: str) -> bool:
    """Whether a line goes on with the quotation, list or division that the first line begins."""
    return line[:2].rstrip() == first[:2].rstrip() != "**"
