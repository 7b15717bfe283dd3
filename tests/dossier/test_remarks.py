"""Remarks: read strictly, placed in their articles, checked."""

from collections.abc import Callable

import pytest
from natoreader.dossier.check import check
from natoreader.dossier.evidence import place_remarks, remarks_on
from natoreader.dossier.folder import Dossier

Files = dict[str, str | bytes]
Open = Callable[[Files], Dossier]

TOML = 'schema = 1\nid = "d"\n[[articles]]\nid = "a"\nfile = "a.txt"\n'
ARTICLE = "It fell in October.\nThey came. They left.\nThey came.\n"
RECORD = 'record = { title = "T", publisher = "P", date = 2011-08-22, url = "https://example.org/a?b=1" }\n'


def remark(quote: str, more: str = RECORD, article: str = "a") -> str:
    return f'[[remarks]]\narticle = "{article}"\nquote = "{quote}"\nsays = "It was in August."\n{more}'


@pytest.fixture
def with_remarks(opened: Open) -> Callable[..., Dossier]:
    return lambda *remarks: opened({"dossier.toml": TOML, "a.txt": ARTICLE, "remarks.toml": "".join(remarks)})


def faults(dossier: Dossier) -> list[str]:
    return [str(each) for each in check(dossier)]


def test_remarks_stand_in_the_order_of_the_text(with_remarks: Callable[..., Dossier]) -> None:
    dossier = with_remarks(remark("gone"), remark("They left."), remark("in October"))
    placed = place_remarks(dossier, dossier.articles[0])
    found = [(str(each.remark.pin.quote.exact), each.paragraph, each.resolution.status) for each in placed]
    assert found == [("in October", 1, "same"), ("They left.", 2, "same"), ("gone", None, "gone")]
    record = placed[0].remark.record
    assert (record.title, record.publisher, record.long_date(), record.url) == (
        "T",
        "P",
        "22 August 2011",
        "https://example.org/a?b=1",
    )


def test_a_passage_has_the_remarks_that_share_words_with_it(with_remarks: Callable[..., Dossier]) -> None:
    dossier = with_remarks(remark("in October"), remark("gone"))
    article = dossier.articles[0]
    start = ARTICLE.index("in October")
    assert len(remarks_on(dossier, article, 0, start + 1)) == 1
    assert remarks_on(dossier, article, 0, start) == ()
    assert remarks_on(dossier, article, start + len("in October"), len(ARTICLE)) == ()


def test_without_the_file_there_are_none(opened: Open) -> None:
    dossier = opened({"dossier.toml": TOML, "a.txt": ARTICLE})
    assert dossier.remarks == ()
    assert faults(dossier) == []


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        (remark("in October"), []),
        (remark("They came.", f"paragraph = 3\n{RECORD}"), []),
        (remark("They came."), ["remarks[0].quote: “They came.” stands 2 times in article a; name its paragraph"]),
        (remark("in May"), ["remarks[0].quote: “in May” is not in article a"]),
        (remark("in October", article="b"), ["remarks[0].article: there is no article “b”"]),
        (remark("in October", ""), ["remarks[0].record: is missing; expected a table"]),
        (
            remark("in October", RECORD.replace("https://example.org/a?b=1", "javascript:alert(1)")),
            ["remarks[0].record.url: “javascript:alert(1)” is no web address; expected one that begins with https://"],
        ),
        (
            remark("in October", RECORD.replace("2011-08-22", '"2011"')),
            ["remarks[0].record.date: expected a date such as 2016-04-14 (not quoted), found a text"],
        ),
        (
            remark("in October", "start = 4\n" + RECORD),
            ["remarks[0].start: start, end and sha256 belong together; name all three, or the quote alone"],
        ),
        (
            remark("in October", 'start = 9\nend = 4\nsha256 = "f"\n' + RECORD),
            ["remarks[0].start: 9-4 is no passage; expected code points from 0, the end behind the start"],
        ),
        (remark("in October", RECORD + "by = 3\n"), ["remarks[0].by: is not a key natoreader knows"]),
        ("[[remarks]]\n", [
            "remarks[0].article: is missing; expected a text",
            "remarks[0].says: is missing; expected a text",
            "remarks[0].record: is missing; expected a table",
            "remarks[0].quote: is missing; expected a text",
        ]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_remark(with_remarks: Callable[..., Dossier], toml: str, expected: list[str]) -> None:
    assert faults(with_remarks(toml)) == [f"remarks.toml: {each}" for each in expected]


def test_one_wrong_remark_hides_no_other(with_remarks: Callable[..., Dossier]) -> None:
    dossier = with_remarks(remark("in October", ""), remark("They left."))
    assert [str(each.pin.quote.exact) for each in dossier.remarks] == ["They left."]
