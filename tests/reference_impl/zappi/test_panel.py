"""Buttons, menu and PIN pad: who may use them, and where they lead."""

from __future__ import annotations

import pytest

from reference_impl.zappi.charging import ChargingControl
from reference_impl.zappi.lock import PRESETS, Lock
from reference_impl.zappi.panel import MENU, Panel
from reference_impl.zappi.preferences import Preferences

OWNERS, USERS = "90210", "12345"
TO_LOCK = (MENU, "Other Settings", "Lock Function")


def panel(**keys: str) -> Panel:
    preferences = Preferences(keys)
    lock = Lock(preferences, PRESETS["overview"])
    return Panel(lock, ChargingControl(32.0), preferences, OWNERS)


def menu(device: Panel, now: float = 0.0) -> str:
    return device.menu(now, plugged_in=False)


def choose(device: Panel, *entries: str, now: float = 0.0) -> None:
    for what in entries:
        device.choose(now, what, plugged_in=False)


def test_the_owners_pin_opens_the_menu_for_a_while() -> None:
    device = panel(ConnectionTimeOut="60")
    assert menu(device) == "locked"
    assert not device.enter(0.0, OWNERS)
    assert (menu(device, 59.0), menu(device, 60.0)) == ("open", "locked")


@pytest.mark.parametrize("pin", [USERS, "9021", "902100"])
def test_other_pins_do_not(pin: str) -> None:
    device = panel()
    device.enter(0.0, pin)
    assert menu(device) == "locked"


@pytest.mark.parametrize(
    ("commercial", "maintenance", "opens"),
    [("false", "false", True), ("true", "false", False), ("true", "true", True)],
)
def test_commercial_mode_closes_the_menu_except_for_maintenance(
    commercial: str, maintenance: str, opens: bool
) -> None:
    device = panel(CommercialMode=commercial, MaintenanceMode=maintenance)
    device.enter(0.0, OWNERS)
    assert menu(device) == ("open" if opens else "locked")
    assert device.refused is not opens


def test_commercial_mode_closes_an_unlocked_menu() -> None:
    device = panel(FreeCharging="true")
    assert menu(device) == "closed"
    choose(device, MENU)
    assert menu(device) == "open"
    device.preferences.take_over({"CommercialMode": "true"})
    assert menu(device) == "locked"


@pytest.mark.parametrize(
    ("commercial", "allowed", "entry"),
    [
        ("true", "true", "offered"),
        ("true", "false", "absent"),
        ("false", "false", "offered"),
        ("true", "", "offered"),
    ],
)
def test_the_key_for_pins_counts_in_commercial_mode(
    commercial: str, allowed: str, entry: str
) -> None:
    device = panel(CommercialMode=commercial, AllowPINCode=allowed)
    assert device.pin_entry() == entry
    assert device.enter(0.0, USERS) is (entry == "offered")


def test_what_is_no_pin_is_refused_at_once() -> None:
    device = panel()
    assert not device.enter(0.0, "1234")
    assert device.pin_entry() == "refused"
    choose(device, MENU)
    assert device.pin_entry() == "offered"


def test_the_way_to_a_flag() -> None:
    device = panel()
    device.enter(0.0, OWNERS)
    choose(device, *TO_LOCK, "charge", "EV plugged")
    assert (device.lock.flags["charge"], device.lock.flags["EV plugged"]) == (True, False)


def test_what_a_page_does_not_offer_cannot_be_chosen() -> None:
    device = panel()
    device.enter(0.0, OWNERS)
    choose(device, "charge", "Lock Function")
    assert (device.page, device.lock.flags["charge"]) == (MENU, False)


def test_the_default_mode_is_chosen_in_turn() -> None:
    device = panel()
    device.enter(0.0, OWNERS)
    choose(device, MENU, "Charge Settings", "default mode", "default mode")
    assert device.lock.default_mode == "Eco"


def test_by_hand_the_owner_leaves_the_lock_closed() -> None:
    device = panel()
    given = {"AutoHide": "on", "default mode": "Eco", "lock time-out": "45"}
    shared = device.set_by_hand(0.0, given, plugged_in=False)
    assert shared == {"ConnectionTimeOut": "45"}
    assert (device.lock.flags["AutoHide"], device.lock.default_mode) == (True, "Eco")
    assert (device.lock.time_out, menu(device)) == (45.0, "locked")


def test_by_hand_nothing_is_set_where_the_menu_stays_closed() -> None:
    device = panel(CommercialMode="true")
    assert device.set_by_hand(0.0, {"AutoHide": "on"}, plugged_in=False) == {}
    assert not device.lock.flags["AutoHide"]
