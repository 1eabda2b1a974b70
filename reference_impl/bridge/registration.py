"""Introducing the charge point: BootNotification until accepted, and who may speak before that.

OCPP 1.6, section 4.2; overview, boot notification ('Trigger Conditions', 'Status Information').
"""

from __future__ import annotations

from ocpp.v16.enums import RegistrationStatus

from ocpp16 import schema
from ocpp16.frames import Payload
from ocpp16.rpc import Answered, Disconnected, Outcome
from reference_impl.bridge.block import Block, Request
from reference_impl.device_link import Reading

UNSTATED_INTERVAL = 60.0
"""Seconds between attempts when the central system gives no interval or no answer."""


class Registration(Block):
    """Registers after each restart of the device and on each new connection."""

    speaks_while_pending = True

    status: str | None = None
    """What the central system made of the latest attempt; None while there is no valid answer."""
    _due: float | None = None
    _not_before = 0.0
    """The interval given with Pending or Rejected also holds across restarts and connections."""

    @property
    def accepted(self) -> bool:
        """Whether normal operation has begun."""
        return self.status == RegistrationStatus.accepted

    def permits(self, block: Block) -> bool:
        """Whether a block may send requests now."""
        if self.accepted or block is self:
            return True
        return self.status == RegistrationStatus.pending and block.speaks_while_pending

    def answers_requests(self) -> bool:
        """A rejected charge point does not even answer (section 4.2)."""
        return self.status != RegistrationStatus.rejected

    def connected(self, now: float) -> None:
        """A new connection begins without registration."""
        if self.boots_on_connection():
            self._begin(now)

    def disconnected(self, now: float) -> None:
        """Nothing to register with; what was accepted has to be introduced again."""
        self._due = None
        if self.accepted:
            self.status = None

    def device_booted(self, now: float, reading: Reading) -> None:
        """A restarted device introduces itself again."""
        if self.boots_on_restart() and self.bridge.is_connected:
            self._begin(now)

    def boots_on_connection(self) -> bool:
        """Documented: each new connection, though OCPP-J 5.4 advises against it."""
        return True

    def boots_on_restart(self) -> bool:
        """Documented: each restart of the device."""
        return True

    def next_deadline(self) -> float | None:
        """When to register."""
        return self._due

    def next_call(self, now: float) -> Request | None:
        """A BootNotification when it is time."""
        if self._due is None or now < self._due:
            return None
        self._due = None
        return Request("BootNotification", self.payload(), self._concluded)

    def payload(self) -> Payload:
        """Who the charge point is (section 6.3, and the overview's example)."""
        settings = self.bridge.settings
        return {
            "chargePointVendor": settings.vendor,
            "chargePointModel": settings.model,
            "chargePointSerialNumber": settings.serial,
            "chargeBoxSerialNumber": settings.serial,
            "firmwareVersion": self.firmware_version(),
            "iccid": "",
            "imsi": "",
            "meterType": "",
            "meterSerialNumber": settings.serial,
        }

    def firmware_version(self) -> str:
        """The version the device reported last."""
        return self.bridge.state.firmware

    def retry_delay(self, interval: float) -> float:
        """Seconds until the next attempt; the interval given is a minimum."""
        return interval if interval > 0 else UNSTATED_INTERVAL

    def adopt(self, now: float, interval: int) -> None:
        """The accepted interval becomes the HeartbeatInterval; 0 leaves it as configured."""
        if interval > 0:
            self.bridge.configuration.put(now, "HeartbeatInterval", str(interval))

    def _begin(self, now: float) -> None:
        self._due = max(now, self._not_before)
        if self._due <= now:
            self.status = None

    def _concluded(self, now: float, outcome: Outcome) -> None:
        if isinstance(outcome, Disconnected) or self._due is not None:
            return
        response = outcome.payload if isinstance(outcome, Answered) else None
        if response is None or schema.faults("BootNotification", response, answer=True):
            self._due = now + self.retry_delay(0)
            return
        self.status = response["status"]
        if self.accepted:
            self._not_before = 0.0
            self.adopt(now, response["interval"])
            for block in self.bridge.blocks:
                block.registered(now)
        else:
            self._due = self._not_before = now + self.retry_delay(response["interval"])
