"""Calendar expressions: which words are one, and which are not."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from natoreader.dossier.calendar import _FIRST, _INITIAL, find_dates, find_expressions

FOUND = [
    # Absolute
    ("killed on May 18, 2014, in Tripoli", ["May 18, 2014"]),
    ("TRIPOLI, SUNDAY, MAY 18, 2014", ["SUNDAY, MAY 18, 2014"]),
    ("by 18 May 2014 at the latest", ["18 May 2014"]),
    ("on the 18th of May 2014", ["the 18th of May 2014"]),
    ("on Sunday 18 May", ["Sunday 18 May"]),
    ("on Sun., May 18", ["Sun., May 18"]),
    ("updated 2014-05-18", ["2014-05-18"]),
    ("updated 18/05/2014", ["18/05/2014"]),
    ("updated 2014/05/18, not 18-05-2014", ["2014/05/18", "18-05-2014"]),
    ("TRIPOLI, AUG. 21, 2011", ["AUG. 21, 2011"]),
    ("on the Fourth of July", ["Fourth of July"]),
    ("before May of 2014", ["May of 2014"]),
    ("the 2011 ousting of a dictator", ["2011"]),
    ("in 2011 and 2012", ["2011", "2012"]),
    ("a post-2011 order (1969–2011)", ["2011", "1969–2011"]),
    ("Libya’s 2012 election", ["2012"]),
    ("in 2011, 2012 and 2013", ["2011", "2012", "2013"]),
    ("The 18th of May 2014", ["The 18th of May 2014"]),
    ("the Sept. 11, 2012, attacks", ["Sept. 11, 2012"]),
    ("In 2011 rebels took the city", ["2011"]),
    ("on 5 November 1605. November 5, 1605, was", ["5 November 1605", "November 5, 1605"]),
    ("on 5 May 1500 troops came at 1600 hours", ["5 May"]),
    ("on Sunday (Dec. 8) or Sunday (8 December 2024)", ["Sunday (Dec. 8)", "Sunday (8 December 2024)"]),
    ("in March, April and May 2019", ["March", "April", "May 2019"]),
    ("In March, April Jones said in May", ["March", "May"]),
    ("2012 was bad. 2013 and 2014 were worse", ["2012", "2013", "2014"]),
    ("in Q3 2023 and H1 2024", ["Q3 2023", "H1 2024"]),
    ("The first of May was quiet", ["The first of May"]),
    ("the last Friday of July, last Friday in July", ["the last Friday of July", "last Friday in July"]),
    ("the first Monday in September 2023", ["the first Monday in September 2023"]),
    ("the first Friday of the month", ["the first Friday of the month"]),
    ("last Friday in Tripoli", ["last Friday"]),
    # Ranges
    ("on September 21-22", ["September 21-22"]),
    ("on Sept. 21 and 22 in Benghazi", ["Sept. 21 and 22"]),
    ("from December 30–January 2", ["December 30–January 2"]),
    ("from 30 December to 2 January", ["30 December to 2 January"]),
    ("on 3-5 May 2011", ["3-5 May 2011"]),
    ("on the night of 30/31 May", ["30/31 May"]),
    ("on the 10th and 11th of October", ["10th and 11th of October"]),
    ("the 5 May and 7 June attacks", ["5 May", "7 June"]),
    ("on May 3 and May 7, 2011", ["May 3", "May 7, 2011"]),
    ("between May 3 and May 7, 2011", ["May 3 and May 7, 2011"]),
    ("between 1 May and 3 June", ["1 May and 3 June"]),
    ("Between Jan. 1, 2023, and Nov. 30, 2024, he", ["Jan. 1, 2023, and Nov. 30, 2024"]),
    ("between January and March, between March and May 2011", ["January and March", "March and May 2011"]),
    ("from March to May, in March and May", ["March to May", "March", "May"]),
    ("from April to June of that year", ["April", "June of that year"]),
    ("On March 3, 4 and 5, 2020", ["March 3, 4 and 5, 2020"]),
    ("on 3, 4 and 5 March 2020", ["3, 4 and 5 March 2020"]),
    ("on Nov. 27, 28, 29 and 30", ["Nov. 27, 28, 29 and 30"]),
    ("on Nov. 27/28", ["Nov. 27/28"]),
    ("the March 1 to 10 truce", ["March 1 to 10"]),
    ("from 1979 to 1989, through 1979 to 1989", ["1979 to 1989", "1979 to 1989"]),
    ("between 1979 and 1989", ["1979 and 1989"]),
    ("1914-18 and 1939-45", ["1939-45"]),
    ("in March and April 2011", ["March", "April 2011"]),
    ("in March–May 2011", ["March–May 2011"]),
    ("the 2013-14 budget, passed in 2013-14", ["2013-14", "2013-14"]),
    ("the 2014/15 budget", ["2014/15"]),
    # Partial
    ("in mid-October", ["mid-October"]),
    ("in early 2012", ["early 2012"]),
    ("in the late 1990s", ["the late 1990s"]),
    ("of the 1990s", ["the 1990s"]),
    ("since March, when", ["March"]),
    ("October’s attack", ["October"]),
    ("by the end of the year", ["the end of the year"]),
    ("by year-end, not by month’s end", ["year-end", "month’s end"]),
    ("in the first half of 2013", ["the first half of 2013"]),
    ("in the first week of June 2014", ["the first week of June 2014"]),
    ("in the summer of 2011", ["the summer of 2011"]),
    ("on Christmas Day", ["Christmas Day"]),
    # Relative
    ("said late Monday", ["late Monday"]),
    ("Tuesday’s vote", ["Tuesday"]),
    ("on Friday the 16th Brigade attacked", ["Friday"]),
    ("last week’s raid", ["last week"]),
    ("in March last year", ["March last year"]),
    ("in March last year’s budget", ["March", "last year"]),
    ("Theresa May last year saw prices fall this year", ["last year", "this year"]),
    ("in May last year, in the fall of last year", ["May last year", "the fall of last year"]),
    ("Theresa May, that year, saw prices fall in that year", ["that year", "that year"]),
    ("earlier this month", ["earlier this month"]),
    ("over the weekend", ["the weekend"]),
    ("a couple of years ago", ["a couple of years ago"]),
    ("two Sundays ago, at two Sunday masses", ["two Sundays ago", "Sunday"]),
    ("just weeks ago", ["weeks ago"]),
    ("nearly three months ago", ["three months ago"]),
    ("last summer", ["last summer"]),
    ("the day before yesterday", ["the day before yesterday"]),
    ("the year before last year’s vote", ["last year"]),
    ("the night before last Friday’s vote", ["last Friday"]),
    ("the Friday week-long fair", ["Friday"]),
    ("the week of May 5-11, the week of 5 to 11 May", ["May 5-11", "5 to 11 May"]),
    ("That same day", ["That same day"]),
    ("He said that Friday was quiet. That Friday was not.", ["Friday", "That Friday"]),
    ("two days later", ["two days later"]),
]
NOT_FOUND = [
    # Words that only look like months
    "Libya may send troops; may 2,000 go?",
    "May we ask the alliance for help?",
    "Prime Minister Theresa May said so",
    "The plan was backed by May’s government",
    "The rebels march 10 kilometres a day",
    "March on, he told them, and they marched",
    "A march for peace and an august assembly",
    "Protesters March Through Tripoli",
    "It was written by April Jones",
    # Days and seasons that are none
    "The Sun reported it",
    "under the sun of the Sahara",
    "The Sunday Times and the Mail on Sunday",
    "the Good Friday Agreement",
    "in Sunday schools",
    "They meet every Friday",
    "Every Friday, they march. Each Sunday he prays, every other Monday she does.",
    "Every Monday to Friday it is shut",
    "the third Sunday of Advent, the last Friday of Ramadan",
    "in the hospital of Christmas Island",
    "Man Friday, Ruby Tuesday and Tuesday Weld",
    "On Mondays the souk is closed",
    "the Arab Spring and the fall of Tripoli",
    "Prices fall, and hopes spring eternal",
    # Numbers that are no dates
    "for the second time, a second attack",
    "the second of three raids",
    "since the 9/11 attacks",
    "since the Sept. 11 attacks",
    "since the 11 September attacks",
    "the February 17 Revolution",
    "the February 17th Revolution",
    "the Feb. 17 uprising",
    "the 17 February Martyrs Brigade",
    "at 12 Downing Street, or 1 May Street",
    "Resolutions 1970 and 1973",
    "under Resolution 1973",
    "up to 2000 troops",
    "some 2,011 people",
    "a Su-24 and an F-16",
    "at 1900 GMT",
    "by 1800 GMT",
    "the 32nd Brigade",
    "a 2000-strong force",
    "call 020 2011 4000",
    # Durations
    "a seven-month campaign",
    "for two weeks",
    "a two-day visit",
    "over the past three months",
    "over the last year",
    "in the next two days of talks",
    "the 24-hour news",
    "two years of war",
    # Counts whose first words are none
    "a year and a half ago",
    "one and a Half years ago",
    "two years and six months ago",
    "half a dozen years ago",
    "hundreds of years ago, two hundred years ago, 2,000 years ago, 2.5 years ago",
    # Others
    "to this day",
    "on his last day in office",
    "on the Friday before the vote",
    "in their last year in office",
    "its year-end report",
    "day-to-day command",
    "at long last",
    "USA Today",
    "today’s top military news",
]


def found(words: str) -> list[str]:
    return [words[start:end] for start, end in find_dates(words)]


@pytest.mark.parametrize(("words", "dates"), FOUND)
def test_what_is_a_date(words: str, dates: list[str]) -> None:
    assert found(words) == dates


@pytest.mark.parametrize("words", NOT_FOUND)
def test_what_is_none(words: str) -> None:
    assert found(words) == []


PIECES = st.sampled_from(
    [
        *("May", "Sept.", "March", "Monday", "Sun", "the", "last", "next", "this", "past", "early", "mid-", "in", "on"),
        *(
            "12",
            "31",
            "2,000",
            "2011",
            "1990s",
            "-",
            "–",
            ",",
            ", ",
            " ",
            " ",
            " ",
            " ",
            "week",
            "year",
            "weeks",
            "ago",
        ),
        *(
            "two",
            "a few",
            "later",
            "same",
            "that",
            "of",
            "and",
            "to",
            "end",
            "first",
            "between",
            "every",
            "Q3",
            "(",
            ")",
            "summer",
            "fall",
            "’s",
            "\xa0",
            "/",
        ),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@example("in May May 1 2011-2012 last weekend ago")
def test_expressions_are_apart_and_are_what_the_span_finder_finds(words: str) -> None:
    expressions = list(find_expressions(words))
    assert [(each.start, each.end) for each in expressions] == list(find_dates(words))
    last = 0
    for each in expressions:
        assert last <= each.start < each.end <= len(words)
        assert words[each.start : each.end].strip() == words[each.start : each.end]
        assert each.parts
        last = each.end


@pytest.mark.parametrize("name", _FIRST)
def test_no_beginning_is_passed_over_at_the_first_look(name: str) -> None:
    pattern = _FIRST[name][0]
    known = set(re.findall(r"[A-Za-z]{2,}", pattern))
    for initial in string.ascii_letters:
        if not re.match(_INITIAL, initial):
            tries = [initial + rest for word in known for rest in (word, word[1:])]
            begins = [word for word in tries if re.match(pattern, word)]
            assert begins == [], initial


def test_a_line_of_five_megabytes_is_read_to_its_end() -> None:
    pieces = ("a", "1", " ", "last ", "May ", "Sunday, ", "early ", "the ", "12-", "2011–", "two and ", "May 1–", "’")
    line = "".join(piece * (400_000 // len(piece)) for piece in pieces) + " and on May 18, 2014."
    assert len(line) > 5_000_000
    *_, last = find_dates(line)
    assert line[slice(*last)] == "May 18, 2014"
