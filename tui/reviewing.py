"""Reviewing: what the user says of the cells of the comparison, and the way from a passage to the cells it proves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..dossier.notebook import NotebookError
from ..dossier.text import EMPTY, Clean
from .comparing import PAIR, Comparing
from .rewriting import Rewriting
from .settings import MATRIX
from .stage import Stage

if TYPE_CHECKING:
    from ..dossier.comparison import Cell


class Reviewing:
    """Notes and reviewed marks, and the cells that rest on a passage."""

    def __init__(self, stage: Stage, comparing: Comparing) -> None:
        self.stage = stage
        self.comparing = comparing

    # What the user says of a cell

    @property
    def _marked(self) -> tuple[str, str] | None:
        current = self.comparing.pane.current
        if current is None or self.comparing.layout == PAIR:
            return None
        return str(self.comparing.offer.id), str(current.id)

    def do_reviewed(self) -> None:
        """Mark the cell as reviewed, or not."""
        marked, field = self._marked, self.comparing.pane.field
        if marked is None or field is None:
            self.stage.say(
                Clean(f"Cells are marked in the items and the matrix; {self.stage.key_of('layout')} goes there")
            )
            return
        place = self.comparing.pane.place
        try:
            self.stage.session.notebook.set_cell_reviewed(*marked, place, reviewed=not field.reviewed)
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
            return
        self.comparing.notebook_changed()
        undo, done = self.stage.key_of("undo"), "not reviewed" if field.reviewed else "reviewed"
        self.stage.say(Clean(f"{place}: {done} · {undo} takes it back"))

    async def do_cell_note(self) -> None:
        """Write a note of one's own on the cell."""
        self.comparing.notebook_changed()  # as it is now: another process may have written notes anew
        marked, field = self._marked, self.comparing.pane.field
        if marked is None or field is None:
            self.stage.say(
                Clean(f"Cells are given notes in the items and the matrix; {self.stage.key_of('layout')} goes there")
            )
            return
        place, before = self.comparing.pane.place, field.note or EMPTY

        def write(note: Clean | None, seen: Clean) -> None:
            self.stage.session.notebook.set_cell_note(*marked, note, place, seen=seen)

        rewriting = Rewriting(self.stage, before, write, self.comparing.notebook_changed)
        await self.stage.ask_note(f"Your note on {place}", before, rewriting.keep)

    # From an article to the cells

    async def do_uses(self) -> None:
        """The cells that rest on the passage at hand; from there to one of them."""
        from .menu import Choice, Menu  # imported late: not needed to read

        pane, passage = self.stage.article_pane, self.comparing.travel.passage
        if pane.article is None or passage is None:
            return
        start, end = passage
        choices = [
            Choice(f"{cell.offer}/{cell.aspect}", label, cell.summary or "")
            for cell, label in self._resting_on(pane.article.id, start, end)
        ]
        if not choices:
            key = self.stage.key_of("next_used")
            self.stage.say(
                Clean(f"No cell of the comparison rests on this paragraph; {key} goes to the next that has one")
            )
        elif len(choices) == 1:
            await self._go_to_cell(choices[0].id)
        else:
            title = f"Cells that rest on {pane.article.text.numbers(start, end)} of {pane.article.id}"
            self.stage.app.push_screen(Menu(title, choices), self._go_to_cell)

    def _resting_on(self, article: str, start: int, end: int) -> Iterator[tuple[Cell, Clean]]:
        """The cells with a passage in ``start``–``end``, by name; where its words have changed, that they have."""
        from ..dossier.evidence import fates  # imported late: not needed to read

        session = self.stage.session
        comparison = session.dossier.comparison
        aspects = {each.id: each.label for each in comparison.aspects}
        offers = {each.id: each.label for each in comparison.offers}
        for cell in comparison.cells:
            here = [
                each
                for each in session.passages(cell)
                if each.start is not None and each.end is not None
                if each.evidence.article == article and each.start < end and start < each.end
            ]
            if here:
                changed = fates(here) if all(each.stale for each in here) else EMPTY
                named = f"{aspects[cell.aspect]} × {offers[cell.offer]}"
                yield cell, Clean(f"{named} · {changed}" if changed else named)

    async def _go_to_cell(self, id: str | None) -> None:
        if id is None:
            return
        offer, _, aspect = id.partition("/")
        comparison = self.stage.session.dossier.comparison
        await self.comparing.do_compare()
        self.comparing.show_all_rows()
        await self.comparing.set_layout(MATRIX)
        rows = [each.id for each in comparison.aspects]
        columns = [each.id for each in comparison.offers]
        self.comparing.pane.move_to(rows.index(Clean(aspect)), columns.index(Clean(offer)))
