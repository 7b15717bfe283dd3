"""The user’s keys: read, checked, and shown wherever keys are shown."""

from __future__ import annotations

import os
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.tables import Table
from natoreader.tui.commands import BY_ID, COMMANDS, PANES, Command
from natoreader.tui.keymap import Keymap, read_keymap, read_sequence
from natoreader.tui.keys import NAMED, Dispatcher, parse, shown, written

from .conftest import Open


def read(text: str) -> tuple[Keymap, list[str]]:
    table = Table(tomllib.loads(text), "keymap.toml", "", [])
    keymap = read_keymap(table)
    return keymap, [str(each) for each in table.problems]


def config(text: str) -> None:
    path = Path(os.environ["NATOREADER_CONFIG_DIR"]) / "keymap.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def keys(keymap: Keymap, id: str, pane: str) -> tuple[str, ...]:
    return next(each.keys for each in keymap.for_pane(pane) if each.id == id)


@pytest.mark.parametrize(
    ("written_so", "sequence"),
    [
        ("x", "x"),
        ("gg", "gg"),
        ("ctrl+f", "ctrl+f"),
        ("Ctrl-F", "ctrl+f"),
        ("PgDn", "pagedown"),
        ("Esc", "escape"),
        ("↑", "up"),
        ("space f", "space f"),
        ("ctrl+x s", "ctrl+x s"),
        ("shift+tab", "shift+tab"),
        ("+", "+"),
        ("g+", "g+"),
        ("-", "-"),
        ("F5", "f5"),
        ("alt+x", "alt+x"),
    ],
)
def test_a_sequence_may_be_written_as_it_is_shown(written_so: str, sequence: str) -> None:
    assert read_sequence(written_so) == sequence
    assert written(parse(sequence)) == sequence
    assert read_sequence(shown(sequence)) == sequence


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "is no key"),
        (" ", "is no key"),
        ("pagdown", "did you mean “pagedown”"),
        ("abcdef", "too long for a sequence"),
        ("ctrl+q", "always leaves"),
        ("ctrl+c", "the terminal’s own"),
        ("ctrl+i", "write tab"),
        ("ctrl+m", "write enter"),
        ("shift+a", "write “A”"),
        ("ctrl+ff", "is no key a terminal sends"),
        ("ctrl+ä", "is no key a terminal sends"),
        ("\x1b", "something one can see"),
        ("a\x07", "something one can see"),
    ],
)
def test_what_is_no_sequence_is_refused_with_a_reason(words: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_sequence(words)


def test_every_usual_sequence_could_be_written_in_the_file() -> None:
    for command in COMMANDS:
        for sequence in command.keys:
            if sequence != "ctrl+q":
                assert read_sequence(sequence) == sequence
                assert read_sequence(shown(sequence)) == sequence


def test_keys_are_replaced_and_an_empty_list_unbinds() -> None:
    keymap, problems = read('search = ["f", "F5"]\nhistory_back = []')
    assert problems == []
    assert keys(keymap, "search", "article") == ("f", "f5")
    assert keys(keymap, "history_back", "article") == ()
    assert keymap.key("search", "article") == "f"
    assert keymap.key("history_back", "article") == ":history_back"
    assert keymap.key("down", "article") == "j"


def test_a_pane_may_have_keys_of_its_own() -> None:
    keymap, problems = read('search = ["f"]\n[panes.compare]\nsearch = ["F"]')
    assert problems == []
    assert keys(keymap, "search", "article") == ("f",)
    assert keys(keymap, "search", "compare") == ("F",)


def test_two_commands_may_change_keys() -> None:
    keymap, problems = read('next_stop = ["N"]\nprevious_stop = ["n"]')
    assert problems == []
    assert keys(keymap, "next_stop", "article") == ("N",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('serach = ["f"]', "keymap.toml: serach: is not a command (did you mean “search”?)"),
        ('search = "f"', "keymap.toml: search: expected a list of key sequences such as"),
        ("search = [1]", "keymap.toml: search: expected a list of key sequences such as"),
        ("search = true", "keymap.toml: search: expected a list"),
        ('search = ["pagdown"]', "keymap.toml: search: “pagdown” is no key (did you mean “pagedown”?)"),
        ('search = ["b"]', "keymap.toml: search: “b” of "),
        ('search = ["g"]', "cannot be told apart as one begins the other in "),
        ('search = ["ggg"]', "cannot be told apart as one begins the other in "),
        ('[panes.artcle]\nsearch = ["f"]', "keymap.toml: panes.artcle: is not a pane (did you mean “article”?)"),
        ('[panes.compare]\nfold = ["f"]', "keymap.toml: panes.compare.fold: does not work in Compare"),
        ('[panes.article]\nsearch = ["x"]', "keymap.toml: panes.article.search: "),
        ("panes = 3", "keymap.toml: panes: expected a table"),
        ("[panes]\narticle = 3", "keymap.toml: panes.article: expected a table"),
    ],
)
def test_what_is_wrong_is_named_and_the_usual_keys_stay(text: str, said: str) -> None:
    keymap, problems = read(text)
    assert len(problems) == 1
    assert said in problems[0]
    assert keymap == Keymap()


