"""What the central system learns from what crosses its connections."""

import json
from typing import Any

import pytest

from mock_csms.access import Handshake
from mock_csms.central_system import CentralSystem
from mock_csms.charge_points import ChargePoint
from mock_csms.connection import Connection
from mock_csms.domain.learning import _FROM_ANSWERS, _FROM_REQUESTS
from mock_csms.domain.tags import Tags
from mock_csms.own_call import OwnCall
from mock_csms.responses import Fault, Refusal, Silence
from ocpp16.actions import Role, may_start

NOW, MOMENT, LATER = 1_767_600_000.0, "2026-01-05T08:00:00.000Z", "2026-01-05T09:00:00Z"
START = {"connectorId": 1, "idTag": "04A1", "meterStart": 1000, "timestamp": MOMENT}
STOP = {"transactionId": 1, "meterStop": 3500, "timestamp": LATER, "reason": "Remote"}
BOOT = {"chargePointVendor": "Myenergi", "chargePointModel": "Zappi"}
AVAILABLE = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
SAMPLE = {"timestamp": LATER, "sampledValue": [{"value": "2000"}]}
RESERVE = {"reservationId": 7, "connectorId": 1, "idTag": "04A1", "expiryDate": LATER}
PROFILE = {
    "chargingProfileId": 1,
    "stackLevel": 0,
    "chargingProfilePurpose": "TxProfile",
    "chargingProfileKind": "Relative",
    "chargingSchedule": {
        "chargingRateUnit": "A",
        "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 6}],
    },
}
HASH = {
    "hashAlgorithm": "SHA256",
    "issuerNameHash": "a",
    "issuerKeyHash": "b",
    "serialNumber": "1",
}
USE = "ManufacturerRootCertificate"


class Desk:
    """A central system and connections of charge points, played by hand."""

    def __init__(self) -> None:
        self.system = CentralSystem()
        self._connections: dict[str, Connection] = {}
        self._calls = 0

    def known(self, identity: str = "CP1") -> ChargePoint:
        return self.system.charge_point(identity)

    def connection(self, identity: str) -> Connection:
        if identity not in self._connections:
            made = self.system.handshake(NOW, Handshake(identity, f"/{identity}"))
            assert isinstance(made, Connection)
            made.connected(NOW)
            self._connections[identity] = made
        return self._connections[identity]

    def tell(self, action: str, payload: Any, identity: str = "CP1") -> Any:
        """The charge point asks; the payload or the code of the answer, None without one."""
        self._calls += 1
        connection = self.connection(identity)
        connection.receive(NOW, json.dumps([2, f"cp-{self._calls}", action, payload]))
        answers = [json.loads(str(text)) for text in connection.outgoing()]
        return answers[0][2] if answers else None

    def ask(self, action: str, payload: Any, answer: Any, identity: str = "CP1") -> OwnCall:
        """The central system asks, and is answered with this payload, or with this error code."""
        connection = self.connection(identity)
        own = self.system.call(NOW, identity, action, payload)
        (text,) = connection.outgoing()
        number = json.loads(str(text))[1]
        frame = [4, number, answer, "", {}] if isinstance(answer, str) else [3, number, answer]
        connection.receive(NOW, json.dumps(frame))
        return own


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_what_is_learned_from_is_sent_by_the_right_end():
    assert all(may_start(Role.CHARGE_POINT, action) for action in _FROM_REQUESTS)
    assert all(may_start(Role.CENTRAL_SYSTEM, action) for action in _FROM_ANSWERS)


def test_a_transaction_is_followed_from_start_to_stop(desk):
    assert desk.tell("StartTransaction", START)["transactionId"] == 1
    (begun,) = desk.system.transactions.running("CP1")
    values = {"connectorId": 1, "transactionId": 1, "meterValue": [SAMPLE]}
    desk.tell("MeterValues", values)
    assert [reading.value for reading in begun.readings.all().values()] == ["2000"]
    desk.tell("StopTransaction", STOP)
    assert (begun.running, begun.energy, begun.reason) == (False, 2500, "Remote")


