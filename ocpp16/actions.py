"""The 28 actions of OCPP 1.6: who may start each, and its feature profile (chapter 3.3).

And the 11 with which the white paper on security (edition 2) extends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The two ends of a connection."""

    CHARGE_POINT = "charge-point"
    CENTRAL_SYSTEM = "central-system"

    @property
    def peer(self) -> Role:
        """The other end."""
        return Role.CENTRAL_SYSTEM if self is Role.CHARGE_POINT else Role.CHARGE_POINT


CHARGE_POINT, CENTRAL_SYSTEM = (Role.CHARGE_POINT,), (Role.CENTRAL_SYSTEM,)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One row of the table."""

    initiators: tuple[Role, ...]
    feature_profile: str
    transaction_message: bool = False
    """Queued, kept in order and delivered late when offline (section 3.7)."""


ACTIONS: dict[str, ActionRow] = {
    "Authorize": ActionRow(CHARGE_POINT, "Core"),
    "BootNotification": ActionRow(CHARGE_POINT, "Core"),
    "CancelReservation": ActionRow(CENTRAL_SYSTEM, "Reservation"),
    "ChangeAvailability": ActionRow(CENTRAL_SYSTEM, "Core"),
    "ChangeConfiguration": ActionRow(CENTRAL_SYSTEM, "Core"),
    "ClearCache": ActionRow(CENTRAL_SYSTEM, "Core"),
    "ClearChargingProfile": ActionRow(CENTRAL_SYSTEM, "SmartCharging"),
    "DataTransfer": ActionRow(CHARGE_POINT + CENTRAL_SYSTEM, "Core"),
    "DiagnosticsStatusNotification": ActionRow(CHARGE_POINT, "FirmwareManagement"),
    "FirmwareStatusNotification": ActionRow(CHARGE_POINT, "FirmwareManagement"),
    "GetCompositeSchedule": ActionRow(CENTRAL_SYSTEM, "SmartCharging"),
    "GetConfiguration": ActionRow(CENTRAL_SYSTEM, "Core"),
    "GetDiagnostics": ActionRow(CENTRAL_SYSTEM, "FirmwareManagement"),
    "GetLocalListVersion": ActionRow(CENTRAL_SYSTEM, "LocalAuthListManagement"),
    "Heartbeat": ActionRow(CHARGE_POINT, "Core"),
    "MeterValues": ActionRow(CHARGE_POINT, "Core", transaction_message=True),
    "RemoteStartTransaction": ActionRow(CENTRAL_SYSTEM, "Core"),
    "RemoteStopTransaction": ActionRow(CENTRAL_SYSTEM, "Core"),
    "ReserveNow": ActionRow(CENTRAL_SYSTEM, "Reservation"),
    "Reset": ActionRow(CENTRAL_SYSTEM, "Core"),
    "SendLocalList": ActionRow(CENTRAL_SYSTEM, "LocalAuthListManagement"),
    "SetChargingProfile": ActionRow(CENTRAL_SYSTEM, "SmartCharging"),
    "StartTransaction": ActionRow(CHARGE_POINT, "Core", transaction_message=True),
    "StatusNotification": ActionRow(CHARGE_POINT, "Core"),
    "StopTransaction": ActionRow(CHARGE_POINT, "Core", transaction_message=True),
    "TriggerMessage": ActionRow(CENTRAL_SYSTEM, "RemoteTrigger"),
    "UnlockConnector": ActionRow(CENTRAL_SYSTEM, "Core"),
    "UpdateFirmware": ActionRow(CENTRAL_SYSTEM, "FirmwareManagement"),
}


SECURITY = "Security"
"""What marks the actions of the white paper; it is no feature profile of chapter 3.3."""

EXTENSION: dict[str, ActionRow] = {
    "CertificateSigned": ActionRow(CENTRAL_SYSTEM, SECURITY),
    "DeleteCertificate": ActionRow(CENTRAL_SYSTEM, SECURITY),
    "ExtendedTriggerMessage": ActionRow(CENTRAL_SYSTEM, SECURITY),
    "GetInstalledCertificateIds": ActionRow(CENTRAL_SYSTEM, SECURITY),
    "GetLog": ActionRow(CENTRAL_SYSTEM, SECURITY),
    "InstallCertificate": ActionRow(CENTRAL_SYSTEM, SECURITY),
    "LogStatusNotification": ActionRow(CHARGE_POINT, SECURITY),
    "SecurityEventNotification": ActionRow(CHARGE_POINT, SECURITY),
    "SignCertificate": ActionRow(CHARGE_POINT, SECURITY),
    "SignedFirmwareStatusNotification": ActionRow(CHARGE_POINT, SECURITY),
    "SignedUpdateFirmware": ActionRow(CENTRAL_SYSTEM, SECURITY),
}
"""Actions that an end may know, and need not (Improved security for OCPP 1.6-J, edition 2)."""

ALL_ACTIONS = ACTIONS | EXTENSION


def may_start(role: Role, action: str) -> bool:
    """Whether this end may send a CALL of this action."""
    row = ALL_ACTIONS.get(action)
    return row is not None and role in row.initiators
