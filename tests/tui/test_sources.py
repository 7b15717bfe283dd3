"""The list of sources: filter, order, hits, and the saved searches below."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.notebook import Notebook
from natoreader.tui.order import ORDERS, Filter, arranged
from natoreader.tui.sources import SavedRow
from natoreader.tui.widgets import Bar

from .conftest import Open, Reader

BY_DATE = ["002", "001", "000", "003", "004"]


def shown(reader: Reader) -> list[str]:
    """The articles listed."""
    return [str(article.id) for article in reader.main.sources_pane.articles]


def title(reader: Reader) -> str:
    return reader.main.query_one("#sources-title", Bar).words


def drawn(reader: Reader) -> list[str]:
    """What the pane draws."""
    pane = reader.main.sources_pane
    return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]


def at_cursor(reader: Reader) -> str:
    """The id of the article, or the query, that the cursor stands on."""
    row = reader.main.sources_pane.at_cursor
    assert row is not None
    return str(row.search.query if isinstance(row, SavedRow) else row.id)


def saved(reader: Reader) -> dict[str, str]:
    """The saved searches with the hits shown for each."""
    return {str(row.search.query): row.hits for row in reader.main.sources_pane.saved}


# Filter


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("stripes", ["001", "000"]),
        ("STRIPES 2013", ["001"]),
        ("hurriyet", ["002"]),
        ("2016-04-14", ["003"]),
        ("april 2016", ["003"]),
        ("nato chief", ["002", "003"]),
        ("reuters", ["002"]),
        ("003", ["003"]),
    ],
)
async def test_the_filter_shows_what_fits_as_one_types(open_reader: Open, words: str, ids: list[str]) -> None:
    async with open_reader() as reader:
        await reader.press("F")
        await reader.type(words)
        assert shown(reader) == ids
        assert f"{len(ids)}/5" in title(reader) or f"{len(ids)} of 5" in title(reader)
        await reader.press("enter")
        assert shown(reader) == ids
        assert reader.message == f"{len(ids)} of 5 articles fit “{words}” · Esc shows all"
        assert reader.main.pane == "sources"
        await reader.press("escape")
        assert shown(reader) == BY_DATE
        assert "5" not in title(reader)


async def test_esc_while_typing_shows_all_and_returns_the_cursor(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "j")
        assert at_cursor(reader) == "000"
        await reader.press("F")
        await reader.type("gazette")
        assert at_cursor(reader) == "004"
        await reader.press("escape")
        assert (shown(reader), at_cursor(reader)) == (BY_DATE, "000")


async def test_a_filter_that_nothing_fits_is_none(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("F")
        await reader.type("[/x] nowhere")
        assert shown(reader) == []
        assert "0 of 5" in title(reader) or "0/5" in title(reader)
        assert "No article fits." in drawn(reader)[0]
        await reader.press("enter")
        assert reader.message == "No article fits “[/x] nowhere”; all are shown"
        assert shown(reader) == BY_DATE


async def test_unread_ones_stay_listed_while_they_are_read(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "r", "F")
        await reader.type("unread")
        await reader.press("enter")
        assert shown(reader) == ["002", "000", "003", "004"]
        await reader.press("r")
        assert shown(reader) == ["002", "000", "003", "004"]
        await reader.press("F", "enter")
        assert len(shown(reader)) == 3


async def test_the_next_article_is_the_next_one_shown(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("F")
        await reader.type("stripes")
        await reader.press("enter")
        seen = []
        for _ in range(2):
            await reader.press("J")
            assert reader.article.article
            seen.append(reader.article.article.id)
        assert seen == ["001", "000"]
        await reader.press("J")
        assert reader.message == "This is the last article of those that fit “stripes”; Esc in Sources shows all"
        await reader.press("1", "escape", "J")
        assert reader.article.article
        assert reader.article.article.id == "003"


async def test_a_filter_does_not_outlast_the_session_and_can_be_recalled(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("F")
        await reader.type("stripes")
        await reader.press("enter")
    async with open_reader() as reader:
        assert shown(reader) == BY_DATE
        await reader.press("F", "up")
        assert shown(reader) == ["001", "000"]


# Order


async def test_s_goes_through_the_orders_and_keeps_the_cursor(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("training")
        await reader.press("escape", "1", "j", "r", "j")
        assert at_cursor(reader) == "000"
        found = {}
        for order in ("outlet", "title", "hits", "unread", "date"):
            await reader.press("S")
            assert reader.main.sources_pane.order == order
            assert at_cursor(reader) == "000"
            assert ("by" in title(reader)) == (order != "date")
            found[order] = shown(reader)
        assert found["outlet"] == ["002", "003", "004", "001", "000"]
        assert found["title"] == ["002", "003", "004", "001", "000"]
        assert found["hits"] == ["004", "003", "000", "002", "001"]
        assert found["unread"] == ["002", "000", "003", "004", "001"]
        assert found["date"] == BY_DATE


async def test_the_order_is_kept_across_restarts_and_j_follows_it(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("S")
        assert reader.message == "Sorted by outlet · S goes on"
    async with open_reader() as reader:
        assert shown(reader) == ["002", "003", "004", "001", "000"]
        assert "by outlet" in title(reader)
        await reader.press("1", "g", "g", "enter", "J")
        assert reader.article.article is not None
        assert reader.article.article.id == "003"


async def test_a_kept_order_that_is_none_is_by_date(open_reader: Open, tmp_path: Path) -> None:
    with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as notebook:
        notebook.set_state("sources.sort", ["outlet"])
    async with open_reader() as reader:
        assert shown(reader) == BY_DATE


@given(st.sampled_from(ORDERS), st.text(max_size=8), st.dictionaries(st.sampled_from(BY_DATE), st.integers(0, 9)))
def test_no_order_loses_an_article_and_no_filter_makes_one(order: str, words: str, hits: dict[str, int]) -> None:
    articles = open_dossier(bundled()).chronological
    found = arranged(articles, order, hits, frozenset(hits))
    assert sorted(each.id for each in found) == sorted(BY_DATE)
    fitting = Filter(articles).fitting(found, words, frozenset())
    assert [each for each in found if each in fitting] == fitting


# Hits


async def test_each_row_says_how_many_hits_the_search_has(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("training")
        await reader.press("escape", "1")
        counts = [row.split()[-1] for row in drawn(reader)[:10:2]]
        assert [each for each in counts if each.isdigit()] == ["1", "2", "4"]
        await reader.press("s", "ctrl+u")
        await reader.until(lambda: not any(row.rstrip().endswith(" 4") for row in drawn(reader)))


# Saved searches


async def save(reader: Reader, *queries: str) -> None:
    for query in queries:
        await reader.search(query)
        await reader.press("escape", "S")


async def test_saved_searches_stand_below_the_articles_with_their_hits(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await save(reader, "training", "zzyzx OR weapons")
        assert reader.message == "“zzyzx OR weapons” saved; it stands below the sources (1)"
        await save(reader, "training")
        assert reader.message == "“training” is saved already; it stands below the sources (1)"
        await reader.until(lambda: "…" not in saved(reader).values())
        total = reader.main.finding.results
        assert total is not None
        assert saved(reader)["training"] == str(total.total) == "7"
        await reader.press("1")
        assert drawn(reader)[10] == " Saved searches"
        assert drawn(reader)[11].split() == ["training", "7"]
    async with open_reader(size=(120, 40)) as reader:
        assert at_cursor(reader) == "002"
        await reader.until(lambda: saved(reader).get("training") == "7")
        assert at_cursor(reader) == "002"


async def test_enter_runs_a_saved_search(open_reader: Open) -> None:
    async with open_reader() as reader:
        await save(reader, "weapons", "training")
        await reader.press("1", "G", "k", "enter")
        assert reader.main.pane == "search"
        await reader.until(lambda: reader.main.finding.answered == "weapons")
        assert reader.main.finding.view.box.value == "weapons"
        hits = reader.main.finding.view.list.hits
        assert hits
        assert str(len(hits)) == saved(reader)["weapons"]
        await reader.press("enter")
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.counter == f"hit 1/{len(hits)}"


async def test_d_deletes_a_saved_search_and_u_brings_it_back(open_reader: Open) -> None:
    async with open_reader() as reader:
        await save(reader, "weapons", "training")
        await reader.press("1", "g", "g", "d")
        assert reader.message == "Only saved searches can be deleted here; articles stay"
        await reader.press("G", "d")
        assert reader.message == "Deleted “training” · u brings it back"
        assert list(saved(reader)) == ["weapons"]
        await reader.press("u")
        assert "training" in reader.message
        assert list(saved(reader)) == ["weapons", "training"]
        await reader.until(lambda: saved(reader)["training"] == "7")
        await reader.press("ctrl+r")
        assert list(saved(reader)) == ["weapons"]
        await reader.press("u", "u", "u")
        assert not saved(reader)
        assert "Saved searches" not in "".join(drawn(reader))


async def test_a_saved_query_that_is_none_any_more_says_why(open_reader: Open, tmp_path: Path) -> None:
    with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as notebook:
        notebook.save_search("colour:red \x1b[31m nato")
    async with open_reader() as reader:
        await reader.until(lambda: list(saved(reader).values()) == ["!"])
        for _ in range(2):
            await reader.press("1", "G", "enter")
            await reader.until(lambda: "colour:" in reader.message)
            assert reader.main.focused is reader.main.finding.view.box
            await reader.press("escape")


async def test_only_a_query_is_saved(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("5", "escape", "5")
        await reader.press("escape")
        await reader.until(lambda: reader.main.finding.index)
        await reader.search("foo:bar")
        await reader.press("escape", "5", "S")
        assert reader.message.startswith("Not saved: ")
        assert not saved(reader)


async def test_counts_wait_for_the_index(open_reader: Open, tmp_path: Path) -> None:
    with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as notebook:
        notebook.save_search("training")
    async with open_reader() as reader:
        await reader.until(lambda: saved(reader))
        if reader.main.finding.index is None:
            assert saved(reader)["training"] == "…"
        await reader.until(lambda: saved(reader)["training"] == "7")


async def test_the_filter_leaves_the_saved_searches(open_reader: Open) -> None:
    async with open_reader() as reader:
        await save(reader, "training")
        await reader.press("1", "F")
        await reader.type("stripes")
        assert list(saved(reader)) == ["training"]
        assert "Saved searches" in drawn(reader)[4]
        await reader.press("enter", "G")
        assert at_cursor(reader) == "training"
        await reader.press("S", "S")
        assert at_cursor(reader) == "training"


# The history of queries


async def test_queries_asked_before_come_back(open_reader: Open) -> None:
    async with open_reader() as reader:
        for query in ("weapons", "training", "weapons"):
            await reader.search(query)
            await reader.press("escape")
        await reader.search("NATO ready")
        await reader.press("escape", "s")
        box = reader.main.finding.view.box
        await reader.press("up")
        assert box.value == "weapons"
        await reader.press("up", "up")
        assert box.value == "training"
        await reader.press("down", "down")
        assert box.value == "NATO ready"
        await reader.until(lambda: reader.main.finding.answered == "NATO ready")
    async with open_reader() as reader:
        await reader.until(lambda: reader.main.finding.index)
        await reader.press("s", "up")
        assert reader.main.finding.view.box.value == "NATO ready"
        await reader.press("ctrl+p")
        assert reader.main.finding.view.box.value == "weapons"
        await reader.press("ctrl+n")
        assert reader.main.finding.view.box.value == "NATO ready"


async def test_up_and_down_move_in_the_hits_once_something_was_typed(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("libya")
        await reader.press("escape")
        await reader.search("training")
        box, hits = reader.main.finding.view.box, reader.main.finding.view.list
        first = hits.cursor
        await reader.press("down")
        assert hits.cursor > first
        await reader.press("up")
        assert (hits.cursor, box.value) == (first, "training")
        await reader.press("ctrl+p")
        assert box.value == "libya"
        await reader.until(lambda: reader.main.finding.answered == "libya")
        first = hits.cursor
        await reader.press("down")
        assert hits.cursor > first


async def test_what_is_kept_of_the_past_has_bounds(open_reader: Open, tmp_path: Path) -> None:
    with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as notebook:
        notebook.set_state("search.history", [*(f"query {number}" for number in range(150)), 7, "", None])
    async with open_reader() as reader:
        await reader.search("training")
        await reader.press("escape")
    with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as notebook:
        kept = notebook.state("search.history")
        assert isinstance(kept, list)
        assert (len(kept), kept[0], kept[-2], kept[-1]) == (100, "query 51", "query 149", "training")
