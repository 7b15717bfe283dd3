"""``entities``: mentions, inner ones among them, and what counts."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from natoreader.dossier.entities import ENTITY_TYPES
from natoreader.dossier.folder import bundled, open_dossier

Run = Callable[..., tuple[int, str, str]]
Answer = Callable[..., Any]
AtTerminal = Callable[..., tuple[int, str]]
Folder = Callable[..., str]

SMALL = {
    "dossier.toml": """
        schema = 1
        id = "small"
        [[articles]]
        id = "a"
        file = "a.txt"
        [[articles.blocks]]
        type = "notice"
        paragraphs = "3"
    """,
    "a.txt": "The head of NATO spoke last year.\nLast year the NATO chief spoke of 1,000 troops.\nWrite to NATO.\n",
    "entities.toml": """
        [[entities]]
        id = "nato"
        label = "NATO"
        type = "organisation"
        forms = ["NATO"]
        [[entities]]
        id = "head"
        label = "Head of NATO"
        type = "role"
        forms = ["head of NATO", "NATO chief"]
        [[entities]]
        id = "absent"
        label = "Absent"
        type = "person"
        forms = ["Nobody"]
    """,
}


@pytest.fixture
def small(folder: Folder) -> str:
    return folder(SMALL)


def test_entities_are_those_named_with_forms_counts_and_articles(answer: Answer, small: str) -> None:
    found = answer("entities", "--dossier", small)
    assert set(found) == {"entities", "mentions"}
    assert found["entities"] == [
        {
            "entity": "nato",
            "label": "NATO",
            "type": "organisation",
            "forms": ["NATO"],
            "count": 2,
            "articles": ["a"],
        },
        {
            "entity": "head",
            "label": "Head of NATO",
            "type": "role",
            "forms": ["head of NATO", "NATO chief"],
            "count": 2,
            "articles": ["a"],
        },
        {
            "entity": None,
            "label": "last year",
            "type": "date",
            "forms": ["last year", "Last year"],
            "count": 2,
            "articles": ["a"],
        },
        {
            "entity": None,
            "label": "1,000 troops",
            "type": "quantity",
            "forms": ["1,000 troops"],
            "count": 1,
            "articles": ["a"],
        },
    ]


def test_mentions_stand_in_the_order_of_the_text_outer_before_inner(answer: Answer, small: str) -> None:
    mentions = answer("entities", "a", "--dossier", small)["mentions"]
    assert mentions[0] == {
        "article": "a",
        "file": "a.txt",
        "paragraph": 1,
        "block": "body",
        "start": 4,
        "end": 16,
        "text": "head of NATO",
        "type": "role",
        "entity": "head",
        "label": "Head of NATO",
    }
    assert [each["text"] for each in mentions] == [
        "head of NATO",
        "NATO",
        "last year",
        "Last year",
        "NATO chief",
        "NATO",
        "1,000 troops",
    ]


def test_notices_count_only_when_asked_for(answer: Answer, small: str) -> None:
    blocks = Counter(each["block"] for each in answer("entities", "--all-blocks", "--dossier", small)["mentions"])
    assert blocks == {"body": 7, "notice": 1}


@pytest.mark.parametrize("kind", ENTITY_TYPES)
def test_a_type_leaves_the_others_out(answer: Answer, kind: str) -> None:
    found = answer("entities", "--type", kind)
    assert found["entities"]
    assert {each["type"] for each in found["entities"] + found["mentions"]} == {kind}


def test_every_mention_is_where_it_says(answer: Answer) -> None:
    dossier = open_dossier(bundled())
    found = answer("entities", "--all-blocks")
    counts: Counter[tuple[str, str]] = Counter()
    for each in found["mentions"]:
        article = dossier.article(each["article"])
        assert article is not None
        assert article.text.value[each["start"] : each["end"]] == each["text"]
        paragraph = article.text.paragraphs[each["paragraph"] - 1]
        assert paragraph.start <= each["start"] < each["end"] <= paragraph.end
        assert article.block_at(each["start"]) == each["block"]
        counts[each["type"], each["entity"] or each["label"].casefold()] += 1
    assert {(e["type"], e["entity"] or e["label"].casefold()): e["count"] for e in found["entities"]} == counts


def test_nothing_named_is_nothing_found(run: Run, answer: Answer, folder: Folder) -> None:
    plain = folder({"a.txt": "Nothing of note.\n"})
    code, out, err = run("entities", "--dossier", plain)
    assert (code, out) == (1, "")
    assert err.startswith("natoreader: No entity is named there.\n")
    assert "there is no name in entities.toml, and natoreader entities --proposed lists" in err
    assert "entities.toml" not in run("entities", "--type", "date", "--dossier", plain)[2]
    assert answer("entities", "--type", "event", "--dossier", plain, code=1) == {"entities": [], "mentions": []}


def test_in_a_pipe_an_entity_is_a_line(run: Run, small: str) -> None:
    assert run("entities", "--dossier", small)[1].splitlines() == [
        "organisation\tnato\t2\tNATO\ta:2\t",
        "role\thead\t2\tHead of NATO\ta:2\thead of NATO = NATO chief",
        "date\t\t2\tlast year\ta:2\tLast year",
        "quantity\t\t1\t1,000 troops\ta:1\t",
    ]


def test_at_a_terminal_entities_stand_under_their_types(at_terminal: AtTerminal, small: str) -> None:
    code, drawn = at_terminal("entities", "--dossier", small)
    assert code == 0
    assert drawn.index("Organisations") < drawn.index("Roles") < drawn.index("Dates") < drawn.index("Quantities")
    assert "Persons" not in drawn
