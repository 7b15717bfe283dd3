"""The timeline pane: the dates that the articles name, and the days they were published, along one axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from textual.geometry import Size
from textual.strip import Strip

from ..dossier.article import Article, date_of, outlet_of
from ..dossier.comparison import Offer
from ..dossier.dated import DatedPassage
from ..dossier.days import Days
from ..dossier.reckoning import in_words
from ..dossier.text import EMPTY, Clean, Paragraph
from ..search.snippet import cut
from .axis import GRID, OFFER, PUBLISHED, Axis, Span, axis, when
from .layers import HIT, Layer, Mark, runs
from .strips import Line, Piece, fit, pad
from .widgets import Drawn, RowList
from .wrap import cells, wrap

_SURE = ("stated", "entered")
_SIGNS = {GRID: "fainter", OFFER: "strong", PUBLISHED: "strong"}


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A row of the timeline: a dated passage of an article, or, where there is none, its publication.

    ``offers`` are those of the comparison that rest on a published article; ``span`` the days, ``None`` where a
    passage cannot be resolved.
    """

    article: Article
    passage: DatedPassage | None = None
    offers: tuple[Offer, ...] = ()

    @property
    def span(self) -> Span | None:
        """The first and the last day."""
        if self.passage is not None:
            return self.passage.days
        published = self.article.published
        return None if published is None else (published.earliest, published.latest)

    @property
    def sure(self) -> bool:
        """Whether the article or the user says which days."""
        known = self.passage if self.passage is not None else self.article.published
        return known is not None and known.basis in _SURE

    @property
    def point(self) -> tuple[date, str] | None:
        """The day of a publication, and its sign."""
        if self.passage is not None or self.article.published is None:
            return None
        return self.article.published.best, OFFER if self.offers else PUBLISHED

    @property
    def paragraph(self) -> Paragraph | None:
        """The paragraph it stands in; of a publication the article's first; none of an empty article."""
        paragraphs = self.article.text.paragraphs
        at = self.passage.paragraph - 1 if self.passage is not None else 0
        return paragraphs[at] if at < len(paragraphs) else None

    @property
    def range(self) -> tuple[int, int]:
        """The code points Enter leads to: the date's; of a publication the article's first paragraph."""
        if self.passage is not None:
            return self.passage.start, self.passage.end
        return (self.paragraph.start, self.paragraph.end) if self.paragraph is not None else (0, 0)

    @property
    def meaning(self) -> Clean:
        """The days in words, and how they are known."""
        if self.passage is not None:
            days = ""
            if self.passage.days is not None:
                days = f"{in_words(Days(*self.passage.days, self.passage.precision))} · "
            basis = f"{self.passage.basis}: " if self.passage.basis else ""
            return Clean(f"{days}{basis}{self.passage.reason}")
        published = self.article.published
        if published is None:
            return Clean("The day of publication is not known.")
        what = "".join(f"; offer “{offer.label}”" for offer in self.offers)
        return Clean(f"Published {published.span()}{what} · {published.grounds()}")


def entries(
    articles: Iterable[Article], dates: Mapping[str, Sequence[DatedPassage]], offers: Iterable[Offer]
) -> list[Entry]:
    """The dates of some articles and their publications by time: by the first day, longer ones first.

    At the end what cannot be resolved, in the order of the articles. A publication of which no day is known is none.
    """
    of_article: dict[str, tuple[Offer, ...]] = {}
    for offer in offers:
        of_article[str(offer.article)] = (*of_article.get(str(offer.article), ()), offer)
    found: list[Entry] = []
    for article in articles:
        if article.published is not None:
            found.append(Entry(article, offers=of_article.get(str(article.id), ())))
        found += [Entry(article, passage) for passage in dates.get(str(article.id), ())]

    def key(entry: Entry) -> tuple[int, int]:
        span = entry.span
        return (date.max.toordinal() + 1, 0) if span is None else (span[0].toordinal(), -span[1].toordinal())

    return sorted(found, key=key)


class Columns(NamedTuple):
    """The cells of a row's columns; those of the source are 0 where there is no room for it."""

    days: int
    axis: int
    source: int


