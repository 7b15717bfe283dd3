"""The bundled comparison: every cell proved, fair to the words, and complete."""

import textwrap
from pathlib import Path

import pytest
from natoreader.dossier.article import UNCOUNTED, Article
from natoreader.dossier.comparison import Cell
from natoreader.dossier.dates import BASES
from natoreader.dossier.evidence import place, place_remarks
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from rich.cells import cell_len

OFFERS = ("2012-09", "2013-10", "2014-05", "2016-04", "2016-05")
DOSSIER = open_dossier(bundled())
STATED = [cell for cell in DOSSIER.comparison.cells if cell.state == "stated"]


@pytest.fixture(name="dossier")
def _dossier() -> Dossier:
    return DOSSIER


def article(id: str) -> Article:
    found = DOSSIER.article(id)
    assert found is not None
    return found


def cell(offer: str, aspect: str) -> Cell:
    return DOSSIER.comparison.cell(offer, aspect)


def named(each: Cell) -> str:
    return f"{each.offer}/{each.aspect}"


def test_five_offers_in_the_order_of_time(dossier: Dossier) -> None:
    offers = [(str(offer.id), str(offer.article), str(offer.label)) for offer in dossier.comparison.offers]
    assert offers == [
        ("2012-09", "002", "Sep 2012"),
        ("2013-10", "001", "Oct 2013"),
        ("2014-05", "000", "May 2014"),
        ("2016-04", "003", "Apr 2016"),
        ("2016-05", "004", "May 2016"),
    ]


def test_every_pair_has_a_cell_and_none_is_unchecked(dossier: Dossier) -> None:
    table = dossier.comparison
    pairs = {(str(offer.id), str(aspect.id)) for offer in table.offers for aspect in table.aspects}
    assert {(str(each.offer), str(each.aspect)) for each in table.cells} == pairs
    assert len(table.cells) == len(pairs) == 60
    assert {each.state for each in table.cells} == {"stated", "silent"}


def test_silent_cells_are_empty_and_stated_ones_are_not(dossier: Dossier) -> None:
    for each in dossier.comparison.cells:
        full = (each.summary is not None, bool(each.evidence))
        assert full == ((True, True) if each.state == "stated" else (False, False)), named(each)
        assert each.state == "stated" or not each.items
        assert (each.basis is None) == (each.reason is None)
        assert each.basis is None or each.basis in BASES


@pytest.mark.parametrize("each", STATED, ids=named)
def test_every_passage_stands_word_for_word_in_the_news(each: Cell) -> None:
    for passage in place(DOSSIER, each):
        home = article(passage.evidence.article)
        assert passage.resolution.status == "same"
        assert passage.start is not None
        assert passage.end is not None
        assert home.text.value[passage.start : passage.end] == passage.evidence.quote.exact
        kinds = {block.type for block in home.blocks_in(passage.start, passage.end)}
        assert not kinds & UNCOUNTED
        assert len(kinds) == 1
        voice = passage.evidence.voice
        assert (voice in ("headline", "caption")) == (kinds <= {"headline", "caption"})
        if voice in ("headline", "caption"):
            assert kinds == {voice}


@pytest.mark.parametrize("each", STATED, ids=named)
def test_every_passage_says_whose_words_it_is(each: Cell) -> None:
    for passage in place(DOSSIER, each):
        evidence = passage.evidence
        if evidence.voice in ("indirect", "quotation", "partial"):
            assert evidence.speaker is not None
        if evidence.voice in ("own", "recap", "caption"):
            assert evidence.speaker is None
        if evidence.voice in ("quotation", "partial"):
            paragraph = article(evidence.article).text.paragraph_at(passage.start or 0)
            assert paragraph is not None
            assert "“" in article(evidence.article).text.words(paragraph)
        if evidence.speaker is not None:
            surname = str(evidence.speaker).replace("-", " ").split()[-1]
            from_there = passage.speaker_from or passage.paragraph
            assert from_there is not None
            assert evidence.carried == (passage.speaker_from is not None)
            assert passage.speaker_from != passage.paragraph
            words = article(evidence.article).text.words(article(evidence.article).text.paragraphs[from_there - 1])
            assert surname in words


@pytest.mark.parametrize("each", STATED, ids=named)
def test_summaries_fit_four_lines_of_twenty_cells(each: Cell) -> None:
    assert each.summary is not None
    assert len(each.summary) <= 76
    lines = textwrap.wrap(each.summary, 20, break_on_hyphens=False)
    assert len(lines) <= 4
    assert max(cell_len(line) for line in lines) <= 20
    assert max(len(word) for word in each.summary.split()) <= 20


def test_items_are_all_used_and_fit_their_columns(dossier: Dossier) -> None:
    used = {str(claim.item) for each in dossier.comparison.cells for claim in each.items}
    assert used == {str(item.id) for item in dossier.comparison.items}
    for item in dossier.comparison.items:
        assert len(item.label) <= 20
        assert item.about is not None
    for each in dossier.comparison.cells:
        for claim in each.items:
            assert len(claim.verb) <= 9
            assert claim.actor in {"NATO", "Libya", "Britain", "U.S. Africa Command", "world powers"}


