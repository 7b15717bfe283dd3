"""What the lists say of articles and passages, in few words."""

from __future__ import annotations

from ..dossier.article import Article
from ..dossier.text import Clean


def date_of(article: Article) -> str:
    """The publication date, ``~`` behind it where it is not certain; “date unknown” where it is."""
    return article.published.short() if article.published else "date unknown"


def outlet_of(article: Article) -> str:
    """The outlet, ``?`` behind it where it is only inferred; “outlet unknown” where it is."""
    if article.outlet is None:
        return "outlet unknown"
    return f"{article.outlet.value}{'?' if article.outlet.basis == 'inferred' else ''}"


def about(article: Article) -> str:
    """One line about an article: date, outlet and title."""
    return f"{date_of(article)} · {outlet_of(article)} · {article.title}"


def paragraphs(article: Article, start: int, end: int) -> str:
    """“¶4” or “¶4–5”: the paragraphs of a passage."""
    within = article.text.paragraphs_in(start, end)
    if not within:
        return "¶?"
    first, last = within[0].number, within[-1].number
    return f"¶{first}" if first == last else f"¶{first}–{last}"


def shortened(words: str, most: int) -> Clean:
    """``words`` on one line, cut with “…” behind ``most`` code points."""
    line = Clean.line(words)
    return line if len(line) <= most else Clean(f"{line[: most - 1].rstrip()}…")
