"""The program as a process of its own: what it imports, how it ends, what a shell sees of it."""

import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

Folder = Callable[..., str]

PROBE = """
import sys
from natoreader.__main__ import main
code = main(sys.argv[1:])
sys.stdout.flush()
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
sys.exit(code)
"""


def _imported(*arguments: str) -> set[str]:
    found = subprocess.run([sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, check=True)
    return set(found.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (("--version",), {"textual", "rich", "whoosh", "sqlite3", "tomli", "platformdirs"}),
        (("--help",), {"textual", "rich", "whoosh", "sqlite3", "tomli", "platformdirs"}),
        (("search", "--help"), {"textual", "rich", "whoosh", "sqlite3", "tomli", "platformdirs"}),
        (("articles",), {"textual", "rich", "whoosh", "sqlite3"}),
        (("show", "003", "--json"), {"textual", "rich", "whoosh", "sqlite3"}),
        (("entities",), {"textual", "rich", "whoosh", "sqlite3"}),
        (("compare",), {"textual", "rich", "whoosh", "sqlite3"}),
        (("check",), {"textual", "rich", "whoosh", "sqlite3"}),
        (("search", "nato"), {"textual", "rich", "sqlite3"}),
        (("search", "nato", "--json"), {"textual", "rich", "sqlite3"}),
        (("bookmark", "003", "0-5"), {"textual", "rich", "whoosh"}),
        (("export", "--comparison", "-o", "-"), {"textual", "rich", "whoosh"}),
        (("export", "--help"), {"textual", "rich", "whoosh", "sqlite3"}),
        (("open", "nr:nato-libya/003@0-5"), {"textual", "rich", "whoosh", "sqlite3"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_each_command_imports_what_it_needs(arguments: tuple[str, ...], unwanted: set[str]) -> None:
    imported = _imported(*arguments)
    assert "natoreader" in imported
    assert not imported & unwanted


def test_the_app_is_reached_without_the_parser() -> None:
    probe = (
        "import sys; from natoreader import __main__; from natoreader.cli import main\n"
        "main.at_terminal = lambda: True\n"
        "__main__._open_app = lambda *_: 0\n"
        "assert __main__.main([]) == 0\n"
        "assert not {'argparse', 'textual', 'rich', 'whoosh'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", probe], check=True)


def _natoreader(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "natoreader", *arguments]


def test_it_runs_from_any_folder(tmp_path: Path) -> None:
    found = subprocess.run(_natoreader("articles"), capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (found.returncode, found.stderr) == (0, "")
    assert len(found.stdout.splitlines()) == 5


def test_a_reader_that_has_seen_enough_ends_it_quietly(folder: Folder) -> None:
    dossier = folder({"a.txt": "word\n" * 100_000})
    with subprocess.Popen(
        _natoreader("show", "a", "--dossier", dossier),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch, unbuffered: str) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    with full.open("wb") as stdout:
        found = subprocess.run(_natoreader("articles"), stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)
    assert found.returncode == 3
    assert found.stderr == "natoreader: standard output: No space left on device.\n"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_no_fault(closed: str) -> None:
    command = f'"$0" -m natoreader articles {closed}'
    found = subprocess.run(["/bin/sh", "-c", command, sys.executable], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


def test_an_interrupt_ends_it_quietly_with_130(folder: Folder) -> None:
    dossier = folder({"a.txt": "word\n" * 100_000})
    with subprocess.Popen(
        _natoreader("show", "a", "--dossier", dossier),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Who runs the tests in the background of a shell has it ignore the signal, and children inherit that.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  (one thread only)
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)  # the rest fills the pipe, and the process waits
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == b""


def test_on_a_real_terminal_a_search_is_drawn_and_nothing_else_is_left_behind() -> None:
    master, slave = pty.openpty()
    found = subprocess.run(_natoreader("search", "militias"), stdin=slave, stdout=slave, stderr=slave, check=False)
    os.close(slave)
    drawn = b""
    while True:
        try:
            drawn += os.read(master, 65536)
        except OSError:  # Linux says so where others return nothing
            break
    os.close(master)
    assert found.returncode == 0
    screen = re.sub(rb"\x1b\[[\d;]*m", b"", drawn).decode()
    assert "003 14 Apr 2016~ · Libyan Express · NATO Chief" in screen
    assert "\x1b" not in screen
