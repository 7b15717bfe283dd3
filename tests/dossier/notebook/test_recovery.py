"""Crashes, full disks and damage, with real processes: nothing confirmed is lost, and what can be read is recovered."""

import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.notebook import Notebook, schema
from natoreader.dossier.notebook.schema import KEPT, MIGRATIONS
from natoreader.dossier.text import Clean, Text

from ...writers import Writer, check_sound, killed_once, script, states, two_at_once

Open = Callable[..., Notebook]
LONG = Text(Clean("x" * 1000))

FULL = """
import resource, sys
from pathlib import Path
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.notebook import Notebook, NotebookError
from natoreader.dossier.text import Clean, Text

text = Text(Clean("x" * 1000))
with Notebook.open(Path(sys.argv[1]), "nato-libya") as notebook:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    try:
        for number in range(900):
            kept = notebook.add_bookmark(Anchor.of(Clean("003"), text, number, number + 9), note="n" * 3000)
            print(kept.id, flush=True)
    except NotebookError as error:
        print(error.sentence, len(notebook.bookmarks()))
"""


@pytest.mark.parametrize("seed", range(8))
def test_killed_at_a_random_moment_it_loses_nothing_confirmed(path: Path, seed: int) -> None:
    path.parent.mkdir()
    killed_once(path, seed)


@pytest.mark.parametrize("seed", range(2))
def test_two_write_at_once_and_one_is_killed(path: Path, seed: int) -> None:
    path.parent.mkdir()
    two_at_once(path, seed)


def test_a_writer_that_is_killed_is_killed_where_it_says(path: Path) -> None:
    """So that the tests above can fail: the moment is inside an act, neither before nor behind all of them."""
    path.parent.mkdir()
    writer = Writer(path, "003", script(1), 20, 150)
    writer.start()
    assert writer.end() == -signal.SIGKILL
    assert 20 <= writer.confirmed <= 22
    assert states(script(1))[20] != states(script(1))[21]


@pytest.mark.parametrize("limit", [120_000, 333_333, 1_000_000])
def test_where_the_system_lets_no_file_grow_the_last_note_is_refused_whole(
    path: Path, opened: Open, limit: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path), str(limit)], capture_output=True, text=True, check=True
    )
    *confirmed, last = done.stdout.splitlines()
    assert f"{path} could not be written: " in last
    assert last.endswith(f". {len(confirmed)}")
    assert 1 <= len(confirmed) < 900
    check_sound(path)
    notebook = opened()
    assert notebook.notice is None
    assert [each.id for each in notebook.bookmarks()] == confirmed
    assert all(each.note == "n" * 3000 for each in notebook.bookmarks())
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def _filled(path: Path, number: int = 300) -> dict[str, str | None]:
    """A notebook with bookmarks and one of everything else, closed; the bookmarks' notes by id."""
    with Notebook.open(path, "nato-libya") as notebook:
        anchors = [Anchor.of(Clean("003"), LONG, place, place + 9) for place in range(number)]
        for anchor in anchors:
            notebook.add_bookmark(anchor, note=f"{anchor.start} " + "n" * 300, tags=["t"])
        notebook.save_search("training")
        notebook.set_cell_note("2016-04", "who", "Mine.")
        notebook.decide("reject", "somebody")
        notebook.set_position(anchors[0])
        notebook.mark_read("003", "0" * 64)
        notebook.set_state("layout", "items")
        kept = {str(each.id): each.note for each in notebook.bookmarks()}
        notebook._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return {id: None if note is None else str(note) for id, note in kept.items()}


