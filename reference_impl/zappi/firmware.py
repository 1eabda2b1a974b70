"""Firmware on the device: fetched from the vendor's server, then installed with a restart."""

from __future__ import annotations

from dataclasses import dataclass

PHASES: dict[str, tuple[float, str]] = {
    "Downloading": (30.0, "Downloaded"),
    "Downloaded": (5.0, "Installing"),
    "Installing": (60.0, "Installed"),
}
"""Phase -> its length in seconds and the next one (overview, firmware 'Status Notifications')."""


@dataclass
class FirmwareStore:
    """The installed version, and how far an update has come."""

    version: str
    phase: str | None = None
    until: float | None = None

    def begin(self, now: float) -> str:
        """Start an update; returns its first phase."""
        return self._enter(now, "Downloading")

    def advance(self, now: float, available: str) -> str | None:
        """The phase that begins now, if one does."""
        if self.phase is None or self.until is None or now < self.until:
            return None
        following = PHASES[self.phase][1]
        if following == "Installed":
            self.version, self.phase, self.until = available, None, None
            return following
        return self._enter(now, following)

    @property
    def installing(self) -> bool:
        """Whether the device cannot charge because of the update."""
        return self.phase == "Installing"

    def _enter(self, now: float, phase: str) -> str:
        self.phase, self.until = phase, now + PHASES[phase][0]
        return phase
