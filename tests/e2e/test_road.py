"""The whole road on the bundled dossier: first launch, reading, searching, comparing, keeping, writing, leaving."""

from __future__ import annotations

import random
import re
import signal
from pathlib import Path

import pytest
from natoreader.dossier.comparison import Comparison, Item, Offer
from natoreader.dossier.folder import bundled, open_dossier

from ..home import Home
from ..sequences import colours, modes
from ..terminal import BACKSPACE, DOWN, ENTER, ESCAPE, LEFT, RIGHT, UP, Terminal

CLEAR_LINE, HALF_PAGE_DOWN, COMMANDS, QUIT = "\x15", "\x04", "\x10", "\x11"
TO_HITS = "Enter open  3 compare"
HIT = r"│▌.*\b(training)\b"
PLACE = r"¶\d+ · \d+%"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return open_dossier(bundled()).comparison


def cell_of_several(comparison: Comparison) -> tuple[int, int, Item, Offer, int]:
    """Row, column, item and offer of the last field of the items grid with several passages, and their number."""
    for row, item in reversed(list(enumerate(comparison.items))):
        for column, offer in enumerate(comparison.offers):
            found = {
                cell.evidence[number]
                for cell, claim in comparison.claims(offer.id, item.id)
                for number in claim.evidence
            }
            if len(found) > 1 and row and column:
                return row, column, item, offer, len(found)
    raise AssertionError("no item of the comparison rests on several passages")


def search(terminal: Terminal, query: str) -> int:
    """Ask a query; the number of hits, at least two."""
    terminal.send("s")
    terminal.expect("s›")
    terminal.send(query)
    terminal.expect(rf"^ s› {re.escape(query)} .*\d+ hits")
    terminal.send(ENTER)  # what is opened is the answer to the whole query, and not to its beginning
    total = int(terminal.expect(r"hit \d+/(\d+)")[1])
    terminal.send(BACKSPACE)
    terminal.expect(rf"{total} hits · \d+ articles")
    return total


def to_hits(terminal: Terminal) -> None:
    """Leave the query box, once the foot of the screen, which is drawn after its head, says how."""
    terminal.expect("Esc to the hits")
    terminal.escape(TO_HITS)


def article(terminal: Terminal) -> list[str]:
    """The rows of the article pane at 80 columns, from its title on, without the mark of the current paragraph."""
    return [line.partition("│")[2].replace("▌", " ").rstrip() for line in terminal.lines[:22]]


def leave(terminal: Terminal) -> None:
    """Quit, and see that the terminal is left as it was found."""
    terminal.send("Q")
    assert terminal.wait_exit() == 0
    see_tidy(terminal)


def see_tidy(terminal: Terminal) -> None:
    """The terminal is as a shell needs it."""
    state = modes(bytes(terminal.raw))
    assert state[25], "the cursor is hidden"
    assert state[7], "lines are not wrapped"
    assert {mode for mode, on in state.items() if on} == {7, 25}, (
        "alternate screen, mouse, paste or focus reports stay on"
    )
    assert terminal.cooked, "keys are not echoed"
    assert not re.search(rb"\x1b\[[1-9][0-9;]*m[^\x1b]*\Z", terminal.raw), "a style stays on"


def test_the_road_from_first_launch_to_the_file(home: Home, tmp_path: Path, comparison: Comparison) -> None:
    terminal = home.open()
    terminal.expect(r"^ 1 Sources +│ 2 002 ")
    terminal.expect("The head of NATO expressed concern about armed")
    terminal.expect(r"Indexed 5 articles in \d")
    read_on(terminal)
    find(terminal)
    compare(terminal, comparison)
    keep(terminal)
    write(terminal, tmp_path / "handed in.md")
    terminal.send("q")
    terminal.expect(r"^ 1 Sources +│ 2 ")
    leave(terminal)


def read_on(terminal: Terminal) -> None:
    terminal.send(ENTER)
    terminal.expect("v select")
    terminal.send("J")
    terminal.expect(r"│ 2 001 .*21 Oct 2013")
    terminal.expect("KAISERSLAUTERN")
    terminal.send("K")
    terminal.expect(r"│ 2 002 ")
    terminal.send("K")
    terminal.expect("This is the first article")


