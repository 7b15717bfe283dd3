"""Writing: the file of excerpts, and single passages added to it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..dossier.notebook import Json, NotebookError
from ..dossier.text import EMPTY, Clean
from .contents import Content, contents, selections
from .finding import Finding
from .keeping import Keeping
from .stage import Stage

if TYPE_CHECKING:
    from ..dossier.export import Document
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
        self._contents: dict[str, Content] = {}
        self._last: dict[str, str] = {}
        """What was used last in this run, by its key in the notebook's state, which may not take it."""

    def _offered(self) -> dict[str, Content]:
        """What can be written here by its id, the likeliest first, as the notebook is now: others may have written."""
        self.keeping.read_anew()
        return {each.id: each for each in contents(self.stage, self.keeping, self.finding)}

    # The dialog

    async def do_write(self) -> None:
        """Ask what, how and where to, and write it."""
        from .writedialog import Setting, WriteDialog  # imported late: not needed to read

        self._contents = self._offered()
        if not self._contents:
            self._say_nothing()
            return
        profiles = [id for id, _ in _PROFILES]
        settings = [
            Setting("What", [(each.id, each.name) for each in self._contents.values()]),
            Setting("Profile", _PROFILES, profiles.index(self._profile)),
            Setting("Words", _CONTEXTS),
            Setting("Sources", _FOOTNOTES),
            Setting("Files", _EARLIER),
        ]
        self.stage.app.push_screen(WriteDialog(settings, self._shown_file, self._preview, self._write))

    def write_to(self, file: Clean) -> None:
        """Write what is likeliest meant here to a file, in the profile used last."""
        from .writedialog import Order  # imported late: not needed to read

        self._contents = self._offered()
        if not self._contents:
            self._say_nothing()
            return
        order = Order(
            next(iter(self._contents)), self._profile, _CONTEXTS[0][0], _FOOTNOTES[0][0], _EARLIER[0][0], file
        )
        refused = self._write(order)
        if refused is not None:
            self.stage.say(refused, alert=True)

    def _say_nothing(self) -> None:
        self.stage.say(Clean(f"Nothing to write yet: {self.stage.key_of('bookmark')} keeps a passage"))

    @property
    def _profile(self) -> str:
        """The profile used last."""
        kept = self._last_used(_PROFILE)
        profiles = [id for id, _ in _PROFILES]
        return str(kept) if kept in profiles else profiles[0]

    @property
    def file(self) -> Clean:
        """The file that was written last."""
        kept = self._last_used(_FILE)
        return Clean(kept) if isinstance(kept, str) else Clean(DEFAULT_FILE)

    @property
    def _shown_file(self) -> Clean:
        """The same with its folder."""
        from ..dossier.export import ExportError  # imported late: not needed to read

        try:
            return Clean(_named(_path(self.file)))
        except ExportError:  # told of when it is written
            return self.file

    def _last_used(self, key: str) -> Json:
        return self._last.get(key) or self.stage.session.notebook.state(key)

    def _remember(self, values: Mapping[str, str]) -> Clean:
        """Remember what was used; what there is to say of it, where it is forgotten at the end of this run."""
        self._last |= values
        try:
            for key, value in values.items():
                self.stage.session.notebook.set_state(key, value)
        except NotebookError as error:
            return Clean(f"what was chosen is remembered for this run only: {error.sentence}")
        return EMPTY

    def _document(self, order: Order) -> Document:
        from ..dossier.export import CONTEXTS, gather  # imported late: not needed to read

        session = self.stage.session
        content, footnotes = self._contents[order.what], order.footnotes == "on"
        return gather(
            session.dossier,
            content.passages,
            created=_today(),
            sections=content.sections(footnotes),
            context=next(each for each in CONTEXTS if each == order.context),
            footnotes=footnotes,
            marks=session.cell_marks,
        )

    def _preview(self, order: Order) -> Clean:
        from ..dossier.export import ExportError, to_markdown  # imported late: not needed to read

        try:
            return Clean(to_markdown(self._document(order), order.profile))
        except ExportError as error:
            return error.sentence

    def _write(self, order: Order) -> Clean | None:
        """Write, and say what was written; the answer is a sentence that says why nothing was."""
        # imported late: not needed to read
        from ..dossier.export import ExportError, elsewhere, file_for, told, write_export

        if not order.file:
            return Clean("Nothing was written: no file is named.")
        self._contents |= self._offered()
        content = self._contents[order.what]
        document = self._document(order)
        prune, overwrite = order.earlier == "prune", order.earlier == "overwrite"
        try:
            path = file_for(order.file, document.title, path=_path(order.file))
            written = write_export(document, path, profile=order.profile, prune=prune, overwrite=overwrite)
        except ExportError as error:
            return error.sentence
        beside = " and ".join(each.name.removeprefix(written.path.stem) for each in written.beside)
        number = len(content.passages)
        what = f"{number} excerpt{'s' * (number != 1)}" if number else content.name
        done = Clean(f"Wrote {what} to {written.path} ({told(written)}), with {beside} beside it")
        warned = [elsewhere(written.path), self._remember({_FILE: _named(path), _PROFILE: order.profile})]
        done = Clean(" · ".join([done, *(each.rstrip(".") for each in warned if each)]))
        self.keeping.tell(done, (each.article for each in document.references), alert=any(warned))
        return None

    # One passage

    def do_append(self) -> None:
        """Add the passage at hand to the file written last."""
        from ..dossier.export import ExportError, append_passage  # imported late: not needed to read

        passages = self.keeping.at_hand()
        if not passages:
            self.stage.say(self.keeping.nothing("add"))
            return
        self.keeping.read_anew()
        session, added = self.stage.session, 0
        try:
            path = _path(self.file)
            for each in selections(self.stage, passages):
                written = append_passage(
                    session.dossier, each, path, created=_today(), marks=session.cell_marks, begun_as=self._profile
                )
                added += written.added
        except ExportError as error:
            self.stage.say(error.sentence, alert=True)
            return
        fault = self._remember({_FILE: _named(path)})
        did = f"Added {self.keeping.where(passages)} to" if added else f"Wrote {self.keeping.where(passages)} anew in"
        said = (f"{did} {path}", f"{self.stage.key_of('write')} chooses another file", fault)
        done = Clean(" · ".join(each for each in said if each))
        self.keeping.tell(done, (article for article, _, _ in passages), alert=bool(fault))


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


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()
