"""Finding words in one text as they are typed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from natoreader.search.within import Folding, fold

# Letters whose folding is longer, shorter or something else, what belongs to the letter before, and plain ones.
LETTERS = st.sampled_from([*"aAbeEﬁﬀßÆœéÉïİıŁ’'“\"«–-—‐….½² \t\u00a0\u2009\u0301\u200d\u00ad\nﷺ¨각가ςσ´`𝔉漢"])
TEXTS = st.text(LETTERS, max_size=30) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The NATO mission", "nato", ["NATO"]),
        ("“We’re ready”", "\"we're", ["“We’re"]),
        ("a long–term plan", "long-term", ["long–term"]),
        ("José Ángel", "jose angel", ["José Ángel"]),
        ("Jose\u0301 alone", "josé", ["Jose\u0301"]),
        ("Jose alone", "JOSÉ", ["Jose"]),
        ("two   \u00a0blanks", "two blanks", ["two   \u00a0blanks"]),
        ("Iraqi, Iraqis", "raqi", ["raqi", "raqi"]),
        ("aaa", "aa", ["aa"]),
        ("oﬃce", "off", []),
        ("oﬃce", "office", ["oﬃce"]),
        ("Straße", "STRASSE", ["Straße"]),
        ("one\ntwo", "one two", []),
        ("one two", "  ", []),
        ("one two", "", []),
        ("10 %. And", "%. a", ["%. A"]),
        ("soft\u00adhyphen", "softhyphen", ["soft\u00adhyphen"]),
    ],
)
def test_what_is_found(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in Folding(text).find(words)] == found


@given(TEXTS, TEXTS)
@example("ﬁﬁ", "fi")
@example(" \u0301 a", "  a")
def test_what_is_found_folds_to_what_was_typed(text: str, words: str) -> None:
    ranges = Folding(text).find(words)
    assert all(fold(text[start:end]) == fold(words) for start, end in ranges)
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(before[1] <= after[0] for before, after in pairwise(ranges))


@given(TEXTS, st.data())
def test_whatever_stands_in_a_line_is_found(text: str, data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(text.split("\n")))
    start = data.draw(st.integers(0, len(line)))
    words = line[start : data.draw(st.integers(start, len(line)))]
    assert bool(Folding(text).find(words)) == bool(fold(words).strip())


@given(TEXTS)
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
