"""Each central system of somebody else meets the reference station, and sends what it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from examples.peers import Peer, running
from ocpp_conformance.station import ReferenceStation
from tests.peers.patience import eventually

WITH_OPERATOR = ["ocpp-rpc-central-system", "mobilityhouse-central-system", "arthexis"]
ALL = [*WITH_OPERATOR, "ocpp-csms", "ocpp-broker"]
IDENTITY = "PEER-1"
DRIVER = {"name": "Somebody", "pin": "12345", "tag": "TAG-1"}
IN_TIME = 20.0


@pytest.fixture
def peer(installed: str, cache: Path) -> Iterator[Peer]:
    with running(installed, cache) as started:
        yield started


@pytest.fixture
def station(peer: Peer) -> Iterator[ReferenceStation]:
    settings = {"identity": IDENTITY, "password": peer.kind.key or None, "users": [DRIVER]}
    with ReferenceStation(f"{peer.url}/", settings) as switched_on:
        eventually(lambda: switched_on.status()["registration"] == "Accepted", IN_TIME)
        yield switched_on


@pytest.mark.parametrize("installed", ALL, indirect=True)
def test_it_registers_our_station_and_numbers_its_transactions(station: ReferenceStation) -> None:
    station.plug_in()
    station.enter_pin("12345")
    eventually(lambda: station.status()["transaction"], IN_TIME)


@pytest.mark.parametrize("installed", WITH_OPERATOR, indirect=True)
def test_it_sends_a_request_that_it_is_told_to(peer: Peer, station: ReferenceStation) -> None:
    address = f"{peer.operator_url}/api/octt/1.6/{IDENTITY}/get-configuration"
    asked = {"key": ["NumberOfConnectors"]}
    answer = httpx.post(address, json=asked, timeout=IN_TIME, trust_env=False).json()
    assert answer["outcome"] == "answered"
    assert answer["payload"]["configurationKey"][0]["key"] == "NumberOfConnectors"


@pytest.mark.parametrize("installed", WITH_OPERATOR, indirect=True)
def test_it_says_when_a_charge_point_is_not_there(peer: Peer) -> None:
    address = f"{peer.operator_url}/api/octt/1.6/NOBODY/clear-cache"
    answer = httpx.post(address, json={}, timeout=IN_TIME, trust_env=False).json()
    assert answer == {"outcome": "not-connected"}
