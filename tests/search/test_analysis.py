"""Words are folded alike in articles and queries, and keep the code points they came from."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.search.analysis import LONGEST, NAME_ARTICLES, STEP, Token, fold, tokens


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NATO’s NATO's Nato ＮＡＴＯ", ["nato"] * 4),
        ("Libya’s Libya", ["libya", "libya"]),
        ("LIBYA'S militias’ James's", ["libya", "militias", "james"]),
        ("don’t don't dont", ["dont"] * 3),
        ("Morón Moro\u0301n moron", ["moron"] * 3),
        ("Straße strasse STRASSE", ["strasse"] * 3),
        ("ﬁnd ﬂeeing", ["find", "fleeing"]),
        ("peace\u00adkeep\u00ading NA\u2060TO", ["peacekeeping", "nato"]),
        ("Łódź Æsir smørrebrød İzmir", ["lodz", "aesir", "smorrebrod", "izmir"]),
        ("10,000 10\u00a0000 10000", ["10000"] * 3),
        ("1,000,000.50 3.5 10,00", ["1000000.50", "3.5", "10", "00"]),
        ("18.05.2014 September 21-22", ["18", "05", "2014", "september", "21", "22"]),
        ("53m 1,000km", ["53m", "1000km"]),
        ("U.S. U.S US a.m. U.N.-backed", ["us.", "us.", "us.", "am", "un", "backed"]),
        ("the U.S.’s embassy", ["the", "us.", "embassy"]),
        ("UN-backed UN–backed UN‑backed", ["un", "backed"] * 3),
        ("al-Sarraj al Sarraj el–Sisi el‑Sisi", ["al-", "sarraj", "al", "sarraj", "el-", "sisi", "el-", "sisi"]),
        ("US us Us WHO who led LED", ["us.", "us", "us", "who.", "who", "led", "led."]),
        ("[su_note note_color=”#fefccb”]", ["su", "note", "note", "color", "fefccb"]),
        ("oped@libyanexpress.com", ["oped", "libyanexpress", "com"]),
        ("北约NATO部队", ["北", "约", "nato", "部", "队"]),
        ("— … “” -- * ’s", ["s"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_ranges_leave_the_possessive_and_the_punctuation_out() -> None:
    text = "“NATO’s U.S. base,” al-Sarraj said 10,000 times."
    assert [text[token.start : token.end] for token in tokens(text)] == [
        "NATO",
        "U.S.",
        "base",
        "al",
        "Sarraj",
        "said",
        "10,000",
        "times",
    ]


def test_positions_count_words() -> None:
    assert list(tokens("UN-backed team")) == [
        Token("un", 0, 2, 0),
        Token("backed", 3, 9, 2),
        Token("team", 10, 14, 4),
    ]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It is ready. We help.", 1),
        ("“Ready to help.” “But they”", 1),
        ("Is it ready? (We help.)", 1),
        ("the U.S. Embassy and Gen. Hifter on Oct. 10", 0),
        ("staff of the U.S. The embassy", 1),
        ("said on Sept. 27. The senior official", 1),
        ("the U.S. is here", 0),
        ("ready… and able", 0),
        ("J. Stevens was killed", 0),
        ("At 5 p.m. in Rome. Then", 1),
        ("准备好了。北约", 1),
        ("well; Then: Also, “So” – But", 0),
    ],
)
def test_where_sentences_end(text: str, ends: int) -> None:
    places = [token.position for token in tokens(text)]
    assert sum(second - first != STEP for first, second in pairwise(places)) == ends


def test_a_line_of_encoded_bytes_is_one_short_word() -> None:
    (token,) = tokens("a" * 100_000)
    assert token.word == "a" * LONGEST
    assert (token.start, token.end) == (0, 100_000)


@given(st.text())
def test_every_token_is_a_piece_of_the_text_in_order(text: str) -> None:
    found = list(tokens(text))
    ends = [0, *(token.end for token in found)]
    for number, token in enumerate(found):
        assert ends[number] <= token.start < token.end <= len(text)
        assert token.position // STEP == number
        assert token.word
        assert not any(char.isspace() for char in token.word)
        assert len(token.word) <= LONGEST


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_makes_no_difference_to_folding_what_is_folded(text: str) -> None:
    assert fold(fold(text).upper()) == fold(fold(fold(text).upper()))


@given(st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8}){0,2}", fullmatch=True))
def test_dashes_are_all_alike(text: str) -> None:
    for dash in "‐‑–":
        assert words(text.replace("-", dash)) == words(text)
    parts = [part for part in text.split("-") if part not in NAME_ARTICLES]
    assert words("—".join(parts)) == words("-".join(parts))  # of an em dash no name is made
