"""British and American spellings are one, other words stay apart; distances are those of the definition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.search.analysis import NAME_ARTICLES
from natoreader.search.lexicon import Lexicon
from natoreader.search.spelling import distance, root


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("defence", "defense"),
        ("centres", "centers"),
        ("labour", "labor"),
        ("neighbouring", "neighboring"),
        ("organisations", "organizations"),
        ("mobilised", "mobilized"),
        ("analysed", "analyzed"),
        ("travelled", "traveled"),
        ("cancelling", "canceling"),
        ("programmes", "programs"),
        ("kilometres", "kilometers"),
        ("manoeuvre", "maneuver"),
        ("manoeuvring", "maneuvering"),
        ("manoeuvred", "maneuvered"),
        ("fulfil", "fulfill"),
        ("grey", "gray"),
        ("licence", "license"),
        ("judgement", "judgment"),
        ("tyres", "tires"),
        ("cheque", "check"),
        ("kerbs", "curbs"),
        ("tsarist", "czarist"),
        ("enquiries", "inquiries"),
    ],
)
def test_spellings_of_one_word(british: str, american: str) -> None:
    assert root(british) == root(american)
    lexicon = Lexicon.of({british: 1, american: 1}, {british: british, american: american})
    for typed in (british, american):
        for length in range(4, len(typed) + 1):
            assert set(lexicon.beginning(typed[:length], 9)[0]) == {british, american}, typed[:length]


@pytest.mark.parametrize(
    ("beginning", "word"),
    [
        ("colour", "colorado"),
        ("labour", "laboratory"),
        ("defenc", "defensive"),
        ("organiz", "organism"),
        ("tyre", "tireless"),
        ("ga", "jail"),
    ],
)
def test_beginnings_of_other_words(beginning: str, word: str) -> None:
    assert Lexicon.of({word: 1}, {word: word}).beginning(beginning, 9) == ((), 0)


@given(st.text("abceilmnorsuvyz", min_size=1, max_size=9), st.text("abceilmnorsuvyz", min_size=1, max_size=9))
def test_a_word_begins_as_it_is_spelled(beginning: str, word: str) -> None:
    found, total = Lexicon.of({word: 1}, {word: word}).beginning(beginning, 9)
    assert total == len(found)
    assert not word.startswith(beginning) or found == (word,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organize", "organ"),
        ("prize", "prise"),
        ("expertise", "expert"),
        ("four", "for"),
        ("hour", "hor"),
        ("tour", "tor"),
        ("called", "caled"),
        ("size", "sise"),
        ("metre", "metro"),
    ],
)
def test_words_that_only_look_alike(one: str, other: str) -> None:
    assert root(one) != root(other)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("", "", 0),
        ("ab", "ba", 1),
        ("gadafi", "gadhafi", 1),
        ("gadafi", "gaddafi", 1),
        ("abc", "", 3),
        ("ca", "abc", 3),
    ],
)
def test_distances(one: str, other: str, far: int) -> None:
    assert distance(one, other, far) == distance(other, one, far) == far
    assert far == 0 or distance(one, other, far - 1) is None


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 3))
def test_a_distance_is_symmetric_and_bounded(one: str, other: str, most: int) -> None:
    far = distance(one, other, most)
    assert far == distance(other, one, most)
    assert (far == 0) == (one == other)
    if far is None:
        assert distance(one, other, 14) > most  # type: ignore[operator]


_word = st.text("abc", min_size=1, max_size=8)


_letters = st.text("abclostr", min_size=2, max_size=6).filter(lambda word: word not in NAME_ARTICLES)


@given(_letters, _letters)
def test_a_compound_is_found_closed_up_and_a_closed_one_by_its_parts(first: str, second: str) -> None:
    joined = f"{first}-{second}"
    hyphenated = Lexicon.of({joined: 1}, {joined: root(first + second)})
    closed = Lexicon.of({first + second: 1}, {first + second: root(first + second)})
    assert [*hyphenated.divided(root(first + second))] == [(first, second)]
    assert hyphenated.family(root(first + second)) == ()
    assert hyphenated.beginning(first, 9) == ((), 0)
    assert closed.closed((first, second)) == (first + second,)
    assert [*closed.divided(root(first + second))] == []


@given(st.integers(0, 10**9))
def test_a_number_is_found_in_groups(number: int) -> None:
    groups = f"{number:,}".split(",")
    lexicon = Lexicon.of(dict.fromkeys(groups, 1), {each: each for each in groups})
    assert lexicon.grouped(str(number)) == (tuple(groups) if len(groups) > 1 else ())


@given(_word, st.sets(_word, max_size=30), st.integers(1, 2))
def test_similar_words_are_all_those_within_the_distance(word: str, words: set[str], most: int) -> None:
    lexicon = Lexicon.of(dict.fromkeys(words, 1), {each: each for each in words})
    expected = sorted((far, each) for each in words - {word} if (far := distance(word, each, most)) is not None)
    assert lexicon.similar(word, most) == expected
