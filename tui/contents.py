"""What can be written to a file of excerpts from where the reader is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..dossier.anchor import Anchor
from ..dossier.article import Article
from .commands import COMPARE
from .finding import Finding
from .keeping import Keeping, Passages
from .stage import Stage

if TYPE_CHECKING:
    from ..dossier.export import Kept, Section


class Content(NamedTuple):
    """Something that can be written: passages, or sections, which are made with footnotes or without."""

    id: str
    name: str
    passages: Sequence[Kept] = ()
    sections: Callable[[bool], Sequence[Section]] = lambda _: ()


def contents(stage: Stage, keeping: Keeping, finding: Finding) -> Iterator[Content]:
    """Each thing that can be written here, the likeliest first."""
    session, pane = stage.session, stage.article_pane
    passages = keeping.at_hand()
    bookmarks = session.bookmarks
    here = [Content("passage", keeping.where(passages), selections(stage, passages))] if passages else []
    if pane.selection is not None or not bookmarks:
        yield from here
    if bookmarks:
        yield Content("bookmarks", f"all bookmarks ({len(bookmarks)})", bookmarks)
    listed = keeping.listed
    if listed and listed != bookmarks:
        yield Content("listed", f"bookmarks as listed ({len(listed)})", listed)
    if bookmarks and pane.selection is None:
        yield from here
    article = _article(stage, keeping)
    mine = [each for each in bookmarks if article is not None and each.anchor.article == article.id]
    if article is not None and mine and len(mine) < len(bookmarks):
        yield Content("article", f"bookmarks of {article.id} ({len(mine)})", mine)
    for tag in sorted({tag for each in bookmarks for tag in each.tags}):
        tagged = [each for each in bookmarks if tag in each.tags]
        yield Content(f"tag:{tag}", f"bookmarks with #{tag} ({len(tagged)})", tagged)
    results = finding.results
    if results is not None and results.hits:
        hits = selections(stage, [(each.article, each.paragraph.start, each.paragraph.end) for each in results.hits])
        yield Content("hits", f"hits of “{results.query}” ({len(hits)})", hits)
    if session.dossier.comparison:
        yield from _compared(stage, keeping)
    if article is not None:
        yield _card(article)


def selections(stage: Stage, passages: Passages) -> list[Kept]:
    """The passages as they are written: those that are bookmarks with their notes and tags."""
    from ..dossier.export import Selection, with_bookmarks  # imported late: not needed to read

    chosen = (Selection(Anchor.of(each.id, each.text, start, end)) for each, start, end in passages)
    return with_bookmarks(chosen, stage.session.bookmarks)


def _article(stage: Stage, keeping: Keeping) -> Article | None:
    """The article that is read, or that of the offer looked at."""
    if stage.pane == COMPARE:
        return stage.session.dossier.article(keeping.comparing.offer.article)
    return stage.article_pane.article


def _compared(stage: Stage, keeping: Keeping) -> Iterator[Content]:
    # Imported late: not needed to read.
    from ..dossier.export import changes_section, comparison_passages, comparison_sections, with_bookmarks

    dossier, marks = stage.session.dossier, stage.session.cell_marks
    compared = keeping.comparing.compared if stage.pane == COMPARE else None
    if compared is not None:
        base, other = compared
        yield Content(
            "changes",
            f"what changed from {base.label} to {other.label}",
            sections=lambda footnotes: [changes_section(dossier, base, other, footnotes=footnotes)],
        )
    yield Content(
        "comparison",
        "the comparison, aspect by aspect",
        sections=lambda footnotes: comparison_sections(dossier, marks, footnotes=footnotes),
    )
    passages = with_bookmarks(comparison_passages(dossier), stage.session.bookmarks)
    yield Content("passages", f"passages of the comparison ({len(passages)})", passages)


def _card(article: Article) -> Content:
    from ..dossier.export import card_section  # imported late: not needed to read

    return Content("card", f"card of {article.id}", sections=lambda _: [card_section(article)])
