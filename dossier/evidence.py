"""Where the passages of a comparison, and the words that remarks speak of, stand in the articles now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from .anchor import FATES, Resolution
from .article import Article, date_of
from .comparison import Cell, Evidence, ItemClaim, Offer
from .folder import Dossier
from .pins import Pin, resolve_pins
from .remarks import Remark
from .text import Clean
from .worddiff import Stretch, diff_words

QUOTED = "quotation"
"""The voice of words that all stand in quotation marks."""
STALE = "†"
"""The sign of words that no longer stand as they were quoted."""
ELSEWHERE = "another paragraph"
"""What stands for the number of a paragraph that cannot be told in an edited text."""
UNNAMED = "words that no longer stand as they were quoted"
"""What stands for that number where the very words that named the speaker are not there any more."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of evidence with its place; ``paragraph`` (from 1) is ``None`` where the words are nowhere.

    ``now`` are the words that stand in the place of a *changed* one. ``speaker_from`` is the paragraph that the name of
    the speaker was carried over from; ``None`` where it was not, or where an edit may have moved that paragraph.
    """

    evidence: Evidence
    resolution: Resolution
    paragraph: int | None
    now: Clean | None = None
    speaker_from: int | None = None

    @property
    def carried_from(self) -> str:
        """Where the speaker's name was carried over from, as people write it; empty where it was not."""
        if not self.evidence.carried:
            return ""
        if self.speaker_from is None:
            return ELSEWHERE if self.evidence.naming is None else UNNAMED
        return f"¶{self.speaker_from}"

    @property
    def counted_elsewhere(self) -> bool:
        """Whether the speaker is carried over by the number of a paragraph that was counted in another text."""
        return self.evidence.speaker_from is not None and self.speaker_from is None

    @property
    def start(self) -> int | None:
        """The first code point of the words found, if any."""
        return self.resolution.start

    @property
    def end(self) -> int | None:
        """The code point after the words found, if any."""
        return self.resolution.end

    @property
    def stale(self) -> bool:
        """Whether the words no longer stand in the article as they were quoted."""
        return not self.resolution.attached

    @property
    def standing(self) -> tuple[int, int] | None:
        """The code points of the words where they stand as they were quoted; ``None`` where they do not."""
        return None if self.stale or self.start is None or self.end is None else (self.start, self.end)

    @property
    def diff(self) -> tuple[Stretch, ...]:
        """What became of the words of a *changed* passage, word by word; nothing of any other."""
        return () if self.now is None else diff_words(self.evidence.quote.exact, self.now)


@dataclass(frozen=True, slots=True)
class PlacedRemark:
    """A remark with the place of the words it speaks of; ``paragraph`` (from 1) is ``None`` where they are nowhere."""

    remark: Remark
    resolution: Resolution
    paragraph: int | None

    def touches(self, start: int, end: int) -> bool:
        """Whether it speaks of words in ``start``–``end`` (code points)."""
        first, last = self.resolution.start, self.resolution.end
        attached = self.resolution.attached and first is not None and last is not None
        return attached and (first or 0) < end and start < (last or 0)


# A dossier's texts do not change while it is open, so its passages are looked for once, article by article.
_PLACED: WeakKeyDictionary[Dossier, dict[Pin, Resolution]] = WeakKeyDictionary()


def place(dossier: Dossier, cell: Cell) -> tuple[Passage, ...]:
    """The passages of a cell, in the cell's order."""
    return tuple(_passage(dossier, each) for each in cell.evidence)


def is_stale(dossier: Dossier, cell: Cell) -> bool:
    """Whether any passage of the cell no longer stands as quoted."""
    return any(passage.stale for passage in place(dossier, cell))


def claim_passages(dossier: Dossier, cell: Cell, claim: ItemClaim) -> tuple[Passage, ...]:
    """The passages of a cell that a claim of it rests on."""
    found = place(dossier, cell)
    return tuple(found[number] for number in claim.evidence)


def fates(passages: Iterable[Passage]) -> Clean:
    """What became of those passages that no longer stand as they were quoted; empty where all do."""
    return Clean("; ".join(dict.fromkeys(FATES[each.resolution.status] for each in passages if each.stale)))


