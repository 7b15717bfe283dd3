"""The write dialog: what is written, in which profile, to which file, and how it will read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip

from ..dossier.text import EMPTY, Clean
from .frames import Frame
from .inorder import OrderlyScreen
from .line import InputLine
from .strips import Line, pad
from .widgets import Bar, RowList, Scroller
from .wrap import wrap

_LABEL = 12


@dataclass(slots=True)
class Setting:
    """A row: a label and the values to choose from, each with the id that stands for it."""

    label: str
    values: Sequence[tuple[str, str]]
    index: int = 0

    @property
    def value(self) -> str:
        """The id of the value chosen."""
        return self.values[self.index][0]

    def turn(self, by: int) -> None:
        """Choose the next value, after the last the first."""
        self.index = (self.index + by) % len(self.values)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: the values of the settings, and the file."""

    what: str
    profile: str
    context: str
    footnotes: str
    earlier: str
    file: Clean


class Settings(RowList):
    """The settings, a row each."""

    def __init__(self, settings: Sequence[Setting]) -> None:
        super().__init__(id="write-settings")
        self.settings = settings

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.settings)

    def lines(self, index: int, width: int) -> Sequence[Line]:  # noqa: ARG002  (cut where it does not fit)
        """Label and value, between arrows where there are several."""
        setting = self.settings[index]
        words = setting.values[setting.index][1]
        several = len(setting.values) > 1
        return (
            [
                (pad(setting.label, _LABEL), "faint"),
                ("‹ " if several else "  ", "accent"),
                (words, "strong"),
                (f" ›  {setting.index + 1}/{len(setting.values)}" if several else "", "accent"),
            ],
        )


class Preview(Scroller):
    """The text as it will stand in the file."""

    def __init__(self) -> None:
        super().__init__(id="write-preview")
        self._text = EMPTY
        self._lines: list[str] = []

    def show(self, text: Clean) -> None:
        """Show a text."""
        self._text = text
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(1, self.size.width - 2)
        self._lines = [line[a:b] for line in self._text.splitlines() for a, b in wrap(line, width)]
        self.set_rows(len(self._lines))
        # The first words quoted, and not what every file begins with.
        self.scroll_to_row(next((row for row, line in enumerate(self._lines) if line.startswith(">")), 0))
        self.refresh()

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out()

    def page(self, by: int) -> None:
        """Scroll by pages."""
        self.scroll_rows(by * self.page_rows)

    def render_line(self, y: int) -> Strip:
        """A row as a strip."""
        row = y + self.scroll_offset.y
        return self.draw([(f" {self._lines[row]}" if row < len(self._lines) else "", "faint")], self.size.width)


class WriteDialog(OrderlyScreen[None]):
    """The file's name has the focus: Enter writes at once. ↑ and ↓ choose a setting, Tab turns it; Esc writes nothing.

    ``preview`` gives the text for an order; ``settings`` are those of :class:`Order`, in its order. ``write`` writes an
    order, or answers why it did not: that is shown then, and all that was chosen stays.
    """

    DEFAULT_CSS = """
    WriteDialog #write-line { layout: horizontal; height: 1; background: $nr-title; }
    WriteDialog #write-label { width: 7; background: $nr-title; }
    WriteDialog #write-settings { height: auto; }
    """
    AUTO_FOCUS: ClassVar[str] = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('do_up')", show=False),
        Binding("down", "move('do_down')", show=False),
        Binding("tab", "turn(1)", show=False),
        Binding("shift+tab", "turn(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("enter", "write", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(
        self,
        settings: Sequence[Setting],
        file: Clean,
        preview: Callable[[Order], Clean],
        write: Callable[[Order], Clean | None],
    ) -> None:
        super().__init__()
        self._write = write
        self._settings = settings
        self._file = file
        self._preview = preview

    def compose(self) -> ComposeResult:
        """Title, file, settings, preview, keys."""
        yield Bar(id="write-title", classes="title focused")
        with Frame(id="write-line"):
            yield Bar(id="write-label")
            yield InputLine(value=self._file, id="write-file", compact=True, select_on_focus=False)
        yield Settings(self._settings)
        yield Bar(id="write-rule", classes="title")
        yield Preview()
        yield Bar(id="write-footer", classes="footer")

    def on_mount(self) -> None:
        """Fill it."""
        if not self.is_attached:  # the app is being left, and nothing was put together any more
            return
        self.query_one("#write-label", Bar).show([(" File: ", "accent")])
        self.query_one("#write-rule", Bar).show([(" Preview", "strong")], [("PgUp PgDn ", "faint")])
        keys = (("Enter", "write"), ("↑↓", "choose a row"), ("Tab", "change it"), ("Esc", "never mind"))
        footer = [piece for key, words in keys for piece in ((f" {key} ", "key"), (f"{words} ", "faint"))]
        self.query_one("#write-footer", Bar).show(footer)
        settings = self.query_one(Settings)
        settings.styles.height = len(self._settings)
        settings.rebuild(cursor=0)
        self._show()

    @property
    def order(self) -> Order:
        """What would be written now."""
        what, profile, context, footnotes, earlier = (each.value for each in self._settings)
        return Order(what, profile, context, footnotes, earlier, Clean.line(self.query_one(InputLine).value))

    def _show(self) -> None:
        self.query_one("#write-title", Bar).show([(" Write", "strong")])
        self.query_one(Preview).show(self._preview(self.order))

    def action_move(self, how: str) -> None:
        """Move the cursor of the settings."""
        getattr(self.query_one(Settings), how)()

    def action_turn(self, by: int) -> None:
        """Choose another value of the setting under the cursor."""
        settings = self.query_one(Settings)
        self._settings[settings.cursor].turn(by)
        settings.refresh()
        self._show()

    def action_page(self, by: int) -> None:
        """Scroll the preview."""
        self.query_one(Preview).page(by)

    def on_row_list_chosen(self) -> None:
        """Choose the next value of the row that was clicked."""
        self.action_turn(1)

    def action_write(self) -> None:
        """Write; where that is refused, stay, and show why in place of the preview."""
        refused = self._write(self.order)
        if refused is None:
            self.dismiss()
            return
        self.query_one("#write-title", Bar).show([(" Write", "strong")], [("Nothing was written: see below ", "alert")])
        self.query_one(Preview).show(refused)

    def action_leave(self) -> None:
        """Write nothing more."""
        self.dismiss()
