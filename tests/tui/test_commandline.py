"""The command line behind ``:``: what is understood, completed, remembered and done."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.text import Clean
from natoreader.tui.commanding import CommandInput
from natoreader.tui.commandline import VERBS, CommandLineError, Order, completions, explained, names, understand
from natoreader.tui.commands import BY_ID, COMMANDS
from natoreader.tui.past import MOST
from natoreader.tui.settings import SETTINGS, THEMES

from .conftest import Open, Reader

ARGUMENTS = {"theme": THEMES, "set": [each.key for each in SETTINGS], "set theme": THEMES}


@pytest.mark.parametrize(
    ("line", "command", "argument"),
    [
        ("12", "paragraph", "12"),
        (":12", "paragraph", "12"),
        ("q", "quit", ""),
        ("q!", "quit_now", ""),
        ("w", "write", ""),
        ("w notes.md", "write", "notes.md"),
        ("write  a b.md", "write", "a b.md"),
        ("search “a b” OR c", "search", "“a b” OR c"),
        ("search", "search", ""),
        ("set measure 60", "set", "measure 60"),
        ("set", "settings", ""),
        ("theme light", "theme", "light"),
        ("theme", "theme", ""),
        ("width", "width", ""),
        ("open 003", "open", "003"),
        ("fold", "fold", ""),
        ("FOLD", "fold", ""),
        ("fold or show", "fold", ""),
        ("half a page up", "half_up", ""),
        ("next_article", "next_article", ""),
    ],
)
def test_a_line_is_understood(line: str, command: str, argument: str) -> None:
    assert understand(line) == Order(command, Clean(argument))


@pytest.mark.parametrize("line", ["", " ", ":", " : "])
def test_nothing_typed_asks_for_nothing(line: str) -> None:
    assert understand(line) is None


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.id)
def test_every_command_is_had_by_its_id(command: object) -> None:
    id = command.id  # type: ignore[attr-defined]
    assert understand(id) == Order(id)
    assert id in completions(id[:2], {})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("fodl", "“fodl” is not a command (did you mean “fold”?)"),
        ("thme light", "“thme light” is not a command (did you mean “theme”?)"),
        ("fold 3", "“fold” takes nothing behind it"),
        ("page", "“page” could be "),
        ("qwertzuiop", "“qwertzuiop” is not a command"),
        ("12 13", "“12 13” is not a command"),
        ("x" * 5000, "is not a command"),
    ],
)
def test_what_is_no_command_is_said(line: str, said: str) -> None:
    with pytest.raises(CommandLineError) as error:
        understand(line)
    assert said in str(error.value)
    assert len(str(error.value)) < 200


@given(st.text())
def test_whatever_is_typed_is_a_command_or_a_sentence(line: str) -> None:
    with suppress(CommandLineError):
        order = understand(line)
        assert order is None or order.command == "paragraph" or order.command in {*BY_ID, *VERBS}
    assert all(isinstance(each, str) for each in completions(line, ARGUMENTS))
    explained(line)


def test_the_beginning_is_completed_before_what_holds_it() -> None:
    assert completions("th", ARGUMENTS) == ["theme"]
    assert completions("set m", ARGUMENTS) == ["set measure"]
    assert completions("set theme h", ARGUMENTS) == ["set theme high-contrast"]
    assert completions("theme ", ARGUMENTS) == [f"theme {each}" for each in THEMES]
    assert completions("article", ARGUMENTS) == ["article", "next_article", "previous_article"]
    assert completions("", ARGUMENTS) == names()
    assert completions("fold ", ARGUMENTS) == []


async def run(reader: Reader, line: str) -> None:
    await reader.press("colon")
    await reader.type(line)
    await reader.press("enter")


def line_of(reader: Reader) -> CommandInput:
    return reader.main.query_one(CommandInput)


async def test_a_number_goes_to_that_paragraph_and_back(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2")
        await run(reader, "10")
        assert reader.article.current == 10
        assert reader.main.pane == "article"
        await reader.press("ctrl+o")
        assert reader.article.scroll_offset.y == 0
        await run(reader, "99")
        assert reader.message == "This article has paragraphs 1 to 11; there is no 99"
        await run(reader, "0")
        assert "there is no 0" in reader.message


async def test_a_folded_paragraph_is_unfolded(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3")
        await run(reader, "4")
        assert reader.main.pane == "article"
        assert reader.article.current == 4


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("theme lihgt", "theme: “lihgt” is not dark, light, high-contrast or terminal (did you mean “light”?)"),
        ("width 5", "measure: 5 is not a whole number from 20 to 200"),
        (
            "width",
            "measure is 72: the widest column of an article’s text, in cells; it takes a whole number from 20 to 200",
        ),
        ("set mesure 3", "“mesure” is not a setting (did you mean “measure”?)"),
        ("set measure", "measure is 72: the widest"),
        ("set folded=off", "folded is false"),
        ("set sources_width 30", "sources_width is 30"),
        ("open 9", "“9” is no article here"),
        ("open 00", "“00” is the beginning of several articles’ ids"),
        ("open nr:other/003@1-5", "is a passage of another dossier"),
        ("layout", "“layout” works in Compare, not in Sources"),
        ("fodl", "“fodl” is not a command (did you mean “fold”?)"),
    ],
)
async def test_what_is_done_is_said(open_reader: Open, line: str, said: str) -> None:
    async with open_reader() as reader:
        await run(reader, line)
        assert said in reader.message


async def test_an_article_and_a_passage_are_opened(open_reader: Open) -> None:
    async with open_reader() as reader:
        await run(reader, "open 004")
        assert reader.article.article
        assert reader.article.article.id == "004"
        await run(reader, "open nr:nato-libya/003@331-583")
        assert reader.article.article.id == "003"
        assert reader.main.travel.visit is not None
        assert (reader.main.travel.visit.stop.start, reader.main.travel.visit.stop.end) == (331, 583)
        assert reader.main.pane == "article"


async def test_a_passage_that_is_not_there_is_not_opened_and_said(open_reader: Open) -> None:
    async with open_reader() as reader:
        await run(reader, "open 004")
        await run(reader, "open nr:nato-libya/003@5-999999")
        assert reader.message == "There is no passage 5-999999 in article 003; it has 2712 code points"
        assert reader.article.article
        assert reader.article.article.id == "004"


async def test_a_search_is_asked_and_its_hits_have_the_focus(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.until(lambda: reader.main.finding.index)
        await run(reader, "search training")
        await reader.until(lambda: reader.main.finding.answered == "training")
        assert reader.main.finding.view.list.hits
        assert reader.main.pane == "search"
        await reader.press("enter")
        assert reader.main.pane == "article"


async def test_excerpts_are_written_to_the_file_named(open_reader: Open, tmp_path: Path) -> None:
    async with open_reader() as reader:
        await run(reader, f"w {tmp_path / 'none.md'}")
        assert "Wrote 1 excerpt" in reader.message
        await reader.press("2", "b")
        await run(reader, f"write {tmp_path / 'a b.md'}")
        assert (tmp_path / "a b.md").read_text(encoding="utf-8").count("NATO chief")


async def test_tab_goes_through_the_completions_and_back(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("colon")
        await reader.type("theme ")
        seen = []
        for _ in range(len(THEMES) + 1):
            await reader.press("tab")
            seen.append(line_of(reader).value)
        assert seen == [f"theme {each}" for each in (*THEMES, THEMES[0])]
        await reader.press("shift+tab")
        assert line_of(reader).value == f"theme {THEMES[-1]}"
        assert "high-contrast" in reader.message
        await reader.press("escape")
        assert not reader.main.query(CommandInput)
        assert reader.message == ""


async def test_what_may_follow_is_shown_while_one_types(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("colon")
        await reader.until(lambda: "article" in reader.message)
        await reader.type("zen")
        await reader.until(lambda: reader.message == "Only this pane: nothing else; again, or back, ends it")
        await reader.press("enter")
        assert reader.main.zen


async def test_the_history_is_kept_and_gone_through(open_reader: Open) -> None:
    async with open_reader() as reader:
        for line in ("width 60", "fodl", "width 70", "width 60"):
            await run(reader, line)
    async with open_reader() as reader:
        await reader.press("colon")
        await reader.type("se")
        seen = []
        for key in ("up", "up", "up", "up", "down", "down", "down", "down"):
            await reader.press(key)
            seen.append(line_of(reader).value)
        assert seen == ["width 60", "width 70", "fodl", "fodl", "width 70", "width 60", "se", "se"]


async def test_a_history_has_an_end(open_reader: Open) -> None:
    async with open_reader() as reader:
        notebook = reader.main.session.notebook
        notebook.set_state("commands", [*(f"set a{number}" for number in range(500)), 7, None], shared=True)
        await run(reader, "width 60")
        kept = notebook.state("commands", shared=True)
        assert isinstance(kept, list)
        assert len(kept) == MOST
        assert kept[-1] == "width 60"


async def test_a_command_that_leaves_leaves(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("colon")
        await reader.type("q!")
        await reader.pilot.press("enter")
        await reader.until(lambda: not reader.app.is_running)
