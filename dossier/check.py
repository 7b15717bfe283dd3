"""Everything that is wrong with a dossier, not only the first fault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from .anchor import Resolution
from .article import UNCOUNTED, Article
from .comparison import Cell
from .evidence import Passage, place, place_remarks, resolution_of
from .folder import COMPARISON, DOSSIER, ENTITIES, REMARKS, Dossier
from .pins import Pin
from .problems import Problem, problem, shortened
from .text import Clean
from .worddiff import brief, diff_words

_DIFF = 240
"""Code points of a word diff that a message shows."""
_WORD = re.compile(r"[^\W_]+")
_ENOUGH = 20
"""Paragraphs from which on it says something of a word that it stands in most of them."""
_BEFORE = 40
"""Code points that a message shows of two texts before their first difference."""


def check(dossier: Dossier) -> tuple[Problem, ...]:
    """Every problem of the dossier's files and of the texts they speak of; reads all of it."""
    found = list(dossier.problems)
    for article in dossier.articles:
        found += article.problems
        found += _check_text(article)
    found += dossier.table_problems
    found += _check_forms(dossier)
    for cell in dossier.comparison.cells:
        about = Clean(f"{cell.offer}, {cell.aspect}")
        found += (each._replace(about=about) for each in _check_cell(dossier, cell))
    for article in dossier.articles:
        for each in place_remarks(dossier, article):
            fault = _fault(dossier, each.remark.pin, each.resolution)
            if fault:
                found.append(problem(REMARKS, f"{each.remark.pin.key}.quote", fault))
    return tuple(found)


def _check_text(article: Article) -> Iterator[Problem]:
    if not article.text.paragraphs:
        if not article.problems:  # an unreadable file is told of already
            yield problem(str(article.file), "", "holds no text")
    elif article.edited:
        message = f"the text of {article.file} is not the one recorded; it was edited since"
        yield problem(DOSSIER, f"{article.key}.sha256", message)


def _check_forms(dossier: Dossier) -> Iterator[Problem]:
    """Forms that are a word of the texts like any other, in whatever language: “der”, “les”."""
    forms = {
        str(form.words): entity
        for entity in dossier.entities
        for form in entity.forms
        if form.words.isalpha() and form.words.islower() and not form.articles
    }
    if not forms:
        return
    standing = Counter[str]()
    paragraphs = 0
    for article in dossier.articles:
        for paragraph in article.text.paragraphs:
            paragraphs += 1
            standing.update(forms.keys() & set(_WORD.findall(article.text.words(paragraph))))
    for words, count in standing.items():
        if paragraphs >= _ENOUGH and count * 2 > paragraphs:
            where = f"stands in {count} of {paragraphs} paragraphs in small letters; expected a name"
            yield problem(ENTITIES, "", f"“{shortened(words)}”, a form of “{forms[words].id}”, {where}")


def _check_cell(dossier: Dossier, cell: Cell) -> Iterator[Problem]:
    for passage in place(dossier, cell):
        evidence = passage.evidence
        key = evidence.pin.key
        fault = _fault(dossier, evidence.pin, passage.resolution)
        if fault and passage.stale:
            fault = f"{fault}; the cell {_named(dossier, cell)} is stale"
        fault = _misplaced(dossier, passage) or fault
        if fault:
            yield problem(COMPARISON, f"{key}.quote", fault)
        yield from _check_speaker(dossier, passage)


def _check_speaker(dossier: Dossier, passage: Passage) -> Iterator[Problem]:
    """What is wrong with where the speaker's name was carried over from."""
    evidence, number = passage.evidence, passage.evidence.speaker_from
    article, key = dossier.article(evidence.article), evidence.pin.key
    count = len(article.text.paragraphs) if article is not None else 0
    if not count:  # of an unreadable text nothing is known
        return
    if evidence.naming is not None:
        found = resolution_of(dossier, evidence.naming)
        fault = _fault(dossier, evidence.naming, found, hint="quote more of the words around it")
        if fault:
            yield problem(COMPARISON, f"{key}.speaker_quote", fault)
    elif passage.counted_elsewhere:
        message = (
            f"paragraph {number} was counted before article {evidence.article} was edited, and may be another now; "
            "name the speaker by speaker_quote"
        )
        yield problem(COMPARISON, f"{key}.speaker_from", message)
    elif number is not None and not 1 <= number <= count:
        yield problem(COMPARISON, f"{key}.speaker_from", f"article {evidence.article} has no paragraph {number}")


