"""Naming: the list of the names of one article or of all."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from ..dossier.folder import ENTITIES as ENTITIES_FILE
from ..dossier.notebook import NotebookError
from ..dossier.text import EMPTY, Clean
from .commands import ENTITIES
from .entities import ALL, PROPOSED, SCOPES, THIS, EntitiesPane
from .finding import Finding
from .stage import Stage
from .strips import Line
from .travel import Travel

if TYPE_CHECKING:
    from ..dossier.article import Article
    from ..dossier.mentions import Mention
    from .names import Name
    from .past import Past

_STATE = "entities"
PATIENCE = 2.0
"""Seconds that a key pressed on a name waits for the list that is being made."""
ON_NAMES = frozenset(
    (
        *("down", "up", "top", "bottom", "page_down", "page_up", "half_down", "half_up"),
        *("into", "open", "entity_card", "filter_names", "sort_names"),
        *("accept", "reject", "rename", "flag", "merge", "split"),
    )
)
"""The commands that, in the entities pane, mean the names listed there."""


class Naming:
    """What one does in the entities pane."""

    def __init__(self, stage: Stage, travel: Travel, finding: Finding) -> None:
        self.stage = stage
        self.travel = travel
        self.finding = finding
        self.sort = "by count"
        self._names: list[Name] = []

    @property
    def pane(self) -> EntitiesPane:
        """The entities pane."""
        return self.stage.entities_pane

    @property
    def names(self) -> Sequence[Name]:
        """All names of the scope, also those filtered out."""
        return self._names

    # The list

    def restore(self) -> None:
        """Take over what was chosen in an earlier run."""
        kept = self.stage.session.notebook.state(_STATE)
        if isinstance(kept, dict):
            self.pane.scope = ALL if kept.get("scope") == ALL else THIS
            self.sort = str(kept.get("sort", self.sort))

    def show(self, *, keep: bool = False) -> None:
        """List the names of the scope; with ``keep`` the cursor stays with its name."""
        if self.pane.scope == THIS:
            article, session = self.stage.article_pane.article, self.stage.session
            found = [(article, session.mentions(article))] if article is not None else []
            self._list(found, keep=keep)
        else:
            proposals = self.pane.scope == PROPOSED
            if not keep and not self._quick(proposals=proposals):
                self.pane.wait()
            self.when_read(lambda: self._list_all(keep=keep), "names", proposals=proposals)

    async def await_list(self) -> bool:
        """Whether the names are listed; where they are looked for, only after a moment, and else it is said.

        What is typed ahead then means the row it would mean for someone who had waited.
        """
        if self.travel.ready:  # until then the first list comes behind this key
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self.pane.ready.wait()
        if not self.pane.ready.is_set():
            self.stage.say(Clean("The names are still looked for"))
        return self.pane.ready.is_set()

    def tell_of_table(self) -> None:
        """Where the dossier knows no names, say how it comes to know some."""
        session = self.stage.session
        if session.entities or not session.dossier.articles:
            return
        if os.path.lexists(session.dossier.path / ENTITIES_FILE):
            words = f"{ENTITIES_FILE} holds no name that can be used: natoreader check tells what is wrong in it"
        else:
            scope, accept = self.stage.key_of("scope"), self.stage.key_of("accept")
            words = (
                f"There is no {ENTITIES_FILE}: {scope} {scope} lists names that rules propose, "
                f"{accept} accepts one, natoreader entities --write writes the file"
            )
        self.stage.say(Clean(words))

    def notebook_changed(self) -> bool:
        """Show the names as the user's decisions leave them now; false where they are as they were."""
        session = self.stage.session
        try:
            if session.notebook.decisions() == session.decisions:
                return False
            session.names_changed()
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
            return False
        if self.pane.flagged:
            proposed = {each.id for each in session.choices()}
            self.pane.flagged = [key for key in self.pane.flagged if key in proposed]
        self.finding.use_names()
        self.travel.decorate_anew()
        self.show(keep=True)
        return True

    def article_changed(self) -> None:
        """Another article is open."""
        if self.pane.scope == THIS or not self._names:
            self.show()

    def _list(self, found: Iterable[tuple[Article, Sequence[Mention]]], *, keep: bool) -> None:
        from .names import names  # imported late: the first screen does without

        self._names = names(found)
        self._show_listed(keep=keep)

    def _list_all(self, *, keep: bool) -> None:
        from .names import proposed  # imported late: the first screen does without

        session = self.stage.session
        if self.pane.scope == ALL:
            self._list(session.found(), keep=keep)
        elif self.pane.scope == PROPOSED:
            self._names = proposed(session.choices(), session.dossier.chronological)
            self._show_listed(keep=keep)

    def _show_listed(self, *, keep: bool = True) -> None:
        from .names import SORTS  # imported late: the first screen does without

        if self.sort not in SORTS:
            self.sort = SORTS[0]
        self.pane.show(self._names, self.sort, keep=keep)
        self.stage.refresh_chrome()

    def when_read(self, then: Callable[[], None], what: str, *, proposals: bool = False) -> None:
        """Do something as soon as the names of all articles are found: at once where that is quick.

        It takes the place of what was to be done under the same name, ``what``, and is still waited for. With
        ``proposals`` those are found first, too.
        """
        if self._quick(proposals=proposals):
            then()
            return
        self.stage.say(Clean("Looking for the names of all articles"))
        self.stage.run_worker(
            lambda: self._read(then, proposals=proposals),
            thread=True,
            exclusive=True,
            group=what,
            description="find the names of all articles",
            exit_on_error=False,
        )

    def _quick(self, *, proposals: bool) -> bool:
        """Whether nobody waits for the names of all articles, and for the proposals where these are wanted."""
        session = self.stage.session
        return session.all_read and (session.proposed or not proposals)

    def _read(self, then: Callable[[], None], *, proposals: bool) -> None:
        worker, session = get_current_worker(), self.stage.session
        for article in session.dossier.chronological:
            if worker.is_cancelled:
                return
            session.mentions(article)
        said = EMPTY
        if proposals:
            said = session.prepare_proposals(self._asked, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.pane.call_later(self._done, then, said)  # the screen itself may be waiting in :meth:`await_list`

    def _asked(self, done: int, total: int) -> None:
        words = f"The spaCy model has read {done} of {total} articles"
        self.stage.call_later(self.stage.say, Clean(words))

    def _done(self, then: Callable[[], None], said: Clean) -> None:
        self.stage.status.clear()
        then()
        if said:
            self.stage.say(said)

    def do_scope(self) -> None:
        """This article, all articles, proposed names."""
        self.pane.scope = SCOPES[(SCOPES.index(self.pane.scope) + 1) % len(SCOPES)]
        self._keep_choice()
        self.show()

    def do_sort_names(self) -> None:
        """By count, name, first place."""
        from .names import SORTS  # imported late: the first screen does without

        at = SORTS.index(self.sort) if self.sort in SORTS else -1  # what another version kept may be none of them
        self.sort = SORTS[(at + 1) % len(SORTS)]
        self._keep_choice()
        self._show_listed()
        self.stage.say(Clean(f"Names {self.sort}"))

    def _keep_choice(self) -> None:
        with suppress(NotebookError):  # it can be chosen again
            self.stage.session.notebook.set_state(_STATE, {"scope": self.pane.scope, "sort": self.sort})

    async def do_filter_names(self) -> None:
        """Only the names with some letters, as they are typed."""
        from .past import Past  # imported late: not needed to read

        past = Past(self.stage.session.notebook, "entities.filters")
        await self.stage.ask_live("Only:", self.pane.wanted, _Filtering(self, past), past)

    def narrow(self, words: Clean) -> int:
        """Show only names with these words; how many there are."""
        self.pane.wanted = words
        if self.pane.ready.is_set():  # the names known until then are those of another scope
            self._show_listed()
        return sum(not row.heading for row in self.pane.rows)

    def cancel(self) -> bool:
        """Show all names again; false where nothing is filtered, or in another pane."""
        filtered = self.stage.pane == ENTITIES and bool(self.pane.wanted)
        if filtered:
            self.narrow(EMPTY)
        return filtered

    @property
    def title(self) -> tuple[Line, Line]:
        """The title bar: the scope, what narrows it, and how many flagged proposals are not seen for it."""
        words = {THIS: "this", ALL: "all", PROPOSED: "proposed"}[self.pane.scope]
        if self.pane.flagged and self.pane.scope != PROPOSED:
            words = f"{len(self.pane.flagged)} flagged · {words}"
        if self.pane.wanted:
            words = f"“{self.pane.wanted}” {words}"
        return [(f" {self.stage.keymap.bound(ENTITIES)} ", "key"), ("Entities", "strong")], [(f"{words} ", "faint")]


class _Filtering:
    """The filter of the names while it is typed."""

    def __init__(self, naming: Naming, past: Past) -> None:
        self._naming = naming
        self._past = past
        self._before = naming.pane.wanted

    def typed(self, words: Clean) -> Line:
        """Narrow the list."""
        return [(f" {self._naming.narrow(words)} ", "faint")]

    def entered(self, words: Clean) -> None:
        """Keep the filter."""
        self._past.keep(words)
        self._naming.narrow(words)

    def left(self) -> None:
        """Put the filter back as it was."""
        self._naming.narrow(self._before)
