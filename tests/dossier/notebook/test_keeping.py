"""Whatever state the file and its disk are in: nothing confirmed is lost, and the user is told."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.notebook import Notebook, NotebookError, schema

Make = Callable[..., Anchor]
Open = Callable[..., Notebook]

WRITER = """
import sys
from pathlib import Path
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.notebook import Notebook
from natoreader.dossier.text import Clean, Text

text = Text(Clean("x" * 1000))
print("ready", flush=True)
sys.stdin.readline()
with Notebook.open(Path(sys.argv[1]), "nato-libya") as notebook:
    for number in range(int(sys.argv[3])):
        kept = notebook.add_bookmark(Anchor.of(Clean(sys.argv[2]), text, number, number + 9), note="n" * 200)
        print(kept.id, flush=True)
    if len(sys.argv) > 4:
        sys.stdin.read()
"""


def _writer(path: Path, article: str, count: int, *more: str) -> subprocess.Popen[str]:
    """A process that is ready to write ``count`` bookmarks, and prints the id of each one confirmed."""
    command = [sys.executable, "-c", WRITER, str(path), article, str(count), *more]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _start(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()


def _sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


@pytest.fixture
def unprivileged(tmp_path: Path) -> Iterator[Path]:
    """A folder in which file permissions bind this process, also where the tests run as root."""
    if os.geteuid() != 0:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "home").mkdir()
        os.chown(folder / "home", 65534, 65534)
        os.seteuid(65534)
        try:
            yield folder / "home"
        finally:
            os.seteuid(0)


def test_what_was_confirmed_survives_kill_9(path: Path, opened: Open) -> None:
    with _writer(path, "003", 5, "wait") as process:
        _start(process)
        assert process.stdout is not None
        confirmed = [process.stdout.readline().strip() for _ in range(5)]
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    notebook = opened()
    assert notebook.notice is None
    assert [each.id for each in notebook.bookmarks()] == confirmed
    assert notebook.undo() is not None


def test_killed_while_writing_it_loses_nothing_confirmed(path: Path, opened: Open) -> None:
    with _writer(path, "003", 900) as process:
        _start(process)
        assert process.stdout is not None
        confirmed = [process.stdout.readline().strip() for _ in range(7)]
        process.send_signal(signal.SIGKILL)
    notebook = opened()
    assert notebook.notice is None
    found = [each.id for each in notebook.bookmarks()]
    assert found[:7] == confirmed
    assert notebook.unreadable == ()


def test_processes_that_make_the_file_and_write_at_once_all_succeed(path: Path, opened: Open) -> None:
    processes = [_writer(path, f"00{number}", 10) for number in range(4)]
    _start(*processes)
    printed = {line for process in processes for line in process.communicate()[0].split()}
    assert [process.returncode for process in processes] == [0] * 4
    notebook = opened()
    assert notebook.notice is None
    assert {str(each.id) for each in notebook.bookmarks()} == printed
    assert len(printed) == 40
    assert list(path.parent.glob("*.damaged-*")) == []


def test_what_a_file_is_is_read_in_one_snapshot(path: Path) -> None:
    """A file that another process makes between two readings of its header must not be taken for a foreign one."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        seen: dict[str, bool] = {}
        db.set_trace_callback(lambda statement: seen.update({statement: db.in_transaction}))
        assert not schema.is_foreign(db)
        assert not db.in_transaction
    assert seen["PRAGMA application_id"]
    assert seen["PRAGMA user_version"]


def test_the_file_is_made_private_durable_and_marked(path: Path, opened: Open) -> None:
    notebook = opened()
    assert (notebook.notice, notebook.writable, notebook.kept) == (None, True, True)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600
    assert notebook._db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert notebook._db.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert notebook._db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert schema.version(notebook._db) == schema.newest()


