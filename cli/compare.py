"""``compare``: what each article reports on each aspect, and what changed from one offer to another."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ..dossier.anchor import FATES
from ..dossier.changes import STATUS_NAMES, AspectChange, Change, aspect_changes, changes, verbs
from ..dossier.comparison import VOICE_NAMES, Cell, Offer
from ..dossier.evidence import Passage, claim_passages, heading, passage_remarks, place
from ..dossier.folder import Dossier
from ..dossier.remarks import Remark
from ..dossier.text import Clean
from ..dossier.worddiff import brief
from . import notebooks
from .comparison_json import change_fields, comparison_fields
from .outcome import DONE, NOTHING, CommandError, UsageError
from .output import Piece
from .running import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..dossier.notebook.records import CellMark


def compare(run: Run) -> int:
    """Print the comparison aspect by aspect, its grid of items, or what changed between two offers."""
    wanted = run.arguments
    forms = [name for name in ("json", "markdown", "csv") if getattr(wanted, name)]
    if len(forms) > 1:
        raise UsageError(f"compare: --{forms[0]} and --{forms[1]} are two forms of the answer; name one of them")
    if wanted.offers and (wanted.grid or wanted.csv):
        raise UsageError("compare: the grid holds all offers; name either two offers or --grid and --csv")
    if wanted.grid and run.json:
        raise UsageError("compare: --json holds the whole comparison; leave --grid out")
    dossier = run.tables()
    if not dossier.comparison:
        if run.json:
            run.out.document(comparison_fields(dossier, {}))
        run.out.say(f"{dossier.comparison_missing}.")
        return NOTHING
    if wanted.offers:
        _print_changes(run, *_two(dossier, wanted.offers))
    elif run.json:
        run.out.document(comparison_fields(dossier, _own_marks(run)))
    elif wanted.markdown or wanted.grid or wanted.csv:
        _print_document(run)
    else:
        _print_aspects(run)
    return DONE


def _print_document(run: Run) -> None:
    from ..dossier.export import compared  # imported late: the other forms do without

    marks = _own_marks(run)
    if run.arguments.csv:
        run.out.verbatim(compared.grid_csv(run.dossier, marks))
    elif not run.arguments.markdown:
        _print_grid(run, compared.grid(run.dossier, marks))
    elif run.arguments.grid:
        run.out.verbatim(compared.grid_markdown(run.dossier, _today(), marks))
    else:
        run.out.verbatim(compared.comparison_markdown(run.dossier, _today(), marks))


def _print_grid(run: Run, grid: Sequence[Sequence[str]]) -> None:
    """The grid as records in a pipe; at a terminal, where its columns would be cut off, item by item."""
    if not run.out.terminal:
        run.out.rows(grid)
        return
    headings, *rows = grid
    for item, *cells in rows:
        run.out.line((item, "bold"))
        for offer, words in zip(headings[1:], cells, strict=True):
            if words:
                run.out.line((f"{offer} ", "bold"), words, indent=2)


def _own_marks(run: Run) -> Mapping[tuple[str, str], CellMark]:
    if not notebooks.begun():
        return {}
    from .keeping import cell_marks  # imported late: whoever keeps nothing waits for no database

    return cell_marks(run)


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()


def _print_aspects(run: Run) -> None:
    comparison, marks = run.dossier.comparison, _own_marks(run)
    for aspect in comparison.aspects:
        run.out.gap()
        run.out.line((aspect.label, "bold"))
        for offer in comparison.offers:
            _print_cell(run, offer, comparison.cell(offer.id, aspect.id))
            _print_own(run, marks.get((str(offer.id), str(aspect.id))))


def _print_own(run: Run, mark: CellMark | None) -> None:
    """What the user says of a cell."""
    if mark is None:
        return
    from ..dossier.export.wording import said_of  # imported late: JSON does without

    for words in said_of(mark.note, reviewed=mark.reviewed):
        run.out.line((words, "bold"), indent=6)


def _print_cell(run: Run, offer: Offer, cell: Cell) -> None:
    head: list[Piece] = [(heading(run.dossier, offer), "bold"), (f" [{offer.article}] ", "dim")]
    summary = cell.summary or {"silent": "not mentioned", "unchecked": "not checked yet"}.get(cell.state, cell.state)
    passages = place(run.dossier, cell)
    marks = [word for word, applies in _marks(cell, passages) if applies]
    run.out.line(*head, *((f"{word}: ", "bold") for word in marks), (summary, "" if cell.evidence else "dim"), indent=2)
    for passage in passages:
        run.out.line(*_passage(passage), indent=6)
    for remark in _remarks(run.dossier, passages):
        run.out.line(("! ", "bold"), (remark.line, "dim"), indent=6)
    labels = {item.id: item.label for item in run.dossier.comparison.items}
    for claim in cell.items:
        run.out.line((f"{labels[claim.item]}: {claim.actor}, {claim.kind}: {claim.verb}", "dim"), indent=6)
    for words in cell.provisos:
        run.out.line((words, "dim"), indent=6)


def _remarks(dossier: Dossier, passages: Sequence[Passage]) -> tuple[Remark, ...]:
    """What other records say of the passages' words, each remark once."""
    found = (placed.remark for passage in passages for placed in passage_remarks(dossier, passage))
    return tuple(dict.fromkeys(found))


def _marks(cell: Cell, passages: Sequence[Passage]) -> Iterator[tuple[str, bool]]:
    yield "stale", any(passage.stale for passage in passages)
    yield "contradicted", cell.state == "contradicted"


