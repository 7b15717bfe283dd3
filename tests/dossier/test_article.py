"""Articles: blocks over the text, titles, and files that cannot be read."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier import folder
from natoreader.dossier.anchor import Quote
from natoreader.dossier.article import BLOCK_TYPES, Article, Block, BlockRule, Known
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.dossier.problems import DossierError, problem
from natoreader.dossier.text import Clean, Decoded

Open = Callable[[dict[str, str | bytes]], Dossier]
HEAD = 'schema = 1\nid = "d"\n[[articles]]\nid = "a"\n'


def article(words: str, *rules: BlockRule, headline: Known | None = None, sha256: str | None = None) -> Article:
    decoded = Decoded(Clean(words), "utf-8", guessed=False)
    return Article(Clean("a"), Clean("a.txt"), lambda: decoded, headline=headline, rules=rules, sha256=sha256)


def over(type: str, first: int, last: int | None = None) -> BlockRule:
    return BlockRule(type, (first, last or first), None, "blocks[0]")


def quoting(type: str, words: str, paragraph: int | None = None) -> BlockRule:
    return BlockRule(type, None, Quote(Clean(words), paragraph=paragraph), "blocks[0]")


def typed(each: Article) -> list[tuple[str, str]]:
    return [(block.type, str(each.text.value[block.start : block.end])) for block in each.blocks]


# Blocks


def test_what_no_rule_names_is_body() -> None:
    assert typed(article("\n One. \n\n Two.\n")) == [("body", "One. \n\n Two.")]
    assert typed(article("")) == typed(article(" \n\t\n")) == []


def test_a_dateline_ends_inside_its_paragraph() -> None:
    each = article("Head\n\nROME — Troops left.\nMore.\n\nSign up", over("headline", 1), quoting("dateline", "ROME —"))
    assert typed(each) == [("headline", "Head"), ("dateline", "ROME —"), ("body", "Troops left.\nMore.\n\nSign up")]
    assert each.problems == ()
    at = each.text.value.index
    assert [each.block_at(at(words)) for words in ("Head", "ROME", "Troops", "Sign")] == [
        "headline",
        "dateline",
        "body",
        "body",
    ]
    paragraph = each.text.paragraphs[1]
    assert each.main_block(paragraph.start, paragraph.end) == "body"
    assert each.blocks_in(at("—"), at("left")) == (
        Block("dateline", at("—"), at("—") + 1),
        Block("body", at("Troops"), at("left")),
    )


def test_a_headline_that_only_a_block_names_is_the_headline() -> None:
    each = article("Kicker\nHead\nline\nBody", over("headline", 2, 3), over("headline", 4))
    assert each.headline is not None
    assert (each.title, each.headline.value, each.headline.basis) == ("Head line", "Head line", "stated")
    assert each.headline.reason == "The dossier marks these words of the article as its headline."
    assert article("Head\nBody", over("headline", 3)).headline is None


def test_a_headline_that_the_dossier_names_is_known_without_the_text() -> None:
    def unread() -> Decoded:
        raise AssertionError

    named = Known(Clean("Head"), Clean("stated"), Clean("Printed first."))
    assert Article(Clean("a"), Clean("a.txt"), unread, headline=named, rules=[over("headline", 1)]).headline == named
    assert Article(Clean("a"), Clean("a.txt"), unread, rules=[over("body", 1)]).headline is None


def test_neighbouring_body_is_one_block() -> None:
    assert typed(article("One, two.\n\nThree.", quoting("body", "One"))) == [("body", "One, two.\n\nThree.")]


def test_blocks_of_one_type_stay_two_where_two_rules_name_them() -> None:
    each = article("Caption\nCaption again\nBody", over("caption", 1), over("caption", 2))
    assert typed(each) == [("caption", "Caption"), ("caption", "Caption again"), ("body", "Body")]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (over("notice", 4), "paragraphs 4-4 are not there; the article has 3"),
        (over("notice", 0), "paragraphs 0-0 are not there; the article has 3"),
        (over("notice", 3, 2), "paragraphs 3-2 are not there; the article has 3"),
        (over("notice", 2, 999_999_999), "paragraphs 2-999999999 are not there; the article has 3"),
        (quoting("dateline", "PARIS —"), "the quote “PARIS —” is not in the article"),
        (quoting("dateline", "two", 1), "the quote “two” is not in paragraph 1 of the article"),
        (quoting("dateline", "one"), "the quote stands 2 times in the article; name its paragraph"),
    ],
)
def test_a_block_over_nothing_is_a_problem(rule: BlockRule, message: str) -> None:
    each = article("one\ntwo\none", rule)
    assert each.problems == (problem("dossier.toml", "blocks[0]", message),)
    assert typed(each) == [("body", "one\ntwo\none")]


def test_a_quote_that_stands_twice_is_placed_by_its_paragraph() -> None:
    assert typed(article("one\ntwo\none", quoting("notice", "one", 3))) == [("body", "one\ntwo"), ("notice", "one")]


def test_a_quote_that_stands_twice_is_placed_by_its_context(opened: Open) -> None:
    rule = '[[articles.blocks]]\ntype = "notice"\nquote = "one"\nprefix = "two"\n'
    dossier = opened({"dossier.toml": f'{HEAD}file = "a.txt"\n{rule}', "a.txt": "one\ntwo\none"})
    assert dossier.problems == ()
    assert typed(dossier.articles[0]) == [("body", "one\ntwo"), ("notice", "one")]


def test_blocks_that_rest_on_a_number_may_have_shifted_in_an_edited_text() -> None:
    rules = (over("headline", 1), quoting("byline", "By me"), quoting("notice", "Sign up", 4))
    printed = "Head\nBy me\nNews\nSign up"
    kept = article(printed, *rules, sha256=article(printed).text.sha256)
    assert kept.problems == ()
    edited = article(f"{printed}\nMore", *rules, sha256=kept.sha256)
    assert typed(edited)[:-1] == typed(kept)
    assert [str(each.message) for each in edited.problems] == [
        f"this {kind} block may have shifted, as the text was edited; name it by its words alone"
        for kind in ("headline", "notice")
    ]


def test_overlapping_blocks_are_reported_and_the_first_stays() -> None:
    each = article("one\ntwo\nthree", over("headline", 1, 2), over("caption", 2, 3), quoting("byline", "one"))
    assert typed(each) == [("headline", "one\ntwo"), ("body", "three")]
    assert [str(found.message) for found in each.problems] == [
        "this byline lies over a headline block; blocks must not overlap",
        "this caption lies over a headline block; blocks must not overlap",
    ]


LINES = st.text(st.sampled_from("ab “”—.\n\n\t "), max_size=40)
RULES = st.lists(
    st.one_of(
        st.builds(over, st.sampled_from(BLOCK_TYPES), st.integers(0, 6), st.integers(1, 6)),
        st.builds(quoting, st.sampled_from(BLOCK_TYPES), st.text("ab “.", min_size=1, max_size=3)),
    ),
    max_size=6,
)


@given(LINES, RULES)
def test_blocks_cover_every_character_that_is_not_blank_once(words: str, rules: list[BlockRule]) -> None:
    each = article(words, *rules)
    value = each.text.value
    covered = [0] * len(value)
    for block in each.blocks:
        assert block.start < block.end
        for offset in range(block.start, block.end):
            covered[offset] += 1
    assert all(count <= 1 for count in covered)
    assert all(count == 1 for count, char in zip(covered, value, strict=True) if not char.isspace())
    assert list(each.blocks) == sorted(each.blocks, key=lambda block: block.start)
    assert len(each.problems) <= len(rules)
    sound = len(rules) - len(each.problems)
    assert sum(block.type != "body" for block in each.blocks) <= sound


@pytest.mark.parametrize("each", open_dossier(bundled()).articles, ids=lambda each: str(each.id))
def test_the_blocks_of_the_bundled_articles_leave_nothing_out(each: Article) -> None:
    assert each.problems == ()
    bare = "".join(str(each.text.value[block.start : block.end]) for block in each.blocks)
    assert "".join(bare.split()) == "".join(each.text.value.split())


# Titles


def test_a_title_is_the_printed_headline_else_the_first_words_in_brackets() -> None:
    printed = Known(Clean("Printed"), Clean("stated"), Clean("Line 1."))
    elsewhere = Known(Clean("Elsewhere"), Clean("external"), Clean("A record."))
    words = "Caption.\n" + " ".join(f"w{number}" for number in range(20))
    assert article(words, headline=printed).title == "Printed"
    first = " ".join(f"w{number}" for number in range(14))
    assert article(words, over("caption", 1), headline=elsewhere).title == f"[{first}…]"
    assert article("", headline=elsewhere).title == "Elsewhere"
    assert article("").title == "[a.txt]"


# Files


def fault(dossier: Dossier) -> str:
    (each,) = dossier.articles
    (found,) = each.problems
    with pytest.raises(DossierError):
        each.decoded  # noqa: B018  (read for its failure)
    assert (len(each.text), each.blocks) == (0, ())
    return str(found)


def test_an_edit_is_seen_once_the_text_was_read(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = opened({"a.txt": "One."})
    (each,) = dossier.articles
    file = dossier.path / "a.txt"
    assert not each.edited_since_read()
    assert each.text.value == "One."
    file.write_text("Edited.")
    assert each.edited_since_read()
    file.write_text("One.")
    os.utime(file, ns=(0, 1))
    assert not each.edited_since_read()
    with monkeypatch.context() as patch:  # nor is it read again
        patch.setattr(Path, "read_bytes", None)
        assert not each.edited_since_read()
    file.unlink()
    assert each.edited_since_read()


def test_a_missing_file(opened: Open) -> None:
    dossier = opened({"dossier.toml": HEAD + 'file = "b.txt"\n'})
    assert fault(dossier) == "dossier.toml: articles[0].file: there is no file “b.txt”"


@pytest.mark.parametrize(
    "path",
    [
        "../b.txt",
        "x/../../b.txt",
        "x/../b.txt",
        "/etc/passwd",
        "..\\b.txt",
        "C:\\b.txt",
        "c:b.txt",
        "\\\\host\\share\\b.txt",
        "\\b.txt",
        "..",
    ],
)
def test_a_path_that_leaves_the_dossier_is_refused(opened: Open, path: str) -> None:
    dossier = opened({"dossier.toml": f"{HEAD}file = '{path}'\n", "b.txt": "b"})
    assert dossier.articles == ()
    message = f"dossier.toml: articles[0].file: “{path}” leaves the dossier; expected a path inside its folder"
    assert message in [str(each) for each in dossier.problems]


@pytest.mark.parametrize("name", ["Libya: what now?.txt", "…and “more”.txt", "x/y.txt", "a..b.txt", "..b.txt"])
def test_unusual_names_do_not_leave_it(opened: Open, name: str) -> None:
    dossier = opened({"dossier.toml": f"{HEAD}file = '{name}'\n", name: "Words."})
    assert dossier.problems == ()
    assert dossier.articles[0].text.value == "Words."


def test_a_link_may_not_lead_out_of_the_dossier(write: Callable[[dict[str, str]], Path], tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    root = write({"dossier.toml": HEAD + 'file = "a.txt"\n'})
    (root / "a.txt").symlink_to(tmp_path / "secret.txt")
    expected = "“a.txt” leads out of the dossier by a link; expected a file inside its folder"
    assert expected in fault(open_dossier(root))


def test_a_linked_folder_may_not_lead_out_either(write: Callable[[dict[str, str]], Path], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("secret", encoding="utf-8")
    root = write({"dossier.toml": HEAD + 'file = "x/a.txt"\n'})
    (root / "x").symlink_to(tmp_path)
    assert "leads out of the dossier by a link" in fault(open_dossier(root))


def test_a_link_inside_the_dossier_and_a_linked_dossier_are_fine(
    write: Callable[[dict[str, str]], Path], tmp_path: Path
) -> None:
    root = write({"dossier.toml": HEAD + 'file = "a.txt"\n', "b.txt": "Words."})
    (root / "a.txt").symlink_to("b.txt")
    (tmp_path / "alias").symlink_to(root)
    assert open_dossier(tmp_path / "alias").articles[0].text.value == "Words."


def test_a_loop_of_links(write: Callable[[dict[str, str]], Path]) -> None:
    root = write({"dossier.toml": HEAD + 'file = "a.txt"\n'})
    (root / "a.txt").symlink_to("b.txt")
    (root / "b.txt").symlink_to("a.txt")
    assert "“a.txt” cannot be read" in fault(open_dossier(root))


def test_a_folder_or_pipe_is_no_article(write: Callable[[dict[str, str]], Path]) -> None:
    root = write({"dossier.toml": HEAD + 'file = "a.txt"\n'})
    (root / "a.txt").mkdir()
    assert "“a.txt” is not a file" in fault(open_dossier(root))
    (root / "a.txt").rmdir()
    os.mkfifo(root / "a.txt")
    assert "“a.txt” is not a file" in fault(open_dossier(root))


def test_an_article_as_large_as_the_limit_but_no_larger(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MAX_BYTES", 1024 * 1024)
    toml = HEAD + 'file = "a.txt"\n'
    assert len(opened({"dossier.toml": toml, "a.txt": b"x" * 1024 * 1024}).articles[0].text) == 1024 * 1024
    assert fault(opened({"dossier.toml": toml, "a.txt": b"x" * (1024 * 1024 + 1)})).endswith("is larger than 1 MiB")


def test_an_unreadable_file(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = opened({"dossier.toml": HEAD + 'file = "a.txt"\n', "a.txt": "Words."})

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert fault(dossier) == "dossier.toml: articles[0].file: “a.txt” cannot be read: Permission denied"


def test_a_name_the_system_does_not_take(opened: Open) -> None:
    assert "cannot be read: File name too long" in fault(opened({"dossier.toml": f'{HEAD}file = "{"x" * 300}"\n'}))
    assert "cannot be read: it cannot be opened" in fault(opened({"dossier.toml": f'{HEAD}file = "a\\u0000.txt"\n'}))
    assert "cannot be read: Not a directory" in fault(opened({"dossier.toml": f'{HEAD}file = "dossier.toml/a.txt"\n'}))


def test_a_file_with_control_characters_in_its_name_is_read_and_shown_without(opened: Open) -> None:
    dossier = opened({"dossier.toml": f'{HEAD}file = "a\\u001b[2J.txt"\n', "a\x1b[2J.txt": "Words."})
    assert dossier.problems == ()
    assert (dossier.articles[0].file, dossier.articles[0].text.value) == ("a[2J.txt", "Words.")


@pytest.mark.parametrize("encoding", ["idna", "punycode"])
def test_bytes_an_encoding_cannot_take_are_no_crash(opened: Open, encoding: str) -> None:
    toml = f'{HEAD}file = "a.txt"\nencoding = "{encoding}"\n'
    assert "“a.txt” cannot be read" in fault(opened({"dossier.toml": toml, "a.txt": b"\xff\x80"}))


def test_the_encoding_the_dossier_names(opened: Open) -> None:
    toml = f'{HEAD}file = "a.txt"\nencoding = "koi8-r"\n'
    dossier = opened({"dossier.toml": toml, "a.txt": "Ливия".encode("koi8-r")})
    assert (dossier.articles[0].text.value, dossier.articles[0].decoded.guessed) == ("Ливия", False)


@pytest.mark.parametrize("encoding", ["utf-88", "rot13", "hex", "undefined", "a\\u0000b"])
def test_an_encoding_nobody_knows_is_a_problem_and_not_used(opened: Open, encoding: str) -> None:
    dossier = opened({"dossier.toml": f'{HEAD}file = "a.txt"\nencoding = "{encoding}"\n', "a.txt": "Words."})
    assert [str(each.key) for each in dossier.problems] == ["articles[0].encoding"]
    assert dossier.articles[0].text.value == "Words."


def test_texts_are_read_when_they_are_asked_for(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = opened({"dossier.toml": HEAD + 'file = "a.txt"\n', "a.txt": "Words."})
    reads: list[Path] = []
    read = Path.read_bytes

    def count(path: Path) -> bytes:
        reads.append(path)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", count)
    (each,) = dossier.articles
    assert (each.id, each.file, reads) == ("a", "a.txt", [])
    assert (each.text.value, each.blocks, each.problems, len(reads)) == ("Words.", (Block("body", 0, 6),), (), 1)
    assert stat.S_ISREG(reads[0].stat().st_mode)
