"""What differs between the profiles, what an export can hold beside bookmarks, and appending."""

import dataclasses
import re
import shlex
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.export import (
    PROFILES,
    Context,
    Document,
    ExportError,
    Section,
    Selection,
    append_passage,
    card_section,
    comparison_passages,
    gather,
    to_markdown,
    write_export,
)
from natoreader.dossier.export.names import place_in
from natoreader.dossier.folder import Dossier
from natoreader.dossier.text import Clean

TODAY = date(2026, 11, 30)
KEPT = datetime(2026, 11, 29, 12, tzinfo=UTC)
Passage = Callable[..., Selection]


def _block(dossier: Dossier, passage: Selection, profile: str) -> str:
    text = to_markdown(gather(dossier, [passage], created=TODAY), profile)
    return text.partition("-->\n\n")[2].rpartition("\n\n<!--")[0]


def test_in_obsidian_the_quotation_is_a_block_and_the_citation_a_link(dossier: Dossier, passage: Passage) -> None:
    kept = passage("003", "stands ready", tags=("offer/training", "2012"))
    assert _block(dossier, kept, "obsidian") == (
        f"> stands ready\n\n^nr-{kept.id}\n\n— *Libyan Express*, reporting Sky News[^nr-{kept.id}]\n\n"
        f"**Tags:** #offer/training #n2012\n\n"
        f"[^nr-{kept.id}]: [[@libyanexpress2016ready]], para. 2. Published c. 14 April 2016 (12–17 April; external: "
        f"the Baltic incident of 11 April). `nr:nato-libya/003@120-132`, text sha256 `c7e80562`."
    )


def test_for_pandoc_the_excerpt_is_a_division_and_the_note_a_bare_citation(dossier: Dossier, passage: Passage) -> None:
    kept = passage("003", "stands ready")
    assert _block(dossier, kept, "pandoc") == (
        f"::: {{#nr-{kept.id}}}\n\n> stands ready\n\n— *Libyan Express*, reporting Sky News[^nr-{kept.id}]\n\n"
        "Published c. 14 April 2016 (12–17 April; external: the Baltic incident of 11 April). "
        "`nr:nato-libya/003@120-132`, text sha256 `c7e80562`.\n\n"
        f"[^nr-{kept.id}]: [@libyanexpress2016ready, para. 2].\n\n:::"
    )


def test_a_pandoc_file_says_how_to_run_pandoc_and_ends_with_the_references(document: Document, tmp_path: Path) -> None:
    text = write_export(document, tmp_path / "thesis.md", profile="pandoc").path.read_text(encoding="utf-8")
    assert text.startswith("---\n# pandoc -f markdown-smart --citeproc thesis.md -o thesis.docx\ntitle: ")
    assert text.endswith("headlines.\n\n::: {#refs}\n:::\n")
    assert "::: {#refs}" in to_markdown(document, "pandoc")
    assert "# pandoc" not in to_markdown(document, "pandoc")


@pytest.mark.parametrize("name", ["my notes.md", "a'b.md", "-v.md", "$(touch x).markdown", "notes"])
def test_the_command_for_pandoc_takes_any_name(document: Document, tmp_path: Path, name: str) -> None:
    text = write_export(document, tmp_path / name, profile="pandoc").path.read_text(encoding="utf-8")
    command = text.split("\n")[1].removeprefix("# ")
    program, *arguments = shlex.split(command)
    *options, given, into, made = arguments
    assert (program, options, into) == ("pandoc", ["-f", "markdown-smart", "--citeproc"], "-o")
    assert not given.startswith("-")
    assert (tmp_path / given).samefile(tmp_path / name)
    assert Path(made).name == f"{Path(name).stem}.docx"


def test_a_name_that_no_comment_can_hold_leaves_the_command_out(document: Document, tmp_path: Path) -> None:
    text = write_export(document, tmp_path / "a\nb: c.md", profile="pandoc").path.read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: ")


