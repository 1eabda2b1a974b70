"""The device's flash memory: 48 slots, at most 26 slot writes in 60 minutes, no needless write.

Overview, 'Multiple Schedules within a Profile', 'Frequency of schedules and Flash Memory
Protection' and 'zappi Behavior on Profile Clearing'.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reference_impl.zappi.slots import Slot


class Memory:
    """Slots by position. A position that was written once keeps a record for ever."""

    CAPACITY = 48
    WINDOW = 3600.0

    def __init__(self, writes_in_window: int = 26) -> None:
        self.writes_in_window = writes_in_window
        self.records: list[Slot | None] = [None] * self.CAPACITY
        self.writes: list[float] = []
        """Moments of all slot writes so far."""

    def in_use(self) -> tuple[Slot, ...]:
        """The slots that hold something."""
        return tuple(slot for slot in self.records if slot is not None and slot.in_use)

    def store(self, now: float, slots: Sequence[Slot], replaces: Collection[int]) -> bool:
        """Put slots in the place of those of replaced profiles: all of them or, refusing, none."""
        replaced = self._positions(replaces)
        positions = [*replaced, *self.free()][: len(slots)]
        if not self.has_room(len(slots), len(positions)):
            return False
        changed = [
            (position, slot)
            for position, slot in zip(positions, slots, strict=False)
            if self.needs_write(self.records[position], slot)
        ]
        if not self.may_write(now, len(changed)):
            return False
        for position, slot in changed:
            self._write(now, position, slot)
        self._zero(now, [position for position in replaced if position not in positions])
        return True

    def clear(self, now: float, profiles: Collection[int]) -> int:
        """Zero the slots of these profiles; never refused. Returns how many there were."""
        positions = self._positions(profiles)
        self._zero(now, positions)
        return len(positions)

    def free(self) -> Sequence[int]:
        """The positions that may be written to: never used, or cleared."""
        return [n for n, slot in enumerate(self.records) if slot is None or not slot.in_use]

    def has_room(self, wanted: int, found: int) -> bool:
        """Whether enough positions were found for the slots."""
        return found >= wanted

    def needs_write(self, held: Slot | None, wanted: Slot) -> bool:
        """A slot whose content is the same already is left alone."""
        return held != wanted

    def may_write(self, now: float, count: int) -> bool:
        """Whether that many writes fit into the sliding window."""
        return self.recent_writes(now) + count <= self.writes_in_window

    def recent_writes(self, now: float) -> int:
        """Writes within the window that ends now."""
        return sum(1 for moment in self.writes if moment > now - self.WINDOW)

    def cleared(self, slot: Slot) -> Slot | None:
        """What remains of a slot on clearing."""
        return slot.zeroed()

    def power_lost(self) -> None:
        """Flash memory keeps everything over a restart."""

    def _positions(self, profiles: Collection[int]) -> list[int]:
        return [
            position
            for position, slot in enumerate(self.records)
            if slot is not None and slot.in_use and slot.profile in profiles
        ]

    def _zero(self, now: float, positions: Sequence[int]) -> None:
        for position in positions:
            slot = self.records[position]
            if slot is not None:
                self._write(now, position, self.cleared(slot))

    def _write(self, now: float, position: int, slot: Slot | None) -> None:
        self.records[position] = slot
        self.writes.append(now)
