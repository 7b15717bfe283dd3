"""Markdown read back through pandoc."""

from __future__ import annotations

import json
import random
import re
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypandoc
from natoreader.dossier.export.escape import block_quote
from natoreader.dossier.text import Clean

FORMATS = ("markdown-smart", "commonmark_x", "gfm")
_SPACES = re.compile("[ \t]+")
_PIECES = [
    *"\\`*_[]<>~^$|{}@\"'#-+=%(:).!&;/ ab1é“”’—\u00a0\u200b",
    *(
        "--",
        "..",
        "==",
        "%%",
        "::",
        "&lt;",
        "&#65;",
        "www.",
        "://",
        "1. ",
        "iv) ",
        "a_b",
        "![",
        "](",
        "```",
        "~~~",
        "$$",
    ),
    *("[^1]", "[@a]", "@a", "<b>", "<!--", "-->", ":smile:", "H~2~O", "x^2^", "# ", "Gen. ", "Sept. 27", "#tag", "^id"),
]


def pandoc(words: str, *arguments: str | Path) -> str:
    command = [pypandoc.get_pandoc_path(), *map(str, arguments)]
    done = subprocess.run(command, input=words, capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stderr == ""
    return done.stdout


def generated(number: int, seed: int) -> Iterator[str]:
    """Lines made of what Markdown acts on."""
    rng = random.Random(seed)
    while number:
        pieces = [rng.choice(_PIECES) for _ in range(rng.randrange(1, 12))]
        if rng.random() < 0.2:
            pieces.insert(rng.randrange(len(pieces) + 1), chr(rng.randrange(0x21, 0x2FFF)))
        line = Clean.line("".join(pieces))
        if line.strip(" \t\u00a0\u200b"):
            number -= 1
            yield str(line)


def shown(inlines: Sequence[dict[str, Any]]) -> str:
    """The words of a paragraph; anything but words in it is shown as a tag."""
    return "".join(
        each["c"] if each["t"] == "Str" else " " if each["t"] == "Space" else f"<{each['t']}>" for each in inlines
    )


def quoted(document: str) -> list[str]:
    """The text of each block quotation."""
    found: list[str] = []
    for block in json.loads(document)["blocks"]:
        if block["t"] == "BlockQuote":
            found.append(
                "\n".join(shown(part["c"]) if part["t"] == "Para" else f"<{part['t']}>" for part in block["c"])
            )
        else:
            assert block["t"] == "RawBlock"
    return found


def as_read(words: str) -> str:
    """As every reader of Markdown leaves it: no white space at the ends, one space for a run, accents composed."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", words.strip(" \t")))


def misread(strings: Sequence[str], format: str) -> list[tuple[str, str]]:
    """The strings that pandoc reads as something else, quoted and escaped; one call for all."""
    # A comment between them keeps each quotation its own.
    text = "\n\n<!-- -->\n\n".join(block_quote([each]) for each in strings)
    pairs = zip(map(as_read, strings), map(as_read, quoted(pandoc(text, "-f", format, "-t", "json"))), strict=True)
    return [pair for pair in pairs if pair[0] != pair[1]]
