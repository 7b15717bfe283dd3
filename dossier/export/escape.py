r"""Markdown that reads back as the words it was made from.

The rules hold for CommonMark, GitHub's dialect, Obsidian and pandoc at once, so some characters are escaped that only
one of them acts on. Escaping is always by a backslash before ASCII punctuation, which all of them understand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ACTIVE = re.compile(
    r"""
      [\\`*_\[\]<>~^$|{}@"']          # spans, links, raw HTML, mathematics, citations, and quotes that would be curled
    | (?<![^\W\d_])\#                 # a heading or a tag, unless it follows a letter
    | -{2,} | \.{2,} | ={2,} | %{2,} | :{2,}
    | :(?=[\w/+-])                    # emoji names, the addresses a dialect makes links of
    | !(?=\[)
    | &(?=\#?\w+;)                    # a character reference
    | (?i:(?<=www))\.
    """,
    re.VERBOSE,
)
_MARKUP = re.compile(r"<([^>]*)>|\\(.)|[*`]")
_OPENER = re.compile(r"[-+=%(:]")
_NUMBERING = re.compile(r"([0-9]+|[^\W\d_]|[ivxlcdmIVXLCDM]+)([.)])(?=\s|\Z)")


def escape(words: str, *, starts_line: bool = True) -> str:
    """One line of text as Markdown that shows exactly these words.

    ``starts_line`` says whether the words come first in their line, where more characters have a meaning. White space
    at the ends is kept here and lost by every reader of Markdown.
    """
    if not starts_line:
        return _ACTIVE.sub(_backslashed, words)
    rest = words.lstrip()
    indent = words[: len(words) - len(rest)]
    numbering = _NUMBERING.match(rest)
    if numbering is not None:
        return f"{indent}{numbering[1]}\\{numbering[2]}{_ACTIVE.sub(_backslashed, rest[numbering.end() :])}"
    escaped = _ACTIVE.sub(_backslashed, rest)
    return f"{indent}\\{escaped}" if _OPENER.match(escaped) else f"{indent}{escaped}"


def escape_lines(words: str) -> str:
    """Several lines of text as Markdown: a blank line parts paragraphs, any other line break is kept as a hard one."""
    paragraphs: list[list[str]] = [[]]
    for line in words.split("\n"):
        bare = line.strip(" \t")
        if bare:
            paragraphs[-1].append(escape(bare))
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("\\\n".join(lines) for lines in paragraphs if lines)


def block_quote(paragraphs: Iterable[str]) -> str:
    """A block quotation with a quoted paragraph for each of ``paragraphs``, none of them wrapped."""
    return "\n>\n".join("> " + escape(each.strip(" \t")) for each in paragraphs)


def as_shown(markdown: str) -> str:
    """The words that a line of our own Markdown shows: what is not escaped in it is emphasis, code or an address."""
    return _MARKUP.sub(lambda match: match[1] or match[2] or "", markdown)


def _backslashed(match: re.Match[str]) -> str:
    return "".join(f"\\{char}" for char in match.group())
