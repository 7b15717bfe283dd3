"""Where reading stopped, what was read, and small state of the panes."""

from __future__ import annotations

import json

from ..anchor import Anchor, resolve
from ..article import Article
from ..text import Clean, Text
from .bookmarks import anchor_row, row_anchor
from .records import Json, ReadMark, clean_json, instant, now
from .store import Store

_QUOTED = 48
"""How many code points of the text mark a reading position."""
_LAST_ARTICLE = "last-article"
_ANCHOR = ("article", "start", "stop", "exact", "prefix", "suffix", "sha256")


def reading_anchor(article: Article, offset: int) -> Anchor | None:
    """The anchor of a reading position: the words from the code point ``offset`` on; ``None`` in an empty text."""
    if not len(article.text):
        return None
    start = max(0, min(offset, len(article.text) - 1))
    return Anchor.of(article.id, article.text, start, min(start + _QUOTED, len(article.text)))


def resume(anchor: Anchor, text: Text) -> int:
    """The code point at which to go on reading: where the anchor's words stand now, else the old offset."""
    words = text.value[anchor.start : anchor.end]
    if words == anchor.quote.exact and text.value[: anchor.start].endswith(anchor.quote.prefix):
        return anchor.start  # as it was left; the rest is for texts that were edited since
    found = resolve([anchor], text)[0].start
    return min(anchor.start, len(text)) if found is None else found


class ReadingRecords(Store):
    """Reading positions, read marks and state of one dossier."""

    def set_position(self, anchor: Anchor) -> None:
        """Remember how far an article was read; see :func:`~.positions.reading_anchor`.

        Raises:
            NotebookError: it could not be written.
        """
        row = anchor_row(anchor)
        self._keep("position", {**row, "at": now()})

    def position(self, article: str) -> Anchor | None:
        """How far the article was read."""
        query = f"SELECT {', '.join(_ANCHOR)} FROM position WHERE dossier = ? AND article = ?"  # noqa: S608
        for values in self._rows(query, article):
            try:
                return row_anchor(dict(zip(_ANCHOR, values, strict=True)))
            except ValueError:
                return None
        return None

    def mark_read(self, article: str, sha256: str) -> None:
        """Mark an article as read; ``sha256`` is the text that was read.

        Raises:
            NotebookError: it could not be written.
        """
        self._keep("read_mark", {"article": Clean(article), "at": now(), "sha256": Clean(sha256)})

    def mark_unread(self, article: str) -> None:
        """Take an article's read mark away.

        Raises:
            NotebookError: it could not be written.
        """
        with self._writing():
            self._db.execute("DELETE FROM read_mark WHERE dossier = ? AND article = ?", (self._dossier, article))

    def read_marks(self) -> dict[str, ReadMark]:
        """The read marks by article."""
        found: dict[str, ReadMark] = {}
        for article, at, sha256 in self._rows("SELECT article, at, sha256 FROM read_mark WHERE dossier = ?"):
            try:
                found[str(article)] = ReadMark(Clean(article), instant(at), Clean(sha256))
            except ValueError:
                continue
        return found

    @property
    def last_article(self) -> Clean | None:
        """The id of the article that was open last."""
        value = self.state(_LAST_ARTICLE)
        return Clean(value) if isinstance(value, str) else None

    @last_article.setter
    def last_article(self, article: str) -> None:
        self.set_state(_LAST_ARTICLE, str(article))

    def state(self, key: str, default: Json = None, *, shared: bool = False) -> Json:
        """A small value kept by :meth:`set_state`, its strings clean; ``default`` where there is none.

        ``shared`` ones are those of the user, whichever dossier is open.
        """
        for (value,) in self._rows("SELECT value FROM state WHERE dossier = ? AND key = ?", key, shared=shared):
            try:
                return clean_json(json.loads(value))
            except (ValueError, RecursionError):
                return default
        return default

    def set_state(self, key: str, value: Json, *, shared: bool = False) -> None:
        """Keep a small value, anything JSON can hold; a ``shared`` one for all dossiers.

        Raises:
            NotebookError: it could not be written.
        """
        self._keep("state", {"key": Clean(key), "value": Clean(json.dumps(value)), "at": now()}, shared=shared)
