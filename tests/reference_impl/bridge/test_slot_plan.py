"""How a charging profile is laid out in slots."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pytest

from reference_impl.bridge.slots import SlotPlan
from reference_impl.zappi.slots import Slot

MIDNIGHT = 1_767_571_200.0
DAY = 86_400.0


def profile(periods: list[tuple[Any, ...]], **fields: Any) -> dict[str, Any]:
    """A profile whose periods are (startPeriod, limit, numberPhases where given)."""
    names = ("startPeriod", "limit", "numberPhases")
    schedule = {
        "chargingRateUnit": fields.pop("unit", "A"),
        "startSchedule": "2026-01-05T00:00:00Z",
        "chargingSchedulePeriod": [dict(zip(names, p, strict=False)) for p in periods],
    }
    for name in ("duration", "startSchedule"):
        if name in fields:
            schedule[name] = fields.pop(name)
    return {
        "chargingProfileId": 7,
        "stackLevel": 2,
        "chargingProfilePurpose": "TxProfile",
        "chargingProfileKind": "Absolute",
        "chargingSchedule": {name: v for name, v in schedule.items() if v is not None},
        **fields,
    }


def plan(asked: dict[str, Any], phases: int = 1) -> tuple[Slot, ...]:
    return SlotPlan(phases).slots(asked, begun=MIDNIGHT + 1000)


def spans(slots: tuple[Slot, ...]) -> list[tuple[float, float, float]]:
    """Offset, duration and limit of each slot."""
    return [(slot.offset, slot.duration, slot.limit) for slot in slots]


def test_each_period_gets_a_slot_and_the_last_has_no_end() -> None:
    slots = plan(profile([(0, 16), (600, 10), (900, 0)]))
    assert spans(slots) == [(0, 600, 16), (600, 300, 10), (900, math.inf, 0)]


def test_a_slot_knows_its_profile() -> None:
    (slot,) = plan(profile([(0, 16)]))
    assert (slot.profile, slot.purpose, slot.stack_level) == (7, "TxProfile", 2)
    assert (slot.anchor, slot.recurrence) == (MIDNIGHT, 0)
    assert (slot.valid_from, slot.valid_to) == (-math.inf, math.inf)


def test_the_last_period_stretches_to_the_duration() -> None:
    slots = plan(profile([(0, 16), (600, 10)], duration=700))
    assert spans(slots) == [(0, 600, 16), (600, 100, 10)]


def test_periods_beyond_the_duration_are_left_out() -> None:
    slots = plan(profile([(0, 16), (600, 10), (700, 6)], duration=600))
    assert spans(slots) == [(0, 600, 16)]


@pytest.mark.parametrize(("recurrency", "seconds"), [("Daily", DAY), ("Weekly", 7 * DAY)])
def test_the_last_period_stretches_to_the_next_recurrence(recurrency: str, seconds: float) -> None:
    asked = profile(
        [(0, 16), (600, 10)], chargingProfileKind="Recurring", recurrencyKind=recurrency
    )
    slots = plan(asked)
    assert spans(slots)[-1] == (600, seconds - 600, 10)
    assert {slot.recurrence for slot in slots} == {seconds}


def test_a_duration_longer_than_the_recurrence_is_cut() -> None:
    asked = profile(
        [(0, 16), (90_000, 10)],
        duration=100_000, chargingProfileKind="Recurring", recurrencyKind="Daily",
    )  # fmt: skip
    assert spans(plan(asked)) == [(0, DAY, 16)]


def test_a_recurrency_kind_means_nothing_unless_the_profile_recurs() -> None:
    assert plan(profile([(0, 16)], recurrencyKind="Daily"))[0].recurrence == 0


def test_a_start_is_taken_as_given_with_its_zone() -> None:
    assert plan(profile([(0, 16)], startSchedule="2026-01-05T02:00:00+02:00"))[0].anchor == MIDNIGHT


def test_without_a_start_a_schedule_counts_from_when_it_began() -> None:
    assert plan(profile([(0, 16)], startSchedule=None))[0].anchor == MIDNIGHT + 1000


def test_validity_is_kept_with_each_slot() -> None:
    asked = profile(
        [(0, 16), (60, 10)], validFrom="2026-01-05T01:00:00Z", validTo="2026-01-05T02:00:00Z"
    )
    kept = {(slot.valid_from, slot.valid_to) for slot in plan(asked)}
    assert kept == {(MIDNIGHT + 3600, MIDNIGHT + 7200)}


@pytest.mark.parametrize(
    ("watts", "wanted", "wired", "ampere"),
    [
        (2300, (1,), 1, 10),
        (2300, (), 1, 10),  # three by default, no more than the unit has
        (6900, (), 3, 10),
        (4600, (2,), 3, 10),
        (1380, (1,), 3, 6),
        (4140, (3,), 3, 6),
        (2300, (0,), 3, 10),  # nonsense, but no reason to fail
    ],
)
def test_watts_are_spread_over_the_phases_in_use(
    watts: int, wanted: tuple[int, ...], wired: int, ampere: float
) -> None:
    (slot,) = plan(profile([(0, watts, *wanted)], unit="W"), phases=wired)
    assert slot.limit == ampere


def test_limits_keep_their_decimal() -> None:
    (slot,) = plan(profile([(0, Decimal("15.7"))]))
    assert slot.limit == 15.7
    assert isinstance(slot.limit, float)


def test_watts_just_below_the_threshold_stay_below_it() -> None:
    (slot,) = plan(profile([(0, Decimal("1379.9"), 1)], unit="W"))
    assert 5.99 < slot.limit < 6
