"""What makes a central system under test act, and shows what it makes of a charge point."""

from __future__ import annotations

from typing import Protocol

from mock_csms.central_system import CentralSystem
from mock_csms.own_call import OwnCall
from ocpp16.frames import Payload
from ocpp16.journal import Exchange, Journal
from ocpp16.rpc import Answered, Outcome, Refused


class Request(Protocol):
    """A request of the central system, as far as it has got."""

    @property
    def action(self) -> str:
        """What is asked for."""

    @property
    def outcome(self) -> Outcome | None:
        """What became of it, once that is known."""

    @property
    def response(self) -> Payload | None:
        """The payload of the CALLRESULT, once there is one."""


class Operator(Protocol):
    """The verbs of a central system's operator. ``now`` is in suite seconds.

    An operator raises ``NotDrivable`` for what it cannot make its central system do.
    """

    @property
    def in_process(self) -> bool:
        """Whether it acts at once, inside the carrier; others may block, for a bounded time."""

    def request(
        self,
        now: float,
        identity: str,
        action: str,
        payload: Payload,
        *,
        probe: bool = False,
        at_once: bool = False,
    ) -> Request:
        """Let the central system send a request to a charge point."""

    def online(self, now: float, identity: str) -> bool:
        """Whether the central system shows the charge point as online."""

    def close(self) -> None:
        """Let go of everything."""


class MockOperator:
    """The operator of our own central system; satisfies ``Operator``."""

    in_process = True

    def __init__(self, central_system: CentralSystem) -> None:
        self._central_system = central_system

    def request(
        self,
        now: float,
        identity: str,
        action: str,
        payload: Payload,
        *,
        probe: bool = False,
        at_once: bool = False,
    ) -> OwnCall:
        """See ``Operator``."""
        return self._central_system.call(
            now, identity, action, payload, probe=probe, at_once=at_once
        )

    def online(self, now: float, identity: str) -> bool:
        """See ``Operator``."""
        return self._central_system.charge_point(identity).online(now)

    def close(self) -> None:
        """See ``Operator``."""


class WireRequest:
    """A ``Request`` that a central system of somebody else was told to make: the wire tells its fate."""

    def __init__(self, journal: Journal, identity: str, action: str) -> None:
        """To be made before the central system is told, so that its CALL comes after."""
        self.action = action
        self._identity = identity
        self._journal = journal
        self._since = len(journal.entries)

    @property
    def exchange(self) -> Exchange | None:
        """The first such CALL since, if there is one."""
        exchanges = self._journal.requests_received(self.action, self._since)
        return next((each for each in exchanges if each.identity == self._identity), None)

    @property
    def outcome(self) -> Outcome | None:
        """See ``Request``."""
        exchange = self.exchange
        if exchange is None or exchange.answer is None:
            return None
        if exchange.error is not None:
            return Refused(exchange.error)
        return None if exchange.response is None else Answered(exchange.response)

    @property
    def response(self) -> Payload | None:
        """See ``Request``."""
        return self.exchange.response if self.exchange is not None else None
