"""The entities pane: scopes, filter, order, context, cards, types, and decisions about proposed names."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.card import make_card
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.mentions import Matcher
from natoreader.dossier.notebook import Notebook
from natoreader.dossier.proposals import Choice
from natoreader.dossier.text import Clean
from natoreader.tui import naming
from natoreader.tui.card import SourceCard
from natoreader.tui.concordance import Keyword, aligned
from natoreader.tui.entities import ALL, PROPOSED, EntitiesPane
from natoreader.tui.entitycard import EntityCard, facts
from natoreader.tui.names import called, proposed
from natoreader.tui.prompt import PromptInput
from natoreader.tui.session import Session
from natoreader.tui.widgets import Bar
from natoreader.tui.wrap import cells

from .conftest import Open, Reader

ARTICLES = open_dossier(bundled()).chronological


def labels(pane: EntitiesPane) -> list[str]:
    return [str(row.label) for row in pane.rows if not row.heading]


def drawn(pane: EntitiesPane) -> str:
    return "\n".join(pane.render_line(y).text for y in range(pane.size.height))


async def test_all_articles_have_their_counts_side_by_side(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("4", "L")
        pane = reader.main.entities_pane
        assert pane.scope == ALL
        row = next(row for row in pane.rows if row.label == "Jens Stoltenberg")
        assert row.counts[:3] == (0, 0, 0)
        line = "".join(words for words, _ in pane.lines(pane.rows.index(row), 40)[0])
        assert line.split()[-5:-2] == ["·", "·", "·"]
        assert len(row.places) == sum(row.counts)
        await reader.resize(80, 24)  # where the counts would leave names a few letters
        assert "Jens Stoltenberg   7" in drawn(pane)
    async with open_reader() as reader:  # the scope is kept
        await reader.until(lambda: "Jens Stoltenberg" in labels(reader.main.entities_pane))


async def test_names_are_filtered_while_typing_and_sorted(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("4", "L", "F")
        await reader.type("gaddafi")
        pane = reader.main.entities_pane
        await reader.until(lambda: labels(pane) == ["Moammar Gadhafi"])
        await reader.press("enter")
        assert "gaddafi" in reader.main.query_one("#entities-title").words  # type: ignore[attr-defined]
        await reader.press("escape")
        assert len(labels(pane)) > 20
        await reader.press("S")
        people = [row.shown for row in pane.rows if row.type == "person" and not row.heading]
        assert "Rasmussen" in people  # for whose given names there is no room
        assert people == sorted(people, key=str.casefold)
        assert "by name" in reader.message


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (30, ["Karim Haddad (minister)", "Karima Haddad", "Haddad or Karima Haddad", "Khalifa Haftar"]),
        (14, ["Karim Haddad", "Karima Haddad", "Haddad", "Khalifa Haftar"]),
        (12, ["Karim Haddad", "Karima Hadd…", "Haddad", "Haftar"]),
        (6, ["…ster)", "…addad", "Haddad", "Haftar"]),
    ],
)
def test_a_name_is_shortened_only_to_what_no_other_is_called(room: int, shown: list[str]) -> None:
    forms_of = {
        "Karim Haddad (minister)": ("Karim Haddad", "Haddad"),
        "Karima Haddad": ("Karima Haddad",),
        "Haddad or Karima Haddad": ("Haddad",),
        "Khalifa Haftar": ("Khalifa Haftar", "Haftar"),
    }
    choices = [Choice(Clean(each), Clean(each), "person", tuple(map(Clean, forms))) for each, forms in forms_of.items()]
    assert [each.shown for each in called(proposed(choices, ()), room)] == shown


@given(st.sampled_from(ARTICLES), st.data(), st.integers(30, 140))
def test_every_mention_is_aligned_on_its_name(article: object, data: st.DataObject, width: int) -> None:
    chosen = next(each for each in ARTICLES if each is article)
    paragraph = data.draw(st.sampled_from(chosen.text.paragraphs))
    start = data.draw(st.integers(paragraph.start, paragraph.end - 1))
    keyword = Keyword(chosen, start, min(paragraph.end, start + 9))
    number, space, before, word, after = (words for words, _ in aligned(keyword, width))
    room = width - 8
    assert cells(number + space) == 6
    assert cells(before) == int(room * 0.42)
    assert chosen.text.value[start : start + 9].startswith(word.removesuffix("…"))
    assert cells(before + word + after) == room


async def test_the_card_counts_and_leads_to_passages(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("2", "right_square_bracket", "e", "g", "d")
        if reader.app.screen is not reader.main:
            await reader.press("enter")
        await reader.until(lambda: reader.main.query(EntityCard))
        card = reader.main.query_one(EntityCard)
        words = "\n".join("".join(each for each, _ in fact.line) for fact in card.facts)
        for label in ("Type", "Named", "Forms", "Beside"):
            assert label in words
        await reader.until(lambda: card.has_focus)
        await reader.press("j")
        fact = card.fact
        assert fact is not None
        await reader.press("enter")
        assert reader.main.pane == "concordance"
        assert reader.main.concording.concordance.about == fact.about
        assert len(reader.main.concording.concordance.keywords) == len(fact.keywords)
        assert not reader.main.query(EntityCard)


def test_every_count_of_a_card_is_that_of_the_passages_it_opens() -> None:
    dossier = open_dossier(bundled())
    matcher = Matcher(dossier.entities)
    mentions = [(each, matcher.mentions(each)) for each in dossier.chronological]
    counted = [
        (int(words), len(fact.keywords))
        for entity in dossier.entities
        for fact in facts(make_card(entity, mentions), 80)
        for words, style in fact.line
        if style == "accent"
    ]
    assert len(counted) > 100
    assert all(told == opened for told, opened in counted)


async def test_gd_on_a_stepped_mark_is_of_its_own_name_and_not_of_those_inside_it(open_reader: Open) -> None:
    async with open_reader() as reader:
        pane = reader.main.article_pane

        def stepped() -> str:
            visit = reader.main.travel.visit
            return pane.text.value[visit.stop.start : visit.stop.end] if visit is not None else ""

        await reader.press("2")
        while stepped() != "NATO chief":
            await reader.press("right_square_bracket", "e")
        await reader.press("g", "d")
        await reader.until(lambda: reader.main.query(EntityCard))
        assert reader.main.query_one(EntityCard).entity.id == "nato-chief"


async def test_gd_asks_which_of_several_names_and_escape_closes_the_card(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("J", "2", "g", "d")
        assert reader.app.screen is not reader.main
        await reader.press("enter")
        await reader.until(lambda: reader.main.query(EntityCard))
        await reader.until(lambda: reader.main.query_one(EntityCard).has_focus)
        await reader.press("escape")
        await reader.until(lambda: not reader.main.query(EntityCard))
        await reader.until(lambda: reader.main.pane == "article")


async def test_from_a_card_gd_leads_to_the_card_of_whom_the_row_counts(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("4", "g", "d")
        await reader.until(lambda: reader.main.query(EntityCard))
        card = reader.main.query_one(EntityCard)
        await reader.until(lambda: card.has_focus)
        await reader.press("g", "d")  # that of the row itself
        assert card.facts[0].line[0][0] == "─ Anders Fogh Rasmussen "
        card.move(next(row for row, fact in enumerate(card.facts) if fact.entity and fact.entity.id == "nato"))
        await reader.press("g", "d")
        assert card.facts[0].line[0][0] == "─ NATO "
        await reader.press("escape")
        await reader.until(lambda: not reader.main.query(EntityCard))
        await reader.until(lambda: reader.main.pane == "entities")


async def test_backspace_leads_from_the_passages_of_a_card_to_the_card_and_on_to_what_it_was_opened_over(
    open_reader: Open,
) -> None:
    async with open_reader() as reader:
        await reader.press("4")
        await to_name(reader, reader.main.entities_pane, "Anders Fogh Rasmussen")
        await reader.press("enter", "j", "g", "d")
        concordance = reader.main.concording.concordance
        await reader.until(lambda: reader.main.query(EntityCard))
        card = reader.main.query_one(EntityCard)
        await reader.until(lambda: card.has_focus)
        card.do_bottom()
        row = card.cursor
        await reader.press("enter")
        assert concordance.about.startswith("Anders Fogh Rasmussen with ")
        await reader.press("enter")
        assert reader.main.pane == "article"
        await reader.press("backspace")
        assert concordance.has_focus
        await reader.press("backspace")
        await reader.until(lambda: reader.main.query(EntityCard))
        card = reader.main.query_one(EntityCard)
        await reader.until(lambda: card.has_focus)
        assert (card.entity.label, card.cursor) == ("Anders Fogh Rasmussen", row)
        await reader.press("backspace")
        await reader.until(lambda: concordance.has_focus)
        assert concordance.about == "Anders Fogh Rasmussen"
        assert concordance.keyword is concordance.keywords[1]
        await reader.press("backspace")
        assert reader.main.entities_pane.has_focus


async def test_each_type_is_lit_or_not_for_itself_and_stays_so(open_reader: Open) -> None:
    async with open_reader() as reader:
        assert any(mark.style == "place" for mark in reader.article.marks("entity"))
        await reader.press("2", "g", "h", "l")
        assert not any(mark.style == "place" for mark in reader.article.marks("entity"))
        assert any(mark.style == "person" for mark in reader.article.marks("entity"))
        assert reader.message == "Places not highlighted"
    async with open_reader() as reader:
        assert not any(mark.style == "place" for mark in reader.article.marks("entity"))
        await reader.press("2", "g", "h", "l")
        assert any(mark.style == "place" for mark in reader.article.marks("entity"))


# Proposals


def untabled(tmp_path: Path) -> Path:
    """A dossier of bare files."""
    folder = tmp_path / "bare"
    folder.mkdir()
    for file in sorted((bundled() / "articles").glob("*.txt")):
        shutil.copy(file, folder)
    return folder


async def to_proposals(reader: Reader) -> EntitiesPane:
    await reader.press("4", "L", "L")
    pane = reader.main.entities_pane
    assert pane.scope == PROPOSED
    await reader.until(lambda: labels(pane))
    return pane


async def to_name(reader: Reader, pane: EntitiesPane, label: str) -> None:
    await reader.until(lambda: label in labels(pane))
    pane.move(next(index for index, row in enumerate(pane.rows) if row.label == label))
    await reader.settle()


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Holds the proposals back until it is set."""
    event, find = threading.Event(), Session.prepare_proposals

    def slow(*arguments: Any) -> Clean:
        assert event.wait(20)
        return find(*arguments)

    monkeypatch.setattr(Session, "prepare_proposals", slow)
    return event