def find(terminal: Terminal) -> None:
    total = search(terminal, "training")
    number = terminal.expect(r"^▌ +¶(\d+) +\S.*\btraining\b")[1]
    terminal.send(ENTER)
    terminal.expect(f"hit 1/{total}  “training”")
    terminal.expect(rf"│▌ +{number}\D")
    see_hit(terminal)
    terminal.send("n")
    terminal.expect(f"hit 2/{total}")
    terminal.send("N")
    terminal.expect(f"hit 1/{total}")
    terminal.send("N")
    terminal.expect("This is the first hit; n goes the other way")
    terminal.send("n" * (total - 1))
    terminal.expect(f"hit {total}/{total}")
    terminal.send(BACKSPACE)
    terminal.expect(rf"^ s› training .*{total} hits · ")
    terminal.expect(r"^▌ +¶\d+ ")


def see_hit(terminal: Terminal) -> None:
    """Wait for a current paragraph with the hit in it, lit."""
    terminal.expect(HIT)
    terminal.expect_apart(HIT, r"│▌ +\d*\S* +(\w)")


def compare(terminal: Terminal, comparison: Comparison) -> None:
    row, column, item, offer, number = cell_of_several(comparison)
    terminal.send("3")
    headings = [re.escape(each.label) + "~?" for each in comparison.offers]
    assert len(headings) == 5
    terminal.expect("^ {10,}" + " +".join(headings) + " *$")
    terminal.expect(f"^ {re.escape(comparison.items[0].label)} × {headings[0]}")
    terminal.send("j" * row, "l" * column)
    terminal.expect(f"^ {re.escape(item.label)} × {headings[column]}")
    table = terminal.lines[2:14]
    terminal.send(ENTER)
    terminal.expect(rf"^ evidence 1/{number} ")
    terminal.expect(rf"│ 2 {offer.article} ")
    terminal.send("n")
    terminal.expect(rf"^ evidence 2/{number} ")
    terminal.send(BACKSPACE)
    terminal.expect(f"^ {re.escape(item.label)} × {headings[column]}")
    terminal.wait(lambda: terminal.lines[2:14] == table, "the same cells as before")
    terminal.send("L")
    terminal.expect("▸ matrix")
    akin = {cell.aspect for cell, _ in comparison.claims(offer.id, item.id)}
    labels = "|".join(re.escape(each.label.split()[0]) for each in comparison.aspects if each.id in akin)
    terminal.expect(f"^▌({labels}) ")


def keep(terminal: Terminal) -> None:
    terminal.send("2")
    terminal.expect(rf"│ 2 \d\d\d .*{PLACE}|{PLACE}")
    terminal.send("v")
    chosen = int(terminal.expect(r"(\d+) characters sel")[1])
    terminal.send(")")
    terminal.wait(lambda: (now := re.search(r"(\d+) characters sel", terminal.text)) and int(now[1]) > chosen, "more")
    terminal.send("b")
    terminal.expect(r"^ Kept ¶\d+(–\d+)? of \d\d\d · u takes it back")
    terminal.send("1", "gg", ENTER)
    terminal.expect("│ 2 002 ")
    terminal.send("B")
    terminal.expect("^ Note on ¶1 of 002")
    terminal.send("the first offer", ENTER)
    terminal.expect("^ Kept ¶1 of 002 ")
    terminal.send("6")
    terminal.expect("2 passages kept")
    terminal.expect("^▌ +¶1  NATO chief offers help")
    terminal.expect("^. +the first offer")
    terminal.send("d")
    terminal.expect("Deleted · u brings it back")
    terminal.expect("1 passage kept")
    terminal.expect_gone("the first offer")
    terminal.send("u")
    terminal.expect("Undone: deleting the bookmark")
    terminal.expect("2 passages kept")
    terminal.expect("^. +the first offer")


def write(terminal: Terminal, file: Path) -> None:
    terminal.send("w")
    terminal.expect(r"^ File: \S*/excerpts.md")
    terminal.expect("all bookmarks \\(2\\)")
    terminal.send(CLEAR_LINE)
    terminal.expect_gone("excerpts.md")
    terminal.send(str(file), ENTER)
    terminal.expect("Wrote 2 excerpts to")
    written = file.read_text()
    assert "> NATO chief offers help to reform Libyan security" in written
    assert "the first offer" in written
    assert "`nr:nato-libya/002@" in written
    assert file.with_name("handed in.bib").exists()


def test_the_second_launch_goes_on_where_the_first_ended(home: Home) -> None:
    first = home.open()
    first.expect("Indexed 5 articles")
    first.send(ENTER)
    first.expect("v select")
    first.send("J", "J", HALF_PAGE_DOWN)
    first.expect("│ 2 000 ")
    first.expect(r"¶[2-9] · \d+%")
    first.send("b")
    first.expect(r"^ Kept ¶\d of 000 ")
    seen = article(first)[1:]
    leave(first)
    before = index_files(home)
    assert before

    second = home.open()
    second.expect("│ 2 000 ")
    second.wait(lambda: article(second)[1:] == seen, "the article where it was left")
    assert search(second, "training") > 1  # the index is open
    second.send("6")
    second.expect("1 passage kept")
    leave(second)
    assert b"Index" not in second.raw
    assert index_files(home) == before


