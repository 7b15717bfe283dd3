"""The search pane: a query box, the hits as one types, and the paragraph around the hit under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip

from ..dossier.article import Article, line_of
from ..dossier.text import EMPTY, Clean
from ..search.results import Hit, Results, by_article, grouped, listed
from ..search.snippet import snippet
from .frames import Frame
from .layers import HIT, Layer, Mark, runs
from .recall import RecallInput
from .strips import Line, Piece, fit
from .widgets import Bar, Drawn, RowList, Sharing
from .wrap import cells, wrap

WIDEST = 84
"""The most cells of a row of the context: more is hard to read."""
TOGETHER = 0.015
"""Seconds that a typed character waits, to be painted with its answer: painted by itself, the answer would have to wait
for the next frame."""
_EXAMPLES = "words “a phrase” OR NOT train* outlet: person: year: event: in:"


_WAYS = (
    ("two words", "both in one paragraph, in any form"),
    ("“two words”", "next to each other"),
    ("a OR b   a NOT b", "either; without articles that have the other"),
    ("train*   a NEAR/5 b", "beginnings; near each other"),
    ("=word", "this form only, no other spelling"),
    ("person: org: place:", "articles that name them"),
    ("outlet: year: after:", "by source and date"),
    ("event:2011-10", "by dates inside the text"),
    ("in:headline", "in a kind of block"),
)
"""Ways to ask, shown until something is asked."""


class HitList(RowList):
    """The hits, under a heading for each article."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.rows: list[Article | Hit] = []
        self._hint = EMPTY
        self._identical: dict[tuple[str, int], int] = {}

    @property
    def count(self) -> int:
        """How many rows there are, headings included."""
        return len(self.rows)

    def choosable(self, index: int) -> bool:
        """Hits are, headings are not."""
        return index < len(self.rows) and isinstance(self.rows[index], Hit)

    def lines(self, index: int, width: int) -> Sequence[Line]:
        """A heading, or paragraph number and snippet with the matches lit."""
        row = self.rows[index]
        if isinstance(row, Article):
            return ([(line_of(row), "heading")],)
        number = f"¶{row.paragraph.number}"
        where = "".join(f" {word}" for word in self._remarks(row))
        room = width - 9 - len(where)
        part = snippet(row, room, cells)
        pieces: list[Piece] = [(f"{number:>5}  ", "faint")]
        at = 0
        for start, end in part.matches:
            pieces += [(part.text[at:start], ""), (part.text[start:end], "match")]
            at = end
        pieces.append((part.text[at:], ""))
        if where:
            pieces.append((where, "faint"))
        return (pieces,)

    def _remarks(self, hit: Hit) -> list[str]:
        """What is to be known of a hit besides its words."""
        remarks = [] if hit.block == "body" else [hit.block]
        if hit.apart:
            remarks.append("words apart")
        if hit.possible:
            remarks.append("possible")
        identical = self._identical.get((str(hit.article.id), hit.paragraph.number), 0)
        return [*remarks, f"+{identical} identical"] if identical else remarks

    def empty(self) -> Sequence[Line]:
        """Why there is nothing, or how to ask."""
        if self._hint:
            rows = wrap(self._hint, max(1, self.size.width - 2))
            return [[(f" {self._hint[start:end]}", "faint")] for start, end in rows]
        column = max(len(query) for query, _ in _WAYS) + 2
        return [(), *([(f"  {query:<{column}}", "accent"), (does, "faint")] for query, does in _WAYS)]

    def show(self, hits: Sequence[Hit], hint: Clean = EMPTY) -> None:
        """Show these hits: the articles in the order of their best, the hits of each in that of the text.

        Of paragraphs with the same words the first is shown. What is apart comes behind, and related headlines last.
        """
        groups = grouped(hits)
        self._identical = {
            (str(each.hit.article.id), each.hit.paragraph.number): len(each.identical) for each in groups
        }
        self.rows = []
        for found in by_article(each.hit for each in groups):
            self.rows += [found[0].article, *sorted(found, key=lambda hit: hit.paragraph.number)]
        self._hint = hint
        self.scroll_to_row(0)
        self.rebuild(cursor=0)

    @property
    def hits(self) -> list[Hit]:
        """The hits in the order shown."""
        return [row for row in self.rows if isinstance(row, Hit)]

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor."""
        row = self.rows[self.cursor] if self.rows else None
        return row if isinstance(row, Hit) else None


class HitContext(Drawn):
    """The paragraph of the hit under the cursor, with what stands around it."""

    DEFAULT_CSS = """
    HitContext { height: 6; border-top: solid $nr-rule; background: $background; }
    .layout-three HitContext { width: 1fr; height: 1fr; border-top: none; border-left: solid $nr-rule; }
    .zen HitContext { display: none; }
    """
    SCOPED_CSS = False  # what stands above it decides too
    BORDERED = True

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._hit: Hit | None = None
        self._lines: list[Line] = []

    def show(self, hit: Hit | None) -> None:
        """Show a hit's paragraph."""
        self._hit = hit
        self._lay_out()

    def _lay_out(self) -> None:
        self._lines = []
        if self._hit is not None and self.size.width:
            article = self._hit.article
            title = fit(f" {article.id} ¶{self._hit.paragraph.number}  {article.title}", self.size.width)
            self._lines.append([(title, "heading")])
            paragraphs = article.text.paragraphs
            at = self._hit.paragraph.number - 1
            around = range(at, at + 1) if self.size.height < 8 else range(max(0, at - 1), min(len(paragraphs), at + 2))
            for number in around:
                self._lines += self._paragraph(number, number == at)
            self._bring_up()
        self.refresh()

    def _bring_up(self) -> None:
        """Leave rows out below the title, so that the first match is in view, a third down where there is more."""
        matched = (row for row, line in enumerate(self._lines) if any("match" in style for _, style in line))
        first, room = next(matched, 0), max(1, self.size.height - 1)
        if first > room:
            before = min(first - 1 - room // 3, len(self._lines) - 1 - room)
            self._lines[1 : 1 + before] = []

    def _paragraph(self, index: int, lit: bool) -> list[Line]:
        if self._hit is None:
            return []
        article = self._hit.article
        paragraph = article.text.paragraphs[index]
        matches = self._hit.matches if lit else ()
        layers = {HIT: Layer(Mark(start, end, "match") for start, end in matches)}
        words = article.text.words(paragraph)
        lines: list[Line] = []
        for first, last in wrap(words, max(1, min(WIDEST, self.size.width - 2))):
            pieces: list[Piece] = [(" ", "")]
            for start, end, styles in runs(paragraph.start + first, paragraph.start + last, layers):
                style = " ".join(styles) if lit else "fainter"
                pieces.append((article.text.value[start:end], style))
            lines.append(pieces)
        return lines if self.size.height < 8 else [*lines, ()]

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """A row as a strip."""
        return self.draw(self._lines[y] if y < len(self._lines) else (), self.size.width)


class QueryBox(RecallInput):
    """The query box. The arrows move in the hits, so that one can type, look and open without leaving it.

    As long as the box is empty, or as it was found, Up recalls earlier queries instead; then Down leads back from them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "hits(1)", show=False),
        Binding("up", "hits(-1)", show=False),
        Binding("enter", "screen.open_hit", show=False),
        Binding("tab", "screen.leave_query", show=False),
        Binding("escape", "screen.leave_query", show=False),
    ]

    _found: str | None = None
    _arrows = False
    """Whether it was Up that recalled what stands in the box."""

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys the footer shows."""
        return (("Enter", "open"), ("↑↓", "hits"), ("Esc", "to the hits"), ("Ctrl-P", "earlier"))

    def begin(self) -> None:
        """Take what stands in the box as found, and select it."""
        self._found = self.value
        self.select_all()

    _held: ExitStack | None = None

    def watch_value(self, value: str) -> None:
        """Tell who listens, and hold the next paint back, for a moment or until :meth:`release`."""
        if self._held is None:
            self._held = ExitStack()
            self._held.enter_context(self.app.batch_update())
            self.set_timer(TOGETHER, self.release)
        super().watch_value(value)

    def release(self) -> None:
        """Paint what was held back."""
        if self._held is not None:
            self._held.close()
            self._held = None
            self.screen.check_idle()

    def on_unmount(self) -> None:
        """Hold nothing back any longer."""
        self.release()

    def action_hits(self, by: int) -> None:
        """Move in the hits; from an untouched box, to an earlier query."""
        untouched = not self.value or self.value == self._found
        if (self.walking and self._arrows) or (by < 0 and untouched):
            self.action_recall(by)
            self._arrows = True
        else:
            self._found = None
            self.query_ancestor(SearchView).step(by)

    def action_recall(self, by: int) -> None:
        """To a query asked earlier, or back; the arrows are for the hits."""
        super().action_recall(by)
        self._arrows = False


class SearchView(Sharing):
    """Query box, hits and context; ``hits_width`` as :meth:`share` has it."""

    DEFAULT_CSS = """
    SearchView { layout: vertical; }
    #search-line { layout: horizontal; height: 1; background: $nr-title; }
    #search-label { width: 4; background: $nr-title; }
    #search-count { width: auto; min-width: 24; max-width: 60%; background: $nr-title; }
    #search-also { background: $nr-title; }
    .layout-three #search-body { layout: horizontal; }
    """
    SCOPED_CSS = False  # the screen’s layout decides too

    def __init__(self, hits_width: int, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self._hits_width = hits_width

    def compose(self) -> ComposeResult:
        """The box above, hits and context below."""
        with Frame(id="search-line"):
            label = Bar(id="search-label")
            label.show([(" s› ", "accent")])
            yield label
            yield QueryBox(placeholder=_EXAMPLES, id="query", compact=True)
            yield Bar(id="search-count")
        yield Bar(id="search-also", classes="hidden")
        with Frame(id="search-body"):
            hits = HitList(id="hits")
            hits.styles.width = self._hits_width or None
            yield hits
            yield HitContext(id="context")

    def share(self, width: int) -> None:
        """Give the hits ``width`` cells and the context the rest; 0 puts it below them."""
        self._hits_width = width
        self.list.styles.width = width or None

    @property
    def box(self) -> QueryBox:
        """The query box."""
        return self.query_one("#query", QueryBox)

    @property
    def list(self) -> HitList:
        """The hits."""
        return self.query_one("#hits", HitList)

    def step(self, by: int) -> None:
        """Move in the hits while typing."""
        if by > 0:
            self.list.do_down()
        else:
            self.list.do_up()

    def on_row_list_moved(self) -> None:
        """Show the context of the hit under the cursor."""
        self.query_one(HitContext).show(self.list.hit)

    def show(self, results: Results | None, hint: Clean = EMPTY, remark: Clean = EMPTY) -> None:
        """Show results, or where there are none a hint in their place, and above them which spellings were added.

        A ``remark`` stands first in that line.
        """
        hits = results.hits if results else ()
        self.list.show(hits, hint)
        self.query_one("#search-count", Bar).show((), [(self._count(results), "faint")])
        also = listed(results.also) if results and hits else EMPTY
        said = Clean(" · ".join(each for each in (remark, also) if each))
        line = self.query_one("#search-also", Bar)
        line.show([(f" {said}", "faint")])
        line.set_class(not said, "hidden")
        self.query_one(HitContext).show(self.list.hit)
        self.box.call_later(self.box.release)  # behind what the widgets above tell the screen of themselves

    def _count(self, results: Results | None) -> Clean:
        """How many hits there are in how many articles, and how many of them the list shows where that is fewer."""
        if results is None or not results.total:
            return EMPTY
        total, found, rows = results.total, len(results.hits), len(self.list.hits)
        shown = f" ({rows} shown)" if rows < found else ""
        if total > found:
            return Clean(f"the best {found} of {total} hits{shown} ")
        articles = len({hit.article.id for hit in results.hits})
        return Clean(f"{total} hit{'s' * (total != 1)}{shown} · {articles} article{'s' * (articles != 1)} ")
