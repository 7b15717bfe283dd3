"""Decisions about proposals, and writing the accepted ones into the table."""

import datetime
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from natoreader.dossier.check import check
from natoreader.dossier.entities import Entity, Form
from natoreader.dossier.folder import Dossier, open_dossier
from natoreader.dossier.mentions import Matcher, surface
from natoreader.dossier.notebook import Decision, Notebook
from natoreader.dossier.problems import DossierError
from natoreader.dossier.proposals import Choice, Proposal, choose, content_of, in_force, propose, save_choices
from natoreader.dossier.text import Clean

Files = dict[str, str | bytes]
Open = Callable[[Files], Dossier]

WORDS = "The lawyer, Ida Holm, left Lima. Holm met Gen. Adam Ridge in Quito.\n"


def proposal(id: str, *forms: str, type: str = "person") -> Proposal:
    words = tuple(Clean(form) for form in forms)
    return Proposal(Clean(id), words[0], type, words, "title", Clean("why"), ())


def decision(kind: Any, subject: str, **content: Any) -> Decision:
    moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    return Decision(Clean("d"), kind, Clean(subject), content, moment)


A, B = proposal("a", "Ida Holm", "Holm"), proposal("b", "Ida Holme")


def told(choices: tuple[Choice, ...]) -> list[tuple[str, str, str, list[str]]]:
    return [(str(each.id), str(each.label), each.state, [str(form) for form in each.forms]) for each in choices]


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([], [("a", "Ida Holm", "proposed", ["Ida Holm", "Holm"]), ("b", "Ida Holme", "proposed", ["Ida Holme"])]),
        (
            [decision("accept", "a"), decision("reject", "b")],
            [("a", "Ida Holm", "accepted", ["Ida Holm", "Holm"]), ("b", "Ida Holme", "rejected", ["Ida Holme"])],
        ),
        (
            [decision("reject", "a"), decision("accept", "a"), decision("rename", "a", label="I. Holm")],
            [("a", "I. Holm", "accepted", ["Ida Holm", "Holm"]), ("b", "Ida Holme", "proposed", ["Ida Holme"])],
        ),
        (
            [decision("accept", "b"), decision("merge", "b", into="a")],
            [("a", "Ida Holm", "accepted", ["Ida Holm", "Holm", "Ida Holme"])],
        ),
        (
            [decision("split", "a", forms=["Holm"]), decision("accept", "holm")],
            [
                ("a", "Ida Holm", "proposed", ["Ida Holm"]),
                ("b", "Ida Holme", "proposed", ["Ida Holme"]),
                ("holm", "Holm", "accepted", ["Holm"]),
            ],
        ),
    ],
)
def test_decisions_in_their_order(decisions: list[Decision], expected: list[tuple[str, str, str, list[str]]]) -> None:
    assert told(choose([A, B], decisions)) == expected


def test_a_name_that_is_split_keeps_what_the_user_calls_it_and_the_other_says_where_it_is_from() -> None:
    split = [decision("rename", "a", label="Judge Holm"), decision("split", "a", forms=["Holm"])]
    judge, _, apart = choose([A, B], split)
    assert (judge.label, judge.forms, judge.reason) == ("Judge Holm", ("Ida Holm",), "why")
    assert (apart.label, apart.rule, apart.reason) == ("Holm", None, "you split it off from “Judge Holm”")


@pytest.mark.parametrize(
    "nonsense",
    [
        decision("accept", "nobody"),
        decision("rename", "a"),
        decision("rename", "a", label=7),
        decision("merge", "a", into="a"),
        decision("merge", "a", into="nobody"),
        decision("merge", "a", into=["b"]),
        decision("split", "a", forms=["Holm", "Ida Holm"]),
        decision("split", "a", forms="Holm"),
        decision("split", "a"),
    ],
)
def test_a_decision_that_means_nothing_changes_nothing(nonsense: Decision) -> None:
    assert choose([A, B], [nonsense]) == choose([A, B], [])


