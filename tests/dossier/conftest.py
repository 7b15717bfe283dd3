from collections.abc import Callable
from pathlib import Path

import pytest
from natoreader.dossier.folder import Dossier, open_dossier

Files = dict[str, str | bytes]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Files], Path]:
    """Makes a dossier's folder of these files."""

    def make(files: Files) -> Path:
        root = tmp_path / "a dossier"
        root.mkdir(exist_ok=True)
        for name, words in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(words if isinstance(words, bytes) else words.encode())
        return root

    return make


@pytest.fixture
def opened(write: Callable[[Files], Path]) -> Callable[[Files], Dossier]:
    """Opens a dossier of these files."""
    return lambda files: open_dossier(write(files))
