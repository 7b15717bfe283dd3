"""Deciding: what the user makes of the names that rules propose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..dossier.entities import fault_of_label
from ..dossier.notebook import NotebookError
from ..dossier.text import Clean
from .entities import PROPOSED
from .naming import Naming
from .stage import Stage

if TYPE_CHECKING:
    from ..dossier.entities import Entity
    from ..dossier.notebook import DecisionKind, Json
    from ..dossier.proposals import Choice


class Deciding:
    """Accepting, rejecting, renaming, merging and splitting; all of it can be undone."""

    def __init__(self, stage: Stage, naming: Naming) -> None:
        self.stage = stage
        self.naming = naming

    @property
    def _table(self) -> Sequence[Entity]:
        """The dossier's table, without what was accepted."""
        return self.stage.session.dossier.entities

    def _chosen(self) -> Choice | None:
        row = self.naming.pane.name_at_cursor
        if self.naming.pane.scope != PROPOSED:
            self.stage.say(Clean(f"Only proposed names are decided about; {self.stage.key_of('scope')} leads to them"))
            return None
        return None if row is None or self._decided_elsewhere() else row.choice

    def _decided_elsewhere(self) -> bool:
        """Whether the names are others than those listed until now, which then is said: nothing is overruled unseen."""
        changed = self.naming.notebook_changed()
        if changed:
            self.stage.say(Clean("Decided elsewhere meanwhile: the names are listed as they are now"), alert=True)
        return changed

    def _decide(self, kind: DecisionKind, contents: Mapping[str, dict[str, Json]], said: str) -> bool:
        """Keep decisions, and say so; false where they could not be kept, which is said."""
        if self._decided_elsewhere():  # while a question was open
            return False
        try:
            self.stage.session.notebook.decide_all(kind, contents, said)
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
            return False
        self.naming.notebook_changed()
        self.stage.say(Clean(f"{said} · {self.stage.key_of('undo')} takes it back"))
        return True

    def do_accept(self) -> None:
        """Take a proposed name for one: it is highlighted, counted and searched from now on."""
        from ..dossier.proposals import accepted_as, content_of  # imported late: not needed to read

        choice = self._chosen()
        if choice is not None:
            said = f"{choice.label} accepted as {accepted_as(choice, self._table)}"
            self._decide("accept", {choice.id: content_of(choice)}, said)

    def do_reject(self) -> None:
        """Take it for none."""
        choice = self._chosen()
        if choice is not None:
            self._decide("reject", {choice.id: {}}, f"{choice.label} rejected")

    async def do_rename(self) -> None:
        """Give it another label."""
        choice = self._chosen()
        if choice is None:
            return
        known = self._known_as(choice)
        if known is not None:
            split = self.stage.key_of("split")
            self.stage.say(Clean(f"As a form of {known.label} it is called so; {split} makes it a name of its own"))
            return

        await self._ask_label(choice, choice.label)

    async def _ask_label(self, choice: Choice, value: Clean) -> None:
        """Ask for its label, again with what was answered where that can be none."""

        async def rename(words: Clean) -> None:
            fault = fault_of_label(words)
            if fault:
                self.stage.say(Clean(fault), alert=True)
                await self._ask_label(choice, words)
            elif words == choice.label:
                self.stage.say(Clean(f"It is called {words} already"))
            else:
                self._decide("rename", {choice.id: {"label": words}}, f"{choice.label} is now called {words}")

        await self.stage.ask("Label:", value, rename)

    def do_flag(self) -> None:
        """Flag it to be merged, or not."""
        pane, choice = self.naming.pane, self._chosen()
        if choice is not None:
            pane.flag(choice.id)
            pane.do_down()

    def do_merge(self) -> None:
        """Make the flagged names one: that under the cursor, unless it is not flagged and several others are."""
        pane = self.naming.pane
        if pane.scope != PROPOSED:
            self._merge_into_known()
            return
        into = self._chosen()
        if into is None:
            return
        choices = {row.key: row.choice for row in self.naming.names if row.choice is not None}
        flagged = [choices[key] for key in pane.flagged if key in choices]
        if len(flagged) > 1 and into not in flagged:  # flagging moved the cursor on
            into = flagged[0]
        others = [each for each in flagged if each.id != into.id]
        if not others:
            flag, merge = self.stage.key_of("flag"), self.stage.key_of("merge")
            self.stage.say(Clean(f"Flag the names that are the same with {flag}, then {merge} makes them one"))
            return
        self._merge(others, into)

    def _merge_into_known(self) -> None:
        """Make the flagged proposals forms of the name under the cursor, which the table or the user knows."""
        pane, session = self.naming.pane, self.stage.session
        if self._decided_elsewhere():
            return
        choices = {each.id: each for each in session.choices()} if pane.flagged else {}
        row = pane.name_at_cursor
        into = None if row is None else choices.get(row.key) or row.entity
        flagged = [choices[key] for key in pane.flagged if key in choices and choices[key] is not into]
        if not flagged:
            scope, flag, merge = (self.stage.key_of(each) for each in ("scope", "flag", "merge"))
            words = f"Flag proposed names with {flag}, to which {scope} leads; {merge} here makes them forms of a name"
            self.stage.say(Clean(words))
        elif into is None or into.id not in {*choices, *(each.id for each in self._table)}:
            what = "This" if row is None else row.label
            self.stage.say(Clean(f"{what} is none of the names that the table holds or you accepted"))
        else:
            self._merge(flagged, into)

    def _merge(self, others: Sequence[Choice], into: Choice | Entity) -> None:
        from ..dossier.proposals import Choice, content_of  # imported late: not needed to read

        pane = self.naming.pane
        flagged, pane.flagged = pane.flagged, []
        pane.move_to_name(into.id)
        merging: dict[str, Json] = {"into": into.id}
        if isinstance(into, Choice):
            merging["target"] = content_of(into)
        contents: dict[str, dict[str, Json]] = {each.id: {**content_of(each), **merging} for each in others}
        if not self._decide("merge", contents, f"{', '.join(each.label for each in others)} merged into {into.label}"):
            pane.flagged = flagged

    async def do_split(self) -> None:
        """Make some of its forms a name of their own."""
        choice = self._chosen()
        if choice is None:
            return
        as_form = self._known_as(choice) is not None
        if len(choice.forms) == 1 and as_form:
            self._split(choice, choice.forms)
            return
        if len(choice.forms) == 1:
            self.stage.say(Clean(f"{choice.label} has one form only; {self.stage.key_of('reject')} rejects it"))
            return
        own = choice.label if choice.label in choice.forms else max(choice.forms, key=len)
        await self._ask_forms(choice, "; ".join(form for form in choice.forms if as_form or form != own))

    async def _ask_forms(self, choice: Choice, value: str) -> None:
        """Ask which forms are to be split off, again with what was answered where that cannot be done."""

        async def split(words: Clean) -> None:
            parts = [Clean(each.strip()) for each in words.split(";")]
            apart = [*dict.fromkeys(filter(None, parts))]
            if not apart:
                return
            strange = [each for each in apart if each not in choice.forms]
            if strange or (len(apart) == len(choice.forms) and self._known_as(choice) is None):
                wrong = f"“{strange[0]}” is none of its forms" if strange else "Some of its forms, not all"
                self.stage.say(Clean(f"{wrong}: {'; '.join(choice.forms)}"), alert=True)
                await self._ask_forms(choice, words)
                return
            self._split(choice, apart)

        await self.stage.ask("Split off (; between forms):", value, split)

    def _split(self, choice: Choice, apart: Sequence[Clean]) -> None:
        known = self._known_as(choice)
        whole = known.label if known is not None and len(apart) == len(choice.forms) else choice.label
        self._decide("split", {choice.id: {"forms": [*apart]}}, f"{'; '.join(apart)} split off from {whole}")

    def _known_as(self, choice: Choice) -> Entity | None:
        """The entity of the table whose forms it is to be."""
        return next((each for each in self._table if each.id == choice.into), None)

    def explain(self) -> None:
        """Say why the name under the cursor is listed."""
        row = self.naming.pane.name_at_cursor
        if row is not None and row.choice is not None:
            known = self._known_as(row.choice)
            as_form = "" if known is None else f" as a form of {known.label}"
            self.stage.say(Clean(f"{row.choice.state}{as_form}: {row.choice.reason}"))
