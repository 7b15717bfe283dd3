"""Writing: the file of excerpts."""

from __future__ import annotations

import datetime
from pathlib import Path

from ..dossier.anchor import Anchor
from ..dossier.notebook import NotebookError
from ..dossier.text import Clean
from .commands import BOOKMARKS
from .keeping import Keeping, Passages, where
from .stage import Stage

DEFAULT_FILE = "excerpts.md"


class Writing:
    """What is written of what is kept."""

    def __init__(self, stage: Stage, keeping: Keeping) -> None:
        self.stage = stage
        self.keeping = keeping

    async def do_write(self) -> None:
        """Ask where to, and write the excerpts."""
        bookmarks = self.stage.session.bookmarks
        single = self.stage.article_pane.selection is not None or not bookmarks
        passages = self.keeping.at_hand() if single and self.stage.pane != BOOKMARKS else []
        if not bookmarks and not passages:
            self.stage.say(Clean("Nothing to write yet: b keeps a passage"))
            return
        count = len(passages) or len(bookmarks)
        what = where(passages) if passages else f"{count} bookmark{'s' * (count != 1)}"
        kept = self.stage.session.notebook.state("export.file")
        before = Clean(kept) if isinstance(kept, str) else Clean(DEFAULT_FILE)
        await self.stage.ask(f"Write {what} to:", before, lambda words: self._write(words, passages))

    def _write(self, words: Clean, passages: Passages) -> None:
        from ..dossier.export import ExportError, Selection, gather, write_export  # imported late: not needed to read

        if not words:
            self.stage.say(Clean("Nothing written: no file was named"))
            return
        session = self.stage.session
        now = datetime.datetime.now(datetime.UTC)
        chosen = [Selection(Anchor.of(article.id, article.text, start, end), now) for article, start, end in passages]
        document = gather(session.dossier, chosen or session.bookmarks, created=now.astimezone().date())
        try:
            # One passage joins what the file holds; the bookmarks are all of it.
            written = write_export(document, Path(words).expanduser().absolute(), append=bool(chosen))
            session.notebook.set_state("export.file", str(words))
        except (ExportError, NotebookError) as error:
            self.stage.say(error.sentence, alert=True)
            return
        count = len(chosen) or len(session.bookmarks)
        beside = " and ".join(each.name.removeprefix(written.path.stem) for each in written.beside)
        said = f"Wrote {count} excerpt{'s' * (count != 1)} to {written.path}"
        self.stage.say(Clean(f"{said}, with {beside} beside it" if beside else said))
