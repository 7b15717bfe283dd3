"""What an export holds, gathered from the dossier before any format is chosen."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, Protocol, TypeAlias

from ..anchor import Anchor, Resolution, resolve
from ..article import Article
from ..comparison import Cell
from ..evidence import Passage, claim_passages, is_stale, place, remarks_on
from ..folder import Dossier
from ..notebook.records import ITEM, CellMark, normal_tag
from ..permalink import Permalink
from ..remarks import Remark
from ..sentences import quotations, sentences
from ..text import EMPTY, Clean, Paragraph, short_digest
from ..worddiff import Stretch, diff_words
from .bibliography import Reference
from .cite import citation_keys
from .context import Context, around

Marks: TypeAlias = Mapping[tuple[str, str], CellMark]
"""What the user says of cells of the comparison, by offer and row."""
NO_MARKS: Marks = MappingProxyType({})
Fate = Literal["changed", "ambiguous", "gone", "removed"]
_APART = frozenset({"headline", "subheading", "caption", "notice", "related"})
"""Types of blocks whose words are not the article's running text."""


class Kept(Protocol):
    """A passage to export: a bookmark, or a :class:`Selection`."""

    @property
    def id(self) -> Clean:
        """Short, of lower-case letters and digits, unique in the export."""

    @property
    def anchor(self) -> Anchor:
        """Where the passage was, and its words."""

    @property
    def note(self) -> Clean | None:
        """What the user wrote about it."""

    @property
    def tags(self) -> Sequence[Clean]:
        """The user's tags, in their normal spelling."""

    @property
    def created(self) -> datetime.datetime | None:
        """When the user kept it; ``None`` where it is the comparison that quotes it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A passage that is exported without being a bookmark. Its id follows from its address."""

    anchor: Anchor
    created: datetime.datetime | None = None
    note: Clean | None = None
    tags: tuple[Clean, ...] = ()

    @property
    def id(self) -> Clean:
        """The same for the same passage of the same text."""
        return passage_id(self.anchor)


def passage_id(anchor: Anchor) -> Clean:
    """The id of a passage that is no bookmark."""
    place = f"{anchor.start}-{anchor.end}:{anchor.sha256}" if anchor.end else anchor.quote.exact
    address = f"{anchor.article}@{place}"
    return Clean(short_digest(address.encode()))


def with_bookmarks(passages: Iterable[Kept], bookmarks: Iterable[Kept]) -> list[Kept]:
    """These passages, each once; in place of one that is a bookmark the bookmark, with its note and tags."""
    own = {passage_id(each.anchor): each for each in bookmarks}
    by_id = {id: own.get(id, each) for each in passages for id in (passage_id(each.anchor),)}
    return list(by_id.values())


