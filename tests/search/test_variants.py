"""Names that are found by their other forms, on the bundled dossier and on small invented ones."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from natoreader.dossier.entities import Entity
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.search.analysis import letters, tokens
from natoreader.search.index import Index, ensure_index
from natoreader.search.query import QueryError, parse
from natoreader.search.results import Results, listed


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return open_dossier(bundled())


@pytest.fixture(scope="module")
def bundle(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NATOREADER_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        index = ensure_index(dossier)
    yield index
    index.close()


@pytest.fixture
def opened(write: Callable[..., Path]) -> Iterator[Callable[..., Index]]:
    """Opens a dossier of the given files."""
    indexes: list[Index] = []

    def open_files(**files: str) -> Index:
        indexes.append(ensure_index(open_dossier(write(f"dossier{len(indexes)}", **files))))
        return indexes[-1]

    yield open_files
    for index in indexes:
        index.close()


def places(results: Results) -> set[str]:
    return {f"{hit.article.id}/{hit.paragraph.number}" for hit in results.hits if not hit.apart}


def also(results: Results) -> dict[str, str]:
    return {str(each.form): str(each.why) for each in results.also}


def lit(results: Results) -> list[str]:
    return [str(hit.article.text.value[start:end]) for hit in results.hits for start, end in hit.matches]


@pytest.mark.parametrize(
    ("query", "forms", "why"),
    [
        ("Gaddafi", {"Gadhafi"}, "table"),
        ("gaddafi", {"Gadhafi"}, "table"),
        ("Qaddafi", {"Gadhafi", "Gaddafi"}, "table"),
        ("Muammar el-Qaddafi", {"Gadhafi", "Gaddafi"}, "table"),
        ("Moamar Kadaffy", {"Gadhafi", "Gaddafi"}, "transliteration"),
        ("al-Khadaffi", {"Gadhafi", "Gaddafi"}, "transliteration"),
        ("NATO-Russia Council", {"NATO Russia commission"}, "table"),
        ("NATO–Russia council", {"NATO Russia commission"}, "table"),
        ("Daesh", {"ISIL", "ISIS"}, "table"),
        ("Ali Zidan", {"Zeidan"}, "table"),
        ("Haftar", {"Hifter"}, "table"),
        ("Khalifa Belqasim Haftar", {"Hifter"}, "table"),
        ("al Qaeda", {"al-Qaida"}, "table"),
        ("Misurata", {"Misrata"}, "table"),
        ("AFRICOM", {"U.S. Africa Command"}, "table"),
        ("Libyan government", {"GNA", "Libyan authorities", "Government of National Accord"}, "table"),
        ("transitional government", {"Libyan government", "Libyan authorities"}, "table"),
        ("Stoltenberk", {"Stoltenberg"}, "transliteration"),
    ],
)
def test_a_name_finds_its_other_forms_and_says_which(bundle: Index, query: str, forms: set[str], why: str) -> None:
    results = bundle.search(query)
    shown = also(results)
    assert forms <= {*shown, *lit(results)}
    assert set(shown.values()) == {why}
    assert forms <= shown.keys() or any(form in lit(results) for form in forms - shown.keys())
    for each in results.also:
        assert 0 < each.count <= results.total


@pytest.mark.parametrize("query", ["=Gaddafi", '"Gaddafi"', "=Daesh", '"Daesh"', "Gaddaf*", '"NATO-Russia Council"'])
def test_equals_quotation_marks_and_stars_mean_the_words_alone(bundle: Index, query: str) -> None:
    results = bundle.search(query)
    assert not results.also
    assert places(results) == places(bundle.search(query, variants=False))


def test_variants_can_be_switched_off(bundle: Index) -> None:
    assert places(bundle.search("Gaddafi", variants=False)) == {"004/9"}
    assert not bundle.search("Daesh", variants=False).total
    assert len(places(bundle.search("Gaddafi"))) == 4


def test_words_that_mean_another_in_each_article_find_what_they_mean_there(bundle: Index) -> None:
    """In the articles of 2012–2014 the Libyan government is the transitional one, in those of 2016 the GNA."""
    found = places(bundle.search("Libyan government"))
    assert {"004/12", "004/6"} <= found  # “GNA”
    assert {"000/3"} <= found  # “Libyan authorities”, which mean a government in that article only
    gna = places(bundle.search("GNA"))
    assert {"003/5", "003/8"} <= gna
    assert not any(place.startswith(("000", "001", "002")) for place in gna)
    transitional = places(bundle.search("transitional government"))
    assert not any(place.startswith(("003", "004")) for place in transitional)


def test_a_word_of_the_language_is_a_name_with_a_capital_only(bundle: Index) -> None:
    assert also(bundle.search("Alliance")) == {"NATO": "table"}
    assert not also(bundle.search("alliance"))
    texts = lit(bundle.search("NATO"))
    assert "Alliance" in texts
    assert "alliance" not in texts


def test_a_title_finds_no_holder(bundle: Index, dossier: Dossier) -> None:
    people = [entity for entity in dossier.entities if entity.type == "person"]
    words = {token.word for entity in people for form in entity.forms for token in tokens(form.words)}
    for entity in dossier.entities:
        if entity.type == "role":
            for form in entity.forms:
                for each in bundle.search(form.words).also:
                    assert not words & {token.word for token in tokens(each.form)}, (form.words, each.form)


def spellings(entity: Entity) -> set[str]:
    known = {*(str(form.words) for form in entity.forms), *map(str, entity.variants), str(entity.label)}
    surnames = {known_name.split()[-1] for known_name in known} if entity.type == "person" else set()
    return {"".join(token.word for token in tokens(each)) for each in known | surnames}


def test_no_two_entities_are_joined(bundle: Index, dossier: Dossier) -> None:
    of = {entity.id: spellings(entity) for entity in dossier.entities}
    for entity in dossier.entities:
        for asked in (*(form.words for form in entity.forms), *entity.variants):
            for each in bundle.search(asked).also:
                if str(each.term) != asked or str(each.why) in ("abbreviation", "spelling"):
                    continue
                form = "".join(token.word for token in tokens(each.form))
                owners = {id for id, known in of.items() if form in known}
                limited = {other.id for other in dossier.entities for one in other.forms if one.words == asked}
                assert owners & {entity.id, *limited}, (asked, each.form)


@pytest.mark.parametrize("query", ["Sudan", "Tripolitania", "Iran", "Stevenage", "Rasputin", "Serb", "Turkmenistan"])
def test_other_names_are_not_taken_for_them(bundle: Index, query: str) -> None:
    assert not [each for each in bundle.search(query).also if str(each.why) in ("table", "transliteration")]


def test_what_the_table_adds_is_what_a_reader_would_find(bundle: Index, dossier: Dossier) -> None:
    """Of every entity without limits, the paragraphs with any of its spellings, read one by one."""
    texts = {
        f"{article.id}/{paragraph.number}": " ".join(
            token.word.strip("-") for token in tokens(article.text.words(paragraph))
        )
        for article in dossier.articles
        for paragraph in article.text.paragraphs
    }
    for entity in dossier.entities:
        if any(form.articles for form in entity.forms) or entity.type == "role":
            continue
        spelt = [" ".join(t.word.strip("-") for t in tokens(each)) for each in (*entity.variants, entity.label)]
        spelt += [" ".join(t.word.strip("-") for t in tokens(form.words)) for form in entity.forms]
        for form in entity.forms:
            found = places(bundle.search(form.words))
            expected = {
                place
                for place, text in texts.items()
                if any(re.search(rf"(?<!\S){re.escape(each)}(?!\S)", text) for each in spelt)
            }
            assert expected <= found, form.words


_WORDS = [
    "Gaddafi",
    "Zidan",
    "Ali",
    "Libyan",
    "government",
    "Haftar",
    "NATO",
    "training",
    "Alliance",
    "al-Serraj",
    "US",
]
_QUERIES = st.lists(
    st.sampled_from([*_WORDS, "OR", "unity", "national", "army", '"arms embargo"']), min_size=1, max_size=5
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=_QUERIES)
def test_variants_take_nothing_away(bundle: Index, words: list[str]) -> None:
    query = " ".join(words)
    try:
        plain = bundle.search(query, variants=False)
    except QueryError:
        return
    widened = bundle.search(query)
    corrected = {str(each.form) for each in plain.also if str(each.why) == "typo"}
    if not corrected:  # a spelling is guessed only where a variant has not been found
        assert places(plain) <= places(widened)
    for hit in widened.hits:
        ends = [hit.paragraph.start, *(end for _, end in hit.matches)]
        assert all(ends[n] <= start < end <= hit.paragraph.end for n, (start, end) in enumerate(hit.matches))


def test_names_stand_in_near_and_under_not(bundle: Index) -> None:
    assert len(places(bundle.search("Gaddafi NEAR/5 regime"))) == 3
    assert len(places(bundle.search("Ali Zidan NEAR/9 kidnapping"))) == 1
    removed = bundle.search("NATO NOT Gaddafi")
    assert removed.message is not None
    assert "removed 3 articles: 000, 001, 004" in removed.message
    assert "removed no article" in (bundle.search("NATO NOT Kadaffy").message or "")  # nothing is guessed under NOT


def test_a_query_with_names_reads_back_as_itself(bundle: Index) -> None:
    for query in (
        "Ali Zidan training",
        "(Ali Zidan OR NATO-Russia Council) -Haftar",
        "Libyan government NEAR/3 request",
    ):
        understood = bundle.search(query).understood
        again = bundle.search(understood)
        assert again.understood == understood
        assert places(again) == places(bundle.search(query))


def test_a_query_of_names_is_as_long_as_its_words(bundle: Index) -> None:
    assert bundle.search(" OR ".join(["Ali Zidan"] * 32)).total
    with pytest.raises(QueryError, match="66 words"):
        bundle.search(" OR ".join(["Ali Zidan"] * 33))
    assert bundle.search("(" * 20 + "Ali Zidan" + ")" * 20).total


# Fields


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("person:Gaddafi", {"000", "001", "004"}),
        ('person:"Muammar Qaddafi"', {"000", "001", "004"}),
        ("person:Kadaffy", {"000", "001", "004"}),
        ("person:Haftar", {"000"}),
        ("org:Daesh", {"003", "004"}),
        ('org:"NATO-Russia Council"', {"003"}),
        ('org:"Libyan government"', {"000", "002", "003", "004"}),
        ("org:GNA", {"003", "004"}),
        ("place:Misurata", {"004"}),
        ("place:morón", {"000"}),
    ],
)
def test_fields_take_any_form_and_select_articles_that_name_it(bundle: Index, query: str, articles: set[str]) -> None:
    found = {place.split("/")[0] for place in places(bundle.search(query))}
    assert found == articles
    assert {place.split("/")[0] for place in places(bundle.search(query, variants=False))} == articles
    weapons = {place.split("/")[0] for place in places(bundle.search(f"{query} the"))}
    assert weapons <= articles


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("place:Sudan", "the dossier’s table has no place “Sudan”"),
        ("person:Rasmusso", "the dossier’s table has no person “Rasmusso”; the nearest is Anders Fogh Rasmussen"),
        ("person:Xyzzyx", "the dossier’s table has no person “Xyzzyx”"),
        ("place:NATO", "the dossier’s table has no place “NATO”"),
        ("person:Swalm", "no article names the person Mohamed Swalm outside notices and related headlines"),
    ],
)
def test_a_name_that_nobody_has_is_told_with_the_nearest(bundle: Index, query: str, message: str) -> None:
    results = bundle.search(query)
    assert not results.total
    assert results.message == message


def test_a_field_being_typed_is_a_beginning(bundle: Index) -> None:
    assert bundle.search("person:Stolt", prefix_last=True).total
    assert not bundle.search("person:Stolt").total


def test_fields_without_a_table(opened: Callable[..., Index]) -> None:
    index = opened(a_txt="Some text of Haftar.")
    assert index.search("person:Haftar").message == "the dossier’s table has no person “Haftar”"


SURNAMES = """
[[entities]]
id = "one"
label = "Omar Sallabi"
type = "person"
forms = ["Omar Sallabi"]
[[entities]]
id = "two"
label = "Ali Sallabi"
type = "person"
forms = ["Ali Sallabi"]
[[entities]]
id = "three"
label = "Liz Fox"
type = "person"
forms = ["Liz Fox"]
[[entities]]
id = "four"
label = "Jan van der Meer Jr."
type = "person"
forms = ["Jan van der Meer Jr."]
"""


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("person:Fox", {"c"}),
        ("person:Sallabi", {"a", "b"}),
        ('person:"van der Meer"', {"d"}),
        ("person:Meer", {"d"}),
        ("Liz Fox", {"c"}),
    ],
)
def test_a_person_is_found_by_the_surname_that_mentions_go_by(
    opened: Callable[..., Index], query: str, articles: set[str]
) -> None:
    index = opened(
        a_txt="Omar Sallabi came.", b_txt="Ali Sallabi went.", c_txt="Fox slept.", d_txt="Van der Meer left.",
        entities_toml=SURNAMES,
    )  # fmt: skip
    assert {place.split("/")[0] for place in places(index.search(query))} == articles


# Names in no table


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Mahmoud Jibril went.\nAhmed Jibril went.", "Mahmud Jebril", ["Mahmoud|Jibril"]),
        ("Mahmoud Jibril went.\nAhmed Jibril went.", "Jebril", ["Jibril", "Jibril"]),
        (
            "Abdul Jalil spoke.\nAbdeljalil spoke.\nAbd al-Jalil spoke.",
            "Abdel-Jalil",
            ["Abd al-Jalil", "Abdeljalil", "Abdul Jalil"],
        ),
        ("Mr Elkeib left.\nThe keib left.", "el-Keib", ["Elkeib"]),
        ("The mosque stood in Moscow.", "Mosco", ["Moscow"]),
        ("It was Moammar Gadhafi.", "Muammar al-Qaddhafi", ["Moammar|Gadhafi"]),
        ("He was Seif al-Islam.", "Saif al-Islam", ["Seif|al-Islam"]),
        ("It was Osama bin Laden.\nAli bin Omar, laden with gold.", "Oussama ben Laden", ["Osama|bin Laden"]),
        ("It was Osama bin Laden.", "ben ladin", ["bin Laden"]),
        ("They live in Abu Salim.\nSalim left.", "Abou Salem", ["Abu Salim"]),
        ("Triple bombings.\nTennis matters.", "Tripoli OR Tunis", []),
        ("the karim of them", "Kareem", []),  # a word of the language there, not a name
    ],
)
def test_names_are_found_by_sound(opened: Callable[..., Index], text: str, query: str, expected: list[str]) -> None:
    results = opened(a_txt=text).search(query)
    found = ["|".join(hit.article.text.value[start:end] for start, end in hit.matches) for hit in results.hits]
    assert sorted(found) == expected
    assert set(also(results).values()) <= {"transliteration", "spelling"} or not expected


def test_a_typing_mistake_is_guessed_only_where_no_name_was_found(opened: Callable[..., Index]) -> None:
    index = opened(a_txt="Khalifa Hifter met Hafner.")
    assert also(index.search("Hafter")) == {"Hifter": "transliteration"}
    assert also(index.search("Hafnar")) == {"Hafner": "transliteration"}
    assert also(index.search("Khalifax")) == {"khalifa": "typo"}


TABLE = """
[[entities]]
id = "one"
label = "Omar Sallabi"
type = "person"
forms = ["Omar Sallabi"]
variants = ["Ali"]
[[entities]]
id = "two"
label = "Ali Sallabi"
type = "person"
forms = ["Ali Sallabi"]
variants = ["Ali", "[bold]x[/bold]", "\\u001b[31mred"]
[[entities]]
id = "three"
label = "Ahmed Maiteeq"
type = "person"
forms = ["Ahmed Maiteeq"]
"""


def test_what_two_claim_joins_nobody(opened: Callable[..., Index]) -> None:
    index = opened(a_txt="Omar Sallabi came.\nAli Sallabi went.\nMaiteeq stayed.\nThe red one", entities_toml=TABLE)
    assert not also(index.search("Ali"))
    assert lit(index.search("Ali")) == ["Ali"]
    assert places(index.search("Sallabi")) == {"a/1", "a/2"}
    assert also(index.search("Omar Salabi")) == {"Omar Sallabi": "transliteration"}
    assert places(index.search("Ahmed Mitiq")) == {"a/3"} == places(index.search("Ahmed Maiteeq"))  # the bare surname
    for each in ("red", "x", "bold"):
        assert "\x1b" not in "".join(str(one.form) for one in index.search(each).also)


def test_a_spelling_that_the_table_lacks_is_found_by_its_sound(opened: Callable[..., Index]) -> None:
    table = '[[entities]]\nid="g"\nlabel="M"\ntype="person"\nforms=["Moammar Gadhafi"]\nvariants=["Gaddafi"]\n'
    text = "Moammar Gadhafi spoke.\nGathafy left.\nA German in Germany.\n"
    index = opened(a_txt=text, entities_toml=table)
    assert also(index.search("Gaddafi")) == {"Gadhafi": "table", "Gathafy": "transliteration"}
    assert also(index.search("NATO NOT Gaddafi")) == {"Gadhafi": "table"}
    assert not also(index.search("Germany"))


def test_more_forms_than_can_be_looked_for_are_said(opened: Callable[..., Index]) -> None:
    forms = [f"Name{number}" for number in range(70)]
    table = f'[[entities]]\nid="m"\nlabel="Many"\ntype="place"\nforms={forms}\n'.replace("'", '"')
    index = opened(a_txt="\n".join(forms), entities_toml=table)
    assert "“Name1” has more than 64 other forms; the shortest 64 were looked for" in (
        index.search("Name1").message or ""
    )


def test_a_table_is_read_before_the_time_of_the_query_begins(
    opened: Callable[..., Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    from natoreader.search.evaluate import Evaluation
    from natoreader.search.names import Names

    order: list[str] = []
    begin = Evaluation.__init__

    def prepare(names: Names) -> None:
        order.append("names")

    def ask(evaluation: Evaluation, *source: Any, **more: Any) -> None:
        order.append("query")
        begin(evaluation, *source, **more)

    monkeypatch.setattr(Names, "prepare", prepare)
    monkeypatch.setattr(Evaluation, "__init__", ask)
    index = opened(a_txt="Gadhafi met an envoy.", entities_toml=TABLE)
    assert index.search("Gathafi met an envoy").total == 1
    assert order[:2] == ["names", "query"]
    order.clear()
    assert not index.search("person:Sallabi").total
    assert order[:2] == ["names", "query"]


def test_words_between_are_no_part_of_a_name(bundle: Index) -> None:
    assert " AND " in bundle.search("Moamar and Kadafi").understood
    assert " AND " in bundle.search("Libya government").understood


def test_a_changed_table_needs_no_new_index(opened: Callable[..., Index], write: Callable[..., Path]) -> None:
    files = {
        "a_txt": "Tarabulus lies on the sea.",
        "entities_toml": '[[entities]]\nid="t"\nlabel="T"\ntype="place"\nforms=["T"]\n',
    }
    assert not opened(**files).search("Tripoli").total
    root = write("dossier0", entities_toml='[[entities]]\nid="t"\nlabel="Tripoli"\ntype="place"\nforms=["Tarabulus"]\n')
    with ensure_index(open_dossier(root)) as index:
        assert not index.built
        assert also(index.search("Tripoli")) == {"Tarabulus": "table"}


def test_a_table_that_cannot_be_read_takes_no_search_away(
    opened: Callable[..., Index], write: Callable[..., Path]
) -> None:
    assert opened(a_txt="Haftar came.", entities_toml="[[entities").search("Haftar").total == 1
    root = write("piped", a_txt="Haftar came.")
    os.mkfifo(root / "entities.toml")
    with ensure_index(open_dossier(root)) as index:
        assert index.search("Haftar").total == 1


@given(st.text(max_size=40))
def test_letters_hold_every_folded_word(text: str) -> None:
    for token in tokens(text):
        assert "".join(filter(str.isalnum, token.word)) in letters(text)


def test_the_line_of_what_was_added(bundle: Index) -> None:
    assert listed(bundle.search("Qaddafi").also) == "also: Gadhafi (3), Gaddafi (1)"
    assert listed(()) == ""


@pytest.mark.parametrize(
    ("text", "query", "line"),
    [
        ("Ali Zeidan left.\nZeidan came.", "Ali Zidan", "also: Zeidan (1)"),
        ("Khalifa Hifter left.", "Khaled Haftar", ""),
        ("Ali left.\nHis wife saw Zeidan.", "Ali Zidan", "also: Zeidan (1)"),  # one article, with the words apart
    ],
)
def test_what_was_added_is_counted_by_the_hits_that_hold_it(
    opened: Callable[..., Index], text: str, query: str, line: str
) -> None:
    assert listed(opened(a_txt=text).search(query).also) == line


NETWORKS = """
[[entities]]
id = "ap"
label = "The Associated Press"
type = "organisation"
forms = ["The Associated Press", "Associated Press", "AP"]
[[entities]]
id = "aptn"
label = "AP Television"
type = "organisation"
forms = ["AP Television"]
"""


def test_an_abbreviation_inside_a_name_stands_for_no_other_name(opened: Callable[..., Index]) -> None:
    text = "AP Television filmed it, the Associated Press said.\nThe Associated Press has no television.\nAP wrote it."
    index = opened(a_txt=text, entities_toml=NETWORKS)
    results = index.search("AP Television")
    assert listed(results.also) == ""
    assert lit(results) == ["AP Television"]
    assert "Associated Press" in also(index.search("AP"))


def test_a_full_name_in_a_phrase_is_counted_where_the_phrase_stands(opened: Callable[..., Index]) -> None:
    index = opened(a_txt="A UK minister of the United Kingdom spoke.\nThe United Kingdom minister left.")
    assert listed(index.search('"UK minister"').also) == "also: United Kingdom (1)"


def test_names_are_known_of_a_text_only(bundle: Index) -> None:
    assert str(parse("Ali Zidan").understood) == "Ali AND Zidan"
    assert str(bundle.search("Ali Zidan").understood) == "Ali Zidan"
    assert str(bundle.search("Ali Zidan", variants=False).understood) == "Ali AND Zidan"


def test_without_variants_no_spelling_is_guessed_either(bundle: Index) -> None:
    assert bundle.search("Qaddafi").total
    found = bundle.search("Qaddafi", variants=False)
    assert (found.total, found.also) == (0, ())
    assert found.message == "“Qaddafi” stands in no paragraph"


def test_what_is_excluded_is_not_said_to_have_been_looked_for(bundle: Index) -> None:
    line = listed(bundle.search("NATO NOT GNA").also)
    looked_for, _, taken_away = line.partition("; taken away too: ")
    assert looked_for == "also: Alliance (1)"
    assert "Libyan government (2)" in taken_away
    assert listed(bundle.search("year:2014 NOT GNA").also).startswith("taken away too: ")


def test_fields_that_not_leaves_nothing_of_are_not_said_to_be_met_by_nothing(bundle: Index) -> None:
    found = bundle.search("year:2016 NOT ISIS")
    assert not found.total
    assert found.message is not None
    assert found.message.endswith("; “NOT ISIS” takes all away that meets year:2016")
