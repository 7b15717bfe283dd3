"""Asking a spaCy model: here a small stand-in of spaCy's shape, found by the child process as the real one would be."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from natoreader.dossier.article import Article
from natoreader.dossier.proposals import Told, ask_model, propose
from natoreader.dossier.proposals.models import Model, Said
from natoreader.dossier.text import Clean, Decoded

SPACY = """
import re, pathlib
from types import SimpleNamespace as New

def load(name):
    with (pathlib.Path(__file__).parent / "loaded").open("a") as log:
        log.write(name + "\\n")
    print("loading is told on standard output")
    return New(pipe=lambda texts: map(read, texts))

def read(text):
    {trouble}
    names = re.finditer("(Quux)|(Zorbl)|(Tuesday)", text)
    labels = {{1: "ORG", 2: "GPE", 3: "DATE"}}
    return New(ents=[New(start_char=m.start(), end_char=m.end(), label_=labels[m.lastindex]) for m in names])
"""
WORDS = "🙂 Nobody asked Quux.\nSome saw Zorbl on Tuesday.\n"
SAID = (Said(15, 19, "organisation"), Said(30, 35, "place"))
Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Installs the stand-in and packages of models; returns their folder."""
    folder = tmp_path / "site"

    def run(*models: str, trouble: str = "pass") -> Path:
        folder.mkdir(exist_ok=True)
        (folder / "spacy.py").write_text(SPACY.format(trouble=trouble))
        for model in models:
            info = folder / f"{model}-1.0.dist-info"
            info.mkdir()
            (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {model}\nVersion: 1.0\n")
            (info / "entry_points.txt").write_text(f"[spacy_models]\n{model} = {model}\n")
        monkeypatch.syspath_prepend(str(folder))
        monkeypatch.setenv("PYTHONPATH", str(folder), prepend=":")
        monkeypatch.setenv("NATOREADER_SPACY_MODEL", "")
        return folder

    return run


def article(words: str = WORDS, id: str = "a") -> Article:
    return Article(Clean(id), Clean(f"{id}.txt"), lambda: Decoded(Clean(words), "utf-8", guessed=False))


def cached(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "home" / "cache").rglob("*.json"))


def test_the_model_is_asked_once_and_its_answer_kept_private(install: Install, tmp_path: Path) -> None:
    folder, asked, steps = install("en_small"), article(), list[tuple[int, int]]()
    told = ask_model([asked], lambda done, total: steps.append((done, total)))
    assert told == Told(Model("en_small", "1.0"), {asked.text.sha256: SAID})
    assert steps == [(1, 1)]
    assert ask_model([asked]) == told
    assert (folder / "loaded").read_text() == "en_small\n"
    (file,) = cached(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("broken", ["", "[", "{}x", '[[0, 999, "place"]]', '[[0, 1, "DATE"]]', "[[true, 1, 2]]", "[1]"])
def test_a_broken_answer_in_the_cache_is_asked_for_anew(install: Install, tmp_path: Path, broken: str) -> None:
    install("en_small")
    told = ask_model([article()])
    (file,) = cached(tmp_path)
    file.write_text(broken)
    assert ask_model([article()]) == told


def test_a_cache_that_others_may_enter_is_not_used(install: Install, tmp_path: Path) -> None:
    install("en_small")
    told = ask_model([article()])
    (file,) = cached(tmp_path)
    file.write_text("[]")
    file.parent.chmod(0o755)
    assert ask_model([article()]) == told


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        ("raise ValueError('no \\x1b[31mluck')", "it says “ValueError: no"),
        ("import os; os._exit(9)", "its process ended"),
        ("return New(ents=[New(start_char='x', end_char=None, label_=[])])", ""),
        ("return New(ents=[New(start_char=-9, end_char=9999, label_='ORG')])", ""),
    ],
)
def test_what_a_model_does_wrong_leaves_the_rules_alone(install: Install, trouble: str, why: str) -> None:
    install("en_small", trouble=trouble)
    told = ask_model([article()])
    if why:
        assert f"The spaCy model en_small 1.0 proposes nothing for 1 of 1 articles: {why}" in str(told.fault)
        assert "\x1b" not in str(told.fault)
    else:
        assert told.fault is None
    assert [str(each.label) for each in propose([article("It rained in Peru.")], (), told)] == ["Peru"]


def test_it_is_called_off(install: Install) -> None:
    install("en_small", trouble="import time; time.sleep(600)")
    looks = iter([False])
    told = ask_model([article()], cancelled=lambda: next(looks, True))
    assert "it was called off" in str(told.fault)


def test_one_that_takes_too_long_is_ended(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("en_small", trouble="import time; time.sleep(600)")
    for name in ("_LOADING", "_READING"):
        monkeypatch.setattr(f"natoreader.dossier.proposals.models.{name}", 0.1)
    assert "it took too long" in str(ask_model([article()]).fault)


def test_which_model_is_asked(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("de_small", "en_small", "en_large")
    assert ask_model([article()]).model == Model("en_large", "1.0")
    monkeypatch.setenv("NATOREADER_SPACY_MODEL", "de_small")
    assert ask_model([article()]).model == Model("de_small", "1.0")
    monkeypatch.setenv("NATOREADER_SPACY_MODEL", "none")
    assert ask_model([article()]) == Told()
    monkeypatch.setenv("NATOREADER_SPACY_MODEL", "en_smal\x1b")
    told = ask_model([article()])
    assert (told.model, told.said) == (None, None)
    assert str(told.fault) == (
        "NATOREADER_SPACY_MODEL names the spaCy model “en_smal”, which is not there; "
        "installed are de_small, en_large, en_small."
    )


def test_a_model_adds_names_but_overrides_no_rule() -> None:
    asked = article("The lawyer, Ida Holm, left. Nobody asked Quux or the Ridge Institute’s Holm.")
    value = asked.text.value

    def said(words: str, kind: str) -> Said:
        start = value.rindex(words)
        return Said(start, start + len(words), kind)

    names = said("Quux", "organisation"), said("Holm", "place"), said("the Ridge Institute’s", "place")
    told = Told(Model("en_small", "1.0"), {asked.text.sha256: names})
    found = {str(each.label): (each.type, each.rule, str(each.reason)) for each in propose([asked], (), told)}
    assert found["Quux"] == ("organisation", "model", "the spaCy model en_small 1.0 says so")
    assert found["Ida Holm"][:2] == ("person", "description")
    assert found["Ridge Institute"][:2] == ("organisation", "head word")
    assert len(found) == 3
