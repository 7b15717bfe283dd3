"""How fast natoreader is, from outside, beside two small programs on the same library in the same run.

``python -m tests.bench`` in the repository's root. Every program runs in a pseudo-terminal of 120 by 40 cells; launches
and keys of the programs take turns, so that what else the machine does strikes all alike. Medians; ratios are of
medians. No time here fails anything.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from . import measures
from .material import write_dossier
from .measures import Bench, flatten
from .timed import BARE, PANES, READER, Answer

REFERENCE = {
    measures.PAINT: BARE.name,
    measures.USABLE: BARE.name,
    measures.FIRST: BARE.name,
    measures.QUIT_: BARE.name,
    measures.QUIT_EARLY: BARE.name,
    measures.MEMORY: BARE.name,
    measures.LINE: PANES.name,
    measures.PAGE: PANES.name,
    measures.SHELL: "import whoosh.index",
}
"""Beside whom a thing is measured."""
AIMS = {
    measures.USABLE: "at most 1.25",
    measures.QUIT_: "at most 1.2",
    measures.QUIT_EARLY: "at most 1.2",
    measures.MEMORY: "at most 1.6",
    measures.LINE: "at most 1.3",
    measures.PAGE: "at most 1.3, 12 kB",
    measures.SHELL: "at most 2.5",
    measures.INDEXED: "1 s, five articles",
    measures.CHARACTER: "16 ms; 50 of 1,000",
    measures.ARTICLE: "50 ms",
    measures.HIT: "50 ms",
    measures.MATRIX: "50 ms",
    measures.PROOF: "50 ms",
}
SAME_ACTION = {measures.FIRST: measures.USABLE, measures.QUIT_EARLY: measures.QUIT_}
"""Where the reference does not know the thing, what it does instead."""


def main() -> int:
    """Measure, print a table, perhaps write every sample to a file."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=12, help="how often each thing is done (12)")
    parser.add_argument("--articles", type=int, nargs="*", default=[], help="sizes of generated dossiers")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every sample")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generated = {
            f"natoreader, {number:,} articles": write_dossier(folder / f"articles-{number}", number)
            for number in options.articles
        }
        bench = Bench(folder, _environment(), options.rounds)
        bench.run({READER.name: None, **generated})
    described = f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}, {options.rounds} rounds"
    sys.stdout.write(f"{described}\n\n" + "".join(f"{line}\n" for line in _table(bench)))
    if options.json:
        samples = [
            {"what": what, "program": who, "ms": [each.ms for each in found], "bytes": [each.size for each in found]}
            for what, who, found in flatten(bench.samples)
        ]
        options.json.write_text(json.dumps({"run": described, "samples": samples}, indent=1), encoding="utf-8")
    return 0


def _environment() -> dict[str, str]:
    """What the programs see: nothing of the user's but where Python finds things; compiled modules are kept."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def _machine() -> str:
    python, textual = platform.python_version(), version("textual")
    return f"{os.cpu_count()} cores {platform.machine()}, {platform.system()}, Python {python}, Textual {textual}"


def _table(bench: Bench) -> Iterator[str]:
    form = "{:<36}{:<30}{:>9}{:>9}{:>10}  {}"
    yield form.format("what", "program", "median", "ratio", "bytes", "aim")
    for what, who, found in flatten(bench.samples):
        unit = "MB" if what == measures.MEMORY else "ms"
        beside = bench.samples[SAME_ACTION.get(what, what)].get(REFERENCE.get(what, ""))
        ours = who.startswith(READER.name)
        ratio = f"{_middle(found) / _middle(beside):.2f}" if beside and ours else ""
        size = median(each.size for each in found)
        aim = AIMS.get(what, "") if ours else ""
        yield form.format(
            what, who, f"{_middle(found):.1f} {unit}", ratio, f"{size:,.0f}" if size else "", aim
        ).rstrip()


def _middle(found: Sequence[Answer]) -> float:
    return median(each.ms for each in found)


if __name__ == "__main__":
    sys.exit(main())