def test_a_clash_names_both_commands_and_both_sequences() -> None:
    _, (problem,) = read('search = ["gg"]')
    assert problem == (
        "keymap.toml: search: “gg” of search and “gg” of top are the same in Article; search keeps its usual keys"
    )


def test_of_two_wishes_that_clash_the_first_is_granted() -> None:
    keymap, problems = read('zen = ["f"]\nundo = ["f"]')
    assert len(problems) == 1
    assert problems[0].startswith("keymap.toml: undo: ")
    assert keys(keymap, "zen", "article") == ("f",)
    assert keys(keymap, "undo", "article") == ("u",)


def test_a_wish_given_up_takes_those_with_it_that_counted_on_it() -> None:
    keymap, problems = read('undo = ["j"]\nzen = ["u"]')
    assert len(problems) == 2
    assert keymap == Keymap()


sequences = st.lists(st.sampled_from(["a", "g", "gg", "ga", "x", "space", "space f", "ctrl+f", "j", "zz"]), max_size=3)
tables = st.dictionaries(st.sampled_from(sorted(BY_ID)), sequences, max_size=8)


@given(tables, st.dictionaries(st.sampled_from(PANES), tables, max_size=3))
def test_whatever_the_file_says_every_command_of_the_keymap_is_reached(
    everywhere: dict[str, list[str]], panes: dict[str, dict[str, list[str]]]
) -> None:
    table = Table({**everywhere, "panes": panes}, "keymap.toml", "", [])
    keymap = read_keymap(table)
    dispatcher = Dispatcher(keymap.commands)
    for pane in PANES:
        assert [each.id for each in keymap.for_pane(pane)] == [each.id for each in Keymap().for_pane(pane)]
        for command in keymap.for_pane(pane):
            for sequence in command.keys:
                found = [dispatcher.feed(key, pane) for key in parse(sequence)][-1]
                assert isinstance(found, Command)
                assert found.id == command.id


@given(st.text() | st.sampled_from(sorted(NAMED)))
def test_whatever_is_written_is_a_sequence_or_a_sentence(words: str) -> None:
    with suppress(ValueError):
        sequence = read_sequence(words)
        assert read_sequence(sequence) == sequence


async def test_the_user_s_keys_work_and_are_shown(open_reader: Open) -> None:
    from natoreader.tui.help import HelpList
    from natoreader.tui.menu import MenuList
    from natoreader.tui.widgets import Bar

    config('search = ["f"]\nhelp = ["gz"]\ncompare = ["ctrl+t"]\nundo = ["U"]\nfold = ["X"]\nnext_entity = ["]n"]')
    async with open_reader() as reader:
        await reader.press("2")
        footer = reader.main.query_one("#footer", Bar).words
        assert " f search" in footer
        assert " Ctrl-T compare" in footer
        assert " gz keys" in footer
        assert "captions folded · X shows" in reader.rows()[0] or any("· X shows" in row for row in reader.rows())
        await reader.press("right_square_bracket")
        await reader.until(lambda: "n next name" in reader.message)
        await reader.press("n", "s")
        assert reader.message == "“s” does nothing here; gz shows the keys of this pane"
        await reader.press("b")
        assert "· U takes it back ·" in reader.message
        await reader.press("ctrl+p")
        choices = {each.id: each.keys for each in reader.app.screen.query_one(MenuList).choices}
        assert choices["search"] == "f"
        await reader.press("escape", "g", "z")
        entries = {entry.title: entry.left for entry in reader.app.screen.query_one(HelpList)._entries}
        assert entries["Search the dossier"] == "f"
        await reader.press("q", "ctrl+t")
        assert reader.main.pane == "compare"


async def test_a_help_can_be_left_whatever_the_keys_are(open_reader: Open) -> None:
    config("quit = []\ncancel = []\nback = []\nquit_now = []")
    async with open_reader() as reader:
        await reader.press("2", "question_mark")
        assert reader.app.screen is not reader.main
        await reader.press("escape")
        assert reader.app.screen is reader.main


async def test_the_help_scrolls_with_the_user_s_keys(open_reader: Open) -> None:
    from natoreader.tui.help import HelpList

    config('[panes.article]\ndown = ["e"]\nbottom = ["ctrl+e"]')
    async with open_reader() as reader:
        await reader.press("2", "question_mark", "e")
        rows = reader.app.screen.query_one(HelpList)
        assert rows.cursor == 2
        await reader.press("ctrl+e")
        assert rows.cursor == rows.count - 1
        await reader.press("g", "g")
        assert rows.cursor == 1
