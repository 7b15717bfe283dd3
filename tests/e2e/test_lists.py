"""Finding in an article, choosing among the sources and saving searches, in a terminal."""

from __future__ import annotations

import pytest

from ..home import Home
from ..terminal import DOWN, ENTER, UP, Terminal

CLEAR_LINE, CTRL_P = "\x15", "\x10"


def leave(terminal: Terminal) -> None:
    terminal.send("Q")
    assert terminal.wait_exit() == 0


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}])
def test_words_are_found_in_the_article(home: Home, variables: dict[str, str]) -> None:
    terminal = home.open(env=variables)
    terminal.expect("Indexed 5 articles")
    terminal.send("2/magarief")
    terminal.expect(r"^ / magarief +1/2 ")
    terminal.expect_apart("│▌.*(Magarief)", "│▌.*(Mohammed)")
    terminal.send(CLEAR_LINE, "“zzyzx")
    terminal.expect("not found")
    terminal.escape("in the comparison")
    terminal.send("/MAGARIEF", ENTER)
    terminal.expect("^ match 1/2  “MAGARIEF”")
    terminal.send("n")
    terminal.expect("^ match 2/2")
    terminal.send("/", UP)
    terminal.expect(r"^ / MAGARIEF +\d/2 ")
    terminal.resize(40, 10)
    terminal.expect(r"^ / MAGARIEF +\d/2 ")
    terminal.resize(80, 24)
    terminal.send(ENTER)
    terminal.expect(r"^ match \d/2")
    leave(terminal)


def test_sources_are_chosen_and_searches_saved(home: Home) -> None:
    terminal = home.open(columns=120, lines=40)
    terminal.expect("Indexed 5 articles")
    terminal.send("straining")
    terminal.expect(r"s› training .*7 hits")
    terminal.escape("S save")
    terminal.send("S")
    terminal.expect("“training” saved")
    terminal.send("1")
    terminal.expect(r"^ Saved searches +│")
    terminal.expect(r"^  training +7│")
    terminal.expect(r"^ •23 May 2016~ \S.* 4│")
    terminal.send("S")
    terminal.expect("^ 1 Sources +by outlet ")
    terminal.send("Fstripes")
    terminal.expect(r"^ 1 Sources +2 of 5 by outlet")
    terminal.send(ENTER)
    terminal.expect("2 of 5 articles fit “stripes”")
    terminal.escape("^ 1 Sources +by outlet ")
    terminal.send("Gd")
    terminal.expect("Deleted “training”")
    terminal.expect_gone("Saved searches")
    terminal.send("u")
    terminal.expect("^ Saved searches")
    leave(terminal)

    terminal = home.open(columns=120, lines=40)
    terminal.expect("^ 1 Sources +by outlet ")
    terminal.expect(r"^  training +7│")
    terminal.send("1G", ENTER)
    terminal.expect(r"s› training .*7 hits")
    terminal.send("s", CLEAR_LINE, "weapons")
    terminal.expect(r"s› weapons .* hits?")
    terminal.send(CTRL_P)
    terminal.expect(r"s› training .*7 hits")
    terminal.send(DOWN, ENTER)
    terminal.expect("hit 2/7")
    leave(terminal)