def test_a_start_after_a_lost_answer_is_the_same_transaction(desk):
    first = desk.tell("StartTransaction", START)
    assert desk.tell("StartTransaction", START) == first
    assert desk.tell("StartTransaction", START, "CP2")["transactionId"] == 2
    assert len(desk.system.transactions.running()) == 2


def test_a_start_that_was_not_answered_is_no_transaction_yet(desk):
    for response in (Silence(), Refusal(), Fault("no-answer"), Fault("truncated")):
        desk.system.on("StartTransaction").once().respond(response)
        connection = desk.connection("CP1")
        connection.receive(NOW, json.dumps([2, "lost", "StartTransaction", START]))
        connection.outgoing()
        assert desk.system.transactions.running() == []
    assert desk.tell("StartTransaction", START)["transactionId"] == 1


def test_what_a_script_says_is_what_counts(desk):
    desk.system.on("StartTransaction").once().answer(transactionId=77)
    desk.tell("StartTransaction", START)
    assert [each.id for each in desk.system.transactions.running()] == [77]
    assert desk.tell("StartTransaction", START)["transactionId"] == 77


@pytest.mark.parametrize("answer", [{"transactionId": "x"}, {"transactionId": None}, {}])
def test_a_script_without_an_id_teaches_nothing(desk, answer):
    desk.system.on("StartTransaction").answer_exactly(answer)
    desk.tell("StartTransaction", START)
    assert desk.system.transactions.running() == []


def test_a_script_may_say_nothing_of_the_tag(desk):
    desk.system.on("StartTransaction").answer(idTagInfo="x")
    desk.tell("StartTransaction", START)
    assert [each.standing for each in desk.system.transactions.running()] == [""]


def test_a_tag_may_run_only_so_many_transactions(desk):
    desk.system.tags.concurrent = 1
    info = {"idTag": "04A1"}
    statuses = [
        desk.tell("StartTransaction", START, identity)["idTagInfo"]["status"]
        for identity in ("CP1", "CP1", "CP2")
    ]
    assert statuses == ["Accepted", "Accepted", "ConcurrentTx"]
    assert desk.tell("Authorize", info, "CP2")["idTagInfo"]["status"] == "Accepted"
    desk.tell("StopTransaction", STOP)
    again = {**START, "timestamp": LATER}
    assert desk.tell("StartTransaction", again, "CP2")["idTagInfo"]["status"] == "Accepted"


def test_a_tag_may_be_allowed_more_and_a_blocked_one_stays_blocked(desk):
    desk.system.answers.tags = Tags({"04B2": "Blocked"}, concurrent=1)
    desk.system.tags.put("04A1", concurrent=2)
    starts = [(tag, number) for tag in ("04A1", "04B2") for number in (1, 2, 3)]
    statuses = [
        desk.tell("StartTransaction", {**START, "idTag": tag}, f"CP{number}")["idTagInfo"]["status"]
        for tag, number in starts
    ]
    assert statuses == ["Accepted", "Accepted", "ConcurrentTx", "Blocked", "Blocked", "Blocked"]


def test_who_is_blocked_meanwhile_is_told_that_first(desk):
    desk.system.tags.concurrent = 1
    desk.tell("StartTransaction", START)
    desk.system.tags.put("04A1", "Blocked")
    status = desk.tell("StartTransaction", START, "CP2")["idTagInfo"]["status"]
    assert status == "Blocked"


def test_without_a_limit_nothing_is_concurrent(desk):
    for identity in ("CP1", "CP2", "CP3"):
        status = desk.tell("StartTransaction", START, identity)["idTagInfo"]["status"]
        assert status == "Accepted"


def test_an_expired_tag_is_told_so(desk):
    desk.system.tags.put("04A1", expiry=NOW, parent="FLEET")
    expired = {"status": "Expired", "expiryDate": MOMENT, "parentIdTag": "FLEET"}
    assert desk.tell("Authorize", {"idTag": "04a1"}) == {"idTagInfo": expired}
    assert desk.tell("StartTransaction", START)["idTagInfo"] == expired
    assert desk.tell("StopTransaction", {**STOP, "idTag": "04A1"}) == {"idTagInfo": expired}


