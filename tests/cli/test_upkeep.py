"""``check``, ``index``, ``paths``, and what a dossier with problems does to the other commands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
Answer = Callable[..., Any]
Folder = Callable[..., str]

FAULTY = {
    "dossier.toml": """
        schema = 1
        id = "faulty"
        colour = "red"
        [[articles]]
        id = "a"
        file = "a.txt"
        [[articles]]
        id = "b"
        file = "b.txt"
        [[articles]]
        id = "c"
        file = "../c.txt"
    """,
    "a.txt": "NATO offers training.\n",
    "entities.toml": """
        [[entities]]
        id = "nato"
        label = "NATO"
        type = "organization"
        forms = ["NATO"]
    """,
}


def test_the_bundled_dossier_has_no_problems(run: Run, answer: Answer) -> None:
    code, out, err = run("check")
    assert (code, err) == (0, "")
    assert out.startswith("No problems in ")
    assert answer("check")["problems"] == []


def test_check_lists_every_problem_with_file_and_key(run: Run, folder: Folder) -> None:
    code, out, err = run("check", folder(FAULTY))
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "dossier.toml: articles[2].file: “../c.txt” leaves the dossier; expected a path inside its folder",
        "dossier.toml: colour: is not a key natoreader knows",
        "dossier.toml: articles[1].file: there is no file “b.txt”",
        (
            "entities.toml: entities[0].type: “organization” is not known; expected person, organisation, place, "
            "event or role (did you mean “organisation”?)"
        ),
    ]


def test_check_as_json(answer: Answer, folder: Folder) -> None:
    dossier = folder(FAULTY)
    found = answer("check", dossier, code=1)
    assert found["folder"] == dossier.rstrip("/")
    assert len(found["problems"]) == 4
    assert found["problems"][1] == {
        "file": "dossier.toml",
        "key": "colour",
        "message": "is not a key natoreader knows",
        "about": "",
    }


def test_check_fix_fills_in_anchors_and_then_checks(run: Run, answer: Answer, folder: Folder) -> None:
    comparison = """# Ours.
