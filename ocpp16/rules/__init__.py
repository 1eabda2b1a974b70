"""Standing rules: what every frame of every scenario must satisfy, whatever the scenario is about."""

from __future__ import annotations

from ocpp16.journal import Entry, FrameEntry, Journal
from ocpp16.rules.base import Rule, RuleBook, Violation
from ocpp16.rules.calling import Answers, OneOutstandingCall
from ocpp16.rules.content import MessageIds, PinsStayPrivate, SchemaValid, UtcTimestamps, WellFormed
from ocpp16.rules.context import Context
from ocpp16.rules.lifecycle import RegistrationFirst, StatusTransitions
from ocpp16.rules.metering import MeterMonotonic
from ocpp16.rules.transactions import MeterValuesInTransaction

__all__ = ["RULES", "Judge", "Rule", "RuleBook", "Violation", "judge"]

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


class Judge:
    """Judges one side as things happen. Keeps what may still matter, and no entry beyond that."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self._context = Context(book)
        self._rules = [rule(book, self._context) for rule in RULES if rule.is_in(book)]
        self._sent, self._received, self._happened = (
            [
                getattr(rule, hook)
                for rule in self._rules
                if getattr(type(rule), hook) is not getattr(Rule, hook)
            ]
            for hook in ("sent", "received", "happened")
        )

    def take(self, entry: Entry) -> list[Violation]:
        """What the next entry breaks."""
        self._context.see(entry)
        if not isinstance(entry, FrameEntry):
            interested = self._happened
        elif entry.direction.sender is self._book.side:
            interested = self._sent
        else:
            interested = self._received
        return [violation for take in interested for violation in take(entry)]

    def end(self, now: float) -> list[Violation]:
        """What is missing by the moment ``now``, at which nothing more comes."""
        return [violation for rule in self._rules for violation in rule.end(now)]


def judge(journal: Journal, book: RuleBook, now: float) -> list[Violation]:
    """Every violation by ``book.side`` up to the moment ``now``, in the order of detection.

    The other side's frames are context only: it is the tester, and may be wrong on purpose.
    """
    judging = Judge(book)
    found = [violation for entry in journal.entries for violation in judging.take(entry)]
    return found + judging.end(now)
