"""Everything written can be taken back, many steps deep, after a restart, and never over another's work."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.notebook import Notebook, RefusedError, journal

Make = Callable[..., Anchor]
Open = Callable[..., Notebook]


def test_undo_says_what_it_took_back_and_redo_does_it_again(notebook: Notebook, anchor: Make) -> None:
    kept = notebook.add_bookmark(anchor(0, 18), note="n", tags=["t"])
    notebook.set_note(kept.id, "m")
    notebook.set_tags(kept.id, [])
    notebook.delete_bookmark(kept.id)
    assert notebook.bookmarks() == ()
    assert notebook.undo() == "Undone: deleting the bookmark “NATO offered help.” (003)."
    assert notebook.bookmark(kept.id).note == "m"  # type: ignore[union-attr]
    assert notebook.undo() == "Undone: editing the tags of the bookmark “NATO offered help.” (003)."
    assert notebook.undo() == "Undone: editing the note of the bookmark “NATO offered help.” (003)."
    assert notebook.bookmarks() == (kept,)
    assert notebook.undo() == "Undone: adding the bookmark “NATO offered help.” (003)."
    assert notebook.bookmarks() == ()
    assert notebook.undo() is None
    assert notebook.redo() == "Done again: adding the bookmark “NATO offered help.” (003)."
    assert notebook.bookmarks() == (kept,)
    assert [notebook.redo() is not None for _ in range(4)] == [True, True, True, False]
    assert notebook.bookmarks() == ()


def test_a_new_act_closes_the_way_forward(notebook: Notebook, anchor: Make) -> None:
    kept = notebook.add_bookmark(anchor())
    notebook.set_note(kept.id, "one")
    notebook.undo()
    notebook.set_note(kept.id, "two")
    assert notebook.redo() is None
    notebook.undo()
    assert notebook.bookmarks() == (kept,)


def test_writing_what_is_there_already_is_no_act(notebook: Notebook, anchor: Make) -> None:
    kept = notebook.add_bookmark(anchor(), note="n", tags=["t"])
    notebook.set_note(kept.id, "n ")
    notebook.set_tags(kept.id, ["T"])
    notebook.add_bookmark(anchor())
    assert notebook.undo() is not None
    assert notebook.bookmarks() == ()


def test_undo_and_redo_go_on_after_a_restart(opened: Open, anchor: Make) -> None:
    first = opened()
    kept = first.add_bookmark(anchor())
    first.set_note(kept.id, "one")
    first.set_note(kept.id, "two")
    first.undo()
    first.close()
    second = opened()
    assert second.undo() is not None
    assert second.bookmarks() == (kept,)
    second.close()
    third = opened()
    assert [third.redo() is not None for _ in range(3)] == [True, True, False]
    assert [each.note for each in third.bookmarks()] == ["two"]


def test_undo_takes_back_what_was_done_here_not_elsewhere(opened: Open, anchor: Make) -> None:
    here, there = opened(), opened()
    mine = here.add_bookmark(anchor(0, 4))
    theirs = there.add_bookmark(anchor(5, 9))
    assert here.undo() is not None
    assert here.undo() is None
    assert here.bookmarks() == (theirs,)
    assert there.redo() is None
    here.redo()
    here.close()
    there.close()
    after = opened()
    after.undo()
    after.undo()
    assert after.bookmarks() == ()
    after.redo()
    after.redo()
    assert {each.id for each in after.bookmarks()} == {mine.id, theirs.id}


def test_undo_refuses_where_another_process_wrote_since_and_goes_further_back(opened: Open, anchor: Make) -> None:
    here, there = opened(), opened()
    other = here.add_bookmark(anchor(5, 9))
    kept = here.add_bookmark(anchor(0, 4))
    here.set_note(kept.id, "mine")
    there.set_note(kept.id, "theirs")
    for what in ("editing the note of", "adding"):
        with pytest.raises(RefusedError, match=rf"^Not undone, what it wrote was changed elsewhere since: {what} the"):
            here.undo()
    assert [each.note for each in here.bookmarks()] == [None, "theirs"]
    assert here.undo() is not None
    assert [each.id for each in here.bookmarks()] == [kept.id]
    assert other.id != kept.id


def test_what_was_refused_can_be_undone_when_nothing_stands_in_its_way(opened: Open, anchor: Make) -> None:
    here, there = opened(), opened()
    kept = here.add_bookmark(anchor())
    here.set_note(kept.id, "mine")
    there.set_note(kept.id, "theirs")
    for _ in range(2):
        with pytest.raises(RefusedError):
            here.undo()
    assert here.undo() is None
    there.undo()
    assert here.undo() == "Undone: editing the note of the bookmark “NATO” (003)."
    assert here.undo() == "Undone: adding the bookmark “NATO” (003)."
    here.redo()
    there.set_note(kept.id, "theirs again")
    with pytest.raises(RefusedError, match=r"^Not done again, what it wrote was changed elsewhere since: editing"):
        here.redo()
    there.undo()
    assert here.redo() is not None
    assert [each.note for each in here.bookmarks()] == ["mine"]


def test_a_refusal_is_told_of_again_after_a_new_act(opened: Open, anchor: Make) -> None:
    here, there = opened(), opened()
    kept = here.add_bookmark(anchor())
    there.set_note(kept.id, "theirs")
    with pytest.raises(RefusedError):
        here.undo()
    here.add_bookmark(anchor(5, 9))
    assert here.undo() is not None
    with pytest.raises(RefusedError):
        here.undo()


def test_redo_refuses_where_another_process_wrote_since(opened: Open, anchor: Make) -> None:
    here, there = opened(), opened()
    kept = here.add_bookmark(anchor())
    here.set_note(kept.id, "mine")
    here.undo()
    there.set_note(kept.id, "theirs")
    with pytest.raises(RefusedError, match="changed elsewhere since"):
        here.redo()
    assert [each.note for each in here.bookmarks()] == ["theirs"]


def test_another_process_that_took_its_change_back_is_no_obstacle(opened: Open, anchor: Make) -> None:
    here, there = opened(), opened()
    kept = here.add_bookmark(anchor(), note="first")
    here.set_note(kept.id, "mine")
    there.set_note(kept.id, "theirs")
    there.undo()
    assert here.undo() is not None
    assert [each.note for each in here.bookmarks()] == ["first"]


def test_a_deletion_stays_where_the_passage_was_kept_again(opened: Open, anchor: Make) -> None:
    here, there = opened(), opened()
    kept = here.add_bookmark(anchor())
    here.delete_bookmark(kept.id)
    again = there.add_bookmark(anchor(), note="again")
    with pytest.raises(RefusedError, match="the same was kept again since: deleting"):
        here.undo()
    assert here.bookmarks() == (again,)


def test_a_damaged_journal_is_passed_over(path: Path, opened: Open, anchor: Make) -> None:
    notebook = opened()
    kept = notebook.add_bookmark(anchor())
    notebook.set_note(kept.id, "n")
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE change SET before = '{' WHERE before IS NOT NULL")
        db.commit()
    with pytest.raises(RefusedError, match="cannot be read: editing the note"):
        notebook.undo()
    assert [each.note for each in notebook.bookmarks()] == ["n"]


def test_an_id_is_not_given_again_while_its_bookmark_can_come_back(
    notebook: Notebook, anchor: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["aaaaaa", "aaaaaa", "bbbbbb"])
    monkeypatch.setattr("natoreader.dossier.notebook.bookmarks.os.urandom", lambda _: bytes.fromhex(next(answers)))
    first = notebook.add_bookmark(anchor(0, 4))
    notebook.delete_bookmark(first.id)
    second = notebook.add_bookmark(anchor(5, 9))
    assert (first.id, second.id) == ("aaaaaa", "bbbbbb")


def test_the_journal_forgets_the_oldest_acts(notebook: Notebook, anchor: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "DEPTH", 3)
    id = notebook.add_bookmark(anchor()).id
    for number in range(5):
        notebook.set_note(id, str(number))
    assert [notebook.undo() is not None for _ in range(4)] == [True, True, True, False]
    assert [each.note for each in notebook.bookmarks()] == ["1"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from("adntuur"), st.integers(0, 3)), max_size=14))
def test_undoing_all_and_redoing_all_walks_the_same_states(
    acts: list[tuple[str, int]], anchor: Make, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path: Path = tmp_path_factory.mktemp("walk") / "n.sqlite"
    with Notebook.open(path, "x") as notebook:
        for act, place in acts:
            marks = notebook.bookmarks()
            chosen = marks[place % len(marks)].id if marks else None
            if act == "a":
                notebook.add_bookmark(anchor(place, place + 3))
            elif act == "u":
                notebook.undo()
            elif act == "r":
                notebook.redo()
            elif chosen and act == "d":
                notebook.delete_bookmark(chosen)
            elif chosen and act == "n":
                notebook.set_note(chosen, str(place))
            elif chosen:
                notebook.set_tags(chosen, [f"t{place}"])
    with Notebook.open(path, "x") as notebook:
        while notebook.redo():
            pass
        back = [notebook.bookmarks()]
        while notebook.undo():
            back.append(notebook.bookmarks())
        assert back[-1] == ()
        forth = [notebook.bookmarks()]
        while notebook.redo():
            forth.append(notebook.bookmarks())
        assert forth == back[::-1]
