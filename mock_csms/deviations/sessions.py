"""Seeded deviations in what becomes of transactions."""

from __future__ import annotations

from mock_csms.answers import Answers
from mock_csms.charge_points import ChargePoint
from mock_csms.connection import Connection
from mock_csms.deviations.seeding import UNFORESEEN, Objection, deviates
from mock_csms.domain.transactions import Transaction, Transactions
from ocpp16.frames import Call, Payload
from ocpp16.timestamps import to_seconds

UNDELIVERED = -1
"""The id of a transaction whose start was never delivered (errata E3.18)."""
HOUR = 3600.0


def meant(connection: Connection, payload: Payload) -> Transaction | None:
    """The transaction that a message names, if it is known."""
    identity = connection.charge_point.identity
    return connection.system.transactions.get(identity, payload.get("transactionId", 0))


@deviates("CSM-TX-001")
class NothingOfTheTag(Answers):
    """The answer to a start holds a transaction id, and nothing of the tag."""

    def start_transaction(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = super().start_transaction(now, charge_point, request)
        return {"transactionId": answer["transactionId"]}


@deviates("CSM-TX-001")
class StrangersTurnedAway(Connection):
    """A start by a tag that is not on file is refused with a CALLERROR."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == "StartTransaction" and payload["idTag"].startswith("NOBODY"):
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-TX-002")
class SmallRegisters(Connection):
    """A start whose register does not fit into 24 bits is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == "StartTransaction" and payload["meterStart"] >= 2**24:
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-TX-002")
class ReservationsInsistedOn(Connection):
    """A start that ends a reservation nobody knows of is never answered."""

    def ignores(self, call: Call) -> bool:
        return "reservationId" in call.payload or super().ignores(call)


@deviates("CSM-TX-003")
class IdsByConnector(Transactions):
    """A transaction has the number of its connector."""

    def id_for(self, identity: str, start: Payload) -> int:
        return int(start["connectorId"])


@deviates("CSM-TX-003")
class IdsBelowZero(Transactions):
    """Transaction ids are negative."""

    def id_for(self, identity: str, start: Payload) -> int:
        return -1000 - super().id_for(identity, start)


@deviates("CSM-TX-004")
class EveryStartIsNew(Transactions):
    """A start that is sent again begins another transaction."""

    def id_for(self, identity: str, start: Payload) -> int:
        return self._new_id()


@deviates("CSM-TX-005")
class RepetitionsSpoilTheEnd(Connection):
    """A transaction whose start came twice cannot be ended."""

    def objection(self, action: str, payload: Payload) -> Objection:
        transaction = meant(self, payload) if action == "StopTransaction" else None
        if transaction is not None and transaction.repetitions:
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-TX-006")
class EndsOnlyOnce(Connection):
    """An end that was told before is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        transaction = meant(self, payload) if action == "StopTransaction" else None
        if transaction is not None and not transaction.running:
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-TX-007")
class EndsNeedTag(Connection):
    """An end without a tag is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == "StopTransaction" and "idTag" not in payload:
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-TX-007")
class NothingOfNoTag(Answers):
    """The answer to an end without a tag says null of it."""

    def stop_transaction(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        answer = super().stop_transaction(now, charge_point, request)
        return answer or {"idTagInfo": None}


@deviates("CSM-TX-007")
class EmergenciesUnforeseen(Connection):
    """An end for the reason EmergencyStop is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if payload.get("reason") == "EmergencyStop":
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-TX-008")
class EndsTakeNoReadings(Connection):
    """An end with readings in it is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        return UNFORESEEN if "transactionData" in payload else super().objection(action, payload)


@deviates("CSM-TX-009")
class ShrinkingRegistersIgnored(Connection):
    """An end whose register is below that of the beginning is never answered."""

    def ignores(self, call: Call) -> bool:
        return call.payload.get("meterStop", 0) < 0 or super().ignores(call)


@deviates("CSM-TX-010")
class UnknownEndsIgnored(Connection):
    """The end of a transaction that is not known is never answered."""

    def ignores(self, call: Call) -> bool:
        is_end = call.action == "StopTransaction"
        is_told = is_end and call.payload["transactionId"] != UNDELIVERED
        return (is_told and meant(self, call.payload) is None) or super().ignores(call)


@deviates("CSM-TX-010")
class ZeroIsNoId(Connection):
    """An end of transaction 0 is taken for one that names none, and refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == "StopTransaction" and not payload["transactionId"]:
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-TX-011")
class UndeliveredEndsRefused(Connection):
    """The end of a transaction whose start was never delivered is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == "StopTransaction" and payload["transactionId"] == UNDELIVERED:
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-TX-012")
class OldNewsIgnored(Connection):
    """A start of more than an hour ago is never answered."""

    def ignores(self, call: Call) -> bool:
        if call.action != "StartTransaction":
            return super().ignores(call)
        age = (self.charge_point.last_seen or 0.0) - to_seconds(call.payload["timestamp"])
        return age > HOUR or super().ignores(call)


@deviates("CSM-TX-013")
class SessionsEndWithConnection(Connection):
    """The end of a transaction that began on an earlier connection is refused."""

    _earlier: frozenset[int] = frozenset()

    def connected(self, now: float) -> None:
        super().connected(now)
        known = self.system.transactions.of(self.charge_point.identity)
        self._earlier = frozenset(transaction.id for transaction in known)

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == "StopTransaction" and payload["transactionId"] in self._earlier:
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-TX-014")
class OneSessionConnector(Connection):
    """A start at a connector whose last transaction was never ended is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        identity, transactions = self.charge_point.identity, self.system.transactions
        if action == "StartTransaction" and transactions.running_at(
            identity, payload["connectorId"]
        ):
            return UNFORESEEN
        return super().objection(action, payload)
