"""Lines of styled pieces, drawn as strips of cells.

A line is a sequence of pieces, each words and the name of a component class. Words reach the terminal as segments,
which know no markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from ..dossier.text import Clean
from .wrap import cells, offset_at, printable

Piece = tuple[str, str]
"""Words, and the component class that styles them (empty for the widget's own style)."""
Line = Sequence[Piece]


def fit(words: str, width: int) -> str:
    """``words`` cut to ``width`` cells, with an ellipsis where something was cut."""
    if cells(words) <= width:
        return words
    if width <= 1:
        return "…"[:width]
    return words[: offset_at(words, width - 1)].rstrip() + "…"


def pad(words: str, width: int, align: str = "left") -> str:
    """``words`` cut or filled to exactly ``width`` cells, aligned left, right or centre."""
    words = fit(words, width)
    free = width - cells(words)
    if align == "right":
        return " " * free + words
    if align == "centre":
        return " " * (free // 2) + words + " " * (free - free // 2)
    return words + " " * free


def strip(line: Iterable[Piece], width: int, style_of: Callable[[str], Style]) -> Strip:
    """A line as a strip of exactly ``width`` cells; what does not fit is cut off.

    ``style_of`` gives the whole style of a name, and of the widget itself for an empty one.
    """
    segments: list[Segment] = []
    used = 0
    for words, name in line:
        shown = printable(Clean(words))
        size = cells(shown)
        if used + size > width:
            shown = set_cell_size(shown, width - used)
            size = width - used
        if shown:
            segments.append(Segment(shown, style_of(name)))
        used += size
        if used >= width:
            break
    if used < width:
        segments.append(Segment(" " * (width - used), style_of("")))
    return Strip(segments, width)


def spread(left: Line, right: Line, width: int) -> list[Piece]:
    """One line with ``left`` at its beginning and ``right`` at its end; the left gives way where both do not fit."""
    size = sum(cells(words) for words, _ in right)
    room = max(0, width - size - bool(size))
    line: list[Piece] = []
    used = 0
    for words, name in left:
        shown = fit(words, room - used)
        line.append((shown, name))
        used += cells(shown)
        if shown != words or used >= room:
            break
    line.append((" " * (width - size - used), ""))
    return [*line, *right]
