"""Saved searches, marks on cells and decisions: kept, read back, undone; and a file from before they were there."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.notebook import Notebook, NotebookError, schema

Open = Callable[..., Notebook]


def test_a_search_is_saved_once_found_again_and_deleted(notebook: Notebook, opened: Open) -> None:
    kept = notebook.save_search("  training  OR\nequipment ")
    assert kept.query == "training OR equipment"
    again = notebook.save_search("training OR equipment")
    assert (again.already, again.id) == (True, kept.id)
    other = notebook.save_search("Gadhafi")
    assert opened().saved_searches() == (kept, other)
    notebook.forget_search(kept.id)
    assert notebook.saved_searches() == (other,)
    assert notebook.undo() == "Undone: deleting the search “training OR equipment”."
    assert notebook.saved_searches() == (kept, other)
    with pytest.raises(NotebookError, match="no saved search 000"):
        notebook.forget_search("000")
    with pytest.raises(ValueError, match="blank"):
        notebook.save_search(" \n")
    assert opened("other").saved_searches() == ()


def test_a_cell_keeps_a_note_and_a_reviewed_mark_each_for_itself(notebook: Notebook) -> None:
    notebook.set_cell_note("2013-10", "channel", " mine ")
    notebook.set_cell_reviewed("2013-10", "channel", reviewed=True)
    mark = notebook.cell_marks()["2013-10", "channel"]
    assert (mark.note, mark.reviewed) == ("mine", True)
    notebook.set_cell_note("2013-10", "channel", "  ")
    assert notebook.cell_marks()["2013-10", "channel"].note is None
    notebook.set_cell_reviewed("2013-10", "channel", reviewed=False)
    assert notebook.cell_marks() == {}
    assert notebook.undo() == "Undone: changing the reviewed mark of the cell 2013-10/channel."
    assert notebook.cell_marks()["2013-10", "channel"].reviewed
    notebook.set_cell_reviewed("2013-10", "channel", reviewed=True)  # as it is: no act
    assert notebook.undo() == "Undone: changing the note on the cell 2013-10/channel."


def test_decisions_come_back_in_order_with_their_content(notebook: Notebook, opened: Open) -> None:
    first = notebook.decide("accept", "ali-zeidan", {"label": "Ali Zeidan", "forms": ["Zeidan"]})
    second = notebook.decide("merge", "zidan", {"into": "ali-zeidan"})
    assert opened().decisions() == (first, second)
    assert notebook.undo() == "Undone: the decision to merge “zidan”."
    assert notebook.decisions() == (first,)


def test_undo_goes_through_every_kind_of_record_in_turn(notebook: Notebook, anchor: Callable[..., Anchor]) -> None:
    notebook.save_search("a")
    notebook.add_bookmark(anchor())
    notebook.set_cell_note("o", "a", "n")
    notebook.decide("reject", "x")
    sentences = [str(notebook.undo()) for _ in range(4)]
    assert [each.split()[1] for each in sentences] == ["the", "changing", "adding", "saving"]
    assert (notebook.bookmarks(), notebook.saved_searches(), notebook.cell_marks(), notebook.decisions()) == (
        (),
        (),
        {},
        (),
    )


def test_damaged_records_are_left_out_and_hide_no_others(notebook: Notebook, path: Path) -> None:
    notebook.decide("accept", "a")
    notebook.decide("accept", "b")
    notebook.set_cell_note("o", "a", "n")
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE decision SET content = '[1' WHERE subject = 'a'")
        db.execute("INSERT INTO cell_mark VALUES ('nato-libya', 'p/q', 'x', 'no number', 'never', 'never')")
        db.commit()
    assert [each.subject for each in notebook.decisions()] == ["b"]
    assert list(notebook.cell_marks()) == [("o", "a")]


def test_a_file_from_before_these_records_is_read_where_it_cannot_be_migrated(
    path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        opened().set_state("a", 1)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (schema.MIGRATIONS[0], ("NONSENSE",)))
        old = opened()
        assert not old.writable
        assert (old.saved_searches(), old.cell_marks(), old.decisions()) == ((), {}, ())
    new = opened()
    new.save_search("a")
    assert new.state("a") == 1
    assert [*path.parent.glob("notebook.sqlite.v1-*")]
