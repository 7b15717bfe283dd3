"""What is wrong with a dossier, said so that its owner can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .text import EMPTY, Clean

_SHOWN = 60
_KEY = 120


class Problem(NamedTuple):
    """One fault: its file, its key (a path such as ``articles[2].published.best``), and what was expected.

    ``about`` names what stands there where a number alone tells little, such as the offer and the aspect of a cell.
    """

    file: Clean
    key: Clean
    message: Clean
    about: Clean = EMPTY

    def __str__(self) -> str:
        place = f"{self.file}: {self.key}" if self.key else self.file
        return f"{place} ({self.about}): {self.message}" if self.about else f"{place}: {self.message}"


def problem(file: str, key: str, message: str, about: str = "") -> Problem:
    """A :class:`Problem` from text that may come from anywhere: every part is cleaned, and a key is kept short."""
    return Problem(Clean.line(file), shortened(key, _KEY), Clean.line(message), shortened(about, _KEY))


def shortened(words: str, most: int = _SHOWN) -> Clean:
    """``words`` on one line of at most ``most`` code points, for a message that shows what it speaks of."""
    line = Clean.line(words)
    return line if len(line) <= most else Clean(f"{line[: most - 1].rstrip()}…")


class DossierError(Exception):
    """A dossier, or a file of one, that cannot be used at all. ``problems`` says why; there is at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(each) for each in self.problems))
