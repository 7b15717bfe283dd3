"""Why nothing was found: which word, field or exclusion left nothing over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dossier.article import Article
from .articles import describes, known_outlets, known_years
from .corpus import RELATED
from .evaluate import Evaluation
from .syntax import And, In, Node, Not, Or, Outlet, Term, Years, leaves, parts, render, terms

_MOST_NAMES = 12


def explain(query: Node, evaluation: Evaluation, articles: Sequence[Article]) -> str:
    """A sentence on what killed a query that found nothing.

    Looked for in this order: a field that describes no article, a word that stands nowhere, words that never stand in
    one paragraph, exclusions, and fields that no paragraph with the words meets.
    """
    for leaf in _required(query):
        if isinstance(leaf, Outlet | Years) and not any(describes(leaf, article) for article in articles):
            return _unknown(leaf, tuple(articles))
    scope = evaluation.scope(query)
    counts = {term: len(evaluation.find(term, scope).documents) for term in terms(query)}
    needed = set(_required(query)) if any(counts.values()) else set(counts)
    absent = [term for term, count in counts.items() if not count and term in needed]
    if absent:
        related = [term for term in absent if evaluation.find(term, RELATED).documents]
        return _absent(counts, absent) + _only_related(related)
    fields = " and ".join(dict.fromkeys(render(leaf) for leaf in leaves(query) if not isinstance(leaf, Term)))
    bare = _rebuilt(query, Not | In | Outlet | Years)
    if bare is None:
        return f"no paragraph meets {fields}"
    together = len(evaluation.run(bare).documents)
    if not together:
        absent = [term for term, count in counts.items() if not count]
        return _absent(counts, absent) if absent else _never_together(counts)
    found = f"{_quoted(bare)} {'is' if isinstance(bare, Term) else 'are'} in {_paragraphs(together)}"
    included = _rebuilt(query, Not)
    if included is not None and evaluation.run(included).documents:
        exclusions = " and ".join(dict.fromkeys(f"“{render(each)}”" for each in _exclusions(query)))
        return f"{found}, but {exclusions} takes {'it' if together == 1 else 'them all'} away"
    return f"{found}, but {'not' if together == 1 else 'in none'} where {fields} holds"


def _required(node: Node) -> Iterator[Node]:
    """The leaves that every match must have."""
    if isinstance(node, And):
        for part in node.parts:
            yield from _required(part)
    elif not isinstance(node, Or | Not):
        yield node


def _exclusions(node: Node) -> Iterator[Not]:
    if isinstance(node, Not):
        yield node
    else:
        for part in parts(node):
            yield from _exclusions(part)


def _rebuilt(node: Node, unwanted: object) -> Node | None:
    """The tree without nodes of a type; ``None`` where nothing is left."""
    if isinstance(node, unwanted):  # type: ignore[arg-type]
        return None
    if not isinstance(node, And | Or):
        return node
    left = tuple(kept for part in node.parts if (kept := _rebuilt(part, unwanted)) is not None)
    if len(left) < 2:
        return left[0] if left else None
    return type(node)(left)


def _unknown(leaf: Outlet | Years, articles: tuple[Article, ...]) -> str:
    if isinstance(leaf, Outlet):
        outlets = known_outlets(articles)
        names = ", ".join(outlets[:_MOST_NAMES]) + (", …" if len(outlets) > _MOST_NAMES else "")
        return f"no article is of outlet “{leaf.text}”; " + (f"the outlets are {names}" if names else "none is known")
    years = known_years(articles)
    span = f"{leaf.first}" if leaf.first == leaf.last else f"{leaf.first or '…'} to {leaf.last or '…'}"
    known = f"the dates run from {years[0]} to {years[1]}" if years else "no date is known"
    return f"no article is dated {span}; {known}"


def _absent(counts: dict[Term, int], absent: list[Term]) -> str:
    missing = _listed([_quoted(term) for term in absent])
    present = [f"{_quoted(term)} stands in {_paragraphs(count)}" for term, count in counts.items() if count]
    if not present:
        return f"{missing} stand{'s' if len(absent) == 1 else ''} in no paragraph"
    return f"{_listed(present)} and {missing} in none"


def _only_related(terms_there: list[Term]) -> str:
    if not terms_there:
        return ""
    return (
        f"; {_listed([_quoted(term) for term in terms_there])} stands in related headlines only, "
        "which are left out where a field describes the article"
    )


def _never_together(counts: dict[Term, int]) -> str:
    listed = ", ".join(f"{_quoted(term)} ({count})" for term, count in counts.items())
    return f"each word occurs, but never together in one paragraph: {listed}"


def _quoted(node: Node) -> str:
    words = render(node).replace('"', "")
    return f"“{words}”"


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _paragraphs(count: int) -> str:
    return f"{count} paragraph{'' if count == 1 else 's'}"
