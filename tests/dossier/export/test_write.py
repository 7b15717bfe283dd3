"""Writing: whole or not at all, never over another's file, and never over the user's words in our own."""

import dataclasses
import itertools
import json
import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.export import (
    Document,
    ExportError,
    Selection,
    card_section,
    changes_section,
    comparison_passages,
    comparison_sections,
    gather,
    to_markdown,
    write_export,
)
from natoreader.dossier.export.merge import is_ours, merge
from natoreader.dossier.export.profiles import PROFILES
from natoreader.dossier.files import FileError, write_atomic
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.dossier.text import Clean

TODAY = date(2026, 11, 30)
KEPT = datetime(2026, 11, 29, 12, tzinfo=UTC)
Passage = Callable[..., Selection]
MARKED = re.compile(r"<!-- nr:begin ([\w-]+) -->.*?<!-- nr:end \1 -->", re.DOTALL)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "excerpts.md"


def _only(document: Document, *places: int) -> Document:
    return dataclasses.replace(document, excerpts=tuple(document.excerpts[place] for place in places))


def _order(text: str) -> list[str]:
    return [found[1] for found in MARKED.finditer(text)]


def _ids(document: Document) -> list[str]:
    return [str(each.id) for each in document.excerpts]


def _without_digests(text: str) -> str:
    """The file as it was written before there was a record of its paragraphs."""
    return re.sub(r"<!-- nr:written .*\n", "", text)


def _theirs(text: str) -> str:
    """What is not between markers, white space apart."""
    return " ".join(MARKED.sub("", text).split())


def test_three_files_are_written_and_nothing_is_left_over(document: Document, path: Path) -> None:
    written = write_export(document, path)
    assert (written.added, written.replaced, written.removed) == (3, 0, 0)
    names = ["excerpts.bib", "excerpts.csl.json", "excerpts.md"]
    assert sorted(each.name for each in path.parent.iterdir()) == names
    assert sorted(each.name for each in (path, *written.beside)) == names
    for each in path.parent.iterdir():
        data = each.read_bytes()
        assert data.endswith(b"\n")
        assert not data.endswith(b"\n\n")
        assert b"\r" not in data
        data.decode()
    assert 'bibliography: "excerpts.csl.json"' in path.read_text(encoding="utf-8")
    entries = json.loads((path.parent / "excerpts.csl.json").read_text(encoding="utf-8"))
    assert [each["id"] for each in entries] == ["starsandstripes2014ready", "libyanexpress2016ready"]
    bib = (path.parent / "excerpts.bib").read_text(encoding="utf-8")
    assert bib.count("@article{") == 2
    assert "  date={2016-04-14~}," in bib


def test_written_again_it_is_the_same_to_the_byte(document: Document, path: Path) -> None:
    write_export(document, path)
    before = {each: each.read_bytes() for each in path.parent.iterdir()}
    written = write_export(document, path)
    assert (written.added, written.replaced, written.removed) == (0, 3, 0)
    assert {each: each.read_bytes() for each in path.parent.iterdir()} == before


def test_the_users_words_front_matter_and_order_stay(document: Document, path: Path) -> None:
    write_export(_only(document, 0, 1), path)
    one, two = _ids(document)[:2]
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        'generator: "natoreader 1"\n', 'generator: "natoreader 1"\naliases: [mine]\nrating: 5 # stars\n'
    )
    text = text.replace('title: "', 'title: "My ').replace("\n# Excerpts", "\n# My own title\n\nExcerpts")
    text = text.replace(
        f"<!-- nr:end {one} -->", f"<!-- nr:end {one} -->\n\n  My remark:   *kept*,\twith `--` and  blanks.  "
    )
    text = text.replace("> “We are ready", "> CHANGED INSIDE “We are ready") + "\nLast words, without a newline"
    path.write_text(text, encoding="utf-8")
    write_export(_only(document, 0, 1), path)
    again = path.read_bytes().decode()
    assert again == text.replace("CHANGED INSIDE ", "")
    assert _order(again) == [one, two]


