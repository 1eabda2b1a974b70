"""Polite answers of a central system to everything a charge point may ask (OCPP 1.6, chapter 4).

And to what the white paper on security lets it ask (edition 2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ocpp.v16.enums import (
    AuthorizationStatus,
    DataTransferStatus,
    GenericStatus,
    RegistrationStatus,
)

from mock_csms.domain.tags import Tags
from mock_csms.domain.transactions import Transactions
from ocpp16.frames import Payload
from ocpp16.timestamps import to_text

if TYPE_CHECKING:
    from mock_csms.charge_points import ChargePoint

METHODS = {
    "Authorize": "authorize",
    "BootNotification": "boot_notification",
    "DataTransfer": "data_transfer",
    "DiagnosticsStatusNotification": "nothing",
    "FirmwareStatusNotification": "nothing",
    "Heartbeat": "heartbeat",
    "LogStatusNotification": "nothing",
    "MeterValues": "nothing",
    "SecurityEventNotification": "nothing",
    "SignCertificate": "sign_certificate",
    "SignedFirmwareStatusNotification": "nothing",
    "StartTransaction": "start_transaction",
    "StatusNotification": "nothing",
    "StopTransaction": "stop_transaction",
}
"""Action -> the method of ``Answers`` that answers it."""


@dataclass
class Answers:
    """One method an action; each takes the moment, who asks and the request's payload."""

    heartbeat_interval: int = 300
    """Seconds, given in every accepted registration."""
    clock_skew: float = 0.0
    """Seconds by which the time it tells is ahead of its clock."""
    tags: Tags = field(default_factory=Tags)
    transactions: Transactions = field(default_factory=Transactions)

    def to(self, action: str, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        """The payload of the CALLRESULT. Raises ``KeyError`` for an action no charge point starts."""
        answer: Payload = getattr(self, METHODS[action])(now, charge_point, request)
        return answer

    def is_answered(self, action: str) -> bool:
        """Whether an action is answered at all: each of them is."""
        return True

    def boot_notification(self, now: float, _charge_point: ChargePoint, _r: Payload) -> Payload:
        """Accepted, with the time and the heartbeat interval (section 4.2)."""
        return {
            "status": RegistrationStatus.accepted,
            "currentTime": to_text(now + self.clock_skew),
            "interval": self.heartbeat_interval,
        }

    def heartbeat(self, now: float, _charge_point: ChargePoint, _request: Payload) -> Payload:
        """The time (section 4.6)."""
        return {"currentTime": to_text(now + self.clock_skew)}

    def authorize(self, now: float, _charge_point: ChargePoint, request: Payload) -> Payload:
        """What is known of the tag (section 4.1)."""
        return {"idTagInfo": self.id_tag_info(now, request["idTag"])}

    def start_transaction(self, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        """A transaction id, the same for a repetition of the same start (section 4.8)."""
        info = self.id_tag_info(now, request["idTag"])
        if info["status"] == AuthorizationStatus.accepted and self.is_busy(charge_point, request):
            info = {**info, "status": AuthorizationStatus.concurrent_tx}
        return {
            "idTagInfo": info,
            "transactionId": self.transactions.id_for(charge_point.identity, request),
        }

    def stop_transaction(self, now: float, _charge_point: ChargePoint, request: Payload) -> Payload:
        """Never prevents the stop (section 4.10)."""
        return {"idTagInfo": self.id_tag_info(now, request["idTag"])} if "idTag" in request else {}

    def data_transfer(self, _now: float, _charge_point: ChargePoint, _request: Payload) -> Payload:
        """No vendor's extensions are known here (section 4.3)."""
        return {"status": DataTransferStatus.unknown_vendor_id}

    def sign_certificate(
        self, _now: float, _charge_point: ChargePoint, _request: Payload
    ) -> Payload:
        """The request is kept for whoever signs it; CertificateSigned brings the certificate."""
        return {"status": GenericStatus.accepted}

    def nothing(self, _now: float, _charge_point: ChargePoint, _request: Payload) -> Payload:
        """An acknowledgement without content."""
        return {}

    def id_tag_info(self, now: float, id_tag: str) -> Payload:
        """IdTagInfo of a tag."""
        return self.tags.info(id_tag, now)

    def is_busy(self, charge_point: ChargePoint, start: Payload) -> bool:
        """Whether a tag runs as many transactions as it may (ConcurrentTx, section 7.2).

        Authorize says nothing of it: the standard has ConcurrentTx for starts only.
        """
        limit = self.tags.limit(start["idTag"])
        if limit is None:
            return False
        return len(self.transactions.elsewhere(charge_point.identity, start)) >= limit
