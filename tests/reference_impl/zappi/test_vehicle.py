"""The vehicle: whether it takes current."""

from __future__ import annotations

import pytest

from reference_impl.zappi.vehicle import Vehicle


def test_a_vehicle_takes_current_unless_something_speaks_against_it() -> None:
    assert Vehicle().takes(0.0)
    assert Vehicle().next_change(0.0) is None


@pytest.mark.parametrize(
    "vehicle", [Vehicle(full=True), Vehicle(ev_fault=True), Vehicle(waits_until=10.0)]
)
def test_reasons_to_take_nothing(vehicle: Vehicle) -> None:
    assert not vehicle.takes(9.9)


def test_a_timer_ends_at_its_moment() -> None:
    vehicle = Vehicle(waits_until=10.0)
    assert vehicle.next_change(9.0) == 10.0
    assert vehicle.takes(10.0)
    assert vehicle.next_change(10.0) is None
