"""The meter: one register that only grows, and what flows right now."""

from __future__ import annotations

from reference_impl.device_link import Reading

VOLTAGE = 230.0


class Meter:
    """Integrates a current that is constant between two calls of ``flow``."""

    def __init__(self, register: float, phases: int, now: float) -> None:
        self._register = register
        self._phases = phases
        self._since = now
        self.current = 0.0

    def flow(self, now: float, current: float) -> None:
        """From now on this current flows, in ampere per phase."""
        self._register = self.register(now)
        self._since = now
        self.current = current

    def register(self, now: float) -> float:
        """Energy in Wh since the meter was made."""
        return self._register + self.power() * max(0.0, now - self._since) / 3600

    def power(self) -> float:
        """What flows, in W."""
        return self.current * VOLTAGE * self._phases

    def reading(self, now: float, offered: float) -> Reading:
        """All quantities at a moment; they agree with each other."""
        return Reading(
            at=now,
            register=self.register(now),
            current=self.current,
            offered=offered,
            power=self.power(),
            voltage=VOLTAGE,
        )
