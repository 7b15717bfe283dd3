"""Moving about: opening articles, visits from stop to stop, the way back, and what is kept of reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.worker import get_current_worker

from ..dossier.article import UNCOUNTED, Article
from ..dossier.notebook import NotebookError, reading_anchor, resume
from ..dossier.permalink import Permalink
from ..dossier.text import EMPTY, Clean
from .commands import ARTICLE, BOOKMARKS, COMPARE, ENTITIES, SEARCH, SOURCES
from .entities import EntitiesPane
from .layers import BOOKMARK, ENTITY, EVIDENCE, HIT, Mark
from .sources import SourcesPane
from .strips import Line
from .views import LEFT
from .visit import History, Place, Stop, Visit
from .widgets import RowList

if TYPE_CHECKING:
    from .screen import MainScreen

SAVE_DELAY = 0.5
"""Seconds of rest after which the reading position is kept."""
_ORIGINS = {SOURCES, ARTICLE, ENTITIES, SEARCH, COMPARE, BOOKMARKS}


class Travel:
    """Where the reader is, and how they got there."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.visit: Visit | None = None
        self.history = History()
        self._began: Place | None = None
        self._saving: Timer | None = None
        self._decorated: Clean | None = None
        self.ready = False
        """Whether the tables of names and of the comparison are read."""

    # Opening

    def begin(self, at: Permalink | None) -> None:
        """Open the article asked for, else the one read last, else the first."""
        session = self.screen.session
        articles = session.dossier.chronological
        if not articles:
            self.screen.sources_pane.focus(scroll_visible=False)
            return
        last = session.notebook.last_article
        wanted = at.article if at else last
        article = session.dossier.article(wanted) if wanted else None
        self._show(article or articles[0], None)
        if at is not None and article is not None:
            self._begin_at(at)
        focus_article = article is not None
        pane = self.screen.article_pane if focus_article else self.screen.sources_pane
        pane.focus(scroll_visible=False)

    def _begin_at(self, at: Permalink) -> None:
        pane = self.screen.article_pane
        if at.start is not None and at.end is not None and at.end <= len(pane.text):
            self.visit = Visit("passage", [Stop(at.article, at.start, at.end)], ARTICLE)
            pane.reveal(at.start, at.end)

    def _show(self, article: Article, offset: int | None) -> None:
        pane = self.screen.article_pane
        width = pane.size.width or self.screen.geometry.article_width or LEFT
        if offset is None:
            offset = self._kept_offset(article)
        pane.show(article, width, offset)
        self._decorated = None
        self.screen.sources_pane.show_open(article.id)

    def _kept_offset(self, article: Article) -> int:
        anchor = self.screen.session.notebook.position(article.id)
        return resume(anchor, article.text) if anchor is not None else 0

    def open(self, article: Article, offset: int | None = None, *, remember: bool = True) -> None:
        """Open an article where it was left, or at a code point; the place left goes into the history."""
        pane = self.screen.article_pane
        if pane.article is not None:
            self.save_position()
            if remember:
                self.history.remember(self.place)
        self._show(article, offset)
        self.decorate()
        self._change_card(article)
        self.mark_read(article)
        try:
            self.screen.session.notebook.last_article = article.id
        except NotebookError as error:
            self.screen.say(error.sentence, alert=True)
        if article.problems:
            self.screen.say(Clean(str(article.problems[0])), alert=True)

    def prepare(self) -> None:
        """Read the tables of names and of the comparison in a thread, then :meth:`decorate`."""
        self.screen.run_worker(
            self._prepare, thread=True, group="tables", description="read the tables", exit_on_error=False
        )

    def _prepare(self) -> None:
        session, article = self.screen.session, self.screen.article_pane.article
        if article is not None:
            session.mentions(article)
            session.used(article)
        if not get_current_worker().is_cancelled:
            self.screen.call_later(self._prepared)

    def _prepared(self) -> None:
        self.ready = True
        self.decorate()
        self.screen.refresh_chrome()

    def decorate(self) -> None:
        """Lay the highlights over the open article, and list its entities."""
        pane, session = self.screen.article_pane, self.screen.session
        article = pane.article
        if article is None or self._decorated == article.id or not self.ready:
            return
        self._decorated = article.id
        pane.set_layer(ENTITY, [Mark(each.start, each.end, each.type) for each in session.shown_mentions(article)])
        self.screen.entities_pane.show(article, session.mentions(article))
        self.show_flags()
        self._light()

    def show_flags(self) -> None:
        """Draw the bookmarks and the ◆ of the open article."""
        pane, session = self.screen.article_pane, self.screen.session
        article = pane.article
        if article is None:
            return
        kept = [(start, end) for start, end, _ in self.screen.keeping.ranges(article)]
        pane.set_layer(BOOKMARK, [Mark(start, end, "bookmark") for start, end in kept])
        numbers = [[each.number for each in article.text.paragraphs_in(*span)] for span in session.used(article)]
        marked = [[each.number for each in article.text.paragraphs_in(*span)] for span in kept]
        pane.set_flags((n for found in numbers for n in found), (n for found in marked for n in found))

    @property
    def place(self) -> Place:
        """The article open and the code point at the top of the view."""
        pane = self.screen.article_pane
        return Place(pane.article.id if pane.article else EMPTY, pane.top_offset)

    def return_to(self, place: Place) -> None:
        """Show a place again, without remembering the one left."""
        article = self.screen.session.dossier.article(place.article)
        if article is None:
            return
        if self.screen.article_pane.article is not article:
            self.open(article, place.offset, remember=False)
        else:
            self.screen.article_pane.show_offset(place.offset)

    # Visits

    async def start(self, visit: Visit) -> None:
        """Begin a visit at its current stop."""
        pane = self.screen.article_pane
        self._began = self.place if pane.article is not None else None
        if self._began is not None:
            self.history.remember(self._began)
        self.visit = visit
        await self._go()

    async def _go(self) -> None:
        if self.visit is None:
            return
        stop = self.visit.stop
        article = self.screen.session.dossier.article(stop.article)
        if article is None:
            self.screen.say(Clean(f"article {stop.article} is no longer in the dossier"), alert=True)
            return
        await self.screen.go_to(ARTICLE)
        if self.screen.article_pane.article is not article:
            self.open(article, remember=False)
        self._light()
        first = stop.lit[0]
        self.screen.article_pane.clear_selection()
        self.screen.article_pane.reveal(first[0], stop.lit[-1][1])
        self.mark_read(article)

    def _light(self) -> None:
        pane, visit = self.screen.article_pane, self.visit
        pane.set_layer(HIT, ())
        pane.set_layer(EVIDENCE, ())
        if visit is None or pane.article is None:
            return
        layer = EVIDENCE if visit.kind in ("evidence", "bookmark", "passage") else HIT
        name = "evidence" if layer == EVIDENCE else "hit"
        marks = [
            Mark(start, end, f"{name}-current" if stop is visit.stop else name)
            for stop in sorted(visit.stops, key=lambda each: each is not visit.stop)
            if stop.article == pane.article.id
            for start, end in stop.lit
        ]
        # The current stop goes first: where passages overlap it is the one that stays whole.
        current = [mark for mark in marks if mark.style.endswith("-current")]
        others = [mark for mark in marks if not any(_overlap(mark, each) for each in current)]
        pane.set_layer(layer, current + others)

    async def _step(self, by: int) -> None:
        if self.visit is None:
            self.screen.say(Clean("Nothing to step through yet: search (s), or open a name or a cell"))
            return
        if not self.visit.step(by):
            edge, key = ("last", "N") if by > 0 else ("first", "n")
            await self._go()
            self.screen.say(Clean(f"This is the {edge} {self.visit.kind}; {key} goes the other way"))
            return
        await self._go()

    async def do_next_stop(self) -> None:
        """To the next stop of the visit."""
        await self._step(1)

    async def do_previous_stop(self) -> None:
        """To the stop before."""
        await self._step(-1)

    async def do_back(self) -> None:
        """Back to where the visit began."""
        if self.visit is None:
            if self.screen.view != "read":
                await self.screen.go_to(ARTICLE)
            else:
                self.do_history_back()
            return
        origin = self.visit.origin
        if self.screen.view != "read":
            await self.screen.go_to(ARTICLE)
            return
        if self._began is not None and origin in (ENTITIES, ARTICLE, SOURCES):
            self.return_to(self._began)
        await self.screen.go_to(origin if origin in _ORIGINS else ARTICLE)

    def do_history_back(self) -> None:
        """To the place before the last jump."""
        place = self.history.back()
        if place is None:
            self.screen.say(Clean("This is where you began"))
        else:
            self.return_to(place)

    def do_cancel(self) -> None:
        """Give up the selection, else put out what is lit."""
        if self.screen.article_pane.clear_selection():
            return
        if self.visit is not None:
            self.visit = None
            self._light()

    # Articles by the list

    def _neighbour(self, by: int) -> None:
        articles = self.screen.session.dossier.chronological
        article = self.screen.article_pane.article
        if article is None:
            return
        index = articles.index(article) + by
        if 0 <= index < len(articles):
            self.open(articles[index])
        else:
            self.screen.say(Clean("This is the last article" if by > 0 else "This is the first article"))

    def do_next_article(self) -> None:
        """The next article by date."""
        self._neighbour(1)

    def do_previous_article(self) -> None:
        """The article before by date."""
        self._neighbour(-1)

    async def do_out(self) -> None:
        """To the left: from the article to the sources; while selecting, a word less."""
        if self.screen.pane == ARTICLE and self.screen.article_pane.grow_word(-1):
            return
        to_article = self.screen.pane == ENTITIES and self.screen.geometry.layout == "three"
        await self.screen.go_to(ARTICLE if to_article or self.screen.view != "read" else SOURCES)

    async def do_into(self) -> None:
        """To the right: from a list into what is chosen; while selecting, a word more."""
        focused = self.screen.focused
        if isinstance(focused, RowList):
            focused.do_open()
        elif not self.screen.article_pane.grow_word(1):
            await self.screen.go_to(ENTITIES)

    async def open_row(self, chosen: RowList, index: int) -> None:
        """Open what a row of a list stands for."""
        if isinstance(chosen, SourcesPane):
            source = chosen.articles[index]
            if self.screen.article_pane.article is not source:
                self.open(source)
            else:
                self.mark_read(source)
            await self.screen.go_to(ARTICLE)
        elif isinstance(chosen, EntitiesPane):
            article = self.screen.article_pane.article
            row = chosen.groups[index]
            if article is not None and row.mentions:
                stops = [Stop(article.id, each.start, each.end) for each in row.mentions]
                await self.start(Visit("mention", stops, ENTITIES, row.label))
        elif chosen.id == "hits":
            await self.screen.finding.open_hit()
        else:
            await self.screen.keeping.open_bookmark()

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
        self.visit = Visit(what, [Stop(pane.article.id, *each) for each in ranges], ARTICLE)
        self.visit.index = [*ranges].index((start, end))
        self._light()
        pane.reveal(start, end)

    def _step_from(self) -> int:
        pane, visit = self.screen.article_pane, self.visit
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

    def _change_card(self, article: Article) -> None:
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

    # What the status line says

    @property
    def place_words(self) -> tuple[Line, Line]:
        """The legend of the marks in view or the visit's counter, and the place."""
        pane = self.screen.article_pane
        right: Line = ()
        if pane.article is not None and self.screen.view == "read" and len(pane.text):
            selected = f"{pane.selection.end - pane.selection.start} characters selected · " if pane.selection else ""
            right = [(f"{selected}¶{pane.current} · {pane.percent}% ", "faint")]
        if self.visit is not None and self.screen.view == "read":
            about = f"  {self.visit.about}" if self.visit.about else ""
            note = f"  {self.visit.stop.note}" if self.visit.stop.note else ""
            return [(f" {self.visit.counter}", "accent"), (f"{about}{note}", "faint")], right
        return self._legend, right

    @property
    def _legend(self) -> Line:
        if self.screen.view != "read":
            return ()
        parts: list[tuple[str, str]] = []
        for sign, words in (("◆", "in the comparison"), ("■", "bookmark"), ("~", "date not certain")):
            parts += [(f" {sign} ", "accent"), (f"{words} ", "faint")]
        return parts


def _overlap(a: Mark, b: Mark) -> bool:
    return a.start < b.end and b.start < a.end
