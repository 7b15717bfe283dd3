"""Opening a folder as a dossier."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.folder import Dossier, bundled, open_dossier, slug
from natoreader.dossier.problems import DossierError
from natoreader.dossier.tables import ID
from natoreader.dossier.text import Clean

Files = dict[str, str | bytes]
Open = Callable[[Files], Dossier]
Write = Callable[[Files], Path]
ONE = 'schema = 1\nid = "d"\n[[articles]]\nid = "a"\nfile = "a.txt"\n'
BLOCKS = "headline, subheading, byline, caption, dateline, body, notice or related (did you mean “subheading”?)"
NO_RANGE = "is no range of paragraphs; expected for example 3 or 2-4"


def faults(dossier: Dossier) -> list[str]:
    return [str(each) for each in dossier.problems]


# A folder of texts


def test_a_folder_without_a_file_of_its_own_is_all_body_and_undated(opened: Open) -> None:
    dossier = opened({"B two.txt": "Two.\n\nMore.", "a.TXT": "One.", "c.md": "Three.", ".hidden.txt": "Four."})
    assert ID.fullmatch(dossier.id)
    assert dossier.id.startswith("a-dossier-")
    assert (dossier.title, dossier.language, dossier.problems) == ("a dossier", "en", ())
    assert [(str(each.id), str(each.file)) for each in dossier.articles] == [("b-two", "B two.txt"), ("a", "a.TXT")]
    first = dossier.articles[0]
    assert {block.type for block in first.blocks} == {"body"}
    assert (first.published, first.headline, first.outlet, first.title) == (None, None, None, "[Two.…]")
    assert (dossier.entities, dossier.table_problems) == ((), ())
    assert not dossier.comparison
    assert [str(each.id) for each in dossier.chronological] == ["a", "b-two"]
    assert dossier.article("b-two") is first
    assert dossier.article("c") is None


def test_folders_of_one_name_are_two_dossiers_and_a_folder_is_one_however_it_is_reached(tmp_path: Path) -> None:
    for place in ("p", "q"):
        (tmp_path / place / "clips").mkdir(parents=True)
    first, second = (open_dossier(tmp_path / place / "clips").id for place in ("p", "q"))
    assert first != second
    (tmp_path / "link").symlink_to(tmp_path / "p" / "clips")
    assert open_dossier(tmp_path / "q" / ".." / "p" / "clips").id == first == open_dossier(tmp_path / "link").id


def test_texts_may_lie_in_a_folder_of_their_own(opened: Open) -> None:
    dossier = opened({"articles/a.txt": "One.", "readme.md": "x"})
    assert [(str(each.id), str(each.file)) for each in dossier.articles] == [("a", "articles/a.txt")]
    assert dossier.articles[0].text.value == "One."


def ids(dossier: Dossier) -> dict[str, str]:
    return {str(each.file): str(each.id) for each in dossier.articles}


def test_ids_from_file_names_are_ids_and_never_the_same(opened: Open) -> None:
    plain = {
        "a.txt": "a",
        "a-2.txt": "a-2",
        "Ä.txt": "a-",
        "a .txt": "a-",
        "Ливия.txt": "",
        "利比亚.txt": "",
        "利比亚 2016.txt": "2016-",
        "Été 2016.txt": "ete-2016",
        "ß.txt": "ss",
        "x" * 200 + ".txt": "x" * 60,
    }
    found = ids(opened(dict.fromkeys(plain, "Words.")))
    assert len(set(found.values())) == len(plain)
    assert all(ID.fullmatch(id) for id in found.values())
    digest = "[0-9a-f]{8}"
    for file, id in plain.items():
        assert re.fullmatch(id + digest if id[-1:] in ("", "-") else id, found[file]), found[file]


def test_a_new_file_takes_over_no_id(opened: Open) -> None:
    before = ids(opened({"b-c.txt": "Words.", "مقال.txt": "Words."}))
    now = ids(opened({"B C.txt": "Words.", "B-C.txt": "Words.", "تقرير.txt": "Words."}))
    assert now | before == now
    clash = now["B C.txt"]  # a file may even be named like an id with a digest
    crowded = ids(opened({f"{clash}.txt": "Words."}))
    assert crowded[f"{clash}.txt"] == clash
    assert len(set(crowded.values())) == len(crowded) == 6


def test_a_file_name_that_is_no_utf8_is_read_and_shown_clean(write: Write) -> None:
    root = write({})
    name = os.fsdecode(b"caf\xe9\x1b[2J.txt")
    (root / name).write_text("Words.", encoding="utf-8")
    (article,) = open_dossier(root).articles
    assert (article.id, article.file) == ("caf-2j", "caf\ufffd[2J.txt")
    assert article.text.value == "Words."


def test_a_folder_named_like_a_text_is_a_problem_of_that_article_only(write: Write) -> None:
    root = write({"a.txt": "One."})
    (root / "b.txt").mkdir()
    dossier = open_dossier(root)
    assert [str(each) for article in dossier.articles for each in article.problems] == ["b.txt: “b.txt” is not a file"]


def test_a_link_out_of_a_folder_of_texts_is_refused(write: Write, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    root = write({"a.txt": "One."})
    (root / "b.txt").symlink_to(tmp_path / "secret")
    _, linked = open_dossier(root).articles
    assert "leads out of the dossier by a link" in str(linked.problems[0])
    assert linked.text.value == ""


def test_an_empty_folder_opens_and_says_so(opened: Open) -> None:
    dossier = opened({})
    assert (dossier.articles, faults(dossier)) == ((), ["a dossier: holds no dossier.toml and no .txt file"])


@given(st.text())
def test_a_slug_is_an_id(words: str) -> None:
    found = slug(words)
    assert type(found) is Clean
    assert ID.fullmatch(found)
    assert slug(found) == found
    assert len(found) <= 60
    assert not found.endswith("-")


# What cannot be opened


def test_what_is_no_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file\x1b[2J").write_text("x", encoding="utf-8")
    for path, message in (
        (tmp_path / "nowhere", f"{tmp_path}/nowhere: is not there; expected a folder of articles"),
        (tmp_path / "file\x1b[2J", f"{tmp_path}/file[2J: is a file; expected a folder of articles"),
        (tmp_path / "file\x1b[2J" / "x", f"{tmp_path}/file[2J/x: is not there; expected a folder of articles"),
        (Path("a\0b"), "ab: "),
        (Path("x" * 5_000), "x" * 5_000),
    ):
        with pytest.raises(DossierError) as caught:
            open_dossier(path)
        assert str(caught.value).startswith(message)


def test_a_folder_that_may_not_be_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write({})

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(DossierError, match="a dossier: cannot be read: Permission denied"):
        open_dossier(root)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("schema = [", "dossier.toml: is not valid TOML: "),
        (b"title = '\xff'", "dossier.toml: must be UTF-8: byte 9 is not"),
        ("a = " + "{a=" * 50_000, "dossier.toml: is nested too deeply"),
        ("schema = " + "1" * 5_000, "dossier.toml: is not valid TOML: "),
    ],
)
def test_a_broken_file_cannot_be_opened(opened: Open, toml: str | bytes, message: str) -> None:
    with pytest.raises(DossierError) as caught:
        opened({"dossier.toml": toml, "a.txt": "x"})
    assert str(caught.value).startswith(message)


def test_a_dangling_or_strange_dossier_file_is_not_taken_for_none(write: Write) -> None:
    root = write({"a.txt": "x"})
    (root / "dossier.toml").symlink_to("nowhere")
    with pytest.raises(DossierError, match=r"dossier\.toml: cannot be read: No such file"):
        open_dossier(root)
    (root / "dossier.toml").unlink()
    os.mkfifo(root / "dossier.toml")
    with pytest.raises(DossierError, match=r"dossier\.toml: is not a file"):
        open_dossier(root)


# dossier.toml


def test_a_dossier_opens_with_what_is_sound(opened: Open) -> None:
    dossier = opened({
        "dossier.toml": """
            schema = 2
            id = "Not An Id"
            titel = "x"
            language = 3
            [[articles]]
            id = "a"
            file = "a.txt"
            outlet = { value = "Outlet", basis = "rumour", reason = "x" }
            published = { best = "2016-04-14", basis = "stated", reason = "x" }
            [[articles]]
            id = "a"
            file = "b.txt"
            [[articles]]
            id = "c"
            file = "a.txt"
            [[articles]]
            id = "d"
            file = "../d.txt"
            [[articles]]
            file = "e.txt"
            [[articles]]
            id = "f"
            [[articles]]
            id = "g"
            file = "g.txt"
            encoding = "utf-88"
            url = "https://example.org"
            byline = { value = "x", basis = "stated" }
            blocks = [
                { type = "heading", paragraphs = "1" },
                { type = "body" },
                { type = "body", paragraphs = "1 to 2" },
                { type = "body", paragraphs = "1", quote = "x" },
                { type = "body", paragraphs = 1 },
            ]
        """,
        "a.txt": "A.",
        "g.txt": "G.",
    })  # fmt: skip
    assert dossier.id.startswith("a-dossier-")
    assert (dossier.title, dossier.language) == ("a dossier", "en")
    assert [(str(each.id), each.text.value, each.published) for each in dossier.articles] == [
        ("a", "A.", None),
        ("g", "G.", None),
    ]
    assert faults(dossier) == [
        "dossier.toml: schema: is 2; this natoreader reads 1",
        "dossier.toml: id: “Not An Id” is no id; expected lower-case letters, digits and hyphens",
        "dossier.toml: language: expected a text, found a number",
        "dossier.toml: articles[0].outlet.basis: “rumour” is not known; expected stated, inferred, external or entered",
        "dossier.toml: articles[0].published.best: expected a date such as 2016-04-14 (not quoted), found a text",
        "dossier.toml: articles[1].id: “a” is already the id of another article",
        "dossier.toml: articles[2].file: “a.txt” is already the file of another article",
        "dossier.toml: articles[3].file: “../d.txt” leaves the dossier; expected a path inside its folder",
        "dossier.toml: articles[4].id: is missing; expected a text",
        "dossier.toml: articles[5].file: is missing; expected a text",
        "dossier.toml: articles[6].byline.reason: is missing; expected a text",
        "dossier.toml: articles[6].url: expected a table, found a text",
        f"dossier.toml: articles[6].blocks[0].type: “heading” is not known; expected {BLOCKS}",
        "dossier.toml: articles[6].blocks[1]: expected either paragraphs or quote, to say where the block is",
        f"dossier.toml: articles[6].blocks[2].paragraphs: “1 to 2” {NO_RANGE}",
        "dossier.toml: articles[6].blocks[3]: expected either paragraphs or quote, to say where the block is",
        "dossier.toml: articles[6].blocks[4].paragraphs: expected a text, found a number",
        "dossier.toml: articles[6].encoding: “utf-88” is no encoding natoreader knows",
        "dossier.toml: titel: is not a key natoreader knows (did you mean “title”?)",
    ]


def test_a_dossier_that_names_no_article_opens_and_says_so(opened: Open) -> None:
    dossier = opened({"dossier.toml": 'schema = 1\nid = "d"\n', "a.txt": "x"})
    assert dossier.articles == ()
    assert faults(dossier) == ["dossier.toml: articles: names no article that can be opened"]


def test_hostile_words_are_cleaned_in_problems_and_metadata(opened: Open) -> None:
    active = "\\u001b]52;c;x\\u0007\\u009b2J\\u202e"
    dossier = opened({
        "dossier.toml": f"""
            schema = 1
            id = "{active}"
            title = "T{active}"
            "{active}" = "{active}"
            [[articles]]
            id = "a"
            file = "a.txt"
            headline = {{ value = "H{active}", basis = "stated", reason = "R{active}" }}
            published = {{ best = 2016-04-14, basis = "{active}", reason = "x" }}
        """,
        "a.txt": "A.",
    })  # fmt: skip
    assert dossier.title == "T]52;c;x2J"
    assert len(dossier.problems) == 3
    shown = " ".join([dossier.title, dossier.articles[0].title, *faults(dossier)])
    assert not set(shown) & set("\x1b\x07\x9b\u202e")


def test_articles_are_in_the_order_of_their_dates_and_those_without_last(opened: Open) -> None:
    toml = 'schema = 1\nid = "d"\n'
    for id, best in (("b", "2016-05-23"), ("z", None), ("c", "2012-09-28"), ("a", "2016-05-23"), ("y", None)):
        toml += f'[[articles]]\nid = "{id}"\nfile = "{id}.txt"\n'
        toml += f'published = {{ best = {best}, basis = "stated", reason = "x" }}\n' if best else ""
    dossier = opened({"dossier.toml": toml})
    assert [str(each.id) for each in dossier.chronological] == ["c", "a", "b", "y", "z"]
    assert [str(each.id) for each in dossier.articles] == ["b", "z", "c", "a", "y"]


# The other two files


@pytest.mark.parametrize("name", ["entities.toml", "comparison.toml"])
@pytest.mark.parametrize("toml", ["x = [", b"\xff", "x = " + "[" * 50_000, "x = " + "9" * 5_000, "x = 1"])
def test_a_broken_table_is_a_problem_and_the_rest_is_readable(opened: Open, name: str, toml: str | bytes) -> None:
    other = {
        "entities.toml": '[[entities]]\nid = "e"\nlabel = "E"\ntype = "place"\nforms = ["E"]\n',
        "comparison.toml": '[[aspects]]\nid = "x"\nlabel = "X"\n[[offers]]\nid = "o"\narticle = "a"\nlabel = "O"\n',
    }
    dossier = opened({**other, "dossier.toml": ONE, "a.txt": "A.", name: toml})
    assert dossier.problems == ()
    assert [str(each.file) for each in dossier.table_problems] == [name]
    assert dossier.articles[0].text.value == "A."
    assert bool(dossier.entities) == (name != "entities.toml")
    assert bool(dossier.comparison) == (name != "comparison.toml")


@pytest.mark.parametrize("name", ["entities.toml", "comparison.toml"])
def test_a_table_that_is_no_file_is_a_problem(write: Write, name: str) -> None:
    root = write({"dossier.toml": ONE, "a.txt": "A."})
    for make in (Path.mkdir, os.mkfifo):
        make(root / name)
        assert [str(each) for each in open_dossier(root).table_problems] == [f"{name}: is not a file"]
        (root / name).rmdir() if (root / name).is_dir() else (root / name).unlink()
    (root / name).symlink_to("nowhere")
    assert "cannot be read" in str(open_dossier(root).table_problems[0])


def test_a_folder_of_texts_may_have_tables_too(opened: Open) -> None:
    dossier = opened({
        "a.txt": "NATO helps.",
        "entities.toml": '[[entities]]\nid = "nato"\nlabel = "NATO"\ntype = "organisation"\nforms = ["NATO"]\n',
    })  # fmt: skip
    assert [str(each.label) for each in dossier.entities] == ["NATO"]


def test_the_bundled_dossier_is_inside_the_package() -> None:
    assert (bundled() / "dossier.toml").is_file()
