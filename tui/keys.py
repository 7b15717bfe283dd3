"""Key sequences: from the keys as they are pressed to a command of the table.

Textual binds single keys only, so sequences such as ``gg`` or ``]e`` are put together here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .commands import COMMANDS, Command

NAMED = frozenset(
    {
        *("enter", "escape", "space", "tab", "backspace", "delete", "insert"),
        *("home", "end", "pageup", "pagedown", "up", "down", "left", "right"),
        *(f"f{number}" for number in range(1, 13)),
    }
)
_SHOWN = {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
    "backspace": "Backspace",
    "enter": "Enter",
    "space": "Space",
    "shift+tab": "Shift-Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


_MODIFIERS = ("ctrl+", "alt+", "shift+", "super+", "meta+", "hyper+")


def parse(sequence: str) -> tuple[str, ...]:
    """A sequence as the table writes it, as single keys.

    ``"gg"`` is two, ``"ctrl+f"`` and ``"enter"`` are one; keys with names stand apart: ``"space f"`` is two.
    """
    if " " in sequence:
        return tuple(key for part in sequence.split() for key in parse(part))
    if sequence in NAMED or sequence.startswith(_MODIFIERS):
        return (sequence,)
    return tuple(sequence)


def written(keys: Sequence[str]) -> str:
    """Single keys as a sequence of the table."""
    return ("" if all(len(key) == 1 for key in keys) else " ").join(keys)


def shown(sequence: str) -> str:
    """A sequence as people write it: ``Ctrl-F``, ``Esc``, ``gg``."""
    if " " in sequence:
        return " ".join(map(shown, parse(sequence)))
    if sequence in _SHOWN:
        return _SHOWN[sequence]
    if sequence.startswith("ctrl+"):
        return f"Ctrl-{shown(sequence[5:]) if sequence[5:] in NAMED else sequence[5:].upper()}"
    return sequence.capitalize() if sequence in NAMED else sequence


def pressed(key: str, character: str | None) -> str:
    """The name of a key press as the table writes it: the character where it prints, else Textual's name."""
    if key == "space":
        return key
    return character if character is not None and character.isprintable() and len(character) == 1 else key


class KeyClashError(ValueError):
    """Two commands of one pane want the same sequence, or one wants the beginning of another's.

    Attributes:
        pane: Where.
        first: One of the two, and the sequence it wants.
        second: The other.
    """

    def __init__(self, pane: str, first: tuple[Command, str], second: tuple[Command, str]) -> None:
        self.pane = pane
        self.first = first
        self.second = second
        (one, its), (other, others) = first, second
        super().__init__(f"in the pane {pane}: “{its}” of {one.id} and “{others}” of {other.id} clash")


class Pending(NamedTuple):
    """The keys so far begin sequences: what may follow, with the command it leads to."""

    typed: str
    continuations: tuple[tuple[str, Command], ...]


class Unknown(NamedTuple):
    """No command has this sequence here."""

    typed: str


_Table = dict[tuple[str, ...], Command]


class Dispatcher:
    """Puts key presses together into commands, by pane."""

    def __init__(self, commands: Iterable[Command] = COMMANDS) -> None:
        self._commands = tuple(commands)
        self._tables: dict[str, _Table] = {}
        self._typed: tuple[str, ...] = ()

    def check(self) -> None:
        """See that in every pane each sequence leads to one command.

        Raises:
            KeyClashError: naming both commands, where the table contradicts itself.
        """
        for pane in sorted({pane for command in self._commands for pane in command.panes}):
            self._table(pane)

    def _table(self, pane: str) -> _Table:
        """What each sequence of a pane leads to; put together when the pane is first used."""
        if pane not in self._tables:
            self._tables[pane] = _put_together(pane, self._commands)
        return self._tables[pane]

    @property
    def pending(self) -> bool:
        """Whether a sequence has begun."""
        return bool(self._typed)

    def feed(self, key: str, pane: str) -> Command | Pending | Unknown:
        """Take one key press in a pane: the command it completes, or what is pending, or that nothing has it."""
        table = self._table(pane)
        typed = (*self._typed, key)
        command = table.get(typed)
        if command is not None:
            self._typed = ()
            return command
        longer = [(keys, each) for keys, each in table.items() if keys[: len(typed)] == typed]
        if longer:
            self._typed = typed
            return Pending(shown(written(typed)), tuple((written(keys[len(typed) :]), each) for keys, each in longer))
        self._typed = ()
        return Unknown(shown(written(typed)))


def _put_together(pane: str, commands: Iterable[Command]) -> _Table:
    table: _Table = {}
    beginnings: dict[tuple[str, ...], tuple[str, ...]] = {}
    for command in commands:
        for sequence in command.keys if pane in command.panes else ():
            keys = parse(sequence)
            shorter = [keys[:length] for length in range(1, len(keys) + 1)]
            for other in (*(each for each in shorter if each in table), beginnings.get(keys, ())):
                if other and (other != keys or table[other] is not command):
                    raise KeyClashError(pane, (command, sequence), (table[other], written(other)))
            table[keys] = command
            for each in shorter[:-1]:
                beginnings[each] = keys
    return table
