"""The terminal's driver, mended where Textual's own gives up or gets it wrong."""

from __future__ import annotations

import asyncio
import signal
from functools import partial

from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size


class PatientDriver(LinuxDriver):
    """Textual's driver, which goes on after a key that is no UTF-8, keeps the terminal's last size, and ends tidily."""

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        loop = asyncio.get_running_loop()
        # Textual's handler can be interrupted by the next signal, and then tells the older size last.
        loop.add_signal_handler(signal.SIGWINCH, self._resized)
        # Whoever is told to end gives the terminal back first; the exit code is the one shells expect.
        loop.add_signal_handler(signal.SIGTERM, partial(self._app.exit, return_code=128 + signal.SIGTERM))

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
