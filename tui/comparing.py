"""Comparing: the tables of the compare pane, what the user says of cells, and the way from a cell to its words."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ..dossier.notebook import NotebookError
from ..dossier.text import EMPTY, Clean
from .commands import COMPARE
from .settings import ITEMS, MATRIX
from .stage import Stage
from .strips import Line
from .travel import Travel
from .visit import Stop, Visit
from .wrap import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..dossier.comparison import Offer
    from .compare import ComparePane
    from .matrix import Field, Table
    from .pairing import Pairing
    from .proof import ProofPanel

_STATE = "compare"
PAIR = "two articles"


class Comparing:
    """The comparison of the open dossier, as items, as aspects, or as two of its articles."""

    def __init__(self, stage: Stage, travel: Travel) -> None:
        self.stage = stage
        self.travel = travel
        self.layout = stage.session.settings.layout
        self._base: Clean | None = None
        """The id of the offer that the others are seen against."""
        self._only: Clean | None = None
        """The id of the offer that alone is shown beside the base, in the rows that may differ."""
        self._pairing: Pairing | None = None
        self._gave_way: tuple[Offer, ...] = ()
        """The table's offers when two articles gave way to it, while they wait for room."""
        self._peeked = ""

    @property
    def pane(self) -> ComparePane:
        """The compare pane, once it was shown."""
        from .compare import ComparePane  # imported late: not needed to read

        return self.stage.query_one("#compare", ComparePane)

    @property
    def proof(self) -> ProofPanel:
        """The proof panel, once it was shown."""
        from .proof import ProofPanel  # imported late: not needed to read

        return self.stage.query_one("#proof", ProofPanel)

    @property
    def _shown(self) -> bool:
        return bool(self.stage.query("#compare"))

    @property
    def field(self) -> Field | None:
        """The cell that commands act on."""
        return (self._pair or self.pane).field

    @property
    def _place(self) -> Clean:
        """That cell in words."""
        return (self._pair or self.pane).place

    @property
    def _pair(self) -> Pairing | None:
        """The two articles, where they are shown."""
        return self._pairing if self.layout == PAIR else None

    # Going there

    async def do_compare(self) -> None:
        """To the comparison, at the cell where it was left."""
        first = not self._shown
        missing = self.stage.session.dossier.comparison_missing
        if missing:
            self.stage.say(Clean(missing))
            return
        await self.stage.go_to(COMPARE)
        if first:
            self._restore()
            self.show()
        await self.fit()
        if self._pair is not None:
            self._pair.focus()

    def _restore(self) -> None:
        kept = self.stage.session.notebook.state(_STATE)
        if not isinstance(kept, dict):
            return
        if kept.get("layout") in (ITEMS, MATRIX):
            self.layout = str(kept["layout"])
        width = kept.get("width")
        if isinstance(width, int):
            self.pane.chosen_width = width

    def _keep(self) -> None:
        layout = MATRIX if self.layout == PAIR else self.layout
        with suppress(NotebookError):  # the layout can be chosen again
            self.stage.session.notebook.set_state(_STATE, {"layout": layout, "width": self.pane.chosen_width})

    @property
    def compared(self) -> tuple[Offer, Offer] | None:
        """The base and the offer under the cursor, or the two whose articles are shown; ``None`` where it is one."""
        table = self.pane.table
        first, second = self._pair.columns if self._pair is not None else (table.base, self.pane.column)
        offers = table.offers
        return None if first is None or first == second else (offers[first], offers[second])

    @property
    def offer(self) -> Offer:
        """The offer that commands act on."""
        column = self._pair.columns[self._pair.side] if self._pair is not None else self.pane.column
        return self.pane.table.offers[column]

    def _table(self) -> Table:
        from .against import against  # imported late: not needed to read
        from .matrix import items_table, matrix_table  # likewise

        session = self.stage.session
        if self.layout == ITEMS and not session.dossier.comparison.items:
            self.layout = MATRIX
        table = items_table(session) if self.layout == ITEMS else matrix_table(session)
        ids = [offer.id for offer in table.offers]
        if self._base not in ids:
            return table
        table = against(session.dossier.comparison, table, ids.index(self._base))
        return table if self._only is None else table.differing(self._only)

    def show(self) -> None:
        """Show the comparison as it is now."""
        self.pane.show(self._table())
        self.show_proof()

    def notebook_changed(self) -> None:
        """Show the user's marks as they are now."""
        self.stage.session.cell_marks_changed()
        if self._shown:
            self.show()

    # Layouts

    async def do_layout(self) -> None:
        """Items, matrix, two articles."""
        from .pair import LEAST_WIDTH  # imported late: not needed to read

        self.close_peek()
        wide = self.stage.app.size.width >= LEAST_WIDTH
        order = [ITEMS, MATRIX, PAIR] if wide else [ITEMS, MATRIX]
        current = order.index(self.layout) if self.layout in order else 0
        if self.layout == MATRIX and not wide:
            self.stage.say(Clean(f"Two articles side by side need {LEAST_WIDTH} columns"))
        await self.set_layout(order[(current + 1) % len(order)])

    async def set_layout(self, layout: str, *, again: bool = False) -> None:
        """Show the comparison in another layout; ``again`` is for two articles, as they were before they gave way."""
        from .pairing import Pairing  # imported late: not needed to read

        self.layout, self._gave_way = layout, ()
        if layout == PAIR:
            if self._pairing is None:
                self._pairing = Pairing(self.stage, self.travel, self.pane)
            if again:
                self._pairing.reopen()
            else:
                await self._pairing.open(self.pane.table.base)
        elif self._pairing is not None:
            self._pairing.close()
        for each in (self.pane, self.proof):
            each.set_class(layout == PAIR, "hidden")
        if layout != PAIR:
            self.show()
            self.stage.set_focus(self.pane, scroll_visible=False)
        self._keep()
        self.stage.refresh_chrome()

    async def fit(self) -> None:
        """Show the matrix in place of two articles for which there is no room, and them again once there is."""
        if self._pairing is None or not self.stage.usable:
            return
        from .pair import LEAST_WIDTH  # imported late: not needed to read

        wide, offers = self.stage.app.size.width >= LEAST_WIDTH, self.pane.table.offers
        if self.layout == PAIR and not wide:
            await self.set_layout(MATRIX)
            self._gave_way = offers
        elif wide and self._gave_way and self._gave_way == offers:
            self.close_peek()
            await self.set_layout(PAIR, again=True)

    def _widen(self, by: int) -> None:
        if self.layout == PAIR or not self.pane.widen(by):
            self.stage.say(Clean(f"The columns cannot be made {'wider' if by > 0 else 'narrower'} here"))
        else:
            self._keep()

    def do_wider_columns(self) -> None:
        """Columns a few cells wider."""
        self._widen(1)

    def do_narrower_columns(self) -> None:
        """Columns a few cells narrower."""
        self._widen(-1)

    # Against a base

    @property
    def _baseless(self) -> Clean:
        return Clean(f"There is nothing to differ from yet: {self.stage.key_of('base')} makes this column the base")

    def do_base(self) -> None:
        """See the others against the offer under the cursor, or no longer."""
        if self.layout == PAIR:
            self.stage.say(
                Clean(f"Items and matrix can be seen against a base; {self.stage.key_of('layout')} goes there")
            )
            return
        offer = self.offer
        self._base = None if self._base == offer.id else offer.id
        self._only = None
        self.show()
        if self._base is not None:
            step, hide = self.stage.key_of("next_difference"), self.stage.key_of("equal")
            said = f"Seen against {offer.label}: {step} steps through what differs, {hide} hides equal rows"
            self.stage.say(Clean(said))

    async def do_equal(self) -> None:
        """Only this offer and the base, where they may differ, or all; of two articles, lock the scrolling."""
        if self._pair is not None:
            self._pair.toggle_lock()
        elif self._base is None:
            self.stage.say(self._baseless)
        else:
            self._only = self.offer.id if self._only is None else None
            self.show()
            self.stage.say(self._narrowed)

    @property
    def _narrowed(self) -> Clean:
        if self._only is None:
            return Clean("All rows and offers")
        table, key = self.pane.table, self.stage.key_of("equal")
        base = table.headings[table.base or 0]
        if self._only == self._base:
            return Clean(f"All offers, in the rows that may differ from {base} · {key} shows all rows")
        other = table.headings[self.pane.column]
        return Clean(f"Only {base} and {other}, in the rows that may differ · {key} shows all")

    def show_all_rows(self) -> None:
        """Narrow rows and columns no longer."""
        self._only = None

    def _step_difference(self, by: int) -> None:
        if self._pair is not None:
            self._pair.step(by)
        elif self._base is None:
            self.stage.say(self._baseless)
        elif not self.pane.next_difference(by):
            self.stage.say(Clean(f"No {'further' if by > 0 else 'earlier'} difference from the base"))

    def do_next_difference(self) -> None:
        """To the next cell that differs; of two articles, to the next row."""
        self._step_difference(1)

    def do_previous_difference(self) -> None:
        """To the cell that differs before; of two articles, to the row before."""
        self._step_difference(-1)

    def _step_offer(self, by: int) -> None:
        if self._pair is not None:
            self._pair.change_offer(by)
        else:
            self.pane.move_to(self.pane.row, self.pane.column + by)

    def do_next_offer(self) -> None:
        """To the next offer."""
        self._step_offer(1)

    def do_previous_offer(self) -> None:
        """To the offer before."""
        self._step_offer(-1)

    # The proof

    def show_proof(self) -> None:
        """Show the words that prove the cell under the cursor, or while peeking at a row, the whole row."""
        pane, proof = self.pane, self.proof
        if pane.field is None or pane.current is None:
            proof.show(())
        elif self._peeked == "row":
            headings = pane.table.headings
            stated = [(head, each) for head, each in zip(headings, pane.current.fields, strict=True) if not each.empty]
            proof.show(stated or [(pane.place, pane.field)], pane.current.label)
        else:
            proof.show([(pane.place, pane.field)], self._beside, self._way_on)
        self.stage.refresh_chrome()

    @property
    def _beside(self) -> Clean:
        peek, cancel = self.stage.key_of("peek"), self.stage.key_of("cancel")
        return Clean(f"{peek} the whole row, {cancel} back") if self._peeked else EMPTY

    @property
    def _way_on(self) -> Clean:
        return EMPTY if self._peeked else Clean(f"{self.stage.key_of('peek')} shows all")

    def do_peek(self) -> None:
        """All passages of the cell; again, of the row; again, back."""
        if self.layout == PAIR:
            self.stage.say(Clean("Both articles are open already; Enter reads on in this one"))
            return
        self._peeked = {"": "cell", "cell": "row", "row": ""}[self._peeked]
        self._show_peek()

    @property
    def paired(self) -> bool:
        """Whether two articles are shown side by side."""
        return self._pair is not None

    @property
    def peeking(self) -> bool:
        """Whether the words of a cell or row are shown enlarged."""
        return bool(self._peeked)

    def close_peek(self) -> bool:
        """Peek no longer; false where nobody did."""
        was = self._peeked
        self._peeked = ""
        if was:
            self._show_peek()
        return bool(was)

    def _show_peek(self) -> None:
        self.proof.enlarge(bool(self._peeked))
        self.stage.set_focus(self.proof if self._peeked else self.pane, scroll_visible=False)
        self.show_proof()

    async def open_here(self) -> None:
        """Make the passages of the cell at hand the current visit."""
        field = self.field
        if field is not None:
            await self.open_field(field)

    async def open_field(self, field: Field) -> None:
        """Make the passages of a cell the current visit: those whose words still stand as they were quoted."""
        from ..dossier.evidence import fates  # imported late: not needed to read

        stops = [
            Stop(each.evidence.article, *each.standing, Clean(each.evidence.speaker or ""))
            for each in field.passages
            if each.standing is not None
        ]
        lost = fates(field.passages)
        if not stops:
            self.stage.say(Clean(f"{self._place}: {lost or field.about or field.state}"), alert=bool(lost))
            return
        about = Clean(f"{self._place} · left out: {lost}") if lost else self._place
        await self.travel.start(Visit("evidence", stops, COMPARE, about))

    # What the title bar says

    @property
    def title(self) -> tuple[Line, Line]:
        """The title bar: the layout, and the columns out of view."""
        pane = self.pane
        place = f"  {pane.row + 1}/{len(pane.table.rows)}" if pane.table.rows else ""
        named: Line = [
            (f" {self.stage.keymap.bound(COMPARE)} ", "key"),
            ("Compare", "strong"),
            (f" ▸ {self.layout}", "faint"),
        ]
        if self._pair is not None:
            return [*named, (place, "faint"), (f"  {self._pair.about}", "strong")], [(f"{self._pair.hint} ", "faint")]
        room = self.stage.app.size.width - sum(cells(words) for words, _ in named) - 2
        place, said = fitting(place, self._legend, self._hint, room)
        return [*named, (place, "faint")], [(f"{said} ", "faint")]

    @property
    def _hint(self) -> str:
        """How many columns are out of view."""
        pane = self.pane
        if not pane.size.width:  # not laid out yet
            return ""
        before, after = pane.columns_in_view.start, len(pane.table.headings) - pane.columns_in_view.stop
        hints = [f"‹ {before} more" if before else "", f"{after} more ›" if after > 0 else ""]
        return "  ".join(each for each in hints if each)

    @property
    def _legend(self) -> list[Sign]:
        """What the signs in the table mean, the rarest first."""
        from ..dossier.evidence import STALE  # imported late: not needed to read

        table = self.pane.table
        fields = [field for row in table.rows for field in row.fields]
        signs: list[tuple[str, str, str]] = []
        if any(each.stale for each in fields):
            signs.append((STALE, "changed", "changed"))
        if any(each.state == "unchecked" for each in fields):
            signs.append(("?", "not checked", "unchecked"))
        if table.base is None:
            signs += [("”", "quoted", "quoted"), ("’", "not wholly", "not"), ("·", "not mentioned", "silent")]
        else:
            signs += [("+", "new", "new"), ("=", "kept", "kept")]
            signs += [("≈", "otherwise", "other"), ("−", "not mentioned", "silent")]
        shown = " ".join(field.shown for field in self.pane.fields_in_view)
        return [Sign(f"{sign} {words}", f"{sign}{brief}", sign in shown) for sign, words, brief in signs]


class Sign(NamedTuple):
    """What a sign of the table means, in words and in brief, and whether it is in view."""

    words: str
    brief: str
    shown: bool


def fitting(place: str, legend: Sequence[Sign], hint: str, room: int) -> tuple[str, str]:
    """The cursor's place, and the legend before the hint, in ``room`` cells.

    Where they do not fit, the legend is brief, then the place is left out, then signs are, those in view last.
    """
    ends = [hint] if hint else []
    brief = [each.brief for each in legend]
    forms = [(place, [each.words for each in legend]), (place, brief), ("", brief)]
    kept = sorted(legend, key=lambda each: not each.shown)
    forms += [("", [each.brief for each in legend if each in kept[:count]]) for count in reversed(range(len(kept)))]
    lines = [(before, "  ".join([*signs, *ends])) for before, signs in forms]
    return next((each for each in lines if sum(map(cells, each)) <= room), lines[-1])
