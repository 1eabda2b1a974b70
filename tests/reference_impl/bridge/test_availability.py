"""In and out of service: two ways to say it, and vehicles that are waited for."""

from __future__ import annotations

import pytest

from tests.reference_impl.by_hand import SILENCE, ByHand
from tests.reference_impl.wire import COMMERCIAL, Wire


def commercial(**settings: object) -> Wire:
    """A station in commercial mode, its start left behind."""
    wire = Wire(**{"keys": COMMERCIAL, **settings})  # type: ignore[arg-type]
    wire.forget()
    return wire


def change(wire: Wire, kind: str, connector: int = 0) -> str:
    payload = f'{{"connectorId":{connector},"type":"{kind}"}}'
    return wire.status_of("ChangeAvailability", payload)


@pytest.mark.parametrize("connector", [0, 1])
def test_an_idle_charger_is_taken_out_of_service_at_once(connector: int) -> None:
    wire = commercial()
    assert change(wire, "Inoperative", connector) == "Accepted"
    assert (wire.statuses(0), wire.statuses(1)) == (["Unavailable"], ["Unavailable"])
    assert change(wire, "Operative", connector) == "Accepted"
    assert (wire.statuses(0)[1:], wire.statuses(1)[1:]) == (["Available"], ["Available"])


def test_the_answer_comes_before_the_notification() -> None:
    wire = commercial()
    wire.answers["StatusNotification"] = SILENCE
    assert change(wire, "Inoperative") == "Accepted"


def test_a_connector_that_does_not_exist() -> None:
    wire = commercial()
    assert change(wire, "Inoperative", 2) == "Rejected"
    assert wire.calls == []


def test_asking_twice_changes_nothing_more() -> None:
    wire = commercial()
    change(wire, "Inoperative")
    wire.forget()
    assert change(wire, "Inoperative") == "Accepted"
    assert wire.calls == []


def test_a_private_charger_cannot_be_taken_out_of_service() -> None:
    wire = Wire()
    wire.forget()
    assert change(wire, "Inoperative") == "Rejected"
    assert wire.set_key("IsOperative", "false") == "Rejected"
    assert (wire.key("IsOperative"), wire.calls) == ("true", [])


def test_key_and_command_are_one_switch() -> None:
    wire = commercial()
    change(wire, "Inoperative")
    assert wire.key("IsOperative") == "false"
    assert wire.set_key("IsOperative", "true") == "Accepted"
    assert (wire.key("IsOperative"), wire.statuses()) == ("true", ["Unavailable", "Available"])


def test_nobody_charges_at_a_charger_out_of_service() -> None:
    wire = commercial(keys={**COMMERCIAL, "FreeCharging": "true"})
    change(wire, "Inoperative")
    assert wire.start() == "Rejected"
    wire.plug_in()
    wire.enter_pin()
    assert wire.sent("StartTransaction") == wire.sent("Authorize") == []
    assert wire.statuses() == ["Unavailable"]


def test_a_vehicle_that_charges_is_waited_for() -> None:
    wire = commercial()
    wire.charge()
    wire.forget()
    assert change(wire, "Inoperative") == "Scheduled"
    assert wire.key("IsOperative") == "false"
    wire.stop()
    assert wire.statuses() == ["Finishing"]
    wire.unplug()
    assert wire.statuses() == ["Finishing", "Unavailable"]


def test_a_vehicle_with_a_profile_leaves_without_a_moment_of_available() -> None:
    profile = (
        '{"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,'
        '"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Absolute","transactionId":7,'
        '"chargingSchedule":{"startSchedule":"2026-01-05T08:00:00Z","chargingRateUnit":"A",'
        '"chargingSchedulePeriod":[{"startPeriod":0,"limit":16}]}}}'
    )
    wire = commercial()
    wire.charge()
    assert wire.status_of("SetChargingProfile", profile) == "Accepted"
    change(wire, "Inoperative")
    wire.forget()
    wire.unplug()
    assert wire.statuses() == ["Unavailable"]


