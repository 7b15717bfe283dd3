"""The note editor: several lines of text in place, or in the user's own editor."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Self

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from ..dossier.text import Clean
from .frames import Frame
from .inorder import Typed
from .rewriting import Refused
from .widgets import Bar


class EditorError(Exception):
    """The user's editor could not be used; the message says why."""


class NoteArea(Typed, TextArea):
    """The text. It shares the terminal with the commands: Enter keeps it, Ctrl-J begins a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", show=False),
        Binding("ctrl+j,shift+enter,alt+enter", "new_line", show=False),
        Binding("f2", "edit_elsewhere", show=False),
        Binding("escape", "give_up", show=False),
    ]

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys the footer shows."""
        return (("Enter", "keep"), ("Ctrl-J", "new line"), ("F2", "$EDITOR"), ("Esc", "never mind"))

    def focus(self, scroll_visible: bool = True) -> Self:
        """Take the focus where it is elsewhere. Textual asks for it at each paste, and has it when all else is done."""
        return self if self.screen.focused is self else super().focus(scroll_visible)

    def pasted(self, words: Clean) -> str:
        """All its lines."""
        return words

    def action_new_line(self) -> None:
        """Begin a line."""
        self.insert("\n")

    async def action_keep(self) -> None:
        """Hand the note over."""
        await self.query_ancestor(NoteEditor).keep()

    async def action_give_up(self) -> None:
        """Close the editor; the note stays as it was."""
        await self.query_ancestor(NoteEditor).give_up()

    def action_edit_elsewhere(self) -> None:
        """Go on in the user's editor, with what is written so far."""
        words = self.text
        fault = ""
        try:
            with self.app.suspend():
                try:  # inside: Textual takes the terminal back only where nothing is raised
                    words = edited(words)
                except EditorError as error:
                    fault = str(error)
        except SuspendNotSupported:
            fault = "This terminal cannot be handed to another program"
        if words != self.text:
            self.text = words
            self.move_cursor(self.document.end)
        self.query_ancestor(NoteEditor).say(Clean.line(fault))


class NoteEditor(Frame):
    """A title, the text, and the keys. ``keep`` takes the note; where it does not keep it, the editor stays open."""

    DEFAULT_CSS = """
    NoteEditor { height: auto; max-height: 40%; }
    NoteEditor #note-text { height: 5; border: none; padding: 0 1; background: $background; }
    """

    def __init__(
        self, title: Clean, value: Clean, keep: Callable[[Clean], Refused | None], focused: Widget | None
    ) -> None:
        super().__init__(id="note-editor")
        self._title = title
        self._value = value
        """The note that stands in the notebook, as far as is known."""
        self._keep = keep
        self._focused = focused
        self._warned: str | None = None

    def compose(self) -> ComposeResult:
        """The title above the text."""
        yield Bar(id="note-title", classes="title focused")
        area = NoteArea(self._value, id="note-text", soft_wrap=True, compact=True)
        area.show_line_numbers = False
        area.highlight_cursor_line = False
        yield area

    def begin(self) -> None:
        """Say what is to be written, and take the focus."""
        self.query_one("#note-title", Bar).show([(f" {self._title}", "strong")])
        area = self.query_one(NoteArea)
        area.move_cursor(area.document.end)
        self.screen.set_focus(area, scroll_visible=False)

    def say(self, message: Clean) -> None:
        """Show a message beside the title, until the next; a blank one says nothing."""
        self.query_one("#note-title", Bar).show([(f" {self._title}", "strong")], [(f"{message} ", "alert")])

    @property
    def _words(self) -> Clean:
        return Clean(self.query_one(NoteArea).text.strip())

    async def keep(self) -> None:
        """Hand the note over; close where it was kept."""
        if self._kept():
            await self._close()

    def save(self) -> bool:
        """Keep what was written, as before the end of the app; false where it could not be kept."""
        return self._words == self._value.strip() or self._kept()

    def _kept(self) -> bool:
        refused = self._keep(self._words)
        if refused is None:
            return True
        self._value = refused.there
        if refused.words != self._words:
            area = self.query_one(NoteArea)
            area.text = refused.words
            area.move_cursor(area.document.end)
        return False

    async def give_up(self) -> None:
        """Close; what was written and not kept is dropped at the second time of asking only."""
        if self._words in (self._value.strip(), self._warned):
            await self._close()
        else:
            self._warned = self._words
            self.say(Clean("Not kept yet · Enter keeps it, Esc again drops it"))

    async def _close(self) -> None:
        """Give the focus back and disappear."""
        if self._focused is not None:
            self.screen.set_focus(self._focused, scroll_visible=False)
        await self.remove()


def edited(words: str) -> Clean:
    """``words`` as the user's editor (``VISUAL``, else ``EDITOR``) leaves them; while the app is suspended.

    Raises:
        EditorError: there is no editor, or it failed; nothing is changed then.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError as error:
        raise EditorError(f"{named} is no command: {str(error).lower()}") from error
    if not command:
        raise EditorError("No editor is set: VISUAL or EDITOR names one")
    try:
        with tempfile.TemporaryDirectory(prefix="natoreader-") as folder:  # of mode 0700, gone when the editor is
            file = Path(folder, "note.md")
            file.write_text(words, encoding="utf-8")
            with _interrupts_ignored():
                done = subprocess.run([*command, str(file)], check=False)  # noqa: S603  (the user's own command)
            raw = file.read_bytes()
    except OSError as error:
        raise EditorError(f"{command[0]} cannot be used: {error.strerror}") from error
    if done.returncode:
        code = done.returncode
        how = f"ended with code {code}" if code > 0 else f"was ended by signal {-code}"
        raise EditorError(f"{command[0]} {how}; the note is as it was")
    return Clean(raw.decode("utf-8", errors="replace").strip())


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Leave Ctrl-C to the program that has the terminal: it is sent to this one too, and would end it."""
    # A handler, not SIG_IGN: that would be inherited.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