def test_connectors_show_their_status_and_readings(desk):
    desk.tell("StatusNotification", AVAILABLE)
    desk.tell("MeterValues", {"connectorId": 1, "meterValue": [SAMPLE]})
    (connector,) = desk.known().connectors.all()
    assert connector.status == "Available"
    assert [each.value for each in connector.readings.all().values()] == ["2000"]


def test_a_configuration_is_shadowed_until_and_over_a_reboot(desk):
    entry = {"key": "ResetRetries", "readonly": False, "value": "1"}
    desk.ask("GetConfiguration", {}, {"configurationKey": [entry]})
    change = {"key": "ResetRetries", "value": "3"}
    desk.ask("ChangeConfiguration", change, {"status": "RebootRequired"})
    key = desk.known().configuration.get("ResetRetries")
    assert (key.value, key.pending) == ("1", "3")
    desk.tell("BootNotification", BOOT)
    assert (key.value, key.pending) == ("3", None)
    assert desk.known("CP2").configuration.get("ResetRetries") is None


@pytest.mark.parametrize("way", ["used", "cancelled", "unusable"])
def test_a_reservation_ends(desk, way):
    desk.ask("ReserveNow", RESERVE, {"status": "Occupied"})
    assert desk.known().reservations.standing(NOW) == []
    desk.ask("ReserveNow", RESERVE, {"status": "Accepted"})
    assert [each.id for each in desk.known().reservations.standing(NOW)] == [7]
    if way == "used":
        desk.tell("StartTransaction", {**START, "reservationId": 7})
    elif way == "cancelled":
        desk.ask("CancelReservation", {"reservationId": 7}, {"status": "Rejected"})
        assert len(desk.known().reservations.standing(NOW)) == 1
        desk.ask("CancelReservation", {"reservationId": 7}, {"status": "Accepted"})
    else:
        desk.tell("StatusNotification", {**AVAILABLE, "status": "Unavailable"})
    assert desk.known().reservations.standing(NOW) == []


def test_a_local_list_is_shadowed(desk):
    entry = {"idTag": "04A1", "idTagInfo": {"status": "Accepted"}}
    sent = {"listVersion": 3, "updateType": "Full", "localAuthorizationList": [entry]}
    desk.ask("SendLocalList", sent, {"status": "Failed"})
    assert desk.known().local_list.version is None
    desk.ask("SendLocalList", sent, {"status": "Accepted"})
    assert desk.known().local_list.entries == [entry]
    desk.ask("GetLocalListVersion", {}, {"listVersion": 5})
    assert (desk.known().local_list.version, desk.known().local_list.entries) == (5, None)
    desk.ask("SendLocalList", sent, {"status": "NotSupported"})
    assert desk.known().local_list.version == -1


def profiles(desk: Desk) -> list[tuple[int, int | None]]:
    return [(each.id, each.transaction) for each in desk.known().charging_profiles.installed]


def test_profiles_are_shadowed(desk):
    sent = {"connectorId": 1, "csChargingProfiles": PROFILE}
    desk.tell("StartTransaction", START)
    desk.ask("SetChargingProfile", sent, {"status": "Rejected"})
    assert profiles(desk) == []
    desk.ask("SetChargingProfile", sent, {"status": "Accepted"})
    assert profiles(desk) == [(1, 1)]
    desk.ask("ClearChargingProfile", {"id": 1}, {"status": "Unknown"})
    assert profiles(desk) == [(1, 1)]
    desk.ask("ClearChargingProfile", {"id": 1}, {"status": "Accepted"})
    assert profiles(desk) == []


def test_a_transaction_takes_its_profiles_along(desk):
    desk.tell("StartTransaction", START)
    sent = {"connectorId": 1, "csChargingProfiles": PROFILE}
    desk.ask("SetChargingProfile", sent, {"status": "Accepted"})
    desk.tell("StopTransaction", STOP)
    assert profiles(desk) == []


