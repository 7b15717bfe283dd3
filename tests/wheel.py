"""What a fresh install must do, run by the interpreter of an environment that holds the wheel and nothing else.

Called by ``.ci/run`` with an empty home folder; needs no test tool. It fails with a traceback or an assertion.
"""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

COMMAND = Path(sys.executable).with_name("natoreader")
PATIENCE = 60.0


def run(*arguments: str) -> str:
    """The standard output of a command that must succeed."""
    return subprocess.run([COMMAND, *arguments], check=True, capture_output=True, text=True, timeout=PATIENCE).stdout


def app() -> None:
    """Open the app in a pseudo-terminal, see the first screen, and leave it."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(COMMAND, [str(COMMAND)])
    seen = b""
    until = time.monotonic() + PATIENCE
    sent = False
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        if not sent and b"Sources" in seen and b"Libya" in seen:
            os.write(terminal, b"Q")
            sent = True
    _, status = os.waitpid(pid, 0)
    assert sent, seen[-2000:]
    assert os.waitstatus_to_exitcode(status) == 0, seen[-2000:]
    assert b"Traceback" not in seen


def main() -> None:
    """Version, articles, search, app."""
    assert run("--version").startswith("natoreader "), run("--version")
    assert len(run("articles").splitlines()) == 5
    assert "¶" in run("search", "training")
    assert run("check").startswith("No problems")
    app()
    sys.stdout.write("the wheel runs in an empty environment\n")


if __name__ == "__main__":
    main()
