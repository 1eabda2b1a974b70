"""Delivery of transaction messages: in order, kept while offline, repeated, given up.

OCPP 1.6, sections 3.7 and 3.7.1; overview, TransactionMessageAttempts and
TransactionMessageRetryInterval. Which of the two readings holds is a declared choice.
"""

from __future__ import annotations

from typing import Any

from ocpp16 import schema
from ocpp16.frames import Payload
from ocpp16.rpc import Answered, Disconnected, Outcome
from reference_impl.bridge.block import Block, Request

UNKNOWN_TRANSACTION = -1
"""transactionId of messages whose StartTransaction was never answered (errata E3.18)."""


class TransactionQueue(Block):
    """StartTransaction, MeterValues and StopTransaction wait here, in the store, for delivery.

    A message names its transaction by the bridge's own number; the central system's id is put
    in when the message is sent, for by then the start before it has been answered or given up.
    """

    _not_before = 0.0

    def append(self, action: str, payload: Payload, transaction: int) -> None:
        """Queue a message; it is safe once this returns."""
        number = int(self.bridge.store.load("queue-next", 0))
        self.bridge.store.save("queue-next", number + 1)
        self.bridge.store.save(
            f"queue/{number:012d}",
            {"action": action, "payload": payload, "transaction": transaction, "failures": 0},
        )

    @property
    def empty(self) -> bool:
        """Whether everything was delivered or given up."""
        return not self._keys()

    def transaction_id(self, transaction: int) -> int | None:
        """The central system's id of a transaction; None as long as it gave none."""
        return self.bridge.store.load(f"transaction-id/{transaction}")  # type: ignore[no-any-return]

    # decisions -------------------------------------------------------------------------------------

    def transmissions(self, action: str) -> int:
        """How often a message is sent at most."""
        if action == "MeterValues" and not self.bridge.settings.semantics.meter_values_retried:
            return 1
        attempts = int(self.bridge.configuration["TransactionMessageAttempts"])
        if self.bridge.settings.semantics.attempts == "resends":
            return 1 + attempts
        return max(1, attempts)

    def retry_delay(self, failures: int) -> float:
        """Seconds between a failure and the next transmission."""
        interval = float(self.bridge.configuration["TransactionMessageRetryInterval"])
        return (
            interval
            if self.bridge.settings.semantics.backoff == "constant"
            else interval * failures
        )

    def is_delivered(self, action: str, outcome: Outcome) -> bool:
        """An answer ends the matter; to a start it must tell the transaction's id."""
        if not isinstance(outcome, Answered):
            return False
        return action != "StartTransaction" or not schema.faults(
            action, outcome.payload, answer=True
        )

    def counts_as_failure(self, outcome: Outcome) -> bool:
        """Silence and CALLERROR do (errata JE3.2); a lost connection is being offline instead."""
        return not isinstance(outcome, Disconnected)

    def gives_up(self, message: dict[str, Any], outcome: Outcome) -> bool:
        """Whether a message that failed has had all its transmissions."""
        return bool(message["failures"] >= self.transmissions(message["action"]))

    def first(self, keys: list[str]) -> str:
        """Which message goes next: none overtakes an older one (section 3.7)."""
        return keys[0]

    # delivery --------------------------------------------------------------------------------------

    def next_deadline(self) -> float | None:
        """When the oldest message may be sent again."""
        return self._not_before if self._keys() else None

    def registered(self, now: float) -> None:
        """A new connection does not wait for the retry interval of an old one."""
        self._not_before = now

    def next_call(self, now: float) -> Request | None:
        """The oldest message, and only that one."""
        keys = self._keys()
        if not keys or now < self._not_before:
            return None
        key = self.first(keys)
        message = self.bridge.store.load(key)

        def concluded(moment: float, outcome: Outcome) -> None:
            self._concluded(moment, key, message, outcome)

        return Request(message["action"], self.payload(message), concluded)

    def payload(self, message: dict[str, Any]) -> Payload:
        """The payload to send, with the transaction's id where the action has one."""
        payload: Payload = message["payload"]
        if message["action"] == "StartTransaction":
            return payload
        known = self.transaction_id(message["transaction"])
        return {**payload, "transactionId": UNKNOWN_TRANSACTION if known is None else known}

    def _concluded(self, now: float, key: str, message: dict[str, Any], outcome: Outcome) -> None:
        if isinstance(outcome, Answered) and self.is_delivered(message["action"], outcome):
            self._delivered(now, key, message, outcome.payload)
        elif self.counts_as_failure(outcome):
            self._failed(now, key, message, outcome)

    def _delivered(self, now: float, key: str, message: dict[str, Any], answer: Payload) -> None:
        transaction = message["transaction"]
        if message["action"] == "StartTransaction":
            self.bridge.store.save(f"transaction-id/{transaction}", answer["transactionId"])
        self._forget(key, message)
        if message["action"] == "StartTransaction":
            self.bridge.transactions.start_answered(now, transaction, answer)

    def _failed(self, now: float, key: str, message: dict[str, Any], outcome: Outcome) -> None:
        message = {**message, "failures": message["failures"] + 1}
        if self.gives_up(message, outcome):
            self._forget(key, message)
            return
        self.bridge.store.save(key, message)
        self._not_before = now + self.retry_delay(message["failures"])

    def _forget(self, key: str, message: dict[str, Any]) -> None:
        if message["action"] == "StopTransaction":
            self.bridge.store.delete(f"transaction-id/{message['transaction']}")
        self.bridge.store.delete(key)

    def _keys(self) -> list[str]:
        return self.bridge.store.keys("queue/")
