"""Lines of styled pieces, drawn as strips of cells.

A line is a sequence of pieces, each words and the name of a component class. Words reach the terminal as segments,
which know no markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

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


def strip(line: Iterable[Piece], width: int, style_of: Callable[[str], Style], base: Style) -> Strip:
    """A line as a strip of exactly ``width`` cells; what does not fit is cut off."""
    runs: list[tuple[str, Style]] = []
    used = 0
    for words, name in line:
        shown = printable(Clean(words))
        size = cells(shown)
        if used + size > width:
            shown = set_cell_size(shown, width - used)
            size = width - used
        if shown:
            _join(runs, shown, base + style_of(name) if name else base)
        used += size
        if used >= width:
            break
    if used < width:
        _join(runs, " " * (width - used), base)
    return Strip([Segment(words, style) for words, style in runs], width)


def _join(runs: list[tuple[str, Style]], words: str, style: Style) -> None:
    """Add words to runs of one style each: every run costs time, and forty bytes of escape sequences."""
    if runs:
        before, last = runs[-1]
        if style == last or (words.isspace() and _shows_on_blanks(style) == _shows_on_blanks(last)):
            runs[-1] = (before + words, last)
            return
        if before.isspace() and _shows_on_blanks(style) == _shows_on_blanks(last):
            runs[-1] = (before + words, style)
            return
    runs.append((words, style))


@lru_cache(maxsize=256)
def _shows_on_blanks(style: Style) -> tuple[object, ...]:
    """What of a style shows on a blank cell."""
    return (
        style.bgcolor,
        style.underline,
        style.underline2,
        style.overline,
        style.strike,
        bool(style.reverse),
        (style.color if style.reverse else None),
    )


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
