"""A notebook's records as W3C Web Annotations in JSON-LD, and back.

Every record is one annotation. What the standard has a word for is said by it: a bookmark is an annotation with the
motivation *bookmarking*, its target a text (``urn:sha256:…``) with a TextPositionSelector and a TextQuoteSelector, its
note and tags are bodies with the purposes *commenting* and *tagging*. What it has none for is said by terms of our
own, all with the prefix ``nr:``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from .notebook.bookmarks import clean_note, stored_tags
from .notebook.journal import Row
from .notebook.merging import Record
from .notebook.records import ITEM, DecisionKind, Json, clean_json, instant, normal_tags
from .notebook.store import SHARED
from .text import Clean

_TERMS = "urn:natoreader:terms:"
CONTEXT: list[Json] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "nr": _TERMS,
        **{f"nr:{name}": {"@id": f"{_TERMS}{name}", "@type": "@json"} for name in ("content", "value")},
    },
]
"""The vocabulary of the standard, and the prefix of our own terms; two of these hold any JSON."""

_ID = re.compile(r"[0-9a-z][0-9a-z-]{0,299}")
_SHA256 = re.compile(r"urn:sha256:([0-9a-f]{64})")
_LARGEST = 2**31 - 1
"""No offset is larger, in code points, and no place in the user's own order."""

_MOTIVATIONS = {
    "bookmark": "bookmarking",
    "saved_search": "nr:searching",
    "cell_mark": "assessing",
    "decision": "identifying",
    "position": "nr:reading",
    "read_mark": "nr:read",
    "state": "nr:state",
}
_TABLES = {motivation: table for table, motivation in _MOTIVATIONS.items()}

Item = Mapping[str, Json]


class MalformedError(ValueError):
    """A record cannot be read. The message is a clause whose subject is the record."""


def to_annotation(dossier: str, record: Record) -> dict[str, Json]:
    """The annotation that says what a record holds.

    Raises:
        MalformedError: a clause saying what of the record cannot be read.
    """
    row, table = record.row, record.table
    item: dict[str, Json] = {
        "id": f"urn:natoreader:{dossier}:{table}:{record.key}",
        "type": "Annotation",
        "motivation": _MOTIVATIONS[table],
        "nr:dossier": dossier,
        "nr:key": record.key,
    }
    if "created" in row:
        item["created"] = row["created"]
    item["modified"] = row["updated" if "updated" in row else "at"]
    item |= _WRITERS[table](dossier, record)
    from_annotation(json.loads(json.dumps(item, allow_nan=False)))  # what could not be restored is told of now
    return item


def from_annotation(item: Json) -> tuple[Clean, Record]:
    """The record that an annotation holds, and the dossier it belongs to, or that of what is kept for all of them.

    Raises:
        MalformedError: a clause saying what is wrong with it.
    """
    if not isinstance(item, dict):
        raise MalformedError("it is no object")
    table = _TABLES.get(str(item.get("motivation")))
    if table is None:
        raise MalformedError("its “motivation” is none of natoreader’s")
    shared = table == "state" and item.get("nr:dossier") == SHARED
    dossier = Clean(SHARED) if shared else _id(item, "nr:dossier")
    row: Row = {}
    if table in ("position", "read_mark", "state"):
        row["at"] = _moment(item, "modified")
    else:
        row |= {"created": _moment(item, "created"), "updated": _moment(item, "modified")}
    return dossier, Record(table, _key(item, table), _READERS[table](item) | row)


def _key(item: Item, table: str) -> Clean:
    if table == "state":
        return _line(item, "nr:key")
    if table == "cell_mark":
        key = _line(item, "nr:key")
        offer, _, row = key.partition("/")
        if not (_ID.fullmatch(offer) and _ID.fullmatch(row.removeprefix(ITEM))):
            raise MalformedError(f"its “nr:key” is no cell; expected offer/aspect or offer/{ITEM}item")
        return key
    return _id(item, "nr:key")


# Each kind of record: what is written, and how it is read


