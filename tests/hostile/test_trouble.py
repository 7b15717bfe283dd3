"""Broken folders, files that come and go, a home that cannot be written: a sentence each, and nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from natoreader.dossier.folder import bundled

from ..home import Home
from ..sequences import ACTIVE, words
from ..terminal import BACKSPACE, ENTER, Terminal

QUIT = "\x11"
ONE = """
schema = 1
id = "one"
[[articles]]
id = "a"
file = "a.txt"
"""


@pytest.fixture
def folder(home: Home) -> Callable[..., Path]:
    """Makes a dossier's folder of these files."""

    def make(files: dict[str, str | bytes]) -> Path:
        root = home.root / "dossier"
        root.mkdir()
        for name, contents in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(contents if isinstance(contents, bytes) else contents.encode())
        return root

    return make


def quit_app(terminal: Terminal) -> None:
    """Leave; the app did not fail."""
    terminal.send(QUIT)
    assert terminal.wait_exit() == 0


# Dossiers that cannot be opened


@pytest.mark.parametrize(
    ("files", "sentences"),
    [
        ({"dossier.toml": "schema = 1\n[[articles]\n"}, ["dossier.toml: is not valid TOML: "]),
        ({"dossier.toml": b"\xff\xfe\x00"}, ["dossier.toml: must be UTF-8: byte 0 is not"]),
        ({"dossier.toml/inside": ""}, ["dossier.toml: is not a file"]),
    ],
)
def test_a_dossier_that_cannot_be_opened(
    home: Home, folder: Callable[..., Path], files: dict[str, str | bytes], sentences: list[str]
) -> None:
    root = folder(files)
    terminal = home.open(f"{root}/")
    assert terminal.wait_exit() == 3
    for sentence in sentences:
        assert f"natoreader: {sentence}".encode() in terminal.raw
    assert b"\x1b[?1049h" not in terminal.raw  # the screen was never taken
    done = home.run("articles", "--dossier", root)
    assert (done.returncode, done.stdout) == (3, b"")
    assert sentences[0].encode() in done.stderr


@pytest.mark.parametrize("path", ["nowhere/", "a/file.txt", "/dev/null/"])
def test_a_dossier_that_is_no_folder(home: Home, path: str) -> None:
    (home.work / "a").mkdir()
    (home.work / "a" / "file.txt").touch()
    terminal = home.open(path)
    assert terminal.wait_exit() == 3
    assert "expected a folder of articles" in " ".join(terminal.text.split())


# Dossiers that open with what is sound in them


def test_articles_that_cannot_be_read_are_named_and_the_others_open(home: Home, folder: Callable[..., Path]) -> None:
    root = folder({"a.txt": "A sound article.\n", "../secret.txt": "A secret.\n", "sub.txt/inside.txt": ""})
    (root / "link.txt").symlink_to("../secret.txt")
    (root / "loop.txt").symlink_to("loop.txt")
    files = ["../secret.txt", "/etc/hostname", "link.txt", "loop.txt", "sub.txt", "gone.txt"]
    rows = "".join(f'[[articles]]\nid = "x{n}"\nfile = "{file}"\n' for n, file in enumerate(files))
    (root / "dossier.toml").write_text(ONE + rows)

    checked = home.run("check", root)
    assert checked.returncode == 1
    told = checked.stdout.decode()
    for file in files:
        assert f"“{file}”" in told
    assert told.count("leaves the dossier") == 2
    assert "leads out of the dossier by a link" in told

    terminal = home.open(f"{root}/")
    terminal.expect("│ 2 a ")
    terminal.expect("A sound article")
    terminal.expect("This dossier has problems: natoreader check lists them")
    terminal.send("2")
    terminal.expect("b bookmark")
    for file in ("link", "loop", "sub", "gone"):
        terminal.send("J")
        terminal.expect(f"dossier.toml: .*“{file}.txt”")
    terminal.send("s")
    terminal.expect("s›")
    terminal.send("secret")
    terminal.expect("stands in no paragraph|nowhere|no hits")
    quit_app(terminal)
    assert b"A secret" not in terminal.raw


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        ({}, "No articles here"),
        ({"dossier.toml": "schema = 1\n"}, "No articles here"),
        ({"a.txt": ""}, r"│ 2 a "),
        ({"a.txt": b"\xef\xbb\xbf\r\n \r\n"}, r"│ 2 a "),
        ({"dossier.toml": ONE}, "there is no file “a.txt”"),
        ({"dossier.toml": ONE, "a.txt": "Words.", "entities.toml": "[[", "comparison.toml": "[["}, "│ 2 a "),
    ],
    ids=["nothing", "no articles", "no words", "blank", "gone", "broken tables"],
)
def test_a_dossier_of_next_to_nothing(
    home: Home, folder: Callable[..., Path], files: dict[str, str | bytes], shown: str
) -> None:
    terminal = home.open(f"{folder(files)}/")
    terminal.expect(shown)
    terminal.expect("Indexed|problem|there is no file")  # nothing more is said after this
    for key, answer in (
        *(
            ("3", "This dossier has no comparison|comparison.toml holds no comparison"),
            ("n", "Nothing to step through"),
            ("6", "No bookmarks yet"),
        ),
        ("u", "Nothing to undo"),
    ):
        terminal.send(key)
        terminal.expect(answer)
    terminal.send("w")
    if terminal.expect(r"Nothing to write yet|^ File: \S*/excerpts.md")[0].endswith("excerpts.md"):
        terminal.escape("6 Bookmarks")
    terminal.press("1", "j", "J", "K", "x", "2", "b", "G", "gg", "v", "]e", "M", "M", "r", "4", "j", ENTER, BACKSPACE)
    terminal.send("s")
    terminal.expect("s›")
    terminal.send("words")
    terminal.expect(r"1 hit|stands in no paragraph|nowhere|no hits")
    quit_app(terminal)


