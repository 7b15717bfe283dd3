"""The bundled comparison: every cell proved, fair to the words, and complete."""

import textwrap

import pytest
from natoreader.dossier.article import UNCOUNTED, Article
from natoreader.dossier.comparison import Cell
from natoreader.dossier.dates import BASES
from natoreader.dossier.evidence import place
from natoreader.dossier.folder import Dossier, bundled, open_dossier

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
            from_there = evidence.speaker_from or passage.paragraph
            assert from_there is not None
            assert evidence.speaker_from != passage.paragraph
            words = article(evidence.article).text.words(article(evidence.article).text.paragraphs[from_there - 1])
            assert surname in words


@pytest.mark.parametrize("each", STATED, ids=named)
def test_summaries_fit_four_lines_of_twenty_cells(each: Cell) -> None:
    assert each.summary is not None
    assert len(each.summary) <= 76
    assert len(textwrap.wrap(each.summary, 20, break_on_hyphens=False)) <= 4
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
            assert claim.actor in {"NATO", "Libya", "Britain", "Italy", "U.S. Africa Command", "world powers"}


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
        ("security-reform", "offer have|·|ready received|·|·"),
        ("advisory-team", "·|will|·|·|·"),
        ("training", "·|·|ready|perhaps|plans asked"),
        ("institutions", "·|·|·|offer|assist need needed"),
        ("disarmament", "·|·|·|offer|·"),
        ("equipment", "·|·|·|·|plans"),
        ("combat", "·|·|·|no plan|no plan"),
        ("troops", "·|·|·|will not|·"),
        ("urged-to-accept", "urged|·|·|·|·"),
        ("asked-nato", "·|requested|received|·|·"),
        ("on-request", "·|·|·|have to|with"),
        ("asked-others", "·|·|·|·|asked"),
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
    assert claims("2016-04", "training-mission") == {("Britain", "offer", "offered"), ("Italy", "offer", "led")}
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


