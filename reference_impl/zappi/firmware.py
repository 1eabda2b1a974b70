"""Firmware on the device: fetched from the vendor's server, then installed with a restart."""

from __future__ import annotations

import re
from dataclasses import dataclass

DOWNLOADING, DOWNLOADED, DOWNLOAD_FAILED = "Downloading", "Downloaded", "DownloadFailed"
INSTALLING, INSTALLED, INSTALLATION_FAILED = "Installing", "Installed", "InstallationFailed"

SECONDS = {DOWNLOADING: 30.0, DOWNLOADED: 5.0, INSTALLING: 60.0}
"""How long a phase takes (overview, firmware 'Status Notifications', names them)."""


def release(version: str) -> tuple[int, ...]:
    """A version as numbers, so that releases can be put in order."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


@dataclass
class FirmwareStore:
    """The installed version, and how far an update has come."""

    version: str
    phase: str | None = None
    until: float | None = None
    failing_downloads: int = 0
    """So many of the next downloads fail."""
    failing_installations: int = 0
    """So many of the next installations fail."""
    image: str = ""
    """The version an update brings."""
    _attempts: int = 0
    _pause: float = 0.0

    @property
    def busy(self) -> bool:
        """Whether an update is under way, or waits for its next attempt."""
        return self.until is not None

    @property
    def installing(self) -> bool:
        """Whether the device cannot charge because of the update."""
        return self.phase == INSTALLING

    def begin(
        self, now: float, available: str, attempts: int = 1, pause: float = 0.0
    ) -> str | None:
        """Start an update; returns its first phase, or None while another one is under way."""
        if self.busy:
            return None
        if not self.is_new(available):
            return INSTALLED
        self.image, self._attempts, self._pause = available, attempts, pause
        return self._enter(now, DOWNLOADING)

    def is_new(self, available: str) -> bool:
        """Whether there is anything to install: an older image is never put in place of a newer."""
        return release(available) > release(self.version)

    def advance(
        self, now: float, *, may_install: bool = True, reachable: bool = True
    ) -> str | None:
        """The phase that begins now, if one does; what may not be installed yet is kept.

        A download fails when the vendor's server is not ``reachable`` at its end.
        """
        if self.until is None or now < self.until:
            return None
        match self.phase:
            case "Downloading" if self.download_fails(reachable):
                return self._failed(now, DOWNLOAD_FAILED)
            case "Downloading":
                return self._enter(now, DOWNLOADED)
            case "Downloaded" if not may_install:
                self._enter(now, DOWNLOADED)
                return None
            case "Downloaded":
                return self._enter(now, INSTALLING)
            case "Installing" if self.failing_installations > 0:
                self.failing_installations -= 1
                self.version = self.version_after_failure()
                return self._failed(now, INSTALLATION_FAILED)
            case "Installing":
                self.version, self.phase, self.until = self.image, None, None
                return INSTALLED
        return self._enter(now, DOWNLOADING)

    def download_fails(self, reachable: bool) -> bool:
        """Whether a download that was to end now has failed."""
        if self.failing_downloads > 0:
            self.failing_downloads -= 1
            return True
        return not reachable

    def version_after_failure(self) -> str:
        """After a failing installation the old version goes on."""
        return self.version

    def tries_again(self) -> bool:
        """Whether another attempt is left; what was told counts them all."""
        return self._attempts > 0

    def _failed(self, now: float, phase: str) -> str:
        self._attempts -= 1
        self.phase = None
        self.until = now + self._pause if self.tries_again() else None
        return phase

    def _enter(self, now: float, phase: str) -> str:
        self.phase, self.until = phase, now + SECONDS[phase]
        return phase
