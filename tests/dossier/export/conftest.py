import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.export import Document, Selection, gather
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.dossier.text import Clean

KEPT = datetime.datetime(2026, 11, 29, 12, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 30)

DOSSIER = """
schema = 1
id = "nato-libya"
title = "NATO’s offers to Libya, 2012–2016"

[[articles]]
id = "003"
file = "003.txt"
headline = { value = "NATO Chief: We are ready to help disarm militias in Libya", basis = "stated", reason = "Line 1." }
outlet = { value = "Libyan Express", basis = "stated", reason = "Named in the notice." }
agency = { value = "Sky News", basis = "stated", reason = "Named in the first sentence." }
[articles.published]
best = 2016-04-14
earliest = 2016-04-12
latest = 2016-04-17
precision = "day"
basis = "external"
reason = "the Baltic incident of 11 April"
[[articles.blocks]]
type = "headline"
paragraphs = "1"

[[articles]]
id = "000"
file = "000.txt"
outlet = { value = "Stars and Stripes", basis = "inferred", reason = "Only the house style speaks for it." }
[articles.published]
best = 2014-05-19
latest = 2014-05-20
basis = "inferred"
reason = "Sunday, May 18, 2014; “on Monday”."
[[articles.blocks]]
type = "caption"
paragraphs = "1"
[[articles.blocks]]
type = "dateline"
quote = "STUTTGART, Germany —"

[[articles]]
id = "002"
file = "002.txt"
outlet = { value = "Hürriyet Daily News", basis = "external", reason = "Other records." }
agency = { value = "Reuters", basis = "stated", reason = "In the dateline." }
url = { value = "https://example.org/a_b?c=1&d=2", basis = "entered", reason = "Typed." }
byline = { value = "A. N. Author", basis = "stated", reason = "Printed." }
headline = { value = "NATO chief offers help", basis = "external", reason = "Other records." }
[articles.published]
best = 2012-09-28
earliest = 2012-09-27
latest = 2012-09-30
basis = "inferred"
reason = "“Sept. 27”."
[[articles.blocks]]
type = "dateline"
paragraphs = "3"

[[articles]]
id = "plain"
file = "plain.txt"
"""

COMPARISON = """
[[aspects]]
id = "offered"
label = "What is offered"
[[aspects]]
id = "limits"
label = "Not planned, or refused without a request"
[[aspects]]
id = "silent"
label = "Nothing"

[[offers]]
id = "2016-04"
article = "003"
label = "April 2016"
[[offers]]
id = "2012"
article = "002"
label = "2012"

[[cells]]
offer = "2016-04"
aspect = "limits"
state = "stated"
summary = "No combat mission."
[[cells.evidence]]
quote = "We are not planning for a ‘combat’ mission."
voice = "quotation"
speaker = "Jens Stoltenberg"
speaker_from = 3
[[cells.evidence]]
quote = "without a request from the Libyan government"
voice = "quotation"
speaker = "Jens Stoltenberg"

[[cells]]
offer = "2016-04"
aspect = "offered"
state = "stated"
summary = "Building capacity."
[[cells.evidence]]
quote = "to help them build defence institutions, disarm militia groups perhaps also in the future some training"
voice = "quotation"
speaker = "Jens Stoltenberg"
speaker_from = 3

[[cells]]
offer = "2012"
aspect = "offered"
state = "stated"
summary = "Help."
[[cells.evidence]]
quote = "he had offered NATO help to improve security in Libya"
voice = "indirect"
speaker = "Anders Fogh Rasmussen"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier on three bundled articles and one of which nothing is known."""
    path = tmp_path / "dossier"
    path.mkdir()
    for id in ("000", "002", "003"):
        (source,) = (bundled() / "articles").glob(f"{id}_*.txt")
        shutil.copy(source, path / f"{id}.txt")
    (path / "plain.txt").write_text("A line of text.\n\n# Another - with *marks* & more.\n", encoding="utf-8")
    (path / "dossier.toml").write_text(DOSSIER, encoding="utf-8")
    (path / "comparison.toml").write_text(COMPARISON, encoding="utf-8")
    return path


@pytest.fixture
def dossier(folder: Path) -> Dossier:
    opened = open_dossier(folder)
    assert not opened.problems + opened.table_problems
    return opened


@pytest.fixture
def passage(dossier: Dossier) -> Callable[..., Selection]:
    """A passage by its words, in the dossier as it is at the test's start."""

    def of(article: str, words: str, note: str | None = None, tags: tuple[str, ...] = ()) -> Selection:
        found = dossier.article(article)
        assert found is not None
        start = found.text.value.index(words)
        anchor = Anchor.of(found.id, found.text, start, start + len(words))
        return Selection(anchor, KEPT, Clean(note) if note else None, tuple(map(Clean, tags)))

    return of


@pytest.fixture
def document(dossier: Dossier, passage: Callable[..., Selection]) -> Document:
    """Two passages of one article and one of another."""
    passages = [
        passage("003", "We are not planning for a ‘combat’ mission."),
        passage("003", "“We are ready to help,” Mr Stoltenberg confirmed.", note="A note."),
        passage("000", "Saudi Arabia recently announced it would be closing its embassy in Tripoli."),
    ]
    return gather(dossier, passages, created=TODAY)
