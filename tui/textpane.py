"""The text of an article: a centred column with paragraph numbers, and layers of highlights over one map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from ..dossier.article import Article
from ..dossier.text import EMPTY, Paragraph, Text
from .folding import fold_note, foldable
from .layers import ENTITY, Layer, Mark, runs
from .settings import DEFAULTS, Settings
from .strips import Piece
from .widgets import Scroller
from .wrap import Brackets, Row, TextMap

MARGIN = 6
"""Cells left of the text: cursor, three of the paragraph's number, a flag, a space."""
EDGE = 1
"""Cells right of the text."""
FLAGS = {(False, False): " ", (True, False): "◆", (False, True): "■", (True, True): "◈"}
"""The flag of a paragraph: whether the comparison rests on it, whether it holds a bookmark."""


class TextPane(Scroller):
    """One article, drawn over one map between its code points and the cells."""

    class PlaceChanged(Message):
        """The part of the article in view, or the current paragraph, is another."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.article: Article | None = None
        self.folded = DEFAULTS.folded
        self.highlights = DEFAULTS.highlights
        self.measure = DEFAULTS.measure
        """The widest column of text, in cells: about 12 words a row read best."""
        self.fold_key = ""
        self.current = 1
        """The current paragraph, from 1."""
        self.map = TextMap(Text(EMPTY), 1)
        self._layers: dict[str, Layer] = {}
        self._used: frozenset[int] = frozenset()
        self._kept: frozenset[int] = frozenset()
        self._remarked: frozenset[int] = frozenset()
        self._brackets = Brackets()
        self._strips: dict[int, Strip] = {}
        self._width = 1
        self._place = 0
        self._awaited: tuple[int, int] | None = None

    def notify_style_update(self) -> None:
        """Draw every row in the new styles."""
        super().notify_style_update()
        self._strips.clear()

    # What is shown

    def adjust(self, settings: Settings, *, fold_key: str) -> None:
        """Take over the settings, and the key that shows what is folded; what was read stays in view."""
        laid_out = self.folded, self.measure
        self.highlights, self.fold_key = settings.highlights, fold_key
        self.folded, self.measure = settings.folded, settings.measure
        if laid_out != (self.folded, self.measure) and self.article is not None:
            self._lay_out_in_place()
        self._bracket()
        self.redraw()

    def _lay_out_in_place(self) -> None:
        self.lay_out()
        self._to_place()
        self.keep_current_in_view()

    @property
    def text(self) -> Text:
        """The text of the open article; empty where none is open."""
        return self.map.text

    def show(self, article: Article, width: int, offset: int | None = None, paragraph: int | None = None) -> None:
        """Open an article for a pane ``width`` cells wide, the code point ``offset`` in the first row.

        ``paragraph`` is current if it is shown further down, else the first in view is.
        """
        self.article = article
        self.current = 1
        self._layers = {"block": _block_layer(article)}
        self._brackets = Brackets()
        self._used = self._kept = self._remarked = frozenset()
        self.lay_out(width)
        self.show_offset(offset or 0)
        rows = self.map.rows[self.scroll_offset.y :]
        below = {row.paragraph for row in rows if row.words}
        self.current = paragraph if paragraph in below else min(below, default=1)

    def lay_out(self, width: int | None = None) -> None:
        """Divide the article into rows anew, for a width in cells where it has changed."""
        article = self.article
        if article is None:
            return
        self._width = width or self._width
        hidden = foldable(article) if self.folded else frozenset()
        self.map = TextMap(article.text, min(self.measure, self.room), hidden.__contains__, self._brackets)
        self.set_rows(len(self.map))
        self.redraw()

    @property
    def room(self) -> int:
        """The cells the pane has for a row of text."""
        return max(1, self._width - MARGIN - EDGE)

    def toggle_highlights(self) -> None:
        """Highlight names, dates and quantities, or not."""
        self.highlights = not self.highlights
        self._bracket()
        self.redraw()

    def redraw(self) -> None:
        """Draw every row anew."""
        self._strips.clear()
        self.refresh()

    def set_layer(self, name: str, marks: Iterable[Mark]) -> None:
        """Lay marks over the text; an empty layer takes them away."""
        self._layers[name] = Layer(marks)
        if name == ENTITY:
            self._bracket()
        self.redraw()

    def _bracket(self) -> None:
        """Put brackets around the names whose type has no other sign; what was read stays in view."""
        bracketed = self.app.palette.bracketed if self.highlights else ()
        brackets = Brackets((mark.start, mark.end) for mark in self.marks(ENTITY) if mark.style in bracketed)
        if brackets.ranges != self._brackets.ranges:
            self._brackets = brackets
            self._lay_out_in_place()

    def marks(self, name: str) -> Sequence[Mark]:
        """The marks of a layer in the order of the text."""
        return self._layers[name].marks if name in self._layers else ()

    def set_flags(self, used: Iterable[int], kept: Iterable[int], remarked: Iterable[int] = ()) -> None:
        """Which paragraphs the comparison rests on (◆), hold a bookmark (■), or other records contradict (!)."""
        self._used, self._kept, self._remarked = frozenset(used), frozenset(kept), frozenset(remarked)
        self.redraw()

    # Places

    @property
    def top_offset(self) -> int:
        """The code point at the beginning of the first row in view."""
        return self.map.offset_at(self.scroll_offset.y, 0)

    @property
    def paragraph(self) -> Paragraph | None:
        """The current paragraph; ``None`` where the article has none."""
        paragraphs = self.text.paragraphs
        return paragraphs[self.current - 1] if 1 <= self.current <= len(paragraphs) else None

    @property
    def percent(self) -> int:
        """How much of the text lies above the lower edge, in per cent."""
        if not len(self.map):
            return 100
        return min(100, round(100 * (self.scroll_offset.y + self.size.height) / len(self.map)))

    def show_offset(self, offset: int) -> None:
        """Scroll so that a code point stands in the first row."""
        self.scroll_to_row(self._row_at(offset))

    def _row_at(self, offset: int) -> int:
        return self.map.row_of(offset) if offset else 0

    def scroll_to_row(self, row: int) -> None:
        """Put a row at the upper edge, at once; a current paragraph that is out of view then gives way to one in it."""
        before = self.scroll_offset.y
        super().scroll_to_row(row)
        # Where the reader is from now on, whatever the size of the pane makes of it meanwhile.
        self._place = self.top_offset if self.scroll_offset.y else 0
        if self.scroll_offset.y != before and self.map.rows:
            self.keep_current_in_view()

    def _to_place(self) -> None:
        """Back to where the reader was before the rows or the size were others, the current paragraph in view."""
        row, height = self._row_at(self._place), self.size.height
        own = [index for index, each in enumerate(self.map.rows) if each.paragraph == self.current and each.words]
        if own and height and not set(own) & set(range(row, row + height)):
            row = own[0] - height + 1 if own[0] > row else own[-1]
        super().scroll_to_row(row)

    def reveal(self, start: int, end: int) -> None:
        """Bring a passage into view, unfolding it where it is folded, and make its paragraph current."""
        if not self.map.rows:
            return
        self._awaited = None
        if not self.size.height:  # not laid out yet, or in a view that was hidden until now
            self._awaited = (start, end)
        if self.map.rows[self.map.row_of(start)].fold:
            self.folded = False
            self._lay_out_in_place()
        first, last = self.map.row_of(start), self.map.row_of(max(start, end - 1))
        y, height = self.scroll_offset.y, self.size.height
        if height and (first < y or last >= y + height):
            self.scroll_to_row(first - max(1, (height - (last - first)) // 3))
        self.set_current(self.map.rows[first].paragraph)

    def unfold(self, start: int, end: int) -> None:
        """Show all of a passage, also what is folded away between its ends."""
        rows = self.map.rows[self.map.row_of(start) : self.map.row_of(max(start, end - 1)) + 1]
        if any(row.fold for row in rows):
            self.folded = False
            self._lay_out_in_place()

    def set_current(self, paragraph: int) -> None:
        """Make a paragraph the current one."""
        if paragraph != self.current:
            changed = (self.current, paragraph)
            self.current = paragraph
            view = range(self.scroll_offset.y, self.scroll_offset.y + self.size.height)
            for row in [each for each in self._strips if self._paragraph_of(each) in changed]:
                del self._strips[row]
                if row in view:
                    self.refresh_line(row)
        self.post_message(self.PlaceChanged())

    def _paragraph_of(self, row: int) -> int:
        return self.map.rows[row].paragraph if row < len(self.map.rows) else 0

    def keep_current_in_view(self) -> None:
        """Where the current paragraph is out of view, take the nearest that is not."""
        y = self.scroll_offset.y
        view = self.map.rows[y : y + max(1, self.size.height)]
        shown = [row.paragraph for row in view if row.words]
        if shown and self.current not in shown:
            whole = [row.paragraph for row in view if row.first and row.words]
            below = self.current < shown[0]
            self.set_current((whole or shown)[0] if below else (whole or shown)[-1])
        else:
            self.post_message(self.PlaceChanged())

    @property
    def shown_paragraphs(self) -> list[int]:
        """The numbers of the paragraphs that are not folded away."""
        return [row.paragraph for row in self.map.rows if row.first and row.words]

    def toggle_fold(self) -> None:
        """Fold boilerplate away, or show it."""
        self.folded = not self.folded
        self._lay_out_in_place()

    # Drawing

    @property
    def text_left(self) -> int:
        """The cell at which the column of text begins."""
        return MARGIN + max(0, (self.size.width - MARGIN - EDGE - self.map.width) // 2)

    def render_line(self, y: int) -> Strip:
        """A row of the viewport as a strip."""
        row = y + self.scroll_offset.y
        found = self._strips.get(row)
        if found is None:
            found = self._strips[row] = self._draw_row(row)
        return found

    def _draw_row(self, index: int) -> Strip:
        width = self.size.width
        if self.article is None or index >= len(self.map.rows):
            return self.draw((), width)
        row = self.map.rows[index]
        line: list[Piece] = [(" " * (self.text_left - MARGIN), ""), *self._margin(row)]
        if row.fold:
            line.append((fold_note(self.article, row, self.fold_key, self.room), "fold"))
        elif row.words:
            line += self._words(row)
        return self.draw(line, width)

    def _margin(self, row: Row) -> list[Piece]:
        here = row.paragraph == self.current and row.words
        cursor = ("▌" if here else " ", "marker")
        if not row.first or row.fold:
            return [cursor, (" " * (MARGIN - 1), "")]
        flag = FLAGS[row.paragraph in self._used, row.paragraph in self._kept]
        number = (f"{row.paragraph:>3}", "fainter")
        if row.paragraph not in self._remarked:
            return [cursor, number, (f"{flag} ", "accent")]
        if row.paragraph > 99:  # no room before the number
            return [cursor, number, ("! ", "alert")]
        return [cursor, ("!", "alert"), (f"{row.paragraph:>2}", "fainter"), (f"{flag} ", "accent")]

    def _words(self, row: Row) -> list[Piece]:
        layers = {name: layer for name, layer in self._layers.items() if name != ENTITY or self.highlights}
        value = self.text.value
        pieces: list[Piece] = []
        # White space at which a row was broken carries no highlight.
        solid = row.start + len(value[row.start : row.end].rstrip())
        for start, end, styles in runs(row.start, solid, layers):
            pieces.append((self.map.brackets.around(value[start:end], start, end), " ".join(styles)))
        return pieces

    # Mouse and size

    def on_click(self, event: events.Click) -> None:
        """Make the paragraph under the mouse current; a fold opens."""
        index = event.y + self.scroll_offset.y
        if index < len(self.map.rows) and not self.map.rows[index].blank:
            if self.map.rows[index].fold:
                self.toggle_fold()
            else:
                self.set_current(self.map.rows[index].paragraph)

    def on_resize(self) -> None:
        """Lay the text out for the new width; what was read stays in view."""
        if self.article is None or not self.size.width:
            return
        if self.size.width != self._width:
            self.lay_out(self.size.width)
        self._to_place()
        if self._awaited is not None:
            self.reveal(*self._awaited)
        self.post_message(self.PlaceChanged())


def _block_layer(article: Article) -> Layer:
    return Layer(Mark(block.start, block.end, f"{block.type}") for block in article.blocks if block.type != "body")
