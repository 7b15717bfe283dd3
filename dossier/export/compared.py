"""The comparison as Markdown and CSV: every cell with the words that prove it, or the grid of items.

Words that no longer stand as they were quoted are given as quoted, with a warning and what became of them.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..anchor import FATES
from ..changes import (
    STATUS_NAMES,
    AspectChange,
    Change,
    Standing,
    aspect_changes,
    changes,
    told_by_both,
    unchecked,
    verbs,
)
from ..comparison import VOICE_NAMES, Aspect, Cell, Comparison, Item, ItemClaim, Offer
from ..evidence import Passage, claim_passages, heading, is_stale, passage_remarks, place, references
from ..folder import Dossier
from ..notebook.records import ITEM, CellMark
from ..permalink import Permalink
from ..text import Clean, short_digest
from ..worddiff import brief
from .bibliography import Reference
from .cite import citation_keys
from .escape import escape, escape_lines
from .excerpts import NO_MARKS, Marks, Section
from .front import front_matter
from .profiles import GENERATOR, SOURCES
from .wording import cited, remark_paragraph, said_of, source

SILENCE = "An item or aspect that is not mentioned is one of which the article says nothing; no more is meant."
_STATES = {"silent": "not mentioned", "unchecked": "not checked yet"}
_FORMULA = ("=", "+", "-", "@")


@dataclass(slots=True)
class _Notes:
    """Notes under way, at the foot or numbered in brackets: a passage that is cited twice in a section has one note."""

    dossier: Dossier
    section: str
    footnotes: bool = True
    _labels: dict[Passage, str] = field(default_factory=dict)

    def cite(self, passages: Iterable[Passage]) -> str:
        """The marks of the passages' notes."""
        for each in passages:
            number = len(self._labels) + 1
            self._labels.setdefault(each, f"[^nr-{self.section}-{number}]" if self.footnotes else f" \\[{number}\\]")
        return "".join(self._labels[each] for each in dict.fromkeys(passages))

    def lines(self) -> Iterator[str]:
        """The notes themselves."""
        for passage, label in self._labels.items():
            yield f"{label.strip()}{':' * self.footnotes} {_footnote(self.dossier, passage)}"


def comparison_markdown(dossier: Dossier, created: datetime.date, marks: Marks = NO_MARKS) -> str:
    """The whole comparison, one section for each aspect, and one of the items that the user says something of.

    ``created`` is the local date that the document bears.
    """
    parts = [*_head(dossier, f"Comparison: {dossier.title}", created), *_warnings(dossier, dossier.comparison.offers)]
    for number, aspect in enumerate(dossier.comparison.aspects, 1):
        parts += _section(dossier, number, aspect, marks)
    parts += _marked_items(dossier, marks)
    return _document(parts, dossier, dossier.comparison.offers)


def comparison_sections(dossier: Dossier, marks: Marks = NO_MARKS, *, footnotes: bool = True) -> tuple[Section, ...]:
    """The comparison as parts of an export, one for each aspect, and one of the items the user says something of.

    Without ``footnotes`` the notes stand below each section, numbered, as an e-mail needs it.
    """
    offers = dossier.comparison.offers
    articles = tuple(str(offer.article) for offer in offers)
    parts = {
        f"aspect-{number}": _section(dossier, number, aspect, marks, footnotes=footnotes)
        for number, aspect in enumerate(dossier.comparison.aspects, 1)
    }
    texts = {id: "\n\n".join(part) for id, part in (parts | {"items": _marked_items(dossier, marks)}).items()}
    return tuple(Section(Clean(id), text, articles) for id, text in texts.items() if text)


def changes_markdown(dossier: Dossier, base: Offer, other: Offer, created: datetime.date) -> str:
    """What changed from ``base`` to ``other``, with footnoted quotes."""
    parts = [
        *_head(dossier, _changed(dossier, base, other), created),
        *_changes(_Notes(dossier, "1"), base, other, "##"),
    ]
    return _document(parts, dossier, (base, other))


def changes_section(dossier: Dossier, base: Offer, other: Offer, *, footnotes: bool = True) -> Section:
    """What changed from ``base`` to ``other`` as a part of an export."""
    digest = short_digest(f"{base.id}\0{other.id}".encode())
    id = Clean(f"changes-{digest}")
    parts = _changes(_Notes(dossier, id, footnotes), base, other, "###")
    text = "\n\n".join([f"## {_inline(_changed(dossier, base, other))}", *parts])
    return Section(id, text, (str(base.article), str(other.article)))


