"""Transcripts: journals typed by hand.

A line is ``> text`` (to the central system), ``< text`` (to the charge point), ``+ seconds``,
``open``, ``close``, ``probe < text``, or one of the words of ``SHORT`` for lines often needed.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ocpp16.actions import Role
from ocpp16.journal import Direction, Journal
from ocpp16.rules import RuleBook, Violation, judge

BEGINNING = 1_767_600_000.0  # 2026-01-05T08:00:00Z

SHORT = {
    "boot": """
        > [2,"boot","BootNotification",{"chargePointVendor":"Myenergi","chargePointModel":"Zappi"}]
    """,
    "accepted": """
        < [3,"boot",{"status":"Accepted","currentTime":"2026-01-05T08:00:00Z","interval":60}]
    """,
    "pending": """
        < [3,"boot",{"status":"Pending","currentTime":"2026-01-05T08:00:00Z","interval":60}]
    """,
    "rejected": """
        < [3,"boot",{"status":"Rejected","currentTime":"2026-01-05T08:00:00Z","interval":60}]
    """,
    "start": """
        > [2,"start","StartTransaction",{"connectorId":1,"idTag":"04A1",\
        "meterStart":1000,"timestamp":"2026-01-05T08:00:10Z"}]
    """,
    "started": """
        < [3,"start",{"idTagInfo":{"status":"Accepted"},"transactionId":7}]
    """,
    "stop": """
        > [2,"stop","StopTransaction",{"transactionId":7,"meterStop":3000,"timestamp":"2026-01-05T09:00:00Z"}]
    """,
    "stopped": """
        < [3,"stop",{}]
    """,
}


class Recorder:
    """Writes a transcript into a journal."""

    def __init__(self) -> None:
        self.journal = Journal()
        self.now = BEGINNING
        self.connection = 0

    def read(self, transcript: str) -> None:
        """Record every line."""
        for line in filter(None, map(str.strip, transcript.splitlines())):
            if line in SHORT:
                self.read(SHORT[line])
            else:
                self._record(line)

    def _record(self, line: str) -> None:
        word, _, rest = line.removeprefix("probe ").partition(" ")
        match word:
            case "open":
                self.connection = self.journal.opened(self.now, "CP1", "/CP1")
            case "close":
                self.journal.closed(self.now, "CP1", self.connection, 1000, Role.CHARGE_POINT)
            case "+":
                self.now += float(rest)
            case ">":
                self._frame(Direction.TO_CENTRAL_SYSTEM, rest, line.startswith("probe"))
            case "<":
                self._frame(Direction.TO_CHARGE_POINT, rest, line.startswith("probe"))
            case _:
                raise ValueError(line)

    def _frame(self, direction: Direction, text: str, probe: bool) -> None:
        self.journal.frame(self.now, "CP1", self.connection, direction, text, probe=probe)


@pytest.fixture
def violations() -> Callable[..., list[Violation]]:
    """Judge a transcript at its end, by default the charge point's part of it."""

    def judged(transcript: str, side: Role = Role.CHARGE_POINT, **book: object) -> list[Violation]:
        recorder = Recorder()
        recorder.read(transcript)
        return judge(recorder.journal, RuleBook(side, **book), recorder.now)

    return judged


@pytest.fixture
def broken(violations: Callable[..., list[Violation]]) -> Callable[..., list[str]]:
    """Which rules a transcript breaks, one name a violation."""

    def names(transcript: str, side: Role = Role.CHARGE_POINT, **book: object) -> list[str]:
        return [violation.rule for violation in violations(transcript, side, **book)]

    return names
