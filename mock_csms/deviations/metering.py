"""Seeded deviations in what becomes of readings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mock_csms.connection import Connection
from mock_csms.deviations.seeding import UNFORESEEN, Objection, deviates
from mock_csms.deviations.sessions import UNDELIVERED, meant
from ocpp16.frames import Call, Payload

READINGS = "MeterValues"


def samples(payload: Payload) -> Iterator[dict[str, Any]]:
    """The sampled values of a request."""
    for meter_value in payload.get("meterValue", ()):
        yield from meter_value["sampledValue"]


def holds(payload: Payload, name: str, *values: str) -> bool:
    """Whether a sampled value has one of these texts in a field."""
    return any(sample.get(name) in values for sample in samples(payload))


@deviates("CSM-MTR-001")
class WattHoursOnly(Connection):
    """Readings in kWh are refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == READINGS and holds(payload, "unit", "kWh"):
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-MTR-001")
class OneSpellingOfCelsius(Connection):
    """Readings in Celcius, as the older schemas have it, are refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == READINGS and holds(payload, "unit", "Celcius"):
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-MTR-002")
class NeutralRefused(Connection):
    """Readings of the neutral are refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == READINGS and holds(payload, "phase", "N"):
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-MTR-003")
class SamplesOnly(Connection):
    """Readings of a beginning or an end are taken in a StopTransaction only."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == READINGS and holds(payload, "context", "Transaction.Begin", "Transaction.End"):
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-MTR-004")
class WholeNumbersOnly(Connection):
    """A register with decimals is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == READINGS and any("." in sample["value"] for sample in samples(payload)):
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-MTR-004")
class QuantityInsistedOn(Connection):
    """A reading that leaves its measurand at the default is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == READINGS and not all("measurand" in sample for sample in samples(payload)):
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-MTR-005")
class SignedReadingsRefused(Connection):
    """A signed reading is refused, for it is no number."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == READINGS and holds(payload, "format", "SignedData"):
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-MTR-006")
class OneReadingAtTime(Connection):
    """More than one meter value in a message are refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == READINGS and len(payload["meterValue"]) > 1:
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-MTR-007")
class ReadingsOnceOnly(Connection):
    """Readings that came before are never answered."""

    _latest: Payload | None = None

    def ignores(self, call: Call) -> bool:
        if call.action != READINGS:
            return super().ignores(call)
        is_repeated, self._latest = call.payload == self._latest, call.payload
        return is_repeated or super().ignores(call)


@deviates("CSM-MTR-008")
class ReadingsNeedSession(Connection):
    """Readings that name no transaction are never answered."""

    def ignores(self, call: Call) -> bool:
        belongs = call.action != READINGS or "transactionId" in call.payload
        return not belongs or super().ignores(call)


@deviates("CSM-MTR-008")
class StationHasNoMeter(Connection):
    """Readings of connector 0 are refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == READINGS and not payload["connectorId"]:
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-MTR-009")
class ForgottenSessionsIgnored(Connection):
    """Readings of a transaction that does not run are never answered."""

    def ignores(self, call: Call) -> bool:
        named = call.payload.get("transactionId", UNDELIVERED)
        if call.action != READINGS or named == UNDELIVERED:
            return super().ignores(call)
        transaction = meant(self, call.payload)
        return transaction is None or not transaction.running or super().ignores(call)


@deviates("CSM-MTR-010")
class UndeliveredReadingsRefused(Connection):
    """Readings of a transaction whose start was never delivered are refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == READINGS and payload.get("transactionId") == UNDELIVERED:
            return UNFORESEEN
        return super().objection(action, payload)
