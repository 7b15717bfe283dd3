"""Accepted names into a dossier's ``entities.toml``: what stands there stays as it is, comments and all."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli

from ..anchor import fold
from ..entities import read_entities
from ..files import FileError, write_atomic
from ..folder import ENTITIES, Dossier
from ..problems import DossierError, problem
from ..tables import Table
from ..text import Clean
from .choices import Choice

_HEADING = re.compile(r"^[ \t]*\[\[[ \t]*entities[ \t]*\]\]", re.MULTILINE)
_FORMS = re.compile(r"^([ \t]*forms[ \t]*=[ \t]*\[)", re.MULTILINE)
_POSITION = re.compile(r"\Aentities\[(\d+)\]\.")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n"}


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: the file, the ids of new entities, and of those that got further forms."""

    path: Path
    added: tuple[Clean, ...]
    extended: tuple[Clean, ...]


def save_choices(dossier: Dossier, choices: Sequence[Choice]) -> Saved:
    """Write the accepted choices into the dossier's table of entities.

    New entities are appended; forms for an entity that is there are put before its own. The new file is read as a
    dossier's before the old one is replaced, at once and whole.

    Raises:
        DossierError: the file cannot be read or written, or what was accepted would make it faulty.
    """
    path = (dossier.path / ENTITIES).resolve()
    try:
        old = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        wanted: dict[str, Any] = tomli.loads(old)
    except (OSError, ValueError, RecursionError) as error:
        raise DossierError([problem(ENTITIES, "", f"cannot be added to: {error}")]) from None
    before = _faults(dossier, wanted)
    wanted = copy.deepcopy(wanted)
    new, added, extended = old, [], []
    for choice in choices:
        if choice.state != "accepted":
            continue
        if choice.into is None:
            new = _appended(new, choice)
            wanted.setdefault("entities", []).append(_table(choice))
            added.append(choice.id)
        else:
            entity = next(each for each in wanted["entities"] if each.get("id") == choice.into)
            own = entity.get("forms", [])
            known = {fold(form) for form in own}
            forms = [form for form in choice.table_forms if fold(form) not in known]
            if forms:
                new = _extended(new, choice.into, forms)
                entity["forms"] = [*map(str, forms), *own]
                extended.append(choice.into)
    _check(dossier, new, wanted, before)
    try:
        write_atomic(path, new.encode())
    except FileError as error:
        raise DossierError([problem(ENTITIES, "", error.sentence)]) from None
    return Saved(path, tuple(added), tuple(dict.fromkeys(extended)))


def _table(choice: Choice) -> dict[str, Any]:
    return {
        "id": str(choice.id),
        "label": str(choice.label),
        "type": choice.type,
        "forms": [str(form) for form in choice.table_forms],
    }


def _appended(text: str, choice: Choice) -> str:
    lines = [f"{key} = {_value(value)}" for key, value in _table(choice).items()]
    space = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return f"{text}{space}[[entities]]\n" + "\n".join(lines) + "\n"


def _extended(text: str, id: Clean, forms: Sequence[Clean]) -> str:
    """``text`` with further forms of an entity, where its table can be found by its looks; else ``text``."""
    starts = [match.start() for match in _HEADING.finditer(text)]
    own = re.compile(rf"^[ \t]*id[ \t]*=[ \t]*[\"']{re.escape(id)}[\"'][^\n]*\n", re.MULTILINE)
    given = ", ".join(_value(str(form)) for form in forms)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        body = text[start:end]
        line = own.search(body)
        if line is None:
            continue
        inner = body.find("[[entities.", line.end())
        head, rest = (body, "") if inner < 0 else (body[:inner], body[inner:])
        changed = _FORMS.sub(lambda match: f"{match[1]}{given}, ", head, count=1)
        if changed == head:
            changed = f"{head[: line.end()]}forms = [{given}]\n{head[line.end() :]}"
        return text[:start] + changed + rest + text[end:]
    return text


def _value(value: str | list[str]) -> str:
    """A string or a list of strings as TOML."""
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return '"' + "".join(_ESCAPES.get(char, char) for char in value) + '"'


def _check(dossier: Dossier, text: str, wanted: dict[str, Any], before: Sequence[str]) -> None:
    """The text says what it should, and no more of it is wrong than was.

    Raises:
        DossierError: it does not.
    """
    try:
        found = tomli.loads(text)
    except (ValueError, RecursionError):
        found = {}
    if found != wanted:
        message = "is laid out in a way that cannot be added to; write its tables as [[entities]]"
        raise DossierError([problem(ENTITIES, "", message)])
    faults = [fault for fault in _faults(dossier, found) if fault not in before]
    if faults:
        told = (_POSITION.sub(lambda match: _id_at(int(match[1]), found), fault) for fault in faults)
        raise DossierError([problem(ENTITIES, "", f"nothing was written: {fault}") for fault in told])


def _id_at(position: int, data: dict[str, Any]) -> str:
    """The id of an entity, by which the user knows what is not in the file yet."""
    return f"“{data['entities'][position].get('id')}”: "


def _faults(dossier: Dossier, data: dict[str, Any]) -> list[str]:
    top = Table(data, ENTITIES, "", [])
    read_entities(top, {str(article.id) for article in dossier.articles})
    return [f"{each.key}: {each.message}" for each in top.problems]
