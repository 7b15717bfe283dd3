"""The comparison, read strictly."""

import tomllib

import pytest
from natoreader.dossier.comparison import Comparison, read_comparison
from natoreader.dossier.tables import Table
from natoreader.dossier.text import EMPTY

BASE = """
aspects = [{ id = "offered", label = "Offered" }, { id = "limits", label = "Limits", about = "Refusals." }]
items = [{ id = "training", label = "Training" }]
offers = [
    { id = "o1", article = "a", label = "One" },
    { id = "o2", article = "a", label = "Two", note = "Of the same article." },
]
"""
STATED = """
[[cells]]
offer = "o1"
aspect = "offered"
state = "stated"
summary = "Training."
"""
PASSAGE = """
[[cells.evidence]]
quote = "some\\ntraining"
voice = "quotation"
"""
CLAIM = """
[[cells.items]]
item = "training"
actor = "NATO"
kind = "offer"
verb = "offers"
evidence = [0]
"""


def read(*toml: str) -> tuple[Comparison, list[str]]:
    top = Table(tomllib.loads("".join(toml)), "c.toml", "", [])
    found = read_comparison(top, {"a"})
    return found, [str(each._replace(about=EMPTY)) for each in top.problems]


def faults(*toml: str) -> list[str]:
    return [each.removeprefix("c.toml: ") for each in read(BASE, *toml)[1]]


def test_a_comparison() -> None:
    details = (
        'speaker = "X"\nspeaker_from = 2\nparagraph = 3\nprefix = "p"\nsuffix = "s"\nstart = 1\nend = 2\nsha256 = "f"\n'
    )
    found, wrong = read(BASE, STATED, 'note = "N"\nbasis = "inferred"\nreason = "R"\n', PASSAGE, details, CLAIM)
    assert wrong == []
    assert found
    (cell,) = found.cells
    assert cell is found.cell("o1", "offered")
    assert (cell.state, cell.summary, cell.note, cell.basis, cell.reason, cell.key) == (
        "stated",
        "Training.",
        "N",
        "inferred",
        "R",
        "cells[0]",
    )
    (evidence,) = cell.evidence
    assert (evidence.article, evidence.quote.exact, evidence.quote.paragraph) == ("a", "some\ntraining", 3)
    pin = evidence.pin
    assert (pin.quote.prefix, pin.quote.suffix, pin.start, pin.end, pin.sha256) == ("p", "s", 1, 2, "f")
    assert (evidence.voice, evidence.speaker, evidence.speaker_from) == ("quotation", "X", 2)
    assert [(str(claim.actor), claim.kind, claim.evidence) for _, claim in found.claims("o1", "training")] == [
        ("NATO", "offer", (0,))
    ]
    assert found.claims("o2", "training") == ()
    assert found.aspects[1].about == "Refusals."


def test_a_pair_without_a_cell_is_unchecked() -> None:
    found, wrong = read(BASE)
    assert wrong == []
    cell = found.cell("o2", "limits")
    assert (cell.offer, cell.aspect, cell.state, cell.evidence) == ("o2", "limits", "unchecked", ())
    assert not Comparison()


def test_rows_and_columns_that_are_wrong() -> None:
    found, wrong = read("""
        aspects = [{ id = "x", label = "X" }, { id = "x", label = "Y" }, { id = "y" }, { label = "Z" }]
        items = [{ id = "i", label = "I" }, { id = "i", label = "J" }]
        [[offers]]
        id = "o"
        article = "b"
        label = "O"
        [[offers]]
        id = "p"
        article = "a"
        label = "P"
        [[offers]]
        id = "p"
        article = "a"
        label = "Q"
        [[offers]]
        id = "q"
        articel = "a"
    """)
    assert [str(each.id) for each in found.aspects] == ["x"]
    assert [str(each.id) for each in found.items] == ["i"]
    assert [str(each.label) for each in found.offers] == ["P"]
    assert wrong == [
        "c.toml: aspects[1].id: “x” is already the id of another of the aspects",
        "c.toml: aspects[2].label: is missing; expected a text",
        "c.toml: aspects[3].id: is missing; expected a text",
        "c.toml: items[1].id: “i” is already the id of another of the items",
        "c.toml: offers[0].article: there is no article “b”",
        "c.toml: offers[2].id: “p” is already the id of another offer",
        "c.toml: offers[3].article: is missing; expected a text",
        "c.toml: offers[3].label: is missing; expected a text",
        "c.toml: offers[3].articel: is not a key natoreader knows (did you mean “article”?)",
    ]


