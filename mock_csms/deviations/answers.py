"""Seeded deviations in what the central system answers."""

from __future__ import annotations

from mock_csms.answers import Answers
from mock_csms.charge_points import ChargePoint
from mock_csms.deviations.seeding import deviates
from ocpp16.frames import Payload


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
