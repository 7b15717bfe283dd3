"""Escaped words read back as the words they were: by rule, and through two readers of Markdown."""

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin
from natoreader.dossier.export.escape import as_shown, block_quote, escape, escape_lines
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.text import Clean

from .nasty import NASTY


def _rich() -> MarkdownIt:
    reader = MarkdownIt("gfm-like")
    for plugin in (attrs_plugin, deflist_plugin, dollarmath_plugin, footnote_plugin, tasklists_plugin):
        reader.use(plugin)
    return reader


READERS = {"commonmark": MarkdownIt("commonmark"), "everything": _rich()}


def _read(reader: MarkdownIt, markdown: str) -> Iterator[str]:
    """The text of each quoted paragraph; anything but text in one is shown as a tag."""
    depth = 0
    for token in reader.parse(markdown):
        depth += token.nesting if token.type.startswith("blockquote") else 0
        if token.type == "inline":
            yield ("" if depth == 1 else f"<depth {depth}>") + "".join(_shown(child) for child in token.children or ())
        elif token.type not in ("blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close"):
            yield f"<{token.type}>"


def _shown(token: Token) -> str:
    return token.content if token.type in ("text", "text_special") else f"<{token.type}>"


def _wrong(reader: MarkdownIt, words: Sequence[str]) -> list[tuple[str, str]]:
    # An empty paragraph between them keeps each quotation its own.
    shown = list(_read(reader, "\n\n<!-- -->\n\n".join(block_quote([each]) for each in words)))
    shown = [each for each in shown if each != "<html_block>"]
    assert len(shown) == len(words)
    return [(a, b) for a, b in zip(words, shown, strict=True) if a.strip() != b.strip()]


@pytest.mark.parametrize("words", NASTY)
def test_our_own_markdown_is_read_back_as_plain_words(words: str) -> None:
    line = f"**Note.** {escape(words, starts_line=False)} in *{escape(words, starts_line=False)}*, <https://a.b/*c>"
    assert as_shown(line) == f"Note. {words} in {words}, https://a.b/*c"


@pytest.mark.parametrize("reader", READERS)
def test_nasty_strings_read_back(reader: str) -> None:
    assert len(set(NASTY)) >= 120
    assert _wrong(READERS[reader], NASTY) == []


@pytest.mark.parametrize("reader", READERS)
def test_nasty_strings_are_nasty(reader: str) -> None:
    """The readers act on most of them where nothing is escaped, so the tests above can fail."""
    wrong = [each for each in NASTY if list(_read(READERS[reader], f"> {each}")) != [each]]
    assert len(wrong) > 40


@pytest.mark.parametrize("reader", READERS)
def test_every_paragraph_of_the_bundled_articles_reads_back(reader: str) -> None:
    articles = open_dossier(bundled()).articles
    words = [str(each.text.words(paragraph)) for each in articles for paragraph in each.text.paragraphs]
    assert len(words) == 74
    assert _wrong(READERS[reader], words) == []


@pytest.mark.parametrize("reader", READERS)
def test_a_whole_article_is_one_quotation_with_its_paragraphs(reader: str) -> None:
    for article in open_dossier(bundled()).articles:
        words = [article.text.words(paragraph) for paragraph in article.text.paragraphs]
        assert list(_read(READERS[reader], block_quote(words))) == [each.strip() for each in words]


# linkify guesses that “0.AL” is a link, which no Markdown reader named in the README does; www. and schemes are above.
_BARE_DOMAIN = re.compile(r"\w\.[^\W\d_]{2,}")
PIECES = st.sampled_from(
    [*"\\`*_[]<>~^$|{}@\"'#-+=%(:).!&; ab1", "--", "..", "&lt;", "www.", "://", "1. ", "\u00a0", "é"]
)
LINES = st.one_of(
    st.lists(PIECES, min_size=1, max_size=12).map("".join),
    st.text(min_size=1, max_size=20).map(Clean.line),
).filter(lambda line: bool(line.strip()) and not _BARE_DOMAIN.search(line))


@pytest.mark.parametrize("reader", READERS)
@given(lines=st.lists(LINES, min_size=1, max_size=8))
def test_generated_strings_read_back(reader: str, lines: list[str]) -> None:
    assert _wrong(READERS[reader], lines) == []


@given(line=LINES, starts_line=st.booleans())
@example(line="a--b::c", starts_line=False)
def test_no_active_character_is_left_bare_and_nothing_else_is_changed(line: str, starts_line: bool) -> None:
    escaped = escape(line, starts_line=starts_line)
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped) == line
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "\N{FULL BLOCK}", escaped)
    assert not re.search(r"""[\\`*_\[\]<>~^$|{}@"']|--|\.\.|==|%%|::|:[A-Za-z0-9/]|&\#?\w+;|(?i:www\.)""", bare)
    assert not re.search(r"(?<![^\W\d_])#", bare)
    if starts_line:
        assert not re.match(r"\s*(?:[-+=%(:#]|(?:[0-9]+|[A-Za-z]|[ivxlcdm]+)[.)](?:\s|$))", bare)


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("a #b C# 9#x", r"a \#b C# 9\#x"),
        ("-a", r"\-a"),
        ("a - b", "a - b"),
        ("1. a", r"1\. a"),
        ("1.5 a. b", "1.5 a. b"),
        ("iv) a", r"iv\) a"),
        ("NATO Chief: We", "NATO Chief: We"),
        ("at 10:30", r"at 10\:30"),
        ("http://x", r"http\://x"),
        ("R&D; R&D", r"R\&D; R&D"),
        ("“a” – it’s", "“a” – it’s"),
        ("\"a\" 'b'", r"\"a\" \'b\'"),
        ("wow! ![", r"wow! \!\["),
    ],
)
def test_what_is_escaped_is_what_must_be(words: str, escaped: str) -> None:
    assert escape(words) == escaped


def test_the_start_of_a_line_is_left_alone_inside_one() -> None:
    assert escape("- 1. (a)", starts_line=False) == "- 1. (a)"


@given(st.lists(st.one_of(LINES, st.just("")), max_size=6))
def test_lines_and_paragraphs_of_a_note_read_back(lines: list[str]) -> None:
    shown: list[str] = []
    for token in MarkdownIt("commonmark").parse(escape_lines("\n".join(lines))):
        if token.type == "inline":
            parts = [child.content if child.type == "text" else "\n" for child in token.children or ()]
            shown += "".join(parts).split("\n")
    assert [each.strip() for each in shown] == [each.strip() for each in lines if each.strip(" \t")]