def test_what_was_accepted_outlives_the_texts() -> None:
    (choice,) = choose([A], [])
    assert told(choose([], [decision("accept", "a", **content_of(choice))])) == [
        ("a", "Ida Holm", "accepted", ["Ida Holm", "Holm"])
    ]
    assert choose([], [decision("accept", "a", label="X", type="date", forms=["X"])]) == ()


def test_what_is_merged_counts_together_and_is_in_force_as_one(opened: Open) -> None:
    dossier = opened({"a.txt": "It rained in Quito, Lima and Oslo.\n", "b.txt": "It rained in Lima.\n"})
    proposals = propose(dossier.articles)
    kept = {str(each.id): content_of(each) for each in choose(proposals, [])}
    merging = [decision("merge", id, **kept[id], into="quito", target=kept["quito"]) for id in ("lima", "oslo")]
    decisions = [decision("accept", "lima", **kept["lima"]), *merging]
    (choice,) = choose(proposals, decisions)
    assert (choice.id, choice.state, choice.forms) == ("quito", "accepted", ("Quito", "Lima", "Oslo"))
    assert [(str(article.id), str(surface(article, each))) for article, each in choice.mentions] == [
        ("a", "Quito"), ("a", "Lima"), ("a", "Oslo"), ("b", "Lima")]  # fmt: skip
    (entity,) = in_force((), decisions)
    assert (entity.id, [form.words for form in entity.forms]) == (choice.id, [*choice.forms])
    split = [*decisions, decision("split", "quito", forms=["Lima"])]
    assert [len(each.mentions) for each in choose(proposals, split)] == [2, 2]


def test_two_accepted_persons_share_their_surname(opened: Open) -> None:
    dossier = opened({"a.txt": "The minister, John Smith, met the envoy, Mary Smith. Smith spoke. Mark Smith came.\n"})
    choices = [each for each in choose(propose(dossier.articles), []) if each.id in {"john-smith", "mary-smith"}]
    decisions = [decision("accept", each.id, **content_of(each)) for each in choices]
    for table in (in_force((), decisions), open_dossier(save_choices(dossier, accepted(dossier)).path.parent).entities):
        named = Matcher([each for each in table if each.id != "mark-smith"]).mentions(dossier.articles[0])
        assert [str(each.entity.id) for each in named if each.entity] == ["john-smith", "mary-smith", "mary-smith"]


GADHAFI = Entity(
    Clean("moammar-gadhafi"), Clean("Moammar Gadhafi"), "person", (Form(Clean("Moammar Gadhafi")),), (), None, None
)


def test_a_person_of_the_table_in_another_transliteration_is_accepted_as_its_form(opened: Open) -> None:
    table = (
        "[[entities]]\nid = 'moammar-gadhafi'\nlabel = 'Moammar Gadhafi'\ntype = 'person'\n"
        "forms = ['Moammar Gadhafi']\n"
    )
    words = "Colonel Muammar Gaddafi spoke. Gaddafi left.\n"
    dossier = opened({"a.txt": words, "entities.toml": table})
    proposals = propose(dossier.articles, dossier.entities)
    (choice,) = choose(proposals, [], dossier.entities)
    assert (choice.into, choice.state, choice.label) == ("moammar-gadhafi", "proposed", "Muammar Gaddafi")
    assert "“Muammar Gaddafi” can be “Moammar Gadhafi”, who is in the table" in choice.reason
    decisions = [decision("accept", choice.id, **content_of(choice))]
    (person,) = in_force(dossier.entities, decisions)
    assert [str(form.words) for form in person.forms] == ["Moammar Gadhafi", "Muammar Gaddafi"]
    saved = save_choices(dossier, choose(proposals, decisions, dossier.entities))
    assert (saved.added, saved.extended) == ((), ("moammar-gadhafi",))
    again = open_dossier(dossier.path)
    assert choose(propose(again.articles, again.entities), decisions, again.entities) == ()