VOICES = "headline, own, indirect, quotation, partial, recap or caption"
SILENT = '[[cells]]\noffer = "o2"\naspect = "limits"\nstate = "silent"\n'
CONTRADICTED = STATED.replace('"stated"', '"contradicted"')


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        (SILENT, []),
        (CONTRADICTED + PASSAGE + PASSAGE, []),
        (STATED, ["cells[0].evidence: is missing; a stated cell needs at least one passage"]),
        (CONTRADICTED + PASSAGE, ["cells[0].evidence: a contradicted cell needs the two passages that disagree"]),
        (CONTRADICTED, ["cells[0].evidence: is missing; a contradicted cell needs at least one passage"]),
        (
            STATED.replace('summary = "Training."', "") + PASSAGE,
            ["cells[0].summary: is missing; a stated cell needs a summary"],
        ),
        (SILENT + PASSAGE, ["cells[0].evidence: a cell that is silent cannot have a passage"]),
        (
            SILENT.replace("silent", "unchecked") + PASSAGE,
            ["cells[0].evidence: a cell that is unchecked cannot have a passage"],
        ),
        (
            SILENT + CLAIM,
            ["cells[0].items[0].evidence: there is no passage 0; the cell has 0, counted from 0"],
        ),
        (SILENT + SILENT, ["cells[1]: offer “o2” and aspect “limits” already have a cell"]),
        (
            SILENT.replace("silent", "quiet"),
            ["cells[0].state: “quiet” is not known; expected stated, silent, contradicted or unchecked"],
        ),
        (SILENT.replace("o2", "o3"), ["cells[0].offer: “o3” is not known; expected o1 or o2"]),
        (
            SILENT.replace("limits", "limit"),
            ["cells[0].aspect: “limit” is not known; expected offered or limits (did you mean “limits”?)"],
        ),
        (SILENT + 'evidense = "x"\n', ["cells[0].evidense: is not a key natoreader knows (did you mean “evidence”?)"]),
        (
            STATED + PASSAGE + "speaker_from = 2\n",
            ["cells[0].evidence[0].speaker_from: is given without a speaker"],
        ),
        (
            STATED + PASSAGE + 'speaker_quote = "X said"\n',
            ["cells[0].evidence[0].speaker_quote: is given without a speaker"],
        ),
        (
            STATED + PASSAGE + 'speaker = "X"\nspeaker_from = 2\nspeaker_quote = "X said"\n',
            ["cells[0].evidence[0].speaker_quote: is given beside speaker_from; expected only one of them"],
        ),
        (
            STATED + PASSAGE.replace("quotation", "gossip"),
            [f"cells[0].evidence[0].voice: “gossip” is not known; expected {VOICES}"],
        ),
        (STATED + PASSAGE.replace("quote =", "quotes ="), [
            "cells[0].evidence[0].quote: is missing; expected a text",
            "cells[0].evidence[0].quotes: is not a key natoreader knows (did you mean “quote”?)",
        ]),
        (STATED + PASSAGE + "start = true\nend = '2'\n", [
            "cells[0].evidence[0].start: expected a whole number, found true or false",
            "cells[0].evidence[0].end: expected a whole number, found a text",
        ]),
        (
            STATED + PASSAGE + CLAIM.replace("[0]", "[0, 1]"),
            ["cells[0].items[0].evidence: there is no passage 1; the cell has 1, counted from 0"],
        ),
        (
            STATED + PASSAGE + CLAIM.replace("[0]", "[-1]"),
            ["cells[0].items[0].evidence: there is no passage -1; the cell has 1, counted from 0"],
        ),
        (
            STATED + PASSAGE + CLAIM.replace("[0]", "[]"),
            ["cells[0].items[0].evidence: expected at least one number of a passage of this cell, from 0"],
        ),
        (
            STATED + PASSAGE + CLAIM.replace('"training"', '"drones"').replace('"offer"', '"gift"'),
            [
                "cells[0].items[0].item: “drones” is not known; expected training",
                "cells[0].items[0].kind: “gift” is not known; expected offer, expertise, limit, request or importance",
            ],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_cell(toml: str, expected: list[str]) -> None:
    assert faults(toml) == expected


def test_a_cell_with_an_unreadable_passage_keeps_no_claim_that_could_point_at_another() -> None:
    found, wrong = read(BASE, STATED, PASSAGE.replace("quotation", "gossip"), PASSAGE, CLAIM)
    assert len(wrong) == 1
    (cell,) = found.cells
    assert (len(cell.evidence), cell.items) == (1, ())


def test_the_faults_below_a_cell_of_an_unknown_offer_are_told_too() -> None:
    wrong = faults(STATED.replace("o1", "o9"), PASSAGE.replace("quotation", "gossip"))
    assert [each.split(": ")[0] for each in wrong] == ["cells[0].offer", "cells[0].evidence[0].voice"]


@pytest.mark.parametrize(
    ("sound", "faulty", "fault"),
    [
        ('id = "o1", article = "a"', 'id = "o1", article = "z"', "offers[0].article: there is no article “z”"),
        ('label = "One"', 'lable = "One"', "offers[0].label: is missing; expected a text"),
        ('label = "Offered"', 'label = ""', "aspects[0].label: is empty; expected a text"),
        ('label = "Training"', "label = 5", "items[0].label: expected a text, found a number"),
    ],
)
def test_what_rests_on_a_row_or_column_with_a_fault_is_left_out_without_a_word(
    sound: str, faulty: str, fault: str
) -> None:
    more = [SILENT, SILENT.replace("o2", "o1"), SILENT.replace("limits", "offered")]
    found, wrong = read(BASE.replace(sound, faulty), STATED, PASSAGE, CLAIM, *more)
    assert wrong[0] == f"c.toml: {fault}"
    assert all(each.startswith(f"c.toml: {fault.partition('.')[0]}.") for each in wrong)
    left = {each.id for each in found.offers}, {each.id for each in found.aspects}, {each.id for each in found.items}
    assert all(cell.offer in left[0] and cell.aspect in left[1] for cell in found.cells)
    assert all(claim.item in left[2] for cell in found.cells for claim in cell.items)
    assert found.cell("o2", "limits").state == "silent"


def test_an_id_that_is_none_is_told_of_once() -> None:
    toml = (BASE, STATED, PASSAGE, CLAIM)
    found, wrong = read(*(each.replace('"o1"', '"O 1"').replace('"training"', '"Train!"') for each in toml))
    assert [each.partition(": ")[2].partition(": ")[0] for each in wrong] == ["items[0].id", "offers[0].id"]
    assert not found.cells


def test_cells_without_any_offer_or_aspect() -> None:
    found, wrong = read(SILENT)
    assert not found
    assert wrong == [
        "c.toml: cells[0].offer: “o2” is not known; there is none to name",
        "c.toml: cells[0].aspect: “limits” is not known; there is none to name",
    ]
