"""The README's tables that are made from the code.

``python tests/tables.py`` writes them, ``--check`` fails where one is not current.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from natoreader.dossier.folder import bundled, open_dossier
from natoreader.tui.commands import COMMANDS, EVERYWHERE, PANE_TITLES, PANES
from natoreader.tui.keys import shown
from natoreader.tui.settings import DEFAULTS, SETTINGS, values

README = Path(__file__).resolve().parent.parent / "README.md"


def keys() -> Iterator[str]:
    """Every command of the table with its keys and panes."""
    yield "| Keys | Command | Where |"
    yield "| --- | --- | --- |"
    for command in COMMANDS:
        sequences = " ".join(f"`{shown(each)}`" for each in command.keys or (f":{command.id}",))
        panes = [PANE_TITLES[pane] for pane in PANES if pane in command.panes]
        where = "everywhere" if command.panes == EVERYWHERE else ", ".join(panes)
        yield f"| {sequences} | {command.title}: {command.help} | {where} |"


def items() -> Iterator[str]:
    """The items of the bundled comparison with their borders."""
    yield "| Item | What it takes in |"
    yield "| --- | --- |"
    for item in open_dossier(bundled()).comparison.items:
        yield f"| {item.label} | {item.about or ''} |"


def settings() -> Iterator[str]:
    """Every setting with what it takes and what it is where nothing is said."""
    yield "| Key | What it is for | Takes | Usually |"
    yield "| --- | --- | --- | --- |"
    usual = values(DEFAULTS)
    for setting in SETTINGS:
        yield f"| `{setting.key}` | {setting.help} | {setting.takes} | {setting.write(usual[setting.key])} |"


def names() -> Iterator[str]:
    """How well names are found: precision, recall and F1 by strict span and type."""
    yield "| What is measured | Labels | Precision | Recall | F1 | F1 with inner names |"
    yield "| --- | --- | --- | --- | --- | --- |"
    # Imported by name: as a script this file belongs to no package.
    gold = import_module(f"{__package__}.gold" if __package__ else "gold")
    by_table = gold.score_table()
    parts = {f"`entities.toml`, article {id}": {id: scores} for id, scores in by_table.items()} | {
        "`entities.toml`, all five": by_table,
        "Proposals, three texts the rules were made on": gold.score_written(gold.TUNED),
        "Proposals, three texts kept out": gold.score_written(gold.KEPT_OUT),
        "Proposals, the five articles as if they had no table": gold.score_bundled_without_table(),
    }
    for title, scores in parts.items():
        flat, nested = gold.total(scores)
        numbers = " | ".join(f"{number:.3f}" for number in (flat.precision, flat.recall, flat.f1, nested.f1))
        yield f"| {title} | {flat.right + flat.missed} | {numbers} |"


TABLES: dict[str, Callable[[], Iterator[str]]] = {"keys": keys, "items": items, "settings": settings, "names": names}


def current(readme: str) -> str:
    """The README with its tables made anew."""
    for name, rows in TABLES.items():
        table = "\n".join(rows())
        pattern = re.compile(rf"(<!-- table: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        readme = pattern.sub(lambda match, table=table: f"{match[1]}{table}\n{match[2]}", readme)  # type: ignore[misc]
    return readme


def main() -> int:
    """Write or check; the exit code."""
    before = README.read_text(encoding="utf-8")
    after = current(before)
    if "--check" in sys.argv[1:]:
        if before != after:
            sys.stderr.write("README.md: a table is not current; run python tests/tables.py\n")
        return int(before != after)
    README.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
