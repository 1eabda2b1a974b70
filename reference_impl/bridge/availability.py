"""In or out of service: wanted at once, out of service in force when no vehicle is plugged in.

Overview, change availability and IsOperative; OCPP 1.6, section 5.2.
"""

from __future__ import annotations

from collections.abc import Mapping

from ocpp.v16.enums import AvailabilityStatus, AvailabilityType

from ocpp16.frames import Payload
from ocpp16.rpc import Answer
from reference_impl.bridge.block import Block, Handler
from reference_impl.device_link import Configure, DeviceState, Reading, Reply, Unreachable

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

    def preference(self) -> Mapping[str, str]:
        """What the device is told: not what is wanted, but what holds by now."""
        return {"IsOperative": "false" if self.out_of_service else "true"}

    def applies(self) -> bool:
        """Availability can be controlled in commercial mode only."""
        return self.bridge.configuration.flag("CommercialMode")

    def concerns(self, connector: int) -> bool:
        """Whether a change can be about a connector: with one only, 0 and 1 mean the same."""
        return connector in CONNECTORS

    def defers(self, operative: bool) -> bool:
        """Whether a change waits: nobody is put out of service as long as a vehicle is plugged in.

        A charger that cannot be reached may have one, and is not back in service either.
        """
        return not self.reaches_device() or (not operative and self.bridge.state.plugged_in)

    def reaches_device(self) -> bool:
        """Whether the device's facts are those of now."""
        return self.bridge.link.up

    def change(self, now: float, operative: bool) -> str:
        """Want the charger in or out of service; returns the AvailabilityStatus."""
        if not self.applies():
            return AvailabilityStatus.rejected
        self.want(operative)
        carried_out = self._execute(now)
        return AvailabilityStatus.accepted if carried_out else AvailabilityStatus.scheduled

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        """Unplugging carries a deferred change out, and so does a link that is back."""
        self._execute(now)

    def configuration_changed(self, now: float, key: str) -> None:
        """What was wanted in commercial mode sleeps outside it, and holds again later."""
        if key == "CommercialMode":
            if not self.applies():
                self._put_in_force(now, True)
            self._execute(now)

    def want(self, operative: bool) -> None:
        """Note what the operator wants; the latest word counts."""
        self.bridge.store.save("availability/operative", operative)

    def _execute(self, now: float) -> bool:
        """Carry out what is wanted, unless it waits or is out of place; whether it is in force."""
        wanted = self.operative
        if self.applies() and self.in_force != wanted and not self.defers(wanted):
            self._put_in_force(now, wanted)
            self.bridge.status.refresh(now)
        return self.in_force == wanted

    def _put_in_force(self, now: float, operative: bool) -> None:
        self.bridge.store.save("availability/in-force", operative)
        self.bridge.command(now, Configure(self.preference()), _ignore)

    def _change_availability(self, now: float, request: Payload, answer: Answer) -> None:
        if not self.concerns(request["connectorId"]):
            answer({"status": AvailabilityStatus.rejected})
            return
        status = self.change(now, request["type"] == AvailabilityType.operative)
        answer({"status": status})


def _ignore(_now: float, _reply: Reply | Unreachable) -> None:
    """A device out of reach is told when it can be reached again."""
