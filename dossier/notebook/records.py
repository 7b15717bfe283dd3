"""What a notebook holds."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from ..anchor import Anchor
from ..text import Clean

_BETWEEN = re.compile(r"[\s,，、#]+")  # also the commas of Chinese and Japanese
"""What separates tags that are typed."""
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
DecisionKind = Literal["accept", "reject", "rename", "merge", "split"]


class NotebookError(Exception):
    """Something could not be kept, undone or read. The message is one sentence for the user, clean and on one line."""

    def __init__(self, sentence: str) -> None:
        self.sentence = Clean.line(sentence)
        super().__init__(self.sentence)


class RefusedError(NotebookError):
    """An undo or redo would have written over what was written elsewhere since."""


class ChangedError(NotebookError):
    """A note was to be written over another than the user saw; nothing was written. ``note`` is the one that stands."""

    def __init__(self, note: Clean | None) -> None:
        self.note = note
        super().__init__(f"The note was {'changed' if note else 'deleted'} elsewhere meanwhile.")


class MissingError(NotebookError):
    """There is no such record, or none any more."""


class Bookmark(NamedTuple):
    """A passage that was kept.

    ``id`` is short lower-case hexadecimal, unique in the dossier. ``position`` is its place in
    the user's own order. ``already`` is true only on what :meth:`Notebook.add_bookmark` returns for a passage that had
    been kept before.
    """

    id: Clean
    anchor: Anchor
    note: Clean | None
    tags: tuple[Clean, ...]
    position: int
    created: datetime.datetime
    updated: datetime.datetime
    already: bool = False


class ReadMark(NamedTuple):
    """That an article was read, when (UTC), and the SHA-256 of the text that was read."""

    article: Clean
    at: datetime.datetime
    sha256: Clean


class SavedSearch(NamedTuple):
    """A query kept to be asked again. ``already`` is true only on what saving a query returns that had been kept."""

    id: Clean
    query: Clean
    created: datetime.datetime
    already: bool = False


_MILLISECOND = datetime.timedelta(milliseconds=1)
_LAST = datetime.datetime(datetime.MAXYEAR, 1, 1, tzinfo=datetime.UTC) - _MILLISECOND
"""The last millisecond that :func:`instant` reads."""
ITEM = "item:"
"""Before an item's id where a cell of the grid of items is marked; the rows of aspects go by their ids alone."""


class CellMark(NamedTuple):
    """What the user says of a cell of the comparison: a note of their own, and whether they reviewed it.

    ``row`` is the id of an aspect, or that of an item behind :data:`ITEM`.
    """

    offer: Clean
    row: Clean
    note: Clean | None
    reviewed: bool
    updated: datetime.datetime


class Decision(NamedTuple):
    """What the user decided about a name: to accept or reject a proposal, to rename, merge or split an entity.

    ``subject`` is the id of the proposal or entity; ``content`` what the kind of decision needs, as JSON.
    """

    id: Clean
    kind: DecisionKind
    subject: Clean
    content: dict[str, Json]
    created: datetime.datetime


def now() -> str:
    """The present instant in UTC, ISO 8601, to the millisecond."""
    return _written(datetime.datetime.now(datetime.UTC))


def just_after(moment: datetime.datetime) -> str:
    """The next millisecond, as :func:`now` writes it; the last that :func:`instant` reads has none after it."""
    return _written(min(moment, _LAST - _MILLISECOND) + _MILLISECOND)


def _written(moment: datetime.datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant(words: str) -> datetime.datetime:
    """The instant that ``words`` write in ISO 8601; without a zone it is UTC.

    Raises:
        ValueError: ``words`` are no instant, or one that has no local time everywhere: of the first year or the last.
    """
    parsed = datetime.datetime.fromisoformat(words)
    if not datetime.MINYEAR < parsed.year < datetime.MAXYEAR:
        raise ValueError(f"{parsed.year} is no year of a notebook")
    return parsed.astimezone(datetime.UTC) if parsed.tzinfo else parsed.replace(tzinfo=datetime.UTC)


def normal_tag(raw: str) -> Clean:
    """A tag in its one spelling: lower case, words joined by hyphens, levels by slashes (``offer/institutions``).

    Raises:
        ValueError: a sentence saying that nothing of ``raw`` can stand in a tag.
    """
    line = unicodedata.normalize("NFC", Clean.line(raw).lower())
    kept = "".join(each if each in "_/" or each.isalnum() or _is_mark(each) else "-" for each in line)
    levels = ("-".join(part for part in level.split("-") if part) for level in kept.split("/"))
    tag = "/".join(level.strip("_-") for level in levels if level.strip("_-"))
    if not tag:
        raise ValueError(f"“{Clean.line(raw)}” is no tag; expected letters or digits, as in offer/institutions")
    return Clean(tag)


def _is_mark(char: str) -> bool:
    """Whether ``char`` combines with the letter before it, as the vowels of many scripts do."""
    return unicodedata.category(char).startswith("M")


def normal_tags(raw: Iterable[str]) -> tuple[Clean, ...]:
    """The tags in their one spelling, each once, in the order given.

    Raises:
        ValueError: one of them is no tag.
    """
    return tuple(dict.fromkeys(normal_tag(each) for each in raw))


def typed_tags(words: Iterable[str]) -> tuple[Clean, ...]:
    """The tags that a user typed: blanks, commas and number signs separate them, hyphens join words.

    Raises:
        ValueError: something of it is no tag.
    """
    separate = ([part for part in _BETWEEN.split(Clean.line(each)) if part] or [each] for each in words)
    return normal_tags(tag for each in separate for tag in each)


def clean_json(value: Json) -> Json:
    """``value`` with every string in it, keys included, made clean."""
    if isinstance(value, str):
        return Clean(value)
    if isinstance(value, list):
        return [clean_json(each) for each in value]
    if isinstance(value, dict):
        return {Clean(key): clean_json(each) for key, each in value.items()}
    return value
