"""Keeping: what commands act on, bookmarks with notes and tags, and undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from ..dossier.anchor import Anchor
from ..dossier.article import Article
from ..dossier.notebook import Bookmark, MissingError, NotebookError, RefusedError, typed_tags
from ..dossier.problems import shortened
from ..dossier.text import EMPTY, Clean
from .commands import ARTICLE, BOOKMARKS, COMPARE, CONCORDANCE, SEARCH
from .comparing import Comparing
from .prompt import PromptInput
from .rewriting import Refused
from .stage import Stage
from .travel import Travel

if TYPE_CHECKING:
    from .bookmarks import BookmarksPane

Passages: TypeAlias = list[tuple[Article, int, int]]
"""Articles with ranges of code points."""


class Keeping:
    """What the reader keeps."""

    def __init__(
        self, stage: Stage, travel: Travel, comparing: Comparing, after_undo: Sequence[Callable[[], object]]
    ) -> None:
        self.stage = stage
        self.travel = travel
        self.comparing = comparing
        self._after_undo = after_undo
        """What else shows what the user wrote, and has to show it anew."""
        self._kept_last: Passages = []

    @property
    def pane(self) -> BookmarksPane | None:
        """The bookmarks pane, once it was shown."""
        from .bookmarks import BookmarksPane  # imported late: not needed to read

        found = self.stage.query("#bookmarks").results(BookmarksPane)
        return next(iter(found), None)

    @property
    def listed(self) -> tuple[Bookmark, ...]:
        """The bookmarks that the pane lists, in its order, each once; none where another pane is shown."""
        pane = self.pane if self.stage.pane == BOOKMARKS else None
        return tuple(dict.fromkeys(pane.shown)) if pane is not None else ()

    def show_bookmarks(self) -> None:
        """Show the bookmarks as they are now, in the pane and in the article."""
        self.stage.session.bookmarks_changed()
        self.travel.forget_lost({str(each.id) for each in self.stage.session.bookmarks})
        pane = self.pane
        if pane is not None:
            pane.show(self.stage.session.bookmarks)
        self.travel.show_flags()
        self.stage.refresh_chrome()

    def tell_gone(self) -> None:
        """Say that another process deleted the bookmark at hand, and show it no longer."""
        self.show_bookmarks()
        self.stage.say(Clean("The bookmark was deleted elsewhere meanwhile"), alert=True)

    def read_anew(self) -> None:
        """Read the bookmarks and the marks on cells anew: another process may have written some."""
        self.show_bookmarks()
        self.comparing.notebook_changed()

    # What is to be kept

    def at_hand(self) -> Passages:
        """What a command acts on here: the selection, the stepped mark, the hit, the cell's words, the paragraph."""
        if self.stage.pane == SEARCH:
            from .search import HitList  # imported late: not needed to read

            hit = self.stage.query_one("#hits", HitList).hit
            return [(hit.article, hit.paragraph.start, hit.paragraph.end)] if hit else []
        if self.stage.pane == CONCORDANCE:
            from .concordance import ConcordancePane  # imported late: not needed to read

            keyword = self.stage.query_one("#concordance", ConcordancePane).keyword
            return [keyword.paragraph] if keyword is not None else []
        if self.stage.pane == COMPARE:
            field = self.comparing.field
            passages = field.passages if field else ()
            return self._standing((each.evidence.article, *(each.standing or (None, None))) for each in passages)
        if self.stage.pane == BOOKMARKS:
            pane = self.pane
            bookmark = pane.bookmark if pane else None
            if pane is None or bookmark is None:
                return []
            at = pane.resolution(bookmark)
            return self._standing([(bookmark.anchor.article, at.start, at.end)] if at.attached else [])
        return self._read()

    @property
    def _lost(self) -> Clean:
        """What became of the words of the cell at hand that are never kept as its words, because others stand there."""
        from ..dossier.evidence import fates  # imported late: not needed to read

        field = self.comparing.field if self.stage.pane == COMPARE else None
        return fates(field.passages) if field else EMPTY

    def where(self, passages: Passages) -> str:
        """“¶4–6 of 002”, or how many passages; and what became of those that were left out."""
        article, start, end = passages[0]
        one = f"{article.text.numbers(start, end)} of {article.id}"
        left_out = f" (left out: {lost})" if (lost := self._lost) else ""
        return f"{one if len(passages) == 1 else f'{len(passages)} passages'}{left_out}"

    def nothing(self, to_do: str) -> Clean:
        """That nothing is at hand to do something with, and why."""
        lost = self._lost
        return Clean(f"Nothing here to {to_do}{': ' if lost else ''}{lost}")

    def tell(self, done: Clean, quoted: Iterable[Article], *, alert: bool = False) -> None:
        """Say what was done with words of these articles, and whether one was edited since they were read."""
        edited = sorted({str(article.id) for article in quoted if article.edited_since_read()})
        if edited:
            was, they, them = ("was", "it", "it") if len(edited) == 1 else ("were", "they", "them")
            named = shortened(", ".join(edited))
            done += f" · {named} {was} edited since {they} {was} opened; start again to read {them} anew"
        self.stage.say(done, alert=alert or bool(edited))

    def _standing(self, places: Iterable[tuple[Clean, int | None, int | None]]) -> Passages:
        session = self.stage.session
        return [
            (article, start, end)
            for id, start, end in places
            if (article := session.dossier.article(id)) is not None and start is not None and end is not None
        ]

    def _read(self) -> Passages:
        article, passage = self.stage.article_pane.article, self.travel.passage
        return [] if article is None or passage is None else [(article, *passage)]

    def _to_add_to(self) -> Passages:
        """What a note or tags are for: what is at hand; where that is a whole paragraph, the part of it just kept."""
        at_hand, last, whole = self.at_hand(), self._kept_last, self.stage.article_pane.paragraph
        if self.stage.pane == ARTICLE and len(last) == len(at_hand) == 1 and self._bookmark_at(last) is not None:
            (article, start, end), (other, first, stop) = last[0], at_hand[0]
            if article is other and first <= start and end <= stop and whole and (first, stop) == whole[1:]:
                return last
        return at_hand

    def _keep(self, passages: Passages, note: Clean | None = None, tags: Sequence[str] = ()) -> bool:
        """Keep passages and say so; false where it could not be done."""
        anchors = [Anchor.of(article.id, article.text, start, end) for article, start, end in passages]
        try:
            kept = self.stage.session.notebook.add_bookmarks(anchors, note, tags)
        except (NotebookError, ValueError) as error:
            self.stage.say(Clean(str(error)), alert=True)
            return False
        self._kept_last = passages
        self.stage.article_pane.clear_selection()
        self.show_bookmarks()
        place, lasting = self.where(passages), self.stage.kept.removeprefix("kept")
        if not all(each.already for each in kept):
            them = "it" if len(kept) == 1 else "them"
            undo, write = self.stage.key_of("undo"), self.stage.key_of("write")
            done = f"Kept {place}{lasting} · {undo} takes {them} back · {write} writes the file"
        elif note or tags:
            done = f"{'Note' if note else 'Tags'} added to the bookmark of {place}{lasting}"
        else:
            done = f"{place}: kept already; {self.stage.key_of('bookmarks')} shows the bookmarks"
        self.tell(Clean(done), (article for article, _, _ in passages))
        return True

    def do_bookmark(self) -> None:
        """Keep what is at hand."""
        passages = self.at_hand()
        if passages:
            self._keep(passages)
        else:
            self.stage.say(self.nothing("keep"))

    async def do_bookmark_note(self) -> None:
        """Keep what is at hand with a note."""
        passages = self._to_add_to()
        if passages:
            title = f"Note on {self.where(passages)}"

            def keep(words: Clean) -> Refused | None:
                return None if self._keep(passages, words or None) else Refused(EMPTY, words)

            await self.stage.ask_note(title, "", keep)
        else:
            self.stage.say(self.nothing("keep"))

    async def do_tag(self) -> None:
        """Tag what is at hand, keeping it where it is not kept yet."""
        passages = self._to_add_to()
        bookmark = self._bookmark_at(passages)
        if not passages and bookmark is None:
            self.stage.say(self.nothing("tag"))
            return
        tags = " ".join(bookmark.tags) if bookmark is not None else ""

        def tag(words: Clean) -> None:
            try:
                names = typed_tags([words] if words else ())
            except ValueError as error:
                self.stage.say(Clean(str(error)), alert=True)
                return
            if bookmark is not None:
                self._set_tags(bookmark, names)
            elif names:
                self._keep(passages, tags=names)

        known = sorted({str(tag) for each in self.stage.session.bookmarks for tag in each.tags})
        await self.stage.ask("Tags:", "", tag, PromptInput(f"{tags} " if tags else "", known=known))

    def _bookmark_at(self, passages: Passages) -> Bookmark | None:
        """The bookmark under the cursor, or that of exactly this passage."""
        if self.stage.pane == BOOKMARKS:
            return self.pane.bookmark if self.pane else None
        if len(passages) != 1:
            return None
        article, start, end = passages[0]
        place = (article.id, start, end)
        bookmarks = self.stage.session.bookmarks
        return next((b for b in bookmarks if (b.anchor.article, b.anchor.start, b.anchor.end) == place), None)

    def _set_tags(self, bookmark: Bookmark, names: Sequence[str]) -> None:
        try:
            kept = self.stage.session.notebook.set_tags(bookmark.id, names, seen=bookmark.tags)
        except MissingError:
            self.tell_gone()
            return
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
            return
        self.show_bookmarks()
        if kept.tags == bookmark.tags:
            self.stage.say(Clean("The tags are as they were"))
            return
        beside = "" if set(kept.tags) == set(names) else ", beside what was changed elsewhere meanwhile"
        done = self.stage.kept if names else "removed"
        self.stage.say(Clean(f"Tags {done}{beside} · {self.stage.key_of('undo')} takes it back"))

    # Undo

    def _history(self, back: bool) -> None:
        notebook = self.stage.session.notebook
        refused = False
        try:
            said = notebook.undo() if back else notebook.redo()
        except RefusedError as error:  # what was written elsewhere is shown with the rest
            said, refused = error.sentence, True
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
            return
        self.show_bookmarks()
        for show in self._after_undo:
            show()
        self.stage.say(said or Clean(f"Nothing to {'undo' if back else 'redo'}"), alert=refused)

    def do_undo(self) -> None:
        """Take back the last change."""
        self._history(back=True)

    def do_redo(self) -> None:
        """Do again what was undone."""
        self._history(back=False)
