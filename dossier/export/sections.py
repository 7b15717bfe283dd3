"""What an export can hold beside bookmarks: the card of a source, and the passages that the comparison rests on."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator

from ..anchor import Anchor
from ..article import Article
from ..evidence import place
from ..folder import Dossier
from ..text import Clean
from . import wording
from .excerpts import Section, Selection


def card_section(article: Article) -> Section:
    """What is known of an article, and how: the card of the source."""
    digest = hashlib.sha256(article.id.encode()).hexdigest()[:8]
    lines = [f"**{name}:** {words}" for name, words in _card(article)]
    heading = f"## {wording.inline(article.title)}"
    return Section(
        Clean(f"card-{digest}"), "\n\n".join([heading, "\n".join(f"- {each}" for each in lines)]), (article.id,)
    )


def _card(article: Article) -> Iterator[tuple[str, str]]:
    known = {
        "Headline": article.headline,
        "Outlet": article.outlet,
        "Agency": article.agency,
        "Byline": article.byline,
        "Address": article.url,
    }
    for name, each in known.items():
        if each is None:
            yield name, "not known"
        else:
            yield name, f"{wording.inline(each.value)} ({each.basis}: {wording.reason(each.reason)})"
    dating = article.published
    if dating is None:
        yield "Published", "not known"
    else:
        span = f", {dating.span()}" if dating.earliest != dating.latest else ""
        yield "Published", f"{dating.long()}{span} ({dating.basis}: {wording.reason(dating.reason)})"
    yield "File", f"{wording.inline(article.file)}, text sha256 `{article.text.sha256[:8]}`"


def comparison_passages(dossier: Dossier, *, created: datetime.datetime) -> tuple[Selection, ...]:
    """The passages that the cells of the comparison rest on, each once: by article and by place in its text."""
    found: dict[tuple[str, int, int], Selection] = {}
    comparison = dossier.comparison
    for offer in comparison.offers:
        article = dossier.article(offer.article)
        if article is None:
            continue
        for aspect in comparison.aspects:
            for each in place(dossier, comparison.cell(offer.id, aspect.id)):
                if each.start is not None and each.end is not None and not each.stale:
                    anchor = Anchor.of(article.id, article.text, each.start, each.end)
                    found[article.id, each.start, each.end] = Selection(anchor, created)
    rank = {str(article.id): number for number, article in enumerate(dossier.chronological)}
    return tuple(found[key] for key in sorted(found, key=lambda key: (rank[key[0]], *key[1:])))
