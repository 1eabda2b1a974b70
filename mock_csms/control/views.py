"""Charge points, tags and the like as plain data: the only place that knows the domain's records."""

from __future__ import annotations

from typing import Any

from mock_csms.central_system import CentralSystem
from mock_csms.charge_points import ChargePoint
from ocpp16.frames import Payload
from ocpp16.redaction import redact_row
from ocpp16.timestamps import to_text


def charge_point(_system: CentralSystem, now: float, known: ChargePoint) -> dict[str, Any]:
    """A row of the list."""
    boot = known.boot or {}
    return {
        "identity": known.identity,
        "connected": known.connection is not None,
        "online": known.online(now),
        "registration": known.registration,
        "vendor": boot.get("chargePointVendor"),
        "model": boot.get("chargePointModel"),
        "firmware": boot.get("firmwareVersion"),
        "last_seen": moment(known.last_seen),
        "calls": known.calls,
        "connectors": [],
        "transactions": [],
    }


def charge_point_in_full(system: CentralSystem, now: float, known: ChargePoint) -> dict[str, Any]:
    """The row, and what takes more room."""
    details: Payload = {"configuration": [], "boot": known.boot}
    return redact_row({**charge_point(system, now, known), **details})


def matches(known: ChargePoint, query: str) -> bool:
    """Whether identity, vendor or model hold a text, in any case."""
    boot = known.boot or {}
    texts = known.identity, boot.get("chargePointVendor", ""), boot.get("chargePointModel", "")
    return any(query in str(text).casefold() for text in texts)


def moment(seconds: float | None) -> str | None:
    """A moment as text."""
    return None if seconds is None else to_text(seconds)
