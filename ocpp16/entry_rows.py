"""Entries of a journal as plain data, for reports and files, and back."""

from __future__ import annotations

from typing import Any

from ocpp16.actions import Role
from ocpp16.entries import (
    Closed,
    Direction,
    Entry,
    FrameEntry,
    Injected,
    Noted,
    Observed,
    Opened,
    Stray,
    TurnedAway,
)
from ocpp16.timestamps import to_text

Row = dict[str, Any]


def row(entry: Entry) -> Row:
    """An entry as plain data: moment, kind, connection and what is particular to the kind."""
    common = {
        "time": to_text(entry.at),
        "identity": entry.identity,
        "connection": entry.connection,
    }
    return {**common, **particulars(entry)}


def exact_row(entry: Entry) -> Row:
    """A row from which ``entry_of`` makes the entry again: with its index and exact moment."""
    exact = {
        "index": entry.index,
        "at": entry.at,
        "identity": entry.identity,
        "connection": entry.connection,
        **particulars(entry),
    }
    if isinstance(entry, FrameEntry):
        more = {"answers": entry.answers, "unreadable": entry.unreadable}
        exact |= {name: value for name, value in more.items() if value is not None}
    return exact


def particulars(entry: Entry) -> Row:
    """The kind of an entry, and what only this kind has."""
    match entry:
        case FrameEntry():
            return _of_frame(entry)
        case Opened():
            return {
                "kind": "opened",
                "path": entry.path,
                "subprotocols": ", ".join(entry.subprotocols),
                "authorization": entry.authorization or "none",
                "encrypted": "yes" if entry.secure else "no",
            }
        case TurnedAway():
            return {"kind": "turned away", "path": entry.path, "status": str(entry.status)}
        case Stray():
            return {
                "kind": "stray",
                "remote": entry.remote,
                "octets": entry.octets,
                "count": str(entry.count),
                "reason": entry.reason,
            }
        case Closed():
            return {"kind": "closed", "code": str(entry.code), "by": entry.by.value}
        case Observed():
            return {"kind": "observed", "quantity": entry.quantity, "value": str(entry.value)}
        case Injected():
            return {
                "kind": "injected",
                "fault": entry.fault,
                "action": entry.action or "",
                "number": str(entry.number),
                "cause": entry.cause,
            }
        case Noted():
            return {"kind": "noted", "note": entry.note}
        case _:
            return {"kind": type(entry).__name__}


def _of_frame(entry: FrameEntry) -> Row:
    special = {"kind": "frame", "direction": entry.direction.value, "raw": entry.text}
    if entry.malformed is not None:
        special["malformed"] = entry.malformed
    if entry.probe:
        special["probe"] = "sign of life asked for by the harness"
    return special


def entry_of(row: Row) -> Entry:
    """The entry that ``exact_row`` was made of; an observed value comes back as its text.

    Raises ``ValueError`` for a row that is of no kind, and ``KeyError`` when a field is missing.
    """
    common = {name: row[name] for name in ("index", "at", "identity", "connection")}
    match row["kind"]:
        case "frame":
            return _frame_entry(common, row)
        case "opened":
            return _opened(common, row)
        case "turned away":
            return TurnedAway(**common, path=row["path"], status=int(row["status"]))
        case "stray":
            told = {name: row[name] for name in ("remote", "octets", "reason")}
            return Stray(**common, **told, count=int(row["count"]))
        case "closed":
            return Closed(**common, code=int(row["code"]), by=Role(row["by"]))
        case "observed":
            return Observed(**common, quantity=row["quantity"], value=row["value"])
        case "injected":
            fault, number, cause = row["fault"], int(row["number"]), row["cause"]
            action = row["action"] or None
            return Injected(**common, fault=fault, action=action, number=number, cause=cause)
        case "noted":
            return Noted(**common, note=row["note"])
        case kind:
            raise ValueError(f"{kind!r} is no kind of entry")


def _frame_entry(common: Row, row: Row) -> FrameEntry:
    return FrameEntry(
        **common,
        direction=Direction(row["direction"]),
        text=row["raw"],
        probe="probe" in row,
        answers=row.get("answers"),
        unreadable=row.get("unreadable"),
    )


def _opened(common: Row, row: Row) -> Opened:
    authorization = row["authorization"]
    return Opened(
        **common,
        path=row["path"],
        subprotocols=tuple(filter(None, row["subprotocols"].split(", "))),
        authorization=None if authorization == "none" else authorization,
        secure=row["encrypted"] == "yes",
    )
