"""Proposals: each rule, and what none of them takes for a name."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.article import Article
from natoreader.dossier.entities import TABLE_TYPES, Entity, Form
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.mentions import surface
from natoreader.dossier.proposals import Proposal, propose
from natoreader.dossier.proposals.clues import RULES
from natoreader.dossier.proposals.gazetteer import gazetteer
from natoreader.dossier.text import Clean, Decoded


def article(words: str, id: str = "a") -> Article:
    return Article(Clean(id), Clean(f"{id}.txt"), lambda: Decoded(Clean(words), "utf-8", guessed=False))


def proposed(*texts: str, table: tuple[Entity, ...] = ()) -> tuple[Proposal, ...]:
    return propose([article(words, f"a{number}") for number, words in enumerate(texts)], table)


def found(*texts: str, table: tuple[Entity, ...] = ()) -> set[tuple[str, str, str]]:
    """The proposals: label, type and rule."""
    return {(str(each.label), each.type, each.rule) for each in proposed(*texts, table=table)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It rained in Peru.", {("Peru", "place", "gazetteer")}),
        ("LIMA — It rained.", {("Lima", "place", "gazetteer")}),
        ("The World Bank paid.", {("World Bank", "organisation", "gazetteer")}),
        ("He left the Fund for Rare Birds (FRB).", {("Fund for Rare Birds", "organisation", "acronym")}),
        ("Then Gen. Adam Ridge left.", {("Adam Ridge", "person", "title")}),
        ("Then Mr Ridge left.", {("Ridge", "person", "title")}),
        (
            "Then Prime Minister Ida Holm left.",
            {("Ida Holm", "person", "title"), ("Prime Minister", "role", "office")},
        ),
        (
            "Then French President Ida Holm left.",
            {("Ida Holm", "person", "title"), ("French President", "role", "office")},
        ),
        ("the Peruvian navy sailed", {("Peruvian navy", "organisation", "state")}),
        ("the U.S. ambassador left", {("U.S. ambassador", "role", "state"), ("United States", "place", "gazetteer")}),
        ("It was Operation Slow Tide.", {("Operation Slow Tide", "event", "operation")}),
        ("They went to the Ridge Institute.", {("Ridge Institute", "organisation", "head word")}),
        ("He asked the Ministry of Fish and Game.", {("Ministry of Fish and Game", "organisation", "head word")}),
        ("They crossed Lake Ridge and the Ridge River.", {
            ("Lake Ridge", "place", "head word"), ("Ridge River", "place", "head word")}),
        ("A lawyer, Ida Holm, left.", {("Ida Holm", "person", "description")}),
        ("It was Ida Holm, who left.", {("Ida Holm", "person", "description")}),
        ("It was Ida Holm, 34, of all.", {("Ida Holm", "person", "description")}),
        ("Nobody knew why Ida Holm said so.", {("Ida Holm", "person", "speech")}),
        ("In the village of Ridgeby it rained.", {("Ridgeby", "place", "setting")}),
        ("It rained in Ridgeby too.", {("Ridgeby", "place", "setting")}),
        ("He read the Ridgeby newspaper.", {("Ridgeby", "organisation", "setting")}),
        ("It was Ida Holm, Peru’s fish minister.", {("Ida Holm", "person", "description"), (
            "Peru", "place", "gazetteer")}),
        ("The firm’s Ridgeby newspaper came.", {("Ridgeby", "organisation", "setting")}),
        ("So said analysts at Holm Ridge.", {("Holm Ridge", "organisation", "setting")}),
        ("So he told reporters at Ridgeby.", {("Ridgeby", "place", "setting")}),
        ("He left Holmco, the Peruvian oil company.", {("Holmco", "organisation", "setting")}),
        ("Then Prime Minister-designate Ida Holm left.", {
            ("Ida Holm", "person", "title"), ("Prime Minister", "role", "office")}),
        ("They saw Copyright The Associated Press there.", {("The Associated Press", "organisation", "gazetteer")}),
        ("He left the Ridge Support Mission in Peru (RSMIP).", {
            ("Ridge Support Mission in Peru", "organisation", "acronym"), ("Peru", "place", "gazetteer")}),
        ("He left the Fund for Rare Birds in Peru (FRBP).", {
            ("Fund for Rare Birds in Peru", "organisation", "acronym"), ("Peru", "place", "gazetteer")}),
        ("Then U.S. Secretary of State Ida Holm left.", {("Ida Holm", "person", "title"), (
            "U.S. Secretary of State", "role", "office"), ("United States", "place", "gazetteer")}),
        ("Then Lieutenant-General Ida Holm left.", {("Ida Holm", "person", "title")}),
        ("Then Holm Holdings Inc Chief Executive Ida Ridge left.", {("Ida Ridge", "person", "title"), (
            "Holm Holdings Inc", "organisation", "head word"), (
            "Holm Holdings Inc Chief Executive", "role", "office")}),
        ("The Peruvian Fish Council (FC) met.", {("Fish Council", "organisation", "acronym")}),
        ("UN Security Council Resolution 1 passed.", {("UN Security Council", "organisation", "gazetteer"), (
            "United Nations", "organisation", "gazetteer")}),
        ("He left the Ridge National Congress.", {("Ridge National Congress", "organisation", "head word")}),
        (
            "the president of the Ridge Institute left",
            {
                ("Ridge Institute", "organisation", "head word"),
                ("president of the Ridge Institute", "role", "office"),
            },
        ),
        ("The Ridge People's Party (CHP) met.", {("Ridge People's Party", "organisation", "acronym")}),
        ("The Ridge Workers’ Party met.", {("Ridge Workers’ Party", "organisation", "head word")}),
        ("The People's Movement party met.", {("People's Movement", "organisation", "head word")}),
        ("The Fire and Ridge Rescue Authority (XYZ) met.", {
            ("Fire and Ridge Rescue Authority", "organisation", "acronym")}),
        ("The Fire and Ridge Rescue Authority (XYZ) met. So the Fire and Ridge Rescue Authority left.", {
            ("Fire and Ridge Rescue Authority", "organisation", "acronym")}),
        ("The Pentagon and Ridge Rescue Authority (XYZ) met.", {
            ("Pentagon", "organisation", "gazetteer"), ("Ridge Rescue Authority", "organisation", "acronym")}),
        ("He is the chief of the General Staff.", {
            ("General Staff", "organisation", "head word"), ("chief of the General Staff", "role", "office")}),
        ("The Peruvian Red Crescent came.", {("Peruvian Red Crescent", "organisation", "head word")}),
        ("The Peruvian Islamic State fighters came.", {("Islamic State", "organisation", "gazetteer")}),
        ("They met the 173rd Airborne Brigade.", {("173rd Airborne Brigade", "organisation", "head word")}),
        ("They met the newspaper columnist Ida Holm.", {("Ida Holm", "person", "description")}),
        ("They met Le Monde’s Ida Holm.", {("Ida Holm", "person", "description"), (
            "Le Monde", "organisation", "gazetteer")}),
        ("He called the NATO chief.", {("North Atlantic Treaty Organization", "organisation", "gazetteer"), (
            "NATO chief", "role", "office")}),
    ],
)  # fmt: skip
def test_each_rule(words: str, expected: set[tuple[str, str, str]]) -> None:
    assert found(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Nothing happened. Everything is well.",
        "The Russian planes and the Italians left on Monday in May.",
        "The government, parliament and the army met. The Army met.",
        "I said that I would. He is CEO, and GDP fell.",
        "Cyclone Tamara came at Christmas.",
        "В Москве сказал Иван.",
        "في ليبيا قال",
        "北京说",
        "Five Ways To Keep Your Garden Green In Winter",
        "By Ida Holm, reporter",
        "It was on the 4th July. It was the 20th Century. It was the 3rd Ridge Holm.",
        "By Dr. Ida B. Holm and Adam Ridge, researchers",
        "The Holm Ridge said so. Royal Danish Holm said so. The HMS Holm Bay sailed.",
    ],
)
def test_what_is_no_name(words: str) -> None:
    assert found(words) == set()


def test_a_full_name_holds_its_surname_and_a_titled_surname_its_person() -> None:
    (person,) = proposed("A lawyer, Ida Holm, left. Holm came back. Ms. Holm slept.")
    assert (person.label, person.forms) == ("Ida Holm", ("Ida Holm", "Holm"))
    assert len(person.mentions) == 3


def test_a_surname_that_speaks_makes_a_person_of_the_full_name() -> None:
    assert found("Nobody met Ida Holm there. “No,” Holm said.") == {("Ida Holm", "person", "surname")}
    assert found("Nobody met Ida Holm there.") == set()


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("Nobody met Ida Holm there. Holm, a lawyer, left.", {"Ida Holm", "Holm"}),
        ("Nobody met Ida Holm there. Holm and Ridge said no.", {"Ida Holm", "Holm"}),
        ("A lawyer, Ida Hólm, left. Holm came back.", {"Ida Hólm", "Holm"}),
        ("Nobody met Ida al-Holm there. Al-Holm, 49, left.", {"Ida al-Holm", "Al-Holm"}),
    ],
)
def test_what_is_told_of_a_surname_is_told_of_the_person(words: str, forms: set[str]) -> None:
    (person,) = proposed(words)
    assert set(person.forms) == forms


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("The Fish Council (FC) met. The Peruvian Fish Council left.", {"Fish Council", "FC", "Peruvian Fish Council"}),
        ("The Ridge Fish Council met. It was the RFC.", {"Ridge Fish Council", "RFC"}),
    ],
)
def test_an_organisation_with_the_adjective_of_its_state_or_by_its_initials_is_one(words: str, forms: set[str]) -> None:
    (council,) = proposed(words)
    assert set(council.forms) == forms


def test_two_transliterations_are_one_person_where_both_names_agree() -> None:
    (person,) = [
        each
        for each in proposed("President Muammar Gaddafi left.", "The leader, Moammar Qadhafi, left.")
        if each.type == "person"
    ]
    assert set(person.forms) == {"Muammar Gaddafi", "Moammar Qadhafi"}
    assert "transliteration" in person.reason
    apart = proposed("The leader, Muammar Gaddafi, left.", "The leader, Omar Gaddafi, left.")
    assert len(apart) == 2


@pytest.mark.parametrize(
    ("words", "known", "into"),
    [
        ("Colonel Muammar Gaddafi left.", ["Moammar Gadhafi"], "a"),
        ("Nobody met Muammar Gaddafi there.", ["Moammar Gadhafi"], "a"),  # the table says what no word around him does
        ("Colonel Omar Gaddafi left.", ["Moammar Gadhafi"], None),
        ("Colonel Muammar Gaddafi left.", ["Moammar Gadhafi", "Mouammar Kadhafi"], None),
        ("Colonel Muammar Gaddafi left.", ["Gadhafi"], None),
    ],
)
def test_one_person_of_the_table_is_recognised_by_given_name_and_surname(
    words: str, known: list[str], into: str | None
) -> None:
    table = [
        Entity(Clean(id), Clean(name), "person", (Form(Clean(name)),)) for id, name in zip("ab", known, strict=False)
    ]
    (person,) = proposed(words, table=tuple(table))
    assert person.into == into


def test_a_surname_of_two_words_is_that_of_the_person_named_in_full() -> None:
    words = "The chairman, Mustafa Abdel Jalil, left. Then Mr Abdul Jalil came. Jalil slept."
    (person,) = proposed(words)
    assert set(person.forms) == {"Mustafa Abdel Jalil", "Abdul Jalil", "Jalil"}
    jalil = Entity(Clean("j"), Clean("Mustafa Abdel Jalil"), "person", (Form(Clean("Mustafa Abdel Jalil")),))
    (person,) = proposed("Then Mr Abdul Jalil came.", table=(jalil,))
    assert person.into == "j"


def test_what_stands_only_in_names_of_the_table_is_not_proposed() -> None:
    bank = Entity(Clean("bank"), Clean("Sahara Bank"), "organisation", (Form(Clean("Sahara Bank")),))
    assert found("He left Sahara Bank.", table=(bank,)) == set()
    assert found("He left Sahara Bank in the Sahara.", table=(bank,)) == {("Sahara", "place", "gazetteer")}


def test_an_abbreviation_and_its_expansion_are_one() -> None:
    (fund,) = proposed("He led the Fund for Rare Birds (FRB). The FRB closed.")
    assert set(fund.forms) == {"Fund for Rare Birds", "FRB"}


def test_spellings_of_one_title_are_one() -> None:
    roles = [
        each for each in proposed("Secretary-General Ida Holm left. Secretary General Ida Holm left.")
        if each.type == "role"
    ]  # fmt: skip
    assert [set(each.forms) for each in roles] == [{"Secretary-General", "Secretary General"}]


def test_what_the_table_knows_is_not_proposed() -> None:
    holm = Entity(
        Clean("holm"), Clean("Ida Holm"), "person", (Form(Clean("Ida Holm")),), (Clean("Great Britain"),), None, None
    )
    assert found("A lawyer, Ida Holm, left Britain. Ms. Holm came back.", table=(holm,)) == set()
    lima = Entity(Clean("lima"), Clean("Ida Lima"), "person", (Form(Clean("Ida Lima")),))
    assert found("Ms. Lima left Lima.", table=(lima,)) == {("Lima", "place", "gazetteer")}
    dossier = open_dossier(bundled())
    known = {str(form.words) for entity in dossier.entities for form in entity.forms if not form.articles}
    for each in propose(dossier.articles, dossier.entities):
        assert not known.intersection(each.forms)
        assert each.id not in {entity.id for entity in dossier.entities}


def test_places_in_names_of_persons_and_places_are_none() -> None:
    assert found("A lawyer, Sydney Holm, left South Africa.") == {
        ("Sydney Holm", "person", "description"),
        ("South Africa", "place", "gazetteer"),
    }


def test_ids_are_ids_and_each_is_one() -> None:
    both = proposed("It rained in Ridgebý and in Ridgeby too. A lawyer, Ómar Ólafur, left.")
    assert sorted(str(each.id) for each in both) == ["omar-olafur", "ridgeby", "ridgeby-2"]


def test_the_gazetteer_is_sound() -> None:
    known = gazetteer()
    assert len(known.entities) > 700
    assert {entity.type for entity in known.entities} == {"place", "organisation"}
    assert "Libyan" in known.demonyms
    assert not known.demonyms & set(known.names)
    for entity in known.entities:
        assert all(form.words == form.words.strip() != "" for form in entity.forms)


PIECES = """
Gen. President Ida Holm al-Holm of the and Bank (IHB) said in U.S. Peru Ministry Operation , . ’s “ ” - chief Monday Dr
J. [b] & Peruvian
"""
TEXT = st.lists(st.sampled_from([*PIECES.split(), "\n"]), max_size=40)


@given(TEXT, TEXT)
def test_mentions_are_where_they_say_and_never_cross(first: list[str], second: list[str]) -> None:
    articles = [article(" ".join(first), "x"), article(" ".join(second), "y")]
    proposals = propose(articles)
    assert len({each.id for each in proposals}) == len(proposals)
    for each in proposals:
        assert each.type in TABLE_TYPES
        assert each.rule in RULES
        assert each.mentions
        assert {Clean.line(surface(*place)) for place in each.mentions} == set(each.forms)
    spans = [(at.id, mention.start, mention.end) for each in proposals for at, mention in each.mentions]
    for (at, a, b), (where, c, d) in itertools.combinations(spans, 2):
        assert at != where or b <= c or d <= a or (a <= c and d <= b) or (c <= a and b <= d)


@pytest.mark.parametrize(
    "line",
    ["A " * 25_000, "Gen. " * 15_000, "Aa of " * 15_000, "Bank of Aa and " * 10_000, "U.S. " * 15_000, "al-A" * 20_000,
     "Ali-" * 25_000, "A" * 100_000, "Bank " * 15_000 + "(AB)", "word " * 20_000 + "Ida Holm said"],
    ids=lambda line: line[:12],
)  # fmt: skip
def test_a_very_long_line(line: str) -> None:
    assert len(proposed(line)) <= 1
