"""The journal of a scenario as plain data, for reports."""

from __future__ import annotations

from typing import Any

from ocpp16.journal import (
    Closed,
    Entry,
    FrameEntry,
    Injected,
    Journal,
    Observed,
    Opened,
    TurnedAway,
)
from ocpp16.timestamps import to_text


def trace(journal: Journal) -> tuple[dict[str, Any], ...]:
    """One row an entry: moment, kind, connection and what is particular to the kind."""
    return tuple(row(entry) for entry in journal.entries)


def row(entry: Entry) -> dict[str, Any]:
    """An entry as plain data."""
    common = {
        "time": to_text(entry.at),
        "identity": entry.identity,
        "connection": entry.connection,
    }
    match entry:
        case FrameEntry():
            special = {"kind": "frame", "direction": entry.direction.value, "raw": entry.text}
            if entry.malformed is not None:
                special["malformed"] = entry.malformed
            if entry.probe:
                special["probe"] = "sign of life asked for by the harness"
        case Opened():
            special = {
                "kind": "opened",
                "path": entry.path,
                "subprotocols": ", ".join(entry.subprotocols),
                "authorization": entry.authorization or "none",
                "encrypted": "yes" if entry.secure else "no",
            }
        case TurnedAway():
            special = {"kind": "turned away", "path": entry.path, "status": str(entry.status)}
        case Closed():
            special = {"kind": "closed", "code": str(entry.code), "by": entry.by.value}
        case Observed():
            special = {"kind": "observed", "quantity": entry.quantity, "value": str(entry.value)}
        case Injected():
            special = {
                "kind": "injected",
                "fault": entry.fault,
                "action": entry.action or "",
                "number": str(entry.number),
                "cause": entry.cause,
            }
        case _:
            special = {"kind": type(entry).__name__}
    return {**common, **special}
