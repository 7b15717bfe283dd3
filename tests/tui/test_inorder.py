"""Keys and pastes that come in one burst are answered one after the other, by whatever has the focus by then."""

from __future__ import annotations

from pathlib import Path

from natoreader.tui.noting import NoteArea
from natoreader.tui.writedialog import WriteDialog
from textual import events

from .conftest import Open, Reader

_NAMES = {"\r": "enter", "\x1b": "escape", "\x15": "ctrl+u", "\x7f": "backspace", "\t": "tab", " ": "space"}
_DOWN = "\0"


def burst(reader: Reader, *typed: str | events.Paste) -> None:
    """All at once: nothing is answered before the last has arrived. A string is typed, character by character."""
    for each in typed:
        if isinstance(each, events.Paste):
            reader.app.post_message(each)
            continue
        for character in each:
            if character == _DOWN:
                reader.app.post_message(events.Key("down", None))
            else:
                reader.app.post_message(events.Key(_NAMES.get(character, character), character))


async def test_a_query_typed_over_another(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("training")
        await reader.press("escape", "1")
        burst(reader, "s\x15weapons")
        await reader.until(lambda: reader.main.finding.answered == "weapons")
        assert reader.main.typing


async def test_a_query_opened_before_it_is_answered(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.until(lambda: reader.main.finding.index)
        burst(reader, "straining\r")
        await reader.until(lambda: reader.main.travel.visit)
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.about == "“training”"


async def test_a_hit_further_down(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("training")
        burst(reader, f"{_DOWN}{_DOWN}\rn")
        await reader.until(lambda: reader.main.travel.visit)
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.index == 3
        assert reader.main.pane == "article"


async def test_a_query_is_left_for_its_hits_before_they_are_there(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.until(lambda: reader.main.finding.index)
        burst(reader, "straining\x1bS")
        await reader.until(lambda: "saved" in reader.message)
        assert reader.main.pane == "search"
        assert not reader.main.typing


async def test_a_note_typed_and_pasted_and_what_comes_behind_it(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2")
        burst(reader, "Bone\x15", events.Paste("pasted\u202e"), " and typed\r", "6")
        await reader.until(lambda: reader.main.pane == "bookmarks")
        await reader.settle()
        assert not reader.main.query(NoteArea)
        assert reader.main.pane == "bookmarks"
        assert [each.note for each in reader.main.session.bookmarks] == ["pasted and typed"]


async def test_a_note_takes_what_is_pasted_with_its_lines_and_tabs(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2")
        burst(reader, "B", events.Paste("one\x1b\ttwo\r\rfour\n"), "\r")
        await reader.until(lambda: reader.main.session.bookmarks)
        assert [each.note for each in reader.main.session.bookmarks] == ["one\ttwo\n\nfour"]


async def test_words_found_and_the_next_of_them(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2")
        burst(reader, "/libyan\rn")
        await reader.until(lambda: reader.main.travel.visit)
        await reader.settle()
        assert reader.main.travel.visit is not None
        assert (reader.main.travel.visit.about, reader.main.travel.visit.index) == ("“libyan”", 1)


async def test_a_command_and_what_it_opens(open_reader: Open) -> None:
    async with open_reader() as reader:
        burst(reader, ":theme\rlight\r3")
        await reader.until(lambda: reader.app.theme == "light")
        await reader.until(lambda: reader.main.pane == "compare")


async def test_the_file_s_name_typed_into_the_dialog_at_once(open_reader: Open, tmp_path: Path) -> None:
    file = tmp_path / "at once.md"
    async with open_reader() as reader:
        await reader.press("2", "b")
        burst(reader, f"w\x15{file}\r1")
        await reader.until(lambda: reader.main.pane == "sources" and not isinstance(reader.app.screen, WriteDialog))
        assert file.is_file()


async def test_tags_and_the_key_behind_them(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2")
        burst(reader, "tarms\r}")
        await reader.until(lambda: reader.main.session.bookmarks)
        await reader.settle()
        assert [each.tags for each in reader.main.session.bookmarks] == [("arms",)]
        assert reader.article.current == 3


async def test_ctrl_q_leaves_from_a_line_and_ctrl_c_says_how(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("ctrl+c")
        assert "Q leaves natoreader" in reader.message
        await reader.press("s", "ctrl+q")
        assert reader.app.return_code == 0
