"""What all rooms share: no test sees the user's own folders, and the program can be run in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from natoreader.dossier.folder import bundled, open_dossier
from natoreader.search.index import build_index

from .home import Home, folders, new_home

# A property is true or false, not late: a busy machine must not fail it. The suite tries the same examples at every
# run; new ones, and more of them, are tried by the long run (``--hypothesis-profile soak``).
settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("soak", deadline=None, max_examples=2000)
settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fixtures that live longer than a test do not see the user's folders either."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in folders(tmp_path_factory.mktemp("nobody")).items():
            patch.setenv(name, value)
        yield


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of its own for every test; they are not made."""
    for name, value in folders(tmp_path / "home").items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="session")
def bundled_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with the index of the bundled dossier, built once."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("indexed")
        patch.setenv("NATOREADER_CACHE_DIR", str(folder))
        build_index(open_dossier(bundled())).close()
    return folder


@pytest.fixture
def make_home(tmp_path: Path) -> Iterator[Callable[..., Home]]:
    """Makes homes, and closes them at the test's end."""
    homes: list[Home] = []

    def make(name: str = "home") -> Home:
        homes.append(new_home(tmp_path / name))
        return homes[-1]

    yield make
    for home in homes:
        home.close()


@pytest.fixture
def home(make_home: Callable[..., Home]) -> Home:
    """An empty home."""
    return make_home()
