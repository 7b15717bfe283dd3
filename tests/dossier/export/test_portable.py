"""The file in the profile portable: the worked example to the letter, and what is said where little is known."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.evidence import place
from natoreader.dossier.export import Document, Excerpt, ExportError, Selection, gather, to_markdown, write_export
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.dossier.notebook import Notebook
from natoreader.dossier.text import Clean

KEPT = datetime(2026, 11, 29, 12, tzinfo=UTC)
TODAY = date(2026, 11, 30)
Passage = Callable[..., Selection]

WORKED = """\
---
title: "Excerpts: NATO’s offers to Libya, 2012–2016"
created: "2026-11-30"
generator: "natoreader 1"
dossier: "nato-libya"
tags:
  - "nato"
  - "libya"
bibliography: "excerpts.csl.json"
lang: "en"
---

# Excerpts: NATO’s offers to Libya, 2012–2016

<!-- nr:begin 3f9c2a -->

> “We are not planning for a ‘combat’ mission.
>
> “What we have offered, and we are in direct contact with the Libyan government, is to build capacity; to help them \
build defence institutions, disarm militia groups perhaps also in the future some training.”

— Jens Stoltenberg (speaker carried over from ¶3), in *Libyan Express*, reporting Sky News[^nr-3f9c2a]

**Note.** Second-hand; no unit, sum or date is named.

**Tags:** #offer/institutions #offer/disarmament · **Cells:** April 2016 × What is offered; April 2016 × Not planned, \
or refused without a request

[^nr-3f9c2a]: [@libyanexpress2016ready, paras. 4–5]. Published c. 14 April 2016 (12–17 April; external: the Baltic \
incident of 11 April). `nr:nato-libya/003@331-583`, text sha256 `c7e80562`.

<!-- nr:written 18b7d57c 04dd7077 34385e66 3d7aecc4 d1ce3eb2 -->
<!-- nr:end 3f9c2a -->

## Sources

