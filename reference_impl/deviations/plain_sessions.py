"""Deviations from what any charge point owes: sessions, statuses, charging profiles."""

from typing import Any

from ocpp16.frames import Payload
from ocpp16.rpc import Answered, Outcome
from reference_impl.bridge.authorization import Authorization, Grant
from reference_impl.bridge.availability import Availability
from reference_impl.bridge.charging_profiles import ChargingProfiles
from reference_impl.bridge.composite import CompositeSchedule
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.bridge.reset import REASONS
from reference_impl.bridge.status import Status
from reference_impl.bridge.transaction_queue import TransactionQueue
from reference_impl.bridge.transactions import Transactions
from reference_impl.deviations.of_any_charge_point import PLAIN
from reference_impl.deviations.seeding import deviates

# sessions ---------------------------------------------------------------------------------------


@deviates("OCP-RMT-001", PLAIN)
class NeverStarts(RemoteControl):
    """Remote starts are rejected, whatever the state of the connector."""

    def may_start(self, request: Payload) -> bool:
        return False


@deviates("OCP-TX-002", PLAIN)
class CableFirst(Authorization):
    """A tag that is presented before the vehicle is plugged in is forgotten."""

    def grant(self, now: float, grant: Grant) -> None:
        if self.bridge.state.plugged_in:
            super().grant(now, grant)


@deviates("OCP-TX-004", PLAIN)
class StopsTheNext(TransactionQueue):
    """The end of a transaction is reported under a number of its own."""

    def payload(self, message: dict[str, Any]) -> Payload:
        payload = super().payload(message)
        if message["action"] != "StopTransaction":
            return payload
        return {**payload, "transactionId": payload["transactionId"] + 1}


@deviates("OCP-TX-009", PLAIN)
class EveryTagWillDo(Authorization):
    """Any tag that was asked about lets its driver charge."""

    def admits(self, status: str) -> bool:
        return True


@deviates("OCP-TX-009", PLAIN)
class ErrorsAreConsent(Authorization):
    """An error for an answer lets a driver charge."""

    def accepts(self, outcome: Outcome) -> bool:
        return super().accepts(outcome) or not isinstance(outcome, Answered)


@deviates("OCP-TX-011", PLAIN)
class FeedsInvalidTags(Transactions):
    """A session of an invalid tag that is to stay open goes on charging."""

    def tolerate(self, now: float) -> None:
        """Nothing changes."""


@deviates("OCP-QUE-008", PLAIN)
class ConnectionIsTheSession(Transactions):
    """A session ends with the connection."""

    def disconnected(self, now: float) -> None:
        self.end(now, "Other")


@deviates("OCP-RST-002", PLAIN)
class ResetsAreLocal(Transactions):
    """A session that a reset ends is said to have been ended by its driver."""

    def end(self, now: float, reason: str) -> None:
        super().end(now, "Local" if reason in REASONS.values() else reason)


# status and availability ------------------------------------------------------------------------


@deviates("OCP-STAT-004", PLAIN)
class NeverFreeAgain(Status):
    """Once a vehicle was there the connector is never available again."""

    _used = False

    def session_status(self) -> str:
        status = super().session_status()
        self._used = self._used or self.bridge.state.plugged_in
        return "Preparing" if self._used and status == "Available" else status


@deviates("OCP-STAT-008", PLAIN)
class FaultsRemain(Status):
    """A fault is told, and its end is not."""

    _broken = False

    def status_of(self, connector: int) -> str:
        self._broken = self._broken or self.bridge.state.fault is not None
        return "Faulted" if self._broken else super().status_of(connector)


@deviates("OCP-AVL-002", PLAIN)
class ClosedForGood(Availability):
    """What was put out of service cannot be put back."""

    def want(self, operative: bool) -> None:
        super().want(operative and self.operative)


@deviates("OCP-AVL-009", PLAIN)
class NoNewsIsAnError(Availability):
    """To ask for what is so already is rejected."""

    def change(self, now: float, operative: bool) -> str:
        unchanged = self.operative == self.in_force == operative
        return "Rejected" if unchanged else super().change(now, operative)


# charging profiles ------------------------------------------------------------------------------


@deviates("OCP-SC-010", PLAIN)
class IdsAreTakenOnce(ChargingProfiles):
    """A second profile of one id is rejected."""

    def objection(self, profile: Payload, connector: int) -> str | None:
        taken = profile["chargingProfileId"] in self.installed
        return "Rejected" if taken else super().objection(profile, connector)


@deviates("OCP-SC-014", PLAIN)
class FirstPeriodOnly(CompositeSchedule):
    """A composite schedule holds its first period only."""

    def answer(self, now: float, request: Payload) -> Payload:
        answer = super().answer(now, request)
        schedule = answer["chargingSchedule"]
        first = schedule["chargingSchedulePeriod"][:1]
        return {**answer, "chargingSchedule": {**schedule, "chargingSchedulePeriod": first}}


@deviates("OCP-SC-015", PLAIN)
class BlamesTheVehicle(Status):
    """A vehicle that is given nothing is said to take nothing."""

    def charging_status(self) -> str:
        status = super().charging_status()
        return "SuspendedEV" if status == "SuspendedEVSE" else status
