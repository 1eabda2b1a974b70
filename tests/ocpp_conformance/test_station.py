"""The reference station, connected to the mock central system over real sockets."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance.sut.certificates import self_signed
from mock_csms import Answered, MockCsms
from ocpp_conformance.station import ReferenceStation
from reference_impl.station import Station
from reference_impl.users import ALICE


@pytest.fixture
def csms() -> Iterator[MockCsms]:
    with MockCsms() as started:
        yield started


@pytest.fixture
def station(csms: MockCsms) -> Iterator[ReferenceStation]:
    with ReferenceStation(csms.url) as switched_on:
        csms.wait_for(switched_on.identity)
        csms.expect("StatusNotification", connectorId=1, within=5)
        yield switched_on


def test_a_session_from_plugging_in_to_unplugging(
    csms: MockCsms, station: ReferenceStation
) -> None:
    station.plug_in()
    csms.expect("StatusNotification", connectorId=1, status="Preparing", within=5)
    station.enter_pin(ALICE.pin)
    start = csms.expect("StartTransaction", idTag=ALICE.tag, within=5)
    csms.expect("StatusNotification", connectorId=1, status="Charging", within=5)
    station.vehicle_full()
    csms.expect("StatusNotification", connectorId=1, status="SuspendedEV", within=5)
    station.unplug()
    stop = csms.expect("StopTransaction", transaction=start.transaction, within=5)
    assert stop.payload["reason"] == "EVDisconnected"


def test_the_central_system_asks_it(csms: MockCsms, station: ReferenceStation) -> None:
    station.plug_in()
    charge_point = csms.wait_for(station.identity)
    result = charge_point.call("RemoteStartTransaction", connectorId=1, idTag="X")
    assert result == Answered({"status": "Accepted"})
    csms.expect("StartTransaction", idTag="X", within=5)
    assert station.status()["idTag"] == "X"


VERBS = {
    "plug_in": (),
    "take_off_cable": (),
    "take_out_cable": (),
    "unplug": (),
    "vehicle_full": (),
    "vehicle_ready": (),
    "enter_pin": ("12345",),
    "choose": ("Fast",),
    "choose_in_app": ("Eco",),
    "clear_fault": (),
    "reboot": (),
    "restart_bridge": (),
    "cut_link": (),
    "restore_link": (),
    "fall_silent": (),
    "speak_again": (),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_reaches_the_station(
    station: ReferenceStation, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[object, ...]] = []
    monkeypatch.setattr(Station, verb, lambda _station, _now, *args: done.append(args))
    getattr(station, verb)(*VERBS[verb])
    assert done == [VERBS[verb]]


def test_faults_vehicles_and_installations_have_details(
    csms: MockCsms, station: ReferenceStation
) -> None:
    station.fault("GroundFailure")
    csms.expect("StatusNotification", errorCode="GroundFailure", within=5)
    station.vehicle(max_current=10.0)
    station.installation(site_limit=20.0)
    device = station._station.device
    assert (device.vehicle.max_current, device.charging.site_limit) == (10.0, 20.0)


def test_its_display_and_its_app_can_be_read(station: ReferenceStation) -> None:
    assert station.status()["registration"] == "Accepted"
    assert all(isinstance(line, str) for line in station.screen())
    assert station.app_status()


def test_settings_are_the_stations(csms: MockCsms) -> None:
    settings = {"identity": "A", "semantics": {"attempts": "transmissions"}, "phases": "3"}
    with ReferenceStation(csms.url, settings) as station:
        csms.wait_for("A")
        assert station.settings.phases == 3
        assert station.settings.semantics.attempts == "transmissions"
    with pytest.raises(ValueError, match="a station has no setting colour"):
        ReferenceStation(csms.url, {"colour": "white"})
    with pytest.raises(ValueError, match="there is no choice colour"):
        ReferenceStation(csms.url, {"semantics": {"colour": "white"}})


def test_pace_and_clock_are_those_of_the_central_system() -> None:
    with (
        MockCsms(pace=300, heartbeat_interval=60) as csms,
        ReferenceStation(csms.url, clock=csms.clock, pace=csms.pace),
    ):
        begun = time.monotonic()
        csms.expect("Heartbeat", nth=3, within=3000)
        assert time.monotonic() - begun < 60


def test_keys_and_encryption(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path)
    with (
        MockCsms(
            keys={"A": "secret"}, tls_cert=certificate.certificate, tls_key=certificate.key
        ) as csms,
        ReferenceStation(
            csms.url, {"identity": "A", "password": "secret"}, ca=certificate.certificate
        ),
    ):
        csms.wait_for("A")


def test_leaving_disconnects_at_once_and_ends_the_thread(csms: MockCsms) -> None:
    threads = threading.active_count()
    with ReferenceStation(csms.url) as station:
        charge_point = csms.wait_for(station.identity)
        begun = time.monotonic()
    assert time.monotonic() - begun < 3
    assert threading.active_count() == threads
    with pytest.raises(RuntimeError, match="the station is off"):
        station.plug_in()
    with pytest.raises(RuntimeError, match="make a new one"):
        station.__enter__()
    with pytest.raises(RuntimeError, match="the station is off"):
        ReferenceStation(csms.url).plug_in()
    assert charge_point.identity == station.identity


@pytest.mark.parametrize("asked", [False, True], ids=["on leaving", "to who asks next"])
def test_what_broke_it_down_is_raised(
    csms: MockCsms, monkeypatch: pytest.MonkeyPatch, asked: bool
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("on purpose")

    def conversation() -> None:
        with ReferenceStation(csms.url) as station:
            charge_point = csms.wait_for(station.identity)
            monkeypatch.setattr(Station, "receive", broken)
            charge_point.send_text("[]")
            station._loop.run(asyncio.wait_for(asyncio.wait([station._carrying]), 5))
            if asked:
                station.plug_in()
                pytest.fail("it goes on as if nothing had happened")

    with pytest.raises(ExceptionGroup) as raised:
        conversation()
    assert raised.group_contains(ZeroDivisionError, match="on purpose")
