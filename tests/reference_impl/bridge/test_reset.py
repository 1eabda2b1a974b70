"""Reset: what runs is ended and reported before the device restarts."""

from __future__ import annotations

import pytest

from tests.reference_impl.by_hand import ERROR, SILENCE, ByHand

SOFT = '{"type":"Soft"}'
KINDS = pytest.mark.parametrize("kind", ["Soft", "Hard"])


def after_boot(peer: ByHand) -> list[str]:
    """The reports from the reset on: session ends and introductions."""
    return [call.action for call in peer.of("StopTransaction", "BootNotification")][1:]


@KINDS
def test_an_idle_device_restarts_at_once(kind):
    peer = ByHand().on()
    assert peer.ask("Reset", f'{{"type":"{kind}"}}') == {"status": "Accepted"}
    peer.wait(4)
    assert after_boot(peer) == []
    peer.wait(1)
    assert after_boot(peer) == ["BootNotification"]


@KINDS
def test_a_session_is_ended_and_reported_first(kind):
    peer = ByHand().charging()
    peer.ask("Reset", f'{{"type":"{kind}"}}')
    peer.wait(10)
    assert after_boot(peer) == ["StopTransaction", "BootNotification"]
    assert peer.of("StopTransaction")[0].payload["reason"] == f"{kind}Reset"


def test_the_restart_waits_for_the_answer_but_not_for_ever():
    peer = ByHand().charging()
    peer.answers["StopTransaction"] = SILENCE
    peer.ask("Reset", SOFT)
    peer.wait(34)
    assert after_boot(peer) == ["StopTransaction"]
    peer.wait(1)
    assert after_boot(peer)[:2] == ["StopTransaction", "BootNotification"]


def test_a_stop_that_was_refused_is_delivered_after_the_restart():
    peer = ByHand(keys={"TransactionMessageRetryInterval": "300"}).charging()
    peer.answers["StopTransaction"] = ERROR
    peer.ask("Reset", SOFT)
    peer.wait(10)
    peer.answers["StopTransaction"] = "{}"
    peer.wait(30)
    assert after_boot(peer) == ["StopTransaction", "BootNotification", "StopTransaction"]
    first, second = peer.of("StopTransaction")
    assert first.payload == second.payload


def test_a_slow_link_delays_the_restart_until_the_session_is_over():
    peer = ByHand(latency=2.0).on()
    peer.wait(10)
    peer.do(peer.station.plug_in)
    peer.wait(10)
    peer.ask("RemoteStartTransaction", '{"idTag":"APP-7f3"}')
    peer.wait(10)
    peer.ask("Reset", SOFT)
    peer.wait(30)
    assert after_boot(peer) == ["StopTransaction", "BootNotification"]
    assert peer.of("StopTransaction")[0].payload["reason"] == "SoftReset"


def test_nobody_begins_a_session_between_the_answer_and_the_restart():
    peer = ByHand(keys={"LocalAuthListEnabled": "true"}).charging()
    peer.answers["StopTransaction"] = SILENCE
    peer.ask("Reset", SOFT)
    peer.do(peer.station.enter_pin, "12345")
    peer.do(peer.station.unplug)
    peer.do(peer.station.plug_in)
    answer = peer.ask("RemoteStartTransaction", '{"idTag":"APP-7f3"}')
    peer.wait(60)
    assert answer == {"status": "Rejected"}
    assert len(peer.of("StartTransaction")) == 1
    assert "BootNotification" in after_boot(peer)


def test_a_device_out_of_reach_cannot_be_reset():
    peer = ByHand().charging()
    peer.do(peer.station.cut_link)
    assert peer.ask("Reset", SOFT) == {"status": "Rejected"}
    assert peer.of("StopTransaction") == []


def test_a_link_that_fails_after_the_answer_delays_session_end_and_restart():
    peer = ByHand(latency=1.0).on()
    peer.wait(5)
    peer.do(peer.station.plug_in)
    peer.wait(5)
    peer.ask("RemoteStartTransaction", '{"idTag":"APP-7f3"}')
    peer.wait(5)
    peer.ask("Reset", SOFT)
    peer.do(peer.station.cut_link)
    peer.wait(120)
    assert after_boot(peer) == []
    peer.do(peer.station.restore_link)
    peer.wait(30)
    assert after_boot(peer) == ["StopTransaction", "BootNotification"]
