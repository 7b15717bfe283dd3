"""Front matter: the few lines of YAML at the head of a Markdown file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

_UNPRINTABLE = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FENCED = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)

_VALUE = r"""[ \t]*(?P<value>"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|(?:[^"'#\s].*?)?)(?=[ \t]*(?:[ \t]#.*)?\r?$)"""
"""What stands behind a key's colon: a quoted or a plain string, or nothing; then perhaps a comment."""


def scalar(value: str) -> str:
    """A YAML double-quoted scalar: the one form in which any text can stand, a colon or ``#`` in it included."""
    # JSON's escapes are YAML's; what YAML calls not printable is escaped besides.
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))


def front_matter(fields: Mapping[str, str | Sequence[str]]) -> str:
    """The front matter with these keys: strings double-quoted, sequences as block lists, empty ones left out."""
    lines = ["---"]
    for key, value in fields.items():
        if isinstance(value, str):
            lines.append(f"{key}: {scalar(value)}")
        elif value:
            lines.append(f"{key}:")
            lines += [f"  - {scalar(each)}" for each in value]
    return "\n".join([*lines, "---"])


def read_key(text: str, key: str) -> str | None:
    """The value of a top key that holds a string, from the front matter of a file; ``None`` where there is none."""
    found = _find(text, key)
    if found is None:
        return None
    value = found["value"]
    if value.startswith('"'):
        try:
            return str(json.loads(value))
        except ValueError:
            return None
    return value[1:-1].replace("''", "'") if value.startswith("'") else value


def has_key(text: str, key: str) -> bool:
    """Whether the front matter of a file has a top key, whatever it holds."""
    fenced = _FENCED.match(text)
    return fenced is not None and re.search(rf"^{re.escape(key)}[ \t]*:", fenced[1], re.MULTILINE) is not None


def write_key(text: str, key: str, value: str) -> str:
    """``text`` with a string in place of the one that a top key of its front matter holds, or with that key as last."""
    fenced, found = _FENCED.match(text), _find(text, key)
    if found is not None:
        return f"{text[: found.start('value')]}{scalar(value)}{text[found.end('value') :]}"
    if fenced is None:
        return text
    newline = "\r\n" if fenced[1].endswith("\r\n") else "\n"
    return f"{text[: fenced.end(1)]}{key}: {scalar(value)}{newline}{text[fenced.end(1) :]}"


def replace_line(text: str, old: str, new: str) -> str:
    """``text`` with another line in place of one of its front matter."""
    fenced = _FENCED.match(text)
    found = re.search(rf"^{re.escape(old)}(?=\r?$)", fenced[1], re.MULTILINE) if fenced is not None else None
    if fenced is None or found is None:
        return text
    start = fenced.start(1)
    return f"{text[: start + found.start()]}{new}{text[start + found.end() :]}"


def _find(text: str, key: str) -> re.Match[str] | None:
    """A top key with a value on its line."""
    fenced = _FENCED.match(text)
    if fenced is None:
        return None
    return re.compile(rf"^{re.escape(key)}:{_VALUE}", re.MULTILINE).search(text, *fenced.span(1))
