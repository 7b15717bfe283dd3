"""The comparison, and what changed between two offers, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..dossier.changes import STATUS_NAMES, AspectChange, Change, Standing, aspect_changes, changes, unchecked, verbs
from ..dossier.comparison import Aspect, Cell, Item, ItemClaim, Offer
from ..dossier.evidence import Passage, claim_passages, passage_remarks, place
from ..dossier.folder import Dossier
from .describing import remark_fields

if TYPE_CHECKING:
    from ..dossier.notebook import CellMark

Fields = dict[str, object]


def comparison_fields(dossier: Dossier, marks: Mapping[tuple[str, str], CellMark]) -> Fields:
    """The whole comparison, a cell for every pair of an aspect and an offer, and what the user says of cells.

    ``marks`` are by offer and row, as the notebook has them.
    """
    comparison = dossier.comparison
    return {
        "aspects": [_row_fields(aspect) for aspect in comparison.aspects],
        "offers": [_offer_fields(dossier, offer) for offer in comparison.offers],
        "items": [_row_fields(item) for item in comparison.items],
        "cells": [
            _cell_fields(dossier, comparison.cell(offer.id, aspect.id))
            for aspect in comparison.aspects
            for offer in comparison.offers
        ],
        "marks": [_mark_fields(offer, row, mark) for (offer, row), mark in marks.items()],
    }


def change_fields(dossier: Dossier, base: Offer, other: Offer) -> Fields:
    """What changed from ``base`` to ``other``."""
    comparison = dossier.comparison
    return {
        "base": _offer_fields(dossier, base),
        "other": _offer_fields(dossier, other),
        "unchecked": {"base": unchecked(comparison, base.id), "other": unchecked(comparison, other.id)},
        "changes": [_change_fields(dossier, each) for each in changes(comparison, base.id, other.id)],
        "aspects": [_alone_fields(dossier, each) for each in aspect_changes(comparison, base.id, other.id)],
    }


def _mark_fields(offer: str, row: str, mark: CellMark) -> Fields:
    from ..dossier.notebook import ITEM  # imported late: whoever keeps nothing waits for no database

    item = row.removeprefix(ITEM) if row.startswith(ITEM) else None
    return {
        "offer": offer,
        "aspect": row if item is None else None,
        "item": item,
        "reviewed": mark.reviewed,
        "note": mark.note,
    }


def _row_fields(row: Aspect | Item) -> Fields:
    return {"id": row.id, "label": row.label}


def _offer_fields(dossier: Dossier, offer: Offer) -> Fields:
    article = dossier.article(offer.article)
    return {
        "id": offer.id,
        "article": offer.article,
        "file": None if article is None else article.file,
        "label": offer.label,
        "date": None if article is None or article.published is None else article.published.best.isoformat(),
    }


def _cell_fields(dossier: Dossier, cell: Cell) -> Fields:
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
            {"item": claim.item, **_claim_fields(claim), "evidence": list(claim.evidence)} for claim in cell.items
        ],
        "evidence": [_passage_fields(dossier, passage) for passage in passages],
    }


def _claim_fields(claim: ItemClaim) -> Fields:
    return {"actor": claim.actor, "kind": claim.kind, "verb": claim.verb}


def _passage_fields(dossier: Dossier, passage: Passage) -> Fields:
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
        "speaker_carried": evidence.carried,
        "speaker_from": passage.speaker_from,
        "status": passage.resolution.status,
        "now": passage.now,
        "diff": [[stretch.edit, stretch.words] for stretch in passage.diff],
        "remarks": [remark_fields(each.remark) for each in passage_remarks(dossier, passage)],
    }


def _change_fields(dossier: Dossier, change: Change) -> Fields:
    before, after = _passages(dossier, change.before), _passages(dossier, change.after)
    return {
        "item": change.item.id,
        "label": change.item.label,
        "actor": change.actor,
        "kind": change.kind,
        "change": STATUS_NAMES[change.status],
        "stale": any(each.stale for each in (*before, *after)),
        "base": _side_fields(dossier, change.before, before),
        "other": _side_fields(dossier, change.after, after),
        "besides": [_claim_fields(claim) for _, claim in change.besides],
    }


def _alone_fields(dossier: Dossier, change: AspectChange) -> Fields:
    row = _row_fields(change.aspect)
    return {**row, "change": STATUS_NAMES[change.status], "cell": _cell_fields(dossier, change.cell)}


def _side_fields(dossier: Dossier, standings: Sequence[Standing], passages: Sequence[Passage]) -> Fields:
    return {
        "verbs": list(verbs(standings)),
        "notes": list(dict.fromkeys(words for cell, _ in standings for words in cell.provisos)),
        "evidence": [_passage_fields(dossier, each) for each in passages],
    }


def _passages(dossier: Dossier, standings: Sequence[Standing]) -> tuple[Passage, ...]:
    """The passages of several claims, each once."""
    found = (each for standing in standings for each in claim_passages(dossier, *standing))
    return tuple(dict.fromkeys(found))
