"""Dates with a range, a precision and a basis."""

import datetime
import itertools
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.dates import PRECISIONS, Dating, Narrowing, read_dating
from natoreader.dossier.tables import Table
from natoreader.dossier.text import Clean

DAY = datetime.date
DAYS = st.dates(DAY(2011, 1, 1), DAY(2017, 12, 31))


def dating(earliest: str, latest: str = "", precision: str = "", basis: str = "stated", best: str = "") -> Dating:
    first, last = DAY.fromisoformat(earliest), DAY.fromisoformat(latest or earliest)
    middle = DAY.fromisoformat(best) if best else first
    return Dating(middle, first, last, precision or ("day" if first == last else "range"), basis, Clean("A reason."))


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlaps_and_within_are_about_days(a: DAY, b: DAY, c: DAY, d: DAY) -> None:
    earliest, latest = sorted((a, b))
    first, last = sorted((c, d))
    known = Dating(earliest, earliest, latest, "range", "stated", Clean("x"))
    shared = max(earliest, first) <= min(latest, last)
    assert known.overlaps(first, last) == shared
    assert known.within(first, last) == (first <= earliest and latest <= last)
    assert not known.within(first, last) or known.overlaps(first, last)


@pytest.mark.parametrize(
    ("known", "short", "long", "span"),
    [
        (dating("2012-09-28"), "28 Sep 2012", "28 September 2012", "28 September 2012"),
        (dating("2012-09-28", basis="entered"), "28 Sep 2012", "28 September 2012", "28 September 2012"),
        (dating("2012-09-28", basis="inferred"), "28 Sep 2012~", "c. 28 September 2012", "28 September 2012"),
        (dating("2012-09-28", basis="external"), "28 Sep 2012~", "c. 28 September 2012", "28 September 2012"),
        (
            dating("2012-09-27", "2012-09-30", best="2012-09-28"),
            "28 Sep 2012~",
            "c. 28 September 2012",
            "27–30 September 2012",
        ),
        (
            dating("2012-09-27", "2012-10-02"),
            "27 Sep 2012~",
            "c. 27 September 2012",
            "27 September – 2 October 2012",
        ),
        (
            dating("2012-12-31", "2013-01-01"),
            "31 Dec 2012~",
            "c. 31 December 2012",
            "31 December 2012 – 1 January 2013",
        ),
        (dating("2012-05-01", "2012-05-31", "month"), "May 2012~", "c. May 2012", "1–31 May 2012"),
        (dating("2012-06-01", "2012-08-31", "season"), "Jun 2012~", "c. June 2012", "1 June – 31 August 2012"),
        (dating("2012-01-01", "2012-12-31", "year"), "2012~", "c. 2012", "1 January – 31 December 2012"),
        (
            dating("2011-09-28", "2012-09-28", "range"),
            "28 Sep 2011~",
            "c. 28 September 2011",
            "28 September 2011 – 28 September 2012",
        ),
    ],
)
def test_in_words(known: Dating, short: str, long: str, span: str) -> None:
    assert (known.short(), known.long(), known.span()) == (short, long, span)
    assert type(known.short()) is type(known.long()) is type(known.span()) is Clean


@given(DAYS, DAYS, st.sampled_from(PRECISIONS), st.sampled_from(["stated", "inferred", "external", "entered"]))
def test_only_one_day_that_is_stated_or_entered_is_certain(a: DAY, b: DAY, precision: str, basis: str) -> None:
    earliest, latest = sorted((a, b))
    known = Dating(earliest, earliest, latest, precision, basis, Clean("x"))
    assert known.certain == (earliest == latest and basis in {"stated", "entered"})
    assert known.short().endswith("~") is known.long().startswith("c. ") is not known.certain


# Reading


def read(toml: str) -> tuple[Dating | None, list[str]]:
    top = Table(tomllib.loads(toml), "d.toml", "published", [])
    found = read_dating(top)
    return found, [str(each) for each in top.problems]


def test_a_day_alone_is_a_day_and_two_a_range() -> None:
    words = 'best = 2012-09-28\nbasis = "stated"\nreason = "Printed."\n'
    day = DAY(2012, 9, 28)
    assert read(words) == (Dating(day, day, day, "day", "stated", Clean("Printed.")), [])
    ranged, faults = read(words + "latest = 2012-09-30\n")
    assert faults == []
    assert ranged is not None
    assert (ranged.earliest, ranged.latest, ranged.precision) == (DAY(2012, 9, 28), DAY(2012, 9, 30), "range")


