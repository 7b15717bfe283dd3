"""``check``: everything that is wrong with a dossier, and where passages stand."""

from collections.abc import Callable

import pytest
from natoreader.dossier.check import check
from natoreader.dossier.evidence import is_stale, place
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.dossier.text import EMPTY, Clean, Text

Files = dict[str, str | bytes]
Open = Callable[[Files], Dossier]

ARTICLE = """NATO offers help

ROME — NATO is ready to help Libya, it said. NATO is not planning a mission.
Libya has to ask. NATO is ready to help.

Sign up for our newsletter.
More: NATO moves on
"""
TOML = """
schema = 1
id = "d"
[[articles]]
id = "a"
file = "a.txt"
blocks = [{ type = "headline", paragraphs = "1" }, { type = "notice", paragraphs = "4" },
          { type = "related", paragraphs = "5" }]
"""
COMPARISON = """
aspects = [{ id = "x", label = "X" }, { id = "y", label = "Y" }]
offers = [{ id = "o", article = "a", label = "O" }]
[[cells]]
offer = "o"
aspect = "x"
state = "stated"
summary = "S."
"""


CHANGED = (
    "quote: “Libya may ask”: the words at this place of article a have changed, "
    "‹Libya [-may-]{+has to+} ask{+.+}›; the cell “O × X” is stale"
)


def faults(dossier: Dossier) -> list[str]:
    """The faults without the names of the cells they stand in."""
    return [str(each._replace(about=EMPTY)) for each in check(dossier)]


def evidence(quote: str, more: str = "") -> str:
    return f'[[cells.evidence]]\nquote = "{quote}"\nvoice = "own"\n{more}\n'


