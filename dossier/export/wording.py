"""What an export says of a passage and of its source, as Markdown; the same in every profile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..article import Article
from ..comparison import VOICE_NAMES
from ..dates import Dating
from ..evidence import ELSEWHERE
from ..remarks import Remark
from ..text import Clean
from ..worddiff import brief
from .bibliography import bracketed
from .escape import escape
from .excerpts import CellLabel, Excerpt, Loss, Speaker, Spoken

_VOICES = VOICE_NAMES | {"subheading": "subheading", "notice": "notice", "related": "headline of another article"}
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\\`]+")
_BESIDE = {"notice", "related"}
_COUNTED = frozenset({"headline", "caption"})
_IN_A_FOOTNOTE = 60
"""Code points of the longest reason for a date that is told in every footnote; a longer one is told once."""


class Source(NamedTuple):
    """A paragraph of the list of sources, and its first sentence, which tells it from the others."""

    opening: str
    text: str


def attribution(excerpt: Excerpt) -> str:
    """Who says it, in whose words, and where it was printed."""
    outlet = _outlet(excerpt)
    names = [_speaker(each, excerpt) for each in excerpt.speakers]
    names = names or [_VOICES.get(each, each) for each in excerpt.voices]
    if not names:
        return outlet[0].upper() + outlet[1:]
    if excerpt.untold:
        # So that nobody takes the speaker just named for that of these quotations too.
        where = _paragraphs_of(excerpt, excerpt.untold)
        names.append(f"speakers not recorded ({', '.join([*where, 'other quotations'])}: see the text)")
    joined = " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
    joined = joined[0].upper() + joined[1:]
    known = excerpt.article is not None and excerpt.article.outlet is not None
    return f"{joined}, {'in ' if known else ''}{outlet}"


def _speaker(speaker: Speaker, excerpt: Excerpt) -> str:
    """A speaker's name, and in brackets how they speak where, paragraphs of which the same is said together."""
    by_remarks: dict[tuple[str, ...], list[int]] = {}
    for each in speaker.spoken:
        by_remarks.setdefault(tuple(_spoken(each)), []).append(each.paragraph)
    parts = (", ".join([*_paragraphs_of(excerpt, where), *remarks]) for remarks, where in by_remarks.items())
    told = "; ".join(filter(None, parts))
    return inline(speaker.name) + (f" ({told})" if told else "")


def _spoken(spoken: Spoken) -> Iterator[str]:
    if spoken.in_part:
        yield "in part"
    if "quotation" not in spoken.voices:
        yield from (_VOICES.get(voice, voice) for voice in spoken.voices)
    places = [_numbers("¶", "¶", spoken.carried)] if spoken.carried else []
    places += [ELSEWHERE] if spoken.unplaced else []
    if places:
        yield f"speaker carried over from {' and '.join(places)}"


def _paragraphs_of(excerpt: Excerpt, numbers: Sequence[int]) -> list[str]:
    """The paragraphs by their sign, where they are not the whole excerpt."""
    return [] if tuple(numbers) == excerpt.numbers else [_numbers("¶", "¶", numbers)]


def _outlet(excerpt: Excerpt) -> str:
    article = excerpt.article
    if article is None:
        return f"article {inline(excerpt.article_id)}, no longer in the dossier"
    words = "outlet unknown"
    if article.outlet is not None:
        words = f"*{inline(bracketed(article.outlet))}*"
        if article.outlet.basis == "inferred":
            words += " (outlet inferred)"
    if article.agency is not None:
        relation = "carrying" if _is_by(article, article.agency.value) else "reporting"
        words += f", {relation} {inline(bracketed(article.agency))}"
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


def warning(excerpt: Excerpt) -> str:
    """That the words no longer stand as they were kept; empty where they do."""
    loss = excerpt.loss
    if loss is None:
        return ""
    shown = f"kept on {loss.kept}" if loss.kept is not None else "the comparison quotes them"
    return f"**Warning.** {_lost(loss, inline(excerpt.article_id))} The excerpt shows the words as {shown}."


def _lost(loss: Loss, article: str) -> str:
    if loss.fate == "removed":
        return f"Article {article} is no longer part of the dossier."
    if loss.fate == "ambiguous":
        return (
            f"These words stand {loss.candidates} times in article {article} now, and which place is meant is unknown."
        )
    if loss.fate == "changed":
        now = f"‹{inline(Clean.line(loss.now or ''))}›"
        words = f"it now reads: {now}, word by word: ‹{inline(brief(loss.diff))}›"
        return f"The words at this place of article {article} have changed; {words}."
    return f"These words no longer stand in article {article}."


def keywords(excerpt: Excerpt) -> str:
    """The user’s tags, and the cells of the comparison that rest on the passage."""
    parts: list[str] = []
    if excerpt.tags:
        parts.append("**Tags:** " + " ".join(f"#{tag}" for tag in excerpt.tags))
    if excerpt.cells:
        cells = (f"{inline(cell.offer)} × {inline(cell.row)}{_about(cell)}" for cell in excerpt.cells)
        parts.append("**Cells:** " + "; ".join(cells))
    return " · ".join(parts)


