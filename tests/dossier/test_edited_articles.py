"""The bundled comparison over articles that somebody edited: what stays proved, and what is stale."""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from natoreader.dossier.check import check
from natoreader.dossier.evidence import UNNAMED, Passage, place, place_remarks
from natoreader.dossier.export.compared import comparison_markdown
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.dossier.worddiff import brief

Edit = Callable[[str], str]
Edited = Callable[[str, Edit], Dossier]

COMBAT = "“We are not planning for a ‘combat’ mission."
BRITAIN = (
    "Britain has provisionally offered 1,000 troops to contribute to a larger training mission led by the Italians."
)


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """Opens a copy of the bundled dossier with the text of some articles edited."""

    def open_edited(articles: str, edit: Edit) -> Dossier:
        root = tmp_path / "copy"
        shutil.copytree(bundled(), root)
        for path in root.glob(f"articles/{articles}*.txt"):
            path.write_bytes(edit(path.read_bytes().decode()).encode())
        return open_dossier(root)

    return open_edited


def passages(dossier: Dossier) -> list[Passage]:
    return [passage for cell in dossier.comparison.cells for passage in place(dossier, cell)]


def stale(dossier: Dossier) -> dict[str, str]:
    """The stale cells with the status of their words."""
    return {
        f"{cell.offer} {cell.aspect}": passage.resolution.status
        for cell in dossier.comparison.cells
        for passage in place(dossier, cell)
        if passage.stale
    }


def faults(dossier: Dossier) -> list[str]:
    """What check finds in the comparison."""
    return [str(each.message) for each in check(dossier) if each.file == "comparison.toml"]


def paragraphs(words: str, of: Callable[[list[str], int], list[str]]) -> Edit:
    """An edit of a text's lines; ``of`` gets them with the position of the paragraph that begins with ``words``."""

    def edit(text: str) -> str:
        lines = text.split("\n")
        return "\n".join(of(lines, next(at for at, line in enumerate(lines) if line.startswith(words))))

    return edit


@pytest.mark.parametrize(
    ("old", "new"),
    [("“”‘’", "\"\"''"), ("–—", "--"), ("\n", "\r\n"), (" ", "\u00a0")],
    ids=["curly quotes straight", "dashes hyphens", "CRLF", "no-break spaces"],
)
def test_typography_and_line_ends_leave_every_passage_the_same(edited: Edited, old: str, new: str) -> None:
    table = {ord(old): new} if len(old) == 1 else str.maketrans(old, new)
    dossier = edited("", lambda text: text.translate(table))
    assert {each.resolution.status for each in passages(dossier)} == {"same"}
    placed = [each for article in dossier.articles for each in place_remarks(dossier, article)]
    assert {each.resolution.status for each in placed} == {"same"}
    assert faults(dossier) == []


def test_a_not_that_was_deleted(edited: Edited) -> None:
    dossier = edited("003", lambda text: text.replace("We are not planning for", "We are planning for"))
    assert stale(dossier) == {"2016-04 not-planned": "changed"}
    (passage,) = [each for each in passages(dossier) if each.stale]
    assert (passage.now, brief(passage.diff)) == (
        "“We are planning for a ‘combat’ mission.",
        "“We are [-not-] planning for a ‘combat’ mission.",
    )
    (fault,) = faults(dossier)
    assert fault == (
        f"“{COMBAT}”: the words at this place of article 003 have changed, "
        "‹“We are [-not-] planning for a ‘combat’ mission.›; "
        "the cell “Apr 2016 × Not planned, or refused without a request” is stale"
    )


def test_a_number_that_was_changed(edited: Edited) -> None:
    dossier = edited("003", lambda text: text.replace("1,000", "6,000"))
    assert stale(dossier) == {"2016-04 others": "changed"}
    (fault,) = faults(dossier)
    assert "offered [-1,000-]{+6,000+} troops" in fault


def test_a_paragraph_that_moved_to_the_top(edited: Edited) -> None:
    dossier = edited("003", paragraphs("Britain", lambda lines, at: [lines[at], *lines[:at], *lines[at + 1 :]]))
    assert stale(dossier) == {}
    moved = [each for each in passages(dossier) if each.resolution.status == "moved"]
    assert [(str(each.evidence.quote.exact), each.paragraph) for each in moved] == [(BRITAIN, 1)]
    assert faults(dossier) == []


