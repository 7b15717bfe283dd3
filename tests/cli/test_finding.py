"""``search``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from natoreader.cli import output
from natoreader.dossier.folder import bundled, open_dossier

Run = Callable[..., tuple[int, str, str]]
Answer = Callable[..., Any]
AtTerminal = Callable[..., tuple[int, str]]
Folder = Callable[..., str]


def test_hits_as_json_are_addressed_in_code_points_of_the_article(answer: Answer) -> None:
    dossier = open_dossier(bundled())
    found = answer("search", "advisory", "OR", "militias")
    assert set(found) == {"query", "understood", "also", "total", "hits", "message"}
    assert (found["query"], found["understood"]) == ("advisory OR militias", "advisory OR militias")
    assert found["also"] == []
    assert found["message"] is None
    assert found["total"] == len(found["hits"]) > 1
    base = {"article", "file", "paragraph", "start", "end", "block", "text", "matches", "apart", "score"}
    fields = base | {"others", "possible"}
    for hit in found["hits"]:
        assert set(hit) == fields
        article = dossier.article(hit["article"])
        assert article is not None
        paragraph = article.text.paragraphs[hit["paragraph"] - 1]
        assert (hit["start"], hit["end"]) == (paragraph.start, paragraph.end)
        assert hit["text"] == article.text.words(paragraph)
        assert hit["matches"]
        for start, end in hit["matches"]:
            assert hit["start"] <= start < end <= hit["end"]
            assert article.text.value[start:end].casefold().startswith(("advisory", "militia"))
    assert {hit["article"] for hit in found["hits"]} >= {"001", "003"}


def test_a_limit_cuts_the_hits_and_not_the_total(answer: Answer, run: Run) -> None:
    found = answer("search", "libya", "--limit", "2")
    assert len(found["hits"]) == 2
    assert found["total"] > 2
    code, out, err = run("search", "libya", "--limit", "2")
    assert (code, out.count("\n")) == (0, 2)
    assert f"{found['total'] - 2} more hits; --limit {found['total']} prints all." in err


def test_in_a_pipe_a_hit_is_a_line_with_its_article_and_paragraph(run: Run) -> None:
    code, out, err = run("search", '"advisory team"')
    assert (code, err) == (0, "")
    [line] = out.splitlines()
    assert line.startswith("001 ¶4  “We will establish a small advisory team to")


def test_at_a_terminal_hits_are_lit_under_their_article(at_terminal: AtTerminal) -> None:
    code, drawn = at_terminal("search", "advisory team", width=60)
    assert code == 0
    assert "Stars and Stripes" in drawn
    assert "\x1b[1madvisory\x1b[0m" in drawn


def test_nothing_found_says_which_word_it_was(run: Run, answer: Answer) -> None:
    code, out, err = run("search", "nato", "zebra")
    assert (code, out) == (1, "")
    assert "zebra" in err
    found = answer("search", "nato zebra", code=1)
    assert (found["total"], found["hits"]) == (0, [])
    assert "zebra" in found["message"]


@pytest.mark.parametrize("query", ['"unclosed', "(nato", "nato OR", "colour:red", "", "*", "NOT nato"])
def test_what_is_no_query_is_wrong_use(run: Run, query: str) -> None:
    for json in ((), ("--json",)):
        code, out, err = run("search", "--", query) if not json else run("search", "--json", "--", query)
        assert (code, out) == (2, "")
        assert err.startswith("natoreader: This query cannot be asked: ")
        assert err.count("\n") == 1


def test_a_question_about_a_query_ends_with_its_own_mark(run: Run) -> None:
    assert run("search", "headlin:nato")[2].endswith("did you mean headline:?\n")


def test_an_exclusion_may_be_written_with_a_hyphen(answer: Answer) -> None:
    both, without = answer("search", "nato"), answer("search", "nato -rasmussen")
    assert 0 < without["total"] < both["total"]
    assert answer("search", "--limit", "50", "--", "-rasmussen", "nato")["hits"] == without["hits"]


def test_a_search_builds_the_index_once(run: Run, answer: Answer) -> None:
    run("search", "nato")
    status = answer("index", "--status")
    assert status["state"] == "current"
    run("search", "libya")
    assert answer("index", "--status") == status


def test_a_search_sees_an_edit(answer: Answer, run: Run, folder: Folder) -> None:
    dossier = folder({"a.txt": "Before.\n"})
    assert run("search", "after", "--dossier", dossier)[0] == 1
    folder({"a.txt": "After.\n"})
    assert answer("search", "after", "--dossier", dossier)["total"] == 1


def test_without_a_place_for_the_index_a_search_still_finds(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NATOREADER_CACHE_DIR", str(tmp_path / "file"))
    code, out, err = run("search", "militias")
    assert code == 0
    assert "003 ¶" in out
    assert "in memory" in err


def test_a_long_build_is_followed_on_a_terminal_and_leaves_no_trace(
    at_terminal: AtTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_PATIENCE", -1.0)
    drawn = at_terminal("search", "militias")[1]
    assert "\rIndexing 5 of 5 articles\r" + " " * 24 + "\r" in drawn
    assert "Indexing" not in at_terminal("search", "militias")[1]


def test_a_name_finds_its_other_forms_and_says_so(run: Run, answer: Answer) -> None:
    found = answer("search", "Daesh")
    assert found["also"] == [
        {"term": "Daesh", "form": "ISIL", "count": 1, "why": "table"},
        {"term": "Daesh", "form": "ISIS", "count": 5, "why": "table"},
    ]
    code, out, err = run("search", "Daesh")
    assert (code, err) == (0, "natoreader: also: ISIS (5), ISIL (1)\n")
    assert len(out.splitlines()) == found["total"] == 6


def test_variants_are_left_out_when_that_is_asked(run: Run, answer: Answer) -> None:
    assert run("search", "--no-variants", "Daesh")[0] == 1
    assert answer("search", "Gaddafi", "--no-variants")["also"] == []


def test_related_headlines_are_printed_behind_all_other_hits(run: Run, answer: Answer, at_terminal: AtTerminal) -> None:
    hits = answer("search", "training libya")["hits"]
    printed = [line.split("  ")[0] for line in run("search", "training libya")[1].splitlines()]
    assert sorted(printed) == sorted(f"{hit['article']} ¶{hit['paragraph']}" for hit in hits)
    related = [hit for hit in hits if hit["block"] == "related"]
    assert 0 < len(related) < len(hits)
    assert printed[-len(related) :] == [f"{hit['article']} ¶{hit['paragraph']}" for hit in related]
    drawn = at_terminal("search", "training libya", width=80)[1]
    assert drawn.index("apart]") < drawn.index("related]")
