"""How much current the device offers, and why it may offer none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from reference_impl.zappi.slots import FOREVER, Limits, Slot

FULL_CURRENT = 32.0
MINIMUM_CURRENT = 6.0
DAY = 86_400.0
MOST_CHANGES = 500
"""As many are looked ahead; no week of any schedule has more."""


@dataclass
class ChargingControl:
    """The device's decision on current, from its facts. Ampere and seconds.

    Overview, 'Power Limits in Amps or Watts', 'Commercial Mode Requirement', 'Site and Device
    Limits', and 'When no profiles are active or installed'.
    """

    device_limit: float
    site_limit: float = FULL_CURRENT
    commercial: bool = False
    mode: str = "STOP"
    delayed_until: float | None = None
    surplus: float = 0.0
    """Solar surplus in ampere, for the Eco modes."""
    boosts: list[tuple[float, float]] = field(default_factory=list)
    """The owner's own timed boosts: start and end in seconds of the (UTC) day, or of the next."""
    limits: Limits = field(default_factory=Limits)

    def offered(self, now: float, slots: Iterable[Slot]) -> float:
        """What the device lets the vehicle draw."""
        if self.delays(now):
            return 0.0
        current = min(self.wanted(now), self.site_limit, self.device_limit)
        limit = self.schedule_limit(now, slots)
        return self.usable(self.combine(current, limit))

    def wanted(self, now: float) -> float:
        """What the charging mode asks for."""
        if self.heeds_own_schedules() and self.boosting(now):
            return FULL_CURRENT
        if self.mode == "Eco":
            return max(MINIMUM_CURRENT, self.surplus)
        return {"Fast": FULL_CURRENT, "Eco_Plus": self.surplus}.get(self.mode, 0.0)

    def schedule_limit(self, now: float, slots: Iterable[Slot]) -> float | None:
        """What the charging profiles allow; they lie dormant outside commercial mode."""
        return self.limits.limit(slots, now) if self.commercial else None

    def combine(self, current: float, limit: float | None) -> float:
        """A charging profile can lower the current, never raise it."""
        return current if limit is None else min(current, limit)

    def usable(self, current: float) -> float:
        """Below 6 A a vehicle cannot charge."""
        return current if current >= MINIMUM_CURRENT else 0.0

    def heeds_own_schedules(self) -> bool:
        """Commercial mode puts the owner's timed boosts out of force."""
        return not self.commercial

    def boosting(self, now: float) -> bool:
        """Whether one of the owner's boosts is on."""
        return any(_covers(start, end, now % DAY) for start, end in self.boosts)

    def delays(self, now: float) -> bool:
        """Whether the smart charge delay is running."""
        return self.delayed_until is not None and now < self.delayed_until

    def held_back(self, now: float, slots: Iterable[Slot]) -> bool:
        """Whether a charging profile keeps current from flowing."""
        limit = self.schedule_limit(now, slots)
        return limit is not None and self.usable(limit) == 0

    def next_start(self, now: float, slots: Collection[Slot]) -> float | None:
        """When current will be offered again, as far as that can be told beforehand."""
        moment = now
        for _ in range(MOST_CHANGES):
            moment = self.next_change(moment, slots)
            if moment == FOREVER:
                break
            if self.offered(moment, slots) > 0:
                return moment
        return None

    def next_change(self, now: float, slots: Iterable[Slot]) -> float:
        """The first moment after ``now`` at which the offer may change by itself."""
        today = now - now % DAY
        edges = [today + edge + extra for b in self.boosts for edge in b for extra in (0.0, DAY)]
        if self.delayed_until is not None:
            edges.append(self.delayed_until)
        by_clock = min((edge for edge in edges if edge > now), default=FOREVER)
        return min(by_clock, self.limits.next_change(slots, now))


def _covers(start: float, end: float, clock: float) -> bool:
    if start <= end:
        return start <= clock < end
    return clock >= start or clock < end