def test_an_older_file_is_migrated_and_a_copy_kept(
    path: Path, opened: Open, anchor: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened()
    kept = first.add_bookmark(anchor())
    first.set_note(kept.id, "n")
    first.close()
    before = schema.newest()
    step = ("ALTER TABLE bookmark ADD COLUMN colour TEXT NOT NULL DEFAULT 'none'",)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, step))
    second = opened()
    assert second.notice is None
    assert [each.note for each in second.bookmarks()] == ["n"]
    assert schema.version(second._db) == schema.newest() == before + 1
    assert second.undo() is not None
    assert second.bookmarks() == (kept,)
    (copy,) = path.parent.glob(f"notebook.sqlite.v{before}-*")
    with closing(sqlite3.connect(copy)) as db:
        assert schema.version(db) == before
        assert db.execute("SELECT note FROM bookmark").fetchall() == [("n",)]


def test_a_migration_that_fails_changes_nothing(
    path: Path, opened: Open, anchor: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened()
    kept = first.add_bookmark(anchor())
    first.close()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("DELETE FROM bookmark", "NONSENSE")))
        second = opened()
        assert second.notice is not None
        assert not second.writable
        assert second.bookmarks() == (kept,)
    assert opened().bookmarks() == (kept,)


def test_a_newer_file_is_read_and_not_written(path: Path, opened: Open, anchor: Make) -> None:
    first = opened()
    kept = first.add_bookmark(anchor())
    first.close()
    _sql(path, f"PRAGMA user_version = {schema.newest() + 1}", "ALTER TABLE bookmark ADD COLUMN colour TEXT")
    before = path.read_bytes()
    notebook = opened()
    assert notebook.notice == f"{path} was written by a newer natoreader; it is read, and nothing is written to it."
    assert not notebook.writable
    assert notebook.bookmarks() == (kept,)
    for act in (lambda: notebook.add_bookmark(anchor(5, 9)), notebook.undo, lambda: notebook.set_state("a", 1)):
        with pytest.raises(NotebookError, match="written by a newer natoreader"):
            act()
    notebook.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "damage", [b"this is no database at all, and never was one" * 40, b"SQLite format 3\0" + b"\xff" * 4000]
)
def test_a_damaged_file_is_moved_aside_whole(path: Path, opened: Open, anchor: Make, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    notebook = opened()
    (aside,) = path.parent.glob("notebook.sqlite.damaged-*")
    assert aside.read_bytes() == damage
    assert notebook.notice == (
        f"{path} was damaged; it was moved to {aside.name} in the same folder, and a new one was begun."
    )
    kept = notebook.add_bookmark(anchor())
    notebook.close()
    again = opened()
    assert again.notice is None
    assert again.bookmarks() == (kept,)


def test_a_file_cut_short_is_found_out_at_the_start(path: Path, opened: Open, anchor: Make) -> None:
    notebook = opened()
    for number in range(40):
        notebook.add_bookmark(anchor(number, number + 4), note="n" * 400)
    notebook.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    again = opened()
    assert again.notice is not None
    assert "was damaged; it was moved to" in again.notice
    assert again.bookmarks() == ()
    second = opened()
    assert second.notice is None


def test_a_damaged_file_that_cannot_be_moved_stays_where_it_is(unprivileged: Path, opened: Open, anchor: Make) -> None:
    path = unprivileged / "n.sqlite"
    path.write_bytes(b"no database" * 400)
    unprivileged.chmod(0o500)
    notebook = opened(at=path)
    assert notebook.notice is not None
    assert "cannot be used: it is damaged and cannot be moved aside: Permission denied." in notebook.notice
    assert notebook.add_bookmark(anchor()).id
    assert path.read_bytes() == b"no database" * 400
    unprivileged.chmod(0o700)


def test_an_empty_file_becomes_a_notebook(path: Path, opened: Open, anchor: Make) -> None:
    path.parent.mkdir()
    path.touch()
    notebook = opened()
    assert notebook.notice is None
    notebook.add_bookmark(anchor())
    assert len(opened().bookmarks()) == 1


def test_another_programs_database_is_left_alone(path: Path, opened: Open, anchor: Make) -> None:
    path.parent.mkdir()
    _sql(path, "CREATE TABLE theirs (a)")
    before = path.read_bytes()
    notebook = opened()
    assert notebook.notice is not None
    assert "it is another program's database. What you keep now is lost when natoreader ends." in notebook.notice
    assert (notebook.writable, notebook.kept) == (True, False)
    notebook.add_bookmark(anchor())
    assert len(notebook.bookmarks()) == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["below a file", "a folder", "NUL"])
