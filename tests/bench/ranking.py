"""How well and how fast hits are ordered on a larger real corpus than the five articles.

``python tests/bench/ranking.py`` fetches the wheel of gensim, which carries the background corpus of Lee, Pincombe and
Welsh (300 reports of the Australian Broadcasting Corporation, 2000–2001) for its own tests, keeps that one file in the
cache, makes a dossier of it, and asks the judged queries of ``ranking.toml``. Nothing of the corpus is part of this
project. The wheel and the file are pinned by their checksums; gensim itself is neither installed nor run.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from natoreader.dossier.folder import open_dossier
from natoreader.search.index import Index, ensure_index
from platformdirs import user_cache_path

WHEEL = "gensim-4.3.3-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
WHEEL_SHA256 = "d662bf96e3d741b6ab61a54be842a7cbf5e45193008b2f4225c758cafd7f9cdc"
MEMBER = "gensim/test/test_data/lee_background.cor"
MEMBER_SHA256 = "5d78d6dafd953bbf65797bef09a9ffb9ec430583381be705f8fd460000f370fb"
BEST, GOOD = 3.0, 1.0
DEPTH = 10
ROUNDS = 5
_SENTENCE = re.compile(r'(?<=[.!?]) +(?=["A-Z])|(?<=[.!?]") +(?=["A-Z])')


def corpus() -> str:
    """The corpus, a report a line; fetched once.

    Raises:
        SystemExit: it cannot be had, or is not what was judged.
    """
    kept = user_cache_path("natoreader-bench") / "lee_background.cor"
    if not kept.exists():
        with tempfile.TemporaryDirectory() as folder:
            pinned = ["gensim==4.3.3", "--no-deps", "--only-binary", ":all:", "--python-version", "3.11"]
            pinned += ["--platform", "manylinux2014_x86_64", "--dest", folder]
            subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", *pinned], check=True)
            wheel = Path(folder) / WHEEL
            expect(wheel.read_bytes(), WHEEL_SHA256, WHEEL)
            with zipfile.ZipFile(wheel) as archive:
                data = archive.read(MEMBER)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(data)
    data = kept.read_bytes()
    expect(data, MEMBER_SHA256, str(kept))
    return data.decode()


def expect(data: bytes, sha256: str, name: str) -> None:
    if hashlib.sha256(data).hexdigest() != sha256:
        raise SystemExit(f"{name} is not the file the queries were judged on; delete it to fetch it again.")


def write_dossier(folder: Path) -> None:
    """A file a report, a line every two sentences."""
    reports = [line.strip() for line in corpus().split("\n") if line.strip()]
    for number, report in enumerate(reports):
        sentences = [each for each in _SENTENCE.split(report) if each]
        lines = [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
        (folder / f"{number:03}.txt").write_text("\n".join(lines), encoding="utf-8")


def gain(gains: Sequence[float]) -> float:
    return sum(each / math.log2(rank + 2) for rank, each in enumerate(gains[:DEPTH]))


def quality(judged: dict[str, Any], order: Sequence[str]) -> float:
    """The nDCG of an order, at :data:`DEPTH`."""
    worth = dict.fromkeys(judged["good"], GOOD) | dict.fromkeys(judged["best"], BEST)
    return gain([worth.get(place, 0.0) for place in order]) / gain(sorted(worth.values(), reverse=True))


def asked(index: Index, query: str) -> tuple[list[str], float]:
    """The places found, in order, and the milliseconds one answer of 50 hits takes: the median of some rounds."""
    places = [f"{hit.article.id}/{hit.paragraph.number}" for hit in index.search(query).hits]
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        index.search(query, limit=50, prefix_last=True)
        took.append(1000 * (time.perf_counter() - began))
    return places, statistics.median(took)


def main() -> None:
    """Print the figures."""
    queries = tomllib.loads((Path(__file__).parent / "ranking.toml").read_text(encoding="utf-8"))["queries"]
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["NATOREADER_CACHE_DIR"] = str(Path(temporary) / "cache")
        folder = Path(temporary) / "reports"
        folder.mkdir()
        write_dossier(folder)
        began = time.perf_counter()
        with ensure_index(open_dossier(folder)) as index:
            seconds = time.perf_counter() - began
            print(f"{index.articles} reports, {index.paragraphs} paragraphs; index in {seconds:.1f} s")  # noqa: T201
            figures, printed, took = [], [], []
            for judged in queries:
                places, milliseconds = asked(index, judged["query"])
                figures.append((quality(judged, places), judged["query"]))
                printed.append(quality(judged, sorted(places)))
                took.append(milliseconds)
    for figure, query in sorted(figures):
        print(f"{figure:.3f}  {query}")  # noqa: T201
    mean, in_order = statistics.mean(figure for figure, _ in figures), statistics.mean(printed)
    print(f"{mean:.4f}  mean nDCG@{DEPTH} of {len(queries)} queries; {in_order:.4f} as the reports stand")  # noqa: T201
    print(f"{statistics.median(took):.1f} ms  median of a query, {max(took):.1f} ms the slowest")  # noqa: T201


if __name__ == "__main__":
    main()
