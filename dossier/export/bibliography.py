"""The bibliography beside an export, as CSL-JSON and for biblatex."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..article import Article, Known
from ..dates import Dating

_TEX = {
    "\\": r"\textbackslash{}",
    # BibTeX counts an escaped brace too: another that is never set makes up for it.
    "{": r"{\{\iffalse\}\fi}",
    "}": r"{\iffalse\{\fi\}}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\`{}",  # a bare one would be set as a curly quotation mark, like the two below
    "'": r"\textquotesingle{}",
    '"': r"\textquotedbl{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\texttt{|}",  # a bare one is a dash in TeX's oldest encoding; pandoc does not know \textbar
    "-": "-{}",
    **{char: f"\\{char}" for char in "$&#%_"},
}
_PAIRED = _TEX | {"{": r"\{", "}": r"\}"}
_ACTIVE = re.compile(f"-(?=-)|[{re.escape(''.join(_TEX.keys() - '-'))}]")
"""What TeX acts on: a hyphen only before another, where both would be set as a dash."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An article as it is cited: its key, and the article with the language it is taken to be in."""

    key: str
    article: Article
    language: str

    @property
    def title(self) -> str:
        """The headline; in square brackets where the article does not print it, the first words where there is none."""
        headline = self.article.headline
        if headline is None or headline.basis == "stated":
            return str(self.article.title)
        return f"[{headline.value}]"

    @property
    def outlet(self) -> str | None:
        """The outlet; in square brackets with a question mark where it is only inferred."""
        outlet = self.article.outlet
        return None if outlet is None else bracketed(outlet)


def bracketed(known: Known) -> str:
    """A value, marked where it is only inferred: ``[Stars and Stripes?]``."""
    return f"[{known.value}?]" if known.basis == "inferred" else str(known.value)


def csl_entry(reference: Reference) -> dict[str, object]:
    """The reference as a CSL-JSON item."""
    article = reference.article
    entry: dict[str, object] = {"id": reference.key, "type": "article-newspaper", "title": reference.title}
    if article.byline is not None:
        entry["author"] = [{"literal": bracketed(article.byline)}]
    if reference.outlet is not None:
        entry["container-title"] = reference.outlet
    if article.published is not None:
        issued: dict[str, object] = {"date-parts": [_parts(*each) for each in _days(article.published)]}
        if not article.published.certain:
            issued["circa"] = True
        entry["issued"] = issued
    if article.url is not None:
        entry["URL"] = str(article.url.value)
    entry["language"] = reference.language
    if grounds(article):
        entry["annote"] = grounds(article)
    return entry


def csl_json(references: Sequence[Reference], others: Sequence[Mapping[str, object]] = ()) -> str:
    """A CSL-JSON file of the references, followed by other entries that stood in it."""
    return json.dumps([*map(csl_entry, references), *others], ensure_ascii=False, indent=2) + "\n"


def biblatex_entry(reference: Reference) -> str:
    """The reference as a biblatex entry."""
    article = reference.article
    fields = {"entrysubtype": "newspaper", "title": f"{{{_tex(reference.title)}}}"}
    if article.byline is not None:
        fields["author"] = f"{{{_tex(bracketed(article.byline))}}}"
    if reference.outlet is not None:
        fields["journaltitle"] = _tex(reference.outlet)
    if article.published is not None:
        fields["date"] = _edtf(article.published)
    if article.url is not None:
        fields["url"] = _verbatim(article.url.value)
    fields["language"] = _tex(reference.language)
    if grounds(article):
        fields["annotation"] = _tex(grounds(article))
    lines = [f"  {name}={{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@article{{{reference.key},", *lines, "}"])


def grounds(article: Article) -> str:
    """The agency, and on what grounds headline, outlet and date are known where the article does not print them."""
    known = {"Headline": article.headline, "Outlet": article.outlet, "Date": article.published}
    sentences = [f"Agency: {bracketed(article.agency)}."] if article.agency is not None else []
    sentences += [
        f"{name} {each.basis}: {each.reason.rstrip('.')}."
        for name, each in known.items()
        if each is not None and each.basis != "stated"
    ]
    if article.published is not None and article.published.narrowed is not None:
        sentences.append(f"Date {article.published.narrowed.words().rstrip('.')}.")
    return " ".join(sentences)


def _days(published: Dating) -> list[tuple[str, datetime.date]]:
    """The one date, or the first and the last, each with how exact it is; as narrowed by what is known besides."""
    first, last, best = published.earliest, published.latest, published.best
    if published.narrowed is not None:
        first, last = published.narrowed.earliest, published.narrowed.latest
    if published.precision == "year":
        return [("year", first), ("year", last)] if first.year != last.year else [("year", best)]
    if published.precision == "month":
        return [("month", best)]
    if published.precision == "season":
        return [("month", first), ("month", last)]
    if published.precision == "range":
        return [("day", each) for each in dict.fromkeys((first, last))]
    return [("day", best)]


def _parts(precision: str, day: datetime.date) -> list[int]:
    return [day.year, day.month, day.day][: ("year", "month", "day").index(precision) + 1]


def _edtf(published: Dating) -> str:
    """The date in the Extended Date/Time Format that biblatex reads: ``2016-04-14~``, ``2012-09-27/2012-09-30``."""
    days = ["-".join(f"{part:02}" for part in _parts(*each)) for each in _days(published)]
    return "/".join(days) if len(days) > 1 or published.certain else f"{days[0]}~"


def _tex(words: str) -> str:
    marks = _PAIRED if _is_paired(words) else _TEX
    return _ACTIVE.sub(lambda found: marks[found.group()], words)


def _is_paired(words: str) -> bool:
    """Whether every brace has its partner."""
    depth = 0
    for char in words:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _verbatim(address: str) -> str:
    """A web address as biblatex reads one: to the letter, so that only what would end the field is encoded."""
    return re.sub(r"[{}\\]", lambda found: f"%{ord(found.group()):02X}", address)
