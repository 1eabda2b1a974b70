"""Rules about one frame by itself: its form, its payload, its id, its timestamps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ocpp16 import schema
from ocpp16.actions import ALL_ACTIONS, may_start
from ocpp16.frames import MAX_ID, Call, CallError, CallResult
from ocpp16.journal import Closed, Entry, FrameEntry
from ocpp16.rules.base import CHARGE_POINT_ONLY, Rule, RuleBook, Violation
from ocpp16.rules.context import Context
from ocpp16.timestamps import is_utc


class WellFormed(Rule):
    """Every text is a frame."""

    name = "well-formed"
    section = "OCPP-J 4.2"

    def sent(self, entry: FrameEntry) -> Iterator[Violation]:
        """Report what could not be parsed."""
        if entry.malformed is not None:
            yield self.violation(entry, entry.malformed)


class SchemaValid(Rule):
    """Every payload is what its action prescribes, and every action belongs to its sender."""

    name = "schema-valid"
    section = "OCPP 1.6 chapter 6; OCPP-J 4.2, errata JE3.1"

    def sent(self, entry: FrameEntry) -> Iterator[Violation]:
        """Judge CALLs by their action, CALLRESULTs by the action they answer."""
        match entry.frame:
            case Call(action=action, payload=payload):
                objection = self._objection(action)
                if objection is not None:
                    yield self.violation(entry, objection)
                else:
                    for fault in schema.faults(action, payload):
                        yield self.violation(entry, f"{action}.req: {fault}")
            case CallResult(payload=payload):
                exchange = self.context.exchange
                if exchange is not None and exchange.action in ALL_ACTIONS:
                    for fault in schema.faults(exchange.action, payload, answer=True):
                        yield self.violation(entry, f"{exchange.action}.conf: {fault}")

    def _objection(self, action: str) -> str | None:
        if action not in ALL_ACTIONS:
            return f"{action} is no action of OCPP 1.6"
        if not may_start(self.book.side, action):
            return f"{action} is not started by the {self.book.side}"
        return None


class MessageIds(Rule):
    """A sender's CALLs on one connection have ids of their own, of limited length.

    An id that is no string makes the frame malformed, which ``well-formed`` reports.
    """

    name = "message-ids"
    section = "OCPP-J 4.1.4"

    def __init__(self, book: RuleBook, context: Context) -> None:
        super().__init__(book, context)
        self._used: defaultdict[int, set[str]] = defaultdict(set)

    def sent(self, entry: FrameEntry) -> Iterator[Violation]:
        """Compare with the ids used so far."""
        if not isinstance(entry.frame, Call):
            return
        call_id, used = entry.frame.id, self._used[entry.connection]
        if len(call_id) > MAX_ID:
            yield self.violation(
                entry, f"the message id has {len(call_id)} characters, at most {MAX_ID} fit"
            )
        if call_id in used:
            yield self.violation(entry, f"the message id {call_id!r} was used before")
        used.add(call_id)

    def happened(self, entry: Entry) -> Iterable[Violation]:
        """Ids are needed no longer than their connection."""
        if isinstance(entry, Closed):
            self._used.pop(entry.connection, None)
        return ()


class UtcTimestamps(Rule):
    """Every moment is stated in UTC."""

    name = "utc-timestamps"
    section = "OCPP 1.6 3.15"

    def sent(self, entry: FrameEntry) -> Iterator[Violation]:
        """Look at the date-time fields of CALLs and CALLRESULTs."""
        if isinstance(entry.frame, Call | CallResult):
            for path, text in schema.moments(entry.frame.payload):
                if not is_utc(text):
                    yield self.violation(entry, f"{path} is {text!r}, not UTC")


class PinsStayPrivate(Rule):
    """A PIN is between its user and the maker; the operator knows the user by a tag.

    What a meter shows may be the same digits by chance, and is not looked at.
    """

    name = "pins-stay-private"
    section = "myenergi OCPP 1.6J overview, 'Role of the OCPP Tag ID'"
    sides = CHARGE_POINT_ONLY

    @classmethod
    def is_in(cls, book: RuleBook) -> bool:
        """Where a PIN was typed."""
        return super().is_in(book) and bool(book.pins)

    def sent(self, entry: FrameEntry) -> Iterator[Violation]:
        """Look for the PINs in the texts of every frame."""
        for pin in self.book.pins:
            alone = re.compile(rf"(?<![\w.]){re.escape(pin)}(?![\w.])")
            if any(alone.search(text) for text in _texts(entry)):
                yield self.violation(entry, "it contains a PIN that was typed")


def _texts(entry: FrameEntry) -> Iterator[str]:
    match entry.frame:
        case Call(payload=payload) | CallResult(payload=payload):
            yield from _within(payload)
        case CallError(description=description, details=details):
            yield from (description, *_within(details))


def _within(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, member in value.items():
            if name != "sampledValue":
                yield from _within(member)
    elif isinstance(value, list):
        for member in value:
            yield from _within(member)