def test_what_is_offered_comes_first_among_the_claims_on_an_item(dossier: Dossier) -> None:
    for offer in dossier.comparison.offers:
        for item in dossier.comparison.items:
            kinds = [claim.kind for _, claim in dossier.comparison.claims(offer.id, item.id)]
            assert "offer" not in kinds[kinds.count("offer") :]


def claims(offer: str, item: str) -> set[tuple[str, str, str]]:
    return {(str(claim.actor), str(claim.kind), str(claim.verb)) for _, claim in DOSSIER.comparison.claims(offer, item)}


@pytest.mark.parametrize(
    ("item", "row"),
    [
        ("security-reform", "offer have|·|ready requested|·|·"),
        ("advisory-team", "·|will|·|·|·"),
        ("training", "·|·|ready|perhaps|plans asked"),
        ("institutions", "·|·|·|offer|assist ready need needed"),
        ("disarmament", "·|·|·|offer ready|·"),
        ("equipment", "·|·|·|·|plans"),
        ("combat", "·|·|·|no plan|no plan"),
        ("troops", "·|·|·|will not|·"),
        ("urged-to-accept", "encourage|·|·|·|·"),
        ("asked-nato", "·|requested|requested|·|·"),
        ("on-request", "·|·|·|have to|with"),
        ("asked-others", "·|·|·|·|asked"),
        ("open-help", "·|consider|·|ready have|looking"),
    ],
)
def test_rows_of_the_grid(item: str, row: str) -> None:
    found = [
        " ".join(str(claim.verb) for _, claim in DOSSIER.comparison.claims(offer, item)) or "·" for offer in OFFERS
    ]
    assert "|".join(found) == row


def test_readings_that_would_be_unfair_are_not_made() -> None:
    assert claims("2012-09", "reintegration") == {("NATO", "expertise", "have")}
    assert claims("2013-10", "advisory-team") == {("NATO", "offer", "will")}
    assert claims("2016-05", "defence-planning") == {("NATO", "importance", "need")}
    assert claims("2016-05", "boots-on-ground") == {("Libya", "limit", "not want")}
    assert claims("2016-04", "training-mission") == {("Britain", "offer", "offered")}
    assert claims("2016-05", "weapons") == {("Libya", "request", "asked")}
    assert cell("2016-04", "cause").state == "silent"
    perhaps = cell("2016-04", "offered").note
    assert perhaps is not None
    assert "disarming as well as to training" in perhaps
    team = next(each for each in cell("2013-10", "state").evidence if "already sent a team" in each.quote.exact)
    assert team.voice == "indirect"
    assert not cell("2013-10", "state").items


def test_planned_training_and_equipment_are_indirect_speech_only() -> None:
    offered = cell("2016-05", "offered")
    for claim in offered.items:
        if claim.item in ("training", "equipment"):
            assert {offered.evidence[number].voice for number in claim.evidence} == {"indirect"}


@pytest.mark.parametrize("offer", OFFERS)
def test_the_date_of_an_offer_rests_on_a_passage_and_a_reason(offer: str) -> None:
    date = cell(offer, "date")
    assert date.evidence
    assert date.basis in ("inferred", "external")
    assert date.reason is not None


CLAIMS = [
    tuple(part.strip() for part in line.split(" | "))
    for line in Path(__file__).with_name("claims.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
"""What each article says of an offer: article, paragraph, voice, speaker, words, claim."""


def test_the_claims_were_read_from_every_article() -> None:
    assert len(CLAIMS) > 63
    assert {each[0] for each in CLAIMS} == {str(each.id) for each in DOSSIER.articles}


@pytest.mark.parametrize(("id", "paragraph", "voice", "speaker", "words", "claim"), CLAIMS)
def test_every_claim_is_met_by_a_passage(
    id: str, paragraph: str, voice: str, speaker: str, words: str, claim: str
) -> None:
    text = article(id).text
    there = text.paragraphs[int(paragraph) - 1]
    assert words in text.words(there)
    start = text.value.index(words, there.start)
    met = [
        passage.evidence
        for each in STATED
        for passage in place(DOSSIER, each)
        if passage.evidence.article == id
        and passage.start is not None
        and passage.end is not None
        and passage.start <= start
        and start + len(words) <= passage.end
    ]
    named = "" if speaker == "-" else speaker
    assert any(each.voice == voice and named in (each.speaker or "") for each in met), claim


# Remarks


def test_each_remark_stands_on_its_words_and_names_a_record_in_full() -> None:
    shown: list[tuple[str, int | None]] = []
    for each in DOSSIER.articles:
        for placed in place_remarks(DOSSIER, each):
            assert placed.resolution.status == "same"
            assert placed.remark.pin.anchor is not None
            record = placed.remark.record
            assert record.title
            assert record.publisher
            assert record.url.startswith("https://")
            shown.append((str(each.id), placed.paragraph))
    assert shown == [("001", 7), ("002", 11), ("003", 9), ("003", 14), ("003", 15), ("004", 9), ("004", 14)]


def test_passages_of_the_comparison_have_their_full_anchors() -> None:
    for each in STATED:
        for evidence in each.evidence:
            anchor = evidence.pin.anchor
            assert anchor is not None
            assert anchor.sha256 == article(evidence.article).text.sha256
