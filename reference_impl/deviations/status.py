"""Deviations in what is said of the status."""

from typing import Any

from reference_impl.bridge.charging_profiles import ChargingProfiles, OnStatus
from reference_impl.bridge.status import CHARGE_POINT, CONNECTOR, Notification, Status
from reference_impl.bridge.transactions import Transactions
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import DeviceState, Reading


@deviates("ZAP-STAT-001")
class PolledStatus(Status):
    """The status is looked at once a minute, so that short states are lost."""

    def refresh(self, now: float) -> None:
        told = self.latest(CONNECTOR)
        if told is None or now >= told.at + 60:
            super().refresh(now)


@deviates("ZAP-STAT-002")
class EveryReportPassedOn(Status):
    """Each report of the device becomes a notification, whether anything has changed or not."""

    def is_news(self, notification: Notification) -> bool:
        return True


@deviates("ZAP-STAT-003")
class LostStatusUnrepaired(Status):
    """A status that nobody acknowledged is not sent again."""

    def repeats(self, notification: Notification) -> bool:
        return False


@deviates("ZAP-STAT-003")
class OutdatedStatusRepeated(Status):
    """A status that nobody acknowledged is sent again although it is no longer true."""

    def repeats(self, notification: Notification) -> bool:
        return True


@deviates("ZAP-STAT-004")
class SecondConnector(Status):
    """A second connector is spoken of, which the charger does not have."""

    def connectors(self) -> tuple[int, ...]:
        return CHARGE_POINT, CONNECTOR, 2


@deviates("ZAP-STAT-005")
class WholeStationUnmentioned(Status):
    """The whole station is not spoken of at the start."""

    def connectors(self) -> tuple[int, ...]:
        return (CONNECTOR,)


@deviates("ZAP-STAT-005")
class WholeStationInSession(Status):
    """The whole station is given the status of the session."""

    def status_of(self, connector: int) -> str:
        return super().status_of(CONNECTOR)


@deviates("ZAP-STAT-006")
class FreeWithAVehicle(Status):
    """A charger is called free while a vehicle that has finished is still plugged in."""

    def session_status(self) -> str:
        status = super().session_status()
        return "Available" if status == "Finishing" else status


@deviates("ZAP-STAT-007")
class FreeWhileInstalling(Status):
    """An installation does not show in the status."""

    def out_of_service(self) -> bool:
        return self.bridge.availability.out_of_service


@deviates("ZAP-STAT-008")
class SilentlyOutOfService(Status):
    """Being taken out of service does not show in the status."""

    def out_of_service(self) -> bool:
        return self.bridge.state.installing


@deviates("ZAP-STAT-009")
class WaitingVehicleSuspended(Status):
    """A vehicle nobody has authorised yet is said to be suspended."""

    def session_status(self) -> str:
        status = super().session_status()
        waits = status == "Preparing" and self.bridge.state.plugged_in
        return "SuspendedEVSE" if waits else status


@deviates("ZAP-STAT-010")
class FullVehicleFinishes(Status):
    """A vehicle that takes no more current is said to be finishing."""

    def charging_status(self) -> str:
        status = super().charging_status()
        return "Finishing" if status == "SuspendedEV" else status


@deviates("ZAP-STAT-010")
class FullVehicleStopped(Transactions):
    """A vehicle that takes no more current ends its transaction."""

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        super().device_changed(now, before, reading)
        if before.drawing and not self.bridge.state.drawing:
            self.end(now, "Local")


@deviates("ZAP-STAT-014")
class PauseEndsTransaction(ChargingProfiles):
    """A charging schedule that begins with a pause ends the transaction."""

    def install(self, now: float, profile: dict[str, Any], connector: int, told: OnStatus) -> None:
        super().install(now, profile, connector, told)
        if profile["chargingSchedule"]["chargingSchedulePeriod"][0]["limit"] == 0:
            self.bridge.transactions.end(now, "Other")


@deviates("ZAP-STAT-015")
class FinishingForgotten(Status):
    """A vehicle that has had its session is said to be waiting for one."""

    def session_status(self) -> str:
        status = super().session_status()
        return "Preparing" if status == "Finishing" else status


@deviates("ZAP-STAT-015")
class SecondSessionUnprepared(Transactions):
    """The next session of a vehicle follows the last without anything in between."""

    def leave_finishing(self, now: float) -> None:
        pass


@deviates("ZAP-STAT-017")
class FaultWithoutName(Status):
    """A fault is reported without saying that there is an error."""

    def error_code(self) -> str:
        return "NoError"


@deviates("ZAP-STAT-018")
class ChargingNeverSaid(Status):
    """The documented list of statuses is taken literally: it does not contain Charging."""

    def charging_status(self) -> str:
        status = super().charging_status()
        return "Preparing" if status == "Charging" else status
