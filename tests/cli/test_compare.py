"""``compare``: every cell, and where the words of each stand now."""

from collections.abc import Callable
from typing import Any

import pytest
from natoreader.dossier.comparison import STATES, VOICES
from natoreader.dossier.folder import bundled, open_dossier

Run = Callable[..., tuple[int, str, str]]
Answer = Callable[..., Any]
AtTerminal = Callable[..., tuple[int, str]]
Folder = Callable[..., str]

SMALL = {
    "a.txt": "NATO offers training.\n“Perhaps later,” he said.\n",
    "dossier.toml": """
        schema = 1
        id = "small"
        [[articles]]
        id = "a"
        file = "a.txt"
        [articles.published]
        best = 2016-04-14
        basis = "stated"
        reason = "It says so."
    """,
    "comparison.toml": """
        [[aspects]]
        id = "what"
        label = "What is offered"
        [[aspects]]
        id = "when"
        label = "When"
        [[aspects]]
        id = "why"
        label = "Why"
        [[items]]
        id = "training"
        label = "Training"
        [[offers]]
        id = "2016-04"
        article = "a"
        label = "Apr 2016"
        [[cells]]
        offer = "2016-04"
        aspect = "what"
        state = "stated"
        summary = "Training, and later equipment"
        basis = "inferred"
        reason = "He was asked about it."
        note = "One article only."
        [[cells.evidence]]
        quote = "NATO offers training"
        voice = "own"
        [[cells.evidence]]
        quote = "Equipment too"
        voice = "quotation"
        speaker = "He"
        [[cells.items]]
        item = "training"
        actor = "NATO"
        kind = "offer"
        verb = "offers"
        evidence = [0]
        [[cells]]
        offer = "2016-04"
        aspect = "why"
        state = "silent"
    """,
}


@pytest.fixture
def small(folder: Folder) -> str:
    return folder(SMALL)


def test_the_comparison_as_json(answer: Answer, small: str) -> None:
    found = answer("compare", "--dossier", small)
    assert set(found) == {"aspects", "offers", "items", "cells"}
    assert found["aspects"][0] == {"id": "what", "label": "What is offered"}
    assert found["offers"] == [
        {"id": "2016-04", "article": "a", "file": "a.txt", "label": "Apr 2016", "date": "2016-04-14"}
    ]
    assert found["items"] == [{"id": "training", "label": "Training"}]
    assert [(each["aspect"], each["state"]) for each in found["cells"]] == [
        ("what", "stated"),
        ("when", "unchecked"),
        ("why", "silent"),
    ]
    assert found["cells"][0] == {
        "offer": "2016-04",
        "aspect": "what",
        "state": "stated",
        "summary": "Training, and later equipment",
        "basis": "inferred",
        "reason": "He was asked about it.",
        "stale": True,
        "note": "One article only.",
        "items": [{"item": "training", "actor": "NATO", "kind": "offer", "verb": "offers", "evidence": [0]}],
        "evidence": [
            {
                "article": "a",
                "file": "a.txt",
                "paragraph": 1,
                "start": 0,
                "end": 20,
                "exact": "NATO offers training",
                "voice": "own",
                "speaker": None,
                "status": "same",
                "now": None,
                "diff": [],
                "remarks": [],
            },
            {
                "article": "a",
                "file": "a.txt",
                "paragraph": None,
                "start": None,
                "end": None,
                "exact": "Equipment too",
                "voice": "quotation",
                "speaker": "He",
                "status": "gone",
                "now": None,
                "diff": [],
                "remarks": [],
            },
        ],
    }
    assert found["cells"][1] == {
        "offer": "2016-04",
        "aspect": "when",
        "state": "unchecked",
        "summary": None,
        "basis": None,
        "reason": None,
        "stale": False,
        "note": None,
        "items": [],
        "evidence": [],
    }


def test_every_pair_of_the_bundled_dossier_has_a_cell_and_every_quote_is_there(answer: Answer) -> None:
    dossier = open_dossier(bundled())
    found = answer("compare")
    pairs = [(each["offer"], each["aspect"]) for each in found["cells"]]
    assert len(found["offers"]) == 5
    assert sorted(pairs) == sorted((o["id"], a["id"]) for o in found["offers"] for a in found["aspects"])
    for cell in found["cells"]:
        assert cell["state"] in STATES
        assert cell["stale"] is False
        for claim in cell["items"]:
            assert all(number < len(cell["evidence"]) for number in claim["evidence"])
        for each in cell["evidence"]:
            article = dossier.article(each["article"])
            assert article is not None
            assert article.text.value[each["start"] : each["end"]] == each["exact"]
            assert each["voice"] in VOICES


def test_the_listing_gives_passages_with_paragraph_and_voice(run: Run, small: str) -> None:
    code, out, err = run("compare", "--dossier", small)
    assert (code, err) == (0, "")
    assert out == (
        "What is offered\n"
        "  Apr 2016 [a] stale: Training, and later equipment\n"
        "      ¶1 ‹NATO offers training› the paper’s own news\n"
        "      ¶? ‹Equipment too› quotation, He (no longer in the article)\n"
        "      Training: NATO, offer: offers\n"
        "      One article only.\n"
        "      He was asked about it.\n"
        "When\n"
        "  Apr 2016 [a] not checked yet\n"
        "Why\n"
        "  Apr 2016 [a] not stated\n"
    )


def test_at_a_terminal_nothing_is_cut_off(at_terminal: AtTerminal) -> None:
    code, drawn = at_terminal("compare", width=40)
    assert code == 0
    assert "…" not in drawn.replace("training…", "")


def test_a_dossier_without_a_comparison_has_nothing_to_compare(run: Run, answer: Answer, folder: Folder) -> None:
    plain = folder({"a.txt": "Words.\n"})
    code, out, err = run("compare", "--dossier", plain)
    assert (code, out) == (1, "")
    assert err == "natoreader: This dossier compares nothing; a file comparison.toml would hold the comparison.\n"
    assert answer("compare", "--dossier", plain, code=1) == {"aspects": [], "offers": [], "items": [], "cells": []}
