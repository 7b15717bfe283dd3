"""Keys that last, and a bibliography that says what is not certain."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.article import Article, Known
from natoreader.dossier.dates import Dating
from natoreader.dossier.export import Selection, gather
from natoreader.dossier.export.bibliography import Reference, biblatex_entry, csl_entry, csl_json
from natoreader.dossier.export.cite import citation_keys
from natoreader.dossier.folder import Dossier, bundled, open_dossier
from natoreader.dossier.text import Clean, Decoded
from pybtex.database import parse_string

TODAY = date(2026, 11, 30)


def _known(value: str, basis: str = "stated") -> Known:
    return Known(Clean(value), Clean(basis), Clean("A reason."))


def _article(
    id: str,
    text: str = "",
    *,
    outlet: str | None = None,
    headline: str | None = None,
    published: Dating | None = None,
    url: str | None = None,
) -> Article:
    return Article(
        Clean(id),
        Clean(f"{id}.txt"),
        lambda: Decoded(Clean(text), "utf-8", guessed=False),
        outlet=_known(outlet) if outlet else None,
        headline=_known(headline) if headline else None,
        published=published,
        url=_known(url) if url else None,
    )


def _dated(best: str, earliest: str, latest: str, precision: str, basis: str = "inferred") -> Dating:
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    return Dating(date.fromisoformat(best), first, last, precision, basis, Clean("A reason."))


DAY = _dated("2016-04-14", "2016-04-14", "2016-04-14", "day", "stated")


def _keys(*articles: Article, id: str = "news") -> list[str]:
    return list(citation_keys(Dossier(Path(), Clean(id), Clean("News"), articles)).values())


def test_keys_of_the_bundled_articles_are_told_from_outlet_year_and_words() -> None:
    assert citation_keys(open_dossier(bundled())) == {
        "000": "starsandstripes2014ready",
        "001": "starsandstripes2013help",
        "002": "hurriyetdailynews2012chief",
        "003": "libyanexpress2016ready",
        "004": "libyangazette2016planning",
    }


def test_keys_are_unique_and_later_articles_do_not_change_them() -> None:
    same = [_article(f"a{n}", outlet="Café Été", headline="The Offer stands", published=DAY) for n in range(30)]
    keys = _keys(*same)
    assert len(set(keys)) == 30
    assert keys[:3] == ["cafeete2016offer", "cafeete2016offerb", "cafeete2016offerc"]
    assert _keys(*same[:10]) == keys[:10]


def test_keys_where_little_is_known() -> None:
    assert _keys(_article("x", "The reader of it said nothing", outlet="Paper")) == ["paperndreader"]
    assert _keys(_article("x", "Of the and", outlet="Paper")) == ["paperndx"]
    assert _keys(_article("x", "Words", published=DAY)) == ["article2016words"]
    assert _keys(_article("x", headline="Новости", outlet="Известия", published=DAY)) == ["article2016x"]
    assert _keys(_article("x", headline="News: of us", outlet="P", published=DAY)) == ["p2016x"]
    assert _keys(_article("x", headline="Blog: of us", outlet="P", published=DAY)) == ["p2016blog"]


def test_keys_are_short_and_unique_however_long_the_words_are() -> None:
    long = [_article(f"a{n}", outlet="x" * 300, headline="y" * 300 + str(n), published=DAY) for n in range(2)]
    assert _keys(*long) == [f"{'x' * 40}2016{'y' * 40}", f"{'x' * 40}2016{'y' * 40}b"]


def test_articles_without_metadata_are_not_read_for_their_keys() -> None:
    def read() -> Decoded:
        raise AssertionError("read")

    assert _keys(Article(Clean("a-1"), Clean("a.txt"), read)) == ["article.a-1"]


@pytest.mark.parametrize(
    ("published", "issued", "edtf"),
    [
        (DAY, {"date-parts": [[2016, 4, 14]]}, "2016-04-14"),
        (
            _dated("2016-04-14", "2016-04-12", "2016-04-17", "day"),
            {"date-parts": [[2016, 4, 14]], "circa": True},
            "2016-04-14~",
        ),
        (
            _dated("2012-09-28", "2012-09-27", "2012-09-30", "range"),
            {"date-parts": [[2012, 9, 27], [2012, 9, 30]], "circa": True},
            "2012-09-27/2012-09-30",
        ),
        (
            _dated("2012-09-15", "2012-09-01", "2012-09-30", "month"),
            {"date-parts": [[2012, 9]], "circa": True},
            "2012-09~",
        ),
        (
            _dated("2012-04-15", "2012-03-01", "2012-05-31", "season"),
            {"date-parts": [[2012, 3], [2012, 5]], "circa": True},
            "2012-03/2012-05",
        ),
        (_dated("2012-06-30", "2012-01-01", "2012-12-31", "year"), {"date-parts": [[2012]], "circa": True}, "2012~"),
        (
            _dated("2012-06-30", "2011-01-01", "2012-12-31", "year"),
            {"date-parts": [[2011], [2012]], "circa": True},
            "2011/2012",
        ),
    ],
)
def test_dates_are_as_exact_as_they_are_known(published: Dating, issued: dict[str, object], edtf: str) -> None:
    reference = Reference("key", _article("x", "Words.", published=published), "en")
    assert csl_entry(reference)["issued"] == issued
    assert f"  date={{{edtf}}}," in biblatex_entry(reference)


def test_the_bundled_articles_have_the_dates_that_are_known_best() -> None:
    dossier = open_dossier(bundled())
    dates = {
        str(each.id): re.findall(r"date=\{(.+)\}", biblatex_entry(Reference("k", each, "en")))[0]
        for each in dossier.articles
    }
    assert dates == {
        "000": "2014-05-19/2014-05-20",
        "001": "2013-10-21/2013-10-22",
        "002": "2012-09-27/2012-09-30",
        "003": "2016-04-14~",
        "004": "2016-05-23~",
    }


def test_an_entry_with_everything(dossier: Dossier, passage: Callable[..., Selection]) -> None:
    (reference,) = gather(dossier, [passage("002", "Rasmussen said.")], created=TODAY).references
    assert json.loads(csl_json([reference])) == [
        {
            "id": "hurriyetdailynews2012chief",
            "type": "article-newspaper",
            "title": "[NATO chief offers help]",
            "author": [{"literal": "A. N. Author"}],
            "container-title": "Hürriyet Daily News",
            "issued": {"date-parts": [[2012, 9, 27], [2012, 9, 30]], "circa": True},
            "URL": "https://example.org/a_b?c=1&d=2",
            "language": "en",
            "annote": (
                "Agency: Reuters. Headline external: Other records. Outlet external: Other records. "
                "Date inferred: “Sept. 27”."
            ),
        }
    ]
    assert biblatex_entry(reference).split("\n") == [
        "@article{hurriyetdailynews2012chief,",
        "  entrysubtype={newspaper},",
        "  title={{[NATO chief offers help]}},",
        "  author={{A. N. Author}},",
        "  journaltitle={Hürriyet Daily News},",
        "  date={2012-09-27/2012-09-30},",
        "  url={https://example.org/a_b?c=1&d=2},",
        "  language={en},",
        (
            "  annotation={Agency: Reuters. Headline external: Other records. Outlet external: Other records. "
            "Date inferred: “Sept. 27”.},"
        ),
        "}",
    ]


def test_an_inferred_outlet_is_marked_and_an_unknown_one_left_out(
    dossier: Dossier, passage: Callable[..., Selection]
) -> None:
    passages = [passage("000", "Saudi Arabia"), passage("plain", "A line")]
    first, second = map(csl_entry, gather(dossier, passages, created=TODAY).references)
    assert first["container-title"] == "[Stars and Stripes?]"
    assert first["title"] == ("[NATO is ready to provide training support to Libyan security forces, but turmoil in…]")
    assert second == {
        "id": "article.plain",
        "type": "article-newspaper",
        "title": "[A line of text.…]",
        "language": "en",
    }


def test_what_tex_acts_on_is_written_so_that_it_does_not() -> None:
    entry = biblatex_entry(Reference("key", _article("x", headline=r"50 % of {a}_b \c ~ ^ # & $ | `"), "en"))
    title = entry.splitlines()[2]
    assert title == (
        r"  title={{50 \% of \{a\}\_b \textbackslash{}c "
        r"\textasciitilde{} \textasciicircum{} \# \& \$ \texttt{|} \`{}}},"
    )
    assert entry.count("{") == entry.count("}")


@given(st.text(alphabet="{}a\\", max_size=12).map(Clean))
def test_braces_are_counted_alike_whoever_counts(headline: str) -> None:
    entry = biblatex_entry(Reference("key", _article("x", headline=f"{headline}."), "en"))
    assert set(parse_string(entry, "bibtex").entries) == {"key"}


def test_a_web_address_is_to_the_letter() -> None:
    address = "https://x.org/a_b%20c?d=1&e=2#f~g--h^i$j'k"
    for added, encoded in (("", ""), ("/{id}", "/%7Bid%7D"), ("/}\\", "/%7D%5C")):
        reference = Reference("key", _article("x", url=address + added), "en")
        assert f"  url={{{address}{encoded}}}," in biblatex_entry(reference)
        assert csl_entry(reference)["URL"] == address + added
