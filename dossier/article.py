"""Articles: what is known of each, and its text divided into typed blocks.

An article's file is read when its text is first asked for, so that a dossier of ten thousand opens as fast as one of
five.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias, get_args

from .anchor import Quote, find_quote
from .dates import BASES, Dating
from .problems import DossierError, Problem, problem, shortened
from .tables import Table
from .text import EMPTY, Clean, Decoded, Text

BlockType = Literal["headline", "subheading", "byline", "caption", "dateline", "body", "notice", "related"]
BLOCK_TYPES: tuple[str, ...] = get_args(BlockType)
UNCOUNTED = frozenset({"notice", "related"})
"""Block types left out of counts of entities and dates."""

_SOURCE = Clean("dossier.toml")
_RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")


class Known(NamedTuple):
    """A value with the grounds on which it is known: ``basis`` as for dates, ``reason`` in a sentence.

    ``short`` stands for the value where there is little room.
    """

    value: Clean
    basis: Clean
    reason: Clean
    short: Clean | None = None


_MARKED = Clean("stated"), Clean("The dossier marks these words of the article as its headline.")
"""Basis and reason of a headline that only a block names."""


class Block(NamedTuple):
    """A range of code points with a type. An article's blocks cover every character that is not blank, once."""

    type: str
    start: int
    end: int


class BlockRule(NamedTuple):
    """A block as a dossier file names it: whole paragraphs, or a quote inside one. ``key`` is its place in the file."""

    type: str
    paragraphs: tuple[int, int] | None
    quote: Quote | None
    key: str

    @property
    def counted(self) -> bool:
        """Whether it rests on a paragraph's number, which holds for the text that it was counted in."""
        return self.quote is None or self.quote.paragraph is not None


Stamp: TypeAlias = tuple[int, int] | None
"""When a file was written last, in nanoseconds, and its size in bytes; ``None`` where it is not there."""