@dataclass(frozen=True, slots=True)
class Spoken:
    """How a speaker speaks in one paragraph of a passage, by the comparison's evidence.

    ``voices`` are those of the evidence, ``carried`` the paragraphs outside the passage that the speaker's name was
    carried over from; ``unplaced`` says that there is one whose number cannot be told in an edited text. ``in_part``
    says that sentences or quotations are left of which the evidence does not tell whose they are.
    """

    paragraph: int
    voices: tuple[str, ...]
    carried: tuple[int, ...] = ()
    in_part: bool = False
    unplaced: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in a passage, paragraph by paragraph."""

    name: Clean
    spoken: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class CellLabel:
    """A cell of the comparison by its labels; ``stale`` where words that it rests on no longer stand as quoted.

    ``row`` is an aspect's label, or an item's.

    ``note`` and ``reviewed`` are the user's.
    """

    offer: Clean
    row: Clean
    stale: bool
    note: Clean | None = None
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """That a passage no longer stands as it was kept on the day ``kept``, or as the comparison quotes it.

    ``now`` are the words at the place of a *changed* one, ``diff`` what became of it word by word; ``candidates``
    counts the places an *ambiguous* one fits; *removed* means that its article is not in the dossier any more.
    """

    fate: Fate
    kept: datetime.date | None
    now: Clean | None = None
    candidates: int = 0
    diff: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One passage with all that is said about it.

    ``paragraphs`` are its words, one text for each paragraph of the source, cut to the passage; ``numbers`` are those
    paragraphs' numbers, none where the passage is lost. ``voices`` are those that no speaker goes with, by the evidence
    or by the kind of block. ``untold`` are the numbers of those paragraphs of a passage with evidence that hold
    quotations without any. ``cells`` are those of the comparison that rest on it, ``remarks`` what other records say of
    its words; ``before`` and ``after`` are words around it, where context was asked for.
    ``alias`` is the id that the passage of a bookmark has where it is exported without being one.
    """

    id: Clean
    article_id: Clean
    reference: Reference | None
    paragraphs: tuple[Clean, ...]
    numbers: tuple[int, ...]
    permalink: Permalink
    sha256: str
    speakers: tuple[Speaker, ...]
    voices: tuple[str, ...]
    untold: tuple[int, ...]
    cells: tuple[CellLabel, ...]
    remarks: tuple[Remark, ...]
    note: Clean | None
    tags: tuple[Clean, ...]
    loss: Loss | None
    before: Clean = EMPTY
    after: Clean = EMPTY
    alias: Clean | None = None

    @property
    def article(self) -> Article | None:
        """The article, where it is still part of the dossier."""
        return self.reference.article if self.reference is not None else None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an export that is no excerpt: finished Markdown, which is written anew as a whole like one.

    ``id`` is of lower-case letters, digits and hyphens, unique in the export and the same in the next. ``articles``
    are the ids of those it cites, for the list of sources; it holds its own footnotes, labelled ``nr-`` and its id.
    """

    id: Clean
    text: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An export: its head, its parts in order, and the articles they come from in the order of their dates.

    ``uncited`` are the dossier's other articles, which an earlier export may cite. ``footnotes`` says whether
    a passage's source is told in a note, or in brackets in the line, as an e-mail needs it.
    """

    title: Clean
    created: datetime.date
    dossier: Clean
    language: Clean
    tags: tuple[Clean, ...]
    excerpts: tuple[Excerpt, ...]
    references: tuple[Reference, ...]
    uncited: tuple[Reference, ...] = ()
    sections: tuple[Section, ...] = ()
    footnotes: bool = True

    @property
    def own_keys(self) -> frozenset[str]:
        """The citation keys of all articles of the dossier, used here or not."""
        return frozenset(each.key for each in (*self.references, *self.uncited))


def gather(
    dossier: Dossier,
    passages: Iterable[Kept],
    *,
    created: datetime.date,
    title: str | None = None,
    tags: Sequence[str] | None = None,
    sections: Sequence[Section] = (),
    context: Context = "none",
    footnotes: bool = True,
    marks: Marks = NO_MARKS,
) -> Document:
    """The document of these sections and, behind them, these passages, in the order given, with words around them.

    ``marks`` are what the user says of the cells that rest on the passages.

    ``created`` is the local date that the document bears. Title and tags are those of the dossier where none are
    given: “Excerpts: ” and its title, and the words of its id.
    """
    kept = list({str(each.id): each for each in passages}.values())
    keys = citation_keys(dossier)
    by_article: dict[str, list[Kept]] = {}
    for each in kept:
        by_article.setdefault(str(each.anchor.article), []).append(each)
    excerpts: dict[str, Excerpt] = {}
    references: list[Reference] = []
    uncited: list[Reference] = []
    cited = {id for section in sections for id in section.articles}
    for article in dossier.chronological:
        reference = Reference(keys[article.id], article, dossier.language)
        if article.id in cited or article.id in by_article:
            references.append(reference)
            excerpts.update(_of_article(dossier, reference, by_article.pop(article.id, ()), marks))
        else:
            uncited.append(reference)
    for rest in by_article.values():
        excerpts.update((str(each.id), _removed(dossier, each)) for each in rest)
    return Document(
        title=Clean.line(title or f"Excerpts: {dossier.title}"),
        created=created,
        dossier=dossier.id,
        language=dossier.language,
        tags=_tags(dossier.name_words if tags is None else tags),
        excerpts=tuple(_with_context(excerpts[str(each.id)], context) for each in kept),
        references=tuple(references),
        uncited=tuple(uncited),
        sections=tuple(sections),
        footnotes=footnotes,
    )


