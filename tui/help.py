"""The help: lists of keys or settings over the whole terminal, wrapped for any width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult

from .axis import DAY, OFFER, PUBLISHED, RANGE, UNSURE_DAY, UNSURE_RANGE
from .commands import BY_ID, EVERYWHERE, PANE_TITLES, Command
from .inorder import OrderlyScreen
from .keymap import Keymap
from .keys import Dispatcher, pressed, shown
from .preferences import Preferences
from .settings import SETTINGS, values
from .strips import Line, pad
from .widgets import Bar, RowList
from .wrap import cells, wrap

_COLUMN, _NARROW = 18, 11
"""Cells of the first column, in a wide terminal and in a narrow one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the help: what to press or set, what that is, and what it does; a heading where there is only ``left``.

    Nothing at all is an empty row.
    """

    left: str = ""
    title: str = ""
    text: str = ""

    def lines(self, width: int) -> Sequence[Line]:
        """The entry in rows of ``width`` cells."""
        if not self.title:
            rows = wrap(self.left, max(1, width - 1)) or [(0, 0)]
            return [[(f" {self.left[start:end]}", "heading")] for start, end in rows]
        column = _COLUMN if width > 60 else _NARROW
        head: list[Line] = []
        left = f"  {self.left}"
        if cells(left) >= column:
            head.append([(left, "accent")])
            left = ""
        words = f"{self.title}  {self.text}"
        lines: list[Line] = []
        for start, end in wrap(words, max(8, width - column - 1)):
            cut = max(start, min(len(self.title), end))
            lines.append([(pad(left, column), "accent"), (words[start:cut], "strong"), (words[cut:end], "faint")])
            left = ""
        return [*head, *lines]


_SIGNS = (
    ("▌", "where you are"),
    ("◆", "the comparison rests on it"),
    ("■", "bookmark"),
    ("◈", "◆ and bookmark"),
    ("•", "not read yet"),
    ("~", "date not certain"),
    ("?", "outlet inferred; in the comparison, not checked yet"),
    ("”", "quotation"),
    ("’", "not a quotation"),
    ("†", "words that have changed since they were quoted"),
    ("≠", "two passages disagree"),
    ("·", "not mentioned"),
    ("⋯", "folded"),
    ("!", "other records differ"),
    ("‹name›", "without colours: a place, role, date, quantity"),
    ("? ✓ ✗", "name proposed, accepted, rejected"),
    ("+ =", "new against the base, kept"),
    ("≈ −", "worded otherwise, not mentioned there"),
    ("✓ *", "cell reviewed by you, with your note"),
    (f"{DAY} {RANGE}", "a day, several days"),
    (f"{UNSURE_DAY} {UNSURE_RANGE}", "the same, not certain"),
    (OFFER, "an offer is published"),
    (PUBLISHED, "another article is"),
    ("‹ ›", "before the axis, behind it"),
)
_INPUT = (
    ("Enter Esc", "Run, or leave"),
    ("Ctrl-P Ctrl-N", "What was typed before; in prompts ↑ and ↓ too"),
    ("↑ ↓", "Move in the hits; while the box is untouched, what was asked before"),
    ("Tab", "Complete a command, or go to the hits"),
    ("Ctrl-U Ctrl-W", "Clear to the start, or a word"),
)


def key_rows(keymap: Keymap, pane: str) -> list[Entry]:
    """The keys of one pane first, then those that work everywhere, then what the signs mean."""
    commands = list(keymap.for_pane(pane))
    own = [each for each in commands if BY_ID[each.id].panes != EVERYWHERE]
    common = [each for each in commands if BY_ID[each.id].panes == EVERYWHERE]
    return [
        Entry(f"In {PANE_TITLES[pane]}"),
        *map(_entry, own),
        Entry(),
        Entry("Everywhere"),
        *map(_entry, common),
        Entry(),
        Entry("In the margin and the lists"),
        *(Entry(sign, meaning) for sign, meaning in _SIGNS),
        Entry(),
        Entry("In any input line"),
        *(Entry(keys, does) for keys, does in _INPUT),
    ]


def _entry(command: Command) -> Entry:
    keys = "  ".join(map(shown, command.keys)) or f":{command.id}"
    return Entry(keys, command.title, command.help)


def settings_rows(preferences: Preferences) -> list[Entry]:
    """What is wrong in the files, then every setting with its value and where that comes from."""
    return [*_problem_rows(preferences), Entry("Settings"), *_setting_rows(preferences)]


def _problem_rows(preferences: Preferences) -> Iterator[Entry]:
    if preferences.problems:
        yield Entry("Wrong in the files")
        for each in preferences.problems:
            yield Entry("", f"{each.file}: {each.key}" if each.key else str(each.file), str(each.message))
        yield Entry()


def _setting_rows(preferences: Preferences) -> Iterator[Entry]:
    now = values(preferences.settings)
    for setting in SETTINGS:
        source = preferences.source(setting.key)
        where = f" ({source})" if source else ""
        text = f"{setting.help.replace('`', '')}{where}"
        yield Entry(setting.key, setting.write(now[setting.key]), text)


class HelpList(RowList):
    """The entries of the help."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__(id="help-list")
        self._entries = entries
        self._lines: list[Sequence[Line]] = []

    @property
    def count(self) -> int:
        """How many entries there are, once they are wrapped."""
        return len(self._lines)

    def height_of(self, index: int) -> int:
        """As many rows as the width makes of it."""
        return len(self._lines[index])

    def choosable(self, index: int) -> bool:
        """Headings and empty rows are not."""
        return bool(self._entries[index].title)

    def lines(self, index: int, width: int) -> Sequence[Line]:  # noqa: ARG002  (wrapped already)
        """The rows."""
        return self._lines[index]

    def on_resize(self) -> None:
        """Wrap for the new width; the cursor stays where it is."""
        self._lines = [each.lines(self.size.width - 1) for each in self._entries]
        self.rebuild()


