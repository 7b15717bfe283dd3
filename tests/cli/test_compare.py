"""``compare``: every cell, and where the words of each stand now."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from natoreader.dossier.comparison import STATES, VOICES
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.notebook import ITEM, Notebook
from natoreader.dossier.paths import notebook_file

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
        speaker_from = 1
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
    assert set(found) == {"aspects", "offers", "items", "cells", "marks"}
    assert found["marks"] == []
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
                "speaker_carried": False,
                "speaker_from": None,
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
                "speaker_carried": True,
                "speaker_from": 1,
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
        "      ¶? ‹Equipment too› quotation, He, carried over from ¶1 (no longer in the article)\n"
        "      Training: NATO, offer: offers\n"
        "      Inferred: He was asked about it.\n"
        "      One article only.\n"
        "When\n"
        "  Apr 2016 [a] not checked yet\n"
        "Why\n"
        "  Apr 2016 [a] not mentioned\n"
    )


def test_a_speaker_whose_naming_is_not_found_is_carried_over_from_no_number(
    run: Run, answer: Answer, folder: Folder
) -> None:
    comparison = SMALL["comparison.toml"].replace("speaker_from = 1", 'speaker_quote = "He said"')
    dossier = folder({**SMALL, "comparison.toml": comparison})
    assert (
        "quotation, He, carried over from words that no longer stand as they were quoted"
        in run("compare", "--dossier", dossier)[1]
    )
    _, carried = answer("compare", "--dossier", dossier)["cells"][0]["evidence"]
    assert (carried["speaker_carried"], carried["speaker_from"]) == (True, None)


def test_at_a_terminal_nothing_is_cut_off(at_terminal: AtTerminal) -> None:
    code, drawn = at_terminal("compare", width=40)
    assert code == 0
    assert "…" not in drawn.replace("training…", "")


def test_a_dossier_without_a_comparison_has_nothing_to_compare(run: Run, answer: Answer, folder: Folder) -> None:
    plain = folder({"a.txt": "Words.\n"})
    code, out, err = run("compare", "--dossier", plain)
    assert (code, out) == (1, "")
    assert err == "natoreader: This dossier has no comparison; a comparison.toml in its folder makes one.\n"
    assert answer("compare", "--dossier", plain, code=1) == {
        "aspects": [],
        "offers": [],
        "items": [],
        "cells": [],
        "marks": [],
    }


# Two offers


def test_two_offers_by_parts_of_their_ids(run: Run) -> None:
    code, out, err = run("compare", "2013", "2014")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "From Oct 2013~ [001] to May 2014~ [000]"
    assert [line for line in lines if not line.startswith(" ")][1:-2] == ["New", "Kept", "Not mentioned", "Notes"]
    assert "  Libya asked NATO (Libya, request): requested" in lines
    notes = lines[lines.index("Notes") + 1 :]
    assert notes[0].startswith(
        "  Oct 2013 × What is offered: “Rebuild a functioning military” is the reporter’s framing."
    )
    assert len([line for line in notes if line.startswith("  ")]) == 5
    assert lines[-2].startswith("Both also speak of: Date, ")
    at = lines.index("  Advisory team (NATO, offer): will")
    assert lines[at + 1].startswith("      Oct 2013 ¶4 ‹“We will establish a small advisory team")
    assert lines[-1].startswith("An item or aspect that is not mentioned is one of which the article says nothing")


def test_two_offers_as_json(answer: Answer) -> None:
    found = answer("compare", "apr", "2016-05")
    assert set(found) == {"base", "other", "unchecked", "changes", "aspects"}
    assert [(each["id"], each["change"], each["cell"]["basis"]) for each in found["aspects"]] == [
        ("cause", "new", "inferred")
    ]
    assert (found["base"]["id"], found["other"]["id"]) == ("2016-04", "2016-05")
    assert found["unchecked"] == {"base": 0, "other": 0}
    training = [each for each in found["changes"] if each["item"] == "training"]
    assert [(each["actor"], each["kind"], each["change"]) for each in training] == [
        ("NATO", "offer", "worded otherwise"),
        ("Libya", "request", "new"),
    ]
    first, second = training
    assert (first["base"]["verbs"], first["other"]["verbs"], first["besides"]) == (["perhaps"], ["plans"], [])
    assert first["base"]["notes"] == [
        "As printed, “perhaps” may attach to disarming as well as to training. The headline drops it."
    ]
    assert second["besides"] == [{"actor": "NATO", "kind": "offer", "verb": "perhaps"}]
    (passage,) = first["other"]["evidence"]
    assert (passage["article"], passage["paragraph"], passage["status"]) == ("004", 10, "same")
    assert {each["change"] for each in found["changes"]} == {"new", "kept", "worded otherwise", "not mentioned"}
    assert not any(each["stale"] for each in found["changes"])


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("2016", "2014"), 1, "“2016” fits several offers: 2016-04 (Apr 2016), 2016-05 (May 2016)."),
        (("2013", "2019"), 1, "There is no offer “2019” in this dossier; it has 2012-09 (Sep 2012), 2013-10"),
        (("2013", ""), 1, "There is no offer “” in this dossier"),
        (("2013", "oct"), 1, "“2013” and “oct” are the same offer, 2013-10 (Oct 2013)."),
        (("2013",), 2, "compare: name two offers to see what changed between them, or none for all of them"),
        (("2012", "2013", "2014"), 2, "compare: name two offers"),
        (("--json", "--csv"), 2, "compare: --json and --csv are two forms of the answer; name one of them"),
        (("2012", "2013", "--csv"), 2, "compare: the grid holds all offers"),
        (("--json", "--grid"), 2, "compare: --json holds the whole comparison; leave --grid out"),
    ],
)
def test_what_cannot_be_compared(run: Run, words: tuple[str, ...], code: int, sentence: str) -> None:
    found, out, err = run("compare", *words)
    assert (found, out) == (code, "")
    assert sentence in err


def test_an_article_names_its_offer(answer: Answer) -> None:
    assert answer("compare", "002", "004")["other"]["id"] == "2016-05"


# Documents


def test_markdown_csv_and_the_grid_are_printed(run: Run) -> None:
    for words, begin in [
        (("--markdown",), '---\ntitle: "Comparison: '),
        (("--markdown", "--grid"), '---\ntitle: "Items: '),
        (("--csv",), "Item,Sep 2012~,"),
        (("--grid",), "Item\tSep 2012~\t"),
        (("2013", "2014", "--markdown"), '---\ntitle: "Oct 2013~ and May 2014~: what changed"'),
    ]:
        code, out, err = run("compare", *words)
        assert (code, err) == (0, "")
        assert out.startswith(begin)


def test_at_a_terminal_the_grid_is_not_cut_off(at_terminal: AtTerminal) -> None:
    code, drawn = at_terminal("compare", "--grid", width=40)
    plain = re.sub(r"\x1b\[[\d;]*m", "", drawn)
    assert code == 0
    assert max(map(len, plain.split("\n"))) <= 40
    assert "Sep 2012~ offer (NATO, offer)" in plain
    assert "…" not in plain


def edited(folder: Folder, old: str, new: str) -> str:
    files: dict[str, str | bytes] = {
        path.relative_to(bundled()).as_posix(): path.read_bytes() for path in bundled().rglob("*") if path.is_file()
    }
    for name, data in files.items():
        if name.endswith(".txt") and isinstance(data, bytes):
            files[name] = data.decode().replace(old, new)
    return folder(files)


def test_the_passages_of_a_stale_cell_are_exported_as_quoted_with_a_warning(run: Run, folder: Folder) -> None:
    dossier = edited(folder, "1,000", "6,000")
    text = run("export", "--comparison", "--article", "003", "--dossier", dossier, "-o", "-")[1]
    assert "> Britain has provisionally offered 1,000 troops" in text
    assert "> Britain has provisionally offered 6,000" not in text
    assert "The excerpt shows the words as the comparison quotes them." in text
    assert "have changed; it now reads" in text


def test_every_form_tells_of_stale_cells(run: Run, answer: Answer, folder: Folder) -> None:
    dossier = edited(folder, "1,000", "6,000")
    for words in ((), ("--markdown",), ("--markdown", "--grid"), ("--grid",), ("--csv",), ("2016-04", "2016-05")):
        code, out, _ = run("compare", *words, "--dossier", dossier)
        assert code == 0
        assert "the words in the article have changed" in out
        assert "1,000-" in out
    stale = [each for each in answer("compare", "--dossier", dossier)["cells"] if each["stale"]]
    assert [(each["offer"], each["aspect"]) for each in stale] == [("2016-04", "others")]
    (passage,) = stale[0]["evidence"]
    assert "6,000" in passage["now"]
    assert [each for each in passage["diff"] if each[0] != "kept"] == [["removed", " 1,000"], ["added", " 6,000"]]
    changed = answer("compare", "2016-04", "2016-05", "--dossier", dossier)["changes"]
    assert [each["item"] for each in changed if each["stale"]] == ["training-mission"]
    code, out, _ = run("check", dossier)
    assert code == 1
    assert "the cell “Apr 2016 × Offers by or to others” is stale" in out


def test_remarks_stand_by_the_words_they_speak_of(run: Run, answer: Answer) -> None:
    _, out, _ = run("compare")
    assert "      ! The body that met is called the NATO–Russia Council. “NATO Secretary General stresses" in out
    cells = answer("compare")["cells"]
    said = [each["remarks"] for cell in cells for each in cell["evidence"] if "embargo" in each["exact"]]
    assert said[0][0]["record"]["publisher"] == "Reuters"


# Sizes and faults


def big(rows: int) -> dict[str, str | bytes]:
    toml = [
        f'[[aspects]]\nid = "a{n}"\nlabel = "Aspect {n}"\n[[items]]\nid = "i{n}"\nlabel = "I{n}"' for n in range(rows)
    ]
    toml += [f'[[offers]]\nid = "o{n}"\narticle = "t{n}"\nlabel = "Offer {n}"' for n in range(rows)]
    toml += [
        f'[[cells]]\noffer = "o{column}"\naspect = "a{row}"\nstate = "stated"\nsummary = "S {row}"\n'
        f'evidence = [{{ quote = "Words {row} of it.", voice = "own" }}]\n'
        f'items = [{{ item = "i{row}", actor = "X", kind = "offer", verb = "v{column % 2}", evidence = [0] }}]'
        for row in range(rows)
        for column in range(rows)
    ]
    articles = [f'[[articles]]\nid = "t{n}"\nfile = "t{n}.txt"' for n in range(rows)]
    files: dict[str, str | bytes] = {
        f"t{n}.txt": "".join(f"Words {row} of it.\n" for row in range(rows)) for n in range(rows)
    }
    files["dossier.toml"] = "\n".join(['schema = 1\nid = "big"', *articles])
    files["comparison.toml"] = "\n".join(toml)
    return files


def test_sixty_offers_by_sixty_aspects(run: Run, answer: Answer, folder: Folder) -> None:
    dossier = folder(big(60))
    assert len(answer("compare", "--dossier", dossier)["cells"]) == 3600
    assert run("check", dossier)[0] == 0
    assert run("compare", "--csv", "--dossier", dossier)[1].count("\n") == 61
    assert run("compare", "--markdown", "--dossier", dossier)[1].count("[^nr-60-60]:") == 1
    changed = answer("compare", "o1", "o58", "--dossier", dossier)["changes"]
    assert {each["change"] for each in changed} == {"worded otherwise"}


FAULTY = """
[[aspects]]
id = "what"
label = "What"
[[aspects]]
id = "what"
label = "Again"
[[offers]]
id = "o"
article = "a"
label = "O"
[[offers]]
id = "p"
article = "zzz"
label = "P"
[[cells]]
offer = "o"
aspect = "whta"
state = "stated"
summary = "S"
evidence = [{ quote = "NATO offers", voice = "own" }]
[[cells]]
offer = "p"
aspect = "what"
state = "silent"
[[cells]]
offer = "o"
aspect = "what"
state = "stated"
summary = "Training"
[[cells.evidence]]
quote = "NATO offers training"
voice = "own"
[[cells.evidence]]
quote = "NATO offers"
voice = "own"
start = 700
end = 711
sha256 = "SHA256"
[[cells.evidence]]
quote = "he said"
voice = "own"
paragraph = 9
[[cells]]
offer = "o"
aspect = "what"
state = "maybe"
"""


def test_each_fault_is_a_sentence_that_names_its_place_and_the_rest_is_read(run: Run, folder: Folder) -> None:
    sha256 = hashlib.sha256(SMALL["a.txt"].encode()).hexdigest()
    dossier = folder({**SMALL, "comparison.toml": FAULTY.replace("SHA256", sha256)})
    code, out, _ = run("check", dossier)
    assert code == 1
    stale = "the cell “O × What” is stale"
    assert [line.removeprefix("comparison.toml: ") for line in out.splitlines()] == [
        "aspects[1].id: “what” is already the id of another of the aspects",
        "offers[1].article: there is no article “zzz”",
        "cells[0].aspect: “whta” is not known; expected what (did you mean “what”?)",
        "cells[3].state (o, what): “maybe” is not known; expected stated, silent, contradicted or unchecked",
        "cells[2].evidence[1].quote (o, what): “NATO offers”: its position 700-711 is past the end of article a (48)",
        f"cells[2].evidence[2].quote (o, what): “he said” is not in paragraph 9 of article a, which has 2; {stale}",
    ]
    code, out, err = run("compare", "--dossier", dossier)
    assert code == 0
    assert "  O [a] stale: Training\n      ¶1 ‹NATO offers training› the paper’s own news\n" in out
    assert "This dossier has problems" in err


NO_OFFERS, NO_ASPECTS = "no [[offers]]", "no [[aspects]]"


@pytest.mark.parametrize(
    ("toml", "missing"),
    [
        ("", f"{NO_OFFERS} and {NO_ASPECTS}"),
        ("aspects = []\n", f"{NO_OFFERS} and {NO_ASPECTS}"),
        ('[[aspects]]\nid = "x"\nlabel = "X"\n', NO_OFFERS),
        ('[[offers]]\nid = "o"\narticle = "a"\nlabel = "O"\n', NO_ASPECTS),
    ],
)
def test_an_empty_comparison_compares_nothing_in_any_form(run: Run, folder: Folder, toml: str, missing: str) -> None:
    dossier = folder({**SMALL, "comparison.toml": toml})
    for words in ((), ("--markdown",), ("--csv",), ("--grid",), ("2013", "2014")):
        code, out, err = run("compare", *words, "--dossier", dossier)
        assert (code, out) == (1, "")
        assert "natoreader: comparison.toml holds no comparison that can be read: natoreader check tells what" in err
    assert run("check", dossier)[:2] == (1, f"comparison.toml: compares nothing; it has {missing}\n")


def test_unchecked_aspects_make_silence_uncertain(run: Run, folder: Folder) -> None:
    toml = (
        SMALL["comparison.toml"]
        + """
        [[offers]]
        id = "2016-05"
        article = "a"
        label = "May 2016"
    """
    )
    dossier = folder({**SMALL, "comparison.toml": toml})
    _, out, _ = run("compare", "2016-04", "2016-05", "--dossier", dossier)
    assert "Apr 2016: one aspect of it is not checked yet, so what is not mentioned here may yet be found there." in out
    assert "May 2016: 3 aspects of it are not checked yet" in out
    _, out, _ = run("compare", "--csv", "--dossier", dossier)
    assert out.splitlines()[1] == 'Training,"offers (NATO, offer) ¶1’",not checked yet'


# What the user says of cells


def test_what_the_user_says_of_cells_is_told(run: Run, answer: Answer) -> None:
    with Notebook.open(notebook_file(), "nato-libya") as notebook:
        notebook.set_cell_note("2013-10", "conditions", "Ask *again*.")
        notebook.set_cell_reviewed("2013-10", f"{ITEM}training", reviewed=True)
    _, out, _ = run("compare")
    lines = out.splitlines()
    assert lines.index("      own note: Ask *again*.") > lines.index("Conditions")
    assert answer("compare")["marks"] == [
        {"offer": "2013-10", "aspect": "conditions", "item": None, "reviewed": False, "note": "Ask *again*."},
        {"offer": "2013-10", "aspect": None, "item": "training", "reviewed": True, "note": None},
    ]
