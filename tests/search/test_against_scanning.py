"""The index answers as a reader would who goes through every paragraph with the rules of the language in hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from natoreader.dossier.article import Article
from natoreader.dossier.dated import dated_passages
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.dossier.text import Paragraph
from natoreader.search.abbreviations import FULL, SHORT
from natoreader.search.analysis import STEP, Token, tokens
from natoreader.search.index import Index, ensure_index
from natoreader.search.query import parse
from natoreader.search.spelling import root
from natoreader.search.syntax import And, Event, In, Named, Near, Node, Not, Or, Published, QueryError, Term, leaves

BLOCKS = ("headline", "dateline", "body", "notice", "related", "caption")
COUNTED = frozenset(BLOCKS) - {"notice", "related"}
ALL = frozenset(BLOCKS)


class Scan:
    """A query decided paragraph by paragraph, straight from the rules and from the text."""

    def __init__(self, dossier: Dossier, query: Node) -> None:
        self.dossier = dossier
        self.query = query
        self.by_paragraph = any(isinstance(leaf, In) for leaf in leaves(query))
        about = any(isinstance(leaf, Named | Published | Event) for leaf in leaves(query))
        self.allowed = ALL - {"related"} if about and not asks_for(query, "related") else ALL

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
            case Near():
                return close(node, article, paragraph, allowed)
            case Named() | Published():
                return described(node, article)
            case Event():
                return names_day(node, article, paragraph, allowed)
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

    def apart(self) -> set[str]:
        """The articles that hold everything, but never together."""
        if any(asks_for(self.query, block) for block in ALL - COUNTED):
            return set()
        together = {
            id
            for id, number in self.run()
            if types_of(self.article(id), self.article(id).text.paragraphs[number - 1]) & COUNTED
        }
        whole = {
            str(each.id)
            for each in self.dossier.articles
            if self.spread(self.query, each, self.allowed, each.text.paragraphs)
            and self.words(self.query, each, self.allowed, each.text.paragraphs)
        }
        return whole - together

    def article(self, id: str) -> Article:
        return next(article for article in self.dossier.articles if article.id == id)

    def spread(self, node: Node, article: Article, allowed: frozenset[str], paragraphs: Sequence[Paragraph]) -> bool:
        """Whether an article holds everything within some of its paragraphs, in whichever."""
        match node:
            case And():
                allowed = narrowed(node, allowed)
                if self.by_paragraph:
                    paragraphs = [each for each in paragraphs if not self.excluded(node, article, each, allowed)]
                elif any(self.excluded(node, article, each, COUNTED) for each in article.text.paragraphs):
                    return False
                wanted = [part for part in node.parts if not (isinstance(part, Not) or speaks_of_blocks(part))]
                if not wanted:
                    kinds = [types_of(article, each) for each in paragraphs]
                    return any(kind & COUNTED and kind & allowed for kind in kinds)
                return all(self.spread(part, article, allowed, paragraphs) for part in wanted)
            case Or():
                return any(self.spread(part, article, allowed, paragraphs) for part in node.parts)
            case _:
                return any(
                    types_of(article, each) & COUNTED and self.holds(node, article, each, allowed)
                    for each in paragraphs
                )

    def words(self, node: Node, article: Article, allowed: frozenset[str], paragraphs: Sequence[Paragraph]) -> bool:
        """Whether any word or date that is asked for stands in an article, so that there is something to show."""
        if isinstance(node, And):
            allowed = narrowed(node, allowed)
            if self.by_paragraph:
                paragraphs = [each for each in paragraphs if not self.excluded(node, article, each, allowed)]
        if isinstance(node, And | Or):
            return any(self.words(part, article, allowed, paragraphs) for part in node.parts)
        return isinstance(node, Term | Near | Event) and self.spread(node, article, allowed, paragraphs)

    def excluded(self, node: And, article: Article, paragraph: Paragraph, allowed: frozenset[str]) -> bool:
        """Whether a paragraph holds what a NOT of a conjunction excludes, other than blocks."""
        taken = [part.part for part in node.parts if isinstance(part, Not) and not speaks_of_blocks(part)]
        return any(self.holds(part, article, paragraph, allowed) for part in taken)


def described(field: Named | Published, article: Article) -> bool:
    if isinstance(field, Named):
        return article.outlet is not None and named(field, str(article.outlet.value))
    date = article.published
    if date is None:
        return False
    return (field.first is None or date.latest >= field.first) and (field.last is None or date.earliest <= field.last)


def names_day(event: Event, article: Article, paragraph: Paragraph, allowed: frozenset[str]) -> bool:
    return any(
        (event.first is None or each.days[1] >= event.first) and (event.last is None or each.days[0] <= event.last)
        for each in dated_passages(article)
        if each.days is not None and each.paragraph == paragraph.number and each.block in allowed
    )


def speaks_of_blocks(node: Node) -> bool:
    return all(isinstance(leaf, In) for leaf in leaves(node))


def asks_for(node: Node, block: str) -> bool:
    if isinstance(node, And | Or):
        return any(asks_for(part, block) for part in node.parts)
    return node == In(block)


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
    if len(term.words) > 1 and wanted.strip("-") in ("al", "el"):
        return word.strip("-") == wanted.strip("-")
    if wanted in ("us", "who", "it", "is") and word == f"{wanted}.":
        return True
    return root(word) == root(wanted)


def stretches(term: Term, found: list[Token], usable: list[bool]) -> set[tuple[int, int]]:
    """Where a term stands: the numbers of the first token and of the one behind the last."""

    def ends(at: int, slot: int) -> set[int]:
        if slot == len(term.words):
            return {at}
        optional = term.quoted and term.words[slot] in ("a", "an", "the") and not {"a", "an", "the"} >= {*term.words}
        result = ends(at, slot + 1) if optional else set()
        gap = 0 if at in (begin, len(found)) else found[at].position - found[at - 1].position
        may_begin = slot in term.begins or (
            slot - 1 in term.begins and term.quoted and term.words[slot - 1] in ("a", "an", "the")
        )
        joined = at == begin or gap == STEP or may_begin
        if at < len(found) and usable[at] and joined:
            word = found[at].word
            if word in ("a", "an", "the") if optional else same(term, slot, word):
                result |= ends(at + 1, slot + 1)
        return result

    stretched = set()
    for begin in range(len(found)):
        stretched |= {(begin, end) for end in ends(begin, 0) if end > begin}
    return stretched


def read(article: Article, paragraph: Paragraph, allowed: frozenset[str]) -> tuple[list[Token], list[bool]]:
    found = list(tokens(article.text.words(paragraph)))
    return found, [article.block_at(paragraph.start + token.start) in allowed for token in found]


def stands(term: Term, article: Article, paragraph: Paragraph, allowed: frozenset[str]) -> bool:
    return bool(stretches(term, *read(article, paragraph, allowed)))


def close(near: Near, article: Article, paragraph: Paragraph, allowed: frozenset[str]) -> bool:
    """Two terms, in any order, with few enough words between them."""
    first, second = (stretches(term, *read(article, paragraph, allowed)) for term in near.terms)
    return any(0 <= max(a[0], b[0]) - min(a[1], b[1]) <= near.within for a in first for b in second)


def named(field: Named, name: str) -> bool:
    words = " ".join(token.word for token in tokens(name))
    wanted = " ".join(field.words)
    return f" {words}".find(f" {wanted}") >= 0 if field.prefix else f" {words} ".find(f" {wanted} ") >= 0


ARTICLES = {
    "a": "guard arms\nTRIPOLI — guard trains arms.\nSign up for arms.\nembargo, guard, 14 May 2025",
    "b": "embargo training\nTRIPOLI — the arms embargo, the guard's training in October 2011\nguard guard arms",
    "c": "arms guard last year\nBERLIN — arms embargo arms\ntrained embargo's guard",
    "d": "TRIPOLI — training, embargo\nguard\nBERLIN arms",
    "e": "berlin embargo guard training 2011",
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
_years = st.sampled_from(
    ["year:2011", "year:2012..2013", "year:2014..", "year:..2012", "before:2012", "after:2012-11", "on:2011-12-31"]
)
_events = st.sampled_from(["event:2011", "event:2011-10-05..2012", "event:2025", "event:..2000", "event:2012-07"])
_block = st.sampled_from([f"in:{block}" for block in BLOCKS])
_in = st.one_of(_block, st.tuples(_block, _block).map(lambda pair: f"({pair[0]} OR {pair[1]})"))


def _trees(words: st.SearchStrategy[str], fields: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    near = st.tuples(words, st.integers(0, 4), words).map(lambda each: f"{each[0]} NEAR/{each[1]} {each[2]}")
    leaf = st.one_of(words, words, words, fields, near)

    def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        join = st.sampled_from([" ", " AND ", " OR ", " NOT ", " -"])
        return st.tuples(inner, join, inner).map(lambda each: f"({each[0]}{each[1]}{each[2]})")

    return st.recursive(leaf, grow, max_leaves=6)


def terms_of(leaf: Node) -> tuple[Term, ...]:
    return leaf.terms if isinstance(leaf, Near) else (leaf,) if isinstance(leaf, Term) else ()


def name_in(words: tuple[str, ...]) -> bool:
    """Whether an abbreviation with a full name, or such a name, is among the words."""
    return any(word in FULL for word in words) or any(
        words[at : at + len(name)] == name for name in SHORT for at in range(len(words))
    )


@lru_cache
def written(dossier: Dossier) -> tuple[frozenset[str], frozenset[str]]:
    """The roots of a dossier's words, and of what two words side by side are as one."""
    paragraphs = [
        [token.word for token in tokens(article.text.words(paragraph))]
        for article in dossier.articles
        for paragraph in article.text.paragraphs
    ]
    single = frozenset(root(word) for words in paragraphs for word in words)
    return single, frozenset(root(one + other) for words in paragraphs for one, other in pairwise(words))


