"""``articles``, ``show`` and ``open``: what there is to read."""

from __future__ import annotations

from collections.abc import Iterator

from ..dossier.article import Article, Known, date_of, outlet_of
from ..dossier.dates import Dating, Narrowing
from ..dossier.evidence import PlacedRemark, place_remarks
from ..dossier.permalink import Permalink, parse_permalink
from ..dossier.problems import shortened
from ..dossier.text import Paragraph
from .describing import about, paragraphs, remark_fields
from .outcome import DONE, NOTHING, CommandError, UsageError
from .output import Output, Piece, at_terminal
from .running import Run, counted

_STYLES = {"body": "", "headline": "bold", "subheading": "bold"}
"""How a block is set; everything else steps back behind the news."""
_SHOWN = 200
"""Code points of a passage that are shown."""


def articles(run: Run) -> int:
    """List the articles by date."""
    found = run.everything()
    if run.json:
        run.out.document({"dossier": run.dossier.id, "articles": [_article_fields(article) for article in found]})
    for article in () if run.json else found:
        _print_article(run.out, article)
    if not found:
        run.out.say("There is no article in this dossier.")
    return DONE if found else NOTHING


def _print_article(out: Output, article: Article) -> None:
    size = f"{counted(article.text.count_words(), 'word')}, {len(article.text.paragraphs)} ¶"
    if out.terminal:
        out.line((article.id, "bold"), f"  {date_of(article)}  ", (outlet_of(article), "bold"), (f"  {size}", "dim"))
        out.line(article.title, indent=len(article.id) + 2)
    else:
        out.rows([[article.id, date_of(article), outlet_of(article), size, article.title]])


def _article_fields(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "file": article.file,
        "headline": _value(article.headline),
        "outlet": _value(article.outlet),
        "agency": _value(article.agency),
        "published": _date_fields(article.published),
        "words": article.text.count_words(),
        "paragraphs": len(article.text.paragraphs),
    }


def _value(known: Known | None) -> str | None:
    return None if known is None else known.value


def _date_fields(dating: Dating | None) -> dict[str, object]:
    """One shape, known or not, so that programs need not ask first."""
    if dating is None:
        return dict.fromkeys(("best", "earliest", "latest", "precision", "basis", "reason", "narrowed"))
    return {
        "best": dating.best.isoformat(),
        "earliest": dating.earliest.isoformat(),
        "latest": dating.latest.isoformat(),
        "precision": dating.precision,
        "basis": dating.basis,
        "reason": dating.reason,
        "narrowed": _narrowing_fields(dating.narrowed),
    }


def _narrowing_fields(narrowed: Narrowing | None) -> dict[str, object] | None:
    if narrowed is None:
        return None
    return {
        "earliest": narrowed.earliest.isoformat(),
        "latest": narrowed.latest.isoformat(),
        "basis": narrowed.basis,
        "reason": narrowed.reason,
    }


def show(run: Run) -> int:
    """Print an article, paragraph by paragraph."""
    article = run.article(run.arguments.id)
    if run.json:
        run.out.document(
            {
                "id": article.id,
                "file": article.file,
                "paragraphs": _paragraph_fields(article),
                "remarks": [_placed_fields(each) for each in place_remarks(run.tables(), article)],
            }
        )
        return DONE
    run.out.heading(about(article))
    if run.out.terminal and article.published is not None:
        dating = article.published
        run.out.line((f"{dating.span()}, {dating.grounds()}", "dim"))
    run.out.gap()
    # Remarks are for people and for JSON; in a pipe every line is one of the article's own.
    remarks = place_remarks(run.tables(), article) if run.out.terminal else ()
    for paragraph in article.text.paragraphs:
        if run.out.terminal:
            run.out.rows([[(f"¶{paragraph.number}", "dim"), list(_styled(article, paragraph))]], first=6)
            for each in remarks:
                if each.paragraph == paragraph.number:
                    run.out.line(("! ", "bold"), (each.remark.line, "dim"), indent=6)
            run.out.gap()
        else:
            block = article.main_block(paragraph.start, paragraph.end)
            run.out.rows([[f"¶{paragraph.number}", block, article.text.words(paragraph)]])
    return DONE


def _styled(article: Article, paragraph: Paragraph) -> Iterator[Piece]:
    """A paragraph's words, each part in the style of its block; named first where the block is not plain news."""
    value, at = article.text.value, paragraph.start
    main = article.main_block(paragraph.start, paragraph.end)
    if main not in _STYLES:
        yield f"[{main}] ", "dim italic"
    for block in article.blocks_in(paragraph.start, paragraph.end):
        yield value[at : block.start]
        yield value[block.start : block.end], _STYLES.get(block.type, "dim")
        at = block.end
    yield value[at : paragraph.end]


def _paragraph_fields(article: Article) -> list[dict[str, object]]:
    return [
        {
            "paragraph": paragraph.number,
            "start": paragraph.start,
            "end": paragraph.end,
            "blocks": [
                {"type": block.type, "start": block.start, "end": block.end}
                for block in article.blocks_in(paragraph.start, paragraph.end)
            ],
            "text": article.text.words(paragraph),
        }
        for paragraph in article.text.paragraphs
    ]


def _placed_fields(placed: PlacedRemark) -> dict[str, object]:
    return {
        "paragraph": placed.paragraph,
        "start": placed.resolution.start,
        "end": placed.resolution.end,
        "exact": placed.remark.pin.quote.exact,
        "status": placed.resolution.status,
        **remark_fields(placed.remark),
    }


def open(run: Run) -> int:
    """Open the app on a passage; without a terminal, or for a program, say where it is."""
    try:
        permalink = parse_permalink(run.arguments.permalink)
    except ValueError as error:
        raise UsageError(f"{error}.") from None
    article = _target(run, permalink)
    if run.json:
        run.out.document(_place_fields(permalink, article))
    elif at_terminal():
        return run.open_app(run.folder, permalink)
    elif permalink.start is None or permalink.end is None:
        run.out.rows([[article.id, article.file, article.title]])
    else:
        where = paragraphs(article, permalink.start, permalink.end)
        words = shortened(article.text.value[permalink.start : permalink.end], _SHOWN)
        run.out.rows([[article.id, article.file, where, f"{permalink.start}-{permalink.end}", words]])
    return DONE


def _target(run: Run, permalink: Permalink) -> Article:
    """The article of a permalink, once the passage is known to be there."""
    if permalink.dossier != run.dossier.id:
        raise CommandError(
            f"The permalink is one of the dossier “{permalink.dossier}”, and this is “{run.dossier.id}”; "
            "open the other with --dossier DIR."
        )
    if run.dossier.article(permalink.article) is None:
        raise CommandError(f"There is no article “{permalink.article}” in the dossier “{permalink.dossier}”.")
    article = run.article(permalink.article)
    if permalink.end is not None and permalink.end > len(article.text):
        raise CommandError(
            f"There is no passage {permalink.start}-{permalink.end} in article {article.id}; "
            f"it has {len(article.text)} code points."
        )
    return article


def _place_fields(permalink: Permalink, article: Article) -> dict[str, object]:
    start, end = permalink.start, permalink.end
    within = () if start is None or end is None else article.text.paragraphs_in(start, end)
    return {
        "dossier": permalink.dossier,
        "article": article.id,
        "file": article.file,
        "paragraph": within[0].number if within else None,
        "start": start,
        "end": end,
        "text": None if start is None else article.text.value[start:end],
    }
