"""Seeded deviations in how introductions, signs of life and questions about tags are answered."""

from __future__ import annotations

from mock_csms.answers import METHODS, Answers
from mock_csms.charge_points import ChargePoint
from mock_csms.deviations.seeding import deviates
from ocpp16.frames import Payload
from ocpp16.timestamps import to_text

HOUR = 3600.0


@deviates("CSM-BOOT-001")
class StandingOnly(Answers):
    """The answer to a BootNotification tells the standing and nothing else."""

    def boot_notification(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        return {"status": super().boot_notification(now, charge_point, request)["status"]}


@deviates("CSM-BOOT-001")
class NegativeInterval(Answers):
    """The interval in the answer to a BootNotification is -1, which is to mean none."""

    def boot_notification(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        return {**super().boot_notification(now, charge_point, request), "interval": -1}


@deviates("CSM-BOOT-005")
class IntroducedOnce(Answers):
    """A charge point that has introduced itself is rejected when it does so again."""

    def boot_notification(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = super().boot_notification(now, charge_point, request)
        return answer if charge_point.boot is None else {**answer, "status": "Rejected"}


@deviates("CSM-RECON-004")
class WaitsAfterRestart(Answers):
    """A charge point that introduces itself on a later connection has to wait."""

    def boot_notification(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = super().boot_notification(now, charge_point, request)
        connection = charge_point.connection
        is_later = connection is not None and connection.number > 1
        return {**answer, "status": "Pending"} if is_later else answer


@deviates("CSM-HB-001")
class TimeByAnotherName(Answers):
    """The answer to a Heartbeat tells the time under another name."""

    def heartbeat(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        return {"time": super().heartbeat(now, charge_point, request)["currentTime"]}


@deviates("CSM-CLOCK-001")
class TimeOfFirstHeartbeat(Answers):
    """Whoever asks for the time is told that of the first Heartbeat."""

    _first: float | None = None

    def heartbeat(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        self._first = self._first or now
        return super().heartbeat(self._first, charge_point, request)


@deviates("CSM-CLOCK-002")
class SummerTime(Answers):
    """Heartbeats are answered with the local time, as if it were UTC."""

    def heartbeat(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        return super().heartbeat(now + HOUR, charge_point, request)


@deviates("CSM-CLOCK-002")
class TimeOfItsZone(Answers):
    """Heartbeats are answered with the right time in the zone of the platform's office."""

    def heartbeat(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        return {"currentTime": f"{to_text(now + 2 * HOUR).removesuffix('Z')}+02:00"}


@deviates("CSM-AUTH-001")
class NobodyMayCharge(Answers):
    """No tag is good enough."""

    def authorize(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        return {"idTagInfo": {"status": "Blocked"}}


@deviates("CSM-AUTH-002")
class AllAreInvalid(Answers):
    """Whatever keeps a tag from charging, it is called invalid."""

    def authorize(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = super().authorize(now, charge_point, request)
        accepted = answer["idTagInfo"]["status"] == "Accepted"
        return answer if accepted else {"idTagInfo": {"status": "Invalid"}}


@deviates("CSM-AUTH-002")
class RemembersTheLast(Answers):
    """After a tag that must not charge every tag gets its standing."""

    _bad: Payload | None = None

    def authorize(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = self._bad or super().authorize(now, charge_point, request)
        self._bad = None if answer["idTagInfo"]["status"] == "Accepted" else answer
        return answer


@deviates("CSM-AUTH-003")
class CaseCounts(Answers):
    """A tag in other letters than those on file is not known."""

    def id_tag_info(self, now: float, id_tag: str) -> Payload:
        known = self.tags.get(id_tag)
        if known is not None and known.id_tag != id_tag:
            return {"status": "Invalid"}
        return super().id_tag_info(now, id_tag)


@deviates("CSM-AUTH-006")
class NullForNoTag(Answers):
    """The end of a session without a tag is answered with an idTagInfo that is null."""

    def stop_transaction(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        return {"idTagInfo": None, **super().stop_transaction(now, charge_point, request)}


@deviates("CSM-AUTH-006")
class AcceptsNothingAtTheEnd(Answers):
    """At the end of a session every tag is called invalid."""

    def stop_transaction(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        return {"idTagInfo": {"status": "Invalid"}} if "idTag" in request else {}


@deviates("CSM-FRAME-005")
class UnknownIgnored(Answers):
    """What is not known is not answered."""

    def is_answered(self, action: str) -> bool:
        return action in METHODS


@deviates("CSM-DATA-001")
class KnowsEveryMaker(Answers):
    """Every maker's data is accepted, and what is in it is lost."""

    def data_transfer(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        return {"status": "Accepted"}