def _about(cell: CellLabel) -> str:
    parts = ["**stale**: words it rests on have changed"] if cell.stale else []
    parts += map(inline, said_of(cell.note, reviewed=cell.reviewed))
    return f" ({'; '.join(parts)})" if parts else ""


def said_of(note: Clean | None, *, reviewed: bool) -> list[str]:
    """What the user says of a cell, as plain words in one line."""
    parts = ["reviewed"] if reviewed else []
    return [*parts, f"own note: {Clean.line(note)}"] if note else parts


def remark_paragraph(remark: Remark) -> str:
    """What other records say, and the record that says it."""
    record = remark.record
    found = f"“{inline(record.title)}”, {inline(record.publisher)}, {record.long_date()}, {_link(record.url)}"
    return f"**Remark.** {inline(Clean.line(remark.says))} See {found}."


def address(excerpt: Excerpt) -> str:
    """Where the words stand, and the fingerprint of the text they stand in."""
    fingerprint = f", text sha256 `{excerpt.sha256[:8]}`" if excerpt.sha256 else ""
    return f"`{excerpt.permalink}`{fingerprint}."


def locator(excerpt: Excerpt) -> str:
    """The paragraphs as a citation names them, behind a comma; nothing where the passage is lost."""
    return f", {_numbers('para. ', 'paras. ', excerpt.numbers)}" if excerpt.numbers else ""


def paragraphs(excerpt: Excerpt) -> str:
    """The paragraphs by their sign; nothing where the passage is lost."""
    return _numbers("¶", "¶", excerpt.numbers) if excerpt.numbers else ""


def in_brackets(excerpt: Excerpt) -> str:
    """The source in the line, for a file without footnotes: outlet, date and paragraphs."""
    article = excerpt.article
    if article is None:
        return str(excerpt.permalink)
    parts = [
        inline(bracketed(article.outlet)) if article.outlet is not None else "outlet unknown",
        str(article.published.long()) if article.published is not None else "date unknown",
        paragraphs(excerpt),
    ]
    return ", ".join(part for part in parts if part)


def published(excerpt: Excerpt) -> str:
    """When the article was published, within which days, and how that is known; a long reason stands in the sources."""
    dating = excerpt.article.published if excerpt.article is not None else None
    if dating is None:
        return "Date of publication unknown."
    # What else a page holds may be older or younger than the article.
    when = "The article beside it was published" if _BESIDE & set(excerpt.voices) else "Published"
    grounds = f"{dating.basis}, see Sources" if _is_long(dating) else f"{dating.basis}: {_grounds(dating)}"
    if dating.earliest != dating.latest:
        span = str(dating.span())
        if dating.earliest.year == dating.latest.year:
            span = span.removesuffix(f" {dating.latest.year}")
        grounds = f"{span}; {grounds}"
    return f"{when} {dating.long()} ({grounds})."


def cited(article: Article) -> str:
    """An article in a few words: its outlet and day, as far as they are known."""
    outlet = f"*{inline(bracketed(article.outlet))}*" if article.outlet is not None else f"“{inline(article.file)}”"
    return f"{outlet}, {article.published.long() if article.published is not None else 'date unknown'}"


def source(article: Article, title: str) -> Source:
    """An article in the list of sources, with what is not printed in it and how that is known."""
    outlet, headline, dating = article.outlet, article.headline, article.published
    names = [
        inline(bracketed(article.byline)) if article.byline is not None else "",
        f"*{inline(bracketed(outlet))}*" if outlet is not None else "Outlet unknown",
        f"“{inline(title)}”",
        str(dating.long()) if dating is not None else "date unknown",
    ]
    sentences = [", ".join(name for name in names if name) + "."]
    if headline is None:
        sentences.append("No headline is known; the words in brackets are the article’s first.")
    elif headline.basis != "stated":
        sentences.append(f"Headline {headline.basis}: {reason(headline.reason)}.")
    if outlet is None:
        sentences.append(f"The file is “{inline(article.file)}”.")
    elif outlet.basis != "stated":
        sentences.append(f"Outlet {outlet.basis}: {reason(outlet.reason)}.")
    if dating is not None and _is_long(dating):
        sentences.append(f"Date {dating.basis}: {_grounds(dating)}.")
    if article.url is None:
        sentences.append("Address and day of access not recorded.")
    else:
        sentences.append(f"Address: {_link(article.url.value)}; day of access not recorded.")
    if any(block.type in _COUNTED for block in article.blocks):
        sentences.append("¶ counts captions and headlines.")
    return Source(sentences[0], " ".join(sentences))


def _is_long(dating: Dating) -> bool:
    return len(_grounds(dating)) > _IN_A_FOOTNOTE


def _grounds(dating: Dating) -> str:
    """Why the date is held to be that, and what other records make of it."""
    narrowed = f"; {reason(dating.narrowed.words())}" if dating.narrowed is not None else ""
    return reason(dating.reason) + narrowed


def reason(words: str) -> str:
    """A reason inside a sentence: escaped, without its full stop."""
    return inline(words.rstrip("."))


def _link(address: str) -> str:
    """A web address as a link; anything else as plain words."""
    return f"<{address}>" if _WEB_ADDRESS.fullmatch(address) else inline(address)


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


def inline(words: str) -> str:
    """Words inside a line, escaped."""
    return escape(words, starts_line=False)
