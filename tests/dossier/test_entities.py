"""The table of entities, read strictly."""

import tomllib

import pytest
from natoreader.dossier.entities import Entity, Form, read_entities
from natoreader.dossier.tables import Table

NATO = """
[[entities]]
id = "nato"
label = "NATO"
type = "organisation"
"""
IDS = ("001", "002")


def read(toml: str) -> tuple[tuple[Entity, ...], list[str]]:
    top = Table(tomllib.loads(toml), "e.toml", "", [])
    found = read_entities(top, IDS)
    return found, [str(each) for each in top.problems]


def test_an_entity() -> None:
    (nato,), faults = read(f"""{NATO}
        forms = ["NATO", "North Atlantic Treaty Organization"]
        variants = ["OTAN"]
        note = "An alliance."
        wikidata = "Q7184"
        limited = [{{ articles = ["001"], forms = ["the Alliance"] }}]
    """)
    assert faults == []
    assert nato.forms[0] == Form(nato.label)
    assert [(str(form.words), set(form.articles)) for form in nato.forms] == [
        ("NATO", set()),
        ("North Atlantic Treaty Organization", set()),
        ("the Alliance", {"001"}),
    ]
    assert (nato.id, nato.type, nato.variants, nato.note, nato.wikidata) == (
        "nato",
        "organisation",
        ("OTAN",),
        "An alliance.",
        "Q7184",
    )


def test_all_that_is_wrong_is_told_and_what_is_sound_is_read() -> None:
    found, faults = read("""
        colour = 1
        [[entities]]
        id = "a"
        label = "A"
        type = "date"
        forms = ["Aa"]
        [[entities]]
        id = "b"
        label = "B"
        type = "person"
        form = ["B"]
        [[entities]]
        id = "c"
        label = "C"
        type = "place"
        forms = ["C"]
        limited = [{ articles = ["003"], forms = ["See"] }]
        [[entities]]
        id = "c"
        label = "C again"
        type = "place"
        forms = ["Another"]
        [[entities]]
        id = "D"
        label = ""
        type = "role"
        forms = ["D", ""]
    """)
    assert [str(each.id) for each in found] == ["c"]
    assert faults == [
        "e.toml: entities[0].type: “date” is not known; expected person, organisation, place, event or role",
        "e.toml: entities[1].forms: is missing; expected the words by which the articles name the entity",
        "e.toml: entities[1].form: is not a key natoreader knows (did you mean “forms”?)",
        "e.toml: entities[2].limited[0].articles: there is no article “003”",
        "e.toml: entities[3].id: “c” is already the id of another entity",
        "e.toml: entities[4].id: “D” is no id; expected lower-case letters, digits and hyphens",
        "e.toml: entities[4].label: is empty; expected a text",
        "e.toml: entities[4].forms[1]: expected a text that is not empty",
        "e.toml: colour: is not a key natoreader knows",
    ]


def test_a_form_limited_to_no_article_is_not_taken_for_an_unlimited_one() -> None:
    for limits in ("articles = []", "articles = ['']", "article = ['001']"):
        (nato,), faults = read(f"""{NATO}
            forms = ["NATO"]
            limited = [{{ {limits}, forms = ["the Alliance"] }}]
        """)
        assert [str(form.words) for form in nato.forms] == ["NATO"]
        assert faults[0].startswith("e.toml: entities[0].limited[0].articles")


def pair(first: str, second: str) -> list[str]:
    entity = "[[entities]]\nid = '{id}'\nlabel = 'x'\ntype = 'person'\n{forms}\n"
    return read(entity.format(id="a", forms=first) + entity.format(id="b", forms=second))[1]


def test_one_form_is_one_entity_unless_it_is_limited() -> None:
    claim = "e.toml: entities[1].forms: “{}” is claimed by “a” too; limit each to articles of its own"
    limited = "limited = [{ articles = ['%s'], forms = ['NATO chief'] }]"
    assert pair("forms = ['NATO chief']", "forms = ['NATO chief']") == [claim.format("NATO chief")]
    assert pair("forms = ['al-Qaida’s']", 'forms = ["al–Qaida\'s"]') == [claim.format("al–Qaida's")]
    assert pair("forms = ['NATO chief']", limited % "001") == [claim.format("NATO chief")]
    assert pair(limited % "001", limited % "001") == [claim.format("NATO chief")]
    assert pair(limited % "001", limited % "002") == []
    assert pair(limited % "001", "forms = ['NATO chief']") == [claim.format("NATO chief")]
    assert pair("forms = ['NATO chief']", "forms = ['NATO Chief']") == []


def test_what_one_entity_is_known_by_stands_there_once() -> None:
    for forms in (
        "forms = ['al-Qaida’s', \"al–Qaida's\"]",
        "forms = ['x1', \"al–Qaida's\"]\nlimited = [{ articles = ['001'], forms = ['x1'] }]",
        "limited = [{ articles = ['001'], forms = ['x1'] }, { articles = ['002', '001'], forms = ['x1'] }]",
    ):
        assert [fault.rpartition(" ")[2] for fault in pair("forms = ['B1']", forms)] == ["twice"]
    two = "limited = [{ articles = ['001'], forms = ['x1'] }, { articles = ['002'], forms = ['x1'] }]"
    assert pair("forms = ['B1']", two) == []


def test_a_variant_means_one_entity() -> None:
    claim = "e.toml: entities[1].{}: “OTAN” is claimed by “a” too; {}"
    variant, form = "forms = ['{}']\nvariants = ['OTAN']", "forms = ['OTAN']"
    assert pair(variant.format("A1"), variant.format("B1")) == [claim.format("variants", "a variant means one entity")]
    assert pair(variant.format("A1"), form) == [claim.format("forms", "limit each to articles of its own")]
    assert pair(form, variant.format("B1")) == [claim.format("variants", "a variant means one entity")]
    assert pair("forms = ['A1']", variant.format("OTAN")) == []


