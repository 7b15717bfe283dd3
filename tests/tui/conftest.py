"""The application without a terminal, on the bundled dossier or on one made for the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.notebook import Notebook
from natoreader.dossier.permalink import Permalink
from natoreader.tui.app import NatoReader
from natoreader.tui.article import ArticlePane
from natoreader.tui.screen import MainScreen
from textual.pilot import Pilot

PATIENCE = 20.0
"""Seconds a condition may take to come true."""


@dataclass
class Reader:
    """A running application and what tests look at."""

    app: NatoReader
    pilot: Pilot[None]

    @property
    def main(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def article(self) -> ArticlePane:
        return self.main.article_pane

    @property
    def message(self) -> str:
        return str(self.main.status.message)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        await self.press(*("space" if each == " " else each for each in words))

    async def until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():
                await self.pilot.pause(0.01)

    async def search(self, query: str) -> None:
        await self.until(lambda: self.main.finding.index)
        await self.press("s")
        self.main.finding.view.box.value = query
        await self.until(lambda: self.main.finding.answered == query)

    def rows(self) -> list[str]:
        """What the article pane draws."""
        return [self.article.render_line(y).text.rstrip() for y in range(self.article.size.height)]


Open = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def open_reader(tmp_path: Path) -> Open:
    @asynccontextmanager
    async def open_(
        dossier: Path | None = None, size: tuple[int, int] = (80, 24), at: Permalink | None = None
    ) -> AsyncIterator[Reader]:
        opened = open_dossier(dossier or bundled())
        with Notebook.open(tmp_path / "notebook.sqlite3", opened.id) as notebook:
            app = NatoReader(opened, notebook, at)
            async with app.run_test(size=size) as pilot:
                reader = Reader(app, pilot)
                await reader.until(lambda: reader.main.travel.ready or not opened.articles)
                yield reader

    return open_