def _pages(path: Path, table: str) -> list[int]:
    """The file's pages that hold rows of the table."""
    with closing(sqlite3.connect(path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    data, size = path.read_bytes(), 4096
    page = data[(root - 1) * size : root * size]
    assert page[0] == 5  # an inner page: its cells point to the leaves
    count = int.from_bytes(page[3:5], "big")
    cells = [int.from_bytes(page[12 + 2 * each : 14 + 2 * each], "big") for each in range(count)]
    return [int.from_bytes(page[cell : cell + 4], "big") for cell in cells] + [int.from_bytes(page[8:12], "big")]


@pytest.mark.parametrize("seed", range(12))
def test_of_a_damaged_file_every_readable_record_is_recovered(path: Path, opened: Open, seed: int) -> None:
    kept = _filled(path)
    rng = random.Random(seed)
    leaves = _pages(path, "bookmark")
    assert len(leaves) > 30
    spoilt = rng.sample(leaves, rng.randrange(1, 6))
    data = bytearray(path.read_bytes())
    for page in spoilt:
        data[(page - 1) * 4096 : page * 4096] = rng.randbytes(4096)
    path.write_bytes(data)
    notebook = opened()
    found = {str(each.id): str(each.note) for each in notebook.bookmarks()}
    per_page = -(-len(kept) // len(leaves)) + 1
    assert len(kept) - len(spoilt) * per_page <= len(found) < len(kept)
    assert all(kept[id] == note for id, note in found.items())
    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.read_bytes() == bytes(data)
    assert notebook.notice == (
        f"{path} was damaged; it was moved to {aside.name} in the same folder, and a new one was begun, "
        f"with the {len(found) + 6} records that could still be read."
    )
    assert [each.query for each in notebook.saved_searches()] == ["training"]
    assert notebook.cell_marks()["2016-04", "who"].note == "Mine."
    assert [each.subject for each in notebook.decisions()] == ["somebody"]
    assert notebook.position("003") is not None
    assert set(notebook.read_marks()) == {"003"}
    assert notebook.state("layout") == "items"
    assert notebook.undo() is None
    notebook.close()
    assert opened().notice is None
    check_sound(path)


@pytest.mark.parametrize("number", [1, 300, 900])
@pytest.mark.parametrize("value", [0, 2, 0xFF])
def test_a_first_page_of_a_table_that_is_none_costs_no_record(
    path: Path, opened: Open, number: int, value: int
) -> None:
    kept = _filled(path, number)
    with Notebook.open(path, "nato-libya") as notebook:
        for id in list(kept)[::7]:
            notebook.delete_bookmark(id)
            del kept[id]
        for id in list(kept)[::9]:
            kept[id] = str(notebook.set_note(id, f"{id} anew").note)
    with closing(sqlite3.connect(path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'bookmark'").fetchone()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[(root - 1) * 4096] = value
    path.write_bytes(data)
    notebook = opened()
    assert notebook.notice is not None
    assert {str(each.id): str(each.note) for each in notebook.bookmarks()} == kept
    assert [each.query for each in notebook.saved_searches()] == ["training"]
    assert notebook.cell_marks()["2016-04", "who"].note == "Mine."


def test_without_any_table_s_first_page_the_rows_are_told_apart(path: Path, opened: Open) -> None:
    kept = _filled(path)
    with closing(sqlite3.connect(path)) as db:
        roots = [root for (root,) in db.execute("SELECT rootpage FROM sqlite_master WHERE type = 'table'")]
    data = bytearray(path.read_bytes())
    for root in roots:
        data[(root - 1) * 4096] = 0xFF
    path.write_bytes(data)
    notebook = opened()
    assert {str(each.id): str(each.note) for each in notebook.bookmarks()} == kept
    records = [each.table for each in notebook.records()]
    assert {table: records.count(table) for table in KEPT} == dict.fromkeys(KEPT, 1) | {"bookmark": len(kept)}


def test_a_damaged_index_costs_no_record(path: Path, opened: Open) -> None:
    kept = _filled(path)
    data = bytearray(path.read_bytes())
    for page in _index_pages(path):
        data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(data)
    notebook = opened()
    assert notebook.notice is not None
    assert {str(each.id): str(each.note) for each in notebook.bookmarks()} == kept


def _index_pages(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as db:
        query = "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'bookmark'"
        return [number for (number,) in db.execute(query)]


def test_what_a_damaged_file_had_only_in_its_journal_is_recovered(path: Path, opened: Open) -> None:
    path.parent.mkdir()
    writer = Writer(path, "003", script(3), 60)  # killed, so the journal is not folded in
    writer.start()
    writer.end()
    journal = path.with_name(f"{path.name}-wal")
    assert journal.stat().st_size > 0
    data = bytearray(path.read_bytes())
    data[-4096:] = b"\xff" * 4096
    path.write_bytes(data)
    notebook = opened()
    writer.check(notebook)


def test_a_cut_file_gives_what_is_left_of_it(path: Path, opened: Open) -> None:
    kept = _filled(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 3 // 4 // 4096 * 4096])
    notebook = opened()
    found = {str(each.id): str(each.note) for each in notebook.bookmarks()}
    assert len(kept) // 2 < len(found) < len(kept)
    assert all(kept[id] == note for id, note in found.items())


def test_a_file_of_the_first_version_is_migrated_with_all_it_holds(path: Path, opened: Open) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        for statement in MIGRATIONS[0]:
            db.execute(statement)
        moment = "2026-01-01T00:00:00Z"
        row = ("nato-libya", "aaaaaa", "003", 0, 4, "NATO", "", "", "0" * 64, "n", '["t"]', 1, moment, moment)
        db.execute(f"INSERT INTO bookmark VALUES ({', '.join('?' * len(row))})", row)
        db.execute("PRAGMA application_id = 0x6E726E62")
        db.execute("PRAGMA user_version = 1")
        db.commit()
    notebook = opened()
    assert notebook.notice is None
    assert [(each.id, each.note, each.tags) for each in notebook.bookmarks()] == [("aaaaaa", "n", ("t",))]
    notebook.save_search("training")
    (copy,) = path.parent.glob("notebook.sqlite.v1-*")
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert db.execute("SELECT note FROM bookmark").fetchall() == [("n",)]


def test_every_table_but_the_journals_is_what_is_kept() -> None:
    made = {name for step in MIGRATIONS for name in (each.split()[2] for each in step)}
    assert set(KEPT) == made - {"act", "change"}


def test_without_its_first_page_a_file_is_read_by_that_of_a_new_one(path: Path, opened: Open) -> None:
    kept = _filled(path)
    with path.open("r+b") as file:
        file.write(b"\xff" * 4096)
    notebook = opened()
    assert notebook.notice is not None
    assert f"with the {len(kept) + 6} records that could still be read" in notebook.notice
    assert {str(each.id): str(each.note) for each in notebook.bookmarks()} == kept
    assert [each.query for each in notebook.saved_searches()] == ["training"]
    assert notebook.state("layout") == "items"
    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.read_bytes()[:4096] == b"\xff" * 4096


def test_where_the_tables_begin_elsewhere_nothing_wrong_is_brought_over(path: Path, opened: Open) -> None:
    kept = _filled(path)
    first, second, third, *rest = (path.read_bytes()[at : at + 4096] for at in range(0, path.stat().st_size, 4096))
    path.write_bytes(b"".join([b"\xff" * len(first), third, second, *rest]))
    notebook = opened()
    assert {str(each.id): str(each.note) for each in notebook.bookmarks()}.items() <= kept.items()
    assert all(each.query for each in notebook.saved_searches())


def _see_all_brought_over(path: Path, kept: dict[str, str | None]) -> None:
    """Everything :func:`_filled` wrote is there again, the damaged file stands aside, and that is said."""
    with Notebook.open(path, "nato-libya") as notebook:
        assert notebook.notice is not None
        assert re.fullmatch(
            rf"{re.escape(str(path))} was damaged; it was moved to \S+ in the same folder, and a new one was begun, "
            rf"with the {len(kept) + 6} records that could still be read\.",
            notebook.notice,
        )
        assert {str(each.id): str(each.note) for each in notebook.bookmarks()} == kept
        assert [each.query for each in notebook.saved_searches()] == ["training"]
        assert notebook.state("layout") == "items"
        assert list(path.parent.glob("*.damaged-*"))
    with Notebook.open(path, "nato-libya") as notebook:
        assert notebook.notice is None
    check_sound(path)


@pytest.mark.parametrize(
    ("words", "spoilt"),
    [
        (b"SQLite format 3", b"SQLite format 4"),
        (b"\x6e\x72\x6e\x62", b"\x6e\x72\x6e\x63"),  # the application’s id
        (b"CREATE TABLE bookmark", b"CREATE TABLE bookm\xffrk"),
        (b"note TEXT,", b"mote TEXT,"),
        (b"tablebookmark", b"tablebookmork"),
        (b"bookmark\2CREATE", b"bookmark\xffCREATE"),  # the page on which it begins
    ],
)
def test_a_flaw_in_the_first_page_costs_no_record(path: Path, words: bytes, spoilt: bytes) -> None:
    kept = _filled(path, 30)
    data = path.read_bytes()
    assert words in data[:4096]
    path.write_bytes(data.replace(words, spoilt, 1))
    _see_all_brought_over(path, kept)


@pytest.mark.parametrize(("offset", "value"), [(47, 0xFF), (59, 0xFF), (60, 0x80), (63, 1)])
def test_a_number_of_the_header_that_is_not_so_costs_no_record(path: Path, offset: int, value: int) -> None:
    """Of the tables’ format, the encoding, and the version, which is none or too old for the tables."""
    kept = _filled(path, 30)
    data = bytearray(path.read_bytes())
    data[offset] = value
    path.write_bytes(data)
    _see_all_brought_over(path, kept)


def test_a_row_that_an_index_no_longer_finds_is_not_lost_in_silence(path: Path) -> None:
    kept = _filled(path, 30)
    (page, *_) = _index_pages(path)
    data = bytearray(path.read_bytes())
    at = data.index(b"nato-libya", (page - 1) * 4096)
    data[at : at + 4] = b"gone"
    path.write_bytes(data)
    _see_all_brought_over(path, kept)


@pytest.mark.parametrize("left", [None, 0, 1, 99])
def test_a_journal_without_its_file_gives_what_it_holds(path: Path, left: int | None) -> None:
    source = path.with_name("source")
    with Notebook.open(source, "nato-libya") as notebook:
        kept = [notebook.add_bookmark(Anchor.of(Clean("003"), LONG, at, at + 9)) for at in range(30)]
        path.with_name(f"{path.name}-wal").write_bytes(source.with_name("source-wal").read_bytes())
        if left is not None:
            path.write_bytes(source.read_bytes()[:left])
    with Notebook.open(path, "nato-libya") as notebook:
        assert notebook.notice is not None
        assert "with the 30 records that could still be read" in notebook.notice
        assert notebook.bookmarks() == tuple(kept)


@pytest.mark.parametrize("content", [b"x", b"words\n" * 9999, bytes(99_999), random.Random(1).randbytes(99_999)])
def test_what_is_no_notebook_at_all_is_kept_aside(path: Path, opened: Open, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    notebook = opened()
    assert notebook.notice is not None
    assert notebook.notice.endswith(" in the same folder, and a new one was begun.")
    assert (notebook.kept, notebook.writable) == (True, True)
    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.read_bytes() == content


def test_a_file_that_was_emptied_is_told_of(path: Path, opened: Open) -> None:
    path.parent.mkdir()
    path.touch()
    os.utime(path, (0, 0))
    notebook = opened()
    assert notebook.notice == f"{path} was empty; a new notebook was begun in it."
    notebook.close()
    assert opened().notice is None


def test_of_a_damaged_file_of_the_first_version_nothing_is_taken_for_what_it_had_not(
    path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", MIGRATIONS[:1])
        with opened() as notebook:
            notebook.add_bookmarks(Anchor.of(Clean("003"), LONG, at, at + 9) for at in range(99))
            notebook.set_state("layout", "items")
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE state", b"CREATE TABLE stale", 1))
    notebook = opened()
    assert notebook.notice is not None
    assert "with the 100 records that could still be read" in notebook.notice
    assert len(notebook.bookmarks()) == 99
    assert notebook.state("layout") == "items"
    assert len(notebook.records()) == 100
