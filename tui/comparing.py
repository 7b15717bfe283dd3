"""Comparing: the tables of the compare pane, and the way from a cell to its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..dossier.text import Clean
from .commands import COMPARE
from .strips import Line
from .visit import Stop, Visit

if TYPE_CHECKING:
    from .compare import ComparePane
    from .matrix import Field
    from .screen import MainScreen


class Comparing:
    """The comparison of the open dossier, as items or as aspects."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.layout = "items"

    @property
    def pane(self) -> ComparePane:
        """The compare pane, once it was shown."""
        from .compare import ComparePane  # imported late: not needed to read

        return self.screen.query_one("#compare", ComparePane)

    async def do_compare(self) -> None:
        """To the comparison, at the cell where it was left."""
        first = not self.screen.query("#compare")
        if not self.screen.session.dossier.comparison:
            self.screen.say(Clean("This dossier has no comparison; a comparison.toml in its folder makes one"))
            return
        await self.screen.go_to(COMPARE)
        if first:
            self._show()

    def _show(self) -> None:
        from .matrix import items_table, matrix_table  # imported late: not needed to read

        session = self.screen.session
        if self.layout == "items" and not session.dossier.comparison.items:
            self.layout = "matrix"
        self.pane.show(items_table(session) if self.layout == "items" else matrix_table(session))
        self.show_proof()

    def do_layout(self) -> None:
        """Items or matrix."""
        self.layout = "matrix" if self.layout == "items" else "items"
        self._show()

    def show_proof(self) -> None:
        """Show the words that prove the cell under the cursor."""
        from .compare import ProofPanel  # imported late: not needed to read

        self.screen.query_one("#proof", ProofPanel).show(self.pane.field, self.pane.place)
        self.screen.refresh_chrome()

    async def open_field(self, field: Field) -> None:
        """Make the passages of a cell the current visit."""
        stops = [
            Stop(each.evidence.article, each.start, each.end, Clean(each.evidence.speaker or ""))
            for each in field.passages
            if each.start is not None and each.end is not None
        ]
        if not stops:
            self.screen.say(Clean(f"{self.pane.place}: {field.about or field.state}"))
            return
        await self.screen.travel.start(Visit("evidence", stops, COMPARE, self.pane.place))

    @property
    def title(self) -> tuple[Line, Line]:
        """The title bar: the layout, and the columns out of view."""
        pane = self.pane
        left: Line = [(" 3 ", "key"), ("Compare", "strong"), (f" ▸ {self.layout}", "faint")]
        view = pane.columns_in_view
        before, after = view.start, len(pane.table.headings) - view.stop
        hints = [f"‹ {before} more" if before else "", f"{after} more ›" if after > 0 else ""]
        words = "  ".join(each for each in hints if each) or "” quoted  ’ indirect  · not mentioned"
        return left, [(f"{words} ", "faint")]
