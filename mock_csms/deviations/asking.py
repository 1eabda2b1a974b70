"""Seeded deviations in how requests go out, and in what becomes of their answers."""

from __future__ import annotations

from itertools import repeat
from math import inf

from mock_csms.connection import Connection
from mock_csms.deviations.seeding import UNFORESEEN, Objection, deviates
from mock_csms.own_call import OwnCall
from ocpp16.expectation import dig
from ocpp16.frames import CallError, CallResult, Payload, read
from ocpp16.rpc import Rpc

REFUSALS = ("Rejected", "NotSupported", "NotImplemented", "Unknown", "UnlockFailed")


def without(payload: Payload, *names: str) -> Payload:
    """A payload that lacks some fields."""
    return {name: value for name, value in payload.items() if name not in names}


@deviates("CSM-REQ-001")
class NumbersAsText(Connection):
    """The number of a connector goes out as a text."""

    def call(self, now: float, own: OwnCall) -> None:
        if "connectorId" in own.payload:
            own.payload = {**own.payload, "connectorId": str(own.payload["connectorId"])}
        super().call(now, own)


@deviates("CSM-REQ-001")
class ResetsOfNoKind(Connection):
    """An order to reset does not say how."""

    def call(self, now: float, own: OwnCall) -> None:
        own.payload = without(own.payload, "type") if own.action == "Reset" else own.payload
        super().call(now, own)


@deviates("CSM-REQ-002")
class OrdersForNobody(Connection):
    """An order to begin a session goes out without the tag."""

    def call(self, now: float, own: OwnCall) -> None:
        own.payload = without(own.payload, "idTag") if "Start" in own.action else own.payload
        super().call(now, own)


@deviates("CSM-REQ-003")
class OrdersOnce(Connection):
    """A session is ordered once, however often the operator asks for it."""

    _has_ordered = False

    def call(self, now: float, own: OwnCall) -> None:
        is_order = own.action == "RemoteStartTransaction"
        is_repeated, self._has_ordered = self._has_ordered, self._has_ordered or is_order
        if not (is_order and is_repeated):
            super().call(now, own)


@deviates("CSM-REQ-004")
class UpdatesAtNoTime(Connection):
    """An order to update the firmware does not say when."""

    def call(self, now: float, own: OwnCall) -> None:
        own.payload = without(own.payload, "retrieveDate")
        super().call(now, own)


@deviates("CSM-REQ-005")
class ListsSpeltOtherwise(Connection):
    """A list of tags goes out as localAuthorisationList, as a diagram has it."""

    def call(self, now: float, own: OwnCall) -> None:
        listed = own.payload.get("localAuthorizationList")
        if listed is not None:
            rest = without(own.payload, "localAuthorizationList")
            own.payload = {**rest, "localAuthorisationList": listed}
        super().call(now, own)


@deviates("CSM-REQ-006")
class ReservationsWithoutNumber(Connection):
    """A reservation goes out without its number."""

    def call(self, now: float, own: OwnCall) -> None:
        own.payload = without(own.payload, "reservationId")
        super().call(now, own)


@deviates("CSM-REQ-007")
class TriggersNameConnector(Connection):
    """A message is asked for at connector 1, whatever it is."""

    def call(self, now: float, own: OwnCall) -> None:
        if own.action == "TriggerMessage":
            own.payload = {**own.payload, "connectorId": 1}
        super().call(now, own)


@deviates("CSM-REQ-008")
class LevelZeroLeftOut(Connection):
    """A charging profile of level 0 goes out without a level."""

    def call(self, now: float, own: OwnCall) -> None:
        profile = own.payload.get("csChargingProfiles")
        if profile is not None and not profile["stackLevel"]:
            own.payload = {**own.payload, "csChargingProfiles": without(profile, "stackLevel")}
        super().call(now, own)


@deviates("CSM-REQ-008")
class SessionsNotNamed(Connection):
    """A profile for a session goes out without the transaction."""

    def call(self, now: float, own: OwnCall) -> None:
        profile = own.payload.get("csChargingProfiles")
        if profile is not None:
            own.payload = {**own.payload, "csChargingProfiles": without(profile, "transactionId")}
        super().call(now, own)


