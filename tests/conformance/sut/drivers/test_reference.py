"""The reference station as somebody else's: a program of its own, driven over its standard input."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conformance.sut.driver import QUANTITIES, READINGS, VERBS, Driver
from conformance.sut.drivers import make, problems
from mock_csms import MockCsms

DETAILS: dict[str, dict[str, object]] = {
    "enter pin": {"pin": "99999"},
    "choose": {"what": "Menu"},
    "choose in app": {"mode": "Eco"},
    "set by hand": {"settings": {"EV plugged": "off"}},
    "delay link": {"seconds": 0.0},
    "fault": {"code": "OtherError"},
    "vehicle": {"full": True, "waits_until": 60.0},
    "installation": {"site_limit": 16.0},
    "report every": {"seconds": 10.0},
    "present tag": {"tag": "VT-ALICE-01"},
}
PATIENCE = 20


@pytest.fixture
def mock() -> Iterator[MockCsms]:
    with MockCsms() as csms:
        yield csms


@pytest.fixture
def driver(mock: MockCsms) -> Iterator[Driver]:
    made = make("reference", "OUTSIDE-1", {})
    made.configure({"url": mock.url})
    try:
        made.power_on(0.0)
        yield made
    finally:
        made.close()


def test_it_charges_as_it_is_told(mock: MockCsms, driver: Driver) -> None:
    mock.wait_for("OUTSIDE-1", within=PATIENCE)
    driver.act(0.0, "plug in")
    driver.act(0.0, "enter pin", pin="12345")
    start = mock.expect("StartTransaction", within=PATIENCE)
    assert start.payload["idTag"] == "VT-ALICE-01"
    assert driver.observe(0.0, "charging current") >= 0
    driver.act(0.0, "unplug")
    mock.expect("StopTransaction", within=PATIENCE)


def test_every_verb_and_every_reading_gets_through(driver: Driver) -> None:
    for verb in VERBS:
        driver.act(0.0, verb, **DETAILS.get(verb, {}))
    for quantity in QUANTITIES:
        assert driver.observe(0.0, quantity) >= 0
    for reading in READINGS:
        seen = driver.observe(0.0, reading)
        assert seen is None or isinstance(seen, str | bool | list)


def test_it_is_set_up_before_it_is_switched_on(mock: MockCsms) -> None:
    made = make("reference", "OUTSIDE-2", {"profile": "zappi-5.114"})
    made.configure({"url": mock.url, "model": "Zappi 3", "semantics": {"register": "session"}})
    try:
        made.power_on(0.0)
        boot = mock.expect("BootNotification", within=PATIENCE)
        assert boot.payload["chargePointModel"] == "Zappi 3"
    finally:
        made.close()


def test_a_profile_that_is_not_there_is_named() -> None:
    (found,) = problems("reference", {"profile": "tesla"})
    assert "profile: there is no 'tesla'; there are ocpp16, zappi" in found