async def test_a_card_can_be_opened_while_names_are_looked_for(
    tmp_path: Path, open_reader: Open, go_on: threading.Event
) -> None:
    async with open_reader() as reader:
        await reader.press("4", "L", "L")
        await reader.press("2", "J", "}", "}")
        await reader.press("g", "d")
        await reader.press("enter")
        await reader.until(lambda: reader.main.query(EntityCard))
        go_on.set()
        await reader.press("escape", "4")
        await reader.until(lambda: "No names proposed" in drawn(reader.main.entities_pane))
        assert reader.main.entities_pane.scope == PROPOSED


async def test_looking_ends_where_there_is_no_article(tmp_path: Path, open_reader: Open) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    async with open_reader(folder) as reader:
        await reader.press("4")
        await reader.until(lambda: "No names known here" in drawn(reader.main.entities_pane))


async def test_what_is_looked_for_is_not_said_to_be_nothing(
    tmp_path: Path, open_reader: Open, go_on: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "PATIENCE", 0.001)
    async with open_reader(untabled(tmp_path)) as reader:
        await reader.press("4", "F")
        await reader.type("jens")
        await reader.press("enter", "L", "L")
        pane = reader.main.entities_pane
        assert "Looking for names" in drawn(pane)
        await reader.press("escape")
        assert "Looking for names" in drawn(pane)
        for key in ("gd", "j", "e", "S"):
            await reader.press(*key)
            assert reader.message == "The names are still looked for"
        assert not reader.main.query(PromptInput)
        go_on.set()
        await reader.until(lambda: "Jens Stoltenberg" in labels(pane))


