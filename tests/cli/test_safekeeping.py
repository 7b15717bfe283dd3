"""``backup`` and ``restore``."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
Answer = Callable[..., Any]
Folder = Callable[..., str]


def test_what_was_written_comes_back_elsewhere(
    run: Run, answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = answer("bookmark", "003", "331-375", "--note", "Why?", "--tag", "t")
    file = str(tmp_path / "b.json")
    assert run("backup", file) == (0, f"Wrote 1 record of 1 dossier to {file}.\n", "")
    assert answer("backup", file) == {"file": file, "records": 1, "dossiers": ["nato-libya"], "faults": []}
    monkeypatch.setenv("NATOREADER_DATA_DIR", str(tmp_path / "elsewhere"))
    assert run("restore", file) == (0, "nato-libya: 1 new.\n", "")
    assert answer("bookmarks")["bookmarks"] == [{key: value for key, value in kept.items() if key != "already"}]
    dossiers = [{"dossier": "nato-libya", "added": 0, "replaced": 0, "unchanged": 1}]
    assert answer("restore", file) == {"file": file, "dossiers": dossiers, "faults": []}


def test_a_hyphen_is_standard_output(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("backup", "-")[:2] == (1, "")
    run("bookmark", "003", "331-375")
    code, out, err = run("backup", "-")
    assert (code, err) == (0, "")
    (tmp_path / "b.json").write_text(out, encoding="utf-8")
    monkeypatch.setenv("NATOREADER_DATA_DIR", str(tmp_path / "elsewhere"))
    assert run("restore", "b.json") == (0, "nato-libya: 1 new.\n", "")
    assert run("backup", "--json", "-")[0] == 2
    assert not (tmp_path / "-").exists()


def test_every_dossier_is_written_or_the_one_that_is_named(
    run: Run, answer: Answer, folder: Folder, tmp_path: Path
) -> None:
    toml = 'schema = 1\nid = "mine"\ntitle = "Mine"\n[[articles]]\nid = "a"\nfile = "a.txt"\n'
    own = folder({"a.txt": "Some words.", "dossier.toml": toml})
    run("bookmark", "003", "331-375")
    assert run("bookmark", "a", "0-4", "--dossier", own)[0] == 0
    file = str(tmp_path / "b.json")
    assert answer("backup", file)["dossiers"] == ["mine", "nato-libya"]
    assert [each["dossier"] for each in answer("restore", file, "--dossier", own)["dossiers"]] == ["mine"]
    assert answer("backup", file, "--dossier", own)["dossiers"] == ["mine"]


def test_records_that_cannot_be_read_are_named_and_the_rest_restored(run: Run, answer: Answer, tmp_path: Path) -> None:
    for start in range(30):
        run("bookmark", "003", f"{start}-99")
    file = tmp_path / "b.json"
    run("backup", str(file))
    page = json.loads(file.read_text(encoding="utf-8"))
    for item in page["items"][:25]:
        item["target"] = "\x1b[31m"
    page["items"].append({"motivation": "linking"})
    file.write_text(json.dumps(page), encoding="utf-8")
    code, out, err = run("restore", str(file))
    assert (code, out) == (1, "nato-libya: 5 as old as here or older.\n")
    assert err.count("is left out: its “target” is missing or no object.") == 20
    assert err.endswith("natoreader: 6 more could not be read; --json lists all.\n")
    assert "\x1b" not in err
    assert len(answer("restore", str(file), code=1)["faults"]) == 26


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_file_that_is_no_backup_is_left_alone(run: Run, tmp_path: Path, command: str) -> None:
    run("bookmark", "003", "331-375")
    file = tmp_path / "mine.json"
    file.write_text('{"mine": 1}')
    code, out, err = run(command, str(file))
    assert (code, out) == (3, "")
    assert "backup of natoreader’s" in err
    assert file.read_text() == '{"mine": 1}'


def test_an_empty_notebook_writes_nothing(run: Run, tmp_path: Path) -> None:
    code, out, err = run("backup", str(tmp_path / "b.json"))
    assert (code, out, err) == (1, "", "natoreader: There is nothing in the notebook yet; nothing was written.\n")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "e.json").write_text('{"nr:format": 1, "items": []}')
    code, out, err = run("restore", str(tmp_path / "e.json"))
    assert (code, out) == (1, "")
    assert err.startswith("natoreader: Nothing of ")
