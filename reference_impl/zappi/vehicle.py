"""The vehicle: whether it takes current, how much, and why not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Vehicle:
    """A vehicle that can be plugged in. Currents in ampere."""

    max_current: float = 40.0
    full: bool = False
    ev_fault: bool = False
    """A charging fault of the vehicle's own."""
    waits_until: float | None = None
    """A charging timer of the vehicle's own."""

    holds_cable: bool = False
    """It clamps its end of the cable, so that the other end does not come free either."""

    def takes(self, now: float) -> bool:
        """Whether the vehicle would charge if it were let."""
        waits = self.waits_until is not None and now < self.waits_until
        return not (self.full or self.ev_fault or waits)

    def next_change(self, now: float) -> float | None:
        """When its timer ends."""
        return self.waits_until if self.waits_until is not None and self.waits_until > now else None
