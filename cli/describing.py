"""What the lists say of articles and passages, in few words."""

from __future__ import annotations

from ..dossier.article import Article, date_of, outlet_of
from ..dossier.remarks import Remark


def about(article: Article) -> str:
    """One line about an article: date, outlet and title."""
    return f"{date_of(article)} · {outlet_of(article)} · {article.title}"


def paragraphs(article: Article, start: int, end: int) -> str:
    """“¶4” or “¶4–5”: the paragraphs of a passage."""
    return article.text.numbers(start, end) or "¶?"


def remark_fields(remark: Remark) -> dict[str, object]:
    """A remark for programs."""
    record = remark.record
    return {
        "says": remark.says,
        "record": {
            "title": record.title,
            "publisher": record.publisher,
            "date": record.date.isoformat(),
            "url": record.url,
        },
    }
