import json
from typing import Any

import pytest

from ocpp16.actions import Role
from ocpp16.journal import Direction, Entry, Journal, Noted
from ocpp16.redaction import Redactor
from ocpp16.trace_format import TraceWriter
from ocpp16.trace_reader import read_trace

UP, DOWN = Direction.TO_CENTRAL_SYSTEM, Direction.TO_CHARGE_POINT
START = 1_767_600_000.0


def lines_of(journal: Journal, redactor: Redactor | None = None) -> list[str]:
    writer = TraceWriter(redactor)
    return [writer.first_line(START), *map(writer.line, journal.entries)]


def rows_of(journal: Journal, redactor: Redactor | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines_of(journal, redactor)[1:]]


def one(direction: Direction, text: str, **options: bool) -> Journal:
    journal = Journal()
    journal.frame(START + 1.2345, "CP1", 1, direction, text, **options)
    return journal


def a_session() -> Journal:
    journal = Journal()
    number = journal.opened(START, "CP1", "/ocpp/CP1", ("ocpp1.6",), "Basic", secure=True)
    for at, direction, text in [
        (1, UP, '[2,"a","Authorize",{"idTag":"SEKRET"}]'),
        (2, DOWN, '[3,"a",{"idTagInfo":{"status":"Accepted"}}]'),
        (3, DOWN, '[2,"b","UnlockConnector",{"connectorId":1}]'),
        (4, UP, '[4,"b","InternalError","no",{"x":0.1}]'),
        (5, UP, "[2,"),
    ]:
        journal.frame(START + at, "CP1", number, direction, text)
    journal.observed(START + 6, "CP1", "screen", "dark")
    journal.injected(START + 6.5, "CP1", number, "drop", action="Heartbeat", number=3)
    journal.closed(START + 7, "CP1", number, 1001, Role.CENTRAL_SYSTEM)
    journal.turned_away(START + 8, "CP1", "/ocpp/CP1", 503)
    return journal


def test_a_call_and_its_answer() -> None:
    journal = one(UP, '[2, "a","StatusNotification",{"connectorId":2}]')
    journal.frame(START + 2, "CP1", 1, DOWN, '[3,"a",{}]')
    call, answer = rows_of(journal)
    assert call == {
        "schemaVersion": "1.1",
        "timestamp": "2026-01-05T08:00:01.234Z",
        "ocppVersion": "1.6",
        "transport": "json",
        "chargePointId": "CP1",
        "connectorId": 2,
        "direction": "cp-to-csms",
        "messageType": "CALL",
        "messageId": "a",
        "action": "StatusNotification",
        "payload": {"connectorId": 2},
        "raw": '[2, "a","StatusNotification",{"connectorId":2}]',
        "meta": {"connection": 1},
    }
    assert (answer["messageType"], answer["direction"]) == ("CALLRESULT", "csms-to-cp")
    assert (answer["action"], answer["connectorId"]) == ("StatusNotification", 2)


def test_an_answer_to_nothing_has_no_action() -> None:
    (row,) = rows_of(one(UP, '[3,"a",{}]'))
    assert "action" not in row


def test_ids_live_only_as_long_as_their_connection() -> None:
    journal = one(UP, '[2,"a","Heartbeat",{}]')
    journal.closed(START + 2, "CP1", 1, 1006, Role.CHARGE_POINT)
    journal.frame(START + 3, "CP1", 1, DOWN, '[3,"a",{}]')
    assert "action" not in rows_of(journal)[-1]


def test_a_malformed_text_is_kept_with_the_reason() -> None:
    (row,) = rows_of(one(UP, "[2,"))
    assert (row["raw"], row["messageType"], row["error"]["code"]) == ("[2,", None, "MalformedFrame")
    assert row["error"]["description"].startswith("not JSON")
    assert "payload" not in row


def test_numbers_stay_numbers() -> None:
    (row,) = rows_of(one(UP, '[2,"a","X",{"limit":7.5,"whole":16.0,"n":3}]'))
    assert row["payload"] == {"limit": 7.5, "whole": 16, "n": 3}


