"""The statement of a charge point is enough for the suite's command driver."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest

from conformance.sut.driver import NotDrivable
from conformance.sut.drivers.command import CommandDriver
from examples.peers import PEERS, Role
from mock_csms import MockCsms

CHARGE_POINTS = [name for name, kind in PEERS.items() if kind.role is Role.CHARGE_POINT]
IN_TIME = 20.0


@pytest.fixture
def driver(installed: str) -> Iterator[CommandDriver]:
    statement = tomllib.loads(PEERS[installed].statement.read_text("utf-8"))
    options = {key: value for key, value in statement["driver"].items() if key != "kind"}
    made = CommandDriver(statement["product"]["identity"], options)
    yield made
    made.close()


@pytest.mark.parametrize("installed", CHARGE_POINTS, indirect=True)
def test_the_command_driver_can_drive_it(driver: CommandDriver) -> None:
    with MockCsms() as csms:
        driver.configure({"url": csms.url})
        driver.power_on(0.0)
        csms.expect("StatusNotification", connectorId=1, status="Available", within=IN_TIME)
        driver.act(0.0, "plug in")
        csms.expect("StatusNotification", connectorId=1, status="Preparing", within=IN_TIME)
        with pytest.raises(NotDrivable, match="there is no verb"):
            driver.act(0.0, "choose", what="Fast")
        driver.close()
