"""The proof panel: the words that prove a cell, with voice and speaker, below the table; enlarged, a row's as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.strip import Strip

from ..dossier.anchor import FATES
from ..dossier.comparison import VOICE_NAMES
from ..dossier.evidence import Passage, passage_remarks
from ..dossier.folder import Dossier
from ..dossier.text import EMPTY, Clean
from ..dossier.worddiff import Stretch, diff_words, pair_alike
from .arrangement import wrapped
from .matrix import Field
from .strips import Line, Piece, fit
from .widgets import Scroller
from .wrap import cells, wrap

_ABOUT_ROWS = 3
"""The most rows of each thing said about a cell, while the panel is small."""
_PROOF_ROWS = 3
"""The rows of the small panel that are left for the cell's place, and for a passage with its own."""


class ProofPanel(Scroller):
    """Passages, stacked. Small, it shows the cell under the cursor; enlarged (*peeking*), it scrolls."""

    DEFAULT_CSS = """
    ProofPanel { height: 7; max-height: 35%; }
    .layout-three ProofPanel { height: 10; }
    ProofPanel.peek { height: 70%; max-height: 70%; }
    .zen ProofPanel { display: none; }
    """
    SCOPED_CSS = False  # what stands above it decides too

    def __init__(self, dossier: Dossier, *, id: str) -> None:
        super().__init__(id=id)
        self._dossier = dossier
        self._sections: Sequence[tuple[Clean, Field]] = ()
        self._title = EMPTY
        self._way_on = EMPTY
        self._lines: list[Line] = []
        self._left_out = 0
        """Rows of what is said about the cell that the small panel leaves out."""

    @property
    def peeking(self) -> bool:
        """Whether the panel is enlarged."""
        return self.has_class("peek")

    def show(self, sections: Sequence[tuple[Clean, Field]], title: Clean = EMPTY, way_on: Clean = EMPTY) -> None:
        """Show cells, each under its place in words; ``title`` stands in the rule above them.

        Where there are more rows than fit, the rule says how many, and ``way_on`` how to see them.
        """
        self._sections, self._title, self._way_on = sections, title, way_on
        self.scroll_to_row(0)
        self._lay_out()

    def enlarge(self, enlarged: bool) -> None:
        """Peek, or no longer."""
        self.set_class(enlarged, "peek")

    def _lay_out(self) -> None:
        width = max(1, self.size.width - 1)
        self._lines, self._left_out = [], 0
        if self.size.width:
            for place, field in self._sections:
                if self._lines:
                    self._lines.append(())
                self._lines += self._about(place, field, width)
                for passage in field.passages:
                    self._lines += self._passage(passage, width)
            if self.peeking and len(self._sections) == 1:
                self._lines += self._difference(self._sections[0][1], width)
        self.set_rows(len(self._lines) + 1)
        self.refresh()

    def _about(self, place: Clean, field: Field, width: int) -> Iterator[Line]:
        flags = " · stale" if field.stale else ""
        flags += " · reviewed" if field.reviewed else ""
        yield [(f" {fit(f'{place}{flags}', width)}", "strong")]
        note = f"Your note: {Clean.line(field.note)}" if field.note else ""
        said = ((field.changed, "accent"), (note, "accent"), (field.about, "faint"))
        parts = [(wrapped(words, width), style) for words, style in said if words]
        room = self.size.height - 1 - _PROOF_ROWS
        for left, (rows, style) in zip(range(len(parts), 0, -1), parts, strict=True):
            shown = rows if self.peeking else _first(rows, max(1, min(_ABOUT_ROWS, room // left)), width)
            room -= len(shown)
            self._left_out += len(rows) - len(shown)
            yield from ([(f" {row}", style)] for row in shown)

    def _passage(self, passage: Passage, width: int) -> Iterator[Line]:
        """Where a passage stands and whose it is, its words, and what other records say of them."""
        remarks = passage_remarks(self._dossier, passage)
        mark = " !" if remarks else ""
        yield [(mark, "alert"), (fit(f" {_about(passage)}", width + 1 - len(mark)), "faint")]
        if passage.diff:
            yield from _rows(passage.diff, width)
        else:
            quoted = wrapped(passage.evidence.quote.exact.replace("\n", " "), width)
            yield from ([(f" {words}", "")] for words in quoted)
        for each in remarks:
            yield from ([(f" {words}", "faint")] for words in wrapped(f"! {each.remark.line}", width))

    def _difference(self, field: Field, width: int) -> Iterator[Line]:
        """Passage by passage what is other here, and the passages of the base."""
        base = field.base
        if base is None or not base.passages or not field.passages:
            return
        yield ()
        yield [(" Word by word, from the base [-removed-] to here {+added+}", "strong")]
        for old, new in pair_alike(base.passages, field.passages, _quoted):
            yield from ([(f" {words}", "faint")] for words in wrapped(_compared(old, new), width))
            yield from _rows(diff_words(_quoted(old), _quoted(new)), width)
        yield ()
        yield [(" At the base", "strong")]
        for passage in base.passages:
            yield from self._passage(passage, width)

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """The rule, which stays, or a row as a strip."""
        width = self.size.width
        if y == 0:
            return self.draw(self._rule(width), width)
        row = y - 1 + self.scroll_offset.y
        return self.draw(self._lines[row] if row < len(self._lines) else (), width)

    def _rule(self, width: int) -> Line:
        unseen = max(0, len(self._lines) - self.scroll_offset.y - (self.size.height - 1)) + self._left_out
        more = " · ".join(each for each in (f" {unseen} more", self._way_on) if each) + " ─" if unseen else ""
        title = fit(f"─ {self._title} " if self._title else "", width - cells(more))
        return [(title, "heading"), ("─" * (width - cells(title) - cells(more)), "rule"), (more, "faint")]

    @property
    def page_rows(self) -> int:
        """Rows of a page; the rule is not one of them."""
        return max(1, self.size.height - 2)


def _about(passage: Passage) -> str:
    evidence = passage.evidence
    speaker = evidence.speaker or ""
    if passage.carried_from:
        speaker += f" (named in {passage.carried_from})"
    place = f"¶{passage.paragraph}" if passage.paragraph else ""
    fate = FATES.get(passage.resolution.status)
    return " · ".join(part for part in (place, fate, VOICE_NAMES[evidence.voice], speaker) if part)


def _first(rows: list[str], most: int, width: int) -> list[str]:
    """The first rows, with an ellipsis where there are more."""
    if len(rows) <= most:
        return rows
    return [*rows[: most - 1], fit(" ".join(rows[most - 1 :]), width)]


def _quoted(passage: Passage | None) -> str:
    return "" if passage is None else passage.evidence.quote.exact


def _compared(old: Passage | None, new: Passage | None) -> str:
    """Whose words are compared, those at the base first; which of them have nothing like them on the other side."""
    if old is None:
        return f"only here: {_about(new)}" if new is not None else ""
    return f"only at the base: {_about(old)}" if new is None else f"{_about(old)} → {_about(new)}"


_SIGNS = {"kept": ("", "", ""), "removed": ("[-", "-]", "removed"), "added": ("{+", "+}", "added")}


def _rows(stretches: Sequence[Stretch], width: int) -> Iterator[Line]:
    """The stretches as one wrapped paragraph, each in its style."""
    words, ends = "", []
    for each in stretches:
        before, after, style = _SIGNS[each.edit]
        words += f"{before}{each.words}{after}"
        ends.append((len(words), style))
    for start, end in wrap(words, width):
        line: list[Piece] = [(" ", "")]
        done = start
        for last, style in ends:
            if done < min(last, end):
                line.append((words[done : min(last, end)], style))
                done = min(last, end)
        yield line
