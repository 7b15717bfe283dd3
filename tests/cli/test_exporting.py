"""``export``."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., tuple[int, str, str]]
Answer = Callable[..., Any]


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
        "kept": 0,
        "moved": 0,
    }
    run("bookmark", "001", "0-20")
    assert f"Wrote 2 excerpts to {target} (1 new, 1 written anew)," in run("export", "-o", target)[1]
    assert (
        f"Wrote 1 excerpt to {target} (1 written anew, 1 other kept),"
        in run("export", "--article", "003", "-o", target)[1]
    )
    told = run("export", "--article", "003", "--prune", "-o", target)[1]
    assert f"Wrote 1 excerpt to {target} (1 written anew, 1 taken out)," in told


def test_a_passage_that_is_a_bookmark_comes_with_its_note_however_it_was_found(run: Run, tmp_path: Path) -> None:
    target = str(tmp_path / "mine.md")
    run("export", "--query", "“combat mission”", "--article", "003", "-o", target)
    text = (tmp_path / "mine.md").read_text(encoding="utf-8")
    start, end = re.findall(r"`nr:nato-libya/003@(\d+)-(\d+)`", text)[0]
    run("bookmark", "003", f"{start}-{end}", "--note", "Mine.")
    assert "(1 written anew)" in run("export", "--query", "“combat mission”", "--article", "003", "-o", target)[1]
    text = (tmp_path / "mine.md").read_text(encoding="utf-8")
    assert text.count("nr:begin") == 1
    assert "**Note.** Mine." in text


def test_a_name_that_windows_cannot_hold_is_written_and_told_of(run: Run, tmp_path: Path) -> None:
    run("bookmark", "003", "331-583")
    code, out, err = run("export", "-o", str(tmp_path / "CON.md"))
    assert (code, err) == (0, "natoreader: The name “CON.md” cannot be used on Windows.\n")
    assert out.startswith("Wrote 1 excerpt")


def test_a_name_that_ends_in_a_slash_is_a_folders(run: Run, tmp_path: Path) -> None:
    run("bookmark", "003", "331-583")
    folder = tmp_path / "new"
    code, out, err = run("export", "-o", f"{folder}/")
    assert (code, out, err) == (3, "", f"natoreader: There is no folder {folder}; nothing was written.\n")
    assert not folder.exists()
    folder.mkdir()
    assert run("export", "-o", f"{folder}/")[0] == 0
    assert len(list(folder.glob("*.md"))) == 1


def test_a_file_that_no_system_could_hold_is_told_of(run: Run, tmp_path: Path) -> None:
    run("bookmark", "003", "331-583")
    code, out, err = run("export", "-o", str(tmp_path / ("x" * 300)))
    assert (code, out) == (3, "")
    assert "could not be written" in err


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


def _quoted(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("> ")]


def test_bookmarks_are_exported_by_tag_and_by_article(run: Run) -> None:
    run("bookmark", "003", "331-375", "--tag", "offer/training")
    run("bookmark", "003", "0-10")
    run("bookmark", "004", "0-10", "--tag", "offer")
    assert len(_quoted(run("export", "-o", "-")[1])) == 3
    assert len(_quoted(run("export", "--tag", "offer", "-o", "-")[1])) == 2
    assert _quoted(run("export", "--tag", "offer", "--article", "004", "-o", "-")[1]) == ["> NATO Not P"]
    assert len(_quoted(run("export", "--article", "003", "-o", "-")[1])) == 2
    assert run("export", "--article", "999", "-o", "-")[0] == 1
    assert run("export", "--tag", "none", "-o", "-") == (1, "", "natoreader: Nothing to export was found.\n")
    assert run("export", "--tag", "!", "-o", "-")[0] == 2


def test_the_comparison_is_exported_section_by_section(run: Run, answer: Answer) -> None:
    code, out, err = run("export", "--comparison", "-o", "-")
    assert (code, err) == (0, "")
    found = answer("compare")
    assert out.count("<!-- nr:begin aspect-") == len(found["aspects"])
    assert all(
        f"`nr:nato-libya/{each['article']}@{each['start']}-{each['end']}`" in out
        for cell in found["cells"]
        for each in cell["evidence"]
    )
    assert out.count("\n[^nr-") == len(set(re.findall(r"^\[\^(nr-[0-9a-z-]+)\]:", out, re.MULTILINE)))


def test_what_the_comparison_rests_on_in_an_article_is_exported(run: Run, answer: Answer) -> None:
    evidence = {
        (each["start"], each["end"])
        for cell in answer("compare")["cells"]
        for each in cell["evidence"]
        if each["article"] == "002"
    }
    code, out, err = run("export", "--comparison", "--article", "002", "-o", "-")
    assert (code, err) == (0, "")
    assert out.count("<!-- nr:begin ") == len(evidence) > 10
    assert all(f"`nr:nato-libya/002@{start}-{end}`" in out for start, end in evidence)


def test_the_hits_of_a_search_are_exported_with_bookmarks_asked_for(run: Run, answer: Answer) -> None:
    hits = answer("search", "disarm*")["hits"]
    code, out, err = run("export", "--query", "disarm*", "-o", "-")
    assert (code, err) == (0, "")
    assert out.count("<!-- nr:begin ") == len(hits) > 2
    first = hits[0]
    kept = answer("bookmark", first["article"], f"{first['start']}-{first['end']}", "--tag", "t", "--note", "Mine.")
    out = run("export", "--query", "disarm*", "--tag", "t", "-o", "-")[1]
    assert out.count("<!-- nr:begin ") == len(hits)
    assert f"<!-- nr:begin {kept['id']} -->" in out
    assert "**Note.** Mine." in out
    assert run("export", "--query", "zebra", "-o", "-")[0] == 1
    assert run("export", "--query", "(", "-o", "-")[0] == 2


def test_a_profile_can_be_chosen_and_the_file_keeps_it(run: Run, tmp_path: Path) -> None:
    run("bookmark", "003", "331-375")
    assert "::: {#nr-" in run("export", "--profile", "pandoc", "-o", "-")[1]
    assert run("export", "--profile", "obsidian")[0] == 0
    assert run("export")[0] == 0
    assert "\n\n^nr-" in (tmp_path / "excerpts.md").read_text()
    code, out, err = run("export", "--profile", "portable")
    assert (code, out) == (3, "")
    assert "is in the profile “obsidian”, not “portable”" in err
    code, out, err = run("export", "--profile", "panduc")
    assert (code, out) == (2, "")
    assert "“panduc” is no profile; expected portable, obsidian or pandoc (did you mean “pandoc”?)" in err


def test_a_folder_gets_a_file_named_for_the_dossier(run: Run, answer: Answer, tmp_path: Path) -> None:
    run("bookmark", "003", "331-375")
    (tmp_path / "vault").mkdir()
    written = answer("export", "-o", str(tmp_path / "vault"))
    assert written["file"] == str(tmp_path / "vault" / "Excerpts- NATO’s offers to Libya, 2012–2016.md")
    assert answer("export", "-o", f"{tmp_path / 'vault'}/")["replaced"] == 1


def test_over_a_foreign_file_it_is_written_when_asked(run: Run, tmp_path: Path) -> None:
    run("bookmark", "003", "331-375")
    target = tmp_path / "mine.md"
    target.write_text("Mine.")
    assert run("export", "-o", str(target))[0] == 3
    assert run("export", "--overwrite", "-o", str(target))[0] == 0
    assert "nr:begin" in target.read_text()


def test_context_and_the_source_in_the_line_can_be_asked_for(run: Run) -> None:
    run("bookmark", "003", "339-375")
    assert "> \\[“We are\\] not planning" in run("export", "--context", "sentence", "-o", "-")[1]
    out = run("export", "--footnotes", "off", "-o", "-")[1]
    assert "(Libyan Express, c. 14 April 2016, ¶4)" in out
    assert "[^" not in out
    assert run("export", "--context", "page", "-o", "-")[0] == 2


def test_a_file_must_be_named(run: Run, tmp_path: Path) -> None:
    run("bookmark", "003", "331-583")
    code, out, err = run("export", "-o", "")
    assert (code, out) == (2, "")
    assert "-o names no file" in err
    assert not list(tmp_path.glob("*.md"))


def test_without_footnotes_the_comparison_has_numbered_notes(run: Run) -> None:
    text = run("export", "--comparison", "--footnotes", "off", "-o", "-")[1]
    assert "[^" not in text
    assert re.search(r"\n\\\[1\\\] ‹.+› \(.+\), \*.+\*", text)
