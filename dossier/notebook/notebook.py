"""The notebook: what a user keeps of one dossier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..anchor import Anchor
from ..text import Clean
from .bookmarks import (
    anchor_row,
    check_seen,
    clean_note,
    in_order,
    joined_notes,
    named,
    new_id,
    row_bookmark,
    stored_tags,
)
from .journal import BOOKMARK, Change, Row
from .merging import WholeRecords
from .records import Bookmark, MissingError, NotebookError, normal_tags, now


class Notebook(WholeRecords):
    """All that a user keeps of one dossier, what they wrote with undo; one file for all dossiers.

    Attributes:
        unreadable: Sentences about bookmarks that could not be read and were left out by :meth:`bookmarks`.
    """

    def __init__(self, path: Path, dossier_id: str) -> None:
        super().__init__(path, dossier_id)
        self.unreadable: tuple[Clean, ...] = ()

    def add_bookmark(self, anchor: Anchor, note: str | None = None, tags: Iterable[str] = ()) -> Bookmark:
        """Keep a passage; see :meth:`add_bookmarks`."""
        return self.add_bookmarks([anchor], note, tags)[0]

    def add_bookmarks(
        self, anchors: Iterable[Anchor], note: str | None = None, tags: Iterable[str] = ()
    ) -> tuple[Bookmark, ...]:
        """Keep passages, in one act: one :meth:`undo` takes all of them back.

        Where exactly a passage is kept already, that bookmark is returned, marked ``already``; a note that is given
        is added to its note and tags to its tags, so that nothing typed is lost.

        Raises:
            NotebookError: nothing could be written.
            ValueError: one of the tags is none.
        """
        wanted, names = clean_note(note), normal_tags(tags)
        kept: list[Bookmark] = []
        changes: list[Change] = []
        with self._writing():
            position = self._next_position()
            for anchor in dict.fromkeys(anchors):
                id = self._same_range(anchor)
                before = None if id is None else self._existing(id)
                row = self._new_row(anchor, wanted, names, position + len(kept)) if before is None else before
                if id is None:
                    id = self._free_id(changes)
                elif before is not None:
                    row = self._added_to(id, before, wanted, names)
                if row != before:
                    changes.append(Change(BOOKMARK, id, row))
                kept.append(_read(id, row)._replace(already=before is not None))
            if changes:
                first = named(changes[0].after or {})
                verb = "adding to" if any(each.already for each in kept) else "adding"
                what = f"{verb} {first}" if len(changes) == 1 else f"adding {len(changes)} bookmarks"
                self._journal.act(what, changes)
        return tuple(kept)

    def bookmarks(self, articles: Sequence[str] | None = None) -> tuple[Bookmark, ...]:
        """All bookmarks: in the user's order, or by place in the texts where the order of ``articles`` (ids) is given.

        One that cannot be read is left out and named in :attr:`unreadable`.

        Raises:
            NotebookError: the file cannot be read.
        """
        query = f"SELECT id, {', '.join(BOOKMARK.columns)} FROM bookmark WHERE dossier = ?"  # noqa: S608
        found: list[Bookmark] = []
        faults: list[Clean] = []
        for id, *values in self._rows(query):
            try:
                found.append(row_bookmark(id, dict(zip(BOOKMARK.columns, values, strict=True))))
            except (ValueError, OverflowError):
                faults.append(Clean.line(f"{self.path}: the bookmark {id} cannot be read; it is left out, not deleted"))
        self.unreadable = tuple(faults)
        return in_order(found, articles)

    def bookmark(self, id: str) -> Bookmark | None:
        """The bookmark with this id, ``None`` where there is none.

        Raises:
            NotebookError: it, or the file, cannot be read.
        """
        with self._failing("cannot be read"):
            row = self._journal.read(BOOKMARK, id)
        return None if row is None else _read(id, row)

    def delete_bookmark(self, id: str) -> None:
        """Delete a bookmark; :meth:`undo` brings it back.

        Raises:
            NotebookError: there is none with this id, or it could not be written.
        """
        with self._writing():
            row = self._existing(id)
            self._journal.act(f"deleting {named(row)}", [Change(BOOKMARK, id, None)])

    def set_note(self, id: str, note: str | None, *, seen: str | None = None) -> Bookmark:
        """Give a bookmark a note, or none; where the user changed one that they had ``seen``, only over that one.

        Raises:
            ChangedError: the note is another than was ``seen`` (empty where there was none).
            MissingError: there is none with this id.
            NotebookError: it could not be written.
        """
        with self._writing():
            row, wanted = self._existing(id), clean_note(note)
            check_seen(seen, _read(id, row).note, wanted)
            return self._edit(id, row, {"note": wanted}, f"editing the note of {named(row)}")

    def set_tags(self, id: str, tags: Iterable[str], *, seen: Iterable[str] | None = None) -> Bookmark:
        """Give a bookmark these tags, in this order, in place of those it has.

        Where the user changed those that they had ``seen``, the tags that were given or taken elsewhere since stay so.

        Raises:
            MissingError: there is none with this id.
            NotebookError: it could not be written.
            ValueError: one of the tags is none.
        """
        names = normal_tags(tags)
        with self._writing():
            row = self._existing(id)
            if seen is not None:
                before, there = set(seen), _read(id, row).tags
                stay = [each for each in names if each in there or each not in before]
                names = tuple(dict.fromkeys((*stay, *(each for each in there if each not in before))))
            return self._edit(id, row, {"tags": stored_tags(names)}, f"editing the tags of {named(row)}")

    def move_bookmark(self, id: str, before: str | None) -> None:
        """Put a bookmark before another in the user's own order, or behind all; nothing in it counts as written anew.

        Raises:
            NotebookError: there is none with one of these ids, or it could not be written.
        """
        with self._writing():
            rows = {each: self._existing(each) for each in self._ids_in_order()}
            moved = self._existing(id)
            if before is not None:
                self._existing(before)
            order = [each for each in rows if each != id]
            order.insert(len(order) if before is None else order.index(before), id)
            changes = [
                Change(BOOKMARK, each, rows[each] | {"position": number})
                for number, each in enumerate(order, start=1)
                if rows[each]["position"] != number
            ]
            if order != list(rows):
                self._journal.act(f"moving {named(moved)}", changes)

    def _ids_in_order(self) -> list[str]:
        query = "SELECT id FROM bookmark WHERE dossier = ? ORDER BY position, created, id"
        return [str(id) for (id,) in self._rows(query)]

    def _existing(self, id: str) -> Row:
        row = self._journal.read(BOOKMARK, id)
        if row is None:
            raise MissingError(f"There is no bookmark {id}.")
        return row

    def _same_range(self, anchor: Anchor) -> str | None:
        query = "SELECT id FROM bookmark WHERE dossier = ? AND article = ? AND start = ? AND stop = ? AND sha256 = ?"
        for (id,) in self._rows(query, anchor.article, anchor.start, anchor.end, anchor.sha256):
            return str(id)
        return None

    def _free_id(self, changes: Sequence[Change]) -> str:
        taken = {change.id for change in changes}
        return new_id(lambda each: each in taken or self._journal.uses(BOOKMARK, each))

    @staticmethod
    def _new_row(anchor: Anchor, note: Clean | None, tags: tuple[Clean, ...], position: int) -> Row:
        instant_now = now()
        return anchor_row(anchor) | {
            "note": note,
            "tags": stored_tags(tags),
            "position": position,
            "created": instant_now,
            "updated": instant_now,
        }

    @staticmethod
    def _added_to(id: str, row: Row, note: Clean | None, tags: tuple[Clean, ...]) -> Row:
        """The row with a note and tags added to those it has."""
        kept = _read(id, row)
        changed: Row = row | {
            "note": joined_notes(kept.note, note),
            "tags": stored_tags(tuple(dict.fromkeys((*kept.tags, *tags)))),
        }
        return changed if changed == row else changed | {"updated": now()}

    def _edit(self, id: str, row: Row, content: Row, what: str) -> Bookmark:
        changed = row | content
        if changed != row:
            changed["updated"] = now()
            self._journal.act(what, [Change(BOOKMARK, id, changed)])
        return _read(id, changed)

    def _next_position(self) -> int:
        query = "SELECT coalesce(max(position), 0) + 1 FROM bookmark WHERE dossier = ?"
        return int(self._rows(query)[0][0])


def _read(id: str, row: Row) -> Bookmark:
    try:
        return row_bookmark(id, row)
    except (ValueError, OverflowError):
        raise NotebookError(f"The bookmark {id} cannot be read; it is left as it is.") from None
