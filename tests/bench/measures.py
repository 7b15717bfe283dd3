"""What is measured: launches, keys, searches, the command line. Samples are kept by what was done and by whom."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import perf_counter

from ..home import folders
from ..terminal import BACKSPACE, ENTER
from .timed import BARE, PANES, READER, Answer, Program, Timed

HOME, PAGE_UP, CLEAR_LINE = "\x1b[H", "\x1b[5~", "\x15"
QUERY = "training"
UNHURRIED = 0.25
"""Seconds of rest after which a search, which a thread answers, is over; the cursor of the line blinks after 0.5."""

INDEXING = 600.0
"""Seconds that the index of a large dossier may take."""

PAINT, USABLE, QUIT_, MEMORY = "launch to first paint", "launch to first key answered", "quit", "memory"
LINE, PAGE, ARTICLE, HIT = "scroll a line", "scroll a page", "next article", "open a hit"
CHARACTER, MATRIX, PROOF = "one more character of a search", "open the comparison", "from a cell to its proof"
FIRST, INDEXED, QUIT_EARLY = "first launch to first key answered", "index ready after that", "quit while indexing"
SHELL = "search from the shell"


@dataclass(frozen=True, slots=True)
class Subject:
    """A program with its home and its arguments."""

    name: str
    program: Program
    env: Mapping[str, str]
    cwd: Path
    arguments: Sequence[Path] = ()

    def start(self) -> Timed:
        """Start it; whoever starts it closes it."""
        return Timed(self.program, self.env, self.cwd, self.arguments)


class Bench:
    """One run of all measurements.

    ``folder`` is an empty folder to work in, ``env`` the environment of what is measured, ``rounds`` how often each
    thing is done.

    Attributes:
        samples: Milliseconds and bytes (for memory: MB) of everything done, by what it was and by the subject's name.
    """

    def __init__(self, folder: Path, env: Mapping[str, str], rounds: int) -> None:
        self.samples: dict[str, dict[str, list[Answer]]] = {}
        self._folder = folder
        self._env = env
        self._rounds = rounds
        self._numbers = count()
        self._bare, self._panes = self._subject(BARE), self._subject(PANES)

    def _subject(self, program: Program, name: str = "", dossier: Path | None = None) -> Subject:
        root = self._folder / f"home-{next(self._numbers)}"
        root.mkdir()
        env = {**self._env, **folders(root)}
        return Subject(name or program.name, program, env, root, [dossier] if dossier else [])

    def _note(self, what: str, subject: Subject, answer: Answer | float) -> None:
        sample = answer if isinstance(answer, Answer) else Answer(answer, 0)
        self.samples.setdefault(what, {}).setdefault(subject.name, []).append(sample)

    def run(self, dossiers: Mapping[str, Path | None]) -> None:
        """Measure everything, natoreader once for each dossier, by the name the tables give it; ``None`` is its own."""
        readers = [self._subject(READER, name, dossier) for name, dossier in dossiers.items()]
        for each in (self._bare, self._panes, *readers):
            _warm_up(each)
        self._launches([self._bare, self._panes, *readers])
        self._keys([self._panes, *readers])
        for reader in readers:
            self._first_launches(reader)
            self._searches(reader)
        self._comparison(readers[0])
        self._shell(readers)

    # Launching and leaving

    def _launches(self, subjects: Sequence[Subject]) -> None:
        for _ in range(self._rounds):
            for subject in subjects:
                with subject.start() as program:
                    painted, usable = program.launch()
                    self._note(PAINT, subject, painted)
                    self._note(USABLE, subject, usable)
                    program.settle(UNHURRIED)  # what it reads after the first paint belongs to its memory
                    self._note(MEMORY, subject, program.memory)
                    self._note(QUIT_, subject, program.quit())

    def _first_launches(self, reader: Subject) -> None:
        dossier = reader.arguments[0] if reader.arguments else None
        for _ in range(max(1, self._rounds // 3)):
            with self._subject(READER, dossier=dossier).start() as program:
                _, usable = program.launch()
                self._note(FIRST, reader, usable)
                program.send("k")  # what the status line said of the first key is taken away
                self._note(INDEXED, reader, program.until(b"Indexed", timeout=INDEXING) - usable)
            with self._subject(READER, dossier=dossier).start() as program:
                program.launch()
                program.send("k")
                program.until(b"Index")  # being built, or just built
                self._note(QUIT_EARLY, reader, program.quit())

    # Keys

    def _keys(self, subjects: Sequence[Subject]) -> None:
        """Lines, pages and articles; the subjects live side by side and take turns."""
        with ExitStack() as stack:
            running = [(subject, stack.enter_context(subject.start())) for subject in subjects]
            for _, program in running:
                program.launch()
            readers = [each for each in running if each[0].program is READER]
            for _ in range(max(1, self._rounds // 4)):
                for key in "JJJJKKKK":
                    self._turn(ARTICLE, readers, key)
            for _, program in readers:
                program.send(*"JJJJ2")
            self._scroll(LINE, running, "j", 16)
            self._scroll(PAGE, running, " ", 2)
            for _, program in running:
                program.quit()

    def _scroll(self, what: str, running: Sequence[tuple[Subject, Timed]], key: str, most: int) -> None:
        """Scroll on; after ``most`` times the articles, which are short, begin anew."""
        for number in range(self._rounds):
            if number % most == 0:
                for subject, program in running:
                    if subject.program is READER:
                        program.send("k", HOME)
            self._turn(what, running, key)

    def _turn(self, what: str, running: Sequence[tuple[Subject, Timed]], key: str) -> None:
        for subject, program in running:
            self._note(what, subject, program.key(key))

    def _searches(self, reader: Subject) -> None:
        with reader.start() as program:
            program.launch()
            program.key("s", UNHURRIED)
            before = len(program.raw)
            program.send(QUERY)
            program.until(b" in ", before)  # so many hits in so many articles: the index is open
            for _ in range(max(1, self._rounds // 4)):
                program.send(CLEAR_LINE)
                program.settle(UNHURRIED)
                for character in QUERY:
                    self._note(CHARACTER, reader, program.key(character, UNHURRIED))
                self._note(HIT, reader, program.key(ENTER))
                program.key(BACKSPACE, UNHURRIED)
                program.key("s", UNHURRIED)
            program.key("\x1b", UNHURRIED)
            program.quit()

    def _comparison(self, reader: Subject) -> None:
        with reader.start() as program:
            program.launch()
            for _ in range(max(2, self._rounds // 2)):
                self._note(MATRIX, reader, program.key("3"))
                self._note(PROOF, reader, program.key(ENTER))
            program.quit()

    # The command line

    def _shell(self, readers: Sequence[Subject]) -> None:
        whoosh = Subject("import whoosh.index", BARE, self._env, self._folder)
        for _ in range(self._rounds):
            self._note(SHELL, whoosh, _seconds("import whoosh.index", (), whoosh) * 1000)
            for reader in readers:
                options = [option for folder in reader.arguments for option in ("--dossier", str(folder))]
                command = ("search", QUERY, "--limit", "10", *options)
                self._note(SHELL, reader, _seconds(READER.program[1], command, reader) * 1000)


def _warm_up(subject: Subject) -> None:
    """Launch once unmeasured: modules are compiled, the index is built, an article is open."""
    with subject.start() as program:
        program.launch()
        if subject.program is READER:
            program.send("k")
            program.until(b"Indexed", timeout=INDEXING)
            program.key("J")  # an article that was opened is opened again, and has the focus
        program.quit()


def _seconds(code: str, arguments: Sequence[str], subject: Subject) -> float:
    at = perf_counter()
    subprocess.run(
        (sys.executable, "-c", code, *arguments),
        env=dict(subject.env),
        cwd=subject.cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return perf_counter() - at


def flatten(samples: Mapping[str, Mapping[str, Sequence[Answer]]]) -> Iterator[tuple[str, str, Sequence[Answer]]]:
    """What was done, by whom, and what it took."""
    for what, by_subject in samples.items():
        for name, found in by_subject.items():
            yield what, name, found