def test_what_the_format_has_no_place_for_is_in_meta() -> None:
    events = [row for row in rows_of(a_session()) if "raw" not in row]
    assert all(row["messageType"] is None and "direction" not in row for row in events)
    assert [row["meta"] for row in events] == [
        {
            "event": "opened",
            "connection": 1,
            "path": "/ocpp/CP1",
            "subprotocols": ["ocpp1.6"],
            "authorization": "Basic",
            "secure": True,
        },
        {"event": "observed", "connection": 1, "quantity": "screen", "value": "dark"},
        {
            "event": "injected",
            "connection": 1,
            "fault": "drop",
            "action": "Heartbeat",
            "number": 3,
            "cause": "stub",
        },
        {"event": "closed", "connection": 1, "code": 1001, "by": "central-system"},
        {"event": "turned-away", "connection": 0, "path": "/ocpp/CP1", "status": 503},
    ]


def test_an_entry_of_another_kind_is_an_event_of_its_name() -> None:
    class Eclipsed(Entry, frozen=True, kw_only=True):
        by: str

    common = {"index": 0, "at": START, "identity": "CP1", "connection": 1}
    writer = TraceWriter()
    lines = [writer.line(Eclipsed(**common, by="moon")), writer.line(Noted(**common, note="n"))]
    assert [json.loads(line)["meta"] for line in lines] == [
        {"event": "eclipsed", "connection": 1, "by": "moon"},
        {"event": "noted", "connection": 1, "note": "n"},
    ]
    assert read_trace(lines).frame_count == 0


def test_strays_are_of_no_charge_point_and_come_back() -> None:
    journal = Journal()
    journal.stray(START, "192.0.2.1:50000", "\\x16\\x03", 517, "a TLS handshake")
    (row,) = rows_of(journal, Redactor())
    assert row["chargePointId"] == ""
    assert row["meta"] == {
        "event": "stray", "connection": 0, "remote": "192.0.2.1:50000", "octets": "\\x16\\x03",
        "count": 517, "reason": "a TLS handshake",
    }  # fmt: skip
    assert read_trace(lines_of(journal)).recordings[""].journal.entries == journal.entries


def test_a_probe_is_marked_and_read_as_one() -> None:
    journal = one(UP, '[2,"a","Heartbeat",{}]', probe=True)
    assert rows_of(journal)[0]["meta"]["probe"] is True
    assert read_trace(lines_of(journal)).frame_count == 0


@pytest.mark.parametrize("redactor", [None, Redactor()])
def test_what_is_written_can_be_read(redactor: Redactor | None) -> None:
    journal = a_session()
    journal.frame(START + 9, "CP1", 1, UP, '[2,"c","X",{"a":"\\ud800 \u2028 \u00e4","b":0.3}]')
    trace = read_trace(lines_of(journal, redactor))
    assert trace.is_redacted == (redactor is not None)
    recording = trace.recordings["CP1"]
    assert [type(entry) for entry in recording.journal.entries] == [
        type(entry) for entry in journal.entries
    ]
    assert [recording.line_of(entry) for entry in recording.journal.entries] == [*range(2, 13)]
    if redactor is None:
        assert recording.journal.entries == journal.entries
    assert "SEKRET" in "".join(lines_of(journal))
    assert "SEKRET" not in "".join(lines_of(journal, Redactor()))


def test_a_line_is_one_line_of_utf8() -> None:
    journal = one(UP, '[2,"c","X",{"a":"\ud800"}]')
    journal.frame(START, "CP1", 1, UP, "a\nb\u2028c")
    for line in lines_of(journal):
        assert "\n" not in line
        assert json.loads(line.encode())


def test_a_redacted_frame_says_so_and_its_fields_agree() -> None:
    change = '[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"sesame"}]'
    (row,) = rows_of(one(DOWN, change), Redactor())
    assert row["meta"] == {"connection": 1, "redacted": True}
    assert row["payload"]["value"] == "***"
    assert "sesame" not in json.dumps(row)
    (plain,) = rows_of(one(DOWN, change))
    assert plain["raw"] == change
