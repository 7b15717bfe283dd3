"""What a spaCy model of the user's takes for names: asked in a child process, once, and kept in the cache.

spaCy is never imported here. Which models are installed is told by the metadata of their packages, so that a model
whose answers are all in the cache is not even started.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..article import Article
from ..files import FileError, folder_fault, write_atomic
from ..paths import cache_dir
from ..problems import shortened
from ..text import Clean, Text

VARIABLE = "NATOREADER_SPACY_MODEL"
"""The environment variable that names the model to ask."""
_NO_MODEL = "none"
"""Its value where no model is to be asked."""
_SCHEMA = 1
_SAFE = re.compile(r"[\w.+!-]{1,80}", re.ASCII)
_TYPES = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
}
"""The labels of OntoNotes and of CoNLL 2003 that name what the table holds."""
_LOADING = 120.0
_READING = 60.0
"""Seconds a model may take to load, and then for one article."""
_LOOK = 0.05
"""Seconds between two looks whether to give up."""

Progress = Callable[[int, int], None]
"""Is told how many articles are done, and of how many."""
Cancelling = Callable[[], bool]
"""Is asked whether to give up."""


@dataclass(frozen=True, slots=True)
class Model:
    """An installed spaCy model, by the name and version of its package."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@dataclass(frozen=True, slots=True)
class Said:
    """A range that a model takes for a name: code points of the article, and the type."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a model says of articles.

    Attributes:
        model: The model that was asked; ``None`` where none is installed.
        said: The names by the SHA-256 of the article's text; nothing where it could not be asked.
        fault: Why no model, or not of every article, could be asked, in a sentence.
    """

    model: Model | None = None
    said: dict[str, tuple[Said, ...]] | None = None
    fault: Clean | None = None


def installed_model() -> Model | None:
    """The spaCy model to ask: the one :data:`VARIABLE` names, else the first by name, English ones first."""
    wanted = os.environ.get(VARIABLE)
    if wanted == _NO_MODEL:
        return None
    found = _installed()
    if wanted:
        return found.get(wanted)
    return min(found.values(), key=lambda each: (not each.name.startswith("en_"), each.name), default=None)


def _installed() -> dict[str, Model]:
    if find_spec("spacy") is None:
        return {}
    return {
        each.name: Model(each.name, each.dist.version)
        for each in entry_points(group="spacy_models")
        if each.dist is not None and _SAFE.fullmatch(each.name) and _SAFE.fullmatch(each.dist.version)
    }


def _not_installed(wanted: str) -> Clean:
    found = sorted(_installed())
    there = f"installed {'is' if len(found) == 1 else 'are'} {', '.join(found)}" if found else "none is installed"
    return Clean.line(f"{VARIABLE} names the spaCy model “{shortened(wanted)}”, which is not there; {there}.")


def ask_model(
    articles: Sequence[Article], progress: Progress | None = None, cancelled: Cancelling | None = None
) -> Told:
    """What the installed model says of the articles; a child process is started for those not in the cache.

    It may take a minute. Nothing is raised: what goes wrong is told in the answer, whose other articles are good. When
    ``cancelled`` returns true the answer is cut short.
    """
    model = installed_model()
    if model is None:
        wanted = os.environ.get(VARIABLE) or _NO_MODEL
        return Told() if wanted == _NO_MODEL else Told(fault=_not_installed(wanted))
    cache = _Cache(model)
    said: dict[str, tuple[Said, ...]] = {}
    unknown: dict[str, Text] = {}
    for article in articles:
        text = article.text
        known = cache.read(text)
        if known is None:
            unknown[text.sha256] = text
        else:
            said[text.sha256] = known
    if not unknown:
        return Told(model, said)
    child = _Child(model, cancelled or _never)
    try:
        with child:
            for done, (sha256, text) in enumerate(unknown.items(), start=1):
                found = said[sha256] = tuple(_checked(child.ask(text), text))
                cache.write(sha256, found)
                if progress is not None:
                    progress(done, len(unknown))
    except _FailedError as error:
        missing = len(unknown.keys() - said)
        sentence = f"The spaCy model {model} proposes nothing for {missing} of {len(articles)} articles: {error}."
        return Told(model, said, Clean.line(sentence))
    return Told(model, said)


