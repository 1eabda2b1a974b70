"""What the central system knows of each charge point: connection, registration, signs of life."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocpp16.frames import Payload

if TYPE_CHECKING:
    from mock_csms.connection import Connection

MISSED_HEARTBEATS = 3
"""Intervals without a sign of life after which a charge point counts as offline."""


@dataclass
class ChargePoint:
    """One charge point, by identity."""

    identity: str
    connection: Connection | None = None
    boot: Payload | None = None
    """The latest BootNotification."""
    registration: str | None = None
    """The latest registration status given."""
    interval: float = 0.0
    """The heartbeat interval agreed on, in seconds; 0 before registration."""
    last_seen: float | None = None
    calls: int = 0
    """How many of its CALLs have been taken up for answering."""

    def count_call(self) -> int:
        """Count one more CALL; returns its number, from 1."""
        self.calls += 1
        return self.calls

    def online(self, now: float) -> bool:
        """Connected, and not silent for longer than the allowed number of intervals (4.6)."""
        if self.connection is None or self.last_seen is None:
            return False
        return self.interval <= 0 or now - self.last_seen <= self.patience()

    def patience(self) -> float:
        """Seconds of silence after which the charge point counts as offline."""
        return MISSED_HEARTBEATS * self.interval
