"""What an export can hold beside bookmarks: the card of a source, and the passages that the comparison rests on."""

from __future__ import annotations

from collections.abc import Iterator

from ..anchor import Anchor
from ..article import Article
from ..evidence import Passage, place
from ..folder import Dossier
from ..text import Clean, short_digest
from . import wording
from .excerpts import Section, Selection


def card_section(article: Article) -> Section:
    """What is known of an article, and how: the card of the source."""
    lines = [f"**{name}:** {words}" for name, words in _card(article)]
    heading = f"## {wording.inline(article.title)}"
    return Section(
        Clean(f"card-{short_digest(article.id.encode())}"),
        "\n\n".join([heading, "\n".join(f"- {each}" for each in lines)]),
        (article.id,),
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


def comparison_passages(dossier: Dossier) -> tuple[Selection, ...]:
    """The passages that the cells of the comparison rest on, each once: by article and by place in its text.

    Those that no longer stand as quoted are among them, as they are quoted.
    """
    found: dict[tuple[str, str, int, int], Anchor] = {}
    for cell in dossier.comparison.cells:
        for each in place(dossier, cell):
            anchor = _anchor(dossier, each)
            key = (str(anchor.article), "" if anchor.end else str(anchor.quote.exact), anchor.start, anchor.end)
            found.setdefault(key, anchor)
    rank = {str(article.id): number for number, article in enumerate(dossier.chronological)}
    ordered = sorted(found, key=lambda key: (rank.get(key[0], len(rank)), *key))
    return tuple(Selection(found[key]) for key in ordered)


def _anchor(dossier: Dossier, passage: Passage) -> Anchor:
    """Where a passage stands; of one that does not stand as quoted, where it stood, or its words alone."""
    pin = passage.evidence.pin
    article = dossier.article(pin.article)
    if article is not None and passage.standing is not None:
        return Anchor.of(article.id, article.text, *passage.standing)
    return pin.anchor or Anchor(pin.article, 0, 0, pin.quote, article.text.sha256 if article is not None else "")