class Article:
    """One article: its metadata, and its text, read on first use.

    ``file`` is the path inside the dossier as shown; ``read`` returns the decoded text and may raise
    :class:`DossierError`; ``stamp`` returns what is another whenever the file was written; ``key`` is the article's
    place in the dossier's file, where it has one.
    """

    def __init__(
        self,
        id: Clean,
        file: Clean,
        read: Callable[[], Decoded],
        *,
        headline: Known | None = None,
        outlet: Known | None = None,
        agency: Known | None = None,
        byline: Known | None = None,
        url: Known | None = None,
        published: Dating | None = None,
        rules: Sequence[BlockRule] = (),
        sha256: str | None = None,
        source: Clean = _SOURCE,
        key: str = "",
        stamp: Callable[[], Stamp] = lambda: None,
    ) -> None:
        self.id = id
        self.file = file
        self._named_headline = headline
        self.outlet = outlet
        self.agency = agency
        self.byline = byline
        self.url = url
        self.published = published
        self.sha256 = sha256
        self.key = key
        self._read = read
        self._stamp = stamp
        self._read_at: Stamp = None
        self._rules = tuple(rules)
        self._source = source

    @cached_property
    def headline(self) -> Known | None:
        """The headline that the dossier names, else the first block it marks as one, for which the text is read."""
        if self._named_headline is not None or all(rule.type != "headline" for rule in self._rules):
            return self._named_headline
        block = next((block for block in self.blocks if block.type == "headline"), None)
        return None if block is None else Known(Clean.line(self.text.value[block.start : block.end]), *_MARKED)

    @cached_property
    def decoded(self) -> Decoded:
        """The file's text with the encoding it was read in.

        Raises:
            DossierError: the file cannot be read.
        """
        self._read_at = self._stamp()  # before it is read: what is written meanwhile counts as an edit
        return self._read()

    def edited_since_read(self) -> bool:
        """Whether the file says something else, or nothing, since its text was read.

        It is read again only where it was written since.
        """
        stamp = self._stamp()
        if "decoded" not in self.__dict__ or stamp == self._read_at:
            return False
        try:
            edited = self._read().text != self.decoded.text
        except DossierError:
            return True
        if not edited:
            self._read_at = stamp
        return edited

    @cached_property
    def text(self) -> Text:
        """The article's text; empty where the file cannot be read (:attr:`problems` says why)."""
        try:
            return Text(self.decoded.text)
        except DossierError:
            return Text(Clean(""))

    @property
    def edited(self) -> bool:
        """Whether the text is another than the one recorded."""
        return self.sha256 is not None and self.sha256 != self.text.sha256

    @cached_property
    def _resolved(self) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
        try:
            decoded = self.decoded
        except DossierError as error:
            return (), error.problems
        # Where no rule rests on a number the fingerprint, which takes time, is not asked for.
        shifting = any(rule.counted for rule in self._rules) and self.edited
        blocks, problems = _place_blocks(self.text, self._rules, self._source, shifting=shifting)
        if decoded.misfit is None:
            return blocks, problems
        message = f"{self.file} is not {decoded.encoding}: byte {decoded.misfit} is not, and is shown as “\ufffd”"
        return blocks, (problem(self._source, self.key and f"{self.key}.encoding", message), *problems)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in the order of the text; what no rule names is body."""
        return self._resolved[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Faults that only the text shows: an unreadable file, another encoding, blocks wrong or maybe shifted."""
        return self._resolved[1]

    def blocks_in(self, start: int, end: int) -> tuple[Block, ...]:
        """The parts of blocks that lie in ``start``–``end``, cut to it."""
        return tuple(
            Block(block.type, max(start, block.start), min(end, block.end))
            for block in self.blocks
            if block.start < end and start < block.end
        )

    def block_at(self, offset: int) -> str:
        """The type of the block at a code point; body between blocks."""
        for block in self.blocks:
            if block.start <= offset < block.end:
                return block.type
        return "body"

    def main_block(self, start: int, end: int) -> str:
        """The type that covers most of ``start``–``end``: what a paragraph is called where one name is wanted."""
        parts = self.blocks_in(start, end)
        return max(parts, key=lambda part: part.end - part.start).type if parts else "body"

    @cached_property
    def title(self) -> Clean:
        """The headline, else the first words of the body in square brackets, which mark them as not a headline."""
        if self.headline is not None and self.headline.basis == "stated":
            return self.headline.value
        text = self.text
        body = next((block for block in self.blocks if block.type == "body"), None)
        if body is None:
            return self.headline.value if self.headline else Clean(f"[{self.file}]")
        words = text.value[body.start : body.start + 160].split("\n")[0].split()
        return Clean(f"[{' '.join(words[:14])}…]")


def outlet_of(article: Article, short: bool = False) -> Clean:
    """The outlet's name, with ``?`` behind it where it is only inferred; “outlet unknown” where it is."""
    outlet: Known | None = article.outlet
    if outlet is None:
        return Clean("outlet unknown")
    name = (outlet.short or outlet.value) if short else outlet.value
    return Clean(name + ("?" if outlet.basis == "inferred" else ""))


def date_of(article: Article) -> Clean:
    """The publication date with ``~`` where it is not certain; “date unknown” where it is."""
    return article.published.short() if article.published else Clean("date unknown")


def by_date(article: Article) -> tuple[datetime.date, Clean]:
    """What sorts articles by best publication date, those without a date last."""
    return article.published.best if article.published else datetime.date.max, article.id


def line_of(article: Article) -> Clean:
    """Id, date and outlet, as they stand over what is listed of an article."""
    return Clean(f"{article.id}  {date_of(article)}  {outlet_of(article)}")


def read_known(table: Table | None) -> Known | None:
    """A :class:`Known` from its TOML table (``value``, ``basis``, ``reason``, perhaps ``short``)."""
    if table is None:
        return None
    value = table.line("value", required=True)
    basis = table.choice("basis", BASES, required=True)
    reason = table.line("reason", required=True)
    short = table.line("short")
    table.close()
    if value is None or basis is None or reason is None:
        return None
    return Known(value, basis, reason, short)


