"""Copying a passage with its citation, or its permalink."""

from __future__ import annotations

import datetime
import os

from ..dossier.anchor import Anchor
from ..dossier.article import Article
from ..dossier.permalink import Permalink
from ..dossier.text import Clean
from .keeping import Keeping, Passages
from .stage import Stage


class Copying:
    """What leaves by the clipboard."""

    def __init__(self, stage: Stage, keeping: Keeping) -> None:
        self.stage = stage
        self.keeping = keeping

    def do_copy(self) -> None:
        """Copy the passage at hand with its citation."""
        from ..dossier.export import Selection, gather  # imported late: not needed to read
        from ..dossier.export.plain import plain  # likewise

        passages = self.keeping.at_hand()
        if not passages:
            self.stage.say(self.keeping.nothing("copy"))
            return
        now = datetime.datetime.now(datetime.UTC)
        chosen = [Selection(Anchor.of(article.id, article.text, start, end), now) for article, start, end in passages]
        document = gather(self.stage.session.dossier, chosen, created=now.astimezone().date())
        words = Clean("\n\n".join(plain(each) for each in document.excerpts))
        self._copy(words, f"{self.keeping.where(passages)} with its citation", passages)

    def do_copy_link(self) -> None:
        """Copy the permalink of the passage at hand."""
        passages = self.keeping.at_hand()
        if not passages:
            self.stage.say(self.keeping.nothing("copy"))
            return
        links = [self._link(*each) for each in passages]
        shown = links[0] if len(links) == 1 else f"{len(links)} permalinks"
        self._copy(Clean("\n".join(links)), shown, passages)

    def _link(self, article: Article, start: int, end: int) -> str:
        return str(Permalink(self.stage.session.dossier.id, article.id, start, end))

    def _copy(self, words: Clean, what: str, passages: Passages) -> None:
        from .clipboard import copy  # imported late: not needed to read

        copied = copy(words, os.environ, self.stage.app.send)
        articles = (article for article, _, _ in passages)
        self.keeping.tell(copied.sentence(what), articles, alert=not (copied.program or copied.sent))