aspects = [{ id = "x", label = "X" }]
offers = [{ id = "o", article = "a", label = "O" }]
[[cells]]
offer = "o"
aspect = "x"
state = "stated"
summary = "S"
[[cells.evidence]]
quote = "Some words"  # printed so
voice = "own"
"""
    toml = 'schema = 1\nid = "d"\n[[articles]]\nid = "a"\nfile = "a.txt"\n'
    dossier = folder({"dossier.toml": toml, "a.txt": "Some words.\n", "comparison.toml": comparison})
    path = Path(dossier) / "comparison.toml"
    assert run("check", dossier)[:2] == (0, f"No problems in {dossier.rstrip('/')}.\n")
    assert path.read_text(encoding="utf-8") == comparison
    code, out, _ = run("check", "--fix", dossier)
    assert (code, out.splitlines()[0]) == (0, "comparison.toml: filled in 1 anchor.")
    assert path.read_text(encoding="utf-8").startswith(comparison + 'suffix = ".\\n"\nstart = 0\nend = 10\nsha256 = "')
    assert answer("check", dossier, "--fix")["filled"] == []


def test_check_fix_writes_to_a_named_folder_only(run: Run) -> None:
    sentence = "natoreader: check: --fix writes into a dossier’s files; name the folder that it may write to\n"
    assert run("check", "--fix") == (2, "", sentence)


def test_check_takes_its_folder_either_way_but_not_both(run: Run, folder: Folder) -> None:
    dossier = folder(FAULTY)
    assert run("check", "--dossier", dossier) == run("check", dossier)
    code, out, err = run("check", dossier, "--dossier", dossier)
    assert (code, out, err) == (2, "", "natoreader: check: name the folder once, as DIR or with --dossier\n")


def test_a_broken_file_is_a_problem_to_check_and_an_obstacle_to_the_rest(run: Run, folder: Folder) -> None:
    dossier = folder({"dossier.toml": "schema = [", "a.txt": "Words.\n"})
    code, out, err = run("check", dossier)
    assert (code, err) == (1, "")
    assert out.startswith("dossier.toml: is not valid TOML: ")
    code, out, err = run("articles", "--dossier", dossier)
    assert (code, out) == (3, "")
    assert err.startswith("natoreader: dossier.toml: is not valid TOML: ")


@pytest.mark.parametrize("command", [("check",), ("articles",), ("search", "x"), ("index",), ("bookmarks",)])
def test_a_folder_that_is_not_there_cannot_be_opened(run: Run, command: tuple[str, ...]) -> None:
    code, out, err = run(*command, "--dossier", "nowhere")
    assert (code, out) == (3, "")
    assert err.startswith("natoreader: nowhere")


@pytest.mark.parametrize(
    "command",
    [("show", "a"), ("show", "b"), ("articles",), ("search", "training"), ("entities",), ("show", "c")],
)
def test_the_sound_part_works_and_the_problems_are_mentioned_once_and_not_counted(
    run: Run, folder: Folder, command: tuple[str, ...]
) -> None:
    dossier = folder(FAULTY)
    code, out, err = run(*command, "--dossier", dossier)
    assert f"natoreader: This dossier has problems; natoreader check {dossier.rstrip('/')} lists them.\n" in err
    assert err.count("problems") == 1
    if command[-1] in ("a", "articles", "training"):
        assert code == 0
        assert out


def test_the_folder_is_quoted_for_the_shell(run: Run, folder: Folder) -> None:
    dossier = folder(FAULTY, name="two words")
    assert f"natoreader check '{dossier.rstrip('/')}' lists them." in run("articles", "--dossier", dossier)[2]


def test_the_index_is_built_kept_and_built_anew(run: Run, answer: Answer) -> None:
    missing = answer("index", "--status", code=1)
    assert set(missing) == {"folder", "state", "reason", "articles", "paragraphs", "size", "generation"}
    assert missing["state"] == "missing"
    assert not Path(missing["folder"]).exists()
    built = answer("index")
    assert (built["state"], built["articles"], built["paragraphs"]) == ("current", 5, 74)
    assert answer("index") == built
    pointer = Path(built["folder"]) / "current"
    before = pointer.stat().st_mtime_ns
    assert answer("index", "--rebuild")["state"] == "current"
    assert pointer.stat().st_mtime_ns > before
    code, out, err = run("index", "--status")
    assert (code, err) == (0, "")
    assert out.startswith("current\t5 articles, 74 paragraphs, ")


def test_status_and_rebuild_exclude_each_other(run: Run) -> None:
    code, out, err = run("index", "--status", "--rebuild")
    assert (code, out) == (2, "")
    assert err == "natoreader: --status changes nothing, and --rebuild builds; name one of them.\n"


@pytest.mark.parametrize("option", [(), ("--rebuild",)])
def test_an_index_that_cannot_be_kept_is_a_failure(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: tuple[str, ...]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NATOREADER_CACHE_DIR", str(tmp_path / "file"))
    code, out, err = run("index", *option)
    assert (code, out) == (3, "")
    assert "The index cannot be" in err


def test_paths_are_those_the_environment_names(run: Run, answer: Answer, tmp_path: Path) -> None:
    assert answer("paths", "--dossier", "x") == {
        "settings": str(tmp_path / "config"),
        "notebook": str(tmp_path / "data" / "notebook.sqlite3"),
        "state": str(tmp_path / "state"),
        "cache": str(tmp_path / "cache"),
        "dossier": "x",
    }
    assert run("paths")[1].splitlines()[3] == f"cache\t{tmp_path / 'cache'}"


def test_without_a_home_folder_the_variable_that_helps_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs

    monkeypatch.delenv("NATOREADER_DATA_DIR")
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: "~/natoreader")
    code, out, err = run("bookmark", "003", "1-5")
    assert (code, out) == (3, "")
    assert "set NATOREADER_DATA_DIR to a folder" in err
