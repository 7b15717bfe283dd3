"""The pace: two panes on Textual's line API and nothing else, which scroll by rows and pages."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

ROWS = 100_000


class Pane(ScrollView, can_focus=True):
    """Numbered rows of plain words; the first says when a key was answered."""

    DEFAULT_CSS = "Pane { overflow: hidden hidden; width: 1fr; height: 1fr; }"

    answered = False

    def on_mount(self) -> None:
        """Say how many rows there are."""
        self.virtual_size = Size(1, ROWS)

    def render_line(self, y: int) -> Strip:
        """A row of the viewport."""
        width = self.size.width
        first = "Answered: " if self.answered and not y else ""
        words = f"{first}row {y + self.scroll_offset.y} of a text with as many words as an article has in a row"
        return Strip([Segment(words.ljust(width)[:width])], width)

    def on_key(self, event: events.Key) -> None:
        """Scroll, or answer the key that is asked."""
        if event.key == "z":
            self.answered = True
            self.refresh(Region(0, 0, self.size.width, 1))
        rows = {"j": 1, "k": -1, "space": self.size.height - 1, "pageup": 1 - self.size.height}.get(event.key, 0)
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, immediate=True, force=True)


class Panes(App[None]):
    """Two of them."""

    def compose(self) -> ComposeResult:
        """Side by side."""
        with Horizontal():
            yield Pane(id="left")
            yield Pane(id="right")

    def on_mount(self) -> None:
        """The keys are for the right one."""
        self.query_one("#right").focus()


if __name__ == "__main__":
    Panes().run()