def test_a_form_of_the_table_is_a_name_of_its_own_where_all_of_it_is_split_off() -> None:
    content = {"label": "Muammar Gaddafi", "type": "person", "forms": ["Muammar Gaddafi"], "into": "moammar-gadhafi"}
    split = [decision("accept", "g", **content), decision("split", "g", forms=["Muammar Gaddafi"])]
    assert [each.id for each in in_force([GADHAFI], split)] == ["moammar-gadhafi", "g"]
    (choice,) = choose((), split, [GADHAFI])
    assert choice.reason == "you split it off from “Moammar Gadhafi”"
    # Nor is it one where it was accepted before the table, or this rule, knew of it.
    suggested = Proposal(
        Clean("g"), Clean("Muammar Gaddafi"), "person", (Clean("Muammar Gaddafi"),), "title", Clean("why"), (),
        GADHAFI.id)  # fmt: skip
    del content["into"]
    for proposals in ((), (suggested,)):
        (choice,) = choose(proposals, [decision("accept", "g", **content)], [GADHAFI])
        assert (choice.state, choice.into) == ("accepted", None)


def test_a_form_that_the_entity_has_meanwhile_is_not_written_twice(opened: Open) -> None:
    dossier = opened({"a.txt": "It rained in Lima.\n", "entities.toml": TABLE})
    both = Choice(Clean("x"), Clean("X"), "person", (Clean("I. Holm"), Clean("Ida H.")), "accepted", Clean("holm"))
    save_choices(dossier, [both, both])
    (holm, _) = tomllib.loads((dossier.path / "entities.toml").read_text(encoding="utf-8"))["entities"]
    assert holm["forms"] == ["Ida H.", "I. Holm"]


def test_two_forms_that_only_typography_tells_apart_are_written_once(opened: Open) -> None:
    dossier = opened({"a.txt": "The Ridge People’s Party (RPP) met. The Ridge People's Party left.\n"})
    saved = save_choices(dossier, accepted(dossier))
    assert check(open_dossier(dossier.path)) == ()
    (party,) = tomllib.loads(saved.path.read_text(encoding="utf-8"))["entities"]
    assert party["forms"] == ["Ridge People’s Party", "RPP"]
    again = open_dossier(dossier.path)
    assert propose(again.articles, again.entities) == ()


# Writing


def accepted(dossier: Dossier, *decisions: Decision) -> list[Choice]:
    proposals = propose(dossier.articles, dossier.entities)
    everything = [decision("accept", each.id) for each in proposals]
    return [*choose(proposals, decisions or everything, dossier.entities)]


def test_accepted_names_are_written_and_then_found(opened: Open) -> None:
    dossier = opened({"a.txt": WORDS})
    saved = save_choices(dossier, accepted(dossier))
    assert saved.path == dossier.path / "entities.toml"
    assert {str(id) for id in saved.added} == {"ida-holm", "adam-ridge", "lima", "quito"}
    again = open_dossier(dossier.path)
    assert check(again) == ()
    assert {str(each.label) for each in again.entities} == {"Ida Holm", "Adam Ridge", "Lima", "Quito"}
    assert len([each for each in Matcher(again.entities).mentions(again.articles[0]) if each.entity]) == 5
    assert propose(again.articles, again.entities) == ()


