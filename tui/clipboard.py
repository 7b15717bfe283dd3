"""Copying: to the system's clipboard where there is a program for it, and by the terminal's own escape sequence."""

from __future__ import annotations

import base64
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..dossier.text import Clean

LONGEST_SEQUENCE = 74_994
"""Bytes of base64 in the longest sequence that common terminals take (xterm's limit)."""
PATIENCE = 2.0
"""Seconds a program for the clipboard may take."""
_PASSTHROUGH = 700
"""Bytes that GNU screen passes on at once; it drops longer strings."""

_PROGRAMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
    ("", ("clip.exe",)),
)
"""A variable that has to be set, and the program that copies what it reads."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was done: the program that took the text, if any, whether a sequence was sent, and whether tmux gets it."""

    program: str
    sent: bool
    tmux: bool = False

    def sentence(self, what: str) -> Clean:
        """What was done, as a sentence that promises no more than is known."""
        if self.program:
            return Clean(f"Copied {what} with {self.program}{', and sent it to the terminal (OSC 52)' * self.sent}")
        if self.sent:
            in_tmux = "tmux passes it on where its set-clipboard or allow-passthrough is on"
            allowed = in_tmux if self.tmux else "some terminals have to allow it"
            return Clean(f"Sent {what} to the terminal’s clipboard (OSC 52); {allowed}")
        return Clean(f"Not copied: {what} is too long for the terminal, and no program for the clipboard was found")


def sequence(text: str, environment: Mapping[str, str]) -> str:
    """The escape sequence (OSC 52) that asks the terminal to keep ``text``, wrapped for GNU screen.

    tmux is sent two: a wrapped one, which it hands on as it is where its ``allow-passthrough`` is on, and a plain one,
    which it takes where its ``set-clipboard`` is. Empty where the text is longer than terminals take.
    """
    encoded = base64.b64encode(text.encode()).decode()
    if len(encoded) > LONGEST_SEQUENCE:
        return ""
    plain = f"\x1b]52;c;{encoded}\x07"
    if _in_tmux(environment):
        return f"\x1bPtmux;{plain.replace(chr(27), chr(27) * 2)}\x1b\\{plain}"
    if environment.get("TERM", "").startswith("screen"):
        pieces = [plain[at : at + _PASSTHROUGH] for at in range(0, len(plain), _PASSTHROUGH)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain


def _in_tmux(environment: Mapping[str, str]) -> bool:
    """Whether tmux draws the terminal, also that of a machine from which one came by ssh."""
    return bool(environment.get("TMUX")) or environment.get("TERM", "").startswith("tmux")


def copy(text: Clean, environment: Mapping[str, str], send: Callable[[str], None]) -> Copied:
    """Copy by every way there is; ``send`` writes to the terminal."""
    found = sequence(text, environment)
    if found:
        send(found)
    remote = bool(environment.get("SSH_CONNECTION"))  # a program would fill the clipboard of the other machine
    program = "" if remote else _by_program(text, environment)
    return Copied(program, bool(found), tmux=_in_tmux(environment))


def _by_program(text: Clean, environment: Mapping[str, str]) -> str:
    for variable, command in _PROGRAMS:
        if variable and not environment.get(variable):
            continue
        path = shutil.which(command[0], path=environment.get("PATH"))
        if path is None:
            continue
        try:
            # Its output goes nowhere: xclip and wl-copy live on and would hold a pipe open.
            subprocess.run(  # noqa: S603  (a known program, by its full path)
                [path, *command[1:]],
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        return command[0]
    return ""
