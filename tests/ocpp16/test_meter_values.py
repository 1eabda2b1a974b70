"""MeterValues read in one go: never what the schema would not have, and the same content."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp16 import schema
from ocpp16.frames import MAX_TEXT, Call, parse
from ocpp16.meter_values import ACTION, read_meter_values
from ocpp16.timestamps import USUAL, is_valid

MOMENT = "2026-01-05T08:00:00.000Z"
FULL = {
    "value": "7200.5", "context": "Sample.Periodic", "format": "Raw",
    "measurand": "Power.Active.Import", "phase": "L1-N", "location": "Inlet", "unit": "W",
}  # fmt: skip


def request(**changes: Any) -> dict[str, Any]:
    """A payload with one sample in which some fields are changed, and those of None left out."""
    sample = {name: value for name, value in {**FULL, **changes}.items() if value is not None}
    return {
        "connectorId": 1,
        "transactionId": 17,
        "meterValue": [{"timestamp": MOMENT, "sampledValue": [sample]}],
    }


def call(payload: object, call_id: str = "1") -> str:
    return json.dumps([2, call_id, ACTION, payload], separators=(",", ":"), ensure_ascii=False)


def without_what_is_not_there(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_what_is_not_there(v) for k, v in value.items() if v is not None}
    return [without_what_is_not_there(v) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    "text",
    [
        call(request()),
        json.dumps([2, "1", ACTION, request()]),
        call(request(phase=None, location=None, unit=None, measurand=None)),
        call(request(value="ß\n"), "é" * 36),
        call(request() | {"transactionId": -1, "connectorId": 0}),
        call({"connectorId": 10**20, "meterValue": request()["meterValue"]}),
    ],
)
def test_what_is_usual_is_read(text):
    assert read_meter_values(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        call(request(unit="kg")),
        call(request(phase="L4")),
        call(request(value=7)),
        call(request(value=None)),
        call(request(colour="red")),
        call(request()).replace('"phase":"L1-N"', '"phase":null'),
        call(request() | {"connectorId": -1}),
        call(request() | {"connectorId": 1.0}),
        call(request() | {"connectorId": True}),
        call(request() | {"transactionId": None}),
        call(request() | {"meterValue": []}),
        call(request() | {"meterValue": [{"timestamp": MOMENT, "sampledValue": []}]}),
        call(request()).replace(MOMENT, "2026-02-30T08:00:00Z"),
        call(request()).replace(MOMENT, "2026-01-05 08:00:00Z"),
        call(request()).replace(MOMENT, MOMENT + "\\n"),
        call(request(), "x" * 37),
        call(request(), 'a"b'),
        call(request())[:-1] + ",1]",
        call(request()) + "]",
        call(request(value="\ud800")),
        call(request(value="x" * MAX_TEXT)),
        call({}),
        call(None),
        '[2,"1","Heartbeat",{}]',
        '[3,"1",{}]',
        '[2,"1","MeterValues",',
    ],
)
def test_what_is_not_valid_or_not_usual_is_left_to_others(text):
    assert read_meter_values(text) is None


ODD = st.sampled_from(
    [None, 0, -1, 1.0, True, "", "Wh", "kWh", "L1", "Outlet", "Celcius", "Celsius", "Raw", [], {}]
)
SAMPLES = st.dictionaries(st.sampled_from([*FULL, "colour"]), ODD, max_size=2).map(FULL.__or__)
MOMENTS = st.from_regex(USUAL.removeprefix("^"), fullmatch=True) | st.sampled_from(
    ["", MOMENT, "2024-02-29T00:00:00Z", "2026-02-29T00:00:00Z", "2026-04-31T00:00:00Z", 7]
)
VALUES = st.fixed_dictionaries(
    {"timestamp": MOMENTS, "sampledValue": st.lists(SAMPLES, max_size=2)},
    optional={"colour": ODD},
)
PAYLOADS = st.fixed_dictionaries(
    {"connectorId": st.integers(-1, 2) | ODD, "meterValue": st.lists(VALUES, max_size=2)},
    optional={"transactionId": st.integers() | ODD, "colour": ODD},
)


@given(PAYLOADS, st.text(max_size=38))
def test_what_is_read_is_valid_and_has_the_same_content(payload, call_id):
    text = call(payload, call_id)
    found = read_meter_values(text)
    if found is None:
        return
    frame = parse(text)
    assert isinstance(frame, Call)
    assert (found.id, found.action) == (frame.id, frame.action)
    assert schema.faults(ACTION, frame.payload) == []
    assert without_what_is_not_there(msgspec.to_builtins(found.content)) == frame.payload


@given(st.from_regex(USUAL.removeprefix("^"), fullmatch=True))
def test_a_usual_moment_is_a_valid_one(text):
    assert is_valid(text)
