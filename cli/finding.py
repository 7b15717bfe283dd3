"""``search``: the paragraphs that hold what was asked for."""

from __future__ import annotations

from ..search.index import ensure_index
from ..search.query import QueryError, parse
from ..search.results import Hit, Results, by_article, listed
from ..search.snippet import snippet
from .describing import about
from .notebooks import table_grown
from .outcome import DONE, NOTHING, UsageError
from .output import Output, Piece
from .running import Run, counted


def search(run: Run) -> int:
    """Find words; build the index first where that is needed."""
    words = " ".join(run.arguments.query)
    results = find(run, words, run.arguments.limit, variants=not run.arguments.no_variants)
    if run.json:
        run.out.document(_fields(results))
    else:
        _print(run.out, results)
    return DONE if results.total else NOTHING


def find(run: Run, words: str, limit: int | None, *, variants: bool = True) -> Results:
    """The answer to a query: the best ``limit`` hits, or all; names find their ``variants`` too.

    Raises:
        UsageError: the query is none.
    """
    try:
        parse(words)
    except QueryError as error:
        stop = "" if error.message.endswith("?") else "."
        raise UsageError(f"This query cannot be asked: {error.message}{stop}") from None
    run.everything()
    index = ensure_index(run.dossier, run.out.progress)
    run.out.end_progress()
    try:
        names = table_grown(run)
        if names is not None:
            index.use_names(names)
        results = index.search(words, limit, variants=variants)  # as text: its names may be of several words
    finally:
        index.close()
    if index.notice is not None:
        run.out.say(index.notice)
    return results


def _print(out: Output, results: Results) -> None:
    if results.also and results.hits:
        out.say(listed(results.also))
    for hits in by_article(results.hits):
        article = hits[0].article
        out.heading((article.id, "bold"), f" {about(article)}")
        for hit in hits:
            out.line(*_hit(out, hit))
    if results.message is not None:
        out.say(results.message)
    left = results.total - len(results.hits)
    if left:
        out.say(f"{counted(left, 'more hit')}; --limit {results.total} prints all.")


def _hit(out: Output, hit: Hit) -> list[Piece]:
    """Article, paragraph and the words around the matches, on one line."""
    place = f"{hit.article.id} ¶{hit.paragraph.number}"
    marks = [
        *([] if hit.block == "body" else [hit.block]),
        *(["apart"] if hit.apart else []),
        *(["possible"] if hit.possible else []),
    ]
    block = f" [{', '.join(marks)}]" if marks else ""
    part = snippet(hit, max(20, out.width - out.cells(place + block) - 2), out.cells)
    pieces: list[Piece] = [(place, "dim"), "  "]
    at = 0
    for start, end in part.matches:
        pieces += [part.text[at:start], (part.text[start:end], "bold")]
        at = end
    return [*pieces, part.text[at:], (block, "dim")]


def _fields(results: Results) -> dict[str, object]:
    return {
        "query": results.query,
        "understood": results.understood,
        "also": [{"term": each.term, "form": each.form, "count": each.count, "why": each.why} for each in results.also],
        "total": results.total,
        "hits": [_hit_fields(hit) for hit in results.hits],
        "message": results.message,
    }


def _hit_fields(hit: Hit) -> dict[str, object]:
    return {
        "article": hit.article.id,
        "file": hit.article.file,
        "paragraph": hit.paragraph.number,
        "start": hit.paragraph.start,
        "end": hit.paragraph.end,
        "block": hit.block,
        "text": hit.article.text.words(hit.paragraph),
        "matches": [[start, end] for start, end in hit.matches],
        "apart": hit.apart,
        "others": [
            {"paragraph": each.number, "start": each.start, "end": each.end, "text": hit.article.text.words(each)}
            for each in hit.others
        ],
        "possible": list(hit.possible),
        "score": hit.score,
    }
