"""Mentions: which words are found, and which of two that overlap stays."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.anchor import fold
from natoreader.dossier.article import Article, BlockRule
from natoreader.dossier.entities import ENTITY_TYPES, TABLE_TYPES, Entity, Form
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.mentions import Matcher, Mention, _nested, counted, flat, surface
from natoreader.dossier.rules import find_quantities
from natoreader.dossier.text import Clean, Decoded

DOSSIER = open_dossier(bundled())


def article(words: str, *rules: BlockRule, id: str = "a") -> Article:
    decoded = Decoded(Clean(words), "utf-8", guessed=False)
    return Article(Clean(id), Clean("a.txt"), lambda: decoded, rules=rules)


def entity(id: str, *forms: str, type: str = "organisation", limited: dict[str, str] | None = None) -> Entity:
    found = [Form(Clean(words)) for words in forms]
    found += [Form(Clean(words), frozenset({where})) for words, where in (limited or {}).items()]
    return Entity(Clean(id), Clean(id), type, tuple(found))


NATO = entity("nato", "NATO")
CHIEF = entity("chief", "NATO Secretary General", "Secretary-General", "NATO chief", type="role")
LIBYA = entity("libya", "Libya", type="place")
MILITARY = entity("libyan-military", "Libyan military")
RASMUSSEN = entity("rasmussen", "Anders Fogh Rasmussen", "Rasmussen", type="person")
QAIDA = entity("al-qaida", "al-Qaida", "al-Qaida’s men")
US = entity("us", "U.S.", "US", type="place")
TABLE = (NATO, CHIEF, LIBYA, MILITARY, RASMUSSEN, QAIDA, US)


def found(words: str, *table: Entity, id: str = "a") -> list[tuple[str, str]]:
    each = article(words, id=id)
    mentions = Matcher(table or TABLE).mentions(each)
    return [(str(surface(each, m)), str(m.entity.id) if m.entity else m.type) for m in mentions]


# Which words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("NATO’s offer, NATO's, (NATO), “NATO”", [("NATO", "nato")] * 4),
        ("a NATO-led and non-NATO force", [("NATO", "nato")] * 2),
        ("NATOs, nato, PreNATO, NATO2, Nato", []),
        ("Libyan Libya", [("Libya", "libya")]),
        (
            "the Libyan\u00a0military, the Libyan  military",
            [("Libyan\u00a0military", MILITARY.id), ("Libyan  military", MILITARY.id)],
        ),
        ("the Libyan\nmilitary", []),
        ("Secretary–General and Secretary - General, Secretary General", [("Secretary–General", "chief")]),
        ("al-Qaida, al–Qaida, al - Qaida, al Qaida", [("al-Qaida", "al-qaida"), ("al–Qaida", "al-qaida")]),
        ("al-Qaida's men, al-Qaida’s men", [("al-Qaida's men", "al-qaida"), ("al-Qaida’s men", "al-qaida")]),
        ("U.S. and US, not us or U. S.", [("U.S.", "us"), ("US", "us")]),
        ("Rasmussen, Anders Rasmussen", [("Rasmussen", "rasmussen")] * 2),
        ("", []),
        ("NATO", [("NATO", "nato")]),
    ],
)
def test_words_are_found_whole_and_without_regard_to_typography(words: str, expected: list[tuple[str, str]]) -> None:
    assert found(words) == expected


def test_the_longest_wins_and_inner_names_are_kept() -> None:
    words = "NATO Secretary General Anders Fogh Rasmussen"
    assert found(words) == [
        ("NATO Secretary General", "chief"),
        ("NATO", "nato"),
        ("Anders Fogh Rasmussen", "rasmussen"),
    ]
    each = article(words)
    assert [str(surface(each, m)) for m in flat(Matcher(TABLE).mentions(each))] == [
        "NATO Secretary General",
        "Anders Fogh Rasmussen",
    ]


def test_a_surname_inside_the_full_name_is_counted_once() -> None:
    assert [id for _, id in found("Anders Fogh Rasmussen. Rasmussen’s")] == ["rasmussen", "rasmussen"]


def test_a_limited_form_is_found_in_its_article_only() -> None:
    table = (entity("nato", "NATO", limited={"the Alliance": "001"}), entity("other", limited={"the Alliance": "002"}))
    assert found("the Alliance", *table, id="001") == [("the Alliance", "nato")]
    assert found("the Alliance", *table, id="002") == [("the Alliance", "other")]
    assert found("the Alliance and NATO", *table, id="003") == [("NATO", "nato")]


@pytest.mark.parametrize(
    ("words", "quantities"),
    [
        ("About 3,699 rescuers and three US soldiers came.", ["About 3,699 rescuers", "three US soldiers"]),
        ("two dozen tanks, a million men", ["two dozen tanks", "a million men"]),
        ("Some 2.5 million people", ["Some 2.5 million people"]),
        ("15 wounded, 20 dead rebels, twenty-two people", ["15 wounded", "20 dead rebels", "twenty-two people"]),
        ("700 migrants, 12 hostages, one million members", ["700 migrants", "12 hostages", "one million members"]),
        ("Hundreds of thousands of people and tens of ships left.", [
            "Hundreds of thousands of people", "tens of ships"]),
        ("In 2011 members of NATO met. Since 1945 NATO members meet.", []),
        ("On 3 May members met. He paid two million dollars for ten miles.", []),
    ],
)  # fmt: skip
def test_counts_of_people_states_weapons_and_missions(words: str, quantities: list[str]) -> None:
    assert [words[start:end] for start, end in find_quantities(words)] == quantities


def test_dates_and_quantities_are_found_by_rule_and_yield_to_the_table() -> None:
    assert found("On Sept. 27 nearly 6,000 troops left Libya.") == [
        ("Sept. 27", "date"),
        ("nearly 6,000 troops", "quantity"),
        ("Libya", "libya"),
    ]
    strike = entity("strike", "Sept. 27", type="event")
    assert found("On Sept. 27 it ended", strike) == [("Sept. 27", "strike")]
    assert found("the May 2014 attack", entity("e", "May 2014 attack", type="event")) == [
        ("May 2014 attack", "e"),
        ("May 2014", "date"),
    ]


def test_of_one_range_the_table_wins_and_then_the_order_of_types() -> None:
    for first, second in itertools.combinations(TABLE_TYPES, 2):
        a, b = entity("a", "Sirte", type=first), entity("b", "Sirte", type=second)
        assert found("Sirte", a, b) == found("Sirte", b, a) == [("Sirte", "a")]


def test_of_two_that_cross_the_longer_stays_and_of_two_alike_the_first() -> None:
    table = (entity("ab", "A B"), entity("bcd", "B C D"), entity("de", "D E"))
    assert found("A B C D E", *table) == [("B C D", "bcd")]
    assert found("A B C", entity("ab", "A B"), entity("bc", "B C")) == [("A B", "ab")]
    assert found("A B C", entity("ab", "A B"), entity("bc", "B C", type="person")) == [("B C", "bc")]


def test_nothing_is_lost_to_a_mention_that_does_not_stay() -> None:
    table = (entity("long", "A B C D E", type="place"), entity("mid", "C D E F"), entity("end", "E F", type="person"))
    # "C D E F" yields to the longer one before it, and so cannot keep out "D E", which lies in that one.
    assert found("A B C D E F", *table, entity("inner", "D E")) == [("A B C D E", "long"), ("D E", "inner")]


def test_mentions_in_notices_and_related_headlines_do_not_count() -> None:
    words = "NATO\nNATO\nNATO"
    rules = [BlockRule("notice", (2, 2), None, ""), BlockRule("related", (3, 3), None, "")]
    each = article(words, *rules)
    mentions = Matcher([NATO]).mentions(each)
    assert [counted(each, m) for m in mentions] == [True, False, False]
    all_but_those = {"headline", "subheading", "byline", "caption", "dateline", "body"}
    for type in all_but_those:
        each = article("NATO", BlockRule(type, (1, 1), None, ""))
        assert counted(each, Matcher([NATO]).mentions(each)[0])


def test_a_table_without_words_finds_nothing() -> None:
    assert found("NATO _ offers", entity("x", "_")) == [("_", "x")]
    assert Matcher([Entity(Clean("x"), Clean("x"), "place", ())]).mentions(article("x")) == ()


# Which of two that overlap: every mention stays unless a stronger one that stays conflicts with it


def conflict(a: Mention, b: Mention) -> bool:
    """The rule, plainly: they overlap, and cross, or have one range, or are of one entity."""
    if a.end <= b.start or b.end <= a.start:
        return False
    nested = (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)
    same = a.entity is not None and a.entity is b.entity
    return not nested or same or (a.start, a.end) == (b.start, b.end)


def strength(mention: Mention) -> tuple[int, bool, int, int]:
    return (-mention.length, mention.entity is None, ENTITY_TYPES.index(mention.type), mention.start)


def by_brute_force(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=strength):
        if not any(conflict(mention, other) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda each: (each.start, -each.end))


OWNERS = [entity(f"e{number}", type=type) for number, type in enumerate([*TABLE_TYPES, "person", "place"])]
SPANS = st.builds(
    lambda start, length, owner, rule: Mention(start, start + length, owner.type if owner else rule, owner),
    st.integers(0, 14),
    st.integers(1, 9),
    st.sampled_from([*OWNERS, None]),
    st.sampled_from(["date", "quantity"]),
)


@given(st.lists(SPANS, max_size=14))
def test_what_stays_is_what_the_rule_says(mentions: list[Mention]) -> None:
    kept = _nested(mentions)
    assert kept == by_brute_force(mentions)
    assert not any(conflict(a, b) for a, b in itertools.combinations(kept, 2))
    for mention in mentions:
        if mention not in kept:
            assert any(conflict(mention, other) and strength(other) <= strength(mention) for other in kept)


LETTERS = st.text("AB ’-.", min_size=1, max_size=5)


@given(st.lists(st.tuples(LETTERS, st.sampled_from(OWNERS)), max_size=8), st.text("AB ’'–-.\n", max_size=30))
def test_mentions_nest_and_are_the_words_of_their_entity(forms: list[tuple[str, Entity]], words: str) -> None:
    table = [
        Entity(owner.id, owner.label, owner.type, tuple(Form(Clean(form)) for form, whose in forms if whose is owner))
        for owner in OWNERS
    ]
    each = article(words)
    mentions = Matcher(table).mentions(each)
    assert list(mentions) == sorted(mentions, key=lambda m: (m.start, -m.end))
    for a, b in itertools.combinations(mentions, 2):
        assert not conflict(a, b)
    for m in mentions:
        assert m.entity is not None
        assert fold(surface(each, m)) in {fold(form.words).strip() for form in m.entity.forms}
        assert "\n" not in surface(each, m)
    layer = flat(mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(layer))
    assert all(any(o.start <= m.start and m.end <= o.end for o in layer) for m in mentions)


def test_a_long_chain_of_crossing_mentions() -> None:
    mentions = [
        Mention(3 * number + shift, 3 * number + shift + 5, "person", OWNERS[shift])
        for number in range(20_000)
        for shift in range(2)
    ]
    kept = _nested(mentions)
    assert kept == sorted(kept, key=lambda each: each.start)
    assert all(a.end <= b.start for a, b in itertools.pairwise(kept))
    assert kept[0] == mentions[0]


# The bundled articles


@pytest.mark.parametrize("each", DOSSIER.articles, ids=lambda each: str(each.id))
def test_mentions_of_the_bundled_articles_never_cross(each: Article) -> None:
    mentions = Matcher(DOSSIER.entities).mentions(each)
    assert mentions
    for a, b in itertools.combinations(mentions, 2):
        assert not conflict(a, b)


def test_five_thousand_forms_find_what_the_few_find() -> None:
    words = [word for each in DOSSIER.articles for word in each.text.value.split()]
    chance = random.Random(2016)
    many = [
        entity(f"x{number}", f"{chance.choice(words)} {chance.choice(words)} never printed", type="person")
        for number in range(5_000)
    ]
    few, all_ = Matcher(DOSSIER.entities), Matcher([*DOSSIER.entities, *many])
    for each in DOSSIER.articles:
        assert all_.mentions(each) == few.mentions(each)


@pytest.mark.parametrize(
    "line",
    ["NATO " * 20_000, "111," * 50_000, "1" * 200_000, "in May " * 20_000, "NATO" * 50_000, "2 days ago " * 10_000],
    ids=lambda line: line[:12],
)
def test_a_very_long_line(line: str) -> None:
    mentions = Matcher(TABLE).mentions(article(line))
    assert len(mentions) in {0, 10_000, 20_000}
