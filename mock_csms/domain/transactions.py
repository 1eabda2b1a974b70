"""Transactions of all charge points: ids, what is known of each, duplicates recognised.

The standard has no key by which a message that is sent again could be told from a new one; its
content has to do (OCPP 1.6, section 3.7: queued messages are repeated until they are answered).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from mock_csms.domain.readings import Readings, Samples, meter_values_in, samples_in
from ocpp16.frames import Payload

KEPT = 1000
"""Ended transactions remembered of one charge point; the oldest are forgotten."""
ACCEPTED = "Accepted"
StartKey = tuple[str, int, str, str, int]


@dataclass(slots=True)
class Transaction:
    """One transaction, from the content of its messages."""

    id: int
    identity: str
    connector: int
    id_tag: str
    started_at: str
    """As the charge point states it."""
    learned_at: float
    """When its start was learned of, in suite seconds."""
    meter_start: int
    """Wh."""
    standing: str = ACCEPTED
    """What the answer to its start said of the tag."""
    reservation: int | None = None
    stopped_at: str | None = None
    meter_stop: int | None = None
    """Wh."""
    stop_id_tag: str | None = None
    reason: str | None = None
    """Why it ended; Local where a stop gives no reason (section 6.49)."""
    superseded: bool = False
    """Whether its connector began another one although no stop was ever received."""
    repetitions: int = 0
    """How often its start or stop came again after the first time."""
    readings: Readings = field(default_factory=Readings)
    """The latest of each quantity."""

    @property
    def running(self) -> bool:
        """Begun, and neither stopped nor followed by another one on its connector."""
        return self.stopped_at is None and not self.superseded

    @property
    def energy(self) -> int | None:
        """Wh from start to stop, once it has ended."""
        return None if self.meter_stop is None else self.meter_stop - self.meter_start


class Transactions:
    """All transactions; ids are unique over all charge points (errata E3.54)."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._of: dict[str, dict[int, Transaction]] = {}
        self._ids: dict[StartKey, int] = {}
        self._latest_id = 0
        self._foreign: set[int] = set()
        """Ids that were given by a script ahead of their turn."""

    # asking ----------------------------------------------------------------------------------------

    def of(self, identity: str) -> list[Transaction]:
        """The transactions of a charge point, in the order in which they were learned of."""
        return list(self._of.get(identity, {}).values())

    def get(self, identity: str, transaction_id: int) -> Transaction | None:
        """One transaction of a charge point."""
        return self._of.get(identity, {}).get(transaction_id)

    def running(self, identity: str | None = None) -> list[Transaction]:
        """What runs at one charge point, or at all of them."""
        return [t for t in self._all(identity) if t.running]

    def running_at(self, identity: str, connector: int) -> Transaction | None:
        """What runs at a connector."""
        return next((t for t in self.running(identity) if t.connector == connector), None)

    def elsewhere(self, identity: str, start: Payload) -> list[Transaction]:
        """What the tag of a StartTransaction runs at other connectors, and was accepted for."""
        tag, here = start["idTag"].casefold(), (identity, start["connectorId"])
        return [
            t
            for t in self.running()
            if t.id_tag.casefold() == tag
            and t.standing == ACCEPTED
            and (t.identity, t.connector) != here
        ]

    # answering -------------------------------------------------------------------------------------

    def known(self, identity: str, start: Payload) -> Transaction | None:
        """The transaction of a StartTransaction that was answered before."""
        transaction_id = self._ids.get(_key(identity, start))
        return None if transaction_id is None else self.get(identity, transaction_id)

    def id_for(self, identity: str, start: Payload) -> int:
        """An id for a StartTransaction, the same one whenever the same start comes again."""
        key = _key(identity, start)
        if key not in self._ids:
            self._ids[key] = self._new_id()
        return self._ids[key]

    # learning --------------------------------------------------------------------------------------

    def started(
        self, now: float, identity: str, start: Payload, transaction_id: int, standing: str
    ) -> Transaction:
        """A StartTransaction was answered with this id: a new transaction, or a known one again."""
        known = self.known(identity, start)
        if known is not None and known.id == transaction_id:
            known.repetitions += 1
            return known
        begun = Transaction(
            transaction_id,
            identity,
            start["connectorId"],
            start["idTag"],
            start["timestamp"],
            now,
            start["meterStart"],
            standing,
            start.get("reservationId"),
        )
        self._add(begun)
        return begun

    def stopped(self, identity: str, stop: Payload) -> Transaction | None:
        """A StopTransaction was answered; None for a transaction that is not known here."""
        ended = self.get(identity, stop["transactionId"])
        if ended is None:
            return None
        if ended.stopped_at is not None:
            ended.repetitions += 1
            return ended
        ended.stopped_at, ended.meter_stop = stop["timestamp"], stop["meterStop"]
        ended.stop_id_tag = stop.get("idTag")
        ended.reason = stop.get("reason", "Local")
        ended.readings.update(samples_in(meter_values_in(stop.get("transactionData", ()))))
        return ended

    def metered(self, identity: str, transaction_id: int, samples: Samples) -> None:
        """Readings came; those of a transaction that is not known here belong nowhere."""
        transaction = self.get(identity, transaction_id)
        if transaction is not None:
            transaction.readings.update(samples)

    def _new_id(self) -> int:
        self._latest_id += 1
        while self._latest_id in self._foreign:
            self._latest_id += 1
        return self._latest_id

    def _all(self, identity: str | None) -> Iterator[Transaction]:
        if identity is not None:
            yield from self._of.get(identity, {}).values()
            return
        for transactions in self._of.values():
            yield from transactions.values()

    def _add(self, begun: Transaction) -> None:
        of_charge_point = self._of.setdefault(begun.identity, {})
        for earlier in of_charge_point.values():
            if earlier.connector == begun.connector and earlier.running:
                earlier.superseded = True
        of_charge_point.pop(begun.id, None)
        of_charge_point[begun.id] = begun
        self._ids[_key_of(begun)] = begun.id
        if begun.id > self._latest_id:
            self._foreign.add(begun.id)
        self._forget(of_charge_point)

    def _forget(self, of_charge_point: dict[int, Transaction]) -> None:
        excess = max(0, len(of_charge_point) - self._kept)
        ended = (t for t in of_charge_point.values() if not t.running)
        for oldest in list(islice(ended, excess)):
            del of_charge_point[oldest.id]
            self._ids.pop(_key_of(oldest), None)


def _key(identity: str, start: Payload) -> StartKey:
    return (
        identity,
        start["connectorId"],
        start["idTag"],
        start["timestamp"],
        start["meterStart"],
    )


def _key_of(transaction: Transaction) -> StartKey:
    t = transaction
    return t.identity, t.connector, t.id_tag, t.started_at, t.meter_start
