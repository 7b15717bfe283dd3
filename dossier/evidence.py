"""Where the passages of a comparison stand in the articles now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .anchor import Anchor, Resolution, find_quote, resolve
from .article import Article
from .comparison import Cell, Evidence
from .folder import Dossier


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of evidence with its place; ``paragraph`` (from 1) is ``None`` where the words are nowhere."""

    evidence: Evidence
    resolution: Resolution
    paragraph: int | None

    @property
    def start(self) -> int | None:
        """The first code point of the words found, if any."""
        return self.resolution.start

    @property
    def end(self) -> int | None:
        """The code point after the words found, if any."""
        return self.resolution.end

    @property
    def stale(self) -> bool:
        """Whether the words no longer stand in the article as they were quoted."""
        return not self.resolution.attached


def place(dossier: Dossier, cell: Cell) -> tuple[Passage, ...]:
    """The passages of a cell, in the cell's order."""
    if not cell.evidence:
        return ()
    article = dossier.article(cell.evidence[0].article)
    if article is None:
        return tuple(Passage(each, Resolution("gone"), None) for each in cell.evidence)
    return tuple(
        _passage(article, each, resolution)
        for each, resolution in zip(cell.evidence, _resolve_all(article, cell.evidence), strict=True)
    )


def is_stale(dossier: Dossier, cell: Cell) -> bool:
    """Whether any passage of the cell no longer stands as quoted."""
    return any(passage.stale for passage in place(dossier, cell))


def _resolve_all(article: Article, evidence: Sequence[Evidence]) -> list[Resolution]:
    full: list[Anchor] = []
    slots: list[int] = []
    results: list[Resolution | None] = [None] * len(evidence)
    for i, each in enumerate(evidence):
        if each.start is not None and each.end is not None and each.sha256 is not None:
            full.append(Anchor(each.article, each.start, each.end, each.quote, each.sha256))
            slots.append(i)
        else:
            results[i] = find_quote(each.quote, article.text)
    for i, resolution in zip(slots, resolve(full, article.text), strict=True):
        results[i] = resolution
    return [each for each in results if each is not None]


def _passage(article: Article, evidence: Evidence, resolution: Resolution) -> Passage:
    at = article.text.paragraph_at(resolution.start) if resolution.start is not None else None
    return Passage(evidence, resolution, at.number if at else None)
