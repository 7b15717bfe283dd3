"""How good the proposals are, on labels that were made before the rules; ``-s`` prints the numbers.

With a model: what a real one said of the texts was written down by ``record.py``.
"""

import sys

import pytest

from ...gold import KEPT_OUT, TUNED, Scores, recorded, score_bundled_without_table, score_written, total


def told(title: str, scores: dict[str, Scores]) -> Scores:
    for name, (flat, nested) in {**scores, "together": total(scores)}.items():
        sys.stdout.write(f"{title} {name}: shown {flat}; inner ones too {nested}\n")
    return total(scores)


@pytest.mark.parametrize(("title", "names", "least"), [("tuned", TUNED, 0.97), ("kept out", KEPT_OUT, 0.95)])
def test_texts_written_for_the_tests(title: str, names: tuple[str, ...], least: float) -> None:
    flat, nested = told(title, score_written(names))
    assert flat.f1 >= least
    assert nested.f1 >= least


@pytest.mark.parametrize(("title", "names", "least"), [("tuned", TUNED, 0.97), ("kept out", KEPT_OUT, 0.97)])
def test_the_same_texts_with_a_model(title: str, names: tuple[str, ...], least: float) -> None:
    model = recorded()
    flat, nested = told(f"with {model.model}, {title}", score_written(names, model))
    assert flat.f1 >= least
    assert nested.f1 >= least


def test_the_bundled_articles_as_if_they_had_no_table() -> None:
    flat, nested = told("without table", score_bundled_without_table())
    assert flat.f1 >= 0.92
    assert nested.precision >= 0.97


def test_the_bundled_articles_with_a_model_in_place_of_the_table() -> None:
    model = recorded()
    flat, _ = told(f"without table, with {model.model}", score_bundled_without_table(model))
    assert flat.f1 >= 0.92
