"""The device's memory: all or nothing, positions used again, and the write budget."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reference_impl.zappi.memory import Memory
from reference_impl.zappi.slots import Slot

SLOT = Slot(1, "TxDefaultProfile", 0, anchor=0.0, offset=0.0, duration=60.0, limit=10.0)


def slots(count: int, profile: int = 1, limit: float = 10.0) -> list[Slot]:
    """The slots of a profile with so many periods."""
    return [
        replace(SLOT, profile=profile, offset=60.0 * n, limit=limit + n / 10) for n in range(count)
    ]


@pytest.fixture
def memory() -> Memory:
    return Memory()


def test_slots_take_the_first_positions(memory: Memory) -> None:
    assert memory.store(0, slots(3), ())
    assert memory.records[:4] == [*slots(3), None]
    assert memory.writes == [0, 0, 0]


def test_the_memory_holds_48_slots(memory: Memory) -> None:
    assert memory.store(0, slots(24), ())
    assert memory.store(3600, slots(24, profile=2), ())
    assert not memory.store(7200, slots(1, profile=3), ())
    assert len(memory.in_use()) == 48


def test_what_does_not_fit_leaves_the_memory_as_it_was(memory: Memory) -> None:
    memory.store(0, slots(24), ())
    memory.store(3600, slots(23, profile=2), ())
    before = list(memory.records)
    assert not memory.store(7200, slots(2, profile=3), ())
    assert memory.records == before
    assert len(memory.writes) == 47


def test_a_replaced_profile_gives_its_positions_to_the_new_one(memory: Memory) -> None:
    memory.store(0, slots(1), ())
    memory.store(0, slots(1, profile=2), ())
    assert memory.store(0, slots(1, profile=3), {1})
    assert [slot.profile for slot in memory.in_use()] == [3, 2]
    assert len(memory.writes) == 3


def test_replacing_needs_no_room_of_its_own(memory: Memory) -> None:
    memory.store(0, slots(24), ())
    memory.store(3600, slots(24, profile=2), ())
    assert memory.store(7200, slots(24, profile=3), {1})
    assert len(memory.in_use()) == 48


def test_a_shorter_successor_leaves_zeroed_slots(memory: Memory) -> None:
    memory.store(0, slots(3), ())
    assert memory.store(0, slots(1, profile=2), {1})
    assert [(slot.duration, slot.limit) for slot in memory.records[:3] if slot] == [
        (60, 10), (0, 0), (0, 0),
    ]  # fmt: skip
    assert len(memory.writes) == 3 + 3


def test_the_same_content_is_not_written_again(memory: Memory) -> None:
    for _ in range(20):
        assert memory.store(0, slots(3), {1})
    assert len(memory.writes) == 3
    changed = [*slots(2), replace(slots(3)[2], limit=20.0)]
    assert memory.store(0, changed, {1})
    assert len(memory.writes) == 4


def test_the_27th_write_within_the_hour_is_refused(memory: Memory) -> None:
    for minute in range(26):
        assert memory.store(60.0 * minute, slots(1, limit=6.0 + minute), {1})
    before = list(memory.records)
    assert not memory.store(3599.9, slots(1, limit=6.5), {1})
    assert memory.records == before


def test_the_hour_is_counted_from_each_write(memory: Memory) -> None:
    assert memory.store(0, slots(20), ())
    assert memory.store(3000, slots(6, profile=2), ())
    assert not memory.store(3500, slots(1, profile=3), ())
    assert memory.store(3600, slots(20, profile=3), ())
    assert not memory.store(3600, slots(1, profile=4), ())


def test_clearing_is_never_refused_but_counts(memory: Memory) -> None:
    memory.store(0, slots(26), ())
    assert memory.clear(0, {1}) == 26
    assert len(memory.in_use()) == 0
    assert len(memory.writes) == 52
    assert not memory.store(3599, slots(1), ())
    assert memory.store(3600, slots(1), ())


def test_clearing_leaves_records_with_nothing_in_them(memory: Memory) -> None:
    memory.store(0, slots(3), ())
    memory.clear(0, {1})
    assert [(slot.duration, slot.limit) for slot in memory.records[:3] if slot] == [(0, 0)] * 3


def test_what_is_cleared_already_is_not_cleared_again(memory: Memory) -> None:
    memory.store(0, slots(3), ())
    memory.clear(0, {1})
    assert memory.clear(0, {1}) == 0
    assert len(memory.writes) == 6


def test_cleared_positions_are_free(memory: Memory) -> None:
    memory.store(0, slots(3), ())
    memory.clear(0, {1})
    assert len(memory.free()) == 48
    memory.store(0, slots(1, profile=2), ())
    assert memory.records[0] == replace(SLOT, profile=2)


def test_the_memory_survives_a_power_failure(memory: Memory) -> None:
    memory.store(0, slots(3), ())
    memory.power_lost()
    assert list(memory.in_use()) == slots(3)
