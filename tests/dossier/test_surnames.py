"""Bare surnames: whom they stand for, and where they are part of another name."""

import pytest
from natoreader.dossier.article import Article
from natoreader.dossier.entities import Entity, Form
from natoreader.dossier.mentions import Matcher, surface
from natoreader.dossier.surnames import surnames
from natoreader.dossier.text import Clean, Decoded


def entity(id: str, *forms: str, type: str = "person", limited: dict[str, str] | None = None) -> Entity:
    found = [Form(Clean(words)) for words in forms]
    found += [Form(Clean(words), frozenset({where})) for words, where in (limited or {}).items()]
    return Entity(Clean(id), Clean(id), type, tuple(found))


def found(words: str, *table: Entity, id: str = "a") -> list[tuple[str, str]]:
    decoded = Decoded(Clean(words), "utf-8", guessed=False)
    article = Article(Clean(id), Clean("a.txt"), lambda: decoded)
    mentions = [each for each in Matcher(table).mentions(article) if each.entity]
    return [(str(surface(article, each)), str(each.entity.id) if each.entity else "") for each in mentions]


STEVENS = entity("stevens", "Christopher Stevens")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Christopher Stevens", ("Stevens",)),
        ("Fayez al-Sarraj", ("al-Sarraj", "Sarraj")),
        ("Ursula von der Leyen", ("von der Leyen", "Leyen")),
        ("Martin Luther King Jr.", ("King",)),
        ("Jean-Claude Juncker", ("Juncker",)),
        ("Conor O’Brien", ("O’Brien",)),
        ("Gadhafi", ()),
        ("al-Sarraj", ("Sarraj",)),
        ("Kim Il Su", ()),
        ("Head of state", ()),
        ("Agent 47", ()),
        ("", ()),
    ],
)
def test_the_surname_of_a_name(name: str, expected: tuple[str, ...]) -> None:
    assert surnames(Clean(name)) == expected


@pytest.mark.parametrize(
    "words",
    [
        "{}",
        "{} said so.",
        "Mr. {} said so, and Ambassador {} did.",
        "“{} is dead,” it said.",
        "But {} knew. On Monday {} left. Libya’s {} stayed.",
        "the late {}’s house, pro-{} crowds and {}-led talks. Anti-{} feeling grew.",
        "Then Secretary of State {} met Minister for Europe {}.",
        "Secretary-General {} and Prime-Minister {} met Ministers {} and others.",
        "Like {}, it asked for more. According to {}, it had. It told {} Thursday.",
        "It was {}. Nobody else spoke.",
        "{} and his sons left, {} and Sonia stayed.",
    ],
)
def test_a_bare_surname_is_the_person_named_in_full(words: str) -> None:
    names = found(words.replace("{}", "Stevens"), STEVENS)
    assert names == [("Stevens", "stevens")] * words.count("{}")


@pytest.mark.parametrize(
    "words",
    [
        "Mark Stevens said so.",
        "the Stevens Institute",
        "Stevens-Jones",
        "the Smith-Stevens report, el-Stevens",
        "J. B. Stevens",
        "Stevens & Sons gave no comment, nor did Marks & Stevens.",
        "the company Stevens and Sons",
        "Stevenson",
        "stevens",
    ],
)
def test_it_is_not_where_another_name_holds_it(words: str) -> None:
    assert found(words, STEVENS) == []


def test_a_surname_of_two_persons_is_the_one_last_named_in_full_else_undecided() -> None:
    other = entity("other", "Mark Stevens")
    words = (
        "Stevens came.\nMark Stevens spoke. Stevens left.\nChristopher Stevens slept; “Stevens knew,” it said.\nStevens"
    )
    assert found(words, STEVENS, other) == [
        ("Stevens", "stevens-or-other"),
        ("Mark Stevens", "other"),
        ("Stevens", "other"),
        ("Christopher Stevens", "stevens"),
        ("Stevens", "stevens"),
        ("Stevens", "stevens"),
    ]
    assert found(words, STEVENS, other, entity("town", "Stevens", type="place"))[0] == ("Stevens", "town")


def test_a_surname_that_two_persons_list_as_a_form_is_shared_and_not_the_first_s() -> None:
    smiths = (entity("john", "John Smith", "Smith"), entity("mary", "Mary Smith", "Smith"))
    assert found("Smith came. Mary Smith left; Smith slept.", *smiths) == [
        ("Smith", "john-or-mary"),
        ("Mary Smith", "mary"),
        ("Smith", "mary"),
    ]
    assert found("Mary Smith left Smith.", *smiths, entity("town", "Smith", type="place"))[-1] == ("Smith", "john")


