"""What an operator's wishes become on the wire: valid, and with nothing that is not needed."""

from __future__ import annotations

from mock_csms.requests import Requests
from ocpp16 import schema


def test_a_start_names_socket_and_tag() -> None:
    payload = Requests().remote_start("APP-7f3")
    assert payload == {"connectorId": 1, "idTag": "APP-7f3"}
    assert schema.faults("RemoteStartTransaction", payload) == []


def test_a_stop_names_the_transaction_alone() -> None:
    payload = Requests().remote_stop(7)
    assert payload == {"transactionId": 7}
    assert schema.faults("RemoteStopTransaction", payload) == []
