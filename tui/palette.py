"""The styles everything is drawn with, by name, from the colours of the theme.

They are kept here and not as component classes of the stylesheet: a hundred component classes cost more at launch than
all the rest of the first screen.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.color import Color as RichColour
from rich.style import Style
from textual.color import Color

_ATTRIBUTES = frozenset({"bold", "italic", "underline", "reverse", "strike"})

STYLES: Mapping[str, str] = {
    # Bars and panels
    "key": "bold $accent",
    "strong": "bold",
    "faint": "$nr-faint",
    "fainter": "$nr-fainter",
    "accent": "$accent",
    "alert": "bold $error",
    "heading": "bold $primary",
    "rule": "$nr-rule",
    # Lists and tables
    "cursor": "on $nr-cursor",
    "cursor-blurred": "on $nr-cursor-blurred",
    "marker": "bold $accent",
    "match": "bold underline $accent",
    "header": "$nr-faint on $nr-title",
    "header-current": "bold $accent on $nr-title",
    "stale": "strike $error",
    # Blocks of an article
    "headline": "bold",
    "subheading": "bold",
    "byline": "$nr-faint",
    "dateline": "$nr-faint",
    "caption": "$nr-faint",
    "notice": "$nr-fainter",
    "related": "$nr-fainter",
    "fold": "italic $nr-fainter",
    # Names: without colour the types differ by the seven combinations of bold, underline and italic
    "person": "bold $accent",
    "organisation": "underline $primary",
    "place": "italic $success",
    "event": "bold underline $error",
    "role": "italic underline $accent",
    "date": "bold italic $primary",
    "quantity": "bold italic underline $error",
    # What is lit
    "bookmark": "on $nr-bookmark",
    "evidence": "on $nr-evidence",
    "evidence-current": "$background on $success",
    "hit": "on $nr-hit",
    "hit-current": "$background on $accent",
    "selection": "$background on $foreground",
}
"""Each style: attributes, a colour of the theme, and after ``on`` the colour behind it."""

_WITHOUT_COLOUR: Mapping[str, str] = {
    "cursor": "reverse",
    "cursor-blurred": "bold",
    "evidence": "reverse",
    "evidence-current": "bold reverse",
    "hit": "reverse",
    "hit-current": "bold reverse",
    "selection": "reverse",
    "bookmark": "",
}
"""What replaces the styles that say something by colour alone."""

_PLAIN: Mapping[str, str] = {
    **_WITHOUT_COLOUR,
    "key": "bold",
    "evidence-current": "bold $accent reverse",
    "hit-current": "bold $accent reverse",
    "organisation": "underline",
    "place": "italic",
    "date": "bold italic",
    "bookmark": "underline",
    "header-current": "bold underline $accent",
}
"""The same where nothing can be blended: in the terminal's own colours, few of which are sure to be readable."""


class Palette:
    """The styles for one theme.

    ``variables`` are the theme's colours by name, ``colour`` is false where none may be used, ``plain`` is true where
    they are the terminal's own.
    """

    def __init__(self, variables: Mapping[str, str], *, colour: bool = True, plain: bool = False) -> None:
        self._variables = variables
        self._specs = {**STYLES, **(_WITHOUT_COLOUR if not colour else _PLAIN if plain else {})}
        self._made: dict[str, Style] = {}

    def style(self, names: str) -> Style:
        """One or more styles by name, later ones on top; each sets only what it says.

        Raises:
            KeyError: there is no style of this name.
        """
        found = self._made.get(names)
        if found is None:
            found = self._made[names] = Style.combine(self._make(self._specs[name]) for name in names.split())
        return found

    def _make(self, spec: str) -> Style:
        attributes: list[str] = []
        behind = False
        foreground = background = None
        for word in spec.split():
            if word in _ATTRIBUTES:
                attributes.append(word)
            elif word == "on":
                behind = True
            elif behind:
                background = self._colour(word)
            else:
                foreground = self._colour(word)
        return Style.from_color(foreground, background) + Style.parse(" ".join(attributes) or "none")

    def _colour(self, variable: str) -> RichColour:
        return Color.parse(self._variables[variable.removeprefix("$")]).rich_color
