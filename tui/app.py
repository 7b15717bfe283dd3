"""The application: opens the dossier and the notebook, and shows the main screen."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.color import Color
from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter
from textual.screen import Screen

from ..dossier import paths
from ..dossier.folder import Dossier, open_dossier
from ..dossier.notebook import Notebook, NotebookError
from ..dossier.permalink import Permalink
from ..dossier.problems import DossierError
from ..dossier.text import Clean
from .driver import PatientDriver
from .palette import Palette
from .screen import MainScreen
from .session import Session
from .themes import DARK, LIGHT, shades
from .widgets import Painted
from .wrap import printable

THEME = "theme"
"""The key of the notebook's state under which the chosen theme is kept."""


class Colourless(LineFilter):
    """Takes every colour away, and leaves bold, italic, underline and reverse. Textual's own would leave greys."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments without colour."""
        return [Segment(words, style and style.without_color, control) for words, style, control in segments]


class NatoReader(Painted):
    """natoreader in a terminal."""

    TITLE = "natoreader"
    CSS_PATH = "tui.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False  # menu.py is natoreader’s own
    ALLOW_SELECT = False

    def __init__(self, dossier: Dossier, notebook: Notebook, at: Permalink | None = None) -> None:
        super().__init__()
        self.session = Session(dossier, notebook)
        self._at = at
        self._palette: tuple[str, Palette] | None = None
        self._colourless = (Colourless(),)  # one for all rows: a strip keeps what its last filter made of it
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        kept = notebook.state(THEME)
        self.theme = str(kept) if kept in self.available_themes else DARK.name

    def get_default_screen(self) -> Screen[None]:
        """The main screen."""
        return MainScreen(self.session, self.size, self._at)

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice, but on Linux and macOS one that outlives undecodable keys."""
        chosen = super().get_driver_class()
        return PatientDriver if issubclass(PatientDriver, chosen) else chosen

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes on its way to the terminal: no colour at all where the user wants none.

        Textual's filter for named colours is left out, which would look at every segment of every row: the colours of
        the palette are of 24 bits, or the terminal's own where the theme means those.
        """
        if self.no_color:
            return self._colourless
        return [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]

    @property
    def palette(self) -> Palette:
        """The styles for the theme in use."""
        if self._palette is None or self._palette[0] != self.theme:
            self._palette = (self.theme, Palette(self.theme_variables, colour=not self.no_color))
        return self._palette[1]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours natoreader adds to every theme."""
        return shades(self.current_theme.to_color_system().generate())

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted before an input line has it: Textual draws there whatever it is given."""
        if isinstance(event, events.Paste):
            event.text = printable(Clean(event.text))
        await super().on_event(event)

    def watch_theme(self, theme: str) -> None:
        """Keep the choice of theme."""
        if self.is_running and self.session.notebook.state(THEME) != theme:
            with suppress(NotebookError):
                self.session.notebook.set_state(THEME, theme)

    async def action_quit(self) -> None:
        """Leave by Textual's own key; the same as the command."""
        main = self.screen_stack[0]
        if isinstance(main, MainScreen):
            main.do_quit_now()


def run(path: Path, at: Permalink | None = None) -> int:
    """Open a dossier in the terminal until the user leaves; the exit code for the shell."""
    try:
        dossier = open_dossier(path)
    except DossierError as error:
        for each in error.problems:
            sys.stderr.write(f"natoreader: {each}\n")
        return 3
    try:
        with Notebook.open(paths.notebook_file(), dossier.id) as notebook:
            app = NatoReader(dossier, notebook, at)
            app.run()
            return app.return_code or 0
    except NotebookError as error:
        sys.stderr.write(f"natoreader: {error.sentence}\n")
        return 3
