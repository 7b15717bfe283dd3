"""Filling in full anchors: only what is missing, and not a comment lost."""

import difflib
import errno
import os
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from natoreader.dossier.check import check
from natoreader.dossier.fixing import Filled, fill_anchors
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.dossier.problems import DossierError
from natoreader.dossier.text import Clean, Text

Files = dict[str, str | bytes]
Open = Callable[[Files], Dossier]

TOML = 'schema = 1\nid = "d"\n[[articles]]\nid = "a"\nfile = "a.txt"\n'
ARTICLE = "NATO offers “training”.\nIt may come. Libya asks.\nIt may come.\n"
SHA256 = Text(Clean(ARTICLE)).sha256
COMPARISON = """# The head of the file.
aspects = [ { id = "x", label = "X" }, { id = "y", label = "Y" } ]   # two of them
offers = [ { id = "o", article = "a", label = "O" } ]

[[cells]]
offer = "o"
aspect = "x"
state = "stated"
summary = 'S'   # in single quotes

# A comment on a passage.
[[cells.evidence]]
voice = "own"
quote = "Libya asks."   # verbatim

[[cells.evidence]]
quote = '''It may come.'''
paragraph = 3
voice = "own"

# And one on the next cell.
[[cells]]
offer = "o"
aspect = "y"
state = "stated"
summary = "T"
evidence = [ { quote = "NATO offers", voice = "own" } ]
# The end.
"""


def files(comparison: str | bytes = COMPARISON, article: str = ARTICLE) -> Files:
    return {"dossier.toml": TOML, "a.txt": article, "comparison.toml": comparison}


def written(dossier: Dossier, file: str = "comparison.toml") -> str:
    return (dossier.path / file).read_bytes().decode()


def added(before: str, after: str) -> list[str]:
    """The lines that came to a file, none of the old ones being touched."""
    lines = list(difflib.ndiff(before.split("\n"), after.split("\n")))
    assert not [line for line in lines if line.startswith("- ")]
    return [line[2:] for line in lines if line.startswith("+ ")]


def test_every_quote_gets_its_anchor_and_nothing_else_changes(opened: Open) -> None:
    plain = COMPARISON[: COMPARISON.index("# And one")]
    dossier = opened(files(plain))
    assert fill_anchors(dossier) == (Filled("comparison.toml", 2),)
    assert added(plain, written(dossier)) == [
        'prefix = "offers “training”.\\nIt may come. "',
        'suffix = "\\nIt may come.\\n"',
        "start = 37",
        "end = 48",
        f'sha256 = "{SHA256}"',
        'prefix = "ning”.\\nIt may come. Libya asks.\\n"',
        "start = 49",
        "end = 61",
        f'sha256 = "{SHA256}"',
    ]
    found = open_dossier(dossier.path)
    assert check(found) == ()
    for evidence in found.comparison.cells[0].evidence:
        pin = evidence.pin
        assert ARTICLE[pin.start : pin.end] == pin.quote.exact


def test_inline_tables_too(opened: Open) -> None:
    dossier = opened(files())
    assert fill_anchors(dossier) == (Filled("comparison.toml", 3),)
    text = written(dossier)
    assert "# two of them" in text
    assert "# And one on the next cell." in text
    assert text.endswith("# The end.\n")
    assert tomllib.loads(text)["cells"][1]["evidence"][0]["end"] == 11
    assert check(open_dossier(dossier.path)) == ()


def test_a_second_time_there_is_nothing_to_do(opened: Open) -> None:
    dossier = opened(files())
    fill_anchors(dossier)
    before = written(dossier)
    assert fill_anchors(open_dossier(dossier.path)) == ()
    assert written(dossier) == before


@pytest.mark.parametrize("article", ["Nothing of it.\n", ARTICLE * 2], ids=["gone", "ambiguous"])
def test_words_that_are_not_found_once_get_no_anchor(opened: Open, article: str) -> None:
    plain = COMPARISON[: COMPARISON.index("[[cells.evidence]]\nquote")]
    dossier = opened(files(plain, article))
    assert fill_anchors(dossier) == ()
    assert written(dossier) == plain


def test_a_quote_in_other_typography_gets_none_since_it_is_not_verbatim(opened: Open) -> None:
    plain = COMPARISON[: COMPARISON.index("[[cells.evidence]]\nquote")].replace(
        '"Libya asks."', "'NATO offers \"training\".'"
    )
    dossier = opened(files(plain))
    assert fill_anchors(dossier) == ()
    (problem,) = check(dossier)
    assert (
        str(problem.message) == '“NATO offers "training".” is not verbatim; article a prints “NATO offers “training”.”'
    )


