"""What the central system knows of each charge point: connection, registration, signs of life, state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mock_csms.domain.charging_profiles import ChargingProfiles
from mock_csms.domain.composite import Supply
from mock_csms.domain.configuration import Configuration
from mock_csms.domain.connectors import Connectors
from mock_csms.domain.local_list import LocalList
from mock_csms.domain.reservations import Reservations
from mock_csms.domain.security import Security
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
    configuration: Configuration = field(default_factory=Configuration)
    connectors: Connectors = field(default_factory=Connectors)
    reservations: Reservations = field(default_factory=Reservations)
    local_list: LocalList = field(default_factory=LocalList)
    charging_profiles: ChargingProfiles = field(default_factory=ChargingProfiles)
    supply: Supply = field(default_factory=Supply)
    """What its hardware can; OCPP does not tell, so that composite schedules need to be told."""
    security: Security = field(default_factory=Security)
    progress: dict[str, str] = field(default_factory=dict)
    """Action of a status notification about firmware, diagnostics or a log -> its latest status."""
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