*Libyan Express*, “NATO Chief: We are ready to help disarm militias in Libya”, c. 14 April 2016. Address and day of \
access not recorded. ¶ counts captions and headlines.
"""


def _block(dossier: Dossier, *passages: Selection) -> str:
    """The excerpts between their markers, without those."""
    text = to_markdown(gather(dossier, passages, created=TODAY))
    return text.partition("-->")[2].rpartition("<!-- nr:written")[0].strip()


def test_the_worked_example_from_notebook_to_file(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = dossier.article("003")
    assert article is not None
    monkeypatch.setattr("natoreader.dossier.notebook.bookmarks.os.urandom", lambda _: bytes.fromhex("3f9c2a"))
    with Notebook.open(tmp_path / "n.sqlite", dossier.id) as notebook:
        notebook.add_bookmark(
            Anchor.of(article.id, article.text, 331, 583),
            note="Second-hand; no unit, sum or date is named.",
            tags=["offer/institutions", "offer/disarmament"],
        )
        kept = notebook.bookmarks()
    written = write_export(gather(dossier, kept, created=TODAY), tmp_path / "excerpts.md")
    assert (written.added, written.replaced, written.removed) == (1, 0, 0)
    assert written.path.read_bytes().decode() == WORKED


def test_a_passage_cut_inside_its_paragraphs_is_quoted_as_far_as_it_goes(dossier: Dossier) -> None:
    article = dossier.article("003")
    assert article is not None
    value = article.text.value
    start, end = value.index("planning for"), value.index("build capacity") + len("build")
    block = _block(dossier, Selection(Anchor.of(article.id, article.text, start, end), KEPT))
    quote = block.split("\n\n")[0]
    assert quote.split("\n>\n") == [
        "> planning for a ‘combat’ mission.",
        "> “What we have offered, and we are in direct contact with the Libyan government, is to build",
    ]


def test_a_speaker_of_part_of_the_passage_is_said_to_speak_there(dossier: Dossier, passage: Passage) -> None:
    article = dossier.article("003")
    assert article is not None
    value = article.text.value
    anchor = Anchor.of(article.id, article.text, value.index("“It is a very"), value.index("Britain has") - 1)
    block = _block(dossier, Selection(anchor, KEPT))
    other = "speakers not recorded (¶3, other quotations: see the text)"
    assert f"\n— Jens Stoltenberg (¶4–5) and {other}, in *Libyan Express*, reporting Sky News[^nr-" in block
    whole = Anchor.of(article.id, article.text, 0, len(article.text))  # whose headline is another voice
    assert "— Jens Stoltenberg (¶4–5, 8) and speakers not recorded (¶2–3, " in _block(dossier, Selection(whole, KEPT))


def test_indirect_speech_is_not_given_out_as_words_of_the_speaker(dossier: Dossier, passage: Passage) -> None:
    block = _block(dossier, passage("002", "he had offered NATO help"))
    assert "— Anders Fogh Rasmussen (indirect speech), in *Hürriyet Daily News*, carrying Reuters[^nr-" in block
    assert "**Cells:** 2012 × What is offered" in block


def test_a_passage_that_no_cell_rests_on_names_the_outlet_alone(dossier: Dossier, passage: Passage) -> None:
    block = _block(dossier, passage("003", "“We are ready to help,”"))
    assert "\n— *Libyan Express*, reporting Sky News[^nr-" in block
    assert "**Note.**" not in block
    assert "**Tags:**" not in block
    assert "**Cells:**" not in block


def test_words_that_are_no_running_text_are_told_by_their_kind(dossier: Dossier, passage: Passage) -> None:
    assert "\n— Headline, in *Libyan Express*, reporting Sky News[^nr-" in _block(
        dossier, passage("003", "NATO Chief: We are ready to help disarm")
    )


def test_words_of_no_speaker_are_told_by_their_voice() -> None:
    dossier = open_dossier(bundled())
    recaps = [
        each
        for offer in dossier.comparison.offers
        for aspect in dossier.comparison.aspects
        for each in place(dossier, dossier.comparison.cell(offer.id, aspect.id))
        if each.evidence.voice == "recap"
    ]
    assert recaps
    for each in recaps:
        article = dossier.article(each.evidence.article)
        assert article is not None
        anchor = Anchor.of(article.id, article.text, each.start or 0, each.end or 0)
        assert "\n— Background, in " in _block(dossier, Selection(anchor, KEPT)).replace("\\", "")


def _bundled(id: str, start: int, end: int) -> str:
    dossier = open_dossier(bundled())
    article = dossier.article(id)
    assert article is not None
    return _block(dossier, Selection(Anchor.of(article.id, article.text, start, end)))


def _bundled_paragraphs(id: str, first: int, last: int) -> str:
    article = open_dossier(bundled()).article(id)
    assert article is not None
    paragraphs = article.text.paragraphs
    return _bundled(id, paragraphs[first - 1].start, paragraphs[last - 1].end)


def test_the_voices_of_several_paragraphs_are_told_apart() -> None:
    told = "— Jens Stoltenberg (¶5, speaker carried over from ¶4; ¶6, indirect speech), in"
    assert told in _bundled_paragraphs("004", 5, 6)
    assert "— Jens Stoltenberg (¶4, 6, indirect speech; ¶5), in" in _bundled_paragraphs("004", 4, 6)


def test_a_speaker_of_part_of_the_words_is_not_given_all_of_them() -> None:
    assert "— Anders Fogh Rasmussen (in part, quotation in part), in" in _bundled_paragraphs("000", 8, 8)


def test_quotations_of_which_nothing_is_recorded_are_given_to_no_speaker() -> None:
    other = "speakers not recorded (other quotations: see the text)"
    assert f"— U.S. Embassy in Tripoli (in part, indirect speech) and {other}, in" in _bundled_paragraphs("002", 11, 11)
    other = "speakers not recorded (¶12–13, other quotations: see the text)"
    assert f"— The paper’s own news and {other}, in" in _bundled_paragraphs("003", 11, 13)
    assert "not recorded (" not in _bundled_paragraphs("003", 12, 13)  # of which nothing is said that could mislead


def test_what_stands_beside_an_article_is_not_given_its_date() -> None:
    article = open_dossier(bundled()).article("003")
    assert article is not None
    related = next(each for each in article.blocks if each.type == "related")
    block = _bundled("003", related.start, related.end)
    assert "— Headline of another article, in *Libyan Express*" in block
    assert "]. The article beside it was published c. 14 April 2016 (" in block


def test_an_inferred_outlet_and_a_missing_headline_are_shown_as_such(dossier: Dossier, passage: Passage) -> None:
    text = to_markdown(gather(dossier, [passage("000", "Saudi Arabia")], created=TODAY))
    assert "\n— *\\[Stars and Stripes?\\]* (outlet inferred)[^nr-" in text
    assert (
        "[@starsandstripes2014ready, para. 11]. Published c. 19 May 2014 (19–20 May; inferred: Sunday, May 18" in text
    )
    assert (
        "*\\[Stars and Stripes?\\]*, “\\[NATO is ready to provide training support to Libyan security forces, but "
        "turmoil in…\\]”, c. 19 May 2014. No headline is known; the words in brackets are the article’s first. Outlet "
        "inferred: Only the house style speaks for it. Address and day of access not recorded. ¶ counts captions and "
        "headlines."
    ) in text
    assert "bibliography:" not in text


def test_a_source_with_everything_known(dossier: Dossier, passage: Passage) -> None:
    text = to_markdown(gather(dossier, [passage("002", "Rasmussen said.")], created=TODAY))
    assert text.endswith(
        "\n## Sources\n\nA. N. Author, *Hürriyet Daily News*, “\\[NATO chief offers help\\]”, c. 28 September 2012. "
        "Headline external: Other records. Outlet external: Other records. Address: "
        "<https://example.org/a_b?c=1&d=2>; day of access not recorded.\n"
    )


def test_an_article_of_which_nothing_is_known(dossier: Dossier, passage: Passage) -> None:
    text = to_markdown(gather(dossier, [passage("plain", "# Another - with *marks* & more.")], created=TODAY))
    assert "\n> \\# Another - with \\*marks\\* & more.\n" in text
    assert "\n— Outlet unknown[^nr-" in text
    assert ": [@article.plain, para. 2]. Date of publication unknown. `nr:nato-libya/plain@" in text
    assert text.endswith(
        "\nOutlet unknown, “\\[A line of text.…\\]”, date unknown. No headline is known; the words in brackets are the "
        "article’s first. The file is “plain.txt”. Address and day of access not recorded.\n"
    )


def test_a_folder_without_any_metadata_exports(tmp_path: Path) -> None:
    (tmp_path / "Some File.txt").write_text("One line.\n", encoding="utf-8")
    dossier = open_dossier(tmp_path)
    (article,) = dossier.articles
    text = to_markdown(gather(dossier, [Selection(Anchor.of(article.id, article.text, 0, 9), KEPT)], created=TODAY))
    assert "[@article.some-file, para. 1]" in text


def test_words_that_are_lost_are_exported_as_kept_with_a_warning(folder: Path, passage: Passage) -> None:
    changed = passage("003", "But they have to request")
    gone = passage("003", "Britain has provisionally offered 1,000 troops")
    twice = passage("003", "“If they do happen they don’t spiral out of control")
    away = passage("plain", "A line of text.\n\n# Another", note="kept *note*", tags=("t",))
    file = folder / "003.txt"
    text = file.read_text(encoding="utf-8").replace("But they have to request", "But they have asked")
    text = text.replace("Britain has provisionally offered 1,000 troops to contribute to a", "A")
    text = text.replace("accidents that we need to prevent", "accidents")
    file.write_text(text + "\n“If they do happen they don’t spiral out of control", encoding="utf-8")
    toml = folder / "dossier.toml"
    toml.write_text(toml.read_text(encoding="utf-8").partition('[[articles]]\nid = "plain"')[0], encoding="utf-8")
    edited = open_dossier(folder)
    blocks = {id: _block(edited, each) for id, each in {"c": changed, "g": gone, "t": twice, "a": away}.items()}
    assert blocks["c"].startswith("> But they have to request\n\n— *Libyan Express*, reporting Sky News[^nr-")
    now = "it now reads: ‹But they have asked›, word by word: ‹But they have \\[-to request-\\]\\{+asked+\\}›."
    warning = f"**Warning.** The words at this place of article 003 have changed; {now}"
    assert f"\n\n{warning} The excerpt shows the words as kept on 2026-11-29.\n\n" in blocks["c"]
    assert ": [@libyanexpress2016ready]. Published" in blocks["c"]
    assert f"text sha256 `{changed.anchor.sha256[:8]}`." in blocks["c"]
    assert "> Britain has provisionally offered 1,000 troops\n" in blocks["g"]
    assert "**Warning.** These words no longer stand in article 003. The excerpt shows the words as" in blocks["g"]
    assert "**Warning.** These words stand 2 times in article 003 now, and which place is meant is" in blocks["t"]
    assert blocks["a"].startswith(
        "> A line of text.\n>\n> \\# Another\n\n— Article plain, no longer in the dossier[^nr-"
    )
    assert "**Warning.** Article plain is no longer part of the dossier." in blocks["a"]
    assert "**Note.** kept \\*note\\*" in blocks["a"]
    assert blocks["a"].endswith(f"]: `nr:nato-libya/plain@0-26`, text sha256 `{away.anchor.sha256[:8]}`.")


def test_a_warning_is_one_line_with_one_full_stop(folder: Path, passage: Passage) -> None:
    kept = passage("003", "“We are not planning for a ‘combat’ mission.\n“What we have offered")
    file = folder / "003.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("We are not planning", "We are hardly planning"), "utf-8")
    block = _block(open_dossier(folder), kept)
    now = "“We are hardly planning for a ‘combat’ mission. “What we have offered"
    assert f"it now reads: ‹{now}›, word by word: ‹“We are \\[-not-\\]\\{{+hardly+\\}} planning" in block
    assert "›. The excerpt shows the words as" in block
    assert "““" not in block
    assert ".." not in block


def test_a_cell_that_rests_on_changed_words_too_is_marked_stale(folder: Path, passage: Passage) -> None:
    kept = passage("003", "We are not planning for a ‘combat’ mission.")
    path = folder / "003.txt"
    path.write_text(
        path.read_text(encoding="utf-8").replace("without a request from", "with a request from"), encoding="utf-8"
    )
    block = _block(open_dossier(folder), kept)
    label = "April 2016 × Not planned, or refused without a request"
    assert f"**Cells:** {label} (**stale**: words it rests on have changed)\n" in block
    assert "**Warning.**" not in block


def test_what_other_records_say_goes_along_with_the_words(folder: Path, passage: Passage) -> None:
    (folder / "remarks.toml").write_text(
        '[[remarks]]\narticle = "003"\nquote = "the NATO Russia commission"\nsays = "It is a *council*."\n'
        'record = { title = "On [it]", publisher = "NATO", date = 2016-04-20, url = "https://example.org/a_b" }\n',
        encoding="utf-8",
    )
    dossier = open_dossier(folder)
    remark = "**Remark.** It is a \\*council\\*. See “On \\[it\\]”, NATO, 20 April 2016, <https://example.org/a_b>."
    assert f"\n\n{remark}\n\n" in _block(dossier, passage("003", "a meeting in the NATO Russia commission next week"))
    assert "**Remark.**" not in _block(dossier, passage("003", "one of the issues we’re going to address"))


def test_typography_edited_since_is_quoted_as_it_stands_now(folder: Path, passage: Passage) -> None:
    kept = passage("003", "“We are ready to help,” Mr Stoltenberg confirmed.")
    file = folder / "003.txt"
    file.write_text(
        "New.\n" + file.read_text(encoding="utf-8").replace("“We are ready", '"We are ready'), encoding="utf-8"
    )
    block = _block(open_dossier(folder), kept)
    assert block.startswith('> \\"We are ready to help,” Mr Stoltenberg confirmed.')
    assert "Warning" not in block
    assert "para. 8]" in block


def test_a_note_keeps_its_lines_and_paragraphs(dossier: Dossier, passage: Passage) -> None:
    block = _block(dossier, passage("003", "stands ready", note="- one\n1. two\n\n\n<!-- nr:end x -->\n    *four*"))
    assert "**Note.** \\- one\\\n1\\. two\n\n\\<!\\-\\- nr\\:end x \\-\\-\\>\\\n\\*four\\*\n\n[^nr-" in block


def test_tags_are_such_that_every_reader_takes_them(dossier: Dossier, passage: Passage) -> None:
    text = to_markdown(
        gather(
            dossier,
            [passage("003", "stands ready", tags=("2012", "a b", "!", "_x_"))],
            created=TODAY,
            tags=["A b", "7"],
        )
    )
    assert "**Tags:** #n2012 #a-b #x\n" in text
    assert '\ntags:\n  - "a-b"\n  - "n7"\n' in text


def test_excerpts_keep_their_order_and_sources_stand_by_date(document: Document) -> None:
    text = to_markdown(document)
    ids = [str(each.id) for each in document.excerpts]
    places = [text.index(f"<!-- nr:begin {id} -->") for id in ids]
    assert places == sorted(places)
    assert [each.key for each in document.references] == ["starsandstripes2014ready", "libyanexpress2016ready"]
    sources = text.partition("## Sources")[2]
    assert sources.index("Stars and Stripes") < sources.index("Libyan Express")


def test_a_title_can_be_given_and_a_passage_named_twice_stands_once(dossier: Dossier, passage: Passage) -> None:
    kept = passage("003", "stands ready")
    text = to_markdown(gather(dossier, [kept, kept], created=TODAY, title="My *notes*: #1"))
    assert text.count("nr:begin") == 1
    assert 'title: "My *notes*: #1"\n' in text
    assert "\n# My \\*notes\\*: \\#1\n" in text


def test_several_speakers_are_all_named(document: Document, dossier: Dossier) -> None:
    from natoreader.dossier.export.excerpts import Speaker, Spoken
    from natoreader.dossier.export.profiles import PROFILES

    excerpt = document.excerpts[0]
    spoken = Spoken(excerpt.numbers[0], ("partial", "caption"))
    names = [Speaker(Clean(name), (spoken,)) for name in ("A", "B*", "C")]

    def line(speakers: list[Speaker]) -> str:
        changed: Excerpt = dataclasses.replace(excerpt, speakers=tuple(speakers))
        ((_, block),) = PROFILES["portable"].render(dataclasses.replace(document, excerpts=(changed,))).blocks
        return block.split("\n\n")[2]

    remark = "(quotation in part, caption)"
    assert line(names[:2]).startswith(f"— A {remark} and B\\* {remark}, in *Libyan Express*")
    assert line(names).startswith(f"— A {remark}, B\\* {remark} and C {remark}, in *Libyan Express*")


def test_a_speaker_named_in_a_paragraph_that_is_not_found_again(dossier: Dossier, passage: Passage) -> None:
    path = dossier.path / "comparison.toml"
    by_quote = path.read_text("utf-8").replace("speaker_from = 3", 'speaker_quote = "Mr Stoltenberg insisted"')
    path.write_text(by_quote, encoding="utf-8")
    kept = passage("003", "We are not planning for a ‘combat’ mission.")
    text = to_markdown(gather(open_dossier(dossier.path), [kept], created=TODAY))
    assert "— Jens Stoltenberg (speaker carried over from another paragraph), in *Libyan Express*" in text


def test_an_unknown_profile_is_a_sentence(document: Document) -> None:
    with pytest.raises(ExportError, match="There is no profile “odt”; expected portable"):
        to_markdown(document, "odt")
