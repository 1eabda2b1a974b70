"""What the central system does instead of answering politely: stubs for calls and for handshakes."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus

from mock_csms.faults import fault_row
from mock_csms.responses import Fault, Response
from ocpp16.expectation import Match
from ocpp16.journal import Exchange

CODES = frozenset(HTTPStatus)
BEGINNING = "Started"
"""The state of every scenario before a stub has changed it."""


@dataclass(slots=True, eq=False)
class Stub:
    """Which CALLs get which response. Raises ``ValueError`` for numbers that make no sense."""

    match: Match
    response: Response
    times: int | None = None
    """How often it still applies; None: from now on."""
    skip: int = 0
    """How many CALLs that fit are left to others before it applies the first time."""
    priority: int = 0
    """Of several stubs that fit the highest applies, among equals the newest."""
    expires: float | None = None
    """The suite second from which it does not apply any more."""
    scenario: str | None = None
    """A stateful scenario: the stub applies only while it is in ``state``, and leads to ``then``."""
    state: str | None = None
    then: str | None = None
    hits: int = 0
    """How often it has applied."""

    def __post_init__(self) -> None:
        if self.times is not None and self.times < 1:
            raise ValueError(f"times is {self.times}; choose at least 1, or None for always")
        if self.skip < 0:
            raise ValueError(f"skip is {self.skip}; choose at least 0")
        if self.scenario is None and (self.state or self.then):
            raise ValueError("a state needs the scenario it belongs to; name one")
        if isinstance(self.response, Fault):
            fault_row(self.response.name)


@dataclass(slots=True, eq=False)
class HandshakeStub:
    """Which handshakes are turned away, or answered slowly."""

    identity: str | None = None
    """None for every charge point."""
    status: int | None = None
    """The HTTP status with which they are turned away; None lets them in."""
    after: float = 0.0
    """Seconds to wait before the handshake is answered."""
    times: int | None = None
    hits: int = 0

    def __post_init__(self) -> None:
        if self.status is not None and not (400 <= self.status <= 599 and self.status in CODES):
            raise ValueError(f"status is {self.status}; a refusal has a known one from 400 to 599")
        if self.times is not None and self.times < 1:
            raise ValueError(f"times is {self.times}; choose at least 1, or None for always")
        if self.after < 0:
            raise ValueError(f"after is {self.after}; choose at least 0 seconds")


@dataclass
class Script:
    """The stubs in force, and the states of the scenarios they belong to."""

    stubs: list[Stub] = field(default_factory=list)
    handshakes: list[HandshakeStub] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)

    def add(self, stub: Stub) -> Stub:
        """Put a stub in force."""
        self.stubs.append(stub)
        return stub

    def add_handshake(self, stub: HandshakeStub) -> HandshakeStub:
        """Put a stub for handshakes in force."""
        self.handshakes.append(stub)
        return stub

    def remove(self, stub: Stub | HandshakeStub) -> None:
        """Put a stub out of force; nothing happens when it is so already."""
        if isinstance(stub, Stub):
            self.stubs = [other for other in self.stubs if other is not stub]
        else:
            self.handshakes = [other for other in self.handshakes if other is not stub]

    def clear(self, action: str | None = None) -> None:
        """Go back to polite answers, for one action or for everything, handshakes included."""
        self.stubs = [s for s in self.stubs if action not in (None, s.match.action)]
        if action is None:
            self.handshakes.clear()
            self.states.clear()

    def state_of(self, scenario: str) -> str:
        """The state a scenario is in."""
        return self.states.get(scenario, BEGINNING)

    def stub_for(self, now: float, exchange: Exchange) -> Stub | None:
        """The stub that applies to a CALL; uses up one of its times and moves its scenario on."""
        if not self.stubs:
            return None
        self.stubs = [s for s in self.stubs if s.expires is None or now < s.expires]
        for stub in self._in_order():
            if not self._fits(stub, exchange):
                continue
            if stub.skip > 0:
                stub.skip -= 1
                continue
            self._apply(stub)
            return stub
        return None

    def handshake_stub_for(self, identity: str) -> HandshakeStub | None:
        """The newest stub about a handshake of this charge point; ``use`` it once decided."""
        fitting = (s for s in reversed(self.handshakes) if s.identity in (None, identity))
        return next(fitting, None)

    def use(self, stub: Stub | HandshakeStub) -> None:
        """Count one application, and put the stub out of force when that was the last."""
        stub.hits += 1
        if stub.times is not None:
            stub.times -= 1
            if stub.times == 0:
                self.remove(stub)

    def _in_order(self) -> list[Stub]:
        """Highest priority first, and the newest first among equals."""
        newest_first = self.stubs[::-1]
        return sorted(newest_first, key=lambda stub: -stub.priority)

    def _fits(self, stub: Stub, exchange: Exchange) -> bool:
        if stub.scenario is not None and stub.state not in (None, self.state_of(stub.scenario)):
            return False
        return stub.match.fits(exchange)

    def _apply(self, stub: Stub) -> None:
        self.use(stub)
        if stub.scenario is not None and stub.then is not None:
            self.states[stub.scenario] = stub.then