def index_files(home: Home) -> dict[Path, int]:
    """The files of the index, with the nanosecond each was written last."""
    return {file: file.stat().st_mtime_ns for file in (home.root / "cache").rglob("gen-*/*")}


def test_what_was_confirmed_outlives_a_crash(home: Home) -> None:
    terminal = home.open()
    terminal.expect("│ 2 002 ")
    terminal.send("2", "B")
    terminal.expect("^ Note on ¶1 of 002")
    terminal.send("still here", ENTER)
    terminal.expect("^ Kept ¶1 of 002 ")
    terminal.kill()

    again = home.open()
    again.expect("│ 2 002 ")
    again.send("6")
    again.expect("1 passage kept")
    again.expect("^▌ +still here")
    leave(again)


def test_who_is_told_to_end_leaves_the_terminal_tidy(home: Home) -> None:
    terminal = home.open()
    terminal.expect("Indexed 5 articles")
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_exit() == 128 + signal.SIGTERM
    see_tidy(terminal)


def test_who_is_told_to_end_while_it_begins_ends(home: Home) -> None:
    terminal = home.open()
    terminal.wait(lambda: b"\x1b[?1049h" in terminal.raw, "the terminal is taken over")
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_exit() == 128 + signal.SIGTERM
    see_tidy(terminal)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP, None])
def test_who_is_told_to_end_or_loses_the_terminal_keeps_the_note(home: Home, end: int | None) -> None:
    terminal = home.open()
    terminal.expect("Indexed 5 articles")
    terminal.send("2", "B")
    terminal.expect("^ Note on ¶1 of 002")
    terminal.send("begun")
    terminal.expect("begun")
    if end is None:
        terminal.break_off()
    else:
        terminal.signal(end)
        assert terminal.wait_exit() == 128 + end
        see_tidy(terminal)
    assert b"begun" in home.run("bookmarks").stdout


def test_two_first_launches_at_once_end_well(home: Home) -> None:
    both = [home.open(), home.open()]
    for terminal in both:
        assert search(terminal, "training") > 1
    for number, terminal in enumerate(both):
        terminal.send(ENTER)
        terminal.expect(HIT)
        terminal.send("b")
        terminal.expect("kept already" if number else "^ Kept ")  # it is the very same passage
        terminal.send("6")
        terminal.expect("1 passage kept")
        leave(terminal)
    assert len(list((home.root / "cache").rglob("gen-*"))) == 1
    status = home.run("index", "--status")
    assert (status.returncode, status.stdout[:8]) == (0, b"current\t")


@pytest.mark.parametrize("where", ["2", "3", "s"])
def test_a_storm_of_sizes_changes_nothing(home: Home, where: str) -> None:
    terminal = home.open()
    terminal.expect("Indexed 5 articles")
    terminal.send(where)
    if where == "s":
        terminal.expect("s›")
        terminal.send("training")
    settled = {"2": "v select", "3": r"^ Security reform × ", "s": r"\d+ hits"}[where]
    terminal.expect(settled)
    for step in range(60):
        terminal.resize(20 + 37 * step % 140, 5 + 11 * step % 50)
        terminal.wait(lambda: True, "what there is to read")
    terminal.resize(80, 24)
    terminal.expect(settled)
    if where == "s":
        to_hits(terminal)
    terminal.send("1")
    terminal.expect("^ 1 Sources +│ 2 ")
    terminal.expect("^ 4 Entities")
    terminal.press("j")
    leave(terminal)


def test_every_size_has_its_layout(home: Home) -> None:
    terminal = home.open(columns=59, lines=20)
    terminal.expect("^ 1 Sources *$")
    assert "2 002" not in terminal.text
    terminal.send(ENTER)
    terminal.expect("^ 2 002 ")
    terminal.expect("expressed concern")
    assert "Sources" not in terminal.text
    terminal.send("l")
    terminal.expect("^ 4 Entities")
    assert "expressed concern" not in terminal.text

    terminal.resize(120, 40)
    terminal.expect("^ 1 Sources +│ 2 002 .* 4 Entities")

    for view in ("2", "3", "6"):
        terminal.resize(80, 24)
        terminal.expect("s search")
        terminal.send(view)
        terminal.expect({"2": "│ 2 002 ", "3": "3 Compare", "6": "6 Bookmarks"}[view])
        terminal.resize(39, 9)
        terminal.wait(
            lambda: " ".join(terminal.text.split()) == "natoreader needs a terminal of at least 40 by 10 cells.",
            "one sentence and nothing else",
        )
    terminal.resize(40, 10)
    terminal.expect("6 Bookmarks")
    leave(terminal)


