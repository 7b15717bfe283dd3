"""Moving about: opening articles, visits from stop to stop, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from ..dossier.article import Article
from ..dossier.notebook import NotebookError
from ..dossier.text import EMPTY, Clean
from .article import ArticlePane
from .commands import ARTICLE, COMPARE, CONCORDANCE, ENTITIES, SEARCH, SOURCES, TIMELINE
from .dressing import dress, flag
from .layers import EVIDENCE, HIT, Mark
from .reading import Reading
from .sources import SourcesPane
from .stage import Stage
from .strips import Line
from .textpane import TextPane
from .visit import FoundRows, History, Place, Stop, Visit
from .widgets import RowList
from .wrap import cells

if TYPE_CHECKING:
    from ..dossier.permalink import Permalink


class Travel:
    """Where the reader is, and how they got there."""

    def __init__(self, stage: Stage, reading: Reading) -> None:
        self.stage = stage
        self.reading = reading
        self.visit: Visit | None = None
        self.found_rows: FoundRows | None = None
        """What was found in a list since the visit began."""
        self.history = History()
        self._began: Place | None = None
        self._decorated: Clean | None = None
        self.ready = False
        """Whether the tables of names and of the comparison are read."""

    # Opening

    def begin(self, at: Permalink | None) -> None:
        """Open the article asked for, else the one read last, else the first."""
        session = self.stage.session
        articles = session.dossier.chronological
        if not articles:
            self.stage.set_focus(self.stage.sources_pane, scroll_visible=False)
            return
        last = session.notebook.last_article
        wanted = at.article if at else last
        article = session.dossier.article(wanted) if wanted else None
        self._show(article or articles[0], None)
        if at is not None and article is not None:
            self._begin_at(at)
        focus_article = article is not None
        pane = self.stage.article_pane if focus_article else self.stage.sources_pane
        self.stage.set_focus(pane, scroll_visible=False)

    def _begin_at(self, at: Permalink) -> None:
        pane = self.stage.article_pane
        if at.start is not None and at.end is not None and at.end <= len(pane.text):
            self.visit = Visit("passage", [Stop(at.article, at.start, at.end)], ARTICLE)
            pane.reveal(at.start, at.end)

    def _show(self, article: Article, offset: int | None) -> None:
        pane = self.stage.article_pane
        width = pane.size.width or self.stage.geometry.article_width
        paragraph = None
        if offset is None:
            offset, paragraph = self.reading.kept_place(article)
        pane.show(article, width, offset, paragraph)
        self._decorated = None
        self.stage.sources_pane.show_open(article.id)

    def open(self, article: Article, offset: int | None = None, *, remember: bool = True) -> None:
        """Open an article where it was left, or at a code point; the place left goes into the history."""
        pane = self.stage.article_pane
        if pane.article is not None:
            self.reading.save_position()
            if remember:
                self.history.remember(self.place)
        self._show(article, offset)
        self.decorate()
        self.reading.change_card(article)
        self.reading.mark_read(article)
        try:
            self.stage.session.notebook.last_article = article.id
        except NotebookError as error:
            self.stage.say(error.sentence, alert=True)
        if article.problems:
            self.stage.say(Clean(str(article.problems[0])), alert=True)

    def prepare(self) -> None:
        """Read the tables of names and of the comparison in a thread, then :meth:`decorate`."""
        self.stage.run_worker(
            self._prepare, thread=True, group="tables", description="read the tables", exit_on_error=False
        )

    def _prepare(self) -> None:
        session, article = self.stage.session, self.stage.article_pane.article
        if article is not None:
            session.mentions(article)
            session.used(article)
        if not get_current_worker().is_cancelled:
            self.stage.call_later(self._prepared)

    def _prepared(self) -> None:
        self.ready = True
        if self.stage.article_pane.article is None:
            self.stage.article_changed()
        self.decorate()
        self.stage.refresh_chrome()

    def decorate(self) -> None:
        """Lay the highlights over the open article, and list its entities."""
        pane, session = self.stage.article_pane, self.stage.session
        article = pane.article
        if article is None or self._decorated == article.id or not self.ready:
            return
        self._decorated = article.id
        dress(pane, session)
        self.stage.article_changed()
        self._light()

    def decorate_anew(self) -> None:
        """Lay the highlights over all articles shown again: the names are others, or others of them are lit."""
        self._decorated = None
        self.decorate()
        for pane in self.stage.query(TextPane).exclude("#article"):
            dress(pane, self.stage.session)

    def show_flags(self) -> None:
        """Draw the bookmarks and the ◆ of the articles shown."""
        for pane in self.stage.query(TextPane):
            flag(pane, self.stage.session)

    @property
    def place(self) -> Place:
        """The article open and the code point at the top of the view."""
        pane = self.stage.article_pane
        return Place(pane.article.id if pane.article else EMPTY, pane.top_offset)

    def return_to(self, place: Place) -> None:
        """Show a place again, without remembering the one left."""
        article = self.stage.session.dossier.article(place.article)
        if article is None:
            return
        if self.stage.article_pane.article is not article:
            self.open(article, place.offset, remember=False)
        else:
            self.stage.article_pane.show_offset(place.offset)

    @property
    def passage(self) -> tuple[int, int] | None:
        """What a command acts on in the open article: the selection, the passage stepped to, the current paragraph."""
        pane, visit = self.stage.article_pane, self.visit
        if pane.selection is None and visit is not None and visit.kind in ("evidence", "passage"):
            stop = self.stop_at_hand
            if stop is not None:
                return stop.start, stop.end
        return pane.passage

    async def go_to_paragraph(self, number: int) -> None:
        """Show a paragraph of the open article, by its number from 1."""
        pane = self.stage.article_pane
        self.history.remember(self.place)
        await self.stage.go_to(ARTICLE)
        paragraph = pane.text.paragraphs[number - 1]
        pane.clear_selection()
        pane.reveal(paragraph.start, paragraph.end)

    def go_to_passage(self, at: Permalink) -> None:
        """Show and light a passage of the open article, where the permalink names one that is in it."""
        self._begin_at(at)
        self._light()

    # Visits

    async def start(self, visit: Visit) -> None:
        """Begin a visit at its current stop."""
        pane = self.stage.article_pane
        self._began = self.place if pane.article is not None else None
        if self._began is not None:
            self.history.remember(self._began)
        self.visit, self.found_rows = visit, None
        await self._go()

    async def _go(self) -> None:
        if self.visit is None:
            return
        stop = self.visit.stop
        article = self.stage.session.dossier.article(stop.article)
        if article is None:
            self.stage.say(Clean(f"article {stop.article} is no longer in the dossier"), alert=True)
            return
        beside = self._beside(article) if self.visit.kind == "match" else None
        if beside is not None:
            self._light()
            beside.reveal(stop.start, stop.end)
            self.stage.set_focus(beside, scroll_visible=False)
            self.stage.say(self.visit.said)
            return
        await self.stage.go_to(ARTICLE)
        if self.stage.article_pane.article is not article:
            self.open(article, remember=False)
        self._light()
        first = stop.lit[0]
        self.stage.article_pane.clear_selection()
        self.stage.article_pane.reveal(first[0], stop.lit[-1][1])
        self.reading.mark_read(article)

    @property
    def _two(self) -> list[ArticlePane]:
        """The panes of two articles side by side, once they were shown."""
        return [*self.stage.query(ArticlePane).exclude("#article")]

    def _beside(self, article: Article) -> ArticlePane | None:
        """The pane that shows an article while two are read side by side, the one in use before the other."""
        two = sorted(self._two, key=lambda each: each is not self.stage.focused)
        return next((each for each in two if each.article is article), None) if self.stage.focused in two else None

    def light(self, visit: Visit | None) -> None:
        """Make a visit the current one, or none, and light its stops in the articles shown."""
        self.visit, self.found_rows = visit, None
        self._light()

    def began_at(self, place: Place) -> None:
        """Say that the current visit began at this place: Backspace and the jump history lead there."""
        self._began = place
        self.history.remember(place)

    def _light(self) -> None:
        pane, visit = self.stage.article_pane, self.visit
        for each in self._two:
            each.set_layer(HIT, self.found_in(each.article))
        pane.set_layer(HIT, ())
        pane.set_layer(EVIDENCE, ())
        if visit is None or pane.article is None:
            return
        layer = EVIDENCE if visit.kind in ("evidence", "bookmark", "passage") else HIT
        pane.set_layer(layer, _marks(visit, pane.article, "evidence" if layer == EVIDENCE else "hit"))

    def found_in(self, article: Article | None) -> list[Mark]:
        """The hits in an article, to be lit there; none while something else is visited."""
        visit = self.visit
        if visit is None or article is None or visit.kind not in ("hit", "match"):
            return []
        return _marks(visit, article, "hit")

    def forget_lost(self, bookmarks: set[str]) -> None:
        """End a visit through bookmarks of which one is no longer there."""
        if self.visit is not None and any(stop.id and stop.id not in bookmarks for stop in self.visit.stops):
            self.visit = None
            self._light()

    @property
    def stop_at_hand(self) -> Stop | None:
        """The stop of the visit, as long as the reader is in its paragraph."""
        pane, stop = self.stage.article_pane, self.visit.stop if self.visit else None
        if stop is None or pane.article is None or stop.article != pane.article.id:
            return None
        at = pane.text.paragraph_at(stop.start)
        return stop if at is not None and at.number == pane.current else None

    async def _step(self, by: int) -> None:
        if self.found_rows is not None and self.stage.focused is self.found_rows.widget:
            self.found_rows.step(by)
            return
        if self.visit is None:
            search, find = self.stage.key_of("search"), self.stage.key_of("find")
            self.stage.say(
                Clean(f"Nothing to step through yet: search ({search}), find ({find}), open a name or a cell")
            )
            return
        if not self.visit.step(by):
            edge, other = ("last", "previous_stop") if by > 0 else ("first", "next_stop")
            key = self.stage.key_of(other)
            self.stage.say(Clean(f"This is the {edge} {self.visit.kind}; {key} goes the other way"))
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
        if self.stage.view != "read":
            await self.stage.go_to(ARTICLE)
        elif self.visit is None:
            self.do_history_back()
        else:
            await self._leave(self.visit)

    async def _leave(self, visit: Visit) -> None:
        origin, index = visit.origin, visit.index
        if self._began is not None and origin == ARTICLE:
            self.return_to(self._began)
        if origin == COMPARE:  # where two articles may stand in the table's place
            await self.stage.perform_id(origin)
        else:
            await self.stage.go_to(origin)
        focused = self.stage.focused
        if origin in (SEARCH, CONCORDANCE, TIMELINE) and isinstance(focused, RowList):
            focused.move_to_nth(index)
        elif origin == ARTICLE:  # back in the text: there is no list to go on from
            self.visit = None
            self._light()

    def do_history_back(self) -> None:
        """To the place before the last jump."""
        place = self.history.back()
        if place is None:
            self.stage.say(Clean("This is where you began"))
        else:
            self.return_to(place)

    def cancel(self) -> bool:
        """Give up the selection, else the filter of the sources, else put out what is lit; false where nothing is."""
        if self.stage.article_pane.clear_selection():
            return True
        if self.stage.pane == SOURCES and self.stage.sources_pane.words:
            self.stage.sources_pane.filter(EMPTY)
            return True
        lit = self.visit is not None
        self.visit = self.found_rows = None
        self._light()
        return lit

    # Articles by the list

    def _neighbour(self, by: int) -> None:
        article, sources = self.stage.article_pane.article, self.stage.sources_pane
        if article is None:
            return
        found = sources.neighbour(article.id, by)
        if found is not None:
            self.open(found)
            return
        which = "last" if by > 0 else "first"
        shown = f" of those that fit “{sources.words}”; Esc in Sources shows all" if sources.words else ""
        self.stage.say(Clean(f"This is the {which} article{shown}"))

    def do_next_article(self) -> None:
        """The next article in the order of the sources."""
        self._neighbour(1)

    def do_previous_article(self) -> None:
        """The article before in the order of the sources."""
        self._neighbour(-1)

    async def do_out(self) -> None:
        """To the left: from the article to the sources; while selecting, a word less."""
        if self.stage.pane == ARTICLE and self.stage.article_pane.grow_word(-1):
            return
        to_article = self.stage.pane == ENTITIES and self.stage.geometry.layout == "three"
        await self.stage.go_to(ARTICLE if to_article or self.stage.view != "read" else SOURCES)

    async def open_row(self, chosen: RowList, index: int) -> None:
        """Open what a row of the sources stands for."""
        if isinstance(chosen, SourcesPane):
            source = chosen.row(index)
            if not isinstance(source, Article):
                return
            if self.stage.article_pane.article is not source:
                self.open(source)
            else:
                self.reading.mark_read(source)
            await self.stage.go_to(ARTICLE)

    # What the status line says

    @property
    def place_words(self) -> Line:
        """The current paragraph, how much is read, and what is selected."""
        pane = self.stage.article_pane
        if pane.article is None or not len(pane.text):
            return ()
        size = pane.selection.end - pane.selection.start if pane.selection else 0
        selected = f"{size} character{'s' * (size != 1)} selected · " if size else ""
        return [(f"{selected}¶{pane.current} · {pane.percent}% ", "faint")]

    @property
    def status_words(self) -> Line:
        """The visit's counter, else the legend of the marks in view."""
        pane = self.stage.article_pane
        here = self.visit is not None and pane.article is not None and self.visit.stop.article == pane.article.id
        if self.visit is not None and here and self.stage.view == "read":
            about = f"  {self.visit.about}" if self.visit.about else ""
            note = f"  {self.visit.stop.note}" if self.visit.stop.note else ""
            return [(f" {self.visit.counter}", "accent"), (f"{about}{note}", "faint")]
        return self._legend

    @property
    def _legend(self) -> Line:
        if self.stage.view == "timeline-view":
            from .axis import LEGEND  # imported late: not needed to read

            return [(LEGEND, "faint")]
        if self.stage.view != "read":
            return ()
        parts: list[tuple[str, str]] = []
        signs = [("◆", "in the comparison"), ("■", "bookmark"), ("~", "date not certain")]
        article = self.stage.article_pane.article
        used = self.ready and article is not None and self.stage.session.used(article)
        shown = signs if used or not self.ready else signs[1:]
        if self.ready and article is not None and self.stage.session.remarks(article):
            shown = [("!", f"other records differ: {self.stage.key_of('remarks')}"), *shown]
        room = self.stage.app.size.width
        for sign, words in shown:
            room -= cells(words) + 4
            if room >= 0:  # what has no room is left out whole; the help has all signs
                parts += [(f" {sign} ", "accent"), (f"{words} ", "faint")]
        return parts


def _marks(visit: Visit, article: Article, name: str) -> list[Mark]:
    """The stops of a visit in an article, lit as ``name``, the current one as such."""
    marks = [
        Mark(start, end, f"{name}-current" if stop is visit.stop else name)
        for stop in sorted(visit.stops, key=lambda each: each is not visit.stop)
        if stop.article == article.id
        for start, end in stop.lit
    ]
    # The current stop goes first: where passages overlap it is the one that stays whole.
    current = [mark for mark in marks if mark.style.endswith("-current")]
    others = [mark for mark in marks if not any(_overlap(mark, each) for each in current)]
    return current + others


def _overlap(a: Mark, b: Mark) -> bool:
    return a.start < b.end and b.start < a.end