def test_a_headline_in_title_case_names_whom_its_article_names_in_full() -> None:
    headline = "Stevens Tells Rebels Help Will Come Soon"
    assert found(f"{headline}\nIt was Christopher Stevens.", STEVENS)[0] == ("Stevens", "stevens")
    assert found(f"{headline}\nThe Stevens Institute closed.", STEVENS) == []
    assert found("Mark Stevens Tells Rebels Help Will Come\nIt was Christopher Stevens.", STEVENS) == [
        ("Christopher Stevens", "stevens")
    ]


def test_a_surname_that_is_a_form_is_no_other_s() -> None:
    assert found("Stevens spoke.", STEVENS, entity("town", "Stevens", type="place")) == [("Stevens", "town")]
    assert found("Chris Stevens spoke. Stevens left.", entity("stevens", "Chris Stevens", "Christopher Stevens")) == [
        ("Chris Stevens", "stevens"),
        ("Stevens", "stevens"),
    ]


GADHAFI = entity("moammar", "Moammar Gadhafi", "Gadhafi")


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("His son Saif Gadhafi came.", []),
        ("Saif Gadhafi came. Gadhafi slept.", ["Gadhafi"]),
        ("Muammar Gadhafi came.", ["Gadhafi"]),  # his given name in another transliteration
        ("Colonel Gadhafi met Libya’s Gadhafi.", ["Gadhafi", "Gadhafi"]),
        ("After Gadhafi came the Gadhafi International Airport.", ["Gadhafi", "Gadhafi"]),
        ("How NATO Helped Topple Gadhafi In Libya", ["Gadhafi"]),
    ],
)
def test_a_surname_among_the_forms_is_not_that_of_another_named_in_full(words: str, whole: list[str]) -> None:
    assert found(words, GADHAFI) == [(each, "moammar") for each in whole]
    saif = entity("saif", "Saif Gadhafi")
    assert ("Gadhafi", "moammar") not in found("His son Saif Gadhafi came.", GADHAFI, saif)


def test_a_form_of_one_word_that_is_no_surname_stands_where_it_stands() -> None:
    assert found("Old Gadhafi came.", entity("g", "Gadhafi", "The Leader")) == [("Gadhafi", "g")]
    limited = entity("g", "Moammar Gadhafi", limited={"Gadhafi": "001"})
    assert found("Saif Gadhafi came.", limited, id="001") == [("Gadhafi", "g")]


def test_accents_of_the_text_are_none_where_the_name_has_none() -> None:
    erdogan = entity("e", "Recep Tayyip Erdogan")
    text = "President Recep Tayyip Erdogan arrived. They jeered Erdoğan. Recep Tayyip Erdoğan left, Erdogan said."
    assert [words for words, _ in found(text, erdogan)] == [
        "Recep Tayyip Erdogan",
        "Erdoğan",
        "Recep Tayyip Erdoğan",
        "Erdogan",
    ]


def test_of_two_persons_each_has_the_surname_with_its_accents() -> None:
    table = entity("a", "Hans Muller"), entity("b", "Karl Müller")
    assert found("Hans Muller met Karl Müller. Müller left; so did Möller.", *table) == [
        ("Hans Muller", "a"),
        ("Karl Müller", "b"),
        ("Müller", "b"),
    ]


def test_only_persons_have_surnames() -> None:
    assert found("Bank of Sahara and Sahara", entity("bank", "Big Sahara", type="organisation")) == []


def test_it_is_not_in_the_name_of_a_place() -> None:
    table = (entity("hague", "William Hague"), entity("the-hague", "The Hague", type="place"))
    assert found("The Hague is far. Hague left The Hague.", *table) == [
        ("The Hague", "the-hague"),
        ("Hague", "hague"),
        ("The Hague", "the-hague"),
    ]


def test_the_surname_is_limited_where_the_name_is() -> None:
    table = (entity("one", limited={"Ali Zeidan": "001"}),)
    assert found("Zeidan spoke.", *table, id="001") == [("Zeidan", "one")]
    assert found("Zeidan spoke.", *table, id="002") == []


def test_a_surname_is_printed_without_its_accents_too() -> None:
    assert found("Erdogan and Erdoğan", entity("e", "Tayyip Erdoğan")) == [("Erdogan", "e"), ("Erdoğan", "e")]


def test_the_article_of_an_arabic_name_belongs_to_it() -> None:
    assert found("al-Sarraj and Sarraj, el-Sarraj", entity("s", "Fayez al-Sarraj")) == [
        ("al-Sarraj", "s"),
        ("Sarraj", "s"),
    ]