def _named(dossier: Dossier, cell: Cell) -> str:
    offers = {offer.id: offer.label for offer in dossier.comparison.offers}
    aspects = {aspect.id: aspect.label for aspect in dossier.comparison.aspects}
    return f"“{shortened(offers[cell.offer])} × {shortened(aspects[cell.aspect])}”"


def _fault(dossier: Dossier, pin: Pin, resolution: Resolution, hint: str = "name its paragraph") -> str | None:
    """What is wrong with where the words stand. ``hint`` is how a quote without a position is told from its like."""
    shown = shortened(pin.quote.exact)
    article = dossier.article(pin.article)
    if resolution.status == "ambiguous":
        said = hint if pin.anchor is None else "its context does not tell which place is meant"
        return f"“{shown}” stands {resolution.candidates} times in article {pin.article}; {said}"
    if resolution.status == "changed" and article is not None:
        now = article.text.value[resolution.start : resolution.end]
        diff = shortened(brief(diff_words(pin.quote.exact, now)), _DIFF)
        return f"“{shown}”: the words at this place of article {pin.article} have changed, ‹{diff}›"
    if resolution.status == "gone":
        return f"“{shown}” is not in {_scope(pin, article)}"
    if article is None or resolution.start is None or resolution.end is None:
        return None
    return _unlike_printed(pin, article, resolution.start, resolution.end)


def _scope(pin: Pin, article: Article | None) -> str:
    number = pin.quote.paragraph
    count = len(article.text.paragraphs) if article is not None else 0
    if number is not None and count and not 1 <= number <= count:
        return f"paragraph {number} of article {pin.article}, which has {count}"
    return f"paragraph {number} of article {pin.article}" if number is not None else f"article {pin.article}"


def _unlike_printed(pin: Pin, article: Article, start: int, end: int) -> str | None:
    """What is wrong with a pin whose words were found, in a text that nobody has edited since they were quoted."""
    text, shown = article.text, shortened(pin.quote.exact)
    if pin.sha256 == text.sha256 and pin.start is not None and pin.end is not None:
        stands, number = text.paragraph_at(start), pin.quote.paragraph
        if stands is not None and number not in (None, stands.number):
            return f"“{shown}” stands in paragraph {stands.number} of article {pin.article}, not in paragraph {number}"
        position = f"{pin.start}-{pin.end}"
        if pin.end > len(text):
            return f"“{shown}”: its position {position} is past the end of article {pin.article} ({len(text)})"
        if (pin.start, pin.end) != (start, end):
            return f"“{shown}” stands at {start}-{end} of article {pin.article}, not at its position {position}"
    recorded = pin.sha256 or article.sha256
    printed = text.value[start:end]
    if recorded in (None, text.sha256) and printed != pin.quote.exact:
        quoted, now = _differing(pin.quote.exact, printed)
        return f"“{quoted}” is not verbatim; article {pin.article} prints “{now}”"
    return None


def _differing(*both: str) -> tuple[Clean, ...]:
    """Two texts that are not the same, each from shortly before their first difference on, for a message."""
    differs = next(at for at, (one, other) in enumerate(zip_longest(*both)) if one != other)
    start = max(0, differs - _BEFORE)
    return tuple(shortened(("…" if start else "") + _visible(each[start:])) for each in both)


def _visible(words: str) -> str:
    """``words`` with signs for what looks like a blank or like nothing, so that two texts which differ look it."""
    return "".join("⏎" if char == "\n" else char if char.isprintable() else f"‹U+{ord(char):04X}›" for char in words)


def _misplaced(dossier: Dossier, passage: Passage) -> str | None:
    """That a passage stands in a block that is no part of the news."""
    article = dossier.article(passage.evidence.article)
    if article is None or passage.start is None or passage.end is None:
        return None
    blocks = [each.type for each in article.blocks_in(passage.start, passage.end) if each.type in UNCOUNTED]
    shown = shortened(passage.evidence.quote.exact)
    return f"“{shown}” stands in a {blocks[0]} block, which is not part of the article's news" if blocks else None
