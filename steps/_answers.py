"""When a central system's answer is proper: valid by schema, and sensible in content."""

from __future__ import annotations

from collections.abc import Callable

from ocpp16 import schema
from ocpp16.frames import Payload
from ocpp16.timestamps import is_utc, to_seconds

CLOCK_SKEW = 60.0
"""Seconds by which a central system's clock may differ from ours."""

Check = Callable[[Payload, float], list[str]]


def _with(action: str, *more: Check) -> Check:
    def check(response: Payload, asked_at: float) -> list[str]:
        faults = [str(fault) for fault in schema.faults(action, response, answer=True)]
        return faults or [word for extra in more for word in extra(response, asked_at)]

    return check


def _tells_time(response: Payload, asked_at: float) -> list[str]:
    text = response["currentTime"]
    if not is_utc(text):
        return [f"currentTime {text} is not stated in UTC"]
    skew = abs(to_seconds(text) - asked_at)
    return [f"currentTime is {skew:.0f} s off"] if skew > CLOCK_SKEW else []


def _refuses_the_tag(response: Payload, _asked_at: float) -> list[str]:
    status = response["idTagInfo"]["status"]
    return ["the tag is Accepted"] if status == "Accepted" else []


CHECKS: dict[str, Check] = {
    "BootNotification": _with("BootNotification", _tells_time),
    "Heartbeat": _with("Heartbeat", _tells_time),
    "StartTransaction": _with("StartTransaction", _refuses_the_tag),
}
"""Action -> what its answers must satisfy."""
