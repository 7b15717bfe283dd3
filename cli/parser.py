"""What can be typed: the commands, their options, and sentences for what is no command line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from .. import __version__
from .outcome import UsageError

USAGE = """\
usage: natoreader [DOSSIER]                  open a dossier, by default the one that comes with natoreader
       natoreader COMMAND … [--dossier DIR]  do one thing and end; natoreader --help lists the commands
"""

_ENDING = """\
A DOSSIER is a folder of articles. Named without --dossier it must contain a slash, or not be the name of a command.
Exit codes: 0 done or found, 1 nothing found or problems found, 2 wrong use, 3 could not be done.
"""

_MISSING = "the following arguments are required: "
"""How argparse begins the message about them."""
_RANGE = re.compile(r"(\d{1,12})[-–](\d{1,12})")


class Answered(Exception):  # noqa: N818  (help was asked for and is the answer; nothing went wrong)
    """The command line asked for a text only: ``words``."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


class Argument(NamedTuple):
    """An argument or option of a command, as :meth:`argparse.ArgumentParser.add_argument` takes it."""

    names: tuple[str, ...]
    settings: dict[str, Any]


def _argument(*names: str, **settings: Any) -> Argument:
    return Argument(names, settings)


class Command(NamedTuple):
    """A command: what it does, and the module of this room whose function of its name does it."""

    help: str
    module: str
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A command line that was understood.

    ``command`` is ``None`` where the app is to be opened; ``dossier`` is ``None`` for the bundled one.
    """

    command: str | None = None
    dossier: Path | None = None
    arguments: argparse.Namespace = field(default_factory=argparse.Namespace)


def _number(words: str) -> int:
    if not words.isdecimal() or not 1 <= len(words) <= 9 or int(words) < 1:
        raise argparse.ArgumentTypeError(f"“{words}” is no number of hits; expected 1 or more")
    return int(words)


def _range(words: str) -> tuple[int, int]:
    match = _RANGE.fullmatch(words.strip())
    if match is None:
        raise argparse.ArgumentTypeError(f"“{words}” is no passage; expected code points such as 331-583")
    start, end = int(match[1]), int(match[2])
    if start >= end:
        raise argparse.ArgumentTypeError(f"“{words}” ends before it begins; expected code points such as 331-583")
    return start, end


def _folder(words: str) -> Path:
    if not words:
        raise argparse.ArgumentTypeError("the folder’s name is empty")
    return Path(words)


def _entity_type(words: str) -> str:
    from ..dossier.entities import ENTITY_TYPES  # imported late: “--version” needs nothing of the domain
    from ..dossier.tables import listed, nearest

    if words not in ENTITY_TYPES:
        raise argparse.ArgumentTypeError(
            f"“{words}” is no type; expected {listed(ENTITY_TYPES)}{nearest(words, ENTITY_TYPES)}"
        )
    return words


def _profile(words: str) -> str:
    from ..dossier.export import PROFILES  # imported late: “--version” needs nothing of the domain
    from ..dossier.tables import listed, nearest

    known = list(PROFILES)
    if words not in known:
        raise argparse.ArgumentTypeError(f"“{words}” is no profile; expected {listed(known)}{nearest(words, known)}")
    return words


_ARTICLE = _argument("id", metavar="ID", help="an article’s id, or the beginning of one")
_BOOKMARK = _argument("id", metavar="ID", help="a bookmark’s id, or the beginning of one")
_TAG = _argument("--tag", metavar="T", action="append", default=[], help="only bookmarks with one of these tags")
_PRUNE = _argument(
    "--prune", action="store_true", help="take excerpts that are not written now out of an earlier export"
)
_OVERWRITE = _argument("--overwrite", action="store_true", help="write over a file that is not natoreader’s, too")

COMMANDS = {
    "articles": Command("list the articles with date, outlet and headline", "reading"),
    "show": Command("print an article", "reading", (_ARTICLE,)),
    "search": Command(
        "find words: terms, “phrases”, AND OR NOT, parentheses, train*, outlet: person: year: event: in:",
        "finding",
        (
            _argument("query", metavar="QUERY", nargs="+", help="what to look for; several words are one query"),
            _argument("--limit", metavar="N", type=_number, default=50, help="print at most N hits (50)"),
            _argument("--no-variants", action="store_true", help="do not find names in their other spellings"),
        ),
    ),
    "entities": Command(
        "list persons, organisations, places, events, roles, dates and quantities",
        "entities",
        (
            _argument("id", metavar="ID", nargs="?", help="in this article only"),
            _argument("--type", metavar="T", type=_entity_type, help="of this type only"),
            _argument("--all-blocks", action="store_true", help="count notices and related headlines too"),
            _argument("--proposed", action="store_true", help="instead those that rules find and no table holds"),
            _argument(
                "--accept", metavar="P", action="append", default=[], help="accept a proposal, by its id; or all"
            ),
            _argument("--reject", metavar="P", action="append", default=[], help="reject a proposal; or all"),
            _argument("--write", action="store_true", help="write what was accepted into entities.toml"),
        ),
    ),
    "entity": Command(
        "print the card of a name: its forms with counts and papers, dates, and who is named beside it",
        "cards",
        (_argument("name", metavar="NAME", nargs="+", help="an id, a label, or any spelling of the table"),),
    ),
    "dates": Command(
        "list the dates the articles name, with the days they mean and how that is known",
        "dates",
        (_argument("id", metavar="ID", nargs="?", help="in this article only"),),
    ),
    "compare": Command(
        "print the comparison with the words that prove it, or what changed between two offers",
        "compare",
        (
            _argument(
                *("offers",),
                metavar="OFFER",
                nargs="*",
                help="two offers, by their ids or a part that fits one only, such as 2013 2014",
            ),
            _argument("--grid", action="store_true", help="the items by the offers, without the words"),
            _argument("--markdown", action="store_true", help="as Markdown, every quote in a footnote"),
            _argument("--csv", action="store_true", help="the items by the offers, as CSV"),
        ),
    ),
    "bookmark": Command(
        "keep a passage",
        "keeping",
        (
            _ARTICLE,
            _argument("range", metavar="START-END", type=_range, help="code points of the article, end not included"),
            _argument("--note", metavar="N", help="a note to keep with it"),
            _argument("--tag", metavar="T", action="append", default=[], help="tags, separated by blanks or commas"),
        ),
    ),
    "bookmarks": Command("list what was kept", "keeping", (_TAG,)),
    "note": Command(
        "write the note of a bookmark",
        "keeping",
        (
            _BOOKMARK,
            _argument("text", metavar="TEXT", nargs="+", help="the note; - reads it from stdin, an empty one deletes"),
        ),
    ),
    "tag": Command(
        "add tags to a bookmark",
        "keeping",
        (
            _BOOKMARK,
            _argument("tags", metavar="TAG", nargs="+", help="letters and digits, levels by slashes: offer/training"),
            _argument("--remove", action="store_true", help="take these tags away instead"),
        ),
    ),
    "export": Command(
        "write passages to a Markdown file, with a bibliography beside it: the bookmarks, if nothing else is named",
        "exporting",
        (
            _argument("--profile", metavar="P", type=_profile, help="portable, obsidian or pandoc (the file’s own)"),
            _TAG,
            _argument("--article", metavar="ID", help="of this article only"),
            _argument("--comparison", action="store_true", help="the comparison; with --article, its passages"),
            _argument("--query", metavar="Q", help="the paragraphs that a search finds"),
            _argument(
                "--context",
                choices=("none", "sentence", "paragraph"),
                default="none",
                help="words around each passage, in brackets",
            ),
            _argument("--footnotes", choices=("on", "off"), default="on", help="off: the source in the line"),
            _PRUNE,
            _OVERWRITE,
            _argument(
                *("-o", "--output"),
                metavar="FILE",
                default="excerpts.md",
                help="the file (excerpts.md) or its folder; - for stdout",
            ),
        ),
    ),
    "open": Command(
        "open the app on a passage; without a terminal, say where it is",
        "reading",
        (_argument("permalink", metavar="PERMALINK", help="such as nr:nato-libya/003@331-583"),),
    ),
    "backup": Command(
        "write all that the notebook holds to a file, as W3C Web Annotations",
        "safekeeping",
        (_argument("file", metavar="FILE", help="the file; - for stdout"), _OVERWRITE),
    ),
    "restore": Command(
        "merge a backup into the notebook; of two records with one id the newer stays",
        "safekeeping",
        (_argument("file", metavar="FILE", help="a file that natoreader backup wrote"),),
    ),
    "check": Command(
        "list everything that is wrong with a dossier",
        "upkeep",
        (
            _argument("folder", metavar="DIR", nargs="?", type=_folder, help="the dossier’s folder"),
            _argument("--fix", action="store_true", help="write the full anchors of quotes into its files first"),
        ),
    ),
    "index": Command(
        "make the search index ready",
        "upkeep",
        (
            _argument("--rebuild", action="store_true", help="build it anew"),
            _argument("--status", action="store_true", help="say how it is, and change nothing"),
        ),
    ),
    "paths": Command("say where natoreader keeps its files", "upkeep"),
}


def parse(argv: Sequence[str]) -> Request:
    """Read a command line.

    Raises:
        Answered: help or the version was asked for.
        UsageError: it is none; a sentence says why.
    """
    before, words = _split(argv)
    if words and words[0] in COMMANDS:
        return _parse_command(words[0], words[1:], _understood(_top(), before).dossier)
    arguments = _understood(_top(_BARE), argv)
    if not arguments.words:
        return Request(dossier=arguments.dossier)
    return Request(dossier=_bare_dossier(arguments.words, arguments.dossier))


def _split(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options before the first word that is none, and that word with all behind it."""
    at = 0
    while at < len(argv) and argv[at].startswith("-") and argv[at] not in ("-", "--"):
        at += 2 if argv[at] == "--dossier" else 1
    return list(argv[:at]), list(argv[at:])


