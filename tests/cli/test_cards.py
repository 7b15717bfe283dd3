"""``entity``: the card of a name."""

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
Answer = Callable[..., Any]
AtTerminal = Callable[..., tuple[int, str]]
Folder = Callable[..., str]


def test_a_card_for_programs(answer: Answer) -> None:
    card = answer("entity", "NATO", "Russia", "commission")
    passages = [{"article": "003", "paragraph": 14}]
    papers = [
        {
            "article": "003",
            "file": "articles/003_6a95b925a5cc9ef6.txt",
            "outlet": "Libyan Express",
            "count": 1,
        }
    ]
    date = {
        "article": "003",
        "best": "2016-04-14",
        "earliest": "2016-04-12",
        "latest": "2016-04-17",
        "basis": "external",
    }
    assert "NATO-Russia Council" in card.pop("variants")
    assert card.pop("note").startswith("Printed as")
    assert card == {
        "entity": "nato-russia-council",
        "label": "NATO–Russia Council",
        "type": "organisation",
        "wikidata": None,
        "count": 1,
        "uncounted": 0,
        "forms": [{"form": "NATO Russia commission", "count": 1, "articles": papers}],
        "articles": papers,
        "first": date,
        "last": date,
        "companions": [
            {"entity": "nato", "label": "NATO", "type": "organisation", "count": 1, "passages": passages},
            {"entity": "russia", "label": "Russia", "type": "place", "count": 1, "passages": passages},
        ],
    }


@pytest.mark.parametrize("name", ["Qaddafi", "muammar gaddafi", "gadhafi", "GADHAFI"])
def test_any_spelling_opens_the_card(answer: Answer, name: str) -> None:
    assert answer("entity", name)["entity"] == "gadhafi"


def test_counts_are_those_of_the_list(answer: Answer) -> None:
    listed = [each for each in answer("entities")["entities"] if each["entity"]]
    for each in (listed[0], listed[5], listed[-1]):
        card = answer("entity", each["entity"])
        assert (card["count"], [paper["article"] for paper in card["articles"]]) == (each["count"], each["articles"])
        assert sum(form["count"] for form in card["forms"]) == each["count"]


def test_an_unknown_name_tells_the_nearest(run: Run, folder: Folder) -> None:
    code, out, err = run("entity", "Gadhafy")
    assert (code, out) == (1, "")
    assert err.startswith("natoreader: Nothing in this dossier is called “Gadhafy”; the nearest names are “")
    assert "“Gadhafi”" in err
    assert run("entity", "--json", "Qzqz")[:2] == (1, "")
    plain = folder({"a.txt": "NATO\n"})
    assert "natoreader entities --proposed lists" in run("entity", "NATO", "--dossier", plain)[2]


def test_a_name_of_several_entities_asks_for_an_id(run: Run) -> None:
    code, _, err = run("entity", "Libyan government")
    assert code == 1
    assert "libyan-transitional-governments or gna" in err


def test_a_name_that_would_act_on_a_terminal_is_told_harmlessly(run: Run) -> None:
    code, _, err = run("entity", "\x1b[31mNATO[/red]\x07")
    assert code == 1
    assert "\x1b" not in err
    assert "\x07" not in err


def test_in_a_pipe_each_record_says_what_it_is(run: Run) -> None:
    lines = run("entity", "Misurata")[1].splitlines()
    assert lines[0].startswith("Misrata  place")
    assert "form\t1\tMisrata\t004 Gazette 1" in lines
    assert "beside\t1\tSirte\t004 ¶12" in lines


def test_at_a_terminal_the_card_has_headings(at_terminal: AtTerminal) -> None:
    code, drawn = at_terminal("entity", "Gaddafi")
    assert code == 0
    assert drawn.index("Forms") < drawn.index("In the same paragraphs")
    assert "Moammar Gadhafi" in drawn
