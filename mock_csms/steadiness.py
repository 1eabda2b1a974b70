"""Was somebody there all the time? The silence of a charge point that is gone shows nothing."""

from __future__ import annotations

from mock_csms.central_system import CentralSystem
from ocpp16.expectation import UnmetError
from ocpp16.journal import Closed


class Steadiness:
    """Remembers who is connected now, to say later whether any of these connections has lasted."""

    def __init__(self, system: CentralSystem, identity: str | None, seconds: float) -> None:
        self._system = system
        self._identity = identity
        self._seconds = seconds
        self._since = len(system.journal.entries)
        self._begun = self._connections()

    def lasts(self) -> bool:
        """Whether a connection from the beginning is still open."""
        return bool(self._begun & self._connections())

    def unmet(self) -> UnmetError:
        """What to raise when none is."""
        who = f"charge point {self._identity}" if self._identity else "a charge point"
        expected = (
            f"{who} to stay connected for {self._seconds:g} s, so that silence means something"
        )
        return UnmetError(expected, self._seen())

    def _seen(self) -> str:
        if not self._begun:
            return "no connection when it began"
        endings = [
            f"{entry.identity} was disconnected with code {entry.code} by the {entry.by}"
            for entry in self._system.journal.entries[self._since :]
            if isinstance(entry, Closed) and entry.connection in self._begun
        ]
        return "; ".join(endings)

    def _connections(self) -> set[int]:
        return {
            known.connection.number
            for known in self._system.charge_points.values()
            if known.connection is not None and self._identity in (None, known.identity)
        }
