"""Permalinks: ``nr:nato-libya/003@331-583``, the dossier, the article and a range of code points."""

from __future__ import annotations

import re
from typing import NamedTuple

from .text import Clean

_FORM = re.compile(r"nr:([a-z0-9][a-z0-9-]*)/([a-z0-9][a-z0-9-]*)(?:@([0-9]{1,12})-([0-9]{1,12}))?")


class Permalink(NamedTuple):
    """The address of an article, or of the passage ``start``–``end`` in it (code points, end not included)."""

    dossier: Clean
    article: Clean
    start: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        place = "" if self.start is None else f"@{self.start}-{self.end}"
        return f"nr:{self.dossier}/{self.article}{place}"


def parse_permalink(words: str) -> Permalink:
    """Read a permalink.

    Raises:
        ValueError: a sentence saying what form was expected.
    """
    match = _FORM.fullmatch(words.strip())
    if match is None:
        raise ValueError(f"“{Clean.line(words)}” is no permalink; expected the form nr:dossier/article@start-end")
    dossier, article, start, end = match.groups()
    if start is None:
        return Permalink(Clean(dossier), Clean(article))
    if int(start) >= int(end):
        raise ValueError(f"“{Clean.line(words)}”: the passage must end after it starts")
    return Permalink(Clean(dossier), Clean(article), int(start), int(end))
