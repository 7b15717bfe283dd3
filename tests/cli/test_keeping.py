"""``bookmark``, ``bookmarks``, ``note`` and ``tag``."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
Answer = Callable[..., Any]
AtTerminal = Callable[..., tuple[int, str]]
Folder = Callable[..., str]


def test_a_passage_is_kept_with_note_and_tags(answer: Answer) -> None:
    kept = answer("bookmark", "003", "331-375", "--note", "Why?", "--tag", "Offer/Institutions", "--tag", "x, #y x-y")
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
        "tags": ["offer/institutions", "x", "y", "x-y"],
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
    assert re.fullmatch("nr:dossier-[0-9a-f]{8}/a@0-4", found["permalink"])
    Path(dossier, "a.txt").unlink()
    [found] = answer("bookmarks", "--dossier", dossier)["bookmarks"]
    assert (found["status"], found["file"]) == ("gone", None)
    assert "no longer in the article" in run("bookmarks", "--dossier", dossier)[1]


def test_a_bookmark_is_listed_where_its_words_stand_now(run: Run, answer: Answer, folder: Folder) -> None:
    dossier = folder({"a.txt": "A paragraph that is shortened.\nNATO helps.\n"})
    kept = answer("bookmark", "a", "31-42", "--dossier", dossier)
    folder({"a.txt": "Short.\nNATO helps.\n"})
    assert run("bookmarks", "--dossier", dossier)[1] == f"{kept['id']}\ta\t¶2\t7-18\tNATO helps.\t\t\t\n"


def test_folders_of_one_name_share_no_bookmarks(run: Run, answer: Answer, folder: Folder) -> None:
    mine, other = folder({"a.txt": "NATO helps.\n"}, "p/clips"), folder({"a.txt": "NATO helps.\n"}, "q/clips")
    answer("bookmark", "a", "0-4", "--dossier", mine)
    assert answer("bookmarks", "--dossier", other, code=1)["bookmarks"] == []
    written = run("export", "-o", "-", "--dossier", mine)[1]
    assert 'tags:\n  - "clips"\nlang:' in written


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


def test_bookmarks_are_listed_by_tag_and_what_is_below_it(run: Run, answer: Answer) -> None:
    run("bookmark", "003", "331-375", "--tag", "offer/training")
    run("bookmark", "003", "0-10", "--tag", "offers")
    run("bookmark", "004", "0-10", "--tag", "Request")

    def listed(*tags: str) -> list[list[str]]:
        return [each["tags"] for each in answer("bookmarks", *tags)["bookmarks"]]

    assert listed("--tag", "offer") == [["offer/training"]]
    assert listed("--tag", "Offer/Training") == [["offer/training"]]
    assert listed("--tag", "offers", "--tag", "request") == [["offers"], ["request"]]
    code, out, err = run("bookmarks", "--tag", "nothing", "--tag", "else")
    assert (code, out, err) == (1, "", "natoreader: No bookmark has the tag else or nothing.\n")
    assert run("bookmarks", "--tag", "!")[0] == 2


def test_a_note_is_written_replaced_and_taken_away(run: Run, answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    id = answer("bookmark", "003", "331-375")["id"]
    assert answer("note", id, "Who", "says so?")["note"] == "Who says so?"
    monkeypatch.setattr("sys.stdin", io.StringIO("Several\nlines.\x1b[31m\n"))
    code, out, err = run("note", id[:4], "-")
    assert (code, err) == (0, "")
    assert out.endswith("\tSeveral lines.[31m\n")
    assert answer("bookmarks")["bookmarks"][0]["note"] == "Several\nlines.[31m"
    assert answer("note", id, "")["note"] is None


def test_tags_are_added_and_taken_away(run: Run, answer: Answer) -> None:
    id = answer("bookmark", "003", "331-375", "--tag", "one")["id"]
    assert answer("tag", id, "Two", "one", "three/four")["tags"] == ["one", "two", "three/four"]
    assert answer("tag", id, "TWO", "absent", "--remove")["tags"] == ["one", "three/four"]
    code, out, err = run("tag", id, "!!")
    assert (code, out) == (2, "")
    assert "“!!” is no tag" in err
    assert answer("bookmarks")["bookmarks"][0]["tags"] == ["one", "three/four"]


@pytest.mark.parametrize("command", ["note", "tag"])
def test_a_bookmark_that_is_not_there_is_a_sentence(run: Run, answer: Answer, tmp_path: Path, command: str) -> None:
    code, out, err = run(command, "abc", "x")
    assert (code, out, err) == (1, "", "natoreader: No bookmarks yet; natoreader bookmark keeps a passage.\n")
    assert not (tmp_path / "data").exists()
    ids = [answer("bookmark", "003", f"{start}-400")["id"] for start in range(40)]
    code, out, err = run(command, "xyz", "x")
    assert (code, out) == (3, "")
    assert err == "natoreader: There is no bookmark “xyz”; natoreader bookmarks lists them.\n"
    several = next(first for first in "0123456789abcdef" if sum(id.startswith(first) for id in ids) > 1)
    assert f"“{several}” is the beginning of several bookmarks’ ids: " in run(command, several, "x")[2]
