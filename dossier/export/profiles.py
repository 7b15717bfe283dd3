"""The profiles: one document as Markdown for any reader, for Obsidian, and for pandoc."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from . import wording
from .escape import block_quote, escape_lines
from .excerpts import Document, Excerpt
from .front import front_matter
from .markers import marked

GENERATOR = "natoreader 1"
"""Written into every export: the program, and the version of the format."""

SOURCES = "## Sources"
EVERYTHING = "@*"
"""What ``nocite`` says where all of a bibliography belongs to the references."""


def beside(file: str) -> tuple[str, str]:
    """The names of the bibliographies beside a file of that name: CSL-JSON and BibTeX."""
    return f"{_stem(file)}.csl.json", f"{_stem(file)}.bib"


def _stem(file: str) -> str:
    return PurePath(file).stem


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as Markdown, in the parts that are kept apart when an earlier export is written anew.

    ``blocks`` are the sections and excerpts with their markers, by id; ``sources`` one paragraph for each
    article cited; ``uncited`` the citation keys and paragraphs of the dossier's other articles. ``aliases`` give the
    ids of excerpts by those that an earlier export may hold them under.
    """

    front: str
    heading: str
    blocks: tuple[tuple[str, str], ...]
    sources: tuple[wording.Source, ...]
    ending: str = ""
    uncited: tuple[tuple[str, wording.Source], ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The whole file."""
        parts = [self.front, self.heading, *(block for _, block in self.blocks)]
        if self.sources:
            parts += [SOURCES, *(source.text for source in self.sources)]
        if self.ending:
            parts.append(self.ending)
        return "\n\n".join(parts) + "\n"


class Portable:
    """Markdown that reads well everywhere and is a citation in pandoc; a passage’s address is its footnote’s label."""

    name = "portable"
    ending = ""
    """What comes behind the sources."""

    def render(self, document: Document, file: str | None = None) -> Rendered:
        """The document as Markdown; ``file`` is the name of its file, where a bibliography stands beside that."""
        blocks = [(str(each.id), each.text.strip("\n")) for each in document.sections]
        blocks += [
            (str(each.id), "\n\n".join(filter(None, self.excerpt(each, document)))) for each in document.excerpts
        ]
        return Rendered(
            front=self.front(document, file),
            heading=f"# {wording.inline(document.title)}",
            blocks=tuple((id, marked(id, text)) for id, text in blocks),
            sources=tuple(wording.source(each.article, each.title) for each in document.references),
            ending=self.ending if document.references else "",
            uncited=tuple((each.key, wording.source(each.article, each.title)) for each in document.uncited),
            aliases={str(each.alias): str(each.id) for each in document.excerpts if each.alias is not None},
        )

    def front(self, document: Document, file: str | None) -> str:
        """The front matter."""
        fields: dict[str, str | Sequence[str]] = {
            "title": document.title,
            "created": document.created.isoformat(),
            "generator": GENERATOR,
        }
        if self.name != PORTABLE:
            fields["profile"] = self.name
        fields |= {"dossier": document.dossier, "tags": document.tags}
        if file is not None:
            fields["bibliography"] = beside(file)[0]
            if self.cites_all(document):
                fields["nocite"] = EVERYTHING
        return front_matter(fields | {"lang": document.language})

    def cites_all(self, document: Document) -> bool:
        """Whether the references have to hold what is not cited: sources that notes of a section name in words."""
        return bool(self.ending and document.sections)

    def command(self, file: str) -> str | None:  # noqa: ARG002  (named in pandoc's)
        """A line of the front matter that names the file; ``None`` where there is none."""
        return None

    def excerpt(self, excerpt: Excerpt, document: Document) -> Iterator[str]:
        """The paragraphs of an excerpt; empty ones are left out."""
        yield block_quote(_with_context(excerpt))
        yield from self.said(excerpt, document)
        if document.footnotes:
            yield f"[^nr-{excerpt.id}]: {self.footnote(excerpt)}"

    def said(self, excerpt: Excerpt, document: Document) -> Iterator[str]:
        """What is said of the quoted words."""
        note = f"[^nr-{excerpt.id}]" if document.footnotes else f" ({wording.in_brackets(excerpt)})"
        yield f"— {wording.attribution(excerpt)}{note}"
        yield wording.warning(excerpt)
        yield from map(wording.remark_paragraph, excerpt.remarks)
        yield f"**Note.** {escape_lines(excerpt.note)}" if excerpt.note else ""
        yield wording.keywords(excerpt)

    def footnote(self, excerpt: Excerpt) -> str:
        """The citation, when the article was published, and the passage’s address."""
        if excerpt.reference is None:
            return wording.address(excerpt)
        citation = self.citation(excerpt.reference.key, excerpt)
        return f"{citation}. {wording.published(excerpt)} {wording.address(excerpt)}"

    def citation(self, key: str, excerpt: Excerpt) -> str:
        """The citation of the passage."""
        return f"[@{key}{wording.locator(excerpt)}]"


def _with_context(excerpt: Excerpt) -> list[str]:
    """The quoted paragraphs, with the words around the passage in brackets: beside the quoted ones, not among them."""
    paragraphs = [str(each) for each in excerpt.paragraphs]
    before, after = str(excerpt.before), str(excerpt.after)
    if words := before.rstrip():
        paragraphs[0] = f"[{words}]{before[len(words) :]}{paragraphs[0]}"
    if words := after.lstrip():
        paragraphs[-1] += f"{after[: -len(words)]}[{words}]"
    return paragraphs


class Obsidian(Portable):
    """For a vault: every quotation is a block that can be linked to, every citation a link to the source’s note."""

    name = "obsidian"

    def excerpt(self, excerpt: Excerpt, document: Document) -> Iterator[str]:
        """The quotation, its block’s address on a line of its own, and the rest."""
        quote, *rest = super().excerpt(excerpt, document)
        yield quote
        yield f"^nr-{excerpt.id}"
        yield from rest

    def citation(self, key: str, excerpt: Excerpt) -> str:
        """A link to the note named for the citation key, as Obsidian’s extensions for references name it."""
        return f"[[@{key}]]{wording.locator(excerpt)}"


class Pandoc(Portable):
    """For pandoc: every excerpt is a division with an id, its footnote the bare citation; the references come last."""

    name = "pandoc"
    ending = "::: {#refs}\n:::"

    def front(self, document: Document, file: str | None) -> str:
        """The front matter, with the command that makes a document of the file."""
        front = super().front(document, file)
        command = self.command(file) if file is not None else None
        return front if command is None else front.replace("---", f"---\n{command}", 1)

    def command(self, file: str) -> str | None:
        """The line of the front matter that says how to make a document of the file; none could hold any name."""
        if not file.isprintable():
            return None
        # A name that begins with a hyphen would be an option.
        given, made = (
            shlex.quote(f"./{each}" if each.startswith("-") else each) for each in (file, f"{_stem(file)}.docx")
        )
        return f"# pandoc -f markdown-smart --citeproc {given} -o {made}"

    def excerpt(self, excerpt: Excerpt, document: Document) -> Iterator[str]:
        """The excerpt inside its division."""
        yield f"::: {{#nr-{excerpt.id}}}"
        yield from super().excerpt(excerpt, document)
        yield ":::"

    def said(self, excerpt: Excerpt, document: Document) -> Iterator[str]:
        """Beside the rest, what the footnote says in other profiles: citeproc may move a note, and restyle it."""
        yield from super().said(excerpt, document)
        if excerpt.reference is not None:
            yield f"{wording.published(excerpt)} {wording.address(excerpt)}"

    def footnote(self, excerpt: Excerpt) -> str:
        """The citation alone, where there is something to cite."""
        if excerpt.reference is None:
            return wording.address(excerpt)
        return f"{self.citation(excerpt.reference.key, excerpt)}."


PORTABLE = Portable.name
PROFILES: Mapping[str, Portable] = {each.name: each for each in (Portable(), Obsidian(), Pandoc())}
"""Each profile by its name."""
