"""The order of hits, measured on judged queries over the five articles.

The measure is nDCG at 10: 1 where the best paragraphs come first in every answer, less the lower they stand. ``pytest
-s`` prints it for each query.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.search.index import Index, ensure_index

JUDGED: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "judged.toml").read_text(encoding="utf-8"))[
    "queries"
]
BEST, GOOD = 3.0, 1.0
DEPTH = 10


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The five articles with their blocks, outlets and dates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NATOREADER_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        index = ensure_index(open_dossier(bundled()))
    yield index
    index.close()


def gain(gains: Sequence[float]) -> float:
    return sum(each / math.log2(rank + 2) for rank, each in enumerate(gains[:DEPTH]))


def found(index: Index, judged: dict[str, Any]) -> list[str]:
    return [f"{hit.article.id}/{hit.paragraph.number}" for hit in index.search(judged["query"]).hits]


def quality(judged: dict[str, Any], order: Sequence[str]) -> float:
    worth = dict.fromkeys(judged["good"], GOOD) | dict.fromkeys(judged["best"], BEST)
    return gain([worth.get(place, 0.0) for place in order]) / gain(sorted(worth.values(), reverse=True))


def mean(index: Index) -> float:
    return sum(quality(judged, found(index, judged)) for judged in JUDGED) / len(JUDGED)


def test_the_judged_places_are_there(described: Index) -> None:
    dossier = open_dossier(bundled())
    assert len(JUDGED) >= 40
    for judged in JUDGED:
        for place in (*judged["best"], *judged["good"]):
            id, number = place.split("/")
            article = dossier.article(id)
            assert article is not None
            assert 1 <= int(number) <= len(article.text.paragraphs)


def test_the_best_paragraphs_come_first(described: Index) -> None:
    each = sorted((quality(judged, found(described, judged)), judged["query"]) for judged in JUDGED)
    for figure, query in each:
        print(f"{figure:.3f}  {query}")  # noqa: T201
    average = sum(figure for figure, _ in each) / len(each)
    as_printed = sum(quality(judged, sorted(found(described, judged))) for judged in JUDGED) / len(JUDGED)
    print(f"{average:.4f}  mean nDCG@{DEPTH} of {len(JUDGED)} queries; {as_printed:.4f} in the order of the articles")  # noqa: T201
    assert average >= 0.92
    assert average >= as_printed + 0.03
