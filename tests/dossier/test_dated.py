"""What the dates of an article mean, and how that is known."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.article import Article, BlockRule
from natoreader.dossier.dated import DatedPassage, dated_passages
from natoreader.dossier.dates import BASES, PRECISIONS, Dating
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.mentions import Matcher
from natoreader.dossier.text import Clean, Decoded

WEDNESDAY = "2014-10-15"
Label = tuple[str, str, str, str, str]
"""Words, earliest and latest day (empty where unresolved), precision, basis."""

# The five articles: every date they name, in order.
FIVE: dict[str, list[Label]] = {
    "000": [
        ("Sunday, May 18, 2014", "2014-05-18", "2014-05-18", "day", "stated"),
        ("Sunday", "2014-05-18", "2014-05-18", "day", "inferred"),
        ("Monday", "2014-05-19", "2014-05-19", "day", "inferred"),
        ("the weekend", "2014-05-17", "2014-05-18", "range", "inferred"),
        ("Friday", "2014-05-16", "2014-05-16", "day", "inferred"),
        ("Last year", "2013-01-01", "2013-12-31", "year", "inferred"),
        ("2011", "2011-01-01", "2011-12-31", "year", "stated"),
        ("2011", "2011-01-01", "2011-12-31", "year", "stated"),
        ("recent months", "2013-11-17", "2014-05-20", "range", "inferred"),
        ("2012", "2012-01-01", "2012-12-31", "year", "stated"),
        ("last week", "2014-05-12", "2014-05-18", "range", "inferred"),
    ],
    "001": [
        ("Monday", "2013-10-14", "2013-10-28", "range", "inferred"),
        ("2011", "2011-01-01", "2011-12-31", "year", "stated"),
        ("May", "2013-05-01", "2013-05-31", "month", "inferred"),
        ("October 2011", "2011-10-01", "2011-10-31", "month", "stated"),
        ("That same month", "2011-10-01", "2011-10-31", "month", "inferred"),
        ("Oct. 10", "2013-10-10", "2013-10-10", "day", "inferred"),
        ("September", "2013-09-01", "2013-09-30", "month", "inferred"),
    ],
    "002": [
        ("Sept. 27", "2012-09-27", "2012-09-27", "day", "inferred"),
        ("this month", "2012-09-01", "2012-09-30", "month", "inferred"),
        ("early next week", "2012-10-01", "2012-10-03", "range", "inferred"),
        ("early next week", "2012-10-01", "2012-10-03", "range", "inferred"),
        ("Sept. 27", "2012-09-27", "2012-09-27", "day", "inferred"),
        ("Sept. 28", "2012-09-28", "2012-09-28", "day", "inferred"),
        ("September 21-22", "2012-09-21", "2012-09-22", "range", "inferred"),
    ],
    "003": [
        ("Monday", "2016-04-11", "2016-04-11", "day", "inferred"),
        ("next week", "2016-04-18", "2016-04-24", "range", "inferred"),
        ("a few months ago", "2015-10-01", "2016-02-29", "range", "inferred"),
        *[("January 14, 2025", "2025-01-14", "2025-01-14", "day", "stated")] * 3,
    ],
    "004": [
        ("Thursday", "2016-05-19", "2016-05-26", "range", "inferred"),
        ("some weeks ago", "2016-03-21", "2016-05-15", "range", "inferred"),
        ("Last week", "2016-05-09", "2016-05-22", "range", "inferred"),
        ("2011", "2011-01-01", "2011-12-31", "year", "stated"),
    ],
}


def day(said: str, when: str, published: str = WEDNESDAY, basis: str = "inferred") -> tuple[str, str, tuple[str, ...]]:
    return said, published, (when, when, "day", basis)


def days(
    said: str, first: str, last: str, precision: str, published: str = WEDNESDAY
) -> tuple[str, str, tuple[str, ...]]:
    return said, published, (first, last, precision, "inferred")


def printed(said: str, first: str, last: str, precision: str) -> tuple[str, str, tuple[str, ...]]:
    return said, WEDNESDAY, (first, last, precision, "stated")


# A sentence with its date in square brackets, the day it was published (a Wednesday unless said), and what it means.
PHRASES = [
    # Weekdays
    day("He said on [Tuesday] it would help.", "2014-10-14"),
    day("It will help, he said on [Tuesday].", "2014-10-14"),
    day("The raid took place on [Wednesday].", "2014-10-15"),
    day("Ministers will meet in Brussels on [Wednesday].", "2014-10-15"),
    day("Ministers will meet in Brussels on [Thursday].", "2014-10-16"),
    day("The ministers are expected to meet [Sunday] in Rome.", "2014-10-19"),
    day("The council meets [Thursday].", "2014-10-16"),
    day("On [Friday], envoys will sign the deal.", "2014-10-17"),
    day("On [Friday] the envoys signed a deal that will end the war.", "2014-10-10"),
    day("The ceasefire expires [Thursday].", "2014-10-16"),
    day("Talks resume on [Monday] in Geneva.", "2014-10-20"),
    day("The rivals failed to meet on [Monday].", "2014-10-13"),
    day("[Sunday]’s planned vote divides them.", "2014-10-19"),
    day("The council had been due to vote on [Monday].", "2014-10-13"),
    day("Starting [Friday], ships will patrol the coast.", "2014-10-17"),
    days("Beginning in [December], ships will patrol the coast.", "2014-12-01", "2014-12-31", "month"),
    day("Rebels have until [Saturday] to leave the port.", "2014-10-18"),
    day("The vote, which was put off [Monday], will be held soon.", "2014-10-13"),
    day("He was killed [late Sunday] near Sirte.", "2014-10-12"),
    day("They spoke [last Friday].", "2014-10-10"),
    days("They speak again [next Friday].", "2014-10-17", "2014-10-24", "range"),
    days("He came on [Monday].", "2014-10-06", "2014-10-13", "range", "2014-10-12/2014-10-14"),
    days("Shops were shut from [Monday to Thursday].", "2014-10-06", "2014-10-09", "range", "2014-10-13"),
    days("Shops were shut between [Monday and Thursday].", "2014-10-13", "2014-10-16", "range", "2014-10-17"),
    day("They leave on [Saturday week].", "2014-10-25"),
    day("They left [two Sundays ago].", "2014-10-05"),
    day("They leave [two Fridays from now].", "2014-10-24"),
    days("They leave on [Wednesday week].", "2014-10-22", "2014-10-29", "range"),
    days("Talks will be held [Friday–Sunday].", "2014-10-17", "2014-10-19", "range"),
    day("On [Friday] the United Nations will meet.", "2014-10-17"),
    day("On [Friday] the planned talks will start.", "2014-10-17"),
    day("The vote on [Friday] will decide it.", "2014-10-17"),
    day("[Friday]’s vote may be delayed.", "2014-10-17"),
    day("He said that talks open [Friday].", "2014-10-17"),
    day("The start on [Friday] was quiet.", "2014-10-10"),
    day("The blast on [Friday] will be investigated.", "2014-10-10"),
    days("From [Monday through Friday], schools were shut.", "2024-03-04", "2024-03-08", "range", "2024-03-13"),
    # Days without their year
    day("Rebels left the port on [Dec. 28].", "2014-12-28", "2015-01-04"),
    day("Talks are due on [Jan. 5].", "2015-01-05", "2014-12-30"),
    day("The parliament met on [Aug. 4] in Tobruk.", "2014-08-04"),
    day("He was named prime minister on [3 March].", "2014-03-03"),
    day("Elections will be held on [June 25].", "2015-06-25"),
    day("A parade was planned for [Oct. 23].", "2014-10-23"),
    day("The minister was removed from office on [Oct. 23].", "2013-10-23"),
    days("He was elected president in [November].", "2013-11-01", "2013-11-30", "month"),
    days("Officials were told of a vote in [November].", "2014-11-01", "2014-11-30", "month"),
    day("On [Sunday, May 18], troops stormed the building.", "2014-05-18"),
    day("The leap day, [Feb. 29], was quiet.", "2012-02-29"),
    day("The minister resigned on [Monday, March 3].", "2008-03-03", "2010-11-17"),
    days("They met from [Monday, March 3 to 5].", "2008-03-03", "2008-03-05", "range", "2010-11-17"),
    day("He was killed on [Friday the 10th].", "2014-10-10"),
    day("He was killed on [Friday the 26th].", "2014-09-26"),
    day("Polls opened on [Thursday the 16th].", "2014-10-16"),
    day("It is to begin on [Thursday, the 30th].", "2014-10-30"),
    day("It began on [the 5th of last month].", "2014-09-05"),
    days("The truce held from [December 30–January 2].", "2014-12-30", "2015-01-02", "range", "2015-01-05"),
    days("A truce is to hold from [December 30–January 2].", "2014-12-30", "2015-01-02", "range", "2014-12-20"),
    days("They met on [Sept. 21 and 22] in Algiers.", "2014-09-21", "2014-09-22", "range"),
    days("They met in [the week of May 5].", "2014-05-05", "2014-05-11", "range"),
    days("They met in [the week of Wednesday, 5 March].", "2014-03-03", "2014-03-09", "range"),
    days("They met in [the week of Sunday, May 11].", "2014-05-05", "2014-05-18", "range"),
    day("Shops were shut on [Christmas Day].", "2014-12-25", "2015-01-04"),
    day("He left on [Jan. 3].", "2024-01-03", "2024-12-19"),
    day("The blast on [Jan. 6] killed 12.", "2024-01-06", "2024-12-19"),
    day("It began on [Jan. 5].", "2024-01-05", "2024-12-19"),
    day("She became minister on [Jan. 8].", "2024-01-08", "2024-12-19"),
    day("The hospital, opened on [Jan. 2], has beds.", "2024-01-02", "2024-12-19"),
    day("He was killed by gunmen in Tripoli, the capital, on [Jan. 2].", "2024-01-02", "2024-12-19"),
    day("The new rules came into force on [1 January].", "2024-01-01", "2024-12-27"),
    day("He won elections on [Jan. 6].", "2024-01-06", "2024-12-19"),
    day("He announced elections on [Jan. 6].", "2025-01-06", "2024-12-19"),
    day("They agreed to meet on [Jan. 6].", "2025-01-06", "2024-12-19"),
    day("The council adopted a text before elections on [Jan. 6].", "2025-01-06", "2024-12-19"),
    day("The vote on [Jan. 6] was postponed.", "2025-01-06", "2024-12-19"),
    day("A plan for elections on [Jan. 6] drew criticism.", "2025-01-06", "2024-12-19"),
    day("The disputed vote on [Jan. 6] will decide it.", "2025-01-06", "2024-12-19"),
    days("The vote, set for [Sept. 9-10], will go ahead.", "2023-09-09", "2023-09-10", "range", "2023-08-07"),
    day("The truce, renewed in winter, ends on [30 April].", "2024-04-30", "2024-03-13"),
    day("On [March 2] he will speak.", "2022-03-02", "2022-02-26/2022-03-04"),
    day("On [March 2] he spoke.", "2022-03-02", "2022-02-26/2022-03-04"),
    day("Elections take place on [March 13], he said.", "2024-03-13", "2024-03-11/2024-03-14"),
    days("Between [Jan. 1 and Nov. 30], 300 died.", "2024-01-01", "2024-11-30", "range", "2024-12-27"),
    days("They met on [Nov. 27, 28, 29 and 30].", "2024-11-27", "2024-11-30", "range", "2024-12-27"),
    day("It was shut on [Sunday (Dec. 8)].", "2024-12-08", "2024-12-27"),
    day("It was [the last Friday of July].", "2023-07-28", "2023-08-07"),
    day("It opens on [the first Monday in September].", "2023-09-04", "2023-08-07"),
    day("On [the first Friday of the month], they march.", "2023-08-04", "2023-08-07"),
    day("They agreed on [Jan. 3] to stay.", "2024-01-03", "2024-12-19"),
    day("The deal reached in Doha takes effect on [Jan. 3].", "2025-01-03", "2024-12-19"),
    day("After the attack on [Jan. 6], troops were sent.", "2024-01-06", "2024-12-19"),
    day("Before the election on [Jan. 6], candidates were shot.", "2025-01-06", "2024-12-19"),
    day("The strike has been going since [Jan. 5].", "2024-01-05", "2024-12-19"),
    day("The attack on [Oct. 3] will be remembered.", "2014-10-03"),
    day("The cases were opened and [Christmas] gifts unwrapped.", "2014-12-25", "2014-12-19"),
    day("He left at [Christmas].", "2013-12-25", "2014-12-19"),
    day("Rebels killed 12 people [Jan. 6].", "2014-01-06", "2014-12-19"),
    # Months and seasons without their year
    days("They plan to close the plant it opened in [January].", "2024-01-01", "2024-01-31", "month", "2024-12-19"),
    days("An inquiry into the blast in [April] is to report.", "2014-04-01", "2014-04-30", "month"),
    days("Between [January and March] the quota rises.", "2025-01-01", "2025-03-31", "range", "2025-01-03"),
    days("Between [October and March], 300 died.", "2023-10-01", "2024-03-31", "range", "2024-12-27"),
    days("From [March to May], 300 died.", "2024-03-01", "2024-05-31", "range", "2024-12-27"),
    days("He fled in [January].", "2024-01-01", "2024-01-31", "month", "2024-12-19"),
    days("On the first day of [January], shells fell.", "2024-01-01", "2024-01-31", "month", "2024-12-27"),
    days("One storm came; in [mid-October] another is to follow.", "2023-10-11", "2023-10-20", "range", "2023-08-07"),
    days("Parliament dissolves in [November].", "2023-11-01", "2023-11-30", "month", "2023-08-07"),
    days("He was chosen in [December].", "2014-12-01", "2014-12-31", "month", "2015-01-14"),
    days("He was chosen in [October].", "2014-10-01", "2014-10-31", "month"),
    days("Elections will be held in [March].", "2015-03-01", "2015-03-31", "month"),
    days("It began in [mid-October].", "2014-10-11", "2014-10-20", "range"),
    days("It began [last October].", "2013-10-01", "2013-10-31", "month"),
    days("It began [last May].", "2014-05-01", "2014-05-31", "month"),
    days("It began [last summer].", "2014-06-01", "2014-08-31", "season"),
    days("It began [this fall].", "2014-09-01", "2014-11-30", "season"),
    days("It will begin [this winter].", "2014-12-01", "2015-02-28", "season"),
    days("It will end [next spring].", "2015-03-01", "2015-05-31", "season"),
    # Beside “last year” and “last week”
    day("He left on [December 3 last year].", "2013-12-03"),
    days("It began in [January of last year].", "2013-01-01", "2013-01-31", "month"),
    days("It began in [the spring of last year].", "2013-03-01", "2013-05-31", "season"),
    day("They met on [Monday last week].", "2014-10-06"),
    day("They will meet on [Thursday of next week].", "2014-10-23"),
    # Near
    day("It happened [yesterday].", "2014-10-14"),
    day("It happened [last night].", "2014-10-14"),
    day("It happened [this morning].", "2014-10-15"),
    day("They leave [tomorrow].", "2014-10-16"),
    day("It happened [the day before yesterday].", "2014-10-13"),
    days("It happened [the year before last].", "2012-01-01", "2012-12-31", "year"),
    days("It happened [the week before last].", "2014-09-29", "2014-10-05", "range"),
    days("It happened [the weekend before last].", "2014-10-04", "2014-10-05", "range"),
    days("It will happen [the month after next].", "2014-12-01", "2014-12-31", "month"),
    day("It happened [the night before last].", "2014-10-13"),
    days("It happened [last weekend].", "2014-10-11", "2014-10-12", "range"),
    days("They arrived over [the weekend].", "2014-10-11", "2014-10-12", "range"),
    days("They will arrive [this weekend].", "2014-10-18", "2014-10-19", "range"),
    days("It happened [earlier this month].", "2014-10-01", "2014-10-15", "range"),
    days("It will happen [later this year].", "2014-10-15", "2014-12-31", "range"),
    days("It happened [late last year].", "2013-09-01", "2013-12-31", "range"),
    days("It will happen [next month].", "2014-11-01", "2014-11-30", "month"),
    days("It happened [last year].", "2013-01-01", "2014-12-31", "range", "2014-12-31/2015-01-01"),
    days("It must end by [the end of the year].", "2014-09-01", "2014-12-31", "range"),
    days("It must end by [year-end].", "2014-09-01", "2014-12-31", "range"),
    days("It grew in [the third quarter of last year].", "2013-07-01", "2013-09-30", "range"),
    # Counted
    day("It happened [three days ago].", "2014-10-12"),
    days("It happened [two weeks ago].", "2014-09-29", "2014-10-05", "range"),
    days("It happened [three months ago].", "2014-07-01", "2014-07-31", "month"),
    days("It happened [a year ago].", "2013-01-01", "2013-12-31", "year"),
    days("It happened [half a year ago].", "2014-04-01", "2014-04-30", "month"),
    days("[Half a decade ago] it happened.", "2009-01-01", "2009-12-31", "year"),
    days("It happened [ten years ago].", "2004-01-01", "2004-12-31", "year"),
    days("It happened [a decade ago].", "2004-01-01", "2004-12-31", "year"),
    days("It happened [two decades ago].", "1994-01-01", "1994-12-31", "year"),
    days("It happened [twenty-five years ago].", "1989-01-01", "1989-12-31", "year"),
    days("It happened [thirty years ago].", "1984-01-01", "1984-12-31", "year"),
    days("It happened [two or three years ago].", "2011-01-01", "2012-12-31", "range"),
    days("It happened between [two and three weeks ago].", "2014-09-22", "2014-10-05", "range"),
    days("It happened [a fortnight ago].", "2014-09-29", "2014-10-05", "range"),
    day("It happened [a fortnight ago today].", "2014-10-01"),
    day("It happened [a year ago today].", "2013-10-15"),
    days("It happened [a year ago this month].", "2013-10-01", "2013-10-31", "month"),
    day("It happened [a week ago Monday].", "2014-10-06"),
    days("It happened [several years ago].", "2005-01-01", "2011-12-31", "range"),
    days("It happened [a couple of days ago].", "2014-10-12", "2014-10-13", "range"),
    days("It got worse in [recent weeks].", "2014-08-20", "2014-10-15", "range"),
    days("It will get worse in [the coming days].", "2014-10-15", "2014-10-21", "range"),
    # Stated
    day("He was caught on [5 November 1605].", "1605-11-05", basis="stated"),
    day("It was [the second Sunday of May 2011].", "2011-05-08", basis="stated"),
    day("It was [the first of May 2011].", "2011-05-01", basis="stated"),
    day("It was [Sunday (May 8, 2011)].", "2011-05-08", basis="stated"),
    printed("It met on [March 3, 4 and 5, 2020].", "2020-03-03", "2020-03-05", "range"),
    printed("It lasted from [1979 to 1989].", "1979-01-01", "1989-12-31", "range"),
    printed("It fell in [Q3 2023].", "2023-07-01", "2023-09-30", "range"),
    printed("It fell in [H2 2023].", "2023-07-01", "2023-12-31", "range"),
    day("It was on [18 May 2011].", "2011-05-18", basis="stated"),
    day("It was on [the 18th of May 2011].", "2011-05-18", basis="stated"),
    day("It was on [2011-05-18].", "2011-05-18", basis="stated"),
    day("It was on [18/05/2011].", "2011-05-18", basis="stated"),
    printed("It lasted from [May 3 to June 7, 2011].", "2011-05-03", "2011-06-07", "range"),
    printed("It was on [03/04/2011].", "2011-03-04", "2011-04-03", "range"),
    printed("It fell in [May 2011].", "2011-05-01", "2011-05-31", "month"),
    printed("It lasted from [Dec. 30, 2013 – Jan. 2, 2014].", "2013-12-30", "2014-01-02", "range"),
    printed("It lasted from [December 30–January 2, 2014].", "2013-12-30", "2014-01-02", "range"),
    printed("It lasted from [30 December to 2 January 2014].", "2013-12-30", "2014-01-02", "range"),
    printed("It lasted through [2011-2012].", "2011-01-01", "2012-12-31", "range"),
    printed("It began in [early 2012].", "2012-01-01", "2012-04-30", "range"),
    printed("It began in [the 1990s].", "1990-01-01", "1999-12-31", "range"),
    printed("It began in [the late 1990s].", "1997-01-01", "1999-12-31", "range"),
    printed("It began in [the 1800s].", "1800-01-01", "1899-12-31", "range"),
    printed("It fell in [the first half of 2013].", "2013-01-01", "2013-06-30", "range"),
    printed("It fell in [the second half of May 2013].", "2013-05-16", "2013-05-31", "range"),
    printed("It began in [the summer of 2011].", "2011-06-01", "2011-08-31", "season"),
    printed("It began in [the winter of 2010-11].", "2010-12-01", "2011-02-28", "season"),
    printed("It began in [the winter of 2011].", "2010-12-01", "2012-02-29", "range"),
    printed("It began in [the week of 5 May 2010].", "2010-05-03", "2010-05-09", "range"),
    printed("It began in [the first week of June 2014].", "2014-06-01", "2014-06-07", "range"),
]


def article(words: str, published: str | None = WEDNESDAY, rules: tuple[BlockRule, ...] = ()) -> Article:
    """An article published on a day, or on one of ``first/last``."""
    dating = None
    if published is not None:
        first, _, last = published.partition("/")
        earliest, latest = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last or first)
        precision = "day" if earliest == latest else "range"
        dating = Dating(earliest, earliest, latest, precision, "stated", Clean("Printed."))
    decoded = Decoded(Clean(words), "utf-8", guessed=False)
    return Article(Clean("a"), Clean("a.txt"), lambda: decoded, published=dating, rules=rules)


def label(passage: DatedPassage) -> Label:
    return (
        str(passage.text),
        str(passage.earliest or ""),
        str(passage.latest or ""),
        passage.precision,
        passage.basis or "",
    )


@pytest.mark.parametrize(("id", "labels"), FIVE.items())
def test_the_dates_of_the_five_articles(id: str, labels: list[Label]) -> None:
    bundle = open_dossier(bundled()).article(id)
    assert bundle is not None
    assert [label(each) for each in dated_passages(bundle)] == labels


def test_a_date_of_a_related_headline_stays_with_it() -> None:
    bundle = open_dossier(bundled()).article("003")
    assert bundle is not None
    found = dated_passages(bundle)
    assert [each.block for each in found if each.text == "January 14, 2025"] == ["related"] * 3
    assert [each.text for each in found if each.counted] == ["Monday", "next week", "a few months ago"]


@pytest.mark.parametrize(("said", "published", "meant"), PHRASES)
def test_what_a_phrase_means(said: str, published: str, meant: tuple[str, ...]) -> None:
    words = said[said.index("[") + 1 : said.index("]")]
    (found,) = dated_passages(article(said.replace("[", "").replace("]", ""), published))
    assert label(found) == (words, *meant)
    assert words in found.reason


def test_enough_phrases_are_labelled() -> None:
    assert len({said for said, _, _ in PHRASES}) >= 40


@pytest.mark.parametrize(
    ("words", "published", "meant"),
    [
        ("The truce took effect on Jan. 2 and broke on Jan. 9.", "2024-12-19", ["2024-01-02", "2024-01-09"]),
        ("He told reporters Monday that talks open Tuesday.", "2023-08-07", ["2023-08-07", "2023-08-08"]),
        ("The truce, renewed on 31 October, ends on 30 April.", "2024-03-13", ["2023-10-31", "2024-04-30"]),
        ("It was shut on Jan. 2, and on Jan. 9 it will open.", "2024-12-19", ["2024-01-02", "2025-01-09"]),
        ("On Monday and Tuesday, the court will sit.", "2024-12-19", ["2024-12-23", "2024-12-24"]),
        ("On Wednesday or Thursday, a ship will sail.", "2023-08-07", ["2023-08-09", "2023-08-10"]),
        ("The court will sit on Monday and Tuesday.", "2024-12-17", ["2024-12-23", "2024-12-24"]),
        ("On Monday, Tuesday and Wednesday, it will sit.", "2024-12-18", ["2024-12-23", "2024-12-24", "2024-12-25"]),
        ("On Monday and Tuesday, the court sat.", "2024-12-19", ["2024-12-16", "2024-12-17"]),
        ("Tomorrow, Tuesday, all ends.", "2023-08-07", ["2023-08-08", "2023-08-08"]),
        ("Yesterday (Sunday) it was quiet.", "2023-08-07", ["2023-08-06", "2023-08-06"]),
    ],
)
def test_each_date_of_a_sentence_has_its_own_tense(words: str, published: str, meant: list[str]) -> None:
    assert [str(each.earliest) for each in dated_passages(article(words, published))] == meant


def test_a_day_in_the_time_of_publication_is_said_to_be_that_one() -> None:
    (found,) = dated_passages(article("On March 2 he will speak.", "2022-02-26/2022-03-04"))
    assert found.reason == "“On March 2”, published 26 February – 4 March 2022: the one in that time, 2 March 2022."


# Dates that are reckoned from the date before them


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("On May 1, 2011, he fled. That same day he was caught.", "2011-05-01", "2011-05-01"),
        ("On May 1, 2011, he fled. The next day he was caught.", "2011-05-02", "2011-05-02"),
        ("On May 1, 2011, he fled.\nTwo days later he was caught.", "2011-05-03", "2011-05-03"),
        ("On May 1, 2011, he fled. A month earlier he had won.", "2011-04-01", "2011-04-30"),
        ("On May 1, 2011, he fled. The following Monday he was caught.", "2011-05-02", "2011-05-02"),
        ("In 2001 he fled. A decade later he was caught.", "2011-01-01", "2011-12-31"),
        ("In May 2001 he fled. Half a year later he was caught.", "2001-11-01", "2001-11-30"),
        ("In May 2011 he fled. In October of that year he was caught.", "2011-10-01", "2011-10-31"),
        ("In May 2011 he fled. On March 3 the following year he was caught.", "2012-03-03", "2012-03-03"),
        ("In 1986 it burned. In April of that very year it was shut.", "1986-04-01", "1986-04-30"),
        ("In 1986 it burned. In the week of 5 May that year it was shut.", "1986-05-05", "1986-05-11"),
        ("In 1986 it burned. In April, that same year, it was shut.", "1986-04-01", "1986-04-30"),
        ("In 1986 it burned. On 3 May in the same year it was shut.", "1986-05-03", "1986-05-03"),
        ("In 1986 it burned. In May, a year later, it was shut.", "1987-05-01", "1987-05-31"),
        ("In 1986 it burned. In May of the year before, it was new.", "1985-05-01", "1985-05-31"),
        ("In 1986 it burned. On Christmas Day that year it was shut.", "1986-12-25", "1986-12-25"),
        ("In 1986 it burned. In the first week of June that year it was shut.", "1986-06-01", "1986-06-07"),
        ("On May 1, 2011, he fled. The day before, he had won.", "2011-04-30", "2011-04-30"),
        ("On May 2, 2011, he fled. That Friday he was caught.", "2011-05-06", "2011-05-06"),
        ("On Friday, May 6, 2011, he fled. On that same Friday he was caught.", "2011-05-06", "2011-05-06"),
        ("On May 1, 2011, he fled. The next Monday he was caught.", "2011-05-02", "2011-05-02"),
        ("On May 1, 2011, he fled. On the Friday before, he had won.", "2011-04-29", "2011-04-29"),
        ("On May 1, 2011, he fled. On the 30th of that month he was caught.", "2011-05-30", "2011-05-30"),
        ("On May 1, 2011, he fled. On the 2nd of the following month he was caught.", "2011-06-02", "2011-06-02"),
        ("In December 2011 he fled. The following month he was caught.", "2012-01-01", "2012-01-31"),
        ("It began on May 1, 2011. That year many fled.", "2011-01-01", "2011-12-31"),
    ],
)
def test_a_date_may_rest_on_the_one_before(words: str, first: str, last: str) -> None:
    before, found = dated_passages(article(words, None))
    assert (str(found.earliest), str(found.latest), found.basis) == (first, last, "inferred")
    assert f"“{before.text}” before it" in found.reason


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("The following Monday he fled.", "is named before it"),
        ("That same month he fled.", "is named before it"),
        ("On May 5, 2011, he won. That Monday he fled.", "the one before that day or the one after"),
        ("In 2011 he won. That same month he fled.", "“2011” before it is not exact enough"),
        ("In May 2011 he won.\nHe rested.\nThe next day he fled.", "is named before it"),
    ],
)
def test_a_date_that_rests_on_nothing_is_not_resolved(words: str, why: str) -> None:
    found = dated_passages(article(words))[-1]
    assert (found.earliest, found.latest, found.basis) == (None, None, None)
    assert why in found.reason


def test_the_date_of_a_related_headline_carries_no_other() -> None:
    related = BlockRule("related", (2, 2), None, "articles[0].blocks[0]")
    found = dated_passages(article("Words.\nJailed - May 1, 2011\nThe next day he fled.", rules=(related,)))
    assert [each.days is not None for each in found] == [True, False]


def test_what_printed_dates_carry() -> None:
    first, second = dated_passages(article("on May 3 and May 7, 2011"))
    assert label(first) == ("May 3", "2011-05-03", "2011-05-03", "day", "stated")
    assert label(second) == ("May 7, 2011", "2011-05-07", "2011-05-07", "day", "stated")
    assert "the year of the date printed behind it" in first.reason
    for words in ("the 5 May and 7 June 2011 attacks", "on May 5, June 6 and July 9, 2011"):
        assert str(dated_passages(article(words))[0].earliest) == "2011-05-05"
    first, second, third = dated_passages(article("in March, April and May 2011"))
    assert [str(each.earliest) for each in (first, second, third)] == ["2011-03-01", "2011-04-01", "2011-05-01"]
    first, second = dated_passages(article("in March and April 2011"))
    assert (str(first.earliest), str(first.latest), first.basis) == ("2011-03-01", "2011-03-31", "stated")


def test_that_year_holds_for_both_of_two_dates() -> None:
    for words in ("in April and June of that year", "on April 3 and June 5 that year", "from April to June that year"):
        _, first, second = dated_passages(article(f"In 1986 it burned, {words}."))
        assert (str(first.earliest)[:7], str(second.earliest)[:7]) == ("1986-04", "1986-06")
    first, second = dated_passages(article("in March and April last year"))
    assert label(first) == ("March", "2013-03-01", "2013-03-31", "month", "inferred")
    first, second = dated_passages(article("from October to April of the following year"))
    assert str(first.earliest) == "2014-10-01"


def test_the_day_on_which_something_was_said_is_not_the_year_or_month_meant() -> None:
    *_, found = dated_passages(
        article("In May 1986 it burned, he said on Monday. In October of that year it was shut.")
    )
    assert (str(found.earliest), str(found.latest)) == ("1986-10-01", "1986-10-31")
    *_, found = dated_passages(article("In May 1986 it burned, he said last Friday. That same month it was shut."))
    assert (str(found.earliest), str(found.latest)) == ("1986-05-01", "1986-05-31")
    *_, found = dated_passages(article("In May 1986 it burned.\nWords.\nIt shook on Monday. That month it was shut."))
    assert str(found.earliest) == "2014-10-01"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("In 1939, on 3 September, Britain declared war.", "1939-09-03", "1939-09-03"),
        ("Last year, in October, he was elected.", "2013-10-01", "2013-10-31"),
        ("In 1986, from April to June, it was shut.", "1986-04-01", "1986-06-30"),
        ("In 1986, from November to March, it was shut.", "1986-11-01", "1987-03-31"),
        ("In 1986, from December 30 to January 2, it was shut.", "1986-12-30", "1987-01-02"),
        ("In 1986, on the first Friday of June, it was shut.", "1986-06-06", "1986-06-06"),
        ("Shops were shut in 1939 on Christmas Day.", "1939-12-25", "1939-12-25"),
        ("He won in 1939, and on 3 September he was named minister.", "2014-09-03", "2014-09-03"),
        ("He won in 1939. In September he was named minister.", "2014-09-01", "2014-09-30"),
    ],
)
def test_a_day_or_month_right_behind_a_year_lies_in_it(words: str, first: str, last: str) -> None:
    found = dated_passages(article(words))[-1]
    assert (str(found.earliest), str(found.latest), found.basis) == (first, last, "inferred")


@pytest.mark.parametrize(
    ("words", "published", "meant"),
    [
        ("He was jailed in May 2023. In July he was freed.", "2024-12-27", "2023-07-01"),
        ("On Oct. 7, 2023, they fought. On Oct. 27, they fled.", "2024-12-27", "2023-10-27"),
        ("On Oct. 7, 2023, they fought. On Oct. 27, they fled. On Nov. 24, it ended.", "2024-12-27", "2023-11-24"),
        # Earlier in the calendar, recent, to come, years ago, or of a weekday that fits another year
        ("He left in August 2023. In March he returned.", "2024-12-27", "2024-03-01"),
        ("On Oct. 7, 2023, they fought. On Nov. 30, they fled.", "2024-12-10", "2024-11-30"),
        ("On Oct. 7, 2023, they fought. On Oct. 27, they will flee.", "2024-12-10", "2025-10-27"),
        ("On May 5, 1961, he was born. On June 3, he was jailed.", "2024-12-27", "2024-06-03"),
        ("On Oct. 7, 2023, they fought. On Sunday, Oct. 27, they fled.", "2024-12-27", "2024-10-27"),
        ("On Jan. 7, 2023, they fought. On Feb. 29, they fled.", "2024-12-27", "2024-02-29"),
        # Not the next thing told
        ("In 2023 they fought. On Oct. 27, they fled.", "2024-12-27", "2024-10-27"),
        ("On Oct. 7, 2023, they fought.\nOn Oct. 27, they fled.", "2024-12-27", "2024-10-27"),
        ("On Oct. 7, 2023, they fought. The last of them fled on Oct. 27.", "2024-12-27", "2024-10-27"),
    ],
)
def test_a_story_that_goes_on_stays_in_its_year(words: str, published: str, meant: str) -> None:
    *_, before, found = dated_passages(article(words, published))
    assert (str(found.earliest), found.basis) == (meant, "inferred")
    assert (f"the year of “{before.text}” before it" in found.reason) is meant.startswith("2023")


# What cannot be resolved, and what is odd


def test_without_a_day_of_publication_only_printed_years_are_known() -> None:
    found = dated_passages(article("On Monday, on May 3 and on May 3, 2011, three weeks ago.", None))
    assert [label(each) for each in found] == [
        ("Monday", "", "", "day", ""),
        ("May 3", "", "", "day", ""),
        ("May 3, 2011", "2011-05-03", "2011-05-03", "day", "stated"),
        ("three weeks ago", "", "", "range", ""),
    ]
    assert found[0].reason == "“Monday” cannot be resolved: the day of publication is not known."


def test_a_related_headline_has_a_day_of_publication_of_its_own() -> None:
    related = BlockRule("related", (2, 2), None, "articles[0].blocks[0]")
    news, other = dated_passages(article("He came on Monday.\nShe left on Monday", rules=(related,)))
    assert news.days is not None
    assert (other.block, other.days) == ("related", None)
    assert "related headline" in other.reason


@pytest.mark.parametrize(
    "words",
    [
        "on Feb. 30, 2014",
        "on June 31",
        "999 decades ago",
        "many years ago",
        "on May 30-2, 2014",
        "on May 30-2",
        "on Monday the 30th",
        "in 2012-10",
    ],
)
def test_days_that_are_none_are_said_to_be(words: str) -> None:
    (found,) = dated_passages(article(words))
    assert found.days is None
    assert "cannot be resolved: " in found.reason


def test_a_weekday_that_does_not_fit_is_noticed() -> None:
    (found,) = dated_passages(article("on Monday, May 18, 2014"))
    assert str(found.earliest) == "2014-05-18"
    assert "though that day was a Sunday" in found.reason


def test_a_weekday_printed_with_a_day_chooses_its_year_and_is_told_of() -> None:
    (found,) = dated_passages(article("on Monday, March 3", "2010-11-17"))
    assert found.reason.endswith("the last one up to then that is a Monday, 3 March 2008.")
    (found,) = dated_passages(article("on Saturday, March 3", "2010-11-17"))
    assert found.reason.endswith("the last one up to then, 3 March 2010, though that day was a Wednesday.")
    (found,) = dated_passages(article("in the week of Saturday, March 3", "2010-11-17"))
    assert found.reason.endswith("up to then, 1–7 March 2010, though 3 March 2010 was a Wednesday.")
    (found,) = dated_passages(article("in the week of Wednesday, March 3", "2010-11-17"))
    assert found.reason.endswith("up to then that is a Wednesday, 1–7 March 2010.")
    _, found = dated_passages(article("It began in 1939, on Monday, 3 September that year."))
    assert found.reason.endswith("before it: 3 September 1939, though that day was a Sunday.")


def test_how_a_week_that_lies_farther_off_was_counted() -> None:
    found = dated_passages(article("the year before last, the month after next, and on Saturday week."))
    counted = [each.reason.partition(": ")[2].partition(",")[0] for each in found]
    assert counted == ["two years before", "two months after", "a week after the Saturday to come"]


def test_a_weekday_names_each_day_that_the_publication_leaves_open() -> None:
    (found,) = dated_passages(article("on Monday", "2013-10-14/2013-10-29"))
    assert found.reason == "“on Monday”, published 14–29 October 2013: that Monday, 14, 21 or 28 October 2013."


# All of them


def test_a_date_inside_a_longer_name_that_crosses_it_is_none() -> None:
    found = article("He spoke last Monday.")
    (passage,) = dated_passages(found)
    mentions = Matcher([]).mentions(found)
    assert dated_passages(found, mentions) == (passage,)
    assert dated_passages(found, []) == ()


@pytest.mark.parametrize("id", FIVE)
def test_dates_are_the_mentions_that_are_dates(id: str) -> None:
    dossier = open_dossier(bundled())
    bundle = dossier.article(id)
    assert bundle is not None
    mentions = Matcher(dossier.entities).mentions(bundle)
    dates = [(each.start, each.end) for each in mentions if each.type == "date"]
    assert [(each.start, each.end) for each in dated_passages(bundle, mentions)] == dates
    assert dated_passages(bundle, mentions) == dated_passages(bundle)


PIECES = st.sampled_from(
    [
        *(
            "May ",
            "Sept. ",
            "March",
            "Monday",
            "the ",
            "last ",
            "next ",
            "this ",
            "past ",
            "early ",
            "mid-",
            "in ",
            "on ",
        ),
        *("12", "31", "30 ", "2011", "1990s", "-", "–", ", ", " ", "\n", "week", "weekend", "year", "weeks ", "ago"),
        *("the 3rd", "Friday ", "today", "following ", "before", "half of ", "quarter of ", "second ", "/", "1999-00"),
        *("two ", "a few ", "many ", "later ", "same ", "that ", "of ", "and ", "to ", "end of ", "first ", "winter "),
        *("between ", "last Friday of ", "(", ")", "Q3 ", "every "),
        *("half a ", "fortnight ", "thirty ", "before last", "Saturday week", "week of ", "that year", "that month"),
        *(
            "will meet ",
            "said ",
            "recent ",
            "coming ",
            "summer ",
            "Christmas",
            "yesterday",
            "99 ",
            "decades ",
            ". ",
            "month",
        ),
    ]
)
PUBLISHED = st.tuples(st.dates(), st.integers(0, 400)).map(
    lambda drawn: f"{drawn[0]}/{min(drawn[0].toordinal() + drawn[1], datetime.date.max.toordinal())}"
)


@given(st.lists(PIECES, max_size=40).map("".join), st.none() | PUBLISHED)
def test_whatever_is_written_dates_keep_to_their_paragraph_and_their_order(words: str, published: str | None) -> None:
    if published is not None:
        first, _, last = published.partition("/")
        published = f"{first}/{datetime.date.fromordinal(int(last))}"
    found = article(words, published)
    end = 0
    for each in dated_passages(found):
        paragraph = found.text.paragraphs[each.paragraph - 1]
        assert paragraph.start <= each.start < each.end <= paragraph.end
        assert end <= each.start
        assert found.text.value[each.start : each.end] == each.text
        assert (each.earliest is None) == (each.latest is None) == (each.basis is None)
        assert each.precision in PRECISIONS
        if each.days is not None:
            assert each.days[0] <= each.days[1]
            assert each.basis in BASES
            assert each.precision != "day" or each.days[0] == each.days[1]
        end = each.end


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 1, 1)), st.integers(0, 20), st.integers(0, 20))
def test_a_wider_publication_never_narrows_a_date(day: datetime.date, before: int, after: int) -> None:
    words = (
        "Monday, last week, in May, next Friday, Sept. 28, a few months ago, this weekend, December 30–January 2, "
        "Monday to Thursday, a week ago Monday, in March last year, the third quarter of last year, "
        "Monday, March 3, Sunday, 4 May, Friday, Feb. 29, Saturday week, the week of May 5, half a year ago, "
        "the first Monday in September, on Nov. 3, 4 and 5, between January and March, the year before last"
    )
    around = f"{day - datetime.timedelta(before)}/{day + datetime.timedelta(after)}"
    for narrow, wide in zip(
        dated_passages(article(words, str(day))), dated_passages(article(words, around)), strict=True
    ):
        assert narrow.days is not None and wide.days is not None
        assert wide.days[0] <= narrow.days[0] <= narrow.days[1] <= wide.days[1]


def test_many_dates_take_no_longer_than_few() -> None:
    words = "on Monday in May, two days later, Sept. 3 and early next week. "
    assert len(dated_passages(article(words * 4000))) == 4000 * 5
