"""Programs in a pseudo-terminal with a clock: how long until the last byte of a key's answer, and how many bytes."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Self

from ..terminal import PATIENCE, Terminal

COLUMNS, LINES = 120, 40
QUIT = "\x11"
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Program:
    """Something to measure.

    Attributes:
        name: What the tables call it.
        program: What the interpreter is to run.
        painted: What its first screen shows, in one style.
        probe: A key it answers on its first screen,
        answer: and with which words.
    """

    name: str
    program: Sequence[str]
    painted: bytes
    probe: str
    answer: bytes


BARE = Program("bare Textual", (str(HERE / "bare.py"),), b"The floor", "z", b"Answered")
PANES = Program("two panes", (str(HERE / "panes.py"),), b"row 0", "z", b"Answered")
# As the console script does it: “-m” would look for the module twice.
READER = Program(
    "natoreader",
    ("-c", "import sys; from natoreader.__main__ import main; sys.exit(main())"),
    b"Sources",
    "Z",
    b"does nothing",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a key brought: milliseconds until the last byte of it, and bytes written."""

    ms: float
    size: int


class Timed(Terminal):
    """A program whose output is stamped and kept, but not drawn: an emulator at work would slow down what is measured.

    Attributes:
        began: When the program was started, in seconds of :func:`time.perf_counter`.
        latest: When its latest bytes came.
    """

    def __init__(self, program: Program, env: Mapping[str, str], cwd: Path, arguments: Sequence[Path] = ()) -> None:
        self.began = self.latest = perf_counter()
        super().__init__(arguments, env=env, cwd=cwd, columns=COLUMNS, lines=LINES, program=program.program)
        self._given = program

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def text(self) -> str:
        """What was written last, as it came."""
        return repr(bytes(self.raw[-600:]))

    def _read(self, timeout: float) -> bool:
        ended = self._process.poll() is not None
        readable, _, _ = select.select([self._master], [], [], 0 if ended else timeout)
        if readable:
            self.raw += os.read(self._master, 1 << 16)
            self.latest = perf_counter()
        return bool(readable) or not ended

    def until(self, words: bytes, since: int = 0, timeout: float = PATIENCE) -> float:
        """Wait for words in the output from byte ``since`` on; returns when they came, in ms from the start."""
        self.wait(lambda: words in self.raw[max(0, since) :], f"{words!r}", timeout)
        return (self.latest - self.began) * 1000

    def settle(self, quiet: float = 0.05) -> None:
        """Wait until nothing was written for ``quiet`` seconds."""
        while True:
            readable, _, _ = select.select([self._master], [], [], quiet)
            if not readable:
                return
            self._read(0)

    def launch(self) -> tuple[float, float]:
        """Milliseconds until the first screen, and until the first key pressed then is answered."""
        painted = self.until(self._given.painted)
        self.send(self._given.probe)
        return painted, self.until(self._given.answer)

    def key(self, key: str, quiet: float = 0.05) -> Answer:
        """Press a key and wait until nothing has been written for ``quiet`` seconds."""
        self.settle(quiet)
        before = len(self.raw)
        at = perf_counter()
        self.send(key)
        self.wait(lambda: len(self.raw) > before, f"an answer to {key!r}")
        self.settle(quiet)
        return Answer((self.latest - at) * 1000, len(self.raw) - before)

    def quit(self) -> float:
        """Press Ctrl-Q; returns the milliseconds until the process has ended."""
        self.settle()
        ended: list[float] = []

        def wait() -> None:
            self._process.wait()
            ended.append(perf_counter())

        # A thread of its own notes the end at once, while this one takes in what is written until then.
        waiter = threading.Thread(target=wait, daemon=True)
        waiter.start()
        at = perf_counter()
        self.send(QUIT)
        while waiter.is_alive():
            assert perf_counter() - at < PATIENCE, f"the program does not end\n{self.text}"
            self._read(0.1)
        assert self._process.returncode == 0, f"ended with {self._process.returncode}\n{self.text}"
        return (ended[0] - at) * 1000

    @property
    def memory(self) -> float:
        """Resident memory of the process in MB, where the system tells; else 0."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        except OSError:
            return 0.0
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
