"""Sentence ends in news English, by labelled examples: ``|`` stands where one sentence ends and the next begins."""

import itertools
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.sentences import sentences
from natoreader.dossier.text import Clean, Text

ARTICLES = {str(each.id): each.text for each in open_dossier(bundled()).articles}


def split(text: Text, paragraph: int = 1) -> list[str]:
    return [str(text.value[start:end]) for start, end in sentences(text, text.paragraphs[paragraph - 1])]


# What the bundled articles hold


LABELLED = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))["paragraphs"]


def test_every_sentence_of_the_bundled_articles_is_labelled() -> None:
    assert {(each["article"], each["number"]) for each in LABELLED} == {
        (id, paragraph.number) for id, text in ARTICLES.items() for paragraph in text.paragraphs
    }
    assert sum(len(each["sentences"]) for each in LABELLED) >= 60


@pytest.mark.parametrize("labelled", LABELLED, ids=lambda each: f"{each['article']} ¶{each['number']}")
def test_the_bundled_articles(labelled: dict[str, Any]) -> None:
    found = split(ARTICLES[labelled["article"]], labelled["number"])
    assert len(found) == len(labelled["sentences"])
    for sentence, label in zip(found, labelled["sentences"], strict=True):
        first, cut, last = label.partition(" … ")
        assert sentence.startswith(first)
        assert sentence.endswith(last) if cut else sentence == label


# News English


@pytest.mark.parametrize(
    "labelled",
    [
        "NATO will help.|It said so.",
        "Will NATO help?|It said so!|Then it left.",
        "U.S. officials met in the U.S. Embassy on Monday.|Nobody spoke.",
        "The unit left the U.S.|The Pentagon said so.",
        "The unit left the U.S.|“We are glad,” he said.",
        "The U.S. Africa Command and the U.N. Security Council met.",
        "They met at 5 p.m.|He left at 6 a.m. on Friday.",
        "Troops of Gen. Khalifa Hifter and Lt. Col. John R. Smith arrived.",
        "Gen. Hifter spoke.|Maj. Gen. Smith did not.",
        "Mr. Sarraj met Mrs. May, Ms. Merkel and Dr. Kohl in St. Petersburg.",
        "Sen. John McCain and Rep. Adam Schiff wrote to Gov. Brown.",
        "On Sept. 27 and Oct. 10 they met.|On Nov. 3 they did not.",
        "It has lasted since Sept.|NATO has waited.",
        "George W. Bush and J. R. R. Tolkien agreed.",
        "It was plan B.|The first had failed.",
        "He said no.|Then he left.",
        "See No. 5 and no. 7 of the list.|It is long.",
        "They sat.|He read The Sun.|She did not.",
        "The attack killed 7.|NATO was silent.",
        "It cost 3.5 million dollars.|About 6,000 targets were hit in 2011.|Libya had 1.",
        "1. NATO will help.|2.5 million will not.",
        "He fought the general.|Haftar won.",
        "“We are ready,” he said.|“We will help.”|He left.",
        "“We are ready.”|“So are we.”",
        "‘We are ready.’|He left.",
        "He called it “a small step.”|Others did not.",
        "“Are you ready?” he asked.|“No!” she said.",
        "(He left.)|She stayed.",
        "The United Nations (U.N.) Security Council met.|It voted.",
        "We will… perhaps help.|They will...|Then not.",
        "“We see fighting …|We see turmoil.”",
        "What?!|Nobody knew.",
        "They have tanks, jets, etc.|NATO has more.",
        "It was ISIS vs. the GNA.",
        "The alliance, i.e. NATO, helps, e.g. Libya.",
        "al-Qaida left. al-Shabab stayed.",
        "Write to press@nato.int.|Visit nato.int now.",
        "He paid the St. Louis firm.|Prof. Roe did not.",
        "The vote was 5–4.|3,000 troops left.",
        "No stop at the end",
        "Two  spaces.|\u00a0A no-break space.",
        "He works for Yahoo! in London.",
        "Washington, D.C. officials agreed.|It rained.",
        "The capital is Tripoli.|[Editor’s note: it is.]|Sirte is not.",
        "He was born on 14 Jan. 1950.|She was not.",
        "Capt. A. Smith left.|Sgt. Roe and Cpl. Doe stayed.",
        "World War I.|The next one was worse.",
        "“Will you go?” Rasmussen asked.|He did not answer.",
        "“Yes!” Gen. Breedlove said.|“No!” U.S. Secretary of State John Kerry then replied.",
        '"Why now?" Mr. al-Sarraj asked.|"Why not?" Jens Stoltenberg, its secretary general, said.',
        "“Will you go?” President Barack Obama sharply asked.|“We will!”",
        "“Where is it?” Libya’s prime minister asked.|“Here!” NATO spokeswoman Oana Lungescu said.",
        "“Why?” British prime minister David Cameron asked.|“Why?” Libya’s envoy, Ali Aujali, wondered.",
        "“Ready?”|Rasmussen left the Oval Office and said nothing.|“Ready?”|Britain has long said no.",
        "“Will you go?”|The minister asked it twice.|“Never!”|He said so.",
        "“Will you go?”|Rasmussen went.|“It is a ‘yes!’|NATO waits.”",
        "“We will help.”|Rasmussen said no more.",
        "Spc. John Doe, Pfc. Jane Roe and Cdr. Smith left Ft. Bragg.|They flew.",
        "Supt. Jones, Msgr. Romero, Fr. Brown and the Rt. Hon. Boris Johnson met.",
        "It was Libya vs. Egypt, then NATO vs. The Rest.",
        "Martin Luther King Jr. Day is in January.|He met John Smith Jr.|They spoke.",
        "Apple Inc. Chairman Levinson and Lockheed Martin Corp. Chief Hewson met.|It sold to Acme Inc.|The firm grew.",
        "We will . . . perhaps help.|They will . . .|Then not. . . .|NATO waits.",
        "“We are . . .”|He left.",
        "They met at 5 p.m.|Then it rained.|They met at 5 p.m. Friday in Tripoli.",
    ],
)
def test_news_english(labelled: str) -> None:
    expected = labelled.split("|")
    paragraph = " ".join(expected)
    assert split(Text(Clean(paragraph))) == [sentence.strip() for sentence in expected]


@given(st.text(st.sampled_from('aB1.?!…”’"() U.S.')))
def test_sentences_cover_the_paragraph_in_order(words: str) -> None:
    text = Text(Clean(f"First line\n{words}"))
    for paragraph in text.paragraphs:
        found = sentences(text, paragraph)
        assert paragraph.start <= found[0][0]
        assert found[-1][1] <= paragraph.end
        for start, end in found:
            assert start < end
            assert text.value[start:end] == text.value[start:end].strip()
        for (_, end), (start, _) in itertools.pairwise(found):
            assert text.value[end:start].isspace()
        bare = "".join(str(text.value[start:end]) for start, end in found)
        assert "".join(bare.split()) == "".join(text.words(paragraph).split())


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("He went home. " * 30_000, 30_000),
        ("." * 500_000, 1),
        (".’" * 250_000, 1),
        ("U.S. " * 60_000, 1),
        ("a.b." * 100_000 + " The", 2),
        ("x" * 500_000 + ". The end.", 2),
    ],
    ids=["sentences", "stops", "quotes", "initials", "dotted", "word"],
)
def test_a_very_long_line(line: str, count: int) -> None:
    assert len(split(Text(Clean(line)))) == count
