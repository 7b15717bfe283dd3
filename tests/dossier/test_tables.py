"""Reading TOML strictly: every fault with its file, its key and what was expected."""

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.problems import DossierError, problem, shortened
from natoreader.dossier.tables import Table, listed, nearest, read_toml
from natoreader.dossier.text import Clean

DAY = "a date such as 2016-04-14 (not quoted)"


def table(toml: str) -> Table:
    return Table(tomllib.loads(toml), "x.toml", "", [])


def faults(top: Table) -> list[str]:
    return [str(each) for each in top.problems]


# Values of the right type


def test_values_come_out_clean() -> None:
    top = table("""
        words = "a\\u001b[2J\\r\\nb"
        line = "a\\n\\tb "
        id = "nato-libya"
        number = -3
        day = 2016-04-14
        lines = ["a", " b\\nc "]
        numbers = [1, 0]
        below = { words = "x" }
        [[rows]]
        words = "y"
        [[rows]]
    """)
    values = (top.text("words"), top.line("line"), top.id(), *top.lines("lines"))
    assert values == ("a[2J\nb", "a b", "nato-libya", "a", "b c")
    assert all(type(each) is Clean for each in values)
    assert (top.integer("number"), str(top.day("day")), top.integers("numbers")) == (-3, "2016-04-14", (1, 0))
    below = top.table("below")
    assert below is not None
    assert (below.text("words"), below.path) == ("x", "below")
    below.close()
    assert [(each.path, each.text("words")) for each in top.tables("rows")] == [("rows[0]", "y"), ("rows[1]", None)]
    assert top.choice("line", ["a b", "c"]) == "a b"
    assert (top.has("words"), top.has("nothing")) == (True, False)
    top.close()
    assert faults(top) == []


def test_what_is_not_there_is_none_and_no_fault_unless_it_is_required() -> None:
    top = table("")
    singles = (top.text("a"), top.line("a"), top.integer("a"), top.day("a"), top.table("a"), top.choice("a", ["b"]))
    assert singles == (None,) * 6
    assert [*top.lines("a"), *top.integers("a"), *top.tables("a")] == []
    assert faults(top) == []
    top.text("a", required=True)
    top.day("b", required=True)
    top.lines("c", required=True)
    top.table("d", required=True)
    top.id()
    assert faults(top) == [
        "x.toml: a: is missing; expected a text",
        f"x.toml: b: is missing; expected {DAY}",
        "x.toml: c: is missing; expected a list of texts",
        "x.toml: d: is missing; expected a table",
        "x.toml: id: is missing; expected a text",
    ]


# Values of another type

Get = Callable[[Table], object]
GETTERS: dict[str, tuple[Get, str]] = {
    "text": (lambda top: top.text("a"), "a text"),
    "line": (lambda top: top.line("a"), "a text"),
    "choice": (lambda top: top.choice("a", ["x"]), "a text"),
    "integer": (lambda top: top.integer("a"), "a whole number"),
    "day": (lambda top: top.day("a"), DAY),
    "lines": (lambda top: top.lines("a"), "a list of texts"),
    "integers": (lambda top: top.integers("a"), "a list of whole numbers"),
    "table": (lambda top: top.table("a"), "a table"),
    "tables": (lambda top: list(top.tables("a")), "tables, each begun with [[a]]"),
}
VALUES = {
    "'x'": "a text",
    "1": "a number",
    "1.0": "a number",
    "true": "true or false",
    "2016-04-14": "a date or time",
    "2016-04-14T10:00:00Z": "a date or time",
    "10:00:00": "a date or time",
    "[]": "a list",
    "{}": "a table",
}
RIGHT = {
    ("text", "'x'"),
    ("line", "'x'"),
    ("choice", "'x'"),
    ("integer", "1"),
    ("day", "2016-04-14"),
    ("lines", "[]"),
    ("integers", "[]"),
    ("table", "{}"),
    ("tables", "[]"),
}


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("getter", GETTERS)
def test_a_value_of_another_type_is_named(getter: str, value: str) -> None:
    get, expected = GETTERS[getter]
    top = table(f"a = {value}")
    found = get(top)
    if (getter, value) in RIGHT:
        assert faults(top) == []
    else:
        assert not found
        assert faults(top) == [f"x.toml: a: expected {expected}, found {VALUES[value]}"]


