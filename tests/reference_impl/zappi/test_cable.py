"""The cable and the lock of its socket."""

from __future__ import annotations

import pytest

from reference_impl.zappi.cable import Cable


@pytest.fixture
def cable() -> Cable:
    """A cable in use."""
    cable = Cable(tethered=False)
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
    cable = Cable(tethered=False)
    assert cable.condition == "absent"
    assert cable.release(0.0)


def test_what_flowed_when_the_lock_was_opened(cable: Cable) -> None:
    cable.release(16.0)
    cable.release(0.0)
    assert cable.current_at_release == 16.0


def test_a_fixed_cable_has_no_lock() -> None:
    cable = Cable(tethered=True)
    cable.connect()
    assert (cable.condition, cable.release(0.0), cable.take_out()) == ("fixed", False, False)
