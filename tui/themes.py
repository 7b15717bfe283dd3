"""The two themes of natoreader: ink on dark, and ink on paper. Text stands out at least 4.5 to 1 in both."""

from __future__ import annotations

from collections.abc import Mapping

from textual.color import Color
from textual.theme import Theme

DARK = Theme(
    name="natoreader-dark",
    primary="#7aa2c8",
    secondary="#8fb573",
    accent="#e0b15e",
    warning="#e0b15e",
    error="#e58b7b",
    success="#8fb573",
    foreground="#d8d5cf",
    background="#15181d",
    surface="#15181d",
    panel="#20252d",
    dark=True,
)
LIGHT = Theme(
    name="natoreader-light",
    primary="#1f5582",
    secondary="#3c6321",
    accent="#8a5200",
    warning="#8a5200",
    error="#a32a1d",
    success="#3c6321",
    foreground="#22242a",
    background="#fbf9f4",
    surface="#fbf9f4",
    panel="#ece8de",
    dark=False,
)

_BLENDS = {
    # variable: (over, colour, share of the colour)
    "faint": ("background", "foreground", 0.80),
    "fainter": ("background", "foreground", 0.68),
    "rule": ("background", "foreground", 0.30),
    "cursor": ("background", "primary", 0.38),
    "cursor-blurred": ("background", "primary", 0.16),
    "title": ("background", "primary", 0.12),
    "title-focused": ("background", "primary", 0.36),
    "bookmark": ("background", "primary", 0.26),
    "evidence": ("background", "success", 0.32),
    "hit": ("background", "accent", 0.32),
}


def shades(variables: Mapping[str, str]) -> dict[str, str]:
    """The colours natoreader adds to a theme, blended from the theme's own (``nr-faint``, ``nr-cursor`` and so on).

    They are solid: component styles are laid over one another, and a transparent colour would be laid over nothing. In
    a theme of the terminal's own colours nothing can be blended, and the nearest plain colour is taken.
    """
    found: dict[str, str] = {}
    for name, (under, over, share) in _BLENDS.items():
        below, above = Color.parse(variables[under]), Color.parse(variables[over])
        plain = below.ansi is not None or above.ansi is not None
        found[f"nr-{name}"] = (variables[over if share > 0.5 else under]) if plain else below.blend(above, share).hex
    return found
