"""The file as pandoc reads it: every word as it was, every citation resolved, every uncertainty visible."""

import html
import itertools
import json
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.article import Article, Known
from natoreader.dossier.export import (
    PROFILES,
    Document,
    Selection,
    comparison_passages,
    comparison_sections,
    gather,
    to_markdown,
    write_export,
)
from natoreader.dossier.export.bibliography import Reference, biblatex_entry, csl_json
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.text import Clean
from pybtex.database import parse_string

from .nasty import NASTY
from .reading import FORMATS, as_read, generated, misread, pandoc, shown


def _strings() -> list[str]:
    articles = open_dossier(bundled()).articles
    printed = [str(each.text.words(paragraph)) for each in articles for paragraph in each.text.paragraphs]
    assert len(printed) == 74
    nasty, made = list(dict.fromkeys(NASTY)), list(generated(400, 6))
    assert len(nasty) >= 60
    assert len(set(made)) > 390
    return [*printed, *nasty, *made]


@pytest.mark.parametrize("format", FORMATS)
def test_every_paragraph_and_every_nasty_string_reads_back(format: str) -> None:
    assert misread(_strings(), format) == []


@pytest.mark.parametrize("format", FORMATS)
def test_unescaped_they_do_not(format: str) -> None:
    """So the test above can fail."""
    command = [pypandoc.get_pandoc_path(), "-f", format, "-t", "json"]
    text = "\n\n<!-- -->\n\n".join(f"> {each}" for each in NASTY)
    read = json.loads(subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout)
    right = {
        as_read(shown(part["c"]))
        for block in read["blocks"]
        if block["t"] == "BlockQuote"
        for part in block["c"]
        if part["t"] == "Para"
    }
    assert sum(as_read(each) not in right for each in NASTY) > 50


TODAY = date(2026, 11, 30)
KEPT = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def real() -> Document:
    """The bundled dossier: every paragraph of every article, with a note, and all that the comparison rests on."""
    dossier = open_dossier(bundled())
    passages: list[Selection] = []
    for number, article in enumerate(dossier.articles):
        note = Clean(NASTY[number])
        whole = Anchor.of(article.id, article.text, 0, len(article.text))
        passages.append(Selection(whole, KEPT, note, (Clean(f"tag/{number}"),)))
    return gather(dossier, [*passages, *comparison_passages(dossier)], created=TODAY)


