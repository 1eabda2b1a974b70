"""Deviations in the current the device offers."""

from collections.abc import Iterable

from reference_impl.deviations.seeding import deviates
from reference_impl.zappi.charging import FULL_CURRENT, MINIMUM_CURRENT, ChargingControl
from reference_impl.zappi.slots import Slot


@deviates("ZAP-PROF-001")
class ProfilesWithoutEffect(ChargingControl):
    """Charging profiles are accepted and stored, and ignored."""

    def schedule_limit(self, now: float, slots: Iterable[Slot]) -> float | None:
        return None


@deviates("ZAP-PROF-017")
class RoundedUpToSix(ChargingControl):
    """A limit below 6 A is rounded up to 6 A."""

    def usable(self, current: float) -> float:
        return max(current, MINIMUM_CURRENT) if current > 0 else 0.0


@deviates("ZAP-PROF-017")
class SixIsTooLittle(ChargingControl):
    """Exactly 6 A is taken for too little to charge with."""

    def usable(self, current: float) -> float:
        return current if current > MINIMUM_CURRENT else 0.0


@deviates("ZAP-PROF-020")
class NoProfileNoCurrent(ChargingControl):
    """Where no charging profile says anything nothing is offered."""

    def combine(self, current: float, limit: float | None) -> float:
        return super().combine(current, 0.0 if limit is None else limit)


@deviates("ZAP-PROF-021")
class DormantProfilesAwake(ChargingControl):
    """Charging profiles stay in force when commercial mode is switched off."""

    def schedule_limit(self, now: float, slots: Iterable[Slot]) -> float | None:
        return self.limits.limit(slots, now)


@deviates("ZAP-PROF-022")
class BoostsInCommercialMode(ChargingControl):
    """The owner's timed boosts run in commercial mode too."""

    def heeds_own_schedules(self) -> bool:
        return True


@deviates("ZAP-PROF-022")
class BoostsNeverRun(ChargingControl):
    """The owner's timed boosts run in no mode at all."""

    def heeds_own_schedules(self) -> bool:
        return False


@deviates("ZAP-PROF-026")
class ProfileOverridesSite(ChargingControl):
    """A charging profile may raise the current above the limits of site and device."""

    def combine(self, current: float, limit: float | None) -> float:
        return current if limit is None else limit


@deviates("ZAP-CFG-022")
class EcoLikeFast(ChargingControl):
    """The Eco mode takes all there is, like Fast."""

    def wanted(self, now: float) -> float:
        return FULL_CURRENT if self.mode == "Eco" else super().wanted(now)


@deviates("ZAP-CFG-022")
class EcoPlusLikeEco(ChargingControl):
    """Eco_Plus never pauses: without any surplus it charges from the grid."""

    def wanted(self, now: float) -> float:
        return (
            max(MINIMUM_CURRENT, super().wanted(now))
            if self.mode == "Eco_Plus"
            else super().wanted(now)
        )
