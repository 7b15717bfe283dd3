"""Each form of the query language, on the five articles as they are described and on small invented ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.search.index import Index, ensure_index
from natoreader.search.query import parse
from natoreader.search.results import Results, grouped


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NATOREADER_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        index = ensure_index(open_dossier(bundled()))
    yield index
    index.close()


@pytest.fixture
def asked(write: Callable[..., Path]) -> Iterator[Callable[[str, str], list[str]]]:
    """Asks a query of a text of lines; returns what is lit, the words of each hit joined."""
    opened: list[Index] = []

    def ask(text: str, query: str) -> list[str]:
        index = ensure_index(open_dossier(write(f"lines{len(opened)}", a_txt=text)))
        opened.append(index)
        return sorted("|".join(each) for each in lit(index.search(query)))

    yield ask
    for index in opened:
        index.close()


def lit(results: Results) -> list[list[str]]:
    return [[str(hit.article.text.value[start:end]) for start, end in hit.matches] for hit in results.hits]


def found(results: Results) -> set[str]:
    return {f"{hit.article.id}/{hit.paragraph.number}" for hit in results.hits}


Ask = Callable[[str, str], list[str]]

ABBREVIATED = (
    "They told us.\nThe US left.\nThe U.S. Embassy and a US-led force\nthe United States Embassy\nUnited, the states"
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("US", ["US", "U.S.|US", "United States"]),
        ("U.S.", ["US", "U.S.|US", "United States"]),
        ("United States", ["US", "U.S.|US", "United States"]),
        ('"united states"', ["US", "U.S.|US", "United States"]),
        ("USA", ["US", "U.S.|US", "United States"]),
        ("=US", ["US", "U.S.|US"]),
        ("=us", ["us"]),
        ("us", ["us", "US", "U.S.|US"]),  # case is folded where nothing is in capitals
        ('"US embassy"', ["U.S. Embassy", "United States Embassy"]),
        ('"united states embassy"', ["U.S. Embassy", "United States Embassy"]),
        ("US NEAR/1 embassy", ["U.S.|Embassy", "United States|Embassy"]),
        ("united AND states", ["United|States", "United|states"]),
        ('"told us"', ["told us"]),
        ('"told US"', []),
        ("WHO", []),
    ],
)
def test_abbreviations(asked: Ask, query: str, expected: list[str]) -> None:
    assert asked(ABBREVIATED, query) == sorted(expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("al", ["al"]),
        ("al*", ["al"]),
        ("al~", ["al"]),
        ("Qaida", ["Qaida", "Qaida", "Qaida"]),
        ("al-qaida", ["al Qaida", "al-Qaida", "al–Qaida"]),
        ('"al qaida"', ["al Qaida", "al-Qaida", "al–Qaida"]),
        ("qaida-linked", ["Qaida linked"]),
    ],
)
def test_hyphenated_names(asked: Ask, query: str, expected: list[str]) -> None:
    assert asked("the al-Qaida cell\nal–Qaida linked\nal Qaida", query) in (
        expected,
        [*expected, "al"][: len(expected)],
    )


PHRASES = (
    "We stand ready to help. The centre is closed.\nWe stand ready. To help is hard.\nThe “center” of a city\n"
    "centres of the city, and Gen. Hifter\n1,000 troops and 10\u00a0000 guns\n"
    "12 500 men, in 2012 500 more"
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"ready to help"', ["ready to help"]),
        ('"help the centre"', []),
        ('"help. The centre"', ["help. The centre"]),
        ('"centre of the city"', ["center” of a city", "centres of the city"]),
        ('"centers of city"', []),
        ('"the centers of the a city"', ["The “center” of a city", "centres of the city"]),
        ('"center of a city"', ["center” of a city", "centres of the city"]),
        ('="centres of the city"', ["centres of the city"]),
        ('="centre of the city"', []),
        ('"gen hifter"', ["Gen. Hifter"]),
        ("centre", ["center", "centre", "centres"]),
        ("=centre", ["centre"]),
        ("1000", ["1,000"]),
        ("10,000", ["10\u00a0000"]),
        ('"10000 guns"', ["10\u00a0000 guns"]),
        ("12500", ["12 500"]),
        ('"12,500 men"', ["12 500 men"]),
        ("2012500", []),
        ("012500", []),
        ("=12500", []),
    ],
)
def test_phrases_sentences_spellings_and_numbers(asked: Ask, query: str, expected: list[str]) -> None:
    assert asked(PHRASES, query) == sorted(expected)


IN_CAPITALS = (
    "Foreign aid came.\nAIDS spread, and A.I.D.S.\nThe MAP of NATO was agreed.\nThey mapped the coast of Nato.\n"
    "VIENNA, Austria — A map of Vienna\nA MAP OF THE COAST"
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("AIDS", ["AIDS|A.I.D.S."]),
        ("aids", ["AIDS|A.I.D.S.", "aid"]),
        ("SWIFT", []),
        ("MAP", ["MAP"]),
        ("=MAP", ["MAP"]),
        ('"the MAP of NATO"', ["The MAP of NATO"]),
        ("MAP NEAR/3 agreed", ["MAP|agreed"]),
        ("map", ["MAP", "MAP", "map", "mapped"]),
        ("MAP*", ["MAP", "MAP", "map", "mapped"]),
        ("NATO", ["NATO", "Nato"]),
        ("VIENNA", ["VIENNA|Vienna"]),
        ("COAST", ["COAST", "coast"]),
    ],
)
def test_a_word_in_capitals_is_the_abbreviation_where_the_texts_have_both(
    asked: Ask, query: str, expected: list[str]
) -> None:
    assert asked(IN_CAPITALS, query) == expected


COMPOUNDS = (
    "The co-operation of all\nthey cooperate\nA cease-fire held\nThe ceasefire broke\nthe air strike hit\n"
    "two airstrikes\nhe was re-elected\nIt may be not able to. Cease. Fire\nthe al-Sarraj cell\nthe rapist"
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cooperation", ["co-operation", "cooperate"]),
        ("co-operation", ["co-operation", "cooperate"]),
        ("co-operating", ["co-operation", "cooperate"]),
        ("ceasefire", ["cease-fire", "ceasefire"]),
        ("cease-fire", ["cease-fire", "ceasefire"]),
        ('"the cease fire broke"', ["The ceasefire broke"]),
        ('"a ceasefire held"', ["A cease-fire held"]),
        ("ceasefire NEAR/0 held", ["cease-fire|held"]),
        ("=ceasefire", ["ceasefire"]),
        ("=cease-fire", ["cease-fire"]),
        ("cease-fi*", ["cease-fire", "ceasefire"]),
        ("airstrike", ["air strike", "airstrikes"]),
        ("air-strikes", ["air strike", "airstrikes"]),
        ("air strike", ["air strike", "airstrikes"]),
        ("air AND strike", ["air|strike"]),
        ("reelect", ["re-elected"]),
        ("maybe", []),
        ("notable", []),
        ("therapist", []),
        ("alsarraj", []),
        ("al", []),
    ],
)
def test_compounds_are_found_with_a_hyphen_and_closed_up(
    write: Callable[..., Path], query: str, expected: list[str]
) -> None:
    with ensure_index(open_dossier(write("compounds", a_txt=COMPOUNDS))) as index:
        assert sorted("|".join(each) for each in lit(index.search(query, variants=False))) == expected


def test_a_compound_in_its_other_form_is_said(write: Callable[..., Path]) -> None:
    with ensure_index(open_dossier(write("compounds", a_txt=COMPOUNDS))) as index:
        for query, form in (
            ("cooperation", "co-operation"),
            ("ceasefire", "cease-fire"),
            ("cease-fire", "ceasefire"),
            ("airstrike", "air strike"),
        ):
            assert (form, "spelling") in [(str(each.form), str(each.why)) for each in index.search(query).also]


NEARNESS = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("one NEAR/5 seven", True),
        ("one NEAR/5 eight", False),
        ("seven NEAR/5 one", True),
        ("on* NEAR/5 sev*", True),
        ("one NEAR/0 two", True),
        ("one NEAR/0 three", False),
        ("one NEAR/0 one", False),
        ('"one two" NEAR/1 four', True),
        ('"one two" NEAR/1 five', False),
        ("(one OR two) NEAR/5 eight", True),
        ("one NEAR/1 three NEAR/1 five", True),
        ("one NEAR/1 three NEAR/1 six", False),
        ('"seven one"~5', True),
        ('"eight one"~5', False),
        ('"five three one"~2', True),
        ('"six three one"~2', False),
        ('"the seven one"~5', True),
    ],
)
def test_at_most_so_many_words_between(asked: Ask, query: str, matches: bool) -> None:
    assert bool(asked(NEARNESS, query)) is matches
    assert bool(asked("One two. Three! Four five. Six seven? Eight nine ten", query)) is matches


@pytest.mark.parametrize(
    ("query", "forms", "why"),
    [
        ("Gadafi~", {"gadhafi", "gaddafi"}, "similar"),
        ("Gadafi~2", {"gadhafi", "gaddafi"}, "similar"),
        ("Rasmusen", {"Rasmussen"}, "transliteration"),
        ("Stoltenberk", {"Stoltenberg"}, "transliteration"),
        ("securty", {"security"}, "typo"),
        ("mlitias", {"militias"}, "typo"),
        ("defense", {"defence"}, "spelling"),
        ("European Union", {"EU"}, "abbreviation"),
        ("EU", {"European Union"}, "abbreviation"),
    ],
)
def test_what_was_looked_for_besides_is_said(bundle: Index, query: str, forms: set[str], why: str) -> None:
    results = bundle.search(query)
    assert results.hits
    assert {(str(each.form), str(each.why)) for each in results.also} == {(form, why) for form in forms}
    for each in results.also:
        others = bundle.search(f'="{each.form}"' if " " in each.form else f"={each.form}")
        assert each.count == others.total
    assert (results.message is None) == (why != "typo")


def test_a_spelling_is_guessed_only_for_a_word_that_occurs_nowhere(bundle: Index) -> None:
    assert bundle.search("securty").message == (
        "“securty” occurs nowhere; “security” was looked for instead, the nearest spelling"
    )
    for query in ("Nat", "Nota", '"Rasmusen"', "=Rasmusen", "Rasm*"):
        assert not bundle.search(query).also, query
    everything = bundle.search("Libya").total
    assert bundle.search("Libya NOT securty").total == everything


def test_not_says_which_articles_it_took_away(bundle: Index) -> None:
    results = bundle.search("NATO NOT Sarraj")
    assert results.message == "NOT Sarraj removed 1 article: 004"
    assert "004" not in {place.split("/")[0] for place in found(results)}
    assert bundle.search("NATO -Rasmussen -Zeidan").message == (
        "NOT Rasmussen removed 3 articles: 000, 001, 002; NOT Zeidan removed no article"
    )
    assert bundle.search("in:caption NOT Fogh").message == "NOT Fogh removed 2 paragraphs of 001"
    assert bundle.search("NATO NOT outlet:stripes").message == (
        "NOT outlet:stripes removed 2 articles: 000 (inferred), 001"
    )
    headlines = bundle.search("NATO in:headline").total
    assert bundle.search("NATO NOT in:headline").message == (
        f"NOT in:headline removed {headlines} paragraphs of 002, 003, 004"
    )
    assert bundle.search("zebra OR security NOT in:notice").message == "NOT in:notice removed no paragraph"
    inside = bundle.search("NATO NOT (help NOT Libya)")
    assert inside.message == "NOT (help AND NOT Libya) removed no article"


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("agency:reuters", {"002"}),
        ('agency:"sky news"', {"003"}),
        ("outlet:stripes", {"000", "001"}),
        ("headline:disarm", {"003"}),
        ("headline:operation", {"004"}),
        ('headline:"combat operations"', {"004"}),
        ("headline:oper*", {"004"}),
        ("before:2013", {"002"}),
        ("before:2012-09-28", {"002"}),
        ("before:2012-09-27", set()),
        ("after:2014-05-19", {"000", "003", "004"}),
        ("after:2014-05", {"003", "004"}),
        ("on:2014-05-20", {"000"}),
        ("on:2014-05-21", set()),
        ("on:2012..2013-10", {"001", "002"}),
        ("year:2013", {"001"}),
    ],
)
def test_fields_describe_articles(bundle: Index, query: str, articles: set[str]) -> None:
    assert {place.split("/")[0] for place in found(bundle.search(query))} == articles


def test_what_rests_on_inference_is_called_possible(bundle: Index) -> None:
    results = bundle.search("year:2013 militias")
    assert [[str(each) for each in hit.possible] for hit in results.hits] == [["year:2013 (inferred)"]]
    assert results.message == "possible, not certain, in 001: year:2013 (inferred)"
    assert not bundle.search("agency:reuters security").hits[0].possible
    either = bundle.search("(outlet:stripes OR outlet:express) Libya")
    doubts = {str(hit.article.id): [str(each) for each in hit.possible] for hit in either.hits}
    assert doubts == {"000": ["outlet:stripes (inferred)"], "001": [], "003": []}


def test_one_of_several_stated_days_is_possible_too(small_index: Index) -> None:
    for query, possible in (("year:2013 small", ["year:2013 (uncertain)"]), ("year:2012..2013 small", [])):
        (hit,) = small_index.search(query).hits
        assert [str(each) for each in hit.possible] == possible


def test_a_year_that_stands_in_related_headlines_only(bundle: Index) -> None:
    results = bundle.search("year:2025")
    assert results.total == 0
    assert "2025 stands in related headlines only" in str(results.message)
    assert "related headlines" not in str(bundle.search("year:2024").message)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "on:2016-05 -Sarraj NATO",
            (
                "NOT Sarraj removed 1 article: 004; “NATO” is in 29 paragraphs, 7 of them where on:2016-05 holds, "
                "but “NOT Sarraj” takes those away"
            ),
        ),
        (
            "year:2012 US NOT (consulate embassy)",
            (
                "NOT (consulate AND embassy) removed 1 article: 002; “US” is in 11 paragraphs, "
                "4 of them where year:2012 holds, but “NOT (consulate AND embassy)” takes those away"
            ),
        ),
        (
            "org:NATO -place:Libya",
            (
                "NOT place:Libya removed 5 articles: 000, 001, 002, 003, 004; "
                "“NOT place:Libya” takes all away that meets org:NATO"
            ),
        ),
        (
            "dinar year:2016",
            "“dinar” stands in related headlines only, which are left out where a field describes the article",
        ),
        (
            "dinar zebra year:2016",
            (
                "“zebra” stands in no paragraph; “dinar” stands in related headlines only, "
                "which are left out where a field describes the article"
            ),
        ),
    ],
)
def test_what_left_nothing_over_is_told_from_what_took_nothing(bundle: Index, query: str, message: str) -> None:
    assert bundle.search(query).message == message


def test_words_that_never_stand_together_are_one_hit_apart(bundle: Index) -> None:
    results = bundle.search("weapons Sophia boots")
    (hit,) = results.hits
    assert (str(hit.article.id), hit.paragraph.number, hit.apart) == ("004", 13, True)
    assert [each.number for each in hit.others] == [11]
    assert lit(results) == [["weapons", "boots"]]
    assert results.total == 1
    assert results.message == "1 article holds all the words, but never together in one paragraph"


def test_apart_stands_between_what_is_together_and_related_headlines(bundle: Index) -> None:
    hits = bundle.search("Libya training").hits
    kinds = ["related" if hit.block == "related" else "apart" if hit.apart else "together" for hit in hits]
    assert kinds == sorted(kinds, key=["together", "apart", "related"].index)
    assert set(kinds) == {"together", "apart", "related"}
    assert len({hit.article.id for hit in hits if hit.apart}) == kinds.count("apart")
    together = {hit.article.id for hit, kind in zip(hits, kinds, strict=True) if kind == "together"}
    assert together.isdisjoint(hit.article.id for hit in hits if hit.apart)


@pytest.mark.parametrize(
    "query", ["weapons Sophia NOT ISIS", "weapons Sophia outlet:stripes", "year:2013 weapons Sophia"]
)
def test_apart_heeds_exclusions_and_fields(bundle: Index, query: str) -> None:
    assert bundle.search(query).total == 0


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("weapons Sophia NOT Gaddafi", "NOT Gaddafi removed 1 article: 004; "),
        ("weapons Sophia -Gaddafi -Sarraj", "NOT Gaddafi removed 1 article: 004; NOT Sarraj removed no article; "),
        ("weapons Sophia NOT zebra", "NOT zebra removed no article; 1 article holds all the words"),
        ("in:body weapons Sophia NOT weapons", "NOT weapons removed 2 paragraphs of 004; "),
        ("in:body weapons Sophia NOT Gaddafi", "NOT Gaddafi removed no paragraph; 1 article holds all the words"),
    ],
)
def test_not_says_what_it_took_of_articles_that_hold_the_words_apart(bundle: Index, query: str, message: str) -> None:
    assert str(bundle.search(query).message).startswith(message)


def test_paragraphs_that_not_takes_away_hold_nothing_apart(bundle: Index) -> None:
    (hit,) = bundle.search("in:body weapons Sophia NOT Gaddafi").hits
    assert (str(hit.article.id), hit.apart) == ("004", True)
    assert {hit.paragraph.number, *(each.number for each in hit.others)} == {11, 13}
    assert not bundle.search("in:body weapons Sophia NOT European").hits  # it stands beside Sophia


def test_notices_and_related_headlines_hold_nothing_apart(bundle: Index) -> None:
    assert bundle.search("dinar combat").total == 0  # one in a related headline, the other in the body of 003


def test_equal_paragraphs_are_grouped(bundle: Index) -> None:
    hits = bundle.search("offers reform").hits
    assert [(hit.paragraph.number, hit.block) for hit in hits] == [
        (1, "headline"),
        (2, "headline"),
        (5, "body"),
        (7, "body"),
    ]
    groups = grouped(hits)
    assert [(group.hit, group.identical) for group in groups] == [(hits[0], (hits[1],)), (hits[2], ()), (hits[3], ())]
    assert [group.hit for group in grouped(bundle.search("Fogh in:caption").hits)] == [
        *bundle.search("Fogh in:caption").hits
    ]


def test_near_words_come_before_far_ones(write: Callable[..., Path]) -> None:
    far = "guard one two three four five six seven camp\n"
    with ensure_index(
        open_dossier(write("far", a_txt=far, b_txt="one two three guard camp four five six seven\n"))
    ) as index:
        assert [str(hit.article.id) for hit in index.search("guard camp").hits] == ["b", "a"]


def test_a_query_that_takes_too_long_is_cut_and_says_so(bundle: Index) -> None:
    from natoreader.search.evaluate import LONGEST, Evaluation
    from natoreader.search.saying import notes

    source = bundle._opened.source
    times = iter([0.0, 0.0, LONGEST + 1, LONGEST + 1])
    evaluation = Evaluation(
        source.corpus, source.lexicon, source.reader, source.articles, source.dates, lambda: next(times)
    )
    node = parse("NATO OR Libya OR Tripoli").node
    whole = Evaluation(source.corpus, source.lexicon, source.reader, source.articles, source.dates)
    assert evaluation.run(node).documents == whole.run(parse("NATO").node).documents
    (note,) = notes(evaluation)
    assert note == (
        "the query was cut short after 2 seconds: “Libya”, “Tripoli” were not looked for, "
        "and what is shown may be too little, or too much"
    )


@pytest.mark.parametrize("in_time", [0, 1, 2])
def test_of_what_was_not_looked_for_nothing_is_said(
    bundle: Index, monkeypatch: pytest.MonkeyPatch, in_time: int
) -> None:
    """Whether the time was up before the first term, between them, or only while it was asked why nothing was found."""
    from natoreader.search.evaluate import Evaluation

    looked: list[object] = []

    def is_late(self: Evaluation) -> bool:
        looked.append(None)
        self.late = len(looked) > in_time
        return self.late

    monkeypatch.setattr(Evaluation, "_is_late", is_late)
    results = bundle.search("year:2016 =Benghazi =training")
    assert results.total == 0
    assert results.message is not None
    assert results.message.startswith("the query was cut short after 2 seconds: ")
    assert "none" not in results.message
    assert "no paragraph" not in results.message
    assert ("“=training” was not looked for" in results.message) == (in_time == 1)


def test_too_many_similar_words_are_cut_and_said(write: Callable[..., Path]) -> None:
    words = (
        " ".join(f"gua{chr(97 + number)}d" for number in range(26))
        + " "
        + " ".join(f"guar{chr(97 + number)}" for number in range(26))
    )
    with ensure_index(open_dossier(write("alike", a_txt=words))) as index:
        message = index.search("guard~1").message
    assert message == "“guard~1” is like 50 words; the 32 most alike were looked for"


def test_what_is_typed_grows_inside_a_nearness_too(bundle: Index) -> None:
    typed = bundle.search("training NEAR/9 equipm", prefix_last=True)
    assert typed.total == bundle.search("training NEAR/9 equipm*").total > 0
    assert not found(bundle.search("training NEAR/9 equipm"))


def test_a_limit_leaves_the_rest_of_the_answer_as_it_is(bundle: Index) -> None:
    everything = bundle.search("Libya training")
    for limit in range(everything.total + 1):
        some = bundle.search("Libya training", limit)
        assert some._replace(hits=everything.hits) == everything
        assert some.hits == everything.hits[:limit]
        assert [hit.matches for hit in some.hits] == [hit.matches for hit in everything.hits[:limit]]


def test_event_asks_for_the_dates_inside_the_text(bundle: Index) -> None:
    results = bundle.search("event:2011-10")
    best, *others = results.hits
    assert (best.article.id, best.paragraph.number) == ("001", 7)
    lit = [str(best.article.text.value[start:end]) for start, end in best.matches]
    assert lit == ["October 2011", "That same month"]
    assert not best.possible  # one of the two is printed in full
    doubts = {f"{hit.article.id} ¶{hit.paragraph.number}": [*map(str, hit.possible)] for hit in others}
    assert set(doubts) == {"000 ¶7", "000 ¶8", "001 ¶6", "004 ¶9"}
    assert {each for doubt in doubts.values() for each in doubt} == {"event:2011-10 (uncertain)"}
    assert results.message is not None
    assert "000: event:2011-10 (uncertain)" in results.message
    assert "001:" not in results.message


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("event:2014-05-18 in:caption", {"000/1"}),
        ("event:2011 sergeant", set()),
        ("event:2016-05-09..2016-05-15 Vienna", {"004/8"}),
        ("event:2012-09-21 in:body", {"000/8", "002/6", "002/11"}),
        ("event:..2010", set()),
        ("event:2025 in:related", {"003/19", "003/20", "003/21"}),
        ("event:2011 NOT event:2013", {"004/9"}),
        ("event:2016 NOT event:2011", {"003/11", "003/14", "003/15"}),
    ],
)
def test_event_takes_the_paragraphs_that_name_one_of_its_days(bundle: Index, query: str, places: set[str]) -> None:
    assert set(found(bundle.search(query))) == places


def test_event_beside_a_word_stands_in_its_paragraph_or_apart(bundle: Index) -> None:
    assert not bundle.search("event:2013-09 Zeidan").hits[0].apart
    apart = bundle.search("event:2013-09 Rasmussen").hits[0]
    assert apart.apart
    assert apart.article.id == "001"
    assert 12 in {apart.paragraph.number, *(each.number for each in apart.others)}


def test_event_says_why_nothing_was_found(bundle: Index) -> None:
    assert bundle.search("event:1999..2000").message == "no date inside the text can mean 1999 to 2000"
    related = bundle.search("event:2025").message
    assert related == (
        "“event:2025” stands in related headlines only, which are left out where a field describes the article"
    )


def test_the_dates_are_reckoned_within_the_time_and_the_likeliest_articles_first(bundle: Index) -> None:
    from natoreader.search.evaluate import LONGEST, Evaluation
    from natoreader.search.events import Dates

    source = bundle._opened.source
    times = iter([0.0, 0.0, LONGEST + 1])
    dates = Dates(source.articles)
    evaluation = Evaluation(
        source.corpus, source.lexicon, source.reader, source.articles, dates, lambda: next(times, LONGEST + 1)
    )
    node = parse("event:2012-09").node
    documents = evaluation.run(node).documents
    assert {str(source.articles[source.corpus.owner[each]].id) for each in documents} == {"002"}
    assert evaluation.late
    again = Evaluation(source.corpus, source.lexicon, source.reader, source.articles, dates)
    assert again.run(node).documents > documents
    assert not again.late