def test_a_remote_start_may_bring_a_profile(desk):
    request = {"idTag": "04A1", "connectorId": 1, "chargingProfile": PROFILE}
    desk.ask("RemoteStartTransaction", request, {"status": "Rejected"})
    desk.tell("StartTransaction", START)
    assert profiles(desk) == []
    desk.ask("RemoteStartTransaction", request, {"status": "Accepted"})
    desk.tell("StartTransaction", {**START, "timestamp": LATER})
    assert profiles(desk) == [(1, 2)]


def test_the_composite_schedule_to_expect_is_known(desk):
    desk.tell("StartTransaction", START)
    sent = {"connectorId": 1, "csChargingProfiles": PROFILE}
    desk.ask("SetChargingProfile", sent, {"status": "Accepted"})
    for connector, limit in ((1, 6.0), (2, 32.0)):
        assert desk.system.composite_schedule(NOW, "CP1", connector, 60) == {
            "duration": 60,
            "chargingRateUnit": "A",
            "chargingSchedulePeriod": [{"startPeriod": 0, "limit": limit}],
        }


@pytest.mark.parametrize(
    "outcome", [{"status": "Perhaps"}, {"configurationKey": 7}, "GenericError"]
)
def test_what_is_no_proper_answer_teaches_nothing(desk, outcome):
    before = repr(desk.known().configuration.get("ResetRetries"))
    change = {"key": "ResetRetries", "value": "3"}
    for action, request in (("ChangeConfiguration", change), ("GetConfiguration", {})):
        desk.ask(action, request, outcome)
    assert repr(desk.known().configuration.get("ResetRetries")) == before == "None"


def test_an_improper_request_that_was_accepted_teaches_nothing(desk):
    sent = {"connectorId": 1, "csChargingProfiles": {"chargingProfileId": 1}}
    desk.ask("SetChargingProfile", sent, {"status": "Accepted"})
    assert profiles(desk) == []


def test_who_asked_finds_the_knowledge_when_the_answer_is_there(desk):
    seen = []

    def look(_now: float, _outcome: object) -> None:
        seen.append(len(desk.known().configuration))

    connection = desk.connection("CP1")
    desk.system.call(NOW, "CP1", "GetConfiguration", {}, look)
    number = json.loads(str(connection.outgoing()[0]))[1]
    connection.receive(NOW, json.dumps([3, number, {"unknownKey": ["Bogus"]}]))
    assert seen == [1]


# the extension of the white paper --------------------------------------------------------------------


def test_security_messages_are_answered_and_kept(desk):
    event = {"type": "TamperDetectionActivated", "timestamp": MOMENT}
    assert desk.tell("SecurityEventNotification", event) == {}
    assert desk.tell("SignCertificate", {"csr": "PEM"}) == {"status": "Accepted"}
    security = desk.known().security
    assert [each.type for each in security.events] == ["TamperDetectionActivated"]
    assert security.signing_request == "PEM"
    signed = {"certificateChain": "PEM"}
    desk.ask("CertificateSigned", signed, {"status": "Rejected"})
    assert security.signing_request == "PEM"
    desk.ask("CertificateSigned", signed, {"status": "Accepted"})
    assert security.signing_request is None


def test_certificates_are_shadowed(desk):
    answer = {"status": "Accepted", "certificateHashData": [HASH]}
    desk.ask("GetInstalledCertificateIds", {"certificateType": USE}, answer)
    delete = {"certificateHashData": HASH}
    desk.ask("DeleteCertificate", delete, {"status": "Failed"})
    assert desk.known().security.certificates == {USE: [HASH]}
    desk.ask("DeleteCertificate", delete, {"status": "Accepted"})
    assert desk.known().security.certificates == {USE: []}


@pytest.mark.parametrize(
    "action",
    [
        "DiagnosticsStatusNotification",
        "FirmwareStatusNotification",
        "LogStatusNotification",
        "SignedFirmwareStatusNotification",
    ],
)
def test_progress_is_kept_by_its_action(desk, action):
    assert desk.tell(action, {"status": "Idle"}) == {}
    assert desk.known().progress == {action: "Idle"}


def test_an_improper_security_message_is_refused(desk):
    assert desk.tell("SecurityEventNotification", {}) == "OccurenceConstraintViolation"
    assert desk.tell("GetLog", {}) == "NotSupported"
    assert list(desk.known().security.events) == []
