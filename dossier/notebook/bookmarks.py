"""Bookmarks as rows of the notebook, and where their passages stand in the texts now."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence

from ..anchor import Anchor, Quote, Resolution, resolve
from ..folder import Dossier
from ..text import Clean
from .journal import Row
from .records import Bookmark, ChangedError, clean_json, instant

_SHOWN = 40
"""How many code points of a passage name it in a sentence."""


def anchor_row(anchor: Anchor) -> Row:
    """The columns that hold an anchor."""
    quote = anchor.quote
    return {
        "article": Clean(anchor.article),
        "start": anchor.start,
        "stop": anchor.end,
        "exact": Clean(quote.exact),
        "prefix": Clean(quote.prefix),
        "suffix": Clean(quote.suffix),
        "sha256": Clean(anchor.sha256),
    }


def row_anchor(row: Row) -> Anchor:
    """The anchor that a row holds.

    Raises:
        ValueError: a number in the row is none.
    """
    quote = Quote(_text(row, "exact"), _text(row, "prefix"), _text(row, "suffix"))
    return Anchor(_text(row, "article"), _number(row, "start"), _number(row, "stop"), quote, _text(row, "sha256"))


def row_bookmark(id: str, row: Row) -> Bookmark:
    """The bookmark that a row holds.

    Raises:
        ValueError: the row is damaged.
    """
    stored = clean_json(json.loads(_text(row, "tags")))
    tags = stored if isinstance(stored, list) else []
    return Bookmark(
        id=Clean.line(id),
        anchor=row_anchor(row),
        note=None if row["note"] is None else _text(row, "note"),
        tags=tuple(Clean.line(str(each)) for each in tags),
        position=_number(row, "position"),
        created=instant(_text(row, "created")),
        updated=instant(_text(row, "updated")),
    )


def stored_tags(tags: Sequence[str]) -> str:
    """The tags as their column holds them."""
    return json.dumps([str(each) for each in tags], ensure_ascii=False)


def clean_note(note: str | None) -> Clean | None:
    """A note as it is kept: clean, without blank ends; ``None`` where nothing is left."""
    return Clean(Clean(note).strip()) or None if note is not None else None


def joined_notes(note: Clean | None, more: Clean | None) -> Clean | None:
    """Two notes as one: below the first the paragraphs of the other that it lacks."""
    parts: list[str] = [] if note is None else note.split("\n\n")
    parts += [] if more is None else [each for each in more.split("\n\n") if each not in parts]
    return clean_note("\n\n".join(parts))


def joined_rows(row: Row, other: Row) -> Row:
    """The note and the tags of two bookmarks of one passage as one bookmark has them; nothing where one is damaged."""
    try:
        one, two = (row_bookmark("", each) for each in (row, other))
    except (ValueError, OverflowError):
        return {}
    return {"note": joined_notes(one.note, two.note), "tags": stored_tags(tuple(dict.fromkeys((*one.tags, *two.tags))))}


def check_seen(seen: str | None, there: str | None, wanted: Clean | None) -> None:
    """Nothing, where the note that is ``there`` is the one that was ``seen`` (empty: none), or the one ``wanted``.

    Raises:
        ChangedError: it is neither. Never where ``seen`` is ``None``.
    """
    found = clean_note(there)
    if seen is not None and found not in (clean_note(seen), wanted):
        raise ChangedError(found)


def named(row: Row) -> str:
    """The bookmark as a sentence names it: its first words and its article."""
    words = Clean.line(_text(row, "exact"))
    shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
    return f"the bookmark “{shown}” ({row['article']})"


def new_id(taken: Callable[[str], bool]) -> str:
    """A random id that is not taken: six hexadecimal digits, eight where those run short."""
    for length in (3, 3, 3, 4):
        id = os.urandom(length).hex()
        if not taken(id):
            return id
    return os.urandom(8).hex()


def in_order(bookmarks: Iterable[Bookmark], articles: Sequence[str] | None) -> tuple[Bookmark, ...]:
    """The bookmarks by their own position, or by article in the order given and by place in its text."""
    if articles is None:
        return tuple(sorted(bookmarks, key=lambda each: (each.position, each.created, each.id)))
    rank = {str(id): number for number, id in enumerate(articles)}

    def place(bookmark: Bookmark) -> tuple[int, str, int, int]:
        anchor = bookmark.anchor
        return rank.get(anchor.article, len(rank)), anchor.article, anchor.start, anchor.end

    return tuple(sorted(bookmarks, key=place))


def resolve_bookmarks(dossier: Dossier, bookmarks: Sequence[Bookmark]) -> tuple[Resolution, ...]:
    """Where each bookmark's passage stands in its article now, in the order given.

    A bookmark of an article that is no longer part of the dossier is *gone*; its words stay in its anchor.
    """
    by_article: dict[str, list[int]] = {}
    for number, bookmark in enumerate(bookmarks):
        by_article.setdefault(bookmark.anchor.article, []).append(number)
    results = [Resolution("gone")] * len(bookmarks)
    for id, numbers in by_article.items():
        article = dossier.article(id)
        if article is None:
            continue
        found = resolve([bookmarks[number].anchor for number in numbers], article.text)
        for number, resolution in zip(numbers, found, strict=True):
            results[number] = resolution
    return tuple(results)


def _text(row: Row, name: str) -> Clean:
    value = row[name]
    return value if isinstance(value, Clean) else Clean(str(value))


def _number(row: Row, name: str) -> int:
    return int(row[name] or 0)
