"""The compare pane."""

from __future__ import annotations

import re

import pytest
from natoreader.tui.compare import ProofPanel

from .conftest import Open


def drawn(pane: object, height: int) -> list[str]:
    return [pane.render_line(y).text for y in range(height)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("keys", [("3",), ("3", "L")])
async def test_all_five_offers_are_in_view(open_reader: Open, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    async with open_reader(size=size) as reader:
        await reader.press(*keys)
        header = drawn(reader.main.comparing.pane, 1)[0]
        for label in ("Sep 2012~", "Oct 2013~", "May 2014~", "Apr 2016~", "May 2016~"):
            assert label in header


async def test_a_cell_opens_its_words_and_backspace_returns_to_it(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", *"jjjjjj", *"llll")
        pane = reader.main.comparing.pane
        assert pane.place == "Training × May 2016~"
        field = pane.field
        assert field is not None
        place, scroll = (pane.row, pane.column), pane.scroll_offset
        await reader.press("enter")
        visit = reader.main.travel.visit
        assert visit is not None
        assert visit.counter == f"evidence 1/{len(field.passages)}"
        assert reader.article.article and reader.article.article.id == "004"
        passage = field.passages[0]
        lit = [(mark.start, mark.end) for mark in reader.article.marks("evidence") if mark.style == "evidence-current"]
        assert lit == [(passage.start, passage.end)]
        assert reader.article.text.value[passage.start : passage.end] == passage.evidence.quote.exact
        await reader.press("backspace")
        assert reader.main.pane == "compare"
        assert ((pane.row, pane.column), pane.scroll_offset) == (place, scroll)


async def test_n_goes_to_the_cell_s_other_passages(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", "enter", "n")
        visit = reader.main.travel.visit
        assert visit is not None
        assert len(visit.stops) > 1
        assert visit.counter.startswith("evidence 2/")


async def test_the_proof_stands_below_the_table(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", *"jj", "l")
        panel = reader.main.query_one(ProofPanel)
        words = " ".join(drawn(panel, panel.size.height))
        assert "Advisory team × Oct 2013~" in words
        assert "We will establish a small advisory team" in words
        assert "quotation" in words


async def test_a_silent_cell_says_so(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", *"jj", "enter")
        assert reader.main.pane == "compare"
        assert "not mentioned in this article" in reader.message


async def test_the_frozen_column_stays_on_a_narrow_terminal(open_reader: Open) -> None:
    async with open_reader(size=(50, 20)) as reader:
        await reader.press("3", *"llll")
        pane = reader.main.comparing.pane
        header, first = drawn(pane, 2)
        assert "May 2016~" in header
        assert "Sep 2012~" not in header
        assert "Security" in first
        assert "more" in reader.main.query_one("#compare-title").words  # type: ignore[attr-defined]


async def test_the_layout_changes_and_the_column_stays(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", "l", "l", "L")
        assert reader.main.comparing.pane.table.name == "matrix"
        assert reader.main.comparing.pane.column == 2
        await reader.press("L")
        assert reader.main.comparing.pane.table.name == "items"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("keys", [("3",), ("3", "L")])
async def test_every_sign_is_that_of_its_own_paragraph(
    open_reader: Open, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    from natoreader.dossier.evidence import QUOTED

    async with open_reader(size=size) as reader:
        await reader.press(*keys)
        for _, fields in reader.main.comparing.pane.table.rows:
            for field in fields:
                for number, sign in re.findall(r"¶(\d+)(.)", field.reference):
                    voices = {each.evidence.voice for each in field.passages if each.paragraph == int(number)}
                    if sign == "”":
                        assert voices & QUOTED, field
                    elif keys == ("3", "L"):
                        assert not voices & QUOTED, field


async def test_no_word_of_the_grid_is_cut(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3")
        pane = reader.main.comparing.pane
        assert all("…" not in words for _, columns in pane._lines for lines in columns for words in lines)
