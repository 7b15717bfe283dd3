"""Where natoreader's own files lie."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from natoreader.dossier import paths

FOLDERS: dict[str, Callable[[], Path]] = {
    "config": paths.config_dir,
    "data": paths.data_dir,
    "state": paths.state_dir,
    "cache": paths.cache_dir,
}


@pytest.mark.parametrize("kind", FOLDERS)
def test_the_environment_names_a_folder(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"NATOREADER_{kind.upper()}_DIR", str(tmp_path / "mine"))
    assert FOLDERS[kind]() == tmp_path / "mine"
    assert not (tmp_path / "mine").exists()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"NATOREADER_{kind.upper()}_DIR", "mine")
    assert FOLDERS[kind]() == tmp_path / "mine"


@pytest.mark.parametrize("kind", FOLDERS)
def test_otherwise_it_is_the_customary_one(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(f"NATOREADER_{kind.upper()}_DIR", raising=False)
    monkeypatch.setattr(f"platformdirs.user_{kind}_dir", lambda app, **_: f"/home/somebody/{app}")
    assert FOLDERS[kind]() == Path("/home/somebody/natoreader")


@pytest.mark.parametrize("kind", FOLDERS)
def test_without_a_home_folder_the_message_says_what_would_help(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(f"NATOREADER_{kind.upper()}_DIR", raising=False)
    monkeypatch.setattr(f"platformdirs.user_{kind}_dir", lambda *_, **__: "~/natoreader")
    with pytest.raises(paths.HomelessError, match=f"set NATOREADER_{kind.upper()}_DIR to a folder"):
        FOLDERS[kind]()


def test_a_named_folder_needs_no_library(tmp_path: Path) -> None:
    code = (
        "import sys; from natoreader.dossier import paths; paths.cache_dir(); sys.exit('platformdirs' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, env={"NATOREADER_CACHE_DIR": str(tmp_path), "PATH": ""}
    )
    assert done.returncode == 0