def read_block_rule(table: Table) -> BlockRule | None:
    """A block from its TOML table: ``type`` with ``paragraphs = "2-4"``, or with ``quote`` and perhaps its context."""
    kind = table.choice("type", BLOCK_TYPES, required=True)
    paragraphs = table.line("paragraphs")
    words = table.text("quote")
    prefix, suffix = table.text("prefix"), table.text("suffix")
    number = table.integer("paragraph")
    if table.has("paragraphs") == table.has("quote"):
        table.fault("", "expected either paragraphs or quote, to say where the block is")
        return None
    if kind is None or (paragraphs is None and words is None):
        return None
    if words is not None:
        return BlockRule(kind, None, Quote(words, prefix or EMPTY, suffix or EMPTY, number), table.path)
    match = _RANGE.fullmatch(paragraphs or "")
    if match is None:
        shown = shortened(paragraphs or "")
        table.fault("paragraphs", f"“{shown}” is no range of paragraphs; expected for example 3 or 2-4")
        return None
    first = int(match[1])
    return BlockRule(kind, (first, int(match[2] or first)), None, table.path)


def _place_blocks(
    text: Text, rules: Sequence[BlockRule], source: Clean, *, shifting: bool
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """The blocks and their problems; ``shifting`` says that paragraphs were counted in another text than this one."""
    problems: list[Problem] = []
    placed: list[tuple[Block, BlockRule]] = []
    for rule in rules:
        try:
            placed.append((_place(text, rule), rule))
        except ValueError as error:
            problems.append(problem(source, rule.key, str(error)))
            continue
        if shifting and rule.counted:
            message = f"this {rule.type} block may have shifted, as the text was edited; name it by its words alone"
            problems.append(problem(source, rule.key, message))
    placed.sort(key=lambda each: each[0].start)
    kept: list[Block] = []
    for block, rule in placed:
        if kept and block.start < kept[-1].end:
            message = f"this {block.type} lies over a {kept[-1].type} block; blocks must not overlap"
            problems.append(problem(source, rule.key, message))
            continue
        kept.append(block)
    return tuple(_fill_body(text, kept)), tuple(problems)


def _place(text: Text, rule: BlockRule) -> Block:
    if rule.quote is not None:
        found = find_quote(rule.quote, text)
        if found.status == "ambiguous":
            raise ValueError(f"the quote stands {found.candidates} times in the article; name its paragraph")
        if not found.attached or found.start is None or found.end is None:
            number = rule.quote.paragraph
            place = "the article" if number is None else f"paragraph {number} of the article"
            raise ValueError(f"the quote “{shortened(rule.quote.exact)}” is not in {place}")
        return Block(rule.type, found.start, found.end)
    first, last = rule.paragraphs or (0, 0)
    count = len(text.paragraphs)
    if not 1 <= first <= last <= count:
        raise ValueError(f"paragraphs {first}-{last} are not there; the article has {count}")
    return Block(rule.type, text.paragraphs[first - 1].start, text.paragraphs[last - 1].end)


def _fill_body(text: Text, blocks: Sequence[Block]) -> list[Block]:
    """The blocks with body over every paragraph, or part of one, that they leave free."""
    filled: list[Block] = []
    queue = list(blocks)
    for paragraph in text.paragraphs:
        at = paragraph.start
        while at < paragraph.end:
            while queue and queue[0].end <= at:
                filled.append(queue.pop(0))
            stop = min(queue[0].start, paragraph.end) if queue else paragraph.end
            if at < stop:
                if not text.value[at:stop].isspace():
                    filled.append(Block("body", at, stop))
                at = stop
            else:
                at = queue[0].end
    filled.extend(queue)
    return _joined(text, filled)


def _joined(text: Text, blocks: Sequence[Block]) -> list[Block]:
    """Neighbouring blocks of body as one, and no white space at a body's ends."""
    joined: list[Block] = []
    for block in blocks:
        start, end = block.start, block.end
        if block.type == "body":
            words = str(text.value[start:end])
            start += len(words) - len(words.lstrip())
            end -= len(words) - len(words.rstrip())
            if joined and joined[-1].type == "body" and not text.value[joined[-1].end : start].strip():
                joined[-1] = Block("body", joined[-1].start, end)
                continue
        joined.append(Block(block.type, start, end))
    return joined