@pytest.mark.parametrize("words", ["", " \\n", "\\u0000", "\\u202e\\u200e"])
def test_what_is_blank_or_nothing_once_cleaned_is_no_text(words: str) -> None:
    top = table(f'a = "{words}"\nb = ["{words}", "x"]')
    assert (top.text("a"), top.lines("b")) == (None, ("x",))
    assert faults(top) == ["x.toml: a: is empty; expected a text", "x.toml: b[0]: expected a text that is not empty"]


def test_a_required_list_may_not_be_empty() -> None:
    top = table("a = []")
    assert top.lines("a", required=True) == ()
    assert faults(top) == ["x.toml: a: is empty; expected a list of texts"]


def test_items_of_another_type_are_named_by_position() -> None:
    top = table("a = ['x', 1, '', true]\nb = [1, 'x', true, 2.0]\nc = [{}, 1]")
    assert (top.lines("a"), top.integers("b"), len(list(top.tables("c")))) == (("x",), (1,), 1)
    assert faults(top) == [
        "x.toml: a[1]: expected a text, found a number",
        "x.toml: a[2]: expected a text that is not empty",
        "x.toml: a[3]: expected a text, found true or false",
        "x.toml: b[1]: expected a whole number, found a text",
        "x.toml: b[2]: expected a whole number, found true or false",
        "x.toml: b[3]: expected a whole number, found a number",
        "x.toml: c[1]: expected a table, found a number",
    ]


@pytest.mark.parametrize("id", ["NATO", "-a", "a_b", "a b", "é", "a\\n", "a/b", "..", "a" * 500 + "!"])
def test_what_is_no_id(id: str) -> None:
    top = table(f'id = "{id}"')
    assert top.id() is None
    assert "is no id; expected lower-case letters, digits and hyphens" in faults(top)[0]
    assert len(faults(top)[0]) < 200


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 16**6000], ids=["above", "below", "unprintable"])
def test_a_number_beyond_64_bits_is_none(number: int) -> None:
    top = Table({"a": number, "b": [number]}, "x.toml", "", [])
    assert (top.integer("a"), top.integers("b")) == (None, ())
    assert len(faults(top)) == 2


# Choices and unknown keys


def test_a_choice_names_its_options_and_the_nearest() -> None:
    top = table("a = 'organization'\nb = 'zzz'\nc = 'x'")
    options = ["person", "organisation", "place"]
    assert top.choice("a", options) is top.choice("b", options) is top.choice("c", []) is None
    assert faults(top) == [
        "x.toml: a: “organization” is not known; expected person, organisation or place (did you mean “organisation”?)",
        "x.toml: b: “zzz” is not known; expected person, organisation or place",
        "x.toml: c: “x” is not known; there is none to name",
    ]


def test_an_unknown_key_is_named_with_the_nearest() -> None:
    top = table("titel = 'x'\ncolour = 'red'\n[[rows]]\nidd = 1\n[below]\nlable = 2")
    top.text("title")
    for row in top.tables("rows"):
        row.id()
    below = top.table("below")
    assert below is not None
    below.text("label")
    below.close()
    top.close()
    assert sorted(faults(top)) == [
        "x.toml: below.lable: is not a key natoreader knows (did you mean “label”?)",
        "x.toml: colour: is not a key natoreader knows",
        "x.toml: rows[0].id: is missing; expected a text",
        "x.toml: rows[0].idd: is not a key natoreader knows (did you mean “id”?)",
        "x.toml: titel: is not a key natoreader knows (did you mean “title”?)",
    ]


def test_tables_inside_tables_are_asked_for_by_the_words_of_the_file() -> None:
    top = table("[[cells]]\nevidence = 3")
    for cell in top.tables("cells"):
        assert list(cell.tables("evidence")) == []
    assert faults(top) == [
        "x.toml: cells[0].evidence: expected tables, each begun with [[cells.evidence]], found a number"
    ]


