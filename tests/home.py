"""A user's home folder, and the program run in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .terminal import Terminal

KINDS = ("config", "data", "state", "cache")

_GUARD = '''\
"""Loaded by every Python of a test's run: reports whoever wants to speak to the network."""
import os, sys

def _watch(event, arguments):
    if event in ("socket.getaddrinfo", "socket.sendto", "socket.bind") or (
        event == "socket.connect" and isinstance(arguments[1], tuple)
    ):
        with open(os.path.join(os.path.dirname(__file__), "network.log"), "a") as log:
            log.write(f"{event} {arguments[1:]!r}\\n")

sys.addaudithook(_watch)
'''


def folders(root: Path) -> dict[str, str]:
    """The folders of a home, and a terminal of all colours, whatever the one is that the tests run in."""
    colours = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    no_model = {"NATOREADER_SPACY_MODEL": "none"}  # which the developer may have installed
    return (
        colours
        | no_model
        | {f"NATOREADER_{kind.upper()}_DIR": str(root / kind) for kind in KINDS}
        | {"HOME": str(root)}
    )


@dataclass
class Home:
    """A user's home folder, the environment that leads there, and the program run in it.

    Attributes:
        root: Where it is; ``root / "data"`` and so on are natoreader's folders.
        env: The whole environment of what is run.
    """

    root: Path
    env: dict[str, str]
    _guard: Path
    _terminals: list[Terminal] = field(default_factory=list)

    @property
    def work(self) -> Path:
        """The current folder of what is run."""
        return self.root / "work"

    def open(
        self,
        *arguments: str | bytes | Path,
        columns: int = 80,
        lines: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> Terminal:
        """Run the program in a terminal."""
        terminal = Terminal(arguments, env={**self.env, **(env or {})}, cwd=self.work, columns=columns, lines=lines)
        self._terminals.append(terminal)
        return terminal

    def run(
        self, *arguments: str | bytes | Path, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the program in a pipe, to its end."""
        command: Sequence[str | bytes | Path] = (sys.executable, "-m", "natoreader", *arguments)
        return subprocess.run(
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env={**self.env, **(env or {})},
            cwd=self.work,
            timeout=60,
            check=False,
        )

    def close(self) -> None:
        """End what still runs; nothing that ran may have shown a traceback or sought the network."""
        for terminal in self._terminals:
            terminal.close()
        for terminal in self._terminals:
            assert b"Traceback" not in terminal.raw, terminal.raw[terminal.raw.index(b"Traceback") :].decode()
        log = self._guard / "network.log"
        assert not log.exists(), log.read_text()


def new_home(root: Path) -> Home:
    """An empty home at ``root``; the caller closes it."""
    guard = root / "guard"
    for folder in (root / "work", guard):
        folder.mkdir(parents=True)
    (guard / "sitecustomize.py").write_text(_GUARD)
    env = {
        **folders(root),
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(guard), os.environ.get("PYTHONPATH")))),
        "LANG": "C.UTF-8",
    }
    return Home(root, env, guard)
