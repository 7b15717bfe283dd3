"""A passage as plain text with its citation, for the clipboard."""

from __future__ import annotations

from collections.abc import Iterator

from ..text import Clean
from . import wording
from .escape import as_shown
from .excerpts import Excerpt


def plain(excerpt: Excerpt) -> Clean:
    """The words verbatim, then what an export says of them.

    That is who speaks, paper, headline, date and how it is known, paragraphs and permalink in one line, and each remark
    that other records give rise to in a line of its own.
    """
    quoted = "\n\n".join(excerpt.paragraphs)
    said = [f"— {', '.join(_parts(excerpt))}. {excerpt.permalink}", *map(wording.remark_paragraph, excerpt.remarks)]
    return Clean("\n".join([quoted, *map(as_shown, said)]))


def _parts(excerpt: Excerpt) -> Iterator[str]:
    yield wording.attribution(excerpt)
    if excerpt.reference is None:
        return
    yield f"“{wording.inline(excerpt.reference.title)}”"
    date = excerpt.reference.article.published
    if date is None:
        yield "date unknown"
    else:
        yield f"{date.long()}{'' if date.basis == 'stated' else f' (date {date.basis})'}"
    if excerpt.numbers:
        yield wording.paragraphs(excerpt)
