"""Readings within a session: when, what, and after interruptions."""

from __future__ import annotations

import pytest

from reference_impl.settings import Semantics
from tests.reference_impl.by_hand import ANSWERS, SILENCE, ByHand


def moments(peer: ByHand) -> list[str]:
    return [call.payload["meterValue"][0]["timestamp"][11:19] for call in peer.of("MeterValues")]


def values(peer: ByHand) -> dict[str, str]:
    sampled = peer.of("MeterValues")[-1].payload["meterValue"][0]["sampledValue"]
    return {sample["measurand"]: sample["value"] for sample in sampled}


def test_readings_are_taken_each_interval_and_only_within_a_session():
    peer = ByHand(keys={"MeterValueSampleInterval": "60"}, register=1000).charging()
    peer.wait(150)
    peer.do(peer.station.unplug)
    peer.wait(300)
    assert moments(peer) == ["08:01:00", "08:02:00"]
    assert peer.of("MeterValues")[0].payload == {
        "connectorId": 1,
        "transactionId": 7,
        "meterValue": [
            {
                "timestamp": "2026-01-05T08:01:00.000Z",
                "sampledValue": [
                    {
                        "value": "1122",
                        "context": "Sample.Periodic",
                        "measurand": "Energy.Active.Import.Register",
                        "unit": "Wh",
                    }
                ],
            }
        ],
    }


def test_no_interval_means_no_readings():
    peer = ByHand(keys={"MeterValueSampleInterval": "0"}).charging()
    peer.wait(3600)
    assert peer.of("MeterValues") == []


def test_all_quantities_agree_with_each_other():
    names = "Current.Import, Current.Offered,Power.Active.Import,Voltage,Frequency,Power.Factor"
    keys = {"MeterValueSampleInterval": "60", "MeterValuesSampledData": names}
    peer = ByHand(keys=keys).charging()
    peer.wait(60)
    assert values(peer) == {
        "Current.Import": "32.0",
        "Current.Offered": "32.0",
        "Power.Active.Import": "7360",
        "Voltage": "230",
        "Frequency": "50.0",
        "Power.Factor": "1.00",
    }


def test_readings_go_on_when_the_vehicle_is_full():
    peer = ByHand(keys={"MeterValueSampleInterval": "60"}, register=1000).charging()
    peer.do(peer.station.vehicle_full)
    peer.wait(60)
    assert values(peer) == {"Energy.Active.Import.Register": "1000"}


@pytest.mark.parametrize(("value", "later"), [("30", ["08:00:50", "08:01:20"]), ("0", [])])
def test_a_new_interval_counts_from_its_change(value, later):
    peer = ByHand(keys={"MeterValueSampleInterval": "60"}).charging()
    peer.wait(20)
    change = f'{{"key":"MeterValueSampleInterval","value":"{value}"}}'
    assert peer.ask("ChangeConfiguration", change) == {"status": "Accepted"}
    peer.wait(65)
    assert moments(peer) == later


@pytest.mark.parametrize("outage", [25, 130])
def test_a_restart_of_the_bridge_keeps_the_rhythm(outage):
    peer = ByHand(keys={"MeterValueSampleInterval": "60"}).charging()
    peer.wait(70)
    peer.reachable = False
    peer.do(peer.station.restart_bridge)
    peer.wait(outage)
    peer.reachable = True
    peer.wait(240)
    expected = [f"08:0{minute}:00" for minute in range(1, (70 + outage + 240) // 60 + 1)]
    assert moments(peer) == expected


def test_a_restart_with_the_link_down_resumes_when_it_is_back():
    peer = ByHand(keys={"MeterValueSampleInterval": "60"}).charging()
    peer.do(peer.station.cut_link)
    peer.do(peer.station.restart_bridge)
    peer.wait(130)
    assert moments(peer) == []
    peer.do(peer.station.restore_link)
    peer.wait(60)
    assert moments(peer) == ["08:03:00"]


def test_a_reading_that_arrives_after_the_end_is_dropped():
    peer = ByHand(latency=2.0, keys={"MeterValueSampleInterval": "60"}).on()
    peer.wait(10)
    peer.do(peer.station.plug_in)
    peer.wait(10)
    peer.ask("RemoteStartTransaction", '{"idTag":"APP-7f3"}')
    peer.wait(63)
    peer.do(peer.station.unplug)
    peer.wait(3)
    assert [call.action for call in peer.transaction_calls()] == [
        "StartTransaction", "StopTransaction",
    ]  # fmt: skip


def test_readings_taken_before_the_start_is_answered_carry_its_id():
    peer = ByHand(keys={"MeterValueSampleInterval": "20"})
    peer.answers["StartTransaction"] = SILENCE
    peer.charging()
    peer.wait(25)
    assert peer.of("MeterValues") == []
    peer.say(f'[3,"{peer.of("StartTransaction")[0].id}",{ANSWERS["StartTransaction"]}]')
    (reading,) = peer.of("MeterValues")
    assert reading.payload["transactionId"] == 7
    assert reading.at == 25
    assert moments(peer) == ["08:00:20"]


def test_a_register_by_the_session_begins_at_nothing_each_time():
    keys = {"MeterValueSampleInterval": "60"}
    peer = ByHand(keys=keys, register=1000, semantics=Semantics(register="session")).charging()
    for _ in range(2):
        peer.wait(90)
        peer.do(peer.station.restart_bridge)
        peer.do(peer.station.unplug)
        start, sample, stop = peer.transaction_calls()[-3:]
        sampled = sample.payload["meterValue"][0]["sampledValue"][0]["value"]
        assert (start.payload["meterStart"], sampled, stop.payload["meterStop"]) == (0, "122", 184)
        peer.do(peer.station.plug_in)
        assert peer.ask("RemoteStartTransaction", '{"idTag":"APP"}') == {"status": "Accepted"}
