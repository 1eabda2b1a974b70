"""The cable and the lock of its socket."""

from __future__ import annotations

import pytest

from reference_impl.zappi.cable import Cable
from reference_impl.zappi.lock import EV_UNPLUGGED, PRESETS, Lock
from reference_impl.zappi.preferences import Preferences


def new(*, tethered: bool = False, **keys: str) -> Cable:
    preferences = Preferences(keys)
    return Cable(preferences, Lock(preferences, PRESETS["overview"]), tethered)


@pytest.fixture
def cable() -> Cable:
    """A cable in use, at a charger that is locked."""
    cable = new()
    cable.connect()
    return cable


def test_a_cable_in_use_is_locked(cable: Cable) -> None:
    assert cable.condition == "locked"
    assert not cable.take_out()
    assert cable.condition == "locked"


def test_a_cable_that_was_let_go_can_be_taken_along(cable: Cable) -> None:
    assert cable.release(0.0)
    assert cable.condition == "free"
    assert cable.take_out()
    assert cable.condition == "absent"
    assert not cable.take_out()


def test_the_lock_closes_for_the_next_vehicle(cable: Cable) -> None:
    cable.release(0.0)
    cable.connect()
    assert cable.condition == "locked"


def test_an_empty_socket_is_open_anyway() -> None:
    cable = new()
    assert cable.condition == "absent"
    assert cable.release(0.0)


def test_what_flowed_when_the_lock_was_opened(cable: Cable) -> None:
    cable.release(16.0)
    cable.release(0.0)
    assert cable.current_at_release == 16.0


def test_a_fixed_cable_has_no_lock() -> None:
    cable = new(tethered=True)
    cable.connect()
    assert (cable.condition, cable.release(0.0), cable.take_out()) == ("fixed", False, False)


@pytest.mark.parametrize(("value", "condition"), [("true", "free"), ("false", "locked")])
def test_the_key_says_whether_the_lock_opens_when_the_vehicle_leaves(
    value: str, condition: str
) -> None:
    cable = new(UnlockConnectorOnEVSideDisconnect=value)
    cable.connect()
    cable.vehicle_left(0.0)
    assert cable.condition == condition


@pytest.mark.parametrize(("flag", "condition"), [(True, "locked"), (False, "free")])
def test_the_button_is_for_those_who_may_use_the_screen(
    cable: Cable, flag: bool, condition: str
) -> None:
    cable.lock.set_flag(EV_UNPLUGGED, flag)
    cable.button_pressed(0.0, 0.0)
    assert cable.condition == condition


def test_unlocking_opens_the_screen_for_a_while(cable: Cable) -> None:
    assert not cable.unlock(0.0, 0.0, held=True)
    assert cable.condition == "locked"
    assert not cable.lock.locked(119.0, plugged_in=False)
    assert cable.lock.locked(120.0, plugged_in=False)
    cable.button_pressed(60.0, 0.0)
    assert cable.condition == "free"
