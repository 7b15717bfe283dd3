"""The timeline's axis: where days stand on it, its words, and the bars."""

from __future__ import annotations

import datetime
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.tui.axis import DAY, GRID, OFFER, RANGE, UNSURE_DAY, UNSURE_RANGE, Axis, Span, axis, outside, when

_days = st.one_of(st.dates(), st.dates(date(2011, 1, 1), date(2016, 12, 31)), st.sampled_from([date.min, date.max]))
_spans = st.tuples(_days, _days).map(lambda pair: (min(pair), max(pair)))
_widths = st.integers(1, 80)


def made(spans: list[Span], width: int) -> Axis:
    found = axis(spans, width)
    assert found is not None
    return found


def test_there_is_no_axis_without_dates() -> None:
    assert axis([], 20) is None


@given(st.lists(_spans, min_size=1, max_size=19), _widths)
def test_every_date_of_a_few_lies_on_the_axis(spans: list[Span], width: int) -> None:
    along = made(spans, width)
    for first, last in spans:
        assert 0 <= along.column(first) <= along.column(last) < width


@given(st.lists(_spans, min_size=1, max_size=60), _widths)
def test_at_most_one_date_in_twenty_is_left_out(spans: list[Span], width: int) -> None:
    along = made(spans, width)
    missing = sum(along.column(first) < 0 or along.column(last) >= width for first, last in spans)
    assert missing <= len(spans) // 20
    earlier, later = outside(spans)
    assert earlier == sum(along.bar(*span, sure=True)[0] == "‹" for span in spans)
    assert max(earlier, later) <= missing <= earlier + later


@given(st.lists(_spans, min_size=1, max_size=60), _widths, st.booleans())
def test_a_bar_covers_its_days_and_no_others(spans: list[Span], width: int, sure: bool) -> None:
    along = made(spans, width)
    for first, last in spans:
        bar = along.bar(first, last, sure=sure)
        assert len(bar) == width
        begin, end = max(0, along.column(first)), min(width - 1, along.column(last))
        for at, sign in enumerate(bar):
            assert (sign not in (" ", GRID)) == (begin <= at <= end or sign in "‹›")
        assert bar.strip(f" {GRID}")


@given(st.lists(_spans, min_size=1, max_size=9), _widths)
def test_time_runs_to_the_right(spans: list[Span], width: int) -> None:
    along = made(spans, width)
    columns = [along.column(day) for day in sorted(day for span in spans for day in span)]
    assert columns == sorted(columns)


@given(st.lists(_spans, min_size=1, max_size=9), _widths)
def test_each_label_begins_at_a_tick_and_is_its_year_or_month(spans: list[Span], width: int) -> None:
    along = made(spans, width)
    rule, labels = along.rule([]), along.labels()
    assert len(rule) == width
    assert labels.strip()
    starts = {match.start() for match in re.finditer(r"[A-Z][a-z]{2}(?: \d{4})?|\d{4}", labels)}
    assert starts <= {at for at, sign in enumerate(rule) if sign == "┬"}


@pytest.mark.parametrize(
    ("spans", "width", "labels", "rule"),
    [
        (
            [(date(2011, 1, 1), date(2011, 12, 31)), (date(2016, 5, 22), date(2016, 5, 29))],
            20,
            "2011  2013   2015",
            "┬─────┬──────┬──────",
        ),
        ([(date(2013, 10, 3), date(2014, 2, 5))], 36, "Oct 2013      Dec    2014   Feb", None),
        ([(date(1914, 7, 1), date(1995, 1, 1))], 36, "  1920     1940     1960    1980", None),
        ([(date.min, date.max)], 36, "       2000   4000   6000   8000", None),
        ([(date.min, date.min)], 8, "1", "┬───────"),
    ],
)
def test_the_words_over_the_axis(spans: list[Span], width: int, labels: str, rule: str | None) -> None:
    along = made(spans, width)
    assert along.labels() == labels
    assert rule in (None, along.rule([]))


def test_one_date_far_away_does_not_press_the_others_together() -> None:
    near = [(date(2011, 1, day), date(2012, 12, day)) for day in range(1, 20)]
    along = made([*near, (date.min, date.min)], 24)
    assert along.bar(date.min, date.min, sure=True)[0] == "‹"
    assert along.bar(date.max, date.max, sure=True)[-1] == "›"
    assert along.bar(date(2011, 6, 1), date.max, sure=True).endswith(f"{RANGE}›")
    assert along.column(date(2012, 1, 1)) == 12


def test_what_is_not_certain_is_drawn_otherwise_and_an_offer_is_marked() -> None:
    along = made([(date(2011, 1, 1), date(2012, 12, 31))], 24)
    first, last = date(2011, 3, 1), date(2011, 6, 30)
    assert along.bar(first, last, sure=True).count(RANGE) == 4
    assert along.bar(first, last, sure=False).count(UNSURE_RANGE) == 4
    assert along.bar(first, first, sure=True).count(DAY) == 1
    assert along.bar(first, first, sure=False).count(UNSURE_DAY) == 1
    bar = along.bar(first, last, sure=False, point=(date(2011, 4, 15), OFFER))
    assert bar[2:6] == f"{UNSURE_RANGE}{OFFER}{UNSURE_RANGE}{UNSURE_RANGE}"
    assert along.rule([date(2011, 4, 15), date(1999, 1, 1)]).count(OFFER) == 1


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2011-01-01", "2011-12-31", "2011"),
        ("2011-10-01", "2011-10-31", "Oct 2011"),
        ("2014-05-18", "2014-05-18", "18 May 2014"),
        ("2012-09-27", "2012-09-30", "27–30 Sep 2012"),
        ("2012-09-30", "2012-10-03", "30 Sep–3 Oct 2012"),
        ("2015-10-01", "2016-02-29", "Oct 2015–Feb 2016"),
        ("2013-11-17", "2014-05-20", "Nov 2013–May 2014"),  # by month, where the days have no room
        ("1990-01-01", "1999-12-31", "1990–1999"),
        ("0001-01-01", "9999-12-31", "1–9999"),
        ("9999-12-01", "9999-12-31", "Dec 9999"),
    ],
)
def test_the_days_in_words(first: str, last: str, words: str) -> None:
    assert when(date.fromisoformat(first), date.fromisoformat(last), 18) == words


@given(_spans, st.integers(9, 30))
def test_the_words_fit_and_name_the_last_year(span: Span, width: int) -> None:
    words = when(*span, width)
    assert len(words) <= width
    assert words.endswith(str(span[1].year))


def test_the_days_are_in_full_where_there_is_room() -> None:
    last = date(2014, 5, 20)
    assert when(last - datetime.timedelta(184), last, 24) == "17 Nov 2013–20 May 2014"