def _write_bookmark(_: str, record: Record) -> dict[str, Json]:
    row = record.row
    bodies: list[Json] = []
    if row["note"] is not None:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": row["note"]})
    tags = _loaded(row["tags"])
    if not isinstance(tags, list):
        raise MalformedError("its tags are damaged")
    bodies += [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    return {"body": bodies, "target": _passage(row, str(row["article"])), "nr:position": row["position"]}


def _read_bookmark(item: Item) -> Row:
    note: Clean | None = None
    tags: list[str] = []
    for body in _list(item, "body"):
        if not isinstance(body, dict):
            raise MalformedError("its “body” has a part that is no object")
        if body.get("purpose") == "commenting":
            note = clean_note(_text(body, "value"))
        elif body.get("purpose") == "tagging":
            tags.append(_text(body, "value"))
    target = _object(item, "target")
    try:
        stored = stored_tags(normal_tags(tags))
    except ValueError as error:
        raise MalformedError(str(error)) from None
    return {
        "article": _id(target, "nr:article"),
        **_read_passage(target),
        "note": note,
        "tags": stored,
        "position": _number(item, "nr:position"),
    }


def _write_search(dossier: str, record: Record) -> dict[str, Json]:
    return {"body": {"type": "TextualBody", "value": record.row["query"]}, "target": _whole(dossier)}


def _read_search(item: Item) -> Row:
    query = _line(_object(item, "body"), "value")
    return {"query": query}


def _write_cell_mark(dossier: str, record: Record) -> dict[str, Json]:
    note = record.row["note"]
    bodies: list[Json] = [] if note is None else [{"type": "TextualBody", "purpose": "commenting", "value": note}]
    return {
        "body": bodies,
        "target": f"{_whole(dossier)}:cell:{record.key}",
        "nr:reviewed": bool(record.row["reviewed"]),
    }


def _read_cell_mark(item: Item) -> Row:
    notes = [_text(body, "value") for body in _list(item, "body") if isinstance(body, dict)]
    reviewed = item.get("nr:reviewed")
    if not isinstance(reviewed, bool):
        raise MalformedError("its “nr:reviewed” is neither true nor false")
    return {"note": clean_note(notes[0] if notes else None), "reviewed": int(reviewed)}


def _write_decision(dossier: str, record: Record) -> dict[str, Json]:
    row = record.row
    body: dict[str, Json] = {"type": "nr:Decision", "nr:kind": row["kind"], "nr:subject": row["subject"]}
    return {"body": body | {"nr:content": _loaded(row["content"])}, "target": _whole(dossier)}


def _read_decision(item: Item) -> Row:
    body = _object(item, "body")
    kind = _line(body, "nr:kind")
    if kind not in get_args(DecisionKind):
        raise MalformedError(f"its “nr:kind” is no decision; expected one of {', '.join(get_args(DecisionKind))}")
    content = json.dumps(_json(_object(body, "nr:content"), "nr:content"), ensure_ascii=False)
    return {"kind": kind, "subject": _line(body, "nr:subject"), "content": Clean(content)}


def _write_position(_: str, record: Record) -> dict[str, Json]:
    return {"target": _passage(record.row, record.key)}


def _read_position(item: Item) -> Row:
    return _read_passage(_object(item, "target"))


def _write_read_mark(_: str, record: Record) -> dict[str, Json]:
    return {"target": _text_of(record.row, record.key)}


def _read_read_mark(item: Item) -> Row:
    return {"sha256": _sha256(_object(item, "target"))}


def _write_state(dossier: str, record: Record) -> dict[str, Json]:
    return {"body": {"type": "nr:State", "nr:value": _loaded(record.row["value"])}, "target": _whole(dossier)}


def _read_state(item: Item) -> Row:
    body = _object(item, "body")
    if "nr:value" not in body:
        raise MalformedError("its “nr:value” is missing")
    return {"value": Clean(json.dumps(_json(body["nr:value"], "nr:value")))}


_WRITERS: dict[str, Callable[[str, Record], dict[str, Json]]] = {
    "bookmark": _write_bookmark,
    "saved_search": _write_search,
    "cell_mark": _write_cell_mark,
    "decision": _write_decision,
    "position": _write_position,
    "read_mark": _write_read_mark,
    "state": _write_state,
}
_READERS: dict[str, Callable[[Item], Row]] = {
    "bookmark": _read_bookmark,
    "saved_search": _read_search,
    "cell_mark": _read_cell_mark,
    "decision": _read_decision,
    "position": _read_position,
    "read_mark": _read_read_mark,
    "state": _read_state,
}


# Targets


def _whole(dossier: str) -> str:
    return f"urn:natoreader:{dossier}"


def _text_of(row: Row, article: str) -> dict[str, Json]:
    return {"type": "SpecificResource", "source": f"urn:sha256:{row['sha256']}", "nr:article": article}


def _passage(row: Row, article: str) -> dict[str, Json]:
    position: dict[str, Json] = {"type": "TextPositionSelector", "start": row["start"], "end": row["stop"]}
    quote: dict[str, Json] = {name: row[name] for name in ("exact", "prefix", "suffix")}
    return _text_of(row, article) | {"selector": [position, {"type": "TextQuoteSelector", **quote}]}


def _read_passage(target: Item) -> Row:
    selectors = {
        str(each.get("type")): each for each in _list(target, "selector") if isinstance(each, dict) and "type" in each
    }
    position, quote = selectors.get("TextPositionSelector"), selectors.get("TextQuoteSelector")
    if position is None or quote is None:
        raise MalformedError("its “selector” lacks a TextPositionSelector or a TextQuoteSelector")
    start, end = _number(position, "start"), _number(position, "end")
    if not start < end:
        raise MalformedError("its passage must end after it starts")
    words = {name: _text(quote, name) for name in ("exact", "prefix", "suffix")}
    if end - start != len(words["exact"]):
        raise MalformedError("its “start” and “end” are not as far apart as its “exact” is long")
    return {"start": start, "stop": end, **words, "sha256": _sha256(target)}


# Values, each checked


def _loaded(stored: str | int | None) -> Json:
    value: Json = json.loads(str(stored))
    return value


def _json(value: Json, name: str) -> Json:
    """Any JSON, its strings clean."""
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        raise MalformedError(f"its “{name}” holds a number that is none, or too large to be kept") from None
    return clean_json(value)


def _text(item: Item, name: str) -> Clean:
    value = item.get(name)
    if not isinstance(value, str):
        raise MalformedError(f"its “{name}” is missing or no text")
    return Clean(value)


def _line(item: Item, name: str) -> Clean:
    line = Clean.line(_text(item, name))
    if not line:
        raise MalformedError(f"its “{name}” is blank")
    return line


def _id(item: Item, name: str) -> Clean:
    value = _text(item, name)
    if not _ID.fullmatch(value):
        raise MalformedError(f"its “{name}” is no id; expected lower-case letters, digits and hyphens")
    return value


def _number(item: Item, name: str) -> int:
    value = item.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
        raise MalformedError(f"its “{name}” is missing or no whole number from 0 to {_LARGEST}")
    return value


def _moment(item: Item, name: str) -> Clean:
    value = _text(item, name)
    try:
        instant(value)
    except ValueError:
        raise MalformedError(f"its “{name}” is no instant") from None
    return value


def _sha256(target: Item) -> Clean:
    match = _SHA256.fullmatch(_text(target, "source"))
    if match is None:
        raise MalformedError("its “source” is no urn:sha256")
    return Clean(match[1])


def _object(item: Item, name: str) -> dict[str, Json]:
    value = item.get(name)
    if not isinstance(value, dict):
        raise MalformedError(f"its “{name}” is missing or no object")
    return value


def _list(item: Item, name: str) -> Sequence[Json]:
    value = item.get(name)
    if not isinstance(value, list):
        raise MalformedError(f"its “{name}” is missing or no list")
    return value
