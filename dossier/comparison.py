"""The comparison: what each article reports on each aspect, every cell resting on the words that prove it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from .anchor import Quote
from .dates import BASES
from .pins import Pin, read_pin
from .tables import Table
from .text import Clean

State = Literal["stated", "silent", "contradicted", "unchecked"]
Voice = Literal["headline", "own", "indirect", "quotation", "partial", "recap", "caption"]
Kind = Literal["offer", "expertise", "limit", "request", "importance"]
STATES: tuple[str, ...] = get_args(State)
VOICES: tuple[str, ...] = get_args(Voice)
KINDS: tuple[str, ...] = get_args(Kind)
VOICE_NAMES = {
    "headline": "headline",
    "own": "the paper’s own news",
    "indirect": "indirect speech",
    "quotation": "quotation",
    "partial": "quotation in part",
    "recap": "background",
    "caption": "caption",
}
"""What people call the voices."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """A row of the matrix: a question asked of every offer. ``about`` says how it was asked."""

    id: Clean
    label: Clean
    about: Clean | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the items grid: a thing that can be offered, refused or asked for. ``about`` draws its border."""

    id: Clean
    label: Clean
    about: Clean | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A column: an offer *as one article reports it*. Two offers may rest on one article."""

    id: Clean
    article: Clean
    label: Clean
    note: Clean | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that carries a cell: where its words stand, whose voice they are in, who speaks.

    Where the passage does not name its speaker, ``naming`` are the words of the article that do, or ``speaker_from`` is
    the number their paragraph had in the text that the evidence was made on.
    """

    pin: Pin
    voice: str
    speaker: Clean | None = None
    speaker_from: int | None = None
    naming: Pin | None = None

    @property
    def carried(self) -> bool:
        """Whether the speaker's name was carried over from elsewhere in the article."""
        return self.speaker_from is not None or self.naming is not None

    @property
    def article(self) -> Clean:
        """The id of the article that the words stand in."""
        return self.pin.article

    @property
    def quote(self) -> Quote:
        """The words."""
        return self.pin.quote


