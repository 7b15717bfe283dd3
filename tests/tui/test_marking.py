"""Selecting at both ends and by mouse, notes in the user's editor, tags, the list's groups, copying."""

from __future__ import annotations

import base64
import re
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.notebook import Notebook, NotebookError
from natoreader.dossier.text import Clean, Text
from natoreader.tui import clipboard
from natoreader.tui.bookmarks import BookmarksPane
from natoreader.tui.noting import EditorError, NoteArea, edited
from natoreader.tui.prompt import PromptInput
from natoreader.tui.selection import Selection
from natoreader.tui.widgets import Bar

from .conftest import Open, Reader


def selected(reader: Reader) -> str:
    assert reader.article.selection is not None
    return str(reader.article.text.value[slice(*reader.article.selection.range)])


# Selecting


@given(
    st.lists(st.text("ab. \u0301é漢", min_size=1, max_size=20), min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from(["word", "sentence", "paragraph"]), st.sampled_from([-1, 1, 0])), max_size=20),
)
def test_a_selection_never_becomes_empty_and_only_one_end_moves(
    paragraphs: list[str], steps: list[tuple[str, int]]
) -> None:
    text = Text(Clean("\n".join(paragraphs)))
    if not text.paragraphs:
        return
    selection = Selection.begin(text, 0, "sentence")
    for unit, by in steps:
        before = selection
        selection = selection.grow(text, unit, by) if by else selection.turned()
        assert 0 <= selection.start < selection.end <= len(text)
        assert (selection.end if selection.at_start else selection.start) in before.range


async def test_either_end_of_a_selection_moves(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "2", "}", "}", "v")
        first = selected(reader)
        assert f"{len(first)} characters selected" in reader.main.query_one("#article-title", Bar).words
        await reader.press("o", "left_parenthesis")
        assert selected(reader).endswith(first)
        assert len(selected(reader)) > len(first)
        await reader.press("l", "l")
        assert not selected(reader).startswith("“We")
        await reader.press("o", "right_parenthesis")
        assert not selected(reader).endswith(first)


async def test_a_selection_that_does_not_move_says_why(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "2", "v", "left_parenthesis")
        assert reader.message == ("The selection gets no smaller by a sentence; o moves its other end, Esc ends it")
        await reader.press("o", "g", "g", "left_parenthesis", "left_curly_bracket", "left_curly_bracket")
        await reader.press(*["left_curly_bracket"] * len(reader.article.text.paragraphs))
        assert reader.article.selection is not None
        assert reader.article.selection.start == 0
        assert reader.message == "The selection is at the edge of the text"