def test_a_place_that_cannot_hold_a_file_is_answered_in_memory(
    tmp_path: Path, opened: Open, anchor: Make, kind: str
) -> None:
    (tmp_path / "file").touch()
    places = {"below a file": tmp_path / "file" / "n.sqlite", "a folder": tmp_path, "NUL": tmp_path / "a\0b"}
    notebook = opened(at=places[kind])
    assert notebook.notice is not None
    assert "cannot be used: " in notebook.notice
    assert not notebook.kept
    notebook.add_bookmark(anchor())
    assert notebook.undo() is not None
    assert sorted(tmp_path.iterdir()) == [tmp_path / "file"]


def test_a_folder_that_cannot_be_written_is_answered_in_memory(unprivileged: Path, opened: Open, anchor: Make) -> None:
    unprivileged.chmod(0o500)
    notebook = opened(at=unprivileged / "n.sqlite")
    assert notebook.notice is not None
    assert "n.sqlite cannot be used: Permission denied." in notebook.notice
    assert notebook.add_bookmark(anchor()).id
    unprivileged.chmod(0o700)


@pytest.mark.parametrize("protected", ["file", "folder"])
def test_a_notebook_that_cannot_be_written_is_still_read(
    unprivileged: Path, opened: Open, anchor: Make, protected: str
) -> None:
    path = unprivileged / "n.sqlite"
    first = opened(at=path)
    kept = first.add_bookmark(anchor())
    first.close()
    place = path if protected == "file" else unprivileged
    place.chmod(0o500)
    notebook = opened(at=path)
    assert notebook.notice is not None
    assert "is read, and nothing is written to it: it " in notebook.notice
    assert notebook.bookmarks() == (kept,)
    with pytest.raises(NotebookError, match="Nothing was kept: "):
        notebook.delete_bookmark(kept.id)
    place.chmod(0o700)


def test_a_full_disk_is_a_sentence_and_nothing_half_written(path: Path, opened: Open, anchor: Make) -> None:
    notebook = opened()
    kept = notebook.add_bookmark(anchor())
    pages = notebook._db.execute("PRAGMA page_count").fetchone()[0]
    notebook._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotebookError, match=r"notebook.sqlite could not be written: the disk is full\.$"):
        notebook.add_bookmark(anchor(5, 9), note="n" * 100_000)
    assert notebook.bookmarks() == (kept,)
    notebook._db.execute("PRAGMA max_page_count = 100000")
    notebook.add_bookmark(anchor(5, 9), note="n" * 100_000)
    assert len(opened().bookmarks()) == 2


def test_a_lock_that_is_not_let_go_is_a_sentence(path: Path, opened: Open, anchor: Make) -> None:
    notebook = opened()
    notebook._db.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotebookError, match="could not be written: another program keeps it locked"):
            notebook.add_bookmark(anchor())
        # Opening does not wait for it, and reads.
        assert opened().bookmarks() == ()


def test_a_failed_act_leaves_no_transaction_open(notebook: Notebook, opened: Open, anchor: Make) -> None:
    with pytest.raises(NotebookError, match="There is no bookmark"):
        notebook.delete_bookmark("nothing")
    assert len((notebook.add_bookmark(anchor()), *opened().bookmarks())) == 2
