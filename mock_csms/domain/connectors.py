"""Connectors: the latest StatusNotification and readings of each (OCPP 1.6, section 4.9)."""

from __future__ import annotations

from dataclasses import dataclass, field

from mock_csms.domain.readings import Readings, Samples
from ocpp16.frames import Payload


@dataclass(slots=True)
class Connector:
    """One connector; 0 stands for the charge point as a whole."""

    number: int
    status: str | None = None
    """A ChargePointStatus; None before the first StatusNotification."""
    error_code: str | None = None
    info: str | None = None
    vendor_error_code: str | None = None
    timestamp: str | None = None
    """When the status came about, if the charge point said so."""
    learned_at: float | None = None
    """When the latest StatusNotification came, in suite seconds."""
    readings: Readings = field(default_factory=Readings)
    """The latest of each quantity, in transactions or outside of them."""


class Connectors:
    """The connectors of one charge point that it has spoken of."""

    def __init__(self) -> None:
        self._connectors: dict[int, Connector] = {}

    def get(self, number: int) -> Connector | None:
        """One connector; None when nothing was heard of it."""
        return self._connectors.get(number)

    def all(self) -> list[Connector]:
        """All that were heard of, in the order of their numbers."""
        return [self._connectors[number] for number in sorted(self._connectors)]

    def numbers(self) -> list[int]:
        """The numbers of the real ones: without 0."""
        return [number for number in sorted(self._connectors) if number > 0]

    def notified(self, now: float, status: Payload) -> None:
        """A StatusNotification came; what it does not say is no longer so."""
        connector = self._connector(status["connectorId"])
        connector.status, connector.error_code = status["status"], status["errorCode"]
        connector.info = status.get("info")
        connector.vendor_error_code = status.get("vendorErrorCode")
        connector.timestamp, connector.learned_at = status.get("timestamp"), now

    def metered(self, number: int, samples: Samples) -> None:
        """Readings of a connector came."""
        self._connector(number).readings.update(samples)

    def _connector(self, number: int) -> Connector:
        if number not in self._connectors:
            self._connectors[number] = Connector(number)
        return self._connectors[number]