def test_what_is_new_comes_after_its_predecessor_and_what_is_gone_leaves_if_asked(
    document: Document, path: Path
) -> None:
    first, second, third = _ids(document)
    write_export(_only(document, 1), path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"<!-- nr:end {second} -->", f"<!-- nr:end {second} -->\n\nOn two."), encoding="utf-8")
    written = write_export(document, path)
    text = path.read_text(encoding="utf-8")
    assert (written.added, written.replaced, written.removed) == (2, 1, 0)
    assert _order(text) == [first, second, third]
    places = [text.index(each) for each in (f"nr:end {second}", "On two.", f"nr:begin {third}", "## Sources")]
    assert places == sorted(places)
    written = write_export(_only(document, 2), path)
    assert (written.added, written.replaced, written.removed, written.kept) == (0, 1, 0, 2)
    assert path.read_text(encoding="utf-8") == text
    written = write_export(_only(document, 2), path, prune=True)
    assert (written.added, written.replaced, written.removed, written.kept) == (0, 1, 2, 0)
    text = path.read_text(encoding="utf-8")
    assert _order(text) == [third]
    assert "\n\nOn two.\n\n<!-- nr:begin" in text
    assert "\n\n\n" not in text


def test_appending_keeps_what_is_there(dossier: Dossier, passage: Passage, path: Path) -> None:
    one = gather(dossier, [passage("003", "stands ready")], created=TODAY)
    two = gather(dossier, [passage("002", "a number of steps")], created=TODAY)
    write_export(one, path)
    written = write_export(two, path)
    assert (written.added, written.replaced, written.removed) == (1, 0, 0)
    text = path.read_text(encoding="utf-8")
    assert _order(text) == _ids(one) + _ids(two)
    sources = text.partition("## Sources")[2]
    assert sources.index("*Libyan Express*") < sources.index("*Hürriyet Daily News*")
    assert text.endswith("recorded.\n")
    entries = json.loads((path.parent / "excerpts.csl.json").read_text(encoding="utf-8"))
    keys = {"hurriyetdailynews2012chief", "libyanexpress2016ready"}
    assert {each["id"] for each in entries} == keys
    bib = (path.parent / "excerpts.bib").read_text(encoding="utf-8")
    assert set(re.findall(r"@article\{(\w+),", bib)) == keys


def test_what_is_taken_out_takes_its_source_along_unless_the_user_cites_it(
    dossier: Dossier, passage: Passage, path: Path
) -> None:
    one, two, three = (
        gather(dossier, [passage(*each)], created=TODAY)
        for each in (("003", "stands ready"), ("002", "a number of steps"), ("000", "Saudi Arabia"))
    )
    for each in (one, two, three):
        write_export(each, path)
    text = path.read_text(encoding="utf-8")
    assert _order(text) == _ids(one) + _ids(two) + _ids(three)
    path.write_text(
        text.replace("\n## Sources", "\nSee [@hurriyetdailynews2012chief].\n\n## Sources"), encoding="utf-8"
    )
    written = write_export(one, path, prune=True)
    assert (written.replaced, written.removed) == (1, 2)
    sources = path.read_text(encoding="utf-8").partition("## Sources")[2]
    assert "*Libyan Express*" in sources
    assert "*Hürriyet Daily News*" in sources
    assert "Stars and Stripes" not in sources
    keys = {"libyanexpress2016ready", "hurriyetdailynews2012chief"}
    assert {each["id"] for each in json.loads((path.parent / "excerpts.csl.json").read_text(encoding="utf-8"))} == keys
    bib = (path.parent / "excerpts.bib").read_text(encoding="utf-8")
    assert set(re.findall(r"@article\{(\w+),", bib)) == keys


def test_written_over_excerpts_of_something_else_it_comes_behind_them(document: Document, path: Path) -> None:
    first, second, third = _ids(document)
    write_export(_only(document, 0, 1), path)
    written = write_export(_only(document, 2), path)
    assert (written.added, written.kept) == (1, 2)
    assert _order(path.read_text(encoding="utf-8")) == [first, second, third]


@pytest.mark.parametrize("profile", list(PROFILES))
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_the_user_wrote_inside_an_excerpt_stands_behind_it(
    document: Document, path: Path, profile: str, newline: str
) -> None:
    one, two = _ids(document)[:2]
    write_export(_only(document, 0, 1), path, profile=profile)
    clean = path.read_text(encoding="utf-8")
    head, marker, rest = clean.partition(f"\n<!-- nr:end {one} -->")
    opening = f"<!-- nr:begin {two} -->\n"
    mine = ["My remark:\n  *kept* with `--`", "- a list\n- of mine", "> Someone else’s words", "**Mine**: bold"]
    text = "\n\n".join([head, *mine]) + marker + rest.replace(opening, f"{opening}At the top.\n")
    path.write_bytes(text.replace("\n", newline).encode())
    written = write_export(_only(document, 0, 1), path)
    again = path.read_bytes().decode().replace(newline, "\n")
    behind = "\n\n".join(mine)
    expected = clean.replace(marker, f"{marker}\n\n{behind}", 1)
    expected = expected.replace(f"<!-- nr:end {two} -->", f"<!-- nr:end {two} -->\n\nAt the top.", 1)
    assert again == expected
    assert written.moved == len(mine) + 1
    assert write_export(_only(document, 0, 1), path).moved == 0
    path.write_bytes(text.replace("\n", newline).encode())
    assert write_export(_only(document, 2), path, prune=True).moved == len(mine) + 1
    left = path.read_bytes().decode().replace(newline, "\n")
    assert all(words in left for words in (*mine, "At the top."))
    assert _order(left) == _ids(document)[2:]


