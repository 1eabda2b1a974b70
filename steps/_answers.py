"""When a central system's answer is proper: valid by schema, and sensible in content."""

from __future__ import annotations

from collections.abc import Callable

from mock_csms.domain.tags import Tags
from ocpp16 import schema
from ocpp16.frames import Payload
from ocpp16.journal import Exchange
from ocpp16.timestamps import is_utc, to_seconds

CLOCK_SKEW = 60.0
"""Seconds by which a central system's clock may differ from ours."""
ACCEPTED = "Accepted"


def check(tags: Tags, drift: float) -> Callable[[Exchange], list[str]]:
    """The check of answers by a central system that has these tags on file.

    From one answer to the next its clock may gain or lose ``drift`` seconds.
    """
    clock = _Clock(drift)

    def faults(exchange: Exchange) -> list[str]:
        response = exchange.response or {}
        found = [str(fault) for fault in schema.faults(exchange.action, response, answer=True)]
        if not found and "currentTime" in response:
            found += _time(response, exchange.at) or clock.faults(exchange, response)
        if not found and "interval" in response:
            found += _interval(response)
        if not found and "idTagInfo" in response:
            found += _standing(exchange, response, tags)
        return found

    return faults


def _time(response: Payload, asked_at: float) -> list[str]:
    text = response["currentTime"]
    if not is_utc(text):
        return [f"currentTime {text} is not stated in UTC"]
    skew = abs(to_seconds(text) - asked_at)
    return [f"currentTime is {skew:.0f} s off"] if skew > CLOCK_SKEW else []


def _interval(response: Payload) -> list[str]:
    interval = response["interval"]
    return [f"interval is {interval}, a time span before now"] if interval < 0 else []


class _Clock:
    """The clock of a central system, as its answers tell it."""

    def __init__(self, drift: float) -> None:
        self._drift = drift
        self._latest: tuple[float, float] | None = None

    def faults(self, exchange: Exchange, response: Payload) -> list[str]:
        """Whether it has gone on since the latest answer as time has."""
        at = exchange.at if exchange.answer is None else exchange.answer.at
        told = to_seconds(response["currentTime"])
        before, self._latest = self._latest, (at, told)
        if before is None or abs((told - before[1]) - (at - before[0])) <= self._drift:
            return []
        return [f"currentTime goes on by {told - before[1]:.1f} s in {at - before[0]:.1f} s"]


def _standing(exchange: Exchange, response: Payload, tags: Tags) -> list[str]:
    """A tag gets what it is held to be; the answer to a start may give another reason to refuse.

    Of a tag that nobody has told about, or where there was none, nothing is known.
    """
    tag = exchange.payload.get("idTag")
    if tag is None or str(tag) not in tags:
        return []
    wanted = tags.status(str(tag), exchange.at)
    given = response["idTagInfo"]["status"]
    agrees = given == wanted or (exchange.action != "Authorize" and ACCEPTED not in (given, wanted))
    return [] if agrees else [f"the tag is {given}, and held to be {wanted}"]
