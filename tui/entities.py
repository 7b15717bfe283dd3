"""The entities pane: who and what the open article names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..dossier.article import Article
from ..dossier.text import Clean
from .strips import Line, fit, pad
from .widgets import RowList
from .wrap import cells

if TYPE_CHECKING:
    from ..dossier.mentions import Mention


@dataclass(frozen=True, slots=True)
class Group:
    """An entity, or a date or quantity by its words, with its mentions in one article; a heading where it has none."""

    label: Clean
    type: str
    mentions: tuple[Mention, ...] = ()
    forms: tuple[Clean, ...] = ()


def group(article: Article, mentions: Sequence[Mention]) -> list[Group]:
    """The counted mentions of an article by entity, most frequent first, under a heading for each type."""
    # Imported late: the first screen does without.
    from ..dossier.entities import TYPE_TITLES
    from ..dossier.mentions import counted

    by_key: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        if counted(article, mention):
            words = Clean.line(article.text.value[mention.start : mention.end])
            key = str(mention.entity.id) if mention.entity else str(words).casefold()
            by_key.setdefault((mention.type, key), []).append(mention)
    groups: list[Group] = []
    for kind, title in TYPE_TITLES.items():
        rows = [_group(article, kind, found) for (type_, _), found in by_key.items() if type_ == kind]
        if rows:
            groups.append(Group(Clean(title), kind))
            groups += sorted(rows, key=lambda row: (-len(row.mentions), row.mentions[0].start))
    return groups


def _group(article: Article, kind: str, mentions: list[Mention]) -> Group:
    forms = tuple(dict.fromkeys(Clean.line(article.text.value[each.start : each.end]) for each in mentions))
    entity = mentions[0].entity
    return Group(entity.label if entity else forms[0], kind, tuple(mentions), forms)


class EntitiesPane(RowList):
    """One row an entity, with its count in the open article."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.groups: list[Group] = []

    @property
    def count(self) -> int:
        """How many rows there are, headings included."""
        return len(self.groups)

    def height_of(self, index: int) -> int:  # noqa: ARG002  (all are alike)
        """One row."""
        return 1

    def choosable(self, index: int) -> bool:
        """Headings are not."""
        return bool(self.groups[index].mentions) if self.groups else False

    def lines(self, index: int, width: int) -> Sequence[Line]:
        """Label and count; the label gives way to the shortest form where it does not fit."""
        row = self.groups[index]
        if not row.mentions:
            return ([(row.label, "heading")],)
        count = str(len(row.mentions))
        room = width - 3 - len(count)
        label = row.label
        if cells(label) > room and row.forms:
            label = min(row.forms, key=cells)
        return ([(pad(fit(label, room), room + 1), ""), (count, "faint")],)

    def empty(self) -> Sequence[Line]:
        """No names."""
        return ([(" No names known here.", "faint")],)

    def show(self, article: Article, mentions: Sequence[Mention]) -> None:
        """Show the entities of an article."""
        self.groups = group(article, mentions)
        self.scroll_to_row(0)
        self.rebuild(cursor=0)