def columns(width: int) -> Columns:
    """The columns of a pane of ``width`` cells; what is left is the words'."""
    if width < 70:
        return Columns(18, width // 4 + 1, 0)
    if width < 110:
        return Columns(18, width // 4, 8)
    return Columns(24, width * 3 // 10, 18)


class AxisBar(Drawn):
    """The axis above the rows: years, and below them the ticks with the days of the offers."""

    DEFAULT_CSS = "AxisBar { height: 2; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._spans: Sequence[Span] = ()
        self._offers: Sequence[date] = ()
        self._lines: tuple[Line, Line] = ((), ())

    def show(self, spans: Sequence[Span], offers: Sequence[date]) -> None:
        """Draw the axis of these dates and offers from now on."""
        self._spans, self._offers = spans, offers
        self._lay_out()

    def _lay_out(self) -> None:
        days, width, _ = columns(self.size.width)
        along = axis(self._spans, width) if self.size.width else None
        self._lines = ((), ())
        if along is not None:
            indent: Piece = (" " * (days + 2), "")
            rule: list[Piece] = [(each, "accent" if each == OFFER else "faint") for each in along.rule(self._offers)]
            self._lines = ([indent, (along.labels(), "strong")], [indent, *rule])
        self.refresh()

    def on_resize(self) -> None:
        """Lay the axis out for the new width."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """A row as a strip."""
        return self.draw(self._lines[y] if y < 2 else (), self.size.width)


class TimelinePane(RowList):
    """A heading a year, then what begins in it: days, bar, source, and the words around the date."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.rows: list[Entry | Clean] = []
        self.entries: Sequence[Entry] = ()
        self._hint = EMPTY
        self._axis: Axis | None = None
        self._spans: list[Span] = []

    @property
    def count(self) -> int:
        """How many rows there are, headings included."""
        return len(self.rows)

    def choosable(self, index: int) -> bool:
        """Dates are, headings are not."""
        return index < len(self.rows) and isinstance(self.rows[index], Entry)

    def show(self, entries: Sequence[Entry], cursor: Entry | None = None) -> None:
        """Show these dates in the order given; the cursor goes to ``cursor`` or to the first."""
        self.entries = entries
        counts = Counter(_group(each) for each in entries)
        self.rows = []
        last: Clean | None = None
        for entry in entries:
            group = _group(entry)
            if group != last:
                self.rows.append(Clean(f"{group} · {counts[group]}"))
                last = group
            self.rows.append(entry)
        self._spans = [entry.span for entry in entries if entry.span is not None]
        self._axis = None
        at = self.rows.index(cursor) if cursor in self.rows else 0
        if not at:
            self.scroll_to_row(0)
        self.rebuild(cursor=at)

    def do_next_year(self) -> None:
        """To the first date of the next year."""
        self.do_next_group()

    def do_previous_year(self) -> None:
        """To the first date of this year, or of the one before."""
        self.do_previous_group()

    def say(self, hint: Clean) -> None:
        """What is shown while, or because, there are no rows."""
        self._hint = hint
        self.refresh()

    @property
    def spans(self) -> Sequence[Span]:
        """The days of all rows."""
        return self._spans

    @property
    def entry(self) -> Entry | None:
        """The date under the cursor."""
        row = self.rows[self.cursor] if self.rows else None
        return row if isinstance(row, Entry) else None

    def lines(self, index: int, width: int) -> Sequence[Line]:
        """A heading, or a date."""
        row = self.rows[index]
        if not isinstance(row, Entry):
            return ([(row, "heading")],)
        days, along, source = columns(width)
        if self._axis is None or self._axis.width != along:
            self._axis = axis(self._spans, along)
        strong = "strong" if row.point is not None else ""
        pieces: list[Piece] = [(pad(_when(row, days), days), strong), (" ", ""), *self._bar(row, along), (" ", "")]
        if source:
            pieces += [(pad(_source(row.article, source), source), "faint"), (" ", "")]
        room = width - 1 - sum(cells(words) for words, _ in pieces)
        return ([*pieces, *_words(row, max(1, room))],)

    def said(self, index: int) -> str:
        """A date, its source, and the words around it; not the axis."""
        row = self.rows[index]
        if not isinstance(row, Entry):
            return super().said(index)
        words = "".join(words for words, _ in _words(row, 2 * len(row.article.text)))
        return f"{_when(row, columns(self.size.width)[0])} {outlet_of(row.article)} {words}"

    def _bar(self, entry: Entry, width: int) -> list[Piece]:
        if entry.span is None or self._axis is None:
            return [(" " * width, "")]
        bar = self._axis.bar(*entry.span, sure=entry.sure, point=entry.point)
        return [("".join(signs), style) for style, signs in groupby(bar, lambda sign: _SIGNS.get(sign, "accent"))]

    def empty(self) -> Sequence[Line]:
        """Why there is nothing."""
        rows = wrap(self._hint, max(1, self.size.width - 2))
        return [[(f" {self._hint[start:end]}", "faint")] for start, end in rows]


def _group(entry: Entry) -> Clean:
    return Clean(str(entry.span[0].year)) if entry.span is not None else Clean("Not resolved")


def _when(entry: Entry, width: int) -> str:
    if entry.span is None:
        return "?"
    return when(*entry.span, width - (not entry.sure)) + ("" if entry.sure else "~")


def _source(article: Article, room: int) -> Clean:
    """Its outlet, in short where it must be; its id where that is not known."""
    if article.outlet is None:
        return article.id
    long = outlet_of(article)
    return long if cells(long) <= room else outlet_of(article, short=True)


def _words(entry: Entry, room: int) -> list[Piece]:
    """The words around a date, with the date lit; of a publication what it is."""
    if entry.passage is None:
        labels = ", ".join(offer.label for offer in entry.offers)
        what = fit(f"Published, offer {labels}: " if entry.offers else "Published: ", room)
        return [(what, "accent"), (fit(entry.article.title, room - cells(what)), "strong")]
    if entry.paragraph is None:
        return []
    first = entry.paragraph.start
    match = entry.passage.start - first, entry.passage.end - first
    part = cut(entry.article.text.words(entry.paragraph), [match], room, cells)
    pieces: list[Piece] = []
    at = 0
    for start, end in part.matches:
        pieces += [(part.text[at:start], ""), (part.text[start:end], "match")]
        at = end
    return [*pieces, (part.text[at:], "")]


_PANEL_ROWS = ((36, 10), (20, 7), (14, 5), (0, 0))
"""From how many rows of the view on the panel has how many."""


class DatePanel(Drawn):
    """What the date under the cursor means and how that is known, and the paragraph it stands in."""

    DEFAULT_CSS = "DatePanel { height: auto; background: $background; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._entry: Entry | None = None
        self._lines: list[Line] = []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Rows as there is room for; none on a low terminal, where they are the list's."""
        return next(rows for least, rows in _PANEL_ROWS if container.height >= least)

    def show(self, entry: Entry | None) -> None:
        """Show a date."""
        self._entry = entry
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(1, self.size.width - 2)
        self._lines = [[("─" * self.size.width, "rule")]]
        if self._entry is not None and self.size.width:
            article = self._entry.article
            number = f"¶{self._entry.passage.paragraph} · " if self._entry.passage is not None else ""
            head = f"{article.id} {number}{outlet_of(article)} · {date_of(article)} · {article.title}"
            self._lines.append([(f" {fit(head, width)}", "strong")])
            meaning = self._entry.meaning
            self._lines += [[(f" {meaning[start:end]}", "accent")] for start, end in wrap(meaning, width)]
            self._lines += self._paragraph(self._entry, width, max(1, self.size.height - len(self._lines)))
        self.refresh()

    @staticmethod
    def _paragraph(entry: Entry, width: int, height: int) -> list[Line]:
        """The rows of the paragraph around the date."""
        paragraph = entry.paragraph
        if paragraph is None:
            return []
        value, (start, end) = entry.article.text.value, entry.range
        marks = [Mark(start, end, "match")] if entry.passage is not None else []
        rows = wrap(entry.article.text.words(paragraph), width)
        at = next((n for n, (_, last) in enumerate(rows) if start < paragraph.start + last), 0)
        top = max(0, min(at - height // 2, len(rows) - height))
        lines: list[Line] = []
        for first, last in rows[top : top + height]:
            parts = runs(paragraph.start + first, paragraph.start + last, {HIT: Layer(marks)})
            lines.append([(" ", ""), *((value[a:b], " ".join(styles)) for a, b, styles in parts)])
        return lines

    def on_resize(self) -> None:
        """Wrap for the new size."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """A row as a strip."""
        return self.draw(self._lines[y] if y < len(self._lines) else (), self.size.width)
