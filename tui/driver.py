"""The terminal's driver, mended where Textual's own gives up or gets it wrong."""

from __future__ import annotations

import asyncio
import os
import signal
from functools import partial

from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size

from .widgets import Painted


class PatientDriver(LinuxDriver):
    """Textual's driver, which goes on after a key that is no UTF-8, keeps the terminal's last size, and ends tidily."""

    _gone = False
    """Whether there is no terminal any more."""
    _ready = False
    _told: int | None = None
    """The signal to end that came before the application was ready."""

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, partial(self._ended_by, number))
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # Textual's handler can be interrupted by the next signal, and then tells the older size last.
        loop.add_signal_handler(signal.SIGWINCH, self._resized)

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal back. Whoever loses it is told to go on too, and has none to take."""
        if os.isatty(self.fileno):
            super()._sigcont_application()

    def ready(self) -> None:
        """The application stands, and ends now if it was told to before."""
        self._ready = True
        if self._told is not None:
            self._ended_by(self._told)

    def _ended_by(self, number: int) -> None:
        """Keep what is being written, give the terminal back, and end with the exit code that shells expect."""
        self._gone = not os.isatty(self.fileno)
        if not self._ready and self._told is None:  # half made, it could not end without faults; told again, it must
            self._told = number
            return
        try:
            if isinstance(self._app, Painted):
                self._app.save()
        finally:  # whatever becomes of it, whoever sends the signal means the end
            self._app.exit(return_code=128 + number)

    def write(self, data: str) -> None:
        """Write to the terminal, as long as it is there: without it nobody takes anything from the queue of writes."""
        if not self._gone:
            super().write(data)

    def _resized(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

    def run_input_thread(self) -> None:
        """Read what is typed until the app ends; what cannot be decoded is dropped with what was read along with it."""
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                continue
