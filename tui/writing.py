"""Writing: the file of excerpts, and single passages added to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..dossier.anchor import Anchor
from ..dossier.notebook import NotebookError
from ..dossier.text import Clean
from .finding import Finding
from .keeping import Keeping, Passages, where
from .stage import Stage

if TYPE_CHECKING:
    from ..dossier.export import Document, Kept, Section
    from .writedialog import Order

DEFAULT_FILE = "excerpts.md"
_FILE, _PROFILE = "export.file", "export.profile"
_PROFILES = (
    ("portable", "portable: any Markdown reader, and pandoc"),
    ("obsidian", "obsidian: blocks and links of a vault"),
    ("pandoc", "pandoc: for a paper, with its bibliography"),
)
_CONTEXTS = (("none", "the passage alone"), ("sentence", "with its sentences"), ("paragraph", "with its paragraphs"))
_FOOTNOTES = (("on", "in footnotes"), ("off", "in the line"))
_EARLIER = (
    ("keep", "an earlier export keeps its other excerpts"),
    ("prune", "an earlier export loses its other excerpts"),
    ("overwrite", "written over, whatever it is"),
)


class Writing:
    """What is written of what is kept, found and compared."""

    def __init__(self, stage: Stage, keeping: Keeping, finding: Finding) -> None:
        self.stage = stage
        self.keeping = keeping
        self.finding = finding
        self._contents: dict[str, tuple[str, Sequence[Kept], Sequence[Section]]] = {}

    # What can be written

    def _gather(self) -> Iterator[tuple[str, str, Sequence[Kept], Sequence[Section]]]:
        """Each thing that can be written here: an id, its name, passages and sections; the likeliest first."""
        session, pane = self.stage.session, self.stage.article_pane
        passages = self.keeping.at_hand()
        bookmarks = session.bookmarks
        here = [("passage", where(passages), self._selections(passages), ())] if passages else []
        if pane.selection is not None or not bookmarks:
            yield from here
        if bookmarks:
            yield "bookmarks", f"all bookmarks ({len(bookmarks)})", bookmarks, ()
        if bookmarks and pane.selection is None:
            yield from here
        article = pane.article
        mine = [each for each in bookmarks if article is not None and each.anchor.article == article.id]
        if article is not None and mine and len(mine) < len(bookmarks):
            yield "article", f"bookmarks of {article.id} ({len(mine)})", mine, ()
        for tag in sorted({tag for each in bookmarks for tag in each.tags}):
            tagged = [each for each in bookmarks if tag in each.tags]
            yield f"tag:{tag}", f"bookmarks with #{tag} ({len(tagged)})", tagged, ()
        yield from self._found()
        yield from self._others()

    def _found(self) -> Iterator[tuple[str, str, Sequence[Kept], Sequence[Section]]]:
        results = self.finding.results
        if results is not None and results.hits:
            hits = [(each.article, each.paragraph.start, each.paragraph.end) for each in results.hits]
            yield "hits", f"hits of “{self.finding.query}” ({len(hits)})", self._selections(hits), ()

    def _others(self) -> Iterator[tuple[str, str, Sequence[Kept], Sequence[Section]]]:
        # Imported late: not needed to read.
        from ..dossier.export import card_section, comparison_passages, comparison_sections, with_bookmarks

        session, article = self.stage.session, self.stage.article_pane.article
        if session.dossier.comparison:
            sections = comparison_sections(session.dossier, session.cell_marks)
            yield "comparison", "the comparison, aspect by aspect", (), sections
            passages = with_bookmarks(comparison_passages(session.dossier, created=_now()), session.bookmarks)
            yield "passages", f"passages of the comparison ({len(passages)})", passages, ()
        if article is not None:
            yield "card", f"card of {article.id}", (), (card_section(article),)

    def _selections(self, passages: Passages) -> list[Kept]:
        """The passages to write: those that are bookmarks with their notes and tags."""
        from ..dossier.export import Selection, with_bookmarks  # imported late: not needed to read

        now = _now()
        chosen = (Selection(Anchor.of(each.id, each.text, start, end), now) for each, start, end in passages)
        return with_bookmarks(chosen, self.stage.session.bookmarks)

    # The dialog

    async def do_write(self) -> None:
        """Ask what, how and where to, and write it."""
        from .writedialog import Setting, WriteDialog  # imported late: not needed to read

        found = list(self._gather())
        if not found:
            self._say_nothing()
            return
        self._contents = {id: (name, passages, sections) for id, name, passages, sections in found}
        profiles = [id for id, _ in _PROFILES]
        settings = [
            Setting("What", [(id, name) for id, name, _, _ in found]),
            Setting("Profile", _PROFILES, profiles.index(self._profile)),
            Setting("Words", _CONTEXTS),
            Setting("Sources", _FOOTNOTES),
            Setting("Files", _EARLIER),
        ]
        self.stage.app.push_screen(WriteDialog(settings, self.file, self._preview), self._write)

    def write_to(self, file: Clean) -> None:
        """Write what is likeliest meant here to a file, in the profile used last."""
        from .writedialog import Order  # imported late: not needed to read

        likeliest = next(self._gather(), None)
        if likeliest is None:
            self._say_nothing()
            return
        id, name, passages, sections = likeliest
        self._contents = {id: (name, passages, sections)}
        order = Order(id, self._profile, _CONTEXTS[0][0], _FOOTNOTES[0][0], _EARLIER[0][0], file)
        self._write(order)

    def _say_nothing(self) -> None:
        self.stage.say(Clean(f"Nothing to write yet: {self.stage.key_of('bookmark')} keeps a passage"))

    @property
    def _profile(self) -> str:
        """The profile used last."""
        kept = self.stage.session.notebook.state(_PROFILE)
        profiles = [id for id, _ in _PROFILES]
        return str(kept) if kept in profiles else profiles[0]

    @property
    def file(self) -> Clean:
        """The file that was written last."""
        kept = self.stage.session.notebook.state(_FILE)
        return Clean(kept) if isinstance(kept, str) else Clean(DEFAULT_FILE)

    def _document(self, order: Order) -> Document:
        from ..dossier.export import CONTEXTS, gather  # imported late: not needed to read

        session = self.stage.session
        _, passages, sections = self._contents[order.what]
        return gather(
            session.dossier,
            passages,
            created=_now().astimezone().date(),
            sections=sections,
            context=next(each for each in CONTEXTS if each == order.context),
            footnotes=order.footnotes == "on",
            marks=session.cell_marks,
        )

    def _preview(self, order: Order) -> Clean:
        from ..dossier.export import ExportError, to_markdown  # imported late: not needed to read

        try:
            return Clean(to_markdown(self._document(order), order.profile))
        except ExportError as error:
            return error.sentence

    def _write(self, order: Order | None) -> None:
        from ..dossier.export import ExportError, file_for, told, write_export  # imported late: not needed to read

        if order is None:
            return
        if not order.file:
            self.stage.say(Clean("Nothing written: no file was named"))
            return
        name, passages, _ = self._contents[order.what]
        document = self._document(order)
        prune, overwrite = order.earlier == "prune", order.earlier == "overwrite"
        try:
            path = file_for(_path(order.file), document.title)
            written = write_export(document, path, profile=order.profile, prune=prune, overwrite=overwrite)
            self.stage.session.notebook.set_state(_FILE, _named(path))
            self.stage.session.notebook.set_state(_PROFILE, order.profile)
        except (ExportError, NotebookError) as error:
            self.stage.say(error.sentence, alert=True)
            return
        beside = " and ".join(each.name.removeprefix(written.path.stem) for each in written.beside)
        what = f"{len(passages)} excerpt{'s' * (len(passages) != 1)}" if passages else name
        self.stage.say(Clean(f"Wrote {what} to {written.path} ({told(written)}), with {beside} beside it"))

    # One passage

    def do_append(self) -> None:
        """Add the passage at hand to the file written last."""
        from ..dossier.export import ExportError, append_passage  # imported late: not needed to read

        passages = self.keeping.at_hand()
        if not passages:
            self.stage.say(Clean("Nothing here to add"))
            return
        session, added = self.stage.session, 0
        try:
            path = _path(self.file)
            for each in self._selections(passages):
                added += append_passage(session.dossier, each, path, created=_now().astimezone().date()).added
            session.notebook.set_state(_FILE, _named(path))
        except (ExportError, NotebookError) as error:
            self.stage.say(error.sentence, alert=True)
            return
        did = f"Added {where(passages)} to" if added else f"Wrote {where(passages)} anew in"
        self.stage.say(Clean(f"{did} {path} · {self.stage.key_of('write')} chooses another file"))


def _path(words: Clean) -> Path:
    """The file that is meant.

    Raises:
        ExportError: nobody has the home it is in, or there is no current folder any more.
    """
    from ..dossier.export import ExportError  # imported late: not needed to read

    try:
        return Path(words).expanduser().absolute()
    except (OSError, RuntimeError) as error:
        raise ExportError(f"{words} could not be written: the folder it is in cannot be told.") from error


def _named(path: Path) -> str:
    """A file as it can be named from any folder."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
