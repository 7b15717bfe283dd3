"""The profile *portable*: Markdown that reads well everywhere and is a citation in pandoc."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..article import Article
from ..dates import Dating
from ..remarks import Remark
from ..text import Clean
from ..worddiff import brief
from .bibliography import bracketed
from .escape import block_quote, escape, escape_lines
from .excerpts import CellLabel, Document, Excerpt, Loss, Speaker
from .front import front_matter

GENERATOR = "natoreader 1"
"""Written into every export: the program, and the version of the format."""

SOURCES = "## Sources"

_VOICES = {"partial": "partial quotation", "indirect": "indirect speech", "own": "the paper’s own words"}
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\\`]+")
_COUNTED = frozenset({"headline", "caption"})


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as Markdown, in the parts that are kept apart when an earlier export is written anew.

    ``blocks`` are the excerpts with their markers, by id; ``sources`` one paragraph for each article.
    """

    front: str
    heading: str
    blocks: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole file."""
        parts = [self.front, self.heading, *(block for _, block in self.blocks)]
        if self.sources:
            parts += [SOURCES, *self.sources]
        return "\n\n".join(parts) + "\n"


def render(document: Document, bibliography: str | None) -> Rendered:
    """The document as Markdown; ``bibliography`` is the name of the CSL-JSON file beside it, if there is one."""
    front = front_matter(
        {
            "title": document.title,
            "created": document.created.isoformat(),
            "generator": GENERATOR,
            "dossier": document.dossier,
            "tags": document.tags,
            **({"bibliography": bibliography} if bibliography is not None else {}),
            "lang": document.language,
        }
    )
    return Rendered(
        front=front,
        heading=f"# {_inline(document.title)}",
        blocks=tuple((str(each.id), _block(each)) for each in document.excerpts),
        sources=tuple(source(each.article, each.title) for each in document.references),
    )


def _block(excerpt: Excerpt) -> str:
    parts = [
        f"<!-- nr:begin {excerpt.id} -->",
        block_quote(excerpt.paragraphs),
        f"— {_attribution(excerpt)}[^nr-{excerpt.id}]",
        _warning(excerpt),
        *(remark_paragraph(each) for each in excerpt.remarks),
        f"**Note.** {escape_lines(excerpt.note)}" if excerpt.note else "",
        _keywords(excerpt),
        f"[^nr-{excerpt.id}]: {_footnote(excerpt)}",
        f"<!-- nr:end {excerpt.id} -->",
    ]
    return "\n\n".join(part for part in parts if part)


def _attribution(excerpt: Excerpt) -> str:
    outlet = _outlet(excerpt)
    if not excerpt.speakers:
        return outlet[0].upper() + outlet[1:]
    names = [_speaker(each, excerpt.numbers) for each in excerpt.speakers]
    joined = " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
    known = excerpt.article is not None and excerpt.article.outlet is not None
    return f"{joined}, {'in ' if known else ''}{outlet}"


def _speaker(speaker: Speaker, passage: Sequence[int]) -> str:
    remarks: list[str] = []
    if "quotation" not in speaker.voices:
        remarks += [_VOICES.get(voice, voice) for voice in speaker.voices]
    if speaker.paragraphs != tuple(passage):
        remarks.append(_numbers("¶", "¶", speaker.paragraphs))
    if speaker.carried:
        remarks.append(f"speaker carried over from {_numbers('¶', '¶', speaker.carried)}")
    return _inline(speaker.name) + (f" ({'; '.join(remarks)})" if remarks else "")


def _outlet(excerpt: Excerpt) -> str:
    article = excerpt.article
    if article is None:
        return f"article {_inline(excerpt.article_id)}, no longer in the dossier"
    words = "outlet unknown"
    if article.outlet is not None:
        words = f"*{_inline(bracketed(article.outlet))}*"
        if article.outlet.basis == "inferred":
            words += " (outlet inferred)"
    if article.agency is not None:
        relation = "carrying" if _is_by(article, article.agency.value) else "reporting"
        words += f", {relation} {_inline(bracketed(article.agency))}"
    return words


def _is_by(article: Article, agency: str) -> bool:
    """Whether the article signs with the agency's name, and so prints its text rather than tells of it."""
    signed = [str(article.byline.value)] if article.byline is not None else []
    signed += [
        str(article.text.value[block.start : block.end])
        for block in article.blocks
        if block.type in ("byline", "dateline")
    ]
    return any(agency.casefold() in each.casefold() for each in signed)


def _warning(excerpt: Excerpt) -> str:
    loss = excerpt.loss
    if loss is None:
        return ""
    return (
        f"**Warning.** {_lost(loss, _inline(excerpt.article_id))} The excerpt shows the words as kept on {loss.kept}."
    )


