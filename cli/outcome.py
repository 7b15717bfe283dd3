"""How a command ends: exit codes, and ends that are a sentence."""

from __future__ import annotations

DONE = 0
"""Done, or found."""
NOTHING = 1
"""Nothing found, or problems found."""
WRONG_USE = 2
"""The command line, or a query in it, is not one."""
FAILED = 3
"""It could not be done; a sentence on standard error says why."""
INTERRUPTED = 130
"""The user pressed Ctrl-C: 128 and the signal's number, as shells count."""


class CommandError(Exception):
    """The end of a command that did not do what was asked: sentences for standard error, and the exit code."""

    def __init__(self, *sentences: str, code: int = FAILED) -> None:
        self.sentences = sentences
        self.code = code
        super().__init__(" ".join(sentences))


class UsageError(CommandError):
    """A command line that is none."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences, code=WRONG_USE)
