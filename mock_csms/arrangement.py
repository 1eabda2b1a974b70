"""Arranging a response in one line: ``on("Authorize", idTag="X").once().answer(...)``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

from mock_csms.responses import Computed, Fault, Refusal, Reply, Response, Silence, Text
from mock_csms.script import HandshakeStub, Stub
from ocpp16.expectation import Match
from ocpp16.frames import ErrorCode, Payload
from ocpp16.journal import Exchange

ABNORMAL = 1006


class TakesStubs(Protocol):
    """Where stubs are put in force: a ``Script``, or the way to one in another thread."""

    def add(self, stub: Stub) -> Stub:
        """Put a stub in force."""

    def add_handshake(self, stub: HandshakeStub) -> HandshakeStub:
        """Put a stub for handshakes in force."""


@dataclass
class Arrangement:
    """A match on its way to become a stub: conditions first, then one method that says what is done.

    The conditions return the arrangement itself; the responses return the stub, which is then in
    force. Seconds are suite seconds.
    """

    script: TakesStubs
    match: Match
    now: float = 0.0
    """The moment from which ``lasting`` counts."""
    conditions: dict[str, Any] = field(default_factory=dict)

    # conditions --------------------------------------------------------------------------------------

    def times(self, count: int | None) -> Self:
        """Only so many times; the next CALL is answered as before. None: from now on."""
        return self._with(times=count)

    def once(self) -> Self:
        """Only once."""
        return self.times(1)

    def nth(self, number: int) -> Self:
        """Only the ``number``-th CALL that fits, counted from 1 and from now."""
        return self._with(skip=number - 1, times=1)

    def after_skipping(self, count: int) -> Self:
        """Not before so many CALLs that fit have been answered as usual."""
        return self._with(skip=count)

    def priority(self, priority: int) -> Self:
        """Before stubs of a lower priority; the default is 0."""
        return self._with(priority=priority)

    def lasting(self, seconds: float) -> Self:
        """For so many seconds from now."""
        return self._with(expires=self.now + seconds)

    def when(self, scenario: str, state: str) -> Self:
        """Only while a named scenario is in this state; each begins as "Started"."""
        return self._with(scenario=scenario, state=state)

    def then(self, state: str) -> Self:
        """Move the scenario on to this state, each time the stub applies."""
        return self._with(then=state)

    # responses ---------------------------------------------------------------------------------------

    def answer(
        self, fields: Mapping[str, Any] | None = None, *, after: float = 0.0, **named: Any
    ) -> Stub:
        """The polite answer with these fields replaced, perhaps some seconds late."""
        return self.respond(Reply({**(fields or {}), **named}, after))

    def answer_exactly(self, payload: Payload, *, after: float = 0.0) -> Stub:
        """This payload, valid or not, and nothing of the polite answer."""
        return self.respond(Reply(payload, after, whole=True))

    def refuse(
        self, code: str = ErrorCode.INTERNAL_ERROR, description: str = "", *, after: float = 0.0
    ) -> Stub:
        """A CALLERROR, with any code."""
        return self.respond(Refusal(code, description, after))

    def ignore(self) -> Stub:
        """No answer."""
        return self.respond(Silence())

    def send(self, text: str, *, after: float = 0.0) -> Stub:
        """Any text in place of the answer, well-formed or not, placeholders filled in."""
        return self.respond(Text(text, after))

    def fail(self, fault: str, *, after: float | None = None) -> Stub:
        """A fault by its name, see ``mock_csms.faults``. Raises ``ValueError`` for an unknown one."""
        return self.respond(Fault(fault, after=after))

    def hang_up(self, code: int = ABNORMAL) -> Stub:
        """Close the connection instead of answering; 1006 breaks it without a close."""
        return self.fail("abort" if code == ABNORMAL else f"close-{code}")

    def compute(
        self, respond: Callable[[Exchange], Reply | Refusal | Silence | Text | Fault]
    ) -> Stub:
        """Whatever a function makes of the exchange, each time anew."""
        return self.respond(Computed(respond))

    def respond(self, response: Response) -> Stub:
        """Any response."""
        return self.script.add(Stub(self.match, response, **self.conditions))

    def _with(self, **conditions: Any) -> Self:
        self.conditions.update(conditions)
        return self


@dataclass
class HandshakeArrangement:
    """As ``Arrangement``, for handshakes."""

    script: TakesStubs
    identity: str | None = None
    count: int | None = None

    def times(self, count: int) -> Self:
        """Only so many times."""
        self.count = count
        return self

    def once(self) -> Self:
        """Only once."""
        return self.times(1)

    def turn_away(self, status: int = 503, *, after: float = 0.0) -> HandshakeStub:
        """Refuse the connection with an HTTP status: 401, 403, 404, 503 and the like."""
        return self._add(status, after)

    def delay(self, seconds: float) -> HandshakeStub:
        """Let the charge point wait before its connection is opened."""
        return self._add(None, seconds)

    def _add(self, status: int | None, after: float) -> HandshakeStub:
        stub = HandshakeStub(self.identity, status, after, self.count)
        return self.script.add_handshake(stub)
