"""Deviations in clearing charging profiles and in what remains of them."""

from dataclasses import replace
from typing import Any

from ocpp.v16.enums import ClearChargingProfileStatus

from ocpp16.frames import Payload
from reference_impl.bridge.charging_profiles import ChargingProfiles
from reference_impl.deviations.seeding import deviates
from reference_impl.zappi.memory import Memory
from reference_impl.zappi.slots import Slot


@deviates("ZAP-CLR-001")
class PurposeIgnored(ChargingProfiles):
    """Clearing one kind of profile clears every kind."""

    def selects(self, criteria: Payload, number: int, known: dict[str, Any]) -> bool:
        others = {k: v for k, v in criteria.items() if k != "chargingProfilePurpose"}
        return super().selects(others, number, known)


@deviates("ZAP-CLR-001")
class LevelZeroMeansAny(ChargingProfiles):
    """A criterion of stack level 0 is taken for none."""

    def selects(self, criteria: Payload, number: int, known: dict[str, Any]) -> bool:
        given = {k: v for k, v in criteria.items() if k != "stackLevel" or v}
        return super().selects(given, number, known)


@deviates("ZAP-CLR-002")
class IdNeedsPurpose(ChargingProfiles):
    """An id without its purpose clears nothing."""

    def selects(self, criteria: Payload, number: int, known: dict[str, Any]) -> bool:
        complete = "id" not in criteria or "chargingProfilePurpose" in criteria
        return complete and super().selects(criteria, number, known)


@deviates("ZAP-CLR-003")
class NothingToClearIsFine(ChargingProfiles):
    """A request that fits no profile is answered Accepted."""

    def none_fits(self) -> str:
        return ClearChargingProfileStatus.accepted


@deviates("ZAP-CLR-004")
class LimitOutlivesProfile(Memory):
    """A cleared profile is forgotten, its limit is not."""

    def cleared(self, slot: Slot) -> Slot | None:
        return slot


@deviates("ZAP-CLR-005")
class RecordsRemoved(Memory):
    """Clearing leaves no record of the slots."""

    def cleared(self, slot: Slot) -> Slot | None:
        return None


@deviates("ZAP-CLR-006")
class LimitLeftBehind(Memory):
    """Clearing sets the duration of a slot to 0 and leaves its limit."""

    def cleared(self, slot: Slot) -> Slot | None:
        return replace(slot, duration=0.0)


@deviates("ZAP-CLR-006")
class ClearingBlocks(Memory):
    """Clearing sets the limit of a slot to 0 and leaves it in force."""

    def cleared(self, slot: Slot) -> Slot | None:
        return replace(slot, limit=0.0)
