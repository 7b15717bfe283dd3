"""The two kinds of widget everything is drawn with: a bar of one row, and a list of rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial
from itertools import accumulate, chain
from typing import ClassVar

from rich.style import Style
from textual import events, getters
from textual.app import App
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from . import strips
from .palette import Palette
from .strips import Line, Piece, spread

_ENDLESS = 100_000
"""Cells of a row wide enough for all it says."""


class Painted(App[None]):
    """An application with a palette, in a terminal."""

    @property
    def palette(self) -> Palette:
        """The styles for the theme in use."""
        raise NotImplementedError

    def save(self) -> None:
        """Keep what is being written, before an end that the user did not choose."""
        raise NotImplementedError

    def send(self, sequence: str) -> None:
        """Write an escape sequence to the terminal, beside what is drawn."""
        raise NotImplementedError

    def paint(self, theme: str) -> None:
        """Draw in the colours of a theme, as far as the terminal has them."""
        raise NotImplementedError

    @property
    def wheel(self) -> int:
        """Rows a notch of the mouse wheel scrolls."""
        raise NotImplementedError


def filtered(widget: Widget, rows: list[Strip]) -> list[Strip]:
    """Rows of a widget without colour where there is to be none."""
    for filter in widget.get_line_filters():
        rows = [each.apply_filter(filter, widget.background_colors[1]) for each in rows]
    return rows


class Drawn(Widget):
    """A widget drawn line by line from pieces, in the styles of the application's palette."""

    app = getters.app(Painted)
    # Textual's own would lay out and paint the whole screen anew whenever one widget has more rows than before.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    BORDERED: ClassVar[bool] = False
    """Whether the stylesheet gives it a border or padding; where not, no row need be worked out around them."""
    _base: Style | None = None
    _blank: Strip | None = None

    @property
    def size(self) -> Size:
        """The size of what is drawn, in cells."""
        # Just mounted and not laid out yet, it has no size of its own, and the layout tells which it will have.
        return self.outer_size if self.outer_size and not self.BORDERED else super().size

    def notify_style_update(self) -> None:
        """Forget the widget's own style: the theme, the focus or a class has changed."""
        super().notify_style_update()
        self._base = self._blank = None

    def draw(self, line: Sequence[Piece], width: int, over: str = "") -> Strip:
        """A line as a strip of ``width`` cells, on the widget's own style with the styles ``over`` on top."""
        base = self._base
        if base is None:
            base = self._base = self.rich_style
        if not line and not over:
            if self._blank is None or self._blank.cell_length != width:
                self._blank = Strip.blank(width, base)
            return self._blank
        palette = self.app.palette
        if over:
            base = palette.on(base, over)
        return strips.strip(line, width, partial(palette.on, base))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a part of the widget, as :meth:`render_line` has them.

        Without a border nothing is left for Textual to lay around them, which would take longer than to draw them.
        """
        if self.BORDERED:
            return super().render_lines(crop)
        return self.as_shown([self.render_line(y) for y in crop.line_range], crop)

    def as_shown(self, rows: list[Strip], crop: Region) -> list[Strip]:
        """Rows as wide as the widget, cut to the part asked for, and without colour where there is to be none."""
        if crop.column_span != (0, self.outer_size.width):
            rows = [each.crop(*crop.column_span) for each in rows]
        return filtered(self, rows)


class Scroller(Drawn, ScrollView, can_focus=True):
    """Rows drawn line by line, more than fit; without scroll bars, which are widgets too, and never sideways."""

    DEFAULT_CSS = "Scroller { height: 1fr; background: $background; overflow: hidden hidden; }"

    def scroll_to_row(self, row: int) -> None:
        """Put a row at the upper edge, at once."""
        self.scroll_to(y=max(0, row), animate=False, immediate=True, force=True)

    def set_rows(self, count: int) -> None:
        """Say how many rows there are."""
        self.virtual_size = Size(1, max(1, count))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.scroll_to_row(self.scroll_offset.y + self.app.wheel)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.scroll_to_row(self.scroll_offset.y - self.app.wheel)

    @property
    def page_rows(self) -> int:
        """Rows of a page: those in sight but one, so that one can read on."""
        return max(1, self.size.height - 1)

    def scroll_rows(self, rows: int) -> None:
        """Scroll by so many rows, at most to either end."""
        self.scroll_to_row(self.scroll_offset.y + rows)

    # Commands

    def do_down(self) -> None:
        """One row down."""
        self.scroll_rows(1)

    def do_up(self) -> None:
        """One row up."""
        self.scroll_rows(-1)

    def do_page_down(self) -> None:
        """One page down."""
        self.scroll_rows(self.page_rows)

    def do_page_down_space(self) -> None:
        """One page down."""
        self.do_page_down()

    def do_page_up(self) -> None:
        """One page up."""
        self.scroll_rows(-self.page_rows)

    def do_half_down(self) -> None:
        """Half a page down."""
        self.scroll_rows(max(1, self.size.height // 2))

    def do_half_up(self) -> None:
        """Half a page up."""
        self.scroll_rows(-max(1, self.size.height // 2))

    def do_top(self) -> None:
        """To the first row."""
        self.scroll_to_row(0)

    def do_bottom(self) -> None:
        """To the last row."""
        self.scroll_to_row(self.virtual_size.height)


class Sharing(Widget):
    """A view that shares its width out itself."""

    def share(self, width: int) -> None:
        """Give the first of two columns ``width`` cells; 0 puts one below the other."""
        raise NotImplementedError


class Bar(Drawn):
    """One row with pieces at its left and right end."""

    DEFAULT_CSS = "Bar { height: 1; background: $background; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.left: Line = ()
        self.right: Line = ()

    def show(self, left: Line, right: Line = ()) -> None:
        """Draw these pieces from now on."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  (there is one row)
        """The row as a strip."""
        width = self.size.width
        return self.draw(spread(self.left, self.right, width), width)

    @property
    def words(self) -> str:
        """What the bar says, for people who read the program rather than the screen."""
        return "".join(words for words, _ in (*self.left, *self.right))


