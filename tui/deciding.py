"""Deciding: what the user makes of the names that rules propose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..dossier.notebook import NotebookError
from ..dossier.text import Clean
from .entities import PROPOSED
from .naming import Naming
from .stage import Stage

if TYPE_CHECKING:
    from ..dossier.notebook import DecisionKind, Json
    from ..dossier.proposals import Choice


class Deciding:
    """Accepting, rejecting, renaming, merging and splitting; all of it can be undone."""

    def __init__(self, stage: Stage, naming: Naming) -> None:
        self.stage = stage
        self.naming = naming

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

    def _decide(self, kind: DecisionKind, contents: Mapping[str, dict[str, Json]], said: str) -> None:
        if self._decided_elsewhere():  # while a question was open
            return
        try:
            self.stage.session.notebook.decide_all(kind, contents, said)
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
            return
        self.naming.notebook_changed()
        self.stage.say(Clean(f"{said} · {self.stage.key_of('undo')} takes it back"))

    def do_accept(self) -> None:
        """Take a proposed name for one: it is highlighted, counted and searched from now on."""
        from ..dossier.proposals import content_of  # imported late: not needed to read

        choice = self._chosen()
        if choice is not None:
            self._decide("accept", {choice.id: content_of(choice)}, f"{choice.label} accepted as {choice.type}")

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

        def rename(words: Clean) -> None:
            if words and words != choice.label:
                self._decide("rename", {choice.id: {"label": words}}, f"{choice.label} is now called {words}")

        await self.stage.ask("Label:", choice.label, rename)

    def do_flag(self) -> None:
        """Flag it to be merged, or not."""
        pane, choice = self.naming.pane, self._chosen()
        if choice is not None:
            pane.flag(choice.id)
            pane.do_down()

    def do_merge(self) -> None:
        """Make the flagged names one: that under the cursor, unless it is not flagged and several others are."""
        from ..dossier.proposals import content_of  # imported late: not needed to read

        pane, into = self.naming.pane, self._chosen()
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
        pane.flagged.clear()
        pane.move_to_name(into.id)
        merging: dict[str, Json] = {"into": into.id, "target": content_of(into)}
        contents: dict[str, dict[str, Json]] = {each.id: {**content_of(each), **merging} for each in others}
        self._decide("merge", contents, f"{', '.join(each.label for each in others)} merged into {into.label}")

    async def do_split(self) -> None:
        """Make some of its forms a name of their own."""
        choice = self._chosen()
        if choice is None:
            return
        if len(choice.forms) == 1:
            self.stage.say(Clean(f"{choice.label} has one form only; {self.stage.key_of('reject')} rejects it"))
            return
        own = choice.label if choice.label in choice.forms else max(choice.forms, key=len)
        await self._ask_forms(choice, "; ".join(form for form in choice.forms if form != own))

    async def _ask_forms(self, choice: Choice, value: str) -> None:
        """Ask which forms are to be split off, again with what was answered where that cannot be done."""

        async def split(words: Clean) -> None:
            parts = [Clean(each.strip()) for each in words.split(";")]
            apart = [*dict.fromkeys(filter(None, parts))]
            if not apart:
                return
            strange = [each for each in apart if each not in choice.forms]
            if strange or len(apart) == len(choice.forms):
                wrong = f"“{strange[0]}” is none of its forms" if strange else "Some of its forms, not all"
                self.stage.say(Clean(f"{wrong}: {'; '.join(choice.forms)}"), alert=True)
                await self._ask_forms(choice, words)
                return
            self._decide("split", {choice.id: {"forms": [*apart]}}, f"{'; '.join(apart)} split off from {choice.label}")

        await self.stage.ask("Split off (; between forms):", value, split)

    def explain(self) -> None:
        """Say why the name under the cursor is listed."""
        row = self.naming.pane.name_at_cursor
        if row is not None and row.choice is not None:
            self.stage.say(Clean(f"{row.choice.state}: {row.choice.reason}"))
