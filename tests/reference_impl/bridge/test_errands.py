"""Answers that depend on a slow device: in time, and true afterwards."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.reference_impl.by_hand import ByHand

ACCEPTED, REJECTED = {"status": "Accepted"}, {"status": "Rejected"}


def plan(number: int, *limits: float) -> str:
    periods = [{"startPeriod": 600 * n, "limit": limit} for n, limit in enumerate(limits)]
    profile = {
        "chargingProfileId": number,
        "stackLevel": 0,
        "chargingProfilePurpose": "TxDefaultProfile",
        "chargingProfileKind": "Absolute",
        "chargingSchedule": {"chargingRateUnit": "A", "chargingSchedulePeriod": periods},
    }
    return json.dumps({"connectorId": 1, "csChargingProfiles": profile})


def station(latency: float) -> ByHand:
    hand = ByHand(keys={"CommercialMode": "true"}).on()
    assert hand.ask("SetChargingProfile", plan(1, 16)) == ACCEPTED
    hand.station.link.latency = latency
    return hand


def asked(hand: ByHand, action: str, payload: str, wait: float) -> Any:
    assert hand.ask(action, payload) is None
    hand.wait(wait)
    return list(hand.replies.values())[-1]


def limits(hand: ByHand) -> list[float]:
    return [slot.limit for slot in hand.station.device.memory.in_use()]


def test_a_device_that_is_slow_is_waited_for() -> None:
    hand = station(latency=10.0)
    assert asked(hand, "SetChargingProfile", plan(2, 10, 12), 20.0) == ACCEPTED
    assert limits(hand) == [10.0, 12.0]


def test_a_device_that_is_too_slow_is_answered_for_in_time() -> None:
    hand = station(latency=20.0)
    assert asked(hand, "SetChargingProfile", plan(2, 10, 12), 24.0) == REJECTED


@pytest.mark.parametrize("number", [1, 2])
def test_a_plan_that_was_refused_makes_way_for_the_one_before(number: int) -> None:
    hand = station(latency=20.0)
    assert asked(hand, "SetChargingProfile", plan(number, 10, 12), 120.0) == REJECTED
    assert limits(hand) == [16.0]
    assert list(hand.station.bridge.profiles.installed) == [1]


def test_a_first_plan_that_was_refused_leaves_nothing() -> None:
    hand = ByHand(keys={"CommercialMode": "true"}).on()
    hand.station.link.latency = 20.0
    assert asked(hand, "SetChargingProfile", plan(2, 10), 120.0) == REJECTED
    assert limits(hand) == []


def test_where_the_plan_before_cannot_be_written_again_none_is_left_on_either_side() -> None:
    hand = station(latency=20.0)
    hand.station.device.memory.writes_in_window = (
        2  # the first plan, and the one that comes too late
    )
    assert asked(hand, "SetChargingProfile", plan(2, 10), 200.0) == REJECTED
    assert limits(hand) == []
    assert hand.station.bridge.profiles.installed == {}


def test_a_plan_cleared_too_late_to_say_so_is_known_to_be_gone() -> None:
    hand = station(latency=20.0)
    assert asked(hand, "ClearChargingProfile", '{"id":1}', 24.0) == "InternalError"
    assert list(hand.station.bridge.profiles.installed) == [1]
    hand.wait(20.0)
    assert hand.station.bridge.profiles.installed == {}


def test_a_mode_switched_too_late_is_switched_back() -> None:
    hand = station(latency=20.0)
    change = '{"key":"CommercialMode","value":"false"}'
    assert asked(hand, "ChangeConfiguration", change, 24.0) == REJECTED
    hand.wait(60.0)
    assert hand.station.device.charging.commercial
    assert hand.station.bridge.configuration["CommercialMode"] == "true"
