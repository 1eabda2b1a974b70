"""The loopback: both ends in one thread, time that jumps to the next deadline. Deterministic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar
from urllib.parse import unquote, urlsplit

from mock_csms.access import Handshake, TurnAway
from mock_csms.central_system import CentralSystem
from mock_csms.connection import Connection
from ocpp16.endpoint import Close, Dial, Endpoint, Fragments, earliest

Result = TypeVar("Result")
START = 1_767_571_200.0
"""2026-01-05T00:00:00Z, a Monday: when every scenario begins."""
MOST_STEPS = 20_000
"""Texts moved at one moment before the two ends are taken to be in an endless exchange."""


class CarrierError(Exception):
    """The harness itself failed: verdict ERROR, never FAIL."""


class Carrier(Protocol):
    """What moves texts and time between the charge points and the central system."""

    @property
    def now(self) -> float:
        """Suite seconds since 1970."""

    @property
    def url(self) -> str:
        """Where the central system is reached; an identity is appended to it."""

    def begin(self) -> None:
        """A scenario begins: what was before counts no longer towards what one may come to."""

    def add(self, station: Endpoint, identity: str) -> None:
        """Wire a charge point to the central system."""

    def secure(self, *, name_fits: bool = True) -> None:
        """From now on only encrypted connections are taken; before any charge point is added.

        The central system's certificate is trusted, and made out to its name or to another.
        """

    def do(self, act: Callable[[float], Result]) -> Result:
        """Do something to either end at the present moment and deliver what comes of it."""

    def run_until(self, met: Callable[[], bool], deadline: float) -> bool:
        """Let time pass until the condition holds or the deadline has come; says whether it holds."""

    def close(self) -> None:
        """Let go of everything."""


@dataclass
class Wire:
    """A charge point and its connection, if it has one."""

    station: Endpoint
    identity: str
    connection: Connection | None = None
    handshake: Handshake | None = None
    """What the charge point presented, while it waits for the answer."""
    awaits: float | None = None
    """When its handshake will be answered."""


class Loopback:
    """A ``Carrier`` without sockets."""

    def __init__(self, central_system: CentralSystem) -> None:
        self.central_system = central_system
        self._now = START
        self._secure = False
        self._name_fits = True
        self._wires: list[Wire] = []

    @property
    def now(self) -> float:
        """See ``Carrier``."""
        return self._now

    @property
    def url(self) -> str:
        """See ``Carrier``."""
        return f"{'wss' if self._secure else 'ws'}://loopback/ocpp/"

    def begin(self) -> None:
        """See ``Carrier``: what moves at one moment is bounded as it is."""

    def add(self, station: Endpoint, identity: str) -> None:
        """See ``Carrier``."""
        self._wires.append(Wire(station, identity))

    def secure(self, *, name_fits: bool = True) -> None:
        """See ``Carrier``."""
        self._secure, self._name_fits = True, name_fits

    def do(self, act: Callable[[float], Result]) -> Result:
        """See ``Carrier``."""
        result = act(self._now)
        self._settle()
        return result

    def run_until(self, met: Callable[[], bool], deadline: float) -> bool:
        """See ``Carrier``."""
        while not met():
            following = self._next_deadline()
            if following is None or following > deadline:
                self._now = max(self._now, deadline)
                return met()
            self._now = max(self._now, following)
            self._advance()
        return True

    def close(self) -> None:
        """See ``Carrier``."""
        self._wires.clear()

    def _next_deadline(self) -> float | None:
        moments = []
        for wire in self._wires:
            moments.append(wire.station.next_deadline())
            moments.append(wire.awaits)
            if wire.connection is not None:
                moments.append(wire.connection.next_deadline())
        return earliest(*moments)

    def _advance(self) -> None:
        for wire in self._wires:
            if wire.awaits is not None and wire.awaits <= self._now:
                self._shake_hands(wire)
            if wire.connection is not None:
                wire.connection.advance(self._now)
            wire.station.advance(self._now)
        self._settle()

    def _settle(self) -> None:
        for _ in range(MOST_STEPS):
            moved = [self._move(wire) for wire in self._wires]  # each of them, not the first only
            if not any(moved):
                return
        raise CarrierError(f"more than {MOST_STEPS} exchanges at one moment: an endless loop")

    def _move(self, wire: Wire) -> bool:
        outward = wire.station.outgoing()
        for effect in outward:
            match effect:
                case Dial():
                    self._dial(wire, effect)
                case Close(code):
                    self._disconnect(wire, code)
                case str() if wire.connection is not None:
                    wire.connection.receive(self._now, effect)
        inward = wire.connection.outgoing() if wire.connection is not None else []
        for effect in inward:
            if isinstance(effect, Close):
                self._disconnect(wire, effect.code)
                break
            if isinstance(effect, str):
                wire.station.receive(self._now, effect)
            elif isinstance(effect, Fragments):
                wire.station.receive(self._now, "".join(effect.parts))
        return bool(outward or inward)

    def _dial(self, wire: Wire, dial: Dial) -> None:
        scheme, _, path, *_ = urlsplit(dial.url)
        if not self._reaches(scheme, dial):
            wire.station.disconnected(self._now, 1006)
            return
        handshake = Handshake(
            identity=unquote(path.rsplit("/", 1)[-1]),
            path=path,
            username=dial.username,
            password=dial.password,
            subprotocols=dial.subprotocols,
            secure=self._secure,
        )
        wire.handshake = handshake
        wire.awaits = self._now + self.central_system.handshake_delay(handshake.identity)
        if wire.awaits <= self._now:
            self._shake_hands(wire)

    def _shake_hands(self, wire: Wire) -> None:
        handshake, wire.handshake, wire.awaits = wire.handshake, None, None
        if handshake is None:
            return
        outcome = self.central_system.handshake(self._now, handshake)
        if isinstance(outcome, TurnAway):
            wire.station.disconnected(self._now, 1006)
            return
        wire.connection = outcome
        outcome.connected(self._now)
        wire.station.connected(self._now)

    def _reaches(self, scheme: str, dial: Dial) -> bool:
        """Whether both ends speak TLS or neither does, and who looks at the certificate likes it."""
        if (scheme == "wss") != self._secure:
            return False
        return self._name_fits or not dial.verified

    def _disconnect(self, wire: Wire, code: int) -> None:
        wire.handshake = wire.awaits = None
        connection, wire.connection = wire.connection, None
        if connection is not None:
            connection.disconnected(self._now, code)
            wire.station.disconnected(self._now, code)
