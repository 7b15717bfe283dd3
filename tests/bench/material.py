"""Articles like those of a newspaper, as many as are wanted: the same words for the same number, on every machine."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

WORDS = 420
"""About as many as an article has."""

_WHO = (
    *(
        "The government",
        "The alliance",
        "The ministry",
        "The council",
        "The United Nations",
        "A spokesman",
        "Officials",
    ),
    *("The prime minister", "The secretary general", "Two diplomats", "The parliament", "The army", "Aid workers"),
)
_SAID = ("said", "announced", "confirmed", "denied", "repeated", "suggested", "warned", "told reporters")
_WHEN = ("on Monday", "on Tuesday", "last week", "late on Friday", "in a statement", "after the talks", "in March")
_DOES = (
    *("was ready to help", "would send advisers", "had asked for training", "needs new equipment", "will hold talks"),
    *("could not confirm the reports", "had begun to rebuild the police", "would lift the embargo", "sought more time"),
    *("opposed any intervention", "would train security forces", "planned an election", "had closed the border"),
)
_WHERE = (
    *("in Tripoli", "in Brussels", "near the harbour", "in the capital", "along the coast", "at the headquarters"),
    *("in the eastern provinces", "at the summit in Wales", "in the old town", "across the region"),
)
_SYLLABLES = ("ba", "ren", "ti", "mol", "ka", "sar", "do", "vel", "ni", "han", "lo", "gor", "mi", "tas", "ru", "pel")


def write_dossier(folder: Path, number: int) -> Path:
    """Write a dossier of generated articles into a new folder; returns the folder."""
    (folder / "articles").mkdir(parents=True)
    tables = ['schema = 1\nid = "bench"\ntitle = "Generated articles"\n']
    for index in range(number):
        random = Random(index)
        headline = f"{random.choice(_WHO)} {random.choice(_DOES)}"
        day = date(2010, 1, 1) + timedelta(days=random.randrange(5000))
        file = f"articles/{index:05}.txt"
        (folder / file).write_text("\n\n".join((headline, *_paragraphs(random))) + "\n", encoding="utf-8")
        tables.append(
            f'[[articles]]\nid = "a{index:05}"\nfile = "{file}"\n'
            f'headline = {{ value = "{headline}", basis = "stated", reason = "The first line." }}\n'
            'outlet = { value = "The Daily Generator", basis = "stated", reason = "Written by a program." }\n'
            f"[articles.published]\nbest = {day}\nearliest = {day}\nlatest = {day}\n"
            'precision = "day"\nbasis = "stated"\nreason = "Drawn by lot."\n'
            '[[articles.blocks]]\ntype = "headline"\nparagraphs = "1"\n'
        )
    (folder / "dossier.toml").write_text("\n".join(tables), encoding="utf-8")
    return folder


def _paragraphs(random: Random) -> list[str]:
    paragraphs: list[str] = []
    words = 0
    while words < WORDS:
        paragraph = " ".join(_sentence(random) for _ in range(random.randrange(1, 4)))
        paragraphs.append(paragraph)
        words += paragraph.count(" ") + 1
    return paragraphs


def _sentence(random: Random) -> str:
    """One sentence; every tenth word or so is a name that few articles share, as names are in news."""
    name = "".join(random.choices(_SYLLABLES, k=random.randrange(2, 5))).capitalize()
    who = f"{name}, {random.choice(_WHO).lower()}’s envoy," if random.random() < 0.4 else random.choice(_WHO)
    place = f"in {name}" if random.random() < 0.3 else random.choice(_WHERE)
    number = f", and that {random.randrange(2, 900)} people" if random.random() < 0.3 else ""
    ending = f"{number} {random.choice(_DOES)}" if number else ""
    return (
        f"{who} {random.choice(_SAID)} {random.choice(_WHEN)} that {random.choice(_WHO).lower()} "
        f"{random.choice(_DOES)} {place}{ending}."
    )