@pytest.mark.parametrize("profile", list(PROFILES))
@pytest.mark.parametrize("footnotes", [True, False])
@pytest.mark.parametrize("digests", [True, False])
def test_what_natoreader_wrote_is_never_taken_for_the_users(
    path: Path, profile: str, footnotes: bool, digests: bool
) -> None:
    """Every kind of paragraph: excerpts, the comparison, cards; without digests all but a note's later paragraphs."""
    dossier = open_dossier(bundled())
    kept = [*comparison_passages(dossier), _several_paragraphs(dossier)]
    later = "\n\n- A second.\n\nA third." if digests else ""
    noted = [
        dataclasses.replace(each, note=Clean(f"One line,\nand another.{later}"), tags=(Clean("tag"),)) for each in kept
    ]
    offers = dossier.comparison.offers
    sections = [*comparison_sections(dossier, footnotes=footnotes), *map(card_section, dossier.articles)]
    sections += [changes_section(dossier, *pair, footnotes=footnotes) for pair in itertools.combinations(offers, 2)]
    write_export(gather(dossier, noted, created=TODAY, sections=sections, footnotes=footnotes), path, profile=profile)
    if not digests:
        path.write_text(_without_digests(path.read_text(encoding="utf-8")), encoding="utf-8")
    left = gather(dossier, kept[:-1], created=TODAY, footnotes=not footnotes)
    written = write_export(left, path, prune=True)
    assert (written.removed, written.replaced, written.moved) == (len(sections) + 1, len(kept) - 1, 0)


def _several_paragraphs(dossier: Dossier) -> Selection:
    article = dossier.article("004")
    assert article is not None
    first, last = article.text.paragraphs[4:6]
    return Selection(Anchor.of(article.id, article.text, first.start, last.end))


def test_a_note_that_is_shortened_leaves_nothing_behind_but_what_was_edited_in_the_file(
    document: Document, path: Path
) -> None:
    noted = dataclasses.replace(document.excerpts[0], note=Clean("One line,\nand another.\n\nA second.\n\nA third."))
    write_export(dataclasses.replace(document, excerpts=(noted,)), path)
    text = path.read_text(encoding="utf-8").replace("\n\nA third.", "\n\nA third, edited.")
    path.write_text(text, encoding="utf-8")
    assert write_export(_only(document, 0), path).moved == 1
    text = path.read_text(encoding="utf-8")
    assert "another" not in text
    assert "A second" not in text
    assert f"<!-- nr:end {noted.id} -->\n\nA third, edited." in text


def test_a_quotation_of_the_users_above_ours_is_kept(document: Document, path: Path) -> None:
    write_export(_only(document, 0), path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("> We are", "> Someone else’s words\n\n> We are"), encoding="utf-8")
    assert write_export(_only(document, 1), path, prune=True).moved == 1
    again = path.read_text(encoding="utf-8")
    assert "> Someone else’s words" in again
    assert "not planning" not in again


LOOK_ALIKES = [
    "## My heading\n\n*my subtitle*",
    "**Note.** A second note, of mine.",
    "*Note.* my italics",
    "**Tags:** my own line",
    "— as I said (p. 4)",
    "- **Address:** Rue de la Loi",
    "**X** says: of this it is not mentioned.",
    "- one [^nr-1] thing\n- MY two",
    "> [!quote] Mine",
    "> MY OWN QUOTE, from a book",
    "^nr-1 my caption",
    "[^nr-mine]: my own footnote",
    "- ‹that› is what I list\n- and this",
    "### New",
    ":::\nmine\n:::",
    "*Reviewed.* By me.",
    "plain words",
]
"""Paragraphs of a user's that have the form of natoreader's."""
PLACED = st.lists(st.tuples(st.sampled_from(LOOK_ALIKES), st.integers(0, 1000)), min_size=1, max_size=4)


