"""RemoteStartTransaction and RemoteStopTransaction."""

from __future__ import annotations

import pytest

from tests.reference_impl.by_hand import ERROR, SILENCE, ByHand

START = '{"connectorId":1,"idTag":"APP-7f3"}'
ACCEPTED, REJECTED = {"status": "Accepted"}, {"status": "Rejected"}
PROFILE = (
    '{"connectorId":1,"idTag":"APP-7f3","chargingProfile":{"chargingProfileId":1,"stackLevel":0,'
    '"chargingProfilePurpose":"%s","chargingProfileKind":"Absolute","chargingSchedule":'
    '{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":10}]}}}'
)


def started(peer: ByHand) -> list[str]:
    return [call.payload["idTag"] for call in peer.of("StartTransaction")]


def plugged_in(**settings) -> ByHand:
    peer = ByHand(**settings).on()
    peer.do(peer.station.plug_in)
    return peer


def test_a_session_begins_without_asking_for_the_tag():
    peer = plugged_in()
    assert peer.ask("RemoteStartTransaction", START) == ACCEPTED
    assert started(peer) == ["APP-7f3"]
    assert peer.of("Authorize") == []


def test_the_answer_precedes_the_start():
    peer = plugged_in()
    sent = []
    collect = peer.station.outgoing
    peer.station.outgoing = lambda: [sent.append(e) or e for e in collect()]
    peer.ask("RemoteStartTransaction", START)
    assert sent[0].startswith("[3,")
    assert any("StartTransaction" in text for text in sent[1:])


@pytest.mark.parametrize(
    "tag", ["FLEET/BE-12", "a", "ABCDEFGHIJ0123456789", "session-0001", "Zoë", " "]
)
def test_tags_are_passed_on_unchanged(tag):
    peer = plugged_in()
    assert peer.ask("RemoteStartTransaction", f'{{"idTag":"{tag}"}}') == ACCEPTED
    assert started(peer) == [tag]


def test_a_tag_of_21_characters_is_an_error():
    peer = plugged_in()
    answer = peer.ask("RemoteStartTransaction", '{"idTag":"ABCDEFGHIJ01234567890"}')
    assert answer == "PropertyConstraintViolation"
    assert started(peer) == []


def test_a_start_waits_for_the_vehicle():
    peer = ByHand().on()
    assert peer.ask("RemoteStartTransaction", START) == ACCEPTED
    assert started(peer) == []
    peer.wait(60)
    peer.do(peer.station.plug_in)
    assert started(peer) == ["APP-7f3"]


def test_the_tag_is_asked_for_where_that_is_configured():
    peer = plugged_in(keys={"AuthorizeRemoteTxRequests": "true"})
    peer.answers["Authorize"] = '{"idTagInfo":{"status":"Blocked"}}'
    assert peer.ask("RemoteStartTransaction", START) == ACCEPTED
    assert [call.payload["idTag"] for call in peer.of("Authorize")] == ["APP-7f3"]
    assert started(peer) == []


@pytest.mark.parametrize(
    "request_", ['{"connectorId":2,"idTag":"A"}', '{"connectorId":0,"idTag":"A"}']
)
def test_there_is_one_connector_only(request_):
    assert plugged_in().ask("RemoteStartTransaction", request_) == REJECTED


@pytest.mark.parametrize(
    "hinder",
    [
        lambda peer: peer.do(peer.station.cut_link),
        lambda peer: peer.do(peer.station.raise_fault),
        lambda peer: peer.ask("RemoteStartTransaction", START),
    ],
    ids=["no link", "fault", "running"],
)
def test_a_start_that_cannot_lead_to_a_session_is_rejected(hinder):
    peer = plugged_in()
    hinder(peer)
    before = started(peer)
    assert peer.ask("RemoteStartTransaction", START) == REJECTED
    assert started(peer) == before


@pytest.mark.parametrize(
    ("purpose", "answer", "current"),
    [("TxProfile", ACCEPTED, 10.0), ("TxDefaultProfile", REJECTED, 0.0)],
)
def test_a_profile_that_comes_along_holds_from_the_start(purpose, answer, current):
    peer = plugged_in()
    change = '{"key":"CommercialMode","value":"true"}'
    assert peer.ask("ChangeConfiguration", change) == ACCEPTED
    assert peer.ask("RemoteStartTransaction", PROFILE % purpose) == answer
    assert peer.station.device.meter.current == current


def test_the_running_session_can_be_stopped():
    peer = ByHand().charging()
    assert peer.ask("RemoteStopTransaction", '{"transactionId":8}') == REJECTED
    assert peer.ask("RemoteStopTransaction", '{"transactionId":7}') == ACCEPTED
    assert peer.ask("RemoteStopTransaction", '{"transactionId":7}') == REJECTED
    assert [call.payload["reason"] for call in peer.of("StopTransaction")] == ["Remote"]


@pytest.mark.parametrize("answer", [SILENCE, ERROR])
def test_a_session_without_a_known_id_cannot_be_stopped(answer):
    peer = ByHand()
    peer.answers["StartTransaction"] = answer
    peer.charging()
    peer.wait(1000)
    for unknown in (7, -1, 0):
        request = f'{{"transactionId":{unknown}}}'
        assert peer.ask("RemoteStopTransaction", request) == REJECTED


def test_a_device_out_of_reach_cannot_be_stopped():
    peer = ByHand().charging()
    peer.do(peer.station.cut_link)
    assert peer.ask("RemoteStopTransaction", '{"transactionId":7}') == REJECTED


def test_a_stop_that_got_lost_on_the_link_is_made_up_for():
    peer = ByHand(latency=1.0).on()
    peer.wait(5)
    peer.do(peer.station.plug_in)
    peer.wait(5)
    peer.ask("RemoteStartTransaction", START)
    peer.wait(5)
    assert peer.ask("RemoteStopTransaction", '{"transactionId":7}') == ACCEPTED
    peer.do(peer.station.cut_link)
    peer.wait(60)
    assert peer.of("StopTransaction") == []
    peer.do(peer.station.restore_link)
    peer.wait(5)
    assert [call.payload["reason"] for call in peer.of("StopTransaction")] == ["Remote"]
    assert peer.station.device.meter.current == 0