def test_prose() -> None:
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a or b", "a, b or c"]
    assert nearest("x" * 1_000_000, ["x"]) == ""


# Hostile words

ACTIVE = st.text(st.sampled_from("\x1b\x9b\x07\u202e\u2066\r\n\t\x00[2Jab\ud800"), min_size=1, max_size=20)


@given(ACTIVE, ACTIVE, ACTIVE)
def test_messages_are_clean_and_on_one_line(file: str, key: str, words: str) -> None:
    top = Table({key: words}, file, "", [])
    top.id(key)
    top.choice(key, ["other"])
    top.day(key)
    top.close()
    Table({key: [words]}, file, key, top.problems).close()
    assert len(top.problems) >= 3
    for each in top.problems:
        for part in (each.file, each.key, each.message):
            assert type(part) is Clean
            assert Clean.line(str(part)) == part


def test_messages_stay_short() -> None:
    long = "x" * 1_000_000
    top = Table({long: long, "id": long.upper(), "type": long}, "x.toml", "", [])
    top.id()
    top.choice("type", ["a"])
    top.close()
    assert len(top.problems) == 3
    assert all(len(str(each)) < 300 for each in top.problems)
    assert shortened("abc", 3) == "abc"
    assert shortened("abcd", 3) == "ab…"
    assert len(problem("f", long, "m").key) <= 120


# Files


def broken(path: Path) -> str:
    with pytest.raises(DossierError) as caught:
        read_toml(path, "x.toml")
    (found,) = caught.value.problems
    assert str(found) == str(caught.value)
    return str(found)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a = 2016-13-45\n", "is not valid TOML: "),
        (b"a = '\x1b'\n", "is not valid TOML: "),
        (b"a = 'caf\xe9'\n", "must be UTF-8: byte 8 is not"),
        ("a = 'x'".encode("utf-16"), "must be UTF-8: byte 0 is not"),
        (b"a = " + b"[" * 100_000, "is nested too deeply to be read"),
        (b"a = " + b"9" * 5_000, "is not valid TOML"),
        (b'a = "\\ud800"', "is not valid TOML"),
    ],
)
def test_a_file_that_is_not_toml(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "x").write_bytes(data)
    found = broken(tmp_path / "x")
    assert found.startswith(f"x.toml: {message}")
    assert "\x1b" not in found


@pytest.mark.parametrize("data", [b"a = 1\nb = \n", b"a = 1\na = 2\n", b"[[a]]\n[a]\n", b"a = 1\n'\xc2\x9b' 2"])
def test_a_slip_is_named_with_its_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    assert re.fullmatch(
        r"x\.toml: is not valid TOML: [^\x00-\x1f\x7f-\x9f]+ \(at line 2, column \d+\)", broken(tmp_path / "x")
    )


def test_a_byte_order_mark_and_dos_lines_are_fine(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes("a = '“x”'\r\n[b]\r\n".encode("utf-8-sig"))
    assert read_toml(tmp_path / "x", "x.toml").data == {"a": "“x”", "b": {}}


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    assert broken(tmp_path / "nothing") == "x.toml: cannot be read: No such file or directory"
    assert broken(tmp_path) == "x.toml: is not a file"
    os.mkfifo(tmp_path / "pipe")
    assert broken(tmp_path / "pipe") == "x.toml: is not a file"


@given(st.binary(max_size=60))
def test_any_bytes_are_a_table_or_a_sentence(data: bytes) -> None:
    class Fixed:
        """Stands in for a path, to spare the disk."""

        def stat(self) -> os.stat_result:
            return Path(__file__).stat()

        def read_bytes(self) -> bytes:
            return data

    try:
        assert read_toml(cast("Path", Fixed()), "x.toml").problems == []
    except DossierError as error:
        messages = [str(each) for each in error.problems]
    else:
        messages = ["x.toml: "]
    assert all(each.startswith("x.toml: ") for each in messages)
