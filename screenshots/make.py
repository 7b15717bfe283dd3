"""Draw the pictures in this folder by driving the real application.

``python screenshots/make.py`` writes every picture as SVG, and those the README shows as PNG too. ``--only NAME`` draws
one; ``--out DIR`` writes elsewhere. A test draws them all again and compares their words.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

HERE = Path(__file__).resolve().parent
SIZES = ((80, 24), (120, 40))
IN_README = frozenset(
    f"{name}-120x40" for name in ("article", "search", "entity-card", "compare", "base", "pair", "timeline", "write")
)
PATIENCE = 30.0
"""Seconds anything may take."""
_DIRECTORIES = ("CONFIG", "DATA", "STATE")
# The template names a font on a server; pictures need nothing from outside.
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_TEXT = re.compile(r'<text class="[^"]*" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, and the keys that lead to what it shows. A key ``~words`` types words."""

    name: str
    keys: tuple[str, ...]


# Two passages kept, the second with a note and a tag.
_KEPT = (
    *("3", "enter", "b", "backspace", "j", "j", "l", "enter"),
    *("B", "~Advice is no help yet.", "enter", "t", "~advice", "enter"),
)

SHOTS = (
    Shot("sources", ("1", "j")),
    Shot("article", ("J", "2", "}")),
    Shot("search", ("s", "~training")),
    Shot("hit", ("s", "~training", "enter", "n")),
    Shot("entities", ("J", "4", "j")),
    Shot("context", ("J", "4", "L", "j", "enter")),
    Shot("entity-card", ("J", "4", "j", "g", "d")),
    Shot("compare", ("3", "j", "j", "j", "j", "j", "j", "l", "l", "l", "l")),
    Shot("matrix", ("3", "L", "g", "g", "j", "j", "l")),
    Shot("base", ("3", "c", "j", "j", "j", "j", "j", "j", "l", "l")),
    Shot("pair", ("3", "L", "g", "g", "j", "j", "j", "j", "l", "l", "L")),
    Shot("evidence", ("3", "enter")),
    Shot("timeline", ("7", "j", "j", "j", "j", "j")),
    Shot("bookmarks", ("3", "enter", "b", "backspace", "j", "j", "l", "enter", "b", "6")),
    Shot("bookmarks-by-tag", (*_KEPT, "6", "L")),
    Shot("write", ("3", "j", "j", "j", "j", "j", "j", "l", "l", "l", "w", "down", "tab", "down", "tab")),
    Shot("card", ("2", "M")),
    Shot("help", ("2", "question_mark")),
)


async def draw(shot: Shot, width: int, height: int, cache: Path) -> str:
    """The picture as SVG, from a run of the application with a home of its own, but for the folder of the index."""
    from natoreader.dossier.folder import bundled, open_dossier
    from natoreader.dossier.notebook import Notebook
    from natoreader.tui.app import NatoReader
    from natoreader.tui.screen import MainScreen

    with tempfile.TemporaryDirectory() as home:
        for name in _DIRECTORIES:
            os.environ[f"NATOREADER_{name}_DIR"] = str(Path(home) / name.lower())
        os.environ["NATOREADER_CACHE_DIR"] = str(cache)
        os.environ["COLORTERM"] = "truecolor"  # whatever terminal this runs in
        dossier = open_dossier(bundled())
        with Notebook.open(Path(home) / "notebook.sqlite3", dossier.id) as notebook:
            notebook.set_state("export.file", "~/excerpts.md")  # wherever this runs
            app = NatoReader(dossier, notebook)
            async with app.run_test(size=(width, height)) as pilot:
                main = app.screen
                assert isinstance(main, MainScreen)  # noqa: S101
                async with asyncio.timeout(PATIENCE):
                    while main.finding.index is None or not main.travel.ready:
                        await pilot.pause(0.02)
                main.status.clear()
                for key in shot.keys:
                    await pilot.press(*(key[1:] if key.startswith("~") else [key]))
                    async with asyncio.timeout(PATIENCE):
                        while main.finding.answered != main.finding.query:
                            await pilot.pause(0.02)
                    await pilot.pause()
                return _FONT_FACE.sub("", app.export_screenshot(title="natoreader"))


def words(svg: str) -> list[str]:
    """The rows of text in a picture, from the top, without blanks: of those that stand alone a picture says nothing."""
    rows: dict[float, list[tuple[float, str]]] = {}
    for x, y, content in _TEXT.findall(svg):
        rows.setdefault(float(y), []).append((float(x), unescape(content).replace("\xa0", " ")))
    return ["".join("".join(piece for _, piece in sorted(pieces)).split()) for _, pieces in sorted(rows.items())]


def pictures(only: str | None = None) -> Sequence[tuple[Shot, int, int]]:
    """What is to be drawn."""
    return [(shot, *size) for shot in SHOTS for size in SIZES if only in (None, shot.name)]


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--only")
    parser.add_argument("--out", type=Path, default=HERE)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as cache:
        for shot, width, height in pictures(arguments.only):
            name = f"{shot.name}-{width}x{height}"
            svg = asyncio.run(draw(shot, width, height, Path(cache)))
            (arguments.out / f"{name}.svg").write_text(svg, encoding="utf-8")
            if name in IN_README or arguments.out != HERE:
                import resvg_py

                png = resvg_py.svg_to_bytes(svg_string=svg, monospace_family="DejaVu Sans Mono", zoom=1.0)
                (arguments.out / f"{name}.png").write_bytes(bytes(png))
            print(name)


if __name__ == "__main__":
    main()
