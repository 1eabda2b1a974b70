"""The journal as plain data: which entries, from which index on, the password masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from mock_csms.control.plain_json import plain
from ocpp16.frames import Call, CallError, CallResult
from ocpp16.journal import (
    Closed,
    Entry,
    FrameEntry,
    Injected,
    Journal,
    Noted,
    Observed,
    Opened,
    Stray,
    TurnedAway,
)
from ocpp16.redaction import redact_row
from ocpp16.timestamps import to_text

SCANNED = 20_000
"""Most entries looked at for one answer, so that a rare match does not hold up the connections."""
Kind = Literal["frame", "opened", "closed", "turned away", "stray", "observed", "injected", "noted"]
KINDS: dict[type[Entry], Kind] = {
    FrameEntry: "frame",
    Opened: "opened",
    Closed: "closed",
    TurnedAway: "turned away",
    Stray: "stray",
    Observed: "observed",
    Injected: "injected",
    Noted: "noted",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries are wanted; None: it does not matter."""

    identity: str | None = None
    action: str | None = None
    direction: str | None = None
    kind: str | None = None
    message_id: str | None = None

    def fits(self, entry: Entry) -> bool:
        """Whether an entry is wanted."""
        return (
            self.identity in (None, entry.identity)
            and self.kind in (None, KINDS.get(type(entry)))
            and self.action in (None, _action(entry))
            and self.direction in (None, getattr(entry, "direction", None))
            and self.message_id in (None, _message_id(entry))
        )


class JournalView:
    """The only place of the control API that reads the journal, by the indices of entries.

    After ``forget`` earlier entries are not shown any more; indices go on.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._first = 0

    @property
    def end(self) -> int:
        """The index of the next entry."""
        return len(self._journal.entries)

    def __len__(self) -> int:
        return self.end - max(self._first, self._oldest)

    def forget(self) -> None:
        """Show nothing of what has been recorded so far."""
        self._first = self.end

    def scan(self, since: int, limit: int | None = None) -> Sequence[Entry]:
        """The entries from an index on, at most so many; by default as many as one answer may."""
        start = max(since, self._first, self._oldest)
        return self._journal.entries[start : start + (limit or SCANNED)]

    def page(self, wanted: Filter, since: int, limit: int) -> tuple[list[Entry], int]:
        """The first entries that are wanted, and the index at which to go on."""
        found, following = [], max(since, self._first)
        for entry in self.scan(since):
            following = entry.index + 1
            if wanted.fits(entry):
                found.append(entry)
                if len(found) == limit:
                    break
        return found, following

    def newest(self, wanted: Filter, since: int, limit: int) -> tuple[list[Entry], int]:
        """The last entries that are wanted, in the order in which they happened."""
        found: list[Entry] = []
        following = self.end
        for entry in reversed(self.scan(max(since, following - SCANNED))):
            if wanted.fits(entry):
                found.append(entry)
                if len(found) == limit:
                    break
        return found[::-1], following

    @property
    def _oldest(self) -> int:
        return self._journal.first


def row(entry: Entry) -> dict[str, Any]:
    """An entry as plain data, the password masked."""
    common = {
        "index": entry.index,
        "time": to_text(entry.at),
        "kind": KINDS.get(type(entry), type(entry).__name__),
        "identity": entry.identity,
        "connection": entry.connection,
    }
    return redact_row({**common, **_special(entry)})


def _special(entry: Entry) -> dict[str, Any]:
    match entry:
        case FrameEntry():
            return _of_frame(entry)
        case Opened():
            return {
                "path": entry.path,
                "subprotocols": list(entry.subprotocols),
                "authorization": entry.authorization,
                "encrypted": entry.secure,
            }
        case TurnedAway():
            return {"path": entry.path, "status": entry.status}
        case Stray():
            return {
                "remote": entry.remote,
                "octets": entry.octets,
                "count": entry.count,
                "reason": entry.reason,
            }
        case Closed():
            return {"code": entry.code, "by": entry.by.value}
        case Observed():
            return {"quantity": entry.quantity, "value": str(entry.value)}
        case Injected():
            return {
                "fault": entry.fault,
                "action": entry.action,
                "number": entry.number,
                "cause": entry.cause,
            }
        case Noted():
            return {"note": entry.note}
    return {}


def _of_frame(entry: FrameEntry) -> dict[str, Any]:
    row: dict[str, Any] = {"direction": entry.direction.value, "raw": entry.text}
    if entry.malformed is not None:
        row["malformed"] = entry.malformed
    match entry.frame:
        case Call(call_id, action, payload):
            row |= _frame("CALL", action, call_id) | {"payload": plain(payload)}
        case CallResult(call_id, payload):
            row |= _frame("CALLRESULT", entry.answers, call_id) | {"payload": plain(payload)}
        case CallError(call_id, code, description, details):
            row |= _frame("CALLERROR", entry.answers, call_id)
            row["error"] = {"code": code, "description": description, "details": plain(details)}
    return row


def _frame(kind: str, action: str | None, message_id: str) -> dict[str, Any]:
    return {"type": kind, "action": action, "message_id": message_id}


def _action(entry: Entry) -> str | None:
    if isinstance(entry, FrameEntry):
        return entry.frame.action if isinstance(entry.frame, Call) else entry.answers
    return entry.action if isinstance(entry, Injected) else None


def _message_id(entry: Entry) -> str | None:
    return entry.frame.id if isinstance(entry, FrameEntry) and entry.frame else None
