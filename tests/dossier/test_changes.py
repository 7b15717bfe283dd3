"""What changed between two offers."""

import tomllib

from natoreader.dossier.changes import Change, aspect_changes, changes, told_by_both, unchecked, verbs
from natoreader.dossier.comparison import Comparison, read_comparison
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.tables import Table

BASE = """
aspects = [{ id = "x", label = "X" }, { id = "y", label = "Y" }]
items = [{ id = "i", label = "I" }, { id = "j", label = "J" }]
offers = [{ id = "old", article = "a", label = "Old" }, { id = "new", article = "b", label = "New" }]
"""
Claims = list[tuple[str, str, str, str]]


def comparison(old: Claims, new: Claims) -> Comparison:
    toml = BASE
    for offer, claims in (("old", old), ("new", new)):
        toml += f'[[cells]]\noffer = "{offer}"\naspect = "x"\nstate = "stated"\nsummary = "S"\n'
        toml += '[[cells.evidence]]\nquote = "Q"\nvoice = "own"\n'
        for item, actor, kind, verb in claims:
            toml += f'[[cells.items]]\nitem = "{item}"\nactor = "{actor}"\nkind = "{kind}"\nverb = "{verb}"\n'
            toml += "evidence = [0]\n"
    top = Table(tomllib.loads(toml), "c.toml", "", [])
    found = read_comparison(top, {"a", "b"})
    assert top.problems == []
    return found


def found(old: Claims, new: Claims) -> list[tuple[str, str, str, str]]:
    return [told(each) for each in changes(comparison(old, new), "old", "new")]


def told(change: Change) -> tuple[str, str, str, str]:
    sides = "→".join(" ".join(verbs(each)) for each in (change.before, change.after))
    return (str(change.item.id), f"{change.actor} {change.kind}", change.status, sides)


def test_the_four_changes() -> None:
    old = [("i", "N", "offer", "ready"), ("i", "N", "limit", "not"), ("j", "N", "offer", "will")]
    new = [("i", "N", "offer", "plans"), ("i", "N", "limit", "not"), ("j", "L", "request", "asked")]
    assert found(old, new) == [
        ("i", "N offer", "reworded", "ready→plans"),
        ("i", "N limit", "kept", "not→not"),
        ("j", "N offer", "unmentioned", "will→"),
        ("j", "L request", "new", "→asked"),
    ]


def test_what_neither_speaks_of_is_left_out() -> None:
    assert found([], []) == []
    assert found([("i", "N", "expertise", "have")], [("i", "N", "importance", "need")]) == []


def test_not_mentioned_tells_what_else_is_said_of_the_item() -> None:
    table = comparison([("i", "N", "offer", "ready")], [("i", "N", "importance", "need")])
    (change,) = changes(table, "old", "new")
    assert (change.status, [claim.verb for _, claim in change.besides]) == ("unmentioned", ["need"])
    (back,) = changes(table, "new", "old")
    assert (back.status, [claim.verb for _, claim in back.besides]) == ("new", ["need"])


def test_verbs_are_compared_as_sets_and_never_ranked() -> None:
    twice = [("i", "N", "offer", "will"), ("i", "N", "offer", "ready")]
    assert [each[2] for each in found(twice, twice[::-1])] == ["kept"]
    assert [each[2] for each in found(twice, twice[:1])] == ["reworded"]


def test_aspects_that_nobody_checked_are_counted() -> None:
    assert unchecked(comparison([], []), "old") == 1
    table = open_dossier(bundled()).comparison
    assert [unchecked(table, offer.id) for offer in table.offers] == [0] * 5


def test_the_bundled_offers_of_2013_and_2014() -> None:
    table = open_dossier(bundled()).comparison
    assert [told(each) for each in changes(table, "2013-10", "2014-05")] == [
        ("security-reform", "NATO offer", "new", "→ready"),
        ("security-reform", "Libya request", "new", "→requested"),
        ("military", "NATO offer", "unmentioned", "would→"),
        ("military", "Libya request", "unmentioned", "requested→"),
        ("advisory-team", "NATO offer", "unmentioned", "will→"),
        ("defence-advice", "NATO offer", "unmentioned", "respond→"),
        ("defence-advice", "Libya request", "unmentioned", "request→"),
        ("training", "NATO offer", "new", "→ready"),
        ("open-help", "NATO offer", "unmentioned", "consider→"),
        ("asked-nato", "Libya request", "kept", "requested→requested"),
        ("similar-plans", "U.S. Africa Command offer", "new", "→plans"),
    ]


def test_an_aspect_of_which_one_article_alone_speaks_is_told_where_no_claims_are_compared() -> None:
    table = open_dossier(bundled()).comparison
    found = [(str(each.aspect.id), each.status) for each in aspect_changes(table, "2012-09", "2016-04")]
    assert found == [("conditions", "new"), ("cause", "unmentioned")]
    both = [str(each.id) for each in told_by_both(table, "2012-09", "2016-04")]
    assert both == ["date", "speaker", "recipient", "channel", "claimed", "state"]
    for base in table.offers:
        for other in table.offers:
            there = {(each.aspect.id, each.status) for each in aspect_changes(table, base.id, other.id)}
            back = {(each.aspect.id, each.status) for each in aspect_changes(table, other.id, base.id)}
            assert {id for id, _ in there} == {id for id, _ in back}
            assert not there & back
    assert aspect_changes(comparison([], []), "old", "new") == ()  # what nobody checked has not changed


def test_the_same_changes_backwards_are_their_opposites() -> None:
    table = open_dossier(bundled()).comparison
    opposite = {"new": "unmentioned", "unmentioned": "new", "kept": "kept", "reworded": "reworded"}
    for base in table.offers:
        for other in table.offers:
            there = {(each.item.id, each.actor, each.kind): each.status for each in changes(table, base.id, other.id)}
            back = {(each.item.id, each.actor, each.kind): each.status for each in changes(table, other.id, base.id)}
            assert back == {key: opposite[status] for key, status in there.items()}