@dataclass(frozen=True, slots=True)
class ItemClaim:
    """That an actor offers, limits or asks for an item, in the article's own verb, resting on passages of the cell."""

    item: Clean
    actor: Clean
    kind: str
    verb: Clean
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article says on one aspect: a state, and for a stated cell a summary and its passages."""

    offer: Clean
    aspect: Clean
    state: str
    summary: Clean | None = None
    evidence: tuple[Evidence, ...] = ()
    items: tuple[ItemClaim, ...] = ()
    note: Clean | None = None
    basis: Clean | None = None
    reason: Clean | None = None
    key: str = field(default="", compare=False)

    @property
    def says(self) -> bool:
        """Whether the article says something on the aspect."""
        return self.state not in ("silent", "unchecked")

    @property
    def unstated(self) -> Clean | None:
        """The basis of the cell where its article does not state it itself."""
        return None if self.basis == "stated" else self.basis

    @property
    def provisos(self) -> tuple[Clean, ...]:
        """What must be told with the cell, whole sentences: on what basis it stands, and its note."""
        grounds = self.reason
        if grounds is not None and self.unstated is not None:
            grounds = Clean(f"{self.unstated.capitalize()}: {grounds}")
        return tuple(words for words in (grounds, self.note) if words is not None)


class Comparison:
    """Aspects by offers. :meth:`cell` answers for every pair; a pair the file leaves out is *unchecked*."""

    def __init__(
        self,
        aspects: tuple[Aspect, ...] = (),
        offers: tuple[Offer, ...] = (),
        items: tuple[Item, ...] = (),
        cells: tuple[Cell, ...] = (),
    ) -> None:
        self.aspects = aspects
        self.offers = offers
        self.items = items
        self.cells = cells
        self._cells = {(str(cell.offer), str(cell.aspect)): cell for cell in reversed(cells)}
        self._claims: dict[tuple[str, str], list[tuple[Cell, ItemClaim]]] = {}
        for cell in cells:
            for claim in cell.items:
                self._claims.setdefault((str(cell.offer), str(claim.item)), []).append((cell, claim))

    def __bool__(self) -> bool:
        return bool(self.offers and self.aspects)

    def offer(self, id: str) -> Offer | None:
        """The offer with this id."""
        return next((offer for offer in self.offers if offer.id == id), None)

    def cell(self, offer: str, aspect: str) -> Cell:
        """The cell of an offer and an aspect, by id."""
        return self._cells.get((offer, aspect)) or Cell(Clean(offer), Clean(aspect), "unchecked")

    def claims(self, offer: str, item: str) -> tuple[tuple[Cell, ItemClaim], ...]:
        """The claims of an offer on an item, with the cells they stand in, in file order."""
        return tuple(self._claims.get((offer, item), ()))


def read_comparison(top: Table, articles: Collection[str]) -> Comparison:
    """The comparison of ``comparison.toml``; faults are recorded on ``top``. ``articles`` are the ids that exist.

    What rests on an offer, aspect or item that was left out for a fault of its own is left out with it, without a word.
    """
    aspects = tuple(Aspect(*row) for row in _named_rows(top, "aspects"))
    items = tuple(Item(*row) for row in _named_rows(top, "items"))
    offers = _read_offers(top, articles)
    cells: list[Cell] = []
    taken: set[tuple[str, str]] = set()
    homes = {offer.id: offer.article for offer in offers}
    rows, things = {each.id for each in aspects}, {each.id for each in items}
    named = {name: _ids(top, name) for name in ("offers", "aspects", "items")}
    for table in top.tables("cells"):
        offer = table.choice("offer", named["offers"], required=True)
        aspect = table.choice("aspect", named["aspects"], required=True)
        if offer is not None and aspect is not None:
            table.about = f"{offer}, {aspect}"
        cell = _read_cell(table, offer, aspect, homes, named["items"])
        if cell is None:
            continue
        if (cell.offer, cell.aspect) in taken:
            table.fault("", f"offer “{cell.offer}” and aspect “{cell.aspect}” already have a cell")
            continue
        taken.add((cell.offer, cell.aspect))
        if cell.offer in homes and cell.aspect in rows:
            cells.append(replace(cell, items=tuple(each for each in cell.items if each.item in things)))
    top.close()
    missing = [f"[[{name}]]" for name in ("offers", "aspects") if not top.data.get(name)]
    if missing and not top.problems:  # else these come first: what was meant may be among them
        top.fault("", f"compares nothing; it has no {' and no '.join(missing)}")
    return Comparison(aspects, offers, items, tuple(cells))


def _ids(top: Table, name: str) -> list[str]:
    """The ids that the tables of an array have, as they are written, also of those that are left out for a fault."""
    value = top.data.get(name)
    tables = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    ids = [Clean.line(each["id"]) for each in tables if isinstance(each.get("id"), str)]
    return [*dict.fromkeys(str(each) for each in ids if each)]


def _named_rows(top: Table, name: str) -> list[tuple[Clean, Clean, Clean | None]]:
    rows: list[tuple[Clean, Clean, Clean | None]] = []
    for table in top.tables(name):
        id, label, about = table.id(), table.line("label", required=True), table.text("about")
        if id is None or label is None:
            continue
        if any(id == row[0] for row in rows):
            table.fault("id", f"“{id}” is already the id of another of the {name}")
            continue
        rows.append((id, label, about))
    return rows


def _read_offers(top: Table, articles: Collection[str]) -> tuple[Offer, ...]:
    offers: list[Offer] = []
    for table in top.tables("offers"):
        id = table.id()
        article = table.line("article", required=True)
        label = table.line("label", required=True)
        note = table.text("note")
        if article is not None and article not in articles:
            table.fault("article", f"there is no article “{article}”")
            continue
        if id is None or article is None or label is None:
            continue
        if any(id == each.id for each in offers):
            table.fault("id", f"“{id}” is already the id of another offer")
            continue
        offers.append(Offer(id, article, label, note))
    return tuple(offers)


def _read_cell(
    table: Table, offer: Clean | None, aspect: Clean | None, homes: dict[Clean, Clean], items: list[str]
) -> Cell | None:
    state = table.choice("state", STATES, required=True)
    summary = table.line("summary")
    note, reason = table.text("note"), table.line("reason")
    basis = table.choice("basis", BASES)
    # Read even where the offer is unknown, so that the faults below it are reported too.
    home = homes.get(offer, Clean("")) if offer is not None else Clean("")
    passages = [_read_evidence(each, home) for each in table.tables("evidence")]
    claims = [_read_claim(each, items, len(passages)) for each in table.tables("items")]
    if state in ("stated", "contradicted"):
        if summary is None:
            table.fault("summary", f"is missing; a {state} cell needs a summary")
        if not passages:
            table.fault("evidence", f"is missing; a {state} cell needs at least one passage")
        elif state == "contradicted" and len(passages) == 1:
            table.fault("evidence", "a contradicted cell needs the two passages that disagree")
    elif state is not None and passages:
        table.fault("evidence", f"a cell that is {state} cannot have a passage")
    if offer is None or aspect is None or state is None:
        return None
    evidence = tuple(each for each in passages if each is not None)
    # A claim points at passages by number; with one of them unreadable the numbers would lie.
    sound = len(evidence) == len(passages)
    kept = tuple(each for each in claims if each is not None) if sound else ()
    return Cell(offer, aspect, state, summary, evidence, kept, note, basis, reason, key=table.path)


def _read_evidence(table: Table, home: Clean) -> Evidence | None:
    pin = read_pin(table, home)
    voice = table.choice("voice", VOICES, required=True)
    speaker = table.line("speaker")
    speaker_from, naming = table.integer("speaker_from"), table.text("speaker_quote")
    for name in ("speaker_from", "speaker_quote"):
        if table.has(name) and speaker is None:
            table.fault(name, "is given without a speaker")
    if speaker_from is not None and naming is not None:
        table.fault("speaker_quote", "is given beside speaker_from; expected only one of them")
    if pin is None or voice is None:
        return None
    return Evidence(pin, voice, speaker, speaker_from, None if naming is None else Pin(home, Quote(naming)))


def _read_claim(table: Table, items: list[str], passages: int) -> ItemClaim | None:
    item = table.choice("item", items, required=True)
    actor = table.line("actor", required=True)
    kind = table.choice("kind", KINDS, required=True)
    verb = table.line("verb", required=True)
    evidence = table.integers("evidence")
    if not evidence:
        table.fault("evidence", "expected at least one number of a passage of this cell, from 0")
    for number in evidence:
        if not 0 <= number < passages:
            table.fault("evidence", f"there is no passage {number}; the cell has {passages}, counted from 0")
            return None
    if item is None or actor is None or kind is None or verb is None or not evidence:
        return None
    return ItemClaim(item, actor, kind, verb, evidence)