def _bare_dossier(words: list[str], named: Path | None) -> Path:
    first = words[0]
    if not first or ("/" not in first and not Path(first).exists()):
        raise UsageError(f"“{first}” is neither a command nor a folder here{_nearest(first, COMMANDS)}")
    if len(words) > 1 or named is not None:
        raise UsageError(f"“{first}” is no command, and only one dossier can be opened{_nearest(first, COMMANDS)}")
    return Path(first)


def _parse_command(name: str, argv: Sequence[str], dossier: Path | None) -> Request:
    arguments = _understood(_command(name), argv)
    named, bare = arguments.dossier or dossier, getattr(arguments, "folder", None)
    if named is not None and bare is not None:
        raise UsageError(f"{name}: name the folder once, as DIR or with --dossier")
    return Request(name, bare or named, arguments)


def _understood(parser: _Parser, argv: Sequence[str]) -> argparse.Namespace:
    """What ``argv`` says, all of it.

    Raises:
        UsageError: something in it is not known or missing.
    """
    arguments, unknown = parser.parse_known_args(argv)
    if not unknown:
        return arguments
    extra = unknown[0].partition("=")[0]
    if not extra.startswith("-"):
        raise UsageError(f"{parser.named} has no use for “{extra}”; {parser.prog} --help says what it takes")
    hint = _nearest(extra, parser.option_names())
    if not hint and parser.takes_words:
        hint = "; write -- before words that begin with a hyphen"
    raise UsageError(f"{parser.named} has no option “{extra}”{hint}")


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises its errors and its help instead of ending the process."""

    def __init__(self, command: str = "", **settings: Any) -> None:
        prog = f"natoreader {command}".rstrip()
        super().__init__(
            prog=prog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **settings,
        )
        self.color = False  # Python 3.14 would put escapes into a text that is cleaned of them
        self.named = command or "natoreader"
        self.takes_words = False
        self.add_argument("-h", "--help", action=_Help, help="print this and end")
        self.add_argument("--dossier", metavar="DIR", type=_folder, help="the dossier’s folder")

    def error(self, message: str) -> NoReturn:
        missing = message.removeprefix(_MISSING)
        if missing != message:
            raise UsageError(f"{self.named} needs {missing}; {self.prog} --help says what that is")
        place = "" if self.prog == self.named else f"{self.named}: "  # what the program itself says bears its name
        raise UsageError(place + message.removeprefix("argument "))

    def take(self, argument: Argument) -> None:
        """Add an argument or option."""
        self.add_argument(*argument.names, **argument.settings)
        self.takes_words = self.takes_words or not argument.names[0].startswith("-")

    def option_names(self) -> list[str]:
        """The long names of all options."""
        return [name for action in self._actions for name in action.option_strings if name.startswith("--")]


class _Help(argparse.Action):
    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        raise Answered(parser.format_help())


class _Version(_Help):
    def __call__(self, *_: object) -> NoReturn:
        raise Answered(f"natoreader {__version__}")


_BARE = _argument("words", metavar="DOSSIER", nargs="*", help="a folder of articles, instead of --dossier")


def _top(*arguments: Argument) -> _Parser:
    width = max(map(len, COMMANDS))
    listing = "\n".join(f"  {name:<{width}}  {command.help}" for name, command in COMMANDS.items())
    parser = _Parser(
        usage=USAGE.removeprefix("usage: "),
        description="Read, search, compare and quote a dossier of news articles.",
        epilog=f"commands:\n{listing}\n\nEach takes --dossier DIR, --json and --help.\n\n{_ENDING}",
    )
    parser.add_argument("--version", action=_Version, help="print the version and end")
    for argument in arguments:
        parser.take(argument)
    return parser


def _command(name: str) -> _Parser:
    command = COMMANDS[name]
    parser = _Parser(name, description=f"{command.help[0].upper()}{command.help[1:]}.")
    for argument in command.arguments:
        parser.take(argument)
    parser.add_argument("--json", action="store_true", help="print one JSON object, for programs")
    return parser


def _nearest(word: str, known: Iterable[str]) -> str:
    import difflib  # imported late: a right command line needs none

    close = difflib.get_close_matches(word, list(known), n=1)
    return f" (did you mean “{close[0]}”?)" if close else ""
