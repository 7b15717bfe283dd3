"""Front matter in which any text can stand, and file names that any system takes."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.export import elsewhere, safe_name
from natoreader.dossier.export.front import front_matter, read_key, scalar, write_key
from natoreader.dossier.text import Clean


@given(st.text().map(Clean))
def test_a_scalar_is_one_printable_line_and_reads_back(words: str) -> None:
    quoted = scalar(words)
    assert json.loads(quoted) == words
    assert "\n" not in quoted
    assert read_key(f"---\na: {quoted}\n---\n", "a") == words


def test_fields_are_flat_and_empty_lists_are_left_out() -> None:
    front = front_matter({"title": 'a: "b" \\ #c', "tags": ["x", "y: z"], "none": [], "ffff": "\uffff\x7f"})
    assert front.split("\n") == [
        "---",
        'title: "a: \\"b\\" \\\\ #c"',
        "tags:",
        '  - "x"',
        '  - "y: z"',
        'ffff: "\\uffff\\u007f"',
        "---",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('---\nkey: "a \\" b"\nother: 1\n---\n', 'a " b'),
        ("---\r\nkey: plain words \r\n---\r\n", "plain words"),
        ("\ufeff---\nkey: 'single'\n...\n", "single"),
        ("---\nother: 1\n---\nkey: no\n", None),
        ("key: no\n", None),
        ("---\nkey: no\n", None),
        ("text\n---\nkey: no\n---\n", None),
        ('---\nkey: "unfinished\n---\n', None),
        ("---\nkey: plain # a comment\n---\n", "plain"),
        ("---\nkey: c#\n---\n", "c#"),
        ('---\nkey: "a # b"  # a comment\r\n---\n', "a # b"),
        ("---\nkey: 'it''s' # a comment\n---\n", "it's"),
        ("---\nkey: # a comment\n---\n", ""),
        ("---\nkey:\n  - a\n---\n", ""),
    ],
)
def test_a_key_is_read_from_the_front_matter_only(text: str, value: str | None) -> None:
    assert read_key(text, "key") == value


@given(
    value=st.text(max_size=20).map(Clean),
    old=st.sampled_from(["", "key: plain # mine\n", 'key: "quoted"\n', "key: 'single'   \n"]),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_a_key_is_written_and_not_a_letter_beside_it(value: str, old: str, newline: str) -> None:
    text = f"---\na: 1 # one\n{old}b:\n  - two\n---\nkey: no\n".replace("\n", newline)
    written = write_key(text, "key", value)
    assert read_key(written, "key") == value
    if old:
        assert read_key(text, "key") is not None
        assert written.count(newline) == text.count(newline)
        assert ("# mine" in written) == ("# mine" in old)
    else:
        assert written.replace(f"key: {scalar(value)}{newline}", "", 1) == text


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("NATO’s offers: 2012/2016?", "NATO’s offers- 2012-2016.md"),
        ("..", "excerpts.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("-rf", "rf.md"),
        (".hidden", "hidden.md"),
        ("con", "_con.md"),
        ("NUL.txt", "_NUL.txt.md"),
        ("com¹", "_com¹.md"),
        ("console", "console.md"),
        ("a\tb\nc. ", "a b c.md"),
        ("Notes #1 [draft]^2", "Notes -1 -draft-2.md"),
        ("a\ud800b\u202ec", "a�bc.md"),
        ("", "excerpts.md"),
        ("e\u0301", "\xe9.md"),
    ],
)
def test_names_are_safe_everywhere(words: str, name: str) -> None:
    assert safe_name(words) == name


@pytest.mark.parametrize(
    ("name", "elsewhere_too"),
    [
        ("CON.md", False),
        ("nul", False),
        ("aux .txt", False),
        ("a:b.md", False),
        ("what?.md", False),
        ("trail.", False),
        ("trail ", False),
        ("tab\t.md", False),
        ("console.md", True),
        ("Notes #1 [draft]^2.md", True),
        (".hidden", True),
        ("é “x”.md", True),
    ],
)
def test_a_name_that_windows_cannot_hold_is_told_of(name: str, elsewhere_too: bool) -> None:
    told = elsewhere(Path("folder") / name)
    assert (told == "") == elsewhere_too
    assert not told or (told.startswith("The name “") and told.endswith("” cannot be used on Windows."))


@given(st.text(max_size=300))
def test_any_words_make_a_name_that_stays_in_its_folder(words: str) -> None:
    name = safe_name(words)
    assert len(name.encode()) <= 130
    assert Path(name).name == name
    assert not set(name) & set('/\\:*?"<>|\0')
    assert name[0] not in ".- "
    assert elsewhere(Path(name)) == ""
    assert not name.removesuffix(".md").endswith((".", " "))