def test_what_is_wrong_in_a_list_is_named_by_its_place() -> None:
    faults = read(f"{NATO}forms = ['NATO', '  ', '-', 7, '…']\nlimited = [{{ articles = [], forms = ['X1'] }}]")[1]
    assert [fault.split(": ")[1] for fault in faults] == [
        "entities[0].forms[1]", "entities[0].forms[3]", "entities[0].forms[2]", "entities[0].forms[4]",
        "entities[0].limited[0].articles"]  # fmt: skip
    assert "entities[0].forms[3]: expected a text, found a number" in faults[1]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('forms = ["NA\u200bTO"]', "forms[0]: “NA\u200bTO” holds a character that nobody sees (U+200B)"),
        ('forms = ["A1"]\nnote = "\\u001b[31mred"', "note: it holds control characters, which are left out"),
        ('forms = ["A1"]\nwikidata = "banana"',
         "wikidata: “banana” is no id of Wikidata; expected one such as Q7184"),
    ],
)  # fmt: skip
def test_what_nobody_sees_and_what_is_no_id_is_named(line: str, fault: str) -> None:
    (nato,), faults = read(NATO + line)
    assert faults == [f"e.toml: entities[0].{fault}"]
    assert nato.wikidata is None
    assert "\x1b" not in f"{nato.note}"
    assert read(f'{NATO}forms = ["\u0646\u200c\u0627"]\nnote = """a\nb"""')[1] == []


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ("the", "“the” stands in every text and would be found everywhere; expected a name"),
        ("The", "“The” stands in every text and would be found everywhere; expected a name"),
        ("A", "“A” stands in every text and would be found everywhere; expected a name"),
        ("x", "“x” is a single character and would be found everywhere; expected a name"),
        ("7", "“7” is a single character and would be found everywhere; expected a name"),
        ("_", "“_” has neither a letter nor a digit; expected a name"),
        ("…", "“…” has neither a letter nor a digit; expected a name"),
    ],
)
def test_a_form_that_would_be_found_everywhere_is_named_and_left_out(form: str, fault: str) -> None:
    (nato,), faults = read(f"{NATO}forms = ['NATO', '{form}']\nvariants = ['OTAN', '{form}']")
    assert faults == [f"e.toml: entities[0].forms[1]: {fault}", f"e.toml: entities[0].variants[1]: {fault}"]
    assert nato.forms == (Form(nato.label),)
    assert nato.variants == ("OTAN",)
    assert read(f"{NATO}forms = ['{form}']")[0] == ()
    (nato,), faults = read(f"{NATO}limited = [{{ articles = ['001'], forms = ['NATO', '{form}'] }}]")
    assert faults == [f"e.toml: entities[0].limited[0].forms[1]: {fault}"]


@pytest.mark.parametrize("form", ["US", "IT", "WHO", "X", "9/11", "Éire", "習", "U.S."])
def test_short_names_are_names(form: str) -> None:
    assert read(f"{NATO}forms = ['{form}']")[1] == []


@pytest.mark.parametrize("given", ["\\u001b[31mNATO\\u001b[0m", "\\u202eNATO", "NA\\u0007TO"])
def test_escapes_in_a_name_are_named_and_taken_out(given: str) -> None:
    (found,), faults = read(f'[[entities]]\nid = "x"\nlabel = "{given}"\ntype = "place"\nforms = ["A1", "{given}"]')
    assert [fault.rpartition(": ")[2].rpartition("”")[2] for fault in faults] == [
        " holds control characters, which are left out"
    ] * 2
    assert [fault.split(": ")[1] for fault in faults] == ["entities[0].label", "entities[0].forms[1]"]
    assert "\x1b" not in found.label + "".join(faults)


@pytest.mark.parametrize("given", ["[bold]NATO[/bold]", "<b>NATO</b>", "NATO[/]", "[red on blue]NATO"])
def test_markup_in_a_name_is_named_and_stays_as_it_is(given: str) -> None:
    (found,), faults = read(f'[[entities]]\nid = "x"\nlabel = "X1"\ntype = "place"\nforms = ["{given}"]')
    assert faults == [f"e.toml: entities[0].forms[0]: “{given}” looks like markup; names are plain words"]
    assert found.forms[0].words == given


@pytest.mark.parametrize("given", ["NATO [Sic]", "Group [B]", "a < b > c", "AT&T", "x[0]", "NATO (alliance)"])
def test_brackets_of_a_name_are_no_markup(given: str) -> None:
    assert read(f'[[entities]]\nid = "x"\nlabel = "{given}"\ntype = "place"\nforms = ["{given}"]')[1] == []


def test_a_claim_limited_to_several_articles_is_compared_in_each() -> None:
    first = "limited = [{ articles = ['001', '002'], forms = ['The Brigade'] }]"
    assert len(pair(first, "limited = [{ articles = ['002'], forms = ['The Brigade'] }]")) == 1
    assert len(pair(first, "forms = ['The Brigade']")) == 1


def test_many_entities_with_one_form_are_told_once_each() -> None:
    toml = "".join(
        f"[[entities]]\nid = 'e{number}'\nlabel = 'x'\ntype = 'person'\nforms = ['Ali']\n" for number in range(3_000)
    )
    found, faults = read(toml)
    assert len(found) == 3_000
    assert len(faults) == 2_999
