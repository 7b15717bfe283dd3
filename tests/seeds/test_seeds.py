"""The bundled dossier: its five articles byte for byte, and what is said of them."""

import datetime
import hashlib

import pytest
from natoreader.dossier.anchor import fold
from natoreader.dossier.article import Article, Known
from natoreader.dossier.check import check
from natoreader.dossier.entities import Form
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.dossier.mentions import Matcher, Mention, counted, flat, surface

IDS = ("000", "001", "002", "003", "004")
BYTES = {
    "000_ac9bd8d775e239d7.txt": "0fe75e3c12e5f96a88912d48f7139953ffbadbaf40b23a925c17bac488e7cec6",
    "001_905119aab83a347e.txt": "eb035959a26d97e4e06d413df67744620e8a9b1a84b669a5bd0c292c07dd9b61",
    "002_ebce2ca33be7e982.txt": "eec67a6a69f337dc4d284a5b01f6b68480154faf7bd93edd479f6e7cfef02945",
    "003_6a95b925a5cc9ef6.txt": "c7e80562530b6675f80935a7ab8a7e3f0591e8dec4cdc807955b22eb0f8bc40f",
    "004_bcac297c333c791b.txt": "8f9ceb706260bf09e326754dc894068d4771f8e44cfe2db01e9255e71fdd2ff5",
}
DOSSIER = open_dossier(bundled())
MATCHER = Matcher(DOSSIER.entities)


@pytest.fixture(name="dossier")
def _dossier() -> Dossier:
    return DOSSIER


def article(id: str) -> Article:
    found = DOSSIER.article(id)
    assert found is not None
    return found


def mentions(id: str, paragraph: int) -> list[tuple[str, str]]:
    """The mentions of a paragraph, inner ones too: words and entity."""
    at = article(id).text.paragraphs[paragraph - 1]
    return [
        (str(surface(article(id), each)), str(each.entity.id) if each.entity else each.type)
        for each in MATCHER.mentions(article(id))
        if at.start <= each.start < at.end
    ]


def count(id: str, entity: str) -> int:
    return sum(
        1
        for each in MATCHER.mentions(article(id))
        if each.entity is not None and each.entity.id == entity and counted(article(id), each)
    )


# The files


def test_nothing_is_wrong_with_the_bundled_dossier(dossier: Dossier) -> None:
    assert [str(each) for each in check(dossier)] == []


