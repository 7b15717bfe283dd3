"""Words near each other count for more than words far from each other in one paragraph."""

from __future__ import annotations

import heapq
from collections.abc import Mapping

from .evaluate import Evaluation, Found
from .pattern import Span, words_between
from .syntax import And, Worded

MOST = 200
"""The documents, best first, whose words' places are looked at."""
WEIGHT = 1.5
"""What words side by side add to a score; with words between them, less."""
_NEAR = 8
"""Words between at which half of it is left."""


def nearness(found: Found, scores: Mapping[int, float], evaluation: Evaluation) -> dict[int, float]:
    """What the documents gain by how near the words of a conjunction stand to each other."""
    leaves = [part for part in found.parts if isinstance(part.node, Worded)]
    if not isinstance(found.node, And) or len(leaves) < 2:
        return {}
    best = set(heapq.nlargest(MOST, scores, key=lambda document: (scores[document], -document)))
    places: dict[int, list[set[Span]]] = {}
    for part in leaves:
        if isinstance(part.node, Worded):
            for document, spans in evaluation.places(part.node, best).items():
                places.setdefault(document, []).append(spans)
    gains: dict[int, float] = {}
    for document, groups in places.items():
        far = _narrowest(groups) if len(groups) == len(leaves) else None
        if far is not None:
            gains[document] = WEIGHT * (len(leaves) - 1) * _NEAR / (_NEAR + far)
    return gains


def _narrowest(groups: list[set[Span]]) -> int | None:
    """The fewest other words between one span of each group, in any order."""
    line = sorted((start, end, number) for number, group in enumerate(groups) for start, end in group)
    latest: dict[int, Span] = {}
    best: int | None = None
    for start, end, number in line:
        latest[number] = (start, end)
        if len(latest) == len(groups):
            first = min(begun for begun, _ in latest.values())
            last = max(ended for _, ended in latest.values())
            far = max(0, words_between(first, last) + 2 - len(groups))
            best = far if best is None else min(best, far)
    return best
