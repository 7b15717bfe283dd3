"""The table of entities, read strictly."""

import tomllib

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
        forms = ["A"]
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
        forms = ["Other"]
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
    claim = "e.toml: entities[1].forms: “{}” is claimed by “a” too; limit one to named articles"
    limited = "limited = [{ articles = ['%s'], forms = ['NATO chief'] }]"
    assert pair("forms = ['NATO chief']", "forms = ['NATO chief']") == [claim.format("NATO chief")]
    assert pair("forms = ['al-Qaida’s']", 'forms = ["al–Qaida\'s"]') == [claim.format("al–Qaida's")]
    assert pair("forms = ['NATO chief']", limited % "001") == [claim.format("NATO chief")]
    assert pair(limited % "001", limited % "001") == [claim.format("NATO chief")]
    assert pair(limited % "001", limited % "002") == []
    assert pair("forms = ['NATO chief', 'NATO chief']", "forms = ['NATO Chief']") == []
