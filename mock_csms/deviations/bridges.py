"""Seeded deviations that chargers behind a bridge suffer from."""

from __future__ import annotations

from mock_csms.connection import Connection
from mock_csms.deviations.seeding import UNFORESEEN, Objection, deviates
from mock_csms.own_call import OwnCall
from ocpp16.frames import Call, CallResult, Payload, read
from ocpp16.timestamps import to_seconds

PROFILE = "SetChargingProfile"
FRESH = 60.0
"""Seconds after which a deviation takes a status for none."""
DIGITS = frozenset("0123456789ABCDEF")


@deviates("CSM-ZAP-001")
class OneIntroductionForGood(Connection):
    """A charge point that has introduced itself before is refused when it does so again."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == "BootNotification" and self.charge_point.boot is not None:
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-ZAP-002")
class EmptyFieldsRefused(Connection):
    """An introduction with an empty field is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == "BootNotification" and "" in payload.values():
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-ZAP-003")
class IntroductionsEndSessions(Connection):
    """After an introduction the end of a session that began before is never answered."""

    _earlier: frozenset[int] = frozenset()

    def ignores(self, call: Call) -> bool:
        if call.action == "BootNotification":
            running = self.system.transactions.running(self.charge_point.identity)
            self._earlier = frozenset(transaction.id for transaction in running)
        is_over = call.payload.get("transactionId") in self._earlier
        return (call.action == "StopTransaction" and is_over) or super().ignores(call)


@deviates("CSM-ZAP-004")
class ClosedAtOnceOrNever(Connection):
    """That a connector is out of service is believed at once or not at all."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if payload.get("status") == "Unavailable":
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-ZAP-005")
class FreshStatusesOnly(Connection):
    """A status that was true a minute ago is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        said = payload.get("timestamp") if action == "StatusNotification" else None
        seen = self.charge_point.last_seen or 0.0
        if said is not None and seen - to_seconds(said) > FRESH:
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-ZAP-006")
class OneProfileForGood(Connection):
    """A charging profile is sent once, and counts as set from then on."""

    _is_set = False

    def call(self, now: float, own: OwnCall) -> None:
        is_repeated, self._is_set = self._is_set, self._is_set or own.action == PROFILE
        if not (is_repeated and own.action == PROFILE):
            super().call(now, own)


@deviates("CSM-ZAP-007")
class GivesUpProfiles(Connection):
    """After a profile was rejected no other is sent."""

    _is_rejected = False

    def receive(self, now: float, text: str) -> None:
        frame = read(text)
        if isinstance(frame, CallResult) and frame.payload.get("status") == "Rejected":
            self._is_rejected = True
        super().receive(now, text)

    def call(self, now: float, own: OwnCall) -> None:
        if not (self._is_rejected and own.action == PROFILE):
            super().call(now, own)


@deviates("CSM-ZAP-008")
class NumbersOfCardsOnly(Connection):
    """A question about a tag that is no number of a card is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == "Authorize" and not DIGITS.issuperset(payload["idTag"]):
            return UNFORESEEN
        return super().objection(action, payload)
