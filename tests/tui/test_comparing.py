"""The compare pane."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.article import date_of, outlet_of
from natoreader.dossier.check import check
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.tui.arrangement import Grid
from natoreader.tui.comparing import Sign, fitting
from natoreader.tui.menu import MenuList
from natoreader.tui.pair import SIDES, PairView
from natoreader.tui.proof import ProofPanel
from natoreader.tui.widgets import Bar
from natoreader.tui.wrap import cells

from .conftest import Open, Reader


def marks(reader: Reader) -> tuple[str | None, bool]:
    """The user's note and reviewed mark on the cell under the cursor."""
    field = reader.main.comparing.pane.field
    assert field is not None
    return field.note, field.reviewed


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


async def test_all_items_are_in_view_as_soon_as_no_word_is_divided(open_reader: Open) -> None:
    async with open_reader(size=(64, 24)) as reader:
        await reader.press("3")
        pane = reader.main.comparing.pane
        header, *lines = drawn(pane, pane.size.height)
        assert all(heading in header for heading in pane.table.headings)
        said = {word for line in lines for word in line.lstrip("▌").split()}
        labels = [row.label for row in pane.table.rows[:5]]
        assert {word for label in labels for word in label.split()} <= said


async def test_a_row_is_as_high_as_the_cells_in_view_and_stays_on_its_line(open_reader: Open) -> None:
    async with open_reader(size=(60, 40)) as reader:
        await reader.press("3", "L", *"hhhh", "G", *"kkk")
        pane = reader.main.comparing.pane

        seen = set()
        for key in "llllhhhh":
            await reader.press(key)
            header, *lines = drawn(pane, pane.size.height)
            seen.add(next(y for y, each in enumerate(lines) if each.startswith("▌")))
            assert any(heading not in header for heading in pane.table.headings)
            assert all(one.strip() or other.strip() for one, other in pairwise(lines))
        assert len(seen) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "This dossier has no comparison; a comparison.toml in its folder makes one"),
        *(
            (each, "comparison.toml holds no comparison that can be read: natoreader check tells what is wrong in it")
            for each in (b"", b"[[", b"label = '\xff'", b"aspects = 5")
        ),
    ],
)
async def test_a_comparison_that_cannot_be_read_is_told_from_none(
    open_reader: Open, tmp_path: Path, content: bytes | None, said: str
) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(bundled(), folder)
    table = folder / "comparison.toml"
    if content is None:
        table.unlink()
    else:
        table.write_bytes(content)
        assert [each for each in check(open_dossier(folder)) if each.file == table.name]
    async with open_reader(folder) as reader:
        await reader.press("3")
        assert reader.message == said


@pytest.mark.parametrize(
    ("width", "keys", "legend"),
    [
        (80, "3", "” quoted  ’ not wholly  · not mentioned"),
        (80, "3c", "+ new  = kept  ≈ otherwise  − not mentioned"),
        (60, "3", "”quoted  ’not  ·silent  1 more ›"),
        (50, "3", "”quoted  ’not  ·silent"),
        (50, "3c", "+new  =kept  ≈other  −silent"),
    ],
)
async def test_the_legend_says_less_where_there_is_less_room(
    open_reader: Open, width: int, keys: str, legend: str
) -> None:
    async with open_reader(size=(width, 24)) as reader:
        await reader.press(*keys)
        assert drawn(reader.main.query_one("#compare-title"), 1)[0].endswith(f" {legend} ")


_signs = st.lists(st.tuples(st.sampled_from("”’·+=≈−†?"), st.booleans()), unique_by=lambda each: each[0])


@given(_signs, st.sampled_from(["", "  1/26"]), st.sampled_from(["", "1 more ›"]), st.integers(0, 80))
def test_signs_in_view_are_the_last_that_the_legend_leaves_out(
    signs: list[tuple[str, bool]], place: str, hint: str, room: int
) -> None:
    legend = [Sign(f"{sign} in words", f"{sign}brief", shown) for sign, shown in signs]
    before, said = fitting(place, legend, hint, room)
    assert said.endswith(hint)
    assert cells(before + said) <= room or (before, said) == ("", hint)
    left_out = [shown for sign, shown in signs if sign not in said]
    assert not any(left_out) or not any(not shown for sign, shown in signs if sign in said)
    assert not left_out or not before


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
    async with open_reader(size=(60, 20)) as reader:
        await reader.press("3", *"llll")
        pane = reader.main.comparing.pane
        header, first = drawn(pane, 2)
        assert "May 2016~" in header
        assert "Sep 2012~" not in header
        assert "Security" in first
        assert "more" in reader.main.query_one("#compare-title").words  # type: ignore[attr-defined]


