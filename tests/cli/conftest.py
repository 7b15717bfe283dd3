import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from natoreader import __main__


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"NATOREADER_{kind}_DIR", str(tmp_path / kind.lower()))
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs the program in this process; returns exit code, standard output and standard error."""

    def run_one(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = __main__.main(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return run_one


@pytest.fixture
def answer(run: Callable[..., tuple[int, str, str]]) -> Callable[..., Any]:
    """Runs a command with ``--json``; returns its one object."""

    def ask(*arguments: str, code: int = 0) -> Any:
        found, out, err = run(arguments[0], "--json", *arguments[1:])
        assert found == code, err
        assert out.count("\n") == 1
        return json.loads(out)

    return ask


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Runs the program as at a terminal, without the app itself; returns exit code and all it drew."""
    monkeypatch.setattr(__main__, "_open_app", lambda *_: 0)

    def run_one(*arguments: str, width: int = 80) -> tuple[int, str]:
        drawn = Terminal()
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("LINES", "24")
        monkeypatch.setenv("TERM", "xterm-256color")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", Terminal())
            patch.setattr(sys, "stdout", drawn)
            patch.setattr(sys, "stderr", drawn)
            code = __main__.main(list(arguments))
        return code, drawn.getvalue()

    return run_one


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., str]:
    """Makes a dossier's folder of these files; names it with a slash, as an argument needs it."""

    def make(files: dict[str, str | bytes], name: str = "dossier") -> str:
        root = tmp_path / name
        for file, words in files.items():
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(words if isinstance(words, bytes) else words.encode())
        root.mkdir(exist_ok=True)
        return f"{root}/"

    return make
