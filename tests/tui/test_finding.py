"""The search pane and the index beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from natoreader.tui.search import HitContext

from .conftest import Open


async def test_results_come_as_one_types_grouped_by_article(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("train")
        hits = reader.main.finding.view.list
        assert len(hits.hits) == 7
        ids = [hit.article.id for hit in hits.hits]
        assert ids == sorted(ids, key=ids.index)
        assert "7 hits · 3 articles" in reader.main.query_one("#search-count").words  # type: ignore[attr-defined]


async def test_enter_lands_on_the_passage_and_n_goes_on_across_articles(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("training")
        expected = [(hit.article.id, hit.matches) for hit in reader.main.finding.view.list.hits]
        await reader.press("enter")
        await reader.until(lambda: reader.main.travel.visit)
        assert reader.main.travel.visit is not None
        for index, (id, matches) in enumerate(expected):
            assert reader.main.travel.visit.counter == f"hit {index + 1}/{len(expected)}"
            assert reader.article.article and reader.article.article.id == id
            current = [(m.start, m.end) for m in reader.article.marks("hit") if m.style == "hit-current"]
            assert tuple(current) == matches
            await reader.press("n")
        assert "last hit" in reader.message
        await reader.press("backspace")
        assert reader.main.pane == "search"
        assert reader.main.finding.view.box.value == "training"


async def test_enter_before_the_answer_opens_the_first_hit_when_it_comes(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.until(lambda: reader.main.finding.index)
        await reader.press("s", *"militias", "enter")
        await reader.until(lambda: reader.main.travel.visit)
        assert reader.main.travel.visit and reader.main.travel.visit.kind == "hit"


async def test_the_context_follows_the_cursor(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.search("training")
        context = reader.main.query_one(HitContext)

        def label() -> str:
            return context.render_line(0).text.strip()

        first = label()
        await reader.press("down")
        await reader.until(lambda: label() != first)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_match_in_a_long_paragraph_is_in_view(
    open_reader: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    words = " ".join(f"number {each}" for each in range(800))
    folder = tmp_path / "long"
    folder.mkdir()
    (folder / "a.txt").write_text(f"A beginning.\n\n{words}\n", encoding="utf-8")
    async with open_reader(folder, size=size) as reader:
        for number in (5, 400, 799):
            await reader.search(f'"number {number}"')
            context = reader.main.query_one(HitContext)
            drawn = [context.render_line(y).text.strip() for y in range(context.size.height)]
            assert f"number {number}" in " ".join(drawn)
            assert drawn[0].startswith("a ¶2")
            await reader.press("escape")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("foo:bar", "“foo:”"),
        ("nato )", "parenthesis"),
        ("NOT nato", "NOT"),
    ],
)
async def test_a_wrong_query_says_what_is_wrong(open_reader: Open, query: str, words: str) -> None:
    async with open_reader() as reader:
        await reader.search(query)
        assert words in reader.message
        assert not reader.main.finding.view.list.hits


async def test_an_unfinished_query_keeps_the_hits(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("training")
        await reader.press("space", "quotation_mark", "s")
        await reader.until(lambda: reader.main.finding.answered == 'training "s')
        assert reader.main.finding.view.list.hits
        assert "not closed" in reader.message
        await reader.press("enter")
        await reader.until(lambda: reader.main.travel.visit)
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.about == "“training”"


async def test_an_empty_result_says_which_word_it_was(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("training zzyzx")
        drawn = " ".join(reader.main.finding.view.list.render_line(y).text for y in range(4))
        assert "zzyzx" in drawn
        assert "in none" in drawn


async def test_the_index_is_built_once(open_reader: Open, tmp_path: Path) -> None:
    async with open_reader(indexed=False) as reader:
        await reader.until(lambda: reader.main.finding.index)
        assert reader.message.startswith("Indexed 5 articles in ")
    async with open_reader() as reader:
        await reader.until(lambda: reader.main.finding.index)
        assert reader.message == ""


async def test_without_a_place_for_the_index_it_is_made_in_memory_and_said(
    open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("NATOREADER_CACHE_DIR", str(blocked / "cache"))
    async with open_reader(indexed=False) as reader:
        await reader.until(lambda: reader.main.finding.index)
        assert "memory" in reader.message
        await reader.search("training")
        assert reader.main.finding.view.list.hits


async def test_arrows_move_in_the_hits_while_typing_and_esc_goes_there(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("training")
        hits = reader.main.finding.view.list
        before = hits.cursor
        await reader.press("down")
        assert hits.cursor != before
        await reader.press("escape")
        assert reader.main.pane == "search"
        assert not reader.main.typing
        await reader.press("J")
        assert hits.cursor > before


async def test_the_hits_of_an_article_stand_in_the_order_of_its_text(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("training")
        numbers: dict[str, list[int]] = {}
        for hit in reader.main.finding.view.list.hits:
            numbers.setdefault(hit.article.id, []).append(hit.paragraph.number)
        assert all(found == sorted(found) for found in numbers.values())


async def test_backspace_returns_to_the_hit_one_was_reading(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("training")
        await reader.press("enter", "n", "n")
        visit = reader.main.travel.visit
        assert visit is not None
        await reader.press("backspace")
        hit = reader.main.finding.view.list.hit
        assert hit is not None
        assert (hit.article.id, hit.paragraph.start) == (visit.stop.article, visit.stop.start)


async def test_a_space_ends_the_word_that_was_growing(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("secu")
        hits = reader.main.finding.view.list
        await reader.until(lambda: hits.hits)
        await reader.press("space")
        await reader.until(lambda: not hits.hits)
        await reader.press("backspace")
        await reader.until(lambda: hits.hits)


async def test_a_new_question_takes_the_old_complaint_away(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("training OR")
        assert "OR" in reader.message
        await reader.search("training")
        assert reader.message == ""


async def test_what_was_looked_for_too_stands_above_the_hits_and_v_switches_it_off(open_reader: Open) -> None:
    async with open_reader() as reader:

        def also() -> str:
            line = reader.main.query_one("#search-also")
            return "" if line.has_class("hidden") else line.words.strip()  # type: ignore[attr-defined]

        view = reader.main.finding
        await reader.search("training")
        assert also() == ""
        await reader.search("Daesh")
        assert also() == "also: ISIS (5), ISIL (1)"
        assert len(view.view.list.hits) == 6
        await reader.press("escape", "v")
        await reader.until(lambda: not view.view.list.hits)
        assert also() == "names as typed only; v finds their variants"
        assert "as typed only" in reader.message
        await reader.press("v")
        await reader.until(lambda: len(view.view.list.hits) == 6)
        assert also() == "also: ISIS (5), ISIL (1)"
        assert "other spellings" in reader.message


async def test_related_headlines_stand_behind_all_other_hits(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.search("libya training")
        hits = reader.main.finding.view.list
        kinds = ["related" if hit.block == "related" else "apart" if hit.apart else "together" for hit in hits.hits]
        assert kinds == sorted(kinds, key=["together", "apart", "related"].index)
        assert set(kinds) == {"together", "apart", "related"}
        assert len(hits.rows) - len(hits.hits) == 4  # headings: 004 has one more for its related headlines


async def test_paragraphs_with_the_same_words_are_counted_as_hits_and_as_shown(
    open_reader: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "same"
    folder.mkdir()
    (folder / "a.txt").write_text("A guard stood.\n\nA guard stood.\n\nA guard stood.\n", encoding="utf-8")
    async with open_reader(folder) as reader:
        await reader.search("guard")
        assert len(reader.main.finding.view.list.hits) == 1
        assert "3 hits (1 shown) · 1 article" in reader.main.query_one("#search-count").words  # type: ignore[attr-defined]
        await reader.press("enter")
        await reader.until(lambda: reader.main.travel.visit)
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.counter == "hit 1/1"
