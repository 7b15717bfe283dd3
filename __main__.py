"""The entry point: hands the arguments to the command line, which opens the app where that is asked for."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .cli.main import run

if TYPE_CHECKING:
    from .dossier.permalink import Permalink


def main(argv: Sequence[str] | None = None) -> int:
    """Run natoreader with these arguments, by default the process's own; returns the exit code."""
    return run(sys.argv[1:] if argv is None else argv, _open_app)


def _open_app(dossier: Path, at: Permalink | None) -> int:
    # Imports make tens of thousands of objects that stay: looking for garbage among them is a twentieth of the launch.
    gc.disable()
    from .tui import app  # imported late: only the app needs Textual

    return app.run(dossier, at)


if __name__ == "__main__":
    sys.exit(main())