def _put_in(text: str, mine: list[tuple[str, int]], gap: str) -> str:
    """The file with words put behind some of the gaps inside its excerpts, each followed by such a gap."""
    for words, place in mine:
        inside = [range(found.start() + 1, found.end()) for found in MARKED.finditer(text)]
        gaps = [
            at.end() for at in re.finditer(rf"(?<=\S){gap}(?!\n)", text) if any(at.end() in each for each in inside)
        ]
        at = gaps[place % len(gaps)]
        text = f"{text[:at]}{words}{gap}{text[at:]}"
    return text


@pytest.mark.parametrize("profile", list(PROFILES))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mine=PLACED, footnotes=st.booleans(), prune=st.booleans())
def test_what_is_not_recorded_is_the_users_whatever_its_form(
    document: Document, dossier: Dossier, profile: str, mine: list[tuple[str, int]], footnotes: bool, prune: bool
) -> None:
    sections = comparison_sections(dossier, footnotes=footnotes)
    whole = dataclasses.replace(document, sections=sections, footnotes=footnotes)
    clean = PROFILES[profile].render(whole, "x.md")
    text = _put_in(clean.text, mine, "\n\n")
    merged = merge(text, PROFILES[profile].render(_only(document, 2), "x.md") if prune else clean, prune=prune)
    paragraphs = [each for words, _ in mine for each in words.split("\n\n")]
    assert merged.moved == len(paragraphs)
    for each in paragraphs:
        assert f"\n\n{each}\n\n" in MARKED.sub("", merged.text)
    if not prune:
        excerpts = [found[0] for found in MARKED.finditer(clean.text)]
        assert [found[0] for found in MARKED.finditer(merged.text)] == excerpts


@pytest.mark.parametrize("words", [each for each in LOOK_ALIKES if "\n\n" not in each])
@pytest.mark.parametrize("place", [0, 1, 4, 5, 8])
def test_lines_put_into_a_recorded_paragraph_are_the_users(
    dossier: Dossier, passage: Passage, words: str, place: int
) -> None:
    noted = passage("003", "stands ready", note="One line,\nand another,\nand a third.", tags=("tag",))
    whole = gather(dossier, [noted], created=TODAY, sections=comparison_sections(dossier))
    clean = PROFILES["portable"].render(whole, "x.md")
    mine = _put_in(clean.text, [(words, place)], "\n")
    merged = merge(mine, clean)
    assert merged.moved == 1
    assert f"\n\n{words}\n" in MARKED.sub("", merged.text)
    assert [found[0] for found in MARKED.finditer(merged.text)] == [found[0] for found in MARKED.finditer(clean.text)]


@pytest.mark.parametrize("prune", [False, True])
def test_words_beside_an_edited_quotation_stay_though_nobody_can_tell_which_it_is(
    document: Document, path: Path, prune: bool
) -> None:
    write_export(_only(document, 0), path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("> We are", "> Someone else’s words\n\n> EDITED: we are"), encoding="utf-8")
    assert write_export(_only(document, int(prune)), path, prune=prune).moved == 2
    again = path.read_text(encoding="utf-8")
    assert "\n\n> Someone else’s words\n" in again
    assert "> EDITED" in again


def test_own_words_in_place_of_other_paragraphs_stay(document: Document, path: Path) -> None:
    write_export(_only(document, 1), path)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("**Note.** A note.\n\n", "").replace("\n\n—", "\n\n**Tags:** of mine\n\n—", 1), encoding="utf-8"
    )
    assert write_export(_only(document, 1), path).moved == 1
    assert "**Tags:** of mine" in path.read_text(encoding="utf-8")


def test_sources_are_found_again_between_the_users_sections(document: Document, path: Path) -> None:
    write_export(_only(document, 0), path)
    text = path.read_text(encoding="utf-8")
    head, _, _ = text.partition("## Sources")
    path.write_text(f"{head}## Sources\n\nMy own source.\n\n## Afterword\n\nMine.\n", encoding="utf-8")
    write_export(document, path)
    again = path.read_text(encoding="utf-8")
    order = ["My own source.", "\\[Stars and Stripes?\\]*, “", "*Libyan Express*, “", "## Afterword\n\nMine.\n"]
    places = [again.rindex(each) for each in order]
    assert places == sorted(places)
    path.write_text(f"{head}No more heading.", encoding="utf-8")
    write_export(document, path)
    assert "No more heading." in path.read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8").count("## Sources") == 1


