"""Grids and cards: every line fills the width, every cell is where the mouse and the cursor look for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.text import Clean
from natoreader.tui.arrangement import arrange
from natoreader.tui.matrix import Field, Row, Table
from natoreader.tui.wrap import cells

words = st.text("ab é漢\u0301 -", max_size=40).map(Clean)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 6))
    fields = st.builds(Field, words, st.sampled_from(["stated", "silent"]), st.just(Clean("¶1’")))
    rows = st.builds(Row, words, words, st.tuples(*[fields] * columns))
    headings = tuple(draw(st.lists(words, min_size=columns, max_size=columns)))
    return Table(draw(st.sampled_from(["items", "matrix"])), (), headings, tuple(draw(st.lists(rows, max_size=5))))


@given(tables(), st.integers(20, 120), st.none() | st.integers(1, 80), st.data())
def test_every_line_has_the_width_and_every_cell_its_place(
    table: Table, width: int, chosen: int | None, data: st.DataObject
) -> None:
    column = data.draw(st.integers(0, len(table.headings) - 1))
    found = arrange(table, width, chosen, 0, column)
    assert column in found.columns
    assert len(found.tops) == len(table.rows) + 1
    assert sum(cells(each) for each, _ in found.header(column)) == width
    for row in range(len(table.rows)):
        top, end = found.span(row, column)
        assert found.tops[row] <= top < end <= found.tops[row + 1]
        for line in range(found.tops[row + 1] - found.tops[row]):
            pieces = [*found.line(row, line, (row, column), "cursor")]
            assert sum(cells(each) for each, _ in pieces) <= width
            x = 0
            for each, style in pieces:
                if "cursor" in style and cells(each):
                    assert found.column_at(row, line, x) == column
                x += cells(each)
