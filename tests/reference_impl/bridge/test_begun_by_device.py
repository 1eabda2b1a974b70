"""Charges that begin at an open device, without anybody's word: how the bridge reports them."""

from __future__ import annotations

import pytest

from tests.reference_impl.by_hand import ByHand

OPEN = {"EV plugged": "off", "EV unplugged": "off", "charge": "on", "default mode": "Fast"}


def unlocked(latency: float = 0.0, **keys: str) -> ByHand:
    peer = ByHand(latency=latency, keys=keys).on()
    peer.wait(10 * latency)
    peer.do(peer.station.set_by_hand, OPEN)
    peer.do(peer.station.reboot)
    peer.wait(30)
    return peer


def told(peer: ByHand) -> list[tuple[str, str]]:
    return [(c.action, c.payload.get("reason", "")) for c in peer.transaction_calls()]


@pytest.mark.parametrize("latency", [0.0, 1.0])
def test_it_is_reported_once_under_the_name_for_such_sessions(latency: float) -> None:
    peer = unlocked(latency, PlugAndChargeID="ACME-42")
    peer.do(peer.station.plug_in)
    peer.wait(60)
    peer.do(peer.station.unplug)
    peer.wait(60)
    assert told(peer) == [("StartTransaction", ""), ("StopTransaction", "EVDisconnected")]
    assert {call.payload["idTag"] for call in peer.transaction_calls()} == {"ACME-42"}


def test_where_charging_is_free_it_is_one_session_all_the_same() -> None:
    peer = unlocked(FreeCharging="true")
    peer.do(peer.station.plug_in)
    peer.wait(60)
    assert told(peer) == [("StartTransaction", "")]


def test_a_restart_ends_one_session_and_begins_another() -> None:
    peer = unlocked()
    peer.do(peer.station.plug_in)
    peer.do(peer.station.reboot)
    peer.wait(30)
    assert told(peer) == [
        ("StartTransaction", ""),
        ("StopTransaction", "PowerLoss"),
        ("StartTransaction", ""),
    ]


def test_stopped_from_afar_it_stays_stopped() -> None:
    peer = unlocked()
    peer.do(peer.station.plug_in)
    assert peer.ask("RemoteStopTransaction", '{"transactionId":7}') == {"status": "Accepted"}
    peer.wait(60)
    assert told(peer) == [("StartTransaction", ""), ("StopTransaction", "Remote")]
    assert peer.station.device.charging.mode == "STOP"


def test_stop_mode_pauses_a_session() -> None:
    peer = unlocked()
    peer.do(peer.station.plug_in)
    peer.do(peer.station.choose, "STOP")
    assert peer.station.status()["status"] == "SuspendedEVSE"
    peer.do(peer.station.choose, "Fast")
    assert peer.station.status()["status"] == "Charging"
    assert told(peer) == [("StartTransaction", "")]


def test_out_of_service_it_is_put_an_end_to() -> None:
    peer = unlocked(CommercialMode="false")
    peer.ask("ChangeConfiguration", '{"key":"CommercialMode","value":"true"}')
    peer.ask("ChangeAvailability", '{"connectorId":0,"type":"Inoperative"}')
    peer.do(peer.station.plug_in)
    assert told(peer) == []
    assert peer.station.device.meter.current == 0


def test_a_time_out_set_at_the_device_is_the_keys_value() -> None:
    peer = ByHand().on()
    peer.do(peer.station.cut_link)
    peer.do(peer.station.set_by_hand, {"lock time-out": "45", "charge": "on"})
    peer.do(peer.station.restore_link)
    answer = peer.ask("GetConfiguration", '{"key":["ConnectionTimeOut"]}')
    assert answer["configurationKey"][0]["value"] == "45"
    assert peer.station.device.lock.flags["charge"]
