"""Slots, the device's own schedule entries, and the limit they set at a moment.

One slot holds one period of a charging schedule (overview, 'Multiple Schedules within a Profile').
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

FOREVER = math.inf


@dataclass(frozen=True, slots=True)
class Slot:
    """One period. Moments are suite seconds, offsets and durations seconds, the limit ampere."""

    profile: int
    purpose: str
    stack_level: int
    anchor: float
    """When the schedule began, or began to recur."""
    offset: float
    duration: float
    limit: float
    recurrence: float = 0.0
    """86400 for daily, 604800 for weekly, 0 for once."""
    valid_from: float = -math.inf
    valid_to: float = math.inf

    @property
    def in_use(self) -> bool:
        """Whether the slot holds anything; a cleared one has no duration."""
        return self.duration > 0

    def zeroed(self) -> Slot:
        """The slot after clearing: still there, with duration and limit 0."""
        return replace(self, duration=0.0, limit=0.0)

    def active(self, now: float) -> bool:
        """Whether the period covers this moment."""
        if not self.valid_from <= now < self.valid_to:
            return False
        return any(begin <= now < end for begin, end in self._spans(now))

    def next_change(self, now: float) -> float:
        """The first moment after ``now`` at which the period may begin or end."""
        edges = (edge for span in self._spans(now) for edge in span)
        moments = (self.valid_from, self.valid_to, *edges)
        return min((moment for moment in moments if moment > now), default=FOREVER)

    def _spans(self, now: float) -> list[tuple[float, float]]:
        """The period in the cycle of ``now`` and in those beside it, for rounding near an edge.

        Each edge is one sum of anchor and offset, never one added to another, so that the same
        edge is the same number however it is reached, after a minute or after a year.
        """
        cycle = math.floor((now - self.anchor) / self.recurrence) if self.recurrence else 0
        cycles = {max(0, number) for number in (cycle - 1, cycle, cycle + 1)}
        offsets = [number * self.recurrence + self.offset for number in sorted(cycles)]
        return [(self.anchor + start, self.anchor + (start + self.duration)) for start in offsets]


class Limits:
    """Which of the slots counts at a moment."""

    PURPOSES = ("TxProfile", "TxDefaultProfile")
    """The first purpose that sets a limit decides (section 3.13.1)."""

    def limit(self, slots: Iterable[Slot], now: float) -> float | None:
        """The limit in force, in ampere; None when no slot covers the moment."""
        active = [slot for slot in slots if slot.in_use and slot.active(now)]
        for purpose in self.PURPOSES:
            competing = [slot for slot in active if slot.purpose == purpose]
            if competing:
                return self.prevailing(competing).limit
        return None

    def prevailing(self, competing: list[Slot]) -> Slot:
        """Of several schedules of one purpose the highest stack level counts (section 3.13.2)."""
        return max(competing, key=lambda slot: slot.stack_level)

    def next_change(self, slots: Iterable[Slot], now: float) -> float:
        """The first moment after ``now`` at which the limit may change."""
        return min((slot.next_change(now) for slot in slots if slot.in_use), default=FOREVER)
