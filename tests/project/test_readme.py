"""What the README promises."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from natoreader.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def queries() -> list[str]:
    table = README.split("<!-- table: queries -->")[1].split("<!-- end -->")[0]
    return re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)


def test_the_tables_are_current() -> None:
    from ..tables import current

    assert current(README) == README


@pytest.mark.parametrize("query", queries())
def test_every_query_it_shows_finds_something(query: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", query]) == 0
    assert "¶" in capsys.readouterr().out


def test_every_command_it_shows_is_one_and_none_is_left_out() -> None:
    from natoreader.cli.parser import COMMANDS

    table = README.split("## The command line")[1].split("Exit codes")[0]
    shown = set(re.findall(r"^\| `([a-z]+)", table, re.MULTILINE))
    assert shown == set(COMMANDS)


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#]+)\)", README))
def test_every_link_leads_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", ["run", "test"])
def test_the_two_commands_stand_on_one_line_each(name: str) -> None:
    block = README.split(f"<!-- command: {name} -->\n```sh\n")[1].split("```")[0]
    assert len(block.splitlines()) == 1
    assert block.startswith("python3 -m venv .venv && ")


def test_the_pipeline_it_shows_works(tmp_path: Path) -> None:
    script = README.split("<!-- command: pipeline -->\n```sh\n")[1].split("```")[0]
    commands = tmp_path / "bin"
    commands.mkdir()
    for name, call in {
        "natoreader": f'"{sys.executable}" -m natoreader "$@"',
        "python3": f'"{sys.executable}" "$@"',
    }.items():
        (commands / name).write_text(f"#!/bin/sh\nexec {call}\n")
        (commands / name).chmod(0o755)
    (tmp_path / "work").mkdir()
    env = {**os.environ, "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["sh", "-e", "-c", script], cwd=tmp_path / "work", env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    text = (tmp_path / "work" / "militias.md").read_text(encoding="utf-8")
    number = text.count("<!-- nr:begin ")
    assert number >= 3
    assert text.count("**Tags:** #militias") == text.count("**Note.** Who disarms whom?") == number
    assert 'profile: "pandoc"' in text
    backup = json.loads((tmp_path / "work" / "notebook.json").read_text(encoding="utf-8"))
    assert len(backup["items"]) == number
