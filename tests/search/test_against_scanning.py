"""The index answers as a reader would who goes through every paragraph with the rules of the language in hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from natoreader.dossier.article import Article
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.dossier.text import Paragraph
from natoreader.search.analysis import tokens
from natoreader.search.engine import stem
from natoreader.search.index import Index, ensure_index
from natoreader.search.query import parse
from natoreader.search.syntax import And, In, Node, Not, Or, Outlet, QueryError, Term, Years, leaves

BLOCKS = ("headline", "dateline", "body", "notice", "related", "caption")
COUNTED = frozenset(BLOCKS) - {"notice", "related"}
ALL = frozenset(BLOCKS)


class Scan:
    """A query decided paragraph by paragraph, straight from the rules and from the text."""

    def __init__(self, dossier: Dossier, query: Node) -> None:
        self.dossier = dossier
        self.query = query
        self.by_paragraph = any(isinstance(leaf, In) for leaf in leaves(query))
        described = any(isinstance(leaf, Outlet | Years) for leaf in leaves(query))
        self.allowed = ALL - {"related"} if described and not asks_for_related(query) else ALL

    def run(self) -> set[tuple[str, int]]:
        return {
            (str(article.id), paragraph.number)
            for article in self.dossier.articles
            for paragraph in article.text.paragraphs
            if self.holds(self.query, article, paragraph, self.allowed)
            and types_of(article, paragraph) & narrowed(self.query, self.allowed)
        }

    def holds(self, node: Node, article: Article, paragraph: Paragraph, allowed: frozenset[str]) -> bool:
        match node:
            case Term():
                return stands(node, article, paragraph, allowed)
            case Outlet():
                return article.outlet is not None and named(node, str(article.outlet.value))
            case Years():
                date = article.published
                first, last = node.first or 1, node.last or 9999
                return date is not None and date.earliest.year <= last and date.latest.year >= first
            case In():
                return node.block in types_of(article, paragraph) & allowed
            case Or():
                return any(self.holds(part, article, paragraph, allowed) for part in node.parts)
            case And():
                return self.all_hold(node, article, paragraph, narrowed(node, allowed))
            case Not():
                raise AssertionError

    def all_hold(self, node: And, article: Article, paragraph: Paragraph, allowed: frozenset[str]) -> bool:
        if not types_of(article, paragraph) & allowed:
            return False
        for part in node.parts:
            if speaks_of_blocks(part):
                continue  # it has narrowed what is allowed
            if not isinstance(part, Not):
                if not self.holds(part, article, paragraph, allowed):
                    return False
            elif self.by_paragraph:
                if self.holds(part.part, article, paragraph, allowed):
                    return False
            elif any(self.holds(part.part, article, each, COUNTED) for each in article.text.paragraphs):
                return False
        return True


def speaks_of_blocks(node: Node) -> bool:
    return all(isinstance(leaf, In) for leaf in leaves(node))


def asks_for_related(node: Node) -> bool:
    if isinstance(node, And | Or):
        return any(asks_for_related(part) for part in node.parts)
    return node == In("related")


def narrowed(node: Node, allowed: frozenset[str]) -> frozenset[str]:
    """The block types that a node leaves open."""
    if isinstance(node, In):
        return allowed & {node.block}
    if isinstance(node, And):
        for part in node.parts:
            allowed = narrowed(part, allowed)
        return allowed
    if speaks_of_blocks(node):
        if isinstance(node, Or):
            return frozenset().union(*(narrowed(part, allowed) for part in node.parts))
        if isinstance(node, Not):
            return allowed - narrowed(node.part, ALL)
    return allowed


def types_of(article: Article, paragraph: Paragraph) -> frozenset[str]:
    return frozenset(block.type for block in article.blocks_in(paragraph.start, paragraph.end))


def same(term: Term, number: int, word: str) -> bool:
    wanted = term.words[number]
    if term.prefix and number == len(term.words) - 1:
        return word.startswith(wanted)
    return stem(word) == stem(wanted)


def stands(term: Term, article: Article, paragraph: Paragraph, allowed: frozenset[str]) -> bool:
    found = list(tokens(article.text.words(paragraph)))
    usable = [article.block_at(paragraph.start + token.start) in allowed for token in found]
    length = len(term.words)
    return any(
        all(usable[at + step] and same(term, step, found[at + step].word) for step in range(length))
        for at in range(len(found) - length + 1)
    )


def named(field: Outlet, name: str) -> bool:
    words = " ".join(token.word for token in tokens(name))
    wanted = " ".join(field.words)
    return f" {words}".find(f" {wanted}") >= 0 if field.prefix else f" {words} ".find(f" {wanted} ") >= 0


ARTICLES = {
    "a": "guard arms\nTRIPOLI — guard trains arms.\nSign up for arms.\nembargo, guard",
    "b": "embargo training\nTRIPOLI — the arms embargo, the guard's training\nguard guard arms",
    "c": "arms guard\nBERLIN — arms embargo arms\ntrained embargo's guard",
    "d": "TRIPOLI — training, embargo\nguard\nBERLIN arms",
    "e": "berlin embargo guard training",
}


def table(id: str, number: int) -> str:
    rows = [f'[[articles]]\nid = "{id}"\nfile = "{id}.txt"']
    if id != "e":
        outlet = ("Sky News", "Sky Sports", "Daily News", "Reuters")[number]
        rows.append(f'[articles.outlet]\nvalue = "{outlet}"\nbasis = "entered"\nreason = "r"')
        year = 2011 + number
        dates = f"best = {year}-12-31\nearliest = {year}-12-31\nlatest = {year + number % 2}-12-31"
        rows.append(f'[articles.published]\n{dates}\nbasis = "entered"\nreason = "r"')
    blocks = {
        "a": [("headline", 1), ("notice", 3), ("related", 4)],
        "b": [("headline", 1), ("related", 3)],
        "c": [("caption", 1)],
        "d": [("notice", 2)],
        "e": [],
    }
    rows += [f'[[articles.blocks]]\ntype = "{kind}"\nparagraphs = "{at}"' for kind, at in blocks[id]]
    city = "BERLIN —" if id == "c" else "TRIPOLI —"
    if id != "e":
        rows.append(f'[[articles.blocks]]\ntype = "dateline"\nquote = "{city}"')
    return "\n".join(rows)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Dossier, Index]]:
    root: Path = tmp_path_factory.mktemp("invented")
    for id, text in ARTICLES.items():
        (root / f"{id}.txt").write_text(text, encoding="utf-8")
    tables = "\n\n".join(table(id, number) for number, id in enumerate(ARTICLES))
    (root / "dossier.toml").write_text(f'schema = 1\nid = "invented"\n\n{tables}\n', encoding="utf-8")
    dossier = open_dossier(root)
    assert not dossier.problems
    assert not any(article.problems for article in dossier.articles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NATOREADER_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        index = ensure_index(dossier)
    yield dossier, index
    index.close()


_words = st.sampled_from(["guard", "arms", "embargo", "training", "train*", "tripoli", "berlin", "the", "zebra", "em*"])
_phrases = st.lists(_words.filter(lambda word: "*" not in word), min_size=2, max_size=3).map(
    lambda w: f'"{" ".join(w)}"'
)
_outlets = st.sampled_from(["outlet:sky", "outlet:news", 'outlet:"sky news"', "outlet:s*", "outlet:reuters"])
_years = st.sampled_from(["year:2011", "year:2012..2013", "year:2014..", "year:..2012"])
_block = st.sampled_from([f"in:{block}" for block in BLOCKS])
_in = st.one_of(_block, st.tuples(_block, _block).map(lambda pair: f"({pair[0]} OR {pair[1]})"))


def _trees(words: st.SearchStrategy[str], fields: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    leaf = st.one_of(words, words, words, fields)

    def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        join = st.sampled_from([" ", " AND ", " OR ", " NOT ", " -"])
        return st.tuples(inner, join, inner).map(lambda each: f"({each[0]}{each[1]}{each[2]})")

    return st.recursive(leaf, grow, max_leaves=6)


def check(dossier: Dossier, index: Index, text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    results = index.search(query)
    expected = Scan(dossier, query.node).run()
    assert {(str(hit.article.id), hit.paragraph.number) for hit in results.hits} == expected, query.understood
    assert results.total == len(expected) == len(results.hits)
    assert bool(results.message) == (not expected)
    for hit in results.hits:
        ends = [hit.paragraph.start, *(end for _, end in hit.matches)]
        assert all(ends[n] <= start < end <= hit.paragraph.end for n, (start, end) in enumerate(hit.matches))


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_trees(st.one_of(_words, _phrases), st.one_of(_outlets, _years, _in)))
def test_invented_articles_with_blocks_outlets_and_dates(invented: tuple[Dossier, Index], text: str) -> None:
    check(*invented, text)


@pytest.fixture(scope="module")
def vocabulary() -> list[str]:
    text = " ".join(file.read_text(encoding="utf-8") for file in sorted((bundled() / "articles").glob("*.txt")))
    return text.split()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_five_articles(five: Dossier, five_index: Index, vocabulary: list[str], data: st.DataObject) -> None:
    at = st.integers(0, len(vocabulary) - 4)
    word = at.map(lambda n: vocabulary[n].replace("(", "").replace(")", "").strip("-*"))
    phrase = st.tuples(at, st.integers(2, 4)).map(lambda each: " ".join(vocabulary[each[0] : each[0] + each[1]]))
    quoted = phrase.map(lambda words: '"' + "".join(char for char in words if char not in '"“”*') + '"')
    common = st.sampled_from(["NATO", "Libya", "the", "to", "security", "Rasmussen", "Stoltenberg", "militar*"])
    words = st.one_of(common, word, quoted)
    check(five, five_index, data.draw(_trees(words, words)))
