"""``compare``: what each article reports on each aspect, with the words that prove it."""

from __future__ import annotations

from ..dossier.article import date_of
from ..dossier.comparison import VOICE_NAMES, Aspect, Cell, Comparison, Item, ItemClaim, Offer
from ..dossier.evidence import Passage, place
from ..dossier.folder import Dossier
from ..dossier.text import Clean
from .outcome import DONE, NOTHING
from .output import Piece
from .running import Run

_STATUSES = {
    "moved": "stands elsewhere in the article now",
    "ambiguous": "stands several times in the article now",
    "changed": "the words in the article have changed",
    "gone": "no longer in the article",
}


def compare(run: Run) -> int:
    """Print the comparison, aspect by aspect."""
    comparison = run.tables().comparison
    if run.json:
        run.out.document(_fields(run.dossier, comparison))
    else:
        for aspect in comparison.aspects:
            run.out.gap()
            run.out.line((aspect.label, "bold"))
            for offer in comparison.offers:
                _print(run, offer, comparison.cell(offer.id, aspect.id))
    if not comparison:
        run.out.say("This dossier compares nothing; a file comparison.toml would hold the comparison.")
    return DONE if comparison else NOTHING


def _print(run: Run, offer: Offer, cell: Cell) -> None:
    article = run.dossier.article(offer.article)
    sure = article is None or not date_of(article).endswith("~")
    head: list[Piece] = [(f"{offer.label}{'' if sure else '~'}", "bold"), (f" [{offer.article}] ", "dim")]
    summary = cell.summary or {"silent": "not stated", "unchecked": "not checked yet"}.get(cell.state, cell.state)
    contradicted: list[Piece] = [("contradicted: ", "bold")] if cell.state == "contradicted" else []
    run.out.line(*head, *contradicted, (summary, "" if cell.evidence else "dim"), indent=2)
    for passage in place(run.dossier, cell):
        run.out.line(*_passage(passage), indent=6)
    for claim in cell.items:
        item = _label(run.dossier.comparison, claim)
        run.out.line((f"{item}: {claim.actor}, {claim.kind}, “{claim.verb}”", "dim"), indent=6)
    for words in (cell.note, cell.reason):
        if words is not None:
            run.out.line((words, "dim"), indent=6)


def _passage(passage: Passage) -> list[Piece]:
    evidence = passage.evidence
    number = "¶?" if passage.paragraph is None else f"¶{passage.paragraph}"
    carried = "" if evidence.speaker_from is None else f", carried over from ¶{evidence.speaker_from}"
    speaker = "" if evidence.speaker is None else f", {evidence.speaker}{carried}"
    warning = _STATUSES.get(passage.resolution.status)
    # Corner brackets, because the words hold quotation marks of their own.
    return [
        (number, "bold"),
        f" ‹{Clean.line(evidence.quote.exact)}›",
        (f" {VOICE_NAMES[evidence.voice]}{speaker}", "dim"),
        *([(f" ({warning})", "bold")] if warning else []),
    ]


def _label(comparison: Comparison, claim: ItemClaim) -> Clean:
    return next((item.label for item in comparison.items if item.id == claim.item), claim.item)


def _fields(dossier: Dossier, comparison: Comparison) -> dict[str, object]:
    return {
        "aspects": [_row_fields(aspect) for aspect in comparison.aspects],
        "offers": [_offer_fields(dossier, offer) for offer in comparison.offers],
        "items": [_row_fields(item) for item in comparison.items],
        "cells": [
            _cell_fields(dossier, comparison.cell(offer.id, aspect.id))
            for aspect in comparison.aspects
            for offer in comparison.offers
        ],
    }


def _row_fields(row: Aspect | Item) -> dict[str, object]:
    return {"id": row.id, "label": row.label}


def _offer_fields(dossier: Dossier, offer: Offer) -> dict[str, object]:
    article = dossier.article(offer.article)
    return {
        "id": offer.id,
        "article": offer.article,
        "file": None if article is None else article.file,
        "label": offer.label,
        "date": None if article is None or article.published is None else article.published.best.isoformat(),
    }


def _cell_fields(dossier: Dossier, cell: Cell) -> dict[str, object]:
    passages = place(dossier, cell)
    return {
        "offer": cell.offer,
        "aspect": cell.aspect,
        "state": cell.state,
        "summary": cell.summary,
        "basis": cell.basis,
        "reason": cell.reason,
        "stale": any(passage.stale for passage in passages),
        "note": cell.note,
        "items": [
            {
                "item": claim.item,
                "actor": claim.actor,
                "kind": claim.kind,
                "verb": claim.verb,
                "evidence": list(claim.evidence),
            }
            for claim in cell.items
        ],
        "evidence": [_passage_fields(dossier, passage) for passage in passages],
    }


def _passage_fields(dossier: Dossier, passage: Passage) -> dict[str, object]:
    evidence = passage.evidence
    article = dossier.article(evidence.article)
    return {
        "article": evidence.article,
        "file": None if article is None else article.file,
        "paragraph": passage.paragraph,
        "start": passage.start,
        "end": passage.end,
        "exact": evidence.quote.exact,
        "voice": evidence.voice,
        "speaker": evidence.speaker,
        "status": passage.resolution.status,
    }
