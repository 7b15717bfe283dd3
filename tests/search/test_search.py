"""What a query finds, on three small articles whose every word is known and on the five real ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from natoreader.dossier.folder import Dossier, open_dossier
from natoreader.dossier.text import Clean
from natoreader.search.index import Index, build_index, ensure_index, open_index
from natoreader.search.results import Results


def places(results: Results) -> set[tuple[str, int]]:
    return {(str(hit.article.id), hit.paragraph.number) for hit in results.hits}


def lit(results: Results) -> list[list[str]]:
    return [[str(hit.article.text.value[start:end]) for start, end in hit.matches] for hit in results.hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("training", {("first", 1), ("first", 2), ("first", 4), ("second", 1)}),  # “train” has the same stem
        ("TRAINING", {("first", 1), ("first", 2), ("first", 4), ("second", 1)}),
        ("train*", {("first", 1), ("first", 2), ("first", 4), ("second", 1)}),
        ("newslet*", {("first", 4)}),
        ("guard training", {("first", 2), ("second", 1)}),
        ("guard OR nobody", {("first", 2), ("first", 3), ("second", 1), ("third", 1), ("third", 2)}),
        ('"arms embargo"', {("second", 2)}),
        ('"guards embargo"', {("third", 2)}),
        ('"alliance lifted its arms emb*"', {("second", 2)}),
        # NOT excludes whole articles, but for words in notices and related headlines only.
        ("alliance NOT nobody", {("first", 1), ("first", 2), ("second", 2)}),
        ("alliance NOT newsletter", {("first", 1), ("first", 2), ("second", 2), ("third", 1)}),
        ("alliance NOT 2025", {("first", 1), ("first", 2), ("second", 2), ("third", 1)}),
        ("alliance NOT camp", {("first", 1), ("first", 2), ("third", 1)}),
        ("alliance NOT (guard training)", {("third", 1)}),
        ("alliance NOT outlet:reuters", {("second", 2), ("third", 1)}),
        # Fields describe articles; related headlines are no part of what they describe.
        ("outlet:reuters embargo", set()),
        ("embargo", {("first", 5), ("second", 2), ("third", 2)}),
        ("outlet:hurriyet guard", {("second", 1)}),
        ('outlet:"daily news"', {("second", 1), ("second", 2)}),
        ("outlet:dai* camp", {("second", 1), ("second", 2)}),
        ("outlet:reuters", {("first", 1), ("first", 2), ("first", 3), ("first", 4)}),
        ("year:2013 guard", {("first", 2), ("first", 3)}),
        ("year:2012 guard", {("first", 2), ("first", 3)}),
        ("year:2011..2012 guard", {("first", 2), ("first", 3), ("second", 1)}),
        ("year:..2011 guard", {("second", 1)}),
        ("year:2012.. guard", {("first", 2), ("first", 3)}),
        ("(year:2011 guard) OR nobody", {("second", 1), ("third", 1)}),
        # in: narrows the words beside it to blocks of a type, and makes NOT exclude paragraphs.
        ("in:headline training", {("first", 1)}),
        ("in:dateline tripoli", {("first", 2)}),
        ("in:dateline guard", set()),
        ("in:body tripoli", {("first", 2)}),
        ("in:body libya", set()),
        ('in:body "libya the"', set()),
        ('"libya the"', {("first", 2)}),
        ("in:related tripoli", {("first", 5)}),
        ("in:related outlet:reuters tripoli", {("first", 5)}),
        ("in:notice", {("first", 4)}),
        ("tripoli NOT in:related", {("first", 2)}),
        ("(in:caption OR in:headline) training", {("first", 1), ("second", 1)}),
        ("(in:caption training) guard", {("second", 1)}),
        ("in:body guard NOT small", {("first", 2), ("third", 2)}),
        ("in:body NOT guard", {("second", 2), ("third", 1)}),
        ("in:caption in:body", set()),
    ],
)
def test_what_is_found(small_index: Index, query: str, expected: set[tuple[str, int]]) -> None:
    results = small_index.search(query)
    assert places(results) == expected
    assert results.total == len(results.hits) == len(expected)
    assert results.message or expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("haftar", "“haftar” stands in no paragraph"),
        ("Haftar Sarraj", "“Haftar” and “Sarraj” stand in no paragraph"),
        ("training Haftar", "“training” stands in 4 paragraphs and “Haftar” in none"),
        ("nobody Haftar", "“nobody” stands in 1 paragraph and “Haftar” in none"),
        ("nobody small", "each word occurs, but never together in one paragraph: “nobody” (1), “small” (1)"),
        (
            "nobody (haftar OR small)",
            "“nobody” stands in 1 paragraph and “small” stands in 1 paragraph and “haftar” in none",
        ),
        (
            "small NOT alliance",
            "NOT alliance removed 1 article: first; “small” is in 1 paragraph, but “NOT alliance” takes it away",
        ),
        (
            "guard NOT guards",
            "NOT guards removed 3 articles: first, second, third; "  # noqa: ISC004
            "“guard” is in 4 paragraphs, but “NOT guards” takes them all away",
        ),
        ("in:dateline guard", "“guard” is in 4 paragraphs, but in none where in:dateline holds"),
        ("in:related nobody", "“nobody” is in 1 paragraph, but not where in:related holds"),
        ("outlet:foo guard", "no article is of outlet “foo”; the outlets are Hürriyet Daily News, Reuters"),
        (
            "year:2025",
            "no article is dated 2025; the dates run from 2011 to 2013; "  # noqa: ISC004
            "2025 stands in related headlines only, which are no part of an article’s news",
        ),
        ("year:2014.. guard", "no article is dated 2014 to …; the dates run from 2011 to 2013"),
        ("outlet:reuters year:2011", "no paragraph meets outlet:reuters and year:2011"),
        (
            "outlet:reuters embargo",
            "“embargo” is in 2 paragraphs, but in none where outlet:reuters holds",
        ),
        (
            "year:2012 lifted embargo 2025",
            "“2025” stands in related headlines only, which are left out where a field describes the article",
        ),
    ],
)
def test_what_an_empty_answer_says(small_index: Index, query: str, message: str) -> None:
    results = small_index.search(query)
    assert results.total == 0
    assert results.message == message
    assert type(results.message) is Clean


def test_without_metadata_a_field_says_that_none_is_known(five_index: Index) -> None:
    assert five_index.search("outlet:x").message == "no article is of outlet “x”; none is known"
    assert five_index.search("year:2013").message == "no article is dated 2013; no date is known"


def test_a_hit_says_where_and_which_block(small_index: Index) -> None:
    (hit,) = small_index.search("in:dateline tripoli").hits
    assert (hit.block, hit.apart) == ("dateline", False)
    assert lit(small_index.search("in:dateline tripoli")) == [["TRIPOLI"]]
    hits = {hit.paragraph.number: hit.block for hit in small_index.search("outlet:reuters the").hits}
    assert hits[2] == "body"
    by_number = {hit.paragraph.number: hit.block for hit in small_index.search("tripoli").hits}
    assert by_number == {2: "body", 5: "related"}  # ¶2 has it in the dateline and in the larger body
    assert [hit.block for hit in small_index.search("in:dateline").hits] == ["dateline"]


def test_what_is_lit(small_index: Index) -> None:
    phrase_or_word = lit(small_index.search('"the guards embargo" OR nobody'))
    assert sorted(phrase_or_word) == [["Nobody"], ["the guards’ embargo"]]
    assert lit(small_index.search("in:body tripoli")) == [["Tripoli"]]
    assert lit(small_index.search("outlet:reuters small NOT nobody")) == [["small"]]
    # Of alternatives, those are lit that hold: here neither “arms” nor “guard” does with what stands beside it.
    assert lit(small_index.search("(arms newsletter) OR opened")) == [["opened"]]
    assert lit(small_index.search("(outlet:reuters guard) OR stands")).count(["stands"]) == 1


def test_headlines_before_bodies_rare_before_common_related_last(small_index: Index) -> None:
    training = small_index.search("training").hits
    assert training[0].block == "headline"
    assert [hit.score for hit in training] == sorted((hit.score for hit in training), reverse=True)
    assert small_index.search("guard OR nobody").hits[0].article.id == "third"
    embargo = small_index.search("embargo").hits
    assert embargo[-1].block == "related"
    assert small_index.search("embargo OR 2025").hits[-1].block == "related"


def test_a_headline_counts_for_more_than_the_same_words_before_it(write: Callable[..., Path]) -> None:
    rows = 'schema = 1\n[[articles]]\nid = "a"\nfile = "a.txt"\n[[articles]]\nid = "b"\nfile = "b.txt"\n'
    block = '[[articles.blocks]]\ntype = "headline"\nparagraphs = "1"\n'
    path = write("two", dossier_toml=rows + block, a_txt="Guard the camp.\nRain.\n", b_txt="Guard the camp.\nSun.\n")
    with ensure_index(open_dossier(path)) as index:
        assert [str(hit.article.id) for hit in index.search("guard").hits] == ["b", "a"]


def test_equal_scores_come_in_the_order_of_publication(small_index: Index) -> None:
    found = [(str(hit.article.id), hit.paragraph.number) for hit in small_index.search("year:2000.. OR nobody").hits]
    fields = [place for place in found if place[0] != "third"]
    assert fields == [("second", 1), ("second", 2), ("first", 1), ("first", 2), ("first", 3), ("first", 4)]


@pytest.mark.parametrize("query", ["guard", "training", "year:2000..", "embargo OR tripoli"])
def test_a_limit_takes_the_first_of_all(small_index: Index, query: str) -> None:
    everything = small_index.search(query)
    for limit in range(everything.total + 2):
        some = small_index.search(query, limit)
        assert some.hits == everything.hits[:limit]
        assert some.total == everything.total


def test_while_typing_the_last_word_is_a_beginning_too(small_index: Index) -> None:
    assert small_index.search("newslet").total == 0
    assert places(small_index.search("newslet", prefix_last=True)) == {("first", 4)}
    assert lit(small_index.search("newslet", prefix_last=True)) == [["newsletter"]]
    assert small_index.search("newslet ", prefix_last=True).total == 0
    # What the whole word finds stays found, although it stands for its stem too.
    assert places(small_index.search("training", prefix_last=True)) == places(small_index.search("training"))
    assert places(small_index.search("outlet:reu small", prefix_last=True)) == set()
    assert places(small_index.search("small outlet:reu", prefix_last=True)) == {("first", 3)}


def test_metadata_may_change_without_a_rebuild(small_index: Index, small_path: Path) -> None:
    toml = small_path / "dossier.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("Reuters", "Sky News"), encoding="utf-8")
    reopened = open_index(open_dossier(small_path))
    assert reopened is not None
    assert places(reopened.search("outlet:sky small")) == {("first", 3)}
    assert reopened.search("outlet:reuters").message is not None
    reopened.close()


def test_too_many_completions_are_cut_and_said(write: Callable[..., Path]) -> None:
    words = " ".join(f"pre{chr(97 + a)}{chr(97 + b)}" for a in range(20) for b in range(20))
    index = ensure_index(open_dossier(write("wide", a_txt=f"{words}\npreaa\n")))
    results = index.search("pre*")
    assert results.total == 2
    assert results.message == "“pre*” begins 400 words; the 256 most frequent were looked for"
    typed = index.search("pre", prefix_last=True)
    assert typed.message == "“pre…” begins 400 words; the 32 most frequent were looked for"
    index.close()


def test_folding_reaches_the_real_articles(five_index: Index) -> None:
    for query, expected in {
        "moron": ["Morón"],
        "MORÓN": ["Morón"],
        "sarraj’s": ["Sarraj"],
        "10000": ["10,000"],
        "un-backed": ["UN-backed"],
        "“un backed”": ["UN-backed"],
        "al-Qaida": ["al-Qaida"],
        "su_note": ["su_note", "su_note"],
    }.items():
        assert expected in lit(five_index.search(query)), query
    assert lit(five_index.search("libya"))[0][0] == "Libya"
    assert {word for hit in lit(five_index.search("train")) for word in hit} == {"training", "Training"}


def test_a_dossier_without_a_word_can_be_asked(write: Callable[..., Path]) -> None:
    index = build_index(open_dossier(write("empty", a_txt="\n \n", b_txt="— …\n")))
    assert (index.articles, index.paragraphs) == (2, 1)
    assert index.search("nato").message == "“nato” stands in no paragraph"
    assert index.search("in:body").total == 1
    index.close()


def test_a_very_long_line_is_searched(write: Callable[..., Path]) -> None:
    line = "x" * 1_000_000 + " arms  embargo " + "word " * 50_000
    index = build_index(open_dossier(write("long", a_txt=line)))
    (hit,) = index.search('"arms embargo"').hits
    assert hit.matches == ((1_000_001, 1_000_014),)
    index.close()


def test_a_query_can_be_parsed_beforehand(small: Dossier, small_index: Index) -> None:
    from natoreader.search.query import parse

    assert small_index.search(parse("nobody")) == small_index.search("nobody")
    assert small_index.articles == len(small.articles)


@pytest.mark.parametrize("words", ["", "\n \n", "—", "… . !\n\n—"])
def test_articles_without_a_word_are_indexed_and_nothing_is_found(tmp_path: Path, words: str) -> None:
    folder = tmp_path / "wordless"
    folder.mkdir()
    (folder / "a.txt").write_text(words, encoding="utf-8")
    dossier = open_dossier(folder)
    for _ in range(2):  # built, then opened
        with ensure_index(dossier) as index:
            results = index.search("nato")
            assert results.total == 0
            assert results.message is not None
