"""The proof panel: the words that prove a cell, with voice and speaker, below the table; enlarged, a row's as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.strip import Strip

from ..dossier.anchor import FATES
from ..dossier.comparison import VOICE_NAMES
from ..dossier.evidence import Passage, passage_remarks
from ..dossier.folder import Dossier
from ..dossier.text import EMPTY, Clean
from ..dossier.worddiff import Stretch, diff_words
from .arrangement import wrapped
from .matrix import Field
from .strips import Line, Piece, fit
from .widgets import Scroller
from .wrap import wrap

_ABOUT_ROWS = 3
"""The most rows of what is said about a cell, while the panel is small."""


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
        self._lines: list[Line] = []

    @property
    def peeking(self) -> bool:
        """Whether the panel is enlarged."""
        return self.has_class("peek")

    def show(self, sections: Sequence[tuple[Clean, Field]], title: Clean = EMPTY) -> None:
        """Show cells, each under its place in words; ``title`` stands in the rule above them."""
        self._sections, self._title = sections, title
        self.scroll_to_row(0)
        self._lay_out()

    def enlarge(self, enlarged: bool) -> None:
        """Peek, or no longer."""
        self.set_class(enlarged, "peek")

    def _lay_out(self) -> None:
        width = max(1, self.size.width - 1)
        self._lines = []
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
        for words in wrapped(field.changed, width) if field.changed else ():
            yield [(f" {words}", "accent")]
        if field.note:
            yield from ([(f" {words}", "accent")] for words in wrapped(f"Your note: {Clean.line(field.note)}", width))
        about = wrapped(field.about, width) if field.about else []
        yield from ([(f" {words}", "faint")] for words in (about if self.peeking else about[:_ABOUT_ROWS]))

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
        """The passages of the base, and word by word what is other here."""
        base = field.base
        if base is None or not base.passages or not field.passages:
            return
        yield ()
        yield [(" Word by word, from the base [-removed-] to here {+added+}", "strong")]
        yield from _rows(diff_words(_all_words(base), _all_words(field)), width)
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
            title = f"─ {self._title} " if self._title else ""
            return self.draw([(title, "heading"), ("─" * max(0, width - len(title)), "rule")], width)
        row = y - 1 + self.scroll_offset.y
        return self.draw(self._lines[row] if row < len(self._lines) else (), width)

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


_SIGNS = {"kept": ("", "", ""), "removed": ("[-", "-]", "removed"), "added": ("{+", "+}", "added")}


def _all_words(field: Field) -> str:
    return "\n".join(each.evidence.quote.exact for each in field.passages)


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
