"""Why nothing was found: which word, field or exclusion left nothing over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dossier.article import Article
from .analysis import JOINED, NAME_ARTICLES
from .articles import known_names, known_years
from .corpus import EVERYWHERE, RELATED
from .evaluate import Evaluation
from .syntax import (
    NAMING,
    And,
    Event,
    Field,
    In,
    Leaf,
    Name,
    Named,
    Near,
    Node,
    Not,
    Or,
    Published,
    Sought,
    Term,
    parts,
    render,
    sought,
)

_MOST_NAMES = 12


def explain(query: Node, evaluation: Evaluation, articles: Sequence[Article]) -> str:
    """A sentence on what killed a query that found nothing.

    Looked for in this order: a field that describes no article, a word that stands nowhere, words that never stand in
    one paragraph, exclusions, and fields that no paragraph with the words meets.
    """
    for leaf in _required(query):
        if isinstance(leaf, Field) and not any(evaluation.fields.describes(leaf, article) for article in articles):
            if isinstance(leaf, Named) and leaf.field in NAMING:
                return _unnamed(leaf, evaluation)
            return _unknown(leaf, articles) + _year_in_related(leaf, evaluation)
        if isinstance(leaf, Event) and not evaluation.find(leaf, EVERYWHERE).documents:
            return f"no date inside the text can mean {_span(leaf)}"
    scope = evaluation.scope(query)
    counts = {term: len(evaluation.find(term, scope).documents) for term in sought(query)}
    needed = set(_required(query)) if any(counts.values()) else set(counts)
    absent = [term for term, count in counts.items() if not count and term in needed]
    if absent:
        far = [near for near in absent if isinstance(near, Near) and _has_all(near, evaluation, scope)]
        if far:
            return _too_far(far[0])
        related = [term for term in absent if evaluation.find(term, RELATED).documents]
        nowhere = [term for term in absent if term not in related]
        said = [_absent(counts, nowhere)] if nowhere else []
        said += [_only_related(related)] if related else []
        return "; ".join(said) + _only_joined(absent)
    return _taken_away(query, counts, evaluation)


def _taken_away(query: Node, counts: dict[Sought, int], evaluation: Evaluation) -> str:
    """That words never stand together, or that fields or exclusions leave nothing of the paragraphs that hold them."""
    bare, included = _rebuilt(query, Not | In | Field), _rebuilt(query, Not)
    left = _met(included, query, evaluation)
    if bare is None:
        fields = _conditions(query)
        return f"{_taken(query)} takes all away that meets {fields}" if left else f"no paragraph meets {fields}"
    together = _met(bare, query, evaluation)
    if not together:
        absent = [term for term, count in counts.items() if not count]
        return _absent(counts, absent) if absent else _never_together(counts)
    found = f"{_quoted(bare)} {'is' if isinstance(bare, Sought) else 'are'} in {_paragraphs(together)}"
    if not left:
        return f"{found}, but {'not' if together == 1 else 'in none'} where {_conditions(query)} holds"
    if left == together:
        return f"{found}, but {_taken(query)} takes {'it' if left == 1 else 'them all'} away"
    here = f"{left} of them where {_conditions(query)} holds"
    return f"{found}, {here}, but {_taken(query)} takes {'that one' if left == 1 else 'those'} away"


def _met(part: Node | None, query: Node, evaluation: Evaluation) -> int:
    """How many of the paragraphs that a query looks at a part of it matches."""
    if part is None:
        return 0
    types, scope = evaluation.corpus.types, evaluation.scope(query)
    return sum(bool(types[document] & scope) for document in evaluation.run(part).documents)


def _conditions(query: Node) -> str:
    """The fields that are asked for, in words."""
    return " and ".join(dict.fromkeys(render(leaf) for leaf in _positive(query) if not isinstance(leaf, Sought)))


def _taken(query: Node) -> str:
    """What is excluded, in words."""
    return " and ".join(dict.fromkeys(f"“{render(each)}”" for each in _exclusions(query)))


def _positive(node: Node) -> Iterator[Leaf]:
    """The leaves that are not under NOT."""
    if isinstance(node, Leaf):
        yield node
    elif not isinstance(node, Not):
        for part in parts(node):
            yield from _positive(part)


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
    if not isinstance(node, And | Or) or isinstance(node, Name):
        return node
    left = tuple(kept for part in node.parts if (kept := _rebuilt(part, unwanted)) is not None)
    if len(left) < 2:
        return left[0] if left else None
    return type(node)(left)


def _unknown(leaf: Field, articles: Sequence[Article]) -> str:
    if isinstance(leaf, Named):
        if leaf.field == "headline":
            return f"no headline holds “{leaf.text}”"
        known = known_names(leaf.field, articles)
        names = ", ".join(known[:_MOST_NAMES]) + (", …" if len(known) > _MOST_NAMES else "")
        plural = "agencies" if leaf.field == "agency" else "outlets"
        return f"no article is of {leaf.field} “{leaf.text}”; " + (
            f"the {plural} are {names}" if names else "none is known"
        )
    years = known_years(articles)
    span = _span(leaf) if leaf.field in ("year", "on") else f"{leaf.field} {leaf.text}"
    known_span = f"the dates run from {years[0]} to {years[1]}" if years else "no date is known"
    return f"no article is dated {span}; {known_span}"


def _span(leaf: Published | Event) -> str:
    """A period in words."""
    first, dots, last = leaf.text.partition("..")
    return f"{first or '…'} to {last or '…'}" if dots else first


def _unnamed(leaf: Named, evaluation: Evaluation) -> str:
    """That nobody is known by what ``person:`` and the like ask for, or that no article names them."""
    noun = {"person": "person", "org": "organisation", "place": "place"}[leaf.field]
    meant = evaluation.fields.meant(leaf)
    if meant:
        return f"no article names the {noun} {meant[0].entity.label} outside notices and related headlines"
    near = evaluation.fields.nearest(leaf)
    return f"the dossier’s table has no {noun} “{leaf.text}”" + (f"; the nearest is {near}" if near else "")


def _year_in_related(leaf: Field, evaluation: Evaluation) -> str:
    """That a year stands in related headlines, where it stands nowhere else."""
    if not isinstance(leaf, Published) or leaf.field not in ("year", "on") or not leaf.text[:4].isdigit():
        return ""
    year = leaf.text[:4]
    term = Term(year, (str(year),))
    if not evaluation.find(term, RELATED).documents or evaluation.find(term, EVERYWHERE & ~RELATED).documents:
        return ""
    return f"; {year} stands in related headlines only, which are no part of an article’s news"


def _has_all(near: Near, evaluation: Evaluation, scope: int) -> bool:
    """Whether each of the words occurs."""
    return all(evaluation.find(term, scope).documents for term in near.terms)


def _too_far(near: Near) -> str:
    words = _listed([_quoted(term) for term in near.terms])
    return f"{words} stand nowhere with at most {near.within} word{'' if near.within == 1 else 's'} between them"


def _absent(counts: dict[Sought, int], absent: list[Sought]) -> str:
    missing = _listed([_quoted(term) for term in absent])
    present = [f"{_quoted(term)} stands in {_paragraphs(count)}" for term, count in counts.items() if count]
    if not present:
        return f"{missing} stand{'s' if len(absent) == 1 else ''} in no paragraph"
    return f"{_listed(present)} and {missing} in none"


def _only_related(terms_there: list[Sought]) -> str:
    stand = "stands" if len(terms_there) == 1 else "stand"
    return (
        f"{_listed([_quoted(term) for term in terms_there])} {stand} in related headlines only, "
        "which are left out where a field describes the article"
    )


def _only_joined(absent: list[Sought]) -> str:
    """That the article of a hyphenated name is none of its words."""
    alone = [term for term in absent if isinstance(term, Term) and term.words[-1].removesuffix(JOINED) in NAME_ARTICLES]
    return f"; “{alone[0].text}” of a hyphenated name is looked for together with the name only" if alone else ""


def _never_together(counts: dict[Sought, int]) -> str:
    listed = ", ".join(f"{_quoted(term)} ({count})" for term, count in counts.items())
    return f"each word occurs, but never together in one paragraph: {listed}"


def _quoted(node: Node) -> str:
    words = render(node).replace('"', "")
    return f"“{words}”"


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _paragraphs(count: int) -> str:
    return f"{count} paragraph{'' if count == 1 else 's'}"
