"""The process that builds: what it says, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from natoreader.dossier.folder import Dossier
from natoreader.search.child import command
from natoreader.search.index import open_index, status
from natoreader.search.store import Store

# The real thing, but the second article keeps it waiting until a signal comes.
WAITING = """
import signal, sys
from natoreader.search import child, engine
add = engine.Writer.add
def add_or_wait(self, tokens):
    if any(token.word == "hürriyet" or token.word == "camp" for token in tokens):
        signal.pause()
    add(self, tokens)
engine.Writer.add = add_or_wait
sys.exit(child.main(sys.argv[1:]))
"""


def lines(output: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def waiting(path: Path) -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        [sys.executable, "-c", WAITING, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert json.loads(child.stdout.readline()) == {"done": 1, "total": 3}
    return child


def check_nothing_half_done(dossier: Dossier) -> None:
    assert status(dossier).state == "missing"
    assert [path.name for path in Store.of(dossier).folder.iterdir()] == ["lock"]


def test_it_tells_how_far_it_is_and_leaves_an_index(small: Dossier, small_path: Path) -> None:
    done = subprocess.run(command(small_path), capture_output=True, check=False, timeout=30, stdin=subprocess.DEVNULL)
    *steps, last = lines(done.stdout)
    assert done.stderr == b""
    assert done.returncode == 0
    assert steps[-1] == {"done": 3, "total": 3}
    assert last["built"] is True
    assert isinstance(last["seconds"], float)
    index = open_index(small)
    assert index is not None
    assert not index.built
    index.close()
    again = subprocess.run(command(small_path), capture_output=True, check=False, timeout=30)
    assert [line["built"] for line in lines(again.stdout)] == [False]


def test_two_at_once_end_with_one_index(small: Dossier, small_path: Path) -> None:
    both = [subprocess.Popen(command(small_path), stdout=subprocess.PIPE) for _ in range(2)]
    answers = [lines(child.communicate(timeout=30)[0])[-1] for child in both]
    assert [child.returncode for child in both] == [0, 0]
    assert sorted(bool(answer["built"]) for answer in answers) == [False, True]
    assert status(small).state == "current"
    names = [path.name for path in Store.of(small).folder.iterdir()]
    assert sorted(name[:4] for name in names) == ["curr", "gen-", "lock"]


def test_it_gives_up_when_told_to(small: Dossier, small_path: Path) -> None:
    child = waiting(small_path)
    child.terminate()
    output, errors = child.communicate(timeout=30)
    assert lines(output) == [{"error": "the index was not built: it was called off"}]
    assert (child.returncode, errors) == (3, b"")
    check_nothing_half_done(small)


def test_it_gives_up_when_its_input_is_closed(small: Dossier, small_path: Path) -> None:
    child = waiting(small_path)
    assert child.stdin is not None
    child.stdin.close()
    child.stdin = None
    output, errors = child.communicate(timeout=30)
    assert lines(output) == [{"error": "the index was not built: it was called off"}]
    assert (child.returncode, errors) == (3, b"")
    check_nothing_half_done(small)


def test_it_gives_up_when_nobody_reads_its_output(small: Dossier, small_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    child = subprocess.Popen(command(small_path), stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    _, errors = child.communicate(timeout=30)
    assert (child.returncode, errors) == (3, b"")
    check_nothing_half_done(small)


def test_a_second_signal_does_not_disturb_the_cleaning(small: Dossier, small_path: Path) -> None:
    child = waiting(small_path)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGTERM):
        child.send_signal(number)
    _, errors = child.communicate(timeout=30)
    assert (child.returncode, errors) == (3, b"")
    check_nothing_half_done(small)


def test_no_dossier(tmp_path: Path) -> None:
    failed = subprocess.run(command(tmp_path / "no\x1bwhere"), capture_output=True, check=False, timeout=30)
    assert failed.returncode == 3
    (line,) = lines(failed.stdout)
    assert line["error"] == f"{tmp_path}/nowhere: is not there; expected a folder of articles"


def test_no_place_to_write(small_path: Path, cache: Path) -> None:
    cache.touch()
    failed = subprocess.run(command(small_path), capture_output=True, check=False, timeout=30)
    assert failed.returncode == 3
    assert str(lines(failed.stdout)[-1]["error"]).startswith("the index cannot be kept on disk: ")


def test_files_of_the_current_folder_are_not_imported(small_path: Path) -> None:
    (small_path / "json.py").write_text("raise SystemExit(99)", encoding="utf-8")
    done = subprocess.run(command(small_path), capture_output=True, check=False, timeout=30, cwd=small_path)
    assert done.returncode == 0


@pytest.mark.parametrize("module", ["search", "search.index", "search.query", "search.results", "search.child"])
def test_whoosh_is_not_imported_before_it_is_needed(module: str) -> None:
    code = f"import sys, natoreader.{module}; sys.exit('whoosh' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=30).returncode == 0
