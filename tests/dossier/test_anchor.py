"""Anchors: what becomes of a passage when its article is edited."""

import re
import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from natoreader.dossier.anchor import CONTEXT, Anchor, Folded, Quote, Resolution, find_quote, fold, resolve
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.sentences import sentences
from natoreader.dossier.text import Clean, Text

DOSSIER = open_dossier(bundled())
ARTICLES = {str(each.id): each.text for each in DOSSIER.articles}
ID = Clean("a")


def anchor_of(text: Text, words: str) -> Anchor:
    assert text.value.count(words) == 1
    start = text.value.index(words)
    return Anchor.of(ID, text, start, start + len(words))


def passages(text: Text) -> list[Anchor]:
    """The anchors of every paragraph and every sentence."""
    ranges = {(each.start, each.end) for each in text.paragraphs}
    ranges |= {found for each in text.paragraphs for found in sentences(text, each)}
    return [Anchor.of(ID, text, start, end) for start, end in sorted(ranges)]


def found_words(text: Text, resolution: Resolution) -> str:
    assert resolution.start is not None
    assert resolution.end is not None
    return str(text.value[resolution.start : resolution.end])


def edited(text: Text, old: str, new: str) -> Text:
    assert old in text.value
    return Text(Clean(text.value.replace(old, new)))


# Making


def test_an_anchor_keeps_words_position_context_and_fingerprint() -> None:
    text = ARTICLES["003"]
    anchor = anchor_of(text, "We are not planning")
    assert (anchor.quote.exact, text.value[anchor.start : anchor.end]) == ("We are not planning",) * 2
    assert len(anchor.quote.prefix) == len(anchor.quote.suffix) == CONTEXT
    assert anchor.quote.prefix + anchor.quote.exact + anchor.quote.suffix in text.value
    assert anchor.sha256 == text.sha256


def test_context_ends_with_the_text() -> None:
    anchor = Anchor.of(ID, Text(Clean("NATO")), 0, 4)
    assert (anchor.quote.prefix, anchor.quote.suffix) == ("", "")


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 2), (-1, 2), (0, 5)])
def test_what_is_no_passage_has_no_anchor(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="is no passage of a text of 4 code points"):
        Anchor.of(ID, Text(Clean("NATO")), start, end)


# Folding

FOLDING = st.text(st.sampled_from("ab  \n\t\u00a0\u2009\u3000“”’—–-'\""), max_size=30)


@given(st.text())
def test_folding_is_idempotent_and_has_no_runs(value: str) -> None:
    folded = fold(value)
    assert fold(folded) == folded == Folded(value).value
    assert "  " not in folded
    assert not re.search(r"[^\S ]", folded)


def test_all_white_space_is_folded() -> None:
    white = "".join(filter(str.isspace, map(chr, range(sys.maxunicode + 1))))
    assert fold(white) == " "
    assert fold("x".join(white)) == "x".join(" " * len(white))


@given(FOLDING)
def test_a_folded_range_leads_back_to_its_source(value: str) -> None:
    folded = Folded(value)
    for offset in range(len(folded.value)):
        start, end = folded.source(offset, offset + 1)
        assert fold(value[start:end]) == folded.value[offset]
        assert folded.at(start) == offset
    whole = folded.source(0, len(folded.value))
    assert fold(value[whole[0] : whole[1]]) == folded.value


@given(FOLDING)
def test_every_source_offset_has_a_folded_one(value: str) -> None:
    folded = Folded(value)
    offsets = [folded.at(offset) for offset in range(len(value) + 2)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(folded.value)
    for offset in range(len(value)):
        assert folded.at(offset) == len(fold(f"{value[:offset]}")) or value[offset].isspace()


# The unedited text


@given(st.sampled_from(sorted(ARTICLES)), st.data())
def test_on_the_unedited_text_every_anchor_is_where_it_was(id: str, data: st.DataObject) -> None:
    text = ARTICLES[id]
    starts = data.draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=5))
    anchors = [Anchor.of(ID, text, start, min(len(text), start + data.draw(st.integers(1, 300)))) for start in starts]
    assert resolve(anchors, text) == [Resolution("same", each.start, each.end) for each in anchors]


def test_a_position_that_lies_is_not_believed() -> None:
    text = Text(Clean("NATO stands ready. NATO helps."))
    quote = Quote(Clean("ready"))
    for start, end in [(0, 5), (-18, -13), (12, 12), (90, 95), (-(10**30), 10**30)]:
        lying = Anchor(ID, start, end, quote, text.sha256)
        assert resolve([lying], text) == [Resolution("same", 12, 17)]


# Edits that change no word


def straightened(words: str) -> str:
    return words.translate(str.maketrans("“”‘’", "\"\"''"))


