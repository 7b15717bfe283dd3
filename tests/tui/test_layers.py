"""Layers of highlights."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from natoreader.tui.layers import ENTITY, HIT, ORDER, Layer, Mark, runs

marks = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 10)).map(lambda pair: Mark(pair[0], pair[0] + pair[1], "hit")),
    max_size=12,
)


@given(marks)
def test_the_marks_of_a_layer_do_not_overlap(found: list[Mark]) -> None:
    layer = Layer(found)
    assert all(before.end <= after.start for before, after in pairwise(layer.marks))
    covered = {offset for mark in found for offset in range(mark.start, mark.end)}
    assert {offset for mark in layer.marks for offset in range(mark.start, mark.end)} == covered


@given(marks, marks, st.integers(0, 40), st.integers(1, 30))
def test_runs_divide_a_range_without_a_gap(lower: list[Mark], upper: list[Mark], start: int, length: int) -> None:
    layers = {ENTITY: Layer(lower), HIT: Layer(upper)}
    found = list(runs(start, start + length, layers))
    assert found[0][0] == start
    assert found[-1][1] == start + length
    assert all(before[1] == after[0] for before, after in pairwise(found))
    for first, last, styles in found:
        for offset in range(first, last):
            expected = sum(any(m.start <= offset < m.end for m in layer.marks) for layer in layers.values())
            assert len(styles) == expected


def test_what_is_lit_is_painted_over_names_and_the_selection_over_all() -> None:
    layers = {name: Layer([Mark(0, 5, name)]) for name in reversed(ORDER)}
    assert list(runs(0, 5, layers)) == [(0, 5, ORDER)]


def test_an_empty_range_has_no_runs() -> None:
    assert list(runs(3, 3, {HIT: Layer([Mark(0, 9, "hit")])})) == []
