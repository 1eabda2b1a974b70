"""Deviations in what is answered for a device that cannot be reached."""

from collections.abc import Sequence

from ocpp.v16.enums import UnlockStatus

from ocpp16.frames import Payload
from ocpp16.rpc import Answer
from reference_impl.bridge.availability import Availability
from reference_impl.bridge.charging_profiles import ChargingProfiles, OnStatus
from reference_impl.bridge.composite import CompositeSchedule
from reference_impl.bridge.configuration import Configuration
from reference_impl.bridge.firmware import Firmware
from reference_impl.bridge.heartbeat import Heartbeat
from reference_impl.bridge.keys import Key
from reference_impl.bridge.metering import Metering
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.bridge.reset import Reset
from reference_impl.bridge.status import Status
from reference_impl.bridge.unlocking import Unlocking
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import Reply, Unreachable
from reference_impl.zappi.slots import Slot

# orders ----------------------------------------------------------------------------------------------


@deviates("ZAP-CONN-002")
class StartPromised(RemoteControl):
    """A remote start is accepted although the charger cannot be reached."""

    def reaches_device(self, order: str) -> bool:
        return order == "RemoteStartTransaction" or super().reaches_device(order)


@deviates("ZAP-CONN-002")
class StopPromised(RemoteControl):
    """A remote stop is accepted although the charger cannot be reached."""

    def reaches_device(self, order: str) -> bool:
        return order == "RemoteStopTransaction" or super().reaches_device(order)


@deviates("ZAP-CONN-002")
class UnlockPromised(Unlocking):
    """A connector is said to be unlocked although the charger cannot be reached."""

    def status(self, reply: Reply | Unreachable) -> str:
        return UnlockStatus.unlocked


@deviates("ZAP-CONN-008")
class UnlockDropped(Unlocking):
    """A request to unlock is left unanswered while the charger cannot be reached."""

    def _unlock(self, now: float, request: Payload, answer: Answer) -> None:
        if self.bridge.link.up:
            super()._unlock(now, request, answer)


@deviates("ZAP-CONN-002")
class ResetPromised(Reset):
    """A reset is accepted although the charger cannot be reached."""

    def reaches_device(self) -> bool:
        return True


@deviates("ZAP-CONN-002")
class AvailabilityAssumed(Availability):
    """A change of availability is said to be in force though the charger has not heard of it."""

    def reaches_device(self) -> bool:
        return True


@deviates("ZAP-CONN-002")
class AvailabilityForgotten(Availability):
    """A change of availability that had to wait for the charger is never carried out."""

    def change(self, now: float, operative: bool) -> str:
        return super().change(now, operative) if self.reaches_device() else "Scheduled"


@deviates("ZAP-CONN-002")
class ModeKeptInCloud(Configuration):
    """Commercial mode is switched in the records although the charger cannot be reached."""

    def concerns_device(self, key: Key) -> bool:
        return super().concerns_device(key) and self.bridge.link.up


@deviates("ZAP-CONN-002")
class PlanKeptInCloud(ChargingProfiles):
    """A charging profile is accepted into the records although the charger cannot be reached."""

    def install(self, now: float, profile: Payload, connector: int, told: OnStatus) -> None:
        if self.bridge.link.up:
            super().install(now, profile, connector, told)
        else:
            told(now, "Accepted")


@deviates("ZAP-CONN-002")
class PlanClearedInCloud(ChargingProfiles):
    """A charging profile is cleared from the records although the charger cannot be reached."""

    def _clear(self, now: float, request: Payload, answer: Answer) -> None:
        if self.bridge.link.up:
            super()._clear(now, request, answer)
        else:
            self.bridge.store.save("profiles", {})
            answer({"status": "Accepted"})


@deviates("ZAP-CONN-002")
class UpdateDropped(Firmware):
    """An update that was ordered while the charger could not be reached is forgotten."""

    def advance(self, now: float) -> None:
        if not self.bridge.link.up:
            self.bridge.store.delete("firmware-order")
        super().advance(now)


@deviates("ZAP-CONN-002")
class UpdateMadeUp(Firmware):
    """A download is reported that the charger cannot have begun."""

    def _update_firmware(self, now: float, request: Payload, answer: Answer) -> None:
        super()._update_firmware(now, request, answer)
        if not self.bridge.link.up:
            self.progress(now, "Downloading")


# questions -------------------------------------------------------------------------------------------


@deviates("ZAP-CONN-002")
class ForecastOfNothing(CompositeSchedule):
    """The forecast for a charger that cannot be reached knows of no plan."""

    def slots(self) -> Sequence[Slot]:
        return super().slots() if self.bridge.link.up else ()


@deviates("ZAP-CONN-008")
class SettingsUnanswered(Configuration):
    """A question about the settings is left open while the charger cannot be reached."""

    def _get_configuration(self, now: float, request: Payload, answer: Answer) -> None:
        if self.bridge.link.up:
            super()._get_configuration(now, request, answer)


@deviates("ZAP-CONN-002")
class SettingsUnknown(Configuration):
    """No setting of a charger that cannot be reached is known."""

    def _get_configuration(self, now: float, request: Payload, answer: Answer) -> None:
        if self.bridge.link.up:
            super()._get_configuration(now, request, answer)
        else:
            answer({"unknownKey": request.get("key", [])})


@deviates("ZAP-CONN-002")
class ReadingsDatedAnew(Metering):
    """The last reading of a charger that cannot be reached is passed off as another one."""

    def latest(self) -> Payload | None:
        sample = super().latest()
        if sample is None or self.bridge.link.up:
            return sample
        value = {**sample["meterValue"][0], "timestamp": "2026-01-05T12:00:00.000Z"}
        return {**sample, "meterValue": [value]}


@deviates("ZAP-CONN-002")
class OutOfReachIsUnavailable(Status):
    """A charger that cannot be reached is reported to be unavailable."""

    def advance(self, now: float) -> None:
        self.refresh(now)

    def session_status(self) -> str:
        return super().session_status() if self.bridge.link.up else "Unavailable"


@deviates("ZAP-CONN-002")
class NoHeartbeatOutOfReach(Heartbeat):
    """The service falls silent when its charger cannot be reached."""

    def following(self, due: float, now: float) -> float:
        return super().following(due, now) + (0.0 if self.bridge.link.up else 86_400.0)
