"""``dates``: the dates the articles name, resolved."""

from __future__ import annotations

from ..dossier.article import Article
from ..dossier.dated import DatedPassage, dated_passages
from ..dossier.dates import days_in_words
from ..dossier.mentions import Matcher
from ..dossier.text import Clean
from .describing import about
from .notebooks import names_in_force
from .outcome import DONE, NOTHING
from .running import Run


def dates(run: Run) -> int:
    """List the dates of the dossier or of one article with the days they mean, and how that is known."""
    chosen = [run.article(run.arguments.id)] if run.arguments.id is not None else list(run.everything())
    matcher = Matcher(names_in_force(run))
    found = [(article, dated_passages(article, matcher.mentions(article))) for article in chosen]
    if run.json:
        run.out.document({"dates": [_fields(article, each) for article, passages in found for each in passages]})
    else:
        _print(run, found)
    if not any(passages for _, passages in found):
        run.out.say("No date is named there.")
        return NOTHING
    return DONE


def _print(run: Run, found: list[tuple[Article, tuple[DatedPassage, ...]]]) -> None:
    for article, passages in found:
        if not passages:
            continue
        run.out.heading((article.id, "bold"), f" {about(article)}")
        for each in passages:
            where, words = f"¶{each.paragraph}", Clean.line(each.text)
            if run.out.terminal:
                known = [each.precision, each.basis, "" if each.block == "body" else each.block]
                run.out.line(
                    (f"{where:<5}", "dim"),
                    (words, "bold"),
                    f"  {_days(each)}",
                    (f"  {', '.join(filter(None, known))}", "dim"),
                )
                run.out.line((each.reason, "dim"), indent=5)
            else:
                grounds = each.precision, each.basis or "", each.reason
                run.out.rows([[article.id, where, each.block, words, _days(each), *grounds]])


def _days(passage: DatedPassage) -> str:
    return "unresolved" if passage.days is None else str(days_in_words(*passage.days))


def _fields(article: Article, passage: DatedPassage) -> dict[str, object]:
    return {
        "article": article.id,
        "file": article.file,
        "paragraph": passage.paragraph,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "earliest": passage.earliest.isoformat() if passage.earliest else None,
        "latest": passage.latest.isoformat() if passage.latest else None,
        "precision": passage.precision,
        "basis": passage.basis,
        "reason": passage.reason,
        "block": passage.block,
    }
