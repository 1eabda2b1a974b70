"""Seeded deviations of the central system: wrong on purpose, to show that checks can fail."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mock_csms.access import Access, Handshake
from mock_csms.answers import Answers
from mock_csms.charge_points import ChargePoint
from mock_csms.requests import Requests
from ocpp16.deviation import Deviations
from ocpp16.frames import Payload

DEVIATIONS = Deviations()
deviates = DEVIATIONS.deviates


# answers ---------------------------------------------------------------------------------------------


@deviates("ZAP-BOOT-011")
class LocalTime(Answers):
    """The time in the answer to a BootNotification lacks its zone."""

    def boot_notification(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = super().boot_notification(now, charge_point, request)
        return {**answer, "currentTime": str(answer["currentTime"]).rstrip("Z")}


@deviates("ZAP-BOOT-011")
class IntervalAsText(Answers):
    """The interval in the answer to a BootNotification is a text."""

    def boot_notification(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = super().boot_notification(now, charge_point, request)
        return {**answer, "interval": str(answer["interval"])}


@deviates("ZAP-BOOT-011")
class IntervalByAnotherName(Answers):
    """The interval in the answer to a BootNotification stands under another name."""

    def boot_notification(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = super().boot_notification(now, charge_point, request)
        answer["heartbeatInterval"] = answer.pop("interval")
        return answer


@deviates("ZAP-HB-003")
class EmptyHeartbeat(Answers):
    """The answer to a Heartbeat does not tell the time."""

    def heartbeat(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        return {}


@deviates("ZAP-HB-003")
class StoppedClock(Answers):
    """Each answer to a Heartbeat tells the time of the first."""

    _first: float | None = None

    def heartbeat(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        self._first = self._first or now
        return super().heartbeat(self._first, charge_point, request)


@deviates("ZAP-TX-016")
class WelcomesEveryTag(Answers):
    """Every tag is accepted, known or not."""

    def id_tag_info(self, now: float, id_tag: str) -> Payload:
        return {"status": "Accepted"}


@deviates("ZAP-TX-016")
class NoTransactionForStrangers(Answers):
    """A start by a tag that is not accepted is answered without a transaction id."""

    def start_transaction(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = super().start_transaction(now, charge_point, request)
        if answer["idTagInfo"]["status"] != "Accepted":
            del answer["transactionId"]
        return answer


@deviates("ZAP-CONN-009")
class ReadingsIgnored(Answers):
    """Readings of a session are never answered, so that what follows them waits."""

    def is_answered(self, action: str) -> bool:
        return action != "MeterValues"


@deviates("ZAP-CONN-009")
class UpdatesIgnored(Answers):
    """News of a firmware update is never answered."""

    def is_answered(self, action: str) -> bool:
        return action != "FirmwareStatusNotification"


@deviates("ZAP-CONN-009")
class DriversIgnored(Answers):
    """A question about a driver's tag is never answered."""

    def is_answered(self, action: str) -> bool:
        return action != "Authorize"


@deviates("ZAP-CONN-009")
class ShortAnswerToStart(Answers):
    """The answer to a start tells nothing of the driver's tag."""

    def start_transaction(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = super().start_transaction(now, charge_point, request)
        del answer["idTagInfo"]
        return answer


@deviates("ZAP-AUTH-006")
class LetsEverybodyCharge(Answers):
    """Whoever is asked about may charge."""

    def authorize(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        return {"idTagInfo": {"status": "Accepted"}}


@deviates("ZAP-AUTH-006")
class SpeaksOfRejection(Answers):
    """A tag that may not charge is called Rejected, as the vendor's page has it."""

    def authorize(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = super().authorize(now, charge_point, request)
        accepted = answer["idTagInfo"]["status"] == "Accepted"
        return answer if accepted else {"idTagInfo": {"status": "Rejected"}}


@deviates("ZAP-PIN-013")
class CardsOnly(Answers):
    """Only tags that look like the number of a card are recognised."""

    def id_tag_info(self, now: float, id_tag: str) -> Payload:
        looks_like_card = all(digit in "0123456789ABCDEF" for digit in id_tag)
        return super().id_tag_info(now, id_tag) if looks_like_card else {"status": "Invalid"}


# who may connect -------------------------------------------------------------------------------------


@deviates("ZAP-SEC-005")
class TakesAnyKey(Access):
    """A key is asked for, and any will do."""

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        return handshake.password is not None


@deviates("ZAP-SEC-005")
class TrustsIdentity(Access):
    """Who presents no key is believed on the strength of its identity."""

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        return handshake.password is None or super().authenticates(handshake, key)


@deviates("ZAP-CFG-004")
class NewKeyForgotten(Access):
    """The charger is given a new key, and the old one is asked for."""

    def demanding(self, identity: str, key: str) -> Access:
        return self if identity in self.keys else super().demanding(identity, key)


@deviates("ZAP-CFG-004")
@dataclass(frozen=True)
class OldKeysStayValid(Access):
    """A key that was replaced still opens the door."""

    earlier: tuple[str, ...] = ()

    def demanding(self, identity: str, key: str) -> Access:
        return replace(
            self,
            keys={**self.keys, identity: key},
            earlier=(*self.earlier, self.keys.get(identity, key)),
        )

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        return any(
            super(OldKeysStayValid, self).authenticates(handshake, known)
            for known in (key, *self.earlier)
        )


# what it asks for ------------------------------------------------------------------------------------


@deviates("ZAP-RMT-002")
class StartsForNobody(Requests):
    """An order to start names the socket, but no tag."""

    def remote_start(self, id_tag: str, connector: int = 1) -> Payload:
        return {"connectorId": connector}


@deviates("ZAP-RMT-002")
class TagsOutgrown(Requests):
    """The platform puts its own name before each tag, so that some become too long."""

    def remote_start(self, id_tag: str, connector: int = 1) -> Payload:
        return super().remote_start(f"EMP-{id_tag}", connector)


@deviates("ZAP-RMT-004")
class StopNamesTag(Requests):
    """An order to stop also names the socket and the tag, as the vendor's page has it."""

    def remote_stop(self, transaction_id: int) -> Payload:
        return {**super().remote_stop(transaction_id), "connectorId": 1, "idTag": "APP-7f3"}


@deviates("ZAP-RMT-004")
class StopNamesNoSession(Requests):
    """An order to stop names the socket in place of the session."""

    def remote_stop(self, transaction_id: int) -> Payload:
        return {"connectorId": 1}


# what is known of charge points ----------------------------------------------------------------------


@deviates("ZAP-HB-004")
class OnlineWhileConnected(ChargePoint):
    """A charge point counts as online as long as it is connected, however silent."""

    def online(self, now: float) -> bool:
        return self.connection is not None


@deviates("ZAP-HB-004")
class OfflineForGood(ChargePoint):
    """A charge point that was offline once never counts as online again."""

    _was_offline = False

    def online(self, now: float) -> bool:
        self._was_offline = self._was_offline or not super().online(now)
        return not self._was_offline


@deviates("ZAP-HB-004")
class Impatient(ChargePoint):
    """One missed heartbeat is enough to count as offline."""

    def patience(self) -> float:
        return self.interval / 2
