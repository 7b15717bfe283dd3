"""What can be typed, and what is said to what cannot."""

from collections.abc import Callable
from pathlib import Path

import pytest
from natoreader import __main__, __version__
from natoreader.cli.outcome import UsageError
from natoreader.cli.parser import COMMANDS, Answered, parse

Run = Callable[..., tuple[int, str, str]]


def test_the_version_is_one_line(run: Run) -> None:
    assert run("--version") == (0, f"natoreader {__version__}\n", "")


def test_help_names_every_command_and_every_exit_code(run: Run) -> None:
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    assert all(f"\n  {name} " in out for name in COMMANDS)
    assert "0 done or found, 1 nothing found or problems found, 2 wrong use, 3 could not be done" in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_takes_a_dossier_and_json(run: Run, name: str) -> None:
    code, out, err = run(name, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"usage: natoreader {name} ")
    assert "--dossier DIR" in out
    assert "--json" in out


@pytest.mark.parametrize("arguments", [(), ("./",), ("--dossier", ".")])
def test_without_a_terminal_the_app_is_not_opened(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("usage: natoreader [DOSSIER]")


def test_without_a_terminal_a_folder_that_cannot_be_opened_is_named(run: Run) -> None:
    said = "natoreader: nosuch: is not there; expected a folder of articles\n"
    assert run("./nosuch") == run("--dossier", "nosuch") == (3, "", said)


@pytest.mark.parametrize(
    ("arguments", "dossier"),
    [
        ([], None),
        (["--dossier", "x"], Path("x")),
        (["--dossier=x"], Path("x")),
        (["./articles"], Path("articles")),
        (["articles/"], Path("articles")),
        (["here"], Path("here")),
        (["--", "./search"], Path("search")),
    ],
)
def test_what_names_no_command_names_a_dossier(arguments: list[str], dossier: Path | None) -> None:
    Path("here").mkdir()
    request = parse(arguments)
    assert (request.command, request.dossier) == (None, dossier)


def test_a_folder_with_a_commands_name_needs_a_slash() -> None:
    Path("articles").mkdir()
    assert parse(["articles"]).command == "articles"
    assert parse(["./articles"]).command is None


def test_the_dossier_may_be_named_before_the_command_or_behind_it() -> None:
    assert parse(["--dossier", "a", "articles"]).dossier == Path("a")
    assert parse(["articles", "--dossier", "b"]).dossier == Path("b")
    assert parse(["--dossier", "a", "articles", "--dossier", "b"]).dossier == Path("b")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["serach"], "“serach” is neither a command nor a folder here (did you mean “search”?)"),
        (["serach", "nato"], "“serach” is neither a command nor a folder here (did you mean “search”?)"),
        ([""], "“” is neither a command nor a folder here"),
        (["a/", "b/"], "“a/” is no command, and only one dossier can be opened"),
        (["--dossier", "a", "b/"], "“b/” is no command, and only one dossier can be opened"),
        (["--versoin"], "natoreader has no option “--versoin” (did you mean “--version”?)"),
        (["--dossier"], "--dossier: expected one argument"),
        (["show"], "show needs ID; natoreader show --help says what that is"),
        (["show", "003", "004"], "show has no use for “004”; natoreader show --help says what it takes"),
        (["search", "x", "--limt", "3"], "search has no option “--limt” (did you mean “--limit”?)"),
        (["search", "nato", "-x"], "search has no option “-x”; write -- before words that begin with a hyphen"),
        (["search", "x", "--limit", "0"], "search: --limit: “0” is no number of hits; expected 1 or more"),
        (["search", "x", "--limit", "many"], "search: --limit: “many” is no number of hits; expected 1 or more"),
        (
            ["entities", "--type", "plaec"],
            (
                "entities: --type: “plaec” is no type; expected person, organisation, place, event, role, date or "
                "quantity (did you mean “place”?)"
            ),
        ),
        (
            ["bookmark", "003", "5"],
            "bookmark: START-END: “5” is no passage; expected code points such as 331-583",
        ),
        (
            ["bookmark", "003", "5-5"],
            "bookmark: START-END: “5-5” ends before it begins; expected code points such as 331-583",
        ),
    ],
)
def test_a_wrong_command_line_is_answered_in_one_sentence(run: Run, arguments: list[str], sentence: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse(arguments)
    assert raised.value.sentences == (sentence,)
    assert run(*arguments) == (2, "", f"natoreader: {sentence}\n")


def test_options_are_never_guessed_from_their_beginnings() -> None:
    with pytest.raises(UsageError):
        parse(["search", "nato", "--lim", "3"])


def test_help_needs_nothing_else_to_be_right() -> None:
    with pytest.raises(Answered):
        parse(["bookmark", "--help"])


@pytest.mark.parametrize(
    ("arguments", "folder"), [((), "bundled"), (("other/",), "other"), (("--dossier", "other"), "other")]
)
def test_at_a_terminal_the_app_is_opened(
    at_terminal: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    folder: str,
) -> None:
    opened: list[tuple[Path, object]] = []

    def open_app(dossier: Path, at: object) -> int:
        opened.append((dossier, at))
        return 0

    monkeypatch.setattr(__main__, "_open_app", open_app)
    assert at_terminal(*arguments) == (0, "")
    [(dossier, at)] = opened
    assert at is None
    if folder == "bundled":
        assert (dossier / "articles").is_dir()
    else:
        assert dossier == Path(folder)
