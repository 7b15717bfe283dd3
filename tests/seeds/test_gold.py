"""The bundled articles' mentions against labels made by reading, not from the matcher."""

from __future__ import annotations

import re
import sys

import pytest
from natoreader.dossier.article import Article
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.mentions import Matcher

from ..gold import bundled_labels, flat_and_nested, score_table, spans, total

DOSSIER = open_dossier(bundled())
MATCHER = Matcher(DOSSIER.entities)
BY_ID = pytest.mark.parametrize("article", DOSSIER.articles, ids=lambda each: str(each.id))
# What is capitalised or numbered and is no mention: demonyms, titles and ranks, words of prose in a headline.
NO_NAMES = """
Libyan Islamist Islamists Islamic Gen Forces American Americans Russian Italians Turkish European Western Tunisian Mr
Sign Up Headlines Daily Now Op Ed Author Editorial Staff Breaking News Former Killed In Clashes Asks to Aid Training
Navy Coast Guard and Security Services Not Planning Any Combat Operations Discuss Cooperation Officials Jailed 53m
Dinar Credit Fraud In Obviously Unfortunately 100 I Nations Op-Ed Special
"""
UNMARKED = set(NO_NAMES.split())


@BY_ID
def test_mentions_are_those_a_reader_labelled(article: Article) -> None:
    labels, mentions = bundled_labels(article), MATCHER.mentions(article)
    flat, nested = flat_and_nested(labels, mentions)
    words = article.text.value
    wanted = {each.span for each in labels}
    odd = [words[a:b] for a, b, kind in spans(mentions) if (a, b, kind) not in wanted]
    lost = [words[a:b] for a, b, _ in {each.span for each in labels if not each.optional} - set(spans(mentions))]
    sys.stdout.write(f"{article.id}: shown {flat}; inner ones too {nested}; not labelled {odd}; not found {lost}\n")
    assert min(flat.f1, nested.f1) >= 0.98


def test_the_five_together() -> None:
    flat, nested = total(score_table())
    sys.stdout.write(f"the flat layer: {flat}\nwith inner mentions: {nested}\n")
    assert min(flat.f1, nested.f1) >= 0.99


@BY_ID
def test_no_capital_abbreviation_or_number_is_left_over(article: Article) -> None:
    """A sweep: each is inside a mention, begins a sentence, or is known to be none."""
    text = str(article.text.value)
    covered = {offset for each in MATCHER.mentions(article) for offset in range(each.start, each.end)}
    left = []
    for match in re.finditer(r"\b(?:[A-Z][\w’-]*|\d[\d,.]*\w*)", text):
        before = text[: match.start()].rstrip("“‘([ \xa0")
        begins = not before or before[-1] in ".!?:—-]\n" or text[match.start() - 1] in "“‘"
        word = re.sub(r"’.*", "", match.group()).rstrip(".,")
        if match.start() not in covered and not begins and word not in UNMARKED:
            left.append(text[max(0, match.start() - 20) : match.end() + 20])
    assert left == []
