"""One run of the command line, from the arguments to the exit code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from .outcome import DONE, FAILED, INTERRUPTED, WRONG_USE, CommandError
from .output import Output, abandon_stdout, at_terminal

if TYPE_CHECKING:
    from .parser import Request
    from .running import OpenApp, Run


def run(argv: Sequence[str], open_app: OpenApp) -> int:
    """Do what the arguments say; returns the exit code. ``open_app`` is called where that is to open the app.

    What can go wrong outside this program ends as a sentence on standard error; faults of its own are not caught.
    """
    out = Output()
    try:
        code = _answer(argv, open_app, out)
        out.flush()
    except BrokenPipeError:  # whoever read along has seen enough
        abandon_stdout()
        return DONE
    except KeyboardInterrupt:
        out.end_progress()
        abandon_stdout()
        return INTERRUPTED
    except OSError as error:
        abandon_stdout()
        place = f"{error.filename}: " if isinstance(error.filename, str) else ""
        out.say(f"{place}{error.strerror or error}.")
        return FAILED
    return code


def _answer(argv: Sequence[str], open_app: OpenApp, out: Output) -> int:
    try:
        if not argv and at_terminal():  # the commonest start does not wait for the parser
            return _open_app(None, open_app)
        from .parser import USAGE, Answered, parse

        try:
            request = parse(argv)
        except Answered as answer:
            out.verbatim(answer.words)
            return DONE
        if request.command is not None:
            return _perform(request.command, request, open_app, out)
        if at_terminal():
            return _open_app(request.dossier, open_app)
        if request.dossier is not None:
            _check_opens(request.dossier)
        out.complain(USAGE)
    except CommandError as failure:
        for sentence in failure.sentences:
            out.say(sentence)
        return failure.code
    return WRONG_USE


def _open_app(dossier: Path | None, open_app: OpenApp) -> int:
    from ..dossier.folder import bundled

    return open_app(dossier or bundled(), None)


def _check_opens(folder: Path) -> None:
    # Imported late, as below.
    from ..dossier.folder import open_dossier
    from ..dossier.problems import DossierError

    try:
        open_dossier(folder)
    except DossierError as error:
        raise CommandError(*map(str, error.problems)) from None


def _perform(command: str, request: Request, open_app: OpenApp, out: Output) -> int:
    # Imported late: “--version” needs nothing of the domain.
    from ..dossier.folder import bundled
    from ..dossier.problems import DossierError
    from .parser import COMMANDS
    from .running import Run

    current = Run(
        command=command,
        arguments=request.arguments,
        folder=request.dossier or bundled(),
        bundled=request.dossier is None,
        out=out,
        open_app=open_app,
    )
    perform: Callable[[Run], int] = getattr(import_module(f".{COMMANDS[command].module}", __package__), command)
    try:
        code = perform(current)
    except DossierError as error:
        raise CommandError(*map(str, error.problems)) from None
    except CommandError:
        _mention_problems(current)
        raise
    _mention_problems(current)
    return code


def _mention_problems(current: Run) -> None:
    if current.problems() and current.command != "check":  # how many there are only check knows, which reads all
        check = f"natoreader check {current.named}".rstrip()
        current.out.say(f"This dossier has problems; {check} lists them.")
