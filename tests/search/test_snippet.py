"""A snippet fits, is made of the text, and shows what was found."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.text import Clean
from natoreader.search.index import Index
from natoreader.search.snippet import cut, snippet


def cells(words: str) -> int:
    """Cells as a terminal counts them: two for wide characters, none for marks."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words
    )


TEXT = Clean(
    "“Once the Libyan authorities are ready to engage with us in a way that also ensures a safe environment for our "
    "assistance, we are ready to assist Libya to develop their security sector,” Rasmussen said."
)


def ranges(pattern: str, text: str = TEXT) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, text)]


@pytest.mark.parametrize(
    ("pattern", "width", "expected"),
    [
        (r"\bready|assist\b|Libya\b", 40, "…are ready to assist Libya to develop…"),
        (r"Once", 20, "“Once the Libyan…"),
        (r"said", 20, "…Rasmussen said."),
        (r"safe", 24, "…a safe environment for…"),
        (r"nowhere", 20, "“Once the Libyan…"),
        (r"authorities", 5, "…aut…"),
        (r"authorities", 2, ""),
        (r"authorities", 0, ""),
        (r"authorities", 1000, str(TEXT)),
    ],
)
def test_the_part_that_shows_most(pattern: str, width: int, expected: str) -> None:
    assert cut(TEXT, ranges(pattern), width, cells).text == expected


def test_matches_are_ranges_of_the_snippet() -> None:
    shown = cut(TEXT, ranges(r"\bready|assist\b|Libya\b"), 40, cells)
    assert [str(shown.text[start:end]) for start, end in shown.matches] == ["ready", "assist", "Libya"]
    short = cut(TEXT, ranges("authorities"), 5, cells)
    assert [str(short.text[start:end]) for start, end in short.matches] == ["aut"]


def test_wide_characters_and_white_space() -> None:
    text = Clean("\t中文\u3000字\tend " + "中" * 30)
    assert cut(text, ranges("end", text), 12, cells).text == "中文 字 end…"
    assert cut(text, ranges("end", text), 11, cells).text == "…字 end…"
    assert cells(cut(Clean("中" * 50), [(20, 22)], 7, cells).text) <= 7


def test_a_huge_line_without_spaces() -> None:
    shown = cut(Clean("x" * 2_000_000), [(1_000_000, 1_000_004)], 20, cells)
    assert cells(shown.text) <= 20
    assert [str(shown.text[start:end]) for start, end in shown.matches] == ["xxxx"]
    assert cut(Clean("x" * 2_000_000), [(0, 2_000_000)], 20, cells).text == "x" * 19 + "…"


def test_a_mark_is_not_torn_from_its_letter() -> None:
    text = Clean("e\u0301" * 40)
    assert cut(text, [(0, 80)], 10, cells).text == "e\u0301" * 9 + "…"


def test_of_a_hit(five_index: Index) -> None:
    hit = five_index.search("“security sector”").hits[0]
    shown = snippet(hit, 50, cells)
    assert [str(shown.text[start:end]) for start, end in shown.matches] == ["security sector"]


@given(
    st.text(alphabet="ab 中e\u0301\t,", max_size=60),
    st.lists(st.integers(0, 60), max_size=8),
    st.integers(0, 30),
)
def test_it_always_fits(raw: str, edges: list[int], width: int) -> None:
    text = Clean(raw)
    points = sorted({min(edge, len(text)) for edge in edges})
    matches = list(zip(points[::2], points[1::2], strict=False))
    shown = cut(text, matches, width, cells)
    assert cells(shown.text) <= width
    bare = str(shown.text).removeprefix("…").removesuffix("…")
    assert bare in re.sub(r"\s", " ", text)
    for start, end in shown.matches:
        assert 0 <= start < end <= len(shown.text)
        assert "…" not in shown.text[start:end]
