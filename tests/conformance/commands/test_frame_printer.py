"""Frames as people see them, and as the journal file keeps them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from conformance.commands.frame_printer import FramePrinter, visible
from conformance.commands.journal_file import JournalFile
from conformance.commands.usage import UsageProblem
from conformance.trace import row
from ocpp16.actions import Role
from ocpp16.journal import Direction, Journal
from ocpp16.redaction import redact_row

UP, DOWN = Direction.TO_CENTRAL_SYSTEM, Direction.TO_CHARGE_POINT
AT = 1_767_600_000.25
SECRET = "00112233445566778899aabbccddeeff"


def printer_on(screen: io.StringIO) -> FramePrinter:
    return FramePrinter(Console(file=screen, width=40, color_system=None))


@pytest.fixture
def screen() -> io.StringIO:
    return io.StringIO()


def test_a_call_and_its_answers(screen: io.StringIO) -> None:
    printer = printer_on(screen)
    printer.frame(AT, "CP1", UP, '[2, "1", "Heartbeat", {}]')
    assert printer.unanswered == 1
    printer.frame(AT, "CP1", DOWN, '[3, "1", {"currentTime": "2026-01-05T08:00:00Z"}]')
    printer.frame(AT, "CP1", DOWN, '[2, "1", "Reset", {"type": "Soft"}]')
    printer.frame(AT, "CP1", UP, '[4, "1", "InternalError", "no", {}]')
    assert printer.unanswered == 0
    assert screen.getvalue().splitlines() == [
        "08:00:00.250Z  CP1 → CALL Heartbeat {}",
        '08:00:00.250Z  CP1 ← RESULT Heartbeat {"currentTime":"2026-01-05T08:00:00Z"}',
        '08:00:00.250Z  CP1 ← CALL Reset {"type":"Soft"}',
        '08:00:00.250Z  CP1 → ERROR Reset InternalError "no" {}',
    ]


def test_an_answer_nobody_waits_for_and_a_text_that_is_no_frame(screen: io.StringIO) -> None:
    printer = printer_on(screen)
    printer.frame(AT, "CP1", UP, '[3, "9", {}]')
    printer.frame(AT, "CP1", UP, "[9]")
    first, second = screen.getvalue().splitlines()
    assert "RESULT to nothing asked (9) {}" in first
    assert "MALFORMED (unknown message type 9) [9]" in second


def test_calls_of_a_connection_that_is_over_are_forgotten(screen: io.StringIO) -> None:
    printer = printer_on(screen)
    printer.frame(AT, "CP1", UP, '[2,"1","Heartbeat",{}]')
    printer.frame(AT, "CP2", UP, '[2,"1","Heartbeat",{}]')
    printer.connection_over("CP1")
    assert printer.unanswered == 1


@pytest.mark.parametrize(
    "text",
    [
        f'[2,"1","ChangeConfiguration",{{"key":"AuthorizationKey","value":"{SECRET}"}}]',
        f'[2,"1","ChangeConfiguration",{{"value":"{SECRET}","key":"authorizationkey"}}]',
        f'[3,"1",{{"configurationKey":[{{"key":"AuthorizationKey","value":"{SECRET}"}}]}}]',
        f'[2,"1","ChangeConfiguration",{{"key":"AuthorizationKey","value":"{SECRET}"}}',
    ],
)
def test_the_key_is_never_shown_or_kept(text: str, screen: io.StringIO) -> None:
    printer_on(screen).frame(AT, "CP1", DOWN, text)
    entry = Journal().frame(AT, "CP1", 1, DOWN, text)
    assert SECRET not in screen.getvalue() + json.dumps(redact_row(row(entry)))


def test_a_peer_cannot_command_the_terminal(screen: io.StringIO) -> None:
    printer = printer_on(screen)
    printer.frame(AT, "CP\x1b[2J", UP, '[2,"1","A\\u001b[31m[bold]x[/bold]",{"\ud800":"\x9b"}]')
    printer.note(AT, "CP1", "reason \x07")
    assert "\x1b" not in screen.getvalue()
    assert "\x9b" not in screen.getvalue()
    assert "[bold]x[/bold]" in screen.getvalue()
    assert visible("Ä ") == "Ä "
    screen.getvalue().encode()


def test_without_unicode_the_output_is_ascii() -> None:
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="ascii") as screen:
        FramePrinter(Console(file=screen)).frame(AT, "CP1", UP, '[2,"1","DataTransfer",{"a":"Ä"}]')
        screen.flush()
        assert b'-> CALL DataTransfer {"a":"\\u00c4"}' in raw.getvalue()


def test_the_journal_file_has_one_line_an_entry_and_is_appended_to(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    for _ in range(2):
        with JournalFile(path) as file:
            journal = Journal(on_entry=file.write)
            number = journal.opened(AT, "CP1", "/CP1", ("ocpp1.6",), "Basic")
            journal.frame(AT, "CP1", number, UP, '[2,"1","DataTransfer",{"data":"\\ud800 Ä"}]')
            journal.frame(AT, "CP1", number, UP, "[")
            journal.turned_away(AT, "CP2", "/CP2", 404)
            journal.observed(AT, "CP1", "display", "Charging")
            journal.closed(AT, "CP1", number, 1000, Role.CHARGE_POINT)
            assert len(path.read_text("utf-8").splitlines()) % 6 == 0
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [each["kind"] for each in records[:6]] == [
        "opened",
        "frame",
        "frame",
        "turned away",
        "observed",
        "closed",
    ]
    assert records[0]["time"] == "2026-01-05T08:00:00.250Z"
    assert records[1]["direction"] == "cp-to-csms"
    assert "malformed" in records[2]
    assert records[6:] == records[:6]


def test_a_journal_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match=r"--journal .* cannot be written"):
        JournalFile(tmp_path / "missing" / "journal.jsonl")


def test_a_bounded_journal_reads_its_file_again_masked(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_text("what was there before\n")
    secret = '[2,"%d","ChangeConfiguration",{"key":"AuthorizationKey","value":"%s"}]'
    with JournalFile(path) as file:
        journal = Journal(limit=10, archive=file, on_entry=file.write)
        for number in range(600):
            journal.frame(AT + number / 1000, "CP1", 1, DOWN, secret % (number, SECRET))
        found = list(journal.requests_received())
    assert [exchange.request.id for exchange in found] == [str(number) for number in range(600)]
    assert found[0].at == AT
    assert found[0].payload == {"key": "AuthorizationKey", "value": "***"}
    assert SECRET not in path.read_text()
