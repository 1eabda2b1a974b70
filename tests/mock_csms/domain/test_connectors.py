"""Connectors."""

from mock_csms.domain.connectors import Connectors
from mock_csms.domain.readings import Quantity, meter_values_in, samples_in

MOMENT = "2026-01-05T08:00:00Z"
FAULTED = {
    "connectorId": 1,
    "errorCode": "OtherError",
    "status": "Faulted",
    "info": "lid open",
    "vendorErrorCode": "E7",
    "timestamp": MOMENT,
}
AVAILABLE = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}


def test_the_latest_status_counts():
    connectors = Connectors()
    connectors.notified(5.0, AVAILABLE)
    connectors.notified(9.0, FAULTED)
    found = connectors.get(1)
    assert (found.status, found.error_code, found.info) == ("Faulted", "OtherError", "lid open")
    assert (found.vendor_error_code, found.timestamp, found.learned_at) == ("E7", MOMENT, 9.0)


def test_what_is_not_said_again_is_over():
    connectors = Connectors()
    connectors.notified(5.0, FAULTED)
    connectors.notified(9.0, AVAILABLE)
    found = connectors.get(1)
    assert (found.info, found.vendor_error_code, found.timestamp) == (None, None, None)


def test_they_are_listed_by_number_and_0_is_none_of_them():
    connectors = Connectors()
    for number in (2, 0, 1):
        connectors.notified(0.0, {**AVAILABLE, "connectorId": number})
    assert [each.number for each in connectors.all()] == [0, 1, 2]
    assert connectors.numbers() == [1, 2]
    assert connectors.get(3) is None


def test_readings_outlive_a_change_of_status():
    connectors = Connectors()
    samples = samples_in(meter_values_in([{"timestamp": MOMENT, "sampledValue": [{"value": "7"}]}]))
    connectors.metered(1, samples)
    assert connectors.get(1).status is None
    connectors.notified(5.0, AVAILABLE)
    assert connectors.get(1).readings.get(Quantity()).value == "7"
