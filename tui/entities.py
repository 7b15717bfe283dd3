"""The entities pane: who and what the open article names, or all of them, or the names proposed by rule."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..dossier.text import EMPTY, Clean
from .strips import Line, pad
from .widgets import RowList
from .wrap import cells

if TYPE_CHECKING:
    from .names import Name

THIS, ALL, PROPOSED = "this article", "all articles", "proposed"
SCOPES = (THIS, ALL, PROPOSED)
MOST_STRIPS = 8
"""The most articles of which each has its own count in a row; of more, only how many there are is told."""
_NAME_ROOM = 12
"""Cells that names have at least beside the counts of the articles; where there are fewer, the sum alone is shown."""
_AROUND = 3
"""Cells of a row for the cursor, the gap before the counts and the one behind."""
_UNKNOWN_WIDTH = 200
"""Cells of a pane not laid out yet: nothing is shortened."""
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
        self._names: Sequence[Name] = ()
        self._called: Sequence[Name] = ()
        """The names with what each is called here."""
        self._sort = ""
        self._digits: list[int] = []
        """Cells of the widest count of each article."""
        self._apart = False
        """Whether the counts of the articles are shown, and not their sum alone."""
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
        """What the name is called here, and counts."""
        row = self.rows[index]
        if row.heading:
            return ([(row.label, "heading")],)
        counts = self._counts(row)
        sign = _SIGNS[row.choice.state] + " " if row.choice is not None else ""
        if row.key in self.flagged:
            sign += "+ "
        room = width - _AROUND - len(sign) - cells(counts)
        style = "fainter" if row.choice is not None and row.choice.state == "rejected" else ""
        return ([(sign, "accent"), (pad(row.shown, room) + " ", style), (counts, "faint")],)

    def _counts(self, row: Name) -> str:
        """“3 3 3 · ·”, an article a place; of many articles, the sum and their number; else the sum alone."""
        if not self._apart:
            return str(len(row.places))
        if len(row.counts) > MOST_STRIPS:
            return f"{sum(row.counts)} in {sum(map(bool, row.counts))}"
        return " ".join(f"{count or '·':>{size}}" for count, size in zip(row.counts, self._digits, strict=True))

    def empty(self) -> Sequence[Line]:
        """Why there are no names."""
        if not self.ready.is_set():
            return ([(" Looking for names…", "faint")],)
        if self.wanted:
            return ([(f" None has “{self.wanted}”.", "faint")], [(" Esc shows all.", "faint")])
        if self.scope == PROPOSED:
            return ([(" No names proposed.", "faint")],)
        return ([(" No names known here.", "faint")],)

    def wait(self) -> None:
        """Show that names are looked for."""
        self.rows = []
        self.ready.clear()
        self.rebuild(cursor=0)

    def show(self, names: Sequence[Name], sort: str, *, keep: bool = False) -> None:
        """Show those of the names that are wanted, sorted; with ``keep`` the cursor stays with its name."""
        if names is not self._names:
            self._names = names
            self._call()
        self._sort = sort
        self.ready.set()
        self._arrange(keep=keep)

    def on_resize(self) -> None:
        """Call the names as there is room for."""
        if self.ready.is_set():
            self._call()
            self._arrange(keep=True)

    def _call(self) -> None:
        from .names import called  # imported late: the first screen does without

        self._digits = [len(str(max(column))) for column in zip(*(each.counts for each in self._names), strict=True)]
        self._called = called(self._names, self._room_for_names())

    def _arrange(self, *, keep: bool) -> None:
        from .names import listed  # imported late: the first screen does without

        here = self.name_at_cursor.key if keep and self.name_at_cursor is not None else None
        self.rows = listed(self._called, self._sort, self.wanted)
        keys = [row.key if not row.heading else None for row in self.rows]
        if here is None:
            self.scroll_to_row(0)
        self.rebuild(cursor=keys.index(here) if here in keys else 0)

    def _room_for_names(self) -> int:
        """Cells for a name beside the widest counts; those of each article are shown where they leave enough."""
        room = (self.size.width or _UNKNOWN_WIDTH) - _AROUND - 2 * (self.scope == PROPOSED)
        self._apart = self.scope == ALL
        beside = room - self._widest_counts()
        if self._apart and beside < _NAME_ROOM:
            self._apart = False
            beside = room - self._widest_counts()
        return beside

    def _widest_counts(self) -> int:
        return max((cells(self._counts(each)) for each in self._names), default=0)

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
