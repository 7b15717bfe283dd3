"""Whatever a dossier, a note or a paste holds, none of it acts on the terminal: every pane, every byte."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ..home import Home, new_home
from ..sequences import forms
from ..terminal import BACKSPACE, DOWN, ENTER, PASTE, Terminal
from .material import HARMLESS, MARKUP, NASTY, PAYLOADS, RAW, WORSE, harm, make_dossier

CLEAR_LINE, EMPTY_BOX = "\x15", "“a phrase”"


def walk(home: Home, text: str, raw: bytes = b"") -> Terminal:
    """All panes of the app over a dossier of ``text``, which is typed and pasted besides."""
    folder = make_dossier(home.root / "dossier", text, raw)
    pasted = PASTE.format(text)
    home.run("bookmark", "b", "0-12", "--note", text.replace("\0", ""), "--dossier", folder)
    home.run("bookmark", "b", "0-19", "--tag", "strange", "--dossier", folder)
    terminal = home.open(f"{folder}/", columns=120, lines=60)  # room for all of a card
    terminal.expect("has problems|Indexed")
    read(terminal)
    find(terminal, pasted)
    compare(terminal)
    keep(terminal, pasted)
    ask_for_help(terminal, pasted)
    return terminal


def quit_app(terminal: Terminal) -> None:
    terminal.send("Q")
    assert terminal.wait_exit() == 0


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
    terminal.expect("^ In context ")
    terminal.send(ENTER)
    terminal.expect("mention 1/")
    terminal.press("n", BACKSPACE)
    terminal.expect("^ In context ")
    terminal.send(ENTER)
    terminal.expect("mention 2/")
    terminal.press("]e", "]m", "]b", BACKSPACE)


def find(terminal: Terminal, pasted: str) -> None:
    terminal.send("s")
    terminal.expect("s›")
    terminal.send("needle")
    terminal.expect(r"\d hits")
    terminal.send(DOWN, ENTER)
    terminal.expect("hit 2/")
    terminal.press("n", BACKSPACE)
    for query in (
        pasted,
        f"needle AND ({pasted}",
        f'needle "{pasted}"',
        f"outlet:{pasted}",
        f"in:{pasted}",
        f"{pasted}*",
    ):
        terminal.send("s")
        terminal.expect("Enter open  ↑↓")
        terminal.send(CLEAR_LINE)
        terminal.expect(EMPTY_BOX)
        terminal.send(query)
        terminal.expect_gone(EMPTY_BOX)
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
    terminal.expect("^ Note\\b")
    terminal.send(pasted, ENTER)
    terminal.expect("^ Kept")
    terminal.send("6")
    terminal.expect("3 passages kept")
    terminal.send("e")
    terminal.expect("^ Note\\b")
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
        terminal.expect("^ File: .")
        terminal.send(CLEAR_LINE)
        terminal.expect("^ File: *$")
        terminal.send(path, pasted, ENTER)
        terminal.expect("Wrote|could not be|is no|File name|cannot")
        if "File: " in terminal.text:  # refused: it stays open to be told another
            terminal.escape("3 passages kept")


def ask_for_help(terminal: Terminal, pasted: str) -> None:
    terminal.send("?")
    terminal.expect("^ Help · ")
    terminal.send("j", "G", "q")
    terminal.expect("3 passages kept")
    terminal.send("\x10")
    terminal.expect("^ Commands ")
    terminal.send(pasted)
    terminal.expect("Nothing fits what you typed")
    terminal.escape("3 passages kept")


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> set[bytes]:
    """The forms of sequence that the app writes of itself on the same walk."""
    home = new_home(tmp_path_factory.mktemp("harmless"))
    try:
        terminal = walk(home, HARMLESS)
        quit_app(terminal)
        found = forms(bytes(terminal.raw))
    finally:
        home.close()
    assert harm(bytes(terminal.raw), found) == []
    return found


def test_no_pane_lets_a_hostile_byte_through(home: Home, harmless: set[bytes]) -> None:
    terminal = walk(home, WORSE, RAW)
    terminal.send("2")
    terminal.expect(r"│▌ .*Needle .*" + re.escape(MARKUP[:20]))
    quit_app(terminal)
    assert harm(bytes(terminal.raw), harmless) == []


def test_no_name_of_a_file_or_folder_does(home: Home, harmless: set[bytes]) -> None:
    line = NASTY.replace("/", "∕")
    folder = home.root / f"dossier {line[:120]}"
    folder.mkdir()
    for number, name in enumerate((line[:80].encode(), b"new\nline", RAW, "\u202edesrever \x9b2J".encode())):
        file = os.fsencode(folder) + b"/%d " % number + name + b".txt"
        Path(os.fsdecode(file)).write_bytes(b"Words.\n" if number % 2 else b"")
    data = home.root / f"data {line[:120]}"
    data.write_text("a file where a folder should be")
    terminal = home.open(f"{folder}/", env={"NATOREADER_DATA_DIR": str(data)})
    terminal.expect_words("cannot be used: File exists")
    terminal.send("2")
    terminal.expect("│ 2 0-")
    for number in range(1, 4):
        terminal.send("J")
        terminal.expect(f"│ 2 {number}-")
        terminal.send("M")
        terminal.expect("^ File ")
        terminal.send("M")
        terminal.expect_gone("^ File ")
    terminal.send("b", "w")
    terminal.expect("^ File: .")
    terminal.expect("all bookmarks .1.")
    terminal.send(ENTER)
    terminal.expect_words("Wrote 1 excerpt to")
    quit_app(terminal)
    assert harm(bytes(terminal.raw), harmless) == []


@pytest.mark.parametrize("payload", [*PAYLOADS, "\0", "\u2028"], ids=ascii)
def test_what_would_be_harm_is_seen(payload: str) -> None:
    assert harm(f"Words {payload} and more.".encode(), {b"\x1b[m"})


def test_a_lone_byte_is_seen() -> None:
    with pytest.raises(UnicodeDecodeError):
        harm(RAW, set())
