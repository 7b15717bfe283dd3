"""Everything that is wrong with a dossier, not only the first fault."""

from __future__ import annotations

from collections.abc import Iterator

from .article import UNCOUNTED, Article
from .comparison import Cell
from .evidence import Passage, place
from .folder import COMPARISON, DOSSIER, Dossier
from .problems import Problem, problem, shortened


def check(dossier: Dossier) -> tuple[Problem, ...]:
    """Every problem of the dossier's three files and of the texts they speak of; reads all of it."""
    found = list(dossier.problems)
    for article in dossier.articles:
        found += article.problems
        found += _check_text(article)
    found += dossier.table_problems
    for cell in dossier.comparison.cells:
        found += _check_cell(dossier, cell)
    return tuple(found)


def _check_text(article: Article) -> Iterator[Problem]:
    if not article.text.paragraphs:
        if not article.problems:  # an unreadable file is told of already
            yield problem(str(article.file), "", "holds no text")
    elif article.sha256 is not None and article.sha256 != article.text.sha256:
        message = f"the text of {article.file} is not the one recorded; it was edited since"
        yield problem(DOSSIER, f"{article.key}.sha256", message)


def _check_cell(dossier: Dossier, cell: Cell) -> Iterator[Problem]:
    for number, passage in enumerate(place(dossier, cell)):
        key = f"{cell.key}.evidence[{number}]"
        fault = _fault(dossier, passage)
        if fault:
            yield problem(COMPARISON, f"{key}.quote", fault)
        article = dossier.article(passage.evidence.article)
        carried = passage.evidence.speaker_from
        if article is not None and carried is not None and not 1 <= carried <= len(article.text.paragraphs):
            yield problem(COMPARISON, f"{key}.speaker_from", f"article {article.id} has no paragraph {carried}")


def _fault(dossier: Dossier, passage: Passage) -> str | None:
    evidence = passage.evidence
    shown = shortened(evidence.quote.exact)
    status = passage.resolution.status
    if status == "ambiguous":
        times = passage.resolution.candidates
        return f"“{shown}” stands {times} times in article {evidence.article}; name its paragraph"
    if status == "changed":
        return f"“{shown}”: the words at this place of article {evidence.article} have changed"
    if status == "gone":
        where = f"paragraph {evidence.quote.paragraph} of " if evidence.quote.paragraph is not None else ""
        return f"“{shown}” is not in {where}article {evidence.article}"
    article = dossier.article(evidence.article)
    if article is None or passage.start is None or passage.end is None:
        return None
    blocks = [each.type for each in article.blocks_in(passage.start, passage.end) if each.type in UNCOUNTED]
    return f"“{shown}” stands in a {blocks[0]} block, which is not part of the article's news" if blocks else None
