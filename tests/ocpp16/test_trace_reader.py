import json
from typing import Any

import pytest

from ocpp16 import trace_reader
from ocpp16.journal import FrameEntry, Opened
from ocpp16.trace_reader import TraceError, bounded_lines, read_trace

GOOD: dict[str, Any] = {
    "schemaVersion": "1.1",
    "timestamp": "2026-01-05T08:00:00Z",
    "transport": "json",
    "chargePointId": "CP1",
    "direction": "cp-to-csms",
    "messageType": "CALL",
    "messageId": "1",
    "action": "MeterValues",
    "payload": {"limit": 0.3},
    "raw": '[2,"1","MeterValues",{"limit":0.30}]',
}
CLOSED = {"event": "closed", "code": 1000, "by": "charge-point", "connection": 1}


def line(**changed: Any) -> str:
    row = {**GOOD, **changed}
    return json.dumps({name: value for name, value in row.items() if value != "left out"})


def frames_of(*lines: str) -> list[FrameEntry]:
    (recording,) = read_trace(lines).recordings.values()
    return [entry for entry in recording.journal.entries if isinstance(entry, FrameEntry)]


def test_a_good_line() -> None:
    (entry,) = frames_of("\ufeff" + line(unknown=1), "\n", "  ")
    assert (entry.text, entry.identity) == (GOOD["raw"], "CP1")
    assert entry.at == 1_767_600_000.0


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("{", r"line 2 is not JSON .*one JSON object a line"),
        ("[" * 100_000, r"line 2 is not JSON"),
        ("[]", r"line 2 is no JSON object"),
        (line(schemaVersion="2.0"), r"line 2: schemaVersion is '2.0'; versions 1.x .* \"1.1\""),
        (line(schemaVersion=1.1), r"line 2: schemaVersion is"),
        (line(schemaVersion="left out"), r"line 2: schemaVersion is None"),
        (line(transport="soap"), r"line 2: transport is 'soap'; only 'json'"),
        (line(ocppVersion="2.0.1"), r"line 2: ocppVersion is '2.0.1'; only '1.6'"),
        (line(direction="up"), r"line 2: direction is 'up', must be 'cp-to-csms' or 'csms-to-cp'"),
        (line(direction="left out"), r"line 2: direction is None"),
        (line(direction={}), r"line 2: direction is {}"),
        (line(timestamp="yesterday"), r"line 2: timestamp is 'yesterday'; write a moment as"),
        (line(timestamp=7), r"line 2: timestamp is 7"),
        (line(timestamp="left out"), r"line 2: timestamp is None"),
        (line(timestamp="2026-13-05T08:00:00Z"), r"line 2: timestamp is"),
        (line(chargePointId=7), r"line 2: chargePointId is 7, must be a text"),
        (line(meta=[1]), r"line 2: meta is no object"),
        (line(raw=[2]), r"line 2: raw is no text"),
        (line(messageId="2"), r"line 2: messageId is '2', but raw says '1'; correct it"),
        (line(messageType="CALLRESULT"), r"line 2: messageType is 'CALLRESULT', but raw says 'CALL'"),
        (line(action="Heartbeat"), r"line 2: action is 'Heartbeat', but raw says 'MeterValues'"),
        (line(payload={"limit": 1}), r"line 2: payload is .* but raw says"),
        (line(raw="[2"), r"line 2: messageType is 'CALL', but raw says None"),
        (line(raw="left out", messageId="left out"), r"line 2: messageId is None, must be a text"),
        (line(raw="left out", messageType="CALLS"), r"line 2: messageType is 'CALLS' and there is no"),
        (line(raw="left out", action="left out"), r"line 2: a CALL without raw lacks .*'action'"),
        (line(raw="left out", payload=[1]), r"line 2: a CALL without raw lacks .*\[1\] is no object"),
        (line(raw="left out", messageType=None, meta=CLOSED | {"by": "me"}), r"line 2: the event"),
        (line(raw="left out", messageType=None, meta={"event": "closed"}), r"line 2: .*'code'"),
        (line(raw="left out", messageType=None), r"line 2: messageType is None and there is no raw"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named_with_its_remedy(bad: str, problem: str) -> None:
    with pytest.raises(TraceError, match=problem):
        read_trace([line(), bad])


def test_a_line_that_never_ends_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace_reader, "LONGEST_LINE", 100)
    asked: list[int] = []

    def read_line(limit: int) -> str:
        asked.append(limit)
        return "x" * limit

    with pytest.raises(TraceError, match="line 1 is longer than 100 characters"):
        read_trace(bounded_lines(read_line))
    assert asked == [102]


@pytest.mark.parametrize(
    ("row", "raw"),
    [
        ({}, '[2,"1","MeterValues",{"limit":0.3}]'),
        ({"messageType": "CALLRESULT"}, '[3,"1",{"limit":0.3}]'),
        ({"messageType": "CALLRESULT", "payload": None}, '[3,"1",{}]'),
        (
            {"messageType": "CALLERROR", "error": {"code": "X", "description": "y"}},
            '[4,"1","X","y",{}]',
        ),
    ],
)
def test_a_frame_without_raw_is_put_together_from_its_fields(row: dict[str, Any], raw: str) -> None:
    (entry,) = frames_of(line(**{"raw": "left out"} | row))
    assert entry.text == raw


def test_the_action_of_an_answer_is_not_in_its_raw_text() -> None:
    answer = {"messageType": "CALLRESULT", "raw": '[3,"1",{}]', "payload": {}}
    assert len(frames_of(line(**answer, action="MeterValues"))) == 1


def test_charge_points_are_kept_apart_and_connections_numbered_as_they_open() -> None:
    opened = {"raw": "left out", "messageType": None}
    trace = read_trace(
        [
            line(**opened, meta={"event": "opened", "connection": 5, "path": "/x"}),
            line(meta={"connection": 5}),
            line(chargePointId="CP2"),
            line(**opened, meta={"event": "opened", "connection": 9, "path": "/x"}),
            line(meta={"connection": 9}),
            line(),
            line(meta={"connection": 3}),
            line(**opened, meta=CLOSED | {"connection": 9}),
        ]
    )
    first, second = trace.recordings["CP1"].journal, trace.recordings["CP2"].journal
    assert [entry.connection for entry in first.entries] == [1, 1, 2, 2, 2, -3, 2]
    assert [type(entry) is Opened for entry in first.entries].count(True) == 2
    assert len(second.entries) == 1
    assert trace.recordings["CP1"].line_of(first.entries[2]) == 4


def test_an_empty_trace_holds_no_frame() -> None:
    assert read_trace([]).frame_count == 0
