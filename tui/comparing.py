"""Comparing: the tables of the compare pane, and the way from a cell to its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..dossier.text import Clean
from .commands import COMPARE
from .stage import Stage
from .strips import Line
from .travel import Travel
from .visit import Stop, Visit

if TYPE_CHECKING:
    from .compare import ComparePane
    from .matrix import Field


class Comparing:
    """The comparison of the open dossier, as items or as aspects."""

    def __init__(self, stage: Stage, travel: Travel) -> None:
        self.stage = stage
        self.travel = travel
        self.layout = stage.session.settings.layout

    @property
    def pane(self) -> ComparePane:
        """The compare pane, once it was shown."""
        from .compare import ComparePane  # imported late: not needed to read

        return self.stage.query_one("#compare", ComparePane)

    async def do_compare(self) -> None:
        """To the comparison, at the cell where it was left."""
        first = not self.stage.query("#compare")
        if not self.stage.session.dossier.comparison:
            self.stage.say(Clean("This dossier has no comparison; a comparison.toml in its folder makes one"))
            return
        await self.stage.go_to(COMPARE)
        if first:
            self._show()

    def _show(self) -> None:
        from .matrix import items_table, matrix_table  # imported late: not needed to read

        session = self.stage.session
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

        self.stage.query_one("#proof", ProofPanel).show(self.pane.field, self.pane.place)
        self.stage.refresh_chrome()

    async def open_field(self, field: Field) -> None:
        """Make the passages of a cell the current visit."""
        stops = [
            Stop(each.evidence.article, each.start, each.end, Clean(each.evidence.speaker or ""))
            for each in field.passages
            if each.start is not None and each.end is not None
        ]
        if not stops:
            self.stage.say(Clean(f"{self.pane.place}: {field.about or field.state}"))
            return
        await self.travel.start(Visit("evidence", stops, COMPARE, self.pane.place))

    @property
    def title(self) -> tuple[Line, Line]:
        """The title bar: the layout, and the columns out of view."""
        pane = self.pane
        place = f"  {pane.row + 1}/{len(pane.table.rows)}" if pane.table.rows else ""
        left: Line = [
            (f" {self.stage.keymap.bound(COMPARE)} ", "key"),
            ("Compare", "strong"),
            (f" ▸ {self.layout}{place}", "faint"),
        ]
        view = pane.columns_in_view
        before, after = view.start, len(pane.table.headings) - view.stop
        if not pane.size.width:  # not laid out yet
            before = after = 0
        hints = [f"‹ {before} more" if before else "", f"{after} more ›" if after > 0 else ""]
        words = "  ".join(each for each in hints if each) or "” quoted  ’ not quoted  · not mentioned"
        return left, [(f"{words} ", "faint")]
