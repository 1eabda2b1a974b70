"""Seeded deviations in what becomes of statuses, of connectors and of updates."""

from __future__ import annotations

from mock_csms.connection import Connection
from mock_csms.deviations.seeding import UNFORESEEN, Objection, deviates
from ocpp16.frames import Call, ErrorCode, Payload
from ocpp16.timestamps import to_seconds

STATUS, FIRMWARE = "StatusNotification", "FirmwareStatusNotification"
OLD = 600.0
"""Seconds after which a deviation takes no more interest in a status."""


@deviates("CSM-STAT-001")
class NobodyReserves(Connection):
    """The status Reserved is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == STATUS and payload["status"] == "Reserved":
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-STAT-002")
class NoWarnings(Connection):
    """An error code is refused unless the status is Faulted."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if (
            action == STATUS
            and payload["errorCode"] != "NoError"
            and payload["status"] != "Faulted"
        ):
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-STAT-002")
class LocksNeverFail(Connection):
    """The error code ConnectorLockFailure is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if payload.get("errorCode") == "ConnectorLockFailure":
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-STAT-003")
class ConnectorsFromOne(Connection):
    """A status of the whole station is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == STATUS and payload["connectorId"] < 1:
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-STAT-004")
class ExplanationsTooLong(Connection):
    """An explanation or a vendor's code of the greatest length is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == STATUS and any(len(str(value)) == 50 for value in payload.values()):
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-STAT-004")
class NothingIsEmpty(Connection):
    """A status with an empty text is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == STATUS and "" in payload.values():
            return UNFORESEEN
        return super().objection(action, payload)


@deviates("CSM-STAT-005")
class StaleStatusesIgnored(Connection):
    """A status of a while ago is never answered."""

    def ignores(self, call: Call) -> bool:
        if call.action != STATUS or "timestamp" not in call.payload:
            return super().ignores(call)
        age = (self.charge_point.last_seen or 0.0) - to_seconds(call.payload["timestamp"])
        return age > OLD or super().ignores(call)


@deviates("CSM-STAT-006")
class ChangesOnly(Connection):
    """A status that is the one before is refused."""

    _latest: Payload | None = None

    def objection(self, action: str, payload: Payload) -> Objection:
        if action != STATUS:
            return super().objection(action, payload)
        is_repeated, self._latest = payload == self._latest, payload
        return UNFORESEEN if is_repeated else super().objection(action, payload)


@deviates("CSM-STAT-007")
class IntroductionsInsistedOn(Connection):
    """On each connection a charge point has to introduce itself before it is heard."""

    _is_introduced = False

    def objection(self, action: str, payload: Payload) -> Objection:
        self._is_introduced = self._is_introduced or action == "BootNotification"
        if not self._is_introduced:
            return ErrorCode.SECURITY_ERROR, "who are you?"
        return super().objection(action, payload)


@deviates("CSM-FW-001")
class IdleIsNoNews(Connection):
    """News that no firmware is being updated is refused as unsupported."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == FIRMWARE and payload["status"] == "Idle":
            return ErrorCode.NOT_SUPPORTED, "no news"
        return super().objection(action, payload)


@deviates("CSM-FW-002")
class UploadsUnasked(Connection):
    """News of an upload that nobody asked for is never answered."""

    def ignores(self, call: Call) -> bool:
        return call.action == "DiagnosticsStatusNotification" or super().ignores(call)


@deviates("CSM-FW-003")
class UpdatesEndWithConnection(Connection):
    """On a new connection it is not believed that firmware was installed."""

    _is_told = False

    def objection(self, action: str, payload: Payload) -> Objection:
        is_sudden = payload.get("status") == "Installed" and not self._is_told
        self._is_told = self._is_told or action == FIRMWARE
        if action == FIRMWARE and is_sudden:
            return UNFORESEEN
        return super().objection(action, payload)