def grid(dossier: Dossier, marks: Marks = NO_MARKS) -> list[list[str]]:
    """The items by the offers as rows of words, the heading first, with what the user says of them in brackets.

    What an offer does not mention is empty. Of one with unchecked aspects that is not known, and said so.
    """
    comparison = dossier.comparison
    headings = [str(heading(dossier, offer)) for offer in comparison.offers]
    rows = [
        [str(item.label), *(_grid_cell(dossier, offer, item, marks) for offer in comparison.offers)]
        for item in comparison.items
    ]
    return [["Item", *headings], *rows]


def grid_markdown(dossier: Dossier, created: datetime.date, marks: Marks = NO_MARKS) -> str:
    """The grid as a Markdown table."""
    first, *rows = ([escape(words, starts_line=False) for words in row] for row in grid(dossier, marks))
    lines = [first, ["---"] * len(first), *([words or "·" for words in row] for row in rows)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    legend = (
        "Each cell: the article’s own verb, whose it is and what kind of claim, its paragraphs "
        "(” quoted, ’ not or not wholly, † no longer as quoted)."
    )
    head = _head(dossier, f"Items: {dossier.title}", created)
    offers = dossier.comparison.offers
    said = notes_on(dossier.comparison, (cell for cell in dossier.comparison.cells if cell.items))
    notes = ["## Notes", _listed(said)] if said else []
    return _document([*head, *_warnings(dossier, offers), table, legend, *notes], dossier, offers)


def grid_csv(dossier: Dossier, marks: Marks = NO_MARKS) -> str:
    """The grid as CSV. Words that a spreadsheet would take for a formula get an apostrophe before them."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    for row in grid(dossier, marks):
        writer.writerow([f"'{words}" if words.startswith(_FORMULA) else words for words in row])
    return file.getvalue()


def stale_cells(dossier: Dossier, offers: Iterable[Offer]) -> tuple[Cell, ...]:
    """The cells of these offers that rest on words that no longer stand as quoted."""
    found = (dossier.comparison.cell(offer.id, each.id) for each in dossier.comparison.aspects for offer in offers)
    return tuple(cell for cell in found if is_stale(dossier, cell))


def told_by_both_sentences(dossier: Dossier, base: Offer, other: Offer) -> Iterator[str]:
    """On which aspects both offers say something that no change is computed of."""
    aspects = told_by_both(dossier.comparison, base.id, other.id)
    if aspects:
        yield f"Both also speak of: {', '.join(each.label for each in aspects)}. How they differ there is not computed."


def unchecked_sentences(dossier: Dossier, offers: Iterable[Offer]) -> Iterator[str]:
    """That some aspects of an offer are unchecked, so that what is not mentioned may yet be found."""
    for offer in offers:
        number = unchecked(dossier.comparison, offer.id)
        if number:
            aspects = "one aspect of it is" if number == 1 else f"{number} aspects of it are"
            yield f"{offer.label}: {aspects} not checked yet, so what is not mentioned here may yet be found there."


def notes_on(comparison: Comparison, cells: Iterable[Cell]) -> list[tuple[str, str]]:
    """What must be told with some cells, each once: its offer and aspect, and the sentences."""
    offers = {each.id: each.label for each in comparison.offers}
    aspects = {each.id: each.label for each in comparison.aspects}
    return [
        (f"{offers[cell.offer]} × {aspects[cell.aspect]}", " ".join(cell.provisos))
        for cell in dict.fromkeys(cells)
        if cell.provisos
    ]


def changed_cells(found: Iterable[Change]) -> list[Cell]:
    """The cells that changes rest on, those of the base first."""
    pairs = [(change.before, change.after) for change in found]
    return [cell for side in zip(*pairs, strict=True) for standings in side for cell, _ in standings]


def describe(standing: Standing) -> str:
    """A claim in a few words: its actor, kind and verb."""
    claim = standing[1]
    return f"{claim.actor}, {claim.kind}: {claim.verb}"


def _head(dossier: Dossier, title: str, created: datetime.date) -> list[str]:
    keys = {"title": title, "created": created.isoformat(), "generator": GENERATOR, "dossier": dossier.id}
    return [front_matter({**keys, "lang": dossier.language}), f"# {_inline(title)}", SILENCE]


def _document(parts: Sequence[str], dossier: Dossier, offers: Iterable[Offer]) -> str:
    used = {offer.article for offer in offers}
    keys = citation_keys(dossier)
    sources = [Reference(keys[each.id], each, dossier.language) for each in dossier.chronological if each.id in used]
    return "\n\n".join([*parts, SOURCES, *(source(each.article, each.title).text for each in sources)]) + "\n"


def _warnings(dossier: Dossier, offers: Iterable[Offer]) -> Iterator[str]:
    """A paragraph that names every stale cell, with what became of the words."""
    cells = stale_cells(dossier, offers)
    if not cells:
        return
    offer_labels = {offer.id: offer.label for offer in dossier.comparison.offers}
    aspect_labels = {aspect.id: aspect.label for aspect in dossier.comparison.aspects}
    lines: list[str] = []
    number = f"{len(cells)} cell{'' if len(cells) == 1 else 's'}"
    yield f"**Warning.** {number} of the comparison rested on words that no longer stand as they were quoted:"
    for cell in cells:
        name = f"{_inline(offer_labels[cell.offer])} × {_inline(aspect_labels[cell.aspect])}"
        stale = (each for each in place(dossier, cell) if each.stale)
        fates = (f"‹{_inline(Clean.line(each.evidence.quote.exact))}› {_inline(_fate(each))}" for each in stale)
        lines.append(f"- {name}: {'; '.join(fates)}")
    yield "\n".join(lines)


def _changed(dossier: Dossier, base: Offer, other: Offer) -> str:
    return f"{heading(dossier, base)} and {heading(dossier, other)}: what changed"


def _changes(notes: _Notes, base: Offer, other: Offer, level: str) -> Iterator[str]:
    """What changed, by how it changed; the headings of that ``level``."""
    dossier = notes.dossier
    yield from _warnings(dossier, (base, other))
    yield from (_inline(sentence) for sentence in unchecked_sentences(dossier, (base, other)))
    found = changes(dossier.comparison, base.id, other.id)
    alone = aspect_changes(dossier.comparison, base.id, other.id)
    for status, name in STATUS_NAMES.items():
        lines = [_change(notes, base, other, each) for each in found if each.status == status]
        lines += [_alone(notes, each) for each in alone if each.status == status]
        if lines:
            yield f"{level} {name.capitalize()}"
            yield "\n".join(lines)
    said = notes_on(dossier.comparison, changed_cells(found))
    if said:
        yield f"{level} Notes"
        yield _listed(said)
    yield from (_inline(sentence) for sentence in told_by_both_sentences(dossier, base, other))
    yield from notes.lines()


def _section(dossier: Dossier, number: int, aspect: Aspect, marks: Marks, *, footnotes: bool = True) -> Iterator[str]:
    yield f"## {_inline(aspect.label)}"
    if aspect.about is not None:
        yield f"*{_inline(Clean.line(aspect.about))}*"
    notes = _Notes(dossier, str(number), footnotes)
    for offer in dossier.comparison.offers:
        yield from _cell(dossier, notes, offer, dossier.comparison.cell(offer.id, aspect.id))
        yield from _said(marks.get((str(offer.id), str(aspect.id))))
    yield from notes.lines()


def _cell(dossier: Dossier, notes: _Notes, offer: Offer, cell: Cell) -> Iterator[str]:
    passages = place(dossier, cell)
    summary = _inline(cell.summary) if cell.evidence and cell.summary else _STATES.get(cell.state, cell.state)
    mark = " **(stale)**" if any(each.stale for each in passages) else ""
    contradicted = "contradicted: " if cell.state == "contradicted" else ""
    yield f"**{_inline(heading(dossier, offer))}**{mark}: {contradicted}{summary.rstrip('.')}.{notes.cite(passages)}"
    if cell.items:
        labels = {item.id: item.label for item in dossier.comparison.items}
        yield "\n".join(_item(dossier, notes, labels[each.item], cell, each) for each in cell.items)
    if cell.reason is not None:
        yield f"*{(cell.basis or 'reason').capitalize()}.* {_inline(cell.reason)}"
    if cell.note is not None:
        yield f"*Note.* {escape_lines(cell.note)}"


def _said(mark: CellMark | None) -> Iterator[str]:
    if mark is not None and mark.reviewed:
        yield "*Reviewed.*"
    if mark is not None and mark.note:
        yield f"*Own note.* {escape_lines(mark.note)}"


def _item(dossier: Dossier, notes: _Notes, label: str, cell: Cell, claim: ItemClaim) -> str:
    return f"- {_inline(label)}: {_inline(describe((cell, claim)))}{notes.cite(claim_passages(dossier, cell, claim))}"


def _change(notes: _Notes, base: Offer, other: Offer, change: Change) -> str:
    dossier = notes.dossier
    sides = [
        (verbs(standings), [each for pair in standings for each in claim_passages(dossier, *pair)])
        for standings in (change.before, change.after)
        if standings
    ]
    words = " → ".join(f"*{_inline(', '.join(found))}*{notes.cite(passages)}" for found, passages in sides)
    besides = _inline("; ".join(map(describe, change.besides)))
    silent = base if change.status == "new" else other
    also = f"; of it {_inline(silent.label)} has: {besides}" if besides else ""
    return f"- **{_inline(change.item.label)}** ({_inline(change.actor)}, {change.kind}): {words}{also}"


def _listed(said: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- {_inline(place)}: {_inline(Clean.line(words))}" for place, words in said)


def _alone(notes: _Notes, change: AspectChange) -> str:
    """An aspect of which only one offer speaks."""
    cell = change.cell
    said = " ".join(
        (
            f"{_inline(cell.summary or '').rstrip('.')}.{notes.cite(place(notes.dossier, cell))}",
            *map(_inline, cell.provisos),
        )
    )
    return f"- **{_inline(change.aspect.label)}**: {said}"


def _marked_items(dossier: Dossier, marks: Marks) -> Iterator[str]:
    """What is claimed of each item that the user marked, and what they say of it; nothing where there is none."""
    marked = [
        (offer, item, mark)
        for item in dossier.comparison.items
        for offer in dossier.comparison.offers
        if (mark := marks.get((str(offer.id), ITEM + item.id))) is not None
    ]
    if marked:
        yield "## Items reviewed"
    for offer, item, mark in marked:
        claims = _inline(_claims(dossier, offer, item) or _STATES["silent"])
        yield f"**{_inline(item.label)} × {_inline(heading(dossier, offer))}**: {claims}."
        yield from _said(mark)


def _grid_cell(dossier: Dossier, offer: Offer, item: Item, marks: Marks) -> str:
    claims, mark = _claims(dossier, offer, item), marks.get((str(offer.id), ITEM + item.id))
    if mark is None:
        return claims
    return f"{claims or _STATES['silent']} [{'; '.join(said_of(mark.note, reviewed=mark.reviewed))}]"


def _claims(dossier: Dossier, offer: Offer, item: Item) -> str:
    """What an offer says of an item; nothing where it does not mention it."""
    comparison = dossier.comparison
    absent = _STATES["unchecked"] if unchecked(comparison, offer.id) else ""
    return "; ".join(_claimed(dossier, each) for each in comparison.claims(offer.id, item.id)) or absent


def _claimed(dossier: Dossier, standing: Standing) -> str:
    cell, claim = standing
    passages = claim_passages(dossier, cell, claim)
    where = "".join(f" {each}" for each in references(passages))
    fates = dict.fromkeys(_fate(each) for each in passages if each.stale)
    stale = f" [stale: {'; '.join(fates)}]" if fates else ""
    return f"{claim.verb} ({claim.actor}, {claim.kind}){where}{stale}"


def _footnote(dossier: Dossier, passage: Passage) -> str:
    evidence = passage.evidence
    article = dossier.article(evidence.article)
    number = f", ¶{passage.paragraph}" if passage.paragraph is not None and not passage.stale else ""
    words = _inline(Clean.line(evidence.quote.exact))
    speaker = f", {_inline(evidence.speaker)}" if evidence.speaker is not None else ""
    carried = f", carried over from {passage.carried_from}" if passage.carried_from else ""
    where = f"article {_inline(evidence.article)}" if article is None else cited(article)
    parts = [f"‹{words}› ({VOICE_NAMES[evidence.voice]}{speaker}{carried}), {where}{number}."]
    if passage.stale:
        parts.append(f"**Stale**: {_inline(_fate(passage))}.")
    elif article is not None and passage.start is not None and passage.end is not None:
        address = Permalink(dossier.id, article.id, passage.start, passage.end)
        parts.append(f"`{address}`, text sha256 `{article.text.sha256[:8]}`.")
        parts += [remark_paragraph(each.remark) for each in passage_remarks(dossier, passage)]
    return " ".join(parts)


def _fate(passage: Passage) -> str:
    told = FATES[passage.resolution.status]
    return f"{told}: ‹{brief(passage.diff)}›" if passage.diff else told


def _inline(words: str) -> str:
    return escape(words, starts_line=False)
