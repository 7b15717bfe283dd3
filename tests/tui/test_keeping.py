"""Bookmarks, undo and the file of excerpts."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from natoreader.dossier.notebook import Notebook, NotebookError
from natoreader.tui.widgets import Bar
from natoreader.tui.writedialog import Preview, Settings, WriteDialog

from .conftest import Open, Reader


async def prompt(reader: Reader, words: str) -> None:
    from natoreader.tui.prompt import PromptInput

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


async def test_where_the_notebook_lives_in_memory_every_message_says_so(open_reader: Open, tmp_path: Path) -> None:
    (tmp_path / "notebook.sqlite3").mkdir()
    async with open_reader() as reader:
        await reader.press("2", "b")
        assert reader.message.startswith("Kept ¶1 of 002 for this run only · u takes it back")
        await reader.press("t")
        await prompt(reader, "one")
        assert reader.message.startswith("Tags kept for this run only · u")
        await reader.press("B", "x", "enter")
        assert reader.message == "Note added to the bookmark of ¶1 of 002 for this run only"
        await reader.press("6", "e", "y", "enter")
        assert reader.message.startswith("Note kept for this run only · u")


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


async def test_an_undo_that_is_refused_shows_what_stands_in_its_way(open_reader: Open, tmp_path: Path) -> None:
    async with open_reader() as reader:
        await reader.press("2", "b")
        with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as elsewhere:
            elsewhere.set_note(reader.main.session.bookmarks[0].id, "from elsewhere")
            await reader.press("u")
            assert reader.message.startswith("Not undone, what it wrote was changed elsewhere since: adding")
            assert reader.main.session.bookmarks[0].note == "from elsewhere"
            elsewhere.undo()
        await reader.press("u")
        assert reader.message.startswith("Undone: adding the bookmark")
        assert count(reader) == 0


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


async def write_to(reader: Reader, file: Path, *keys: str) -> None:
    from textual.widgets import Input

    await reader.until(lambda: isinstance(reader.app.screen, WriteDialog))
    reader.app.screen.query_one(Input).value = str(file)
    await reader.press(*keys, "enter")
    await reader.until(lambda: reader.app.screen is reader.main)


async def test_w_writes_the_bookmarks(open_reader: Open, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    async with open_reader() as reader:
        await reader.press("3", *"jj", "l", "enter", "b", "w")
        await write_to(reader, target)
        assert reader.message.startswith(f"Wrote 1 excerpt to {target}")
    written = target.read_text(encoding="utf-8")
    assert "We will establish a small advisory team" in written
    assert "`nr:nato-libya/001@" in written
    assert target.with_name("out.csl.json").exists()


async def test_in_the_comparison_what_changed_from_the_base_can_be_written(open_reader: Open, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    async with open_reader() as reader:
        await reader.press("3", "l", "c", "l", "w")
        dialog = reader.app.screen
        assert isinstance(dialog, WriteDialog)
        names = [name for _, name in dialog._settings[0].values]
        assert "what changed from Oct 2013 to May 2014" in names
        assert "card of 000" in names
        at = names.index("what changed from Oct 2013 to May 2014")
        await write_to(reader, target, "up", *["tab"] * at)
        assert "Wrote what changed from Oct 2013 to May 2014 to" in reader.message
    written = target.read_text(encoding="utf-8")
    assert "\n## Oct 2013\\~ and May 2014\\~: what changed\n" in written
    assert "[^nr-changes-" in written


async def test_w_without_bookmarks_writes_the_passage_at_hand(open_reader: Open, tmp_path: Path) -> None:
    target = tmp_path / "one.md"
    async with open_reader() as reader:
        await reader.press("J", "2", "}", "w")
        await write_to(reader, target)
    assert "We will establish" in target.read_text(encoding="utf-8")


async def refused(reader: Reader, file: str, *keys: str) -> WriteDialog:
    """The write dialog, which stays with a sentence saying why nothing was written."""
    from textual.widgets import Input

    await reader.until(lambda: isinstance(reader.app.screen, WriteDialog))
    reader.app.screen.query_one(Input).value = file
    await reader.press(*keys, "enter")
    dialog = reader.app.screen
    assert isinstance(dialog, WriteDialog)
    assert "Nothing was written: see below" in dialog.query_one("#write-title", Bar).words
    return dialog


@pytest.mark.parametrize("file", ["~nobody-has-this-home/x.md", "x" * 300, ""])
async def test_a_file_that_cannot_be_is_told_of(open_reader: Open, file: str) -> None:
    async with open_reader() as reader:
        await reader.press("2", "w")
        dialog = await refused(reader, file)
        expected = "could not be written" if file else "Nothing was written: no file is named."
        assert expected in dialog.query_one(Preview)._text


async def test_what_was_chosen_stays_where_writing_is_refused(open_reader: Open, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("my own words\n", encoding="utf-8")
    async with open_reader() as reader:
        await reader.press("2", "b", "w")
        dialog = await refused(reader, str(tmp_path / "mine.md"), "down", "tab", "tab", "down", "tab")
        assert "mine.md is not an export" in dialog.query_one(Preview)._text
        assert (dialog.order.profile, dialog.order.context) == ("pandoc", "sentence")
        await reader.press("tab")
        assert "Nothing was written" not in dialog.query_one("#write-title", Bar).words
        await write_to(reader, tmp_path / "other.md")
        assert reader.message.startswith("Wrote 1 excerpt")
    assert 'profile: "pandoc"' in (tmp_path / "other.md").read_text(encoding="utf-8")


async def test_a_file_that_is_written_and_not_remembered_is_written(
    open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember = Notebook.set_state

    def full(self: Notebook, key: str, value: Any, *, shared: bool = False) -> None:
        if key.startswith("export."):
            raise NotebookError("The notebook could not be written: the disk is full.")
        remember(self, key, value, shared=shared)

    target = tmp_path / "CON.md"
    async with open_reader() as reader:
        await reader.press("2", "b", "w")
        monkeypatch.setattr(Notebook, "set_state", full)
        await write_to(reader, target)
        assert reader.message.startswith(f"Wrote 1 excerpt to {target}")
        assert "The name “CON.md” cannot be used on Windows · " in reader.message
        assert " · what was chosen is remembered for this run only: The notebook could not" in reader.message
    assert target.is_file()


async def test_a_notes_file_is_begun_in_the_profile_used_last(open_reader: Open, tmp_path: Path) -> None:
    target = tmp_path / "vault.md"
    async with open_reader() as reader:
        await reader.press("J", "2", "w", "down", "tab")
        await write_to(reader, target)
        target.unlink()
        await reader.press("W")
        assert reader.message.startswith("Added ¶3 of 001")
        await reader.press("w", "enter")
        await reader.until(lambda: reader.message.startswith("Wrote 1 excerpt"))
    assert 'profile: "obsidian"' in target.read_text(encoding="utf-8")


async def test_the_file_is_named_with_its_folder_before_anything_is_written(
    open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_reader() as reader:
        await reader.press("2", "w")
        dialog = reader.app.screen
        assert isinstance(dialog, WriteDialog)
        assert dialog.order.file == str(tmp_path / "excerpts.md")


async def test_a_foreign_file_is_left_alone(open_reader: Open, tmp_path: Path) -> None:
    target = tmp_path / "mine.md"
    target.write_text("my own words\n", encoding="utf-8")
    async with open_reader() as reader:
        await reader.press("2", "b", "w")
        dialog = await refused(reader, str(target))
        assert "mine.md" in dialog.query_one(Preview)._text
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


async def test_the_dialog_offers_what_there_is_previews_it_and_remembers(open_reader: Open, tmp_path: Path) -> None:
    target = tmp_path / "vault.md"
    async with open_reader() as reader:
        await reader.search("reintegration")
        await reader.press("escape", "2", "b", "J", "2", "b", "w")
        dialog = reader.app.screen
        assert isinstance(dialog, WriteDialog)
        what = [words for _, words in dialog.query_one(Settings).settings[0].values]
        assert what[:2] == ["all bookmarks (2)", "¶3 of 001"]
        assert "bookmarks of 001 (1)" in what
        assert any(words.startswith("hits of “reintegration”") for words in what)
        assert any(words.startswith("passages of the comparison") for words in what)
        assert "card of 001" in what
        before = dialog.query_one(Preview)._text
        await reader.press("down", "tab")
        assert dialog.order.profile == "obsidian"
        assert dialog.query_one(Preview)._text != before
        await write_to(reader, target)
        assert reader.message.startswith(f"Wrote 2 excerpts to {target}")
        await reader.press("w")
        assert isinstance(reader.app.screen, WriteDialog)
        assert (reader.app.screen.order.file, reader.app.screen.order.profile) == (str(target), "obsidian")
        await reader.press("escape")
    assert 'profile: "obsidian"' in target.read_text(encoding="utf-8")


async def test_a_foreign_file_is_written_over_where_it_is_asked_for(open_reader: Open, tmp_path: Path) -> None:
    target = tmp_path / "mine.md"
    target.write_text("my own words\n", encoding="utf-8")
    async with open_reader() as reader:
        await reader.press("2", "b", "w")
        await write_to(reader, target, "up", "down", "down", "down", "down", "tab", "tab")
        assert reader.message.startswith("Wrote")
    assert "my own words" not in target.read_text(encoding="utf-8")


async def test_one_passage_after_the_other_is_added_to_the_notes_file(
    open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_reader() as reader:
        await reader.press("J", "2", "W")
        assert reader.message.startswith(f"Added ¶3 of 001 to {tmp_path / 'excerpts.md'}")
        await reader.press("}", "W", "W")
        assert reader.message.startswith("Wrote ¶4 of 001 anew in")
        monkeypatch.chdir("/")  # the file stays the one it was
        await reader.press("b", "W")
        assert reader.message.startswith(f"Wrote ¶4 of 001 anew in {tmp_path / 'excerpts.md'}")
    written = (tmp_path / "excerpts.md").read_text(encoding="utf-8")
    assert written.count("<!-- nr:begin") == 2
    assert "We will establish" in written


async def test_the_bookmarks_are_written_as_they_are_listed(open_reader: Open, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    async with open_reader() as reader:
        await reader.press("2", "b", "}", "b", "}", "b", "6", *"LLL", "greater_than_sign", "w")
        await write_to(reader, target, "tab")
        assert reader.message.startswith("Wrote 3 excerpts")
    assert re.findall(r", para\. (\d+)\]", target.read_text(encoding="utf-8")) == ["3", "1", "5"]


async def test_a_passage_that_is_added_carries_what_is_said_of_its_cells(
    open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_reader() as reader:
        await reader.press("3", *"jj", "l", "space", "W")
        assert reader.message.startswith("Added ")
        assert "× Advisory team (reviewed)" in (tmp_path / "excerpts.md").read_text(encoding="utf-8")


async def test_what_was_collected_stays_where_something_else_is_written(
    open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_reader() as reader:
        await reader.press("J", "2", "W", "}", "W", "}", "b", "w", "enter")
        await reader.until(lambda: reader.message.startswith("Wrote 1 excerpt"))
        assert "(1 new, 2 others kept)" in reader.message
        await reader.press("w", *["down"] * 4, "tab", "enter")
        await reader.until(lambda: "2 taken out" in reader.message)


async def test_a_folder_that_was_written_to_takes_the_next_passage(open_reader: Open, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    async with open_reader() as reader:
        await reader.press("J", "2", "w")
        await write_to(reader, vault)
        await reader.press("}", "W")
        assert reader.message.startswith("Added ¶4 of 001 to ")
    (file,) = vault.glob("*.md")
    assert file.read_text(encoding="utf-8").count("<!-- nr:begin") == 2


async def test_the_preview_opens_on_the_first_words_quoted(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "2", "w")
        preview = reader.app.screen.query_one(Preview)
        assert preview.render_line(0).text.startswith(" > ")
        await reader.pilot.resize_terminal(60, 20)
        await reader.until(lambda: preview.size.width == 60)
        await reader.settle()
        assert preview.render_line(0).text.startswith(" > ")


async def test_a_file_that_was_written_is_told_of_where_the_notebook_takes_nothing(
    open_reader: Open, tmp_path: Path
) -> None:
    notebook = tmp_path / "notebook.sqlite3"
    with Notebook.open(notebook, "nato-libya"):
        pass
    with closing(sqlite3.connect(notebook)) as db:
        db.execute("PRAGMA user_version = 99")
    async with open_reader() as reader:
        await reader.press("2", "w")
        await write_to(reader, tmp_path / "out.md")
        assert reader.message.startswith(f"Wrote 1 excerpt to {tmp_path / 'out.md'}")
        assert "what was chosen is remembered for this run only: Nothing was kept: " in reader.message
        await reader.press("}", "W")
        assert reader.message.startswith(f"Added ¶3 of 002 to {tmp_path / 'out.md'}")
        assert "remembered for this run only" in reader.message


@pytest.mark.parametrize("key", ["w", "W"])
async def test_what_is_written_is_as_the_notebook_is_now(
    open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_reader() as reader:
        await reader.press("2", "b")
        (kept,) = reader.main.session.bookmarks
        with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as elsewhere:
            elsewhere.set_note(kept.id, "from elsewhere")
            await reader.press(key)
            if key == "w":
                elsewhere.set_note(kept.id, "even later: from elsewhere")
                await write_to(reader, tmp_path / "excerpts.md")
        assert "1 excerpt" in reader.message or "Added" in reader.message
    written = (tmp_path / "excerpts.md").read_text(encoding="utf-8")
    assert "from elsewhere" in written
    assert ("even later" in written) == (key == "w")


async def test_w_in_the_command_line_takes_a_file(open_reader: Open, tmp_path: Path) -> None:
    target = tmp_path / "typed.md"
    async with open_reader() as reader:
        await reader.press("2", "b", "colon")
        await reader.until(lambda: reader.main.query("#prompt-input"))
        reader.main.query_one("#prompt-input").value = f"write {target}"  # type: ignore[attr-defined]
        await reader.press("enter")
        await reader.until(target.exists)
        assert reader.message.startswith("Wrote 1 excerpt")


async def test_leaving_keeps_the_note_that_is_being_written(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "B")
        await reader.type("a thought")
        await reader.press("ctrl+q")
        assert reader.app.return_code == 0
        (kept,) = reader.main.session.notebook.bookmarks()
        assert kept.note == "a thought"


async def test_a_note_that_was_changed_elsewhere_meanwhile_is_not_written_over(
    open_reader: Open, tmp_path: Path
) -> None:
    async with open_reader() as reader:
        await reader.press("2", "b", "6", "e")
        (kept,) = reader.main.session.bookmarks
        await reader.type("mine")
        with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as elsewhere:
            elsewhere.set_note(kept.id, "theirs")
            await reader.press("enter")
            assert reader.message == (
                "The note was changed elsewhere meanwhile. It stands here above yours; Enter keeps both"
            )
            (there,) = elsewhere.bookmarks()
            assert there.note == "theirs"
            assert reader.main.query_one("#note-text").text == "theirs\n\nmine"  # type: ignore[attr-defined]
            await reader.press("enter")
            (there,) = elsewhere.bookmarks()
            assert there.note == "theirs\n\nmine"
            elsewhere.set_note(kept.id, "shown at once")
            await reader.press("e")
            assert reader.main.query_one("#note-text").text == "shown at once"  # type: ignore[attr-defined]
            await reader.type("!")
            elsewhere.set_note(kept.id, None)
            await reader.press("enter")
            assert reader.message == "The note was deleted elsewhere meanwhile. Enter keeps yours"
            await reader.press("ctrl+q")
            (there,) = elsewhere.bookmarks()
            assert there.note == "shown at once!"


async def test_at_an_end_that_nobody_chose_the_note_is_kept_beside_what_was_written_meanwhile(
    open_reader: Open, tmp_path: Path
) -> None:
    async with open_reader() as reader:
        await reader.press("2", "b", "6", "e")
        (kept,) = reader.main.session.bookmarks
        await reader.type("mine")
        with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as elsewhere:
            elsewhere.set_note(kept.id, "theirs")
            reader.app.save()
            (there,) = elsewhere.bookmarks()
            assert there.note == "theirs\n\nmine"


async def test_the_note_on_a_bookmark_that_was_deleted_elsewhere_can_be_kept(open_reader: Open, tmp_path: Path) -> None:
    async with open_reader() as reader:
        await reader.press("2", "b", "t", *"armed", "enter", "6", "e")
        (kept,) = reader.main.session.bookmarks
        await reader.type("precious")
        with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as elsewhere:
            elsewhere.delete_bookmark(kept.id)
        await reader.press("enter")
        assert reader.message == (
            "This bookmark was deleted elsewhere meanwhile; Enter keeps the passage again, with this note"
        )
        assert count(reader) == 0
        await reader.press("enter")
        (again,) = reader.main.session.bookmarks
        assert (again.anchor, again.note, again.tags) == (kept.anchor, "precious", ("armed",))


async def test_a_note_put_back_or_emptied_after_its_bookmark_was_deleted_elsewhere(
    open_reader: Open, tmp_path: Path
) -> None:
    async with open_reader() as reader:
        await reader.press("2", "b", "6", "e")
        (kept,) = reader.main.session.bookmarks
        await reader.type("x")
        with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as elsewhere:
            elsewhere.delete_bookmark(kept.id)
        await reader.press("enter", "backspace", "enter")
        assert reader.message == "This bookmark was deleted elsewhere already; Esc leaves it so"
        assert count(reader) == 0
        await reader.type("y")
        await reader.press("enter")
        (again,) = reader.main.session.bookmarks
        assert (again.anchor, again.note) == (kept.anchor, "y")


@pytest.mark.parametrize("keys", ["d", "tx\r"])
async def test_a_bookmark_that_was_deleted_elsewhere_is_shown_no_longer(
    open_reader: Open, tmp_path: Path, keys: str
) -> None:
    async with open_reader() as reader:
        await reader.press("2", "b", "6", *keys[:-1])
        (kept,) = reader.main.session.bookmarks
        with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as elsewhere:
            elsewhere.delete_bookmark(kept.id)
        await reader.press("enter" if keys[-1] == "\r" else keys[-1])
        assert reader.message == "The bookmark was deleted elsewhere meanwhile"
        assert not reader.main.query_one("#bookmarks").rows  # type: ignore[attr-defined]


async def test_tags_given_and_taken_elsewhere_meanwhile_stay_so(open_reader: Open, tmp_path: Path) -> None:
    async with open_reader() as reader:
        await reader.press("2", "t", *"one", "space", *"two", "enter", "t")
        (kept,) = reader.main.session.bookmarks
        with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as elsewhere:
            elsewhere.set_tags(kept.id, ["two", "theirs"])
        await reader.press(*"mine", "enter")
        assert reader.message.startswith("Tags kept, beside what was changed elsewhere meanwhile")
        (kept,) = reader.main.session.bookmarks
        assert kept.tags == ("two", "mine", "theirs")


async def test_a_note_is_dropped_at_the_second_escape_only(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "B")
        await reader.type("a thought")
        await reader.press("escape")
        assert reader.main.query_one("#note-text").text == "a thought"  # type: ignore[attr-defined]
        assert "Esc again drops it" in reader.main.query_one("#note-title").words  # type: ignore[attr-defined]
        await reader.type("s")
        await reader.press("escape")
        assert reader.main.query("#note-editor")
        await reader.press("escape")
        assert not reader.main.query("#note-editor")
        assert not reader.main.session.notebook.bookmarks()


async def test_tags_and_a_note_are_for_the_part_of_a_paragraph_that_was_just_kept(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "2", "colon", *"7", "enter", "v", "b", "t", *"armed", "enter", "B")
        await reader.type("a thought")
        await reader.press("enter")
        (kept,) = reader.main.session.notebook.bookmarks()
        assert (kept.tags, kept.note) == (("armed",), "a thought")
        await reader.press("u", "u", "u", "t", *"whole", "enter")
        (kept,) = reader.main.session.notebook.bookmarks()
        assert (kept.anchor.start, kept.anchor.end) == reader.article.passage


async def test_what_is_quoted_of_an_article_that_was_edited_meanwhile_is_warned_of(
    open_reader: Open, tmp_path: Path
) -> None:
    (tmp_path / "clips").mkdir()
    file = tmp_path / "clips" / "one.txt"
    file.write_text("NATO offered help.\n")
    edited = "one was edited since it was opened; start again to read it anew"
    async with open_reader(tmp_path / "clips") as reader:
        await reader.press("2", "b")
        assert edited not in reader.message
        file.write_text("NATO did not offer help.\n")
        await reader.press("b")
        assert reader.message.endswith(edited)
        await reader.press("w")
        await write_to(reader, tmp_path / "out.md")
        assert reader.message.startswith("Wrote 1 excerpt")
        assert reader.message.endswith(edited)
        await reader.press("W")
        assert reader.message.endswith(edited)
        await reader.press("y")
        assert reader.message.endswith(edited)
        file.write_text("NATO offered help.\n")  # as it was, at another time
        await reader.press("W")
        assert edited not in reader.message
