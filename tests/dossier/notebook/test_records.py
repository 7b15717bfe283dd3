"""What is kept comes back as it was, and clean."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.article import Article
from natoreader.dossier.folder import Dossier, open_dossier
from natoreader.dossier.notebook import (
    ChangedError,
    Notebook,
    NotebookError,
    normal_tag,
    reading_anchor,
    resolve_bookmarks,
    resume,
    typed_tags,
)
from natoreader.dossier.text import Clean, Decoded, Text

Make = Callable[..., Anchor]
Open = Callable[..., Notebook]


def test_a_bookmark_comes_back_whole_after_a_restart(opened: Open, anchor: Make) -> None:
    first = opened()
    kept = first.add_bookmark(
        anchor(0, 18), note="Second-hand;\nno unit is named.", tags=["Offer/Institutions", "#key"]
    )
    first.close()
    (found,) = opened().bookmarks()
    assert found == kept
    assert found.anchor == anchor(0, 18)
    assert found.note == "Second-hand;\nno unit is named."
    assert found.tags == ("offer/institutions", "key")
    assert found.created.utcoffset() is not None
    assert len(found.id) >= 6
    assert set(found.id) <= set("0123456789abcdef")


def test_every_string_that_comes_back_is_clean(path: Path, opened: Open, anchor: Make) -> None:
    notebook = opened()
    id = notebook.add_bookmark(anchor(), note="a\x1b]0;owned\x07b", tags=["x"]).id
    notebook.set_state("pane", {"folded": ["a\x1b[2Jb"]})
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE bookmark SET exact = char(27) || '[2J' || 'NATO', tags = '[\"\\u001b[2J\"]'")
        db.execute("UPDATE bookmark SET prefix = CAST(x'fe1b41' AS TEXT)")
        db.commit()
    found = notebook.bookmark(id)
    assert found is not None
    strings = [found.id, found.note, *found.tags, found.anchor.article, found.anchor.quote.exact]
    strings += [found.anchor.quote.prefix, Clean(found.anchor.sha256)]
    assert all(type(each) is Clean for each in strings)
    assert found.note == "a]0;ownedb"
    assert found.anchor.quote.exact == "[2JNATO"
    assert found.anchor.quote.prefix == "\ufffdA"
    assert notebook.state("pane") == {"folded": ["a[2Jb"]}


def test_dossiers_do_not_see_each_other(opened: Open, anchor: Make) -> None:
    ours, other = opened("nato-libya"), opened("other")
    kept = ours.add_bookmark(anchor())
    assert other.bookmarks() == ()
    assert other.undo() is None
    with pytest.raises(NotebookError, match=f"There is no bookmark {kept.id}"):
        other.delete_bookmark(kept.id)


def test_the_same_passage_is_kept_once_and_nothing_typed_is_lost(notebook: Notebook, anchor: Make) -> None:
    first = notebook.add_bookmark(anchor(), note="one", tags=["a"])
    again = notebook.add_bookmark(anchor(), note="two", tags=["b", "a"])
    assert not first.already
    assert again.already
    assert again.id == first.id
    assert again.note == "one\n\ntwo"
    assert again.tags == ("a", "b")
    assert notebook.add_bookmark(anchor(), note="two") == again
    assert notebook.bookmarks() == (notebook.bookmark(first.id),) == (again._replace(already=False),)
    assert not notebook.add_bookmark(anchor(0, 5)).already


def test_bookmarks_stand_in_the_users_order_or_that_of_the_articles(notebook: Notebook, anchor: Make) -> None:
    late, early = notebook.add_bookmark(anchor(9, 12)), notebook.add_bookmark(anchor(1, 3))
    other = notebook.add_bookmark(anchor(5, 8, "001"))
    stray = notebook.add_bookmark(anchor(5, 8, "removed"))
    assert notebook.bookmarks() == (late, early, other, stray)
    assert notebook.bookmarks(["001", "003"]) == (other, early, late, stray)


def test_note_and_tags_are_replaced(notebook: Notebook, anchor: Make) -> None:
    kept = notebook.add_bookmark(anchor(), note="old", tags=["old"])
    assert notebook.set_note(kept.id, "  new ").note == "new"
    assert notebook.set_tags(kept.id, ["b", "a", "b"]).tags == ("b", "a")
    assert notebook.set_note(kept.id, " \n").note is None
    (found,) = notebook.bookmarks()
    assert (found.note, found.tags) == (None, ("b", "a"))
    with pytest.raises(NotebookError, match="There is no bookmark 000000"):
        notebook.set_note("000000", "x")


def test_a_note_is_written_over_the_one_that_was_seen_only(opened: Open, anchor: Make) -> None:
    notebook, elsewhere = opened(), opened()
    kept = notebook.add_bookmark(anchor())
    elsewhere.set_note(kept.id, "theirs")
    with pytest.raises(ChangedError, match="changed elsewhere") as caught:
        notebook.set_note(kept.id, "mine", seen="")
    assert caught.value.note == "theirs"
    assert notebook.set_note(kept.id, "theirs", seen="").note == "theirs"
    assert notebook.set_note(kept.id, "mine", seen="theirs").note == "mine"
    elsewhere.set_cell_note("2016-04", "who", "theirs")
    with pytest.raises(ChangedError):
        notebook.set_cell_note("2016-04", "who", "mine", seen="")
    notebook.set_cell_note("2016-04", "who", None)
    with pytest.raises(ChangedError, match="deleted elsewhere"):
        elsewhere.set_cell_note("2016-04", "who", "mine", seen="theirs")
    elsewhere.set_cell_note("2016-04", "who", "mine", seen="")
    assert notebook.cell_marks()["2016-04", "who"].note == "mine"


@given(st.lists(st.text("ab#,， -/!\t", max_size=8), max_size=3))
def test_typed_tags_are_separated_as_anywhere_and_nothing_is_dropped(words: list[str]) -> None:
    try:
        tags = typed_tags(words)
    except ValueError:
        return
    assert tags == typed_tags([" ".join(words)] if words else [])
    assert all(tag == normal_tag(tag) for tag in tags)
    assert {each for tag in tags for each in tag if each in "ab"} == set("".join(words)) & set("ab")


@pytest.mark.parametrize("words", ["", ",", " # ", "good !"])
def test_what_separates_tags_is_none(words: str) -> None:
    with pytest.raises(ValueError, match="is no tag"):
        typed_tags([words])


NAMES = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)


@given(seen=NAMES, there=NAMES, wanted=NAMES)
def test_of_tags_only_what_the_user_changed_is_changed(seen: list[str], there: list[str], wanted: list[str]) -> None:
    with Notebook.open(Path("/dev/null/none"), "nato-libya") as notebook:
        id = notebook.add_bookmark(Anchor.of(Clean("003"), Text(Clean("NATO")), 0, 4), tags=there).id
        kept = set(notebook.set_tags(id, wanted, seen=seen).tags)
    assert kept == (set(there) | set(wanted) - set(seen)) - (set(seen) - set(wanted))


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        ("Offer/Institutions", "offer/institutions"),
        ("#no boots on ground", "no-boots-on-ground"),
        ("//a//b-/-c_d__/", "a/b/c_d"),
        ("Müller — “x”", "müller-x"),
        ("_x_", "x"),
        ("हिन्दी", "हिन्दी"),
        ("2012", "2012"),
    ],
)
def test_tags_have_one_spelling(raw: str, tag: str) -> None:
    assert normal_tag(raw) == tag


@pytest.mark.parametrize("raw", ["", " ", "#", "/-_", "“”"])
def test_what_is_no_tag_is_refused_before_anything_is_written(notebook: Notebook, anchor: Make, raw: str) -> None:
    with pytest.raises(ValueError, match="is no tag; expected"):
        notebook.add_bookmark(anchor(), tags=["fine", raw])
    assert notebook.bookmarks() == ()


@given(st.text(max_size=30))
def test_a_normal_tag_is_its_own_spelling_and_safe_in_markdown(raw: str) -> None:
    try:
        tag = normal_tag(raw)
    except ValueError:
        return
    assert normal_tag(tag) == tag
    assert not set(tag) & set(" #*[]<>`\\\"'~^$|{}@\t\n")


def test_positions_marks_and_state_come_back_after_a_restart(opened: Open, anchor: Make) -> None:
    first = opened()
    first.set_position(anchor(3, 9))
    first.set_position(anchor(5, 11))
    first.set_position(anchor(0, 4, "001"))
    first.mark_read("003", "c7e8")
    first.mark_read("001", "aaaa")
    first.mark_unread("001")
    first.last_article = "003"
    first.set_state("folded", {"003": True, "width": 78, "none": None})
    first.close()
    again = opened()
    assert again.position("003") == anchor(5, 11)
    assert again.position("001") == anchor(0, 4, "001")
    assert again.position("002") is None
    marks = again.read_marks()
    assert list(marks) == ["003"]
    assert marks["003"].sha256 == "c7e8"
    assert again.last_article == "003"
    assert again.state("folded") == {"003": True, "width": 78, "none": None}
    assert again.state("absent", default=7) == 7
    assert opened("other").last_article is None


def test_reading_goes_on_at_the_same_words_in_an_edited_text() -> None:
    def article(words: str) -> Article:
        return Article(Clean("x"), Clean("x.txt"), lambda: Decoded(Clean(words), "utf-8", guessed=False))

    before = "A first line.\nHere reading stopped, in the middle of it all.\nAnd a last line."
    position = reading_anchor(article(before), 14)
    assert position is not None
    assert resume(position, Text(Clean(before))) == 14
    edited = "An entirely new line.\n" + before
    assert edited[resume(position, Text(Clean(edited))) :].startswith("Here reading stopped")
    assert resume(position, Text(Clean("short"))) == 5
    assert reading_anchor(article(before), 10_000) is not None
    assert reading_anchor(article(""), 0) is None


def test_a_damaged_record_hides_no_other(path: Path, opened: Open, anchor: Make) -> None:
    notebook = opened()
    broken, sound = notebook.add_bookmark(anchor(0, 4)), notebook.add_bookmark(anchor(5, 9))
    assert notebook.bookmarks() == (broken, sound)
    assert not notebook.unreadable
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE bookmark SET created = 'yesterday' WHERE id = ?", (str(broken.id),))
        db.execute("UPDATE state SET value = '{'")
        db.commit()
    assert notebook.bookmarks() == (sound,)
    (sentence,) = notebook.unreadable
    assert f"the bookmark {broken.id} cannot be read" in sentence
    with pytest.raises(NotebookError, match=f"The bookmark {broken.id} cannot be read"):
        notebook.bookmark(broken.id)
    notebook.delete_bookmark(broken.id)
    assert notebook.bookmarks() == (sound,)
    assert not notebook.unreadable


def _dossier(folder: Path, words: str) -> Dossier:
    folder.mkdir(exist_ok=True)
    (folder / "one.txt").write_text(words, encoding="utf-8")
    return open_dossier(folder)


def test_bookmarks_say_what_became_of_their_words(tmp_path: Path, notebook: Notebook) -> None:
    old = "NATO is ready to help.\nNATO will not send any troops, for now or for ever.\n"
    old += "The end of it.\nLibya has a government.\n"
    dossier = _dossier(tmp_path / "news", old)
    article = dossier.articles[0]
    phrases = ["ready to help", "will not send any troops", "end of it", "has a government"]
    marks = []
    for words in phrases:
        start = old.index(words)
        marks.append(notebook.add_bookmark(Anchor.of(article.id, article.text, start, start + len(words))))
    marks.append(notebook.add_bookmark(Anchor(Clean("lost"), 0, 3, marks[0].anchor.quote, "00")))
    assert [each.status for each in resolve_bookmarks(dossier, marks)] == ["same"] * 4 + ["gone"]
    new = "Libya has a government.\nNATO is ready to help.\nNATO will send any troops, for now or for ever.\n"
    new += "The end of it.\n" * 2
    edited = _dossier(tmp_path / "news", new)
    found = resolve_bookmarks(edited, notebook.bookmarks())
    assert [each.status for each in found] == ["same", "changed", "ambiguous", "moved", "gone"]
    assert new[found[0].start : found[0].end] == "ready to help"
    assert [each.anchor.quote.exact for each in notebook.bookmarks()][:4] == phrases
