"""Seeded deviations before acceptance, and when requests cross."""

from __future__ import annotations

from mock_csms.connection import Connection
from mock_csms.deviations.seeding import Objection, deviates
from mock_csms.own_call import OwnCall
from ocpp16.frames import Call, CallResult, ErrorCode, Payload, read

PENDING = "Pending"
BUSY = ErrorCode.GENERIC_ERROR, "a call is in progress already"


@deviates("CSM-PEND-002")
class ClosesOnPending(Connection):
    """The connection of a charge point that is left pending is closed."""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, text)
        if self.charge_point.registration == PENDING:
            self.close(1008, "come back later")


@deviates("CSM-PEND-003")
class PendingLeftAlone(Connection):
    """What is asked of a charge point that is left pending is not sent."""

    def call(self, now: float, own: OwnCall) -> None:
        if self.charge_point.registration != PENDING:
            super().call(now, own)


@deviates("CSM-PEND-001")
class OrdersWhilePending(Connection):
    """A session is ordered of a charge point that is left pending."""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, text)
        if isinstance(read(text), Call) and self.charge_point.registration == PENDING:
            order = self.system.requests.remote_start("A-TAG")
            self.call(now, OwnCall("RemoteStartTransaction", order))


@deviates("CSM-CROSS-001")
class BusyAsking(Connection):
    """While a charge point owes an answer its own requests are refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        return super().objection(action, payload) if self.idle else BUSY


@deviates("CSM-CROSS-001")
class DeafWhileAsking(Connection):
    """While a charge point owes an answer its own requests are never answered."""

    def ignores(self, call: Call) -> bool:
        return not self.idle or super().ignores(call)


@deviates("CSM-CROSS-002")
class CrossedAnswersLost(Connection):
    """The answer that comes after a request of the charge point is taken for nobody's."""

    _is_crossed = False

    def receive(self, now: float, text: str) -> None:
        frame = read(text)
        if isinstance(frame, CallResult) and self._is_crossed:
            return
        self._is_crossed = isinstance(frame, Call) and not self.idle
        super().receive(now, text)