@pytest.mark.parametrize(
    "code",
    [
        "```\n# my comment\n\n## Sources\n\n::: mine\n```",
        "~~~~ python\n~~~\n# my comment\n~~~~",
        "   ```\n# my comment\n   `````",
    ],
)
def test_a_source_never_comes_into_a_block_of_code(document: Document, path: Path, code: str) -> None:
    write_export(_only(document, 0), path)
    head, _, _ = path.read_text(encoding="utf-8").partition("## Sources")
    for rest in (f"## Sources\n\n{code}\n", f"{code}\n\n## Sources\n\nMine.\n", f"## Sources\n\n{code}\n\n## Mine\n"):
        path.write_text(head + rest, encoding="utf-8")
        write_export(document, path)
        again = path.read_text(encoding="utf-8")
        assert f"\n{code}\n" in again
        assert again.index("## Sources\n\n") < again.index("\n*Libyan Express*, “")
        assert again.index(f"<!-- nr:begin {_ids(document)[2]} -->") < again.rindex("## Sources")


def test_a_fence_that_is_not_closed_hides_nothing(document: Document, path: Path) -> None:
    write_export(_only(document, 0), path)
    text = path.read_text(encoding="utf-8").replace("\n<!-- nr:begin", "\n```\nmine\n\n<!-- nr:begin")
    path.write_text(text.replace("## Sources", "```\nmine too\n\n## Sources"), encoding="utf-8")
    write_export(document, path)
    assert path.read_text(encoding="utf-8").count("## Sources") == 1


def test_windows_line_ends_of_the_user_stay(document: Document, path: Path) -> None:
    write_export(_only(document, 0, 1), path)
    data = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(data)
    write_export(_only(document, 0, 1), path)
    assert path.read_bytes() == data
    write_export(document, path)
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


USERS = st.text(alphabet=st.sampled_from("ab #*->\n\r\té“[]"), max_size=30)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    between=st.lists(USERS, min_size=3, max_size=3),
    old=st.permutations(range(3)).flatmap(lambda places: st.sampled_from([places, places[:2], places[:1]])),
    new=st.permutations(range(3)).flatmap(lambda places: st.sampled_from([places, places[:2], places[:1]])),
    prune=st.booleans(),
)
def test_whatever_stands_between_the_excerpts_stays(
    document: Document, between: list[str], old: list[int], new: list[int], prune: bool
) -> None:
    first = PROFILES["portable"].render(_only(document, *old), "x").text
    for number, words in enumerate(between[: len(old)]):
        end = f"<!-- nr:end {_ids(document)[old[number]]} -->"
        first = first.replace(end, f"{end}\n{words}")
    merged = merge(first, PROFILES["portable"].render(_only(document, *new), "x"), prune=prune)
    assert _theirs(merged.text) == _theirs(first)
    kept = set(new) | set(old) if not prune else set(new)
    assert sorted(_order(merged.text)) == sorted(_ids(document)[place] for place in kept)
    assert merged.added + merged.replaced == len(new)
    rendered = PROFILES["portable"].render(_only(document, *new), "x")
    assert merge(merged.text, rendered, prune=prune).text == merged.text


_OWN = st.lists(
    st.sampled_from(
        [
            *("word", "  two  ", "\n", "\n\n", "\r\n", "\t", "# Head", "\n## Sources\n", "\n:::\n", "\n---\n"),
            *("<!-- mine -->", "<!-- nr:begin", "nr:end x -->", "[^nr-x]: mine", "> quoted", "^nr-1", "%%x%%", "“é”"),
            *("\u2028", "\U0001f600"),
        ]
    ),
    max_size=8,
).map("".join)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    own=st.lists(_OWN, min_size=5, max_size=5),
    keys=st.lists(
        st.sampled_from(["rating: 5 # stars", "aliases: [mine, 'x']", "due: 2026-01-01", "x:\n  y: 1"]), unique=True
    ),
    old=st.permutations(range(3)),
    new=st.permutations(range(3)),
    profile=st.sampled_from(list(PROFILES)),
    prune=st.booleans(),
)
def test_the_users_words_and_keys_stay_to_the_letter(
    document: Document, own: list[str], keys: list[str], old: list[int], new: list[int], profile: str, prune: bool
) -> None:
    render = PROFILES[profile].render
    text = render(_only(document, *old), "x").text
    text = text.replace("dossier: ", "".join(f"{key}\n" for key in keys) + "dossier: ", 1)
    first = f"<!-- nr:begin {_ids(document)[old[0]]} -->"
    text = text.replace(first, f"{own[0]}\n{first}", 1)
    for number, words in enumerate(own[1:4]):
        end = f"<!-- nr:end {_ids(document)[old[number]]} -->"
        text = text.replace(end, f"{end}\n{words}", 1)
    text += own[4]
    again = merge(text, render(_only(document, *new), "x"), prune=prune).text
    assert again == text  # all three were there, each stays in its place, and not a letter around them moves
    fewer = merge(text, render(_only(document, *new[:1]), "x"), prune=True).text
    at = 0
    for words in own:
        kept = words.strip("\r\n")
        at = fewer.index(kept, at) + len(kept)
    assert all(f"\n{key}\n" in fewer for key in keys)


