"""Whatever a dossier, a note or a paste holds, none of it acts on the terminal: every pane is walked, every byte looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ..home import Home, new_home
from ..terminal import BACKSPACE, DOWN, ENTER, ESCAPE, PASTE, Terminal
from .material import HARMLESS, MARKUP, NASTY, RAW, WORSE, harm, make_dossier
from ..sequences import forms

CLEAR_LINE = "\x15"


def walk(home: Home, text: str, raw: bytes = b"") -> Terminal:
    """All panes of the app over a dossier of ``text``, which is typed and pasted besides."""
    folder = make_dossier(home.root / "dossier", text, raw)
    pasted = PASTE.format(text)
    home.run("bookmark", "b", "0-12", "--note", text.replace("\0", ""), "--dossier", folder)
    home.run("bookmark", "b", "0-19", "--tag", "strange", "--dossier", folder)
    terminal = home.open(f"{folder}/", columns=120, lines=60)  # room for all of a card
    terminal.expect("problem.* in this dossier|Indexed")
    read(terminal)
    find(terminal, pasted)
    compare(terminal)
    keep(terminal, pasted)
    ask_for_help(terminal, pasted)
    return terminal


def read(terminal: Terminal) -> None:
    terminal.send(ENTER)
    terminal.press("x", "G", "gg", "}", "v", ")", "x")
    terminal.send("\x0f")
    for _ in range(3):
        terminal.send("M")
        terminal.expect("sha256|cannot be read|there is no file")
        terminal.send("M")
        terminal.expect_gone("sha256|utf-8")
        terminal.press("J")
    terminal.press("K", "K", "4", "j", "k")
    terminal.send(ENTER)
    terminal.expect("mention 1/")
    terminal.press("n", "]e", "]m", "]b", BACKSPACE)


def find(terminal: Terminal, pasted: str) -> None:
    terminal.send("s")
    terminal.expect("s›")
    terminal.send("needle")
    terminal.expect(r"\d hits")
    terminal.send(DOWN, ENTER)
    terminal.expect("hit 2/")
    terminal.press("n", BACKSPACE)
    for query in (pasted, f"needle AND ({pasted}", f'needle "{pasted}"', f"outlet:{pasted}", f"in:{pasted}", f"{pasted}*"):
        terminal.send("s")
        terminal.expect("Enter open  ↑↓")
        terminal.send(CLEAR_LINE)
        terminal.expect("words, “a phrase”")
        terminal.send(query)
        terminal.expect_gone("words, “a phrase”")
        terminal.escape("[?] keys")


def compare(terminal: Terminal) -> None:
    terminal.send("3")
    terminal.expect("▸ items")
    terminal.press("l", "h")
    terminal.send("L")
    terminal.expect("▸ matrix")
    terminal.press("l", "h")
    terminal.send(ENTER)
    terminal.expect("│ 2 a ")
    terminal.send(BACKSPACE)
    terminal.expect("▸ matrix")


def keep(terminal: Terminal, pasted: str) -> None:
    terminal.send("B")
    terminal.expect("^ Note: ")
    terminal.send(pasted, ENTER)
    terminal.expect("^ Kept")
    terminal.send("6")
    terminal.expect("3 passages kept")
    terminal.send("e")
    terminal.expect("^ Note: ")
    terminal.send(pasted, ENTER)
    terminal.expect("Note kept")
    terminal.send(ENTER)
    terminal.expect("bookmark 1/3")
    terminal.press("n", BACKSPACE)
    terminal.send("d")
    terminal.expect("Deleted")
    terminal.send("u")
    terminal.expect("Undone")
    for path in ("", "gone/", "/proc/"):  # written, refused, refused
        terminal.send("w")
        terminal.expect("^ Write 3 bookmarks to:")
        terminal.send(CLEAR_LINE)
        terminal.expect("^ Write 3 bookmarks to: *$")
        terminal.send(path, pasted, ENTER)
        terminal.expect("Enter open  ")
        terminal.expect("(?m)^ (Wrote|/|/proc/|File name)")


def ask_for_help(terminal: Terminal, pasted: str) -> None:
    terminal.send("?")
    terminal.expect("^ Help · ")
    terminal.send("j", "G", "q")
    terminal.expect("3 passages kept")
    terminal.send("\x10")
    terminal.expect("Search for commands")
    terminal.send(pasted)
    terminal.expect("No matches found")
    terminal.send(ESCAPE)
    terminal.expect_gone("No matches found")


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> set[bytes]:
    """The forms of sequence that the app writes of itself on the same walk."""
    home = new_home(tmp_path_factory.mktemp("harmless"))
    try:
        terminal = walk(home, HARMLESS)
        terminal.send("Q")
        assert terminal.wait_exit() == 0
        found = forms(bytes(terminal.raw))
    finally:
        home.close()
    assert harm(bytes(terminal.raw), found) == []
    return found


def test_no_pane_lets_a_hostile_byte_through(home: Home, harmless: set[bytes]) -> None:
    terminal = walk(home, WORSE, RAW)
    terminal.send("2")
    terminal.expect(MARKUP[:20].replace("[", r"\["))
    terminal.send("Q")
    assert terminal.wait_exit() == 0
    assert harm(bytes(terminal.raw), harmless) == []