def _lost(loss: Loss, article: str) -> str:
    if loss.fate == "removed":
        return f"Article {article} is no longer part of the dossier."
    if loss.fate == "ambiguous":
        return (
            f"These words stand {loss.candidates} times in article {article} now, and which place is meant is unknown."
        )
    if loss.fate == "changed":
        words = f"it now reads: “{_inline(loss.now or '')}”, word by word: {_inline(brief(loss.diff))}"
        return f"The words at this place of article {article} have changed; {words}."
    return f"These words no longer stand in article {article}."


def _keywords(excerpt: Excerpt) -> str:
    parts: list[str] = []
    if excerpt.tags:
        parts.append("**Tags:** " + " ".join(f"#{tag}" for tag in excerpt.tags))
    if excerpt.cells:
        cells = (f"{_inline(cell.offer)} × {_inline(cell.aspect)}{_stale(cell)}" for cell in excerpt.cells)
        parts.append("**Cells:** " + "; ".join(cells))
    return " · ".join(parts)


def _stale(cell: CellLabel) -> str:
    return " (**stale**: words it rests on have changed)" if cell.stale else ""


def remark_paragraph(remark: Remark) -> str:
    """What other records say, and the record that says it."""
    record = remark.record
    found = f"“{_inline(record.title)}”, {_inline(record.publisher)}, {record.long_date()}, {_link(record.url)}"
    return f"**Remark.** {_inline(Clean.line(remark.says))} See {found}."


def _footnote(excerpt: Excerpt) -> str:
    address = f"`{excerpt.permalink}`, text sha256 `{excerpt.sha256[:8]}`."
    if excerpt.reference is None:
        return address
    locator = f", {_numbers('para. ', 'paras. ', excerpt.numbers)}" if excerpt.numbers else ""
    published = _published(excerpt.reference.article.published)
    return f"[@{excerpt.reference.key}{locator}]. {published} {address}"


def _published(published: Dating | None) -> str:
    if published is None:
        return "Date of publication unknown."
    grounds = f"{published.basis}: {_inline(published.reason.rstrip('.'))}"
    if published.narrowed is not None:
        grounds = f"{grounds}; {_inline(published.narrowed.words().rstrip('.'))}"
    if published.earliest != published.latest:
        span = str(published.span())
        if published.earliest.year == published.latest.year:
            span = span.removesuffix(f" {published.latest.year}")
        grounds = f"{span}; {grounds}"
    return f"Published {published.long()} ({grounds})."


def cited(article: Article) -> str:
    """An article in a few words: its outlet and day, as far as they are known."""
    outlet = f"*{_inline(bracketed(article.outlet))}*" if article.outlet is not None else f"“{_inline(article.file)}”"
    return f"{outlet}, {article.published.long() if article.published is not None else 'date unknown'}"


def source(article: Article, title: str) -> str:
    """A paragraph on an article: who published it, when, and how that is known."""
    outlet, headline, published = article.outlet, article.headline, article.published
    names = [
        _inline(bracketed(article.byline)) if article.byline is not None else "",
        f"*{_inline(bracketed(outlet))}*" if outlet is not None else "Outlet unknown",
        f"“{_inline(title)}”",
        str(published.long()) if published is not None else "date unknown",
    ]
    sentences = [", ".join(name for name in names if name) + "."]
    if headline is None:
        sentences.append("No headline is known; the words in brackets are the article’s first.")
    elif headline.basis != "stated":
        sentences.append(f"Headline {headline.basis}: {_inline(headline.reason.rstrip('.'))}.")
    if outlet is None:
        sentences.append(f"The file is “{_inline(article.file)}”.")
    elif outlet.basis != "stated":
        sentences.append(f"Outlet {outlet.basis}: {_inline(outlet.reason.rstrip('.'))}.")
    if article.url is None:
        sentences.append("Address and day of access not recorded.")
    else:
        sentences.append(f"Address: {_link(article.url.value)}; day of access not recorded.")
    if any(block.type in _COUNTED for block in article.blocks):
        sentences.append("¶ counts captions and headlines.")
    return " ".join(sentences)


def _link(address: str) -> str:
    """A web address as a link; anything else as plain words."""
    return f"<{address}>" if _WEB_ADDRESS.fullmatch(address) else _inline(address)


def _numbers(one: str, several: str, numbers: Sequence[int]) -> str:
    """Numbers behind their sign, runs joined: “para. 4”, “paras. 4–5, 9”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return (one if len(numbers) == 1 else several) + shown


def _inline(words: str) -> str:
    return escape(words, starts_line=False)
