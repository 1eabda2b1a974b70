"""When a session begins and ends, and what is reported of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reference_impl.settings import Semantics
from reference_impl.store import MemoryStore, SqliteStore, Store
from tests.reference_impl.by_hand import ERROR, SILENCE, ByHand


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path: Path):
    if request.param == "memory":
        yield MemoryStore()
    else:
        kept = SqliteStore(tmp_path / "station.sqlite")
        yield kept
        kept.close()


def sent(peer: ByHand) -> list[str]:
    return [call.action for call in peer.transaction_calls()]


def test_a_remote_start_begins_a_session():
    peer = ByHand(register=123_456).charging()
    (start,) = peer.of("StartTransaction")
    assert start.payload == {
        "connectorId": 1,
        "idTag": "APP-7f3",
        "meterStart": 123_456,
        "timestamp": "2026-01-05T08:00:00.000Z",
    }
    assert peer.station.device.meter.current == 32.0


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (lambda peer: peer.ask("RemoteStopTransaction", '{"transactionId":7}'), "Remote"),
        (lambda peer: peer.do(peer.station.unplug), "EVDisconnected"),
        (lambda peer: peer.ask("Reset", '{"type":"Soft"}'), "SoftReset"),
        (lambda peer: peer.ask("Reset", '{"type":"Hard"}'), "HardReset"),
        (lambda peer: peer.do(peer.station.reboot), "PowerLoss"),
    ],
    ids=["remote stop", "unplugging", "soft reset", "hard reset", "power loss"],
)
def test_each_end_is_reported_once_with_id_user_reading_and_reason(end, reason):
    peer = ByHand(register=1000).charging()
    peer.wait(900)
    end(peer)
    peer.wait(60)
    peer.do(peer.station.unplug)
    peer.wait(60)
    (stop,) = peer.of("StopTransaction")
    told = {**stop.payload}
    assert told.pop("timestamp") >= "2026-01-05T08:15:00.000Z"
    assert told == {"transactionId": 7, "idTag": "APP-7f3", "meterStop": 2840, "reason": reason}


def test_unplugging_is_seen_although_the_bridge_restarted_while_the_link_was_down():
    peer = ByHand().charging()
    peer.do(peer.station.cut_link)
    peer.do(peer.station.restart_bridge)
    peer.do(peer.station.unplug)
    assert peer.of("StopTransaction") == []
    peer.do(peer.station.restore_link)
    (stop,) = peer.of("StopTransaction")
    assert stop.payload["reason"] == "EVDisconnected"


def test_a_session_outlives_a_restart_of_the_bridge(store: Store):
    peer = ByHand(store=store).charging()
    peer.do(peer.station.restart_bridge)
    assert peer.ask("RemoteStopTransaction", '{"transactionId":7}') == {"status": "Accepted"}
    assert sent(peer) == ["StartTransaction", "StopTransaction"]
    assert peer.calls[-1].connection == 2


def test_a_vehicle_that_had_its_session_is_not_served_again_after_a_restart():
    peer = ByHand(keys={"FreeCharging": "true"}).on()
    peer.do(peer.station.plug_in)
    peer.ask("RemoteStopTransaction", '{"transactionId":7}')
    peer.do(peer.station.restart_bridge)
    assert sent(peer) == ["StartTransaction", "StopTransaction"]
    statuses = [c.payload["status"] for c in peer.of("StatusNotification")]
    assert statuses[-1] == "Finishing"
    peer.do(peer.station.unplug)
    peer.do(peer.station.plug_in)
    assert sent(peer) == ["StartTransaction", "StopTransaction", "StartTransaction"]


@pytest.mark.parametrize("latency", [0.5, 5.0])
def test_a_slow_link_changes_nothing_but_the_moment(latency):
    peer = ByHand(latency=latency, register=1000).on()
    peer.wait(4 * latency)
    peer.do(peer.station.plug_in)
    peer.wait(2 * latency)
    begun = peer.now
    peer.ask("RemoteStartTransaction", '{"idTag":"APP-7f3"}')
    assert peer.ask("RemoteStartTransaction", '{"idTag":"OTHER"}') == {"status": "Rejected"}
    peer.wait(2 * latency)
    (start,) = peer.of("StartTransaction")
    assert start.at == begun + 2 * latency
    peer.ask("RemoteStopTransaction", '{"transactionId":7}')
    peer.ask("RemoteStopTransaction", '{"transactionId":7}')
    peer.do(peer.station.unplug)  # before the device hears of the stop
    peer.wait(10 * latency)
    assert sent(peer) == ["StartTransaction", "StopTransaction"]
    assert peer.of("StopTransaction")[0].payload["reason"] == "EVDisconnected"


@pytest.mark.parametrize("moment", [0.5, 1.5], ids=["command under way", "reply under way"])
def test_a_session_the_device_began_is_reported_although_the_bridge_restarted(moment):
    peer = ByHand(latency=1.0).on()
    peer.wait(5)
    peer.do(peer.station.plug_in)
    peer.wait(5)
    peer.ask("RemoteStartTransaction", '{"idTag":"APP-7f3"}')
    peer.wait(moment)
    peer.do(peer.station.restart_bridge)
    peer.wait(10)
    (start,) = peer.of("StartTransaction")
    assert start.payload["idTag"] == "APP-7f3"
    assert peer.station.device.meter.current > 0


def test_a_session_the_device_ended_is_reported_although_the_bridge_restarted():
    peer = ByHand(latency=1.0).on()
    peer.wait(5)
    peer.do(peer.station.plug_in)
    peer.wait(5)
    peer.ask("RemoteStartTransaction", '{"idTag":"APP-7f3"}')
    peer.wait(5)
    peer.ask("RemoteStopTransaction", '{"transactionId":7}')
    peer.wait(1.5)
    peer.do(peer.station.restart_bridge)
    peer.wait(10)
    assert [c.payload["reason"] for c in peer.of("StopTransaction")] == ["Remote"]


def test_a_session_cannot_begin_without_the_device():
    peer = ByHand(latency=1.0).on()
    peer.wait(5)
    peer.do(peer.station.plug_in)
    peer.wait(5)
    peer.ask("RemoteStartTransaction", '{"idTag":"APP-7f3"}')
    peer.do(peer.station.cut_link)
    peer.wait(5)
    peer.do(peer.station.restore_link)
    peer.wait(5)
    assert sent(peer) == []
    assert peer.ask("RemoteStartTransaction", '{"idTag":"APP-7f3"}') == {"status": "Accepted"}
    peer.wait(5)
    assert sent(peer) == ["StartTransaction"]


INVALID = '{"idTagInfo":{"status":"Invalid"},"transactionId":7}'


def test_an_invalid_tag_ends_the_session_if_the_operator_wants_that():
    peer = ByHand(keys={"StopTransactionOnInvalidId": "true"})
    peer.answers["StartTransaction"] = INVALID
    peer.charging()
    (stop,) = peer.of("StopTransaction")
    assert (stop.payload["reason"], stop.payload["transactionId"]) == ("DeAuthorized", 7)
    assert peer.station.device.meter.current == 0


def test_an_invalid_tag_changes_nothing_otherwise():
    peer = ByHand()
    peer.answers["StartTransaction"] = INVALID
    peer.charging()
    peer.wait(600)
    assert sent(peer) == ["StartTransaction"]
    assert peer.station.device.meter.current == 32.0


def test_an_invalid_tag_is_left_without_energy_where_that_is_declared():
    peer = ByHand(semantics=Semantics(invalid_id="suspended"))
    peer.answers["StartTransaction"] = INVALID
    peer.charging()
    peer.wait(600)
    assert sent(peer) == ["StartTransaction"]
    assert peer.station.device.meter.current == 0
    assert peer.of("StatusNotification")[-1].payload["status"] == "SuspendedEVSE"
    peer.do(peer.station.unplug)
    assert peer.of("StopTransaction")[0].payload["reason"] == "EVDisconnected"
    assert peer.of("StatusNotification")[-1].payload["status"] == "Available"


def test_a_device_out_of_reach_is_stopped_for_an_invalid_tag_when_it_is_back():
    peer = ByHand(keys={"StopTransactionOnInvalidId": "true"})
    peer.answers["StartTransaction"] = SILENCE
    peer.charging()
    peer.do(peer.station.cut_link)
    start = peer.of("StartTransaction")[0]
    peer.say(f'[3,"{start.id}",{INVALID}]')
    assert peer.of("StopTransaction") == []
    peer.do(peer.station.restore_link)
    assert peer.of("StopTransaction")[0].payload["reason"] == "DeAuthorized"


def test_the_word_on_a_tag_of_a_session_that_is_over_is_not_heeded():
    peer = ByHand(keys={"StopTransactionOnInvalidId": "true"})
    peer.answers["StartTransaction"] = ERROR
    peer.charging()
    peer.do(peer.station.unplug)
    peer.answers["StartTransaction"] = INVALID
    peer.wait(60)
    assert [c.payload["reason"] for c in peer.of("StopTransaction")] == ["EVDisconnected"]


def test_what_a_restored_link_tells_of_earlier_vehicles_does_not_end_the_session_of_the_present():
    peer = ByHand().on()
    peer.ask("RemoteStartTransaction", '{"idTag":"APP-7f3"}')
    peer.do(peer.station.cut_link)
    for verb in ("plug_in", "unplug", "plug_in"):
        peer.do(getattr(peer.station, verb))
        peer.wait(10)
    peer.do(peer.station.restore_link)
    assert sent(peer) == ["StartTransaction"]
    assert peer.station.device.meter.current == 32.0


def test_a_vehicle_plugged_in_while_the_device_restarts_has_its_session_afterwards():
    peer = ByHand(keys={"FreeCharging": "true"}).on()
    peer.do(peer.station.reboot)
    peer.do(peer.station.plug_in)
    peer.wait(60)
    assert sent(peer) == ["StartTransaction"]