def _passage(passage: Passage, offer: str = "") -> list[Piece]:
    evidence = passage.evidence
    number = "¶?" if passage.paragraph is None else f"¶{passage.paragraph}"
    carried = f", carried over from {passage.carried_from}" if passage.carried_from else ""
    speaker = "" if evidence.speaker is None else f", {evidence.speaker}{carried}"
    warning = FATES.get(passage.resolution.status)
    diff = f": {brief(passage.diff)}" if passage.diff else ""
    # Corner brackets, because the words hold quotation marks of their own.
    return [
        (f"{offer} {number}".strip(), "bold"),
        f" ‹{Clean.line(evidence.quote.exact)}›",
        (f" {VOICE_NAMES[evidence.voice]}{speaker}", "dim"),
        *([(f" ({warning}{diff})", "bold")] if warning else []),
    ]


def _two(dossier: Dossier, words: Sequence[str]) -> tuple[Offer, Offer]:
    """The base and the other offer that two words name."""
    if len(words) != 2:
        raise UsageError("compare: name two offers to see what changed between them, or none for all of them")
    base, other = (_offer(dossier, each) for each in words)
    if base is other:
        raise CommandError(f"“{words[0]}” and “{words[1]}” are the same offer, {_named(base)}.", code=NOTHING)
    return base, other


def _offer(dossier: Dossier, word: str) -> Offer:
    """The offer with this id or label, else the only one that has the word in its id or label, or that article.

    Raises:
        CommandError: there is none, or there are several.
    """
    offers = dossier.comparison.offers
    wanted = Clean.line(word).casefold()
    tests: Sequence[Callable[[Offer], bool]] = (
        lambda each: wanted in (each.id, each.label.casefold()),
        lambda each: bool(wanted) and wanted in each.id,
        lambda each: bool(wanted) and wanted in each.label.casefold(),
        lambda each: each.article == wanted,
    )
    for fits in tests:
        found = [each for each in offers if fits(each)]
        if len(found) == 1:
            return found[0]
        if found:
            candidates = ", ".join(map(_named, found))
            raise CommandError(f"“{Clean.line(word)}” fits several offers: {candidates}.", code=NOTHING)
    every = ", ".join(map(_named, offers))
    raise CommandError(f"There is no offer “{Clean.line(word)}” in this dossier; it has {every}.", code=NOTHING)


def _named(offer: Offer) -> str:
    return f"{offer.id} ({offer.label})"


def _print_changes(run: Run, base: Offer, other: Offer) -> None:
    dossier = run.dossier
    if run.json:
        run.out.document(change_fields(dossier, base, other))
        return
    from ..dossier.export import compared  # imported late: JSON does without

    if run.arguments.markdown:
        run.out.verbatim(compared.changes_markdown(dossier, base, other, _today()))
        return
    heads = [f"{heading(dossier, each)} [{each.article}]" for each in (base, other)]
    run.out.line((f"From {heads[0]} to {heads[1]}", "bold"))
    found = changes(dossier.comparison, base.id, other.id)
    alone = aspect_changes(dossier.comparison, base.id, other.id)
    for status, name in STATUS_NAMES.items():
        group = [each for each in found if each.status == status]
        aspects = [each for each in alone if each.status == status]
        if group or aspects:
            run.out.gap()
            run.out.line((name.capitalize(), "bold"))
        for each in group:
            _print_change(run, base, other, each)
        for aspect in aspects:
            _print_alone(run, base if status == "unmentioned" else other, aspect)
    _print_notes(run, compared.changed_cells(found))
    run.out.gap()
    both = compared.told_by_both_sentences(dossier, base, other)
    for sentence in (*both, *compared.unchecked_sentences(dossier, (base, other)), compared.SILENCE):
        run.out.line((sentence, "dim"))


def _print_alone(run: Run, offer: Offer, change: AspectChange) -> None:
    """An aspect of which only one offer speaks, with its words."""
    passages = place(run.dossier, change.cell)
    marks = [(f"{word}: ", "bold") for word, applies in _marks(change.cell, passages) if applies]
    run.out.line((f"{change.aspect.label} ", "bold"), *marks, f"({offer.label}): {change.cell.summary}", indent=2)
    for passage in passages:
        run.out.line(*_passage(passage, offer.label), indent=6)
    for words in change.cell.provisos:
        run.out.line((words, "dim"), indent=6)


def _print_notes(run: Run, cells: Sequence[Cell]) -> None:
    """What must be told with cells that changes rest on, each once."""
    from ..dossier.export.compared import notes_on  # imported late: JSON does without

    said = notes_on(run.dossier.comparison, cells)
    if said:
        run.out.gap()
        run.out.line(("Notes", "bold"))
    for where, words in said:
        run.out.line((f"{where}: ", "bold"), words, indent=2)


def _print_change(run: Run, base: Offer, other: Offer, change: Change) -> None:
    from ..dossier.export.compared import describe  # imported late, as above

    sides = [each for each in ((base, change.before), (other, change.after)) if each[1]]
    words = " → ".join(dict.fromkeys(", ".join(verbs(standings)) for _, standings in sides))
    silent = base if change.status == "new" else other
    besides = "; ".join(map(describe, change.besides))
    also = f"; of it {silent.label} has: {besides}" if besides else ""
    passages = partial(claim_passages, run.dossier)
    shown = [(offer, each) for offer, standings in sides for pair in standings for each in passages(*pair)]
    stale: list[Piece] = [("stale: ", "bold")] if any(each.stale for _, each in shown) else []
    run.out.line((f"{change.item.label} ", "bold"), *stale, f"({change.actor}, {change.kind}): {words}{also}", indent=2)
    for offer, passage in dict.fromkeys(shown):
        run.out.line(*_passage(passage, offer.label), indent=6)
