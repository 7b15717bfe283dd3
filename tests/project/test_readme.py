"""What the README promises."""

from __future__ import annotations

import re
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


def test_the_keymap_it_shows_is_one() -> None:
    import tomllib

    from natoreader.dossier.tables import Table
    from natoreader.tui.keymap import Keymap, read_keymap

    table = Table(tomllib.loads(README.split("```toml\n")[1].split("```")[0]), "keymap.toml", "", [])
    assert read_keymap(table) != Keymap()
    assert table.problems == []


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#]+)\)", README))
def test_every_link_leads_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", ["run", "test"])
def test_the_two_commands_stand_on_one_line_each(name: str) -> None:
    block = README.split(f"<!-- command: {name} -->\n```sh\n")[1].split("```")[0]
    assert len(block.splitlines()) == 1
    assert block.startswith("python3 -m venv .venv && ")
