"""At which connector a transaction began, learnt from what StartTransaction was answered."""

from __future__ import annotations

from ocpp16.entries import Exchange
from ocpp16.frames import Payload

LIMIT = 100_000
"""Transactions remembered; beyond that the oldest are forgotten."""


class Connectors:
    """Identity and transaction -> connector."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._started: dict[tuple[str, int], int | None] = {}

    def note(self, answered: Exchange) -> None:
        """An exchange has its answer: perhaps it began a transaction."""
        if answered.action == "StartTransaction" and isinstance(answered.transaction, int):
            self._started[answered.identity, answered.transaction] = answered.connector
            if len(self._started) > self._limit:
                del self._started[next(iter(self._started))]

    def of(self, identity: str, payload: Payload) -> int | None:
        """Where the transaction began that a payload names instead of a connector."""
        transaction = payload.get("transactionId")
        if "connectorId" in payload or not isinstance(transaction, int):
            return None  # not yet validated: it may be anything
        return self._started.get((identity, transaction))
