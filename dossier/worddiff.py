"""What became of a passage, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .anchor import fold
from .text import Clean

Edit = Literal["kept", "removed", "added"]

_TOKENS = re.compile(r"\w+(?:[’'.,-]\w+)*|\s+|[^\w\s]")
_MOST = 4_000_000
"""The largest product of two token counts that is compared: the comparison's time grows with it."""
_NEAR = 4
"""Words of what was kept that :func:`brief` shows on each side of a change."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that were kept, removed or added. Those kept stand as they are printed now."""

    edit: Edit
    words: Clean


def diff_words(before: str, after: str) -> tuple[Stretch, ...]:
    """The two texts as one row of stretches, removed words before those added in their place.

    Typography and white space make no difference. Two texts too long to compare are one removed and one added.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) * len(new) > _MOST:
        return (Stretch("removed", Clean(before)), Stretch("added", Clean(after)))
    matcher = difflib.SequenceMatcher(None, [fold(each) for each in old], [fold(each) for each in new], autojunk=False)
    stretches: list[tuple[Edit, str]] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            stretches.append(("kept", "".join(new[first:last])))
        else:
            stretches += [("removed", "".join(old[start:end])), ("added", "".join(new[first:last]))]
    return tuple(_joined([(edit, words) for edit, words in stretches if words]))


def _joined(stretches: Sequence[tuple[Edit, str]]) -> Iterator[Stretch]:
    """The stretches with those that only a blank parts drawn together: “[-not at all-]”, not three of one word."""
    removed = added = ""
    for number, (edit, words) in enumerate(stretches):
        between = 0 < number < len(stretches) - 1
        if edit == "removed":
            removed += words
        elif edit == "added":
            added += words
        elif between and words.isspace():
            removed, added = removed + words, added + words
        else:
            yield from _change(removed, added)
            removed = added = ""
            yield Stretch("kept", Clean(words))
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Stretch]:
    if removed:
        yield Stretch("removed", Clean(removed))
    if added:
        yield Stretch("added", Clean(added))


def brief(stretches: Sequence[Stretch], *, near: int = _NEAR) -> Clean:
    """The changes on one line, ``[-removed-]`` and ``{+added+}``, with the ``near`` words on each side of them."""
    shown: list[str] = []
    for number, each in enumerate(stretches):
        if each.edit == "removed":
            shown.append(f"[-{each.words}-]")
        elif each.edit == "added":
            shown.append(f"{{+{each.words}+}}")
        else:
            shown.append(_cut(each.words, number == 0, number == len(stretches) - 1, near))
    return Clean.line("".join(shown))


def _cut(words: str, first: bool, last: bool, near: int) -> str:
    tokens = re.findall(r"\s*\S+|\s+", words)
    ahead = 0 if first else near
    behind = 0 if last else near
    if len(tokens) <= ahead + behind + 1:
        return words
    return "".join(tokens[:ahead]) + ("" if first else " ") + "…" + "".join(tokens[len(tokens) - behind :])
