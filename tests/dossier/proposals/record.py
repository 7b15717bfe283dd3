"""Writes down what the installed spaCy model says of the texts, so that the suite scores it without spaCy.

``python tests/dossier/proposals/record.py`` in the repository's root, where natoreader and a model are installed.
"""

import json
import sys
from pathlib import Path

from natoreader.dossier.article import Article
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.proposals import ask_model
from natoreader.dossier.text import Clean, Decoded

TEXTS = Path(__file__).parent / "texts"


def text(file: Path) -> Article:
    words = file.read_text(encoding="utf-8")
    return Article(Clean(file.stem), Clean(file.name), lambda: Decoded(Clean(words), "utf-8", guessed=False))


def main() -> int:
    articles = [*map(text, sorted(TEXTS.glob("*.txt"))), *open_dossier(bundled()).articles]
    told = ask_model(articles)
    if told.model is None or told.fault:
        sys.stderr.write(f"{told.fault or 'There is no spaCy model.'}\n")
        return 1
    said = {
        sha256: [(each.start, each.end, each.type) for each in found] for sha256, found in (told.said or {}).items()
    }
    kept = {"model": told.model.name, "version": told.model.version, "said": said}
    (TEXTS / "model.json").write_text(json.dumps(kept) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