def test_a_vehicle_merely_plugged_in_is_waited_for_and_may_still_charge() -> None:
    wire = commercial()
    wire.plug_in()
    wire.forget()
    assert change(wire, "Inoperative") == "Scheduled"
    assert change(wire, "Inoperative") == "Scheduled"
    assert wire.calls == []
    assert wire.start() == "Accepted"
    wire.unplug()
    assert wire.statuses() == ["Charging", "Unavailable"]


def test_a_change_that_waits_can_be_called_off() -> None:
    wire = commercial()
    wire.charge()
    change(wire, "Inoperative")
    assert change(wire, "Operative") == "Accepted"
    wire.forget()
    wire.unplug()
    assert (wire.statuses(), wire.key("IsOperative")) == (["Available"], "true")


def test_back_into_service_waits_for_nobody() -> None:
    wire = commercial()
    change(wire, "Inoperative")
    wire.plug_in()
    wire.forget()
    assert change(wire, "Operative") == "Accepted"
    assert wire.statuses() == ["Preparing"]


# what it outlives ------------------------------------------------------------------------------------


@pytest.mark.parametrize("restart", ["reboot", "restart_bridge"])
def test_out_of_service_outlives_a_restart(restart: str) -> None:
    wire = commercial()
    change(wire, "Inoperative")
    wire.forget()
    wire.do(getattr(wire.station, restart))
    wire.wait(10)
    assert (wire.statuses(0), wire.statuses(1)) == (["Unavailable"], ["Unavailable"])


def test_a_change_that_waits_outlives_a_restart_of_the_bridge() -> None:
    wire = commercial()
    wire.plug_in()
    change(wire, "Inoperative")
    wire.do(wire.station.restart_bridge)
    wire.forget()
    wire.unplug()
    assert wire.statuses() == ["Unavailable"]


def test_a_vehicle_that_left_while_the_device_was_out_of_reach() -> None:
    wire = commercial()
    wire.plug_in()
    change(wire, "Inoperative")
    wire.do(wire.station.cut_link)
    wire.unplug()
    wire.forget()
    wire.do(wire.station.restore_link)
    assert wire.statuses() == ["Unavailable"]


def test_without_commercial_mode_the_charger_is_in_service() -> None:
    wire = commercial()
    change(wire, "Inoperative")
    wire.forget()
    assert wire.set_key("CommercialMode", "false") == "Accepted"
    assert (wire.statuses(0), wire.statuses(1)) == (["Available"], ["Available"])
    assert wire.start() == "Accepted"


def test_commercial_mode_comes_back_and_does_not_throw_a_vehicle_out() -> None:
    wire = commercial()
    change(wire, "Inoperative")
    wire.set_key("CommercialMode", "false")
    wire.charge()
    wire.forget()
    wire.set_key("CommercialMode", "true")
    assert wire.statuses() == []
    wire.unplug()
    assert wire.statuses() == ["Unavailable"]


def told(peer: ByHand) -> str:
    return peer.station.device.preferences["IsOperative"]


def test_the_device_is_told_what_holds_not_what_is_wanted() -> None:
    peer = ByHand(keys={"CommercialMode": "true"}).charging()
    peer.ask("ChangeAvailability", '{"connectorId":0,"type":"Inoperative"}')
    assert told(peer) == "true"
    peer.do(peer.station.unplug)
    assert told(peer) == "false"


def test_a_device_that_was_out_of_reach_is_told_later() -> None:
    peer = ByHand(keys={"CommercialMode": "true"}).on()
    peer.do(peer.station.cut_link)
    peer.ask("ChangeAvailability", '{"connectorId":0,"type":"Inoperative"}')
    assert told(peer) == "true"
    peer.do(peer.station.restore_link)
    assert told(peer) == "false"


def test_a_private_device_is_in_service() -> None:
    peer = ByHand(keys={"CommercialMode": "true"}).on()
    peer.ask("ChangeAvailability", '{"connectorId":0,"type":"Inoperative"}')
    peer.ask("ChangeConfiguration", '{"key":"CommercialMode","value":"false"}')
    assert told(peer) == "true"
