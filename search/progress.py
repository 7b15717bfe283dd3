"""How a long piece of work is followed, and called off."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Is told how many articles are done, and of how many."""
Cancelling = Callable[[], bool]
"""Is asked before each article whether to give up."""


class Cancelled(Exception):  # noqa: N818  (not an error: the caller asked for it)
    """The work was given up because the caller said so."""


def stop_if(cancelled: Cancelling | None) -> None:
    """Go on, unless the caller wants the work given up.

    Raises:
        Cancelled: ``cancelled`` returned true.
    """
    if cancelled is not None and cancelled():
        raise Cancelled
