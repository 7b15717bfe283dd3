"""The wheel holds every module and data file of the project, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("cli", "dossier", "search", "tui")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files in a wheel built from a copy of what is tracked, so that nothing left over by a build gets in."""
    source = tmp_path_factory.mktemp("source")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(source)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = out.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def expected() -> set[str]:
    modules = {path for room in ROOMS for path in (ROOT / room).rglob("*.py")}
    data = {*(ROOT / "seeds").glob("*.toml"), *(ROOT / "seeds" / "articles").iterdir(), *(ROOT / "tui").glob("*.tcss")}
    data |= {*(ROOT / "dossier" / "proposals").glob("*.txt")}
    top = {ROOT / "__init__.py", ROOT / "__main__.py", ROOT / "py.typed"}
    return {f"natoreader/{path.relative_to(ROOT).as_posix()}" for path in modules | data | top}


def test_every_module_and_data_file_is_in_the_wheel(names: set[str]) -> None:
    assert expected() - names == set()


def test_nothing_else_is_in_the_wheel(names: set[str]) -> None:
    inside = {name for name in names if ".dist-info/" not in name}
    assert inside - expected() == set()


def test_the_licence_is_in_the_wheel(names: set[str]) -> None:
    assert any(name.endswith("/licenses/LICENSE") for name in names)
