"""What a user writes beside bookmarks: saved searches, marks on cells, decisions about names; and undo over it all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from ..text import Clean
from . import schema
from .bookmarks import check_seen, clean_note, new_id
from .journal import CELL_MARK, DECISION, SAVED_SEARCH, Change, Journal, Outcome, Row
from .reading import ReadingRecords
from .records import (
    CellMark,
    Decision,
    DecisionKind,
    Json,
    NotebookError,
    RefusedError,
    SavedSearch,
    clean_json,
    instant,
    now,
)

_TABLES_SINCE = 2
"""The version of the file from which on it has these tables."""


class WrittenRecords(ReadingRecords):
    """Records of one dossier that can be undone, all but the bookmarks."""

    def __init__(self, path: Path, dossier_id: str) -> None:
        super().__init__(path, dossier_id)
        try:
            with self._failing("cannot be read"):
                self._journal = Journal(self._db, self._dossier)
        except NotebookError:
            self.close()
            raise

    # Undo

    def undo(self) -> Clean | None:
        """Take back the latest act, also one made before a restart. The sentence says which; ``None``: nothing is left.

        Raises:
            RefusedError: what it wrote was changed elsewhere since and is left alone. The next call tries it again,
                and takes back the act before where that is still so.
            NotebookError: it could not be written.
        """
        with self._writing():
            outcome = self._journal.undo()
        return _said(outcome)

    def redo(self) -> Clean | None:
        """Do again what was last undone; as :meth:`undo`."""
        with self._writing():
            outcome = self._journal.redo()
        return _said(outcome)

    # Saved searches

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The queries that were kept, oldest first.

        Raises:
            NotebookError: the file cannot be read.
        """
        rows = self._written_rows(
            "SELECT id, query, created FROM saved_search WHERE dossier = ? ORDER BY created, rowid"
        )
        found: list[SavedSearch] = []
        for id, query, created in rows:
            try:
                found.append(SavedSearch(Clean.line(id), Clean.line(query), instant(created)))
            except ValueError:
                continue
        return tuple(found)

    def save_search(self, query: str) -> SavedSearch:
        """Keep a query; one that is kept already is returned, marked ``already``.

        Raises:
            NotebookError: it could not be written.
            ValueError: the query is blank.
        """
        line = Clean(" ".join(Clean.line(query).split()))
        if not line:
            raise ValueError("a blank query cannot be kept")
        with self._writing():
            for id, created in self._rows(
                "SELECT id, created FROM saved_search WHERE dossier = ? AND query = ?", str(line)
            ):
                return SavedSearch(Clean.line(id), line, instant(created), already=True)
            id, moment = new_id(lambda each: self._journal.uses(SAVED_SEARCH, each)), now()
            row: Row = {"query": line, "created": moment, "updated": moment}
            self._journal.act(f"saving the search “{line}”", [Change(SAVED_SEARCH, id, row)])
        return SavedSearch(Clean(id), line, instant(moment))

    def forget_search(self, id: str) -> None:
        """Delete a saved search; :meth:`undo` brings it back.

        Raises:
            NotebookError: there is none with this id, or it could not be written.
        """
        with self._writing():
            row = self._journal.read(SAVED_SEARCH, id)
            if row is None:
                raise NotebookError(f"There is no saved search {id}.")
            self._journal.act(f"deleting the search “{row['query']}”", [Change(SAVED_SEARCH, id, None)])

    # Marks on the cells of the comparison

    def cell_marks(self) -> dict[tuple[str, str], CellMark]:
        """Notes and reviewed marks by offer and row, see :class:`CellMark`.

        Raises:
            NotebookError: the file cannot be read.
        """
        found: dict[tuple[str, str], CellMark] = {}
        for id, note, reviewed, updated in self._written_rows(
            "SELECT id, note, reviewed, updated FROM cell_mark WHERE dossier = ?"
        ):
            offer, _, row = Clean.line(id).partition("/")
            try:
                mark = CellMark(Clean(offer), Clean(row), clean_note(note), bool(int(reviewed)), instant(updated))
            except ValueError:
                continue
            found[offer, row] = mark
        return found

    def set_cell_note(
        self, offer: str, row: str, note: str | None, named: str = "", *, seen: str | None = None
    ) -> None:
        """Give a cell a note of the user's own, or none; undo calls the cell as the user does, ``named``, or by its id.

        Where the user changed a note that they had ``seen``, only over that one.

        Raises:
            ChangedError: the note is another than was ``seen`` (empty where there was none).
            NotebookError: it could not be written.
        """
        self._mark_cell(offer, row, {"note": clean_note(note)}, "the note on", named, seen)

    def set_cell_reviewed(self, offer: str, row: str, named: str = "", *, reviewed: bool) -> None:
        """Mark a cell as reviewed, or not; ``named`` as in :meth:`set_cell_note`.

        Raises:
            NotebookError: it could not be written.
        """
        self._mark_cell(offer, row, {"reviewed": int(reviewed)}, "the reviewed mark of", named)

    def _mark_cell(self, offer: str, row: str, content: Row, what: str, named: str, seen: str | None = None) -> None:
        id = f"{offer}/{row}"
        moment = now()
        with self._writing():
            before = self._journal.read(CELL_MARK, id)
            known: Row = before or {"note": None, "reviewed": 0, "created": moment, "updated": moment}
            after = known | content
            check_seen(seen, _words(known["note"]), clean_note(_words(after["note"])))
            if after == known:
                return
            after["updated"] = moment
            blank = after["note"] is None and not after["reviewed"]
            change = Change(CELL_MARK, id, None if blank else after)
            self._journal.act(f"changing {what} {named or f'the cell {id}'}", [change])

    # Decisions about names

    def decisions(self) -> tuple[Decision, ...]:
        """What was decided about names, oldest first.

        Raises:
            NotebookError: the file cannot be read.
        """
        query = "SELECT id, kind, subject, content, created FROM decision WHERE dossier = ? ORDER BY created, rowid"
        found: list[Decision] = []
        for id, kind, subject, stored, created in self._written_rows(query):
            try:
                content = clean_json(json.loads(stored))
                moment = instant(created)
            except (ValueError, RecursionError):
                continue
            known = next((each for each in get_args(DecisionKind) if each == kind), None)
            if known is not None and isinstance(content, dict):
                found.append(Decision(Clean.line(id), known, Clean.line(subject), content, moment))
        return tuple(found)

    def decide(
        self, kind: DecisionKind, subject: str, content: dict[str, Json] | None = None, said: str = ""
    ) -> Decision:
        """Keep a decision about a proposal or an entity; see :meth:`decide_all`.

        Raises:
            NotebookError: it could not be written.
        """
        return self.decide_all(kind, {subject: content or {}}, said)[0]

    def decide_all(self, kind: DecisionKind, contents: Mapping[str, dict[str, Json]], said: str = "") -> list[Decision]:
        """Keep decisions of one kind about several subjects, with what each says; they are undone together.

        Undo tells of them as the user was told, ``said``, or by the subjects' ids.

        Raises:
            NotebookError: they could not be written; then none was.
        """
        moment = now()
        found: list[Decision] = []
        with self._writing():
            for subject, content in contents.items():
                id = new_id(lambda each: self._journal.uses(DECISION, each) or any(each == one.id for one in found))
                kept = clean_json(content)
                made = kept if isinstance(kept, dict) else {}
                found.append(Decision(Clean(id), kind, Clean.line(subject), made, instant(moment)))
            changes = [Change(DECISION, each.id, _row(each, moment)) for each in found]
            subjects = ", ".join(f"“{each.subject}”" for each in found)
            self._journal.act(said or f"the decision to {kind} {subjects}", changes)
        return found

    def _written_rows(self, query: str) -> list[tuple[str, ...]]:
        if schema.version(self._db) < _TABLES_SINCE:  # an older file that can only be read
            return []
        return self._rows(query)


def _row(decision: Decision, moment: str) -> Row:
    return {
        "kind": decision.kind,
        "subject": decision.subject,
        "content": json.dumps(decision.content, ensure_ascii=False),
        "created": moment,
        "updated": moment,
    }


def _words(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def _said(outcome: Outcome | None) -> Clean | None:
    if outcome is None:
        return None
    if outcome.refused:
        raise RefusedError(outcome.sentence)
    return outcome.sentence
