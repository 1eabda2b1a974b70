"""Polite answers of a central system to everything a charge point may ask (OCPP 1.6, chapter 4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ocpp.v16.enums import AuthorizationStatus, DataTransferStatus, RegistrationStatus

from ocpp16.frames import Payload
from ocpp16.timestamps import to_text

if TYPE_CHECKING:
    from mock_csms.charge_points import ChargePoint

TransactionKey = tuple[str, int, str, str, int]

METHODS = {
    "Authorize": "authorize",
    "BootNotification": "boot_notification",
    "DataTransfer": "data_transfer",
    "DiagnosticsStatusNotification": "nothing",
    "FirmwareStatusNotification": "nothing",
    "Heartbeat": "heartbeat",
    "MeterValues": "nothing",
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
    tags: dict[str, str] = field(default_factory=dict)
    """idTag -> AuthorizationStatus; tags that are not listed are Accepted."""
    _transaction_ids: dict[TransactionKey, int] = field(default_factory=dict)

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

    def authorize(self, _now: float, _charge_point: ChargePoint, request: Payload) -> Payload:
        """What is known of the tag (section 4.1)."""
        return {"idTagInfo": self.id_tag_info(request["idTag"])}

    def start_transaction(
        self, _now: float, charge_point: ChargePoint, request: Payload
    ) -> Payload:
        """A transaction id, the same for a repetition of the same start (section 4.8)."""
        return {
            "idTagInfo": self.id_tag_info(request["idTag"]),
            "transactionId": self.transaction_id(charge_point.identity, request),
        }

    def stop_transaction(
        self, _now: float, _charge_point: ChargePoint, request: Payload
    ) -> Payload:
        """Never prevents the stop (section 4.10)."""
        return {"idTagInfo": self.id_tag_info(request["idTag"])} if "idTag" in request else {}

    def data_transfer(self, _now: float, _charge_point: ChargePoint, _request: Payload) -> Payload:
        """No vendor's extensions are known here (section 4.3)."""
        return {"status": DataTransferStatus.unknown_vendor_id}

    def nothing(self, _now: float, _charge_point: ChargePoint, _request: Payload) -> Payload:
        """An acknowledgement without content."""
        return {}

    def id_tag_info(self, id_tag: str) -> Payload:
        """IdTagInfo of a tag; tags are compared without regard to case (CiString20)."""
        known = {tag.casefold(): status for tag, status in self.tags.items()}
        return {"status": known.get(id_tag.casefold(), AuthorizationStatus.accepted)}

    def transaction_id(self, identity: str, start: Payload) -> int:
        """Recognise a repeated StartTransaction by its content (the standard has no other key)."""
        key = (
            identity,
            start["connectorId"],
            start["idTag"],
            start["timestamp"],
            start["meterStart"],
        )
        return self._transaction_ids.setdefault(key, len(self._transaction_ids) + 1)
