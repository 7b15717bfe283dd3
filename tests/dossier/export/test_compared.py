"""The comparison as Markdown and CSV."""

import csv
import datetime
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from natoreader.dossier.comparison import Offer
from natoreader.dossier.export import comparison_passages, comparison_sections, gather, to_markdown
from natoreader.dossier.export.compared import changes_markdown, comparison_markdown, grid, grid_csv, grid_markdown
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.dossier.notebook import ITEM, CellMark
from natoreader.dossier.text import Clean

TODAY = datetime.date(2026, 11, 30)
Edited = Callable[[str, str], Dossier]


@pytest.fixture(scope="module", name="dossier")
def _dossier() -> Dossier:
    return open_dossier(bundled())


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """Opens a copy of the bundled dossier with some words of its articles changed."""

    def open_edited(old: str, new: str) -> Dossier:
        root = tmp_path / "copy"
        shutil.copytree(bundled(), root)
        for path in root.glob("articles/*.txt"):
            path.write_bytes(path.read_bytes().decode().replace(old, new).encode())
        return open_dossier(root)

    return open_edited


def offer(dossier: Dossier, id: str) -> Offer:
    found = dossier.comparison.offer(id)
    assert found is not None
    return found


def notes(markdown: str) -> tuple[list[str], list[str]]:
    """The footnotes that are cited, each once, and those that are there."""
    cited = re.findall(r"\[\^(nr-[0-9-]+)\](?!:)", markdown)
    return list(dict.fromkeys(cited)), re.findall(r"^\[\^(nr-[0-9-]+)\]:", markdown, re.MULTILINE)


# The whole comparison


def test_one_section_for_each_aspect_and_every_quote_in_a_footnote(dossier: Dossier) -> None:
    markdown = comparison_markdown(dossier, TODAY)
    sections = re.findall(r"^## (.+)$", markdown, re.MULTILINE)
    assert sections == [*(str(each.label) for each in dossier.comparison.aspects), "Sources"]
    cited, there = notes(markdown)
    assert sorted(cited) == sorted(there)
    assert len(set(there)) == len(there) >= 135
    assert 'created: "2026-11-30"' in markdown
    assert "stale" not in markdown.casefold()


def test_a_footnote_says_who_speaks_where_it_stands_and_what_other_records_say(dossier: Dossier) -> None:
    markdown = comparison_markdown(dossier, TODAY)
    assert (
        "‹“We are not planning for a ‘combat’ mission.› (quotation, Jens Stoltenberg, carried over from ¶3), "
        "*Libyan Express*, c. 14 April 2016, ¶4. `nr:nato-libya/003@331-375`, text sha256 `c7e80562`." in markdown
    )
    assert "in the NATO Russia commission next week› (" in markdown
    assert "**Remark.** The body that met is called the NATO–Russia Council. See “NATO Secretary General" in markdown


def test_silence_is_silence(dossier: Dossier) -> None:
    markdown = comparison_markdown(dossier, TODAY)
    assert "**Apr 2016\\~**: not mentioned." in markdown
    for word in ("withdr", "dropped", "abandon", "no longer offer"):
        told = markdown.replace("withdrawing", "")  # of U.S. staff, as printed
        told = told.replace("withdrawal", "")
        assert word not in told


def test_stale_cells_are_named_first_and_shown_with_a_word_diff(edited: Edited) -> None:
    markdown = comparison_markdown(edited("We are not planning", "We are planning"), TODAY)
    head, sections = markdown.split("## Date")
    diff = r"‹“We are \[-not-\] planning for a ‘combat’ mission.›"
    assert "**Warning.** 1 cell of the comparison rested on words that no longer stand as they were quoted:" in head
    assert "- Apr 2016 × Not planned, or refused without a request: ‹“We are not planning" in head
    assert diff in head
    assert "**Apr 2016\\~** **(stale)**: No combat mission planned" in sections
    assert f"**Stale**: the words in the article have changed: {diff}.\n" in sections


