"""UnlockConnector: what is ended, what is let go, and what is answered."""

from __future__ import annotations

import pytest

from tests.reference_impl.by_hand import ByHand

UNLOCK = '{"connectorId":1}'
KEY = "UnlockConnectorOnEVSideDisconnect"


def status(peer: ByHand, request: str = UNLOCK) -> str:
    answer: dict[str, str] = peer.ask("UnlockConnector", request)
    return answer["status"]


def reasons(peer: ByHand) -> list[str]:
    return [call.payload["reason"] for call in peer.of("StopTransaction")]


def cable(peer: ByHand) -> str:
    return peer.station.device.cable.condition


def test_a_session_is_ended_before_the_cable_is_let_go() -> None:
    peer = ByHand().charging()
    assert status(peer) == "Unlocked"
    assert reasons(peer) == ["UnlockCommand"]
    assert (cable(peer), peer.station.device.cable.current_at_release) == ("free", 0.0)
    statuses = [call.payload["status"] for call in peer.of("StatusNotification")]
    assert statuses[-2:] == ["Charging", "Finishing"]


def test_the_answer_waits_until_the_device_has_done_it() -> None:
    peer = ByHand(latency=1.0)
    peer.on()
    peer.wait(10)
    peer.do(peer.station.plug_in)
    peer.wait(2)
    assert peer.ask("UnlockConnector", UNLOCK) is None
    peer.wait(2)
    assert list(peer.replies.values())[-1] == {"status": "Unlocked"}


def test_an_empty_socket_is_unlocked() -> None:
    peer = ByHand().on()
    assert status(peer) == "Unlocked"
    assert reasons(peer) == []


def test_a_cable_that_the_vehicle_holds_is_not_unlocked() -> None:
    peer = ByHand().charging()
    peer.do(peer.station.vehicle, holds_cable=True)
    assert status(peer) == "UnlockFailed"
    assert (reasons(peer), cable(peer)) == (["UnlockCommand"], "locked")


@pytest.mark.parametrize(("unit", "connector"), [("tethered", 1), ("socketed", 2), ("socketed", 0)])
def test_where_there_is_no_lock(unit: str, connector: int) -> None:
    peer = ByHand(cable=unit).charging()
    assert status(peer, f'{{"connectorId":{connector}}}') == "NotSupported"
    assert reasons(peer) == []
    assert peer.station.device.meter.current == 32


def test_a_device_out_of_reach_unlocks_nothing() -> None:
    peer = ByHand().charging()
    peer.do(peer.station.cut_link)
    assert status(peer) == "UnlockFailed"
    assert reasons(peer) == []


def test_a_device_that_restarts_unlocks_nothing() -> None:
    peer = ByHand().charging()
    peer.do(peer.station.reboot)
    assert status(peer) == "UnlockFailed"
    assert cable(peer) == "locked"


@pytest.mark.parametrize(("value", "left"), [("true", "absent"), ("false", "locked")])
def test_the_cable_after_the_vehicle_has_left(value: str, left: str) -> None:
    peer = ByHand(keys={KEY: value}).charging()
    peer.do(peer.station.take_off_cable)
    assert reasons(peer) == ["EVDisconnected"]
    peer.do(peer.station.take_out_cable)
    assert cable(peer) == left


def test_a_cable_that_stayed_serves_the_next_vehicle() -> None:
    peer = ByHand(keys={KEY: "false"}).charging()
    peer.do(peer.station.unplug)
    peer.do(peer.station.plug_in)
    peer.ask("RemoteStartTransaction", '{"idTag":"APP-7f3"}')
    assert peer.station.device.meter.current == 32


def test_who_takes_a_free_cable_out_disconnects_the_vehicle() -> None:
    peer = ByHand().charging()
    status(peer)
    peer.do(peer.station.take_out_cable)
    assert peer.of("StatusNotification")[-1].payload["status"] == "Available"
