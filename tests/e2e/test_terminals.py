"""The real program in terminals of every kind, with the user’s own settings and keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..home import Home
from ..sequences import colours
from ..terminal import ENTER, ESCAPE, Terminal

HALF_PAGE_DOWN, COMMANDS, F2 = "\x04", "\x10", "\x1bOQ"
FEW = {"TERM": "linux", "COLORTERM": ""}
READY = "Indexed 5 articles"
PLACE = r"¶(\d+) · \d+%"


def configure(home: Home, name: str, text: str) -> Path:
    folder = home.root / "config"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def leave(terminal: Terminal) -> None:
    terminal.send("Q")
    assert terminal.wait_exit() == 0


@pytest.mark.parametrize(
    ("opening", "shown", "closing"),
    [
        ("B", "^ Note on ", ESCAPE),
        (":wid", "^ : wid", ESCAPE),
        ("?", "^ Help · Article", "q"),
        (COMMANDS, "^ Commands ", ESCAPE),
        ("M", "^─ 002 ", "M"),
        ("v", " selected", ESCAPE),
        ("z", "Only this pane", "z"),
    ],
)
def test_the_terminal_may_change_its_size_whatever_is_open(home: Home, opening: str, shown: str, closing: str) -> None:
    terminal = home.open()
    terminal.expect(READY)
    terminal.press("2", HALF_PAGE_DOWN)
    place = terminal.expect(PLACE)[1]
    terminal.send(opening)
    terminal.expect(shown)
    for size in ((200, 60), (30, 8), (60, 20), (120, 40), (41, 11), (20, 5), (80, 24)):
        terminal.resize(*size)
    terminal.expect(f"{shown}|¶{place} ")
    terminal.send(closing)
    terminal.expect(rf"¶{place} · \d+%")
    terminal.expect("3 compare  s search  v select")
    leave(terminal)


def test_in_eight_colours_what_is_lit_is_seen(home: Home) -> None:
    terminal = home.open(env=FEW)
    terminal.expect(READY)
    terminal.send("straining")
    terminal.expect("^ s› training .* hits")
    terminal.send(ENTER)
    terminal.expect("hit 1/")
    terminal.expect_apart("│.*(training)", "│.*(Once the)")
    terminal.press("v")
    terminal.send("}")
    terminal.expect(" selected")
    assert not [code for code in colours(bytes(terminal.raw)) if "38;" in code or "48;" in code]
    leave(terminal)


def test_a_terminal_of_256_colours_is_given_no_more(home: Home) -> None:
    terminal = home.open(env={"TERM": "xterm-256color", "COLORTERM": ""})
    terminal.expect(READY)
    terminal.press("3", "j", "2")
    found = colours(bytes(terminal.raw))
    assert found
    assert not [code for code in found if "38;2;" in code or "48;2;" in code]
    leave(terminal)


def test_the_user_s_files_are_used_and_what_is_wrong_in_them_is_said(home: Home) -> None:
    configure(home, "settings.toml", 'theme = "light"\nmeasure = 30\nwidht = 3\n')
    configure(home, "keymap.toml", 'quit_now = ["ctrl+x Q"]\nsearch = ["f"]\nzen = ["b"]\n')
    terminal = home.open()
    terminal.expect("settings.toml: widht: is not a setting")
    terminal.expect("and 1 more; :settings lists them")
    terminal.send(":settings", ENTER)
    terminal.expect("keymap.toml: zen")
    terminal.send("q")
    terminal.expect(" f search")
    terminal.send("f")
    terminal.expect("Esc to the hits")
    terminal.escape(" f search")
    configure(home, "keymap.toml", 'search = ["ctrl+y"]\n')
    configure(home, "settings.toml", "measure = 50\n")
    terminal.send(":reload", ENTER)
    terminal.expect("Read settings.toml and keymap.toml")
    terminal.expect(" Ctrl-Y search")
    leave(terminal)


def test_what_was_changed_with_keys_is_there_again(home: Home) -> None:
    terminal = home.open(columns=120, lines=40)
    terminal.expect(READY)
    terminal.send(":theme high-contrast", ENTER)
    terminal.expect("theme is high-contrast")
    terminal.press("2", ">", ">", "x")
    before = terminal.style("(Entities)")
    terminal.expect("^.{32}│")
    assert before
    leave(terminal)
    terminal = home.open(columns=120, lines=40)
    terminal.expect("¶1 ")
    terminal.expect("^.{32}│")
    assert terminal.style("(Entities)") & before
    assert "folded" not in terminal.text
    leave(terminal)


@pytest.mark.parametrize(
    ("editor", "typed", "said"),
    [
        ("false", "", "false ended with code 1; the note is as it was"),
        ("/nonexistent", "", "/nonexistent cannot be used: No such file"),
        ("sh -c 'echo waiting; read _'", "\x03", "sh was ended by signal 2; the note is as it was"),
    ],
)
def test_an_editor_that_fails_leaves_the_note_and_the_terminal_as_they_were(
    home: Home, editor: str, typed: str, said: str
) -> None:
    terminal = home.open(env={"EDITOR": editor})
    terminal.expect(READY)
    terminal.send("2B")
    terminal.expect("^ Note on ¶1 of 002")
    terminal.send("begun")
    terminal.expect("^ begun")
    terminal.send(F2)
    if typed:
        terminal.expect("waiting")
        assert terminal.cooked
        terminal.send(typed)
    terminal.expect(f" Note on .* {said}")
    assert not terminal.cooked
    terminal.send(" and gone on", ENTER)
    terminal.expect("^ Kept ¶1 of 002")
    terminal.send("6")
    terminal.expect("begun and gone on")
    leave(terminal)
    assert terminal.cooked
