"""Open OCPP Trace, from lines back to a journal. What a line derives from ``raw`` is checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from ocpp16.actions import Role
from ocpp16.frames import Call, CallError, CallResult, Frame, serialize
from ocpp16.journal import Direction, Entry, Journal
from ocpp16.timestamps import to_seconds
from ocpp16.trace_format import SCHEMA_VERSION, TRACE_EVENT, TRANSPORT, described, parsed

LONGEST_LINE = 32_000_000
"""Longest line read, in characters."""
Row = dict[str, Any]


class TraceError(ValueError):
    """A trace cannot be read: names the line, what is wrong with it and how it should be."""


@dataclass
class Recording:
    """What a trace holds of one charge point."""

    identity: str
    journal: Journal = field(default_factory=Journal)
    lines: list[int] = field(default_factory=list)
    """The line of each entry of the journal."""
    ends_at: float = 0.0
    _connections: dict[object, int] = field(default_factory=dict, repr=False)
    _current: object = None

    @property
    def frame_count(self) -> int:
        """How many texts were recorded, malformed ones included."""
        return sum(1 for _ in self.journal.frames())

    def line_of(self, entry: Entry) -> int:
        """The number of the line an entry was read from."""
        return self.lines[entry.index]


@dataclass
class Trace:
    """A whole trace: its charge points in the order of their first lines."""

    new_journal: Callable[[], Journal] = Journal
    recordings: dict[str, Recording] = field(default_factory=dict)
    is_redacted: bool = False
    ends_at: float = 0.0
    """The moment of the last line: until then nothing else was seen."""

    @property
    def frame_count(self) -> int:
        """How many texts were recorded."""
        return sum(each.frame_count for each in self.recordings.values())


def read_trace(lines: Iterable[str]) -> Trace:
    """Read a trace line by line. Raises ``TraceError``; empty lines are no lines."""
    trace = Trace()
    for number, recording in _taken(trace, lines):
        recording.lines.append(number)
    return trace


def follow_trace(lines: Iterable[str], take: Callable[[Entry], None]) -> Trace:
    """As ``read_trace``, but the entries are handed on, one by one, and not kept.

    The index of each is the number of its line.
    """
    trace = Trace(lambda: Journal(limit=1))
    for number, recording in _taken(trace, lines):
        take(replace(recording.journal.entries[-1], index=number))
    return trace


def _taken(trace: Trace, lines: Iterable[str]) -> Iterator[tuple[int, Recording]]:
    """Each line that became an entry, with the recording that it belongs to."""
    for number, line in enumerate(lines, start=1):
        recording = _take(trace, number, _row(number, line)) if line.strip() else None
        if recording is not None:
            yield number, recording


def _row(number: int, line: str) -> Row:
    if len(line) > LONGEST_LINE:
        raise TraceError(
            f"line {number} is longer than {LONGEST_LINE} characters; one frame a line is expected"
        )
    try:
        row = json.loads(line.removeprefix("\ufeff"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise TraceError(
            f"line {number} is not JSON ({error}); an Open OCPP Trace has one JSON object a line"
        ) from None
    if not isinstance(row, dict):
        raise TraceError(f"line {number} is no JSON object; an Open OCPP Trace has one a line")
    _check_version(number, row)
    return row


def _check_version(number: int, row: Row) -> None:
    version = row.get("schemaVersion")
    if not isinstance(version, str) or version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise TraceError(
            f"line {number}: schemaVersion is {version!r}; versions 1.x can be read, "
            f'write "{SCHEMA_VERSION}"'
        )
    for name, known in (("transport", TRANSPORT), ("ocppVersion", "1.6")):
        if not str(row.get(name, known)).casefold().startswith(known):
            raise TraceError(f"line {number}: {name} is {row[name]!r}; only {known!r} can be read")


def _take(trace: Trace, number: int, row: Row) -> Recording | None:
    """The recording that has an entry more; None for a line that is about the trace, or passed over."""
    meta = row.get("meta") or {}
    if not isinstance(meta, dict):
        raise TraceError(f"line {number}: meta is no object")
    event = meta.get("event") if row.get("messageType") is None else None
    at = _moment(number, row)
    trace.ends_at = max(trace.ends_at, at)
    if event == TRACE_EVENT:
        trace.is_redacted = meta.get("redacted") is True
        return None
    identity = row.get("chargePointId", "")
    if not isinstance(identity, str):
        raise TraceError(f"line {number}: chargePointId is {identity!r}, must be a text")
    recording = trace.recordings.get(identity)
    if recording is None:
        recording = trace.recordings[identity] = Recording(identity, trace.new_journal())
    recording.ends_at = max(recording.ends_at, at)
    count = len(recording.journal.entries)
    if event is None:
        _frame(recording, number, at, row, meta)
    else:
        _event(recording, number, at, str(event), meta)
    return recording if len(recording.journal.entries) > count else None


def _moment(number: int, row: Row) -> float:
    try:
        return to_seconds(row["timestamp"])
    except (KeyError, TypeError, ValueError):
        raise TraceError(
            f"line {number}: timestamp is {row.get('timestamp')!r}; "
            "write a moment as 2026-01-05T08:00:00.000Z"
        ) from None


def _frame(recording: Recording, number: int, at: float, row: Row, meta: Row) -> None:
    direction = _direction(number, row)
    text = row.get("raw")
    if text is None:
        text = serialize(_rebuilt(number, row))
    elif not isinstance(text, str):
        raise TraceError(f"line {number}: raw is no text; it must be the frame as it was sent")
    else:
        _check(number, row, text)
    connection = _connection(recording, meta.get("connection"))
    is_probe = meta.get("probe") is True
    recording.journal.frame(at, recording.identity, connection, direction, text, probe=is_probe)


def _direction(number: int, row: Row) -> Direction:
    try:
        return Direction(str(row.get("direction")))
    except ValueError:
        known = " or ".join(repr(each.value) for each in Direction)
        raise TraceError(
            f"line {number}: direction is {row.get('direction')!r}, must be {known}"
        ) from None


def _connection(recording: Recording, number: object) -> int:
    """Which connection of the journal a line means; one without an opening counts from -1 down."""
    key = recording._current if number is None else number
    known = recording._connections
    return known.setdefault(key, -len(known) - 1)


def _check(number: int, row: Row, text: str) -> None:
    """What a line says of its raw text must follow from it."""
    frame, _ = parsed(text)
    facts: Row = {"messageType": None} if frame is None else described(frame)
    for name in ("messageType", "messageId", "action", "payload"):
        is_correlated = name == "action" and not isinstance(frame, Call)
        if name in row and not is_correlated and row[name] != facts.get(name):
            raise TraceError(
                f"line {number}: {name} is {_short(row[name])}, but raw says "
                f"{_short(facts.get(name))}; correct it or leave it out"
            )


def _rebuilt(number: int, row: Row) -> Frame:
    """The frame of a line without raw, which other writers leave out."""
    kind, call_id = row.get("messageType"), row.get("messageId")
    build = _BUILDERS.get(str(kind))
    if build is None:
        raise TraceError(
            f"line {number}: messageType is {kind!r} and there is no raw; "
            "give CALL, CALLRESULT or CALLERROR, or the raw text"
        )
    if not isinstance(call_id, str):
        raise TraceError(
            f"line {number}: messageId is {call_id!r}, must be a text as there is no raw"
        )
    try:
        return build(call_id, row)
    except (AttributeError, KeyError, TypeError) as error:
        raise TraceError(
            f"line {number}: a {kind} without raw lacks what it is made of ({error}); give raw"
        ) from None


def _object(value: Any) -> Row:
    if value is not None and not isinstance(value, dict):
        raise TypeError(f"{_short(value)} is no object")
    return value or {}


def _rebuilt_error(call_id: str, row: Row) -> Frame:
    error = _object(row.get("error"))
    code, description = str(error.get("code", "")), str(error.get("description", ""))
    return CallError(call_id, code, description, _object(error.get("details")))


_BUILDERS: dict[str, Callable[[str, Row], Frame]] = {
    "CALL": lambda call_id, row: Call(call_id, str(row["action"]), _object(row.get("payload"))),
    "CALLRESULT": lambda call_id, row: CallResult(call_id, _object(row.get("payload"))),
    "CALLERROR": _rebuilt_error,
}


def _event(recording: Recording, number: int, at: float, event: str, meta: Row) -> None:
    """Take an event in; one that is unknown is another writer's, and is passed over."""
    take = _EVENTS.get(event)
    if take is None:
        return
    try:
        take(recording, at, meta)
    except (KeyError, TypeError, ValueError) as error:
        raise TraceError(
            f"line {number}: the event {event!r} in meta lacks or misstates {error}"
        ) from None


