"""How good the proposals are, on labels that were made before the rules; ``-s`` prints the numbers."""

import sys

import pytest

from ...gold import KEPT_OUT, TUNED, Scores, score_bundled_without_table, score_written, total


def told(title: str, scores: dict[str, Scores]) -> Scores:
    for name, (flat, nested) in {**scores, "together": total(scores)}.items():
        sys.stdout.write(f"{title} {name}: shown {flat}; inner ones too {nested}\n")
    return total(scores)


@pytest.mark.parametrize(("title", "names", "least"), [("tuned", TUNED, 0.97), ("kept out", KEPT_OUT, 0.95)])
def test_texts_written_for_the_tests(title: str, names: tuple[str, ...], least: float) -> None:
    flat, nested = told(title, score_written(names))
    assert flat.f1 >= least
    assert nested.f1 >= least


def test_the_bundled_articles_as_if_they_had_no_table() -> None:
    flat, nested = told("without table", score_bundled_without_table())
    assert flat.f1 >= 0.92
    assert nested.precision >= 0.97
