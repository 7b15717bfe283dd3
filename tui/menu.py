"""A list to choose from by typing, over the whole terminal: every command by name, or the themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from .frames import Frame
from .inorder import OrderlyScreen
from .keymap import Keymap
from .keys import shown
from .line import InputLine
from .settings import THEMES
from .strips import Line, fit, pad
from .widgets import Bar, RowList
from .wrap import cells

_COLUMN = 18


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what is handed over (``id``), the keys that do the same, a title, a line of help."""

    id: str
    title: str
    help: str = ""
    keys: str = ""

    def fits(self, words: Sequence[str]) -> bool:
        """Whether all words, in lower case, stand in the title or the help."""
        text = f"{self.title} {self.help}".casefold()
        return all(word in text for word in words)


def command_choices(keymap: Keymap, pane: str) -> list[Choice]:
    """The commands of a pane."""
    return [
        Choice(each.id, each.title, each.help, "  ".join(map(shown, each.keys)) or f":{each.id}")
        for each in keymap.for_pane(pane)
    ]


_THEMES = {
    "dark": "ink on dark",
    "light": "ink on paper",
    "high-contrast": "every word at least 7 to 1",
    "terminal": "the terminal’s own colours",
}


def theme_choices() -> list[Choice]:
    """The themes by name."""
    return [Choice(name, name, _THEMES[name]) for name in THEMES]


class MenuList(RowList):
    """The choices that fit what was typed."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__(id="menu-list")
        self._all = choices
        self.choices = choices

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.choices)

    def lines(self, index: int, width: int) -> Sequence[Line]:
        """Keys, title and help."""
        choice = self.choices[index]
        column = (_COLUMN if width > 60 else 2 * _COLUMN // 3) if any(each.keys for each in self._all) else 2
        keys = choice.keys if cells(choice.keys) < column - 2 else choice.keys.split("  ", 1)[0]
        room = width - column - cells(choice.title) - 2
        help = fit(f"  {choice.help}", room)
        return ([(pad(f"  {keys}", column), "accent"), (choice.title, "strong"), (help, "faint")],)

    def empty(self) -> Sequence[Line]:
        """Nothing fits."""
        return ([(" Nothing fits what you typed.", "faint")],)

    def narrow(self, typed: str) -> None:
        """Show what fits, titles that begin so first."""
        wanted = typed.casefold()
        fitting = [each for each in self._all if each.fits(wanted.split())]
        self.choices = (
            sorted(fitting, key=lambda each: not each.title.casefold().startswith(wanted)) if wanted else fitting
        )
        self.rebuild(cursor=0)


class Menu(OrderlyScreen[str]):
    """Choices under an input line. Enter hands the one under the cursor over, Esc none."""

    DEFAULT_CSS = """
    Menu #menu-line { layout: horizontal; height: 1; background: $nr-title; }
    Menu #menu-label { width: 4; background: $nr-title; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('do_down')", show=False),
        Binding("up", "move('do_up')", show=False),
        Binding("pagedown", "move('do_page_down')", show=False),
        Binding("pageup", "move('do_page_up')", show=False),
        Binding("enter", "choose", show=False),
        Binding("escape", "leave", show=False),
    ]
    AUTO_FOCUS: ClassVar[str] = "Input"

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        """A title, the line, the choices, and how to leave."""
        title, label, footer = Bar(classes="title focused"), Bar(id="menu-label"), Bar(classes="footer")
        title.show([(f" {self._title}", "strong")])
        label.show([(" › ", "accent")])
        footer.show(
            [
                (" Enter ", "key"),
                ("choose  ", "faint"),
                ("↑↓ ", "key"),
                ("move  ", "faint"),
                ("Esc ", "key"),
                ("back", "faint"),
            ]
        )
        yield title
        with Frame(id="menu-line"):
            yield label
            yield InputLine(placeholder="type to narrow the list", id="menu-input", compact=True)
        yield MenuList(self._choices)
        yield footer

    @property
    def _list(self) -> MenuList:
        return self.query_one(MenuList)

    def on_mount(self) -> None:
        """Show all choices."""
        if self.is_attached:  # else the app is being left, and nothing was put together any more
            self.query_one(InputLine).heard = self._list.narrow
            self._list.rebuild(cursor=0)

    def action_choose(self) -> None:
        """Hand over the choice under the cursor."""
        found = self._list
        if found.choices:
            self._close(found.choices[found.cursor].id)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Hand over the choice that was clicked."""
        self._close(self._list.choices[event.index].id)

    def action_move(self, how: str) -> None:
        """Move the cursor of the list."""
        getattr(self._list, how)()

    def action_leave(self) -> None:
        """Choose nothing."""
        self._close(None)

    def _close(self, id: str | None) -> None:
        if self.is_active:  # a second click may have been
            self.dismiss(id)