@pytest.mark.parametrize(
    ("toml", "fault"),
    [
        ("best = 2012-09-28\nearliest = 2012-09-29", "best: 2012-09-28 must not lie outside 2012-09-29 – 2012-09-28"),
        ("best = 2012-09-28\nlatest = 2012-09-27", "best: 2012-09-28 must not lie outside 2012-09-28 – 2012-09-27"),
        (
            "best = 2012-09-28\nearliest = 2012-10-02\nlatest = 2012-10-01",
            "best: 2012-09-28 must not lie outside 2012-10-02 – 2012-10-01",
        ),
        *(
            (
                f'best = 2012-09-28\nprecision = "{precision}"',
                f"precision: {precision} needs earliest and latest, the first and the last day it can be",
            )
            for precision in ("range", "month", "season", "year")
        ),
        ("best = '2012-09-28'", "best: expected a date such as 2016-04-14 (not quoted), found a text"),
        ("best = 2012-09-28T00:00:00Z", "best: expected a date such as 2016-04-14 (not quoted), found a date or time"),
        ("best = 2012", "best: expected a date such as 2016-04-14 (not quoted), found a number"),
        ("earliest = 2012-09-28", "best: is missing; expected a date such as 2016-04-14 (not quoted)"),
    ],
)
def test_a_date_that_contradicts_itself_is_a_problem_and_no_date(toml: str, fault: str) -> None:
    found, faults = read(f"basis = 'stated'\nreason = 'x'\n{toml}")
    assert (found, faults) == (None, [f"d.toml: published.{fault}"])


_RANGE = (
    "best = 2013-10-21\nearliest = 2013-10-14\nlatest = 2013-10-29\nbasis = 'inferred'\nreason = 'From the text.'\n"
)


def test_what_is_known_from_elsewhere_narrows_a_date_and_leaves_its_range() -> None:
    narrowed = "narrowed = { latest = 2013-10-22, basis = 'external', reason = 'Another record.' }"
    found, faults = read(_RANGE + narrowed)
    assert faults == []
    assert found is not None
    assert (found.earliest, found.latest, found.basis) == (DAY(2013, 10, 14), DAY(2013, 10, 29), "inferred")
    assert found.narrowed == Narrowing(DAY(2013, 10, 21), DAY(2013, 10, 22), "external", Clean("Another record."))
    assert found.grounds() == ("inferred: From the text. Narrowed to 21–22 October 2013, external: Another record.")
    assert not found.certain


@pytest.mark.parametrize(
    ("narrowed", "fault"),
    [
        ("latest = 2013-10-30", ": 2013-10-21 – 2013-10-30 must hold 2013-10-21 and lie in 2013-10-14 – 2013-10-29"),
        ("latest = 2013-10-20", ": 2013-10-21 – 2013-10-20 must hold 2013-10-21 and lie in 2013-10-14 – 2013-10-29"),
        ("latest = 'today'", ".latest: expected a date such as 2016-04-14 (not quoted), found a text"),
        ("basis = 'rumour'", ".basis: “rumour” is not known; expected stated, inferred, external or entered"),
        ("best = 2013-10-20", ".best: is not a key natoreader knows (did you mean “latest”?)"),
    ],
)
def test_what_is_wrong_with_a_narrowing_is_told_and_the_date_stays(narrowed: str, fault: str) -> None:
    basis = "" if "basis" in narrowed else ", basis = 'external'"
    found, faults = read(f"{_RANGE}narrowed = {{ {narrowed}{basis}, reason = 'x' }}")
    assert faults == [f"d.toml: published.narrowed{fault}"]
    assert found is not None
    assert found.earliest == DAY(2013, 10, 14)


def test_all_that_is_wrong_with_a_date_is_told() -> None:
    found, faults = read("earliest = 1\nlatest = true\nprecision = 'hour'\nbasis = 'rumour'\nfirst = 2012-01-01")
    assert found is None
    keys = [each.split(": ")[1] for each in faults]
    assert keys == [
        f"published.{key}" for key in ("best", "earliest", "latest", "precision", "basis", "reason", "first")
    ]


@given(DAYS, st.none() | DAYS, st.none() | DAYS, st.sampled_from([None, *PRECISIONS]))
def test_what_is_read_is_in_order(best: DAY, earliest: DAY | None, latest: DAY | None, precision: str | None) -> None:
    data = {
        "best": best,
        "earliest": earliest,
        "latest": latest,
        "precision": precision,
        "basis": "stated",
        "reason": "x",
    }
    top = Table({key: value for key, value in data.items() if value is not None}, "d.toml", "", [])
    found = read_dating(top)
    assert (found is None) == bool(top.problems)
    if found is not None:
        days = (found.earliest, found.best, found.latest)
        assert all(a <= b for a, b in itertools.pairwise(days))
        assert found.precision == "day" or found.earliest < found.latest
