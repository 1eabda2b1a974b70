"""The hardware, settings and memory of a charge point: what outlives a connection."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

POWER = 7360.0
"""W."""
MEASURANDS = ("Energy.Active.Import.Register", "Power.Active.Import")
FIXED = {
    "ClockAlignedDataInterval": "0",
    "ConnectorPhaseRotation": "NotApplicable",
    "GetConfigurationMaxKeys": "40",
    "MeterValuesAlignedData": "",
    "NumberOfConnectors": "1",
    "StopTransactionOnEVSideDisconnect": "true",
    "StopTxnAlignedData": "",
    "StopTxnSampledData": "",
    "SupportedFeatureProfiles": "Core,RemoteTrigger",
    "UnlockConnectorOnEVSideDisconnect": "true",
}
WRITABLE = {
    "AuthorizeRemoteTxRequests": "false",
    "ConnectionTimeOut": "60",
    "HeartbeatInterval": "300",
    "LocalAuthorizeOffline": "false",
    "LocalPreAuthorize": "false",
    "MeterValueSampleInterval": "60",
    "MeterValuesSampledData": ",".join(MEASURANDS),
    "ResetRetries": "0",
    "StopTransactionOnInvalidId": "true",
    "TransactionMessageAttempts": "3",
    "TransactionMessageRetryInterval": "10",
}


def now() -> str:
    """This moment as OCPP writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def fits(known: str, key: str, value: str) -> bool:
    """Whether a value is of the kind that the key has."""
    if known in ("true", "false"):
        return value in ("true", "false")
    if known.isdigit():
        return value.isdigit()
    return not key.endswith("Data") or not value or set(value.split(",")) <= set(MEASURANDS)


@dataclass
class Transaction:
    """One that runs; its id is known when the central system has given it."""

    tag: str
    id: int | None = None


Message = tuple[Callable[[], Any], Callable[[Any], None]]


@dataclass
class Device:
    """What outlives a connection: hardware, settings, and messages that wait to be delivered."""

    plugged: bool = False
    full: bool = False
    tag: str | None = None
    transaction: Transaction | None = None
    finishing: bool = False
    fault: str | None = None
    operative: bool = True
    point_operative: bool = True
    registered: bool = False
    told: dict[int, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=lambda: dict(WRITABLE))
    waiting: list[Message] = field(default_factory=list)
    _meter: float = 1000.0
    _metered: float = field(default_factory=time.monotonic)

    def energy(self) -> int:
        """The meter, Wh."""
        moment = time.monotonic()
        if self.transaction:
            self._meter += POWER * (moment - self._metered) / 3600
        self._metered = moment
        return round(self._meter)

    def status(self, connector: int) -> str:
        """What OCPP calls the state of a connector; 0 is the charge point."""
        if self.fault:
            return "Faulted"
        if connector == 0:
            return "Available" if self.point_operative else "Unavailable"
        if self.transaction:
            return "SuspendedEV" if self.full else "Charging"
        if not (self.point_operative and self.operative):
            return "Unavailable"
        if self.finishing:
            return "Finishing"
        return "Preparing" if self.plugged or self.tag else "Available"

    def sample(self, context: str) -> dict[str, Any]:
        """What is measured now."""
        readings = {
            MEASURANDS[0]: {"value": str(self.energy()), "unit": "Wh"},
            MEASURANDS[1]: {"value": str(POWER if self.transaction else 0.0), "unit": "W"},
        }
        chosen = filter(None, self.keys["MeterValuesSampledData"].split(","))
        values = [{**readings[name], "measurand": name, "context": context} for name in chosen]
        return {"timestamp": now(), "sampled_value": values}
