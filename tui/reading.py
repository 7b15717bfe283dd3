"""Reading in one article: the card of the source, and what is kept of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widget import Widget

from ..dossier.article import Article
from ..dossier.notebook import NotebookError, reading_anchor, resume
from ..dossier.text import Clean
from .commands import SOURCES
from .stage import Stage

if TYPE_CHECKING:
    from .card import Card

SAVE_DELAY = 0.5
"""Seconds of rest after which the reading position is kept."""
_PARAGRAPH = "paragraph:"
"""Before an article's id, the key of its current paragraph among the state that is kept."""


class Reading:
    """What one does with the open article, and what the notebook keeps of it."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._saving: Timer | None = None
        self._card_from: Widget | None = None

    # What is kept of reading

    def place_changed(self) -> None:
        """Keep the position once the reader rests."""
        if self._saving is not None:
            self._saving.stop()
        self._saving = self.stage.set_timer(SAVE_DELAY, self.save_position)

    def save_position(self) -> None:
        """Keep where the open article is read."""
        pane, notebook = self.stage.article_pane, self.stage.session.notebook
        article = pane.article
        if article is None or not notebook.writable or not len(pane.text):
            return
        anchor = reading_anchor(article, pane.top_offset)
        if anchor is None:
            return
        try:
            notebook.set_position(anchor)
            notebook.set_state(f"{_PARAGRAPH}{article.id}", pane.current)
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)

    def kept_place(self, article: Article) -> tuple[int, int | None]:
        """Where an article was read last: the code point at the top, and the current paragraph where that is known."""
        notebook = self.stage.session.notebook
        anchor, paragraph = notebook.position(article.id), notebook.state(f"{_PARAGRAPH}{article.id}")
        offset = resume(anchor, article.text) if anchor is not None else 0
        return offset, paragraph if isinstance(paragraph, int) else None

    def mark_read(self, article: Article) -> None:
        """Mark an article as read."""
        if article.id not in self.stage.sources_pane.read:
            self._set_read(article, read=True)

    def _set_read(self, article: Article, *, read: bool) -> None:
        notebook = self.stage.session.notebook
        try:
            if read:
                notebook.mark_read(article.id, article.text.sha256)
            else:
                notebook.mark_unread(article.id)
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
            return
        self.stage.sources_pane.show_read(frozenset(str(each) for each in notebook.read_marks()))

    def change_card(self, article: Article) -> None:
        """Show another article on the card, where it is open."""
        for shown in self.stage.query("#card"):
            from .card import SourceCard  # imported late: not needed to read

            if isinstance(shown, SourceCard):
                shown.show(article, self.stage.session.citation_keys[article.id])
            else:
                self.close_card()

    @property
    def _article_at_hand(self) -> Article | None:
        """The article under the cursor of the sources where they have the focus, else the open one."""
        chosen = self.stage.sources_pane.at_cursor if self.stage.pane == SOURCES else None
        return chosen if isinstance(chosen, Article) else self.stage.article_pane.article

    def do_read(self) -> None:
        """Mark the article read, or unread."""
        article = self._article_at_hand
        if article is not None:
            read = article.id not in self.stage.sources_pane.read
            self._set_read(article, read=read)
            self.stage.say(Clean(f"{article.id} marked {'read' if read else 'unread'}"))

    async def do_card(self) -> None:
        """Show the card of the source, or close it."""
        from .card import SourceCard  # imported late: not needed to read

        article = self._article_at_hand
        if self.close_card() or article is None:
            return
        await self._open(SourceCard(article, self.stage.session.citation_keys[article.id], id="card"))

    async def do_remarks(self) -> None:
        """Show what other records say of the current paragraph, or close it."""
        from ..dossier.evidence import remarks_on  # imported late: not needed to read
        from .card import Card, remark_facts  # likewise

        pane = self.stage.article_pane
        paragraph = pane.paragraph
        if self.close_card() or pane.article is None or paragraph is None:
            return
        found = remarks_on(self.stage.session.dossier, pane.article, paragraph.start, paragraph.end)
        if not found:
            self.stage.say(Clean(f"No remark on this paragraph; {self.stage.key_of('next_remark')} goes to the next"))
            return
        title = Clean(f"Remarks on ¶{paragraph.number} of {pane.article.id}")
        await self._open(Card(title, [*remark_facts(found)], id="card"))

    async def _open(self, card: Card) -> None:
        self._card_from = self.stage.focused
        await self.stage.mount(card, before="#status")
        self.stage.set_focus(card, scroll_visible=False)

    def close_card(self) -> bool:
        """Close the card of the source; false where it is not open."""
        shown = self.stage.query("#card")
        if not shown:
            return False
        if self.stage.focused is not None and self.stage.focused.id == "card":
            self.stage.set_focus(self._card_from, scroll_visible=False)
        shown.remove()
        return True
