"""Sessions and readings of a stand-in: what goes out, and what its answers are compared with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conformance import profile
from conformance.benches import OwnBench
from conformance.judgement import Inconclusive
from conformance.plan import Plan
from conformance.testbed import TestBed
from ocpp16.timestamps import to_text
from steps import _words
from steps import stand_in_sessions as sessions
from steps.stand_in import register, say

FIELDS = ["field", "value"]


@pytest.fixture
def bed() -> Iterator[TestBed]:
    with OwnBench(profile.load("zappi"), Plan()).open() as made:
        register(made, "the")
        yield made


def test_a_session_is_begun_with_what_is_usual(bed: TestBed) -> None:
    assert sessions.begin(bed, "the", None).payload == {
        "connectorId": 1,
        "idTag": "VALID-1",
        "meterStart": 0,
        "timestamp": to_text(bed.carrier.now),
    }


def test_a_table_changes_what_is_usual_and_leaves_out(bed: TestBed) -> None:
    table = [FIELDS, ["connectorId", "2"], ["timestamp", "-60 s"], ["idTag", "(absent)"]]
    payload = sessions.begin(bed, "the", table).payload
    assert payload["connectorId"] == 2
    assert payload["timestamp"] == to_text(bed.carrier.now - 60)
    assert "idTag" not in payload


def test_the_register_goes_on_from_session_to_session(bed: TestBed) -> None:
    registers = []
    for _ in range(2):
        registers.append(sessions.begin(bed, "the", None).payload["meterStart"])
        sessions.end(bed, "the", None, [])
        assert bed.last_call is not None
        registers.append(bed.last_call.payload["meterStop"])  # type: ignore[attr-defined]
    assert registers == [0, 1000, 1000, 2000]


def test_the_latest_session_is_ended_unless_another_is_named(bed: TestBed) -> None:
    sessions.begin(bed, "the", None)
    sessions.end(bed, "the", None, [])
    sessions.end(bed, "the", [FIELDS, ["transactionId", "-1"]], [])
    ends = [e.payload["transactionId"] for e in bed.journal.requests_sent("StopTransaction")]
    assert ends == [1, -1]


def test_a_session_that_nobody_numbered_cannot_be_ended(bed: TestBed) -> None:
    with pytest.raises(Inconclusive):
        sessions.end(bed, "the", None, [])


def test_readings_of_one_moment_are_one_meter_value(bed: TestBed) -> None:
    rows = [
        {"value": "1", "moment": "-60 s"},
        {"value": "2", "unit": "kWh"},
        {"value": "a(3 characters)"},
    ]
    assert sessions.meter_values(bed, rows) == [
        {"timestamp": to_text(bed.carrier.now - 60), "sampledValue": [{"value": "1"}]},
        {
            "timestamp": to_text(bed.carrier.now),
            "sampledValue": [{"value": "2", "unit": "kWh"}, {"value": "axx"}],
        },
    ]


def test_many_readings_are_a_second_apart_and_end_now(bed: TestBed) -> None:
    made = sessions.meter_values(bed, [{"value": "1"}], 3)
    now = bed.carrier.now
    assert [m["timestamp"] for m in made] == [to_text(now - back) for back in (2, 1, 0)]


# answers that are compared ---------------------------------------------------------------------------


def test_an_answer_is_like_the_one_before_or_unlike_all(bed: TestBed) -> None:
    for _ in range(3):
        sessions.begin(bed, "the", None)
    names = [FIELDS, ["transactionId", "(as before)"]]
    assert _words.fields(bed, names) == {"transactionId": "2"}
    names[1][1] = "(unlike before)"
    assert _words.fields(bed, names) == {"transactionId": "≠ 1, 2"}


@pytest.mark.parametrize("action", ["Heartbeat", "StartTransaction"])
def test_without_an_answer_before_there_is_nothing_to_compare(bed: TestBed, action: str) -> None:
    say(bed, "the", "Heartbeat", {})
    if action == "StartTransaction":
        sessions.begin(bed, "the", None)
    with pytest.raises(Inconclusive, match="no earlier answer holds transactionId"):
        _words.fields(bed, [FIELDS, ["transactionId", "(as before)"]])


def test_a_positive_number_is_at_least_one(bed: TestBed) -> None:
    assert _words.fields(bed, [FIELDS, ["transactionId", "(positive)"]]) == {"transactionId": "≥ 1"}
