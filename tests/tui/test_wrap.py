"""The map between code points and cells."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from natoreader.dossier.folder import bundled
from natoreader.dossier.text import Clean, Text
from natoreader.tui.strips import fit, pad
from natoreader.tui.wrap import Brackets, TextMap, cells, column_of, longest_word, offset_at, wrap
from rich.cells import split_graphemes

ARTICLES = sorted(Path(bundled(), "articles").glob("*.txt"))
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
ALPHABET = [
    *"abc XYZ\t-–—.,“”’",
    "\u00a0",
    "é",
    "e\u0301",
    "中",
    "文",
    "\u3000",
    FAMILY,
    "\U0001f1f1\U0001f1fe",
    "\u200d",
    "\u0301",
    "ل",
]

words = st.lists(st.sampled_from(ALPHABET), max_size=60).map("".join)
texts = st.lists(words, max_size=6).map("\n".join)
widths = st.integers(min_value=1, max_value=40)


@given(words, widths)
@example("\u200d aa", 1)
def test_rows_join_without_a_gap(line: str, width: int) -> None:
    rows = wrap(line, width)
    assert rows[0][0] == 0
    assert rows[-1][1] == len(line)
    assert all(before[1] == after[0] for before, after in pairwise(rows))


@given(words, widths)
@example("\u0301中", 1)
def test_no_row_is_wider_than_the_column_but_for_what_hangs(line: str, width: int) -> None:
    for start, end in wrap(line, width):
        drawn = line[start:end].rstrip(" \t\u3000")
        alone = cells(drawn) == 2 and column_of(drawn, offset_at(drawn, 1)) == 0  # one grapheme has both cells
        assert cells(drawn) <= width or alone


def test_words_are_not_divided_where_they_fit() -> None:
    line = "NATO will respond “positively” to the request"
    assert [line[start:end] for start, end in wrap(line, 14)] == [
        "NATO will ",
        "respond ",
        "“positively” ",
        "to the request",
    ]


@pytest.mark.parametrize(
    ("line", "width", "rows"),
    [
        ("so provisionally, to", 13, ["so ", "provisional", "ly, to"]),
        ("provisionally", 12, ["provisionall", "y"]),
        ("reform.”)", 6, ["refo", "rm.”)"]),
        ("abc,,,", 3, ["abc", ",,,"]),
        ("......", 4, ["....", ".."]),
    ],
)
def test_a_divided_word_keeps_the_signs_behind_it(line: str, width: int, rows: list[str]) -> None:
    assert [line[start:end] for start, end in wrap(line, width)] == rows
    assert longest_word(line) > width


def test_a_compound_may_end_a_row_after_its_hyphen() -> None:
    line = "the UN-backed government"
    assert [line[start:end] for start, end in wrap(line, 9)] == ["the UN-", "backed ", "governmen", "t"]


def test_a_no_break_space_holds_words_together() -> None:
    line = "aa 10\u00a0000 bb"
    assert [line[start:end] for start, end in wrap(line, 8)] == ["aa ", "10\u00a0000 ", "bb"]


def test_wide_characters_take_two_cells_each() -> None:
    assert [end - start for start, end in wrap("中文中文中", 4)] == [2, 2, 1]


def test_a_letter_keeps_its_marks() -> None:
    line = "e\u0301" * 5
    assert [end - start for start, end in wrap(line, 2)] == [4, 4, 2]


@given(words)
def test_a_column_leads_back_to_its_grapheme(line: str) -> None:
    for offset in range(len(line)):
        column = column_of(line, offset)
        assert column_of(line, offset_at(line, column)) == column or column == cells(line)


@given(texts, widths)
def test_every_code_point_of_a_paragraph_has_one_row(value: str, width: int) -> None:
    text = Text(Clean(value))
    map_ = TextMap(text, width)
    for paragraph in text.paragraphs:
        for offset in range(paragraph.start, paragraph.end):
            row = map_.rows[map_.row_of(offset)]
            assert row.start <= offset < row.end
            assert row.paragraph == paragraph.number


@given(texts, widths)
def test_a_place_on_the_screen_leads_to_a_code_point_of_its_row(value: str, width: int) -> None:
    map_ = TextMap(Text(Clean(value)), width)
    for index, row in enumerate(map_.rows):
        if row.words:
            for column in range(0, width + 2, 3):
                assert row.start <= map_.offset_at(index, column) < row.end


@example("a" * 11 + "🇱🇾\n\u0301aa", 2, [15, 16])
@given(texts, widths, st.lists(st.integers(0, 120), max_size=12))
def test_brackets_take_their_cells_and_move_no_code_point(value: str, width: int, edges: list[int]) -> None:
    text = Text(Clean(value))
    whole = {
        0,
        *(end for _, end, _ in split_graphemes(text.value)[0]),
    }  # a name ends where a letter with its marks does
    inside = sorted(whole.intersection(edges))
    brackets = Brackets(
        (start, end) for start, end in zip(inside[::2], inside[1::2], strict=False) if text.value[start:end].strip()
    )
    map_ = TextMap(text, width, brackets=brackets)
    for paragraph in text.paragraphs:
        rows = [row for row in map_.rows if row.paragraph == paragraph.number and row.words]
        assert [row.start for row in rows] == [paragraph.start, *(row.end for row in rows[:-1])]
        assert rows[-1].end == paragraph.end
        for row in rows:
            drawn, places = brackets.drawn(text.value[row.start : row.end], row.start)
            assert "".join(drawn[place] for place in places) == text.value[row.start : row.end]
            for offset in range(row.start, row.end):
                column = map_.column_of(offset)
                found = map_.offset_at(map_.row_of(offset), column)
                # A mark that begins a paragraph, before a name, has no cell and no letter to stand on.
                assert map_.column_of(found) == column or column == cells(drawn) or not cells(text.value[offset])


def test_a_name_between_brackets() -> None:
    text = Text(Clean("the chief of NATO-led Libya spoke"))
    map_ = TextMap(text, 14, brackets=Brackets([(13, 17), (22, 27)]))
    rows = [map_.brackets.drawn(text.value[row.start : row.end], row.start)[0] for row in map_.rows]
    assert rows == ["the chief of ", "‹NATO›-led ", "‹Libya› spoke"]
    assert [map_.column_of(offset) for offset in (13, 16, 17, 22)] == [1, 4, 6, 1]
    assert [map_.offset_at(1, column) for column in range(8)] == [13, 13, 14, 15, 16, 16, 17, 18]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("width", [20, 50, 72])
def test_the_five_articles_read_back_from_their_rows(path: Path, width: int) -> None:
    text = Text(Clean(path.read_text(encoding="utf-8")))
    map_ = TextMap(text, width)
    for paragraph in text.paragraphs:
        rows = [row for row in map_.rows if row.paragraph == paragraph.number and row.words]
        assert "".join(text.value[row.start : row.end] for row in rows) == text.words(paragraph)
        assert all(cells(text.value[row.start : row.end].rstrip()) <= width for row in rows)


def test_paragraphs_stand_apart_and_are_numbered_on_their_first_row() -> None:
    map_ = TextMap(Text(Clean("one\n\ntwo two\nthree")), 4)
    assert [(row.paragraph, row.first, row.blank) for row in map_.rows] == [
        (1, True, False),
        (2, False, True),
        (2, True, False),
        (2, False, False),
        (3, False, True),
        (3, True, False),
        (3, False, False),
    ]


def test_folded_paragraphs_share_a_row() -> None:
    text = Text(Clean("a\nb\nc\nd"))
    map_ = TextMap(text, 10, lambda number: number in {2, 3})
    fold = next(row for row in map_.rows if row.fold)
    assert (fold.paragraph, fold.fold) == (2, 2)
    assert map_.rows[map_.row_of(text.paragraphs[2].start)] is fold
    assert map_.first_row(2) is None
    assert map_.first_row(4) == len(map_) - 1


def test_an_empty_text_has_no_rows_and_answers_all_the_same() -> None:
    map_ = TextMap(Text(Clean("")), 10)
    assert len(map_) == 0
    assert map_.row_of(5) == 0
    assert map_.offset_at(3, 3) == 0


def test_a_line_of_five_million_characters_is_laid_out() -> None:
    text = Text(Clean("word " * 1_000_000))
    map_ = TextMap(text, 50)
    assert map_.rows[-1].end == len(text)


@given(words, st.integers(min_value=0, max_value=20))
def test_what_is_fitted_fits(line: str, width: int) -> None:
    assert cells(fit(line, width)) <= width
    filled = pad(line, width)
    assert filled.startswith(fit(line, width))
    assert len(filled) - len(fit(line, width)) == width - cells(fit(line, width))


def test_a_cut_is_shown() -> None:
    assert fit("Hürriyet Daily News", 8) == "Hürriye…"
    assert fit("中文中文", 6) == "中文…"
