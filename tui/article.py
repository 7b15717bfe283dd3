"""The article pane: the commands that move in the text, and the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import events

from ..dossier.article import Article
from .layers import EVIDENCE, HIT, SELECTION, Mark
from .textpane import TextPane

if TYPE_CHECKING:
    from .selection import Selection


class Unmoved(NamedTuple):
    """That the moving end of a selection found no edge of a unit to go to; ``smaller``: it would have shrunk."""

    unit: str
    smaller: bool


class ArticlePane(TextPane):
    """The open article, with a current paragraph and perhaps a selection for commands to act on."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.selection: Selection | None = None
        self.unmoved: Unmoved | None = None
        """Why the last command left the selection as it was, until somebody has said it."""
        self._pressed: int | None = None
        """The code point at which the mouse was pressed, while it is."""
        self._dragged = False

    def show(self, article: Article, width: int, offset: int | None = None, paragraph: int | None = None) -> None:
        """Open an article; nothing in it is selected."""
        self.selection = None
        super().show(article, width, offset, paragraph)

    @property
    def passage(self) -> tuple[int, int] | None:
        """What a command acts on: the selection, else the current paragraph, as code points."""
        if self.selection is not None:
            return self.selection.range
        return None if self.paragraph is None else (self.paragraph.start, self.paragraph.end)

    # Commands

    def scroll_rows(self, rows: int) -> None:
        """Scroll; at an edge the current paragraph still moves."""
        before = self.scroll_offset.y
        self.scroll_to_row(min(max(0, len(self.map) - self.size.height), before + rows))
        if self.scroll_offset.y == before:
            self._step_paragraph(1 if rows > 0 else -1)

    def do_top(self) -> None:
        """To the first row."""
        self.scroll_to_row(0)
        self.set_current(next(iter(self.shown_paragraphs), 1))

    def do_bottom(self) -> None:
        """To the last row."""
        self.scroll_to_row(len(self.map) - self.size.height)
        self.set_current(next(reversed(self.shown_paragraphs), 1))

    def _step_paragraph(self, by: int) -> None:
        shown = self.shown_paragraphs
        ahead = [each for each in shown if (each > self.current if by > 0 else each < self.current)]
        if ahead:
            target = ahead[0] if by > 0 else ahead[-1]
            row = next(i for i, each in enumerate(self.map.rows) if each.words and each.paragraph == target)
            if not self.scroll_offset.y <= row < self.scroll_offset.y + self.size.height:
                self.scroll_to_row(row - (0 if by > 0 else self.size.height // 3))
            self.set_current(target)

    def do_next_paragraph(self) -> None:
        """To the next paragraph; while selecting, take it in."""
        if not self._grow("paragraph", 1):
            self._step_paragraph(1)

    def do_previous_paragraph(self) -> None:
        """To the paragraph before; while selecting, give one up."""
        if not self._grow("paragraph", -1):
            self._step_paragraph(-1)

    # Selecting

    def _select(self, unit: str) -> None:
        if self.selection is not None:
            self.clear_selection()
            return
        if self.paragraph is None:
            return
        from .selection import Selection  # imported late: the first screen does without

        marked = [mark for mark in self.marks(HIT) or self.marks(EVIDENCE) if mark.style.endswith("-current")]
        self.selection = Selection.begin(self.text, marked[0].start if marked else self.paragraph.start, unit)
        self._show_selection()

    def do_select(self) -> None:
        """Begin a selection with the sentence at hand, or end it."""
        self._select("sentence")

    def do_select_paragraph(self) -> None:
        """Begin a selection with the current paragraph, or end it."""
        self._select("paragraph")

    def _grow(self, unit: str, by: int) -> bool:
        if self.selection is None:
            return False
        before = self.selection
        self.selection = before.grow(self.text, unit, by)
        self._show_selection()
        if self.selection == before:
            self.unmoved = Unmoved(unit, smaller=(by > 0) == before.at_start)
        return True

    def do_next_sentence(self) -> None:
        """While selecting, take in the next sentence."""
        if not self._grow("sentence", 1):
            self._select("sentence")

    def do_previous_sentence(self) -> None:
        """While selecting, give up a sentence."""
        self._grow("sentence", -1)

    def grow_word(self, by: int) -> bool:
        """While selecting, take in or give up a word; false where nothing is selected."""
        return self._grow("word", by)

    def clear_selection(self) -> bool:
        """Select nothing; false where nothing was selected."""
        had = self.selection is not None
        self.selection = None
        self.set_layer(SELECTION, ())
        self.post_message(self.PlaceChanged())
        return had

    def _show_selection(self) -> None:
        if self.selection is None:
            return
        self.set_layer(SELECTION, [Mark(*self.selection.range, "selection")])
        self.reveal(self.selection.moving, self.selection.moving + 1)
        self.post_message(self.PlaceChanged())

    def do_other_end(self) -> None:
        """While selecting, let the other end move."""
        if self.selection is not None:
            self.selection = self.selection.turned()
            self._show_selection()

    # Selecting with the mouse

    def _offset_under(self, event: events.MouseEvent) -> int:
        return self.map.offset_at(event.y + self.scroll_offset.y, max(0, event.x - self.text_left))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where a selection may begin."""
        if event.button == 1 and self.map.rows:
            self._pressed = self._offset_under(event)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select what the mouse is drawn over; at the edges, scroll."""
        if self._pressed is None:
            return
        offset = self._offset_under(event)
        if offset == self._pressed and self.selection is None:
            return
        from .selection import Selection  # imported late: the first screen does without

        self.selection = Selection.between(self.text, self._pressed, offset)
        self._dragged = True
        if not 0 <= event.y < self.size.height:
            self.scroll_rows(1 if event.y > 0 else -1)
        self.set_layer(SELECTION, [Mark(*self.selection.range, "selection")])
        self.post_message(self.PlaceChanged())

    def on_mouse_up(self) -> None:
        """The selection is made; nothing in it stays hidden."""
        if self._dragged and self.selection is not None:  # not sooner: the text would move under the mouse
            self.unfold(*self.selection.range)
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Make the paragraph under the mouse current; twice, select the word, three times the sentence."""
        if self._dragged:
            self._dragged = False
            return
        if event.chain == 1 or not self.map.rows:
            super().on_click(event)
            return
        from .selection import Selection  # imported late: the first screen does without

        unit = "word" if event.chain == 2 else "sentence"
        self.selection = Selection.begin(self.text, self._offset_under(event), unit)
        self._show_selection()