def _opened(recording: Recording, at: float, meta: Row) -> None:
    recording._current = meta.get("connection")
    recording._connections[recording._current] = recording.journal.opened(
        at,
        recording.identity,
        str(meta.get("path", "")),
        tuple(map(str, meta.get("subprotocols", ()))),
        meta.get("authorization"),
        secure=meta.get("secure") is True,
    )


def _closed(recording: Recording, at: float, meta: Row) -> None:
    connection = _connection(recording, meta.get("connection"))
    recording.journal.closed(
        at, recording.identity, connection, int(meta["code"]), Role(meta["by"])
    )


def _turned_away(recording: Recording, at: float, meta: Row) -> None:
    path, status = str(meta.get("path", "")), int(meta["status"])
    recording.journal.turned_away(at, recording.identity, path, status)


def _stray(recording: Recording, at: float, meta: Row) -> None:
    remote, octets, reason = (str(meta.get(name, "")) for name in ("remote", "octets", "reason"))
    recording.journal.stray(at, remote, octets, int(meta["count"]), reason)


def _observed(recording: Recording, at: float, meta: Row) -> None:
    recording.journal.observed(at, recording.identity, str(meta["quantity"]), meta.get("value"))


def _injected(recording: Recording, at: float, meta: Row) -> None:
    connection = _connection(recording, meta.get("connection"))
    details = {name: meta[name] for name in ("action", "number", "cause") if name in meta}
    recording.journal.injected(at, recording.identity, connection, str(meta["fault"]), **details)


_EVENTS: dict[str, Callable[[Recording, float, Row], None]] = {
    "opened": _opened,
    "closed": _closed,
    "turned-away": _turned_away,
    "stray": _stray,
    "observed": _observed,
    "injected": _injected,
}


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def bounded_lines(read_line: Callable[[int], str]) -> Iterator[str]:
    """The lines of a file through its ``readline``, none read further than it may be long."""
    while line := read_line(LONGEST_LINE + 2):
        yield line
