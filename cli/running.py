"""What every command works on, and what several of them say."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..dossier.article import Article
from ..dossier.folder import Dossier, open_dossier
from ..dossier.permalink import Permalink
from ..dossier.problems import Problem
from ..dossier.text import Clean
from .outcome import NOTHING, CommandError
from .output import Output

OpenApp = Callable[[Path, Permalink | None], int]
"""Opens the app on a dossier, perhaps at a passage, and returns the exit code."""

_FEW = 12
"""As many ids are listed in full."""


@dataclass
class Run:
    """One run of one command.

    Attributes:
        command: The command's name.
        arguments: The command's own arguments.
        folder: The dossier's folder.
        bundled: Whether that is the dossier that comes with natoreader.
        out: Where to write.
        open_app: How to open the app.
    """

    command: str
    arguments: argparse.Namespace
    folder: Path
    bundled: bool
    out: Output
    open_app: OpenApp
    _read: dict[str, Article] = field(default_factory=dict)
    _tables_read: bool = False

    @cached_property
    def dossier(self) -> Dossier:
        """The dossier, opened when first asked for.

        Raises:
            DossierError: it cannot be opened.
        """
        return open_dossier(self.folder)

    @property
    def json(self) -> bool:
        """Whether a program reads the answer."""
        return bool(self.arguments.json)

    def article(self, id: str, *, code: int = NOTHING) -> Article:
        """The article with this id, or the only one whose id begins so.

        Raises:
            CommandError: there is none, or there are several; with this exit ``code``.
        """
        wanted = Clean.line(id).casefold()
        exact = self.dossier.article(wanted)
        fitting = [each for each in self.dossier.articles if each.id.startswith(wanted)] if wanted else []
        if exact is not None or len(fitting) == 1:
            found = exact or fitting[0]
            self._read[str(found.id)] = found
            return found
        if fitting:
            ids = _and([str(each.id) for each in fitting[:_FEW]], more=len(fitting) > _FEW)
            raise CommandError(f"“{Clean.line(id)}” is the beginning of several articles’ ids: {ids}.", code=code)
        ids = _nearest_ids(wanted, [str(each.id) for each in self.dossier.articles])
        raise CommandError(f"There is no article “{Clean.line(id)}” in this dossier; {ids}.", code=code)

    def everything(self) -> tuple[Article, ...]:
        """All articles by date, to be read."""
        self._read.update((str(article.id), article) for article in self.dossier.articles)
        return self.dossier.chronological

    def tables(self) -> Dossier:
        """The dossier, its entities and comparison to be read."""
        self._tables_read = True
        return self.dossier

    def problems(self) -> tuple[Problem, ...]:
        """The problems in what this run has read of the dossier; reads no more for it."""
        if "dossier" not in self.__dict__:
            return ()
        found = list(self.dossier.problems)
        for article in self._read.values():
            found += article.problems
        if self._tables_read:
            found += self.dossier.table_problems
        return tuple(found)

    @property
    def named(self) -> str:
        """The dossier as an argument for the shell; empty for the bundled one."""
        import shlex  # imported late: few commands name it

        return "" if self.bundled else shlex.quote(str(self.folder))


def counted(number: int, noun: str) -> str:
    """“1 hit”, “2 hits”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _nearest_ids(wanted: str, ids: list[str]) -> str:
    if not ids:
        return "it has none"
    if len(ids) <= _FEW:
        return f"it has {_and(ids)}"
    import difflib  # imported late: a right id needs none

    close = difflib.get_close_matches(wanted, ids, n=3)
    return f"the nearest are {_and(close)}" if close else "natoreader articles lists them"


def _and(words: list[str], *, more: bool = False) -> str:
    if more:
        return ", ".join(words) + " and others"
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