def references(passages: Iterable[Passage]) -> list[str]:
    """The paragraphs of the passages, each with its sign: ``”`` where it is wholly quoted, ``’`` where it is not.

    Behind it, or alone, stands :data:`STALE` where words of it no longer stand as quoted; ``¶?`` is where no words are.
    """
    signs: dict[int, set[str]] = {}
    for each in passages:
        sign = STALE if each.stale else "”" if each.evidence.voice == QUOTED else "’"
        signs.setdefault(each.paragraph or 0, set()).add(sign)
    return [f"¶{number or '?'}{_signed(signs[number])}" for number in sorted(signs, key=lambda each: (not each, each))]


def _signed(signs: set[str]) -> str:
    voice = next((sign for sign in ("”", "’") if sign in signs), "")
    return f"{voice}{STALE if STALE in signs else ''}"


def heading(dossier: Dossier, offer: Offer) -> Clean:
    """An offer's label, with ``~`` behind it where the date of its article is not certain."""
    article = dossier.article(offer.article)
    return offer.label + ("~" if article is not None and date_of(article).endswith("~") else "")


def place_remarks(dossier: Dossier, article: Article) -> tuple[PlacedRemark, ...]:
    """The remarks on an article in the order of the text, those whose words are nowhere last."""
    found: list[PlacedRemark] = []
    for remark in dossier.remarks:
        if remark.pin.article == article.id:
            resolution = resolution_of(dossier, remark.pin)
            found.append(PlacedRemark(remark, resolution, _paragraph(article, resolution)))
    return tuple(sorted(found, key=lambda each: (each.resolution.start is None, each.resolution.start or 0)))


def remarks_on(dossier: Dossier, article: Article, start: int, end: int) -> tuple[PlacedRemark, ...]:
    """The remarks that speak of words in ``start``–``end`` (code points) of an article."""
    return tuple(each for each in place_remarks(dossier, article) if each.touches(start, end))


def passage_remarks(dossier: Dossier, passage: Passage) -> tuple[PlacedRemark, ...]:
    """The remarks that speak of words of a passage of the comparison, where it stands as quoted."""
    article = dossier.article(passage.evidence.article)
    if article is None or passage.standing is None:
        return ()
    return remarks_on(dossier, article, *passage.standing)


def _passage(dossier: Dossier, evidence: Evidence) -> Passage:
    resolution = resolution_of(dossier, evidence.pin)
    article = dossier.article(evidence.article)
    if article is None:
        return Passage(evidence, resolution, None)
    changed = resolution.status == "changed"
    now = article.text.value[resolution.start : resolution.end] if changed else None
    speaker_from = _speaker_from(dossier, article, evidence)
    return Passage(evidence, resolution, _paragraph(article, resolution), now, speaker_from)


def _speaker_from(dossier: Dossier, article: Article, evidence: Evidence) -> int | None:
    if evidence.naming is not None:
        named = resolution_of(dossier, evidence.naming)
        return _paragraph(article, named) if named.attached else None
    # A number holds for the text it was counted in; without words nothing tells where its paragraph is in another.
    counted_in = evidence.pin.sha256 or article.sha256
    return evidence.speaker_from if counted_in in (None, article.text.sha256) else None


def _paragraph(article: Article, resolution: Resolution) -> int | None:
    at = article.text.paragraph_at(resolution.start) if resolution.start is not None else None
    return at.number if at else None


def resolution_of(dossier: Dossier, pin: Pin) -> Resolution:
    """Where the words of a pin stand in the dossier now."""
    found = _PLACED.get(dossier)
    if found is None:
        found = _PLACED[dossier] = dict(_resolutions(dossier))
    if pin not in found:  # words that name a speaker, or of a cell that is not the dossier's own
        article = dossier.article(pin.article)
        found[pin] = Resolution("gone") if article is None else resolve_pins([pin], article.text)[0]
    return found[pin]


def _resolutions(dossier: Dossier) -> Iterator[tuple[Pin, Resolution]]:
    by_article: dict[Clean, list[Pin]] = {}
    for cell in dossier.comparison.cells:
        for evidence in cell.evidence:
            by_article.setdefault(evidence.article, []).append(evidence.pin)
    for remark in dossier.remarks:
        by_article.setdefault(remark.pin.article, []).append(remark.pin)
    for id, pins in by_article.items():
        article = dossier.article(id)
        resolutions = [Resolution("gone")] * len(pins) if article is None else resolve_pins(pins, article.text)
        yield from zip(pins, resolutions, strict=True)