class RowList(Scroller):
    """A list of items, each one or more rows high, with a cursor; drawn line by line, so its length costs nothing.

    Subclasses say how many items there are, how each is drawn, how high it is, and which can be chosen.
    """

    class Moved(Message):
        """The cursor of a list stands on another item."""

        def __init__(self, list: RowList, index: int) -> None:
            super().__init__()
            self.list = list
            self.index = index

    class Chosen(Message):
        """The user opened an item of a list."""

        def __init__(self, list: RowList, index: int) -> None:
            super().__init__()
            self.list = list
            self.index = index

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor = 0
        self._tops: list[int] = [0]

    # What a subclass gives

    @property
    def count(self) -> int:
        """How many items there are."""
        raise NotImplementedError

    def height_of(self, index: int) -> int:  # noqa: ARG002  (a subclass with higher items looks at it)
        """An item's height in rows."""
        return 1

    def lines(self, index: int, width: int) -> Sequence[Line]:
        """An item's rows, each at most ``width`` cells."""
        raise NotImplementedError

    def said(self, index: int) -> str:
        """All that an item says, however long: what is looked through for words."""
        return "\n".join("".join(words for words, _ in line) for line in self.lines(index, _ENDLESS))

    def choosable(self, index: int) -> bool:  # noqa: ARG002  (a subclass with headings looks at it)
        """Whether the cursor may stand on an item."""
        return True

    def empty(self) -> Sequence[Line]:
        """What is drawn instead of no items."""
        return ()

    # Keeping in step

    def rebuild(self, cursor: int | None = None) -> None:
        """Take over changed items; the cursor goes to ``cursor`` or stays as near as it can."""
        self._tops = [0, *accumulate(self.height_of(index) for index in range(self.count))]
        self.cursor = self._nearest(self.cursor if cursor is None else cursor)
        self.set_rows(self._tops[-1])
        self._show_cursor()
        self.refresh()

    def _nearest(self, index: int) -> int:
        index = max(0, min(index, self.count - 1))
        for candidate in chain(range(index, self.count), range(index, -1, -1)):
            if self.choosable(candidate):
                return candidate
        return 0

    def move_to_nth(self, number: int) -> None:
        """Put the cursor on the item that is the ``number``-th (from 0) of those that can be chosen."""
        choosable = [index for index in range(self.count) if self.choosable(index)]
        if number < len(choosable):
            self.move(choosable[number])

    def move(self, index: int) -> bool:
        """Put the cursor on an item; false where it stands there already."""
        if not 0 <= index < self.count or index == self.cursor:
            return False
        before, self.cursor = self.cursor, index
        for each in (before, index):
            self.refresh_lines(self._tops[each], self._tops[each + 1] - self._tops[each])
        self._show_cursor()
        self.post_message(self.Moved(self, index))
        return True

    def _show_cursor(self) -> None:
        if not self.count or not self.size.height:
            return
        top, bottom = self._tops[self.cursor], self._tops[self.cursor + 1]
        # A heading above the first item of its group comes into view with it.
        if self.cursor and not self.choosable(self.cursor - 1):
            top = self._tops[self.cursor - 1]
        y, height = self.scroll_offset.y, self.size.height
        if top < y:
            self.scroll_to_row(top)
        elif bottom > y + height:
            self.scroll_to_row(bottom - height)

    def _step(self, by: int) -> bool:
        index = self.cursor + by
        while 0 <= index < self.count:
            if self.choosable(index):
                return self.move(index)
            index += 1 if by > 0 else -1
        return self.move(self._nearest(0 if by < 0 else self.count - 1)) if abs(by) > 1 else False

    @property
    def _page(self) -> int:
        mean: int = max(1, self._tops[-1] // max(1, self.count))
        return max(1, self.size.height // mean)

    # Commands

    def do_down(self) -> None:
        """One item down."""
        self._step(1)

    def do_up(self) -> None:
        """One item up."""
        self._step(-1)

    def do_page_down(self) -> None:
        """One page down."""
        self._step(self._page)

    def do_page_up(self) -> None:
        """One page up."""
        self._step(-self._page)

    def do_half_down(self) -> None:
        """Half a page down."""
        self._step(max(1, self._page // 2))

    def do_half_up(self) -> None:
        """Half a page up."""
        self._step(-max(1, self._page // 2))

    def do_top(self) -> None:
        """To the first item."""
        self.move(self._nearest(0))

    def do_bottom(self) -> None:
        """To the last item."""
        self.move(self._nearest(self.count - 1))

    def _group_step(self, by: int) -> None:
        heads = [index for index in range(1, self.count) if not self.choosable(index - 1) and self.choosable(index)]
        ahead = [each for each in heads if (each > self.cursor if by > 0 else each < self.cursor)]
        if ahead:
            self.move(ahead[0] if by > 0 else ahead[-1])

    def do_next_group(self) -> None:
        """To the first item below the next heading."""
        self._group_step(1)

    def do_previous_group(self) -> None:
        """To the first item below this heading, or below the one before."""
        self._group_step(-1)

    def choose(self) -> None:
        """Say that the item under the cursor is to be opened."""
        if self.count:
            self.post_message(self.Chosen(self, self.cursor))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """A row of the viewport as a strip."""
        width = self.size.width
        if not self.count:
            lines = self.empty()
            return self.draw(lines[y] if y < len(lines) else (), width)
        row = y + self.scroll_offset.y
        if row >= self._tops[-1]:
            return self.draw((), width)
        index = bisect_right(self._tops, row) - 1
        line = self.lines(index, width)[row - self._tops[index]]
        if index == self.cursor and self.choosable(index):
            over = "cursor" if self.has_focus else "cursor-blurred"
            return self.draw([("▌", "marker"), *line], width, over)
        return self.draw([(" ", ""), *line], width)

    # Mouse and size

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a click on the cursor opens."""
        row = event.y + self.scroll_offset.y
        if row >= self._tops[-1]:
            return
        index = bisect_right(self._tops, row) - 1
        if self.choosable(index) and not self.move(index):
            self.choose()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._show_cursor()

    def on_focus(self) -> None:
        """Draw the cursor as active."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor as resting."""
        self.refresh()
