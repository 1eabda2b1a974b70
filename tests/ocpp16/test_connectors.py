"""A transaction's connector is known for as long as it is asked for."""

import pytest

from ocpp16.actions import Role
from ocpp16.connectors import Connectors
from ocpp16.journal import Direction, Journal

UP, DOWN = Direction.TO_CENTRAL_SYSTEM, Direction.TO_CHARGE_POINT
START = '[2,"%s","StartTransaction",{"connectorId":2,"idTag":"X"}]'
STARTED = '[3,"%s",{"transactionId":%s,"idTagInfo":{"status":"Accepted"}}]'
METER = '[2,"m","MeterValues",{"transactionId":7}]'


def connector_of(journal: Journal) -> object:
    """Of the latest exchange."""
    journal.frame(9.0, "CP1", 1, UP, METER)
    return journal.exchanges[-1].connector


def test_it_is_known_although_its_start_has_left_memory():
    journal = Journal(limit=4)
    journal.frame(0.0, "CP1", 1, UP, START % "a")
    journal.frame(1.0, "CP1", 1, DOWN, STARTED % ("a", 7))
    for _ in range(20):
        journal.frame(2.0, "CP1", 1, UP, METER)
    assert connector_of(journal) == 2


@pytest.mark.parametrize(
    ("call_id", "connection", "transaction"),
    [("b", 1, 7), ("a", 2, 7), ("a", 1, 8), ("a", 1, '"7"'), ("a", 1, None)],
)
def test_another_answer_says_nothing_about_it(call_id, connection, transaction):
    journal = Journal()
    journal.frame(0.0, "CP1", 1, UP, START % "a")
    journal.frame(1.0, "CP1", connection, DOWN, STARTED % (call_id, transaction))
    assert connector_of(journal) is None


def test_a_start_is_not_waited_for_beyond_its_connection():
    journal = Journal()
    journal.frame(0.0, "CP1", 1, UP, START % "a")
    journal.closed(1.0, "CP1", 1, 1006, Role.CHARGE_POINT)
    journal.frame(2.0, "CP1", 1, DOWN, STARTED % ("a", 7))
    assert connector_of(journal) is None


def test_the_oldest_transactions_are_forgotten():
    journal = Journal()
    for number in range(30):
        journal.frame(0.0, "CP1", 1, UP, START % number)
        journal.frame(0.0, "CP1", 1, DOWN, STARTED % (number, number))
    connectors = Connectors(limit=10)
    for exchange in journal.exchanges:
        connectors.note(exchange)
    found = [connectors.of("CP1", {"transactionId": number}) for number in (19, 20, 29)]
    assert found == [None, 2, 2]
