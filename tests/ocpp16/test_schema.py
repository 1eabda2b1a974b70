"""Payload validation: schemas, formats, and what the schemas miss."""

from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocpp16 import schema
from ocpp16.actions import ALL_ACTIONS
from ocpp16.frames import ErrorCode, parse
from ocpp16.schema import faults, moments
from ocpp16.timestamps import to_seconds

BOTH = [(action, answer) for action in ALL_ACTIONS for answer in (False, True)]
MOMENT = "2026-01-05T08:00:00Z"

ZAPPI_BOOT = """[2, "322ec9f4-1cc3-4af4-8733-3542ea6741c8", "BootNotification", {
    "chargeBoxSerialNumber": "91234567", "chargePointModel": "Zappi",
    "chargePointSerialNumber": "91234567", "chargePointVendor": "Myenergi",
    "firmwareVersion": "5540", "iccid": "", "imsi": "", "meterType": "",
    "meterSerialNumber": "91234567" } ]"""
ITS_ANSWER = """[ 3, "322ec9f4-1cc3-4af4-8733-3542ea6741c8",
    { "currentTime": "2024-04-02T11:44:38Z", "interval": 30, "status": "Accepted" } ]"""


def limited(*limits: object, **more: object) -> dict[str, Any]:
    """SetChargingProfile with these limits, a period each, a minute apart."""
    periods = [{"startPeriod": i * 60, "limit": limit} for i, limit in enumerate(limits)]
    schedule = {"chargingRateUnit": "A", "chargingSchedulePeriod": periods}
    profile = {
        "chargingProfileId": 1,
        "stackLevel": 0,
        "chargingProfilePurpose": "TxDefaultProfile",
        "chargingProfileKind": "Relative",
        "chargingSchedule": {**schedule, **more},
    }
    return {"connectorId": 1, "csChargingProfiles": profile}


def messages(action: str, payload: dict[str, Any], *, answer: bool = False) -> list[str]:
    return [str(fault) for fault in faults(action, payload, answer=answer)]


@pytest.mark.parametrize(("action", "answer"), BOTH)
def test_every_action_has_a_schema_for_both_ways(action, answer):
    document = schema.schema(action, answer=answer)
    jsonschema.Draft4Validator.check_schema(document)
    assert document["additionalProperties"] is False


@pytest.mark.parametrize("action", ["", "heartbeat", "HeartbeatResponse", "../v201/Heartbeat"])
def test_an_unknown_action_has_no_schema(action):
    with pytest.raises(KeyError):
        faults(action, {})
    with pytest.raises(KeyError):
        schema.schema(action)


def test_the_boot_notification_of_the_vendors_document_is_valid():
    assert faults("BootNotification", parse(ZAPPI_BOOT).payload) == []
    assert faults("BootNotification", parse(ITS_ANSWER).payload, answer=True) == []


def test_the_old_spelling_of_the_interval_is_not():
    answer = {"status": "Accepted", "currentTime": MOMENT, "heartbeatInterval": 60}
    assert set(messages("BootNotification", answer, answer=True)) == {
        "payload: 'interval' is a required property",
        "payload: Additional properties are not allowed ('heartbeatInterval' was unexpected)",
    }


STATUS = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}

ONE_FAULT = [
    ("Authorize", {}, ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION, "payload"),
    ("Authorize", {"idTag": 7}, ErrorCode.TYPE_CONSTRAINT_VIOLATION, "idTag"),
    ("Authorize", {"idTag": "x" * 21}, ErrorCode.PROPERTY_CONSTRAINT_VIOLATION, "idTag"),
    ("Heartbeat", {"now": 1}, ErrorCode.FORMATION_VIOLATION, "payload"),
    (
        "StatusNotification",
        {**STATUS, "status": "Occupied"},
        ErrorCode.PROPERTY_CONSTRAINT_VIOLATION,
        "status",
    ),
    (
        "StatusNotification",
        {**STATUS, "connectorId": -1},
        ErrorCode.PROPERTY_CONSTRAINT_VIOLATION,
        "connectorId",
    ),
    (
        "StatusNotification",
        {**STATUS, "timestamp": "2026-01-05"},
        ErrorCode.PROPERTY_CONSTRAINT_VIOLATION,
        "timestamp",
    ),
    (
        "StartTransaction",
        {"connectorId": 0, "idTag": "a", "meterStart": 0, "timestamp": MOMENT},
        ErrorCode.PROPERTY_CONSTRAINT_VIOLATION,
        "connectorId",
    ),
    (
        "StartTransaction",
        {"connectorId": 1, "idTag": "a", "meterStart": -5, "timestamp": MOMENT},
        ErrorCode.PROPERTY_CONSTRAINT_VIOLATION,
        "meterStart",
    ),
    (
        "MeterValues",
        {"connectorId": 1, "meterValue": [{"timestamp": MOMENT, "sampledValue": []}]},
        ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION,
        "meterValue[0].sampledValue",
    ),
    (
        "StopTransaction",
        {
            "transactionId": 1,
            "meterStop": 1,
            "timestamp": MOMENT,
            "transactionData": [{"timestamp": MOMENT, "sampledValue": []}],
        },
        ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION,
        "transactionData[0].sampledValue",
    ),
    (
        "GetDiagnostics",
        {"location": "not a uri"},
        ErrorCode.PROPERTY_CONSTRAINT_VIOLATION,
        "location",
    ),
    (
        "SetChargingProfile",
        limited(),
        ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION,
        "csChargingProfiles.chargingSchedule.chargingSchedulePeriod",
    ),
    (
        "SetChargingProfile",
        limited(-1),
        ErrorCode.PROPERTY_CONSTRAINT_VIOLATION,
        "csChargingProfiles.chargingSchedule.chargingSchedulePeriod",
    ),
    (
        "SetChargingProfile",
        limited(Decimal("0.35")),
        ErrorCode.PROPERTY_CONSTRAINT_VIOLATION,
        "csChargingProfiles.chargingSchedule.chargingSchedulePeriod[0].limit",
    ),
]


