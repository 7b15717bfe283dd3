"""``entity``: the card of one name."""

from __future__ import annotations

from collections.abc import Sequence

from ..dossier.article import Article, date_of, outlet_of
from ..dossier.card import Card, Companion, Directory, make_card
from ..dossier.entities import Entity
from ..dossier.mentions import Matcher
from ..dossier.tables import listed
from ..dossier.text import Clean
from .notebooks import NO_NAMES, names_in_force
from .outcome import DONE, NOTHING, CommandError
from .output import Cell
from .running import Run, counted

_COMPANIONS = 12
"""As many companions are printed for people; a program gets all."""


def entity(run: Run) -> int:
    """Print the card of the entity that is called so."""
    names = names_in_force(run)
    chosen = _named(names, " ".join(run.arguments.name))
    matcher = Matcher(names)
    card = make_card(chosen, ((article, matcher.mentions(article)) for article in run.everything()))
    if run.json:
        run.out.document(_fields(card))
    else:
        _print(run, card)
    return DONE


def _named(names: Sequence[Entity], name: str) -> Entity:
    """The entity that is called ``name``.

    Raises:
        CommandError: none is, or several are.
    """
    directory = Directory(names)
    found = directory.find(name)
    if len(found) == 1:
        return found[0]
    shown = Clean.line(name)
    if found:
        ids = listed([str(each.id) for each in found])
        raise CommandError(f"“{shown}” names several entities; ask for one by its id: {ids}.", code=NOTHING)
    near = [f"“{each}”" for each in directory.nearest(name)]
    if near:
        hint = f"the nearest {'name is' if len(near) == 1 else 'names are'} {listed(near)}"
    else:
        hint = "natoreader entities lists those there are" if names else NO_NAMES
    raise CommandError(f"Nothing in this dossier is called “{shown}”; {hint}.", code=NOTHING)


def _print(run: Run, card: Card) -> None:
    own, out = card.entity, run.out
    out.line((own.label, "bold"), f"  {own.type}", (f"  {own.id}", "dim"))
    if own.note is not None:
        out.line(own.note)
    times = counted(len(card.mentions), "mention")
    apart = f", and {card.uncounted} in notices and related headlines" if card.uncounted else ""
    out.line(f"{times} in {counted(len(card.articles), 'article')}{apart}")
    facts: list[list[Cell]] = []
    if card.first is not None and card.last is not None:
        facts += [["first", _dated(card.first)], ["last", _dated(card.last)]]
    if own.variants:
        facts.append(["searched as", ", ".join(own.variants)])
    if own.wikidata is not None:
        facts.append(["Wikidata", own.wikidata])
    if facts:
        out.rows(facts)
    if card.spellings:
        out.heading("Forms")
        out.rows(
            [
                [*_kind(run, "form"), str(each.count), (each.words, "bold"), _papers(each.articles)]
                for each in card.spellings
            ]
        )
    if card.companions:
        out.heading("In the same paragraphs")
        out.rows([[*_kind(run, "beside"), *_companion(each)] for each in card.companions[:_COMPANIONS]])


def _kind(run: Run, kind: str) -> list[Cell]:
    """In a pipe, where there are no headings, what a record is."""
    return [] if run.out.terminal else [kind]


def _companion(companion: Companion) -> list[Cell]:
    places: dict[Article, list[str]] = {}
    for article, paragraph in companion.passages:
        places.setdefault(article, []).append(f"¶{paragraph}")
    where = "  ".join(f"{article.id} {' '.join(numbers)}" for article, numbers in places.items())
    return [str(len(companion.passages)), (companion.entity.label, "bold"), (where, "dim")]


def _papers(articles: tuple[tuple[Article, int], ...]) -> str:
    return ", ".join(f"{article.id} {outlet_of(article, short=True)} {count}" for article, count in articles)


def _dated(article: Article) -> str:
    return f"{date_of(article)}  {article.id} {outlet_of(article)}"


def _fields(card: Card) -> dict[str, object]:
    own = card.entity
    return {
        "entity": own.id,
        "label": own.label,
        "type": own.type,
        "note": own.note,
        "wikidata": own.wikidata,
        "variants": list(own.variants),
        "count": len(card.mentions),
        "uncounted": card.uncounted,
        "forms": [
            {"form": each.words, "count": each.count, "articles": _counts(each.articles)} for each in card.spellings
        ],
        "articles": _counts(card.articles),
        "first": _date_fields(card.first),
        "last": _date_fields(card.last),
        "companions": [
            {
                "entity": each.entity.id,
                "label": each.entity.label,
                "type": each.entity.type,
                "count": len(each.passages),
                "passages": [{"article": article.id, "paragraph": number} for article, number in each.passages],
            }
            for each in card.companions
        ],
    }


def _counts(articles: tuple[tuple[Article, int], ...]) -> list[dict[str, object]]:
    return [
        {
            "article": article.id,
            "file": article.file,
            "outlet": article.outlet.value if article.outlet else None,
            "count": count,
        }
        for article, count in articles
    ]


def _date_fields(article: Article | None) -> dict[str, object] | None:
    if article is None or article.published is None:
        return None
    dating = article.published
    return {
        "article": article.id,
        "best": dating.best.isoformat(),
        "earliest": dating.earliest.isoformat(),
        "latest": dating.latest.isoformat(),
        "basis": dating.basis,
    }
