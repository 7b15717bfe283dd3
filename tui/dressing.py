"""What is laid over an article wherever it is shown: names by their types, bookmarks, and the marks in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..dossier.article import Article
from .layers import BOOKMARK, ENTITY, Mark
from .session import Session
from .textpane import TextPane


def dress(pane: TextPane, session: Session) -> None:
    """Lay the names that are to be lit over a pane's article, and what :func:`flag` does."""
    article = pane.article
    if article is not None:
        pane.set_layer(ENTITY, [Mark(each.start, each.end, each.type) for each in session.shown_mentions(article)])
        flag(pane, session)


def flag(pane: TextPane, session: Session) -> None:
    """Draw the bookmarks of a pane's article, and the marks in its margin."""
    article = pane.article
    if article is not None:
        kept = session.kept(article)
        pane.set_layer(BOOKMARK, [Mark(start, end, "bookmark") for start, end in kept])
        remarked = [each.paragraph for each in session.remarks(article) if each.paragraph is not None]
        pane.set_flags(_numbers(article, session.used(article)), _numbers(article, kept), remarked)


def _numbers(article: Article, spans: Iterable[tuple[int, int]]) -> Iterator[int]:
    return (each.number for span in spans for each in article.text.paragraphs_in(*span))
