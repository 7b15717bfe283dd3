"""The terminal's driver, patient with bytes that are no UTF-8."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver


class PatientDriver(LinuxDriver):
    """Textual's driver, which goes on where its own ends with a traceback: after a key that is no UTF-8."""

    def run_input_thread(self) -> None:
        """Read what is typed until the app ends; what cannot be decoded is dropped with what was read along with it."""
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                continue
