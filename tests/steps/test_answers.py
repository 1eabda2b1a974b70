"""What makes the answers of a central system proper ones."""

from __future__ import annotations

import json

import pytest

from mock_csms.domain.tags import Tags
from ocpp16.journal import Direction, Exchange, Journal
from ocpp16.timestamps import to_text
from steps import _answers

START = 1_767_571_200.0


def heartbeats(*answers: tuple[float, float]) -> list[Exchange]:
    """Heartbeats so many seconds after the start, and what the time is said to be then."""
    journal = Journal()
    connection = journal.opened(START, "CP", "/CP", ("ocpp1.6",), None)
    for number, (at, told) in enumerate(answers):
        text = f'[3,"{number}",{{"currentTime":"{to_text(START + told)}"}}]'
        asked = f'[2,"{number}","Heartbeat",{{}}]'
        journal.frame(START + at, "CP", connection, Direction.TO_CENTRAL_SYSTEM, asked)
        journal.frame(START + at, "CP", connection, Direction.TO_CHARGE_POINT, text)
    return list(journal.requests_sent())


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ([(0, 0), (10, 10)], None),
        ([(0, 30), (10, 40)], None),
        ([(0, 0), (10, 11.5)], None),
        ([(0, 0), (10, 0)], "goes on by 0.0 s in 10.0 s"),
        ([(0, 0), (10, 5), (20, 20)], "goes on by 5.0 s in 10.0 s"),
        ([(0, 30), (10, 0)], "goes on by -30.0 s in 10.0 s"),
        ([(0, 100)], "100 s off"),
    ],
)
def test_the_time_goes_on(answers: list[tuple[float, float]], fault: str | None) -> None:
    check = _answers.check(Tags(), 2.0)
    found = [text for exchange in heartbeats(*answers) for text in check(exchange)]
    assert found == [] if fault is None else fault in found[0]


@pytest.mark.parametrize(("interval", "faults"), [(300, 0), (0, 0), (-1, 1)])
def test_no_interval_is_negative(interval: int, faults: int) -> None:
    journal = Journal()
    connection = journal.opened(START, "CP", "/CP", ("ocpp1.6",), None)
    boot = '[2,"1","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]'
    answer = f'{{"status":"Accepted","currentTime":"{to_text(START)}","interval":{interval}}}'
    journal.frame(START, "CP", connection, Direction.TO_CENTRAL_SYSTEM, boot)
    journal.frame(START, "CP", connection, Direction.TO_CHARGE_POINT, f'[3,"1",{answer}]')
    exchange = next(journal.requests_sent())
    assert len(_answers.check(Tags(), 2.0)(exchange)) == faults


def test_a_payload_is_what_its_schema_says() -> None:
    journal = Journal()
    connection = journal.opened(START, "CP", "/CP", ("ocpp1.6",), None)
    asked = '[2,"1","Heartbeat",{}]'
    journal.frame(START, "CP", connection, Direction.TO_CENTRAL_SYSTEM, asked)
    journal.frame(START, "CP", connection, Direction.TO_CHARGE_POINT, '[3,"1",{"time":"noon"}]')
    faults = _answers.check(Tags(), 2.0)(next(journal.requests_sent()))
    assert any("currentTime" in fault for fault in faults)


@pytest.mark.parametrize(
    ("asked", "given", "faults"),
    [
        ({"idTag": "GOOD"}, "Accepted", 0),
        ({"idTag": "good"}, "Blocked", 1),
        ({"idTag": "BAD"}, "Accepted", 1),
        ({"idTag": "NOBODY-KNOWS"}, "Invalid", 0),
        ({}, "Invalid", 0),
    ],
)
def test_a_tag_is_judged_if_it_is_on_file(asked: dict[str, str], given: str, faults: int) -> None:
    journal = Journal()
    connection = journal.opened(START, "CP", "/CP", ("ocpp1.6",), None)
    stop = {"transactionId": 1, "meterStop": 0, "timestamp": to_text(START), **asked}
    text = json.dumps([2, "1", "StopTransaction", stop])
    answer = json.dumps([3, "1", {"idTagInfo": {"status": given}}])
    journal.frame(START, "CP", connection, Direction.TO_CENTRAL_SYSTEM, text)
    journal.frame(START, "CP", connection, Direction.TO_CHARGE_POINT, answer)
    tags = Tags({"GOOD": "Accepted", "BAD": "Blocked"})
    assert len(_answers.check(tags, 2.0)(next(journal.requests_sent()))) == faults
