"""Front matter by a YAML library, CSL-JSON against a schema, BibTeX by a library of its own."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.export import PROFILES, Document, to_markdown, write_export
from natoreader.dossier.export.bibliography import Reference, csl_json
from natoreader.dossier.export.front import front_matter
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.text import Clean
from pybtex.database import parse_string

# Our own schema of what natoreader writes, by the reference of CSL-JSON: it is stricter than the public one, which
# allows every field of every type.
_DATE_PARTS = {
    "type": "array",
    "minItems": 1,
    "maxItems": 2,
    "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
}
SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title", "language"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "pattern": r"^[a-z0-9.-]+$"},
            "type": {"const": "article-newspaper"},
            "title": {"type": "string", "minLength": 1},
            "container-title": {"type": "string", "minLength": 1},
            "language": {"type": "string"},
            "URL": {"type": "string"},
            "annote": {"type": "string"},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["literal"],
                    "additionalProperties": False,
                    "properties": {"literal": {"type": "string"}},
                },
            },
            "issued": {
                "type": "object",
                "required": ["date-parts"],
                "additionalProperties": False,
                "properties": {"date-parts": _DATE_PARTS, "circa": {"const": True}},
            },
        },
    },
}
WORDS = st.text(max_size=40).map(Clean)


@given(title=WORDS, tags=st.lists(WORDS, min_size=1, max_size=3))
def test_a_yaml_library_reads_the_front_matter_that_was_written(title: str, tags: list[str]) -> None:
    front = front_matter({"title": title, "tags": tags, "none": []})
    assert yaml.safe_load(front.removesuffix("---")) == {"title": title, "tags": tags}


@pytest.mark.parametrize("profile", PROFILES)
def test_the_front_matter_of_every_profile_is_flat_text(document: Document, tmp_path: Path, profile: str) -> None:
    text = write_export(document, tmp_path / "a b.md", profile=profile).path.read_text(encoding="utf-8")
    read = yaml.safe_load(text.split("---\n")[1])
    assert read["title"] == "Excerpts: NATO’s offers to Libya, 2012–2016"
    assert (read["created"], read["bibliography"]) == ("2026-11-30", "a b.csl.json")
    assert read["tags"] == ["nato", "libya"]
    assert read.get("profile", "portable") == profile
    assert all(isinstance(value, (str, list)) for value in read.values())
    assert "bibliography" not in yaml.safe_load(to_markdown(document, profile).split("---\n")[1])


def test_the_csl_file_keeps_to_the_schema(document: Document) -> None:
    dossier = open_dossier(bundled())
    references = [Reference(f"key{number}", each, "en") for number, each in enumerate(dossier.articles)]
    entries = json.loads(csl_json([*document.references, *references]))
    jsonschema.validate(entries, SCHEMA)
    assert len(entries) == 7
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{**entries[0], "issued": {"raw": "2016"}}], SCHEMA)


def test_a_bibtex_library_reads_every_field(document: Document, tmp_path: Path) -> None:
    written = write_export(document, tmp_path / "a.md")
    read = parse_string(written.beside[1].read_text(encoding="utf-8"), "bibtex").entries
    entry = read["libyanexpress2016ready"]
    assert entry.type == "article"
    assert entry.fields["title"] == "{NATO Chief: We are ready to help disarm militias in Libya}"
    assert entry.fields["journaltitle"] == "Libyan Express"
    assert entry.fields["date"] == "2016-04-14~"
    assert read["starsandstripes2014ready"].fields["journaltitle"] == "[Stars and Stripes?]"
    assert "inferred" in read["starsandstripes2014ready"].fields["annotation"]