def test_gone_words_are_still_shown(edited: Edited) -> None:
    markdown = comparison_markdown(edited("Britain has provisionally offered 1,000 troops to ", "Ships "), TODAY)
    assert "‹Britain has provisionally offered 1,000 troops to contribute" in markdown
    assert "**(stale)**" in markdown


# Two offers


def test_changes_with_their_quotes(dossier: Dossier) -> None:
    markdown = changes_markdown(dossier, offer(dossier, "2016-04"), offer(dossier, "2016-05"), TODAY)
    assert re.findall(r"^## (.+)$", markdown, re.MULTILINE) == [
        "New",
        "Kept",
        "Worded otherwise",
        "Not mentioned",
        "Notes",
        "Sources",
    ]
    assert "\n- Apr 2016 × What is offered: As printed, “perhaps” may attach to disarming" in markdown
    assert "\n- **What prompted it**: Libya’s need of institutions.[^nr-" in markdown.split("## Kept")[0]
    assert "Both also speak of: Date, Speaker and office," in markdown
    assert re.search(r"^- \*\*Training\*\* \(NATO, offer\): \*perhaps\*\S+ → \*plans\*\S+$", markdown, re.MULTILINE)
    assert re.search(r"^- \*\*Training\*\* .*; of it Apr 2016 has: NATO, offer: perhaps$", markdown, re.MULTILINE)
    cited, there = notes(markdown)
    assert cited == there
    assert markdown.count("\n*Libyan ") == 1  # the sources are those of the two
    assert "Stars and Stripes" not in markdown


def test_changes_that_rest_on_stale_words_say_so(edited: Edited) -> None:
    dossier = edited("1,000", "6,000")
    markdown = changes_markdown(dossier, offer(dossier, "2016-04"), offer(dossier, "2016-05"), TODAY)
    assert r"offered \[-1,000-\]\{+6,000+\} troops" in markdown.split("## New")[0]
    other = changes_markdown(dossier, offer(dossier, "2013-10"), offer(dossier, "2014-05"), TODAY)
    assert "Warning" not in other


# The grid


def test_the_grid_has_a_row_for_each_item_and_a_column_for_each_offer(dossier: Dossier) -> None:
    first, *rows = grid(dossier)
    assert first == ["Item", "Sep 2012~", "Oct 2013~", "May 2014~", "Apr 2016~", "May 2016~"]
    assert [row[0] for row in rows] == [str(item.label) for item in dossier.comparison.items]
    assert {len(row) for row in rows} == {6}
    training = next(row for row in rows if row[0] == "Training")
    assert training[1:] == [
        "",
        "",
        "ready (NATO, offer) ¶2’",
        "perhaps (NATO, offer) ¶5”",
        "plans (NATO, offer) ¶10’; asked (Libya, request) ¶8’ ¶13’",
    ]


def test_the_grid_as_csv_reads_back_and_says_what_is_stale(dossier: Dossier, edited: Edited) -> None:
    assert list(csv.reader(io.StringIO(grid_csv(dossier)))) == grid(dossier)
    words = grid_csv(edited("1,000", "6,000"))
    assert "[stale: the words in the article have changed: " in words
    assert "[-1,000-]{+6,000+}" in words


def test_the_grid_as_markdown_is_one_table(dossier: Dossier, edited: Edited) -> None:
    lines = [line for line in grid_markdown(dossier, TODAY).split("\n") if line.startswith("| ")]
    assert len(lines) == len(dossier.comparison.items) + 2
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {7}
    assert "**Warning.**" in grid_markdown(edited("1,000", "6,000"), TODAY)


# Hostile labels


