"""A passage as plain text with its citation, for the clipboard."""

from __future__ import annotations

from ..text import Clean
from .excerpts import Excerpt


def plain(excerpt: Excerpt) -> Clean:
    """The words verbatim, then who speaks, paper, date and how it is known, paragraphs, permalink."""
    quoted = "\n\n".join(excerpt.paragraphs)
    return Clean(f"{quoted}\n— {', '.join(_parts(excerpt))}. {excerpt.permalink}")


def _parts(excerpt: Excerpt) -> list[str]:
    article = excerpt.article
    speakers = " and ".join(each.name for each in excerpt.speakers)
    parts = [speakers] if speakers else []
    if article is None:
        return [*parts, f"article {excerpt.article_id}, no longer in the dossier"]
    if article.headline is not None:
        parts.append(f"“{article.headline.value}”")
    if article.outlet is None:
        parts.append("outlet unknown")
    else:
        inferred = "" if article.outlet.basis == "stated" else f" (outlet {article.outlet.basis})"
        parts.append(f"{article.outlet.value}{inferred}")
    date = article.published
    if date is None:
        parts.append("date unknown")
    else:
        parts.append(f"{date.long()}{'' if date.basis == 'stated' else f' (date {date.basis})'}")
    if excerpt.numbers:
        first, last = excerpt.numbers[0], excerpt.numbers[-1]
        parts.append(f"¶{first}" if first == last else f"¶{first}–{last}")
    return parts
