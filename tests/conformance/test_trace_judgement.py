"""A trace is judged while it is read: the same is found, and little is kept."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

from conformance import trace_judgement
from conformance.trace_judgement import TraceJudge
from ocpp16.actions import Role
from ocpp16.journal import Direction, Entry, Journal
from ocpp16.rules import RuleBook, judge
from ocpp16.trace_format import TraceWriter
from ocpp16.trace_reader import follow_trace, read_trace

UP, DOWN = Direction.TO_CENTRAL_SYSTEM, Direction.TO_CHARGE_POINT
BOOK = RuleBook(Role.CHARGE_POINT, registered=True)
HEARTBEAT, ANSWER = '[2,"{0}","Heartbeat",{{}}]', '[3,"{0}",{{"currentTime":"{1}"}}]'
CLEAR, CLEARED = '[2,"c{0}","ClearCache",{{}}]', '[3,"c{0}",{{"status":"Accepted"}}]'
NOW = "2026-01-05T08:00:00Z"


def lines_of(*journals: Journal) -> list[str]:
    """The entries of several charge points, mixed as they happened."""
    entries = [entry for journal in journals for entry in journal.entries]
    writer = TraceWriter()
    return [writer.line(entry) for entry in sorted(entries, key=lambda entry: entry.at)]


def spoilt(identity: str, at: float) -> Journal:
    """Calls with a malformed text, a used id, and one that gets no answer."""
    journal = Journal()
    journal.opened(at, identity, f"/{identity}", ("ocpp1.6",))
    for offset, direction, text in [
        (1, UP, HEARTBEAT.format("a")),
        (2, DOWN, ANSWER.format("a", NOW)),
        (3, UP, "[2,"),
        (4, DOWN, '[2,"x","ClearCache",{}]'),
        (5, UP, HEARTBEAT.format("a")),
        (90, DOWN, ANSWER.format("a", NOW)),
    ]:
        journal.frame(at + offset, identity, 1, direction, text)
    return journal


def judged(lines: list[str] | Iterator[str], book: RuleBook = BOOK) -> TraceJudge:
    judging = TraceJudge(book)
    judging.end(follow_trace(lines, judging.take).ends_at)
    return judging


def test_charge_points_that_take_turns_are_judged_as_each_alone() -> None:
    lines = lines_of(spoilt("CP1", 0.0), spoilt("CP2", 0.5))
    trace = read_trace(lines)
    for account in judged(lines).accounts:
        recording = trace.recordings[account.identity]
        expected = [
            (each.rule, each.message, recording.line_of(each.entry))
            for each in judge(recording.journal, BOOK, trace.ends_at)
        ]
        found = [(each["rule"], each["message"], each["line"]) for each in account.violations]
        assert found == expected
        assert [rule for rule, *_ in found] == ["well-formed", "message-ids", "answers"]
        assert account.frames == 3
    assert len(judged(lines).accounts) == 2


def test_who_begins_with_a_call_other_than_boot_had_registered_before() -> None:
    (account,) = judged(lines_of(spoilt("CP1", 0.0)), RuleBook(Role.CHARGE_POINT)).accounts
    assert not account.begins_registered
    assert account.counts["registration"] == 2


def test_so_many_violations_are_listed_and_more_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trace_judgement, "MOST_LISTED", 3)
    journal = Journal()
    for number in range(10):
        journal.frame(float(number), "CP1", 1, UP, "no frame")
    (account,) = judged(lines_of(journal)).accounts
    assert [each["line"] for each in account.of_rule("well-formed")] == [1, 2, 3]
    assert account.not_listed == {"well-formed": 7}
    assert account.as_data()["not_listed"] == {"well-formed": 7}


def visits(count: int) -> Iterator[str]:
    """Connections with ten calls of each end, written as they are read."""
    writer, journal, entries = TraceWriter(), Journal(limit=1), list[Entry]()
    journal.on_entry = entries.append
    for number in range(count):
        connection = journal.opened(float(number), "CP1", "/CP1", ("ocpp1.6",))
        for beat in range(10):
            journal.frame(float(number), "CP1", connection, UP, HEARTBEAT.format(beat))
            journal.frame(float(number), "CP1", connection, DOWN, ANSWER.format(beat, NOW))
            journal.frame(float(number), "CP1", connection, DOWN, CLEAR.format(beat))
            journal.frame(float(number), "CP1", connection, UP, CLEARED.format(beat))
        journal.closed(float(number), "CP1", connection, 1000, Role.CHARGE_POINT)
        yield from map(writer.line, entries)
        entries.clear()


def memory_for(lines: Iterator[str]) -> int:
    tracemalloc.start()
    try:
        (account,) = judged(lines).accounts
        assert account.violations == []
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_long_trace_needs_hardly_more_memory_than_a_short_one() -> None:
    memory_for(visits(5))
    assert memory_for(visits(110)) - memory_for(visits(10)) < 100_000
