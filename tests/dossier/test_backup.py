"""Backup and restore: everything comes back exactly, merges, is undone as one act, and no bad record hides the rest."""

import json
import os
import re
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.backup import BackedUp, Restored, restore_backup, write_backup
from natoreader.dossier.files import FileError
from natoreader.dossier.notebook import ITEM, Notebook, NotebookError
from natoreader.dossier.notebook.journal import Row
from natoreader.dossier.notebook.merging import KINDS, Record, Taken
from natoreader.dossier.notebook.schema import KEPT
from natoreader.dossier.notebook.store import SHARED
from natoreader.dossier.text import Clean, Text

WORDS = Text(Clean("NATO offered help.\nLibya has not asked.\n“We stand ready,” he said, “if asked.”\n" * 20))
Edit = Callable[[dict[str, Any]], object]


def _anchor(start: int = 0, end: int = 4, article: str = "003") -> Anchor:
    return Anchor.of(Clean(article), WORDS, start, end)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A notebook with something of everything, of two dossiers."""
    path = tmp_path / "old.sqlite"
    with Notebook.open(path, "nato-libya") as notebook:
        first = notebook.add_bookmark(_anchor(), note="a\n\n“b” *c* \U0001f600 é", tags=["offer/training", "日本"])
        notebook.add_bookmark(_anchor(5, 12, "000"))
        notebook.set_note(first.id, "edited “note”\n<!-- -->")
        notebook.save_search('"security sector" OR train*')
        notebook.set_cell_note("2016-04", "who", "Mine.")
        notebook.set_cell_reviewed("2012", "offered", reviewed=True)
        notebook.decide("merge", "nato", {"into": "otan", "forms": ["NATO", "Otan"], "n": 1.5, "deep": {"x": None}})
        notebook.set_position(_anchor(20, 60))
        notebook.mark_read("003", WORDS.sha256)
        notebook.last_article = "003"
        notebook.set_state("layout", {"é": [1, 2.5, True, None, "x"]})
    with Notebook.open(path, "other") as notebook:
        notebook.add_bookmark(_anchor(), note="of another dossier")
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new.sqlite"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.json"


def _records(path: Path, dossier: str = "nato-libya") -> set[str]:
    with Notebook.open(path, dossier) as notebook:
        return {repr(each) for each in notebook.records()}


def _edited(file: Path, edit: Edit) -> None:
    page = json.loads(file.read_text(encoding="utf-8"))
    edit(page)
    file.write_text(json.dumps(page), encoding="utf-8")


def _item(page: dict[str, Any], motivation: str) -> dict[str, Any]:
    """The first item of a kind; of the bookmarks the one with a note."""
    fitting = [each for each in page["items"] if each["motivation"] == motivation]
    found: dict[str, Any] = next((each for each in fitting if each.get("nr:position") == 1), fitting[0])
    return found


def test_everything_comes_back_exactly(old: Path, new: Path, file: Path) -> None:
    assert write_backup(old, file) == BackedUp(11, (Clean("nato-libya"), Clean("other")), ())
    restored = restore_backup(new, file)
    assert restored == Restored({Clean("nato-libya"): Taken(10), Clean("other"): Taken(1)}, ())
    for dossier in ("nato-libya", "other"):
        assert _records(new, dossier) == _records(old, dossier)
    again = file.with_name("again.json")
    write_backup(new, again)
    first, second = (json.loads(each.read_text(encoding="utf-8")) for each in (file, again))
    assert sorted(first["items"], key=lambda each: each["id"]) == sorted(second["items"], key=lambda each: each["id"])
    with Notebook.open(old, "nato-libya") as one, Notebook.open(new, "nato-libya") as two:
        for read in (Notebook.bookmarks, Notebook.saved_searches, Notebook.cell_marks, Notebook.decisions):
            assert read(one) == read(two)
            assert read(two)
        assert one.position("003") == two.position("003") is not None
        assert one.read_marks() == two.read_marks() != {}
        assert two.last_article == "003"
        assert one.state("layout") == two.state("layout") is not None


def test_items_that_were_marked_and_what_is_kept_for_all_dossiers_come_back(new: Path, file: Path) -> None:
    old = new.with_name("used.sqlite")
    with Notebook.open(old, "nato-libya") as notebook:
        notebook.set_cell_note("2016-04", f"{ITEM}training", "Mine.")
        notebook.set_state("settings", {"theme": "light"}, shared=True)
    assert write_backup(old, file) == BackedUp(2, (Clean("nato-libya"),), ())
    assert restore_backup(new, file) == Restored({Clean(SHARED): Taken(1), Clean("nato-libya"): Taken(1)}, ())
    with Notebook.open(new, "nato-libya") as notebook:
        assert notebook.cell_marks()["2016-04", f"{ITEM}training"].note == "Mine."
        assert notebook.state("settings", shared=True) == {"theme": "light"}
        assert notebook.state("settings") is None


def test_every_kind_of_record_is_in_the_file(old: Path, file: Path) -> None:
    assert tuple(KINDS) == KEPT
    with Notebook.open(old, "nato-libya") as notebook:
        assert {each.table for each in notebook.records()} == set(KEPT)
    write_backup(old, file)
    assert len({each["motivation"] for each in json.loads(file.read_text(encoding="utf-8"))["items"]}) == len(KEPT)


def test_a_bookmark_is_an_annotation_of_the_standard(old: Path, file: Path) -> None:
    write_backup(old, file)
    page = json.loads(file.read_text(encoding="utf-8"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    item = _item(page, "bookmarking")
    assert item["type"] == "Annotation"
    assert item["target"]["source"] == f"urn:sha256:{WORDS.sha256}"
    position, quote = item["target"]["selector"]
    assert (position["type"], position["start"], position["end"]) == ("TextPositionSelector", 0, 4)
    assert (quote["type"], quote["exact"], quote["prefix"]) == ("TextQuoteSelector", "NATO", "")
    assert quote["suffix"] == str(WORDS.value[4:36])
    assert [(each["purpose"], each["value"]) for each in item["body"]] == [
        ("commenting", "edited “note”\n<!-- -->"),
        ("tagging", "offer/training"),
        ("tagging", "日本"),
    ]
    ids = [each["id"] for each in page["items"]]
    assert len(set(ids)) == len(ids)


def test_of_two_with_one_id_the_newer_stays_and_restoring_is_one_act(old: Path, file: Path) -> None:
    write_backup(old, file)
    with Notebook.open(old, "nato-libya") as notebook:
        one, two = notebook.bookmarks()
        notebook.set_note(one.id, "newer here")
        notebook.delete_bookmark(two.id)
        notebook.add_bookmark(_anchor(30, 40))
        (search,) = notebook.saved_searches()
        notebook.forget_search(search.id)
        before = notebook.bookmarks(), notebook.saved_searches(), notebook.cell_marks(), notebook.decisions()

    def age(page: dict[str, Any]) -> None:
        cell = next(each for each in page["items"] if each["nr:key"] == "2016-04/who")
        cell["body"][0]["value"], cell["modified"] = "newer there", "2099-01-01T00:00:00Z"

    _edited(file, age)
    taken = restore_backup(old, file, dossier="nato-libya").taken
    assert taken == {Clean("nato-libya"): Taken(added=2, replaced=1, unchanged=7)}
    with Notebook.open(old, "nato-libya") as notebook:
        assert {each.note for each in notebook.bookmarks()} == {"newer here", None}
        assert len(notebook.bookmarks()) == 3
        assert notebook.cell_marks()["2016-04", "who"].note == "newer there"
        assert notebook.undo() == "Undone: restoring 10 records from backup.json."
        after = notebook.bookmarks(), notebook.saved_searches(), notebook.cell_marks(), notebook.decisions()
        assert after == before
        assert notebook.redo() is not None
        assert len(notebook.bookmarks()) == 3


def test_the_same_passage_under_another_id_stays_one_bookmark(old: Path, new: Path, file: Path) -> None:
    with Notebook.open(new, "nato-libya") as notebook:
        mine = notebook.add_bookmark(_anchor(), note="mine")
        notebook.save_search('"security sector" OR train*')
    write_backup(old, file)
    _edited(file, lambda page: [each.update(modified="2099-01-01T00:00:00Z") for each in page["items"]])
    assert restore_backup(new, file, dossier="nato-libya").taken[Clean("nato-libya")] == Taken(8, 2)
    with Notebook.open(new, "nato-libya") as notebook:
        assert len(notebook.saved_searches()) == 1
        kept = notebook.bookmark(mine.id)
        assert kept is not None
        assert kept.note == "edited “note”\n<!-- -->\n\nmine"
        assert len(notebook.bookmarks()) == 2


@pytest.mark.parametrize("newer", ["here", "there"])
def test_of_the_same_passage_kept_on_both_sides_no_word_is_lost(old: Path, new: Path, file: Path, newer: str) -> None:
    stamp = "2099-01-01T00:00:00Z" if newer == "there" else "2001-01-01T00:00:00Z"
    with Notebook.open(new, "nato-libya") as notebook:
        mine = notebook.add_bookmark(_anchor(), note="mine", tags=["own", "日本"])
    write_backup(old, file)
    _edited(file, lambda page: [each.update(created=stamp, modified=stamp) for each in page["items"]])
    restore_backup(new, file)
    before = _records(new)
    with Notebook.open(new, "nato-libya") as notebook:
        kept = notebook.bookmark(mine.id)
        assert kept is not None
        assert kept.note is not None
        assert set(kept.note.split("\n\n")) == {"edited “note”\n<!-- -->", "mine"}
        assert set(kept.tags) == {"offer/training", "日本", "own"}
    assert reduce(Taken.plus, restore_backup(new, file).taken.values()) == Taken(unchanged=11)
    assert _records(new) == before
    write_backup(new, file, overwrite=True)
    restore_backup(old, file)
    with Notebook.open(old, "nato-libya") as notebook:
        assert {(each.note, each.tags) for each in notebook.bookmarks() if each.note} == {(kept.note, kept.tags)}


def test_a_bookmark_that_was_moved_is_no_newer_for_that(old: Path) -> None:
    with Notebook.open(old, "nato-libya") as notebook:
        first, second = notebook.bookmarks()
        notebook.move_bookmark(second.id, first.id)
        assert [each.updated for each in notebook.bookmarks()] == [second.updated, first.updated]


def test_restoring_twice_changes_nothing_more(old: Path, new: Path, file: Path) -> None:
    write_backup(old, file)
    restore_backup(new, file)
    before = _records(new)
    assert restore_backup(new, file).taken == {Clean("nato-libya"): Taken(0, 0, 10), Clean("other"): Taken(0, 0, 1)}
    assert _records(new) == before
    with Notebook.open(new, "nato-libya") as notebook:
        assert notebook.undo() is not None
        assert notebook.undo() is None


def test_one_dossier_alone(old: Path, new: Path, file: Path) -> None:
    assert write_backup(old, file, dossier="other").number == 1
    assert set(restore_backup(new, file).taken) == {"other"}
    write_backup(old, file)
    assert set(restore_backup(new, file, dossier="nato-libya").taken) == {"nato-libya"}


BREAKAGES: list[tuple[Edit, str]] = [
    (lambda item: item.clear(), "its “motivation” is none of natoreader’s"),
    (lambda item: item.update(motivation="linking"), "its “motivation” is none of natoreader’s"),
    (lambda item: item.update({"nr:dossier": "../x"}), "its “nr:dossier” is no id; expected lower-case letters"),
    (lambda item: item.update({"nr:dossier": SHARED}), "its “nr:dossier” is no id; expected lower-case letters"),
    (lambda item: item.pop("nr:key"), "its “nr:key” is missing or no text"),
    (lambda item: item.update({"nr:key": "<!-- -->"}), "its “nr:key” is no id"),
    (lambda item: item.update(created="yesterday"), "its “created” is no instant"),
    (lambda item: item.update(modified=5), "its “modified” is missing or no text"),
    (lambda item: item.update(body="x"), "its “body” is missing or no list"),
    (lambda item: item.update(body=[1]), "its “body” has a part that is no object"),
    (lambda item: item["body"].append({"purpose": "tagging", "value": "!"}), "“!” is no tag"),
    (lambda item: item.update(target="x"), "its “target” is missing or no object"),
    (lambda item: item["target"].update(source="x"), "its “source” is no urn:sha256"),
    (lambda item: item["target"].pop("nr:article"), "its “nr:article” is missing"),
    (lambda item: item["target"]["selector"].pop(), "lacks a TextPositionSelector or a TextQuoteSelector"),
    (lambda item: item["target"]["selector"][0].update(end=0), "its passage must end after it starts"),
    (lambda item: item["target"]["selector"][0].update(start=-1), "its “start” is missing or no whole number from 0"),
    (lambda item: item["target"]["selector"][0].update(start=0.0), "its “start” is missing or no whole number from 0"),
    (lambda item: item["target"]["selector"][0].update(end=10**30), "its “end” is missing or no whole number from 0"),
    (lambda item: item["target"]["selector"][0].update(end=float("nan")), "its “end” is missing or no whole number"),
    (lambda item: item["target"]["selector"][0].update(end=2**31 - 1), "its “start” and “end” are not as far apart as"),
    (lambda item: item["target"]["selector"][0].update(start=True), "its “start” is missing or no whole number"),
    (lambda item: item["target"]["selector"][1].update(exact=None), "its “exact” is missing or no text"),
    (lambda item: item.update({"nr:position": "1"}), "its “nr:position” is missing or no whole number"),
    (lambda item: item.update({"nr:position": 2**31}), "its “nr:position” is missing or no whole number"),
    (lambda item: item.update(created="0001-01-01T00:00:00Z"), "its “created” is no instant"),
    (lambda item: item.update(created="9999-12-31T23:59:59Z"), "its “created” is no instant"),
]


@pytest.mark.parametrize(("breakage", "clause"), BREAKAGES, ids=[clause for _, clause in BREAKAGES])
def test_a_record_that_cannot_be_read_is_told_of_and_hides_no_other(
    old: Path, new: Path, file: Path, breakage: Edit, clause: str
) -> None:
    write_backup(old, file)
    _edited(file, lambda page: breakage(_item(page, "bookmarking")))
    restored = restore_backup(new, file)
    (fault,) = restored.faults
    assert re.match(rf"{re.escape(str(file))}: record \d+ is left out: ", fault)
    assert clause in fault
    assert fault.endswith(".")
    assert reduce(Taken.plus, restored.taken.values()) == Taken(10)


@pytest.mark.parametrize("junk", [None, 1, "x", [], [[[]]], {"motivation": {}}, {"motivation": ["bookmarking"]}])
def test_whatever_stands_among_the_records_the_others_are_read(old: Path, new: Path, file: Path, junk: object) -> None:
    write_backup(old, file)
    _edited(file, lambda page: page["items"].insert(3, junk))
    restored = restore_backup(new, file)
    assert len(restored.faults) == 1
    assert reduce(Taken.plus, restored.taken.values()) == Taken(11)


def test_words_that_could_act_on_a_terminal_are_cleaned(old: Path, new: Path, file: Path) -> None:
    write_backup(old, file)

    def poison(page: dict[str, Any]) -> None:
        _item(page, "bookmarking")["body"][0]["value"] = "a\x1b[31m\u202eb\ud800"
        page["items"][-1] = {"motivation": "bookmarking", "nr:dossier": "\x1b]0;x"}

    _edited(file, poison)
    restored = restore_backup(new, file)
    assert "\x1b" not in restored.faults[0]
    with Notebook.open(new, "nato-libya") as notebook:
        assert {each.note for each in notebook.bookmarks()} == {"a[31mb\ufffd", None}


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b"{}",
        b'{"items": []}',
        b"\xff\xfe",
        b'{"items": 1, "nr:format": 1}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_backup_is_neither_read_nor_written_over(old: Path, new: Path, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(FileError, match=r"backup\.json is no backup of natoreader’s\.$"):
        restore_backup(new, file)
    assert not new.exists()
    with pytest.raises(FileError, match=r"backup\.json is not a backup of natoreader’s; it was left as it is\.$"):
        write_backup(old, file)
    assert file.read_bytes() == content
    assert write_backup(old, file, overwrite=True).number == 11
    assert write_backup(old, file).number == 11  # over its own it is written unasked


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e400", "1" + "0" * 5000])
@pytest.mark.parametrize(
    ("motivation", "place", "clause"),
    [
        ("bookmarking", '"end": 4', "its “end” is missing or no whole number from 0 to 2147483647"),
        ("bookmarking", '"nr:position": 1', "its “nr:position” is missing or no whole number from 0 to 2147483647"),
        ("identifying", '"n": 1.5', "its “nr:content” holds a number that is none, or too large to be kept"),
        ("nr:state", " 2.5", "its “nr:value” holds a number that is none, or too large to be kept"),
    ],
)
def test_a_number_that_is_none_is_told_of_with_its_record(
    old: Path, new: Path, file: Path, number: str, motivation: str, place: str, clause: str
) -> None:
    write_backup(old, file)
    words = file.read_text(encoding="utf-8")
    at = words.index(place, words.index(motivation))
    before, space, _ = place.rpartition(" ")
    file.write_text(f"{words[:at]}{before}{space}{number}{words[at + len(place) :]}", encoding="utf-8")
    restored = restore_backup(new, file)
    assert [fault.partition("left out: ")[2] for fault in restored.faults] == [f"{clause}."]
    assert reduce(Taken.plus, restored.taken.values()) == Taken(10)
    assert write_backup(new, file).faults == ()


@pytest.mark.parametrize("version", ["0", "-1", "1.0", "true", '"1"', "null", "NaN"])
def test_a_version_that_is_none_is_told_of(new: Path, file: Path, version: str) -> None:
    file.write_text(f'{{"nr:format": {version}, "items": []}}')
    with pytest.raises(FileError, match=r"is no backup of natoreader’s: its “nr:format” is no number from 1 on\.$"):
        restore_backup(new, file)
    assert not new.exists()


def test_where_a_damaged_backup_ends_is_told_of(old: Path, new: Path, file: Path) -> None:
    write_backup(old, file)
    lines = file.read_bytes().split(b"\n")
    file.write_bytes(b"\n".join(lines[:20]) + b"\n")
    with pytest.raises(FileError, match=r"or a damaged one: it is no JSON at line 21, column 1\.$"):
        restore_backup(new, file)
    assert not new.exists()


def test_a_backup_of_a_newer_natoreader_is_not_guessed_at(old: Path, new: Path, file: Path) -> None:
    write_backup(old, file)
    _edited(file, lambda page: page.update({"nr:format": 2}))
    with pytest.raises(FileError, match="in a format that this natoreader does not know; a newer one wrote it"):
        restore_backup(new, file)


def test_a_file_that_cannot_be_read_is_a_sentence(new: Path, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"missing\.json could not be read: No such file or directory\.$"):
        restore_backup(new, tmp_path / "missing.json")


def test_a_failed_write_leaves_the_old_backup(old: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_backup(old, file)
    before = file.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="could not be written: No space left on device"):
        write_backup(old, file)
    assert file.read_bytes() == before
    assert sorted(each.suffix for each in file.parent.iterdir() if each.suffix == ".tmp") == []


def test_nothing_is_written_and_made_where_there_is_nothing(new: Path, file: Path) -> None:
    assert write_backup(new, file) == BackedUp(0, (), ())
    assert not file.exists()
    assert not new.exists()


def test_a_notebook_that_cannot_be_used_is_a_sentence(old: Path, file: Path, tmp_path: Path) -> None:
    write_backup(old, file)
    (tmp_path / "folder").mkdir()
    for act in (lambda path: write_backup(path, file), lambda path: restore_backup(path, file)):
        with pytest.raises(NotebookError, match="cannot be used"):
            act(tmp_path / "folder")


def test_a_damaged_row_is_told_of_and_the_rest_written(old: Path, new: Path, file: Path) -> None:
    with Notebook.open(old, "nato-libya") as notebook:
        kept = next(each for each in notebook.bookmarks() if each.note)
        notebook._db.execute("UPDATE bookmark SET tags = '{' WHERE id = ?", (kept.id,))
        notebook._db.execute("UPDATE state SET value = 'Infinity' WHERE key = 'layout'")
    written = write_backup(old, file)
    assert written.number == 9
    assert written.faults == (
        f"{old}: the bookmark {kept.id} of nato-libya is left out: it is damaged.",
        f"{old}: the state layout of nato-libya is left out: it is damaged.",
    )
    assert len(restore_backup(new, file).taken) == 2


TEXTS = st.text(max_size=12).map(Clean)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    notes=st.lists(TEXTS, max_size=4), states=st.dictionaries(TEXTS.filter(str.strip), JSON, max_size=3), query=TEXTS
)
def test_whatever_was_written_comes_back(
    notes: list[Clean], states: dict[Clean, Any], query: Clean, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("walk")
    with Notebook.open(folder / "a.sqlite", "x") as notebook:
        for number, note in enumerate(notes):
            notebook.add_bookmark(_anchor(number, number + 3), note=note)
            notebook.set_cell_note("o", f"a{number}", note)
        for key, value in states.items():
            notebook.set_state(Clean.line(key) or "k", value)
        if Clean.line(query).split():
            notebook.save_search(query)
        notebook.decide("rename", "x", {"to": query})
        before = {repr(each) for each in notebook.records()}
    assert write_backup(folder / "a.sqlite", folder / "b.json").faults == ()
    assert restore_backup(folder / "b.sqlite", folder / "b.json").faults == ()
    assert _records(folder / "b.sqlite", "x") == before


@settings(max_examples=40)
@given(acts=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 9)), max_size=8))
def test_merging_keeps_the_newest_of_each_and_each_passage_once(
    acts: list[tuple[int, int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Notebook.open(tmp_path_factory.mktemp("merged") / "n.sqlite", "x") as notebook:
        for id, place, day in acts:
            row: Row = {
                "article": "a",
                "start": place,
                "stop": 9,
                "exact": "",
                "prefix": "",
                "suffix": "",
                "sha256": "s",
                "note": str(day),
                "tags": "[]",
                "position": 1,
                "created": "2026-01-01T00:00:00Z",
                "updated": f"2026-01-0{day}T00:00:00Z",
            }
            notebook.take([Record("bookmark", f"id{id}", row)], "restoring")
        kept = notebook.bookmarks()
        assert len({each.anchor.start for each in kept}) == len(kept)
        if acts:
            newest = max(day for _, _, day in acts)
            assert newest in {each.updated.day for each in kept}
        while notebook.undo():
            pass
        assert notebook.bookmarks() == ()
