"""The lock function: presets, flags, for whom it is open, and that no buttons get around it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impl.settings import Semantics
from reference_impl.zappi.lock import FLAGS, MODES, PRESETS, STOP, Lock
from reference_impl.zappi.panel import PAGES
from reference_impl.zappi.preferences import Preferences
from tests.reference_impl.by_hand import ByHand


def lock(preset: str = "overview", **keys: str) -> Lock:
    return Lock(Preferences(keys), PRESETS[preset])


def on(device: Lock) -> set[str]:
    return {flag for flag, is_on in device.flags.items() if is_on}


@pytest.mark.parametrize(
    ("preset", "flags"),
    [("overview", {"EV plugged", "EV unplugged"}), ("dutch_manual", {"EV plugged", "charge"})],
)
def test_the_recommended_settings(preset: str, flags: set[str]) -> None:
    device = lock(preset)
    assert (on(device), device.default_mode) == (flags, STOP)


def test_where_charging_is_free_nothing_is_locked_from_the_beginning() -> None:
    assert on(lock(FreeCharging="true")) == set()


def test_the_owner_opens_settings_and_screen_for_a_while() -> None:
    device = lock(ConnectionTimeOut="90")
    device.admit_owner(100.0)
    assert not device.guards(189.0, plugged_in=True)
    assert not device.locked(189.0, plugged_in=True)
    assert device.guards(190.0, plugged_in=True)


def test_a_released_screen_leaves_the_settings_guarded() -> None:
    device = lock()
    device.release_screen(0.0)
    assert not device.locked(119.0, plugged_in=False)
    assert device.guards(119.0, plugged_in=False)
    device.relock()
    assert device.locked(119.0, plugged_in=False)


def test_charging_by_mode_alone_is_a_matter_of_flags() -> None:
    device = lock()
    assert not device.lets_charge(0.0, plugged_in=True)
    device.set_flag("charge", True)
    assert device.lets_charge(0.0, plugged_in=True)


# no buttons get around it --------------------------------------------------------------------------------

ENTRIES = sorted({entry for entries in PAGES.values() for entry in entries} - {*MODES})
STRANGERS = st.lists(
    st.sampled_from([*MODES, *ENTRIES, "unplug", "plug in", "reboot"]), min_size=1, max_size=6
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(acts=STRANGERS, starts_plugged_in=st.booleans())
def test_no_stranger_gets_a_charge_out_of_a_locked_charger(
    acts: list[str], starts_plugged_in: bool
) -> None:
    peer = ByHand(semantics=Semantics(lock_preset="overview")).on()
    if starts_plugged_in:
        peer.do(peer.station.plug_in)
    for act in acts:
        stranger(peer, act)
    peer.do(peer.station.plug_in)
    peer.wait(60)
    assert peer.of("StartTransaction") == []
    assert peer.station.device.meter.current == 0
    assert on(peer.station.device.lock) == {"EV plugged", "EV unplugged"}


def stranger(peer: ByHand, act: str) -> None:
    """What somebody without a PIN can do."""
    plain = {
        "unplug": peer.station.unplug,
        "plug in": peer.station.plug_in,
        "reboot": peer.station.reboot,
    }
    if act in plain:
        peer.do(plain[act])
        peer.wait(10)
    else:
        peer.do(peer.station.choose, act)


def test_with_all_flags_off_the_same_buttons_do() -> None:
    """The search above would find something if there were something to find."""
    peer = ByHand().on()
    peer.do(peer.station.set_by_hand, dict.fromkeys(FLAGS, "off"))
    peer.do(peer.station.plug_in)
    peer.do(peer.station.choose, "Fast")
    assert [call.payload["idTag"][:5] for call in peer.of("StartTransaction")] == ["FREE-"]
    assert peer.station.device.meter.current == 32.0
