"""Front matter: the few lines of YAML at the head of a Markdown file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

_UNPRINTABLE = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FENCED = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)


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
    fenced = _FENCED.match(text)
    if fenced is None:
        return None
    found = re.search(rf"^{re.escape(key)}:[ \t]*(.*?)[ \t]*\r?$", fenced[1], re.MULTILINE)
    if found is None:
        return None
    value = found[1]
    if value.startswith('"'):
        try:
            return str(json.loads(value))
        except ValueError:
            return None
    return value.strip("'")
