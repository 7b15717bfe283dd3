from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from natoreader.dossier.anchor import Anchor
from natoreader.dossier.notebook import Notebook
from natoreader.dossier.text import Clean, Text

WORDS = Text(Clean("NATO offered help.\nLibya has not asked.\n“We stand ready,” he said, “if asked.”\n"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "notebook.sqlite"


@pytest.fixture
def opened(path: Path) -> Iterator[Callable[..., Notebook]]:
    """Opens notebooks on the test's file and closes them at its end."""
    notebooks: list[Notebook] = []

    def open_one(dossier: str = "nato-libya", at: Path = path) -> Notebook:
        notebooks.append(Notebook.open(at, dossier))
        return notebooks[-1]

    yield open_one
    for notebook in notebooks:
        notebook.close()


@pytest.fixture
def notebook(opened: Callable[..., Notebook]) -> Notebook:
    return opened()


@pytest.fixture
def anchor() -> Callable[..., Anchor]:
    def of(start: int = 0, end: int = 4, article: str = "003") -> Anchor:
        return Anchor.of(Clean(article), WORDS, start, end)

    return of