def _with_context(excerpt: Excerpt, context: Context) -> Excerpt:
    start, end = excerpt.permalink.start, excerpt.permalink.end
    if excerpt.article is None or excerpt.loss is not None or start is None or end is None:
        return excerpt
    before, after = around(excerpt.article.text, start, end, context)
    return replace(excerpt, before=before, after=after)


def _tags(raw: Iterable[str]) -> tuple[Clean, ...]:
    """The tags as every reader takes them: in their normal spelling, and with a letter before mere digits."""
    found: list[Clean] = []
    for each in raw:
        with suppress(ValueError):
            tag = normal_tag(each)
            found.append(tag if any(char.isalpha() for char in tag) else Clean(f"n{tag}"))
    return tuple(dict.fromkeys(found))


def _of_article(
    dossier: Dossier, reference: Reference, kept: Sequence[Kept], marks: Marks
) -> Iterable[tuple[str, Excerpt]]:
    article = reference.article
    comparison = dossier.comparison
    offers = [str(offer.id) for offer in comparison.offers if offer.article == article.id]
    evidence = [
        (cell, passage)
        for offer in offers
        for aspect in comparison.aspects
        for cell in (comparison.cell(offer, aspect.id),)
        for passage in place(dossier, cell)
        if not passage.stale
    ]
    resolutions = resolve([each.anchor for each in kept], article.text)
    for each, resolution in zip(kept, resolutions, strict=True):
        if resolution.attached and resolution.start is not None and resolution.end is not None:
            yield str(each.id), _standing(dossier, reference, each, (resolution.start, resolution.end), evidence, marks)
        else:
            yield str(each.id), _lost(dossier, reference, each, resolution)


def _standing(
    dossier: Dossier,
    reference: Reference,
    kept: Kept,
    span: tuple[int, int],
    evidence: Sequence[tuple[Cell, Passage]],
    marks: Marks,
) -> Excerpt:
    text = reference.article.text
    start, end = span
    paragraphs = text.paragraphs_in(start, end)
    found = [(cell, each) for cell, each in evidence if _meet(_span(each), span)]
    passages = [passage for _, passage in found]
    return Excerpt(
        id=kept.id,
        article_id=reference.article.id,
        reference=reference,
        paragraphs=tuple(text.value[max(start, each.start) : min(end, each.end)] for each in paragraphs),
        numbers=tuple(each.number for each in paragraphs),
        permalink=Permalink(dossier.id, reference.article.id, start, end),
        sha256=text.sha256,
        speakers=tuple(_speakers(reference.article, span, passages)),
        voices=_voices(reference.article, span, passages),
        untold=tuple(_untold(reference.article, span, passages)),
        cells=tuple(dict.fromkeys(_cell_labels(dossier, found, marks))),
        remarks=tuple(each.remark for each in remarks_on(dossier, reference.article, start, end)),
        note=kept.note,
        tags=_tags(kept.tags),
        loss=None,
        alias=alias if (alias := passage_id(kept.anchor)) != kept.id else None,
    )


def _speakers(article: Article, span: tuple[int, int], passages: Sequence[Passage]) -> Iterable[Speaker]:
    by_name: dict[Clean, list[Passage]] = {}
    for passage in passages:
        if passage.evidence.speaker is not None:
            by_name.setdefault(passage.evidence.speaker, []).append(passage)
    for name, theirs in by_name.items():
        yield Speaker(name, tuple(_spoken(article, span, passages, theirs)))


def _spoken(
    article: Article, span: tuple[int, int], passages: Sequence[Passage], theirs: Sequence[Passage]
) -> Iterable[Spoken]:
    """How one speaks, of whom ``theirs`` are the passages, in each paragraph where that one does."""
    paragraphs = article.text.paragraphs_in(*span)
    inside = {each.number for each in paragraphs}
    for paragraph in paragraphs:
        here = [each for each in theirs if _meet(_span(each), (paragraph.start, paragraph.end))]
        if here:
            carried = {each.speaker_from for each in here if each.evidence.carried} - inside
            yield Spoken(
                paragraph.number,
                tuple(dict.fromkeys(each.evidence.voice for each in here)),
                tuple(sorted(number for number in carried if number is not None)),
                in_part=not _told(article, span, paragraph, passages),
                unplaced=None in carried,
            )