@pytest.mark.parametrize(
    "content",
    [
        b"My own notes.\n",
        b"",
        b"\xff\xfe not UTF-8",
        b'---\ngenerator: "natoreader 1"\n---\n\nNo marker.\n',
        b'---\ngenerator: "other"\n---\n\n<!-- nr:begin a -->\n\n<!-- nr:end a -->\n',
        b'generator: "natoreader 1"\n<!-- nr:begin a -->\n\n<!-- nr:end a -->\n',
    ],
)
def test_a_file_that_is_not_ours_is_left_alone_unless_asked(document: Document, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ExportError, match=r"excerpts\.md is not an export of natoreader’s; it was left as it is\.$"):
        write_export(document, path)
    assert [each.name for each in path.parent.iterdir()] == ["excerpts.md"]
    assert path.read_bytes() == content
    write_export(document, path, overwrite=True)
    assert path.read_text(encoding="utf-8") == PROFILES["portable"].render(document, "excerpts.md").text


def test_an_export_of_another_dossier_is_left_alone(document: Document, path: Path) -> None:
    write_export(document, path)
    before = path.read_bytes()
    with pytest.raises(ExportError, match="holds excerpts of another dossier, “nato-libya”; it was left as it is"):
        write_export(dataclasses.replace(document, dossier=document.dossier + "-2"), path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("nr:end {0}", "nr:gone {0}", "line 15 has the marker “nr:begin {0}” without its “nr:end {0}”"),
        ("nr:begin {1}", "nr:gone {1}", "line 39 has the marker “nr:end {1}” without its “nr:begin {1}”"),
        ("nr:end {1}", "nr:gone {1}", "line 28 has the marker “nr:begin {1}” without its “nr:end {1}”"),
        ("<!-- nr:begin {1}", "x <!-- nr:begin {1}", "line 28 has something else beside the marker “nr:begin {1}”, wh"),
        ("<!-- nr:end {0}", " <!-- nr:end {0}", "line 26 has something else beside the marker “nr:end {0}”, which mu"),
        ("nr:end {0} -->", "nr:end {0} --> x", "line 26 has something else beside the marker “nr:end {0}”, which mu"),
    ],
)
def test_a_broken_marker_stops_before_anything_is_written(
    document: Document, path: Path, old: str, new: str, message: str
) -> None:
    ids = _ids(document)
    write_export(_only(document, 0, 1), path)
    text = path.read_text(encoding="utf-8")
    assert old.format(*ids) in text
    path.write_text(text.replace(old.format(*ids), new.format(*ids)), encoding="utf-8")
    before = {each: each.read_bytes() for each in path.parent.iterdir()}
    with pytest.raises(ExportError) as caught:
        write_export(document, path)
    assert message.format(*ids) in caught.value.sentence
    assert caught.value.sentence.endswith("; nothing was written.")
    assert {each: each.read_bytes() for each in path.parent.iterdir()} == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("excerpts.csl.json", "not JSON"),
        ("excerpts.csl.json", '{"id": "x"}'),
        ("excerpts.csl.json", '[{"id": "theirs2010"}]'),
        ("excerpts.bib", "@book{theirs2010, title={Mine}}\n"),
    ],
)
def test_a_bibliography_that_is_not_ours_is_left_alone(document: Document, path: Path, name: str, content: str) -> None:
    (path.parent / name).write_text(content, encoding="utf-8")
    with pytest.raises(ExportError, match=re.escape(f"{name} stands where the bibliography would be written")):
        write_export(document, path)
    assert [each.name for each in path.parent.iterdir()] == [name]
    assert (path.parent / name).read_text(encoding="utf-8") == content


