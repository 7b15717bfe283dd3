"""Where natoreader keeps what is its own: settings, the user's decisions, state, and what can be made again.

The platform's customary folders, each of which an environment variable replaces: ``NATOREADER_CONFIG_DIR``,
``NATOREADER_DATA_DIR``, ``NATOREADER_STATE_DIR`` and ``NATOREADER_CACHE_DIR``. Nothing is created here; whoever
writes creates the folder.
"""

from __future__ import annotations

import os
from pathlib import Path

APP = "natoreader"


class HomelessError(OSError):
    """The user has no home folder, and no environment variable names another. The message says which would help."""


def config_dir() -> Path:
    """The folder of ``settings.toml`` and ``keymap.toml``.

    Raises:
        HomelessError: there is no home folder to hold it.
    """
    return _folder("config")


def data_dir() -> Path:
    """The folder of what must not be lost: bookmarks, notes, decisions.

    Raises:
        HomelessError: there is no home folder to hold it.
    """
    return _folder("data")


def notebook_file() -> Path:
    """The file of bookmarks, notes and reading positions, in the data folder.

    Raises:
        HomelessError: there is no home folder to hold it.
    """
    return data_dir() / "notebook.sqlite3"


def state_dir() -> Path:
    """The folder of what is convenient to keep: logs, histories.

    Raises:
        HomelessError: there is no home folder to hold it.
    """
    return _folder("state")


def cache_dir() -> Path:
    """The folder of what can be made again: the indexes.

    Raises:
        HomelessError: there is no home folder to hold it.
    """
    return _folder("cache")


def _folder(kind: str) -> Path:
    variable = f"NATOREADER_{kind.upper()}_DIR"
    named = os.environ.get(variable)
    if named:
        return Path(named).absolute()
    import platformdirs  # imported late: tests and scripts that name their folders do not need it

    customary = Path(getattr(platformdirs, f"user_{kind}_dir")(APP, appauthor=False))
    if not customary.is_absolute():  # without a home folder “~” stays as it is, and would be made in the current one
        raise HomelessError(f"there is no home folder; set {variable} to a folder natoreader may write to")
    return customary
