"""What the panes work on: the open dossier, the notebook, the names in each article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ..dossier.article import Article
from ..dossier.folder import Dossier
from ..dossier.notebook import Bookmark, CellMark, Notebook, resolve_bookmarks
from ..dossier.text import EMPTY, Clean
from .keymap import Keymap
from .preferences import Preferences
from .settings import Settings

if TYPE_CHECKING:
    from ..dossier.comparison import Cell
    from ..dossier.dated import DatedPassage
    from ..dossier.entities import Entity
    from ..dossier.evidence import Passage, PlacedRemark
    from ..dossier.mentions import Matcher, Mention
    from ..dossier.proposals import Choice, Proposal


HIDDEN_TYPES = "entities.hidden"
"""The key of the notebook's state under which the types of names that are not lit are kept."""
_QUICK = 300
"""How many articles are searched for names without keeping anyone waiting: some thousand a second are."""


class Session:
    """One run over one dossier. Everything that costs time is computed when first asked for, and once."""

    def __init__(self, dossier: Dossier, notebook: Notebook) -> None:
        self.dossier = dossier
        self.notebook = notebook
        self.preferences = Preferences(notebook)
        # Read here and not when asked for: threads ask too, and the notebook belongs to this one.
        self.decisions = notebook.decisions()
        """What the user decided about names."""
        self._entities: tuple[Entity, ...] | None = None
        self._made_matcher: Matcher | None = None
        self._proposals: tuple[Proposal, ...] | None = None
        self._mentions: dict[str, tuple[Mention, ...]] = {}
        hidden = notebook.state(HIDDEN_TYPES)
        self.hidden_types = frozenset(map(str, hidden)) if isinstance(hidden, list) else frozenset()
        """The types of names that are not highlighted."""
        self._dates: dict[str, tuple[DatedPassage, ...]] = {}
        self._passages: dict[tuple[str, str], tuple[Passage, ...]] = {}
        self._bookmarks: tuple[Bookmark, ...] | None = None
        self._cell_marks: Mapping[tuple[str, str], CellMark] | None = None

    @property
    def settings(self) -> Settings:
        """The settings in use."""
        return self.preferences.settings

    @property
    def keymap(self) -> Keymap:
        """The keys in use."""
        return self.preferences.keymap

    # Names

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The dossier's table, with the proposed names that the user accepted."""
        if self._entities is None:
            self._entities = self.dossier.entities
            if self.decisions:
                from ..dossier.proposals import in_force  # imported late: most dossiers do without

                self._entities = in_force(self.dossier.entities, self.decisions)
        return self._entities

    @property
    def _matcher(self) -> Matcher:
        if self._made_matcher is None:
            from ..dossier.mentions import Matcher  # imported late: the first screen does without

            self._made_matcher = Matcher(self.entities)
        return self._made_matcher

    def names_changed(self) -> None:
        """Find the names anew when they are next asked for: the user decided otherwise."""
        self.decisions = self.notebook.decisions()
        self._entities = None
        self._made_matcher = None
        self._mentions = {}  # another one: a thread may still be filling the old one with names as they were

    @property
    def all_read(self) -> bool:
        """Whether the mentions of every article are known, or quickly found."""
        unread = sum(article.id not in self._mentions for article in self.dossier.articles)
        return unread <= _QUICK

    def found(self) -> list[tuple[Article, tuple[Mention, ...]]]:
        """The mentions of every article, by date."""
        return [(article, self.mentions(article)) for article in self.dossier.chronological]

    def prepare_proposals(
        self, progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> Clean:
        """Find the names that rules, and a model where one is installed, propose for the articles.

        It may take a minute where a model is asked. When ``cancelled`` returns true nothing is kept.

        Returns:
            A sentence about the model; empty where there is none, or where the proposals were found already.
        """
        if self._proposals is not None:
            return EMPTY
        from ..dossier.proposals import ask_model, propose  # imported late: most never ask

        told = ask_model(self.dossier.chronological, progress, cancelled)
        if cancelled is not None and cancelled():
            return EMPTY
        self._proposals = propose(self.dossier.chronological, self.dossier.entities, told)
        if told.fault is not None or told.model is None:
            return told.fault or EMPTY
        return Clean(f"The spaCy model {told.model} proposes too")

    @property
    def proposed(self) -> bool:
        """Whether the names that rules propose are found already."""
        return self._proposals is not None

    def choices(self) -> tuple[Choice, ...]:
        """The names that rules propose for the articles, as the user’s decisions leave them."""
        from ..dossier.proposals import choose  # imported late: most never ask

        self.prepare_proposals()
        return choose(self._proposals or (), self.decisions, self.dossier.entities)

    def mentions(self, article: Article) -> tuple[Mention, ...]:
        """All mentions of an article, nested."""
        known = self._mentions
        found = known.get(article.id)
        if found is None:
            found = known[article.id] = self._matcher.mentions(article)
        return found

    def shown_mentions(self, article: Article) -> tuple[Mention, ...]:
        """The outermost mentions of an article: the one flat layer that is displayed."""
        from ..dossier.mentions import flat  # imported late: the first screen does without

        return flat([each for each in self.mentions(article) if each.type not in self.hidden_types])

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

    def remarks(self, article: Article) -> tuple[PlacedRemark, ...]:
        """What other records say of words of an article."""
        if not self.dossier.remarks:
            return ()
        from ..dossier.evidence import place_remarks  # imported late: the first screen does without

        return place_remarks(self.dossier, article)

    @cached_property
    def citation_keys(self) -> dict[str, str]:
        """The citation key of every article, by its id, as exports have it."""
        from ..dossier.export import citation_keys  # imported late: not needed to read

        return citation_keys(self.dossier)

    @cached_property
    def _used(self) -> dict[str, list[tuple[int, int]]]:
        used: dict[str, set[tuple[int, int]]] = {}
        for cell in self.dossier.comparison.cells:
            for passage in self.passages(cell):
                if passage.standing is not None:
                    used.setdefault(passage.evidence.article, set()).add(passage.standing)
        return {article: sorted(ranges) for article, ranges in used.items()}

    def used(self, article: Article) -> list[tuple[int, int]]:
        """The ranges of an article that the comparison rests on, in the order of the text."""
        return self._used.get(article.id, [])

    @property
    def cell_marks(self) -> Mapping[tuple[str, str], CellMark]:
        """The user's notes and reviewed marks on the cells of the comparison, by offer and row."""
        if self._cell_marks is None:
            self._cell_marks = self.notebook.cell_marks()
        return self._cell_marks

    def cell_marks_changed(self) -> None:
        """Read the marks anew when they are next asked for."""
        self._cell_marks = None

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
