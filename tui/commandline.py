"""What can be typed behind ``:``: commands by id or by the words of their titles, some with an argument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..dossier.problems import shortened
from ..dossier.tables import listed, nearest
from ..dossier.text import EMPTY, Clean
from .commands import BY_ID, COMMANDS

PARAGRAPH = "paragraph"
"""The command that a number is."""
_FEW = 4
"""As many commands that fit are named."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A command that takes an argument, which is called ``takes`` in the help."""

    takes: str
    help: str


VERBS: Mapping[str, Verb] = {
    "open": Verb("ID", "open an article, or a passage by its permalink"),
    "search": Verb("QUERY", "search every article"),
    "set": Verb("KEY VALUE", "change a setting"),
    "theme": Verb("NAME", "change the colours"),
    "width": Verb("N", "how wide the text may be, in cells"),
    "write": Verb("FILE", "write the excerpts to a file"),
}
ALIASES = {"q": "quit", "qa": "quit_now", "q!": "quit_now", "w": "write", "h": "help", "set": "settings"}
"""Other names of commands; ``set`` stands for one only where nothing follows it."""


class CommandLineError(ValueError):
    """What was typed is no command. The message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Order:
    """A command and its argument, which is empty where none was given."""

    command: str
    argument: Clean = EMPTY


def understand(line: str) -> Order | None:
    """What a line asks for; ``None`` where nothing was typed.

    Raises:
        CommandLineError: it is no command, or more than one; the message names the nearest.
    """
    words = Clean.line(line).strip().lstrip(":").strip()
    name, _, rest = words.partition(" ")
    argument = Clean.line(rest)
    if not name:
        return None
    if name.isascii() and name.isdigit() and not argument:
        return Order(PARAGRAPH, Clean(name))
    if argument and (name in VERBS or ALIASES.get(name) in VERBS):
        return Order(name if name in VERBS else ALIASES[name], argument)
    if not argument and name in ALIASES:
        return Order(ALIASES[name])
    if not argument and (name in BY_ID or name in VERBS):
        return Order(name)
    return Order(_by_title(words))


def _by_title(words: str) -> str:
    """The one command whose title holds all the words, or begins with them."""
    wanted = words.casefold().split()
    fitting = [each for each in COMMANDS if _holds(f"{each.title} {each.id}".casefold(), wanted)]
    beginning = [each for each in fitting if each.title.casefold().startswith(words.casefold())]
    exact = [each for each in fitting if each.title.casefold() == words.casefold()]
    ids = list(dict.fromkeys(each.id for each in exact[:1] or beginning or fitting))
    if len(ids) == 1:
        return ids[0]
    said = shortened(words)
    if ids:
        more = [*ids[:_FEW], "others"] if len(ids) > _FEW else ids
        raise CommandLineError(f"“{said}” could be {listed(more)}")
    first = words.split(maxsplit=1)[0]
    if first in BY_ID:
        raise CommandLineError(f"“{first}” takes nothing behind it")
    near = nearest(first, names()) or nearest(words, names())
    raise CommandLineError(f"“{said}” is not a command{near}")


def _holds(text: str, wanted: Sequence[str]) -> bool:
    parts = text.replace("_", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in wanted)


def names() -> list[str]:
    """Everything a line may begin with, but for short forms."""
    return sorted({*BY_ID, *VERBS})


def completions(line: str, arguments: Mapping[str, Iterable[str]]) -> list[str]:
    """The lines that what is typed may become; ``arguments`` are what may follow a verb (and ``set KEY``)."""
    typed = line.lstrip()
    head, space, last = typed.rpartition(" ")
    if space:
        return [f"{head} {each}" for each in arguments.get(" ".join(head.split()), ()) if each.startswith(last)]
    begin = [each for each in names() if each.startswith(typed)]
    inside = [each for each in names() if typed and each not in begin and f"_{typed}" in each]
    return [*begin, *inside]


def explained(line: str) -> Clean:
    """What the command that is being typed does; nothing where it is none yet."""
    name = line.strip().partition(" ")[0]
    verb = VERBS.get(name)
    if verb is not None:
        return Clean(f"{name} {verb.takes}: {verb.help}")
    command = BY_ID.get(ALIASES.get(name, name))
    return Clean(f"{command.title}: {command.help}") if command is not None else EMPTY
