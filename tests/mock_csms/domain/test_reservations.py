"""Reservations."""

import pytest

from mock_csms.domain.reservations import Reservation, Reservations

NOW, EXPIRY = 1_767_600_000.0, 1_767_600_060.0
REQUEST = {
    "reservationId": 7,
    "connectorId": 1,
    "idTag": "04A1",
    "expiryDate": "2026-01-05T08:01:00Z",
    "parentIdTag": "FLEET",
}


@pytest.fixture
def reservations() -> Reservations:
    made = Reservations()
    made.reserved(NOW, REQUEST)
    return made


def test_a_reservation_stands_until_it_expires(reservations):
    made = Reservation(7, 1, "04A1", EXPIRY, "FLEET")
    assert reservations.standing(EXPIRY - 1) == [made]
    assert reservations.standing(EXPIRY) == []


def test_the_same_id_again_replaces_it(reservations):
    reservations.reserved(NOW, {**REQUEST, "connectorId": 2})
    assert [each.connector for each in reservations.standing(NOW)] == [2]


def test_it_ends_when_it_is_used_or_cancelled(reservations):
    reservations.ended(8)
    assert len(reservations.standing(NOW)) == 1
    reservations.ended(7)
    assert reservations.standing(NOW) == []


@pytest.mark.parametrize(
    ("connector", "status", "left"),
    [(1, "Faulted", 0), (1, "Unavailable", 0), (1, "Reserved", 1), (2, "Faulted", 1)],
)
def test_a_connector_that_cannot_be_used_is_not_reserved(reservations, connector, status, left):
    reservations.out_of_use(connector, status)
    assert len(reservations.standing(NOW)) == left
