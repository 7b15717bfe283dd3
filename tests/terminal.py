"""The real program in a real pseudo-terminal: what a user types goes in, every byte that comes out is kept.

Nothing here sleeps: whoever waits, waits for the program's next bytes (or its end), and looks at the screen again.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pyte

PATIENCE = 30.0
"""Seconds until a condition that has not come true is a failure; nothing waits that long where all is well."""

ENTER, ESCAPE, BACKSPACE = "\r", "\x1b", "\x7f"
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
PASTE = "\x1b[200~{}\x1b[201~"
"""What a terminal sends when the user pastes."""

# Pyte takes a CSI with “<”, “=” or “>” for text: what asks for a keyboard protocol is kept from it.
_PRIVATE = re.compile(rb"\x1b\[[<=>][0-9;:]*[@-~]")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*)?\Z")
_ENOUGH = 1 << 18
"""Bytes to take in before looking at the screen."""
_BARRIERS = "~^`_|\\"
"""Keys that no command has; the app names them in the status line."""


class Terminal:
    """One run of the program in a terminal of its own, of ``columns`` by ``lines`` cells.

    ``program`` is what the Python interpreter is to run with the arguments.

    Attributes:
        raw: Every byte the program has written, in order.
    """

    def __init__(
        self,
        arguments: Sequence[str | bytes | Path],
        *,
        env: Mapping[str, str],
        cwd: Path,
        columns: int = 80,
        lines: int = 24,
        program: Sequence[str] = ("-m", "natoreader"),
    ) -> None:
        self.raw = bytearray()
        self._pending = b""
        self._barrier = 0
        self._closed = False
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._rows: list[str] = []
        self._master, self._slave = os.openpty()
        try:
            self._set_size(columns, lines)
            self._process = subprocess.Popen(
                [sys.executable, *program, *arguments],
                # The new process leads a session of its own, with the terminal as its controlling one.
                preexec_fn=partial(os.login_tty, self._slave),  # noqa: PLW1509  (nothing of this process runs threads)
                env=dict(env),
                cwd=cwd,
            )
        except BaseException:
            self._hang_up()
            raise
        os.set_blocking(self._master, False)

    # The screen

    @property
    def text(self) -> str:
        """What stands on the screen, a line a row."""
        return "\n".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen."""
        screen = self._screen
        if len(self._rows) != screen.lines:
            self._rows = [""] * screen.lines
            screen.dirty.update(range(screen.lines))
        for y in screen.dirty & set(range(screen.lines)):
            line = screen.buffer[y]
            self._rows[y] = "".join(line[x].data for x in range(screen.columns))
        screen.dirty.clear()
        return list(self._rows)

    def style(self, pattern: str) -> set[tuple[object, ...]]:
        """How the group of the first match of a pattern within one row is drawn: the styles of its cells.

        Empty where the pattern is not on the screen, which the program may have painted in part only.
        """
        for y, line in enumerate(self.lines):
            match = re.search(pattern, line)
            if match:
                cells = self._screen.buffer[y]
                return {cells[x][1:] for x in range(*match.span(1))}
        return set()

    def expect_apart(self, one: str, other: str) -> None:
        """Wait until the groups of two patterns are on the screen and no cell of one is drawn as one of the other."""

        def apart() -> bool:
            styles, others = self.style(one), self.style(other)
            return bool(styles and others) and styles.isdisjoint(others)

        self.wait(apart, f"“{one}” drawn otherwise than “{other}”")

    @property
    def cooked(self) -> bool:
        """Whether the terminal edits lines and echoes keys, as a shell expects it."""
        flags = int(termios.tcgetattr(self._master)[3])
        return bool(flags & termios.ECHO and flags & termios.ICANON)

    # Typing

    def send(self, *keys: str | bytes) -> None:
        """Type keys, one after another."""
        for each in keys:
            data = each.encode() if isinstance(each, str) else each
            while data:
                _, writable, _ = select.select([], [self._master], [], PATIENCE)
                assert writable, f"the program reads no more keys\n{self.text}"
                data = data[os.write(self._master, data) :]

    def escape(self, pattern: str) -> None:
        """Press Esc, and wait for a pattern: with a key right behind it, Esc would be read as Alt."""
        self.send(ESCAPE)
        self.expect(pattern)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, as dragging its corner does: the kernel tells the program."""
        self._screen.resize(lines, columns)
        self._rows = []
        self._set_size(columns, lines)

    def _set_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    # Waiting

    def expect(self, pattern: str, timeout: float = PATIENCE) -> re.Match[str]:
        """Wait until the pattern stands on the screen; ``^`` and ``$`` are the ends of a row."""
        compiled = re.compile(pattern, re.MULTILINE)
        self.wait(lambda: compiled.search(self.text), f"“{pattern}” on the screen", timeout)
        found = compiled.search(self.text)
        assert found is not None
        return found

    def expect_words(self, pattern: str) -> None:
        """Wait until the pattern stands on the screen, perhaps wrapped over rows: white space is one blank or none."""
        compiled = re.compile(pattern.replace(" ", ""))
        self.wait(lambda: compiled.search("".join(self.text.split())), f"“{pattern}” on the screen")

    def expect_gone(self, pattern: str, timeout: float = PATIENCE) -> None:
        """Wait until the pattern no longer stands on the screen."""
        compiled = re.compile(pattern, re.MULTILINE)
        self.wait(lambda: not compiled.search(self.text), f"no “{pattern}” on the screen", timeout)

    def press(self, *keys: str | bytes) -> None:
        """Type keys and wait until the app has dealt with all of them.

        A last key that no command has is the sign: the app says so of it, and of the keys one after the other. Not for
        input lines, and what the status line said is gone afterwards.
        """
        barrier = _BARRIERS[self._barrier % len(_BARRIERS)]
        self._barrier += 1
        self.send(*keys, barrier)
        self.expect(f"“{re.escape(barrier)}” does nothing")

    def wait(self, condition: Callable[[], object], what: str, timeout: float = PATIENCE) -> None:
        """Wait until a condition holds, looking again whenever the program has written, and ten times a second."""
        until = time.monotonic() + timeout
        while not condition():
            left = until - time.monotonic()
            alive = self._read(min(left, 0.1)) if left > 0 else False
            if not alive and not condition():
                ended = "the program has ended" if left > 0 else f"{timeout:g} s are over"
                raise AssertionError(f"waited for {what}; {ended}\n{self.text}")

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Wait for the program's end, and all it writes until then; returns its exit code."""
        until = time.monotonic() + timeout
        while self._read(0.1):
            assert time.monotonic() < until, f"the program does not end\n{self.text}"
        return self._process.wait()

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def break_off(self) -> int:
        """Take the terminal away, as a connection does that breaks off; returns the program's exit code."""
        self._hang_up()
        try:
            return self._process.wait(PATIENCE)
        finally:
            self._process.kill()

    def kill(self) -> None:
        """End the program as a crash of the machine would: at once, and without its help."""
        self.signal(signal.SIGKILL)
        self.wait_exit()

    def close(self) -> None:
        """End the program, whatever it does, and whatever it has started."""
        if self._closed:
            return
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        while self._read(0):
            pass
        self._hang_up()

    def _hang_up(self) -> None:
        self._closed = True
        os.close(self._master)
        os.close(self._slave)

    def _read(self, timeout: float) -> bool:
        """Take in what has been written; false where the program has ended and nothing is left."""
        ended = self._process.poll() is not None
        readable, _, _ = select.select([self._master], [], [], 0 if ended else timeout)
        if not readable:
            return not ended
        data = b""
        while readable and len(data) < _ENOUGH:
            data += os.read(self._master, 1 << 16)
            readable, _, _ = select.select([self._master], [], [], 0)
        self.raw += data
        data = _PRIVATE.sub(b"", self._pending + data)
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        self._pending = data[cut:]
        self._stream.feed(data[:cut])
        return True