async def test_keys_typed_ahead_of_the_proposals_mean_the_rows_they_would_mean_later(
    tmp_path: Path, open_reader: Open
) -> None:
    async with open_reader(untabled(tmp_path)) as reader:
        await reader.type("4LLje")
        line = reader.main.query_one(PromptInput)
        assert line.value == labels(reader.main.entities_pane)[1]


async def test_a_dossier_without_a_table_is_told_how_it_comes_to_one(tmp_path: Path, open_reader: Open) -> None:
    folder = untabled(tmp_path)
    async with open_reader(folder) as reader:
        await reader.press("4")
        assert "There is no entities.toml: L L lists names" in reader.message
        assert "natoreader entities --write" in reader.message
        await reader.press("M")
        card = reader.main.query_one(SourceCard)
        assert "dossier.toml" in "\n".join(card.render_line(y).text for y in range(card.size.height))
    (folder / "entities.toml").write_text("[[entities]]\n")
    async with open_reader(folder) as reader:
        await reader.press("4")
        assert "natoreader check tells what is wrong" in reader.message
    async with open_reader() as reader:
        await reader.press("4")
        assert reader.message == ""


@pytest.mark.parametrize("keys", [("M",), ("4", "g", "d")])
async def test_the_footer_of_a_card_says_how_it_is_closed(open_reader: Open, keys: tuple[str, ...]) -> None:
    async with open_reader() as reader:
        footer = reader.main.query_one("#footer", Bar)
        await reader.press(*keys)
        await reader.until(lambda: "Esc close" in footer.words)
        assert "F filter" not in footer.words
        await reader.press("escape")
        await reader.until(lambda: "Esc close" not in footer.words)
        assert not reader.main.query("SourceCard, EntityCard")


