"""Key sequences and the one table of commands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.tui.commands import COMMANDS, EVERYWHERE, PANES, Command
from natoreader.tui.keymap import Keymap
from natoreader.tui.keys import Dispatcher, KeyClashError, Pending, Unknown, parse, pressed, shown


def command(id: str, *keys: str, panes: frozenset[str] = EVERYWHERE) -> Command:
    return Command(id, id, id, keys, panes)


@pytest.mark.parametrize(
    ("sequence", "keys"),
    [
        ("gg", ("g", "g")),
        ("]e", ("]", "e")),
        ("ctrl+f", ("ctrl+f",)),
        ("shift+tab", ("shift+tab",)),
        ("enter", ("enter",)),
        ("f1", ("f1",)),
        ("+", ("+",)),
        ("?", ("?",)),
    ],
)
def test_a_sequence_is_read_as_single_keys(sequence: str, keys: tuple[str, ...]) -> None:
    assert parse(sequence) == keys


@pytest.mark.parametrize(
    ("sequence", "words"), [("ctrl+f", "Ctrl-F"), ("escape", "Esc"), ("gg", "gg"), ("home", "Home"), ("f1", "F1")]
)
def test_a_sequence_is_shown_as_people_write_it(sequence: str, words: str) -> None:
    assert shown(sequence) == words


def test_a_key_is_named_by_what_it_prints() -> None:
    assert pressed("right_square_bracket", "]") == "]"
    assert pressed("question_mark", "?") == "?"
    assert pressed("ctrl+f", "\x06") == "ctrl+f"
    assert pressed("space", " ") == "space"
    assert pressed("f1", None) == "f1"


def test_a_single_key_is_a_command_at_once() -> None:
    dispatcher = Dispatcher([command("down", "j")])
    assert dispatcher.feed("j", "article") == command("down", "j")
    assert not dispatcher.pending


def test_a_sequence_is_pending_until_it_is_whole() -> None:
    top = command("top", "gg")
    dispatcher = Dispatcher([top, command("card", "gd")])
    pending = dispatcher.feed("g", "article")
    assert isinstance(pending, Pending)
    assert {keys for keys, _ in pending.continuations} == {"g", "d"}
    assert dispatcher.pending
    assert dispatcher.feed("g", "article") == top


def test_a_wrong_continuation_is_told_and_forgotten() -> None:
    dispatcher = Dispatcher([command("top", "gg"), command("down", "j")])
    dispatcher.feed("g", "article")
    assert dispatcher.feed("j", "article") == Unknown("gj")
    assert dispatcher.feed("j", "article") == command("down", "j")


def test_a_pane_has_its_own_keys() -> None:
    only = command("fold", "x", panes=frozenset({"article"}))
    dispatcher = Dispatcher([only])
    assert dispatcher.feed("x", "article") == only
    assert dispatcher.feed("x", "compare") == Unknown("x")


@pytest.mark.parametrize("second", ["g", "gg", "ggx"])
def test_a_clash_names_both_commands(second: str) -> None:
    with pytest.raises(KeyClashError, match=r"one.*two|two.*one"):
        Dispatcher([command("one", "gg"), command("two", second)]).check()


def test_the_same_keys_in_different_panes_do_not_clash() -> None:
    same = [command("a", "d", panes=frozenset({"article"})), command("b", "d", panes=frozenset({"bookmarks"}))]
    Dispatcher(same).check()


def test_the_table_has_no_clash_and_no_id_twice() -> None:
    Dispatcher(COMMANDS).check()
    ids = [each.id for each in COMMANDS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("pane", PANES)
def test_every_command_of_a_pane_is_reached_by_each_of_its_sequences(pane: str) -> None:
    dispatcher = Dispatcher(COMMANDS)
    for each in Keymap().for_pane(pane):
        for sequence in each.keys:
            results = [dispatcher.feed(key, pane) for key in parse(sequence)]
            assert results[-1] == each
            assert all(isinstance(result, Pending) for result in results[:-1])


@pytest.mark.parametrize("pane", PANES)
def test_the_footer_has_at_most_eight_keys(pane: str) -> None:
    from natoreader.tui.chrome import FOOTER_KEYS, footer_line

    line, _ = footer_line(Keymap(), pane, 1000, visiting=True)
    assert sum(1 for _, style in line if style == "key") <= FOOTER_KEYS


@given(
    st.lists(st.sampled_from([*"jkghGdsx]e[m,.", "enter", "ctrl+f", "escape", "é"]), max_size=30),
    st.sampled_from(PANES),
)
def test_any_keys_give_an_answer_each(keys: list[str], pane: str) -> None:
    dispatcher = Dispatcher(COMMANDS)
    for key in keys:
        result = dispatcher.feed(key, pane)
        assert isinstance(result, Pending) == dispatcher.pending
