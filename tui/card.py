"""Cards: what is known of a source, each with its basis and the reason; and remarks, each with its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from textual.strip import Strip

from ..dossier.article import Article, Known
from ..dossier.evidence import PlacedRemark
from ..dossier.folder import DOSSIER
from ..dossier.problems import DossierError
from ..dossier.text import Clean
from .strips import Line, pad
from .widgets import Scroller
from .wrap import cells, wrap

_LABEL = 11
_WIDEST = 100
"""The most cells of a row of words: more is hard to read."""


Fact: TypeAlias = tuple[str, str, str]
"""A label, what is known, and how."""


class Card(Scroller):
    """A panel below the panes; it grows to what it has to say, up to the height its style allows, and then scrolls."""

    DEFAULT_CSS = "Card { max-height: 65%; }"

    def __init__(self, title: Clean, facts: Sequence[Fact], *, id: str) -> None:
        super().__init__(id=id)
        self._title = title
        self._facts = facts
        self._lines: list[Line] = []

    def on_mount(self) -> None:
        """Wrap for the width at hand, so that the first layout has the right height."""
        self._lay_out(self.app.size.width)

    def tell(self, title: Clean, facts: Sequence[Fact]) -> None:
        """Show something else."""
        self._title, self._facts = title, facts
        self.scroll_to_row(0)
        self._lay_out(self.size.width)

    def _lay_out(self, width: int) -> None:
        head = f"─ {self._title} "
        self._lines = [[(head, "heading"), ("─" * max(0, width - cells(head)), "rule")]]
        for label, value, reason in self._facts:
            self._lines += _fact(label, value, reason, width)
        self.styles.height = len(self._lines)
        self.set_rows(len(self._lines))
        self.refresh()

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out(self.size.width)

    def render_line(self, y: int) -> Strip:
        """A row as a strip."""
        row = y + self.scroll_offset.y
        return self.draw(self._lines[row] if row < len(self._lines) else (), self.size.width)


class SourceCard(Card):
    """All that is known of an article's source."""

    def __init__(self, article: Article, cited_as: str, *, id: str) -> None:
        super().__init__(article.id, [*_facts(article, cited_as)], id=id)

    def show(self, article: Article, cited_as: str) -> None:
        """Show another article's card; ``cited_as`` is its key in bibliographies."""
        self.tell(article.id, [*_facts(article, cited_as)])


def remark_facts(remarks: Iterable[PlacedRemark]) -> Iterator[Fact]:
    """What other records say of an article's words, and the records."""
    for placed in remarks:
        remark, record = placed.remark, placed.remark.record
        yield "Printed", f"¶{placed.paragraph}", Clean.line(remark.pin.quote.exact)
        yield "Elsewhere", remark.says, ""
        yield "Record", record.title, f"{record.publisher}, {record.long_date()}, {record.url}"


def _facts(article: Article, cited_as: str) -> Iterator[Fact]:
    yield _known("Headline", article.headline)
    yield _known("Outlet", article.outlet)
    if article.agency:
        yield _known("Agency", article.agency)
    if article.byline:
        yield _known("Byline", article.byline)
    date = article.published
    if date is None:
        yield "Published", "not known", ""
    else:
        span = "" if date.earliest == date.latest else f" ({date.span()})"
        yield "Published", f"{date.long()}{span}", date.grounds()
    if article.url:
        yield _known("Address", article.url)
    if None in (article.headline, article.outlet, date):
        yield "To tell", DOSSIER, "in the dossier’s folder can name what is not known; natoreader check reads it over"
    yield "Cited as", f"@{cited_as}", "in the bibliography beside an export"
    yield "File", article.file, _encoding(article)
    words, paragraphs = article.text.count_words(), len(article.text.paragraphs)
    size = f"{words} word{'s' * (words != 1)}, {paragraphs} paragraph{'s' * (paragraphs != 1)}"
    yield "Text", f"{size}, sha256 {article.text.sha256[:8]}", ""


def _known(label: str, known: Known | None) -> Fact:
    return (label, known.value, f"{known.basis}: {known.reason}") if known else (label, "not known", "")


def _encoding(article: Article) -> str:
    try:
        decoded = article.decoded
    except DossierError as error:
        return str(error)
    return f"{decoded.encoding}{', guessed' if decoded.guessed else ''}"


def _fact(label: str, value: str, reason: str, width: int) -> Iterator[Line]:
    words = f"{value}  {reason}" if reason else value
    head = pad(f" {label}", _LABEL)
    for start, end in wrap(words, max(8, min(_WIDEST, width - _LABEL - 1))):
        cut = max(start, min(len(value), end))
        yield [(head, "heading"), (words[start:cut], "strong"), (words[cut:end], "faint")]
        head = " " * _LABEL
