"""No command lets a hostile byte of a dossier, the notebook or its own arguments through, however it is run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..home import Home, new_home
from ..sequences import ACTIVE
from ..terminal import Terminal
from .material import MARKUP, NASTY, RAW, WORSE, harm, make_dossier

STYLES = {b"\x1b[m"}
"""All that rich needs on a terminal."""
COMMANDS: dict[str, tuple[str | bytes, ...]] = {
    "articles": ("articles",),
    "show": ("show", "a"),
    "show a file of a strange name": ("show", "b"),
    "show what cannot be read": ("show", "c"),
    "show what is not there": ("show", NASTY),
    "search": ("search", "needle"),
    "search for anything": ("search", NASTY),
    "search for bytes": ("search", b"needle", RAW.replace(b"\x1b", b"")),
    "search in an outlet": ("search", f'outlet:"{NASTY}" needle'),
    "entities": ("entities",),
    "entities of": ("entities", NASTY),
    "compare": ("compare",),
    "bookmark": ("bookmark", "a", "0-12", "--note", NASTY),
    "bookmark with a tag": ("bookmark", "a", "0-12", "--tag", NASTY),
    "bookmark of no passage": ("bookmark", "a", NASTY),
    "bookmarks": ("bookmarks",),
    "export": ("export", "-o", "-"),
    "export to a file": ("export", "-o", f"{NASTY}/{NASTY}".replace("/", "∕")),
    "export to nowhere": ("export", "-o", f"{NASTY}/x.md"),
    "open": ("open", NASTY),
    "check": ("check",),
    "index": ("index",),
    "paths": ("paths",),
    "a strange command": (NASTY,),
    "a strange option": ("search", "needle", f"--{NASTY}"),
    "a strange value": ("search", "needle", "--limit", NASTY),
    "a strange type": ("entities", "--type", NASTY),
    "a strange folder": ("articles", "--dossier", f"/{NASTY}"),
    "a folder of bytes": ("articles", "--dossier", b"/" + RAW.replace(b"/", b"")),
}
PATHS = ("check", "index", "paths")
"""Commands that tell a program real paths, in JSON's own escapes."""
ON_TERMINAL = ("show", "compare", "bookmarks", "search", "check", "a strange command")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A home with a hostile dossier, and hostile bookmarks of it."""
    root = tmp_path_factory.mktemp("kept")
    home = new_home(root / f"home {NASTY[:120].replace('/', '∕')}")
    folder = make_dossier(home.root / f"dossier {NASTY[:120].replace('/', '∕')}", WORSE, RAW)
    done = home.run("bookmark", "a", "0-20", "--note", NASTY, "--tag", "strange", "--dossier", folder)
    assert done.returncode == 0, done.stderr
    home.run("bookmark", "b", "0-20", "--note", f"second line:\r\n{NASTY}", "--dossier", folder)
    yield home
    home.close()


def dossier(home: Home) -> Path:
    return next(home.root.glob("dossier*"))


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS.keys())
def test_in_a_pipe(kept: Home, words: tuple[str | bytes, ...]) -> None:
    named = () if "--dossier" in words else ("--dossier", dossier(kept))
    plain = kept.run(*words, *named)
    coded = kept.run(*words, *named, "--json")
    for done in (plain, coded):
        assert done.returncode in (0, 1, 2, 3)
        assert done.stdout or done.stderr
        assert harm(done.stdout, set()) == []
        assert harm(done.stderr, set()) == []
        assert b"Traceback" not in done.stderr
        assert all(line.startswith(b"natoreader: ") for line in done.stderr.splitlines())
    if coded.stdout and words[0] not in PATHS:
        assert ACTIVE.search("".join(strings(json.loads(coded.stdout)))) is None


def strings(value: Any) -> Iterator[str]:
    """All strings of a JSON value."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from (key, *strings(each))
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("command", ON_TERMINAL)
def test_on_a_terminal(kept: Home, command: str) -> None:
    terminal = kept.open(*COMMANDS[command], "--dossier", dossier(kept), columns=400)
    assert terminal.wait_exit() in (0, 1, 2, 3)
    assert harm(bytes(terminal.raw), STYLES) == []


def test_what_looks_like_markup_is_shown(kept: Home) -> None:
    done = kept.run("show", "a", "--dossier", dossier(kept))
    assert MARKUP in done.stdout.decode()
    terminal: Terminal = kept.open("show", "a", "--dossier", dossier(kept), columns=300)
    assert terminal.wait_exit() == 0
    assert MARKUP in terminal.text


def test_the_exported_file_is_clean(kept: Home) -> None:
    done = kept.run("export", "-o", "out.md", "--dossier", dossier(kept))
    assert done.returncode == 0, done.stderr
    for name in ("out.md", "out.bib", "out.csl.json"):
        written = (kept.work / name).read_bytes()
        assert b"PWNED" in written
        assert harm(written, set()) == []
