"""``bookmark``, ``bookmarks`` and ``export``."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
Answer = Callable[..., Any]
AtTerminal = Callable[..., tuple[int, str]]
Folder = Callable[..., str]


def test_a_passage_is_kept_with_note_and_tags(answer: Answer) -> None:
    kept = answer("bookmark", "003", "331-375", "--note", "Why?", "--tag", "Offer/Institutions", "--tag", "x y")
    assert kept["already"] is False
    [listed] = answer("bookmarks")["bookmarks"]
    assert kept == listed | {"already": False}
    assert listed | {"id": "", "created": "", "updated": ""} == {
        "id": "",
        "article": "003",
        "file": "articles/003_6a95b925a5cc9ef6.txt",
        "paragraph": 4,
        "start": 331,
        "end": 375,
        "status": "same",
        "exact": "“We are not planning for a ‘combat’ mission.",
        "note": "Why?",
        "tags": ["offer/institutions", "x-y"],
        "created": "",
        "updated": "",
        "permalink": "nr:nato-libya/003@331-375",
    }


def test_the_same_passage_is_kept_once(run: Run, answer: Answer) -> None:
    first = answer("bookmark", "003", "331-375")
    again = answer("bookmark", "003", "331-375", "--tag", "later")
    assert (again["id"], again["already"], again["tags"]) == (first["id"], True, ["later"])
    code, out, err = run("bookmark", "003", "331-375")
    assert (code, err) == (0, "")
    assert out == f"Kept already as {first['id']}: 003 ¶4 “We are not planning for a ‘combat’ mission.\n"


def test_bookmarks_are_listed_by_date_and_place(run: Run) -> None:
    for id, where in (("004", "0-10"), ("003", "331-375"), ("003", "0-10"), ("002", "0-10")):
        assert run("bookmark", id, where)[0] == 0
    code, out, err = run("bookmarks")
    assert (code, err) == (0, "")
    rows = [line.split("\t") for line in out.splitlines()]
    assert [row[1:4] for row in rows] == [
        ["002", "¶1", "0-10"],
        ["003", "¶1", "0-10"],
        ["003", "¶4", "331-375"],
        ["004", "¶1", "0-10"],
    ]
    assert all(len(row) == 8 for row in rows)


def test_at_a_terminal_bookmarks_stand_under_their_article(run: Run, at_terminal: AtTerminal) -> None:
    run("bookmark", "003", "331-375", "--note", "Why?")
    code, drawn = at_terminal("bookmarks")
    assert code == 0
    assert "Libyan Express" in drawn
    assert "Why?" in drawn


def test_without_bookmarks_nothing_is_found_and_nothing_made(run: Run, answer: Answer, tmp_path: Path) -> None:
    code, out, err = run("bookmarks")
    assert (code, out) == (1, "")
    assert err == "natoreader: No bookmarks yet; natoreader bookmark keeps a passage.\n"
    assert answer("bookmarks", code=1) == {"dossier": "nato-libya", "bookmarks": []}
    assert not (tmp_path / "data").exists()


def test_a_bookmark_whose_words_are_gone_is_listed_as_such(answer: Answer, run: Run, folder: Folder) -> None:
    dossier = folder({"a.txt": "NATO offered help.\n", "b.txt": "Elsewhere.\n"})
    answer("bookmark", "a", "0-4", "--dossier", dossier)
    folder({"a.txt": "Nobody did.\n"})
    [found] = answer("bookmarks", "--dossier", dossier)["bookmarks"]
    assert (found["status"], found["start"], found["paragraph"], found["exact"]) == ("gone", None, None, "NATO")
    assert found["permalink"] == "nr:dossier/a@0-4"
    Path(dossier, "a.txt").unlink()
    [found] = answer("bookmarks", "--dossier", dossier)["bookmarks"]
    assert (found["status"], found["file"]) == ("gone", None)
    assert "no longer in the article" in run("bookmarks", "--dossier", dossier)[1]


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (("003", "5-99999"), 3, "There is no passage 5-99999 in article 003; it has 2712 code points."),
        (("999", "0-5"), 3, "There is no article “999”"),
        (("003", "0-5", "--tag", "!!"), 2, "“!!” is no tag"),
    ],
)
def test_what_cannot_be_kept_is_explained(run: Run, arguments: tuple[str, ...], code: int, part: str) -> None:
    found, out, err = run("bookmark", *arguments)
    assert (found, out) == (code, "")
    assert part in err


@pytest.mark.parametrize("arguments", [("bookmark", "003", "0-5"), ("bookmarks",), ("export", "-o", "-")])
def test_a_notebook_that_is_no_notebook_is_a_failure(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "data" / "notebook.sqlite3").mkdir(parents=True)
    code, out, err = run(*arguments)
    assert (code, out) == (3, "")
    assert "notebook.sqlite3 cannot be used" in err
    assert err.count("\n") == 1


def test_export_writes_the_file_and_its_bibliography_to_the_current_folder(run: Run, tmp_path: Path) -> None:
    run("bookmark", "003", "331-583", "--note", "Why?")
    code, out, err = run("export")
    assert (code, err) == (0, "")
    assert out == "Wrote 1 excerpt to excerpts.md (1 new), and excerpts.csl.json and excerpts.bib beside it.\n"
    assert "> “We are not planning for a ‘combat’ mission." in (tmp_path / "excerpts.md").read_text()
    assert json.loads((tmp_path / "excerpts.csl.json").read_text())[0]["type"] == "article-newspaper"
    assert "@article{" in (tmp_path / "excerpts.bib").read_text()


def test_a_second_export_says_what_became_of_each(run: Run, answer: Answer, tmp_path: Path) -> None:
    run("bookmark", "003", "331-583")
    target = str(tmp_path / "mine.md")
    assert answer("export", "-o", target) == {
        "file": target,
        "beside": [str(tmp_path / "mine.csl.json"), str(tmp_path / "mine.bib")],
        "added": 1,
        "replaced": 0,
        "removed": 0,
    }
    run("bookmark", "001", "0-20")
    assert "Wrote 2 excerpts to " in run("export", "-o", target)[1]
    assert "(1 new, 1 written anew)" not in run("export", "-o", target)[1]


def test_export_to_standard_output_is_the_file_without_a_bibliography(run: Run, tmp_path: Path) -> None:
    run("bookmark", "003", "331-583")
    code, out, err = run("export", "-o", "-")
    assert (code, err) == (0, "")
    assert out.startswith('---\ntitle: "Excerpts: ')
    assert out.endswith("\n")
    assert not out.endswith("\n\n")
    assert "bibliography:" not in out
    assert list(tmp_path.glob("excerpts*")) == []


def test_a_file_that_is_not_natoreaders_is_left_alone(run: Run, tmp_path: Path) -> None:
    run("bookmark", "003", "331-583")
    target = tmp_path / "thesis.md"
    target.write_text("# My thesis\n")
    code, out, err = run("export", "-o", str(target))
    assert (code, out) == (3, "")
    assert "is not an export of natoreader’s; it was left as it is." in err
    assert target.read_text() == "# My thesis\n"


def test_without_bookmarks_nothing_is_written(run: Run, tmp_path: Path) -> None:
    code, out, err = run("export")
    assert (code, out) == (1, "")
    assert err == "natoreader: There are no bookmarks to export; natoreader bookmark keeps a passage.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_file_on_standard_output_leaves_no_room_for_json(run: Run) -> None:
    code, out, err = run("export", "-o", "-", "--json")
    assert (code, out) == (2, "")
    assert err.startswith("natoreader: export: --json tells of a file")
