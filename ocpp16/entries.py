"""What a journal is made of: entries, each one thing that happened, and exchanges made of two."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Any, cast

from msgspec import Struct

from ocpp16.actions import Role
from ocpp16.frames import (
    Call,
    CallError,
    CallResult,
    Frame,
    MalformedFrameError,
    Payload,
    parse,
)


class Direction(StrEnum):
    """Which way a text went (the words of Open OCPP Trace)."""

    TO_CENTRAL_SYSTEM = "cp-to-csms"
    TO_CHARGE_POINT = "csms-to-cp"

    @property
    def opposite(self) -> Direction:
        """The other way."""
        return _OPPOSITE[self]

    @property
    def sender(self) -> Role:
        """The end that sent it."""
        return Role.CHARGE_POINT if self is Direction.TO_CENTRAL_SYSTEM else Role.CENTRAL_SYSTEM


_OPPOSITE = {
    Direction.TO_CENTRAL_SYSTEM: Direction.TO_CHARGE_POINT,
    Direction.TO_CHARGE_POINT: Direction.TO_CENTRAL_SYSTEM,
}


class Entry(Struct, frozen=True, kw_only=True, array_like=True):
    """One thing that happened: when (suite seconds), on which connection, for which identity."""

    index: int
    at: float
    identity: str
    connection: int
    """Connections are numbered from 1 in the order of their handshakes."""


class FrameEntry(Entry, frozen=True, kw_only=True, tag="frame", dict=True):
    """A text message; ``frame`` is None when it is malformed, and ``malformed`` says how."""

    direction: Direction
    text: str
    probe: bool = False
    """Whether the text belongs to the harness's sign-of-life check, not to the scenario."""
    answers: str | None = None
    """The action of the CALL that it answers."""
    unreadable: str | None = None
    """Why it is no frame whatever it says, e.g. because it came as a binary message."""

    @property
    def frame(self) -> Frame | None:
        """What the text says; it is read when somebody asks for the first time."""
        return self._read[0]

    @property
    def malformed(self) -> str | None:
        """What is wrong with the text."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[Frame | None, str | None]:
        if self.unreadable is not None:
            return None, self.unreadable
        try:
            return parse(self.text), None
        except MalformedFrameError as error:
            return None, str(error)

    def is_read_as(self, frame: Frame) -> None:
        """Spare the reading: this is what ``parse`` makes of the text."""
        vars(self)["_read"] = frame, None


class Opened(Entry, frozen=True, kw_only=True, tag="opened"):
    """A handshake that led to a connection. Credentials are not kept: only their form."""

    path: str
    subprotocols: tuple[str, ...] = ()
    authorization: str | None = None
    secure: bool = False
    """Whether the connection is encrypted (wss)."""


class TurnedAway(Entry, frozen=True, kw_only=True, tag="turned away"):
    """A handshake that was answered with an HTTP error instead."""

    path: str
    status: int


class Stray(Entry, frozen=True, kw_only=True, tag="stray"):
    """Octets that were no HTTP request, or none that was ever finished: nobody knows whose."""

    remote: str
    """The address they came from, as host:port."""
    octets: str
    """The first of them, credentials masked; others than printable ASCII as ``\\x16``."""
    count: int
    """How many came."""
    reason: str


class Closed(Entry, frozen=True, kw_only=True, tag="closed"):
    """The end of a connection."""

    code: int
    by: Role


class Observed(Entry, frozen=True, kw_only=True, tag="observed"):
    """What a driver read off the device (display, meter or store), kept as evidence."""

    quantity: str
    value: object


class Injected(Entry, frozen=True, kw_only=True, tag="injected"):
    """A fault that our end committed on purpose; the frames show its effect."""

    fault: str
    action: str | None = None
    """Of the CALL that met the fault; None for one at the handshake."""
    number: int = 0
    """The how-manieth CALL of this charge point it was, from 1."""
    cause: str = "stub"
    """What ordered it: a stub, or the seed of random faults."""


Evidence = FrameEntry | Injected
"""What people are shown of a journal: the texts, and what was done wrong on purpose."""


class Noted(Entry, frozen=True, kw_only=True, tag="noted"):
    """What a recorder has to say of a connection, e.g. that a binary message crossed it."""

    note: str


class Exchange(Struct):
    """A CALL and what became of it."""

    call: FrameEntry
    action: str
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
    def request(self) -> Call:
        """The CALL itself, read again when it was not kept."""
        return cast(Call, self.call.frame)

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
