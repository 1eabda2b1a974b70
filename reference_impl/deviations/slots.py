"""Deviations in how schedules become slots, and in the memory that holds them."""

from collections.abc import Sequence

from ocpp16.frames import Payload
from reference_impl.bridge.slots import SlotPlan
from reference_impl.deviations.seeding import deviates
from reference_impl.zappi.memory import Memory
from reference_impl.zappi.slots import Slot


@deviates("ZAP-PROF-002")
class ForgetfulMemory(Memory):
    """Slots do not survive a restart of the device."""

    def power_lost(self) -> None:
        self.records = [None] * self.CAPACITY


@deviates("ZAP-PROF-006")
class OneSlotPerProfile(SlotPlan):
    """Only the first period of a schedule is given a slot."""

    def slots(self, profile: Payload, begun: float) -> tuple[Slot, ...]:
        return super().slots(profile, begun)[:1]


@deviates("ZAP-PROF-007")
class DayBeginsOnArrival(SlotPlan):
    """The hours of a daily schedule count from the moment at which it is set."""

    def anchor(self, profile: Payload, begun: float) -> float:
        return begun if self.recurrence(profile) else super().anchor(profile, begun)


@deviates("ZAP-PROF-008")
class PartialStorage(Memory):
    """Of a schedule that does not fit as much is stored as there is room for."""

    def has_room(self, wanted: int, found: int) -> bool:
        return found > 0


@deviates("ZAP-PROF-008")
class OldestSlotsOverwritten(Memory):
    """A full memory makes room at the cost of what it holds."""

    def free(self) -> Sequence[int]:
        return [*super().free(), *range(self.CAPACITY)]


@deviates("ZAP-PROF-008")
class OneSlotShort(Memory):
    """The memory has 47 slots."""

    CAPACITY = 47


@deviates("ZAP-PROF-012")
class ScheduleBeginsAtOnce(SlotPlan):
    """startSchedule is ignored."""

    def anchor(self, profile: Payload, begun: float) -> float:
        return begun


@deviates("ZAP-PROF-013")
class OneDayOnly(SlotPlan):
    """A daily schedule is over after its first day."""

    def recurrence(self, profile: Payload) -> float:
        daily = profile.get("recurrencyKind") == "Daily"
        return 0.0 if daily else super().recurrence(profile)


@deviates("ZAP-PROF-014")
class EveryDayIsMonday(SlotPlan):
    """A weekly schedule comes back every day."""

    def recurrence(self, profile: Payload) -> float:
        return min(super().recurrence(profile), 86_400.0)


@deviates("ZAP-PROF-015")
class WattsTakenForAmps(SlotPlan):
    """The number of a limit in watts is taken for amps."""

    def ampere(self, schedule: Payload, period: Payload) -> float:
        return float(period["limit"])


@deviates("ZAP-PROF-015")
class AlwaysThreePhases(SlotPlan):
    """Watts are spread over three phases whatever the charger has and the period says."""

    def phases_of(self, period: Payload) -> int:
        return 3


@deviates("ZAP-PROF-023")
class NoWriteLimit(Memory):
    """Slots are written as often as anybody likes."""

    def may_write(self, now: float, count: int) -> bool:
        return True


@deviates("ZAP-PROF-023")
class ProfilesCounted(Memory):
    """The write limit counts profiles, not slots."""

    def may_write(self, now: float, count: int) -> bool:
        return super().may_write(now, min(count, 1))


@deviates("ZAP-PROF-023")
class ClockHourBudget(Memory):
    """The write limit starts afresh with every hour of the clock."""

    def recent_writes(self, now: float) -> int:
        return sum(1 for moment in self.writes if moment >= now - now % self.WINDOW)


@deviates("ZAP-PROF-024")
class NeedlessWrites(Memory):
    """Slots are written although they hold the wanted content already."""

    def needs_write(self, held: Slot | None, wanted: Slot) -> bool:
        return True
