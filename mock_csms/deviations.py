"""Seeded deviations of the central system: wrong on purpose, to show that checks can fail."""

from __future__ import annotations

from mock_csms.answers import Answers
from mock_csms.charge_points import ChargePoint
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

    def id_tag_info(self, id_tag: str) -> Payload:
        return {"status": "Accepted"}


@deviates("ZAP-TX-016")
class NoTransactionForStrangers(Answers):
    """A start by a tag that is not accepted is answered without a transaction id."""

    def start_transaction(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = super().start_transaction(now, charge_point, request)
        if answer["idTagInfo"]["status"] != "Accepted":
            del answer["transactionId"]
        return answer


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
