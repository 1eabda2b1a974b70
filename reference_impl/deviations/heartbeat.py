"""Deviations in heartbeats."""

from typing import ClassVar

from ocpp16.rpc import Outcome
from reference_impl.bridge.block import Request
from reference_impl.bridge.heartbeat import Heartbeat
from reference_impl.deviations.seeding import deviates


@deviates("ZAP-BOOT-003")
class GivesUpEarly(Heartbeat):
    """One unanswered heartbeat is enough for a new connection, and a new introduction."""

    def gives_up(self, missed: int) -> bool:
        return missed >= 1


@deviates("ZAP-BOOT-015")
class LateFirstHeartbeat(Heartbeat):
    """The first heartbeat comes two intervals after acceptance."""

    def first(self, now: float) -> float:
        return now + 2 * self.interval()


@deviates("ZAP-HB-001")
class NoHeartbeatWhileCharging(Heartbeat):
    """Heartbeats stop during transactions."""

    def next_call(self, now: float) -> Request | None:
        return None if self.bridge.transactions.running else super().next_call(now)


@deviates("ZAP-HB-001")
class DriftingHeartbeat(Heartbeat):
    """The interval counts from the answer to the heartbeat before."""

    def _concluded(self, now: float, outcome: Outcome) -> None:
        self._due = now + self.interval()
        super()._concluded(now, outcome)


@deviates("ZAP-HB-002")
class SharedInterval(Heartbeat):
    """All chargers of the service keep the interval agreed on last."""

    latest: ClassVar[float] = 0.0

    def registered(self, now: float) -> None:
        SharedInterval.latest = super().interval()
        super().registered(now)

    def interval(self) -> float:
        return self.latest


@deviates("ZAP-HB-005")
class WaitsInVain(Heartbeat):
    """Unanswered heartbeats have no consequence."""

    def gives_up(self, missed: int) -> bool:
        return False
