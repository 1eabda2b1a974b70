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


def check(tags: Tags) -> Callable[[Exchange], list[str]]:
    """The check of an answer by a central system that has these tags on file."""

    def faults(exchange: Exchange) -> list[str]:
        response = exchange.response or {}
        found = [str(fault) for fault in schema.faults(exchange.action, response, answer=True)]
        if not found and "currentTime" in response:
            found += _time(response, exchange.at)
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


def _standing(exchange: Exchange, response: Payload, tags: Tags) -> list[str]:
    """A tag gets what it is held to be; the answer to a start may give another reason to refuse."""
    wanted = tags.status(str(exchange.payload.get("idTag")), exchange.at)
    given = response["idTagInfo"]["status"]
    agrees = given == wanted or (exchange.action != "Authorize" and ACCEPTED not in (given, wanted))
    return [] if agrees else [f"the tag is {given}, and held to be {wanted}"]
