"""The help: the keys of one pane first, then those that work everywhere, read from the command table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from .axis import DAY, OFFER, PUBLISHED, RANGE, UNSURE_DAY, UNSURE_RANGE
from .commands import EVERYWHERE, PANE_TITLES, Command, for_pane
from .keys import pressed, shown
from .strips import Line, pad
from .widgets import Bar, RowList

_COLUMN = 18
_LEGEND: tuple[Line, ...] = (
    [(" In the margin and the lists", "heading")],
    *(
        [(f"  {left} ", "accent"), (pad(of_left, 25), ""), (f"{right} ", "accent"), (of_right, "")]
        for left, of_left, right, of_right in (
            ("▌", "where you are", "◆", "the comparison rests on it"),
            ("■", "bookmark", "•", "not read yet"),
            ("~", "date not certain", "?", "outlet inferred"),
            ("”", "quotation", "’", "not a quotation"),
            ("◈", "◆ and bookmark", "≠", "two passages disagree"),
            ("·", "not mentioned", "⋯", "folded; x shows it"),
            ("+", "new against the base", "=", "kept"),
            ("≈", "worded otherwise", "−", "not mentioned here"),
            ("!", "other records differ", "?", "proposed, or unchecked"),
            ("✓", "reviewed by you", "*", "has your note"),
            (f"{DAY} {RANGE}", "a day, several days", f"{UNSURE_DAY} {UNSURE_RANGE}", "the same, not certain"),
            (OFFER, "an offer is published", PUBLISHED, "another article is"),
            ("‹", "before the axis", "›", "behind it"),
        )
    ),
    (),
    [(" In any input line", "heading")],
    [("  Enter runs, Esc leaves, Ctrl-U clears to the start, Ctrl-W a word.", "")],
    [("  Ctrl-P and Ctrl-N, or ↑ and ↓, bring back what was typed before.", "")],
    [("  In the query box ↑ does so while it is empty or untouched, else ↑ and ↓ move in the hits.", "")],
)


def _rows(pane: str) -> Iterator[Line]:
    commands = list(for_pane(pane))
    own = [each for each in commands if each.panes != EVERYWHERE]
    common = [each for each in commands if each.panes == EVERYWHERE]
    yield [(f" In {PANE_TITLES[pane]}", "heading")]
    yield from (_row(each) for each in own)
    yield ()
    yield [(" Everywhere", "heading")]
    yield from (_row(each) for each in common)
    yield ()
    yield from _LEGEND


def _row(command: Command) -> Line:
    keys = "  ".join(shown(each) for each in command.keys)
    words: Line = [(command.title, "strong"), (f"  {command.help}", "faint")]
    return [(pad(f"  {keys}", _COLUMN), "accent"), *words]


class HelpList(RowList):
    """The rows of the help."""

    def __init__(self, rows: Sequence[Line]) -> None:
        super().__init__(id="help-list")
        self._rows = rows

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self._rows)

    def height_of(self, index: int) -> int:  # noqa: ARG002  (all are alike)
        """One row."""
        return 1

    def lines(self, index: int, width: int) -> Sequence[Line]:  # noqa: ARG002  (cut where it does not fit)
        """The row."""
        return (self._rows[index],)


class HelpScreen(Screen[None]):
    """The help over the whole terminal; any of q, Esc, ? and F1 closes it."""

    CLOSING: ClassVar[frozenset[str]] = frozenset({"q", "escape", "?", "f1", "backspace", "Q"})
    MOVING: ClassVar[dict[str, str]] = {
        "j": "do_down",
        "down": "do_down",
        "k": "do_up",
        "up": "do_up",
        "space": "do_page_down",
        "ctrl+f": "do_page_down",
        "pagedown": "do_page_down",
        "ctrl+b": "do_page_up",
        "pageup": "do_page_up",
        "ctrl+d": "do_half_down",
        "ctrl+u": "do_half_up",
        "G": "do_bottom",
        "end": "do_bottom",
        "home": "do_top",
    }

    def __init__(self, pane: str) -> None:
        super().__init__()
        self._pane = pane

    def compose(self) -> ComposeResult:
        """A title, the rows, and how to leave."""
        yield Bar(id="help-title", classes="title focused")
        yield HelpList(list(_rows(self._pane)))
        yield Bar(id="help-footer", classes="footer")

    def on_mount(self) -> None:
        """Fill the bars."""
        if not self.is_attached:  # the app is being left, and nothing was put together any more
            return
        self.query_one("#help-title", Bar).show([(f" Help · {PANE_TITLES[self._pane]}", "strong")])
        self.query_one("#help-footer", Bar).show(
            [(" j k ", "key"), ("scroll  ", "faint"), ("q ", "key"), ("back", "faint")]
        )
        rows = self.query_one(HelpList)
        rows.rebuild(cursor=0)
        rows.focus()

    def on_key(self, event: events.Key) -> None:
        """Scroll or close."""
        key = pressed(event.key, event.character)
        if not self.is_current:  # a key typed ahead reached a help that is closing
            return
        if key in self.CLOSING:
            event.stop()
            self.dismiss()
        elif key in self.MOVING:
            event.stop()
            getattr(self.query_one(HelpList), self.MOVING[key])()
