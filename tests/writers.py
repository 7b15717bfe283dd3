"""Processes that write to a notebook until they are killed, and what must be found of it afterwards."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from natoreader.dossier.notebook import Notebook

DOSSIER = "nato-libya"
ACTS = 200

_WRITER = """
import os, random, signal, sys
from pathlib import Path
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.notebook import Notebook
from natoreader.dossier.text import Clean, Text

path, article, acts, deadly, steps = Path(sys.argv[1]), Clean(sys.argv[2]), sys.argv[3].split(), *map(int, sys.argv[4:])
text = Text(Clean("x" * 1000))
ids = {}
print("ready", flush=True)
sys.stdin.readline()
with Notebook.open(path, "nato-libya") as notebook:
    def die():
        global steps
        steps -= 1
        if steps < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    for number, act in enumerate(acts):
        if number == deadly:
            notebook._db.set_progress_handler(die, 1)
        kind, place = act[0], int(act[1:])
        if kind == "a":
            ids[place] = notebook.add_bookmark(Anchor.of(article, text, place, place + 9), note="n" * 300).id
        elif kind == "n":
            notebook.set_note(ids[place], f"note {number}")
        else:
            notebook.delete_bookmark(ids[place])
        print(number, flush=True)
"""

State = dict[int, str | None]
"""The notes of the bookmarks by the place at which they begin."""


def script(seed: int) -> list[str]:
    """What a writer does, act by act: ``a7`` keeps a passage, ``n7`` writes its note, ``d7`` deletes it."""
    rng = random.Random(seed)
    acts: list[str] = []
    kept: list[int] = []
    for number in range(ACTS):
        kind = rng.choice("aaannd") if kept else "a"
        if kind == "a":
            kept.append(number)
            acts.append(f"a{number}")
        else:
            place = rng.choice(kept)
            acts.append(f"{kind}{place}")
            if kind == "d":
                kept.remove(place)
    return acts


def states(acts: list[str]) -> list[State]:
    """The state before the first act, and after each."""
    found: list[State] = [{}]
    for number, act in enumerate(acts):
        after, place = dict(found[-1]), int(act[1:])
        if act[0] == "d":
            del after[place]
        else:
            after[place] = "n" * 300 if act[0] == "a" else f"note {number}"
        found.append(after)
    return found


class Writer:
    """A process at work on ``acts``; ``steps`` machine steps of SQLite into the act ``deadly`` it kills itself."""

    def __init__(self, path: Path, article: str, acts: list[str], deadly: int = -1, steps: int = 0) -> None:
        self.acts = acts
        self.article = article
        self.confirmed = 0
        command = [sys.executable, "-c", _WRITER, str(path), article, " ".join(acts), str(deadly), str(steps)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def start(self) -> None:
        """Let it begin."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def read(self, limit: int = ACTS) -> None:
        """Read confirmations until there are ``limit`` of them, or the process has ended."""
        assert self.process.stdout is not None
        while self.confirmed < limit and self.process.stdout.readline():
            self.confirmed += 1

    def kill(self) -> None:
        """Kill -9, wherever it is, and read what it had confirmed."""
        self.process.kill()
        self.end()

    def end(self) -> int:
        """Wait for its end; the exit code."""
        self.read()
        self.process.communicate()
        return self.process.returncode

    def check(self, notebook: Notebook) -> None:
        """Every confirmed act is there, and of the next one everything or nothing."""
        found = {each.anchor.start: each.note for each in notebook.bookmarks() if each.anchor.article == self.article}
        expected = states(self.acts)
        assert found in (expected[self.confirmed], expected[min(self.confirmed + 1, len(self.acts))])


def check_sound(path: Path) -> None:
    """The file is whole: every page and index of it, and no change without its act."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def killed_once(path: Path, seed: int) -> None:
    """A writer is killed at a random moment; all that it confirmed is there, the file is sound, and undo goes on."""
    rng = random.Random(seed)
    acts = script(seed)
    moment = rng.randrange(ACTS)
    writer = Writer(path, "003", acts, moment if seed % 2 else -1, rng.randrange(600))
    writer.start()
    if seed % 2:
        writer.end()  # inside a transaction, mostly
    else:
        writer.read(moment)
        writer.kill()  # wherever it is by then, while the system writes too
    check_sound(path)
    with Notebook.open(path, DOSSIER) as notebook:
        assert notebook.notice is None
        writer.check(notebook)
        assert notebook.unreadable == ()
        undone = 0
        while notebook.undo():
            undone += 1
        assert undone in (writer.confirmed, writer.confirmed + 1)
        assert notebook.bookmarks() == ()


def two_at_once(path: Path, seed: int) -> None:
    """Two writers share the file; one is killed, the other goes on as if nothing were."""
    rng = random.Random(seed)
    first = Writer(path, "001", script(seed), rng.randrange(ACTS), rng.randrange(600))
    second = Writer(path, "002", script(seed + 1))
    first.start()
    second.start()
    first.end()
    assert second.end() == 0
    assert second.confirmed == ACTS
    check_sound(path)
    with Notebook.open(path, DOSSIER) as notebook:
        assert notebook.notice is None
        first.check(notebook)
        second.check(notebook)
