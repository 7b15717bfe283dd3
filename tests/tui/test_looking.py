"""Finding words in the open article, and rows in a list."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from natoreader.dossier.folder import bundled
from natoreader.tui.article import ArticlePane
from natoreader.tui.pair import PairView
from natoreader.tui.widgets import Bar, RowList

from .conftest import Open, Reader


def lit(reader: Reader) -> list[str]:
    """The words lit in the article."""
    value = reader.article.text.value
    return [value[mark.start : mark.end] for mark in reader.article.marks("hit")]


def current(reader: Reader) -> str:
    """The words that are lit as the current ones."""
    marks = [mark for mark in reader.article.marks("hit") if mark.style == "hit-current"]
    return reader.article.text.value[marks[0].start : marks[0].end] if marks else ""


def said(reader: Reader) -> str:
    """What stands at the end of the prompt."""
    return reader.main.query_one("#prompt-said", Bar).words.strip()


async def find(reader: Reader, words: str) -> None:
    await reader.press("/")
    await reader.type(words)


async def test_matches_are_lit_and_counted_as_one_types(open_reader: Open) -> None:
    async with open_reader() as reader:
        await find(reader, "nato")
        assert [each.casefold() for each in lit(reader)] == ["nato"] * 6
        assert said(reader) == "1/6"
        assert current(reader) == "NATO"
        await reader.type(" sec")
        assert lit(reader) == ["NATO Sec"]
        assert said(reader) == "1/1"
        assert reader.article.current == 6


async def test_enter_makes_the_matches_the_visit(open_reader: Open) -> None:
    async with open_reader() as reader:
        await find(reader, "nato")
        await reader.press("enter")
        visit = reader.main.travel.visit
        assert visit is not None
        assert (visit.kind, visit.counter, visit.about) == ("match", "match 1/6", "“nato”")
        assert reader.main.pane == "article"
        await reader.press("n", "n", "n", "n", "n", "N")
        assert visit.counter == "match 5/6"
        assert reader.article.scroll_offset.y > 0
        await reader.press("backspace")
        assert reader.article.scroll_offset.y == 0
        await reader.press("escape")
        assert lit(reader) == []


@pytest.mark.parametrize("pane", ["1", "2", "4"])
async def test_esc_returns_to_where_one_was(open_reader: Open, pane: str) -> None:
    async with open_reader() as reader:
        await reader.press("2", "ctrl+d", "j", pane)
        before = (reader.main.pane, reader.article.scroll_offset.y, reader.article.current, reader.article.folded)
        await find(reader, "repeated")
        assert lit(reader) == []
        assert said(reader) == "not found"
        await reader.press("ctrl+u")
        await reader.type("soldiers in charge")
        assert not reader.article.folded
        await reader.press("escape")
        assert lit(reader) == []
        assert reader.main.travel.visit is None
        after = (reader.main.pane, reader.article.scroll_offset.y, reader.article.current, reader.article.folded)
        assert after == before


async def test_a_visit_before_is_there_again_after_esc(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("training")
        await reader.press("enter")
        await reader.until(lambda: reader.main.travel.visit)
        before, marked = reader.main.travel.visit, lit(reader)
        await find(reader, "libya")
        assert lit(reader) != marked
        await reader.press("escape")
        assert reader.main.travel.visit is before
        assert lit(reader) == marked


async def test_what_one_letter_unfolded_is_folded_again_by_the_next(open_reader: Open) -> None:
    async with open_reader() as reader:
        await find(reader, "soldiers")
        assert (current(reader), reader.article.current, reader.article.folded) == ("soldiers", 4, False)
        await reader.press("ctrl+u")
        await reader.type("expressed")
        assert reader.article.folded
        assert current(reader) == "expressed"


async def test_typography_case_and_accents_make_no_difference(open_reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "one.txt").write_text("“We’re  ready,” said José Ángel\u00a0Ruiz of the ﬁrm.\n", encoding="utf-8")
    async with open_reader(folder) as reader:
        for typed, found in (
            ("we're ready", "We’re  ready"),
            ("jose angel ruiz", "José Ángel\u00a0Ruiz"),
            ("FIRM", "ﬁrm"),
            (',"', ",”"),
        ):
            await find(reader, typed)
            assert lit(reader) == [found]
            await reader.press("escape")


async def test_words_that_stand_nowhere_are_said_and_nothing_moves(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "j")
        row = reader.article.scroll_offset.y
        await find(reader, "[/x] zebra")
        await reader.press("enter")
        assert reader.message == "“[/x] zebra” does not stand in this article"
        assert reader.article.scroll_offset.y == row
        assert reader.main.travel.visit is None


async def test_words_found_before_are_recalled_also_after_a_restart(open_reader: Open) -> None:
    async with open_reader() as reader:
        for words in ("libya", "nato", "libya"):
            await find(reader, words)
            await reader.press("enter")
        await reader.press("/", "enter")
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.about == "“libya”"
    async with open_reader() as reader:
        await find(reader, "zzyzx")
        await reader.press("up")
        assert {each.casefold() for each in lit(reader)} == {"libya"}
        await reader.press("up", "up")
        assert {each.casefold() for each in lit(reader)} == {"nato"}
        await reader.press("down", "down")
        assert said(reader) == "not found"
        await reader.press("escape")


async def test_a_change_of_size_while_finding_loses_nothing(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2")
        await find(reader, "tripoli")
        for size in ((120, 40), (45, 12), (30, 8), (60, 20)):
            await reader.resize(*size)
        assert current(reader) == "Tripoli"
        await reader.press("enter", "n")
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.counter.startswith("match 2/")


async def test_an_empty_dossier_has_nothing_to_find_in(open_reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    async with open_reader(folder) as reader:
        await reader.until(lambda: reader.message)
        await reader.press("/")
        assert reader.message == "No article is open to find words in"


async def test_cells_of_the_comparison_are_found_by_all_their_words(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3")
        pane = reader.main.comparing.pane
        await find(reader, "stronghold in sirte")
        assert "not found" in reader.main.query_one("#prompt-said", Bar).words
        await reader.press("escape", "L", "g", "g", "h", "h", "h", "h")
        await find(reader, "stronghold in sirte")
        assert pane.place == "Offers by or to others × May 2016~"
        await reader.press("escape")
        assert pane.place == "Date × Sep 2012~"
        await find(reader, "claimed or")
        await reader.press("enter")
        assert pane.place == "Claimed or called important × Sep 2012~"
        assert reader.message == "cell 1/1 with “claimed or”, the only one"
        assert reader.main.pane == "compare"


async def test_n_goes_on_through_the_cells_that_were_found(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", "L", "g", "g", *"hhhh")
        pane = reader.main.comparing.pane
        await find(reader, "embargo")
        await reader.press("enter")
        place = pane.place
        for key in ("n", "N"):
            await reader.press(key)
            assert reader.message == "cell 1/1 with “embargo”, the only one"
            assert pane.place == place
        await reader.press("g", "g", *"hhhh")
        await find(reader, "brussels")
        await reader.press("enter")
        places = [pane.place]
        for number in (2, 3):
            await reader.press("n")
            assert reader.message.startswith(f"cell {number}/3 with “brussels”")
            places.append(pane.place)
        assert len(set(places)) == 3
        await reader.press("n")
        assert reader.message == "No further cell with “brussels”; N goes the other way"
        await reader.press("N")
        assert pane.place == places[1]
        await reader.press("enter", "n")
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.counter.startswith("evidence 2/")
        await reader.press("backspace", "N")
        assert reader.main.travel.visit.counter.startswith("evidence 1/")


def words_lit(pane: ArticlePane) -> list[str]:
    """The words lit in one of two articles, in small letters."""
    return [pane.text.value[mark.start : mark.end].lower() for mark in pane.marks("hit")]


async def test_words_are_found_in_both_of_two_articles(open_reader: Open) -> None:
    async with open_reader(size=(100, 30)) as reader:
        await reader.press("3", "L", "L", "h")
        left, right = reader.main.query_one(PairView).panes
        await reader.until(lambda: left.marks("evidence"))
        place, lit_for_row = reader.main.comparing.pane.place, [*left.marks("evidence")]
        await find(reader, "tripoli")
        here, there = words_lit(left), words_lit(right)
        assert (len(here), {*here, *there}) == (5, {"tripoli"})
        assert there
        total = len(here) + len(there)
        assert said(reader) == f"1/{total} in {left.label}"
        await reader.press("enter", "n", "n", "n")
        assert reader.main.focused is left
        assert reader.message == f"match 4/{total}  “tripoli” in {left.label}"
        assert [mark.style for mark in left.marks("hit")].index("hit-current") == 3
        assert left.current == 11
        await reader.press("n", "n")
        assert reader.main.focused is right
        assert reader.message == f"match 6/{total}  “tripoli” in {right.label}"
        assert [mark.style for mark in right.marks("hit")].index("hit-current") == 0
        assert "hit-current" not in [mark.style for mark in left.marks("hit")]
        await reader.press("N")
        assert reader.main.focused is left
        assert (reader.main.comparing.pane.place, [*left.marks("evidence")]) == (place, lit_for_row)
        await find(reader, "nowhere at all")
        await reader.press("escape")
        assert (words_lit(left), words_lit(right)) == (here, there)
        assert reader.main.focused is left
        await reader.press("escape")
        assert (words_lit(left), words_lit(right)) == ([], [])


async def test_words_that_stand_in_the_other_of_two_articles_alone_are_found_there(open_reader: Open) -> None:
    async with open_reader(size=(100, 30)) as reader:
        await reader.press("3", "L", *"llll", "L")
        left, right = reader.main.query_one(PairView).panes
        assert reader.main.focused is right
        before = (left.scroll_offset.y, left.current, left.folded)
        await find(reader, "militia")
        assert words_lit(left)
        assert not words_lit(right)
        assert said(reader).endswith(f"in {left.label}")
        await reader.press("escape")
        assert (left.scroll_offset.y, left.current, left.folded) == before
        assert reader.main.focused is right
        await find(reader, "militia")
        await reader.press("enter")
        assert reader.main.focused is left
        assert reader.message.endswith(f"in {left.label} · n next")
        await find(reader, "zebra")
        await reader.press("enter")
        assert reader.message == "“zebra” stands in neither article"


async def test_words_of_an_article_that_is_shown_twice_are_counted_once(open_reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(bundled(), folder)
    table = folder / "comparison.toml"
    table.write_text(table.read_text("utf-8").replace('article = "003"', 'article = "004"'), "utf-8")
    async with open_reader(folder, size=(100, 30)) as reader:
        await reader.press("3", "L", *"llll", "L")
        left, right = reader.main.query_one(PairView).panes
        assert left.article is right.article
        await find(reader, "help")
        count = len(words_lit(right))
        assert said(reader) == f"1/{count}"
        assert words_lit(left) == words_lit(right)
        await reader.press("enter", "n")
        assert reader.main.focused is right
        assert reader.message == f"match 2/{count}  “help”"


async def test_rows_of_the_bookmarks_are_found_one_after_another(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2")
        for _ in range(3):
            await reader.press("b", "}")
        await reader.press("6")
        pane = reader.main.focused
        assert isinstance(pane, RowList)
        await reader.press("g", "g")
        await find(reader, "nato chief")
        await reader.press("enter")
        first = pane.cursor
        await reader.press("/", "enter")
        assert reader.message.startswith("row 1/1")
        assert pane.cursor == first
        await find(reader, "stands nowhere")
        assert said(reader) == "not found"
        await reader.press("enter")
        assert reader.message == "“stands nowhere” stands in no row here"
        assert pane.cursor == first
        await find(reader, "nato")
        await reader.press("enter", "n")
        assert reader.message.startswith("row 2/")
        assert pane.cursor > first


async def test_in_search_it_goes_to_the_query_box(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("training")
        for key in ("/", "i"):
            await reader.press("escape")
            assert not reader.main.typing
            await reader.press(key)
            assert reader.main.focused is reader.main.finding.view.box


async def test_a_click_elsewhere_ends_the_finding_and_keeps_what_was_found(open_reader: Open) -> None:
    async with open_reader() as reader:
        await find(reader, "tripoli")
        await reader.pilot.click("#sources", offset=(3, 3))
        await reader.until(lambda: not reader.main.query("#prompt"))
        assert reader.main.pane == "sources"
        assert reader.main.status.display
        await reader.press("n")
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.counter.startswith("match 2/")
        await reader.press("/")
        await reader.pilot.click("#sources", offset=(3, 6))
        await reader.until(lambda: not reader.main.query("#prompt") and reader.main.pane == "sources")
