"""What is to be said of an answer: what was looked for too, and what was cut short, replaced or taken away."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import replace

from ..dossier.text import Clean
from .apart import Apart
from .evaluate import LONGEST, Evaluation, Removal
from .results import Also
from .syntax import Field, Not, render

_MOST_NAMES = 12
_QUOTE = '"'


def also(evaluation: Evaluation, hits: Set[int], scattered: Sequence[Apart]) -> Iterator[Also]:
    """What was looked for beside the terms themselves, with how many of the hits hold it.

    ``hits`` are the documents that match, ``scattered`` the articles that hold the words apart. What was taken away too
    stands in no hit, and is counted wherever it stands.
    """
    known = evaluation.meaning.also
    found: dict[tuple[str, str], Collection[int]] = {}
    for key, added in tuple(known.items()):
        standing = evaluation.standing(added.pattern)
        found[key] = standing if added.also.excluded else _held(standing, hits, scattered)
    for key, added in known.items():
        if added.holds in found:  # of Qaida and al-Qaida, the one that says what stands there
            less = key if len(found[key]) < len(found[added.holds]) else added.holds
            found[less] = ()
    for key, documents in found.items():
        if documents:
            yield replace(known[key].also, count=len(documents))


def _held(standing: Collection[int], hits: Set[int], scattered: Sequence[Apart]) -> list[int]:
    """The hits in which something stands, one for each article that holds the words apart."""
    apart = (each.document for each in scattered if any(at in standing for at in (each.document, *each.others)))
    return [*(document for document in standing if document in hits), *apart]


def notes(evaluation: Evaluation) -> list[Clean]:
    """Sentences on what was cut short, put in place of something else, or taken away."""
    found = list(evaluation.meaning.notes)
    if evaluation.cut_short:
        found.append(cut_short(evaluation))
    return found + [_removal(each, evaluation) for each in evaluation.removed]


def cut_short(evaluation: Evaluation) -> Clean:
    """That there was no time for everything, with the terms that were not looked for."""
    terms = [f"“{render(leaf).replace(_QUOTE, '')}”" for leaf in evaluation.missed]
    shown = ", ".join(terms[:_MOST_NAMES]) + (", …" if len(terms) > _MOST_NAMES else "")
    left = f"{shown} {'was' if len(terms) == 1 else 'were'} not looked for, and " if terms else ""
    cut = f"the query was cut short after {LONGEST:g} seconds"
    return Clean(f"{cut}: {left}what is shown may be too little, or too much")


def _removal(removal: Removal, evaluation: Evaluation) -> Clean:
    kind, count = "article", len(removal.articles)
    if removal.documents is not None:
        kind, count = "paragraph", len(removal.documents)
    ids = [_removed(number, removal, evaluation) for number in sorted(removal.articles)]
    shown = ", ".join(ids[:_MOST_NAMES]) + (", …" if len(ids) > _MOST_NAMES else "")
    words = f"{render(Not(removal.node))} removed {count or 'no'} {kind}{'' if count == 1 or not count else 's'}"
    return Clean(f"{words}{f' of {shown}' if kind == 'paragraph' else f': {shown}'}" if count else words)


def _removed(number: int, removal: Removal, evaluation: Evaluation) -> str:
    """The id of an article that was taken away, and the grounds where a field may not be true of it."""
    grounds = evaluation.grounds(removal.node, number) if isinstance(removal.node, Field) else None
    return f"{evaluation.name(number)}{'' if grounds in (None, 'certain') else f' ({grounds})'}"
