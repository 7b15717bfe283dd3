"""Reading in one article: stepping from mark to mark, the card of the source, and what is kept of reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.timer import Timer

from ..dossier.article import UNCOUNTED, Article
from ..dossier.notebook import NotebookError, reading_anchor
from ..dossier.text import Clean
from .commands import ARTICLE, SOURCES
from .visit import Stop, Visit

if TYPE_CHECKING:
    from .screen import MainScreen

SAVE_DELAY = 0.5
"""Seconds of rest after which the reading position is kept."""


class Reading:
    """What one does with the open article, and what the notebook keeps of it."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self._saving: Timer | None = None

    # Stepping inside the article

    def step_marks(self, ranges: Sequence[tuple[int, int]], by: int, what: str) -> None:
        """To the next (``by`` > 0) or previous of some ranges of the open article, which become the visit."""
        pane = self.screen.article_pane
        at = self._step_from()
        ahead = [each for each in ranges if (each[0] > at if by > 0 else each[0] < at)]
        if pane.article is None or not ahead:
            self.screen.say(Clean(f"No {'further' if by > 0 else 'earlier'} {what} in this article"))
            return
        start, end = ahead[0] if by > 0 else ahead[-1]
        visit = Visit(what, [Stop(pane.article.id, *each) for each in ranges], ARTICLE)
        visit.index = [*ranges].index((start, end))
        self.screen.travel.light(visit)
        pane.reveal(start, end)

    def _step_from(self) -> int:
        pane, visit = self.screen.article_pane, self.screen.travel.visit
        if visit is not None and pane.article is not None and visit.stop.article == pane.article.id:
            row = pane.map.row_of(visit.stop.start) - pane.scroll_offset.y
            if 0 <= row < pane.size.height:
                return visit.stop.start
        return pane.top_offset - 1

    def _shown_mentions(self) -> list[tuple[int, int]]:
        article = self.screen.article_pane.article
        if article is None:
            return []
        layer = self.screen.session.shown_mentions(article)
        return [(each.start, each.end) for each in layer if article.block_at(each.start) not in UNCOUNTED]

    def do_next_entity(self) -> None:
        """To the next highlighted mention."""
        self.step_marks(self._shown_mentions(), 1, "mention")

    def do_previous_entity(self) -> None:
        """To the mention before."""
        self.step_marks(self._shown_mentions(), -1, "mention")

    def _used(self) -> list[tuple[int, int]]:
        article = self.screen.article_pane.article
        return self.screen.session.used(article) if article else []

    def do_next_used(self) -> None:
        """To the next passage the comparison rests on."""
        self.step_marks(self._used(), 1, "passage")

    def do_previous_used(self) -> None:
        """To the passage before."""
        self.step_marks(self._used(), -1, "passage")

    # What is kept of reading

    def place_changed(self) -> None:
        """Keep the position once the reader rests."""
        if self._saving is not None:
            self._saving.stop()
        self._saving = self.screen.set_timer(SAVE_DELAY, self.save_position)

    def save_position(self) -> None:
        """Keep where the open article is read."""
        pane, notebook = self.screen.article_pane, self.screen.session.notebook
        article = pane.article
        if article is None or not notebook.writable or not len(pane.text):
            return
        anchor = reading_anchor(article, pane.top_offset)
        if anchor is None:
            return
        try:
            notebook.set_position(anchor)
        except NotebookError as error:
            self.screen.say(error.sentence, alert=True)

    def mark_read(self, article: Article) -> None:
        """Mark an article as read."""
        if article.id not in self.screen.sources_pane.read:
            self._set_read(article, read=True)

    def _set_read(self, article: Article, *, read: bool) -> None:
        notebook = self.screen.session.notebook
        try:
            if read:
                notebook.mark_read(article.id, article.text.sha256)
            else:
                notebook.mark_unread(article.id)
        except NotebookError as error:
            self.screen.say(error.sentence, alert=True)
            return
        self.screen.sources_pane.show_read(frozenset(str(each) for each in notebook.read_marks()))

    def change_card(self, article: Article) -> None:
        """Show another article on the card, where it is open."""
        shown = self.screen.query("#card")
        if shown:
            from .card import SourceCard  # imported late: not needed to read

            shown.first(SourceCard).show(article)

    @property
    def _article_at_hand(self) -> Article | None:
        """The article under the cursor of the sources where they have the focus, else the open one."""
        sources = self.screen.sources_pane
        if self.screen.pane == SOURCES and sources.articles:
            return sources.articles[sources.cursor]
        return self.screen.article_pane.article

    def do_highlights(self) -> None:
        """Show names, dates and quantities in the article, or not."""
        self.screen.article_pane.do_highlights()

    def do_read(self) -> None:
        """Mark the article read, or unread."""
        article = self._article_at_hand
        if article is not None:
            read = article.id not in self.screen.sources_pane.read
            self._set_read(article, read=read)
            self.screen.say(Clean(f"{article.id} marked {'read' if read else 'unread'}"))

    def do_card(self) -> None:
        """Show the card of the source, or close it."""
        from .card import SourceCard  # imported late: not needed to read

        article = self._article_at_hand
        shown = self.screen.query(SourceCard)
        if shown:
            shown.remove()
        elif article is not None:
            self.screen.mount(SourceCard(article, id="card"), before="#status")
