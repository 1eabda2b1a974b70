"""Deviations in the device."""

from reference_impl.deviations.seeding import deviates
from reference_impl.zappi.smart_charge import SmartChargeDelay
from reference_impl.zappi.zappi import Zappi


@deviates("ZAP-STAT-007")
class InstallsUnderCharge(Zappi):
    """New firmware is installed while a vehicle charges."""

    def may_install(self) -> bool:
        return True


@deviates("ZAP-STAT-011")
class TimerTakenForOwn(Zappi):
    """The charger takes the blame for the vehicle's own timer."""

    def withholds(self) -> bool:
        return super().withholds() or self.vehicle.waits_until is not None


@deviates("ZAP-STAT-012")
class VehicleFaultTakenForOwn(Zappi):
    """The charger calls itself faulty because of a fault of the vehicle."""

    def reported_fault(self) -> str | None:
        return "EVCommunicationError" if self.vehicle.ev_fault else super().reported_fault()


@deviates("ZAP-STAT-013")
class DelayBlamedOnVehicle(Zappi):
    """The vehicle is blamed for the charger's smart charge delay."""

    def withholds(self) -> bool:
        return super().withholds() and self.charging.delayed_until is None


@deviates("ZAP-STAT-014")
class ScheduleBlamedOnVehicle(Zappi):
    """The vehicle is blamed for the pauses of a charging schedule."""

    def withholds(self) -> bool:
        return super().withholds() and self.charging.delayed_until is not None


@deviates("ZAP-STAT-017")
class FaultKeptSecret(Zappi):
    """A fault of the charger does not show in what it reports."""

    def reported_fault(self) -> str | None:
        return None


@deviates("ZAP-CFG-023")
class NoDelayAtAll(SmartChargeDelay):
    """Charging begins with the session in Great Britain, too."""

    def applies(self) -> bool:
        return False


@deviates("ZAP-CFG-023")
class DelayEverywhere(SmartChargeDelay):
    """Charging is delayed wherever the charger stands."""

    def applies(self) -> bool:
        return True


@deviates("ZAP-CFG-023")
class SameDelayAgain(SmartChargeDelay):
    """Each session is delayed by the same time as the first."""

    def draw(self, number: int, longest: float) -> float:
        return super().draw(1, longest)


@deviates("ZAP-CFG-024")
class OwnersMayRemoveIt(SmartChargeDelay):
    """The delay can be removed outside commercial mode, too."""

    def may_be_set(self) -> bool:
        return True


@deviates("ZAP-CFG-024")
class NobodyMayRemoveIt(SmartChargeDelay):
    """The delay stays in commercial mode, whatever the operator sets."""

    def may_be_set(self) -> bool:
        return False


@deviates("ZAP-CFG-024")
class CommercialMeansNoDelay(SmartChargeDelay):
    """Commercial mode alone removes the delay."""

    def longest(self) -> float:
        return 0.0 if self.may_be_set() else super().longest()
