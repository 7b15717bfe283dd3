"""Building an index in a process of its own, so that reading goes on meanwhile.

The process writes a line of JSON after each step, ``{"done": 3, "total": 5}``, and one at the end:
``{"built": true, "seconds": 1.2}``, with ``"built": false`` where a good index was there already, or
``{"error": "…"}``. It exits with 0, or with 3 where there is no index on disk. It gives up, and leaves nothing half
done in use, when it is told to (SIGTERM) or when the process at the other end of its pipes is gone.
"""

from __future__ import annotations

import json
import os
import signal
import stat
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from ..dossier.folder import open_dossier
from ..dossier.problems import DossierError
from ..dossier.text import Clean
from .index import build_index
from .progress import Cancelled

_STEP = 0.05
"""Seconds between two reports of progress."""


def command(dossier: Path) -> list[str]:
    """The command line that builds the index of the dossier at a path. ``-P`` keeps the current folder's files out."""
    return [sys.executable, "-P", "-m", "natoreader.search.child", str(dossier.absolute())]


def main(arguments: list[str]) -> int:
    """Build the index of the dossier that the one argument names; returns the exit code."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _give_up)
    _watch_input()
    started = time.monotonic()
    try:
        index = build_index(open_dossier(Path(arguments[0])), _Reporter())
        _say({"built": index.built, "seconds": round(time.monotonic() - started, 3)})
        index.close()
    except BrokenPipeError:  # nobody listens; the interpreter must not try again while it closes
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 3
    except Cancelled:
        return _failed("the index was not built: it was called off")
    except DossierError as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(f"the index cannot be kept on disk: {error.strerror or error}")
    return 0


class _Reporter:
    """Says how far the build is, not more often than anybody could see, and always at the end."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done == total or now - self._last >= _STEP:
            self._last = now
            _say({"done": done, "total": total})


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _failed(reason: str) -> int:
    _say({"error": Clean.line(reason)})
    return 3


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):  # once is enough: what is being cleaned up must be cleaned up
        signal.signal(number, _pass_over)
    raise Cancelled


def _pass_over(_signal: int, _frame: FrameType | None) -> None:
    """Unlike SIG_IGN, safe to set while a signal is on its way to Python."""


def _watch_input() -> None:
    """Give up when the other end of standard input is closed. A terminal or a file says nothing about a parent."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return
    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        threading.Thread(target=_wait_for_end, args=[threading.get_ident()], daemon=True).start()


def _wait_for_end(builder: int) -> None:
    while os.read(0, 4096):
        pass
    signal.pthread_kill(builder, signal.SIGTERM)  # that thread, which may be in a call that only a signal ends


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