def test_what_the_user_added_to_the_bibliography_stays(document: Document, path: Path) -> None:
    write_export(document, path)
    csl, bib = path.parent / "excerpts.csl.json", path.parent / "excerpts.bib"
    entries = [*json.loads(csl.read_text(encoding="utf-8")), {"id": "mine", "type": "book"}]
    csl.write_text(json.dumps(entries), encoding="utf-8")
    bib.write_text("@book{mine,\n}\n\n" + bib.read_text(encoding="utf-8") + "\nMore of mine.\n", encoding="utf-8")
    before = bib.read_bytes()
    write_export(document, path)
    assert json.loads(csl.read_text(encoding="utf-8"))[-1] == {"id": "mine", "type": "book"}
    assert len(json.loads(csl.read_text(encoding="utf-8"))) == 3
    assert bib.read_bytes() == before


def test_a_bibliography_outlives_its_deleted_export(document: Document, path: Path) -> None:
    write_export(document, path)
    path.unlink()
    assert write_export(document, path).added == 3


def test_places_that_cannot_be_written_are_sentences(document: Document, path: Path) -> None:
    with pytest.raises(ExportError, match="could not be written: there is no folder"):
        write_export(document, path.parent / "missing" / "a.md")
    with pytest.raises(ExportError, match="out is not a file"):
        write_export(document, path.parent)
    with pytest.raises(ExportError, match="could not be written"):
        write_export(document, path.parent / ("a" * 300 + ".md"))
    with pytest.raises(ExportError, match=r"ab\.md could not be read: embedded null byte"):
        write_export(document, path.parent / "a\0b.md")
    target = path.parent / "target.md"
    target.write_text("theirs", encoding="utf-8")
    path.symlink_to(target)
    with pytest.raises(ExportError, match="is a link; name the file that it leads to"):
        write_export(document, path, overwrite=True)
    assert target.read_text(encoding="utf-8") == "theirs"


def test_a_file_is_never_its_own_bibliography(document: Document, path: Path) -> None:
    with pytest.raises(ExportError, match="is the name of a bibliography"):
        write_export(document, path.with_suffix(".bib"))
    assert not list(path.parent.iterdir())


def test_two_files_of_one_stem_share_their_bibliography(dossier: Dossier, passage: Passage, path: Path) -> None:
    for suffix, each in ((".md", ("003", "stands ready")), (".txt", ("002", "a number of steps"))):
        write_export(gather(dossier, [passage(*each)], created=TODAY), path.with_suffix(suffix))
    entries = json.loads((path.parent / "excerpts.csl.json").read_text(encoding="utf-8"))
    assert {each["id"] for each in entries} == {"hurriyetdailynews2012chief", "libyanexpress2016ready"}


def test_taking_out_of_one_of_them_leaves_what_the_other_cites(dossier: Dossier, passage: Passage, path: Path) -> None:
    one, two, three = (
        gather(dossier, [passage(*each)], created=TODAY)
        for each in (("003", "stands ready"), ("002", "a number of steps"), ("000", "Saudi Arabia"))
    )
    write_export(two, path.with_suffix(".markdown"))
    os.mkfifo(path.with_suffix(".pipe"))  # reading it would never end
    path.with_suffix(".docx").write_bytes(b"\xff")
    write_export(one, path)
    write_export(three, path)
    for prune in (True, False):
        write_export(one, path, prune=prune, overwrite=not prune)
        keys = {"hurriyetdailynews2012chief", "libyanexpress2016ready"}
        entries = json.loads((path.parent / "excerpts.csl.json").read_text(encoding="utf-8"))
        assert {each["id"] for each in entries} == keys
        bib = (path.parent / "excerpts.bib").read_text(encoding="utf-8")
        assert set(re.findall(r"@article\{(\w+),", bib)) == keys


@pytest.mark.parametrize("profile", list(PROFILES))
@pytest.mark.parametrize("also", [(".md",), (".md", ".csl.json", ".bib")])
@pytest.mark.parametrize("moved", [False, True])
def test_a_copied_or_renamed_export_names_its_own_bibliography(
    document: Document, path: Path, profile: str, also: tuple[str, ...], moved: bool
) -> None:
    write_export(document, path, profile=profile)
    other = path.parent / "thesis.md"
    for suffix in also:
        old = path.with_suffix(suffix)
        other.with_suffix(suffix).write_bytes(old.read_bytes())
        if moved:
            old.unlink()
    write_export(_only(document, 0), other)
    assert other.read_text(encoding="utf-8") == PROFILES[profile].render(document, "thesis.md").text
    entries = json.loads(other.with_suffix(".csl.json").read_text(encoding="utf-8"))
    assert {each["id"] for each in entries} == {each.key for each in document.references}


