"""Composite schedules: what the installed charging profiles amount to, from now on.

OCPP 1.6, section 5.7, errata E3.28-3.30 and E3.57; overview, GetCompositeSchedule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ocpp.v16.enums import ChargingRateUnitType, GetCompositeScheduleStatus

from ocpp16.frames import Payload
from ocpp16.rpc import Answer
from ocpp16.timestamps import to_text
from reference_impl.bridge.block import Block, Handler
from reference_impl.bridge.charging_profiles import CONNECTORS
from reference_impl.bridge.slots import NOMINAL_VOLTAGE
from reference_impl.zappi.slots import Limits, Slot

if TYPE_CHECKING:
    from reference_impl.bridge.bridge import Bridge

AMPERE = ChargingRateUnitType.amps.value


class CompositeSchedule(Block):
    """Answers from the bridge's own records, whether or not the device can be reached."""

    LONGEST = 31 * 86_400
    """Seconds an answer covers at most, so that no request can keep the bridge busy."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._limits = bridge.parts.make(Limits)
        self.listed: tuple[str, ...] = ()
        """Beside the latest answer: the profiles it was made from, where that is declared."""

    def handlers(self) -> Mapping[str, Handler]:
        """See ``Block``."""
        return {"GetCompositeSchedule": self._get_composite_schedule}

    def slots(self) -> Sequence[Slot]:
        """The slots that count; charging profiles lie dormant outside commercial mode."""
        profiles = self.bridge.profiles
        return profiles.slots() if profiles.applies() else ()

    def unlimited(self) -> float:
        """The limit where no profile sets one, in ampere: that of the hardware."""
        return self.bridge.settings.device_limit

    def unit(self, request: Payload) -> str:
        """The unit of the answer: what was asked for, else ampere."""
        return str(request.get("chargingRateUnit", AMPERE))

    def has(self, connector: int) -> bool:
        """Whether there is such a connector."""
        return connector in CONNECTORS

    def answer(self, now: float, request: Payload) -> Payload:
        """The answer to a request for a connector that exists."""
        duration, unit = min(request["duration"], self.LONGEST), self.unit(request)
        found = periods(self._limits, self.slots(), now, duration, self.unlimited())
        return {
            "status": GetCompositeScheduleStatus.accepted,
            "connectorId": request["connectorId"],
            "scheduleStart": to_text(now),
            "chargingSchedule": schedule(found, duration, unit, self.bridge.settings.phases),
        }

    def lists(self) -> bool:
        """Whether the profiles are listed as the overview says; no field of the answer can do it."""
        return self.bridge.settings.semantics.composite_mode == "documented"

    def listing(self) -> tuple[str, ...]:
        """The profiles that are mapped to slots, a line each."""
        mapped = Counter((slot.purpose, slot.profile, slot.stack_level) for slot in self.slots())
        return tuple(
            f"{purpose} {profile}, stack level {level}, slots: {count}"
            for (purpose, profile, level), count in mapped.items()
        )

    def _get_composite_schedule(self, now: float, request: Payload, answer: Answer) -> None:
        self.listed = self.listing() if self.lists() else ()
        if self.has(request["connectorId"]):
            answer(self.answer(now, request))
        else:
            answer({"status": GetCompositeScheduleStatus.rejected})


def periods(
    limits: Limits, slots: Sequence[Slot], start: float, duration: float, unlimited: float
) -> list[tuple[int, float]]:
    """Offsets in seconds from ``start`` and the limit in ampere from there on.

    Where no slot sets a limit, or only a higher one, the hardware's limit ``unlimited`` stands.
    """
    found: list[tuple[int, float]] = []
    now = start
    while not found or now - start < duration - 0.5:
        limit = limits.limit(slots, now)
        _append(found, round(now - start), unlimited if limit is None else min(limit, unlimited))
        now = limits.next_change(slots, now)
    return found


def _append(found: list[tuple[int, float]], offset: int, ampere: float) -> None:
    """Offsets are whole seconds: of two changes in one of them the later stands."""
    if found and found[-1][0] == offset:
        found.pop()
    if not found or found[-1][1] != ampere:
        found.append((offset, ampere))


def schedule(found: Sequence[tuple[int, float]], duration: int, unit: str, phases: int) -> Payload:
    """The chargingSchedule of the answer; startSchedule is left out (errata E3.57)."""
    factor = 1 if unit == AMPERE else NOMINAL_VOLTAGE * phases
    return {
        "duration": duration,
        "chargingRateUnit": unit,
        "chargingSchedulePeriod": [
            {"startPeriod": offset, "limit": round(ampere * factor, 1)} for offset, ampere in found
        ],
    }
