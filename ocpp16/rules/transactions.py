"""The rule that meter values belong to a running transaction and say to which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ocpp16.frames import Call, Payload
from ocpp16.journal import FrameEntry
from ocpp16.rules.base import CHARGE_POINT_ONLY, Rule, RuleBook, Violation, whole_number
from ocpp16.rules.context import Context

UNKNOWN_ID = -1
"""Stands for the id of a transaction whose start was never answered (errata 3.18)."""


@dataclass
class Transaction:
    """What was reported of one transaction."""

    start: Payload
    ids: list[int] = field(default_factory=list)
    """What central systems called it: more than one when a start was repeated and not recognised."""
    is_known: bool = False
    """Whether the charge point surely has the id."""
    is_stopped: bool = False

    def goes_by(self, transaction_id: object) -> bool:
        """Whether a message may refer to this transaction in this way."""
        if transaction_id in self.ids:
            return True
        return not self.is_known and transaction_id in (None, UNKNOWN_ID)

    def named(self, transaction_id: int | None, *, surely: bool) -> None:
        """A central system's answer came, perhaps too late to be heeded."""
        if transaction_id is not None:
            self.ids.append(transaction_id)
            self.is_known = self.is_known or surely

    def repeated(self) -> None:
        """The start was sent again, so that its answer seems to have been lost."""
        self.is_known = False


class MeterValuesInTransaction(Rule):
    """MeterValues come between start and stop of their connector's transaction, with its id."""

    name = "meter-values-in-transaction"
    section = "OCPP 1.6 4.7, errata 3.16 and 3.18"
    sides = CHARGE_POINT_ONLY

    def __init__(self, book: RuleBook, context: Context) -> None:
        super().__init__(book, context)
        self._transactions: defaultdict[str, dict[int, Transaction]] = defaultdict(dict)

    @classmethod
    def is_in(cls, book: RuleBook) -> bool:
        """Not for charge points that may meter at any time."""
        return super().is_in(book) and not book.meter_values_outside_transactions

    def received(self, entry: FrameEntry) -> Iterable[Violation]:
        """The answer to a StartTransaction tells the transaction's id."""
        exchange = self.context.answered(entry, "StartTransaction")
        if exchange is not None:
            transaction = self._latest(entry.identity, exchange.payload)
            transaction_id = whole_number(exchange.response or {}, "transactionId")
            if transaction is not None and transaction.start == exchange.payload:
                transaction.named(transaction_id, surely=not self.context.is_late(exchange))
        return ()

    def sent(self, entry: FrameEntry) -> Iterator[Violation]:
        """Follow the transactions of each connector."""
        match entry.frame:
            case Call(action="StartTransaction", payload=payload):
                self._start(entry.identity, payload)
            case Call(action="StopTransaction", payload=payload):
                self._stop(entry.identity, payload.get("transactionId"))
            case Call(action="MeterValues", payload=payload):
                yield from self._metered(entry, payload)

    def _latest(self, identity: str, payload: Payload) -> Transaction | None:
        connector = whole_number(payload, "connectorId")
        return None if connector is None else self._transactions[identity].get(connector)

    def _start(self, identity: str, payload: Payload) -> None:
        known, connector = self._latest(identity, payload), whole_number(payload, "connectorId")
        if known is not None and known.start == payload:
            known.repeated()
        elif connector is not None:
            self._transactions[identity][connector] = Transaction(payload)

    def _stop(self, identity: str, transaction_id: object) -> None:
        for transaction in self._transactions[identity].values():
            if not transaction.is_stopped and transaction.goes_by(transaction_id):
                transaction.is_stopped = True
                return

    def _metered(self, entry: FrameEntry, payload: Payload) -> Iterator[Violation]:
        transaction, stated = self._latest(entry.identity, payload), payload.get("transactionId")
        if transaction is None or transaction.is_stopped:
            if not self.context.is_triggered(entry):
                yield self.violation(entry, "sent outside a transaction")
        elif not transaction.goes_by(stated):
            yield self.violation(entry, f"{_named(stated)} instead of {_wanted(transaction)}")


def _named(transaction_id: object) -> str:
    return "no transactionId" if transaction_id is None else f"transactionId {transaction_id!r}"


def _wanted(transaction: Transaction) -> str:
    return " or ".join(map(str, transaction.ids)) or f"{UNKNOWN_ID}, as its start is unanswered"