def _told(article: Article, span: tuple[int, int], paragraph: Paragraph, passages: Sequence[Passage]) -> bool:
    """Whether the evidence tells of every sentence and quotation in a paragraph of the passage whose it is."""
    quoted = quotations(article.text, paragraph)
    spoken = [_span(each) for each in passages if each.evidence.speaker is not None]
    # Who says one word of a quotation says all of it.
    told = [*spoken, *(each for each in quoted if any(_meet(each, other) for other in spoken))]
    parts = [each for each in (*sentences(article.text, paragraph), *quoted) if _meet(each, span)]
    return all(any(_meet(each, other) for other in told) for each in parts)


def _untold(article: Article, span: tuple[int, int], passages: Sequence[Passage]) -> Iterable[int]:
    """The paragraphs of a passage with evidence that hold quotations of which none of it tells."""
    for paragraph in article.text.paragraphs_in(*span) if passages else ():
        quoted = [each for each in quotations(article.text, paragraph) if _meet(each, span)]
        if not all(any(_meet(each, _span(other)) for other in passages) for each in quoted):
            yield paragraph.number


def _span(passage: Passage) -> tuple[int, int]:
    """Where a passage stands that is not stale."""
    return passage.start or 0, passage.end or 0


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _voices(article: Article, span: tuple[int, int], passages: Sequence[Passage]) -> tuple[str, ...]:
    """The voices that no speaker goes with: by the evidence, else by the blocks where none of them is running text."""
    voices = [each.evidence.voice for each in passages if each.evidence.speaker is None]
    if passages:
        return tuple(dict.fromkeys(voices))
    types = [each.type for each in article.blocks if _meet((each.start, each.end), span)]
    return tuple(dict.fromkeys(types)) if set(types) <= _APART else ()


def _cell_labels(dossier: Dossier, found: Iterable[tuple[Cell, Passage]], marks: Marks) -> Iterable[CellLabel]:
    """The cells that rest on these passages; of the grid of items those that the user says something of."""
    offers = {offer.id: offer.label for offer in dossier.comparison.offers}
    aspects = {aspect.id: aspect.label for aspect in dossier.comparison.aspects}
    items = {item.id: item.label for item in dossier.comparison.items}
    for cell, passage in found:
        mark = marks.get((str(cell.offer), str(cell.aspect)))
        note, reviewed = (mark.note, mark.reviewed) if mark is not None else (None, False)
        yield CellLabel(offers[cell.offer], aspects[cell.aspect], is_stale(dossier, cell), note, reviewed)
        for claim in cell.items:
            mark = marks.get((str(cell.offer), ITEM + claim.item))
            proof = claim_passages(dossier, cell, claim)
            if mark is not None and passage in proof:
                stale = any(each.stale for each in proof)
                yield CellLabel(offers[cell.offer], items[claim.item], stale, mark.note, mark.reviewed)


def _lost(dossier: Dossier, reference: Reference | None, kept: Kept, resolution: Resolution) -> Excerpt:
    anchor = kept.anchor
    now: Clean | None = None
    diff: tuple[Stretch, ...] = ()
    fate: Fate = "gone"
    if reference is None:
        fate = "removed"
    elif resolution.status == "ambiguous":
        fate = "ambiguous"
    elif resolution.status == "changed":
        fate = "changed"
        printed = reference.article.text.value[resolution.start : resolution.end]
        now, diff = Clean.line(printed), diff_words(anchor.quote.exact, printed)
    return Excerpt(
        id=kept.id,
        article_id=anchor.article,
        reference=reference,
        paragraphs=tuple(line for line in map(Clean, anchor.quote.exact.split("\n")) if line.strip()),
        numbers=(),
        permalink=Permalink(dossier.id, anchor.article, *((anchor.start, anchor.end) if anchor.end else ())),
        sha256=anchor.sha256,
        speakers=(),
        voices=(),
        untold=(),
        cells=(),
        remarks=(),
        note=kept.note,
        tags=_tags(kept.tags),
        loss=Loss(fate, kept.created and kept.created.astimezone().date(), now, resolution.candidates, diff),
    )


def _removed(dossier: Dossier, kept: Kept) -> Excerpt:
    return _lost(dossier, None, kept, Resolution("gone"))