@pytest.fixture
def with_evidence(opened: Open) -> Callable[..., Dossier]:
    return lambda *passages: opened({
        "dossier.toml": TOML,
        "a.txt": ARTICLE,
        "comparison.toml": COMPARISON + "".join(passages),
    })  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "shown", "printed"),
    [
        ("NATO is\\nready", "NATO is⏎ready", "NATO is ready"),
        ("NATO is\\u00a0ready", "NATO is‹U+00A0›ready", "NATO is ready"),
        (
            "NATO is ready to help Libya, it said. NATO is not\\nplanning",
            "…eady to help Libya, it said. NATO is not⏎planning",
            "…eady to help Libya, it said. NATO is not planning",
        ),
    ],
)
def test_words_that_look_alike_are_shown_where_they_differ(
    with_evidence: Callable[..., Dossier], quote: str, shown: str, printed: str
) -> None:
    dossier = with_evidence(evidence(quote, "paragraph = 2"))
    assert faults(dossier) == [
        f"comparison.toml: cells[0].evidence[0].quote: “{shown}” is not verbatim; article a prints “{printed}”"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_bytes_that_are_not_of_the_encoding_named_are_a_problem(opened: Open, encoding: str) -> None:
    toml = f'schema = 1\nid = "d"\n[[articles]]\nid = "a"\nfile = "a.txt"\nencoding = "{encoding}"\n'
    dossier = opened({"dossier.toml": toml, "a.txt": "To León.\n".encode("latin-1")})
    shown = f"a.txt is not {encoding}: byte 5 is not, and is shown as “\ufffd”"
    assert faults(dossier) == [f"dossier.toml: articles[0].encoding: {shown}"]
    assert dossier.articles[0].text.value == "To Le\ufffdn.\n"


def test_a_replacement_character_that_the_file_holds_is_no_problem_and_broken_utf8_is(opened: Open) -> None:
    assert faults(opened({"a.txt": "Le\ufffdn.\n"})) == []
    damaged = opened({"a.txt": "Zürich, Köln, Bogotá.".encode() + b"\xff"})
    assert faults(damaged) == ["a.txt: a.txt is not utf-8: byte 24 is not, and is shown as “\ufffd”"]


def test_the_bundled_dossier_is_sound() -> None:
    assert check(open_dossier(bundled())) == ()


def test_a_sound_dossier_has_no_problem(with_evidence: Callable[..., Dossier]) -> None:
    dossier = with_evidence(evidence("NATO is not planning a mission"), evidence("Libya has to ask."))
    assert faults(dossier) == []
    cell = dossier.comparison.cells[0]
    assert [(each.paragraph, each.resolution.status) for each in place(dossier, cell)] == [(2, "same"), (3, "same")]
    assert not is_stale(dossier, cell)
    assert place(dossier, dossier.comparison.cell("o", "y")) == ()


@pytest.mark.parametrize(
    ("passage", "fault"),
    [
        (
            evidence("NATO is planning a mission"),
            "quote: “NATO is planning a mission” is not in article a; the cell “O × X” is stale",
        ),
        (
            evidence("NATO is ready to help", "paragraph = 1"),
            "quote: “NATO is ready to help” is not in paragraph 1 of article a; the cell “O × X” is stale",
        ),
        (
            evidence("Libya has to ask", "paragraph = 0"),
            "quote: “Libya has to ask” is not in paragraph 0 of article a, which has 5; the cell “O × X” is stale",
        ),
        (
            evidence("NATO is ready to help"),
            "quote: “NATO is ready to help” stands 2 times in article a; name its paragraph; the cell “O × X” is stale",
        ),
        (
            evidence("Libya may ask", 'prefix = "a mission."\nsuffix = "NATO is ready"'),
            CHANGED,
        ),
        (
            evidence("Sign up for our newsletter"),
            "quote: “Sign up for our newsletter” stands in a notice block, which is not part of the article's news",
        ),
        (
            evidence("NATO moves on"),
            "quote: “NATO moves on” stands in a related block, which is not part of the article's news",
        ),
        (
            evidence("NATO is ready to help. Sign up"),
            "quote: “NATO is ready to help. Sign up” stands in a notice block, which is not part of the article's news",
        ),
        (
            evidence("Libya has to ask", 'speaker = "X"\nspeaker_from = 6'),
            "speaker_from: article a has no paragraph 6",
        ),
        (
            evidence("Libya has to ask", 'speaker = "X"\nspeaker_from = 0'),
            "speaker_from: article a has no paragraph 0",
        ),
        (
            evidence("Libya has to ask", 'speaker = "X"\nspeaker_quote = "NATO is ready to help"'),
            "speaker_quote: “NATO is ready to help” stands 2 times in article a; quote more of the words around it",
        ),
        (
            evidence("x" * 200),
            f"quote: “{'x' * 59}…” is not in article a; the cell “O × X” is stale",
        ),
    ],
)
def test_a_passage_that_does_not_prove_its_cell(
    with_evidence: Callable[..., Dossier], passage: str, fault: str
) -> None:
    dossier = with_evidence(evidence("Libya has to ask."), passage)
    assert faults(dossier) == [f"comparison.toml: cells[0].evidence[1].{fault}"]


def test_a_fault_of_a_cell_or_of_what_is_below_it_names_offer_and_aspect(
    with_evidence: Callable[..., Dossier],
) -> None:
    carried = evidence("NATO is not planning", 'speaker = "X"\nspeaker_from = 6')
    dossier = with_evidence('colour = "red"\n', evidence("not there").replace("own", "gossip"), carried)
    assert [str(each).partition(": ")[2].partition(": ")[0] for each in check(dossier)] == [
        "cells[0].evidence[0].voice (o, x)",
        "cells[0].colour (o, x)",
        "cells[0].evidence[1].speaker_from (o, x)",
    ]


def test_an_edited_text_is_told_of_along_with_its_other_faults(opened: Open) -> None:
    blocks = '\nsha256 = "0"\n[[articles]]\nid = "b"\nfile = "b.txt"\nsha256 = "0"\n[[articles.blocks]]\n'
    dossier = opened({
        "dossier.toml": TOML + blocks + 'type = "dateline"\nquote = "PARIS"\n',
        "a.txt": ARTICLE,
        "b.txt": ARTICLE,
    })  # fmt: skip
    shifted = "block may have shifted, as the text was edited; name it by its words alone"
    assert faults(dossier) == [
        f"dossier.toml: articles[0].blocks[0]: this headline {shifted}",
        f"dossier.toml: articles[0].blocks[1]: this notice {shifted}",
        f"dossier.toml: articles[0].blocks[2]: this related {shifted}",
        "dossier.toml: articles[0].sha256: the text of a.txt is not the one recorded; it was edited since",
        "dossier.toml: articles[1].blocks[0]: the quote “PARIS” is not in the article",
        "dossier.toml: articles[1].sha256: the text of b.txt is not the one recorded; it was edited since",
    ]


def test_the_key_of_an_article_is_its_place_in_the_file(opened: Open) -> None:
    dossier = opened({
        "dossier.toml": 'schema = 1\nid = "d"\n[[articles]]\nid = "?"\n[[articles]]\nid = "a"\nfile = "a.txt"\n'
        'sha256 = "0"\n',
        "a.txt": ARTICLE,
    })  # fmt: skip
    keys = [str(each.key) for each in check(dossier)]
    assert keys == ["articles[0].id", "articles[0].file", "articles[1].sha256"]


def test_the_recorded_text_is_no_problem_whatever_its_line_ends(opened: Open) -> None:
    sha256 = Text(Clean(ARTICLE)).sha256
    for data in (ARTICLE, ARTICLE.replace("\n", "\r\n"), b"\xef\xbb\xbf" + ARTICLE.encode()):
        dossier = opened({"dossier.toml": f'{TOML}\nsha256 = "{sha256}"\n', "a.txt": data})
        assert faults(dossier) == []


def test_an_article_without_words_is_a_problem(opened: Open) -> None:
    assert faults(opened({"a.txt": " \n\n", "b.txt": b"\0\xef\xbb\xbf"})) == [
        "a.txt: holds no text",
        "b.txt: holds no text",
    ]


def test_ten_different_faults_are_ten_problems(opened: Open) -> None:
    dossier = opened({
        "dossier.toml": TOML
        + """
            [[articles]]
            id = "gone"
            file = "gone.txt"
            [[articles]]
            id = "out"
            file = "../out.txt"
            [[articles]]
            id = "dated"
            file = "dated.txt"
            published = { best = 2016-04-14, latest = 2016-04-12, basis = "stated", reason = "x" }
            blocks = [{ type = "notice", paragraphs = "9" }, { type = "byline", paragraphs = "1" },
                      { type = "caption", quote = "one" }]
        """,
        "a.txt": ARTICLE,
        "dated.txt": "one\ntwo",
        "entities.toml": """
            [[entities]]
            id = "nato"
            label = "NATO"
            type = "organization"
            forms = ["NATO"]
        """,
        "comparison.toml": COMPARISON
        + evidence("not there")
        + evidence("NATO is ready to help")
        + evidence("NATO moves on")
        + """
            [[cells]]
            offer = "o"
            aspect = "y"
            state = "silent"
            colour = "red"
        """,
    })  # fmt: skip
    assert [f"{each.file}: {each.key}" for each in check(dossier)] == [
        "dossier.toml: articles[2].file",
        "dossier.toml: articles[3].published.best",
        "dossier.toml: articles[1].file",
        "dossier.toml: articles[3].blocks[0]",
        "dossier.toml: articles[3].blocks[2]",
        "entities.toml: entities[0].type",
        "comparison.toml: cells[1].colour",
        "comparison.toml: cells[0].evidence[0].quote",
        "comparison.toml: cells[0].evidence[1].quote",
        "comparison.toml: cells[0].evidence[2].quote",
    ]


@pytest.mark.parametrize(
    ("forms", "told"),
    [
        ('["der"]', ["“der”, a form of “x”, stands in 20 of 30 paragraphs in small letters; expected a name"]),
        ('["Der"]', []),
        ('["der Rat"]', []),
        ('["prime"]', []),
    ],
)  # fmt: skip
def test_a_word_that_stands_in_most_paragraphs_is_no_name(opened: Open, forms: str, told: list[str]) -> None:
    table = f'[[entities]]\nid = "x"\nlabel = "X1"\ntype = "role"\nforms = {forms}\n'
    dossier = opened({"a.txt": "Heute sprach der Rat.\n\n" * 20 + "Der prime Rat.\n\n" * 10, "entities.toml": table})
    assert faults(dossier) == [f"entities.toml: {each}" for each in told]
    few = opened({"a.txt": "Heute sprach der Rat.\n\n" * 5, "entities.toml": table})
    assert faults(few) == []


def test_broken_tables_do_not_hide_the_rest(opened: Open) -> None:
    dossier = opened({"dossier.toml": TOML, "entities.toml": "[", "comparison.toml": b"\xff"})
    assert [f"{each.file}: {each.key}" for each in check(dossier)] == [
        "dossier.toml: articles[0].file",
        "entities.toml: ",
        "comparison.toml: ",
    ]


# Passages with a position, in a text that is edited


def test_a_position_is_used_on_its_own_text_and_the_quote_on_any_other(
    with_evidence: Callable[..., Dossier],
) -> None:
    start = ARTICLE.index("NATO is ready to help.")
    place_words = f'start = {start}\nend = {start + 21}\nsha256 = "{Text(Clean(ARTICLE)).sha256}"'
    full = evidence("NATO is ready to help", f'{place_words}\nprefix = "Libya has to ask. "\nsuffix = ".\\n\\nSign up"')
    dossier = with_evidence(full, evidence("Libya has to ask"))
    assert faults(dossier) == []
    assert [each.start for each in place(dossier, dossier.comparison.cells[0])] == [start, start - 18]
    (dossier.path / "a.txt").write_text(f"New first line.\n{ARTICLE}", encoding="utf-8")
    edited = open_dossier(dossier.path)
    cell = edited.comparison.cells[0]
    assert [(each.start, each.paragraph) for each in place(edited, cell)] == [(start + 16, 4), (start - 2, 4)]
    assert not is_stale(edited, cell)
    changed = ARTICLE.replace("ask. NATO is ready", "ask. NATO is not ready")
    (dossier.path / "a.txt").write_text(changed, encoding="utf-8")
    edited = open_dossier(dossier.path)
    passage, _ = place(edited, edited.comparison.cells[0])
    assert (passage.resolution.status, passage.stale) == ("changed", True)
    assert edited.articles[0].text.value[passage.start : passage.end] == "NATO is not ready to help"
    assert is_stale(edited, edited.comparison.cells[0])
    assert len(faults(edited)) == 1


def test_a_speaker_named_by_a_paragraph_alone_is_uncertain_once_the_text_was_edited(
    with_evidence: Callable[..., Dossier],
) -> None:
    start = ARTICLE.index("Libya has to ask")
    at = f'start = {start}\nend = {start + 16}\nsha256 = "{Text(Clean(ARTICLE)).sha256}"'
    dossier = with_evidence(evidence("Libya has to ask", f'{at}\nspeaker = "X"\nspeaker_from = 2'))
    (passage,) = place(dossier, dossier.comparison.cells[0])
    assert (passage.carried_from, faults(dossier)) == ("¶2", [])
    (dossier.path / "a.txt").write_text(ARTICLE.replace("Libya has", "More.\nLibya has"), encoding="utf-8")
    edited = open_dossier(dossier.path)
    (passage,) = place(edited, edited.comparison.cells[0])
    assert (passage.paragraph, passage.carried_from) == (4, "another paragraph")
    assert (
        "comparison.toml: cells[0].evidence[0].speaker_from: paragraph 2 was counted before article a was edited, "
        "and may be another now; name the speaker by speaker_quote"
    ) in faults(edited)


def test_a_paragraph_beside_a_position_is_checked_in_the_text_it_was_counted_in(
    with_evidence: Callable[..., Dossier],
) -> None:
    start = ARTICLE.index("Libya has to ask")
    at = f'start = {start}\nend = {start + 16}\nsha256 = "{Text(Clean(ARTICLE)).sha256}"\nparagraph = '
    assert faults(with_evidence(evidence("Libya has to ask", f"{at}3"))) == []
    for wrong in (2, 99):
        dossier = with_evidence(evidence("Libya has to ask", f"{at}{wrong}"))
        said = f"“Libya has to ask” stands in paragraph 3 of article a, not in paragraph {wrong}"
        assert said in faults(dossier)[0]
        (dossier.path / "a.txt").write_text(f"{ARTICLE}One line more.\n", encoding="utf-8")
        assert faults(open_dossier(dossier.path)) == []


def test_passages_of_an_article_that_cannot_be_read_are_gone(with_evidence: Callable[..., Dossier]) -> None:
    dossier = with_evidence(evidence("Libya has to ask"))
    (dossier.path / "a.txt").unlink()
    edited = open_dossier(dossier.path)
    (passage,) = place(edited, edited.comparison.cells[0])
    assert (passage.resolution.status, passage.start, passage.end, passage.paragraph) == ("gone", None, None, None)
    assert faults(edited)[0] == "dossier.toml: articles[0].file: there is no file “a.txt”"