async def test_the_mouse_selects_what_it_is_drawn_over(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("J", "2", "}")
        pane = reader.article
        row = pane.map.row_of(pane.text.paragraphs[3].start) - pane.scroll_offset.y
        left = pane.text_left
        await reader.pilot.mouse_down(pane, offset=(left, row))
        await reader.pilot.hover(pane, offset=(left + 7, row))
        await reader.pilot.mouse_up(pane, offset=(left + 7, row))
        await reader.settle()
        assert selected(reader) == "“We will"
        await reader.press("b")
        assert reader.main.session.bookmarks[0].anchor.quote.exact == "“We will"
        await reader.pilot.click(pane, offset=(left + 1, row), times=2)
        assert selected(reader) == "“We"
        await reader.pilot.click(pane, offset=(left + 1, row), times=3)
        assert selected(reader).startswith("“We will establish")
        assert selected(reader).endswith("Rasmussen.")


async def test_the_mouse_takes_in_nothing_that_is_hidden(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "g", "g")
        pane = reader.article
        folds = [index for index, row in enumerate(pane.map.rows) if row.fold]
        fold = folds[0]
        assert 0 < fold < pane.size.height - 3
        hidden = pane.map.rows[fold].start
        below = next(index for index, row in enumerate(pane.map.rows) if index > fold and row.words)
        await reader.pilot.mouse_down(pane, offset=(pane.text_left, fold - 2))
        await reader.pilot.hover(pane, offset=(pane.text_left + 9, below))
        assert pane.map.rows[fold].fold
        await reader.pilot.mouse_up(pane, offset=(pane.text_left + 9, below))
        await reader.settle()
        assert pane.selection is not None
        assert pane.selection.start < hidden < pane.selection.end
        assert not any(row.fold for row in pane.map.rows)
        assert pane.map.rows[pane.map.row_of(hidden)].words


# Notes


def _editor(tmp_path: Path, body: str) -> str:
    script = tmp_path / "editor.py"
    script.write_text(f"#!{sys.executable}\nimport sys, pathlib\nfile = pathlib.Path(sys.argv[-1])\n{body}\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


def test_the_user_s_editor_is_given_the_note_and_gives_it_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", _editor(tmp_path, "file.write_text(file.read_text() + '\\nmore\\x1b[31m\\n')") + " -w")
    assert edited("begun") == "begun\nmore[31m"
    monkeypatch.setenv("VISUAL", _editor(tmp_path, "sys.exit(3)"))
    with pytest.raises(EditorError, match="code 3"):
        edited("begun")
    monkeypatch.setenv("VISUAL", str(tmp_path / "none"))
    with pytest.raises(EditorError, match="cannot be used"):
        edited("begun")
    monkeypatch.setenv("VISUAL", "vim '")
    with pytest.raises(EditorError, match="is no command"):
        edited("begun")
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR")
    with pytest.raises(EditorError, match="VISUAL or EDITOR"):
        edited("begun")


async def test_a_note_that_could_not_be_kept_stays_in_the_editor(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise NotebookError("notebook.sqlite could not be written: the disk is full.")

    async with open_reader() as reader:
        await reader.press("2", "B")
        await reader.type("precious")
        with monkeypatch.context() as patch:
            patch.setattr(Notebook, "add_bookmarks", full)
            await reader.press("enter")
            assert "the disk is full" in reader.message
        assert reader.main.query_one(NoteArea).text == "precious"
        await reader.press("enter")
        assert [each.note for each in reader.main.session.bookmarks] == ["precious"]
        assert not reader.main.query(NoteArea)


# Tags and the list


async def answer(reader: Reader, *keys: str) -> None:
    await reader.until(lambda: reader.main.query(PromptInput))
    await reader.press(*keys, "enter")


async def test_tags_are_completed_and_kept_from_article_and_list(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "t")
        await answer(reader, *"training")
        assert [each.tags for each in reader.main.session.bookmarks] == [("training",)]
        await reader.press("}", "t")
        await answer(reader, "number_sign", "t", "tab", "space", "N", "e", "w")
        assert reader.main.session.bookmarks[1].tags == ("training", "new")
        await reader.press("t")
        await answer(reader, *"!")
        assert "“!” is no tag" in reader.message
        await reader.press("6", "t")
        await answer(reader, "ctrl+u")
        assert [each.tags for each in reader.main.session.bookmarks] == [(), ("training", "new")]
        await reader.press("u")
        assert [each.tags for each in reader.main.session.bookmarks] == [("training",), ("training", "new")]
        await reader.press("t")
        await answer(reader)
        assert reader.message == "The tags are as they were"
        await reader.press("e", "enter")
        assert reader.message == "The note is as it was"


async def test_the_list_is_grouped_filtered_and_put_in_order(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "b", "}", "b", "J", "2", "b", "6")
        pane = reader.main.query_one(BookmarksPane)
        assert pane.grouping == "by article"
        assert sum(not pane.choosable(row) for row in range(pane.count)) == 2
        await reader.press("t")
        await answer(reader, *"first")
        await reader.press("L")
        assert [str(row) for row in pane.rows if isinstance(row, Clean)] == ["#first", "without a tag"]
        await reader.press("L")
        assert pane.grouping == "by time"
        await reader.press("L", "g", "g")
        moved = pane.shown[0]
        await reader.press("greater_than_sign")
        assert [each.id for each in pane.shown].index(moved.id) == 1
        assert pane.bookmark
        assert pane.bookmark.id == moved.id
        await reader.press("u")
        assert pane.shown[0].id == moved.id
        await reader.press("F")
        await answer(reader, "number_sign", *"first")
        assert [each.tags for each in pane.shown] == [("first",)]
        assert "1 of 3" in reader.main.query_one("#bookmarks-title").words  # type: ignore[attr-defined]
        await reader.press("escape")
        assert len(pane.shown) == 3
    async with open_reader() as reader:
        await reader.press("6")
        assert reader.main.query_one(BookmarksPane).grouping == "in your order"


# Copying


def test_the_sequence_is_wrapped_for_tmux_and_screen_and_bounded() -> None:
    words = "“Wir” — ü"
    encoded = base64.b64encode(words.encode()).decode()
    assert clipboard.sequence(words, {}) == f"\x1b]52;c;{encoded}\x07"
    plain = f"\x1b]52;c;{encoded}\x07"
    for tmux in ({"TMUX": "x"}, {"TERM": "tmux-256color"}):
        assert clipboard.sequence(words, tmux) == f"\x1bPtmux;\x1b{plain}\x1b\\{plain}"
    long = clipboard.sequence("x" * 3000, {"TERM": "screen-256color"})
    pieces = [each for each in long.split("\x1b\\") if each]
    assert all(each.startswith("\x1bP") and len(each) <= 702 for each in pieces)
    assert "".join(each.removeprefix("\x1bP") for each in pieces) == clipboard.sequence("x" * 3000, {})
    assert clipboard.sequence("x" * 60_000, {}) == ""


def test_a_program_for_the_clipboard_is_used_where_it_works(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    program = tmp_path / "xclip"
    program.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\npathlib.Path({str(taken)!r}).write_bytes(sys.stdin.buffer.read())\n"
    )
    program.chmod(0o700)
    sent: list[str] = []
    environment = {"PATH": str(tmp_path), "DISPLAY": ":0"}
    copied = clipboard.copy(Clean("é"), environment, sent.append)
    assert (taken.read_text(), copied.program, copied.sent) == ("é", "xclip", True)
    assert copied.sentence("¶4") == "Copied ¶4 with xclip, and sent it to the terminal (OSC 52)"
    remote = clipboard.copy(Clean("é"), environment | {"SSH_CONNECTION": "x"}, sent.append)
    assert remote.sentence("¶4") == ("Sent ¶4 to the terminal’s clipboard (OSC 52); some terminals have to allow it")
    assert clipboard.copy(Clean("é"), {"TMUX": "x"}, sent.append).sentence("¶4") == (
        "Sent ¶4 to the terminal’s clipboard (OSC 52); "
        "tmux passes it on where its set-clipboard or allow-passthrough is on"
    )
    program.write_text(f"#!{sys.executable}\nraise SystemExit(1)\n")
    assert clipboard.copy(Clean("x" * 60_000), environment, sent.append).sentence("¶4").startswith("Not copied")
    assert len(sent) == 3


async def test_y_copies_the_words_with_their_citation_and_the_link(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    sent: list[str] = []

    def words() -> str:
        return base64.b64decode(sent[-1].removeprefix("\x1b]52;c;").removesuffix("\x07")).decode()

    async with open_reader() as reader:
        monkeypatch.setattr(type(reader.app), "send", lambda _, sequence: sent.append(sequence))
        await reader.press("3", *"jj", "l", "enter", "y")
        assert re.fullmatch(
            "“We will establish a small advisory team to conduct this effort,”\n— Statement released by Anders Fogh "
            r"Rasmussen, in Stars and Stripes, “\[NATO to help set up new Libyan military\]”, c\. 21 October 2013 "
            r"\(date inferred\), ¶4\. nr:nato-libya/001@\d+-\d+",
            words(),
        )
        assert "OSC 52" in reader.message or "Copied" in reader.message
        stop = reader.main.travel.visit.stop  # type: ignore[union-attr]
        await reader.press("Y")
        assert words() == f"nr:nato-libya/001@{stop.start}-{stop.end}"
