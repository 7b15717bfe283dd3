"""Which articles the fields of a query describe: what is known of an article, and whom and what it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set

from ..dossier.article import Article
from ..dossier.text import Clean
from .articles import Grounds, describes
from .names import Claim, Names
from .syntax import NAMING, Field, Named

Holding = Callable[[Sequence[str]], Iterable[str]]
"""The ids of the articles with a paragraph that holds all of some words."""


class Fields:
    """The fields of one query. Whom an article names is read when it is first asked for."""

    def __init__(self, names: Names | None, holding: Holding, in_time: Callable[[], bool]) -> None:
        """``names`` are the dossier's, without which nobody is named; ``in_time`` tells whether reading may go on."""
        self._names = names
        self._holding = holding
        self._in_time = in_time
        self._meant: dict[Named, tuple[Sequence[Claim], Set[str]]] = {}
        self.late = False
        """Whether there was no time left to read all articles."""

    def describes(self, field: Field, article: Article) -> Grounds | None:
        """On what grounds a field is true of an article, ``None`` where it is not."""
        if not isinstance(field, Named) or field.field not in NAMING:
            return describes(field, article)
        if field not in self._meant:
            self._meant[field] = self.meant(field), self._candidates(self.meant(field))
        meant, candidates = self._meant[field]
        if article.id not in candidates or self._names is None:
            return None
        if not self._names.has_read(article) and not self._in_time():
            self.late = True
            return None
        named = self._names.named_in(article)
        claims = (claim for claim in meant if claim.entity.id in named)
        return "certain" if any(not claim.articles or article.id in claim.articles for claim in claims) else None

    def _candidates(self, meant: Sequence[Claim]) -> Set[str]:
        """The ids of the articles that have to be read: those that hold all words of a form in one paragraph."""
        if self._names is None:
            return frozenset()
        return {id for claim in meant for form in self._names.of(claim.entity) for id in self._holding(form.words)}

    def meant(self, field: Named) -> Sequence[Claim]:
        """Whom or what a field asks for by name."""
        if self._names is None:
            return ()
        return self._names.meant(field.field, field.words, growing=field.growing or field.prefix)

    def nearest(self, field: Named) -> Clean | None:
        """The name of whom or what a field may ask for, where nobody goes by its words."""
        return self._names.nearest(field.field, field.words) if self._names is not None else None
