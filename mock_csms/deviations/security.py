"""Seeded deviations in requests of the white paper on security, and in visits as a whole."""

from __future__ import annotations

from mock_csms.connection import Connection
from mock_csms.deviations.asking import without
from mock_csms.deviations.seeding import UNFORESEEN, Objection, deviates
from mock_csms.own_call import OwnCall
from ocpp16.frames import Payload


@deviates("CSM-CERT-001")
class SettingsAsNumbers(Connection):
    """The value of a key goes out as a number where it is one."""

    def call(self, now: float, own: OwnCall) -> None:
        value = str(own.payload.get("value", ""))
        own.payload = {**own.payload, "value": int(value)} if value.isdigit() else own.payload
        super().call(now, own)


@deviates("CSM-CERT-002")
class CertificatesOfNoKind(Connection):
    """A certificate goes out without its kind."""

    def call(self, now: float, own: OwnCall) -> None:
        own.payload = without(own.payload, "certificateType")
        super().call(now, own)


@deviates("CSM-CERT-003")
class NothingIsNumbered(Connection):
    """Requests of the white paper go out without their number."""

    def call(self, now: float, own: OwnCall) -> None:
        own.payload = without(own.payload, "requestId")
        super().call(now, own)


@deviates("CSM-TX-015")
class StatusBeforeSession(Connection):
    """While nobody charges a status other than Available is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        is_running = bool(self.system.transactions.running(self.charge_point.identity))
        if payload.get("status") in ("Preparing", "Faulted") and not is_running:
            return UNFORESEEN
        return super().objection(action, payload)
