"""Permalinks, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.permalink import Permalink, parse_permalink
from natoreader.dossier.text import Clean

IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True).map(Clean)
PLACES = st.tuples(st.integers(0, 10**12 - 2), st.integers(1, 10**6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(IDS, IDS, st.none() | PLACES.filter(lambda place: place[1] < 10**12))
def test_what_is_written_reads_back(dossier: Clean, article: Clean, place: tuple[int, int] | None) -> None:
    permalink = Permalink(dossier, article, *(place or (None, None)))
    assert parse_permalink(str(permalink)) == permalink
    assert parse_permalink(f" {permalink}\n") == permalink


def test_its_form() -> None:
    passage = Permalink(Clean("nato-libya"), Clean("003"), 331, 583)
    assert str(passage) == "nr:nato-libya/003@331-583"
    assert str(Permalink(Clean("nato-libya"), Clean("003"))) == "nr:nato-libya/003"
    found = parse_permalink("nr:nato-libya/003@331-583")
    assert found == passage
    assert type(found.dossier) is type(found.article) is Clean


@pytest.mark.parametrize(
    "words",
    [
        "",
        "nr:",
        "003",
        "nato-libya/003",
        "nr:nato-libya",
        "nr:nato-libya/",
        "nr:/003",
        "nr:NATO/003",
        "nr:-a/003",
        "nr:a/b/c",
        "nr:a/../b",
        "nr:a/b@",
        "nr:a/b@1",
        "nr:a/b@1-",
        "nr:a/b@-1",
        "nr:a/b@-1-2",
        "nr:a/b@1-2-3",
        "nr:a/b@1-2 x",
        "nr:a/b@1–2",
        "nr:a/b@١-٢",
        "nr:a/b@1.5-2",
        f"nr:a/b@1-{'9' * 13}",
        "https://example.org/a/b@1-2",
        "nr:a\n/b",
        "nr:a/b@1-2\x1b[2J",
    ],
)
def test_what_is_no_permalink_is_told_the_form(words: str) -> None:
    with pytest.raises(ValueError, match="is no permalink; expected the form nr:dossier/article@start-end") as caught:
        parse_permalink(words)
    assert not set(str(caught.value)) & {"\x1b", "\n"}


@pytest.mark.parametrize("place", ["5-5", "6-5", "0-0"])
def test_an_empty_passage_is_none(place: str) -> None:
    with pytest.raises(ValueError, match=f"“nr:a/b@{place}”: the passage must end after it starts"):
        parse_permalink(f"nr:a/b@{place}")


@given(st.text())
def test_any_words_are_a_permalink_or_a_clean_sentence(words: str) -> None:
    try:
        found = str(parse_permalink(words))
    except ValueError as error:
        found = str(error)
    assert Clean(found) == found
