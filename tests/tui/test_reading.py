"""Reading: articles, places, selections, visits through names, sizes."""

from __future__ import annotations

from pathlib import Path

import pytest
from natoreader.dossier.permalink import parse_permalink
from natoreader.dossier.text import Clean

from .conftest import Open


async def test_the_first_launch_shows_sources_and_the_first_article(open_reader: Open) -> None:
    async with open_reader() as reader:
        assert [article.id for article in reader.main.sources_pane.articles] == ["002", "001", "000", "003", "004"]
        assert reader.article.article is not None
        assert reader.article.article.id == "002"
        assert reader.main.pane == "sources"
        assert any("NATO chief offers help" in row for row in reader.rows())


async def test_enter_reads_the_article_and_marks_it(open_reader: Open) -> None:
    async with open_reader() as reader:
        assert "001" not in reader.main.sources_pane.read
        await reader.press("j", "enter")
        assert reader.article.article and reader.article.article.id == "001"
        assert reader.main.pane == "article"
        assert "001" in reader.main.sources_pane.read
        await reader.press("r")
        assert "001" not in reader.main.sources_pane.read


async def test_the_next_article_and_the_edge(open_reader: Open) -> None:
    async with open_reader() as reader:
        seen = []
        for _ in range(4):
            await reader.press("J")
            assert reader.article.article
            seen.append(reader.article.article.id)
        assert seen == ["001", "000", "003", "004"]
        await reader.press("J")
        assert reader.message == "This is the last article"


async def test_boilerplate_is_folded_and_shown(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "2")
        assert "2 captions folded" in reader.rows()[0]
        assert reader.article.current == 3
        await reader.press("x")
        assert any("(NATO)" in row for row in reader.rows())
        await reader.press("x")
        assert "2 captions folded" in reader.rows()[0]


