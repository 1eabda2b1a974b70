"""How much current the device offers, and why."""

from __future__ import annotations

import pytest

from reference_impl.zappi.charging import ChargingControl
from reference_impl.zappi.slots import FOREVER, Slot

NIGHT = 22 * 3600.0


def control(mode: str = "Fast", **facts: object) -> ChargingControl:
    return ChargingControl(device_limit=32.0, mode=mode, **facts)  # type: ignore[arg-type]


def slot(limit: float) -> Slot:
    return Slot(1, "TxDefaultProfile", 0, anchor=0.0, offset=0.0, duration=600.0, limit=limit)


@pytest.mark.parametrize(
    ("mode", "surplus", "offered"),
    [
        ("Fast", 0.0, 32.0),
        ("Eco", 0.0, 6.0),
        ("Eco", 14.0, 14.0),
        ("Eco_Plus", 5.9, 0.0),
        ("Eco_Plus", 6.0, 6.0),
        ("STOP", 20.0, 0.0),
    ],
)
def test_what_a_mode_asks_for(mode: str, surplus: float, offered: float) -> None:
    assert control(mode, surplus=surplus).offered(0.0, []) == offered


@pytest.mark.parametrize(
    ("limits", "offered"),
    [
        ({"site_limit": 20.0}, 20.0),
        ({"device_limit": 16.0}, 16.0),
        ({"site_limit": 5.0}, 0.0),
        ({"site_limit": 63.0}, 32.0),
    ],
)
def test_installation_and_device_come_first(limits: dict[str, float], offered: float) -> None:
    facts = {"device_limit": 32.0, "mode": "Fast", **limits}
    assert ChargingControl(**facts).offered(0.0, []) == offered  # type: ignore[arg-type]


def test_a_schedule_lowers_the_current_in_commercial_mode_only() -> None:
    assert control(commercial=True).offered(0.0, [slot(10.0)]) == 10.0
    assert control(commercial=False).offered(0.0, [slot(10.0)]) == 32.0


def test_a_schedule_never_raises_the_current() -> None:
    facts = control("Eco", commercial=True, surplus=8.0)
    assert facts.offered(0.0, [slot(25.0)]) == 8.0


@pytest.mark.parametrize(("limit", "offered"), [(6.0, 6.0), (5.9, 0.0), (0.0, 0.0)])
def test_less_than_six_ampere_is_nothing(limit: float, offered: float) -> None:
    assert control(commercial=True).offered(0.0, [slot(limit)]) == offered


def test_the_smart_charge_delay_ends_at_its_moment() -> None:
    facts = control(delayed_until=300.0)
    assert facts.offered(299.9, []) == 0.0
    assert facts.offered(300.0, []) == 32.0
    assert (facts.next_change(0.0, []), facts.next_change(300.0, [])) == (300.0, FOREVER)


def test_the_owners_boost_counts_outside_commercial_mode() -> None:
    boosts = [(NIGHT, NIGHT + 3600.0)]
    private, commercial = (
        control("Eco", commercial=mode, boosts=list(boosts)) for mode in (False, True)
    )
    assert private.offered(NIGHT, []) == 32.0
    assert private.offered(NIGHT + 3600.0, []) == 6.0
    assert commercial.offered(NIGHT, []) == 6.0
    assert private.next_change(NIGHT, []) == NIGHT + 3600.0


def period(offset: float, limit: float, recurrence: float = 0.0) -> Slot:
    return Slot(1, "TxDefaultProfile", 0, 0.0, offset, 3600.0, limit, recurrence)


@pytest.mark.parametrize(
    ("slots", "start"),
    [
        ([period(0.0, 0.0), period(3600.0, 16.0)], 3600.0),
        ([period(0.0, 0.0), period(3600.0, 5.0), period(7200.0, 6.0)], 7200.0),
        ([period(0.0, 0.0)], 3600.0),
        ([period(0.0, 0.0, recurrence=3600.0)], None),
        ([Slot(1, "TxDefaultProfile", 0, 0.0, 0.0, FOREVER, 0.0)], None),
    ],
)
def test_when_a_schedule_lets_go(slots: list[Slot], start: float | None) -> None:
    held = control(commercial=True)
    assert held.held_back(0.0, slots)
    assert held.next_start(0.0, slots) == start


def test_who_may_charge_is_not_held_back() -> None:
    assert not control(commercial=True).held_back(0.0, [slot(16.0)])
    assert not control(commercial=False).held_back(0.0, [slot(0.0)])
