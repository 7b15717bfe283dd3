"""Any text is a query or an error that says what is wrong and where."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from natoreader.dossier.text import Clean
from natoreader.search.query import DEEPEST, LONGEST, MOST_WORDS, parse
from natoreader.search.syntax import (
    And,
    Event,
    In,
    Named,
    Near,
    Node,
    Not,
    Or,
    Published,
    Query,
    QueryError,
    Term,
    leaves,
    parts,
)


def term(text: str, *words: str, **more: Any) -> Term:
    return Term(Clean(text), words or (text.lower(),), **more)


def near(within: int, *terms: Term, quoted: bool = False) -> Near:
    return Near(terms, within, quoted)


def named(field: str, text: str, *words: str, prefix: bool = False) -> Named:
    return Named(field, Clean(text), words, prefix)


def published(field: str, text: str, first: str | None, last: str | None) -> Published:
    days = [None if day is None else date.fromisoformat(day) for day in (first, last)]
    return Published(field, Clean(text), days[0], days[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NATO", term("NATO")),
        ("nato training", And((term("nato"), term("training")))),
        ("nato AND training", And((term("nato"), term("training")))),
        ("nato OR training eu", Or((term("nato"), And((term("training"), term("eu")))))),
        ("nato and or not", And((term("nato"), term("and"), term("or"), term("not")))),
        ("a -b", And((term("a"), Not(term("b"))))),
        ("a NOT (b OR c)", And((term("a"), Not(Or((term("b"), term("c"))))))),
        ("a NOT NOT b", And((term("a"), term("b")))),
        ("a (NOT b)", And((term("a"), Not(term("b"))))),
        ("((a))", term("a")),
        ("(a b) c", And((term("a"), term("b"), term("c")))),
        ("“arms embargo”", term("arms embargo", "arms", "embargo", quoted=True)),
        ('"arms \t embargo"', term("arms embargo", "arms", "embargo", quoted=True)),
        ("„arms embargo“", term("arms embargo", "arms", "embargo", quoted=True)),
        ("equip*", term("equip", prefix=True)),
        ("un-back*", term("un-back", "un", "back", prefix=True)),
        ('"arms emb*"', term("arms emb", "arms", "emb", quoted=True, prefix=True)),
        ("UN-backed", term("UN-backed", "un", "backed")),
        ("al-Sarraj’s,", term("al-Sarraj", "al-", "sarraj")),
        ("10,000", term("10,000", "10000")),
        ("NATO – Libya", And((term("NATO"), term("Libya")))),
        ("NATO - Libya", And((term("NATO"), term("Libya")))),
        ("Chief: ready", And((term("Chief"), term("ready")))),
        ('"AND"', term("AND", "and", quoted=True)),
        ("‘AND’", term("AND", "and", quoted=True)),
        ("outlet:reuters", named("outlet", "reuters", "reuters")),
        ('OUTLET:"Sky News"', named("outlet", "Sky News", "sky", "news")),
        ("outlet:hürri*", named("outlet", "hürri", "hurri", prefix=True)),
        ("agency:reuters", named("agency", "reuters", "reuters")),
        ('headline:"combat operations"', named("headline", "combat operations", "combat", "operations")),
        ("year:2013", published("year", "2013", "2013-01-01", "2013-12-31")),
        ("year:2012..2014", published("year", "2012..2014", "2012-01-01", "2014-12-31")),
        ("year:2012..", published("year", "2012..", "2012-01-01", None)),
        ("year:..2014", published("year", "..2014", None, "2014-12-31")),
        ("on:2012-2", published("on", "2012-2", "2012-02-01", "2012-02-29")),
        ("on:2012-12..2013", published("on", "2012-12..2013", "2012-12-01", "2013-12-31")),
        ("event:2011-10", Event(Clean("2011-10"), date(2011, 10, 1), date(2011, 10, 31))),
        ("Event:..2012", Event(Clean("..2012"), None, date(2012, 12, 31))),
        ("before:2013-10", published("before", "2013-10", None, "2013-09-30")),
        ("after:2013-12", published("after", "2013-12", "2014-01-01", None)),
        ("US", term("US", "us.")),
        ("us", term("us", "us")),
        ("U.S.", term("U.S.", "us.")),
        ("the United States", And((term("the"), term("United States", "united", "states")))),
        ("united AND states", And((term("united"), term("states")))),
        ("=offer", term("offer", exact=True)),
        ('="arms embargo"', term("arms embargo", "arms", "embargo", quoted=True, exact=True)),
        ("Gadafi~", term("Gadafi", fuzzy=1)),
        ("Rasmussen~", term("Rasmussen", fuzzy=2)),
        ("Rasmussen~1", term("Rasmussen", fuzzy=1)),
        ('"arms the embargo"~5', near(5, term("arms", quoted=True), term("embargo", quoted=True), quoted=True)),
        ('"al-Qaida b"~0', near(0, term("al-Qaida", "al-", "qaida", quoted=True), term("b", quoted=True), quoted=True)),
        ("a NEAR/5 b", near(5, term("a"), term("b"))),
        (
            "train* NEAR/3 “armed forces”",
            near(3, term("train", prefix=True), term("armed forces", "armed", "forces", quoted=True)),
        ),
        ("a NEAR/1 b NEAR/2 c", And((near(1, term("a"), term("b")), near(2, term("b"), term("c"))))),
        ("(a OR b) NEAR/5 c", Or((near(5, term("a"), term("c")), near(5, term("b"), term("c"))))),
        ("x NOT a NEAR/5 b", And((term("x"), Not(near(5, term("a"), term("b")))))),
        ("in:Caption", In("caption")),
        ("(in:caption a) b", And((And((In("caption"), term("a"))), term("b")))),
    ],
)
def test_trees(text: str, expected: Node) -> None:
    assert parse(text).node == expected


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ('nato (training OR equip*) -"arms embargo"', 'nato AND (training OR equip*) AND NOT "arms embargo"'),
        ("a b OR c", "(a AND b) OR c"),
        ("a NOT (b c)", "a AND NOT (b AND c)"),
        ('outlet:"Sky News" x', 'outlet:"Sky News" AND x'),
        ("year:2012..2014 in:caption", "year:2012..2014 AND in:caption"),
        ("year:..2014 OR year:2016", "year:..2014 OR year:2016"),
        ("event:2011..2012-03 nato", "event:2011..2012-03 AND nato"),
        ('agency:"Sky News" on:2016-04-14..', 'agency:"Sky News" AND on:2016-04-14..'),
        ("=offer Gadafi~ US", "=offer AND Gadafi~1 AND US"),
        ("(a OR b) NEAR/5 cd*", "a NEAR/5 cd* OR b NEAR/5 cd*"),
        ('"arms the embargo"~05', '"arms embargo"~5'),
    ],
)
def test_what_was_understood(text: str, understood: str) -> None:
    assert parse(text).understood == understood


@pytest.mark.parametrize(
    ("text", "position", "unfinished", "message"),
    [
        ("", 0, True, "the query is empty; type a word to look for"),
        (" … ", 0, False, "“…” holds no letter or digit to look for"),
        ('nato "arms', 5, True, "the quotation mark at character 6 is not closed"),
        ('nato ""', 5, False, "the quotation marks at character 6 hold no word"),
        ("(nato", 0, True, "the parenthesis at character 1 is not closed"),
        ("a (", 2, True, "the parenthesis at character 3 is not closed"),
        ("nato)", 4, False, "the closing parenthesis at character 5 has no opening one before it"),
        ("()", 0, False, "the parentheses at character 1 hold nothing"),
        ("nato AND", 5, True, "AND at character 6 needs a word behind it"),
        ("nato AND OR x", 5, False, "AND at character 6 needs a word behind it"),
        ("(nato OR)", 6, False, "OR at character 7 needs a word behind it"),
        ("OR nato", 0, False, "OR at character 1 needs a word before it"),
        ("nato NOT", 5, True, "NOT at character 6 needs a word behind it"),
        ("nato -", 5, True, "NOT at character 6 needs a word behind it"),
        ("NOT nato", 0, False, "“NOT nato” only excludes; add what should be there"),
        ("-a -b", 0, False, "“NOT a AND NOT b” only excludes; add what should be there"),
        ("a OR NOT b", 0, False, "“NOT b” only excludes; add what should be there"),
        ("a NOT (-b)", None, None, None),
        ("*", 0, False, "the * at character 1 must follow the beginning of a word, as in equip*"),
        ("é*", 1, False, "the * at character 2 needs at least 2 letters before it"),
        ("w*rd", 1, False, "the * at character 2 must stand at the end of a word"),
        ('"a* b"', 2, False, "the * at character 3 must stand at the end of a word"),
        ("outlet:", 0, True, "“outlet:” at character 1 needs a value right behind the colon, as in outlet:reuters"),
        ("in: x", 0, False, "“in:” at character 1 needs a value right behind the colon, as in in:headline"),
        ("year:20", 5, True, "“20” at character 6 is no year; expected four digits, or a range such as 2012..2014"),
        ("year:x", 5, False, "“x” at character 6 is no year; expected four digits, or a range such as 2012..2014"),
        ("year:2014..2012", 5, True, "“2014..2012” at character 6 is no range: it must begin with its earlier year"),
        ("on:2013-02-30", 3, True, "“2013-02-30” at character 4 is no day of the calendar"),
        (
            "before:2012..2013",
            7,
            True,
            "“2012..2013” at character 8 is a range; expected one day, month or year, such as 2013-10",
        ),
        (
            "event:May",
            6,
            False,
            "“May” at character 7 is no date; expected a year, a month or a day, such as 2013, 2013-10 or 2013-10-21",
        ),
        (
            "on:May",
            3,
            False,
            "“May” at character 4 is no date; expected a year, a month or a day, such as 2013, 2013-10 or 2013-10-21",
        ),
        ("a NEAR/5", 2, True, "NEAR at character 3 needs a word behind it"),
        ("NEAR/5 a", 0, False, "NEAR at character 1 needs a word before it"),
        ("a NEAR/500 b", 2, False, "the words at character 3 may be at most 100 words apart"),
        (
            "a NEAR/5 year:2013",
            2,
            False,
            "NEAR at character 3 joins words, phrases and alternatives, as in (a OR b) NEAR/5 c",
        ),
        ('"a"~5', 0, False, "the phrase at character 1 needs two words for ~ to say how near they are"),
        ('"a b"~', 5, True, "the ~ at character 6 needs the number of words that may stand between, as in “a b”~5"),
        ("libya~3", 0, False, "“libya~3” at character 1: a word may differ by 1 or 2 letters"),
        ("=", 0, False, "“=” holds no letter or digit to look for"),
        ("=libya*", 0, False, "the = at character 1 needs a whole word right behind it, as in =offer"),
        ("outlet:…", 7, False, "“…” at character 8 holds no letter or digit of an outlet's name"),
    ],
)
def test_errors(text: str, position: int | None, unfinished: bool | None, message: str | None) -> None:
    if message is None:
        assert parse(text)
        return
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.message == message
    assert type(caught.value.message) is Clean
    assert (caught.value.position, caught.value.unfinished) == (position, unfinished)


def test_an_unknown_field_names_those_there_are_and_the_nearest() -> None:
    with pytest.raises(QueryError) as caught:
        parse("nato yeer:2013")
    assert caught.value.message == (
        "“yeer:” at character 6 is no field; the fields are outlet:, agency:, headline:, person:, org:, place:, "
        "year:, before:, after:, on:, event: and in:; did you mean year:?"
    )


@pytest.mark.parametrize(("text", "unfinished"), [("in:capt", True), ("in:capton", False), ("in:capt x", False)])
def test_an_unknown_block_names_those_there_are_and_the_nearest(text: str, unfinished: bool) -> None:
    with pytest.raises(QueryError, match=r"the types are headline, .*, related; did you mean caption") as caught:
        parse(text)
    assert caught.value.unfinished is unfinished


@pytest.mark.parametrize("text", ["~libya", "UN-backed~", "li*~", "a NEAR b", "a NEAR/ b", "a NEAR/x b", "a NEAR/5b"])
def test_what_only_looks_like_an_operator_is_refused_instead_of_dropped(text: str) -> None:
    with pytest.raises(QueryError, match=r"~ must follow one word|NEAR needs the most words"):
        parse(text)


@pytest.mark.parametrize(("text", "unfinished"), [("a NEAR", True), ("a NEAR/", True), ("a NEAR/x", False)])
def test_near_without_its_number_is_unfinished_while_it_is_typed(text: str, unfinished: bool) -> None:
    with pytest.raises(QueryError, match="NEAR needs the most words") as caught:
        parse(text)
    assert caught.value.unfinished is unfinished


def test_control_characters_are_cleaned_away() -> None:
    query = parse("nato\x1b]52;c;x\x07 \u202elibya")
    assert query.text == "nato]52;c;x libya"
    assert type(query.understood) is Clean
    with pytest.raises(QueryError) as caught:
        parse("foo\x1b:bar")
    assert "\x1b" not in caught.value.message


def test_bounds() -> None:
    assert parse("a" * LONGEST)
    with pytest.raises(QueryError, match=f"at most {LONGEST}"):
        parse("a" * (LONGEST + 1))
    assert parse(" ".join(["a"] * MOST_WORDS))
    with pytest.raises(QueryError, match=f"at most {MOST_WORDS}"):
        parse(" ".join(["a"] * (MOST_WORDS + 1)))
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST)
    with pytest.raises(QueryError, match=f"more than {DEEPEST} deep"):
        parse("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1))
    with pytest.raises(QueryError, match=f"more than {DEEPEST} deep"):
        parse("(a OR b " * DEEPEST + ")" * DEEPEST)


@pytest.mark.parametrize(
    ("text", "growing"),
    [
        ("nato trai", True),
        ("nato trai ", False),
        ("nato (trai", None),
        ('"nato trai"', False),
        ("nato t", False),
        ("outlet:reu", True),
        ("al-sar", True),
        ("trai,", False),
        ("trai*", False),
    ],
)
def test_only_a_word_still_being_typed_grows(text: str, growing: bool | None) -> None:
    if growing is None:
        with pytest.raises(QueryError):
            parse(text, prefix_last=True)
        return
    last = [*leaves(parse(text, prefix_last=True).node)][-1]
    assert isinstance(last, Term | Named)
    assert last.growing is growing
    assert not any(getattr(leaf, "growing", False) for leaf in leaves(parse(text).node))


_pieces = st.sampled_from(
    (
        *("nato", "UN-backed", "10,000", "U.S.", "train*", "AND", "OR", "NOT", "-", "(", ")", '"', "“", "”", "outlet:"),
        *("year:", "in:", "caption", "2013", "..", "*", "~", "=", "’s", " ", "  ", "é", "\u00a0", "\n", "…", ":", "'"),
        *(
            "foo:",
            "in:body",
            " NEAR/5 ",
            "NEAR",
            "~1",
            "~5",
            "=word",
            "al-",
            "US",
            "United",
            "States",
            "on:2013-05",
            "before:",
            "event:2011-10",
            "event:",
        ),
        *("agency:", "headline:", "2013-10-21", "the"),
    )
)
_queries = st.one_of(st.text(max_size=40), st.lists(_pieces, max_size=14).map("".join), st.lists(_pieces).map(" ".join))


def attempt(text: str, *, prefix_last: bool = False) -> Query | QueryError:
    try:
        return parse(text, prefix_last=prefix_last)
    except QueryError as error:
        return error


def check_shape(node: Node, *, negated: bool = False) -> None:
    assert negated or not isinstance(node, Not)
    if isinstance(node, And):
        assert len(node.parts) > 1
        assert not all(isinstance(part, Not) for part in node.parts)
    if isinstance(node, Or):
        assert len(node.parts) > 1
    for part in parts(node):
        check_shape(part, negated=isinstance(node, And))


@given(_queries)
@example(",10,000")
@example('"10\u00a0000"')
@example("a (NOT (NOT b c))")
@example("'outlet:x'")
@example("0’S’S")
def test_any_text_is_a_query_or_an_error(text: str) -> None:
    query = attempt(text)
    if isinstance(query, QueryError):
        assert 0 <= query.position <= len(Clean(text))
        assert query.message
        return
    check_shape(query.node)
    if len(query.understood) <= LONGEST:
        assert parse(query.understood).node == query.node
        assert parse(query.understood).understood == query.understood


@given(_queries)
def test_typing_asks_for_the_same_but_for_the_last_word(text: str) -> None:
    typed, plain = attempt(text, prefix_last=True), attempt(text)
    if isinstance(typed, QueryError) or isinstance(plain, QueryError):
        assert str(typed).replace("…", "") == str(plain).replace("…", "")
        return
    assert str(typed.understood).replace("…", "") == str(plain.understood).replace("…", "")
    assert sum(getattr(leaf, "growing", False) for leaf in leaves(typed.node)) <= 1