@pytest.mark.parametrize(("action", "payload", "code", "path"), ONE_FAULT)
def test_a_fault_has_a_place_and_a_code(action, payload, code, path):
    assert [(fault.path, fault.code) for fault in faults(action, payload)] == [(path, code)]


def periods(*starts: int) -> dict[str, Any]:
    return limited(chargingSchedulePeriod=[{"startPeriod": start, "limit": 6} for start in starts])


@pytest.mark.parametrize(
    ("starts", "complaint"),
    [
        ((0,), None),
        ((0, 60, 90), None),
        ((30,), "must be 0"),
        ((0, 60, 60), "must be in increasing order"),
        ((0, 90, 60), "must be in increasing order"),
    ],
)
def test_periods_start_at_0_and_follow_each_other(starts, complaint):
    found = faults("SetChargingProfile", periods(*starts))
    assert [fault.message for fault in found] == ([complaint] if complaint else [])


def test_a_composite_schedule_is_held_to_the_same_as_a_profile():
    schedule = {"chargingRateUnit": "A", "chargingSchedulePeriod": []}
    answer = {"status": "Accepted", "chargingSchedule": schedule}
    assert messages("GetCompositeSchedule", answer, answer=True) == [
        "chargingSchedule.chargingSchedulePeriod: needs at least one period"
    ]


def test_an_answer_is_not_taken_for_its_request():
    answer = {"idTagInfo": {"status": "Accepted"}, "transactionId": -1}
    assert faults("StartTransaction", answer, answer=True) == []


def test_every_tenth_is_a_multiple_of_0_1():
    tenths = [Decimal(number) / 10 for number in range(641)]
    assert faults("SetChargingProfile", limited(*tenths)) == []
    assert faults("SetChargingProfile", limited(*map(float, tenths))) == []


def test_a_tenth_is_no_fault_beside_another_fault():
    payload = {**limited(Decimal("0.3"), 0.3, Decimal("6.0")), "extra": 1}
    assert messages("SetChargingProfile", payload) == [
        "payload: Additional properties are not allowed ('extra' was unexpected)"
    ]


@pytest.mark.parametrize("limit", [True, "6"])
def test_a_limit_that_is_no_number_has_the_wrong_type(limit):
    codes = [fault.code for fault in faults("SetChargingProfile", limited(limit))]
    assert codes == [ErrorCode.TYPE_CONSTRAINT_VIOLATION]


@pytest.mark.parametrize("limit", [Decimal("1E+400"), Decimal("1E-400"), 10**400])
def test_absurd_numbers_are_judged_without_a_crash(limit):
    assert len(faults("SetChargingProfile", {**limited(limit), "extra": 1})) >= 1


def test_absurd_nesting_is_judged_without_a_crash():
    deep: dict[str, Any] = {}
    for _ in range(400):
        deep = {"a": deep}
    assert [fault.path for fault in faults("Authorize", {"idTag": deep})] == ["idTag"]


@pytest.mark.parametrize("unit", ["Celsius", "Celcius"])
def test_both_spellings_of_the_temperature_are_valid(unit):
    sample = {"value": "20", "measurand": "Temperature", "unit": unit}
    values = [{"timestamp": MOMENT, "sampledValue": [sample]}]
    assert faults("MeterValues", {"connectorId": 1, "meterValue": values}) == []


@pytest.mark.parametrize("location", ["ftp://user@host/path", "https://host", "file:///x"])
def test_a_location_is_a_uri(location):
    assert faults("UpdateFirmware", {"location": location, "retrieveDate": MOMENT}) == []