def test_a_paragraph_that_was_deleted_keeps_its_words(edited: Edited) -> None:
    dossier = edited("003", paragraphs("Britain", lambda lines, at: [*lines[:at], *lines[at + 1 :]]))
    assert stale(dossier) == {"2016-04 others": "gone"}
    (passage,) = [each for each in passages(dossier) if each.stale]
    assert (str(passage.evidence.quote.exact), passage.paragraph, passage.now, passage.diff) == (
        BRITAIN,
        None,
        None,
        (),
    )
    (fault,) = faults(dossier)
    assert fault.endswith("is not in article 003; the cell “Apr 2016 × Offers by or to others” is stale")


def test_a_paragraph_that_was_duplicated_is_ambiguous(edited: Edited) -> None:
    dossier = edited("003", paragraphs("Britain", lambda lines, at: [*lines[: at + 1], *lines[at:]]))
    assert stale(dossier) == {"2016-04 others": "ambiguous"}
    (fault,) = faults(dossier)
    assert "stands 2 times in article 003; its context does not tell which place is meant" in fault


def test_a_paragraph_that_was_copied_to_the_end_is_known_by_its_context(edited: Edited) -> None:
    dossier = edited("003", paragraphs("Britain", lambda lines, at: [*lines, "", lines[at]]))
    assert stale(dossier) == {}


def test_a_line_before_all_others_moves_nothing(edited: Edited) -> None:
    dossier = edited("", lambda text: f"A new first line.\n{text}")
    assert {each.resolution.status for each in passages(dossier)} == {"same"}


@pytest.mark.parametrize("id", ["000", "001", "002", "003", "004"])
def test_a_line_before_all_others_shifts_no_block(edited: Edited, id: str) -> None:
    def apart(dossier: Dossier) -> list[tuple[str, str]]:
        article = dossier.article(id)
        assert article is not None
        return [
            (each.type, article.text.value[each.start : each.end]) for each in article.blocks if each.type != "body"
        ]

    dossier = edited(id, lambda text: f"A new first line.\n{text}")
    assert apart(dossier) == apart(open_dossier(bundled()))
    assert [str(each.key) for each in check(dossier)] == [f"articles[{int(id)}].sha256"]


@pytest.mark.parametrize(
    ("article", "before", "words"),
    [
        ("004", "Stoltenberg insisted", "“We are not talking about the combat operation"),
        ("002", "The head of NATO", "expressed concern"),
    ],
    ids=["named before the words", "named after them"],
)
def test_the_paragraph_that_names_the_speaker_is_found_again(
    edited: Edited, article: str, before: str, words: str
) -> None:
    dossier = edited(article, paragraphs(before, lambda lines, at: [*lines[:at], "Inserted.", "", *lines[at:]]))
    said = [each for each in passages(dossier) if each.evidence.quote.exact.startswith(words)]
    assert {each.carried_from for each in said} == {"¶7"}
    assert faults(dossier) == []


def test_a_speaker_whose_naming_was_edited_is_carried_over_from_no_paragraph_in_particular(edited: Edited) -> None:
    dossier = edited("004", lambda text: text.replace("Stoltenberg insisted that", "He insisted that"))
    said = [each for each in passages(dossier) if each.carried_from == UNNAMED]
    assert {each.paragraph for each in said} == {7}
    lost = "“Stoltenberg insisted that NATO is not planning” is not in article 004"
    assert faults(dossier).count(lost) == len(said)
    markdown = comparison_markdown(dossier, datetime.date(2026, 11, 30))
    assert markdown.count("Jens Stoltenberg, carried over from words that no longer stand as they were quoted") == len(
        said
    )


def test_an_article_that_is_missing_makes_its_column_stale_and_no_other(edited: Edited, tmp_path: Path) -> None:
    edited("003", lambda text: text)
    next((tmp_path / "copy" / "articles").glob("003*")).unlink()
    dossier = open_dossier(tmp_path / "copy")
    assert {key.split()[0] for key in stale(dossier)} == {"2016-04"}
    assert len(faults(dossier)) == sum(
        len(cell.evidence) for cell in dossier.comparison.cells if cell.offer == "2016-04"
    )
