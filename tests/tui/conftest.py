"""The application without a terminal, on the bundled dossier or on one made for the test."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.dossier.notebook import Notebook
from natoreader.dossier.permalink import Permalink
from natoreader.tui import clipboard, naming, screen
from natoreader.tui.app import NatoReader
from natoreader.tui.article import ArticlePane
from natoreader.tui.screen import MainScreen
from natoreader.tui.views import geometry
from textual.pilot import Pilot

PATIENCE = 20.0
"""Seconds a condition may take to come true."""
HOPS = 4
"""Widgets that hand a message on at most, one to the next."""


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The application waits for other programs and threads as long as a busy machine may need."""
    for module in (clipboard, naming):
        monkeypatch.setattr(module, "PATIENCE", PATIENCE)


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

    async def settle(self) -> None:
        """Wait until every widget has answered what was told to it, and what that made it tell others."""
        for _ in range(HOPS):
            await self.pilot.pause(0)

    async def press(self, *keys: str) -> None:
        """Press keys, each when all is done that the one before it brought about."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, words: str) -> None:
        """Type words in one burst."""
        await self.pilot.press(*("space" if each == " " else each for each in words))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size, and wait until all is laid out for it."""
        await self.pilot.resize_terminal(width, height)
        main, articles = self.main, len(self.main.session.dossier.articles)
        wanted = geometry(width, height, articles, main.session.settings, alone=main.zen)
        await self.until(lambda: self.app.size == (width, height) and main.geometry == wanted)
        await self.settle()

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
def open_reader(tmp_path: Path, bundled_index: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the application; ``indexed`` says whether the bundled dossier's index is there already."""
    monkeypatch.setattr(screen, "REST", 0.001)  # nobody waits for the first key here

    @asynccontextmanager
    async def open_(
        dossier: Path | None = None,
        size: tuple[int, int] = (80, 24),
        at: Permalink | None = None,
        *,
        indexed: bool = True,
    ) -> AsyncIterator[Reader]:
        opened = open_dossier(dossier or bundled())
        if indexed and dossier is None:
            shutil.copytree(bundled_index, os.environ["NATOREADER_CACHE_DIR"], dirs_exist_ok=True)
        with Notebook.open(tmp_path / "notebook.sqlite3", opened.id) as notebook:
            app = NatoReader(opened, notebook, at)
            async with app.run_test(size=size) as pilot:
                reader = Reader(app, pilot)
                for module in ("app", "pilot"):  # which would sleep until the processor is idle, twice for each key
                    monkeypatch.setattr(f"textual.{module}.wait_for_idle", asyncio.sleep)
                await reader.until(lambda: reader.main.travel.ready or not opened.articles)
                yield reader

    return open_