@pytest.mark.parametrize(("name", "sha256"), BYTES.items())
def test_the_articles_stand_byte_for_byte(name: str, sha256: str) -> None:
    data = (bundled() / "articles" / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == sha256
    kept = article(name[:3])
    assert kept.file == f"articles/{name}"
    assert kept.sha256 == kept.text.sha256 == sha256


def test_the_notice_names_every_file_and_claims_nothing() -> None:
    notice = (bundled() / "articles" / "NOTICE").read_text("utf-8")
    for each in DOSSIER.articles:
        assert str(each.file).removeprefix("articles/") in notice
        assert each.outlet is not None
        assert each.outlet.value in notice
    words = " ".join(notice.split())
    for said in (
        "belong to their publishers",
        "came with the project's brief",
        "unaltered",
        "not covered by its licence",
    ):
        assert said in words
    assert "No affiliation" in words


def test_the_folder_holds_nothing_else() -> None:
    held = {str(path.relative_to(bundled())) for path in bundled().rglob("*") if path.is_file()}
    tables = {"dossier.toml", "entities.toml", "comparison.toml", "remarks.toml", "articles/NOTICE"}
    assert held == tables | {f"articles/{name}" for name in BYTES}


# What is known of the articles


def test_the_dossier_and_the_order_of_its_articles(dossier: Dossier) -> None:
    assert (dossier.id, dossier.title) == ("nato-libya", "NATO’s offers to Libya, 2012–2016")
    assert tuple(each.id for each in dossier.articles) == IDS
    assert [each.id for each in dossier.chronological] == ["002", "001", "000", "003", "004"]


@pytest.mark.parametrize(
    ("id", "best", "earliest", "latest", "basis", "because"),
    [
        ("002", (2012, 9, 28), (2012, 9, 27), (2012, 9, 30), "inferred", "this month’s attack"),
        ("001", (2013, 10, 21), (2013, 10, 14), (2013, 10, 29), "inferred", "the text alone allows 14 to 29"),
        ("000", (2014, 5, 19), (2014, 5, 19), (2014, 5, 20), "inferred", "Sunday, May 18, 2014"),
        ("003", (2016, 4, 14), (2016, 4, 12), (2016, 4, 17), "external", "11 April 2016"),
        ("004", (2016, 5, 23), (2016, 5, 22), (2016, 5, 29), "external", "in Vienna"),
    ],
)
def test_dates_of_publication_say_how_they_are_known(
    id: str,
    best: tuple[int, int, int],
    earliest: tuple[int, int, int],
    latest: tuple[int, int, int],
    basis: str,
    because: str,
) -> None:
    published = article(id).published
    assert published is not None
    assert published.best == datetime.date(*best)
    assert published.earliest == datetime.date(*earliest)
    assert published.latest == datetime.date(*latest)
    precision = "day" if id == "003" else "range"
    assert (published.basis, published.precision, published.certain) == (basis, precision, False)
    assert because in published.reason


@pytest.mark.parametrize(("id", "days"), [("001", "21–22 October 2013"), ("004", "23 May 2016")])
def test_what_other_records_make_of_a_date_is_recorded_beside_it(id: str, days: str) -> None:
    published = article(id).published
    assert published is not None
    assert published.narrowed is not None
    assert published.narrowed.words().startswith(f"narrowed to {days}, external: ")


@pytest.mark.parametrize(
    ("id", "headline", "outlet", "agency", "byline"),
    [
        ("000", None, ("Stars and Stripes", "inferred"), None, None),
        (
            "001",
            ("NATO to help set up new Libyan military", "external"),
            ("Stars and Stripes", "stated"),
            None,
            None,
        ),
        (
            "002",
            ("NATO chief offers help to reform Libyan security", "stated"),
            ("Hürriyet Daily News", "external"),
            ("Reuters", "stated"),
            None,
        ),
        (
            "003",
            ("NATO Chief: We are ready to help disarm militias in Libya", "stated"),
            ("Libyan Express", "stated"),
            ("Sky News", "stated"),
            None,
        ),
        (
            "004",
            ("NATO Not Planning Any Combat Operations in Libya", "stated"),
            ("Libyan Gazette", "stated"),
            None,
            ("Libyan Gazette Editorial Staff", "stated"),
        ),
    ],
)
def test_metadata_and_its_basis(
    id: str,
    headline: tuple[str, str] | None,
    outlet: tuple[str, str] | None,
    agency: tuple[str, str] | None,
    byline: tuple[str, str] | None,
) -> None:
    def pair(known: Known | None) -> tuple[str, str] | None:
        return (str(known.value), str(known.basis)) if known else None

    each = article(id)
    assert (pair(each.headline), pair(each.outlet), pair(each.agency), pair(each.byline)) == (
        headline,
        outlet,
        agency,
        byline,
    )
    assert each.url is None


@pytest.mark.parametrize("id", IDS)
def test_what_is_called_stated_is_printed(id: str) -> None:
    each = article(id)
    for known in (each.headline, each.outlet, each.agency, each.byline):
        if known is not None:
            assert (known.value in each.text.value) == (known.basis == "stated")
            assert known.reason.endswith(".")


# Blocks


@pytest.mark.parametrize("id", IDS)
def test_blocks_cover_every_character_that_is_not_blank_once(id: str) -> None:
    each = article(id)
    covered = [0] * len(each.text)
    for block in each.blocks:
        for offset in range(block.start, block.end):
            covered[offset] += 1
    for offset, char in enumerate(each.text.value):
        assert covered[offset] <= 1
        assert covered[offset] == 1 or char.isspace(), each.text.value[offset : offset + 20]


@pytest.mark.parametrize(
    ("id", "types"),
    [
        ("000", {"caption": "1"}),
        ("001", {"caption": "1 2", "notice": "13 14 15"}),
        ("002", {"headline": "1 2", "dateline": "3", "caption": "4", "subheading": "9"}),
        ("003", {"headline": "1", "notice": "17 18", "related": "19 20 21"}),
        ("004", {"headline": "1", "byline": "2", "related": "15 16"}),
    ],
)
def test_paragraphs_that_are_not_body(id: str, types: dict[str, str]) -> None:
    each = article(id)
    found: dict[str, str] = {}
    for paragraph in each.text.paragraphs:
        kind = each.main_block(paragraph.start, paragraph.end)
        if kind != "body":
            found[kind] = f"{found.get(kind, '')} {paragraph.number}".strip()
    assert found == types


@pytest.mark.parametrize(
    ("id", "words", "next_words"),
    [("000", "STUTTGART, Germany —", "NATO is ready"), ("001", "KAISERSLAUTERN, Germany —", "NATO said on Monday")],
)
def test_a_dateline_ends_inside_its_paragraph(id: str, words: str, next_words: str) -> None:
    each = article(id)
    at = [block.type for block in each.blocks].index("dateline")
    dateline, body = each.blocks[at], each.blocks[at + 1]
    assert each.text.value[dateline.start : dateline.end] == words
    assert body.type == "body"
    assert each.text.value[body.start : body.end].startswith(next_words)


# Entities


def test_no_two_entities_share_a_label(dossier: Dossier) -> None:
    labels = [str(entity.label).casefold() for entity in dossier.entities]
    assert len(labels) == len(set(labels))


def test_every_form_is_printed_where_it_is_said_to_be(dossier: Dossier) -> None:
    texts = {str(each.id): fold(each.text.value) for each in dossier.articles}

    def printed(form: Form) -> bool:
        return any(fold(form.words) in texts[id] for id in form.articles or texts)

    lost = [str(form.words) for entity in dossier.entities for form in entity.forms if not printed(form)]
    assert lost == []


def test_every_form_is_found_as_a_mention(dossier: Dossier) -> None:
    found = {fold(surface(each, mention)) for each in dossier.articles for mention in MATCHER.mentions(each)}
    forms = {fold(form.words) for entity in dossier.entities for form in entity.forms}
    assert forms - found == set()


def test_no_spelling_leads_to_two_entities(dossier: Dossier) -> None:
    owners: dict[str, set[str]] = {}
    for entity in dossier.entities:
        for words in (*(form.words for form in entity.forms), *entity.variants):
            owners.setdefault(fold(words).casefold(), set()).add(str(entity.id))
    shared = {words: ids for words, ids in owners.items() if len(ids) > 1}
    assert shared == {"libyan government": {"libyan-transitional-governments", "gna"}}


def test_a_variant_is_no_form(dossier: Dossier) -> None:
    for entity in dossier.entities:
        assert len(set(entity.variants)) == len(entity.variants)
        assert not {form.words for form in entity.forms} & set(entity.variants), entity.id


@pytest.mark.parametrize(
    ("variant", "entity"),
    [
        ("Haftar", "hifter"),
        ("Mohamed Magariaf", "magarief"),
        ("Gaddafi", "gadhafi"),
        ("Qaddafi", "gadhafi"),
        ("Daesh", "islamic-state"),
        ("Zidan", "zeidan"),
        ("Ali Zidan", "zeidan"),
        ("Serraj", "sarraj"),
        ("al-Sarraj", "sarraj"),
        ("Misurata", "misrata"),
        ("al-Qaeda", "al-qaida"),
        ("NATO-Russia Council", "nato-russia-council"),
        ("AFRICOM", "us-africa-command"),
    ],
)
def test_spellings_for_searches(dossier: Dossier, variant: str, entity: str) -> None:
    assert [str(each.id) for each in dossier.entities if variant in each.variants] == [entity]


def test_nato_is_an_inner_name_of_a_title() -> None:
    words = mentions("001", 2)
    assert words == [
        ("NATO Secretary-General", "nato-secretary-general"),
        ("NATO", "nato"),
        ("Anders Fogh Rasmussen", "rasmussen"),
        ("NATO", "nato"),
    ]
    at = article("001").text.paragraphs[1]
    shown = [each for each in flat(MATCHER.mentions(article("001"))) if at.start <= each.start < at.end]
    assert [surface(article("001"), each) for each in shown] == [
        "NATO Secretary-General",
        "Anders Fogh Rasmussen",
        "NATO",
    ]


def test_libyan_government_is_another_one_in_another_article() -> None:
    assert ("Libyan government", "libyan-transitional-governments") in mentions("002", 8)
    assert ("Libyan government", "gna") in mentions("003", 5)
    assert ("Libyan government", "gna") in mentions("003", 8)


@pytest.mark.parametrize(
    ("id", "paragraph", "expected"),
    [
        ("000", 1, ("AP Television", "ap-television")),
        ("000", 1, ("Khalifa Hifter", "hifter")),
        ("000", 4, ("The Associated Press", "associated-press")),
        ("000", 6, ("U.S. Africa Command", "us-africa-command")),
        ("000", 6, ("Africa", "africa")),
        ("000", 8, ("attack on a U.S. diplomatic facility in Benghazi", "benghazi-attack-2012")),
        ("000", 8, ("intervention in 2011", "intervention-2011")),
        ("000", 9, ("Morón", "moron")),
        ("000", 9, ("Naval Air Station Sigonella", "sigonella")),
        ("001", 4, ("Alliance", "nato")),
        ("001", 9, ("al-Qaida", "al-qaida")),
        ("002", 5, ("head of NATO", "head-of-nato")),
        ("002", 6, ("U.S. consulate", "us-consulate-benghazi")),
        ("002", 9, ("US", "united-states")),
        ("003", 1, ("NATO Chief", "nato-chief")),
        ("003", 2, ("Secretary General of NATO", "nato-secretary-general")),
        ("003", 14, ("NATO Russia commission", "nato-russia-council")),
        ("003", 15, ("downing of the Russian plane over Turkey", "downing-russian-plane")),
        ("003", 15, ("a few months ago", "date")),
        ("003", 17, ("Libyan News", "libyan-news")),
        ("003", 18, ("Libyan Express", "libyan-express")),
        ("004", 3, ("UN", "united-nations")),
        ("004", 9, ("Muammar Gaddafi", "gadhafi")),
        ("004", 11, ("Operation Sophia", "operation-sophia")),
        ("004", 12, ("Operation Strong Foundation", "operation-strong-foundation")),
    ],
)
def test_names_hard_to_get_right(id: str, paragraph: int, expected: tuple[str, str]) -> None:
    assert expected in mentions(id, paragraph)


def test_a_demonym_is_no_mention() -> None:
    assert "Russian" not in [words for words, _ in mentions("003", 12)]
    assert "Italians" not in [words for words, _ in mentions("003", 6)]
    assert "alliance" not in [words for words, _ in mentions("003", 2)]


def test_names_in_related_headlines_are_marked_and_not_counted() -> None:
    assert ("Mohamed Swalm", "swalm") in mentions("004", 15)
    assert count("004", "swalm") == 0
    assert ("Aguila", "aguila") in mentions("003", 19)
    assert count("003", "aguila") == 0


@pytest.mark.parametrize(
    ("id", "entity", "times"),
    [
        ("002", "rasmussen", 3),
        ("000", "rasmussen", 3),
        ("001", "zeidan", 3),
        ("001", "gadhafi", 3),
        ("004", "gadhafi", 1),
    ],
)
def test_a_surname_inside_the_full_name_counts_once(id: str, entity: str, times: int) -> None:
    assert count(id, entity) == times


def test_mentions_nest_and_never_cross(dossier: Dossier) -> None:
    def crossing(a: Mention, b: Mention) -> bool:
        return a.start < b.start < a.end < b.end

    for each in dossier.articles:
        found = MATCHER.mentions(each)
        assert not [(a, b) for a in found for b in found if crossing(a, b)]
