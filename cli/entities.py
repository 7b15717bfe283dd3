"""``entities``: who and what the articles name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..dossier.article import Article
from ..dossier.entities import ENTITY_TYPES, TABLE_TYPES, TYPE_TITLES, Entity
from ..dossier.mentions import Matcher, Mention, surface
from ..dossier.mentions import counted as is_counted
from ..dossier.text import Clean
from .notebooks import NO_NAMES, names_in_force
from .outcome import DONE, NOTHING
from .output import Cell
from .running import Run

_BY_RULE = frozenset(ENTITY_TYPES) - frozenset(TABLE_TYPES)


@dataclass
class Named:
    """An entity, or a date or quantity by its words, with all that was found of it."""

    entity: Entity | None
    label: Clean
    type: str
    count: int = 0
    forms: dict[Clean, None] = field(default_factory=dict)
    articles: dict[Clean, int] = field(default_factory=dict)

    def add(self, article: Article, mention: Mention) -> None:
        """Count a mention."""
        self.count += 1
        self.forms[Clean.line(surface(article, mention))] = None
        self.articles[article.id] = self.articles.get(article.id, 0) + 1


def entities(run: Run) -> int:
    """List the entities of the dossier or of one article, by type, the most frequent first; or those proposed."""
    if run.arguments.proposed or run.arguments.accept or run.arguments.reject or run.arguments.write:
        from .proposing import proposing  # imported late: the table needs none of it

        return proposing(run)
    chosen = [run.article(run.arguments.id)] if run.arguments.id is not None else list(run.everything())
    names = names_in_force(run)
    found = list(_mentions(run, names, chosen))
    named = _by_entity(found)
    if run.json:
        run.out.document(
            {
                "entities": [_named_fields(each) for each in named],
                "mentions": [_mention_fields(article, mention) for article, mention in found],
            }
        )
    else:
        _print(run, named)
    if not named:
        run.out.say(f"No {run.arguments.type or 'entity'} is named there.")
    if not names and run.arguments.type not in _BY_RULE:
        run.out.say(f"Only dates and quantities are found: {NO_NAMES}.")
    return DONE if named else NOTHING


def _mentions(run: Run, names: Iterable[Entity], articles: Iterable[Article]) -> Iterator[tuple[Article, Mention]]:
    """The mentions asked for, inner ones among them, in the order of the articles and of the text."""
    matcher = Matcher(names)
    for article in articles:
        for mention in matcher.mentions(article):
            wanted = run.arguments.type in (None, mention.type)
            if wanted and (run.arguments.all_blocks or is_counted(article, mention)):
                yield article, mention


def _by_entity(found: Iterable[tuple[Article, Mention]]) -> list[Named]:
    named: dict[tuple[str, str], Named] = {}
    for article, mention in found:
        words = Clean.line(surface(article, mention))
        # “Last year” and “last year” are the same words; dates and quantities have no other name.
        key = mention.type, str(mention.entity.id) if mention.entity else words.casefold()
        if key not in named:
            label = mention.entity.label if mention.entity else words
            named[key] = Named(mention.entity, label, mention.type)
        named[key].add(article, mention)
    return sorted(named.values(), key=lambda each: (ENTITY_TYPES.index(each.type), -each.count))


def _print(run: Run, named: list[Named]) -> None:
    for kind in ENTITY_TYPES:
        rows: list[list[Cell]] = []
        for each in named:
            if each.type != kind:
                continue
            id = "" if each.entity is None else each.entity.id
            where = " ".join(f"{article}:{count}" for article, count in each.articles.items())
            forms = " = ".join(form for form in each.forms if form != each.label)
            head: list[Cell] = [str(each.count)] if run.out.terminal else [kind, id, str(each.count)]
            rows.append([*head, (each.label, "bold"), (where, "dim"), forms])
        if rows:
            run.out.heading(TYPE_TITLES[kind])
            run.out.rows(rows)


def _named_fields(named: Named) -> dict[str, object]:
    return {
        "entity": None if named.entity is None else named.entity.id,
        "label": named.label,
        "type": named.type,
        "forms": list(named.forms),
        "count": named.count,
        "articles": list(named.articles),
    }


def _mention_fields(article: Article, mention: Mention) -> dict[str, object]:
    paragraph = article.text.paragraph_at(mention.start)
    words = surface(article, mention)
    return {
        "article": article.id,
        "file": article.file,
        "paragraph": paragraph.number if paragraph else None,
        "block": article.block_at(mention.start),
        "start": mention.start,
        "end": mention.end,
        "text": words,
        "type": mention.type,
        "entity": None if mention.entity is None else mention.entity.id,
        "label": Clean.line(words) if mention.entity is None else mention.entity.label,
    }