COMPARISONS = {
    "no offers": 'aspects = [{ id = "what", label = "What" }]\nitems = [{ id = "thing", label = "Thing" }]',
    "no aspects": (
        'items = [{ id = "thing", label = "Thing" }]\noffers = [{ id = "one", article = "a", label = "One" }]'
    ),
    "no items": 'aspects = [{ id = "what", label = "What" }]\noffers = [{ id = "one", article = "a", label = "One" }]',
    "an offer of no article": (
        'aspects = [{ id = "what", label = "What" }]\n[[offers]]\nid = "o"\narticle = "z"\nlabel = "O"'
    ),
}


@pytest.mark.parametrize("comparison", COMPARISONS.values(), ids=COMPARISONS.keys())
def test_a_comparison_of_next_to_nothing(home: Home, folder: Callable[..., Path], comparison: str) -> None:
    root = folder({"dossier.toml": ONE, "a.txt": "Words.", "comparison.toml": comparison})
    terminal = home.open(f"{root}/")
    terminal.expect("│ 2 a ")
    terminal.send("3")
    terminal.expect("holds no comparison that can be read|3 Compare")
    terminal.press("j", "l", "G", "gg", "L", "L", "b", "\x06", "\x02")
    terminal.send(ENTER)
    quit_app(terminal)
    assert home.run("compare", "--dossier", root).returncode in (0, 1)


def test_a_folder_of_plain_text_is_a_dossier(home: Home, folder: Callable[..., Path]) -> None:
    root = folder({"Erste Meldung.txt": "Häuser in Tripolis.\n\nMehr.\n", "zwei.TXT": "caf\xe9 olé".encode("latin-1")})
    terminal = home.open(f"{root}/")
    terminal.expect("│ 2 erste-meldung  outlet unknown · date unknown")
    terminal.expect("Häuser in Tripolis")
    terminal.send("J")
    terminal.expect("│ 2 zwei ")
    terminal.expect("café olé")
    quit_app(terminal)


# What changes under the open app


@pytest.fixture
def five(home: Home) -> Path:
    """A copy of the bundled dossier."""
    return Path(shutil.copytree(bundled(), home.root / "five"))


def test_articles_deleted_while_the_app_is_open(home: Home, five: Path) -> None:
    terminal = home.open(f"{five}/")
    terminal.expect("Indexed 5 articles")
    shutil.rmtree(five)
    terminal.send(ENTER)
    terminal.expect("v select")
    terminal.send("J")
    terminal.expect("│ 2 001 ")
    terminal.send("3")
    terminal.expect("3 Compare|no comparison")
    terminal.send("s")
    terminal.expect("s›")
    terminal.send("training")
    terminal.expect(r"\d hits")
    terminal.send(ENTER)
    terminal.expect(r"│▌.*training")
    terminal.send("b")
    kept = terminal.expect(r"^ Kept ¶\d+ of (\d{3}) ")[1]
    quit_app(terminal)
    listed = home.run("bookmarks", "--dossier", f"{bundled()}/")
    assert kept.encode() in listed.stdout


def test_a_folder_deleted_before_the_index_is_built(home: Home, five: Path) -> None:
    terminal = home.open(f"{five}/")
    terminal.expect("│ 2 002 ")
    shutil.rmtree(five)
    terminal.send(ENTER)
    terminal.expect("v select")
    terminal.press("J", "J", "K", "x", "n")
    quit_app(terminal)


# What natoreader keeps


def test_an_index_of_garbage_is_built_again(home: Home) -> None:
    assert home.run("index").returncode == 0
    files = [file for file in (home.root / "cache").rglob("*") if file.is_file()]
    for file in files:
        file.write_bytes(b"garbage \x1b]0;PWNED\x07" * 50)
    terminal = home.open()
    terminal.expect("Indexed 5 articles")
    terminal.send("s")
    terminal.expect("s›")
    terminal.send("training")
    terminal.expect(r"\d hits")
    quit_app(terminal)
    assert b"PWNED" not in terminal.raw