async def test_another_layout_shows_the_row_that_claims_the_same(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3")
        comparing = reader.main.comparing
        pane = comparing.pane
        labels = [str(row.label) for row in pane.table.rows]
        pane.move_to(labels.index("Training"), 2)
        await reader.press("L")
        assert pane.place == "What is offered × May 2014~"
        await reader.press("L")
        assert comparing.paired
        assert comparing.field is not None
        assert "training" in " ".join(each.evidence.quote.exact for each in comparing.field.passages)
        await reader.press("L")
        pane.move_to(labels.index("Boots on ground"), 4)
        await reader.press("L")
        assert pane.place.startswith("Not planned, or refused")


async def test_another_layout_and_back_leads_to_the_row_that_was_left(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3")
        pane = reader.main.comparing.pane
        for rows in (("Training", "What is offered"), ("Boots on ground", "Not planned, or refused without a request")):
            go_to(reader, rows[0], 4)
            await reader.press("L")
            assert pane.place == f"{rows[1]} × May 2016~"
            await reader.press("L", "L")
            assert pane.place == f"{rows[0]} × May 2016~"
        await reader.press("L")
        go_to(reader, "Channel", 4)  # which no item stands for
        await reader.press("L", "L", "L")
        assert pane.place == "Channel × May 2016~"
        await reader.press("L", "L", "j", "L")
        assert pane.place != "Channel × May 2016~"


async def test_the_layout_changes_and_the_column_stays(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", "l", "l", "L")
        assert reader.main.comparing.pane.table.name == "matrix"
        assert reader.main.comparing.pane.column == 2
        await reader.press("L")
        assert reader.main.query_one(PairView).display
        await reader.press("L")
        assert reader.main.comparing.pane.table.name == "items"
        assert reader.main.comparing.pane.column == 2


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("keys", [("3",), ("3", "L")])
async def test_every_sign_is_that_of_its_own_paragraph(
    open_reader: Open, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    from natoreader.dossier.evidence import QUOTED

    async with open_reader(size=size) as reader:
        await reader.press(*keys)
        for row in reader.main.comparing.pane.table.rows:
            for field in row.fields:
                for number, sign in re.findall(r"¶(\d+)(.)", field.reference):
                    voices = {each.evidence.voice for each in field.passages if each.paragraph == int(number)}
                    if sign == "”":
                        assert QUOTED in voices, field
                    elif keys == ("3", "L"):
                        assert QUOTED not in voices, field


async def test_no_word_of_the_grid_is_cut(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3")
        pane = reader.main.comparing.pane
        lines: list[str] = []
        for _ in range(4):
            lines += drawn(pane, pane.size.height)
            await reader.press("pagedown")
        assert any("Training" in line for line in lines)
        assert not any(re.search(r"\w…", line) for line in lines)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (200, 60)])
async def test_no_word_of_the_matrix_is_divided(open_reader: Open, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reader:
        await reader.press("3", "L")
        pane = reader.main.comparing.pane
        grid = pane._arrangement
        assert isinstance(grid, Grid)
        for row, label, fields in zip(pane.table.rows, grid._labels, grid._cells, strict=True):
            for words, lines in ((row.label, label), *zip((each.shown for each in row.fields), fields, strict=True)):
                assert " ".join(lines).replace("- ", "-").split() == words.split()
        assert grid.label_width <= max(len(row.label) for row in pane.table.rows) + 2


async def test_a_base_tells_what_is_new_kept_and_not_mentioned(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("3", "l", "l", "c")
        pane = reader.main.comparing.pane
        assert pane.table.base == 2
        assert "[May 2014~]" in drawn(pane, 1)[0]
        training = next(row for row in pane.table.rows if row.label == "Training")
        gone, other = ("unmentioned",), ("reworded",)
        assert [field.changes for field in training.fields] == [gone, gone, (), other, ("new", "reworded")]
        assert "ready → plans" in training.fields[4].shown
        assert "ready at the base, plans here" in training.fields[4].changed
        equipment = next(row for row in pane.table.rows if row.label == "Military equipment")
        assert [field.changes for field in equipment.fields] == [(), (), (), (), ("new",)]
        assert "not mentioned" in reader.main.query_one("#compare-title").words  # type: ignore[attr-defined]
        await reader.press("c")
        assert pane.table.base is None


async def test_differences_are_stepped_through_and_equal_rows_hidden(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("3", "right_square_bracket", "c")
        assert "c makes this column the base" in reader.message
        await reader.press("c", "right_square_bracket", "c")
        pane = reader.main.comparing.pane
        first = pane.field
        assert first is not None
        assert first.changes == ("unmentioned",)
        place = pane.place
        await reader.press("right_square_bracket", "c", "left_square_bracket", "c")
        assert pane.place == place
        await reader.press("left_square_bracket", "c")
        assert "No earlier difference" in reader.message or pane.place != place
        whole = pane.table
        column = pane.column
        await reader.press("equals_sign")
        shown = f"Sep 2012~ and {whole.headings[column]}"
        assert reader.message == f"Only {shown}, in the rows that may differ · = shows all"
        assert 0 < len(pane.table.rows) < len(whole.rows)
        assert [offer.id for offer in pane.table.offers] == ["2012-09", whole.offers[column].id]
        hidden = {row.id for row in whole.rows} - {row.id for row in pane.table.rows}
        for row in whole.rows:
            if row.id in hidden:
                assert row.fields[column].about == row.fields[0].about
        await reader.press("equals_sign")
        assert pane.table == whole
        assert pane.column == column
        pane.move_to(0, 0)
        await reader.press("equals_sign")
        assert reader.message == "All offers, in the rows that may differ from Sep 2012~ · = shows all rows"
        assert pane.table.offers == whole.offers


async def test_rows_that_nothing_is_claimed_in_are_not_taken_for_the_same(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("3", "L", "g", "g", "h", "h", "h", "h", "c", "l", "equals_sign")
        pane = reader.main.comparing.pane
        labels = [str(row.label) for row in pane.table.rows]
        assert "Date" in labels
        assert "Claimed or called important" in labels
        assert "Offers by or to others" not in labels  # of which neither says anything
        await reader.press("equals_sign")
        claimed = next(row for row in pane.table.rows if row.label == "Claimed or called important")
        assert not any(field.changes for field in claimed.fields)  # expertise and importance are not compared


async def test_a_cell_in_which_several_things_became_of_the_claims_says_each(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("3", "L")
        go_to(reader, "What is offered", 3)
        await reader.press("c")
        pane = reader.main.comparing.pane
        assert pane.field is not None
        shown = [each.fields[4].shown.split(" ")[0] for each in pane.table.rows]
        assert shown[[str(each.label) for each in pane.table.rows].index("What is offered")] == "+≈−"


async def test_peeking_shows_the_cell_then_the_row_and_returns_to_the_cell(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", *"jjjjjj", *"ll", "p")
        panel = reader.main.query_one(ProofPanel)
        assert panel.has_class("peek")
        assert reader.main.focused is panel
        await reader.press("p")
        words = " ".join(str(each) for line in panel._lines for each, _ in line)
        assert "May 2014~" in words
        assert "May 2016~" in words
        before = panel.scroll_offset.y
        await reader.press("j")
        assert panel.scroll_offset.y == before + 1
        await reader.press("escape")
        assert not panel.has_class("peek")
        assert reader.main.comparing.pane.place == "Training × May 2014~"
        assert reader.main.comparing.pane.has_focus


async def test_a_peek_against_a_base_shows_the_words_that_differ(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("3", *"jjjjjj", *"ll", "c", *"ll", "p")
        panel = reader.main.query_one(ProofPanel)
        words = " ".join(str(each) for line in panel._lines for each, _ in line)
        assert "[-" in words
        assert "{+" in words
        assert "At the base" in words


async def test_a_proof_that_is_cut_says_so_and_which_key_shows_it(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("3")
        panel = reader.main.query_one(ProofPanel)
        assert re.search(r" \d+ more · p shows all ─$", drawn(panel, 1)[0])
        go_to(reader, "Advisory team", 1)
        await reader.settle()
        assert "more" not in drawn(panel, 1)[0]
        go_to(reader, "Security reform", 0)
        await reader.press("p")
        assert "more" not in drawn(panel, 1)[0]
        field = reader.main.comparing.pane.field
        assert field is not None
        assert field.passages[-1].evidence.quote.exact[:60] in " ".join(drawn(panel, panel.size.height))
    async with open_reader(size=(80, 24)) as reader:
        await reader.press("3", "L")
        go_to(reader, "What is offered", 3)
        await reader.press("p")
        panel = reader.main.query_one(ProofPanel)
        unseen = len(panel._lines) - (panel.size.height - 1)
        assert f" {unseen} more ─" in drawn(panel, 1)[0]
        await reader.press("G")
        assert "more" not in drawn(panel, 1)[0]


async def test_a_verdict_leaves_room_for_note_summary_and_words(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", "L")
        go_to(reader, "What is offered", 1)
        await reader.press("c", "l", "e")
        await reader.type("doubtful")
        await reader.press("enter")
        panel = reader.main.query_one(ProofPanel)
        _, place, verdict, note, summary, whose, words = drawn(panel, panel.size.height)
        assert place.strip() == "What is offered × May 2014~"
        assert verdict.startswith(" Security reform, NATO (offer): new")
        assert note.strip() == "Your note: doubtful"
        assert summary.startswith(" Training support")
        assert whose.startswith(" ¶5 · quotation")
        assert "ready to assist Libya" in words


async def test_words_are_compared_passage_by_passage(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", "L")
        go_to(reader, "What is offered", 1)
        await reader.press("c", "l", "p")
        words = " ".join(proved(reader).split())
        assert "only here: ¶5 · quotation · Anders Fogh Rasmussen {+we are ready to assist" in words
        assert "training support to Libyan security forces+} only at the base: ¶4 · quotation" in words
        assert "to conduct this effort,”-] only at the base: ¶5 · quotation in part" in words
        await reader.press("escape")
        go_to(reader, "Not planned, or refused without a request", 3)
        await reader.press("c", "l", "p")
        words = " ".join(proved(reader).split())
        paired = "Stoltenberg (named in ¶3) → ¶7 · quotation · Jens Stoltenberg (named in ¶6) “We are not"
        assert f"{paired}[- planning for a ‘-]{{+ talking about the+}} combat" in words


async def test_what_nobody_checked_is_not_called_silent(open_reader: Open, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(bundled(), copy)
    table = copy / "comparison.toml"
    silent = '[[cells]]\noffer = "2012-09"\naspect = "conditions"\nstate = "silent"\n'
    table.write_text(table.read_text().replace(silent, ""))
    async with open_reader(copy) as reader:
        await reader.press("3")
        go_to(reader, "Advisory team", 0)
        await reader.settle()
        fields = reader.main.comparing.pane.table.rows[2].fields
        assert [field.shown[0] for field in fields] == ["?", "w", "·", "·", "·"]
        assert "not mentioned so far; one aspect of this article not checked yet" in proved(reader)
        assert "? not checked" in reader.main.query_one("#compare-title").words  # type: ignore[attr-defined]
        await reader.press("l", "c", "h")
        fields = reader.main.comparing.pane.table.rows[2].fields
        assert [field.shown[0] for field in fields] == ["?", "w", "−", "−", "−"]
        await reader.press("equals_sign")
        assert "Advisory team" in [row.label for row in reader.main.comparing.pane.table.rows]


async def test_a_summary_that_ends_its_own_sentence_gets_no_second_full_stop(open_reader: Open, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(bundled(), copy)
    table = copy / "comparison.toml"
    table.write_text(re.sub(r'^summary = "(.*)"$', r'summary = "\1."', table.read_text(), flags=re.MULTILINE))
    async with open_reader(copy) as reader:
        await reader.press("3", "L")
        told = [str(field.about) for row in reader.main.comparing.pane.table.rows for field in row.fields]
        assert any(about.endswith(".") for about in told)
        assert not any(".." in about for about in told)


async def test_what_other_records_say_stands_below_the_words(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", "L")
        go_to(reader, "Offers by or to others", 4)
        await reader.press("p")
        words = proved(reader)
        assert words.index("agreed to partially lift") < words.index("! The communiqué of Vienna")
        assert "! ¶9 · background" in words
        assert "! ¶11" not in words
        assert "https://" in words


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The bundled dossier, with the words of one of its passages changed, one twice there, and one gone."""
    copy = tmp_path / "copy"
    shutil.copytree(bundled(), copy)
    similar = "U.S. Africa Command has similar plans in the works."
    for old, new in (
        ("a small advisory team", "a tiny advisory team"),
        (similar, f"So. {similar} So. {similar} So."),
        ("“Once the Libyan authorities are ready to engage with us", "It was long"),
        ("we are ready to assist Libya to develop their security sector as requested,” Rasmussen said.", "ago."),
    ):
        replace(copy, old, new)
    return copy


def replace(dossier: Path, old: str, new: str) -> None:
    """Put other words for some in every article of a dossier."""
    for file in (dossier / "articles").iterdir():
        file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))


def proved(reader: Reader) -> str:
    """All that the proof panel has to say."""
    return " ".join("".join(each for each, _ in line) for line in reader.main.query_one(ProofPanel)._lines)


def go_to(reader: Reader, row: str, column: int) -> None:
    """Put the cursor of the table on a cell."""
    pane = reader.main.comparing.pane
    pane.move_to([str(each.label) for each in pane.table.rows].index(row), column)


async def test_words_changed_since_they_were_quoted_show_what_became_of_them(open_reader: Open, edited: Path) -> None:
    async with open_reader(edited) as reader:
        await reader.press("3")
        for row, column, fate in (
            ("Advisory team", 1, "¶4 · the words in the article have changed · quotation"),
            ("Similar plans", 2, "stands several times in the article now · the paper’s own news"),
            ("Security reform", 2, "no longer in the article · quotation"),
        ):
            go_to(reader, row, column)
            await reader.settle()
            assert f" × {reader.main.comparing.pane.table.headings[column]} · stale" in proved(reader)
            assert fate in proved(reader)
        go_to(reader, "Advisory team", 1)
        await reader.settle()
        assert "[- small-]{+ tiny+} advisory team" in proved(reader)


async def test_the_proof_names_the_paragraph_of_the_speaker_as_it_is_counted_now(
    open_reader: Open, edited: Path
) -> None:
    replace(edited, "Stoltenberg insisted", "Inserted.\n\nStoltenberg insisted")
    replace(edited, "Jens Stoltenberg said", "said Jens Stoltenberg")
    async with open_reader(edited) as reader:
        await reader.press("3")
        for column, place in ((4, "¶7)"), (3, "words that no longer stand")):
            go_to(reader, "Institutions", column)
            await reader.settle()
            assert f"Jens Stoltenberg (named in {place}" in proved(reader)


async def test_every_cell_with_words_that_have_changed_says_so(open_reader: Open, edited: Path) -> None:
    async with open_reader(edited) as reader:
        await reader.press("3")
        pane = reader.main.comparing.pane
        shown = {str(row.label): row.fields for row in pane.table.rows}
        assert shown["Advisory team"][1].shown == "will ¶4†"
        assert shown["Similar plans"][2].shown == "plans ¶?†"
        assert shown["Security reform"][2].shown == "ready ¶?†…"
        assert shown["Libya asked NATO"][2].shown == "requested ¶6’ †"
        assert "† changed" in reader.main.query_one("#compare-title").words  # type: ignore[attr-defined]
        await reader.press("L")
        for row in pane.table.rows:
            for field in row.fields:
                assert field.stale == ("†" in field.shown)


async def test_words_that_stand_there_no_more_are_neither_lit_nor_kept(open_reader: Open, edited: Path) -> None:
    async with open_reader(edited, size=(120, 40)) as reader:
        await reader.press("3")
        go_to(reader, "Advisory team", 1)
        await reader.press("enter")
        assert reader.main.pane == "compare"
        assert reader.message == "Advisory team × Oct 2013~: the words in the article have changed"
        await reader.press("b")
        assert reader.message == "Nothing here to keep: the words in the article have changed"
        assert reader.main.session.bookmarks == ()
        go_to(reader, "Security reform", 2)
        await reader.press("b")
        assert "Kept ¶6 of 000 (left out: no longer in the article)" in reader.message
        await reader.press("enter")
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.about == "Security reform × May 2014~ · left out: no longer in the article"
        assert [mark.style for mark in reader.article.marks("evidence")] == ["evidence-current"]


async def test_two_articles_do_not_light_words_that_have_changed(open_reader: Open, edited: Path) -> None:
    async with open_reader(edited, size=(120, 40)) as reader:
        await reader.press("3")
        go_to(reader, "Advisory team", 1)
        await reader.press("L", "L")
        right = reader.main.query_one(PairView).panes[1]
        await reader.until(lambda: right.marks("evidence"))
        lit = [right.text.value[mark.start : mark.end] for mark in right.marks("evidence")]
        assert not any("advisory team" in each for each in lit)
        about = reader.main.query_one("#compare-title").words  # type: ignore[attr-defined]
        assert "not lit: the words in the article have changed" in about


async def test_a_paragraph_whose_words_have_changed_says_so_of_the_cells(open_reader: Open, edited: Path) -> None:
    async with open_reader(edited) as reader:
        session = reader.main.session
        article = session.dossier.article("001")
        assert article is not None
        start = article.text.value.index("a tiny advisory team")
        assert not any(first <= start < end for first, end in session.used(article))
        named = [each.title for each in reader.main.reviewing._resting_on("001", start, start + 1)]
        cells = ("What is offered × Oct 2013~", "Advisory team × Oct 2013~")
        assert named == [f"{each} · the words in the article have changed" for each in cells]


async def test_columns_grow_and_shrink_and_stay_so(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("3")
        pane = reader.main.comparing.pane
        before = len(pane.columns_in_view)
        await reader.press(*["greater_than_sign"] * 3)
        assert len(pane.columns_in_view) < before
        assert "more ›" in reader.main.query_one("#compare-title").words  # type: ignore[attr-defined]
        chosen = pane.chosen_width
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("3")
        assert reader.main.comparing.pane.chosen_width == chosen
        await reader.press(*["less_than_sign"] * 30)
        assert "cannot be made narrower" in reader.message


async def test_below_sixty_columns_a_row_is_a_card(open_reader: Open) -> None:
    async with open_reader(size=(45, 20)) as reader:
        await reader.press("3")
        pane = reader.main.comparing.pane
        lines = drawn(pane, 8)
        assert lines[1].strip() == "Security reform"
        assert [line.split()[0:2] for line in lines[2:7]][1] == ["Oct", "2013~"]
        await reader.press("j")
        assert pane.place == "Security reform × Oct 2013~"
        await reader.press(*"jjjj")
        assert pane.place == "Rebuild military × Sep 2012~"
        await reader.press("h")
        assert pane.place == "Security reform × Sep 2012~"


async def test_a_note_on_a_cell_that_was_written_elsewhere_meanwhile_is_not_written_over(
    open_reader: Open, tmp_path: Path
) -> None:
    from natoreader.dossier.notebook import Notebook

    async with open_reader() as reader:
        await reader.press("3", *"jj", "l")
        pane = reader.main.comparing.pane
        assert pane.current is not None
        cell = (str(reader.main.comparing.offer.id), str(pane.current.id))
        with Notebook.open(tmp_path / "notebook.sqlite3", "nato-libya") as elsewhere:
            elsewhere.set_cell_note(*cell, "theirs")
            await reader.press("e")
            assert reader.main.query_one("#note-text").text == "theirs"  # type: ignore[attr-defined]
            await reader.type("!")
            elsewhere.set_cell_note(*cell, "more of theirs")
            await reader.press("enter")
            assert elsewhere.cell_marks()[cell].note == "more of theirs"
            await reader.press("enter")
            assert elsewhere.cell_marks()[cell].note == "more of theirs\n\ntheirs!"


async def test_a_cell_is_marked_noted_and_both_are_undone(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", "space")
        pane = reader.main.comparing.pane
        assert pane.field is not None
        assert pane.field.shown.endswith("✓")
        await reader.press("e")
        await reader.type("doubtful")
        await reader.press("enter")
        assert marks(reader) == ("doubtful", True)
        panel = reader.main.query_one(ProofPanel)
        assert any("Your note: doubtful" in line for line in drawn(panel, panel.size.height))
        await reader.press("e", "enter")
        assert reader.message == "The note is as it was"
        place = str(pane.place)
        await reader.press("u")
        assert reader.message == f"Undone: changing the note on {place}."
        await reader.press("u")
        assert reader.message == f"Undone: changing the reviewed mark of {place}."
        assert marks(reader) == (None, False)
        await reader.press("ctrl+r")
        assert marks(reader) == (None, True)


async def test_two_articles_light_one_row_and_scroll_together(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", "L", "g", "g", *"llll", "L")
        view = reader.main.query_one(PairView)
        left, right = view.panes
        assert left.article is not None
        assert right.article is not None
        assert (left.article.id, right.article.id) == ("003", "004")
        await reader.until(lambda: left.marks("evidence") and right.marks("evidence"))
        assert all(pane.marks("entity") for pane in view.panes)
        row = reader.main.comparing.pane.row
        await reader.press("right_square_bracket", "c")
        assert reader.main.comparing.pane.row > row
        await reader.press("g", "g")
        top = left.scroll_offset.y
        await reader.press(*"jjj")
        await reader.until(lambda: left.scroll_offset.y == top + 3)
        await reader.press("equals_sign", *"jjj")
        assert left.scroll_offset.y == top + 3
        await reader.press("h", "K")
        assert left.article.id == "000"
        offers = reader.main.session.dossier.comparison.offers
        label = next(offer.label for offer in offers if offer.article == "000")
        await reader.press("enter")
        assert reader.main.travel.visit is not None
        assert f" × {label}" in reader.main.travel.visit.about
        assert reader.main.pane == "article"
        await reader.press("backspace")
        assert reader.main.query_one(PairView).display
        assert reader.main.pane == "compare"
        assert reader.main.focused is left


@pytest.mark.parametrize("width", [80, 120])
async def test_two_articles_show_each_date_whole(open_reader: Open, width: int) -> None:
    async with open_reader(size=(width, 24)) as reader:
        await reader.press("3", "L", "L")
        view = reader.main.query_one(PairView)
        titles = [reader.main.query_one(f"#{side}-title", Bar) for side in SIDES]
        for _ in reader.main.session.dossier.comparison.offers:
            for title, pane in zip(titles, view.panes, strict=True):
                assert pane.article is not None
                (line,) = drawn(title, 1)
                assert line.endswith(f" {date_of(pane.article)} ")
                outlet = outlet_of(pane.article, short=width == 80)
                assert line.startswith(f" {pane.label} {pane.article.id} {outlet} ")
            await reader.press("K")


async def test_two_articles_give_way_where_there_is_no_room(open_reader: Open) -> None:
    async with open_reader(size=(79, 24)) as reader:
        await reader.press("3", "L", "L")
        assert "need 80 columns" in reader.message
        assert reader.main.comparing.layout == "items"
        await reader.resize(90, 24)
        await reader.press("L", "L")
        assert reader.main.comparing.layout == "two articles"
        await reader.resize(70, 24)
        await reader.until(lambda: reader.main.comparing.layout == "matrix")
        assert reader.main.focused is reader.main.comparing.pane


async def test_two_articles_come_back_as_they_were_once_there_is_room(open_reader: Open) -> None:
    async with open_reader(size=(120, 24)) as reader:
        comparing = reader.main.comparing
        await reader.press("3", "L", *"ll", "L", "K", *"jjj", "h", "J")
        view = reader.main.query_one(PairView)

        def seen() -> tuple[object, ...]:
            places = [(pane.article, pane.top_offset, pane.current) for pane in view.panes]
            return comparing.layout, places, view.side, comparing.compared

        async def narrow() -> None:
            await reader.resize(60, 24)
            await reader.until(lambda: comparing.layout == "matrix")

        before = seen()
        await narrow()
        await reader.resize(120, 24)
        await reader.until(lambda: comparing.paired)
        assert seen() == before
        await narrow()
        await reader.press("enter")
        await reader.resize(120, 24)
        assert reader.main.pane == "article"
        await reader.press("backspace")
        assert seen() == before
        await narrow()
        await reader.press("L")
        await reader.resize(120, 24)
        assert comparing.layout == "items"


async def test_a_passage_that_was_stepped_to_leads_to_its_own_cells(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("l", ":")
        await reader.type("7")
        await reader.press("enter")
        await reader.press("g", "e")
        all_here = reader.app.screen.query_one(MenuList).choices
        await reader.press("escape", "g", "g", *["right_square_bracket", "m"] * 12)
        visit = reader.main.travel.visit
        assert visit is not None
        assert reader.article.current == 7
        await reader.press("g", "e")
        stop = visit.stop
        own = [*reader.main.reviewing._resting_on("002", stop.start, stop.end)]
        assert len(own) < len(all_here)
        assert [each.id for each in reader.app.screen.query_one(MenuList).choices] == [each.id for each in own]


async def test_a_passage_leads_to_the_items_that_rest_on_it_too(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3")
        pane = reader.main.comparing.pane
        go_to(reader, "Training", 2)
        place = pane.place
        await reader.press("enter", "g", "e")
        choices = reader.app.screen.query_one(MenuList).choices
        kinds = ["item" if "/item:" in each.id else "aspect" for each in choices]
        assert kinds == sorted(kinds)
        at = [each.title for each in choices].index(place)
        assert choices[at].help.startswith("item · NATO: offer (")
        assert any(each.title.startswith("What is offered × ") for each in choices)
        await reader.press(*["down"] * at, "enter")
        await reader.until(lambda: reader.app.screen is reader.main)
        assert (pane.table.name, pane.place) == ("items", place)


async def test_a_paragraph_leads_to_the_cells_that_rest_on_it(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("l", "right_square_bracket", "m", "g", "e")
        menu = reader.app.screen
        assert menu is not reader.main
        await reader.press("enter")
        await reader.until(lambda: reader.app.screen is reader.main)
        pane = reader.main.comparing.pane
        article = reader.main.article_pane
        assert reader.main.pane == "compare"
        assert pane.table.name == "matrix"
        assert pane.field is not None
        assert article.current in [each.paragraph for each in pane.field.passages]


async def test_what_must_be_told_with_a_cell_stands_with_its_claims_too(open_reader: Open) -> None:
    async with open_reader(size=(140, 40)) as reader:
        await reader.press("3")
        go_to(reader, "Rebuild military", 1)
        await reader.settle()
        assert "is the reporter’s framing." in proved(reader)
        await reader.press("L")
        go_to(reader, "Conditions", 1)
        await reader.settle()
        field = reader.main.comparing.pane.field
        assert field is not None
        assert field.shown.endswith(" inferred")
        assert "Inferred: The statement speaks of" in proved(reader)


async def test_a_cell_says_that_there_are_more_claims_than_it_shows(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3")
        shown = {str(row.label): [each.shown for each in row.fields] for row in reader.main.comparing.pane.table.rows}
        assert shown["Training"] == ["·", "·", "ready ¶2’", "perhaps ¶5”", "plans ¶10’…"]
        assert shown["Defence advice"][1] == "respond ¶5’…"  # quoted in part only


async def test_an_aspect_of_which_one_article_alone_speaks_is_seen_against_the_base(open_reader: Open) -> None:
    async with open_reader(size=(140, 40)) as reader:
        await reader.press("3", "L", "c")
        shown = {str(row.label): row.fields for row in reader.main.comparing.pane.table.rows}
        assert [each.changes for each in shown["Conditions"]] == [(), ("new",), ("new",), ("new",), ("new",)]
        assert [each.changes for each in shown["What prompted it"]] == [(), (), (), ("unmentioned",), ()]
        assert str(shown["What prompted it"][1].changed) == "mentioned in both: compare the words"
        stepped: set[str] = set()
        for _ in range(sum(each.differs for fields in shown.values() for each in fields)):
            await reader.type("]c")
            stepped.add(str(reader.main.comparing.pane.place))
        assert {"Conditions × Oct 2013~", "What prompted it × Apr 2016~"} <= stepped
