"""Any text is a query or an error that says what is wrong and where."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from natoreader.dossier.text import Clean
from natoreader.search.query import DEEPEST, LONGEST, MOST_WORDS, parse
from natoreader.search.syntax import And, In, Node, Not, Or, Outlet, Query, QueryError, Term, Years, leaves, parts


def term(text: str, *words: str, **more: bool) -> Term:
    return Term(Clean(text), words or (text.lower(),), **more)


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
        ("al-Sarraj’s,", term("al-Sarraj", "al", "sarraj")),
        ("10,000", term("10,000", "10000")),
        ("NATO – Libya", And((term("NATO"), term("Libya")))),
        ("NATO - Libya", And((term("NATO"), term("Libya")))),
        ("Chief: ready", And((term("Chief"), term("ready")))),
        ('"AND"', term("AND", "and", quoted=True)),
        ("‘AND’", term("AND", "and", quoted=True)),
        ("outlet:reuters", Outlet(Clean("reuters"), ("reuters",))),
        ('OUTLET:"Sky News"', Outlet(Clean("Sky News"), ("sky", "news"))),
        ("outlet:hürri*", Outlet(Clean("hürri"), ("hurri",), prefix=True)),
        ("year:2013", Years(2013, 2013)),
        ("year:2012..2014", Years(2012, 2014)),
        ("year:2012..", Years(2012, None)),
        ("year:..2014", Years(None, 2014)),
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
        ("year:2014..2012", 5, False, "“2014..2012” at character 6: the range must begin with its earlier year"),
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
        "“yeer:” at character 6 is no field; the fields are outlet:, year: and in:; did you mean year:?"
    )


@pytest.mark.parametrize(("text", "unfinished"), [("in:capt", True), ("in:capton", False), ("in:capt x", False)])
def test_an_unknown_block_names_those_there_are_and_the_nearest(text: str, unfinished: bool) -> None:
    with pytest.raises(QueryError, match=r"the types are headline, .*, related; did you mean caption") as caught:
        parse(text)
    assert caught.value.unfinished is unfinished


@pytest.mark.parametrize("text", ["libya~", "libya~2", '"a b"~5', "=libya", "a NEAR/5 b"])
def test_forms_of_other_languages_are_refused_instead_of_dropped(text: str) -> None:
    with pytest.raises(QueryError, match="have no meaning here"):
        parse(text)


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
    assert isinstance(last, Term | Outlet)
    assert last.growing is growing
    assert not any(getattr(leaf, "growing", False) for leaf in leaves(parse(text).node))


_pieces = st.sampled_from(
    (
        *("nato", "UN-backed", "10,000", "U.S.", "train*", "AND", "OR", "NOT", "-", "(", ")", '"', "“", "”", "outlet:"),
        *("year:", "in:", "caption", "2013", "..", "*", "~", "=", "’s", " ", "  ", "é", "\u00a0", "\n", "…", ":", "'"),
        *("foo:", "in:body"),
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
