"""Standing rules: what every frame of every scenario must satisfy, whatever the scenario is about."""

from __future__ import annotations

from ocpp16.journal import FrameEntry, Journal
from ocpp16.rules.base import Rule, RuleBook, Violation
from ocpp16.rules.calling import Answers, OneOutstandingCall
from ocpp16.rules.content import MessageIds, PinsStayPrivate, SchemaValid, UtcTimestamps, WellFormed
from ocpp16.rules.context import Context
from ocpp16.rules.lifecycle import RegistrationFirst, StatusTransitions
from ocpp16.rules.metering import MeterMonotonic
from ocpp16.rules.transactions import MeterValuesInTransaction

__all__ = ["RULES", "Rule", "RuleBook", "Violation", "judge"]

RULES: tuple[type[Rule], ...] = (
    WellFormed,
    SchemaValid,
    MessageIds,
    UtcTimestamps,
    PinsStayPrivate,
    Answers,
    OneOutstandingCall,
    RegistrationFirst,
    StatusTransitions,
    MeterMonotonic,
    MeterValuesInTransaction,
)
"""Every standing rule there is; each knows which side it is about and where it is written."""


def judge(journal: Journal, book: RuleBook, now: float) -> list[Violation]:
    """Every violation by ``book.side`` up to the moment ``now``, in the order of detection.

    The other side's frames are context only: it is the tester, and may be wrong on purpose.
    """
    context = Context(journal, book)
    rules = [rule(book, context) for rule in RULES if rule.is_in(book)]
    found: list[Violation] = []
    sent, received, happened = (
        [
            getattr(rule, hook)
            for rule in rules
            if getattr(type(rule), hook) is not getattr(Rule, hook)
        ]
        for hook in ("sent", "received", "happened")
    )
    for entry in journal.entries:
        context.see(entry)
        if isinstance(entry, FrameEntry):
            interested = sent if entry.direction.sender is book.side else received
        else:
            interested = happened
        for take in interested:
            found.extend(take(entry))
    for rule in rules:
        found.extend(rule.end(now))
    return found