async def test_a_proposal_says_its_rule_and_is_accepted_rejected_and_renamed(tmp_path: Path, open_reader: Open) -> None:
    async with open_reader(untabled(tmp_path)) as reader:
        pane = await to_proposals(reader)
        await to_name(reader, pane, "Jens Stoltenberg")
        assert "proposed: " in reader.message
        await reader.press("g", "d")
        assert reader.message == "Jens Stoltenberg has a card once it is accepted: a accepts it"
        await reader.press("a")
        assert "accepted as person" in reader.message
        assert "Jens Stoltenberg" in [str(each.label) for each in reader.main.session.entities]
        await reader.press("g", "d")
        await reader.until(lambda: reader.main.query(EntityCard))
        await reader.press("escape")
        await reader.until(lambda: reader.main.entities_pane.has_focus)
        await reader.press("e")
        await reader.press("ctrl+u", *"Jens", "enter")
        assert "Jens" in [str(each.label) for each in reader.main.session.entities]
        await reader.press("u")
        assert reader.message == "Undone: Jens Stoltenberg is now called Jens."
        await reader.press("u")
        assert reader.message == "Undone: Jens Stoltenberg accepted as person."
        assert reader.main.session.entities == ()
        await to_name(reader, pane, "Jens Stoltenberg")
        await reader.press("X")
        assert pane.name_at_cursor is not None
        assert pane.name_at_cursor.choice is not None
        assert pane.name_at_cursor.choice.state == "rejected"


async def test_what_can_be_no_label_is_refused_and_asked_again(tmp_path: Path, open_reader: Open) -> None:
    async with open_reader(untabled(tmp_path)) as reader:
        pane = await to_proposals(reader)
        await to_name(reader, pane, "Sirte")
        await reader.press("e")
        for words, said in (
            ("[red]Evil[/x]", "“[red]Evil[/x]” looks like markup; names are plain words."),
            ("", "A label is not empty."),
        ):
            reader.main.query_one(PromptInput).value = words
            await reader.press("enter")
            assert reader.message == said
            assert reader.main.query_one(PromptInput).value == words
        reader.main.query_one(PromptInput).value = "Sirte"
        await reader.press("enter")
        assert reader.message == "It is called Sirte already"
        assert reader.main.session.notebook.decisions() == ()


