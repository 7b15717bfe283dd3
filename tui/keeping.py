"""Keeping: bookmarks with notes, undo, and the file of excerpts."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..dossier.anchor import Anchor
from ..dossier.article import Article
from ..dossier.notebook import NotebookError
from ..dossier.text import Clean
from .commands import BOOKMARKS, COMPARE, SEARCH
from .stage import Stage
from .travel import Travel
from .visit import Stop, Visit

if TYPE_CHECKING:
    from .bookmarks import BookmarksPane

DEFAULT_FILE = "excerpts.md"


class Keeping:
    """What the reader keeps, and what they write of it."""

    def __init__(self, stage: Stage, travel: Travel) -> None:
        self.stage = stage
        self.travel = travel

    @property
    def _pane(self) -> BookmarksPane | None:
        from .bookmarks import BookmarksPane  # imported late: not needed to read

        found = self.stage.query("#bookmarks").results(BookmarksPane)
        return next(iter(found), None)

    def show_bookmarks(self) -> None:
        """Show the bookmarks as they are now, in the pane and in the article."""
        self.stage.session.bookmarks_changed()
        self.travel.forget_lost({str(each.id) for each in self.stage.session.bookmarks})
        pane = self._pane
        if pane is not None:
            pane.show(self.stage.session.bookmarks)
        self.travel.show_flags()
        self.stage.refresh_chrome()

    # What is to be kept

    def _passages(self) -> list[tuple[Article, int, int]]:
        """What a command acts on here: the selection, the stepped mark, the hit, the cell's words, the paragraph."""
        session = self.stage.session
        if self.stage.pane == SEARCH:
            from .search import HitList  # imported late: not needed to read

            hit = self.stage.query_one("#hits", HitList).hit
            return [(hit.article, hit.paragraph.start, hit.paragraph.end)] if hit else []
        if self.stage.pane == COMPARE:
            from .compare import ComparePane  # imported late: not needed to read

            field = self.stage.query_one("#compare", ComparePane).field
            found = [(each.evidence.article, each.start, each.end) for each in (field.passages if field else ())]
            return [
                (article, start, end)
                for id, start, end in found
                if (article := session.dossier.article(id)) is not None and start is not None and end is not None
            ]
        pane, visit = self.stage.article_pane, self.travel.visit
        if pane.article is None or pane.passage is None:
            return []
        stop = visit.stop if visit is not None and visit.kind in ("evidence", "passage") else None
        if pane.selection is None and stop is not None and stop.article == pane.article.id:
            at = pane.text.paragraph_at(stop.start)
            if at is not None and at.number == pane.current:
                return [(pane.article, stop.start, stop.end)]
        return [(pane.article, *pane.passage)]

    def _keep(self, passages: list[tuple[Article, int, int]], note: Clean | None = None) -> None:
        anchors = [Anchor.of(article.id, article.text, start, end) for article, start, end in passages]
        try:
            kept = self.stage.session.notebook.add_bookmarks(anchors, note)
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
            return
        self.stage.article_pane.clear_selection()
        self.show_bookmarks()
        where = _where(passages)
        if not all(each.already for each in kept):
            them = "it" if len(kept) == 1 else "them"
            undo, write = self.stage.key_of("undo"), self.stage.key_of("write")
            self.stage.say(Clean(f"Kept {where} · {undo} takes {them} back · {write} writes the file"))
        elif note:
            self.stage.say(Clean(f"Note added to the bookmark of {where}"))
        else:
            self.stage.say(Clean(f"{where}: kept already; {self.stage.key_of('bookmarks')} shows the bookmarks"))

    def do_bookmark(self) -> None:
        """Keep what is at hand."""
        passages = self._passages()
        if passages:
            self._keep(passages)
        else:
            self.stage.say(Clean("Nothing here to keep"))

    async def do_bookmark_note(self) -> None:
        """Keep what is at hand with a note."""
        passages = self._passages()
        if passages:
            await self.stage.ask(f"Note on {_where(passages)}:", "", lambda words: self._keep(passages, words or None))
        else:
            self.stage.say(Clean("Nothing here to keep"))

    # The list

    async def open_bookmark(self) -> None:
        """Make the bookmarks the current visit, beginning with the one under the cursor."""
        pane = self._pane
        bookmark = pane.bookmark if pane else None
        if pane is None or bookmark is None:
            return
        placed = [(each, pane.resolution(each)) for each in self.stage.session.bookmarks]
        shown = [(each, at) for each, at in placed if at.attached and at.start is not None and at.end is not None]
        if bookmark.id not in [each.id for each, _ in shown]:
            self.stage.say(Clean(f"These words no longer stand in {bookmark.anchor.article}; they are kept here"))
            return
        stops = [
            Stop(each.anchor.article, at.start or 0, at.end or 0, Clean.line(each.note or ""), id=each.id)
            for each, at in shown
        ]
        visit = Visit("bookmark", stops, BOOKMARKS)
        visit.index = [each.id for each, _ in shown].index(bookmark.id)
        await self.travel.start(visit)

    async def do_note(self) -> None:
        """Edit the note of the bookmark under the cursor."""
        bookmark = self._pane.bookmark if self._pane else None
        if bookmark is None:
            return

        def keep(words: Clean) -> None:
            said = "Note kept" if words else "Note removed"
            self._change(lambda: self.stage.session.notebook.set_note(bookmark.id, words or None), said)

        await self.stage.ask("Note:", bookmark.note or "", keep)

    def do_delete(self) -> None:
        """Delete the bookmark under the cursor."""
        bookmark = self._pane.bookmark if self._pane else None
        if bookmark is not None:
            notebook = self.stage.session.notebook
            self._change(
                lambda: notebook.delete_bookmark(bookmark.id), f"Deleted · {self.stage.key_of('undo')} brings it back"
            )

    def _change(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
            return
        self.show_bookmarks()
        self.stage.say(Clean(said))

    def _history(self, back: bool) -> None:
        notebook = self.stage.session.notebook
        try:
            said = notebook.undo() if back else notebook.redo()
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
            return
        self.show_bookmarks()
        self.stage.say(said or Clean(f"Nothing to {'undo' if back else 'redo'}"))

    def do_undo(self) -> None:
        """Take back the last change."""
        self._history(back=True)

    def do_redo(self) -> None:
        """Do again what was undone."""
        self._history(back=False)

    # The file

    async def do_write(self) -> None:
        """Ask where to, and write the excerpts."""
        passages = self._to_write()
        if passages is None:
            return
        count = len(passages) or len(self.stage.session.bookmarks)
        what = _where(passages) if passages else f"{count} bookmark{'s' * (count != 1)}"
        kept = self.stage.session.notebook.state("export.file")
        before = Clean(kept) if isinstance(kept, str) else Clean(DEFAULT_FILE)
        await self.stage.ask(f"Write {what} to:", before, lambda words: self._write(words, passages))

    def write_to(self, file: Clean) -> None:
        """Write the excerpts to a file."""
        passages = self._to_write()
        if passages is not None:
            self._write(file, passages)

    def _to_write(self) -> list[tuple[Article, int, int]] | None:
        """The passages to write instead of all bookmarks; ``None``, and a sentence, where there is neither."""
        bookmarks = self.stage.session.bookmarks
        single = self.stage.article_pane.selection is not None or not bookmarks
        passages = self._passages() if single and self.stage.pane != BOOKMARKS else []
        if bookmarks or passages:
            return passages
        self.stage.say(Clean(f"Nothing to write yet: {self.stage.key_of('bookmark')} keeps a passage"))
        return None

    def _write(self, words: Clean, passages: list[tuple[Article, int, int]]) -> None:
        from ..dossier.export import ExportError, Selection, gather, write_export  # imported late: not needed to read

        if not words:
            self.stage.say(Clean("Nothing written: no file was named"))
            return
        session = self.stage.session
        now = datetime.datetime.now(datetime.UTC)
        chosen = [Selection(Anchor.of(article.id, article.text, start, end), now) for article, start, end in passages]
        document = gather(session.dossier, chosen or session.bookmarks, created=now.astimezone().date())
        try:
            # One passage joins what the file holds; the bookmarks are all of it.
            written = write_export(document, Path(words).expanduser().absolute(), append=bool(chosen))
            session.notebook.set_state("export.file", str(words))
        except (ExportError, NotebookError) as error:
            self.stage.say(error.sentence, alert=True)
            return
        count = len(chosen) or len(session.bookmarks)
        beside = " and ".join(each.name.removeprefix(written.path.stem) for each in written.beside)
        said = f"Wrote {count} excerpt{'s' * (count != 1)} to {written.path}"
        self.stage.say(Clean(f"{said}, with {beside} beside it" if beside else said))


def _where(passages: list[tuple[Article, int, int]]) -> str:
    """“¶4–6 of 002”, or how many passages."""
    article, start, end = passages[0]
    return f"{article.text.numbers(start, end)} of {article.id}" if len(passages) == 1 else f"{len(passages)} passages"