def written_otherwise(words: tuple[str, ...], single: frozenset[str], double: frozenset[str]) -> bool:
    """Whether a word is two words in the dossier, or two of them are one there."""
    return any(root(word) in double for word in words) or any(
        root(one + other) in single for one, other in pairwise(words)
    )


def check(dossier: Dossier, index: Index, text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    if any(name_in(term.words) for leaf in leaves(query.node) for term in terms_of(leaf)):
        return  # the reader does not know what is short for what
    if any(written_otherwise(term.words, *written(dossier)) for leaf in leaves(query.node) for term in terms_of(leaf)):
        return  # nor what others write as one word or as two
    results = index.search(query, variants=False)  # nor how else a name may be spelt
    scan = Scan(dossier, query.node)
    expected = scan.run()
    together = [hit for hit in results.hits if not hit.apart]
    assert {(str(hit.article.id), hit.paragraph.number) for hit in together} == expected, query.understood
    apart = [str(hit.article.id) for hit in results.hits if hit.apart]
    assert (len(apart), {*apart}) == (len(scan.apart()), scan.apart()), query.understood
    assert results.total == len(results.hits)
    assert len(together) == len(expected)
    assert results.message or results.hits
    for hit in results.hits:
        ends = [hit.paragraph.start, *(end for _, end in hit.matches)]
        assert all(ends[n] <= start < end <= hit.paragraph.end for n, (start, end) in enumerate(hit.matches))


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_trees(st.one_of(_words, _phrases), st.one_of(_outlets, _years, _events, _in)))
def test_invented_articles_with_blocks_outlets_and_dates(invented: tuple[Dossier, Index], text: str) -> None:
    check(*invented, text)


@pytest.fixture(scope="module")
def vocabulary() -> list[str]:
    text = " ".join(file.read_text(encoding="utf-8") for file in sorted((bundled() / "articles").glob("*.txt")))
    return text.split()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_five_articles(five: Dossier, five_index: Index, vocabulary: list[str], data: st.DataObject) -> None:
    at = st.integers(0, len(vocabulary) - 4)
    word = at.map(lambda n: vocabulary[n].replace("(", "").replace(")", "").strip("-*"))
    phrase = st.tuples(at, st.integers(2, 4)).map(lambda each: " ".join(vocabulary[each[0] : each[0] + each[1]]))
    quoted = phrase.map(lambda words: '"' + "".join(char for char in words if char not in '"“”*') + '"')
    common = st.sampled_from(["NATO", "Libya", "the", "to", "security", "Rasmussen", "Stoltenberg", "militar*"])
    words = st.one_of(common, word, quoted)
    check(five, five_index, data.draw(_trees(words, words)))
