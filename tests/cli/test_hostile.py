"""Neither an article nor an argument can act on the terminal, and none ends in a traceback."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
AtTerminal = Callable[..., tuple[int, str]]
Folder = Callable[..., str]

ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
STYLE = re.compile(r"\x1b\[[\d;]*m")
"""What rich itself writes."""

NASTY = (
    "\x1b]0;title\x07 \x1b]52;c;ZXZpbA==\x07 \x1b[2J \x9b2J \u202eesrever\u2066 "
    "[/x] [@click=app.quit]x[/] [bold]b[/bold] "
    "\x00 \ufeff :smile: {x} %s end"
)
PRINTABLE = "[/x] [@click=app.quit]x[/] [bold]b[/bold]"


def _quoted(words: str) -> str:
    return (
        '"'
        + "".join(
            char if char.isascii() and char.isprintable() and char not in '"\\' else f"\\u{ord(char):04x}"
            for char in words
        )
        + '"'
    )


HOSTILE = {
    "dossier.toml": f"""
        schema = 1
        id = "hostile"
        title = {_quoted(NASTY)}
        {_quoted("key" + NASTY)} = 1
        [[articles]]
        id = "a"
        file = "a.txt"
        [articles.headline]
        value = {_quoted(NASTY)}
        basis = "stated"
        reason = {_quoted(NASTY)}
        [articles.outlet]
        value = {_quoted(NASTY)}
        basis = "stated"
        reason = {_quoted(NASTY)}
        [articles.published]
        best = 2016-04-14
        basis = "stated"
        reason = {_quoted(NASTY)}
        [[articles]]
        id = "b"
        file = {_quoted("b" + NASTY)}
    """,
    "a.txt": f"Words {NASTY}\r\nMore words in 2016\u2028and more {NASTY}\n".encode("utf-8", "surrogatepass")
    + b"\xff\xfe\n",
    "entities.toml": f"""
        [[entities]]
        id = "words"
        label = {_quoted(NASTY)}
        type = "person"
        forms = ["Words", "words"]
    """,
    "comparison.toml": f"""
        [[aspects]]
        id = "what"
        label = {_quoted(NASTY)}
        [[items]]
        id = "thing"
        label = {_quoted(NASTY)}
        [[offers]]
        id = "one"
        article = "a"
        label = {_quoted(NASTY)}
        [[cells]]
        offer = "one"
        aspect = "what"
        state = "stated"
        summary = {_quoted(NASTY)}
        note = {_quoted(NASTY)}
        [[cells.evidence]]
        quote = {_quoted(NASTY)}
        voice = "quotation"
        speaker = {_quoted(NASTY)}
        [[cells.items]]
        item = "thing"
        actor = {_quoted(NASTY)}
        kind = "offer"
        verb = {_quoted(NASTY)}
        evidence = [0]
    """,
}

COMMANDS: list[tuple[str, ...]] = [
    ("articles",),
    ("show", "a"),
    ("show", "b"),
    ("show", NASTY),
    ("search", "words"),
    ("search", NASTY),
    ("search", "zebra", "words"),
    ("entities",),
    ("entities", NASTY),
    ("compare",),
    ("bookmark", "a", "0-40", "--note", NASTY, "--tag", "t"),
    ("bookmark", "a", "0-40", "--tag", NASTY),
    ("bookmark", "a", NASTY),
    ("bookmarks",),
    ("export", "-o", "-"),
    ("open", "nr:hostile/a@0-40"),
    ("open", NASTY),
    ("check",),
    ("index",),
    ("paths",),
    (NASTY,),
    ("search", "words", f"--{NASTY}"),
    ("search", "words", "--limit", NASTY),
    ("entities", "--type", NASTY),
]


@pytest.fixture
def hostile(folder: Folder) -> str:
    return folder(HOSTILE)


@pytest.mark.parametrize(
    "command", COMMANDS, ids=lambda command: " ".join(command)[:20].encode("ascii", "replace").decode()
)
def test_nothing_active_comes_out(run: Run, at_terminal: AtTerminal, hostile: str, command: tuple[str, ...]) -> None:
    run("bookmark", "a", "0-40", "--note", NASTY, "--tag", "t", "--dossier", hostile)
    named = ("--dossier", hostile)
    code, out, err = run(*command, *named)
    assert code in (0, 1, 2, 3)
    assert out or err
    assert not ACTIVE.search(out + err)
    code, drawn = at_terminal(*command, *named)
    assert code in (0, 1, 2, 3)
    assert drawn or command[0] == "open"  # which opens the app
    assert not ACTIVE.search(STYLE.sub("", drawn))


@pytest.mark.parametrize("command", [each for each in COMMANDS if each[0] in ("articles", "show", "search", "compare")])
def test_json_holds_nothing_active_either(run: Run, hostile: str, command: tuple[str, ...]) -> None:
    code, out, err = run(*command, "--json", "--dossier", hostile)
    assert not ACTIVE.search(out + err)
    if code == 0:
        assert not ACTIVE.search(_strings(json.loads(out)))


def _strings(value: Any) -> str:
    if isinstance(value, dict):
        return "".join(_strings(key) + _strings(each) for key, each in value.items())
    if isinstance(value, list):
        return "".join(map(_strings, value))
    return value if isinstance(value, str) else ""


def test_markup_is_printed_as_it_is(run: Run, at_terminal: AtTerminal, hostile: str) -> None:
    assert PRINTABLE in run("show", "a", "--dossier", hostile)[1]
    assert PRINTABLE in STYLE.sub("", at_terminal("show", "a", "--dossier", hostile, width=300)[1])


def test_a_record_stays_one_line_whatever_stands_in_it(run: Run, folder: Folder) -> None:
    broken = '"two\\nlines\\tand a tab"'
    dossier = folder(
        {
            "dossier.toml": f"""
                schema = 1
                [[articles]]
                id = "a"
                file = "a.txt"
                [articles.headline]
                value = {broken}
                basis = "stated"
                reason = "x"
            """,
            "a.txt": "tab\there\n",
        }
    )
    for command in (("articles",), ("show", "a")):
        out = run(*command, "--dossier", dossier)[1]
        assert out.count("\n") == 1
        assert out.count("\t") == (4 if command == ("articles",) else 2)


def test_a_line_of_five_million_characters_is_read_searched_and_drawn(
    run: Run, at_terminal: AtTerminal, folder: Folder
) -> None:
    dossier = folder({"long.txt": "needle " + "x" * 5_000_000 + " words"})
    code, out, _ = run("search", "needle", "--dossier", dossier)
    assert code == 0
    assert len(out) < 300
    assert len(at_terminal("show", "long", "--dossier", dossier)[1]) > 5_000_000


@pytest.mark.parametrize(
    "arguments",
    [
        [b"show", b"\xff\x1b]0;x\x07"],
        [b"search", b"\xff\xfe"],
        [b"\xff\xfe"],
        [b"articles", b"--dossier", b"\xff/\x1b[2J"],
        [b"open", b"\xed\xa0\x80"],
        [b"search", b"nato", b"--\xff"],
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_bytes_that_are_no_text_end_in_a_sentence(arguments: list[bytes], encoding: str) -> None:
    found = subprocess.run(
        [os.fsencode(sys.executable), b"-m", b"natoreader", *arguments],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": encoding},
        check=False,
    )
    assert found.returncode in (1, 2, 3)
    assert b"Traceback" not in found.stderr
    assert found.stderr.startswith(b"natoreader: ")
    assert not ACTIVE.search(found.stderr.decode(encoding))


def test_a_stream_that_knows_no_typography_gets_escapes(folder: Folder) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "natoreader", "show", "a", "--dossier", folder({"a.txt": "‘Words’ — …\n"})],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout == b"\\xb61\tbody\t\\u2018Words\\u2019 \\u2014 \\u2026\n"
