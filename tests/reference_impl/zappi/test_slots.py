"""Slots: when a period is active, when that may change, and which of several counts."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from reference_impl.zappi.slots import Limits, Slot

NOW = 1_767_571_200.0
DAY = 86_400.0
WEEK = 7 * DAY
SLOT = Slot(1, "TxProfile", 0, anchor=NOW, offset=60.0, duration=30.0, limit=10.0)
LIMITS = Limits()


def changes(slot: Slot, start: float, count: int) -> list[float]:
    """The next moments of change, as distances from ``start``."""
    found, now = [], start
    for _ in range(count):
        now = slot.next_change(now)
        found.append(now - start)
    return found


@pytest.mark.parametrize(
    ("after", "active"), [(-1, False), (59.9, False), (60, True), (89.9, True), (90, False)]
)
def test_a_slot_covers_its_beginning_but_not_its_end(after: float, active: bool) -> None:
    assert SLOT.active(NOW + after) is active


def test_a_slot_that_does_not_recur_changes_twice() -> None:
    assert changes(SLOT, NOW, 3) == [60, 90, math.inf]


def test_before_its_anchor_a_slot_waits_for_its_first_cycle() -> None:
    daily = replace(SLOT, recurrence=DAY)
    assert not daily.active(NOW - DAY + 70)
    assert daily.next_change(NOW - 3 * DAY) == NOW + 60


@pytest.mark.parametrize("recurrence", [DAY, WEEK])
def test_a_recurring_slot_comes_back(recurrence: float) -> None:
    slot = replace(SLOT, recurrence=recurrence)
    assert changes(slot, NOW, 4) == [60, 90, recurrence + 60, recurrence + 90]
    assert slot.active(NOW + 5 * recurrence + 75)
    assert not slot.active(NOW + 5 * recurrence + 91)


def test_a_weekly_slot_rests_on_other_days() -> None:
    slot = replace(SLOT, recurrence=WEEK)
    assert not any(slot.active(NOW + day * DAY + 75) for day in range(1, 7))


def test_validity_cuts_a_slot_at_both_ends() -> None:
    slot = replace(SLOT, valid_from=NOW + 65, valid_to=NOW + 80)
    assert [slot.active(NOW + s) for s in (64, 65, 79, 80)] == [False, True, True, False]
    assert changes(slot, NOW, 4) == [60, 65, 80, 90]


def test_a_slot_without_end_never_changes_once_begun() -> None:
    slot = replace(SLOT, duration=math.inf)
    assert slot.active(NOW + 1e9)
    assert slot.next_change(NOW + 100) == math.inf


@pytest.mark.parametrize("fraction", [0.001, 0.123, 0.3, 0.7, 0.999])
def test_edges_are_met_exactly_for_years_whatever_the_fraction_of_the_anchor(
    fraction: float,
) -> None:
    slot = replace(SLOT, anchor=NOW + fraction, recurrence=DAY)
    now, active = NOW, False
    for _ in range(2 * 800):
        following = slot.next_change(now)
        assert following > now
        now, active = following, not active
        assert slot.active(now) is active


@pytest.mark.parametrize("fraction", [0.001, 0.3, 0.7])
def test_adjoining_slots_leave_no_gap_and_do_not_overlap(fraction: float) -> None:
    first = replace(SLOT, anchor=NOW + fraction, offset=0.0, duration=600.0, recurrence=DAY)
    second = replace(first, offset=600.0, duration=DAY - 600)
    now = first.anchor
    for _ in range(2 * 800):
        assert first.active(now) is not second.active(now)
        now = LIMITS.next_change((first, second), now)


def test_a_zeroed_slot_is_not_in_use() -> None:
    zeroed = SLOT.zeroed()
    assert (zeroed.duration, zeroed.limit, zeroed.in_use) == (0, 0, False)
    assert LIMITS.limit([zeroed], NOW + 60) is None
    assert LIMITS.next_change([zeroed], NOW) == math.inf


def test_without_an_active_slot_there_is_no_limit() -> None:
    assert LIMITS.limit([], NOW) is None
    assert LIMITS.limit([SLOT], NOW) is None


def test_the_highest_level_prevails_whichever_limit_it_sets() -> None:
    higher = replace(SLOT, stack_level=3, limit=20.0)
    assert LIMITS.limit([SLOT, higher], NOW + 60) == 20
    assert LIMITS.limit([higher, replace(SLOT, limit=32.0)], NOW + 60) == 20


def test_a_profile_of_the_transaction_stands_in_for_the_default() -> None:
    default = replace(SLOT, purpose="TxDefaultProfile", stack_level=9, limit=6.0, duration=90.0)
    assert LIMITS.limit([default, SLOT], NOW + 60) == 10
    assert LIMITS.limit([default, SLOT], NOW + 95) == 6
