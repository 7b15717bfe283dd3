"""Named entities by a spaCy model, in a process of its own: spaCy takes seconds to load and hundreds of megabytes.

``python -m natoreader.dossier.proposals.ner MODEL`` reads lines of JSON, each a list of paragraphs, and answers each
with a line ``{"entities": [[paragraph, start, end, label], …]}``: the paragraph by its place in the list, the range in
code points of the paragraph, the label as the model has it. What goes wrong is told as ``{"error": "…"}``, and ends
the process with 3. It ends when its standard input does.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

_LONGEST = 100_000
"""Code points of a paragraph that a model is given; a longer one is no prose, and costs gigabytes."""


def main(arguments: list[str]) -> int:
    """Answer with the entities that the model of the one argument finds; returns the exit code."""
    with os.fdopen(os.dup(1), "w", encoding="ascii") as answers:
        os.dup2(2, 1)  # a model that prints must not be taken for an answer
        try:
            import spacy  # imported here alone: nothing else may need it

            model = spacy.load(arguments[0])
            for line in sys.stdin:
                answers.write(json.dumps({"entities": _entities(model, json.loads(line))}) + "\n")
                answers.flush()
        except BrokenPipeError:
            os._exit(3)  # nobody listens; what is left in the buffer cannot be written
        except Exception as error:  # noqa: BLE001  (a model is somebody else's program, and may fail in any way)
            answers.write(json.dumps({"error": f"{type(error).__name__}: {error}"[:300]}) + "\n")
            return 3
    return 0


def _entities(model: Any, paragraphs: list[str]) -> list[tuple[int, int, int, str]]:
    given = [(number, words) for number, words in enumerate(paragraphs) if len(words) <= _LONGEST]
    documents = model.pipe(words for _, words in given)
    return [
        (number, entity.start_char, entity.end_char, entity.label_)
        for (number, _), document in zip(given, documents, strict=True)
        for entity in document.ents
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
