"""Sentence ends in news English, by labelled examples: ``|`` stands where one sentence ends and the next begins."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.sentences import sentences
from natoreader.dossier.text import Clean, Text

ARTICLES = {str(each.id): each.text for each in open_dossier(bundled()).articles}


def split(text: Text, paragraph: int = 1) -> list[str]:
    return [str(text.value[start:end]) for start, end in sentences(text, text.paragraphs[paragraph - 1])]


# What the bundled articles hold, by the first and last words of each sentence


@pytest.mark.parametrize(
    ("id", "paragraph", "ends"),
    [
        ("000", 1, ["Sunday, May 18, 2014.", "country's capital."]),
        ("000", 2, ["said on Monday."]),
        ("000", 3, ["told journalists."]),
        ("000", 6, ["its security sector.", "in the works."]),
        ("000", 7, ["armed militias.", "Gadhafi regime."]),
        ("000", 8, ["6,000 military targets.", "government forces.", "facility in Benghazi."]),
        ("000", 9, ["Morón, Spain.", "facilities in Africa."]),
        ("000", 10, ["facilities in the country."]),
        ("000", 11, ["embassy in Tripoli.", "follow suit."]),
        ("001", 1, ["Fogh Rasmussen"]),
        ("001", 2, ["Rasmussen (NATO)"]),
        ("001", 4, ["Fogh Rasmussen.", "can add value.”"]),
        ("001", 7, ["Gadhafi’s regime.", "in October 2011.", "fleeing convoy."]),
        ("001", 9, ["in the capital.", "al-Qaida operative."]),
        ("001", 12, ["failing state.", "exist yet.", "create a state.", "ashamed of that.”"]),
        ("001", 14, ["around the world."]),
        ("002", 3, ["NEW YORK - Reuters"]),
        ("002", 6, ["three other Americans."]),
        ("002", 7, ["Rasmussen said.", "United Nations.", "new Libya,” he said."]),
        ("002", 8, ["security structure.”"]),
        ("002", 10, ["early next week."]),
        ("002", 11, ["said on Sept. 27.", "Benghazi on Sept. 28.", "on its consulate."]),
        ("003", 3, ["situation in Libya.", "we see turmoil.", "Jens Stoltenberg said."]),
        ("003", 4, ["‘combat’ mission."]),
        ("003", 7, ["Stoltenberg confirmed."]),
        ("003", 17, ["policy.[/su_note]"]),
        ("003", 18, ["range of topics.", "oped@libyanexpress.com.", "subject line."]),
        ("003", 19, ["January 14, 2025"]),
        ("004", 2, ["Editorial Staff)"]),
        ("004", 5, ["assist and help them.”"]),
        ("004", 9, ["against ISIS."]),
        ("004", 14, ["on the continent.", "stability in Libya."]),
    ],
)
def test_the_bundled_articles(id: str, paragraph: int, ends: list[str]) -> None:
    found = split(ARTICLES[id], paragraph)
    assert len(found) == len(ends)
    for sentence, end in zip(found, ends, strict=True):
        assert sentence.endswith(end)


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
