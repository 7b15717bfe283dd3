"""``entities --proposed``, ``--accept``, ``--reject``, ``--write``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from natoreader.dossier.proposals import Told
from natoreader.dossier.proposals.models import Model
from natoreader.dossier.text import Clean

Run = Callable[..., tuple[int, str, str]]
Answer = Callable[..., Any]
AtTerminal = Callable[..., tuple[int, str]]
Folder = Callable[..., str]

WORDS = "The lawyer, Ida Holm, left Lima.\nHolm met Gen. Adam Ridge in Quito.\n"


@pytest.fixture
def plain(folder: Folder) -> str:
    return folder({"a.txt": WORDS, "b.txt": "Nothing of note. Lima slept.\n"})


def states(answer: Answer, plain: str) -> dict[str, str]:
    return {each["id"]: each["state"] for each in answer("entities", "--proposed", "--dossier", plain)["proposals"]}


def test_proposals_for_programs(answer: Answer, plain: str) -> None:
    found = answer("entities", "--proposed", "--dossier", plain)["proposals"]
    assert found[0] == {
        "id": "ida-holm",
        "label": "Ida Holm",
        "type": "person",
        "state": "proposed",
        "into": None,
        "forms": ["Ida Holm", "Holm"],
        "rule": "description",
        "reason": "it is followed or preceded by what a person is",
        "count": 2,
        "mentions": [
            {"article": "a", "paragraph": 1, "start": 12, "end": 20, "text": "Ida Holm"},
            {"article": "a", "paragraph": 2, "start": 33, "end": 37, "text": "Holm"},
        ],
    }
    assert [each["id"] for each in found] == ["ida-holm", "adam-ridge", "lima", "quito"]


def test_of_one_article_and_of_one_type(answer: Answer, plain: str) -> None:
    found = answer("entities", "b", "--proposed", "--dossier", plain)["proposals"]
    assert [(each["id"], each["count"]) for each in found] == [("lima", 1)]
    found = answer("entities", "--type", "person", "--proposed", "--dossier", plain)["proposals"]
    assert [each["id"] for each in found] == ["ida-holm", "adam-ridge"]
    assert answer("entities", "b", "--type", "event", "--proposed", "--dossier", plain, code=1) == {"proposals": []}


def test_the_whole_road(answer: Answer, run: Run, plain: str) -> None:
    path = Path(plain) / "entities.toml"
    assert run("entities", "--write", "--dossier", plain)[0] == 1
    assert not path.exists()
    code, out, _ = run("entities", "--accept", "ida-holm", "--accept", "lima", "--reject", "quito", "--dossier", plain)
    assert code == 0
    assert "person\t2\tida-holm\tIda Holm\taccepted\ta:2\tHolm\tit is followed" in out
    assert states(answer, plain) == {
        "ida-holm": "accepted",
        "adam-ridge": "proposed",
        "lima": "accepted",
        "quito": "rejected",
    }
    assert not path.exists()
    written = answer("entities", "--write", "--dossier", plain)
    assert written == {"file": str(path), "added": ["ida-holm", "lima"], "extended": []}
    assert states(answer, plain) == {"adam-ridge": "proposed", "quito": "rejected"}
    assert answer("entity", "Holm", "--dossier", plain)["count"] == 2
    assert run("check", plain)[0] == 0
    assert run("entities", "--accept", "all", "--dossier", plain)[0] == 0
    assert run("entities", "--write", "--dossier", plain)[1] == f"Wrote 1 name to {path}.\n"
    assert states(answer, plain) == {"quito": "rejected"}


def test_what_was_accepted_counts_as_a_name_everywhere(answer: Answer, run: Run, plain: str) -> None:
    assert run("entity", "Holm", "--dossier", plain)[0] == 1
    assert answer("search", "Ida Holm", "--dossier", plain)["total"] == 1
    assert run("entities", "--accept", "ida-holm", "--dossier", plain)[0] == 0
    assert answer("entity", "Holm", "--dossier", plain)["label"] == "Ida Holm"
    assert [each["entity"] for each in answer("entities", "--dossier", plain)["entities"]] == ["ida-holm"]
    found = answer("search", "Ida Holm", "--dossier", plain)
    assert (found["total"], found["also"]) == (
        2,
        [{"term": "Ida Holm", "form": "Holm", "count": 2, "why": "table"}],
    )
    assert answer("search", "person:Holm lawyer", "--dossier", plain)["total"] == 1


def test_a_notebook_that_cannot_be_read_is_told_of_and_the_table_holds(
    answer: Answer, run: Run, plain: str, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "notebook.sqlite3").mkdir()  # no file at all
    code, out, err = run("search", "Holm", "--dossier", plain)
    assert code == 0
    assert out.count("Holm") == 2
    assert "notebook.sqlite3" in err


def test_an_unknown_proposal_decides_nothing(answer: Answer, run: Run, plain: str) -> None:
    code, out, err = run("entities", "--accept", "lima", "--accept", "nobody", "--dossier", plain)
    assert (code, out) == (1, "")
    assert "There is no proposal “nobody”" in err
    assert set(states(answer, plain).values()) == {"proposed"}


@pytest.mark.parametrize("with_it", [("a",), ("--type", "person"), ("--accept", "all"), ("--reject", "all")])
def test_writing_goes_alone(run: Run, plain: str, with_it: tuple[str, ...]) -> None:
    code, _, err = run("entities", *with_it, "--write", "--dossier", plain)
    assert code == 2
    assert "--write writes all" in err


def test_what_cannot_be_written_is_said(run: Run, folder: Folder) -> None:
    broken = folder({"a.txt": WORDS, "entities.toml": "entities = ["})
    assert run("entities", "--accept", "all", "--dossier", broken)[0] == 0
    code, out, err = run("entities", "--write", "--dossier", broken)
    assert (code, out) == (3, "")
    assert "entities.toml: cannot be added to" in err


def test_at_a_terminal_proposals_stand_under_their_types(at_terminal: AtTerminal, plain: str) -> None:
    code, drawn = at_terminal("entities", "--proposed", "--dossier", plain, width=120)
    assert code == 0
    assert drawn.index("Persons") < drawn.index("Ida Holm") < drawn.index("Places") < drawn.index("Lima")
    assert "It is followed or preceded by what a person is." in drawn


def test_the_answer_says_which_model_proposed(run: Run, plain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = Model("en_small", "1.0")
    monkeypatch.setattr("natoreader.cli.proposing.ask_model", lambda _: Told(model, {}))
    assert "The spaCy model en_small 1.0 proposes too." in run("entities", "--proposed", "--dossier", plain)[2]
    monkeypatch.setattr("natoreader.cli.proposing.ask_model", lambda _: Told(model, {}, Clean("It failed.")))
    code, out, err = run("entities", "--proposed", "--dossier", plain)
    assert (code, "Ida Holm" in out, "It failed." in err) == (0, True, True)


def test_a_person_of_the_table_gets_the_form_that_is_accepted(answer: Answer, run: Run, folder: Folder) -> None:
    table = "[[entities]]\nid = 'moammar'\nlabel = 'Moammar Gadhafi'\ntype = 'person'\nforms = ['Moammar Gadhafi']\n"
    plain = folder({"a.txt": "Colonel Muammar Gaddafi left.\n", "entities.toml": table})
    (found,) = answer("entities", "--proposed", "--dossier", plain)["proposals"]
    assert (found["id"], found["into"], found["state"]) == ("muammar-gaddafi", "moammar", "proposed")
    assert run("entities", "--accept", "all", "--dossier", plain)[0] == 0
    path = Path(plain) / "entities.toml"
    assert run("entities", "--write", "--dossier", plain)[1] == f"Added forms to moammar in {path}.\n"
    assert answer("entity", "Muammar Gaddafi", "--dossier", plain)["entity"] == "moammar"
    assert run("check", plain)[0] == 0
