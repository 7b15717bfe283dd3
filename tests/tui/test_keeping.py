"""Bookmarks, undo and the file of excerpts."""

from __future__ import annotations

from pathlib import Path

from .conftest import Open, Reader


async def prompt(reader: Reader, words: str) -> None:
    from natoreader.tui.chrome import PromptInput

    await reader.until(lambda: reader.main.query(PromptInput))
    reader.main.query_one(PromptInput).value = words
    await reader.press("enter")


def count(reader: Reader) -> int:
    return len(reader.main.session.bookmarks)


async def test_b_keeps_the_paragraph_once(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "2", "}", "b")
        (kept,) = reader.main.session.bookmarks
        assert kept.anchor.quote.exact.startswith("“We will establish")
        assert reader.message.startswith("Kept ¶4 of 001")
        await reader.press("b")
        assert count(reader) == 1
        assert "kept already" in reader.message
        assert any("4◈" in row for row in reader.rows())


async def test_b_keeps_the_selection(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "2", "}", "v", "b")
        (kept,) = reader.main.session.bookmarks
        assert kept.anchor.quote.exact.endswith("Rasmussen.")
        assert reader.article.selection is None


async def test_b_keeps_the_words_of_a_cell_and_the_hit(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", *"jj", "l", "b")
        assert [each.anchor.article for each in reader.main.session.bookmarks] == ["001"]
        await reader.search("reintegration")
        await reader.press("escape", "b")
        assert {each.anchor.article for each in reader.main.session.bookmarks} == {"001", "002"}


async def test_after_enter_on_a_cell_b_keeps_the_proving_words(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", *"jj", "l", "enter", "b")
        (kept,) = reader.main.session.bookmarks
        assert kept.anchor.quote.exact == "“We will establish a small advisory team to conduct this effort,”"


async def note(reader: Reader, words: str) -> None:
    from natoreader.tui.noting import NoteArea

    await reader.until(lambda: reader.main.query(NoteArea))
    reader.main.query_one(NoteArea).text = ""
    for number, line in enumerate(words.splitlines()):
        if number:
            await reader.press("ctrl+j")
        await reader.type(line)
    await reader.press("enter")


async def test_a_note_is_asked_for_and_can_be_changed(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "B")
        await note(reader, "why x this\nq: not a command")
        assert reader.main.session.bookmarks[0].note == "why x this\nq: not a command"
        await reader.press("6", "e")
        await note(reader, "better")
        assert reader.main.session.bookmarks[0].note == "better"
        await reader.press("e", "escape")
        assert reader.main.session.bookmarks[0].note == "better"
        assert reader.main.pane == "bookmarks"


async def test_deleting_can_be_undone_and_redone(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "b", "6", "d")
        assert count(reader) == 0
        await reader.press("u")
        assert count(reader) == 1
        await reader.press("ctrl+r")
        assert count(reader) == 0
        await reader.press("u", "u", "u")
        assert reader.message == "Nothing to undo"


async def test_bookmarks_outlive_the_program(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "2", "b")
    async with open_reader() as reader:
        await reader.press("6")
        pane = reader.main.query_one("#bookmarks")
        assert pane.bookmark is not None  # type: ignore[attr-defined]
        await reader.press("enter")
        assert reader.main.travel.visit and reader.main.travel.visit.counter == "bookmark 1/1"
        assert reader.article.article and reader.article.article.id == "001"


async def test_w_writes_the_bookmarks(open_reader: Open, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    async with open_reader() as reader:
        await reader.press("3", *"jj", "l", "enter", "b", "w")
        await prompt(reader, str(target))
        assert reader.message.startswith(f"Wrote 1 excerpt to {target}")
    written = target.read_text(encoding="utf-8")
    assert "We will establish a small advisory team" in written
    assert "`nr:nato-libya/001@" in written
    assert target.with_name("out.csl.json").exists()


async def test_w_without_bookmarks_writes_the_passage_at_hand(open_reader: Open, tmp_path: Path) -> None:
    target = tmp_path / "one.md"
    async with open_reader() as reader:
        await reader.press("J", "2", "}", "w")
        await prompt(reader, str(target))
    assert "We will establish" in target.read_text(encoding="utf-8")


async def test_a_foreign_file_is_left_alone(open_reader: Open, tmp_path: Path) -> None:
    target = tmp_path / "mine.md"
    target.write_text("my own words\n", encoding="utf-8")
    async with open_reader() as reader:
        await reader.press("2", "b", "w")
        await prompt(reader, str(target))
        assert "mine.md" in reader.message
        assert not reader.message.startswith("Wrote")
    assert target.read_text(encoding="utf-8") == "my own words\n"


async def test_stepping_through_the_bookmarks_of_an_article(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "2", "b", "}", "}", "b", "g", "g", "]", "b")
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.kind == "bookmark"
        assert len(reader.main.travel.visit.stops) == 2


async def test_one_undo_takes_back_all_passages_of_a_cell(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", "b")
        assert len(reader.main.session.bookmarks) > 1
        await reader.press("u")
        assert count(reader) == 0


async def test_a_passage_over_several_paragraphs_is_named_by_all(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "2", "V", "}", "}", "b")
        assert reader.message.startswith("Kept ¶3–5 of 001")


async def test_a_deleted_bookmark_is_not_visited_again(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "b", "6", "enter")
        assert reader.main.travel.visit is not None
        await reader.press("backspace", "d")
        assert reader.main.travel.visit is None
