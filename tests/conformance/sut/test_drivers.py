"""What every driver and operator owes the suite; each of ours is held to the same contract."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance import profile
from conformance.sut.driver import QUANTITIES, READINGS, VERBS, Driver, NotDrivable
from conformance.sut.loopback import Loopback
from conformance.sut.operator import MockOperator
from conformance.sut.reference import ReferenceDriver
from mock_csms.central_system import CentralSystem

DRIVERS: dict[str, Callable[[], Driver]] = {
    "reference": lambda: ReferenceDriver(profile.load("zappi")),
}
DETAILS: dict[str, dict[str, object]] = {
    "enter pin": {"pin": "12345"},
    "present tag": {"tag": "VT-ALICE-01"},
    "choose": {"what": "Menu"},
    "choose in app": {"mode": "Eco"},
    "set by hand": {"settings": {"EV plugged": "off"}},
    "delay link": {"seconds": 2.0},
    "fault": {"code": "OtherError"},
    "vehicle": {"full": True},
    "installation": {"site_limit": 16.0},
    "report every": {"seconds": 10.0},
}


@pytest.fixture(params=DRIVERS)
def driver(request: pytest.FixtureRequest) -> Driver:
    return DRIVERS[request.param]()


def wired(driver: Driver) -> Loopback:
    carrier = Loopback(CentralSystem())
    endpoint = driver.endpoint()
    assert endpoint is not None
    carrier.add(endpoint, driver.identity)
    carrier.do(driver.power_on)
    return carrier


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_can_be_driven(driver: Driver, verb: str) -> None:
    carrier = wired(driver)
    carrier.do(lambda now: driver.act(now, verb, **DETAILS.get(verb, {})))
    carrier.run_until(lambda: False, carrier.now + 60)
    assert carrier.central_system.journal.entries


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_every_quantity_can_be_read(driver: Driver, quantity: str) -> None:
    carrier = wired(driver)
    assert float(carrier.do(lambda now: driver.observe(now, quantity))) >= 0


@pytest.mark.parametrize("reading", READINGS)
def test_every_reading_can_be_read(driver: Driver, reading: str) -> None:
    carrier = wired(driver)
    seen = carrier.do(lambda now: driver.observe(now, reading))
    assert seen is None or isinstance(seen, str | bool | list)


def test_what_a_driver_cannot_do_it_says(driver: Driver) -> None:
    carrier = wired(driver)
    with pytest.raises(NotDrivable, match="levitate"):
        carrier.do(lambda now: driver.act(now, "levitate"))
    with pytest.raises(NotDrivable, match="mood"):
        carrier.do(lambda now: driver.observe(now, "mood"))


def test_settings_are_fixed_once_the_charge_point_exists(driver: Driver) -> None:
    driver.configure({"identity": "SITE-A-07"})
    assert driver.identity == "SITE-A-07"
    wired(driver)
    with pytest.raises(NotDrivable):
        driver.configure({"identity": "OTHER"})


def test_choices_are_merged_and_those_that_do_not_exist_refused(driver: Driver) -> None:
    driver.configure({"semantics": {"trigger_mode": "fresh"}})
    driver.configure({"semantics": {"register": "session"}})
    with pytest.raises(ValueError, match="colour"):
        driver.configure({"semantics": {"colour": "red"}})


def test_the_operator_tells_online_from_offline() -> None:
    driver = DRIVERS["reference"]()
    carrier = wired(driver)
    operator = MockOperator(carrier.central_system)
    assert operator.online(carrier.now, driver.identity)
    assert not operator.online(carrier.now, "somebody else")


def test_a_tag_nobody_has_cannot_be_presented(driver: Driver) -> None:
    carrier = wired(driver)
    with pytest.raises(NotDrivable, match="the tag 'NOBODYS'"):
        carrier.do(lambda now: driver.act(now, "present tag", tag="NOBODYS"))