@deviates("CSM-REQ-009")
class LevelZeroClearsAll(Connection):
    """An order to clear the profiles of level 0 goes out as one for all levels."""

    def call(self, now: float, own: OwnCall) -> None:
        if own.action == "ClearChargingProfile" and not own.payload.get("stackLevel"):
            own.payload = without(own.payload, "stackLevel")
        super().call(now, own)


@deviates("CSM-REQ-010")
class EmptySchedulesBreakIt(Connection):
    """A composite schedule without periods ends the connection."""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, text)
        frame = read(text)
        periods = "chargingSchedule.chargingSchedulePeriod"
        if isinstance(frame, CallResult) and dig(frame.payload, periods) == []:
            self.close(1011, "no first period")


@deviates("CSM-REQ-011")
class OneKeyOnly(Connection):
    """Of several keys that were asked for the first one goes out."""

    def call(self, now: float, own: OwnCall) -> None:
        if "key" in own.payload and own.action == "GetConfiguration":
            own.payload = {"key": own.payload["key"][:1]}
        super().call(now, own)


@deviates("CSM-REQ-011")
class EverythingInParticular(Connection):
    """A question about all keys goes out as one about a key without a name."""

    def call(self, now: float, own: OwnCall) -> None:
        own.payload = own.payload or {"key": [""]} if "Get" in own.action else own.payload
        super().call(now, own)


@deviates("CSM-REQ-012")
class GivesUpWhenRefused(Connection):
    """A charge point that has refused something is asked for nothing more."""

    _is_refused = False

    def receive(self, now: float, text: str) -> None:
        frame = read(text)
        if isinstance(frame, CallResult) and frame.payload.get("status") in REFUSALS:
            self._is_refused = True
        super().receive(now, text)

    def call(self, now: float, own: OwnCall) -> None:
        if not self._is_refused:
            super().call(now, own)


@deviates("CSM-REQ-013")
class ClosesOnErrors(Connection):
    """A CALLERROR ends the connection."""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, text)
        if isinstance(read(text), CallError):
            self.close(1011, "an error")


@deviates("CSM-REQ-014")
class WaitsForNobody(Connection):
    """What is asked for while an answer is due is not sent at all."""

    def call(self, now: float, own: OwnCall) -> None:
        if self.idle:
            super().call(now, own)


@deviates("CSM-REQ-015")
class ClosesOnSecondAnswer(Connection):
    """An answer that nobody waits for ends the connection."""

    def receive(self, now: float, text: str) -> None:
        is_surplus = isinstance(read(text), CallResult) and self.idle
        super().receive(now, text)
        if is_surplus:
            self.close(1002, "an answer to nothing")


@deviates("CSM-REQ-016")
class NeverGivesUp(Connection):
    """A request that is not answered is never given up."""

    def new_rpc(self) -> Rpc:
        return Rpc(self.system.new_ids, inf)


@deviates("CSM-REQ-017")
class OneIdForAll(Connection):
    """Each request goes out under the same message id."""

    def new_rpc(self) -> Rpc:
        return Rpc(repeat("csms-1"), self.system.call_timeout)


@deviates("CSM-REQ-018")
class AsksMeanwhile(Connection):
    """A request goes out although the one before still waits for its answer."""

    def call(self, now: float, own: OwnCall) -> None:
        own.at_once = True
        super().call(now, own)


@deviates("CSM-REQ-019")
class ScheduledMeansNever(Connection):
    """Once a change of availability is only scheduled, the change itself is refused."""

    _is_scheduled = False

    def receive(self, now: float, text: str) -> None:
        frame = read(text)
        if isinstance(frame, CallResult) and frame.payload.get("status") == "Scheduled":
            self._is_scheduled = True
        super().receive(now, text)

    def objection(self, action: str, payload: Payload) -> Objection:
        if self._is_scheduled and payload.get("status") == "Unavailable":
            return UNFORESEEN
        return super().objection(action, payload)