def test_labels_cannot_break_out_of_the_table_or_become_formulas(tmp_path: Path) -> None:
    label = "=cmd|' /C calc'!A1 <script>[x](javascript:y) *z*"
    (tmp_path / "a.txt").write_text("It | is.\n", encoding="utf-8")
    (tmp_path / "dossier.toml").write_text(
        'schema = 1\nid = "d"\n[[articles]]\nid = "a"\nfile = "a.txt"\n', encoding="utf-8"
    )
    (tmp_path / "comparison.toml").write_text(
        f'aspects = [{{ id = "x", label = "{label}" }}]\nitems = [{{ id = "i", label = "{label}" }}]\n'
        f'offers = [{{ id = "o", article = "a", label = "{label}" }}]\n[[cells]]\noffer = "o"\naspect = "x"\n'
        f'state = "stated"\nsummary = "{label}"\nevidence = [{{ quote = "It | is.", voice = "own" }}]\n'
        f'items = [{{ item = "i", actor = "{label}", kind = "offer", verb = "+1|2", evidence = [0] }}]\n',
        encoding="utf-8",
    )
    dossier = open_dossier(tmp_path)
    assert dossier.table_problems == ()
    table = [line for line in grid_markdown(dossier, TODAY).split("\n") if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {3}
    markdown = comparison_markdown(dossier, TODAY)
    assert not re.search(r"(?<!\\)<script|(?<!\\)\]\(javascript", markdown)
    for row in csv.reader(io.StringIO(grid_csv(dossier))):
        assert not [words for words in row if words.startswith(("=", "+", "-", "@"))]


def test_what_the_user_says_of_a_cell_stands_with_it_in_every_export(dossier: Dossier) -> None:
    cell = next(each for each in dossier.comparison.cells if each.evidence)
    moment = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    mark = CellMark(cell.offer, cell.aspect, Clean("doubtful *here*"), True, moment)
    marks = {(str(cell.offer), str(cell.aspect)): mark}
    whole = comparison_markdown(dossier, moment.date(), marks)
    assert whole.count("*Own note.* doubtful \\*here\\*") == 1
    assert whole.count("*Reviewed.*") == 1
    passages = comparison_passages(dossier)
    text = to_markdown(gather(dossier, passages, created=moment.date(), marks=marks))
    assert "(reviewed; own note: doubtful \\*here\\*)" in text
    assert "own note" not in to_markdown(gather(dossier, passages, created=moment.date()))


def test_what_the_user_says_of_an_item_stands_in_every_export_also_where_the_item_is_not_mentioned(
    dossier: Dossier,
) -> None:
    moment = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    marks = {
        ("2016-04", f"{ITEM}training"): CellMark(
            Clean("2016-04"), Clean(f"{ITEM}training"), Clean("only *perhaps*"), False, moment
        ),
        ("2012-09", f"{ITEM}training"): CellMark(Clean("2012-09"), Clean(f"{ITEM}training"), None, True, moment),
    }
    whole = comparison_markdown(dossier, moment.date(), marks)
    *_, section = comparison_sections(dossier, marks)
    assert section.text in whole
    assert section.text == (
        "## Items reviewed\n\n**Training × Sep 2012\\~**: not mentioned.\n\n*Reviewed.*\n\n"
        "**Training × Apr 2016\\~**: perhaps (NATO, offer) ¶5”.\n\n*Own note.* only \\*perhaps\\*"
    )
    row = next(each for each in grid(dossier, marks) if each[0] == "Training")
    assert (row[1], row[4]) == (
        "not mentioned [reviewed]",
        "perhaps (NATO, offer) ¶5” [own note: only *perhaps*]",
    )
    assert "only \\*perhaps\\*" in grid_markdown(dossier, TODAY, marks)
    assert "only *perhaps*" in grid_csv(dossier, marks)
    passages = comparison_passages(dossier)
    excerpts = to_markdown(gather(dossier, passages, created=moment.date(), marks=marks))
    assert "Apr 2016 × Training (own note: only \\*perhaps\\*)" in excerpts
    assert "× Training" not in to_markdown(gather(dossier, passages, created=moment.date()))
