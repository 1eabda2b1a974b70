"""Open OCPP Trace 1.1: one JSON object a line. Here from a journal's entries to lines.

``raw`` is the truth; what else is said of a frame is derived from it. What the format has no place
for (handshakes, closes, observations, notes) is a line whose ``messageType`` is null and
whose ``meta`` holds an ``event``. Fields without a value are left out.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from msgspec.structs import asdict

from ocpp16.frames import Call, CallError, CallResult, Frame, MalformedFrameError, parse
from ocpp16.journal import (
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
from ocpp16.redaction import Redactor
from ocpp16.timestamps import to_text

SCHEMA_VERSION = "1.1"
OCPP_VERSION = "1.6"
TRANSPORT = "json"
TRACE_EVENT = "trace"
"""The event of the first line: it says of the whole trace whether it was redacted."""
MALFORMED = "MalformedFrame"
"""``error.code`` of a text that is no frame."""
EVENTS: dict[type[Entry], str] = {
    Opened: "opened",
    TurnedAway: "turned-away",
    Stray: "stray",
    Closed: "closed",
    Observed: "observed",
    Injected: "injected",
    Noted: "noted",
}
MESSAGE_TYPES: dict[type[Frame], str] = {
    Call: "CALL",
    CallResult: "CALLRESULT",
    CallError: "CALLERROR",
}
_COMMON = ("index", "at", "identity", "connection")
_OPPOSITE = {
    Direction.TO_CENTRAL_SYSTEM: Direction.TO_CHARGE_POINT,
    Direction.TO_CHARGE_POINT: Direction.TO_CENTRAL_SYSTEM,
}


class TraceWriter:
    """Turns entries into lines, in their order. Without a redactor nothing is hidden."""

    def __init__(self, redactor: Redactor | None = None) -> None:
        self._redactor = redactor
        self._open: dict[int, dict[tuple[Direction, str], Call]] = {}

    def first_line(self, at: float, **about: str) -> str:
        """The line a trace begins with; ``about`` is who wrote it."""
        meta = {"event": TRACE_EVENT, "redacted": self._redactor is not None, **about}
        return self._line(at, {"messageType": None, "meta": meta})

    def line(self, entry: Entry) -> str:
        """One entry, without a line end."""
        if isinstance(entry, FrameEntry):
            fields = self._frame(entry)
        else:
            if isinstance(entry, Closed):
                self._open.pop(entry.connection, None)
            fields = {"messageType": None, "meta": self._event(entry)}
        return self._line(entry.at, {"chargePointId": entry.identity, **fields})

    def _line(self, at: float, fields: dict[str, Any]) -> str:
        row = {
            "schemaVersion": SCHEMA_VERSION,
            "timestamp": to_text(at),
            "ocppVersion": OCPP_VERSION,
            "transport": TRANSPORT,
            **fields,
        }
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_plain)
        # Half a character, which JSON can escape and UTF-8 cannot carry, stays an escape.
        return line.encode(errors="backslashreplace").decode()

    def _frame(self, entry: FrameEntry) -> dict[str, Any]:
        text, frame, malformed = entry.text, entry.frame, entry.malformed
        if self._redactor is not None:
            text = self._redactor.text(entry.text)
        if text != entry.text:
            frame, malformed = parsed(text)
        fields: dict[str, Any] = {"direction": entry.direction.value, "messageType": None}
        if frame is not None:
            fields |= described(frame) | self._of_exchange(entry, frame)
        else:
            fields["error"] = {"code": MALFORMED, "description": malformed or ""}
        meta = {"connection": entry.connection, "redacted": text != entry.text or None}
        meta |= {"probe": entry.probe or None}
        return {**fields, "raw": text, "meta": _stated(meta)}

    def _of_exchange(self, entry: FrameEntry, frame: Frame) -> dict[str, Any]:
        calls = self._open.setdefault(entry.connection, {})
        if isinstance(frame, Call):
            calls[entry.direction, frame.id] = frame
            call: Call | None = frame
        else:
            call = calls.pop((_OPPOSITE[entry.direction], frame.id), None)
        if call is None:
            return {}
        connector = call.payload.get("connectorId")
        is_connector = type(connector) is int and connector >= 0
        return _stated({"action": call.action, "connectorId": connector if is_connector else None})

    def _event(self, entry: Entry) -> dict[str, Any]:
        details = {name: each for name, each in asdict(entry).items() if name not in _COMMON}
        if self._redactor is not None and "path" in details:
            details["path"] = self._redactor.path(details["path"])
        name = EVENTS.get(type(entry), type(entry).__name__.lower())
        return {"event": name, "connection": entry.connection, **_stated(details)}


def parsed(text: str) -> tuple[Frame | None, str | None]:
    """The frame that a text is, or what is wrong with it."""
    try:
        return parse(text), None
    except MalformedFrameError as error:
        return None, str(error)


def described(frame: Frame) -> dict[str, Any]:
    """The fields of a line that follow from the frame alone."""
    fields: dict[str, Any] = {"messageType": MESSAGE_TYPES[type(frame)], "messageId": frame.id}
    match frame:
        case Call(_, action, payload):
            fields |= {"action": action, "payload": payload}
        case CallResult(_, payload):
            fields |= {"payload": payload}
        case CallError(_, code, description, details):
            error = {"code": code, "description": description, "details": details}
            fields |= {"error": error}
    return fields


def _stated(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)
