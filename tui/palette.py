"""The styles everything is drawn with, by name, from the colours of the theme.

They are kept here and not as component classes of the stylesheet: a hundred component classes cost more at launch than
all the rest of the first screen.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.color import Color as RichColour
from rich.color import ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual.color import Color

_ATTRIBUTES = frozenset({"bold", "italic", "underline", "reverse", "strike"})
_BRACKETED = "bracketed"
"""Stands between brackets, which whoever lays out the text puts there."""

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
    "removed": "strike $error",
    "added": "bold underline $success",
    # Blocks of an article
    "headline": "bold",
    "subheading": "bold",
    "byline": "$nr-faint",
    "dateline": "$nr-faint",
    "caption": "$nr-faint",
    "notice": "$nr-fainter",
    "related": "$nr-fainter",
    "fold": "italic $nr-fainter",
    # Names
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
    # The types of names differ by the seven combinations of bold, underline and brackets. Not by italics, which many a
    # terminal does not have, or shows in reverse.
    "person": "bold",
    "organisation": "underline",
    "place": _BRACKETED,
    "event": "bold underline",
    "role": f"bold {_BRACKETED}",
    "date": f"underline {_BRACKETED}",
    "quantity": f"bold underline {_BRACKETED}",
}
"""What replaces the styles that say something by colour alone."""

_TYPES = ("person", "organisation", "place", "event", "role", "date", "quantity")

_PLAIN: Mapping[str, str] = {
    **{name: spec for name, spec in _WITHOUT_COLOUR.items() if name not in _TYPES},
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

LEAST = 4.5
"""The least contrast of words, to 1, that WCAG asks of ordinary text."""
_BLACK, _WHITE = RichColour.parse("#000000"), RichColour.parse("#ffffff")


def _blend(a: ColorTriplet, b: ColorTriplet, share: float) -> ColorTriplet:
    return ColorTriplet(*(round(one + (other - one) * share) for one, other in zip(a, b, strict=True)))


def _luminance(colour: ColorTriplet) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Palette:
    """The styles for one theme.

    ``variables`` are the theme's colours by name, ``colour`` is false where none may be used, ``plain`` is true where
    they are the terminal's own. Words stand out at least ``least`` to 1 from what is behind them, in the colours that
    a terminal of ``system`` shows.
    """

    def __init__(
        self,
        variables: Mapping[str, str],
        *,
        colour: bool = True,
        plain: bool = False,
        least: float = LEAST,
        system: ColorSystem = ColorSystem.TRUECOLOR,
    ) -> None:
        self._variables = variables
        self._least = least
        self._system = system
        self._laid: dict[tuple[Style, str], Style] = {}
        self._specs = {**STYLES, **(_WITHOUT_COLOUR if not colour else _PLAIN if plain else {})}
        self._made: dict[str, Style] = {}
        self.bracketed = frozenset(name for name, spec in self._specs.items() if _BRACKETED in spec.split())
        """The styles whose words stand between brackets."""

    def style(self, names: str) -> Style:
        """One or more styles by name, later ones on top; each sets only what it says.

        Raises:
            KeyError: there is no style of this name.
        """
        found = self._made.get(names)
        if found is None:
            found = self._made[names] = Style.combine(self._make(self._specs[name]) for name in names.split())
        return found

    def on(self, base: Style, names: str) -> Style:
        """Some styles laid over a style, their words as readable as they must be."""
        found = self._laid.get((base, names))
        if found is None:
            style = base + self.style(names) if names else base
            found = self._laid[base, names] = self._readable(style)
        return found

    def _readable(self, style: Style) -> Style:
        """The style, its words drawn towards black or white until they stand out enough."""
        words, behind = style.color, style.bgcolor
        if words is None or behind is None or words.triplet is None or behind.triplet is None:
            return style  # the terminal's own colours
        dark = max((_BLACK, _WHITE), key=lambda ink: self.contrast(ink, behind))
        share = 0.0
        found = words
        while self.contrast(found, behind) < self._least and share < 1:
            share += 0.1
            found = RichColour.from_triplet(_blend(words.triplet, dark.get_truecolor(), min(1, share)))
        return style + Style.from_color(found)

    def contrast(self, a: RichColour, b: RichColour) -> float:
        """How much two colours stand out from each other as the terminal shows them, from 1 to 21 (WCAG 2)."""
        low, high = sorted(_luminance(each.downgrade(self._system).get_truecolor()) for each in (a, b))
        return (high + 0.05) / (low + 0.05)

    def _make(self, spec: str) -> Style:
        attributes: list[str] = []
        behind = False
        foreground = background = None
        for word in spec.split():
            if word in _ATTRIBUTES:
                attributes.append(word)
            elif word == "on":
                behind = True
            elif word == _BRACKETED:
                continue
            elif behind:
                background = self._colour(word)
            else:
                foreground = self._colour(word)
        return Style.from_color(foreground, background) + Style.parse(" ".join(attributes) or "none")

    def _colour(self, variable: str) -> RichColour:
        return Color.parse(self._variables[variable.removeprefix("$")]).rich_color
