"""When a charge point counts as online."""

import pytest

from mock_csms.access import Handshake
from mock_csms.central_system import CentralSystem
from mock_csms.charge_points import ChargePoint
from mock_csms.connection import Connection


@pytest.fixture
def system() -> CentralSystem:
    return CentralSystem()


@pytest.fixture
def connection(system) -> Connection:
    """CP1, connected at moment 0."""
    connection = system.handshake(0.0, Handshake("CP1", "/CP1"))
    assert isinstance(connection, Connection)
    connection.connected(0.0)
    return connection


def boot(connection: Connection, now: float) -> None:
    """Register with a heartbeat interval of 60 s."""
    connection.system.answers.heartbeat_interval = 60
    connection.receive(
        now, '[2,"1","BootNotification",{"chargePointVendor":"a","chargePointModel":"b"}]'
    )


def test_a_charge_point_never_seen_is_offline(system):
    assert not system.charge_point("CP1").online(0.0)


def test_connected_is_online_however_silent_before_registration(system, connection):
    assert system.charge_point("CP1").online(1e6)


@pytest.mark.parametrize(("silence", "online"), [(0, True), (60, True), (180, True), (181, False)])
def test_three_intervals_of_silence_are_tolerated(system, connection, silence, online):
    boot(connection, 100.0)
    assert system.charge_point("CP1").patience() == 180
    assert system.charge_point("CP1").online(100.0 + silence) is online


@pytest.mark.parametrize("text", ['[2,"2","Heartbeat",{}]', '[3,"x",{}]', "nonsense"])
def test_any_text_is_a_sign_of_life(system, connection, text):
    boot(connection, 0.0)
    connection.receive(170.0, text)
    assert system.charge_point("CP1").online(300.0)
    assert system.charge_point("CP1").last_seen == 170.0


def test_disconnected_is_offline_but_not_forgotten(system, connection):
    boot(connection, 0.0)
    connection.disconnected(1.0, 1000)
    charge_point = system.charge_point("CP1")
    assert not charge_point.online(1.0)
    assert charge_point.registration == "Accepted"
    assert charge_point.boot == {"chargePointVendor": "a", "chargePointModel": "b"}


def test_the_record_of_a_charge_point_may_be_of_another_kind():
    class Patient(ChargePoint):
        def patience(self) -> float:
            return 1e9

    system = CentralSystem(new_charge_point=Patient)
    assert system.charge_point("CP1").patience() == 1e9
    assert system.charge_point("CP1") is system.charge_point("CP1")
