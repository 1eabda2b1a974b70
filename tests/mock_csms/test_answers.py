"""Polite answers to everything a charge point may ask."""

import pytest

from mock_csms.answers import Answers
from mock_csms.charge_points import ChargePoint
from mock_csms.domain.tags import Tags
from ocpp16.actions import ALL_ACTIONS, Role, may_start
from ocpp16.frames import Payload
from ocpp16.schema import faults

NOW, MOMENT = 1_767_600_000.0, "2026-01-05T08:00:00.000Z"
SAMPLE = {"timestamp": MOMENT, "sampledValue": [{"value": "1"}]}
START = {"connectorId": 1, "idTag": "04A1", "meterStart": 1000, "timestamp": MOMENT}
STOP = {"transactionId": 1, "meterStop": 2000, "timestamp": MOMENT}

REQUESTS: dict[str, Payload] = {
    "Authorize": {"idTag": "04A1"},
    "BootNotification": {"chargePointVendor": "Myenergi", "chargePointModel": "Zappi"},
    "DataTransfer": {"vendorId": "com.example"},
    "DiagnosticsStatusNotification": {"status": "Idle"},
    "FirmwareStatusNotification": {"status": "Idle"},
    "Heartbeat": {},
    "LogStatusNotification": {"status": "Uploading", "requestId": 1},
    "MeterValues": {"connectorId": 1, "meterValue": [SAMPLE]},
    "SecurityEventNotification": {"type": "FirmwareUpdated", "timestamp": MOMENT},
    "SignCertificate": {"csr": "-----BEGIN CERTIFICATE REQUEST-----"},
    "SignedFirmwareStatusNotification": {"status": "SignatureVerified"},
    "StartTransaction": START,
    "StatusNotification": {"connectorId": 1, "errorCode": "NoError", "status": "Available"},
    "StopTransaction": STOP,
}


def answer(action: str, request: Payload, answers: Answers | None = None) -> Payload:
    return (answers or Answers()).to(action, NOW, ChargePoint("CP1"), request)


def test_the_requests_are_all_that_charge_points_start():
    assert set(REQUESTS) == {each for each in ALL_ACTIONS if may_start(Role.CHARGE_POINT, each)}


@pytest.mark.parametrize(("action", "request_"), REQUESTS.items(), ids=REQUESTS)
def test_a_valid_request_gets_a_valid_answer(action, request_):
    assert faults(action, request_) == []
    assert faults(action, answer(action, request_), answer=True) == []


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("Authorize", {"idTagInfo": {"status": "Accepted"}}),
        ("BootNotification", {"status": "Accepted", "currentTime": MOMENT, "interval": 300}),
        ("DataTransfer", {"status": "UnknownVendorId"}),
        ("Heartbeat", {"currentTime": MOMENT}),
        ("StartTransaction", {"idTagInfo": {"status": "Accepted"}, "transactionId": 1}),
        ("StopTransaction", {}),
        ("MeterValues", {}),
        ("StatusNotification", {}),
        ("FirmwareStatusNotification", {}),
        ("SignCertificate", {"status": "Accepted"}),
        ("SecurityEventNotification", {}),
        ("LogStatusNotification", {}),
        ("SignedFirmwareStatusNotification", {}),
        ("DiagnosticsStatusNotification", {}),
    ],
)
def test_the_answer_is_friendly(action, expected):
    assert answer(action, REQUESTS[action]) == expected


@pytest.mark.parametrize("action", ["RemoteStartTransaction", "Nonsense"])
def test_what_no_charge_point_starts_has_no_answer(action):
    with pytest.raises(KeyError):
        answer(action, {})


def test_the_heartbeat_interval_can_be_chosen():
    answers = Answers(heartbeat_interval=15)
    assert answer("BootNotification", REQUESTS["BootNotification"], answers)["interval"] == 15


def test_a_listed_tag_has_its_status_in_any_case():
    answers = Answers(tags=Tags({"04a1B2": "Blocked"}))
    for tag in ("04a1B2", "04A1B2", "04a1b2"):
        assert answers.id_tag_info(NOW, tag) == {"status": "Blocked"}
    assert answers.id_tag_info(NOW, "04A1") == {"status": "Accepted"}


def test_a_blocked_tag_is_told_so_wherever_it_appears():
    answers = Answers(tags=Tags({"04A1": "Blocked"}))
    for action, request in (
        ("Authorize", {"idTag": "04A1"}),
        ("StartTransaction", START),
        ("StopTransaction", {**STOP, "idTag": "04A1"}),
    ):
        assert answer(action, request, answers)["idTagInfo"] == {"status": "Blocked"}


def test_even_a_blocked_tag_gets_a_transaction_id():
    response = answer("StartTransaction", START, Answers(tags=Tags({"04A1": "Blocked"})))
    assert response["transactionId"] == 1
    assert faults("StartTransaction", response, answer=True) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("connectorId", 2),
        ("idTag", "04B2"),
        ("meterStart", 1001),
        ("timestamp", "2026-01-05T08:00:01Z"),
    ],
)
def test_another_start_is_another_transaction(field, value):
    answers = Answers()
    assert answer("StartTransaction", START, answers)["transactionId"] == 1
    assert answer("StartTransaction", {**START, field: value}, answers)["transactionId"] == 2


def test_a_repeated_start_is_the_same_transaction():
    answers = Answers()
    first = answer("StartTransaction", START, answers)
    answer("StartTransaction", {**START, "meterStart": 5}, answers)
    assert answer("StartTransaction", dict(START), answers) == first


def test_the_same_start_of_another_charge_point_is_another_transaction():
    answers = Answers()
    assert answers.transactions.id_for("CP1", START) != answers.transactions.id_for("CP2", START)