async def test_scrolling_keeps_a_current_paragraph_in_view(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2")
        for key in ("ctrl+d", "pagedown", "space", "G", "ctrl+u", "k", "gg"[0], "gg"[1], "end", "home", "j"):
            await reader.press(key)
            pane = reader.article
            shown = {row.paragraph for row in pane.map.rows[pane.scroll_offset.y :][: pane.size.height] if row.words}
            assert pane.current in shown, key


async def test_at_the_end_the_current_paragraph_still_moves(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "G")
        last = reader.article.current
        assert last == 11
        await reader.press("{")
        assert reader.article.current < last
        await reader.press("j")
        assert reader.article.current == last


@pytest.mark.parametrize("keys", ["", "}", "2 G", "2 ctrl+d", "2 ctrl+d } }", "2 J J G { {"])
async def test_no_change_of_size_moves_the_reader(open_reader: Open, keys: str) -> None:
    async with open_reader() as reader:
        await reader.press(*keys.split())
        pane = reader.article
        row, current = pane.scroll_offset.y, pane.current
        for size in ((200, 60), (120, 40), (60, 20), (80, 9), (200, 12), (45, 12), (80, 24)):
            await reader.resize(*size)
            shown = pane.map.rows[pane.scroll_offset.y :][: pane.size.height]
            assert pane.current == current, size
            assert any(each.paragraph == current for each in shown if each.words), size
        assert pane.scroll_offset.y == row


async def test_folding_and_showing_again_moves_the_reader_nowhere(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "J", "ctrl+d", "}")
        pane = reader.article
        row, current = pane.scroll_offset.y, pane.current
        await reader.press("z", "z")
        assert (pane.scroll_offset.y, pane.current) == (row, current)


async def test_the_place_survives_a_restart(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "J", "2", "ctrl+d", "ctrl+d")
        await reader.press("}", "}")
        offset, paragraph = reader.article.top_offset, reader.article.current
        assert offset > 0
        assert reader.article.map.rows[reader.article.scroll_offset.y].paragraph < paragraph
        await reader.press("Q")
    async with open_reader() as reader:
        assert reader.article.current == paragraph
    async with open_reader(size=(120, 30)) as reader:
        assert reader.article.current == paragraph
        assert reader.article.article and reader.article.article.id == "000"
        assert reader.main.pane == "article"
        row = reader.article.map.row_of(offset)
        assert reader.article.scroll_offset.y == min(row, max(0, len(reader.article.map) - reader.article.size.height))


async def test_a_permalink_opens_on_its_passage(open_reader: Open) -> None:
    async with open_reader(at=parse_permalink("nr:nato-libya/003@331-583")) as reader:
        assert reader.article.article and reader.article.article.id == "003"
        assert reader.article.current == 4
        assert [(mark.start, mark.end) for mark in reader.article.marks("evidence")] == [(331, 583)]


async def test_selecting_by_sentence_word_and_paragraph(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "2", "}", "v")
        text, selection = reader.article.text, reader.article.selection
        assert selection is not None
        first = text.value[slice(*selection.range)]
        assert first.startswith("“We will establish") and first.endswith("Rasmussen.")
        await reader.press(")")
        assert text.value[slice(*reader.article.selection.range)].endswith("add value.”")  # type: ignore[union-attr]
        await reader.press("h")
        assert text.value[slice(*reader.article.selection.range)].endswith("can add")  # type: ignore[union-attr]
        await reader.press("l")
        await reader.press("(")
        assert text.value[slice(*reader.article.selection.range)] == first  # type: ignore[union-attr]
        await reader.press("}")
        assert reader.article.selection and reader.article.selection.end > selection.end
        await reader.press("escape")
        assert reader.article.selection is None


async def test_names_are_listed_with_counts_and_lead_through_their_mentions(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "4")
        row = reader.main.entities_pane.rows[reader.main.entities_pane.cursor]
        assert (row.label, len(row.places)) == ("Anders Fogh Rasmussen", 5)
        await reader.press("j", "j", "enter")
        assert reader.main.pane == "concordance"
        assert [keyword.article.id for keyword in reader.main.concording.concordance.keywords] == ["001"] * 3
        await reader.press("enter")
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.about == "Ali Zeidan"
        assert reader.main.travel.visit.counter == "mention 1/3"
        await reader.press("n", "n")
        assert reader.main.travel.visit.counter == "mention 3/3"
        stop = reader.main.travel.visit.stop
        assert reader.article.text.value[stop.start : stop.end] == "Zeidan"
        await reader.press("n")
        assert "last mention" in reader.message
        await reader.press("backspace")
        assert reader.main.pane == "concordance"
        assert reader.main.concording.concordance.keyword is reader.main.concording.concordance.keywords[2]
        await reader.press("backspace")
        assert reader.main.pane == "entities"


async def test_types_of_names_differ_without_colour() -> None:
    from natoreader.dossier.entities import ENTITY_TYPES
    from natoreader.tui.palette import Palette
    from natoreader.tui.themes import DARK, shades

    variables = DARK.to_color_system().generate()
    palette = Palette({**shades(variables), **variables}, colour=False)
    signs = {
        (bool(style.bold), bool(style.underline), each in palette.bracketed)
        for each, style in ((each, palette.style(each)) for each in ENTITY_TYPES)
    }
    assert len(signs) == len(ENTITY_TYPES)
    assert (False, False, False) not in signs


async def test_highlights_go_and_come_back(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2")

        def underlined() -> int:
            strips = [reader.article.render_line(y) for y in range(reader.article.size.height)]
            return sum(bool(segment.style and segment.style.underline) for strip in strips for segment in strip)

        assert underlined()
        await reader.press("H")
        assert not underlined()
        await reader.press("H")
        assert underlined()


async def test_the_card_tells_every_basis(open_reader: Open) -> None:
    from natoreader.tui.card import SourceCard

    async with open_reader(size=(120, 40)) as reader:
        await reader.press("J", "2", "M")
        card = reader.main.query_one(SourceCard)
        words = "\n".join(card.render_line(y).text for y in range(card.size.height))
        for expected in (
            "Stars and Stripes",
            "stated:",
            "external:",
            "21 October 2013",
            "14–29 October 2013",
            "@starsandstripes2013help",
            "sha256",
        ):
            assert expected in words
        await reader.press("M")
        assert not reader.main.query(SourceCard)


@pytest.mark.parametrize("key", ["M", "escape", "q"])
async def test_the_card_is_closed_where_it_was_opened(open_reader: Open, key: str) -> None:
    from natoreader.tui.card import SourceCard

    async with open_reader() as reader:
        await reader.press("j", "M")
        assert reader.main.query_one(SourceCard).render_line(0).text.startswith("─ 001 ")
        await reader.press(key)
        assert not reader.main.query(SourceCard)
        assert reader.main.pane == "sources"
        assert reader.app.is_running


async def test_the_card_scrolls_where_it_does_not_fit(open_reader: Open) -> None:
    from natoreader.tui.card import SourceCard

    async with open_reader(size=(45, 15)) as reader:
        await reader.press("2", "M")
        card = reader.main.query_one(SourceCard)
        seen = set()
        for _ in range(20):
            seen |= {card.render_line(y).text.strip() for y in range(card.size.height)}
            await reader.press("j")
        assert any("sha256" in row for row in seen)


async def test_the_theme_is_drawn_at_once_and_kept(open_reader: Open) -> None:
    async with open_reader() as reader:
        before = reader.article.render_line(0)
        await reader.press("colon")
        await reader.type("theme light")
        await reader.press("enter")
        await reader.until(lambda: reader.article.render_line(0) != before)
    async with open_reader() as reader:
        assert reader.app.theme == "light"


async def test_keys_that_do_nothing_say_so(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "Z")
        assert reader.message == "“Z” does nothing here; ? shows the keys of this pane"
        await reader.press("g", "x")
        assert "“gx” does nothing here" in reader.message


async def test_an_unfinished_sequence_shows_what_may_follow(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "]")
        await reader.until(lambda: "next name" in reader.message)
        assert "next bookmark" in reader.message


async def test_help_shows_the_pane_s_keys_from_the_table(open_reader: Open) -> None:
    from natoreader.tui.help import HelpList

    async with open_reader() as reader:
        await reader.press("3", "question_mark")
        rows = [entry.title for entry in reader.app.screen.query_one(HelpList)._entries]
        assert any("Items, matrix, two articles" in row for row in rows)
        assert not any("Fold or show" in row for row in rows)
        await reader.press("q")
        assert reader.app.screen is reader.main
        assert reader.main.pane == "compare"


async def test_every_command_has_someone_to_carry_it_out(open_reader: Open) -> None:
    from natoreader.tui.commands import PANES
    from natoreader.tui.keymap import Keymap

    keys = {"sources": "1", "article": "2", "compare": "3", "entities": "4", "bookmarks": "6", "timeline": "7"}
    deeper = {"concordance": ("4", "enter")}
    async with open_reader() as reader:
        await reader.search("training")
        await reader.press("escape")
        for pane in PANES:
            if pane in keys:
                await reader.press(keys[pane])
            await reader.press(*deeper.get(pane, ()))
            assert reader.main.pane == pane
            main = reader.main
            for command in Keymap().for_pane(pane):
                assert any(hasattr(owner, f"do_{command.id}") for owner in main.owners), (pane, command.id)
            if pane == "sources":
                await reader.search("training")
                await reader.press("escape")
            if pane == "entities":
                await reader.search("training")
                await reader.press("escape")


@pytest.mark.parametrize("size", [(59, 20), (80, 24), (120, 40)])
async def test_q_goes_back_and_leaves_from_the_sources_only(open_reader: Open, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reader:
        await reader.press("4")
        for pane in ("article", "sources"):
            await reader.press("q")
            assert reader.main.pane == pane
            assert reader.app.return_code is None
        await reader.press("q")
        assert reader.app.return_code == 0


@pytest.mark.parametrize("size", [(59, 20), (40, 10)])
async def test_one_pane_at_a_time_on_a_narrow_terminal(open_reader: Open, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reader:
        for key, pane in (("1", "sources"), ("2", "article"), ("4", "entities")):
            await reader.press(key)
            boxes = [each.id for each in reader.main.query(".box") if each.display]
            assert boxes == [f"{pane}-box"]


async def test_too_small_a_terminal_gets_one_sentence(open_reader: Open) -> None:
    async with open_reader(size=(39, 24)) as reader:
        shown = [each for each in reader.main.children if each.display]
        assert [each.id for each in shown] == ["too-small"]
        await reader.resize(80, 24)
        assert reader.main.query_one("#read").display
        assert not reader.main.query_one("#too-small").display


async def test_an_empty_dossier_says_what_to_do(open_reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    async with open_reader(folder) as reader:
        await reader.until(lambda: "problem" in reader.message)
        await reader.press("j", "enter", "2", "J", "v", "b", "M", "3", "w")
        assert reader.app.is_running


async def test_a_missing_article_is_named(open_reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "a.txt").write_text("Here are words.", encoding="utf-8")
    (folder / "dossier.toml").write_text(
        'id = "d"\n[[articles]]\nid = "a"\nfile = "a.txt"\n[[articles]]\nid = "b"\nfile = "gone.txt"\n',
        encoding="utf-8",
    )
    async with open_reader(folder) as reader:
        await reader.press("J")
        assert "there is no file “gone.txt”" in reader.message


async def test_blocks_that_may_have_shifted_are_told_of_at_the_opening(open_reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "edited"
    folder.mkdir()
    (folder / "a.txt").write_text("An inserted line.\nHead\nNews\n")
    toml = 'schema = 1\nid = "d"\n[[articles]]\nid = "a"\nfile = "a.txt"\nsha256 = "0"\n'
    (folder / "dossier.toml").write_text(f'{toml}blocks = [{{ type = "headline", paragraphs = "1" }}]\n')
    async with open_reader(folder) as reader:
        await reader.until(lambda: "this headline block may have shifted" in reader.message)


async def test_markup_and_escapes_are_shown_as_they_stand(open_reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"[/x] and [@click=app.quit]here[/] and \x1b]0;PWNED\x1b\\ too")
    async with open_reader(folder) as reader:
        drawn = " ".join(reader.rows())
        assert "[/x] and [@click=app.quit]here[/]" in drawn
        assert "\x1b" not in drawn


async def test_nothing_foreign_is_drawn_from_other_than_clean_text(open_reader: Open) -> None:
    async with open_reader() as reader:
        assert type(reader.article.text.value) is Clean
        assert all(type(article.title) is Clean for article in reader.main.sources_pane.articles)


async def test_stepping_through_the_dates_tells_what_they_mean(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "J", "2", "]", "d")
        visit = reader.main.travel.visit
        assert visit is not None
        assert visit.kind == "date"
        notes = {str(reader.article.text.value[stop.start : stop.end]): stop.note for stop in visit.stops}
        assert notes["Monday"].startswith("19 May 2014 · inferred:")
        assert "2013" in notes["Last year"]
        before = visit.index
        await reader.press(".", "d")
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.index == before + 1


@pytest.mark.parametrize(("keys", "forward"), [("]e", True), ("[e", False)])
async def test_stepping_begins_at_the_current_paragraph(open_reader: Open, keys: str, forward: bool) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("2", "]", "e")  # a first mark, which is left behind by moving on
        await reader.press("}", "}", "}", "}")
        pane, travel = reader.article, reader.main.travel
        assert pane.paragraph is not None
        current, start = pane.current, pane.paragraph.start
        assert pane.scroll_offset.y == 0
        await reader.press(*keys)
        assert travel.visit is not None
        assert (travel.visit.stop.start >= start) == forward
        nearest = [mark.start for mark in pane.marks("entity") if (mark.start >= start) == forward]
        assert travel.visit.stop.start in (nearest[0 if forward else -1], start)
        assert (pane.current >= current) == forward


async def test_what_other_records_say_is_marked_stepped_to_and_told(open_reader: Open) -> None:
    from natoreader.tui.card import Card

    async with open_reader() as reader:
        await reader.press("J", "2", "g", "r")
        assert "No remark on this paragraph" in reader.message
        await reader.press("right_square_bracket", "r")
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.kind == "remark"
        assert any("! 7" in row for row in reader.rows())
        await reader.press("g", "r")
        card = reader.main.query_one("#card", Card)
        words = " ".join(str(each) for line in card._lines for each, _ in line)
        assert "Tripoli in August 2011" in words
        assert "https://" in words
        await reader.press("J")
        assert not reader.main.query("#card")
