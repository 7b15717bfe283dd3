"""The entities pane: who and what the open article names, or all of them, or the names proposed by rule."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..dossier.text import EMPTY, Clean
from .strips import Line, Piece, fit, pad
from .widgets import RowList
from .wrap import cells

if TYPE_CHECKING:
    from .names import Name

THIS, ALL, PROPOSED = "this article", "all articles", "proposed"
SCOPES = (THIS, ALL, PROPOSED)
MOST_STRIPS = 8
"""The most articles of which each has its own count in a row; of more, only how many there are is told."""
_SIGNS = {"proposed": "?", "accepted": "✓", "rejected": "✗"}


class EntitiesPane(RowList):
    """One row a name: its label, and how often each article has it."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.rows: list[Name] = []
        self.scope = THIS
        self.wanted = EMPTY
        self.ready = asyncio.Event()
        """Set while names are listed, perhaps none; not while they are looked for."""
        self._digits = 1
        """Cells of the widest count."""
        self.flagged: list[Clean] = []
        """The keys of the names that are to be merged, in the order they were flagged in."""

    @property
    def count(self) -> int:
        """How many rows there are, headings included."""
        return len(self.rows)

    def choosable(self, index: int) -> bool:
        """Headings are not."""
        return bool(self.rows) and not self.rows[index].heading

    def lines(self, index: int, width: int) -> Sequence[Line]:
        """Label and counts; the label gives way to the shortest form where it does not fit."""
        row = self.rows[index]
        if row.heading:
            return ([(row.label, "heading")],)
        counts = self._strip(row) if self.scope == ALL else [(str(len(row.places)), "faint")]
        sign = _SIGNS[row.choice.state] + " " if row.choice is not None else ""
        if row.key in self.flagged:
            sign += "+ "
        room = width - 3 - len(sign) - sum(cells(words) for words, _ in counts)
        label = row.label
        if cells(label) > room and row.forms:
            label = min(row.forms, key=cells)
        style = "fainter" if row.choice is not None and row.choice.state == "rejected" else ""
        return ([(sign, "accent"), (pad(fit(label, room), room + 1), style), *counts],)

    def _strip(self, row: Name) -> list[Piece]:
        """“3 3 3 · ·”, an article a place; or the sum and the number of articles."""
        if len(row.counts) > MOST_STRIPS:
            return [(f"{sum(row.counts)} in {sum(map(bool, row.counts))}", "faint")]
        return [(" ".join(f"{count or '·':>{self._digits}}" for count in row.counts), "faint")]

    def empty(self) -> Sequence[Line]:
        """Why there are no names."""
        if self.wanted:
            return ([(f" None has “{self.wanted}”.", "faint")], [(" Esc shows all.", "faint")])
        if not self.ready.is_set():
            return ([(" Looking for names…", "faint")],)
        if self.scope == PROPOSED:
            return ([(" No names proposed.", "faint")],)
        return ([(" No names known here.", "faint")],)

    def wait(self) -> None:
        """Show that names are looked for."""
        self.rows = []
        self.ready.clear()
        self.rebuild(cursor=0)

    def show(self, rows: list[Name], *, keep: bool = False) -> None:
        """Show these names; with ``keep`` the cursor stays with its name."""
        here = self.name_at_cursor.key if keep and self.name_at_cursor is not None else None
        self.rows = rows
        self.ready.set()
        self._digits = len(str(max((count for row in rows for count in row.counts), default=0)))
        keys = [row.key if not row.heading else None for row in rows]
        if here is None:
            self.scroll_to_row(0)
        self.rebuild(cursor=keys.index(here) if here in keys else 0)

    def flag(self, key: Clean) -> None:
        """Flag a name, or no longer."""
        if key in self.flagged:
            self.flagged.remove(key)
        else:
            self.flagged.append(key)
        self.refresh()

    def move_to_name(self, key: Clean) -> None:
        """Put the cursor on a name, where it is listed; no :class:`Moved` tells of it."""
        self.rebuild(cursor=next((index for index, row in enumerate(self.rows) if row.key == key), self.cursor))

    @property
    def name_at_cursor(self) -> Name | None:
        """The name under the cursor."""
        row = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        return None if row is None or row.heading else row