class HelpScreen(OrderlyScreen[None]):
    """Entries under a title. The user's keys scroll; those that go back or ask for help close it, and Esc always."""

    CLOSING: ClassVar[frozenset[str]] = frozenset({"quit", "quit_now", "cancel", "help", "back"})
    ALWAYS: ClassVar[dict[str, str]] = {"escape": "cancel", "down": "down", "up": "up", "space": "page_down"}
    """What works whatever the keymap says."""

    def __init__(self, title: str, entries: Sequence[Entry], keymap: Keymap, pane: str) -> None:
        super().__init__()
        self._title = title
        self._entries = entries
        self._keymap = keymap
        self._pane = pane
        self._dispatcher = Dispatcher(keymap.commands)

    def compose(self) -> ComposeResult:
        """A title, the rows, and how to leave."""
        yield Bar(id="help-title", classes="title focused")
        yield HelpList(self._entries)
        yield Bar(id="help-footer", classes="footer")

    def on_mount(self) -> None:
        """Fill the bars."""
        if not self.is_attached:  # the app is being left, and nothing was put together any more
            return
        self.query_one("#help-title", Bar).show([(f" {self._title}", "strong")])
        down, up, leave = (self._keymap.bound(id, self._pane) for id in ("down", "up", "quit"))
        self.query_one("#help-footer", Bar).show(
            [
                (f" {down or '↓'} {up or '↑'} ", "key"),
                ("scroll  ", "faint"),
                (f"{leave or 'Esc'} ", "key"),
                ("back", "faint"),
            ]
        )
        self.query_one(HelpList).focus()

    async def answer(self, key: events.Key) -> None:
        """Scroll or close."""
        found = self._dispatcher.feed(pressed(key.key, key.character), self._pane)
        id = self.ALWAYS.get(key.key) or (found.id if isinstance(found, Command) else "")
        scroll = getattr(self.query_one(HelpList), f"do_{id}", None) if id else None
        if id in self.CLOSING:
            self.dismiss()
        elif scroll is not None:
            scroll()
        else:
            await super().answer(key)
