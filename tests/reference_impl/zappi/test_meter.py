"""The meter: energy is what flowed, and it never runs backwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference_impl.zappi.meter import Meter


def test_an_hour_of_ten_ampere() -> None:
    meter = Meter(1000.0, 1, now=0.0)
    meter.flow(0.0, 10.0)
    assert meter.power() == 2300.0
    assert meter.register(3600.0) == 3300.0


def test_three_phases_carry_three_times_as_much() -> None:
    meter = Meter(0.0, 3, now=0.0)
    meter.flow(0.0, 10.0)
    assert meter.register(3600.0) == 6900.0


def test_each_current_counts_for_its_own_time() -> None:
    meter = Meter(0.0, 1, now=0.0)
    meter.flow(0.0, 10.0)
    meter.flow(1800.0, 20.0)
    meter.flow(3600.0, 0.0)
    assert meter.register(9000.0) == pytest.approx(1150.0 + 2300.0)


def test_a_reading_agrees_with_itself() -> None:
    meter = Meter(500.0, 1, now=0.0)
    meter.flow(0.0, 16.0)
    reading = meter.reading(900.0, offered=20.0)
    assert reading.power == reading.current * reading.voltage == 3680.0
    assert (reading.at, reading.register, reading.offered) == (900.0, 1420.0, 20.0)


@given(st.lists(st.tuples(st.floats(0, 1e5), st.floats(0, 32)), max_size=20))
def test_the_register_never_falls(flows: list[tuple[float, float]]) -> None:
    meter, now, seen = Meter(100.0, 3, now=0.0), 0.0, 100.0
    for seconds, current in flows:
        meter.flow(now, current)
        now += seconds
        assert meter.register(now) >= seen
        seen = meter.register(now)
