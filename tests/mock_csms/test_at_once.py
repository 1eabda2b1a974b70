"""The short way for MeterValues leads to where the long way leads."""

import json
from typing import Any

import pytest

from mock_csms.access import Handshake
from mock_csms.central_system import CentralSystem
from mock_csms.connection import Connection
from mock_csms.deviations.answers import ReadingsIgnored
from mock_csms.responses import Silence
from ocpp16 import schema
from ocpp16.endpoint import Effect
from ocpp16.frames import ErrorCode, Payload
from ocpp16.journal import Journal

MOMENT = "2026-01-05T08:00:00Z"
START = {"connectorId": 1, "idTag": "TAG", "meterStart": 0, "timestamp": MOMENT}


def metered(value: str, **more: Any) -> dict[str, Any]:
    sampled = [{"value": value}, {"value": "230", "measurand": "Voltage", "phase": "L1"}]
    return {
        "connectorId": 1,
        "meterValue": [{"timestamp": MOMENT, "sampledValue": sampled}],
        **more,
    }


CALLS = [
    ("StartTransaction", START),
    ("MeterValues", metered("1")),
    ("MeterValues", metered("2", transactionId=1)),
    ("MeterValues", metered("3", transactionId=99)),
    ("MeterValues", metered("4", connectorId=-1)),
    ("Heartbeat", {}),
    ("MeterValues", metered("5", connectorId=2)),
]
TEXTS = [json.dumps([2, str(number), *call]) for number, call in enumerate(CALLS)]


def connected(system: CentralSystem) -> Connection:
    connection = system.handshake(0.0, Handshake("CP1", "/CP1", subprotocols=("ocpp1.6",)))
    assert isinstance(connection, Connection)
    connection.connected(0.0)
    return connection


def served(system: CentralSystem) -> list[Effect]:
    connection = connected(system)
    effects: list[Effect] = []
    for now, text in enumerate(TEXTS):
        connection.receive(float(now), text)
        effects += connection.outgoing()
    return effects


def known(system: CentralSystem) -> list[Any]:
    """What the messages have taught."""
    charge_point = system.charge_point("CP1")
    running = system.transactions.running("CP1")
    connectors = charge_point.connectors.all()
    return [
        charge_point.calls,
        charge_point.last_seen,
        [(each.number, each.readings.all()) for each in connectors],
        [(each.id, each.readings.all()) for each in running],
    ]


@pytest.fixture
def long_way() -> CentralSystem:
    """A stub for something else is enough that every CALL is looked at closely."""
    system = CentralSystem()
    system.on("DataTransfer").respond(Silence())
    return system


@pytest.mark.parametrize("limit", [None, 1, 2, 5, 100])
def test_everything_is_as_on_the_long_way(long_way, limit):
    system = CentralSystem(journal=Journal(limit=limit))
    assert served(system) == served(long_way)
    assert known(system) == known(long_way)
    entries = long_way.journal.entries
    assert (
        list(system.journal.entries) == entries[len(entries) - len(list(system.journal.entries)) :]
    )


def test_who_listens_hears_of_the_call_and_then_of_the_answer():
    heard: list[Any] = []
    connection = connected(CentralSystem(journal=Journal(limit=100, on_entry=heard.append)))
    connection.receive(1.0, TEXTS[1])
    assert [entry.text for entry in heard[1:]] == [TEXTS[1], '[3,"1",{}]']
    assert [entry.answers for entry in heard[1:]] == [None, "MeterValues"]


def test_the_acknowledgement_is_valid():
    assert schema.faults("MeterValues", {}, answer=True) == []


def test_what_is_not_to_be_answered_is_not():
    connection = connected(CentralSystem(answers=ReadingsIgnored()))
    connection.receive(1.0, TEXTS[1])
    assert connection.outgoing() == []


def test_an_id_in_use_is_noticed():
    system = CentralSystem()
    system.on("Heartbeat").answer(after=10)
    connection = connected(system)
    connection.receive(1.0, '[2,"1","Heartbeat",{}]')
    system.script.clear()
    connection.receive(2.0, TEXTS[1])
    (refusal,) = connection.outgoing()
    assert str(refusal).startswith('[4,"1","GenericError"')


def test_whoever_decides_otherwise_is_asked() -> None:
    class Refusing(Connection):
        def objection(self, action: str, payload: Payload) -> tuple[ErrorCode, str] | None:
            return ErrorCode.INTERNAL_ERROR, "not today"

    effects = served(CentralSystem(new_connection=Refusing))
    assert len(effects) == len(TEXTS)
    assert all(str(effect).startswith('[4,"') for effect in effects)