def hyphened(words: str) -> str:
    return words.translate(str.maketrans("—–", "--"))


EDITS: dict[str, Callable[[str], str]] = {
    "quotes straightened": straightened,
    "dashes to hyphens": hyphened,
    "CRLF": lambda words: words.replace("\n", "\r\n"),
    "no-break spaces": lambda words: words.replace("NATO ", "NATO\u00a0").replace(" – ", "\u202f–\u202f"),
    "double spaces": lambda words: words.replace(". ", ".  ").replace("\n", "\n\n   "),
    "wrapped": lambda words: words.replace(", ", ",\n"),
    "all of it": lambda words: straightened(hyphened(words)).replace(". ", ".\u00a0 ").replace("\n", "\r\n\r\n"),
    "a line put before it": lambda words: f"Published at last.\n\n{words}",
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("id", ARTICLES)
def test_typography_and_white_space_do_not_matter(id: str, edit: Callable[[str], str]) -> None:
    anchors = passages(ARTICLES[id])
    now = Text(Clean(edit(str(ARTICLES[id].value))))
    for anchor, resolution in zip(anchors, resolve(anchors, now), strict=True):
        assert resolution.status == "same", anchor.quote.exact
        assert fold(found_words(now, resolution)).strip() == fold(anchor.quote.exact).strip()


def test_the_two_like_headlines_of_one_article_keep_their_places() -> None:
    text = ARTICLES["002"]
    first, second = (Anchor.of(ID, text, each.start, each.end) for each in text.paragraphs[:2])
    assert first.quote.exact == second.quote.exact
    now = edited(text, "’", "'")
    found = resolve([first, second], now)
    assert [each.start for each in found] == [each.start for each in now.paragraphs[:2]]


# Edits that change words


@pytest.mark.parametrize(
    ("id", "words", "old", "new"),
    [
        ("003", "We are not planning for a ‘combat’ mission", "We are not planning", "We are planning"),
        ("003", "offered 1,000 troops to contribute", "1,000", "6,000"),
        ("003", "1,000 troops to contribute", "1,000", "21,000"),
        ("003", "000 troops to contribute", "1,000", "1,500"),
        ("003", "We are ready to help,”", "We are ready to help,”", "We are not ready to help,”"),
        ("003", "we will not send in troops", "will not send", "will send"),
        ("004", "NATO is not planning on any kind of combat operations", "is not planning", "is planning"),
        ("004", "planning on training Libyan forces", "on training Libyan", "on untraining Libyan"),
        ("000", "destroying about 6,000 military targets", "6,000", "1,000"),
        ("000", "destroying about 6,000", "6,000", "6,000,000"),
        ("000", "ready to assist Libya", "ready to assist", "unready to assist"),
    ],
)
def test_a_changed_word_changes_the_passage(id: str, words: str, old: str, new: str) -> None:
    text = ARTICLES[id]
    anchor = anchor_of(text, words)
    now = edited(text, old, new)
    (resolution,) = resolve([anchor], now)
    assert resolution.status == "changed"
    assert not resolution.attached
    assert found_words(now, resolution) != words
    assert found_words(now, resolution).endswith(words[-4:])


def test_the_words_of_a_headline_do_not_stand_in_for_those_of_a_changed_quotation() -> None:
    text = ARTICLES["003"]
    start = text.value.index("We are ready to help,”")
    anchor = Anchor.of(ID, text, start, start + len("We are ready to help"))
    assert text.value.count(anchor.quote.exact) == 2
    now = edited(text, "“We are ready to help,”", "“We are not ready to help,”")
    (resolution,) = resolve([anchor], now)
    assert resolution.status == "changed"
    assert found_words(now, resolution) == "We are not ready to help"


def test_words_added_behind_a_passage_leave_it_as_it_is() -> None:
    text = ARTICLES["003"]
    anchor = anchor_of(text, "We see fighting, we see turmoil.")
    now = edited(text, "we see turmoil. We", "we see turmoil. Still we hope. We")
    assert found_words(now, resolve([anchor], now)[0]) == anchor.quote.exact


def evidence() -> Iterator[tuple[Text, Anchor]]:
    for cell in DOSSIER.comparison.cells:
        for each in cell.evidence:
            text = ARTICLES[each.article]
            start = find_quote(each.quote, text).start
            assert start is not None
            yield text, Anchor.of(ID, text, start, start + len(each.quote.exact))


def test_no_passage_of_the_comparison_survives_the_loss_of_a_word() -> None:
    for text, anchor in evidence():
        for word in re.finditer(r"\S+\s*", anchor.quote.exact):
            start, end = anchor.start + word.start(), anchor.start + word.end()
            now = Text(Clean(str(text.value[:start] + text.value[end:])))
            (resolution,) = resolve([anchor], now)
            if resolution.attached:  # as with the headline that is printed twice
                assert text.value.count(anchor.quote.exact) > 1
                assert found_words(now, resolution) == anchor.quote.exact


def test_a_paragraph_moved_to_the_top_is_moved_and_the_rest_is_not() -> None:
    for text in ARTICLES.values():
        anchors = [Anchor.of(ID, text, each.start, each.end) for each in text.paragraphs]
        words = [str(each.quote.exact).strip() for each in anchors]
        last = words.index(max(words[len(words) // 2 :], key=len))
        now = Text(Clean("\n\n".join([words[last], *words[:last], *words[last + 1 :]])))
        expected = ["moved" if number == last else "same" for number in range(len(words))]
        found = resolve(anchors, now)
        assert [each.status for each in found] == expected
        assert [found_words(now, each) for each in found] == words


def test_changed_words_at_an_end_of_the_text_are_changed() -> None:
    text = Text(Clean("NATO offers help.\n\nLibya has not asked.\n"))
    first, last = anchor_of(text, "NATO offers help."), anchor_of(text, "Libya has not asked.")
    now = Text(Clean("NATO offers no help.\n\nLibya has not asked.\n"))
    assert [each.status for each in resolve([first, last], now)] == ["changed", "same"]
    assert found_words(now, resolve([first], now)[0]) == "NATO offers no help."
    now = edited(text, "not ", "")
    assert [each.status for each in resolve([first, last], now)] == ["same", "changed"]
    assert found_words(now, resolve([last], now)[0]) == "Libya has asked."
    now = Text(Clean(f"NATO offers help.\n\n{'Much has been written since. ' * 20}"))
    assert resolve([last], now)[0].status == "gone"
    halfway = Quote(Clean("has not asked"), suffix=Clean(".\n"))  # without a prefix, but it did not begin the text
    now = edited(text, "not asked", "asked")
    assert find_quote(halfway, now).status == "gone"
    assert resolve([Anchor(ID, 25, 38, halfway, text.sha256)], now)[0].status == "gone"


def test_a_deleted_paragraph_is_gone() -> None:
    for text in ARTICLES.values():
        for paragraph in text.paragraphs:
            anchor = Anchor.of(ID, text, paragraph.start, paragraph.end)
            if text.value.count(anchor.quote.exact) > 1:
                continue
            now = Text(Clean(str(text.value[: paragraph.start] + text.value[paragraph.end :])))
            assert resolve([anchor], now) == [Resolution("gone")]


def test_a_repeated_paragraph_is_ambiguous_where_its_surroundings_cannot_tell() -> None:
    text = ARTICLES["004"]
    paragraph = text.paragraphs[6]
    inside = anchor_of(text, "it’s very easy to underestimate the importance of institutions")
    whole = Anchor.of(ID, text, paragraph.start, paragraph.end)
    words = text.words(paragraph)
    now = Text(Clean(f"{text.value}\n\n{words}\n"))
    assert resolve([inside], now) == [Resolution("ambiguous", candidates=2)]
    assert resolve([whole], now) == [Resolution("same", paragraph.start, paragraph.end)]
    beside = Text(Clean(text.value.replace(words, f"{words}\n\nNew.\n\n{words}\n\nNew.")))
    assert resolve([whole], beside)[0].status == "ambiguous"


def test_anchors_that_kept_their_order_are_the_same_and_the_fewest_are_moved() -> None:
    text = Text(Clean("one two three four five"))
    anchors = [anchor_of(text, word) for word in text.value.split()]
    now = Text(Clean("three. one. two. five. four"))
    found = {str(each.quote.exact): result.status for each, result in zip(anchors, resolve(anchors, now), strict=True)}
    assert found["one"] == found["two"] == "same"
    assert found["three"] == "moved"
    assert sorted([found["four"], found["five"]]) == ["moved", "same"]
    assert resolve(anchors[::-1], now)[::-1] == resolve(anchors, now)


WORDS = st.lists(st.sampled_from(["NATO", "not", "1,000", "21,000", "help", "“ready”", "–", "\n\n", "."]), max_size=14)


@given(WORDS, WORDS, st.data())
@example(["help", "1,000"], ["help", "21,000"], None)
def test_words_that_differ_are_never_attached(before: list[str], after: list[str], data: st.DataObject | None) -> None:
    old, new = Text(Clean(" ".join(before))), Text(Clean(" ".join(after)))
    if not len(old):
        return
    start = data.draw(st.integers(0, len(old) - 1)) if data else 5
    anchor = Anchor.of(ID, old, start, data.draw(st.integers(start + 1, len(old))) if data else len(old))
    (resolution,) = resolve([anchor], new)
    if resolution.attached:
        assert fold(found_words(new, resolution)).strip() == fold(anchor.quote.exact).strip()
    else:
        assert (resolution.start is None) == (resolution.status != "changed")


@given(st.sampled_from(sorted(ARTICLES)), st.data())
def test_one_letter_put_anywhere_never_leaves_a_passage_with_other_words(id: str, data: st.DataObject) -> None:
    text = ARTICLES[id]
    anchor = data.draw(st.sampled_from(passages(text)))
    at = data.draw(st.integers(anchor.start + 1, anchor.start + len(anchor.quote.exact.rstrip()) - 1))
    now = Text(Clean(f"{text.value[:at]}x{text.value[at:]}"))
    (resolution,) = resolve([anchor], now)
    if resolution.attached:
        assert found_words(now, resolution) == anchor.quote.exact
        assert text.value.count(anchor.quote.exact) > 1


# Quotes without a position


def test_a_quote_alone_is_found_as_printed_or_folded() -> None:
    text = ARTICLES["003"]
    for words in ("We are not planning for a ‘combat’ mission.", "We are not planning for a 'combat'  mission."):
        found = find_quote(Quote(Clean(words)), text)
        assert found.status == "same"
        assert found_words(text, found) == "We are not planning for a ‘combat’ mission."


def test_a_quote_that_stands_twice_needs_its_paragraph_or_context() -> None:
    text = ARTICLES["003"]
    words = Clean("We are ready to help")
    assert find_quote(Quote(words), text) == Resolution("ambiguous", candidates=2)
    in_first = find_quote(Quote(words, paragraph=1), text)
    before = find_quote(Quote(words, prefix=Clean("NATO Chief:")), text)
    after = find_quote(Quote(words, suffix=Clean(" disarm")), text)
    assert in_first == before == after == Resolution("same", 12, 32)
    assert find_quote(Quote(words, paragraph=7), text).start == text.value.index("We are ready to help,”")


@pytest.mark.parametrize("paragraph", [-1, 0, 2, 22, 10**20])
def test_a_quote_is_looked_for_in_its_paragraph_only(paragraph: int) -> None:
    quote = Quote(Clean("We are ready to help disarm"), paragraph=paragraph)
    assert find_quote(quote, ARTICLES["003"]) == Resolution("gone")


def test_a_quote_may_run_on_but_must_begin_in_its_paragraph() -> None:
    text = Text(Clean("One two.\n\n\n\n\n\nThree four.\nOne two. Three."))
    run_on = find_quote(Quote(Clean("two. Three"), paragraph=1), text)
    assert found_words(text, run_on) == "two.\n\n\n\n\n\nThree"
    assert find_quote(Quote(Clean("Three \n\n\n\n\n\n\n four"), paragraph=1), text) == Resolution("gone")
    assert find_quote(Quote(Clean("two. Three"), paragraph=3), text).status == "same"
    assert find_quote(Quote(Clean("two. Three"), paragraph=2), text) == Resolution("gone")


@pytest.mark.parametrize("words", ["000 troops", "1,00", "Brit", "ritain has", "1,000 troop", "roops"])
def test_a_piece_of_a_word_or_number_is_no_quote(words: str) -> None:
    text = Text(Clean("Britain has provisionally offered 1,000 troops."))
    assert find_quote(Quote(Clean(words)), text) == Resolution("gone")


def test_a_piece_of_a_word_chosen_as_such_stays_chosen() -> None:
    text = Text(Clean("The anti-smuggling counterproposal was refused."))
    anchor = anchor_of(text, "proposal was")
    now = Text(Clean("Today: the anti-smuggling  counterproposal was refused."))
    assert found_words(now, resolve([anchor], now)[0]) == "proposal was"


def test_scripts_that_do_not_part_words_are_quoted_anywhere() -> None:
    text = Text(Clean("北约秘书长表示，联盟准备帮助利比亚。"))
    assert find_quote(Quote(Clean("秘书长表示")), text) == Resolution("same", 2, 7)


@pytest.mark.parametrize("words", [" ", "\n", "\u00a0\t"])
def test_blank_words_are_nowhere_to_be_found(words: str) -> None:
    assert find_quote(Quote(Clean(words)), Text(Clean("a  b \n c"))) == Resolution("gone")


def test_a_common_word_in_a_megabyte() -> None:
    text = Text(Clean("“the end” of the beginning. " * 40_000))
    anchor = Anchor.of(ID, text, 16, 19)
    now = Text(Clean(f"New. {text.value}"))
    assert resolve([anchor], now)[0].status == "ambiguous"
