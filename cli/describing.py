"""What the lists say of articles and passages, in few words."""

from __future__ import annotations

from ..dossier.article import Article, date_of, outlet_of


def about(article: Article) -> str:
    """One line about an article: date, outlet and title."""
    return f"{date_of(article)} · {outlet_of(article)} · {article.title}"


def paragraphs(article: Article, start: int, end: int) -> str:
    """“¶4” or “¶4–5”: the paragraphs of a passage."""
    return article.text.numbers(start, end) or "¶?"