def _blocks(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        yield from _blocks(block["c"][1]) if block["t"] == "Div" else [block]


@pytest.mark.parametrize(
    ("profile", "format"),
    [*itertools.product(PROFILES, ["markdown-smart"]), *itertools.product(["portable", "obsidian"], FORMATS[1:])],
)
def test_in_every_profile_the_quotations_are_the_articles_words(real: Document, profile: str, format: str) -> None:
    text = to_markdown(real, profile).split("\n---\n", maxsplit=1)[1]
    read = json.loads(pandoc(text, "-f", format, "-t", "json"))
    found = [[shown(part["c"]) for part in each["c"]] for each in _blocks(read["blocks"]) if each["t"] == "BlockQuote"]
    assert len(found) == len(real.excerpts) > 60
    assert found == [[as_read(part) for part in each.paragraphs] for each in real.excerpts]


@pytest.mark.parametrize("profile", ["portable", "pandoc"])
def test_citeproc_resolves_every_citation_and_the_uncertainty_stays_visible(
    real: Document, tmp_path: Path, profile: str
) -> None:
    written = write_export(real, tmp_path / "excerpts.md", profile=profile)
    read = pandoc(
        written.path.read_text(encoding="utf-8"),
        *("-f", "markdown-smart", "--citeproc", "-t", "plain", "--wrap=none", "--resource-path", tmp_path),
        *("--bibliography", written.beside[0]),
    )
    assert not any(each.key in read for each in real.references)  # an unknown key would stand there as it is
    for reference in real.references:
        published = reference.article.published
        assert published is not None
        assert published.certain or str(published.long()).startswith("c. ")
        assert f"Published {published.long()} (" in read
        assert reference.outlet is not None
        assert reference.outlet in read
    assert "[Stars and Stripes?]" in read
    assert read.count("Date external: ") >= 1


def test_the_sources_of_the_comparison_stand_among_the_references(tmp_path: Path) -> None:
    dossier = open_dossier(bundled())
    document = gather(dossier, [], created=date(2026, 1, 2), sections=comparison_sections(dossier))
    written = write_export(document, tmp_path / "comparison.md", profile="pandoc")
    options = ("-f", "markdown-smart", "--citeproc", "-t", "html", "--resource-path", tmp_path)
    references = pandoc(written.path.read_text(encoding="utf-8"), *options).partition('id="refs"')[2]
    assert set(re.findall('id="ref-([^"]*)"', references)) == {each.key for each in document.references}
    assert len(document.references) == 5


def test_the_sources_of_a_comparison_that_comes_later_stand_among_the_references(tmp_path: Path) -> None:
    dossier = open_dossier(bundled())
    path = tmp_path / "paper.md"
    for passages, sections in ((comparison_passages(dossier)[:1], ()), ((), comparison_sections(dossier))):
        document = gather(dossier, passages, created=date(2026, 1, 2), sections=sections)
        write_export(document, path, profile="pandoc")
    options = ("-f", "markdown-smart", "--citeproc", "-t", "html", "--resource-path", tmp_path)
    text = path.read_text(encoding="utf-8")
    assert pandoc(text, *options).partition('id="refs"')[2].count('id="ref-') == 5
    write_export(document, path)
    assert path.read_text(encoding="utf-8") == text


def test_pandoc_finds_every_excerpt_by_its_id(real: Document) -> None:
    page = pandoc(to_markdown(real, "pandoc"), "-f", "markdown-smart", "-t", "html")
    assert all(f'<div id="nr-{each.id}">' in page for each in real.excerpts)
    assert page.count('<li id="fn') == len(real.excerpts)
    assert '<div id="refs"' in page


@pytest.mark.parametrize("nasty", [False, True])
def test_the_biblatex_file_says_what_the_csl_file_says(document: Document, real: Document, nasty: bool) -> None:
    references = list(real.references)
    if nasty:
        # CSL-JSON itself allows HTML.
        headlines = [each for each in NASTY if not re.search(r"\u200b|</?b>|&#?\w+;", each)]
        assert len(headlines) > 60
        references = [
            Reference(
                f"key{number}", _article(Known(Clean.line(each), Clean("stated"), Clean("")), references[0]), "en"
            )
            for number, each in enumerate(headlines)
        ]
    bib = "\n\n".join(map(biblatex_entry, references))
    entries = {each["id"]: each for each in json.loads(pandoc(bib, "-f", "biblatex", "-t", "csljson"))}
    assert set(parse_string(bib, "bibtex").entries) == set(entries) == {each.key for each in references}
    ours = json.loads(csl_json(references))
    assert [entries[each["id"]].get("URL") for each in ours] == [each.get("URL") for each in ours]
    titles = [(as_read(each["title"]), as_read(_plain(entries[each["id"]]["title"]))) for each in ours]
    assert [pair for pair in titles if pair[0] != pair[1]] == []
    for each in ours:
        other = entries[each["id"]]
        assert other["issued"]["date-parts"] == each["issued"]["date-parts"]
        assert other["type"] == each["type"]
        if len(each["issued"]["date-parts"]) == 1:
            assert bool(other["issued"].get("circa")) == bool(each["issued"].get("circa"))


def _article(headline: Known, like: Reference) -> Article:
    """An article of which only headline, date and address are known."""
    article = like.article
    address = Known(Clean("https://example.org/a_b%20c?d=1&e=2#f~g--h"), Clean("entered"), Clean("Typed."))
    return Article(
        article.id, article.file, lambda: article.decoded, headline=headline, published=article.published, url=address
    )


def _plain(title: str) -> str:
    return html.unescape(re.sub("</?(?:span|i|b|sub|sup)[^>]*>", "", title))
