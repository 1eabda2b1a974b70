"""Each charge point of somebody else meets the mock central system, and does what it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from examples.peers import Peer, running
from mock_csms import Answered, MockCsms

IDENTITY = "PEER-1"
LIBRARIES = ["ocpp-rpc-charge-point", "mobilityhouse-charge-point"]
ALL = [*LIBRARIES, "ocpp-ws-cli-simulate"]
IN_TIME = 20.0
every_one = pytest.mark.parametrize("installed", ALL, indirect=True)
those_on_libraries = pytest.mark.parametrize("installed", LIBRARIES, indirect=True)


@pytest.fixture
def csms() -> Iterator[MockCsms]:
    with MockCsms(tags={"BLOCKED-1": "Blocked"}) as started:
        yield started


@pytest.fixture
def peer(installed: str, csms: MockCsms, cache: Path) -> Iterator[Peer]:
    with running(installed, cache, url=csms.url, identity=IDENTITY) as started:
        csms.wait_for(IDENTITY, within=IN_TIME)
        csms.expect("StatusNotification", connectorId=1, status="Available", within=IN_TIME)
        yield started


@every_one
def test_it_charges_a_vehicle_and_stops_when_that_leaves(csms: MockCsms, peer: Peer) -> None:
    assert peer.say("plug in") == "ok"
    csms.expect("StatusNotification", connectorId=1, status="Preparing", within=IN_TIME)
    assert peer.say("present tag TAG-1") == "ok"
    start = csms.expect("StartTransaction", idTag="TAG-1", within=IN_TIME)
    csms.expect("StatusNotification", connectorId=1, status="Charging", within=IN_TIME)
    assert peer.say("unplug") == "ok"
    csms.expect("StopTransaction", transaction=start.transaction, within=IN_TIME)


@every_one
def test_a_blocked_tag_starts_nothing(csms: MockCsms, peer: Peer) -> None:
    peer.say("plug in")
    assert peer.say("present tag BLOCKED-1") == "ok"
    csms.expect("Authorize", idTag="BLOCKED-1", within=IN_TIME)
    csms.never("StartTransaction", for_seconds=1)


@every_one
def test_it_charges_when_asked_from_afar(csms: MockCsms, peer: Peer) -> None:
    peer.say("plug in")
    charge_point = csms.wait_for(IDENTITY)
    asked = charge_point.call("RemoteStartTransaction", connectorId=1, idTag="TAG-1")
    assert asked == Answered({"status": "Accepted"})
    start = csms.expect("StartTransaction", idTag="TAG-1", within=IN_TIME)
    csms.expect("StatusNotification", connectorId=1, status="Charging", within=IN_TIME)
    stop = charge_point.call("RemoteStopTransaction", transactionId=start.transaction)
    assert stop == Answered({"status": "Accepted"})
    csms.expect("StopTransaction", transaction=start.transaction, within=IN_TIME)


@every_one
def test_it_boots_again_when_its_power_comes_back(csms: MockCsms, peer: Peer) -> None:
    mark = csms.mark()
    assert peer.say("reboot") == "ok"
    csms.expect("BootNotification", since=mark, within=IN_TIME)


@every_one
def test_it_says_what_it_cannot(peer: Peer) -> None:
    assert "there is no verb" in peer.say("choose Fast")
    asked = json.dumps({"id": 7, "verb": "choose", "details": {"what": "Fast"}})
    answered = json.loads(peer.say(asked))
    assert answered["id"] == 7
    assert "there is no verb" in answered["cannot"]


@every_one
def test_it_obeys_in_the_dialogue_of_the_command_driver(csms: MockCsms, peer: Peer) -> None:
    assert json.loads(peer.say('{"id": 1, "verb": "power on"}')) == {"id": 1, "done": True}
    told = json.dumps({"id": 2, "verb": "present tag", "details": {"tag": "TAG-2"}})
    assert json.loads(peer.say(told)) == {"id": 2, "done": True}
    csms.expect("Authorize", idTag="TAG-2", within=IN_TIME)


@those_on_libraries
def test_it_waits_while_its_registration_is_pending(
    installed: str, csms: MockCsms, cache: Path
) -> None:
    csms.on("BootNotification").once().answer(status="Pending", interval=1)
    with running(installed, cache, url=csms.url, identity=IDENTITY):
        csms.expect("StatusNotification", within=IN_TIME)
    actions = [exchange.action for exchange in csms.journal.exchanges]
    assert actions[:3] == ["BootNotification", "BootNotification", "StatusNotification"]


@those_on_libraries
def test_it_delivers_what_happened_without_a_network(csms: MockCsms, peer: Peer) -> None:
    peer.say("plug in")
    peer.say("present tag TAG-1")
    start = csms.expect("StartTransaction", within=IN_TIME)
    assert peer.say("cut network") == "ok"
    peer.say("unplug")
    mark = csms.mark()
    assert peer.say("restore network") == "ok"
    csms.expect("StopTransaction", transaction=start.transaction, since=mark, within=IN_TIME)


@those_on_libraries
def test_it_samples_as_it_is_configured(csms: MockCsms, peer: Peer) -> None:
    charge_point = csms.wait_for(IDENTITY)
    charge_point.call("ChangeConfiguration", key="MeterValueSampleInterval", value="1")
    peer.say("plug in")
    peer.say("present tag TAG-1")
    start = csms.expect("StartTransaction", within=IN_TIME)
    csms.expect("MeterValues", at_least=2, transaction=start.transaction, within=IN_TIME)
