"""What holds for this user: the files of the config folder, and what was changed in the app since.

``settings.toml`` and ``keymap.toml`` are what the user declares, and are never written. What one changes with a key or
on the command line is kept in the notebook, and holds until the file says something else than it did then, or until
both files are read anew.
"""

from __future__ import annotations

from pathlib import Path

from ..dossier import paths
from ..dossier.notebook import Json, Notebook
from ..dossier.problems import DossierError, Problem, problem
from ..dossier.tables import Table, nearest, read_toml
from .keymap import Keymap, read_keymap
from .settings import BY_KEY, DEFAULTS, Settings, Value, values, with_values

SETTINGS_FILE, KEYMAP_FILE = "settings.toml", "keymap.toml"
_KEPT = "settings"
"""Where the notebook keeps what was changed: for each key the value, and what was declared when it was changed."""


class Preferences:
    """The settings and the keymap in use.

    Attributes:
        declared: The settings by the files alone.
        settings: The settings in use.
        keymap: The keys in use.
        problems: What is wrong with the files; where something is, what is usual holds.
    """

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._changed: dict[str, tuple[Value, Value]] = {}
        self._read()
        self._restore()

    def _read(self) -> None:
        found: list[Problem] = []
        settings, keymap = _read_file(SETTINGS_FILE, found), _read_file(KEYMAP_FILE, found)
        self.declared = read_settings(settings) if settings is not None else DEFAULTS
        self.keymap = read_keymap(keymap) if keymap is not None else Keymap()
        for table in (settings, keymap):
            found += table.problems if table is not None else ()
        self.problems: tuple[Problem, ...] = tuple(found)
        self.settings = self.declared

    def _restore(self) -> None:
        """Take over what was changed, unless the file now says something else than it did."""
        kept = self._notebook.state(_KEPT, shared=True)
        for key, pair in kept.items() if isinstance(kept, dict) else ():
            setting = BY_KEY.get(key)
            if setting is None or not isinstance(pair, list) or len(pair) != 2:
                continue
            declared = getattr(self.declared, key)
            try:
                value = setting.accept(pair[0])
            except ValueError:  # kept by another version
                continue
            if pair[1] == declared:
                self._changed[key] = value, declared
        self.settings = with_values(self.declared, {key: value for key, (value, _) in self._changed.items()})

    def change(self, key: str, value: Value) -> None:
        """Use another value from now on, and keep it.

        Raises:
            NotebookError: it could not be kept; it is used nevertheless.
        """
        self.settings = with_values(self.settings, {key: value})
        self._changed[key] = value, getattr(self.declared, key)
        self._keep()

    def reload(self) -> None:
        """Read both files anew, and forget what was changed since.

        Raises:
            NotebookError: that could not be kept; the files are used nevertheless.
        """
        self._changed.clear()
        self._read()
        self._keep()

    def _keep(self) -> None:
        changed: dict[str, Json] = {key: [*pair] for key, pair in self._changed.items()}
        self._notebook.set_state(_KEPT, changed, shared=True)

    def source(self, key: str) -> str:
        """Where a setting’s value comes from, in a word or two."""
        if key in self._changed:
            return "changed here"
        return SETTINGS_FILE if getattr(self.declared, key) != getattr(DEFAULTS, key) else ""


def read_settings(table: Table) -> Settings:
    """The settings of a file, whose problems are noted in the table; what is wrong there is left as it usually is."""
    found: dict[str, Value] = {}
    for key, value in table.data.items():
        setting = BY_KEY.get(key)
        if setting is None:
            table.fault(key, f"is not a setting{nearest(key, list(BY_KEY))}")
            continue
        try:
            found[key] = setting.accept(value)
        except ValueError as error:
            usual = setting.write(values(DEFAULTS)[key])
            table.fault(key, f"{error}; {usual} is used")
    return with_values(DEFAULTS, found)


def _read_file(name: str, problems: list[Problem]) -> Table | None:
    """The table of a file of the config folder; ``None`` where there is none, or none that can be read."""
    try:
        path: Path = paths.config_dir() / name
        path.lstat()
        return read_toml(path, name)
    except (FileNotFoundError, NotADirectoryError, paths.HomelessError):
        return None
    except DossierError as error:
        problems += error.problems
    except OSError as error:
        problems.append(problem(name, "", f"cannot be read: {error.strerror or error}"))
    return None
