"""Mentions labelled by hand, and how well names are found: strict span and type.

By the table on the bundled articles, and by the rules where no table helps.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from natoreader.dossier.article import Article
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.mentions import Matcher, Mention, flat
from natoreader.dossier.proposals import Told, propose
from natoreader.dossier.proposals.models import Model, Said
from natoreader.dossier.text import Clean, Decoded

LINE = re.compile(r"(?P<inner>>*) *(?P<optional>\? )?(?P<type>[a-z]+) (?P<words>\S.*)")
HERE = Path(__file__).parent
SEEDS_GOLD = HERE / "seeds" / "gold"
TEXTS = HERE / "dossier" / "proposals" / "texts"
RECORDED = TEXTS / "model.json"
TUNED = ("cyclone", "bank", "strait")
"""Texts that the rules were made on."""
KEPT_OUT = ("port", "polio", "festival")
"""Texts that were labelled beforehand and looked at only for the number."""
BY_RULE = frozenset(("date", "quantity"))
"""Types that need no table and are never proposed."""
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Labelled:
    """A mention as labelled: code points of the article, type, how deep it lies in others, whether it is scored."""

    start: int
    end: int
    type: str
    depth: int
    optional: bool

    @property
    def span(self) -> Span:
        return self.start, self.end, self.type


@dataclass(frozen=True)
class Score:
    """True positives, false positives, false negatives."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self) -> float:
        return self.right / ((self.right + self.missed) or 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / ((2 * self.right + self.wrong + self.missed) or 1)

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}, recall {self.recall:.3f}, F1 {self.f1:.3f}"


def read_gold(file: Path, article: Article) -> tuple[Labelled, ...]:
    """The labels of a file, placed in the article.

    A label's words are looked for as whole words behind the one before it, an inner one's inside the outer.

    Raises:
        ValueError: a label is not there.
    """
    found: list[Labelled] = []
    for table in tomllib.loads(file.read_text(encoding="utf-8"))["paragraphs"]:
        paragraph = article.text.paragraphs[table["number"] - 1]
        ends = {0: paragraph.start}
        outer: dict[int, int] = {-1: paragraph.end}
        for line in table["mentions"].split("\n"):
            if not line:
                continue
            match = LINE.fullmatch(line)
            if match is None:
                raise ValueError(f"{file.name}: {line!r} is no label")
            depth = len(match["inner"])
            whole = re.compile(rf"(?<!\w){re.escape(match['words'])}(?!\w)")
            place = whole.search(str(article.text.value), ends[depth], outer[depth - 1])
            if place is None:
                raise ValueError(f"{file.name}: ¶{paragraph.number} has no further {match['words']!r}")
            found.append(Labelled(place.start(), place.end(), match["type"], depth, bool(match["optional"])))
            ends[depth], ends[depth + 1], outer[depth] = place.end(), place.start(), place.end()
    return tuple(found)


def score(labels: Iterable[Labelled], spans: Iterable[Span]) -> Score:
    """``spans`` against the labels; what is optional counts neither way."""
    labels = tuple(labels)
    optional = {each.span[:2] for each in labels if each.optional}
    wanted = {each.span for each in labels if not each.optional}
    given = {span for span in spans if span[:2] not in optional}
    return Score(len(wanted & given), len(given - wanted), len(wanted - given))


def spans(mentions: Iterable[Mention]) -> list[Span]:
    return [(each.start, each.end, each.type) for each in mentions]


Scores = tuple[Score, Score]
"""The flat layer, and all mentions."""


def flat_and_nested(labels: Sequence[Labelled], mentions: Sequence[Mention]) -> Scores:
    """The score of the one flat layer that is shown, and of all mentions with the inner ones."""
    outermost = [each for each in labels if each.depth == 0]
    return score(outermost, spans(flat(mentions))), score(labels, spans(mentions))


def written(name: str) -> tuple[Article, tuple[Labelled, ...]]:
    """An article written for the tests, with its labels."""
    words = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    article = Article(Clean(name), Clean(f"{name}.txt"), lambda: Decoded(Clean(words), "utf-8", guessed=False))
    return article, read_gold(TEXTS / f"{name}.toml", article)


def bundled_labels(article: Article) -> tuple[Labelled, ...]:
    return read_gold(SEEDS_GOLD / f"{article.id}.toml", article)


def recorded() -> Told:
    """What a real model said of the texts and of the bundled articles, as ``record.py`` wrote it down."""
    kept = json.loads(RECORDED.read_text(encoding="utf-8"))
    said = {sha256: tuple(Said(*each) for each in found) for sha256, found in kept["said"].items()}
    return Told(Model(kept["model"], kept["version"]), said)


def proposed_mentions(articles: Sequence[Article], told: Told | None = None) -> dict[str, list[Mention]]:
    """The mentions of all proposals by article, outer before inner."""
    found: dict[str, list[Mention]] = {str(article.id): [] for article in articles}
    for proposal in propose(articles, (), told):
        for article, mention in proposal.mentions:
            found[str(article.id)].append(mention)
    return {id: sorted(mentions, key=lambda each: (each.start, -each.end)) for id, mentions in found.items()}


def score_table() -> dict[str, Scores]:
    """By article: the bundled table against the labels."""
    dossier = open_dossier(bundled())
    matcher = Matcher(dossier.entities)
    return {str(each.id): flat_and_nested(bundled_labels(each), matcher.mentions(each)) for each in dossier.articles}


def score_written(names: Sequence[str], told: Told | None = None) -> dict[str, Scores]:
    """By text: the proposals against the labels, each text by itself."""
    found: dict[str, Scores] = {}
    for name in names:
        article, labels = written(name)
        found[name] = flat_and_nested(labels, proposed_mentions([article], told)[name])
    return found


def score_bundled_without_table(told: Told | None = None) -> dict[str, Scores]:
    """By article: the proposals for the bundled articles, as if they had no table."""
    articles = open_dossier(bundled()).articles
    mentions = proposed_mentions(articles, told)
    return {
        str(each.id): flat_and_nested(
            [label for label in bundled_labels(each) if label.type not in BY_RULE], mentions[str(each.id)]
        )
        for each in articles
    }


def total(scores: dict[str, Scores]) -> Scores:
    """All texts together."""
    return (
        sum((flat for flat, _ in scores.values()), Score(0, 0, 0)),
        sum((nested for _, nested in scores.values()), Score(0, 0, 0)),
    )
