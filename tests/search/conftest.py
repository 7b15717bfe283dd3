"""A cache of its own for every test, the five articles as a plain folder, and small dossiers with metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.search.index import Index, ensure_index


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache directory of this test."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("NATOREADER_CACHE_DIR", str(folder))
    return folder


@pytest.fixture(scope="session")
def five() -> Dossier:
    """The five articles without any metadata: all body, no dates."""
    return open_dossier(bundled() / "articles")


@pytest.fixture(scope="session")
def five_index(five: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NATOREADER_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        index = ensure_index(five)
    assert index.notice is None
    yield index
    index.close()


TOML = """
schema = 1
id = "small"

[[articles]]
id = "first"
file = "first.txt"
[articles.outlet]
value = "Reuters"
basis = "entered"
reason = "for the test"
[articles.published]
best = 2012-12-30
earliest = 2012-12-30
latest = 2013-01-02
basis = "entered"
reason = "for the test"
[[articles.blocks]]
type = "headline"
paragraphs = "1"
[[articles.blocks]]
type = "dateline"
quote = "TRIPOLI, Libya —"
[[articles.blocks]]
type = "notice"
paragraphs = "4"
[[articles.blocks]]
type = "related"
paragraphs = "5"

[[articles]]
id = "second"
file = "second.txt"
[articles.outlet]
value = "Hürriyet Daily News"
short = "Hürriyet"
basis = "entered"
reason = "for the test"
[articles.published]
best = 2011-05-01
basis = "entered"
reason = "for the test"
[[articles.blocks]]
type = "caption"
paragraphs = "1"

[[articles]]
id = "third"
file = "third.txt"
"""

FIRST = """Alliance offers training

TRIPOLI, Libya — The alliance will train a guard in Tripoli.

The guard is small.

Sign up for our training newsletter.

Embargo on Tripoli lifted, 14 January 2025
"""
SECOND = """A guard stands at the training camp.
The alliance lifted its arms embargo. The camp opened.
"""
THIRD = """Nobody offers anything about the alliance.
The guard's arms and the guards’ embargo.
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a dossier: file names to contents."""

    def write_files(folder: str = "small", **files: str) -> Path:
        root = tmp_path / folder
        root.mkdir(exist_ok=True)
        for name, contents in files.items():
            (root / name.replace("_", ".")).write_text(contents, encoding="utf-8")
        return root

    return write_files


@pytest.fixture
def small_path(write: Callable[..., Path]) -> Path:
    """A folder of three articles with blocks, outlets and dates, one without any."""
    return write(dossier_toml=TOML, first_txt=FIRST, second_txt=SECOND, third_txt=THIRD)


@pytest.fixture
def small(small_path: Path) -> Dossier:
    dossier = open_dossier(small_path)
    assert not dossier.problems
    return dossier


@pytest.fixture
def small_index(small: Dossier) -> Iterator[Index]:
    index = ensure_index(small)
    yield index
    index.close()