@pytest.mark.parametrize(
    "line",
    [
        "bibliography: [excerpts.csl.json, mine.bib]",
        "bibliography:\n  - mine.bib",
        'bibliography: "mine.csl.json"',
        "bibliography: ../texts/excerpts.csl.json",
        "bibliography: refs.bib # of the thesis",
    ],
)
def test_a_bibliography_of_the_users_stays_named(document: Document, path: Path, line: str) -> None:
    write_export(document, path, profile="pandoc")
    (path.parent / "mine.csl.json").write_text('[{"id": "theirs2010"}]', encoding="utf-8")
    text = path.read_text(encoding="utf-8").replace('bibliography: "excerpts.csl.json"', line)
    path.write_text(text, encoding="utf-8")
    write_export(document, path)
    assert path.read_text(encoding="utf-8") == text


def test_a_missing_bibliography_is_named_and_a_command_of_the_users_stays(document: Document, path: Path) -> None:
    path.write_text(to_markdown(document), encoding="utf-8")
    write_export(document, path)
    assert 'lang: "en"\nbibliography: "excerpts.csl.json"\n---\n' in path.read_text(encoding="utf-8")
    write_export(document, path, profile="pandoc", overwrite=True)
    text = path.read_text(encoding="utf-8").replace("excerpts.docx", "excerpts.pdf")
    other = path.parent / "thesis.md"
    other.write_text(text, encoding="utf-8")
    write_export(document, other)
    assert other.read_text(encoding="utf-8") == text.replace('y: "excerpts.csl', 'y: "thesis.csl')


def test_an_excerpt_that_stands_there_twice_is_counted_once(document: Document, path: Path) -> None:
    write_export(document, path)
    text = path.read_text(encoding="utf-8")
    (first, second, _) = MARKED.finditer(text)
    path.write_text(text.replace("## Sources", f"{first[0]}\n\n{second[0]}\n\n## Sources"), encoding="utf-8")
    written = write_export(_only(document, 0, 2), path)
    assert (written.added, written.replaced, written.kept, written.removed) == (0, 2, 1, 0)
    written = write_export(_only(document, 0, 2), path, prune=True)
    assert (written.added, written.replaced, written.kept, written.removed) == (0, 2, 0, 1)


@pytest.mark.parametrize("room", [1, 2, 3])
def test_a_disk_that_gets_full_leaves_all_three_files_as_they_were(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    write_export(_only(document, 0), path)
    before = {each: each.read_bytes() for each in path.parent.iterdir()}
    synced = itertools.count(1)

    def fill(_: int) -> None:
        if next(synced) == room:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fill)
    with pytest.raises(ExportError, match=r"could not be written: No space left on device\.$"):
        write_export(document, path)
    assert {each: each.read_bytes() for each in path.parent.iterdir()} == before


def test_a_failed_write_leaves_the_old_file_and_no_other(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match=r"excerpts\.md could not be written: No space left on device\.$"):
        write_atomic(path, b"new")
    assert [each.name for each in path.parent.iterdir()] == ["excerpts.md"]
    assert path.read_bytes() == b"old"


def test_an_atomic_write_keeps_the_files_permissions(path: Path) -> None:
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_standard_output_gets_no_bibliography(document: Document) -> None:
    text = to_markdown(document)
    assert "bibliography:" not in text
    assert is_ours(text)


def test_nothing_to_export_is_a_sentence(document: Document, path: Path) -> None:
    write_export(document, path)
    before = path.read_bytes()
    for act in (to_markdown, lambda empty: write_export(empty, path)):
        with pytest.raises(ExportError, match="There is no passage to export; nothing was written"):
            act(_only(document))
    assert path.read_bytes() == before


def test_what_a_crash_left_beside_the_file_is_swept_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    stale, fresh, other = (tmp_path / f".natoreader-{name}.tmp" for name in ("0123456789ab", "ba9876543210", "mine"))
    for each in (stale, fresh, other):
        each.write_bytes(b"half of it")
    for each in (stale, other):
        os.utime(each, (0, 0))
    write_atomic(tmp_path / "x.md", b"new")
    assert sorted(tmp_path.iterdir()) == sorted([fresh, other, tmp_path / "x.md"])