TABLE = """# My names
[[entities]]
id = "holm"  # the lawyer
label = "Ida Holm"
type = "person"
forms = [
    "I. Holm",
]

[[entities]]
id = 'ridge'
label = "Adam Ridge"
type = "person"
[[entities.limited]]
articles = ["a"]
forms = ["the general"]
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_stands_in_the_file_stays(opened: Open, ends: str) -> None:
    dossier = opened({"a.txt": "It rained in Lima.\n", "entities.toml": TABLE.replace("\n", ends).rstrip()})
    saved = save_choices(dossier, accepted(dossier))
    data = saved.path.read_bytes().decode()
    assert data.startswith(TABLE.replace("\n", ends).rstrip())
    assert [str(each.id) for each in open_dossier(dossier.path).entities] == ["holm", "ridge", "lima"]


def test_forms_are_added_to_an_entity_that_is_there(opened: Open) -> None:
    dossier = opened({"a.txt": "It rained in Lima. It rained in Quito.\n", "entities.toml": TABLE})
    merging = (("Lima", "holm"), ("Quito", "ridge"))
    into = [
        decision("merge", each.lower(), label=each, type="place", forms=[each], into=whom) for each, whom in merging
    ]
    saved = save_choices(dossier, accepted(dossier, *into))
    assert (saved.added, saved.extended) == ((), ("holm", "ridge"))
    data = saved.path.read_text(encoding="utf-8")
    assert "# the lawyer" in data
    holm, ridge = tomllib.loads(data)["entities"]
    assert holm["forms"] == ["Lima", "I. Holm"]
    assert ridge["forms"] == ["Quito"]
    assert ridge["limited"] == [{"articles": ["a"], "forms": ["the general"]}]
    again = open_dossier(dossier.path)
    assert check(again) == ()
    assert accepted(again, *into) == []


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (
            "entities = [{ id = 'x', label = 'X1', type = 'place', forms = ['X1'] }]\n",
            "write its tables as [[entities]]",
        ),
        ("entities = [", "cannot be added to"),
        (b"\xff", "cannot be added to"),
        (
            (
                "[[entities]]\nid = 'x'\nlabel = 'X1'\ntype = 'place'\nforms = ['X1']\nvariants = ['x']\n"
                "[[entities]]\nid = 'lima'\nlabel = 'X2'\ntype = 'person'\nforms = ['Quito']\n"
            ),
            None,
        ),
    ],
)
def test_a_file_that_cannot_be_added_to_stays_as_it_is(opened: Open, table: str | bytes, why: str | None) -> None:
    dossier = opened({"a.txt": "It rained in Lima.\n", "entities.toml": table})
    before = (dossier.path / "entities.toml").read_bytes()
    if why is None:  # its own faults and an id that is taken do not keep a name out
        assert save_choices(dossier, accepted(dossier)).added == ("lima-2",)
        return
    with pytest.raises(DossierError) as caught:
        save_choices(dossier, accepted(dossier))
    assert why in str(caught.value)
    assert (dossier.path / "entities.toml").read_bytes() == before


def test_what_would_make_the_table_faulty_is_not_written(opened: Open) -> None:
    dossier = opened({"a.txt": "It rained.\n", "entities.toml": TABLE})
    choices = [
        Choice(Clean("x"), Clean("X1"), "place", (Clean("I. Holm"),), state="accepted"),
        Choice(Clean("y"), Clean("Y1"), "place", (Clean("the"),), state="accepted"),
    ]
    with pytest.raises(DossierError) as caught:
        save_choices(dossier, choices)
    assert "nothing was written: “x”: forms: “I. Holm” is claimed by “holm” too" in str(caught.value)
    assert "nothing was written: “y”: forms[0]: “the” stands in every text" in str(caught.value)
    assert (dossier.path / "entities.toml").read_text(encoding="utf-8") == TABLE


def test_names_that_toml_would_read_otherwise_are_escaped(opened: Open) -> None:
    dossier = opened({"a.txt": "It rained.\n"})
    words = Clean('A "quoted" \\ name ‘[X]’ é')
    save_choices(dossier, [Choice(Clean("x"), words, "place", (words,), state="accepted")])
    (entity,) = open_dossier(dossier.path).entities
    assert (entity.label, entity.forms[0].words) == (words, words)


def test_a_folder_that_cannot_be_written(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = opened({"a.txt": WORDS})

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(DossierError, match="could not be written"):
        save_choices(dossier, accepted(dossier))
    assert [path.name for path in dossier.path.iterdir()] == ["a.txt"]


def test_decisions_of_the_notebook_can_be_undone(opened: Open, tmp_path: Path) -> None:
    dossier = opened({"a.txt": WORDS})
    proposals = propose(dossier.articles)
    with Notebook.open(tmp_path / "n.sqlite3", dossier.id) as notebook:
        notebook.decide("accept", "ida-holm", content_of(choose(proposals, [])[0]))
        states = {str(each.id): each.state for each in choose(proposals, notebook.decisions())}
        assert states["ida-holm"] == "accepted"
        notebook.undo()
        assert {each.state for each in choose(proposals, notebook.decisions())} == {"proposed"}
