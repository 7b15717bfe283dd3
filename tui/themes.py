"""The themes of natoreader: ink on dark, ink on paper, high contrast, and the terminal's own colours.

Text stands out at least 4.5 to 1 in the first two and 7 to 1 in the third, on every background it is drawn on.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.color import Color
from textual.theme import Theme

DARK = Theme(
    name="dark",
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
    name="light",
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
HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#9fd0ff",
    secondary="#a8f0a0",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ffb0a5",
    success="#a8f0a0",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    # Not blended but chosen, so that they are the same where there are 256 colours only.
    variables={
        "nr-rule": "#9e9e9e",
        "nr-cursor": "#005f87",
        "nr-cursor-blurred": "#303030",
        "nr-title": "#262626",
        "nr-title-focused": "#005f87",
        "nr-bookmark": "#3a3a3a",
        "nr-evidence": "#005f00",
        "nr-hit": "#5f0087",
    },
)
TERMINAL = Theme(
    name="terminal",
    ansi=True,
    # Whether the terminal is dark or light cannot be known: of its colours these two can be read on both.
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_magenta",
    warning="ansi_magenta",
    error="ansi_red",
    success="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={"ansi-background": "ansi_black", "ansi-foreground": "ansi_white"},
)
STRICTER = {HIGH_CONTRAST.name: 7.0}
"""The themes that ask for more contrast of words than others, to 1."""
THEMES = (DARK, LIGHT, HIGH_CONTRAST, TERMINAL)

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