def test_a_database_of_garbage_is_moved_aside_and_kept(home: Home) -> None:
    data = home.root / "data"
    data.mkdir()
    garbage = b"SQLite format 3\0 or not; my only copy" * 40
    (data / "notebook.sqlite3").write_bytes(garbage)
    terminal = home.open()
    terminal.expect_words(r"notebook\.sqlite3 was damaged; it was moved to notebook\.sqlite3\.damaged-")
    terminal.send("2", "b")
    terminal.expect("^ Kept ¶1 of 002")
    quit_app(terminal)
    (aside,) = data.glob("notebook.sqlite3.damaged-*")
    assert aside.read_bytes() == garbage
    assert home.run("bookmarks").returncode == 0


@pytest.mark.parametrize("kind", ["data", "cache", "state", "config"])
def test_a_home_that_cannot_be_written(home: Home, kind: str) -> None:
    (home.root / kind).write_text("a file where a folder should be")
    terminal = home.open()
    terminal.expect("│ 2 002 ")
    if kind == "data":
        terminal.expect_words(
            r"data/notebook\.sqlite3 cannot be used: .* What you keep now is lost when natoreader ends"
        )
    elif kind == "cache":
        terminal.expect("The index cannot be kept on disk")
    terminal.send("2", "b")
    terminal.expect("^ Kept ¶1 of 002")
    terminal.send("s")
    terminal.expect("s›")
    terminal.send("training")
    terminal.expect(r"\d hits")
    quit_app(terminal)


def test_no_home_at_all(home: Home) -> None:
    kinds = ("CONFIG", "DATA", "STATE", "CACHE")
    for kind in kinds:
        del home.env[f"NATOREADER_{kind}_DIR"]
    nowhere = home.root / "nowhere"
    nowhere.write_text("a file")
    terminal = home.open(env={"HOME": str(nowhere)})
    terminal.expect("│ 2 002 ")
    terminal.expect_words(
        "notebook.sqlite3 cannot be used: .* What you keep now is lost .* The index cannot be kept on disk"
    )
    terminal.send("s")
    terminal.expect("s›")
    terminal.send("training")
    terminal.expect(r"\d hits")
    quit_app(terminal)


def test_a_file_of_the_users_own_is_not_written_over(home: Home) -> None:
    mine = home.work / "excerpts.md"
    mine.write_text("My own words.\n")
    terminal = home.open()
    terminal.expect("Indexed 5 articles")
    terminal.send("2", "b")
    terminal.expect("^ Kept")
    terminal.send("w")
    terminal.expect("all bookmarks \\(1\\)")
    terminal.send(ENTER)
    terminal.expect("Nothing was written: see below")
    terminal.expect_words("work/excerpts.md is not an export of natoreader’s")
    terminal.escape("1 Sources")
    quit_app(terminal)
    assert mine.read_text() == "My own words.\n"


def test_bytes_that_are_no_keys_are_survived(home: Home) -> None:
    terminal = home.open()

    def answered() -> bool:
        terminal.send("~")
        return "“~” does nothing" in terminal.text

    terminal.expect("Indexed 5 articles")
    for strange in (b"\xff\xfe\x9b2J\xed\xa0\x80", b"caf\xe9 ", b"\x00\x1b]0;PWNED\x07", "\x9b2J\u202e\ufeff"):
        terminal.send(strange)
        # Keys that are read along with such bytes may be lost with them; those after are not.
        terminal.wait(answered, "an answer to a key")
        terminal.send("2")
        terminal.expect("v select")
    terminal.send("s")
    terminal.expect("s›")
    terminal.send("\x9b2\u202e\ufeff")
    terminal.expect("s› +2 ")
    terminal.send(BACKSPACE)
    terminal.expect("“a phrase”")
    terminal.send("training")
    terminal.expect(r"\d hits")
    quit_app(terminal)
    assert ACTIVE.search(words(bytes(terminal.raw))) is None


def test_a_line_of_five_megabytes(home: Home, folder: Callable[..., Path]) -> None:
    root = folder({"long.txt": "needle " + "x" * 5_000_000 + " end\n"})
    terminal = home.open(f"{root}/")
    terminal.expect("needle")
    terminal.expect("Indexed 1 article")
    terminal.send("2", "G")
    terminal.expect("│▌ +end *$")
    terminal.send("s")
    terminal.expect("s›")
    terminal.send("needle")
    terminal.expect("1 hit ")
    terminal.send(ENTER)
    terminal.expect("│▌ .*needle")
    terminal.send("b")
    terminal.expect("^ Kept|kept already")
    quit_app(terminal)
