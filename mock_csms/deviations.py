"""Seeded deviations of the central system: wrong answers on purpose, to show that checks can fail."""

from __future__ import annotations

from dataclasses import dataclass

from mock_csms.answers import Answers
from mock_csms.charge_points import ChargePoint
from ocpp16.frames import Payload


@dataclass(frozen=True, slots=True)
class Deviation:
    """One seeded deviation."""

    name: str
    behaviour: str
    sentence: str
    substitutes: tuple[type, ...]


class LocalTime(Answers):
    """The time in the answer to a BootNotification lacks its zone."""

    def boot_notification(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = super().boot_notification(now, charge_point, request)
        return {**answer, "currentTime": str(answer["currentTime"]).rstrip("Z")}


DEVIATIONS = {
    "local-time": Deviation(
        "local-time", "ZAP-BOOT-011", (LocalTime.__doc__ or "").strip(), (LocalTime,)
    )
}
