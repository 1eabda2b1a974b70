"""The core: handshakes, the journal, scripted answers and calls. No I/O, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from mock_csms.access import Access, Handshake, TurnAway
from mock_csms.answers import Answers
from mock_csms.arrangement import Arrangement, HandshakeArrangement
from mock_csms.chaos import Chaos
from mock_csms.charge_points import ChargePoint
from mock_csms.connection import Connection
from mock_csms.domain.composite import RateUnit, composite_schedule
from mock_csms.domain.tags import Tags
from mock_csms.domain.transactions import Transactions
from mock_csms.own_call import OwnCall
from mock_csms.requests import Requests
from mock_csms.script import Script
from ocpp16.expectation import match
from ocpp16.frames import Payload
from ocpp16.journal import Journal
from ocpp16.rpc import Disconnected, OnOutcome


class CentralSystem:
    """A central system for any number of charge points."""

    def __init__(
        self,
        *,
        answers: Answers | None = None,
        access: Access | None = None,
        requests: Requests | None = None,
        call_timeout: float = 30.0,
        new_ids: Iterator[str] | None = None,
        journal: Journal | None = None,
        new_charge_point: Callable[[str], ChargePoint] = ChargePoint,
        new_connection: Callable[..., Connection] = Connection,
    ) -> None:
        self.answers = answers or Answers()
        self.access = access or Access()
        self.requests = requests or Requests()
        self.script = Script()
        self.chaos: Chaos | None = None
        """Random faults for CALLs that no stub is about."""
        self.journal = journal or Journal()
        self.charge_points: dict[str, ChargePoint] = {}
        self._new_charge_point = new_charge_point
        self._new_connection = new_connection
        self.call_timeout = call_timeout
        self.new_ids = new_ids or (f"csms-{number}" for number in count(1))
        self.admits = True
        """While False every handshake is turned away with 503."""
        self.selects_subprotocol = True
        """While False a handshake is completed, but none of the subprotocols offered is selected."""

    @property
    def tags(self) -> Tags:
        """What is on file of the drivers' tags."""
        return self.answers.tags

    @property
    def transactions(self) -> Transactions:
        """The transactions of all charge points."""
        return self.answers.transactions

    def composite_schedule(
        self, now: float, identity: str, connector: int, duration: int, unit: RateUnit = "A"
    ) -> Payload:
        """The ChargingSchedule that a GetCompositeSchedule received now ought to be answered with.

        ``duration`` is in seconds, up to a year: else ``ValueError`` is raised.
        """
        known, running = self.charge_point(identity), self.transactions.running(identity)
        return composite_schedule(known, running, now, connector, duration, unit)

    def handshake(self, now: float, handshake: Handshake) -> Connection | TurnAway:
        """Decide on a handshake and record it."""
        refusal = self._refusal(now, handshake)
        if refusal is not None:
            self.journal.turned_away(now, handshake.identity, handshake.path, refusal.status)
            return refusal
        number = self.journal.opened(
            now,
            handshake.identity,
            handshake.path,
            handshake.subprotocols,
            "Basic" if handshake.password is not None else None,
            secure=handshake.secure,
        )
        return self._new_connection(self, self.charge_point(handshake.identity), number, handshake)

    def misdialled(self, now: float, identity: str, path: str, status: int) -> None:
        """Record a request that was no WebSocket handshake, and the status it was answered with."""
        self.journal.turned_away(now, identity, path, status)

    def strayed(self, now: float, remote: str, octets: str, count: int, reason: str) -> None:
        """Record octets that were no HTTP request, and where they came from."""
        self.journal.stray(now, remote, octets, count, reason)

    def _refusal(self, now: float, handshake: Handshake) -> TurnAway | None:
        if not self.admits:
            self._inject(now, handshake, "turn-away-503", "admits nobody")
            return TurnAway(503, "not accepting connections")
        stub = self.script.handshake_stub_for(handshake.identity)
        if stub is not None:
            self.script.use(stub)
            if stub.after > 0:
                self._inject(now, handshake, "slow-handshake", "stub")
            if stub.status is not None:
                self._inject(now, handshake, f"turn-away-{stub.status}", "stub")
                return TurnAway(stub.status, "turned away on purpose")
        return self.access.refusal(handshake)

    def _inject(self, now: float, handshake: Handshake, fault: str, cause: str) -> None:
        self.journal.injected(now, handshake.identity, 0, fault, cause=cause)

    def handshake_delay(self, identity: str) -> float:
        """Seconds to let a charge point wait before its handshake is decided on."""
        stub = self.script.handshake_stub_for(identity)
        return stub.after if stub is not None else 0.0

    def is_polite(self) -> bool:
        """Whether every CALL gets the polite answer: there is no stub, and no chance."""
        return not self.script.stubs and self.chaos is None

    def on(self, action: str | None = None, *, now: float = 0.0, **matcher: Any) -> Arrangement:
        """Begin to arrange what such CALLs get, see ``ocpp16.expectation.match`` and ``Arrangement``.

        ``now`` is the moment from which ``lasting`` counts.
        """
        return Arrangement(self.script, match(action, **matcher), now)

    def on_handshake(self, identity: str | None = None) -> HandshakeArrangement:
        """Begin to arrange what handshakes get."""
        return HandshakeArrangement(self.script, identity)

    def charge_point(self, identity: str) -> ChargePoint:
        """What is known of a charge point; a new record when it was never seen."""
        if identity not in self.charge_points:
            self.charge_points[identity] = self._new_charge_point(identity)
        return self.charge_points[identity]

    def known(self) -> list[ChargePoint]:
        """The charge points that have ever been connected."""
        return [known for known in self.charge_points.values() if known.last_seen is not None]

    def introduction(self) -> Payload:
        """The BootNotification of the first charge point that sent one; empty before that."""
        boots = (known.boot for known in self.charge_points.values())
        return next((boot for boot in boots if boot is not None), {})

    def call(
        self,
        now: float,
        identity: str,
        action: str,
        payload: Payload,
        on_outcome: OnOutcome | None = None,
        *,
        probe: bool = False,
        at_once: bool = False,
        timeout: float | None = None,
    ) -> OwnCall:
        """Ask a charge point for something; the call waits for its turn, unless ``at_once``.

        It times out after ``timeout`` seconds, and is not sent any more when its turn has not
        come by then; without one, the call time-out counts from when it is sent.

        Without a connection the outcome is ``Disconnected`` at once. The payload is sent as it
        is, valid or not: a central system under test-control must be able to be wrong.
        """
        deadline = None if timeout is None else now + timeout
        own = OwnCall(action, payload, on_outcome, probe=probe, at_once=at_once, deadline=deadline)
        connection = self.charge_point(identity).connection
        if connection is None:
            own.conclude(now, Disconnected())
        else:
            connection.call(now, own)
        return own

    def concluded(self, identity: str, own: OwnCall) -> None:
        """Draw the conclusion from an answer: a new key that was accepted is the one that counts.

        A central system that has demanded no key so far does not begin to (OCPP-J 6.2.2).
        """
        if own.action != "ChangeConfiguration" or own.response != {"status": "Accepted"}:
            return
        key, value = str(own.payload.get("key")), str(own.payload.get("value"))
        if key.casefold() == "authorizationkey" and identity in self.access.keys:
            self.access = self.access.demanding(identity, value)
