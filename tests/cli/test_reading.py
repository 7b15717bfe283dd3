"""``articles``, ``show`` and ``open``."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from natoreader import __main__
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.permalink import Permalink

Run = Callable[..., tuple[int, str, str]]
Answer = Callable[..., Any]
AtTerminal = Callable[..., tuple[int, str]]
Folder = Callable[..., str]

TWO = {"zero-one.txt": "First line.\n\nSecond, ‘third’.\n", "zero-two.txt": "Elsewhere.\n"}


def test_articles_are_listed_by_date_one_a_line(run: Run) -> None:
    code, out, err = run("articles")
    assert (code, err) == (0, "")
    rows = [line.split("\t") for line in out.splitlines()]
    assert [row[0] for row in rows] == ["002", "001", "000", "003", "004"]
    assert rows[3] == [
        "003",
        "14 Apr 2016~",
        "Libyan Express",
        "462 words, 21 ¶",
        "NATO Chief: We are ready to help disarm militias in Libya",
    ]


def test_articles_as_json_have_exactly_these_fields(answer: Answer) -> None:
    found = answer("articles")
    assert set(found) == {"dossier", "articles"}
    assert found["dossier"] == "nato-libya"
    assert len(found["articles"]) == 5
    fields = {"id", "file", "headline", "outlet", "agency", "published", "words", "paragraphs"}
    assert all(set(each) == fields for each in found["articles"])
    third = next(each for each in found["articles"] if each["id"] == "002")
    assert third["agency"] == "Reuters"
    assert third["file"] == "articles/002_ebce2ca33be7e982.txt"
    assert third["published"] | {"reason": ""} == {
        "best": "2012-09-28",
        "earliest": "2012-09-27",
        "latest": "2012-09-30",
        "precision": "range",
        "basis": "inferred",
        "reason": "",
    }
    assert "Sept. 27" in third["published"]["reason"]


def test_what_is_not_known_of_an_article_is_null(answer: Answer, folder: Folder) -> None:
    [first, second] = answer("articles", "--dossier", folder(TWO))["articles"]
    assert first == {
        "id": "zero-one",
        "file": "zero-one.txt",
        "headline": None,
        "outlet": None,
        "agency": None,
        "published": dict.fromkeys(("best", "earliest", "latest", "precision", "basis", "reason")),
        "words": 4,
        "paragraphs": 2,
    }
    assert second["id"] == "zero-two"


def test_a_dossier_without_articles_has_nothing_to_list(run: Run, folder: Folder) -> None:
    code, out, err = run("articles", "--dossier", folder({}))
    assert (code, out) == (1, "")
    assert "There is no article in this dossier." in err


@pytest.mark.parametrize("id", ["000", "001", "002", "003", "004"])
def test_show_gives_every_paragraph_at_its_code_points(answer: Answer, id: str) -> None:
    article = open_dossier(bundled()).article(id)
    assert article is not None
    value = article.text.value
    found = answer("show", id)
    assert set(found) == {"id", "file", "paragraphs", "remarks"}
    assert [each["paragraph"] for each in found["paragraphs"]] == list(range(1, len(article.text.paragraphs) + 1))
    covered: set[int] = set()
    for each in found["paragraphs"]:
        assert set(each) == {"paragraph", "start", "end", "blocks", "text"}
        assert value[each["start"] : each["end"]] == each["text"]
        for block in each["blocks"]:
            assert set(block) == {"type", "start", "end"}
            assert each["start"] <= block["start"] < block["end"] <= each["end"]
            covered.update(range(block["start"], block["end"]))
    assert all(offset in covered for offset, char in enumerate(value) if not char.isspace())


def test_show_tells_what_other_records_say(answer: Answer, at_terminal: AtTerminal, run: Run) -> None:
    (remark,) = answer("show", "001")["remarks"]
    assert (remark["paragraph"], remark["status"], remark["record"]["date"]) == (7, "same", "2011-08-22")
    assert remark["exact"].endswith("in October 2011")
    _, drawn = at_terminal("show", "001", width=200)
    plain = re.sub(r"\x1b\[[\d;]*m", "", drawn)
    assert "! By other records the rebels entered Tripoli in August 2011" in plain
    assert "theguardian.com" in plain
    assert "theguardian.com" not in run("show", "001")[1]


def test_a_paragraph_of_two_blocks_names_both(answer: Answer) -> None:
    second = answer("show", "000")["paragraphs"][1]
    assert [block["type"] for block in second["blocks"]] == ["dateline", "body"]


def test_show_in_a_pipe_prints_one_paragraph_a_line(run: Run) -> None:
    code, out, _ = run("show", "003")
    assert code == 0
    lines = out.splitlines()
    assert len(lines) == 21
    assert lines[0] == "¶1\theadline\tNATO Chief: We are ready to help disarm militias in Libya"
    assert lines[16].startswith("¶17\tnotice\t")


def test_show_at_a_terminal_wraps_at_words_within_its_width(at_terminal: AtTerminal) -> None:
    code, drawn = at_terminal("show", "003", width=60)
    assert code == 0
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line).rstrip() for line in drawn.split("\n")]
    assert max(map(len, lines)) <= 60
    at = lines.index("¶4    “We are not planning for a ‘combat’ mission.")
    assert lines[at + 2 : at + 4] == [
        "¶5    “What we have offered, and we are in direct contact",
        "      with the Libyan government, is to build capacity; to",
    ]


def test_a_very_long_line_is_left_to_the_terminal_to_wrap(at_terminal: AtTerminal, folder: Folder) -> None:
    words = "word " * 10_000
    code, drawn = at_terminal("show", "long", "--dossier", folder({"long.txt": words}))
    assert code == 0
    assert words.strip() in drawn


def test_an_article_may_be_named_by_an_unambiguous_beginning(answer: Answer, folder: Folder) -> None:
    dossier = folder(TWO)
    assert answer("show", "zero-t", "--dossier", dossier)["id"] == "zero-two"
    assert answer("show", "ZERO-ONE", "--dossier", dossier)["id"] == "zero-one"


def test_an_ambiguous_beginning_names_those_it_fits(run: Run, folder: Folder) -> None:
    expected = "natoreader: “zero” is the beginning of several articles’ ids: zero-one and zero-two.\n"
    assert run("show", "zero", "--dossier", folder(TWO)) == (1, "", expected)


@pytest.mark.parametrize("arguments", [("show", "999"), ("show", ""), ("entities", "999"), ("show", "999", "--json")])
def test_an_unknown_article_is_not_found(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert err.endswith("in this dossier; it has 000, 001, 002, 003 and 004.\n")


def test_in_a_large_dossier_the_nearest_ids_are_named(run: Run, folder: Folder) -> None:
    dossier = folder({f"piece-{number}.txt": "Words.\n" for number in range(20)})
    assert "the nearest are piece-1" in run("show", "peice-1", "--dossier", dossier)[2]
    assert "natoreader articles lists them" in run("show", "zzz", "--dossier", dossier)[2]


def test_open_without_a_terminal_says_where_the_passage_is(run: Run) -> None:
    code, out, err = run("open", "nr:nato-libya/003@331-583")
    assert (code, err) == (0, "")
    id, file, where, points, words = out.rstrip("\n").split("\t")
    assert (id, file, where, points) == ("003", "articles/003_6a95b925a5cc9ef6.txt", "¶4–5", "331-583")
    assert words.startswith("“We are not planning for a ‘combat’ mission. “What we have offered")


def test_open_as_json(answer: Answer) -> None:
    assert answer("open", "nr:nato-libya/003@331-334") == {
        "dossier": "nato-libya",
        "article": "003",
        "file": "articles/003_6a95b925a5cc9ef6.txt",
        "paragraph": 4,
        "start": 331,
        "end": 334,
        "text": "“We",
    }
    assert answer("open", "nr:nato-libya/003")["start"] is None


def test_open_at_a_terminal_opens_the_app_on_the_passage(
    at_terminal: AtTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path, Permalink | None]] = []

    def open_app(dossier: Path, at: Permalink | None) -> int:
        opened.append((dossier, at))
        return 0

    monkeypatch.setattr(__main__, "_open_app", open_app)
    assert at_terminal("open", "nr:nato-libya/003@331-583") == (0, "")
    assert [str(at) for _, at in opened] == ["nr:nato-libya/003@331-583"]


@pytest.mark.parametrize(
    ("permalink", "code", "part"),
    [
        ("nr:nato-libya/003@331-99999", 3, "There is no passage 331-99999 in article 003"),
        ("nr:nato-libya/00@1-2", 3, "There is no article “00” in the dossier “nato-libya”."),
        ("nr:other/003@1-2", 3, "one of the dossier “other”, and this is “nato-libya”"),
        ("nr:nato-libya/003@5-5", 2, "the passage must end after it starts"),
        ("003", 2, "“003” is no permalink; expected the form nr:dossier/article@start-end"),
    ],
)
def test_a_permalink_that_leads_nowhere_is_explained(run: Run, permalink: str, code: int, part: str) -> None:
    found, out, err = run("open", permalink)
    assert (found, out) == (code, "")
    assert part in err
