"""Composite schedules, computed from the device's slots (OCPP 1.6, section 5.7, errata E3.28-3.30)."""

from __future__ import annotations

from collections.abc import Sequence

from ocpp16.frames import Payload
from reference_impl.bridge.slots import NOMINAL_VOLTAGE
from reference_impl.zappi.slots import Limits, Slot


def periods(
    limits: Limits, slots: Sequence[Slot], start: float, duration: float, unlimited: float
) -> list[tuple[int, float]]:
    """Offsets in seconds from ``start`` and the limit in ampere from there on.

    Where no slot sets a limit, or only a higher one, the hardware's limit ``unlimited`` stands.
    """
    found: list[tuple[int, float]] = []
    now = start
    while now < start + duration:
        limit = limits.limit(slots, now)
        ampere = unlimited if limit is None else min(limit, unlimited)
        if not found or found[-1][1] != ampere:
            found.append((round(now - start), ampere))
        now = limits.next_change(slots, now)
    return found


def schedule(found: Sequence[tuple[int, float]], duration: int, unit: str, phases: int) -> Payload:
    """The chargingSchedule of the answer; startSchedule is left out (errata E3.57)."""
    factor = 1 if unit == "A" else NOMINAL_VOLTAGE * phases
    return {
        "duration": duration,
        "chargingRateUnit": unit,
        "chargingSchedulePeriod": [
            {"startPeriod": offset, "limit": round(ampere * factor, 1)} for offset, ampere in found
        ],
    }
