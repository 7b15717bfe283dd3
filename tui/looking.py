"""Looking for words where one is: in the open article, else among the rows of the list that has the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self

from ..dossier.text import EMPTY, Clean
from .article import ArticlePane
from .commands import ARTICLE, BOOKMARKS, COMPARE, CONCORDANCE, TIMELINE
from .layers import HIT
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
            await self._find_in(focused, pane)
        elif pane == COMPARE:
            from .compare import ComparePane  # imported late: not needed to read

            await self._find_row(_cells_of(self.stage.query_one("#compare", ComparePane)))
        elif self.stage.article_pane.article is None:
            self.stage.say(Clean("No article is open to find words in"))
        else:
            await self.stage.go_to(ARTICLE)
            await self._find_in(self.stage.article_pane, pane)

    async def _find_in(self, article: ArticlePane, origin: str) -> None:
        live = _InArticle(self.stage, self.travel, self._past, origin, article)
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


class _InArticle:
    """Words in the open article, or in one of two: lit as they are typed, from the place at hand on."""

    def __init__(self, stage: Stage, travel: Travel, past: Past, origin: str, pane: ArticlePane) -> None:
        self._stage, self._travel, self._past = stage, travel, past
        self._origin = origin
        self._pane = pane
        self._before = travel.visit
        self._view = _View.of(pane)
        self._folding: Folding | None = None
        self._visit: Visit | None = None

    def typed(self, words: Clean) -> Line:
        pane = self._pane
        if pane.article is None:
            return _NONE
        if self._folding is None or pane.article.id != self._view.place.article:
            from ..search.within import Folding  # imported late: not needed to read

            self._view = _View.of(pane)
            self._folding = Folding(pane.text.value)
        ranges = self._folding.find(words)
        self._view.restore(pane)  # what one character unfolded is folded again where the next leads elsewhere
        if not ranges:
            self._visit = None
            self._light(None if words else self._before)
            return _NONE if words.strip() else ()
        stops = [Stop(pane.article.id, start, end) for start, end in ranges]
        visit = self._visit = Visit("match", stops, self._home, Clean(f"“{Clean.line(words)}”"))
        ahead = (number for number, (start, _) in enumerate(ranges) if start >= self._view.place.offset)
        visit.index = next(ahead, 0)
        self._light(visit)
        pane.reveal(*ranges[visit.index])
        return [(f" {visit.index + 1}/{len(ranges)} ", "accent")]

    @property
    def _home(self) -> str:
        """The pane that Backspace leads back to."""
        return ARTICLE if self._pane is self._stage.article_pane else self._origin

    def _light(self, visit: Visit | None) -> None:
        self._travel.light(visit)
        if self._pane is not self._stage.article_pane:
            self._pane.set_layer(HIT, self._travel.found_in(self._pane.article))

    async def entered(self, words: Clean) -> None:
        """Keep the matches as the current visit; without words, find the last ones again."""
        if not words and self._past.lines:
            words = self._past.lines[-1]
            self._view = _View.of(self._pane)
            self.typed(words)
        if self._visit is None:
            await self.left()
            self._stage.say(Clean(f"“{words}” does not stand in this article" if words else "Nothing to find"))
            return
        self._past.keep(words)
        self._pane.clear_selection()
        if self._home == ARTICLE:
            self._travel.began_at(self._view.place)
        else:
            self._stage.say(
                Clean(f"{self._visit.counter}  {self._visit.about} · {self._stage.key_of('next_stop')} next")
            )
        self._stage.refresh_chrome()

    async def left(self) -> None:
        """Put out what was lit, and look again at what was looked at before."""
        self._light(self._before)
        self._view.restore(self._pane)
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
