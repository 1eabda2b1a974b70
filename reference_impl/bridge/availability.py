"""In or out of service: wanted at once, in force when no vehicle is plugged in.

Overview, change availability and IsOperative; OCPP 1.6, section 5.2.
"""

from __future__ import annotations

from collections.abc import Mapping

from ocpp.v16.enums import AvailabilityStatus, AvailabilityType

from ocpp16.frames import Payload
from ocpp16.rpc import Answer
from reference_impl.bridge.block import Block, Handler
from reference_impl.device_link import DeviceState, Reading

CONNECTORS = (0, 1)


class Availability(Block):
    """Follows ChangeAvailability and the key IsOperative, which are two ways to say the same."""

    def handlers(self) -> Mapping[str, Handler]:
        """See ``Block``."""
        return {"ChangeAvailability": self._change_availability}

    @property
    def operative(self) -> bool:
        """What the operator wants."""
        return bool(self.bridge.store.load("availability/operative", True))

    @property
    def in_force(self) -> bool:
        """What holds now."""
        return bool(self.bridge.store.load("availability/in-force", True))

    @property
    def out_of_service(self) -> bool:
        """Whether charging is refused for this reason."""
        return self.applies() and not self.in_force

    def applies(self) -> bool:
        """Availability can be controlled in commercial mode only."""
        return self.bridge.configuration.flag("CommercialMode")

    def defers(self) -> bool:
        """Whether a change waits for the vehicle to be unplugged."""
        return self.bridge.state.plugged_in

    def change(self, now: float, operative: bool) -> str:
        """Want the charger in or out of service; returns the AvailabilityStatus."""
        if not self.applies():
            return AvailabilityStatus.rejected
        self._want(operative)
        if operative != self.in_force and self.defers():
            return AvailabilityStatus.scheduled
        self._execute(now)
        return AvailabilityStatus.accepted

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        """Unplugging carries a deferred change out."""
        if before.plugged_in and not self.bridge.state.plugged_in:
            self._execute(now)

    def _want(self, operative: bool) -> None:
        self.bridge.store.save("availability/operative", operative)

    def _execute(self, now: float) -> None:
        if self.in_force != self.operative:
            self.bridge.store.save("availability/in-force", self.operative)
            self.bridge.status.refresh(now)

    def _change_availability(self, now: float, request: Payload, answer: Answer) -> None:
        if request["connectorId"] not in CONNECTORS:
            answer({"status": AvailabilityStatus.rejected})
            return
        status = self.change(now, request["type"] == AvailabilityType.operative)
        answer({"status": status})
