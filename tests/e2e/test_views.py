"""The comparison against a base, two articles, the timeline and names in context, in a terminal."""

from __future__ import annotations

import re

import pytest

from ..home import Home
from ..terminal import BACKSPACE, ENTER, Terminal

READY = "Indexed 5 articles"


def leave(terminal: Terminal) -> None:
    terminal.send("Q")
    assert terminal.wait_exit() == 0


def texts(terminal: Terminal) -> list[tuple[str, str]]:
    """The rows of two articles at 80 columns, without the marks of the current paragraphs."""
    return [(line[1:39], line[41:]) for line in terminal.lines[2:22]]


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 40)])
@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}])
def test_offers_are_seen_against_one_of_them(home: Home, columns: int, lines: int, variables: dict[str, str]) -> None:
    terminal = home.open(columns=columns, lines=lines, env=variables)
    terminal.expect(READY)
    terminal.send("3", "c")
    terminal.expect(r"^ +\[Sep 2012~\] +Oct 2013~")
    terminal.expect(r"^ Advisory team +· +\+ will ¶4”")
    terminal.expect("new  = kept  ≈ otherwise  − not mentioned")
    terminal.send("]c")
    terminal.expect("^ Security reform × Oct 2013~")
    terminal.expect("^ NATO .offer.: not mentioned, offer at the base")
    terminal.send("]c")
    terminal.expect("^ Security reform × May 2014~")
    terminal.expect_words("worded otherwise, offer at the base, ready here")
    terminal.press("l")
    rows = int(terminal.expect(r"▸ items  \d+/(\d+)")[1])
    terminal.send("=")
    terminal.expect("Only Sep 2012~ and Apr 2016~, in the rows that may differ")
    assert int(terminal.expect(r"▸ items  \d+/(\d+)")[1]) < rows
    terminal.send("=")
    terminal.expect("^ All rows")
    terminal.send("c")
    terminal.expect(r"\[Apr 2016~\]")
    terminal.send("c")
    terminal.expect_gone(r"\[Apr 2016~\]")
    leave(terminal)


def test_two_articles_side_by_side(home: Home) -> None:
    terminal = home.open()
    terminal.expect(READY)
    terminal.send("3", "L")
    terminal.expect("▸ matrix")
    terminal.send("gg", "ll", "L")
    terminal.expect(r"▸ two articles  1/\d+")
    terminal.expect("^ Oct 2013~ 001 .*│ May 2014~ 000 ")
    terminal.send("]c", "]c")
    terminal.expect(r"▸ two articles  3/\d+")
    terminal.press("gg")
    terminal.expect("scrolling locked")
    before = texts(terminal)
    terminal.press("jjj")
    terminal.wait(lambda: texts(terminal)[:15] == before[3:18], "both articles three rows further")
    terminal.send("=")
    terminal.expect("Each article scrolls by itself")
    terminal.press("jj")
    right = [right for _, right in before]
    terminal.wait(lambda: [right for _, right in texts(terminal)][:13] == right[5:18], "the right one two rows further")
    assert [left for left, _ in texts(terminal)][:15] == [left for left, _ in before][3:18]
    terminal.send("h", "K")
    terminal.expect("^ Sep 2012~ 002 .*│ May 2014~ 000 ")
    row = terminal.expect(r"▸ two articles  (\d+)/")[1]
    terminal.resize(79, 24)
    terminal.expect("▸ matrix")
    terminal.resize(80, 24)
    terminal.expect(rf"▸ two articles  {row}/")
    terminal.send("l", ENTER)
    terminal.expect(r"^ evidence 1/\d+")
    terminal.send(BACKSPACE)
    terminal.expect(rf"▸ two articles  {row}/")
    terminal.send("L")
    terminal.expect("▸ items")
    leave(terminal)


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}])
def test_every_date_leads_to_its_words(home: Home, variables: dict[str, str]) -> None:
    terminal = home.open(env=variables)
    terminal.expect(READY)
    terminal.send("7")
    terminal.expect(r"^ 7 Timeline ▸ all articles +\d+ dates · 5 offers")
    terminal.expect("^▌2011 +━━")
    terminal.expect("▼")
    terminal.send("J")
    terminal.expect("^▌2012 ")
    terminal.send("jj")
    words = terminal.expect(r"^▌21–22 Sep 2012~.*…(.*September 21-22)")[1]
    assert words
    terminal.expect_words("September 21-22")
    terminal.send(ENTER)
    terminal.expect(r"^ date \d+/\d+  21–22 September 2012 · inferred: ")
    terminal.expect("│ 2 002 ")
    terminal.expect(r"│▌.*September 21-22|September 21-22")
    terminal.send("n")
    terminal.expect(r"^ date \d+/\d+  Published 27–30 September 2012; offer “Sep 2012”")
    terminal.send(BACKSPACE)
    terminal.expect("^▌27–30 Sep 2012~")
    terminal.send("L")
    terminal.expect("▸ ")
    terminal.expect_gone("all articles")
    terminal.send("q")
    terminal.expect("^ 1 Sources")
    leave(terminal)


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (45, 15)])
def test_a_name_in_its_contexts(home: Home, columns: int, lines: int) -> None:
    terminal = home.open(columns=columns, lines=lines)
    if columns >= 60:
        terminal.expect(READY)
    terminal.send("4", "L")
    terminal.expect("4 Entities +all")
    terminal.expect("^.*Rasmussen")
    terminal.send("F", "stoltenberg", ENTER)
    terminal.expect("“stoltenberg” all")
    terminal.send(ENTER)
    terminal.expect(r"^ In context  Jens Stoltenberg +\d+ mentions")
    named = [re.search("(?:Jens )?Stoltenberg", line) for line in terminal.lines[1:] if "¶" in line]
    assert len({each.start() for each in named if each}) == 1, "names are not aligned"
    terminal.send("j", ENTER)
    terminal.expect(r"^ mention 2/\d+  Jens Stoltenberg")
    terminal.send("n", BACKSPACE)
    terminal.expect("^ In context  Jens Stoltenberg")
    assert terminal.expect("^▌ +¶") is not None
    third = [index for index, line in enumerate(terminal.lines) if re.match("^.  +¶", line)][2]
    assert terminal.lines[third].startswith("▌")
    terminal.send(BACKSPACE)
    terminal.expect("“stoltenberg” all")
    terminal.send("gd")
    terminal.expect("─ Jens Stoltenberg ")
    terminal.escape("“stoltenberg” all")
    leave(terminal)
