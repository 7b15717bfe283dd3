"""Looking for words where one is: in the article or the two that are read, else in the rows of the list in use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self

from ..dossier.text import EMPTY, Clean
from .article import ArticlePane
from .commands import ARTICLE, BOOKMARKS, COMPARE, CONCORDANCE, TIMELINE
from .past import Past
from .stage import Stage
from .strips import Line
from .travel import Travel
from .visit import Place, Stop, Visit
from .widgets import RowList

if TYPE_CHECKING:
    from textual.widget import Widget

    from ..search.within import Folding
    from .compare import ComparePane
    from .matrix import Field

_LISTS = frozenset({BOOKMARKS, CONCORDANCE, TIMELINE})
"""The panes whose rows are looked through; names and sources have filters of their own."""
_NONE: Line = [(" not found ", "alert")]


class Looking:
    """What ``/`` does."""

    def __init__(self, stage: Stage, travel: Travel) -> None:
        self.stage = stage
        self.travel = travel
        self._past = Past(stage.session.notebook, "find.history")

    async def do_find(self) -> None:
        """Ask for words, and go to them as they are typed."""
        pane, focused = self.stage.pane, self.stage.focused
        if pane in _LISTS and isinstance(focused, RowList):
            await self._find_row(
                _Rows("row", focused, partial(_rows_of, focused), lambda: focused.cursor, focused.move)
            )
        elif pane == COMPARE and isinstance(focused, ArticlePane):
            await self._find_in(self._side_by_side(focused), focused, pane)
        elif pane == COMPARE:
            from .compare import ComparePane  # imported late: not needed to read

            await self._find_row(_cells_of(self.stage.query_one("#compare", ComparePane)))
        elif self.stage.article_pane.article is None:
            self.stage.say(Clean("No article is open to find words in"))
        else:
            await self.stage.go_to(ARTICLE)
            await self._find_in([_Sought(self.stage.article_pane)], self.stage.article_pane, pane)

    def _side_by_side(self, focused: ArticlePane) -> list[_Sought]:
        """The two articles that are shown, or the one that is shown twice."""
        from .pair import PairView  # imported late: not needed to read

        panes = self.stage.query_one(PairView).panes
        if panes[0].article is panes[1].article:
            return [_Sought(focused)]
        return [_Sought(each, Clean(f"in {each.label}")) for each in panes]

    async def _find_in(self, sought: Sequence[_Sought], pane: ArticlePane, origin: str) -> None:
        used = next(each for each in sought if each.pane is pane)
        live = _InArticles(self.stage, self.travel, self._past, origin, sought, used)
        await self.stage.ask_live("/", "", live, self._past)

    async def _find_row(self, rows: _Rows) -> None:
        if rows.said():
            live = _InRows(self.stage, self.travel, self._past, rows)
            await self.stage.ask_live("/", "", live, self._past)
        else:
            self.stage.say(Clean(f"There are no {rows.name}s here to find words in"))


@dataclass(frozen=True, slots=True)
class _View:
    """How an article was being looked at."""

    place: Place
    row: int
    width: int
    current: int
    folded: bool

    @classmethod
    def of(cls, pane: ArticlePane) -> Self:
        place = Place(pane.article.id if pane.article else EMPTY, pane.top_offset)
        return cls(place, pane.scroll_offset.y, pane.map.width, pane.current, pane.folded)

    def restore(self, pane: ArticlePane) -> None:
        """Look at it like that again; in another width, at the same words."""
        if pane.article is None or pane.article.id != self.place.article:
            return
        if pane.folded != self.folded:
            pane.folded = self.folded
            pane.lay_out()
        if pane.map.width == self.width:
            pane.scroll_to_row(self.row)
        else:
            pane.show_offset(self.place.offset)
        pane.set_current(self.current)


class _Sought:
    """An article that is looked through: how it was looked at before, and where words stand in it.

    ``note`` tells it from the other of two.
    """

    def __init__(self, pane: ArticlePane, note: Clean = EMPTY) -> None:
        self.pane = pane
        self.note = note
        self.view = _View.of(pane)
        self._folding: Folding | None = None

    def find(self, words: str) -> list[Stop]:
        """Where ``words`` stand in the article as it is shown now."""
        article = self.pane.article
        if article is None:
            return []
        if self._folding is None or article.id != self.view.place.article:
            from ..search.within import Folding  # imported late: not needed to read

            self.view = _View.of(self.pane)
            self._folding = Folding(self.pane.text.value)
        return [Stop(article.id, start, end, self.note) for start, end in self._folding.find(words)]


class _InArticles:
    """Words in the open article, or in two side by side: lit as they are typed, from the place at hand on.

    ``used`` is the one of the articles ``sought`` that the reader is in.
    """

    def __init__(
        self, stage: Stage, travel: Travel, past: Past, origin: str, sought: Sequence[_Sought], used: _Sought
    ) -> None:
        self._stage, self._travel, self._past = stage, travel, past
        self._origin = origin
        self._sought, self._used = sought, used
        self._before = travel.visit
        self._visit: Visit | None = None

    def typed(self, words: Clean) -> Line:
        stops = [stop for each in self._sought for stop in each.find(words)]
        self._restore()  # what one character unfolded is folded again where the next leads elsewhere
        if not stops:
            self._visit = None
            self._travel.light(None if words else self._before)
            return _NONE if words.strip() else ()
        visit = self._visit = Visit("match", stops, self._home, Clean(f"“{Clean.line(words)}”"))
        visit.index = self._nearest(stops)
        self._travel.light(visit)
        self._pane_of(visit.stop).reveal(visit.stop.start, visit.stop.end)
        return [(f" {visit.index + 1}/{len(stops)} {visit.stop.note}".rstrip() + " ", "accent")]

    def _nearest(self, stops: Sequence[Stop]) -> int:
        """The stop to begin at: from the place at hand on, else the first in the article in use, else the first."""
        here = self._used.view.place
        own = [number for number, each in enumerate(stops) if each.article == here.article]
        ahead = (number for number in own if stops[number].start >= here.offset)
        return next(ahead, next(iter(own), 0))

    def _pane_of(self, stop: Stop) -> ArticlePane:
        return next(each.pane for each in self._sought if each.view.place.article == stop.article)

    def _restore(self) -> None:
        for each in self._sought:
            each.view.restore(each.pane)

    @property
    def _home(self) -> str:
        """The pane that Backspace leads back to."""
        return ARTICLE if self._used.pane is self._stage.article_pane else self._origin

    async def entered(self, words: Clean) -> None:
        """Keep the matches as the current visit; without words, find the last ones again."""
        if not words and self._past.lines:
            words = self._past.lines[-1]
            for each in self._sought:
                each.view = _View.of(each.pane)
            self.typed(words)
        if self._visit is None:
            await self.left()
            nowhere = "does not stand in this article" if len(self._sought) == 1 else "stands in neither article"
            self._stage.say(Clean(f"“{words}” {nowhere}" if words else "Nothing to find"))
            return
        self._past.keep(words)
        pane = self._pane_of(self._visit.stop)
        pane.clear_selection()
        if self._home == ARTICLE:
            self._travel.began_at(self._used.view.place)
        else:
            self._stage.set_focus(pane, scroll_visible=False)
            self._stage.say(Clean(f"{self._visit.said} · {self._stage.key_of('next_stop')} next"))
        self._stage.refresh_chrome()

    async def left(self) -> None:
        """Put out what was lit, and look again at what was looked at before."""
        self._travel.light(self._before)
        self._restore()
        if self._home == ARTICLE:  # one of two articles has the focus again already
            await self._stage.go_to(self._origin)
        self._stage.refresh_chrome()


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a list, or the cells of a table (``name`` says which): what each says, and how the cursor moves."""

    name: str
    widget: Widget
    said: Callable[[], Sequence[str]]
    cursor: Callable[[], int]
    move: Callable[[int], object]


