"""Reviewing: what the user says of the cells of the comparison, and the way from a passage to the cells it proves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..dossier.notebook import ITEM, NotebookError
from ..dossier.text import EMPTY, Clean
from .comparing import PAIR, Comparing
from .rewriting import Rewriting
from .settings import ITEMS, MATRIX
from .stage import Stage

if TYPE_CHECKING:
    from ..dossier.evidence import Passage
    from .menu import Choice


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
        from .menu import Menu  # imported late: not needed to read

        pane, passage = self.stage.article_pane, self.comparing.travel.passage
        if pane.article is None or passage is None:
            return
        start, end = passage
        choices = [*self._resting_on(pane.article.id, start, end)]
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

    def _resting_on(self, article: str, start: int, end: int) -> Iterator[Choice]:
        """The cells of both tables with a passage in ``start``–``end``; where its words have changed, that they have.

        Each has the ids of its offer and its row as its own.
        """
        from ..dossier.evidence import fates  # imported late: not needed to read
        from .matrix import items_table, matrix_table  # likewise
        from .menu import Choice  # likewise

        for table in (matrix_table(self.stage.session), items_table(self.stage.session)):
            for row in table.rows:
                for offer, heading, field in zip(table.offers, table.headings, row.fields, strict=True):
                    here = [each for each in field.passages if _touches(each, article, start, end)]
                    if here:
                        changed = f" · {fates(here)}" if all(each.stale for each in here) else ""
                        said = f"item · {field.about}" if table.name == ITEMS else field.words
                        yield Choice(f"{offer.id}/{row.id}", f"{row.label} × {heading}{changed}", said)

    async def _go_to_cell(self, id: str | None) -> None:
        if id is None:
            return
        offer, _, row = id.partition("/")
        await self.comparing.do_compare()
        self.comparing.show_all_rows()
        await self.comparing.set_layout(ITEMS if row.startswith(ITEM) else MATRIX)
        pane = self.comparing.pane
        rows, columns = [each.id for each in pane.table.rows], [each.id for each in pane.table.offers]
        pane.move_to(rows.index(Clean(row)), columns.index(Clean(offer)))


def _touches(passage: Passage, article: str, start: int, end: int) -> bool:
    """Whether a passage has words in ``start``–``end`` of an article."""
    if passage.evidence.article != article or passage.start is None or passage.end is None:
        return False
    return passage.start < end and start < passage.end
