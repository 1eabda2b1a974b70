"""The status of connectors: computed from facts, notified once a change, until acknowledged.

OCPP 1.6, sections 4.9 and 7.7, errata E3.22; overview, Status Notifications.
"""

from __future__ import annotations

from dataclasses import dataclass

from ocpp.v16.enums import ChargePointErrorCode, ChargePointStatus

from ocpp16.frames import Payload
from ocpp16.rpc import Answered, Disconnected, Outcome, Refused
from ocpp16.timestamps import to_text
from reference_impl.bridge.block import Block, Request

CHARGE_POINT, CONNECTOR = 0, 1
FAULT_CODES = frozenset(ChargePointErrorCode) - {ChargePointErrorCode.no_error}


@dataclass(slots=True)
class Notification:
    """A status to be told to the central system."""

    connector: int
    status: str
    error_code: str
    at: float
    not_before: float = 0.0
    failed: bool = False
    """Whether it was sent and not acknowledged."""

    @property
    def facts(self) -> tuple[str, str]:
        """What makes two notifications the same."""
        return self.status, self.error_code

    def payload(self) -> Payload:
        """The StatusNotification."""
        return {
            "connectorId": self.connector,
            "errorCode": self.error_code,
            "status": self.status,
            "timestamp": to_text(self.at),
        }


class Status(Block):
    """Notifies each change of either connector's status."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._latest: dict[int, Notification] = {}
        self._waiting: list[Notification] = []

    # what the status is --------------------------------------------------------------------------

    def status_of(self, connector: int) -> str:
        """The status of a connector, from facts alone."""
        if self.bridge.state.fault is not None:
            return ChargePointStatus.faulted
        if self.out_of_service():
            return ChargePointStatus.unavailable
        if connector == CHARGE_POINT:
            return ChargePointStatus.available
        return self.session_status()

    def out_of_service(self) -> bool:
        """Whether nobody can charge here: taken out of service, or installing firmware."""
        return self.bridge.availability.out_of_service or self.bridge.state.installing

    def session_status(self) -> str:
        """The status of a connector that is in service."""
        if self.bridge.transactions.running:
            return self.charging_status()
        if self.bridge.state.plugged_in:
            ended = self.bridge.transactions.ended_while_plugged_in
            return ChargePointStatus.finishing if ended else ChargePointStatus.preparing
        waits = self.bridge.authorization.waits_for_vehicle
        return ChargePointStatus.preparing if waits else ChargePointStatus.available

    def charging_status(self) -> str:
        """The status within a transaction: who keeps the current from flowing?"""
        if self.bridge.state.drawing:
            return ChargePointStatus.charging
        if self.bridge.state.withheld or self.bridge.transactions.suspended:
            return ChargePointStatus.suspended_evse
        return ChargePointStatus.suspended_ev

    def error_code(self) -> str:
        """The error code that goes with the status: the device's, if OCPP knows it."""
        fault = self.bridge.state.fault
        if fault is None:
            return ChargePointErrorCode.no_error
        return fault if fault in FAULT_CODES else ChargePointErrorCode.other_error

    # telling it ------------------------------------------------------------------------------------

    def registered(self, now: float) -> None:
        """After each accepted registration both connectors are told (E3.22)."""
        self._waiting.clear()
        self._latest.clear()
        self.refresh(now)

    def refresh(self, now: float) -> None:
        """Queue a notification for each connector whose facts have changed."""
        if not self.bridge.registration.accepted:
            return
        for connector in self.connectors():
            notification = Notification(
                connector, self.status_of(connector), self.error_code(), now
            )
            if self.is_news(notification):
                self._latest[connector] = notification
                self._waiting.append(notification)

    def is_news(self, notification: Notification) -> bool:
        """Whether it differs from what was said, or waits to be said, last of the connector."""
        latest = self._latest.get(notification.connector)
        return latest is None or latest.facts != notification.facts

    def connectors(self) -> tuple[int, ...]:
        """The connectors that are told of, in this order."""
        return CHARGE_POINT, CONNECTOR

    def latest(self, connector: int) -> Notification | None:
        """What was said, or will be said, last of a connector."""
        return self._latest.get(connector)

    def next_deadline(self) -> float | None:
        """When a refused notification may be repeated."""
        return min((notification.not_before for notification in self._waiting), default=None)

    def next_call(self, now: float) -> Request | None:
        """The oldest notification that may go; what failed and is no longer true does not."""
        self._waiting = [n for n in self._waiting if not n.failed or self.repeats(n)]
        notification = next((n for n in self._waiting if now >= n.not_before), None)
        if notification is None:
            return None

        def concluded(moment: float, outcome: Outcome) -> None:
            self._concluded(moment, notification, outcome)

        return Request("StatusNotification", notification.payload(), concluded)

    def repeats(self, notification: Notification) -> bool:
        """Whether to send again what was not acknowledged: as long as it is still true."""
        return self._latest.get(notification.connector) is notification

    def _concluded(self, now: float, notification: Notification, outcome: Outcome) -> None:
        if isinstance(outcome, Disconnected) or notification not in self._waiting:
            return
        if isinstance(outcome, Answered):
            self._waiting.remove(notification)
            return
        notification.failed = True
        if isinstance(outcome, Refused):
            notification.not_before = now + self.bridge.settings.call_timeout