def test_a_permalink_opens_at_its_passage(home: Home) -> None:
    terminal = home.open("open", "nr:nato-libya/003@331-583")
    terminal.expect("│ 2 003 ")
    terminal.expect("│▌ .*“We are not planning for a ‘combat’ mission")
    terminal.expect_apart("(combat)", "(Britain)")
    leave(terminal)


def test_every_command_can_be_had_by_its_name(home: Home) -> None:
    terminal = home.open()
    terminal.expect("Indexed 5 articles")
    terminal.send(COMMANDS)
    terminal.expect("^ Commands ")
    terminal.send("side by side")
    terminal.wait(lambda: len([line for line in terminal.lines[2:-1] if line.strip()]) == 1, "one command")
    terminal.send(ENTER)
    terminal.expect("^▌Security")
    before = terminal.style("(Security)")
    terminal.send(COMMANDS)
    terminal.expect("^ Commands ")
    terminal.send("theme", ENTER)
    terminal.expect("^ Theme ")
    terminal.send("light", ENTER)
    terminal.expect("^▌Security")
    terminal.wait(lambda: terminal.style("(Security)") not in (set(), before), "other colours")
    leave(terminal)


def test_keys_typed_ahead_reach_what_they_were_typed_for(home: Home) -> None:
    terminal = home.open()
    terminal.expect("Indexed 5 articles")
    terminal.send("straining")
    terminal.expect("^ s› training .* hits")
    to_hits(terminal)
    terminal.send("2vb6")
    terminal.expect("1 passage kept")
    leave(terminal)


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "COLORTERM": ""}])
def test_without_colour_there_is_none(home: Home, variables: dict[str, str]) -> None:
    terminal = home.open(env=variables)
    terminal.expect("Indexed 5 articles")
    total = search(terminal, "training")
    terminal.send(ENTER)
    terminal.expect(f"hit 1/{total}")
    see_hit(terminal)
    terminal.send("b", "v")
    terminal.expect(" selected")
    for key, shown in (("M", "Published"), ("3", "^ Security reform ×"), ("L", "▸ matrix"), ("6", "passage kept")):
        terminal.send(key)
        terminal.expect(shown)
    terminal.send("?")
    terminal.expect("^ Help · Bookmarks")
    terminal.send("q")
    terminal.expect("passage kept")
    leave(terminal)
    assert colours(bytes(terminal.raw)) == set()


KEYS = [
    *"123456hjklgGsnNbvVBeduw?:xHMrLJK()[]{}.,mp/zy",
    *(
        ENTER,
        ESCAPE,
        BACKSPACE,
        "\t",
        "\x1b[Z",
        "\x1bOP",
        UP,
        DOWN,
        LEFT,
        RIGHT,
        "\x1b[5~",
        "\x1b[6~",
        "\x1b[H",
        "\x1b[F",
    ),
    *(f"\x1b[{code}M\x1b[{code}m" for code in ("<0;{};{}", "<65;{};{}", "<35;{};{}")),
    *(chr(ord(letter) - 64) for letter in "BDFLOPRU"),
    *("training", "e"),
]


@pytest.mark.parametrize("seed", [4, 8])
def test_no_keys_in_any_order_bring_it_down(home: Home, seed: int) -> None:
    dice = random.Random(seed)
    terminal = home.open()
    terminal.expect("Indexed 5 articles")
    for _ in range(40):
        for key in dice.choices(KEYS, k=8):
            terminal.send(key.replace("{}", str(dice.randint(1, 40))))
        if dice.random() < 0.2:
            terminal.resize(dice.choice([30, 45, 80, 120]), dice.choice([8, 15, 24, 40]))
        terminal.wait(lambda: True, "what there is to read")
    terminal.send(QUIT)
    assert terminal.wait_exit() == 0


def test_keys_right_behind_an_enter_are_for_what_it_opened(home: Home) -> None:
    terminal = home.open()
    terminal.expect("^ 1 Sources")
    terminal.expect("Indexed 5 articles")
    terminal.send("j\rJJ")
    terminal.expect("│ 2 003 ")
    leave(terminal)
