"""What the user may set: the one table of settings, and what each of them takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from ..dossier.problems import shortened
from ..dossier.tables import listed, nearest

Value: TypeAlias = bool | int | str

AUTO = "auto"
"""How a width that follows the terminal’s is written; as a value it is 0."""
ITEMS, MATRIX = "items", "matrix"
"""The two layouts of the comparison."""


class Settings(NamedTuple):
    """A value for every setting of :data:`SETTINGS`, under its key.

    Widths are cells, those of panes 0 where they follow the terminal's.
    """

    theme: str = "dark"
    measure: int = 72
    folded: bool = True
    highlights: bool = True
    layout: str = ITEMS
    sources_width: int = 0
    entities_width: int = 0
    hits_width: int = 0
    wheel: int = 3
    hint_delay: int = 400


class Setting(NamedTuple):
    """One setting: its key and what it is for, and either the words it takes or the least and most of a number.

    A number may be ``auto`` besides where that is said; what has neither words nor numbers is true or false.
    """

    key: str
    help: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    auto: bool = False

    @property
    def takes(self) -> str:
        """What may be set, in words."""
        if self.choices:
            return listed(self.choices)
        if self.most:
            return f"{'“auto” or ' if self.auto else ''}a whole number from {self.least} to {self.most}"
        return "true or false"

    @property
    def examples(self) -> Sequence[str]:
        """Words to complete a value from."""
        if self.most:
            return (AUTO,) if self.auto else ()
        return self.choices or ("true", "false")

    def accept(self, value: object) -> Value:
        """A value of a file or of what was kept.

        Raises:
            ValueError: it is not one this setting takes; the message says what is.
        """
        if self.most:
            number = isinstance(value, int) and not isinstance(value, bool)
            if self.auto and (value == AUTO or (number and value == 0)):
                return 0
            fits = isinstance(value, int) and number and self.least <= value <= self.most
        elif self.choices:
            fits = isinstance(value, str) and value in self.choices
        else:
            fits = isinstance(value, bool)
        if not fits or not isinstance(value, bool | int | str):
            near = nearest(value, self.choices) if isinstance(value, str) else ""
            raise ValueError(f"{_shown(value)} is not {self.takes}{near}")
        return value

    def read(self, words: str) -> Value:
        """A value as one types it.

        Raises:
            ValueError: it is not one this setting takes; the message says what is.
        """
        plain = words.strip()
        if self.most and plain.isascii() and plain.isdigit() and len(plain) < 10:
            return self.accept(int(plain))
        if not self.most and not self.choices:
            return self.accept({**dict.fromkeys(_ON, True), **dict.fromkeys(_OFF, False)}.get(plain.lower(), plain))
        return self.accept(plain)

    def write(self, value: Value) -> str:
        """A value as one types it."""
        if isinstance(value, bool):
            return str(value).lower()
        return AUTO if self.auto and value == 0 else str(value)


_ON, _OFF = ("true", "on", "yes"), ("false", "off", "no")

THEMES = ("dark", "light", "high-contrast", "terminal")
"""natoreader’s own themes; ``terminal`` is the terminal’s own colours."""


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"“{shortened(value)}”"
    if isinstance(value, int | float):
        return str(shortened(str(value)))
    return "a list" if isinstance(value, list) else "a table" if isinstance(value, dict) else "a date or a time"


SETTINGS: tuple[Setting, ...] = (
    Setting("theme", "the colours; `terminal` is the terminal’s own", THEMES),
    Setting("measure", "the widest column of an article’s text, in cells", least=20, most=200),
    Setting("folded", "whether captions, notices and repeated headlines are folded away"),
    Setting("highlights", "whether names, dates and quantities are highlighted"),
    Setting("layout", "how the comparison opens", (ITEMS, MATRIX)),
    Setting("sources_width", "the column of the sources, in cells", least=16, most=100, auto=True),
    Setting("entities_width", "the entities’ own column, from 110 columns on", least=16, most=100, auto=True),
    Setting("hits_width", "the hits beside their context, from 110 columns on", least=30, most=200, auto=True),
    Setting("wheel", "rows a notch of the mouse wheel scrolls", least=1, most=50),
    Setting("hint_delay", "milliseconds until an unfinished key sequence shows what may follow", least=50, most=60000),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}
DEFAULTS = Settings()


def with_values(settings: Settings, changed: Mapping[str, Value]) -> Settings:
    """The settings with some values changed, which :meth:`Setting.accept` has seen."""
    found: dict[str, Any] = {**changed}
    return settings._replace(**found)


def values(settings: Settings) -> dict[str, Value]:
    """Every setting with its value, in the order of the table."""
    return settings._asdict()
