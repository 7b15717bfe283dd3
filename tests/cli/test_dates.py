"""``natoreader dates``: the dates inside the articles."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from natoreader.dossier.folder import bundled, open_dossier

Run = Callable[..., tuple[int, str, str]]
Answer = Callable[..., Any]
AtTerminal = Callable[..., tuple[int, str]]
Folder = Callable[..., str]

SMALL: dict[str, str | bytes] = {
    "dossier.toml": """
        schema = 1
        id = "small"
        [[articles]]
        id = "a"
        file = "a.txt"
        [articles.published]
        best = 2014-05-19
        latest = 2014-05-20
        basis = "stated"
        reason = "Printed."
        [[articles.blocks]]
        type = "related"
        paragraphs = "2"
        [[articles]]
        id = "b"
        file = "b.txt"
    """,
    "a.txt": "He spoke on Monday.\nJailed - January 14, 2025\n",
    "b.txt": "She left last year.\n",
}


@pytest.fixture
def small(folder: Folder) -> str:
    return folder(SMALL)


def test_dates_are_resolved_and_say_how(answer: Answer, small: str) -> None:
    assert answer("dates", "--dossier", small) == {
        "dates": [
            {
                "article": "a",
                "file": "a.txt",
                "paragraph": 1,
                "start": 12,
                "end": 18,
                "text": "Monday",
                "earliest": "2014-05-19",
                "latest": "2014-05-19",
                "precision": "day",
                "basis": "inferred",
                "reason": "“on Monday”, published 19–20 May 2014: that Monday, 19 May 2014.",
                "block": "body",
            },
            {
                "article": "a",
                "file": "a.txt",
                "paragraph": 2,
                "start": 29,
                "end": 45,
                "text": "January 14, 2025",
                "earliest": "2025-01-14",
                "latest": "2025-01-14",
                "precision": "day",
                "basis": "stated",
                "reason": "“January 14, 2025” is printed in full.",
                "block": "related",
            },
            {
                "article": "b",
                "file": "b.txt",
                "paragraph": 1,
                "start": 9,
                "end": 18,
                "text": "last year",
                "earliest": None,
                "latest": None,
                "precision": "year",
                "basis": None,
                "reason": "“last year” cannot be resolved: the day of publication is not known.",
                "block": "body",
            },
        ]
    }


def test_an_id_leaves_the_other_articles_out(answer: Answer, small: str) -> None:
    assert {each["article"] for each in answer("dates", "a", "--dossier", small)["dates"]} == {"a"}


@pytest.mark.parametrize("id", ["000", "001", "002", "003", "004"])
def test_dates_are_the_entities_that_are_dates(answer: Answer, id: str) -> None:
    places = ("article", "file", "paragraph", "start", "end", "text", "block")
    dates = [[each[key] for key in places] for each in answer("dates", id)["dates"]]
    mentions = answer("entities", id, "--type", "date", "--all-blocks")["mentions"]
    assert dates == [[each[key] for key in places] for each in mentions]


def test_every_date_is_where_it_says(answer: Answer) -> None:
    dossier = open_dossier(bundled())
    for each in answer("dates")["dates"]:
        article = dossier.article(each["article"])
        assert article is not None
        assert article.text.value[each["start"] : each["end"]] == each["text"]
        assert each["earliest"] <= each["latest"]


def test_no_date_is_nothing_found(run: Run, answer: Answer, folder: Folder) -> None:
    plain = folder({"a.txt": "Libya may ask for help.\n"})
    assert run("dates", "--dossier", plain) == (1, "", "natoreader: No date is named there.\n")
    assert answer("dates", "--dossier", plain, code=1) == {"dates": []}


def test_an_article_that_is_not_there_is_nothing_found(run: Run, small: str) -> None:
    code, out, err = run("dates", "z", "--dossier", small)
    assert (code, out) == (1, "")
    assert "There is no article “z”" in err


def test_in_a_pipe_a_date_is_a_line(run: Run, small: str) -> None:
    reasons = (
        "“on Monday”, published 19–20 May 2014: that Monday, 19 May 2014.",
        "“January 14, 2025” is printed in full.",
        "“last year” cannot be resolved: the day of publication is not known.",
    )
    assert run("dates", "--dossier", small)[1].splitlines() == [
        f"a\t¶1\tbody\tMonday\t19 May 2014\tday\tinferred\t{reasons[0]}",
        f"a\t¶2\trelated\tJanuary 14, 2025\t14 January 2025\tday\tstated\t{reasons[1]}",
        f"b\t¶1\tbody\tlast year\tunresolved\tyear\t\t{reasons[2]}",
    ]


def test_at_a_terminal_dates_stand_under_their_article(at_terminal: AtTerminal, small: str) -> None:
    code, drawn = at_terminal("dates", "--dossier", small)
    assert code == 0
    plain = re.sub(r"\x1b\[[\d;]*m", "", drawn)
    lines = [line.rstrip() for line in plain.splitlines()]
    assert "¶1   Monday  19 May 2014  day, inferred" in lines
    assert "     “on Monday”, published 19–20 May 2014: that Monday, 19 May 2014." in lines
    assert "¶2   January 14, 2025  14 January 2025  day, stated, related" in lines
    assert "¶1   last year  unresolved  year" in lines
