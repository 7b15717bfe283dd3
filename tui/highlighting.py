"""Highlighting: which types of names are lit in the text."""

from __future__ import annotations

from contextlib import suppress

from ..dossier.entities import TYPE_TITLES
from ..dossier.notebook import NotebookError
from ..dossier.text import Clean
from .session import HIDDEN_TYPES
from .stage import Stage
from .travel import Travel


class Highlighting:
    """The types that are lit, or not."""

    def __init__(self, stage: Stage, travel: Travel) -> None:
        self.stage = stage
        self.travel = travel

    def _toggle(self, kind: str) -> None:
        session = self.stage.session
        session.hidden_types = session.hidden_types ^ {kind}
        with suppress(NotebookError):  # it can be chosen again
            session.notebook.set_state(HIDDEN_TYPES, [*sorted(session.hidden_types)])
        self.travel.decorate_anew()
        hidden = " not" if kind in session.hidden_types else ""
        self.stage.say(Clean(f"{TYPE_TITLES[kind]}{hidden} highlighted"))

    def do_show_person(self) -> None:
        """Highlight persons, or not."""
        self._toggle("person")

    def do_show_organisation(self) -> None:
        """Highlight organisations, or not."""
        self._toggle("organisation")

    def do_show_place(self) -> None:
        """Highlight places, or not."""
        self._toggle("place")

    def do_show_event(self) -> None:
        """Highlight events, or not."""
        self._toggle("event")

    def do_show_role(self) -> None:
        """Highlight roles, or not."""
        self._toggle("role")

    def do_show_date(self) -> None:
        """Highlight dates, or not."""
        self._toggle("date")

    def do_show_quantity(self) -> None:
        """Highlight quantities, or not."""
        self._toggle("quantity")