def test_a_cell_with_a_wrong_passage_does_not_shift_the_others(opened: Open) -> None:
    dossier = opened(files(COMPARISON.replace('voice = "own"\nquote = "Libya', 'voice = "gossip"\nquote = "Libya')))
    assert fill_anchors(dossier) == (Filled("comparison.toml", 2),)
    first, second = tomllib.loads(written(dossier))["cells"][0]["evidence"]
    assert ("start" in first, second["start"]) == (False, 49)


def test_context_that_was_written_by_hand_stays(opened: Open) -> None:
    plain = COMPARISON.replace("paragraph = 3", 'prefix = "asks."')
    dossier = opened(files(plain))
    fill_anchors(dossier)
    second = tomllib.loads(written(dossier))["cells"][0]["evidence"][1]
    assert (second["prefix"], second["start"]) == ("asks.", 49)
    assert check(open_dossier(dossier.path)) == ()


def test_line_ends_and_a_byte_order_mark_stay(opened: Open) -> None:
    data = b"\xef\xbb\xbf" + COMPARISON.replace("\n", "\r\n").encode()
    dossier = opened(files(data))
    assert fill_anchors(dossier) == (Filled("comparison.toml", 3),)
    after = (dossier.path / "comparison.toml").read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# The head")
    assert after.count(b"\n") == after.count(b"\r\n")


def test_a_paragraph_counted_before_the_text_was_edited_is_not_vouched_for(opened: Open) -> None:
    plain = COMPARISON.replace('"Libya asks."', '"Libya asks."\nspeaker = "X"\nspeaker_from = 1')
    dossier = opened({**files(plain), "dossier.toml": f'{TOML}sha256 = "{"0" * 64}"\n'})
    before = check(dossier)
    assert fill_anchors(dossier) == (Filled("comparison.toml", 2),)
    assert "start" not in tomllib.loads(written(dossier))["cells"][0]["evidence"][0]
    assert check(open_dossier(dossier.path)) == before


def test_remarks_too(opened: Open) -> None:
    remark = (
        '[[remarks]]\narticle = "a"\nquote = "NATO offers"   # so printed\nsays = "It did not."\n\n[remarks.record]\n'
        'title = "T"\npublisher = "P"\ndate = 2016-04-14\nurl = "https://example.org"\n'
    )
    dossier = opened({"dossier.toml": TOML, "a.txt": ARTICLE, "remarks.toml": remark})
    assert fill_anchors(dossier) == (Filled("remarks.toml", 1),)
    assert len(added(remark, written(dossier, "remarks.toml"))) == 4
    assert check(open_dossier(dossier.path)) == ()


def test_a_link_inside_the_dossier_stays_a_link(opened: Open) -> None:
    dossier = opened(files())
    real = dossier.path / "real.toml"
    (dossier.path / "comparison.toml").rename(real)
    (dossier.path / "comparison.toml").symlink_to("real.toml")
    assert fill_anchors(dossier)
    assert (dossier.path / "comparison.toml").is_symlink()
    assert "sha256" in real.read_text(encoding="utf-8")


def test_nothing_is_written_where_a_link_leads_out_of_the_dossier(opened: Open, tmp_path: Path) -> None:
    dossier = opened(files())
    real = tmp_path / "real.toml"
    (dossier.path / "comparison.toml").rename(real)
    (dossier.path / "comparison.toml").symlink_to(real)
    with pytest.raises(DossierError, match=r"comparison\.toml: leads out of the dossier by a link"):
        fill_anchors(dossier)
    assert real.read_text(encoding="utf-8") == COMPARISON


def test_a_file_that_cannot_be_replaced_stays_as_it_was(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = opened(files())

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(DossierError, match=r"comparison\.toml: .* could not be written"):
        fill_anchors(dossier)
    assert written(dossier) == COMPARISON
    assert [path.name for path in dossier.path.iterdir() if "comparison" in path.name] == ["comparison.toml"]


def test_a_file_that_changed_under_way_is_left_alone(opened: Open) -> None:
    dossier = opened(files())
    assert dossier.comparison.cells
    (dossier.path / "comparison.toml").write_text("# emptied meanwhile\n", encoding="utf-8")
    with pytest.raises(DossierError, match=r"comparison\.toml: cannot be edited"):
        fill_anchors(dossier)
    assert written(dossier) == "# emptied meanwhile\n"


def test_the_bundled_files_keep_their_text(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(bundled(), root)
    path = root / "comparison.toml"
    anchors = ("prefix = ", "suffix = ", "start = ", "end = ", "sha256 = ")
    full = path.read_text(encoding="utf-8")
    path.write_text("".join(each for each in full.splitlines(True) if not each.startswith(anchors)), encoding="utf-8")
    (filled,) = fill_anchors(open_dossier(root))
    assert filled.anchors == full.count("[[cells.evidence]]")
    assert path.read_text(encoding="utf-8") == full
