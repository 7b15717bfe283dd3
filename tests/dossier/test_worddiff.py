"""Word diffs: what was kept, removed and added, and nothing lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.anchor import fold
from natoreader.dossier.text import Clean
from natoreader.dossier.worddiff import Stretch, brief, diff_words, pair_alike

WORDS = st.lists(st.sampled_from(["We", "are", "not", "planning", "1,000", "“a”", "‘b’", ".", "—"]), max_size=12)


MIDDLE = "[-old-]{+new+} a b c d … g h i j [-old-]{+new+}"


def shown(before: str, after: str) -> str:
    return str(brief(diff_words(before, after)))


@pytest.mark.parametrize(
    ("before", "after", "diff"),
    [
        ("We are not planning", "We are planning", "We are [-not-] planning"),
        ("offered 1,000 troops", "offered 6,000 troops", "offered [-1,000-]{+6,000+} troops"),
        ("has to ask", "may perhaps ask", "[-has to-]{+may perhaps+} ask"),
        ("same", "same", "same"),
        ("We are planning", "We are not at all planning", "We are {+not at all+} planning"),
        ("not planning", "planning", "[-not-] planning"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("a b c d e f old", "a b c d e f new", "… c d e f [-old-]{+new+}"),
        ("old a b c d e f g h i j old", "new a b c d e f g h i j new", MIDDLE),
    ],
)
def test_a_diff_on_one_line(before: str, after: str, diff: str) -> None:
    assert shown(before, after) == diff


def test_typography_and_white_space_are_no_change() -> None:
    assert diff_words("“We’re  ready” – now", '"We\'re ready" - now') == (
        Stretch("kept", Clean('"We\'re ready" - now')),
    )


def test_texts_too_long_to_compare_are_one_removed_and_one_added() -> None:
    before, after = "a " * 3000, "b " * 3000
    assert [each.edit for each in diff_words(before, after)] == ["removed", "added"]


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        (["a b c d", "e f g h"], ["e f g x", "a b c d"], [("e f g h", "e f g x"), ("a b c d", "a b c d")]),
        (["a b c d"], ["a b x y", "a b c x"], [(None, "a b x y"), ("a b c d", "a b c x")]),
        (["a b c d", "a b c"], ["A, b, c, d"], [("a b c d", "A, b, c, d"), ("a b c", None)]),
        (["a b"], ["c d"], [(None, "c d"), ("a b", None)]),
        ([], ["c d"], [(None, "c d")]),
        (["a " * 3000], ["a " * 3000], [(None, "a " * 3000), ("a " * 3000, None)]),
    ],
)
def test_passages_are_compared_with_those_most_alike_and_no_others(
    before: list[str], after: list[str], pairs: list[tuple[str | None, str | None]]
) -> None:
    assert pair_alike(before, after, str) == pairs


@given(st.lists(WORDS.map(" ".join), max_size=4), st.lists(WORDS.map(" ".join), max_size=4))
def test_no_passage_is_left_out_or_taken_twice(before: list[str], after: list[str]) -> None:
    pairs = pair_alike(before, after, str)
    assert sorted(old for old, _ in pairs if old is not None) == sorted(before)
    assert [new for _, new in pairs if new is not None] == after


@given(WORDS, WORDS)
def test_a_diff_holds_both_texts_and_changes_nothing_in_them(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    stretches = diff_words(before, after)
    kept_or_added = "".join(each.words for each in stretches if each.edit != "removed")
    kept_or_removed = "".join(each.words for each in stretches if each.edit != "added")
    assert kept_or_added == after
    assert fold(kept_or_removed).split() == fold(before).split()
    assert (before == after) == all(each.edit == "kept" for each in stretches)


@given(st.text(), st.text())
def test_any_texts_can_be_compared_and_shown_on_one_line(before: str, after: str) -> None:
    line = brief(diff_words(before, after))
    assert Clean.line(line) == line
