"""The one place where the command line writes.

Every string passes :class:`Clean` here once more and reaches rich only as ``Text``, never as markup, so that neither an
article nor an argument can act on the terminal. Rich is imported when there is a terminal to write to.
"""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, TextIO, TypeAlias

from ..dossier.text import Clean

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Piece: TypeAlias = "str | tuple[str, str]"
"""Words, or words with the name of a rich style."""
Cell: TypeAlias = "Piece | list[Piece]"

_PATIENCE = 0.3
"""Seconds of work after which progress is shown."""
_WRAPPED = 20_000
"""Code points of one cell that rich is asked to wrap at words; the terminal itself wraps what is longer."""


class Output:
    """Standard output and standard error, as one command uses them.

    Attributes:
        terminal: Whether standard output is a terminal, so that a person reads along.
    """

    def __init__(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot show “¶” gets an escape for it, not a traceback.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        self.terminal = is_terminal(sys.stdout)
        self._began = time.monotonic()
        self._progress = 0

    @cached_property
    def _console(self) -> Console:
        from rich.console import Console  # imported late: only a terminal needs it

        return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)

    @property
    def width(self) -> int:
        """Cells of a line; in a pipe, where lines have no end, what reads well."""
        return self._console.width if self.terminal else 120

    def cells(self, words: str) -> int:
        """How many cells ``words`` take; in a pipe their code points are counted."""
        if not self.terminal:
            return len(words)
        from rich.cells import cell_len  # imported late, as above

        return cell_len(words)

    def heading(self, *pieces: Piece) -> None:
        """A line over a group, with an empty one before it; a pipe gets records only, and none of these."""
        if self.terminal:
            self._console.print()
            self._console.print(_text(pieces, "bold"))

    def gap(self) -> None:
        """An empty line, on a terminal."""
        if self.terminal:
            self._console.print()

    def line(self, *pieces: Piece, indent: int = 0) -> None:
        """One line, on a terminal wrapped at words behind ``indent`` cells."""
        if self.terminal:
            self.rows([["", list(pieces)]], first=indent) if indent else self._wrapped(_text(pieces))
        else:
            _write(sys.stdout, " " * indent + _plain(list(pieces)))

    def rows(self, rows: Iterable[Sequence[Cell]], first: int | None = None) -> None:
        """Records of the same number of cells: columns on a terminal, separated by tabs in a pipe.

        On a terminal the last column wraps at words; ``first`` fixes the width of the first, in cells.
        """
        if not self.terminal:
            for row in rows:
                _write(sys.stdout, "\t".join(_plain(cell) for cell in row))
            return
        from rich.table import Table  # imported late, as above
        from rich.text import Text

        texts = [[_text(cell if isinstance(cell, list) else [cell]) for cell in row] for row in rows]
        if any(len(cells[-1]) > _WRAPPED for cells in texts):
            for cells in texts:
                self._wrapped(Text("  ").join(cells))
            return
        grid = Table.grid(padding=(0, 2, 0, 0))
        columns = len(texts[0]) if texts else 0
        for number in range(columns):
            last = number == columns - 1
            width = None if first is None or number else max(0, first - 2)
            grid.add_column(no_wrap=not last, overflow="fold" if last else "ellipsis", width=width)
        for cells in texts:
            grid.add_row(*cells)
        self._console.print(grid)

    def document(self, fields: Mapping[str, object]) -> None:
        """One JSON object: on one line in a pipe, indented on a terminal."""
        import json  # imported late: people do not ask for it

        encoding = str(getattr(sys.stdout, "encoding", None) or "ascii").casefold().replace("-", "")
        words = json.dumps(fields, ensure_ascii=encoding != "utf8", indent=2 if self.terminal else None)
        _write(sys.stdout, Clean(words))

    def verbatim(self, words: str) -> None:
        """Text of several lines as it is, but clean: a help page, a file asked for on standard output."""
        _write(sys.stdout, Clean(words).removesuffix("\n"))

    def say(self, sentence: str) -> None:
        """A sentence on standard error."""
        self.end_progress()
        _write(sys.stderr, "natoreader: " + Clean.line(sentence))

    def complain(self, words: str) -> None:
        """Text of several lines on standard error: how natoreader is called."""
        _write(sys.stderr, Clean(words).removesuffix("\n"))

    def progress(self, done: int, total: int) -> None:
        """How far a longer piece of work is: a line that overwrites itself, where standard error is a terminal."""
        if is_terminal(sys.stderr) and time.monotonic() - self._began > _PATIENCE:
            words = f"Indexing {done} of {total} articles"
            self._progress = len(words)
            sys.stderr.write(f"\r{words}")
            sys.stderr.flush()

    def end_progress(self) -> None:
        """Take the line of :meth:`progress` away again."""
        if self._progress:
            sys.stderr.write("\r" + " " * self._progress + "\r")
            self._progress = 0

    def flush(self) -> None:
        """Write what is still held back.

        Raises:
            OSError: nobody reads standard output any more, or its disk is full.
        """
        if sys.stdout is not None:
            with _named("standard output"):
                sys.stdout.flush()

    def _wrapped(self, text: Text) -> None:
        self._console.print(text, soft_wrap=len(text) > _WRAPPED)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a standard stream is there and is a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def at_terminal() -> bool:
    """Whether a person sits at both ends, so that the app can be opened."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def abandon_stdout() -> None:
    """Send what is still held back nowhere, so that ending the process does not try to write it once more."""
    with suppress(OSError, ValueError, AttributeError):
        number = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def _text(pieces: Iterable[Piece], style: str = "") -> Text:
    from rich.text import Text  # imported late: only a terminal needs it

    text = Text(style=style)
    for piece in pieces:
        words, own = (piece, "") if isinstance(piece, str) else piece
        text.append(_inline(words), own or None)
    return text


def _plain(cell: Cell) -> str:
    pieces = cell if isinstance(cell, list) else [cell]
    return "".join(_inline(piece if isinstance(piece, str) else piece[0]) for piece in pieces)


def _inline(words: str) -> str:
    """``words`` clean and without line breaks and tabs; unlike ``Clean.line`` keeps the blanks between pieces."""
    return Clean(words).replace("\n", " ").replace("\t", " ")


def _write(stream: TextIO | None, line: str) -> None:
    if stream is not None:
        with _named("standard output" if stream is sys.stdout else "standard error"):
            stream.write(line + "\n")


@contextmanager
def _named(stream: str) -> Iterator[None]:
    """An error of the block says which stream it happened to."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, stream) from None
