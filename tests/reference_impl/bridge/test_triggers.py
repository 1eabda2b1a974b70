"""Messages sent again on request: what was received last, and nothing made up."""

from __future__ import annotations

from typing import Any

import pytest

from reference_impl.settings import Semantics
from tests.reference_impl.by_hand import ByHand

ACCEPTED, REJECTED = {"status": "Accepted"}, {"status": "Rejected"}


def trigger(peer: ByHand, message: str, connector: int | None = None) -> Any:
    about = "" if connector is None else f',"connectorId":{connector}'
    return peer.ask("TriggerMessage", f'{{"requestedMessage":"{message}"{about}}}')


def test_a_reading_is_repeated_as_it_was():
    peer = ByHand(keys={"MeterValueSampleInterval": "60"}).charging()
    peer.wait(90)
    assert trigger(peer, "MeterValues") == ACCEPTED
    sampled, repeated = peer.of("MeterValues")
    assert repeated.payload == sampled.payload
    assert repeated.at == 90


def test_a_reading_outlives_a_restart_of_the_bridge_but_not_its_session():
    peer = ByHand(keys={"MeterValueSampleInterval": "60"}).charging()
    peer.wait(70)
    peer.do(peer.station.restart_bridge)
    assert trigger(peer, "MeterValues") == ACCEPTED
    first, second = peer.of("MeterValues")
    assert second.payload == first.payload
    peer.do(peer.station.unplug)
    assert trigger(peer, "MeterValues") == REJECTED


def test_before_the_first_reading_there_is_none_to_repeat():
    peer = ByHand(keys={"MeterValueSampleInterval": "60"}).charging()
    assert trigger(peer, "MeterValues") == REJECTED
    assert peer.of("MeterValues") == []


def test_a_charger_never_heard_has_no_status():
    peer = ByHand()
    peer.answers["BootNotification"] = (
        '{"status":"Pending","interval":60,"currentTime":"2026-01-05T08:00:00Z"}'
    )
    peer.do(peer.station.cut_link)
    peer.on()
    assert trigger(peer, "StatusNotification") == REJECTED
    peer.do(peer.station.restore_link)
    assert trigger(peer, "StatusNotification", 1) == ACCEPTED
    assert [call.payload["connectorId"] for call in peer.of("StatusNotification")] == [1]


@pytest.mark.parametrize("message", ["Heartbeat", "StatusNotification", "MeterValues"])
def test_nothing_is_sent_about_a_connector_that_does_not_exist(message: str):
    peer = ByHand(keys={"MeterValueSampleInterval": "60"}).charging()
    peer.wait(70)
    before = len(peer.calls)
    assert trigger(peer, message, 2) == REJECTED
    assert len(peer.calls) == before


# declared to be fresh ------------------------------------------------------------------------------

FRESH = Semantics(trigger_mode="fresh")


def test_a_fresh_reading_is_taken_for_the_request():
    peer = ByHand(semantics=FRESH, register=1000).charging()
    peer.wait(90)
    assert trigger(peer, "MeterValues", 1) == ACCEPTED
    (sent,) = peer.of("MeterValues")
    (taken,) = sent.payload["meterValue"]
    assert (sent.payload["transactionId"], taken["timestamp"]) == (7, "2026-01-05T08:01:30.000Z")
    assert [(v["value"], v["context"]) for v in taken["sampledValue"]] == [("1184", "Trigger")]


def test_a_fresh_status_is_dated_now():
    peer = ByHand(semantics=FRESH).charging()
    peer.wait(90)
    assert trigger(peer, "StatusNotification", 1) == ACCEPTED
    payload = peer.of("StatusNotification")[-1].payload
    assert (payload["status"], payload["timestamp"]) == ("Charging", "2026-01-05T08:01:30.000Z")


def test_without_a_session_or_a_link_there_is_no_fresh_reading():
    peer = ByHand(semantics=FRESH).on()
    assert trigger(peer, "MeterValues") == REJECTED
    peer = ByHand(semantics=FRESH).charging()
    peer.do(peer.station.cut_link)
    assert trigger(peer, "MeterValues") == REJECTED
    assert trigger(peer, "MeterValues", 2) == REJECTED


def test_a_fresh_reading_waits_for_a_slow_link():
    peer = ByHand(semantics=FRESH).charging()
    peer.station.link.latency = 1.0
    assert trigger(peer, "MeterValues") is None
    peer.wait(3)
    assert len(peer.of("MeterValues")) == 1
