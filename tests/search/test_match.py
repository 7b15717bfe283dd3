"""Ranges on the five articles are exact, whatever the query."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from natoreader.dossier.folder import Dossier
from natoreader.search.analysis import STEP, tokens
from natoreader.search.index import Index
from natoreader.search.lexicon import Lexicon
from natoreader.search.match import matches, merged
from natoreader.search.meaning import Meaning
from natoreader.search.query import parse
from natoreader.search.spelling import root


def found(five: Dossier, query: str) -> list[str]:
    """Every range of a query in every paragraph, without asking the index."""
    node = parse(query).node
    counts = Counter(
        word
        for article in five.articles
        for paragraph in article.text.paragraphs
        for word in {token.word for token in tokens(article.text.words(paragraph))}
    )
    meaning = Meaning(Lexicon.of(counts, {word: root(word) for word in counts}))
    return [
        str(article.text.value[start:end])
        for article in five.articles
        for paragraph in article.text.paragraphs
        for start, end in matches(node, article, paragraph, meaning, lambda field: True)
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sarraj", ["Sarraj", "Sarraj", "Sarraj"]),
        ("al-sarraj", ["al-Sarraj"]),
        ("zeidan", ["Zeidan", "Zeidan", "Zeidan"]),  # one of them is “Zeidan’s”
        ("“stands ready to help”", ["stands ready to help", "stand ready to help"]),
        ('"secretary general anders"', ["Secretary General Anders", *["Secretary-General Anders"] * 4]),
        ('"september 21 22"', ["September 21-22"]),
        ("1000 troops", ["1,000", "troops"]),
        ("operat* sophia", ["Operation", "operation", "Sophia"]),
        ("“operation soph*”", ["Operation Sophia"]),
        ("moron OR ouster", ["Morón"]),
        ("ambassador NOT libya", ["Ambassador", "ambassador"]),
    ],
)
def test_what_is_lit(five: Dossier, query: str, expected: list[str]) -> None:
    assert sorted(found(five, query)) == sorted(expected)


def test_each_word_of_each_paragraph_finds_itself(five: Dossier, five_index: Index) -> None:
    for article in five.articles:
        for paragraph in article.text.paragraphs:
            words = article.text.words(paragraph)
            for token in list(tokens(words))[::7]:
                results = five_index.search(f'"{words[token.start : token.end]}"')
                hit = next(hit for hit in results.hits if (hit.article, hit.paragraph) == (article, paragraph))
                assert (paragraph.start + token.start, paragraph.start + token.end) in hit.matches


def test_each_pair_of_neighbours_is_a_phrase(five: Dossier, five_index: Index) -> None:
    for article in five.articles:
        for paragraph in article.text.paragraphs[1::3]:
            words = article.text.words(paragraph)
            found = list(tokens(words))
            for first, second in list(pairwise(found))[::11]:
                if second.position - first.position != STEP:
                    continue  # a sentence ends between them
                quote = words[first.start : second.end].translate(dict.fromkeys(map(ord, '“”„"*')))
                results = five_index.search(f'"{quote}"')
                hit = next(hit for hit in results.hits if (hit.article, hit.paragraph) == (article, paragraph))
                start, end = paragraph.start + first.start, paragraph.start + second.end
                assert any(low <= start and end <= high for low, high in hit.matches)


def test_overlapping_ranges_are_one() -> None:
    assert merged([(5, 9), (0, 3), (3, 4), (6, 7), (8, 12)]) == ((0, 3), (3, 4), (5, 12))
    assert merged([]) == ()
