"""How many spellings of a name a search finds without any table, and how much else it takes for one.

Every spelling and every unrelated word is a paragraph of its own, and each is searched for. Recall is the share of the
pairs that are found, precision the share of what the spellings find beside themselves that is the same name. The
precision of everything counts what the unrelated names and words find of each other as well; that grows with the square
of how many there are, and says how a search goes in a dossier full of names.
``pytest -s`` prints both, and what was missed or wrong outside the groups held out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from natoreader.dossier.folder import open_dossier
from natoreader.search.index import Index, ensure_index

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "variants.toml").read_text(encoding="utf-8"))
SEEN: list[str] = [word for name in ("names", "words", "more") for word in DATA["unrelated"][name].split()]
UNSEEN: list[str] = DATA["unrelated"]["held_out"].split()
UNRELATED = [*SEEN, *UNSEEN]


class Figures(NamedTuple):
    recall: float
    precision: float
    everything: float
    pairs: int
    remarks: str


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("names")
    forms = [form for group in DATA["groups"] for form in group["forms"]]
    lines = "\n".join(f"{form} was named there again." for form in (*forms, *UNRELATED))
    (folder / "names.txt").write_text(lines, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NATOREADER_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        opened = ensure_index(open_dossier(folder))
    yield opened
    opened.close()


def found(index: Index, name: str) -> set[str]:
    """The names that a search for one finds besides."""
    hits = index.search(name).hits
    return {str(hit.article.text.words(hit.paragraph)).removesuffix(" was named there again.") for hit in hits} - {name}


def measure(index: Index, *, held_out: bool | None) -> Figures:
    """The figures of the groups held out, of the others, or of all; wrong is what unrelated words find, too."""
    missed: list[str] = []
    wrong: list[str] = []
    pairs = right = 0
    for group in DATA["groups"]:
        if held_out is not None and group.get("held_out", False) != held_out:
            continue
        for form in group["forms"]:
            others, got = {*group["forms"]} - {form}, found(index, form)
            pairs += len(others)
            right += len(others & got)
            missed += [f"{form}/{each}" for each in sorted(others - got)]
            wrong += [f"{form}/{each}" for each in sorted(got - others)]
    among_spellings = right / (right + len(wrong))
    for word in UNRELATED if held_out is None else UNSEEN if held_out else SEEN:
        wrong += [f"{word}/{each}" for each in sorted(found(index, word))]
    everything = right / (right + len(wrong))
    return Figures(right / pairs, among_spellings, everything, pairs // 2, f"missed {missed}; wrong {wrong}")


def test_there_is_enough_to_measure_on() -> None:
    forms = [form for group in DATA["groups"] for form in group["forms"]]
    pairs = [len(group["forms"]) * (len(group["forms"]) - 1) // 2 for group in DATA["groups"]]
    held = [n for n, group in zip(pairs, DATA["groups"], strict=True) if group.get("held_out")]
    assert len(set(forms)) == len(forms)
    assert sum(pairs) >= 100
    assert sum(held) * 3 >= sum(pairs)
    assert len(set(UNRELATED) - set(forms)) == len(UNRELATED) >= 300


@pytest.mark.parametrize(("held_out", "named"), [(False, "tuned on"), (True, "held out"), (None, "all")])
def test_spellings_of_one_name_find_each_other(index: Index, held_out: bool | None, named: str) -> None:
    recall, precision, everything, pairs, remarks = measure(index, held_out=held_out)
    print(f"{named}: {pairs} pairs, recall {recall:.3f}, precision {precision:.3f}, of all {everything:.3f}")  # noqa: T201
    if held_out is False:
        print(remarks)  # noqa: T201
    assert recall >= 0.93
    assert precision >= 0.95
    assert everything >= 0.85
