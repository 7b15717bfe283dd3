"""The words around a passage, for a reader who would know what it was cut from."""

from __future__ import annotations

from typing import Literal, get_args

from ..sentences import sentences
from ..text import EMPTY, Clean, Text

Context = Literal["none", "sentence", "paragraph"]
CONTEXTS: tuple[Context, ...] = get_args(Context)


def around(text: Text, start: int, end: int, context: Context) -> tuple[Clean, Clean]:
    """The words before and after the passage ``start``–``end`` (code points), inside its paragraphs.

    White space between them and the passage belongs to them.

    With *paragraph* all of them, with *sentence* the rest of the sentence that the passage begins or ends in, or the
    whole one beside it where it begins or ends with a sentence.
    """
    paragraphs = text.paragraphs_in(start, end)
    if context == "none" or not paragraphs:
        return EMPTY, EMPTY
    first, last = paragraphs[0], paragraphs[-1]
    begin, stop = first.start, last.end
    if context == "sentence":
        begin = max((at for at, _ in sentences(text, first) if at < start), default=start)
        stop = min((at for _, at in sentences(text, last) if at > end), default=end)
    return Clean(text.value[min(begin, start) : start].lstrip()), Clean(text.value[end : max(stop, end)].rstrip())