class _InRows:
    """Words in rows: the cursor goes to the first that holds them, from where it stood on, and then through them."""

    def __init__(self, stage: Stage, travel: Travel, past: Past, rows: _Rows) -> None:
        self._stage, self._travel, self._past = stage, travel, past
        self._rows = rows
        self._cursor = rows.cursor()
        self._folded = self._fold()
        self._words = EMPTY
        self._said = ""

    @property
    def widget(self) -> Widget:
        """The list that is looked through."""
        return self._rows.widget

    def _fold(self) -> list[Folding]:
        from ..search.within import Folding  # imported late: not needed to read

        return [Folding(each) for each in self._rows.said()]

    def _found(self, words: str) -> list[int]:
        return [number for number, row in enumerate(self._folded) if row.find(words)]

    def _find(self, words: str, start: int) -> Line:
        found = self._found(words)
        if not found:
            self._said = ""
            self._rows.move(self._cursor)
            return _NONE if words.strip() else ()
        at = next((number for number, row in enumerate(found) if row >= start), 0)
        self._said = f"{at + 1}/{len(found)}"
        self._rows.move(found[at])
        return [(f" {self._said} ", "accent")]

    def typed(self, words: Clean) -> Line:
        return self._find(words, self._cursor)

    def entered(self, words: Clean) -> None:
        """Stay, and keep what was found to be stepped through; without words, find the last ones again."""
        if not words and self._past.lines:
            words = self._past.lines[-1]
            self._find(words, self._cursor + 1)
        if not self._said:
            named = f"“{words}” stands in no {self._rows.name} here"
            self._stage.say(Clean(named if words else "Nothing to find"))
            return
        self._past.keep(words)
        self._words, self._travel.found_rows = words, self
        self._tell()

    def _tell(self) -> None:
        key = self._stage.key_of("next_stop")
        more = ", the only one" if self._said == "1/1" else f" · {key} next"
        self._stage.say(Clean(f"{self._rows.name} {self._said} with “{self._words}”{more}"))

    def step(self, by: int) -> None:
        """To the next (``by`` > 0) or previous row with the words, among the rows as they are now."""
        self._folded = self._fold()
        found, here = self._found(self._words), self._rows.cursor()
        ahead = [row for row in found if (row > here if by > 0 else row < here)]
        if not ahead and found != [here]:
            edge, other = ("further", "previous_stop") if by > 0 else ("earlier", "next_stop")
            key = self._stage.key_of(other)
            self._stage.say(Clean(f"No {edge} {self._rows.name} with “{self._words}”; {key} goes the other way"))
            return
        row = here if not ahead else ahead[0] if by > 0 else ahead[-1]
        self._said = f"{found.index(row) + 1}/{len(found)}"
        self._rows.move(row)
        self._tell()

    def left(self) -> None:
        """Put the cursor back."""
        self._rows.move(self._cursor)


def _rows_of(rows: RowList) -> list[str]:
    """What the rows that can be chosen say."""
    return [rows.said(index) if rows.choosable(index) else "" for index in range(rows.count)]


def _cells_of(table: ComparePane) -> _Rows:
    """The cells of the comparison, row by row."""

    def columns() -> int:
        return max(1, len(table.table.headings))

    return _Rows(
        "cell",
        table,
        partial(_said_in_cells, table),
        lambda: table.row * columns() + table.column,
        lambda cell: table.move_to(*divmod(cell, columns())),
    )


def _said_in_cells(table: ComparePane) -> list[str]:
    """All that the cells of the comparison say; their row's label counts as the cursor's column."""
    return [
        "\n".join(filter(None, (row.label if column == table.column else "", *_said_in(field))))
        for row in table.table.rows
        for column, field in enumerate(row.fields)
    ]


def _said_in(field: Field) -> Iterator[str]:
    yield from (field.words, field.about, field.note or "")
    for passage in field.passages:
        yield passage.evidence.quote.exact
        yield passage.evidence.speaker or ""