# What each article says of an offer, sentence by sentence; each must lie in a passage of its column.
CLAIMS = [
    ("2012-09", "expressed concern about armed groups operating outside government control"),
    ("2012-09", "encouraging Tripoli to accept an offer of help"),
    ("2012-09", "to reform its security sector"),
    ("2012-09", "made the offer on Sept. 27 to Libyan leader Mohammed Magarief"),
    ("2012-09", "after this month’s attack on the U.S. consulate"),
    ("2012-09", "it is a matter of concern that individual and independent armed groups"),
    (
        "2012-09",
        "he had offered NATO help to improve security in Libya in a meeting with Magarief at the United Nations",
    ),
    ("2012-09", "a lot of expertise when it comes to reforms of the defense and security sector"),
    ("2012-09", "the reintegration of former freedom fighters"),
    ("2012-09", "a number of steps to put these individual groups under control"),
    ("2012-09", "temporarily withdrawing more staff from its embassy"),
    ("2012-09", "possible demonstrations in Tripoli and Benghazi on Sept. 28"),
    ("2013-10", "NATO said on Monday it would help Libya rebuild a functioning military"),
    ("2013-10", "amid warnings about worsening turmoil"),
    ("2013-10", "We will establish a small advisory team"),
    ("2013-10", "stand ready to consider providing assistance"),
    ("2013-10", "in areas where the Alliance can add value"),
    ("2013-10", "to provide advice on the building of defense structures"),
    ("2013-10", "requested NATO’s help in May to set up its new armed forces"),
    ("2013-10", "ignoring the weak central government in Tripoli"),
    ("2013-10", "sought to disarm the militias by paying them"),
    ("2013-10", "Ali Zeidan was captured and briefly detained"),
    ("2013-10", "had already sent a team to Libya to assess conditions"),
    ("2013-10", "something needs to be done to ensure security in Libya"),
    ("2013-10", "in a press conference from Brussels"),
    ("2014-05", "NATO is ready to provide training support to Libyan security forces"),
    ("2014-05", "turmoil in the country has prevented those efforts from moving forward"),
    ("2014-05", "we’ve had some difficulties in engaging with the Libyan authorities"),
    ("2014-05", "because of instability and lack of security in Libya"),
    ("2014-05", "a militia group attacked the Libyan parliament building"),
    ("2014-05", "Once the Libyan authorities are ready to engage with us"),
    ("2014-05", "ensures a safe environment for our assistance"),
    ("2014-05", "ready to assist Libya to develop their security sector as requested"),
    ("2014-05", "Last year, NATO received a request for support"),
    ("2014-05", "U.S. Africa Command has similar plans in the works"),
    ("2014-05", "a virtual failed state"),
    ("2016-04", "We are ready to help disarm militias in Libya"),
    ("2016-04", "The Secretary General of NATO has told Sky News"),
    ("2016-04", "“stands ready to help” Libya if it wants military assistance"),
    ("2016-04", "We see increased presence of ISIL"),
    ("2016-04", "We are not planning for a ‘combat’ mission"),
    ("2016-04", "What we have offered"),
    ("2016-04", "we are in direct contact with the Libyan government"),
    ("2016-04", "is to build capacity"),
    ("2016-04", "help them build defence institutions"),
    ("2016-04", "disarm militia groups perhaps also in the future some training"),
    ("2016-04", "Britain has provisionally offered 1,000 troops"),
    ("2016-04", "a larger training mission led by the Italians"),
    ("2016-04", "“We are ready to help,”"),
    ("2016-04", "they have to request"),
    ("2016-04", "we will not send in troops"),
    ("2016-04", "we will not do any activities in Libya at all without a request"),
    ("2016-04", "if and when the new request will arrive"),
    ("2016-04", "the new government has only been in place for a few days"),
    ("2016-04", "They know that we have the capabilities and that we stand ready to help them"),
    ("2016-05", "NATO Not Planning Any Combat Operations in Libya"),
    ("2016-05", "NATO stands ready to support the UN-backed Government of National Accord (GNA)"),
    ("2016-05", "assisting in the county in the building of defence and security institutions"),
    ("2016-05", "In a press conference on Thursday"),
    ("2016-05", "a clear mandate to stand ready and help assist the GNA"),
    ("2016-05", "I spoke with Prime Minister Sarraj some weeks ago"),
    ("2016-05", "he will now send a team of experts from Tripoli to Brussels"),
    ("2016-05", "they will sit down with our experts and look into what we can do to assist and help them"),
    ("2016-05", "not planning on any kind of combat operations"),
    ("2016-05", "with the request of the GNA"),
    ("2016-05", "help build their capacity to defend themselves"),
    ("2016-05", "We are not talking about the combat operation"),
    ("2016-05", "how NATO can assist and help, especially in the field of building institutions, structures"),
    ("2016-05", "the importance of institutions, structures, security, defence planning"),
    ("2016-05", "that is something they really need"),
    ("2016-05", "by giving it weapons and by providing training for its military forces"),
    ("2016-05", "agreed to partially lift the arms embargo"),
    ("2016-05", "planning on training Libyan forces and provide military equipment to Libya"),
    ("2016-05", "strong and organized institutions needed to be built"),
    ("2016-05", "help the European Union in Operation Sophia"),
    ("2016-05", "by providing ships, surveillance, and reconnaissance"),
    ("2016-05", "has launched Operation Strong Foundation"),
    ("2016-05", "repeatedly called on the international community to hasten"),
    ("2016-05", "Libya did not want foreign intervention in the form of boots on ground"),
    ("2016-05", "world powers are eager to support the GNA"),
]


@pytest.mark.parametrize(("offer", "words"), CLAIMS)
def test_every_claim_about_an_offer_has_its_passage(offer: str, words: str) -> None:
    quotes = [evidence.quote.exact for each in STATED if each.offer == offer for evidence in each.evidence]
    assert [quote for quote in quotes if words in quote]
