"""What became of a passage, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from .anchor import fold
from .text import Clean

Edit = Literal["kept", "removed", "added"]
Passage = TypeVar("Passage")

_TOKENS = re.compile(r"\s*(?:\w+(?:[’'.,-]\w+)*|[^\w\s])|\s+")
"""A word or a sign, each with the white space before it."""
_MOST = 4_000_000
"""The largest product of two token counts that is compared: the comparison's time grows with it."""
_ALIKE = 0.4
"""The share of words, in their order, that two passages have in common at least to be compared word by word."""
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
    matcher = difflib.SequenceMatcher(None, _plain(old), _plain(new), autojunk=False)
    stretches: list[Stretch] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        gone, came = "".join(old[start:end]), "".join(new[first:last])
        if tag == "equal":
            if stretches and stretches[-1].edit == "removed" and not came[0].isspace():
                # The blank before these words went with those removed, and parts them when both are shown.
                blank = gone[: len(gone) - len(gone.lstrip())]
                stretches[-1] = Stretch("removed", stretches[-1].words + blank)
            stretches.append(Stretch("kept", Clean(came)))
            continue
        stretches += [Stretch("removed", Clean(gone))] if gone else []
        stretches += [Stretch("added", Clean(came))] if came else []
    return tuple(stretches)


def pair_alike(
    before: Sequence[Passage], after: Sequence[Passage], words: Callable[[Passage], str]
) -> list[tuple[Passage | None, Passage | None]]:
    """Which passages to compare word by word: those whose ``words`` are most alike, each with one other at most.

    They come in the order of ``after``, then those of ``before`` that are left; what stands alone has ``None`` beside
    it. Passages are never joined: the words of several voices would read as one sentence that nobody said.
    """
    likeness = {
        (old, new): _likeness(words(before[old]), words(after[new]))
        for old in range(len(before))
        for new in range(len(after))
    }
    partners: dict[int, int] = {}
    for (old, new), share in sorted(likeness.items(), key=lambda each: -each[1]):
        if share >= _ALIKE and old not in partners.values():
            partners.setdefault(new, old)
    paired = [(before[partners[new]] if new in partners else None, each) for new, each in enumerate(after)]
    return [*paired, *((each, None) for old, each in enumerate(before) if old not in partners.values())]


def _likeness(before: str, after: str) -> float:
    """The share of words, from 0 to 1, that two passages have in common; 0 where they are too long to tell."""
    old, new = _plain(_TOKENS.findall(before)), _plain(_TOKENS.findall(after))
    if len(old) * len(new) > _MOST:
        return 0.0
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio()


def _plain(tokens: Sequence[str]) -> list[str]:
    return [fold(token).strip() for token in tokens]


def brief(stretches: Sequence[Stretch], *, near: int = _NEAR) -> Clean:
    """The changes on one line, ``[-removed-]`` and ``{+added+}``, with the ``near`` words on each side of them."""
    shown: list[str] = []
    for number, each in enumerate(stretches):
        bare = each.words.strip()
        blank = " " if each.words[:1].isspace() else ""
        if each.edit == "removed":
            shown.append(f"{blank}[-{bare}-]{' ' if each.words[-1:].isspace() else ''}")
        elif each.edit == "added":
            replaces = number > 0 and stretches[number - 1].edit == "removed"
            shown.append(f"{'' if replaces else blank}{{+{bare}+}}")
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
