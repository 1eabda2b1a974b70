"""The append-only record of what crossed a central system's connections: the only source of verdicts.

The raw text is the truth; frames and exchanges are derived from it when it is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ocpp16.actions import Role
from ocpp16.frames import Call, CallError, CallResult, Frame, MalformedFrameError, Payload, parse


class Direction(StrEnum):
    """Which way a text went (the words of Open OCPP Trace)."""

    TO_CENTRAL_SYSTEM = "cp-to-csms"
    TO_CHARGE_POINT = "csms-to-cp"

    @property
    def sender(self) -> Role:
        """The end that sent it."""
        return Role.CHARGE_POINT if self is Direction.TO_CENTRAL_SYSTEM else Role.CENTRAL_SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened: when (suite seconds), on which connection, for which identity."""

    index: int
    at: float
    identity: str
    connection: int
    """Connections are numbered from 1 in the order of their handshakes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameEntry(Entry):
    """A text message; ``frame`` is None when it is malformed, and ``malformed`` says how."""

    direction: Direction
    text: str
    frame: Frame | None
    malformed: str | None = None
    probe: bool = False
    """Whether the text belongs to the harness's sign-of-life check, not to the scenario."""
    answers: str | None = None
    """The action of the CALL that it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Entry):
    """A handshake that led to a connection. Credentials are not kept: only their form."""

    path: str
    subprotocols: tuple[str, ...] = ()
    authorization: str | None = None
    secure: bool = False
    """Whether the connection is encrypted (wss)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedAway(Entry):
    """A handshake that was answered with an HTTP error instead."""

    path: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Entry):
    """The end of a connection."""

    code: int
    by: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed(Entry):
    """What a driver read off the device (display, meter or store), kept as evidence."""

    quantity: str
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Injected(Entry):
    """A fault that our end committed on purpose; the frames show its effect."""

    fault: str
    action: str | None = None
    """Of the CALL that met the fault; None for one at the handshake."""
    number: int = 0
    """The how-manieth CALL of this charge point it was, from 1."""
    cause: str = "stub"
    """What ordered it: a stub, or the seed of random faults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Entry):
    """What a recorder has to say of a connection, e.g. that a binary message crossed it."""

    note: str


@dataclass(slots=True)
class Exchange:
    """A CALL and what became of it."""

    call: FrameEntry
    request: Call
    answer: FrameEntry | None = None
    started_at: int | None = None
    """The connector of the transaction it names, where it names no connector itself."""

    @property
    def identity(self) -> str:
        """The charge point at the other end."""
        return self.call.identity

    @property
    def connector(self) -> Any:
        """The connector concerned: the one it names, or that of its transaction."""
        return self.payload.get("connectorId", self.started_at)

    @property
    def transaction(self) -> Any:
        """The transaction it names or, being answered, has begun."""
        named = self.payload.get("transactionId")
        return named if named is not None else (self.response or {}).get("transactionId")

    @property
    def action(self) -> str:
        """The action of the CALL."""
        return self.request.action

    @property
    def direction(self) -> Direction:
        """The direction of the CALL."""
        return self.call.direction

    @property
    def at(self) -> float:
        """When the CALL was recorded."""
        return self.call.at

    @property
    def payload(self) -> Payload:
        """The payload of the CALL."""
        return self.request.payload

    @property
    def response(self) -> Payload | None:
        """The payload of the CALLRESULT; None for a CALLERROR or no answer."""
        frame = self.answer.frame if self.answer else None
        return frame.payload if isinstance(frame, CallResult) else None

    @property
    def error(self) -> CallError | None:
        """The CALLERROR, if that was the answer."""
        frame = self.answer.frame if self.answer else None
        return frame if isinstance(frame, CallError) else None

    @property
    def status(self) -> str | None:
        """The ``status`` of the answer, where it has one."""
        response = self.response
        return response.get("status") if response else None


@dataclass
class Journal:
    """Entries in the order in which they happened, and the questions one can ask of them."""

    entries: list[Entry] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    on_entry: Callable[[Entry], None] | None = None
    """Called after each entry, e.g. to print it or to wake somebody who waits."""
    _open: dict[tuple[int, Direction, str], Exchange] = field(default_factory=dict, repr=False)
    _connectors: dict[tuple[str, object], int | None] = field(default_factory=dict, repr=False)
    """Identity and transaction -> the connector it began at."""
    _shadowed: dict[tuple[int, Direction, str], list[Exchange]] = field(
        default_factory=dict, repr=False
    )
    """CALLs still open when another one took their id; the newest is answered first."""
    _connections: int = 0

    def opened(
        self,
        at: float,
        identity: str,
        path: str,
        subprotocols: tuple[str, ...] = (),
        authorization: str | None = None,
        *,
        secure: bool = False,
    ) -> int:
        """Record a handshake; returns the number of the new connection."""
        self._connections += 1
        self._append(
            Opened(
                index=len(self.entries), at=at, identity=identity, connection=self._connections,
                path=path, subprotocols=subprotocols, authorization=authorization, secure=secure,
            )
        )  # fmt: skip
        return self._connections

    def turned_away(self, at: float, identity: str, path: str, status: int) -> None:
        """Record a handshake answered with an HTTP error."""
        self._append(
            TurnedAway(
                index=len(self.entries), at=at, identity=identity, connection=0, path=path,
                status=status,
            )
        )  # fmt: skip

    def closed(self, at: float, identity: str, connection: int, code: int, by: Role) -> None:
        """Record the end of a connection."""
        self._append(
            Closed(
                index=len(self.entries), at=at, identity=identity, connection=connection,
                code=code, by=by,
            )
        )  # fmt: skip

    def observed(self, at: float, identity: str, quantity: str, value: object) -> None:
        """Record what a driver read off the device."""
        self._append(
            Observed(
                index=len(self.entries), at=at, identity=identity, connection=self._connections,
                quantity=quantity, value=value,
            )
        )  # fmt: skip

    def injected(
        self, at: float, identity: str, connection: int, fault: str, **details: Any
    ) -> None:
        """Record a fault committed on purpose; ``details`` are the further fields of ``Injected``."""
        self._append(
            Injected(
                index=len(self.entries), at=at, identity=identity, connection=connection,
                fault=fault, **details,
            )
        )  # fmt: skip

    def frame(
        self,
        at: float,
        identity: str,
        connection: int,
        direction: Direction,
        text: str,
        *,
        probe: bool = False,
    ) -> FrameEntry:
        """Record one text message, parsed once for all who ask later."""
        frame, malformed = None, None
        try:
            frame = parse(text)
        except MalformedFrameError as error:
            malformed = str(error)
        open_exchange = self._answered(connection, direction, frame)
        entry = FrameEntry(
            index=len(self.entries), at=at, identity=identity, connection=connection,
            direction=direction, text=text, frame=frame, malformed=malformed,
            probe=probe or (open_exchange is not None and open_exchange.call.probe),
            answers=open_exchange.action if open_exchange is not None else None,
        )  # fmt: skip
        if isinstance(frame, Call):
            self._begin(entry, frame)
        elif open_exchange is not None:
            open_exchange.answer = entry
            self._note_connector(open_exchange)
        self._append(entry)
        return entry

    def binary(
        self, at: float, identity: str, connection: int, direction: Direction, data: bytes
    ) -> None:
        """Record a binary message: never a frame, whatever it holds (OCPP-J 4.1.2)."""
        self._append(
            FrameEntry(
                index=len(self.entries), at=at, identity=identity, connection=connection,
                direction=direction, text=data.decode(errors="backslashreplace"), frame=None,
                malformed=f"a binary message of {len(data)} bytes",
            )
        )  # fmt: skip

    def frames(self, since: int = 0) -> Iterator[FrameEntry]:
        """The text messages from an index on, the harness's own left out."""
        for entry in self.entries[since:]:
            if isinstance(entry, FrameEntry) and not entry.probe:
                yield entry

    def calls(
        self, direction: Direction, action: str | None = None, since: int = 0
    ) -> Iterator[Exchange]:
        """The exchanges begun in one direction from an entry index on, oldest first."""
        for exchange in self._since(since):
            if exchange.direction is direction and action in (None, exchange.action):
                yield exchange

    def requests_sent(self, action: str | None = None, since: int = 0) -> Iterator[Exchange]:
        """What the charge point asked the central system."""
        return self.calls(Direction.TO_CENTRAL_SYSTEM, action, since)

    def requests_received(self, action: str | None = None, since: int = 0) -> Iterator[Exchange]:
        """What the central system asked the charge point."""
        return self.calls(Direction.TO_CHARGE_POINT, action, since)

    def _since(self, index: int) -> Iterator[Exchange]:
        found: list[Exchange] = []
        for exchange in reversed(self.exchanges):
            if exchange.call.index < index:
                break
            if not exchange.call.probe:
                found.append(exchange)
        return reversed(found)

    def _begin(self, entry: FrameEntry, call: Call) -> None:
        exchange = Exchange(entry, call)
        if "connectorId" not in call.payload:
            exchange.started_at = self._connector_of(entry.identity, call.payload)
        self.exchanges.append(exchange)
        key = entry.connection, entry.direction, call.id
        if key in self._open:
            self._shadowed.setdefault(key, []).append(self._open[key])
        self._open[key] = exchange

    def _connector_of(self, identity: str, payload: Payload) -> int | None:
        transaction = payload.get("transactionId")
        is_id = isinstance(transaction, int)  # not yet validated: it may be anything
        return self._connectors.get((identity, transaction)) if is_id else None

    def _note_connector(self, exchange: Exchange) -> None:
        if exchange.action == "StartTransaction" and isinstance(exchange.transaction, int):
            key = (exchange.identity, exchange.transaction)
            self._connectors[key] = exchange.payload.get("connectorId")

    def _answered(
        self, connection: int, direction: Direction, frame: Frame | None
    ) -> Exchange | None:
        if not isinstance(frame, CallResult | CallError):
            return None
        asked = (
            Direction.TO_CHARGE_POINT
            if direction is Direction.TO_CENTRAL_SYSTEM
            else Direction.TO_CENTRAL_SYSTEM
        )
        key = connection, asked, frame.id
        answered = self._open.pop(key, None)
        if self._shadowed.get(key):
            self._open[key] = self._shadowed[key].pop()
        return answered

    def _append(self, entry: Entry) -> None:
        self.entries.append(entry)
        if self.on_entry is not None:
            self.on_entry(entry)
