"""Deviations in which charging profiles are taken, what they replace and how long they stay."""

from typing import Any

from ocpp16.frames import Payload
from reference_impl.bridge.charging_profiles import ChargingProfiles
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.deviations.seeding import deviates
from reference_impl.zappi.slots import Limits, Slot


@deviates("ZAP-PROF-003")
class ProfileForAnyTransaction(ChargingProfiles):
    """A TxProfile is taken whichever transaction it is for, and if there is none."""

    def concerns_running(self, profile: Payload) -> bool:
        return True


@deviates("ZAP-PROF-003")
class RemoteProfileLost(ChargingProfiles):
    """A TxProfile that does not name its transaction is turned away, even with a remote start."""

    def concerns_running(self, profile: Payload) -> bool:
        return "transactionId" in profile and super().concerns_running(profile)


@deviates("ZAP-PROF-003")
class AnyProfileToStartWith(RemoteControl):
    """A session is started although the profile that comes along is not for a transaction."""

    def profile_fits(self, request: Payload) -> bool:
        return True


@deviates("ZAP-PROF-004")
class StricterProfileWins(Limits):
    """Where a transaction has a profile of its own the default still caps it."""

    def limit(self, slots: Any, now: float) -> float | None:
        active = [slot.limit for slot in slots if slot.in_use and slot.active(now)]
        return min(active, default=None)


@deviates("ZAP-PROF-005")
class StationProfileTaken(ChargingProfiles):
    """A ChargePointMaxProfile is accepted and stored."""

    def supports(self, profile: Payload) -> bool:
        return bool(profile["chargingProfileKind"] != "Relative")


@deviates("ZAP-PROF-009")
class DefaultsStack(ChargingProfiles):
    """TxDefaultProfiles of different levels are kept side by side."""

    def excludes_each_other(self, profile: Payload, known: dict[str, Any]) -> bool:
        return bool(known["stackLevel"] == profile["stackLevel"])


@deviates("ZAP-PROF-010")
class FourteenStacked(ChargingProfiles):
    """The stack is full with 14 profiles."""

    MOST_STACKED = 14


@deviates("ZAP-PROF-010")
class EndlessStack(ChargingProfiles):
    """Any number of profiles is stacked."""

    def stack_is_full(self, profile: Payload) -> bool:
        return False


@deviates("ZAP-PROF-010")
class AnyStackLevel(ChargingProfiles):
    """Stack levels beyond the greatest are taken."""

    HIGHEST_STACK_LEVEL = 1_000_000


@deviates("ZAP-PROF-011")
class LowestLevelPrevails(Limits):
    """Of stacked profiles the one with the lowest level counts."""

    def prevailing(self, competing: list[Slot]) -> Slot:
        return min(competing, key=lambda slot: slot.stack_level)


@deviates("ZAP-PROF-011")
class LowestLimitPrevails(Limits):
    """Of stacked profiles the one with the lowest limit counts."""

    def prevailing(self, competing: list[Slot]) -> Slot:
        return min(competing, key=lambda slot: slot.limit)


@deviates("ZAP-PROF-018")
class ProfileOutlivesTransaction(ChargingProfiles):
    """TxProfiles stay when their transaction ends."""

    def cleared_at_end(self) -> tuple[int, ...]:
        return ()


@deviates("ZAP-PROF-019")
class DefaultEndsToo(ChargingProfiles):
    """The TxDefaultProfile is cleared together with the profiles of a transaction."""

    def cleared_at_end(self) -> tuple[int, ...]:
        return tuple(self.installed)


@deviates("ZAP-PROF-021")
class ProfilesForPrivateChargers(ChargingProfiles):
    """Charging profiles are taken without commercial mode."""

    def applies(self) -> bool:
        return True