async def test_names_are_merged_and_split_and_last(tmp_path: Path, open_reader: Open) -> None:
    folder = untabled(tmp_path)
    async with open_reader(folder) as reader:
        pane = await to_proposals(reader)
        await to_name(reader, pane, "Sirte")
        await reader.press("space")
        await to_name(reader, pane, "Misrata")
        await reader.press("equals_sign")
        assert "Sirte merged into Misrata" in reader.message
        assert pane.name_at_cursor is not None
        assert len(pane.name_at_cursor.places) == 3  # Sirte twice, Misrata once
        await reader.press("a")
        assert [[str(form.words) for form in each.forms] for each in reader.main.session.entities] == [
            ["Misrata", "Sirte"]
        ]
        await to_name(reader, pane, "Misrata")
        await reader.press("x")
        await reader.press("ctrl+u", *"Sirte", "enter")
        assert "Sirte split off from Misrata" in reader.message
    async with open_reader(folder) as reader:
        assert [[str(form.words) for form in each.forms] for each in reader.main.session.entities] == [["Misrata"]]


async def test_two_flagged_names_are_merged_whatever_the_cursor_has_moved_to(tmp_path: Path, open_reader: Open) -> None:
    async with open_reader(untabled(tmp_path)) as reader:
        pane = await to_proposals(reader)
        await to_name(reader, pane, "Sirte")
        await reader.press("space")
        await to_name(reader, pane, "Misrata")
        await reader.press("space")
        assert pane.name_at_cursor is not None and pane.name_at_cursor.label not in {"Sirte", "Misrata"}
        await reader.press("equals_sign")
        assert "Misrata merged into Sirte" in reader.message
        assert pane.name_at_cursor.label == "Sirte"
        await reader.press("equals_sign")
        assert "makes them one" in reader.message


async def test_splitting_proposes_what_can_be_split_off_and_asks_again_after_a_mistake(
    tmp_path: Path, open_reader: Open
) -> None:
    async with open_reader(untabled(tmp_path)) as reader:
        pane = await to_proposals(reader)
        await to_name(reader, pane, "Jens Stoltenberg")
        await reader.press("x")
        line = reader.main.query_one(PromptInput)
        assert line.value == "Stoltenberg"
        await reader.type("; Jens")
        await reader.press("enter")
        assert reader.message == "“Jens” is none of its forms: Jens Stoltenberg; Stoltenberg"
        line = reader.main.query_one(PromptInput)
        assert line.value == "Stoltenberg; Jens"
        await reader.type(" Stoltenberg")
        await reader.press("enter")
        assert reader.message == "Some of its forms, not all: Jens Stoltenberg; Stoltenberg"
        line = reader.main.query_one(PromptInput)
        line.value = "Stoltenberg"
        await reader.press("enter")
        assert "Stoltenberg split off from Jens Stoltenberg" in reader.message
        assert not reader.main.query(PromptInput)


async def test_a_flag_outlasts_the_filter_that_finds_the_name_to_stay(tmp_path: Path, open_reader: Open) -> None:
    async with open_reader(untabled(tmp_path)) as reader:
        pane = await to_proposals(reader)
        await to_name(reader, pane, "Sirte")
        await reader.press("space", "F")
        await reader.type("misrata")
        await reader.press("enter")
        await reader.until(lambda: labels(pane) == ["Misrata"])
        await reader.press("equals_sign")
        assert "Sirte merged into Misrata" in reader.message


async def test_a_decision_made_in_another_window_is_seen_and_not_overruled(tmp_path: Path, open_reader: Open) -> None:
    async with open_reader(untabled(tmp_path)) as reader:
        pane = await to_proposals(reader)
        await to_name(reader, pane, "Sirte")
        with Notebook.open(tmp_path / "notebook.sqlite3", reader.main.session.dossier.id) as other:
            other.decide("reject", "sirte")
            await reader.press("a")
            assert "Decided elsewhere meanwhile" in reader.message
            assert "✗ Sirte" in drawn(pane)
            assert [each.kind for each in reader.main.session.notebook.decisions()] == ["reject"]
            await reader.press("2")
            other.undo()
            await reader.press("4")
            assert "? Sirte" in drawn(pane)


