"""Who may charge: PINs, free vend, and for how long an authorisation holds."""

from __future__ import annotations

import pytest

from reference_impl.users import User
from tests.reference_impl.by_hand import ERROR, SILENCE, ByHand

PINS = {"12345": "VT-ALICE-01", "00007": "VT-BOB-02"}
USERS = (User("Alice", "12345", "VT-ALICE-01"), User("Bob", "00007", "VT-BOB-02", "Eco"))


def tags(peer: ByHand) -> list[str]:
    return [call.payload["idTag"] for call in peer.of("StartTransaction")]


def asked(peer: ByHand) -> list[str]:
    return [call.payload["idTag"] for call in peer.of("Authorize")]


def with_pins(**keys: str) -> ByHand:
    peer = ByHand(users=USERS, keys=keys).on()
    peer.do(peer.station.plug_in)
    return peer


@pytest.mark.parametrize(("pin", "tag"), PINS.items())
def test_a_pin_stands_for_its_users_tag(pin, tag):
    peer = with_pins()
    peer.do(peer.station.enter_pin, pin)
    assert asked(peer) == tags(peer) == [tag]


def test_an_unknown_pin_leads_to_nothing():
    peer = with_pins()
    peer.do(peer.station.enter_pin, "54321")
    assert asked(peer) == tags(peer) == []


def test_a_list_of_ones_own_makes_asking_needless():
    peer = with_pins(LocalAuthListEnabled="true")
    peer.do(peer.station.enter_pin, "12345")
    assert asked(peer) == []
    assert tags(peer) == ["VT-ALICE-01"]


@pytest.mark.parametrize(
    "answer",
    [
        '{"idTagInfo":{"status":"Blocked"}}',
        '{"idTagInfo":{"status":"Rejected"}}',
        '{"idTagInfo":"Accepted"}',
        '{"status":"Accepted"}',
        "{}",
        ERROR,
        SILENCE,
    ],
)
def test_anything_but_a_valid_accepted_means_no(answer):
    peer = with_pins()
    peer.answers["Authorize"] = answer
    peer.do(peer.station.enter_pin, "12345")
    peer.wait(120)
    assert asked(peer) == ["VT-ALICE-01"]
    assert tags(peer) == []


def test_a_pin_entered_while_somebody_charges_leads_to_nothing():
    peer = ByHand(users=USERS).charging()
    peer.do(peer.station.enter_pin, "12345")
    assert asked(peer) == []
    assert tags(peer) == ["APP-7f3"]


def test_an_authorisation_waits_for_the_vehicle_and_runs_out():
    peer = ByHand(users=USERS, keys={"ConnectionTimeOut": "90"}).on()
    peer.do(peer.station.enter_pin, "12345")
    assert peer.station.status()["status"] == "Preparing"
    peer.wait(89)
    peer.do(peer.station.enter_pin, "00007")
    peer.wait(89)
    assert peer.station.status()["status"] == "Preparing"
    peer.wait(1)
    assert peer.station.status()["status"] == "Available"
    peer.do(peer.station.plug_in)
    assert tags(peer) == []


def test_a_vehicle_in_time_is_charged_for_whom_was_authorised():
    peer = ByHand(users=USERS).on()
    peer.do(peer.station.enter_pin, "12345")
    peer.wait(30)
    peer.do(peer.station.plug_in)
    assert tags(peer) == ["VT-ALICE-01"]


def test_a_restart_of_the_device_withdraws_an_authorisation():
    peer = ByHand(users=USERS).on()
    peer.do(peer.station.enter_pin, "12345")
    peer.do(peer.station.reboot)
    peer.wait(10)
    peer.do(peer.station.plug_in)
    assert tags(peer) == []


def test_free_vend_asks_nobody_and_uses_the_configured_tag():
    peer = with_pins(FreeCharging="true", PlugAndChargeID="FREE-BAY-1")
    assert asked(peer) == []
    assert tags(peer) == ["FREE-BAY-1"]


def test_free_vend_without_a_configured_tag_makes_one_up_each_time():
    peer = with_pins(FreeCharging="true")
    peer.do(peer.station.unplug)
    peer.do(peer.station.plug_in)
    first, second = tags(peer)
    assert first != second
    assert all(0 < len(tag) <= 20 for tag in (first, second))


def test_nothing_begins_while_the_charger_is_faulty():
    peer = with_pins()
    peer.do(peer.station.raise_fault)
    peer.do(peer.station.enter_pin, "12345")
    assert asked(peer) == tags(peer) == []


def modes(peer: ByHand) -> str:
    return peer.station.device.charging.mode


def refused(peer: ByHand) -> bool:
    return peer.station.device.panel.refused


@pytest.mark.parametrize(("pin", "mode"), [("12345", "Fast"), ("00007", "Eco")])
def test_a_session_begins_in_its_users_mode(pin, mode):
    peer = with_pins()
    peer.do(peer.station.enter_pin, pin)
    assert modes(peer) == mode


def test_the_person_at_the_device_learns_that_a_pin_was_of_no_use():
    peer = with_pins()
    peer.do(peer.station.enter_pin, "99999")
    assert refused(peer)
    peer.do(peer.station.enter_pin, "12345")
    assert not refused(peer)


def test_a_refusal_from_afar_is_shown_to_who_typed_and_to_nobody_else():
    peer = with_pins(AuthorizeRemoteTxRequests="true")
    peer.answers["Authorize"] = '{"idTagInfo":{"status":"Blocked"}}'
    peer.ask("RemoteStartTransaction", '{"idTag":"APP-7f3"}')
    assert not refused(peer)
    peer.do(peer.station.enter_pin, "12345")
    assert refused(peer)


def test_users_beyond_the_limit_are_unknown():
    peer = ByHand(users=USERS, pin_user_limit=1).on()
    peer.do(peer.station.enter_pin, "00007")
    peer.do(peer.station.enter_pin, "12345")
    assert asked(peer) == ["VT-ALICE-01"]


def test_the_app_starts_for_the_owner_of_the_account():
    peer = with_pins()
    peer.do(peer.station.choose_in_app, "Eco")
    assert asked(peer) == tags(peer) == ["VT-ALICE-01"]
    assert modes(peer) == "Eco"
    peer.do(peer.station.choose_in_app, "Fast")
    assert len(tags(peer)) == 1
