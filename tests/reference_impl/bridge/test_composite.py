"""Composite schedules: what slots amount to over a window."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from reference_impl.bridge.composite import periods, schedule
from reference_impl.settings import declared
from reference_impl.zappi.slots import Limits, Slot
from tests.reference_impl.bridge.desk import ACCEPTED, Desk
from tests.reference_impl.wire import COMMERCIAL

NOW = 1_767_571_200.0
HARDWARE = 32.0


def slot(offset: float, duration: float, limit: float, level: int = 0) -> Slot:
    return Slot(level, "TxProfile", level, NOW, offset, duration, limit)


def composite(*slots: Slot, start: float = NOW, duration: float = 400) -> list[tuple[int, float]]:
    return periods(Limits(), slots, start, duration, HARDWARE)


GOLDEN = (
    slot(0, 50, 6), slot(50, 50, 5), slot(100, 100, 8), slot(200, 200, 10),
    slot(0, 100, 7, level=1), slot(100, 50, 9, level=1),
)  # fmt: skip


def test_stacked_profiles_show_the_lower_where_the_upper_has_ended() -> None:
    assert composite(*GOLDEN) == [(0, 7), (100, 9), (150, 8), (200, 10)]


def test_after_the_last_schedule_the_hardware_limit_stands() -> None:
    assert composite(*GOLDEN, duration=401)[-1] == (400, HARDWARE)


def test_a_composite_begins_with_the_request() -> None:
    assert composite(*GOLDEN, start=NOW + 120, duration=100) == [(0, 9), (30, 8), (80, 10)]


def test_without_slots_there_is_one_period_at_the_hardware_limit() -> None:
    assert composite() == [(0, HARDWARE)]


def test_equal_neighbours_are_one_period() -> None:
    assert composite(slot(0, 100, 10), slot(100, math.inf, 10)) == [(0, 10)]


def test_a_limit_above_the_hardware_is_the_hardware_limit() -> None:
    assert composite(slot(0, 100, 63), duration=100) == [(0, HARDWARE)]


@pytest.mark.parametrize("duration", [0, 1, 50])
def test_a_short_window_has_the_present_limit(duration: int) -> None:
    assert composite(slot(0, 100, 10), duration=duration) == [(0, 10)]


def test_a_change_at_the_end_of_the_window_is_outside() -> None:
    assert composite(slot(0, 100, 10), duration=100) == [(0, 10)]
    assert composite(slot(0, 100, 10), start=NOW + 0.4, duration=100) == [(0, 10)]


def test_two_changes_within_a_second_are_one_period() -> None:
    early = replace(slot(0, math.inf, 20, level=1), anchor=NOW + 10.1)
    late = replace(slot(0, math.inf, 30, level=2), anchor=NOW + 10.4)
    assert composite(slot(0, math.inf, 10), early, late) == [(0, 10), (10, 30)]


def test_a_change_right_after_the_request_is_the_first_period() -> None:
    soon = replace(slot(0, math.inf, 20, level=1), anchor=NOW + 0.3)
    assert composite(slot(0, math.inf, 10), soon) == [(0, 20)]


def test_fractions_of_a_second_do_not_shift_the_periods() -> None:
    moved = [replace(s, anchor=NOW + 0.123) for s in GOLDEN]
    assert composite(*moved, start=NOW + 0.123) == composite(*GOLDEN)


def test_a_daily_slot_comes_back_within_a_long_window() -> None:
    daily = replace(slot(3600, 60, 0), recurrence=86_400.0)
    found = composite(daily, duration=2 * 86_400)
    assert [offset for offset, _ in found] == [0, 3600, 3660, 90_000, 90_060]


def test_a_schedule_in_watts_is_that_of_all_phases() -> None:
    found = schedule([(0, 6.0), (60, 15.7)], 120, "W", phases=3)
    assert found == {
        "duration": 120,
        "chargingRateUnit": "W",
        "chargingSchedulePeriod": [
            {"startPeriod": 0, "limit": 4140},
            {"startPeriod": 60, "limit": 10_833},
        ],
    }


def test_limits_have_one_decimal() -> None:
    (period,) = schedule([(0, 2000 / 230)], 60, "A", phases=1)["chargingSchedulePeriod"]
    assert period["limit"] == 8.7


def test_profiles_are_listed_where_that_is_declared() -> None:
    for mode, listed in (
        ("schema", ()),
        ("documented", ("TxDefaultProfile 4, stack level 2, slots: 2",)),
    ):
        desk = Desk(semantics=declared({"composite_mode": mode}), configuration=COMMERCIAL)
        periods = [{"startPeriod": start, "limit": 10 + start} for start in (0, 1)]
        profile = {
            "chargingProfileId": 4,
            "stackLevel": 2,
            "chargingProfilePurpose": "TxDefaultProfile",
            "chargingProfileKind": "Absolute",
            "chargingSchedule": {"chargingRateUnit": "A", "chargingSchedulePeriod": periods},
        }
        assert desk.ask("SetChargingProfile", connectorId=1, csChargingProfiles=profile) == ACCEPTED
        desk.ask("GetCompositeSchedule", connectorId=1, duration=60)
        assert desk.station.bridge.composite_schedule.listed == listed
