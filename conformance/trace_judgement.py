"""What the standing rules say of a recorded trace, charge point by charge point, while it is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from conformance.verdict import ExitCode
from ocpp16.expectation import quote
from ocpp16.frames import Call, Payload
from ocpp16.journal import Direction, Entry, FrameEntry
from ocpp16.redaction import redact_text
from ocpp16.rules import RULES, Judge, RuleBook, Violation
from ocpp16.timestamps import to_text

MOST_LISTED = 1_000
"""Violations of one rule by one charge point that are listed; any more are counted."""
SECTIONS = {rule.name: rule.section for rule in RULES}
BOOT = "BootNotification"


@dataclass
class Account:
    """What is found about one charge point. Violations are kept, frames are not."""

    identity: str
    book: RuleBook
    frames: int = 0
    """Sent by the side that is judged."""
    boot: Payload | None = None
    """Its first BootNotification."""
    violations: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    """Rule -> how often it was broken."""
    is_spoken_of: bool = False
    """Whether there is any frame, by whichever side."""
    _first: str | None = None

    def __post_init__(self) -> None:
        self._judge = Judge(self.book)

    def take(self, entry: Entry) -> None:
        """Judge the next entry."""
        if isinstance(entry, FrameEntry) and not entry.probe:
            self._count(entry)
        self._note(self._judge.take(entry))

    def end(self, until: float) -> None:
        """Judge what is missing at the end of the trace."""
        self._note(self._judge.end(until))

    @property
    def begins_registered(self) -> bool:
        """Whether nothing shows that it had been registered before the trace begins."""
        return self.book.registered or self._first in (None, BOOT)

    @property
    def not_listed(self) -> dict[str, int]:
        """Rule -> how many of its violations are counted only."""
        return {rule: n - MOST_LISTED for rule, n in self.counts.items() if n > MOST_LISTED}

    def of_rule(self, rule: str) -> list[dict[str, Any]]:
        """The violations of one rule that are listed."""
        return [each for each in self.violations if each["rule"] == rule]

    def as_data(self) -> dict[str, Any]:
        """For a JSON file."""
        return {
            "id": self.identity,
            "frames": self.frames,
            "begins_registered": self.begins_registered,
            "violations": self.violations,
            "not_listed": self.not_listed,
        }

    def _count(self, entry: FrameEntry) -> None:
        self.is_spoken_of = True
        self.frames += entry.direction.sender is self.book.side
        if entry.direction is Direction.TO_CENTRAL_SYSTEM and isinstance(entry.frame, Call):
            self._first = self._first or entry.frame.action
            if self.boot is None and entry.frame.action == BOOT:
                self.boot = entry.frame.payload

    def _note(self, violations: list[Violation]) -> None:
        for violation in violations:
            self.counts[violation.rule] += 1
            if self.counts[violation.rule] <= MOST_LISTED:
                self.violations.append(_row(violation))


class TraceJudge:
    """Opens an account for each charge point that a trace is about."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self._accounts: dict[str, Account] = {}

    def take(self, entry: Entry) -> None:
        """Judge the next entry; its index is the number of its line."""
        account = self._accounts.get(entry.identity)
        if account is None:
            account = self._accounts[entry.identity] = Account(entry.identity, self.book)
        account.take(entry)

    def end(self, until: float) -> None:
        """Judge what is missing at the end of the trace."""
        for account in self._accounts.values():
            account.end(until)

    @property
    def accounts(self) -> list[Account]:
        """In the order of their first lines; what has neither name nor frame is none."""
        return [each for each in self._accounts.values() if each.identity or each.is_spoken_of]

    @property
    def exit_code(self) -> ExitCode:
        """Of the command: what was found of all of them."""
        if not any(each.frames for each in self.accounts):
            return ExitCode.INCOMPLETE
        is_broken = any(each.counts for each in self.accounts)
        return ExitCode.NON_CONFORMANT if is_broken else ExitCode.CONFORMANT


def _row(violation: Violation) -> dict[str, Any]:
    entry = violation.entry
    return {
        "rule": violation.rule,
        "section": SECTIONS[violation.rule],
        "message": redact_text(violation.message),
        "line": entry.index,
        "time": to_text(entry.at),
        "direction": entry.direction.value,
        "raw": redact_text(entry.text),
        "quote": redact_text(quote(entry)),
    }
