"""The card of an entity, and finding it by any of its names."""

from collections.abc import Callable

import pytest
from natoreader.dossier.card import Card, Directory, make_card
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.dossier.mentions import Matcher

Files = dict[str, str | bytes]
Open = Callable[[Files], Dossier]

DOSSIER = open_dossier(bundled())
DIRECTORY = Directory(DOSSIER.entities)


def card(name: str, dossier: Dossier = DOSSIER) -> Card:
    (entity,) = Directory(dossier.entities).find(name)
    matcher = Matcher(dossier.entities)
    return make_card(entity, [(each, matcher.mentions(each)) for each in dossier.chronological])


def test_spellings_with_their_papers() -> None:
    gadhafi = card("gadhafi")
    assert [
        (str(each.words), each.count, [(str(article.id), count) for article, count in each.articles])
        for each in gadhafi.spellings
    ] == [
        ("Gadhafi", 3, [("001", 2), ("000", 1)]),
        ("Moammar Gadhafi", 2, [("001", 1), ("000", 1)]),
        ("Muammar Gaddafi", 1, [("004", 1)]),
    ]
    assert [(str(article.id), count) for article, count in gadhafi.articles] == [("001", 3), ("000", 2), ("004", 1)]
    assert gadhafi.first is DOSSIER.article("001")
    assert gadhafi.last is DOSSIER.article("004")
    assert len(gadhafi.mentions) == 6


def test_who_stands_beside_it_and_where() -> None:
    zeidan = card("zeidan")
    beside = {str(each.entity.id): [number for _, number in each.passages] for each in zeidan.companions}
    assert beside["cnn"] == [12]
    assert beside["rasmussen"] == [10]
    assert beside["libya"] == [10, 12]
    assert "zeidan" not in beside
    sizes = [len(each.passages) for each in zeidan.companions]
    assert sizes == sorted(sizes, reverse=True)
    for each in zeidan.companions:
        back = next(other for other in card(each.entity.id).companions if other.entity.id == "zeidan")
        assert back.passages == each.passages


def test_what_stands_in_notices_and_related_headlines_is_apart() -> None:
    swalm = card("Mohamed Swalm")
    assert (swalm.mentions, swalm.spellings, swalm.articles, swalm.companions, swalm.uncounted) == ((), (), (), (), 1)
    assert swalm.first is None
    assert swalm.last is None
    islamic_state = card("Daesh")
    assert "swalm" not in {str(each.entity.id) for each in islamic_state.companions}
    assert islamic_state.uncounted == 1


def test_articles_without_a_date_have_no_part_in_first_and_last(opened: Open) -> None:
    dossier = opened({
        "a.txt": "Ali Zeidan spoke.\n",
        "entities.toml": "[[entities]]\nid = 'z'\nlabel = 'Z'\ntype = 'person'\nforms = ['Ali Zeidan']\n",
    })  # fmt: skip
    found = card("Zeidan", dossier)
    assert len(found.articles) == 1
    assert found.first is None
    assert found.last is None


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("gadhafi", "gadhafi"),
        ("GADDAFI", "gadhafi"),
        (" Moammar  Gadhafi ", "gadhafi"),
        ("stevens", "stevens"),
        ("NATO-Russia Council", "nato-russia-council"),
        ("NATO–Russia council", "nato-russia-council"),
        ("Hifter", "hifter"),
        ("Hiftér", "hifter"),
        ("morón", "moron"),
        ("Moron", "moron"),
        ("nato secretary-general", "nato-secretary-general"),
    ],
)
def test_an_entity_is_found_by_whatever_it_is_called(name: str, id: str) -> None:
    assert [str(each.id) for each in DIRECTORY.find(name)] == [id]


def test_a_form_of_two_entities_finds_both_and_an_unknown_name_its_nearest() -> None:
    assert {str(each.id) for each in DIRECTORY.find("libyan government")} == {"libyan-transitional-governments", "gna"}
    assert DIRECTORY.find("Gadhafy") == ()
    assert "Gadhafi" in DIRECTORY.nearest("Gadhafy")
    assert DIRECTORY.nearest("x" * 100_000) == ()
    assert Directory(()).nearest("x") == ()


def test_a_surname_that_nothing_before_it_decides_has_a_card_of_its_own(opened: Open) -> None:
    smith = "[[entities]]\nid = '{0}'\nlabel = '{0} Smith'\ntype = 'person'\nforms = ['{0} Smith']\n"
    dossier = opened({
        "a.txt": "Smith spoke.\njohn Smith left. Smith slept.\n",
        "entities.toml": smith.format("john") + smith.format("mary"),
    })  # fmt: skip
    found = {str(each.id): each.label for each in Directory(dossier.entities).find("Smith")}
    assert found == {"john": "john Smith", "mary": "mary Smith", "john-or-mary": "john Smith or mary Smith"}
    assert [len(card(id, dossier).mentions) for id in found] == [2, 0, 1]