@pytest.fixture
def half_tabled(tmp_path: Path) -> Path:
    """A folder whose table has one person by one spelling."""
    folder = tmp_path / "half"
    folder.mkdir()
    (folder / "a.txt").write_text("Colonel Muammar Gaddafi left Lima.\n\nMoammar Gadhafi came on 3 May 2015.\n")
    (folder / "entities.toml").write_text(
        '[[entities]]\nid = "moammar-gadhafi"\nlabel = "Moammar Gadhafi"\ntype = "person"\n'
        'forms = ["Moammar Gadhafi"]\n'
    )
    return folder


def known_forms(reader: Reader) -> dict[str, list[str]]:
    return {str(each.id): [str(form.words) for form in each.forms] for each in reader.main.session.entities}


async def test_a_person_of_the_table_by_another_spelling_is_its_form_or_a_name_of_its_own(
    half_tabled: Path, open_reader: Open
) -> None:
    async with open_reader(half_tabled) as reader:
        pane = await to_proposals(reader)
        await to_name(reader, pane, "Lima")
        await to_name(reader, pane, "Muammar Gaddafi")
        assert reader.message.startswith("proposed as a form of Moammar Gadhafi: ")
        await reader.press("e")
        assert "x makes it a name of its own" in reader.message
        await reader.press("a")
        assert "Muammar Gaddafi accepted as a form of Moammar Gadhafi" in reader.message
        assert known_forms(reader) == {"moammar-gadhafi": ["Moammar Gadhafi", "Muammar Gaddafi"]}
        await reader.press("x")
        assert "Muammar Gaddafi split off from Moammar Gadhafi" in reader.message
        assert list(known_forms(reader)) == ["moammar-gadhafi", "muammar-gaddafi"]


@pytest.mark.parametrize("scope", [("L", "L"), ("L",)])
async def test_flagged_proposals_are_merged_into_a_name_of_the_table(
    half_tabled: Path, open_reader: Open, scope: tuple[str, ...]
) -> None:
    async with open_reader(half_tabled) as reader:
        pane = reader.main.entities_pane
        await reader.press("4", "equals_sign")
        assert "Flag proposed names with Space" in reader.message
        await to_proposals(reader)
        await to_name(reader, pane, "Lima")
        await reader.press("space", *scope)
        assert "1 flagged" in reader.main.query_one("#entities-title", Bar).words
        await to_name(reader, pane, "3 May 2015")
        await reader.press("equals_sign")
        assert reader.message == "3 May 2015 is none of the names that the table holds or you accepted"
        await to_name(reader, pane, "Moammar Gadhafi")
        await reader.press("equals_sign")
        assert "Lima merged into Moammar Gadhafi" in reader.message
        assert known_forms(reader) == {"moammar-gadhafi": ["Moammar Gadhafi", "Lima"]}
        assert not pane.flagged


async def test_what_is_in_the_table_is_not_decided_about(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("4", "a")
        assert "Only proposed names" in reader.message
        assert reader.main.session.notebook.decisions() == ()


async def test_an_accepted_name_is_searched_by_all_its_forms_and_no_longer_when_undone(
    tmp_path: Path, open_reader: Open
) -> None:
    async with open_reader(untabled(tmp_path)) as reader:
        await reader.until(lambda: reader.main.finding.index)
        pane = await to_proposals(reader)
        await to_name(reader, pane, "Sirte")
        await reader.press("space")
        await to_name(reader, pane, "Misrata")
        await reader.press("equals_sign", "a")
        await reader.search("Misrata")
        results = reader.main.finding.results
        assert results is not None
        assert "Sirte" in [str(each.form) for each in results.also]
        await reader.press("escape", "u")
        reader.main.finding.ask(reader.main.finding.query)
        await reader.until(lambda: reader.main.finding.results is not results)
        assert reader.main.finding.results is not None
        assert "Sirte" not in [str(each.form) for each in reader.main.finding.results.also]
