"""The keys in use: those of the command table, with what the user’s ``keymap.toml`` says instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..dossier.problems import Problem, shortened
from ..dossier.tables import Table, nearest
from ..dossier.text import Clean
from .commands import BY_ID, COMMANDS, PANE_TITLES, PANES, Command
from .keys import NAMED, Dispatcher, KeyClashError, parse, shown, written

LONGEST = 4
"""The most keys of a sequence."""
_TAKEN = {"ctrl+q": "always leaves", "ctrl+c": "is the terminal’s own"}
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+[": "escape"}
"""Keys that a terminal cannot tell from others."""
_AS_SHOWN = {shown(key).casefold(): key for key in NAMED}
_MODIFIERS = ("ctrl", "alt", "shift")


class Keymap(NamedTuple):
    """Every command with the keys in use; one whose keys differ by pane stands several times, each for its panes."""

    commands: tuple[Command, ...] = COMMANDS

    def for_pane(self, pane: str) -> Iterator[Command]:
        """The commands that work in a pane, in table order, with their keys there."""
        return (command for command in self.commands if pane in command.panes)

    def bound(self, id: str, pane: str = "") -> str:
        """The first key of a command as people write it, in a pane or anywhere; nothing where it has none."""
        for command in self.commands:
            if command.id == id and command.keys and (not pane or pane in command.panes):
                return shown(command.keys[0])
        return ""

    def key(self, id: str, pane: str = "") -> str:
        """The first key of a command as people write it, in a pane or else anywhere; without one, how to type it."""
        return self.bound(id, pane) or self.bound(id) or f":{id}"


def read_sequence(words: str) -> str:
    """A sequence as a user writes it (``gg``, ``ctrl+f``, ``Ctrl-F``, ``space f``), as the table would.

    Raises:
        ValueError: it is none; the message says why.
    """
    parts = words.split()
    keys = [key for part in parts for key in _keys(part)]
    if not keys:
        raise ValueError("an empty text is no key")
    for key in keys:
        if key in _TAKEN:
            raise ValueError(f"“{shown(key)}” {_TAKEN[key]}")
        if key in _SAME:
            raise ValueError(f"a terminal cannot tell “{shown(key)}” from “{shown(_SAME[key])}”; write {_SAME[key]}")
    if len(keys) > LONGEST:
        raise ValueError(f"“{shortened(words)}” is no key{nearest(words, sorted(NAMED))}, and too long for a sequence")
    return written(keys)


def _keys(part: str) -> tuple[str, ...]:
    plain = part.casefold()
    if plain in NAMED or plain in _AS_SHOWN:
        return (plain if plain in NAMED else _AS_SHOWN[plain],)
    if len(part) == 1 and part.isprintable():
        return (part,)
    for modifier in _MODIFIERS:
        for joint in "+-":
            if plain.startswith(f"{modifier}{joint}") and len(plain) > len(modifier) + 1:
                return (_modified(part, modifier, plain[len(modifier) + 1 :]),)
    if not part.isprintable():
        raise ValueError("a key must be something one can see; write space, tab or enter by name")
    near = nearest(plain, sorted(NAMED)) if len(plain) > 2 else ""
    if near:
        raise ValueError(f"“{shortened(part)}” is no key{near}")
    return parse(part)


def _modified(part: str, modifier: str, rest: str) -> str:
    base = _keys(rest)
    if len(base) == 1 and modifier == "shift" and len(rest) == 1:
        raise ValueError(f"“{shortened(part)}” is no key; write “{rest.upper()}”")
    if len(base) != 1 or (len(rest) == 1 and not (rest.isascii() and rest.isalnum())):
        raise ValueError(f"“{shortened(part)}” is no key a terminal sends; expected one such as ctrl+f")
    return f"{modifier}+{base[0]}"


class _Wish(NamedTuple):
    """What the file wants for a command: in one pane, or in all its panes where ``pane`` is empty."""

    pane: str
    keys: tuple[str, ...]
    key: str


_Wishes = dict[tuple[str, str], _Wish]
"""By pane and command, in the order of the file."""


def read_keymap(table: Table) -> Keymap:
    """The keymap of a file, whose problems are noted in the table; what is wrong there is left as it usually is."""
    wishes: _Wishes = {}
    for name, value in table.data.items():
        if name != "panes":
            _read_wish(table, name, value, "", wishes)
            continue
        panes = table.table("panes")
        for pane in panes.data if panes is not None else ():
            below = panes.table(pane) if panes is not None and pane in PANES else None
            if panes is not None and pane not in PANES:
                panes.fault(pane, f"is not a pane{nearest(pane, PANES)}")
            for id, keys in below.data.items() if below is not None else ():
                _read_wish(below, id, keys, pane, wishes)
    return _resolve(wishes, table)


def _read_wish(table: Table | None, id: str, value: object, pane: str, wishes: _Wishes) -> None:
    if table is None:
        return
    command = BY_ID.get(id)
    if command is None:
        table.fault(id, f"is not a command{nearest(id, list(BY_ID))}")
    elif pane and pane not in command.panes:
        table.fault(id, f"does not work in {PANE_TITLES[pane]}")
    elif not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        table.fault(id, 'expected a list of key sequences such as ["x", "ctrl+f"]; its usual keys are kept')
    else:
        try:
            keys = tuple(dict.fromkeys(read_sequence(each) for each in value))
        except ValueError as error:
            table.fault(id, f"{error}; its usual keys are kept")
        else:
            wishes[pane, id] = _Wish(pane, keys, table.key(id))


def _resolve(wishes: _Wishes, table: Table) -> Keymap:
    """Give up wishes, the last of the file first, until no two commands clash."""
    while wishes:
        commands = tuple(each for command in COMMANDS for each in _variants(command, wishes))
        try:
            Dispatcher(commands).check()
        except KeyClashError as clash:
            table.problems.append(_give_up(clash, wishes, table.file))
        else:
            return Keymap(commands)
    return Keymap()


def _variants(command: Command, wishes: _Wishes) -> Iterator[Command]:
    by_keys: dict[tuple[str, ...], set[str]] = {}
    for pane in (each for each in PANES if each in command.panes):
        wish = wishes.get((pane, command.id)) or wishes.get(("", command.id))
        by_keys.setdefault(wish.keys if wish else command.keys, set()).add(pane)
    for keys, panes in by_keys.items():
        yield (
            command
            if keys == command.keys and len(by_keys) == 1
            else command._replace(keys=keys, panes=frozenset(panes))
        )


def _give_up(clash: KeyClashError, wishes: _Wishes, file: str) -> Problem:
    """Take away the later of the wishes that clash; the sentence that says so."""
    (one, its), (other, others) = clash.first, clash.second
    order = list(wishes)
    wanted = [(pane, each.id) for each in (one, other) for pane in (clash.pane, "") if (pane, each.id) in wishes]
    # A pane's own wish hides the one for everywhere, which has then no part in this.
    acting = [each for each in wanted if each[0] or (clash.pane, each[1]) not in wishes]
    lost = max(acting, key=order.index)
    key = wishes.pop(lost).key
    how = "are the same" if its == others else "cannot be told apart as one begins the other"
    message = (
        f"“{shown(its)}” of {one.id} and “{shown(others)}” of {other.id} {how} in {PANE_TITLES[clash.pane]}; "
        f"{lost[1]} keeps its usual keys"
    )
    return Problem(Clean.line(file), shortened(key), Clean(message))