class _FailedError(Exception):
    """The child did not answer; the message says why, without a full stop."""


class _Child:
    """The process of a model; a thread beside it ends it when its time is up, or when the caller gives up."""

    def __init__(self, model: Model, cancelled: Cancelling) -> None:
        self._model = model
        self._cancelled = cancelled
        self._deadline = time.monotonic() + _LOADING + _READING
        self._over = threading.Event()
        self._why = "its process ended"

    def __enter__(self) -> _Child:
        pipe = subprocess.PIPE
        command = [sys.executable, "-P", "-m", f"{__package__}.ner", self._model.name]
        try:
            # The command is this interpreter with our own module and the name of a package; no shell reads it.
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603
        except OSError as error:
            raise _FailedError(error.strerror or "its process cannot be started") from None
        self._watch = threading.Thread(target=self._wait, daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()
        self._process.kill()
        with suppress(BrokenPipeError):  # what it was not told any more
            self._process.communicate()

    def ask(self, text: Text) -> list[tuple[int, Any]]:
        """The child's answer about a text, unchecked: entities, each with where its paragraph begins.

        Raises:
            _FailedError: there is none.
        """
        if self._cancelled():
            raise _FailedError("it was called off")
        paragraphs = text.paragraphs
        question = json.dumps([text.words(each) for each in paragraphs]) + "\n"
        line = b""
        with suppress(BrokenPipeError):
            if self._process.stdin is not None and self._process.stdout is not None:
                self._process.stdin.write(question.encode())
                self._process.stdin.flush()
        if self._process.stdout is not None:
            line = self._process.stdout.readline()
        self._deadline = time.monotonic() + _READING
        if not line:
            raise _FailedError(self._why)
        try:
            answer = json.loads(line)
            if "error" in answer:
                raise _FailedError(f"it says “{Clean.line(str(answer['error']))}”")
            return [(paragraphs[number].start, rest) for number, *rest in answer["entities"]]
        except (ValueError, TypeError, KeyError, IndexError, RecursionError):
            raise _FailedError("its answer cannot be read") from None

    def _wait(self) -> None:
        while not self._over.wait(_LOOK):
            if self._cancelled():
                self._why = "it was called off"
            elif time.monotonic() > self._deadline:
                self._why = "it took too long"
            else:
                continue
            self._process.kill()
            return


class _Cache:
    """A folder of the model's answers, one file an article, that nobody else may read."""

    def __init__(self, model: Model) -> None:
        self._folder: Path | None = None
        with suppress(OSError):  # without a cache folder all is asked anew
            folder = cache_dir() / "names" / f"s{_SCHEMA}-{model.name}-{model.version}"
            folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.mkdir(exist_ok=True, mode=0o700)
            self._folder = None if folder_fault(folder) else folder

    def read(self, text: Text) -> tuple[Said, ...] | None:
        """The answer about a text; ``None`` where there is none that can be used."""
        if self._folder is None:
            return None
        try:
            kept = json.loads((self._folder / f"{text.sha256}.json").read_bytes())
            return tuple(_said(each, text) for each in kept)
        except (OSError, ValueError, TypeError, RecursionError):
            return None

    def write(self, sha256: str, said: Iterable[Said]) -> None:
        """Keep an answer, where that can be done."""
        if self._folder is not None:
            data = json.dumps([(each.start, each.end, each.type) for each in said]).encode()
            with suppress(FileError):
                write_atomic(self._folder / f"{sha256}.json", data, mode=0o600)


def _checked(answer: Iterable[tuple[int, Any]], text: Text) -> Iterable[Said]:
    """The names of an answer that are of a type we know and lie in the text."""
    for at, entity in answer:
        with suppress(ValueError, TypeError, KeyError):
            start, end, label = entity
            yield _said((at + start, at + end, _TYPES[label]), text)


def _said(entity: Any, text: Text) -> Said:
    """One entity as a record.

    Raises:
        ValueError, TypeError: it is none, or lies outside the text.
    """
    start, end, kind = entity
    if type(start) is not int or type(end) is not int or kind not in _TYPES.values():
        raise TypeError
    if not 0 <= start < end <= len(text):
        raise ValueError
    return Said(start, end, kind)


def _never() -> bool:
    return False
