"""The floor: a Textual application of one line, which answers one key."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("The floor")

    def on_key(self, event: events.Key) -> None:
        """Answer the key that is asked."""
        if event.key == "z":
            self.query_one(Static).update("Answered")


if __name__ == "__main__":
    Bare().run()