def test_a_source_that_comes_later_stands_before_the_references(
    dossier: Dossier, passage: Passage, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    write_export(gather(dossier, [passage("003", "stands ready")], created=TODAY), path, profile="pandoc")
    append_passage(dossier, passage("002", "a number of steps"), path, created=TODAY)
    text = path.read_text(encoding="utf-8")
    assert text.index("## Sources") < text.index("A. N. Author, *Hürriyet Daily News*") < text.index("::: {#refs}")
    assert text.count("::: {#nr-") == 2
    assert text.endswith("::: {#refs}\n:::\n")


@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_is_written_again_to_the_byte(document: Document, tmp_path: Path, profile: str) -> None:
    path = tmp_path / "a.md"
    write_export(document, path, profile=profile)
    before = path.read_bytes()
    assert write_export(document, path).replaced == 3
    assert path.read_bytes() == before


def test_profiles_are_not_mixed_in_one_file(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_export(document, path, profile="obsidian")
    before = {each: each.read_bytes() for each in tmp_path.glob("a.*")}
    with pytest.raises(ExportError, match=r"a\.md is in the profile “obsidian”, not “pandoc”; name another file"):
        write_export(document, path, profile="pandoc")
    assert {each: each.read_bytes() for each in tmp_path.glob("a.*")} == before
    path.write_text(path.read_text(encoding="utf-8").replace('profile: "obsidian"', 'profile: "odt"'), encoding="utf-8")
    with pytest.raises(ExportError, match="There is no profile “odt”"):
        write_export(document, path)


def test_notes_are_begun_and_passages_added_behind_the_users_words(
    dossier: Dossier, passage: Passage, tmp_path: Path
) -> None:
    path = tmp_path / "notes.md"
    first, second = passage("003", "stands ready"), passage("003", "We see fighting")
    assert append_passage(dossier, first, path, created=TODAY).added == 1
    path.write_text(path.read_text(encoding="utf-8").replace("## Sources", "My words.\n\n## Sources"), encoding="utf-8")
    assert append_passage(dossier, second, path, created=date(2027, 1, 1)).added == 1
    text = path.read_text(encoding="utf-8")
    places = [text.index(each) for each in (f"nr:begin {first.id}", "My words.", f"nr:begin {second.id}", "## Sources")]
    assert places == sorted(places)
    assert 'created: "2026-11-30"' in text
    assert append_passage(dossier, first, path, created=TODAY).replaced == 1
    assert path.read_text(encoding="utf-8") == text


def test_a_long_reason_is_told_once_and_the_footnotes_point_to_it(
    folder: Path, passage: Passage, dossier: Dossier
) -> None:
    from natoreader.dossier.folder import open_dossier

    reason = "By other records the incident in the Baltic Sea was on 11 April, and the meeting next week on 20 April."
    toml = folder / "dossier.toml"
    toml.write_text(toml.read_text("utf-8").replace("the Baltic incident of 11 April", reason), encoding="utf-8")
    kept = [passage("003", "stands ready"), passage("003", "We see fighting")]
    text = to_markdown(gather(open_dossier(folder), kept, created=TODAY))
    assert text.count("Published c. 14 April 2016 (12–17 April; external, see Sources). `nr:") == 2
    assert text.count(reason) == 1
    assert f"c. 14 April 2016. Date external: {reason} Address and day" in text.partition("## Sources")[2]


def test_a_source_the_user_completed_is_not_added_again(dossier: Dossier, passage: Passage, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    one = gather(dossier, [passage("003", "stands ready")], created=TODAY)
    write_export(one, path)
    text = path.read_text("utf-8").replace("Address and day of access not recorded.", "Seen on 3 May 2026.")
    path.write_text(text, encoding="utf-8")
    write_export(one, path)
    assert path.read_text("utf-8") == text


def test_sections_stand_first_are_written_anew_and_name_their_sources(
    dossier: Dossier, passage: Passage, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    section = Section(
        Clean("comparison"), "## Compared\n\n**One**: first.[^nr-comparison-1]\n\n[^nr-comparison-1]: x", ("000",)
    )
    kept = passage("003", "stands ready")
    document = gather(dossier, [kept], created=TODAY, sections=[section])
    written = write_export(document, path)
    text = path.read_text("utf-8")
    assert (written.added, written.replaced) == (2, 0)
    assert text.index("<!-- nr:begin comparison -->\n\n## Compared") < text.index(f"<!-- nr:begin {kept.id} -->")
    assert [each.article.id for each in document.references] == ["000", "003"]
    assert "*\\[Stars and Stripes?\\]*, “" in text
    path.write_text(text.replace("nr:end comparison -->", "nr:end comparison -->\n\nMine."), encoding="utf-8")
    changed = dataclasses.replace(document, sections=(Section(section.id, "## New", ()),))
    assert write_export(changed, path).replaced == 2
    again = path.read_text("utf-8")
    assert "<!-- nr:begin comparison -->\n\n## New\n\n<!-- nr:written" in again
    assert "<!-- nr:end comparison -->\n\nMine." in again
    alone = gather(dossier, [], created=TODAY, sections=[section])
    assert "## Compared" in to_markdown(alone)


def test_the_card_of_a_source_says_what_is_known_and_how(dossier: Dossier) -> None:
    article = dossier.article("003")
    assert article is not None
    lines = card_section(article).text.split("\n")
    assert lines[0] == "## NATO Chief: We are ready to help disarm militias in Libya"
    assert "- **Outlet:** Libyan Express (stated: Named in the notice)" in lines
    assert "- **Byline:** not known" in lines
    assert "- **Published:** c. 14 April 2016, 12–17 April 2016 (external: the Baltic incident of 11 April)" in lines
    plain = dossier.article("plain")
    assert plain is not None
    assert "- **Published:** not known" in card_section(plain).text
    assert re.fullmatch("card-[0-9a-f]{8}", card_section(plain).id)


def test_the_comparisons_passages_stand_by_article_each_once(dossier: Dossier) -> None:
    passages = comparison_passages(dossier)
    assert [(each.anchor.article, each.anchor.quote.exact[:12]) for each in passages] == [
        ("002", "he had offer"),
        ("003", "We are not p"),
        ("003", "to help them"),
        ("003", "without a re"),
    ]


def test_a_name_that_differs_by_case_or_accents_only_is_the_same_file(tmp_path: Path) -> None:
    assert place_in(tmp_path, "NATO’s offers") == tmp_path / "NATO’s offers.md"
    (tmp_path / "ÉTÉ.md").touch()
    assert place_in(tmp_path, "été") == tmp_path / "ÉTÉ.md"
    assert place_in(tmp_path, "e\u0301te\u0301") == tmp_path / "ÉTÉ.md"
    assert place_in(tmp_path / "missing", "a") == tmp_path / "missing" / "a.md"


@pytest.mark.parametrize("words", ["../x", "/etc/passwd", "..\\..\\x", "C:\\x", "~/x", ".", "a/../../b", "\0/x"])
def test_a_name_never_leaves_its_folder(tmp_path: Path, words: str) -> None:
    path = place_in(tmp_path, words)
    assert path.parent == tmp_path
    assert path.resolve().parent == tmp_path.resolve()


def test_a_link_that_leads_out_of_the_folder_is_not_followed(document: Document, tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    outside = tmp_path / "outside.json"
    outside.write_text("[]")
    for name in ("a.md", "b.csl.json", "c.bib"):
        (tmp_path / "vault" / name).symlink_to(outside)
        with pytest.raises(ExportError, match="is a link; name the file that it leads to"):
            write_export(document, tmp_path / "vault" / f"{name[0]}.md", overwrite=True)
    assert outside.read_text() == "[]"
    assert sorted(each.name for each in (tmp_path / "vault").iterdir()) == ["a.md", "b.csl.json", "c.bib"]


@pytest.mark.parametrize(
    ("words", "context", "before", "after"),
    [
        ("see turmoil", "none", "", ""),
        ("see turmoil", "sentence", "We see fighting, we", "."),
        (
            "see turmoil",
            "paragraph",
            "“It is a very difficult and dangerous situation in Libya. We see fighting, we",
            ". We see increased presence of ISIL,” Jens Stoltenberg said.",
        ),
        (
            "We see fighting, we see turmoil.",
            "sentence",
            "“It is a very difficult and dangerous situation in Libya.",
            "We see increased presence of ISIL,” Jens Stoltenberg said.",
        ),
        ("“We are not planning for a ‘combat’ mission.", "sentence", "", ""),
        ("“We are not planning for a ‘combat’ mission.", "paragraph", "", ""),
        ("mission.\n“What we have offered", "sentence", "“We are not planning for a ‘combat’", None),
    ],
)
def test_the_words_around_stand_in_brackets_beside_the_quoted_ones(
    dossier: Dossier, words: str, context: Context, before: str, after: str | None
) -> None:
    article = dossier.article("003")
    assert article is not None
    start = article.text.value.index(words.split("\n", maxsplit=1)[0])
    end = article.text.value.index(words.rsplit("\n", maxsplit=1)[-1]) + len(words.rsplit("\n", maxsplit=1)[-1])
    kept = Selection(Anchor.of(article.id, article.text, start, end), KEPT)
    document = gather(dossier, [kept], created=TODAY, context=context)
    (excerpt,) = document.excerpts
    assert excerpt.before.rstrip() == before
    assert after is None or excerpt.after.lstrip() == after
    quote = to_markdown(document).partition("-->\n\n")[2].partition("\n\n—")[0].split("\n>\n")
    assert len(quote) == len(excerpt.paragraphs)
    assert quote[0].startswith("> \\[") == bool(before)
    assert quote[-1].endswith("\\]") == bool(excerpt.after)
    unescaped = "\n".join(line.removeprefix("> ").replace("\\", "") for line in quote)
    without = re.sub(r"^\[(.*?)\]", r"\1", re.sub(r"\[([^\]]*)\]$", r"\1", unescaped))
    assert without in article.text.value.replace("\n\n", "\n")


def test_without_footnotes_the_source_stands_in_the_line(dossier: Dossier, passage: Passage) -> None:
    kept = [passage("003", "stands ready"), passage("000", "Saudi Arabia"), passage("plain", "A line")]
    text = to_markdown(gather(dossier, kept, created=TODAY, footnotes=False))
    assert "[^" not in text
    assert "\n— *Libyan Express*, reporting Sky News (Libyan Express, c. 14 April 2016, ¶2)\n" in text
    assert "(outlet inferred) (\\[Stars and Stripes?\\], c. 19 May 2014, ¶11)\n" in text
    assert "— Outlet unknown (outlet unknown, date unknown, ¶1)\n" in text
