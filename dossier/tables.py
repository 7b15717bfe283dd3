"""Reading TOML strictly: every fault is collected with its file and key, and unknown keys are named."""

from __future__ import annotations

import datetime
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tomli

from .problems import DossierError, Problem, problem, shortened
from .text import Clean

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
LONGEST_NAME = 100
"""Code points of a word beyond which no known name is like it."""
_INTEGERS = range(-(2**63), 2**63)  # what TOML promises; hexadecimal ones may be longer
_NEVER_ASKED_FOR = (bool, datetime.datetime)
"""A TOML boolean is a Python ``int``, and a date-time a Python ``date``; neither is what was asked for."""
_POSITION = re.compile(r"\[\d+\]")


def read_toml(path: Path, shown_as: str) -> Table:
    """The file's top table.

    Raises:
        DossierError: the file cannot be read, is not UTF-8, or is not TOML.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # reading a pipe would wait for ever
            raise DossierError([problem(shown_as, "", "is not a file")])
        data = tomli.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise DossierError([problem(shown_as, "", f"cannot be read: {error.strerror or error}")]) from None
    except UnicodeDecodeError as error:
        raise DossierError([problem(shown_as, "", f"must be UTF-8: byte {error.start} is not")]) from None
    except ValueError as error:  # TOMLDecodeError, or an integer longer than Python reads
        raise DossierError([problem(shown_as, "", f"is not valid TOML: {error}")]) from None
    except RecursionError:
        raise DossierError([problem(shown_as, "", "is nested too deeply to be read")]) from None
    return Table(data, shown_as, "", [])


def nearest(word: str, known: Sequence[str]) -> str:
    """“ (did you mean …?)” for the nearest known word, or nothing."""
    import difflib  # imported late: most commands need none

    close = difflib.get_close_matches(word, known, n=1) if len(word) <= LONGEST_NAME else []
    return f" (did you mean “{close[0]}”?)" if close else ""


def listed(words: Sequence[str]) -> str:
    """The words as prose: “a, b or c”."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " or " + words[-1]


class Table:
    """One TOML table being read.

    Each getter notes the key as known, returns a value of the asked type or ``None``, and records a problem where the
    value is missing though required, or of another type. :meth:`close` reports the keys nobody asked for. All strings
    come out :class:`Clean`. ``about`` is that of the problems of this table and of those below it.
    """

    def __init__(self, data: dict[str, Any], file: str, path: str, problems: list[Problem], about: str = "") -> None:
        self.data = data
        self.file = file
        self.path = path
        self.problems = problems
        self.about = about
        self._known: list[str] = []

    def key(self, name: str) -> str:
        """The key's full path, for a message."""
        return f"{self.path}.{name}" if self.path else name

    def fault(self, name: str, message: str) -> None:
        """Record a problem at the key ``name`` (or at this table, where it is empty)."""
        self.problems.append(problem(self.file, self.key(name) if name else self.path, message, self.about))

    def has(self, name: str) -> bool:
        """Whether the key is there; does not count as asking for it."""
        return name in self.data

    def _get(self, name: str, kind: type | tuple[type, ...], expected: str, required: bool) -> Any:
        self._known.append(name)
        if name not in self.data:
            if required:
                self.fault(name, f"is missing; expected {expected}")
            return None
        value = self.data[name]
        if isinstance(value, _NEVER_ASKED_FOR) or not isinstance(value, kind):
            self.fault(name, f"expected {expected}, found {_named(value)}")
            return None
        return value

    def text(self, name: str, *, required: bool = False) -> Clean | None:
        """A string that is not blank, with its line breaks."""
        value = self._get(name, str, "a text", required)
        if value is None:
            return None
        clean = Clean(value)
        if not clean.strip():
            self.fault(name, "is empty; expected a text")
            return None
        return clean

    def line(self, name: str, *, required: bool = False) -> Clean | None:
        """A string that is not blank, on one line."""
        value = self.text(name, required=required)
        return None if value is None else Clean.line(value)

    def id(self, name: str = "id") -> Clean | None:
        """A required id: lower-case letters, digits and hyphens, not beginning with a hyphen."""
        value = self.text(name, required=True)
        if value is not None and not ID.fullmatch(value):
            self.fault(name, f"“{shortened(value)}” is no id; expected lower-case letters, digits and hyphens")
            return None
        return value

    def choice(self, name: str, options: Sequence[str], *, required: bool = False) -> Clean | None:
        """One of ``options``."""
        value = self.line(name, required=required)
        if value is not None and value not in options:
            expected = f"expected {listed(options)}{nearest(value, options)}" if options else "there is none to name"
            self.fault(name, f"“{shortened(value)}” is not known; {expected}")
            return None
        return value

    def integer(self, name: str) -> int | None:
        """A whole number."""
        value = self._get(name, int, "a whole number", required=False)
        if value is not None and value not in _INTEGERS:
            self.fault(name, "expected a whole number of at most 64 bits")
            return None
        return None if value is None else int(value)

    def day(self, name: str, *, required: bool = False) -> datetime.date | None:
        """A TOML date such as ``2016-04-14``, unquoted."""
        value = self._get(name, datetime.date, "a date such as 2016-04-14 (not quoted)", required)
        return value if isinstance(value, datetime.date) else None

    def lines(self, name: str, *, required: bool = False) -> tuple[Clean, ...]:
        """A list of strings, none blank; where it is required, of one at least."""
        return tuple(self.placed_lines(name, required=required).values())

    def placed_lines(self, name: str, *, required: bool = False) -> dict[int, Clean]:
        """The same by their positions in the list, from 0; what is no such string is missing."""
        value = self._get(name, list, "a list of texts", required)
        found: dict[int, Clean] = {}
        for position, each in enumerate(value or ()):
            key = f"{name}[{position}]"
            if not isinstance(each, str):
                self.fault(key, f"expected a text, found {_named(each)}")
            elif line := Clean.line(each):
                found[position] = line
            else:
                self.fault(key, "expected a text that is not empty")
        if required and value == []:
            self.fault(name, "is empty; expected a list of texts")
        return found

    def integers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        value = self._get(name, list, "a list of whole numbers", required=False)
        found: list[int] = []
        for position, each in enumerate(value or ()):
            if isinstance(each, int) and not isinstance(each, bool) and each in _INTEGERS:
                found.append(each)
            else:
                self.fault(f"{name}[{position}]", f"expected a whole number, found {_named(each)}")
        return tuple(found)

    def table(self, name: str, *, required: bool = False) -> Table | None:
        """A table below this one."""
        value = self._get(name, dict, "a table", required)
        return None if value is None else self._below(value, self.key(name))

    def tables(self, name: str) -> Iterator[Table]:
        """The tables of an array of tables (``[[name]]``), each closed after its turn."""
        header = _POSITION.sub("", self.key(name))
        value = self._get(name, list, f"tables, each begun with [[{header}]]", required=False)
        for position, each in enumerate(value or ()):
            where = f"{self.key(name)}[{position}]"
            if isinstance(each, dict):
                table = self._below(each, where)
                yield table
                table.close()
            else:
                self.fault(f"{name}[{position}]", f"expected a table, found {_named(each)}")

    def _below(self, data: dict[str, Any], path: str) -> Table:
        return Table(data, self.file, path, self.problems, self.about)

    def close(self) -> None:
        """Report every key that was never asked for."""
        for name in self.data:
            if name not in self._known:
                self.fault(name, f"is not a key natoreader knows{nearest(name, self._known)}")


def _named(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}
    return kinds.get(type(value), "a date or time")
