"""What the panes work on: the open dossier, the notebook, the names in each article."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..dossier.article import Article
from ..dossier.folder import Dossier
from ..dossier.notebook import Bookmark, Notebook, resolve_bookmarks
from .keymap import Keymap
from .preferences import Preferences
from .settings import Settings

if TYPE_CHECKING:
    from ..dossier.comparison import Cell
    from ..dossier.dated import DatedPassage
    from ..dossier.evidence import Passage
    from ..dossier.mentions import Matcher, Mention


class Session:
    """One run over one dossier. Everything that costs time is computed when first asked for, and once."""

    def __init__(self, dossier: Dossier, notebook: Notebook) -> None:
        self.dossier = dossier
        self.notebook = notebook
        self.preferences = Preferences(notebook)
        self._mentions: dict[str, tuple[Mention, ...]] = {}
        self._dates: dict[str, tuple[DatedPassage, ...]] = {}
        self._passages: dict[tuple[str, str], tuple[Passage, ...]] = {}
        self._bookmarks: tuple[Bookmark, ...] | None = None

    @property
    def settings(self) -> Settings:
        """The settings in use."""
        return self.preferences.settings

    @property
    def keymap(self) -> Keymap:
        """The keys in use."""
        return self.preferences.keymap

    @cached_property
    def _matcher(self) -> Matcher:
        from ..dossier.mentions import Matcher  # imported late: the first screen does without

        return Matcher(self.dossier.entities)

    def mentions(self, article: Article) -> tuple[Mention, ...]:
        """All mentions of an article, nested."""
        found = self._mentions.get(article.id)
        if found is None:
            found = self._mentions[article.id] = self._matcher.mentions(article)
        return found

    def shown_mentions(self, article: Article) -> tuple[Mention, ...]:
        """The outermost mentions of an article: the one flat layer that is displayed."""
        from ..dossier.mentions import flat  # imported late: the first screen does without

        return flat(self.mentions(article))

    def dates(self, article: Article) -> tuple[DatedPassage, ...]:
        """The dates in an article's own news, with what they mean."""
        found = self._dates.get(article.id)
        if found is None:
            from ..dossier.dated import dated_passages  # imported late: the first screen does without

            dated = dated_passages(article, self.mentions(article))
            found = self._dates[article.id] = tuple(each for each in dated if each.counted)
        return found

    def passages(self, cell: Cell) -> tuple[Passage, ...]:
        """The passages of a cell with their places."""
        from ..dossier.evidence import place  # imported late: the first screen does without

        key = (str(cell.offer), str(cell.aspect))
        found = self._passages.get(key)
        if found is None:
            found = self._passages[key] = place(self.dossier, cell)
        return found

    @cached_property
    def _used(self) -> dict[str, list[tuple[int, int]]]:
        used: dict[str, set[tuple[int, int]]] = {}
        for cell in self.dossier.comparison.cells:
            for passage in self.passages(cell):
                if passage.start is not None and passage.end is not None:
                    used.setdefault(passage.evidence.article, set()).add((passage.start, passage.end))
        return {article: sorted(ranges) for article, ranges in used.items()}

    def used(self, article: Article) -> list[tuple[int, int]]:
        """The ranges of an article that the comparison rests on, in the order of the text."""
        return self._used.get(article.id, [])

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The bookmarks of the dossier: articles by date, then by place in the text."""
        if self._bookmarks is None:
            order = {str(article.id): rank for rank, article in enumerate(self.dossier.chronological)}
            found = sorted(
                self.notebook.bookmarks(),
                key=lambda each: (order.get(each.anchor.article, len(order)), each.anchor.start, each.anchor.end),
            )
            self._bookmarks = tuple(found)
        return self._bookmarks

    def bookmarks_changed(self) -> None:
        """Read the bookmarks anew when they are next asked for."""
        self._bookmarks = None

    def kept(self, article: Article) -> list[tuple[int, int]]:
        """The ranges of an article that are bookmarked and still stand in it, in the order of the text."""
        kept = [each for each in self.bookmarks if each.anchor.article == article.id]
        return sorted(
            (found.start, found.end)
            for found in resolve_bookmarks(self.dossier, kept)
            if found.attached and found.start is not None and found.end is not None
        )
