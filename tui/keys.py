"""Key sequences: from the keys as they are pressed to a command of the table.

Textual binds single keys only, so sequences such as ``gg`` or ``]e`` are put together here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .commands import COMMANDS, Command

_NAMED = frozenset(
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


def parse(sequence: str) -> tuple[str, ...]:
    """A sequence as the table writes it, as single keys: ``"gg"`` is two, ``"ctrl+f"`` and ``"enter"`` are one."""
    if sequence in _NAMED or (len(sequence) > 1 and "+" in sequence[1:]):
        return (sequence,)
    return tuple(sequence)


def shown(sequence: str) -> str:
    """A sequence as people write it: ``Ctrl-F``, ``Esc``, ``gg``."""
    if sequence in _SHOWN:
        return _SHOWN[sequence]
    if sequence.startswith("ctrl+"):
        return f"Ctrl-{sequence[5:].upper()}"
    return sequence.capitalize() if sequence in _NAMED else sequence


def pressed(key: str, character: str | None) -> str:
    """The name of a key press as the table writes it: the character where it prints, else Textual's name."""
    if key == "space":
        return key
    return character if character is not None and character.isprintable() and len(character) == 1 else key


class KeyClashError(ValueError):
    """Two commands of one pane want the same sequence, or one wants the beginning of another's."""


@dataclass(frozen=True, slots=True)
class Pending:
    """The keys so far begin sequences: what may follow, with the command it leads to."""

    typed: str
    continuations: tuple[tuple[str, Command], ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No command has this sequence here."""

    typed: str


class Dispatcher:
    """Puts key presses together into commands, by pane.

    Raises:
        KeyClashError: naming both commands, where the table contradicts itself.
    """

    def __init__(self, commands: Iterable[Command] = COMMANDS) -> None:
        self._tables: dict[str, dict[tuple[str, ...], Command]] = {}
        for command in commands:
            for pane in command.panes:
                table = self._tables.setdefault(pane, {})
                for sequence in command.keys:
                    self._add(table, pane, parse(sequence), command)
        self._typed: tuple[str, ...] = ()

    @staticmethod
    def _add(table: dict[tuple[str, ...], Command], pane: str, keys: tuple[str, ...], command: Command) -> None:
        for other, owner in table.items():
            if owner is not command and (other[: len(keys)] == keys or keys[: len(other)] == other):
                sequences = f"“{''.join(keys)}” of {command.id} and “{''.join(other)}” of {owner.id}"
                raise KeyClashError(f"in the pane {pane}: {sequences} clash")
        table[keys] = command

    @property
    def pending(self) -> bool:
        """Whether a sequence has begun."""
        return bool(self._typed)

    def feed(self, key: str, pane: str) -> Command | Pending | Unknown:
        """Take one key press in a pane: the command it completes, or what is pending, or that nothing has it."""
        table = self._tables.get(pane, {})
        typed = (*self._typed, key)
        command = table.get(typed)
        if command is not None:
            self._typed = ()
            return command
        longer = [(keys, each) for keys, each in table.items() if keys[: len(typed)] == typed]
        if longer:
            self._typed = typed
            return Pending("".join(typed), tuple(("".join(keys[len(typed) :]), each) for keys, each in longer))
        self._typed = ()
        return Unknown("".join(shown(each) for each in typed))
