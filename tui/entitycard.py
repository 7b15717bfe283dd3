"""The card of an entity: what a dossier knows of it, each count leading to its passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..dossier.article import Article, date_of, outlet_of
from ..dossier.card import Card
from ..dossier.entities import Entity
from ..dossier.text import EMPTY, Clean
from .concordance import Keyword
from .strips import Line, fit, pad
from .widgets import RowList
from .wrap import cells, wrap

_LABEL = 11
_MOST_COMPANIONS = 12


@dataclass(frozen=True, slots=True)
class Fact:
    """A row: a heading or a fact.

    Where it counts passages, ``about`` says of what, ``keywords`` which they are, and ``entity`` who is named in them.
    """

    line: Line
    about: Clean = EMPTY
    keywords: tuple[Keyword, ...] = ()
    entity: Entity | None = None


class EntityCard(RowList):
    """A panel below the panes. The cursor stands on the rows that count passages; Enter lists these."""

    DEFAULT_CSS = "EntityCard { max-height: 65%; }"

    def __init__(self, card: Card, *, id: str) -> None:
        super().__init__(id=id)
        self._card = card
        self.facts: list[Fact] = []

    @property
    def entity(self) -> Entity:
        """Whose card it is."""
        return self._card.entity

    def tell(self, card: Card) -> None:
        """Show another entity's card."""
        self._card = card
        self.scroll_to_row(0)
        self._lay_out(self.size.width)
        self.rebuild(cursor=0)

    def on_mount(self) -> None:
        """Wrap for the width at hand, so that the first layout has the right height."""
        self._lay_out(self.app.size.width)

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out(self.size.width)

    def _lay_out(self, width: int) -> None:
        self.facts = list(facts(self._card, width))
        self.styles.height = len(self.facts)
        self.rebuild()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.facts)

    def choosable(self, index: int) -> bool:
        """Rows that count passages are."""
        return index < len(self.facts) and bool(self.facts[index].keywords)

    def lines(self, index: int, width: int) -> Sequence[Line]:  # noqa: ARG002  (wrapped already)
        """The row."""
        return (self.facts[index].line,)

    @property
    def fact(self) -> Fact | None:
        """The row under the cursor."""
        return self.facts[self.cursor] if self.choosable(self.cursor) else None


def facts(card: Card, width: int) -> Iterator[Fact]:
    """All that is known of an entity, in rows of at most ``width`` cells."""
    entity = card.entity
    head = f"─ {entity.label} "
    yield Fact([(head, "heading"), ("─" * max(0, width - cells(head)), "rule")])
    every = tuple(Keyword(article, each.start, each.end) for article, each in card.mentions)
    number = f"{len(every)} mention{'s' * (len(every) != 1)}"
    where = f" in {len(card.articles)} article{'s' * (len(card.articles) != 1)}"
    apart = f", {card.uncounted} more in notices and related headlines" if card.uncounted else ""
    kind = f"{entity.type} · {number}{where}{apart}"
    yield Fact([(pad("Type", _LABEL), "heading"), (kind, "")], entity.label, every, entity)
    if card.first is not None and card.last is not None:
        span = f"first {_dated(card.first)}"
        if card.last is not card.first:
            span += f" · last {_dated(card.last)}"
        yield from _told("Named", span, width)
    if entity.note:
        yield from _told("Note", entity.note, width)
    if entity.wikidata:
        yield from _told("Wikidata", entity.wikidata, width)
    label = "Forms"
    for spelling in card.spellings:
        keywords = tuple(
            each for each in every if Clean.line(each.article.text.value[each.start : each.end]) == spelling.words
        )
        papers = ", ".join(f"{outlet_of(article, short=True)} {_year(article)}" for article, _ in spelling.articles)
        line: Line = [(pad(label, _LABEL), "heading"), (f"{spelling.count:>3}  ", "accent"), (spelling.words, "strong")]
        room = width - _LABEL - 8 - cells(spelling.words)
        yield Fact([*line, (fit(f"  {papers}", max(0, room)), "faint")], spelling.words, keywords, entity)
        label = ""
    if entity.variants:
        yield from _told("Searched", "also by " + ", ".join(entity.variants), width)
    label = "Beside"
    first = {(each.article, _paragraph(each)): each for each in reversed(every)}
    for companion in card.companions[:_MOST_COMPANIONS]:
        other = companion.entity
        beside = tuple(first[passage] for passage in companion.passages)
        line = [(pad(label, _LABEL), "heading"), (f"{len(beside):>3}  ", "accent"), (other.label, "")]
        yield Fact([*line, (f"  {other.type}", "faint")], Clean(f"{entity.label} with {other.label}"), beside, other)
        label = ""
    if len(card.companions) > _MOST_COMPANIONS:
        yield from _told("", f"and {len(card.companions) - _MOST_COMPANIONS} others", width)


def _paragraph(keyword: Keyword) -> int:
    paragraph = keyword.article.text.paragraph_at(keyword.start)
    return paragraph.number if paragraph else 0


def _year(article: Article) -> str:
    return str(article.published.best.year) if article.published is not None else "undated"


def _dated(article: Article) -> str:
    return f"{date_of(article)} ({article.id})"


def _told(label: str, words: str, width: int) -> Iterator[Fact]:
    for start, end in wrap(words, max(8, width - _LABEL - 2)):
        yield Fact([(pad(label, _LABEL), "heading"), (words[start:end], "faint")])
        label = ""
