"""The lines around the panes: status, footer, prompt."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from ..dossier.text import EMPTY, Clean
from .keymap import Keymap
from .keys import shown
from .strips import Line, Piece, fit
from .widgets import Bar
from .wrap import cells, wrap

FOOTER_KEYS = 8
"""The most keys the footer shows."""
MOST_ROWS = 4
"""The most rows a message is given."""


class StatusBar(Bar):
    """A message, or what the marks in view mean."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.message = EMPTY
        self._alert = False
        self._rows: list[Clean] = []
        self._height = 1  # as the stylesheet has it
        self._legend: Line = ()
        self._progress: tuple[int, int] | None = None

    def say(self, message: Clean, *, alert: bool = False) -> None:
        """Show a message until :meth:`clear`."""
        self.message, self._alert = Clean.line(message), alert
        self._show()

    def hint(self, words: Clean) -> None:
        """Show as much of some words as one row holds, until :meth:`clear`."""
        self.say(Clean(fit(words, max(1, self.app.size.width - 2))))

    def clear(self) -> None:
        """Take the message away."""
        self.message = EMPTY
        self._show()

    def tell(self, legend: Line) -> None:
        """What is said where there is no message."""
        self._legend = legend
        self._show()

    def progress(self, progress: tuple[int, int] | None) -> None:
        """Show how many of how many articles are indexed, or no longer."""
        self._progress = progress
        self._show()

    def _show(self) -> None:
        left: Line = self._legend
        if self._progress is not None and not self.message:
            done, total = self._progress
            filled = 20 * done // max(1, total)
            left = [(" Indexing ", ""), ("█" * filled, "accent"), ("░" * (20 - filled), "faint")]
            left = [*left, (f" {done}/{total}", "faint")]
        if self.message:
            left = [(f" {self.message}", "alert" if self._alert else "strong")]
        self.show(left)
        self._share_out()

    def _share_out(self) -> None:
        """Give a message that does not fit in one row several, up to ``MOST_ROWS``."""
        room = self.app.size.width - 2
        fits = cells(self.message) <= room
        self._rows = [] if fits else [self.message[start:end] for start, end in wrap(self.message, max(1, room))]
        if len(self._rows) > MOST_ROWS:
            rest = "".join(self._rows[MOST_ROWS - 1 :])
            self._rows[MOST_ROWS - 1 :] = [Clean(fit(rest, max(1, room)))]
        if self._height != max(1, len(self._rows)):  # to set it lays the screen out anew, even where it is the same
            self._height = max(1, len(self._rows))
            self.styles.height = self._height

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._share_out()

    def render_line(self, y: int) -> Strip:
        """A row of a long message, else the one row of a bar."""
        if not self._rows:
            return super().render_line(y)
        words = self._rows[y] if y < len(self._rows) else ""
        return self.draw([(f" {words}", "alert" if self._alert else "strong")], self.size.width)


_VISIT = (
    ("next_stop", "next"),
    ("back", "back"),
    ("bookmark", "bookmark"),
    ("write", "write"),
    ("search", "search"),
    ("compare", "compare"),
)
PEEKING = (
    ("peek", "row, then back"),
    ("down", "scroll"),
    ("open", "read"),
    ("cancel", "back"),
    ("bookmark", "bookmark"),
)
"""What matters while one peeks at the words of a cell."""
PAIRED = (
    ("next_difference", "next row"),
    ("next_offer", "other offer"),
    ("equal", "lock"),
    ("out", "left"),
    ("into", "right"),
    ("open", "read"),
    ("layout", "items"),
)
"""What matters beside two articles."""
PROPOSALS = (
    ("accept", "accept"),
    ("reject", "reject"),
    ("flag", "flag"),
    ("merge", "merge"),
    ("rename", "rename"),
    ("split", "split"),
    ("scope", "this/all"),
)
"""What matters among the names that rules propose."""
COUNTS = (("open", "passages"), ("entity_card", "card of that name"), ("down", "down"), ("cancel", "close"))
"""What matters on the card of an entity."""
FACTS = (("down", "scroll"), ("cancel", "close"))
"""What matters on a card that is only read."""
_SELECTION = (
    ("bookmark", "keep"),
    ("next_sentence", "sentence more"),
    ("previous_sentence", "less"),
    ("next_paragraph", "paragraph"),
    ("into", "word"),
    ("other_end", "other end"),
    ("cancel", "cancel"),
)


def footer_line(
    keymap: Keymap,
    pane: str,
    width: int,
    *,
    typing: Sequence[tuple[str, str]] = (),
    visiting: bool = False,
    selecting: bool = False,
    mode: Sequence[tuple[str, str]] = (),
) -> tuple[Line, Line]:
    """The few keys that matter, as many as fit: in an input line, while selecting, during a visit, else in a pane.

    ``typing`` are the keys of the line that is being typed in. A ``mode`` of a pane has keys of its own: commands by
    id, each with a word.
    """
    if typing:
        return _fitting(typing, width), ()
    keys = {each.id: shown(each.keys[0]) for each in keymap.for_pane(pane) if each.keys}
    commands = sorted((each for each in keymap.for_pane(pane) if each.footer), key=lambda each: each.rank)
    usual = mode or [(each.id, each.footer) for each in commands]
    wanted = _SELECTION if selecting else _VISIT if visiting else usual
    chosen = [(keys[id], word) for id, word in wanted if id in keys and id not in ("help", pane)]
    last = _entry(keymap.key("help", pane), "keys")
    return [*_fitting(chosen[: FOOTER_KEYS - 1], width - sum(cells(words) for words, _ in last)), *last], ()


def _fitting(keys: Sequence[tuple[str, str]], width: int) -> list[Piece]:
    """As many of these keys with their words as fit."""
    line: list[Piece] = []
    used = 0
    for key, word in keys:
        entry = _entry(key, word)
        used += sum(cells(words) for words, _ in entry)
        if used > width:
            break
        line += entry
    return line


def _entry(key: str, word: str) -> list[Piece]:
    return [(f" {key} ", "key"), (f"{word} ", "faint")]
