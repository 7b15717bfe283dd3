"""Shelving: the list of bookmarks, its groups, filter and order, and what is changed in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from ..dossier.notebook import Bookmark, MissingError, NotebookError
from ..dossier.text import EMPTY, Clean
from .bookmarks import GROUPINGS, OWN, BookmarksPane
from .commands import BOOKMARKS
from .keeping import Keeping
from .rewriting import Rewriting
from .stage import Stage
from .strips import Line
from .travel import Travel
from .visit import Stop, Visit

_STATE = "bookmarks.grouping"


class Shelving:
    """What one does in the bookmarks pane."""

    def __init__(self, stage: Stage, travel: Travel, keeping: Keeping) -> None:
        self.stage = stage
        self.travel = travel
        self.keeping = keeping

    async def do_bookmarks(self) -> None:
        """To the bookmarks."""
        first = self.keeping.pane is None
        await self.stage.go_to(BOOKMARKS)
        pane = self.keeping.pane
        if first and pane is not None:
            kept = self.stage.session.notebook.state(_STATE)
            pane.grouping = str(kept) if kept in GROUPINGS else pane.grouping
        self.keeping.show_bookmarks()

    @property
    def _chosen(self) -> tuple[BookmarksPane, Bookmark] | None:
        pane = self.keeping.pane
        bookmark = pane.bookmark if pane is not None else None
        return (pane, bookmark) if pane is not None and bookmark is not None else None

    async def open_bookmark(self) -> None:
        """Make the bookmarks shown the current visit, beginning with the one under the cursor."""
        if self._chosen is None:
            return
        pane, bookmark = self._chosen
        placed = [
            (row, each, pane.resolution(each)) for row, each in enumerate(pane.rows) if isinstance(each, Bookmark)
        ]
        shown = [(row, each, at) for row, each, at in placed if at.attached and at.start is not None]
        rows = [row for row, _, _ in shown]
        if pane.cursor not in rows:
            self.stage.say(Clean(f"These words no longer stand in {bookmark.anchor.article}; they are kept here"))
            return
        stops = [
            Stop(each.anchor.article, at.start or 0, at.end or 0, Clean.line(each.note or ""), id=each.id)
            for _, each, at in shown
        ]
        visit = Visit("bookmark", stops, BOOKMARKS)
        visit.index = rows.index(pane.cursor)
        await self.travel.start(visit)

    # Changes

    async def do_note(self) -> None:
        """Edit the note of the bookmark under the cursor."""
        self.keeping.show_bookmarks()  # as they are now: another process may have written them anew
        if self._chosen is None:
            return
        _, bookmark = self._chosen
        notebook, gone = self.stage.session.notebook, False

        def write(note: Clean | None, seen: Clean) -> None:
            nonlocal gone
            if gone and note is None:
                raise NotebookError("This bookmark was deleted elsewhere already; Esc leaves it so")
            if gone:
                notebook.add_bookmark(bookmark.anchor, note, bookmark.tags)
                return
            try:
                notebook.set_note(bookmark.id, note, seen=seen)
            except MissingError:
                gone = True
                self.keeping.show_bookmarks()
                raise NotebookError(
                    "This bookmark was deleted elsewhere meanwhile; Enter keeps the passage again, with this note"
                ) from None

        note = bookmark.note or EMPTY
        rewriting = Rewriting(self.stage, note, write, self.keeping.show_bookmarks)
        await self.stage.ask_note("Note", note, rewriting.keep)

    def do_delete(self) -> None:
        """Delete the bookmark under the cursor."""
        if self._chosen is not None:
            _, bookmark = self._chosen
            notebook = self.stage.session.notebook
            said = f"Deleted · {self.stage.key_of('undo')} brings it back"
            self._change(lambda: notebook.delete_bookmark(bookmark.id), said)

    def _change(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except MissingError:
            self.keeping.tell_gone()
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
        else:
            self.keeping.show_bookmarks()
            self.stage.say(Clean(said))

    def _move(self, by: int) -> None:
        if self._chosen is None:
            return
        pane, bookmark = self._chosen
        if pane.grouping != OWN:
            self._group(OWN)
            self.stage.say(Clean("Your own order; the same key again moves the bookmark"))
            return
        if pane.wanted:
            cancel = self.stage.key_of("cancel")
            self.stage.say(Clean(f"Some bookmarks are filtered out; {cancel} shows all, then they can be moved"))
            return
        ids = [each.id for each in pane.shown]
        target = ids.index(bookmark.id) + by
        if not 0 <= target < len(ids):
            self.stage.say(Clean(f"This is the {'last' if by > 0 else 'first'} bookmark"))
            return
        behind = target + 1 if by > 0 else target
        before = ids[behind] if behind < len(ids) else None
        notebook = self.stage.session.notebook
        said = f"Moved · {self.stage.key_of('undo')} takes it back"
        self._change(lambda: notebook.move_bookmark(bookmark.id, before), said)

    def do_move_up(self) -> None:
        """The bookmark one place up in the user's own order."""
        self._move(-1)

    def do_move_down(self) -> None:
        """The bookmark one place down."""
        self._move(1)

    # Groups and filter

    def _group(self, grouping: str) -> None:
        pane = self.keeping.pane
        if pane is not None:
            pane.group(grouping)
            with suppress(NotebookError):  # it can be chosen again
                self.stage.session.notebook.set_state(_STATE, grouping)

    def do_grouping(self) -> None:
        """By article, tag or time, or in the user's own order."""
        pane = self.keeping.pane
        if pane is not None:
            self._group(GROUPINGS[(GROUPINGS.index(pane.grouping) + 1) % len(GROUPINGS)])

    async def do_filter_bookmarks(self) -> None:
        """Only the bookmarks with some words."""
        pane = self.keeping.pane
        if pane is not None:
            await self.stage.ask("Only with:", pane.wanted, self._narrow)

    def _narrow(self, words: Clean) -> None:
        pane = self.keeping.pane
        if pane is not None:
            pane.narrow(words)

    def cancel(self) -> bool:
        """Show all bookmarks again; false where nothing is filtered, or in another pane."""
        pane = self.keeping.pane
        if self.stage.pane != BOOKMARKS or pane is None or not pane.wanted:
            return False
        pane.narrow(EMPTY)
        return True

    @property
    def title(self) -> tuple[Line, Line]:
        """The title bar: the grouping, the filter, how many there are."""
        pane, total = self.keeping.pane, len(self.stage.session.bookmarks)
        left: Line = [(f" {self.stage.keymap.bound(BOOKMARKS)} ", "key"), ("Bookmarks", "strong")]
        if pane is None or not total:
            return left, ()
        left = [*left, (f" ▸ {pane.grouping}", "faint")]
        words = f"{total} passage{'s' * (total != 1)} kept "
        if pane.wanted:
            words = f"{len({each.id for each in pane.shown})} of {total} with “{pane.wanted}” "
        return left, [(Clean(words), "faint")]