def inlined(action: str, *, answer: bool) -> Any:
    """The schema of a payload with every reference replaced by what it refers to."""
    document = schema.schema(action, answer=answer)
    definitions = document.get("definitions", {})

    def without_references(part: Any) -> Any:
        if isinstance(part, list):
            return [without_references(each) for each in part]
        if not isinstance(part, dict):
            return part
        if "$ref" in part:
            return without_references(definitions[part["$ref"].rpartition("/")[2]])
        return {name: without_references(each) for name, each in part.items()}

    return without_references(document)


def complete(document: dict[str, Any]) -> Any:
    """A value that has every property of its schema."""
    match document:
        case {"enum": [first, *_]}:
            return first
        case {"type": "object", "properties": properties}:
            return {name: complete(each) for name, each in properties.items()}
        case {"type": "array", "items": items}:
            return [complete(items)]
        case {"format": "date-time"}:
            return MOMENT
        case {"format": "uri"}:
            return "ftp://host"
        case {"type": "string"}:
            return "1"
        case {"type": "boolean"}:
            return True
    return {"integer": 0, "number": 0, "object": {}}[document["type"]]


def places_of_moments(document: dict[str, Any], path: str = "") -> list[str]:
    """Where a complete value has its date-times."""
    if document.get("format") == "date-time":
        return [path]
    found = []
    for name, each in document.get("properties", {}).items():
        found += places_of_moments(each, f"{path}.{name}" if path else name)
    if "items" in document:
        found += places_of_moments(document["items"], f"{path}[0]")
    return found


@pytest.mark.parametrize(("action", "answer"), BOTH)
def test_every_date_time_of_a_schema_is_found(action, answer):
    document = inlined(action, answer=answer)
    found = [path for path, _ in moments(complete(document))]
    assert found == places_of_moments(document)


@pytest.mark.parametrize(("action", "answer"), BOTH)
def test_a_complete_payload_is_valid_but_for_the_connector(action, answer):
    document = inlined(action, answer=answer)
    found = {fault.message for fault in faults(action, complete(document), answer=answer)}
    assert found == (
        {"must be above 0"} if (action, answer) == ("StartTransaction", False) else set()
    )


JUNK = st.sampled_from([None, True, -1, 0, 3, "", "x" * 600, "Accepted", MOMENT, [], {}, [{}]])
BEYOND_SCHEMAS = ("-time'", "'uri'", "negative", "above 0", "least one", "must be", "limit")


def mutated(draw: Any, value: Any) -> Any:
    """A value with something changed, left out or added, somewhere in it."""
    if isinstance(value, dict) and value:
        name = draw(st.sampled_from([*value, "extra"]))
        change = draw(st.sampled_from(["descend", "drop", "replace"]))
        if change == "drop" or (change == "descend" and name == "extra"):
            return {key: each for key, each in value.items() if key != name}
        inner = mutated(draw, value[name]) if change == "descend" else draw(JUNK)
        return {**value, name: inner}
    if isinstance(value, list) and value and draw(st.booleans()):
        return [mutated(draw, value[0])]
    return draw(JUNK)


@st.composite
def payloads(draw: Any) -> tuple[str, bool, dict[str, Any]]:
    """An action, whether the payload is an answer's, and a complete payload, mutated or not."""
    action, answer = draw(st.sampled_from(BOTH))
    payload = complete(inlined(action, answer=answer))
    for _ in range(draw(st.integers(0, 3))):
        changed = mutated(draw, payload)
        payload = changed if isinstance(changed, dict) else payload
    return action, answer, payload


@settings(max_examples=400, deadline=None, derandomize=True)
@given(payloads())
def test_the_compiled_validator_and_jsonschema_agree(drawn):
    action, answer, payload = drawn
    opinion = jsonschema.Draft4Validator(schema.schema(action, answer=answer))
    second = {error.message[:300] for error in opinion.iter_errors(payload)}
    first = {fault.message for fault in faults(action, payload, answer=answer)}
    assert second <= first
    assert all(any(part in each for part in BEYOND_SCHEMAS) for each in first - second)


@given(
    st.from_regex(
        r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{0,10})?([Zz]|[+-]\d\d:?\d\d)?", fullmatch=True
    )
    | st.text(max_size=30)
)
def test_formats_are_ours_not_those_of_the_compiled_validator(text):
    payload = {"connectorId": 1, "idTag": "a", "meterStart": 0, "timestamp": text}
    try:
        to_seconds(text)
    except ValueError:
        assert messages("StartTransaction", payload) == [
            f"timestamp: {text!r} is not a 'date-time'"
        ]
    else:
        assert messages("StartTransaction", payload) == []


@pytest.mark.parametrize(
    ("uri", "valid"), [("ftp://x/y", True), ("no uri", False), ("a: b", False)]
)
def test_uris_are_checked_as_before(uri, valid):
    assert (faults("GetDiagnostics", {"location": uri}) == []) is valid
